"""Which rows of a people file are about the same person: by identifier, mail, or name and telephone.

Two people may bear one name. So a name alone, and an organisation with it, puts no two rows together, unless
one of them has the identifier that people with namesakes need anyway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from storage.exchange.columns import Column
from storage.exchange.folding import fold
from storage.exchange.problems import Code
from storage.exchange.sheet import Sheet


class Mark(NamedTuple):
    """What tells of a row whom it is about; what is unknown is empty. ``called`` is the name folded."""

    row: int
    key: str
    mails: tuple[str, ...]
    phones: tuple[str, ...]
    name: str
    called: str
    organisation: str


@dataclass(slots=True)
class _Group:
    """The rows of one person so far, and what they say together."""

    has_key: bool = False
    positions: list[int] = field(default_factory=list)
    first_row: int = 0
    names: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)

    def take(self, position: int, mark: Mark) -> None:
        """Add a row."""
        self.positions.append(position)
        self.first_row = min(self.first_row or mark.row, mark.row)
        self.has_key = self.has_key or bool(mark.key)
        self.mails.update(mark.mails)
        self.phones.update(mark.phones)
        self.names.update(filter(None, [mark.called]))
        self.organisations.update(filter(None, [fold(mark.organisation)]))

    def is_called(self, called: str) -> bool:
        """Whether a row of this name fits; an empty cell fits everything."""
        return not called or not self.names or called in self.names

    def works_for(self, organisation: str) -> bool:
        """Whether a row of this organisation fits."""
        return not organisation or not self.organisations or fold(organisation) in self.organisations


def group_rows(sheet: Sheet, marks: Sequence[Mark]) -> list[list[int]]:
    """The positions of the rows of each person, in the order of the file; doubts are noted in the sheet."""
    groups = _Groups(sheet)
    # Rows with an identifier first: those without may belong to them, wherever they stand.
    for position, mark in enumerate(marks):
        if mark.key:
            groups.add_keyed(position, mark)
    for position, mark in enumerate(marks):
        if not mark.key:
            groups.add(position, mark)
    return sorted((sorted(group.positions) for group in groups.all), key=lambda positions: positions[0])


class _Groups:
    def __init__(self, sheet: Sheet) -> None:
        self.all: list[_Group] = []
        self._sheet = sheet
        self._by_key: dict[str, _Group] = {}
        self._by_mail: defaultdict[str, list[_Group]] = defaultdict(list)
        self._by_name: defaultdict[str, list[_Group]] = defaultdict(list)

    def add_keyed(self, position: int, mark: Mark) -> None:
        """File a row with an identifier."""
        group = self._by_key.get(mark.key) or self._new()
        self._by_key[mark.key] = group
        self._put(position, mark, group)

    def add(self, position: int, mark: Mark) -> None:
        """File a row without an identifier with the person of the same mail, else of the same name."""
        candidates = self._with_mail(mark) or self._with_name(mark)
        if len(candidates) > 1:
            called = mark.name or ", ".join(mark.mails)
            self._sheet.complain(mark.row, None, Code.AMBIGUOUS_PERSON, name=called)
        self._put(position, mark, candidates[0] if candidates else self._new())

    def _new(self) -> _Group:
        self.all.append(_Group())
        return self.all[-1]

    def _put(self, position: int, mark: Mark, group: _Group) -> None:
        for mail in set(mark.mails) - group.mails:
            self._by_mail[mail].append(group)
        if mark.called and mark.called not in group.names:
            self._by_name[mark.called].append(group)
        group.take(position, mark)

    def _with_mail(self, mark: Mark) -> list[_Group]:
        """The people with a mail of this row; where several share it, those of the same name."""
        found = [group for mail in mark.mails for group in self._by_mail.get(mail, ())]
        found = list({id(group): group for group in found}.values())
        same = [group for group in found if group.is_called(mark.called)]
        if found and not same:
            other = str(found[0].first_row)
            self._sheet.complain(mark.row, Column.EMAIL, Code.SHARED_MAIL, other=other)
        return same

    def _with_name(self, mark: Mark) -> list[_Group]:
        """The people with the name of this row who are surely the same; doubts about others are noted.

        Whoever works for another organisation is another person.
        """
        found = [g for g in self._by_name.get(mark.called, ()) if g.works_for(mark.organisation)]
        if mark.mails and any(group.mails for group in found):
            other = str(found[0].first_row)
            self._sheet.complain(mark.row, Column.EMAIL, Code.SAME_NAME, name=mark.name, other=other)
            return []
        same = [group for group in found if group.has_key or not group.phones.isdisjoint(mark.phones)]
        if found and not same:
            other = str(found[0].first_row)
            self._sheet.complain(mark.row, None, Code.NAMESAKE, name=mark.name, other=other)
        return same
