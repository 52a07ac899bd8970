"""Cells of a people file that belong together: a way and who sees it, an absence and who stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import TypeVar

from storage.exchange.cells import written_date
from storage.exchange.columns import Column
from storage.exchange.folding import fold
from storage.exchange.people_file import PersonCells, PersonDraft
from storage.exchange.problems import CellError, Code
from storage.exchange.sheet import Sheet
from storage.exchange.states import AbsenceState, PersonState, Way
from storage.models import AbsenceReason, Visibility, WayKind

T = TypeVar("T")
AbsenceParts = tuple[date, date | None, AbsenceReason | None, str | None]

_STRICTEST = (Visibility.COORDINATORS, Visibility.PRIVATE, Visibility.NETWORK)


def ways_of(sheet: Sheet, draft: PersonDraft, kind: WayKind, current: Sequence[Way]) -> tuple[Way, ...]:
    """The ways of one kind, with who may see each; one word for who may see them stands for all."""
    values, given = _ways_in(draft.cells, kind)
    column = Column(f"{kind.value}_seen_by")
    if column not in sheet:
        given = tuple(_as_before(value, current) for value in values)
    elif len(given) < 2:
        given = (given or (Visibility.NETWORK,)) * len(values)
    elif values and len(given) != len(values):
        _counts_differ(sheet, draft, column, Column(kind.value), len(given), len(values))
    unique: dict[str, Way] = {}
    for value, visibility in zip(values, given, strict=False):
        unique.setdefault(value, Way(kind, value, visibility))
    return tuple(unique.values())


def _ways_in(cells: PersonCells, kind: WayKind) -> tuple[tuple[str, ...], tuple[Visibility, ...]]:
    match kind:
        case WayKind.PHONE:
            return cells.phone or (), cells.phone_seen_by or ()
        case WayKind.MOBILE:
            return cells.mobile or (), cells.mobile_seen_by or ()
        case WayKind.EMAIL:
            return cells.email or (), cells.email_seen_by or ()


def _as_before(value: str, current: Sequence[Way]) -> Visibility:
    """Who may see a way if the file has no column for it: as before; a new one as strict as the others."""
    before = {way.value: way.visibility for way in current}
    return before.get(value) or min(before.values(), key=_STRICTEST.index, default=Visibility.NETWORK)


def added_to(stored: PersonState | None, said: PersonState, draft: PersonDraft) -> PersonState:
    """What the store says, changed by what a card says: what it is silent about stays, ways are added."""
    # A card may name a mobile a second time, without its type.
    mobiles = {way.value for way in said.mobiles}
    said = said._replace(phones=tuple(way for way in said.phones if way.value not in mobiles))
    if stored is None:
        return said
    cells = draft.cells
    telephones = {way.value for way in (*stored.phones, *stored.mobiles)}
    mails = {way.value for way in stored.emails}
    return stored._replace(
        given_name=cells.given_name or stored.given_name,
        family_name=cells.family_name or stored.family_name,
        organisation=said.organisation or stored.organisation,
        function=cells.function or stored.function,
        languages=tuple(dict.fromkeys((*stored.languages, *said.languages))),
        phones=(*stored.phones, *(way for way in said.phones if way.value not in telephones)),
        mobiles=(*stored.mobiles, *(way for way in said.mobiles if way.value not in telephones)),
        emails=(*stored.emails, *(way for way in said.emails if way.value not in mails)),
    )


class Deputies:
    """Finds the people of a file by identifier, mail or name."""

    def __init__(self, drafts: Sequence[PersonDraft], keys: Sequence[str]) -> None:
        self._keys = set(keys)
        self._by_other: defaultdict[str, set[str]] = defaultdict(set)
        for draft, key in zip(drafts, keys, strict=True):
            given, family = draft.cells.given_name or "", draft.cells.family_name or ""
            for text in (f"{given} {family}", f"{family}, {given}", *(draft.cells.email or ())):
                self._by_other[fold(text)].add(key)

    def find(self, text: str) -> str:
        """The identifier of the person that a text means.

        Raises:
            CellError: nobody in the file, or several people.
        """
        if text in self._keys:
            return text
        found = self._by_other.get(fold(text), set())
        if len(found) > 1:
            raise CellError(Code.AMBIGUOUS_DEPUTY, value=text, candidates=", ".join(sorted(found)))
        if not found:
            raise CellError(Code.UNKNOWN_DEPUTY, value=text)
        return next(iter(found))


def absences_of(sheet: Sheet, draft: PersonDraft, key: str, deputies: Deputies) -> frozenset[AbsenceState]:
    """The absences of the person with this key; one reason or deputy stands for all of them."""
    if Column.AWAY_FROM not in sheet:
        return frozenset()
    starts = draft.cells.away_from or ()
    ends = draft.cells.away_until or ()
    reasons = draft.cells.away_reason or ()
    stand_ins = draft.cells.away_deputy or ()
    _check_count(sheet, draft, Column.AWAY_UNTIL, ends, {0, len(starts)})
    _check_count(sheet, draft, Column.AWAY_REASON, reasons, {0, 1, len(starts)})
    _check_count(sheet, draft, Column.AWAY_DEPUTY, stand_ins, {0, 1, len(starts)})
    count = len(starts)
    found = zip_longest(starts, ends[:count], _spread(reasons, count), _spread(stand_ins, count))
    return frozenset(_absences(sheet, draft, key, deputies, found))


def _absences(
    sheet: Sheet, draft: PersonDraft, key: str, deputies: Deputies, parts: Iterator[AbsenceParts]
) -> Iterator[AbsenceState]:
    for start, end, reason, stand_in in parts:
        if end and end < start:
            row = draft.row_of(Column.AWAY_UNTIL)
            sheet.complain(row, Column.AWAY_UNTIL, Code.PERIOD, value=written_date(end))
        deputy = _deputy(sheet, draft, key, deputies, stand_in or "")
        yield AbsenceState(start, end, reason or AbsenceReason.AWAY, deputy)


def _deputy(sheet: Sheet, draft: PersonDraft, key: str, deputies: Deputies, text: str) -> str:
    row = draft.row_of(Column.AWAY_DEPUTY)
    try:
        deputy = deputies.find(text) if text else ""
    except CellError as error:
        sheet.problems.append(error.at(row, sheet.layout.header(Column.AWAY_DEPUTY)))
        return ""
    if deputy == key:
        sheet.complain(row, Column.AWAY_DEPUTY, Code.OWN_DEPUTY)
    return deputy


def _check_count(
    sheet: Sheet, draft: PersonDraft, column: Column, values: Sequence[object], fitting: set[int]
) -> None:
    """Note values that belong to no absence, or not one to each."""
    starts = len(draft.cells.away_from or ())
    row = draft.rows.get(column.value)
    if row and not starts and any(values) and not sheet.text(row, Column.AWAY_FROM):
        sheet.complain(row.number, column, Code.NO_ABSENCE)
    elif starts and len(values) not in fitting:
        _counts_differ(sheet, draft, column, Column.AWAY_FROM, len(values), starts)


def _counts_differ(
    sheet: Sheet, draft: PersonDraft, column: Column, other: Column, count: int, needed: int
) -> None:
    sheet.complain(
        draft.row_of(column),
        column,
        Code.COUNTS_DIFFER,
        count=str(count),
        other=sheet.layout.header(other),
        needed=str(needed),
    )


def _spread(values: tuple[T, ...], count: int) -> tuple[T, ...]:
    return values * count if len(values) == 1 else values[:count]
