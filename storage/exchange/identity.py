"""Which person of the store a file means: by identifier, else mail, else name and organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from storage.exchange.columns import Column
from storage.exchange.folding import fold, fold_name
from storage.exchange.people_file import PersonCells, PersonDraft
from storage.exchange.problems import Code
from storage.exchange.sheet import Sheet
from storage.exchange.snapshot import StoredPerson
from storage.exchange.states import PersonState

Match = StoredPerson | None


def match_people(
    sheet: Sheet,
    drafts: Sequence[PersonDraft],
    people: Iterable[StoredPerson],
    *,
    today: date,
    organisation_of: Callable[[str], str],
) -> list[Match]:
    """The person of the store for each draft, or None for a new one; doubts are noted in the sheet.

    Somebody who has left is found too (they come back), but only where nobody who is there fits.
    ``organisation_of`` gives the name of the store for an organisation as the file writes it.
    """
    matcher = _Matcher(sheet, people, today, organisation_of)
    found: list[Match] = [matcher.by_key(draft) for draft in drafts]
    for find in (matcher.by_mail, matcher.by_name):
        for position, draft in enumerate(drafts):
            if found[position] is None and not draft.cells.key:
                found[position] = find(draft)
    return found


def match_cards(
    sheet: Sheet,
    drafts: Sequence[PersonDraft],
    people: Iterable[StoredPerson],
    *,
    today: date,
    organisation_of: Callable[[str], str],
) -> list[Match]:
    """The same for cards: a telephone tells, too, and a name alone if no organisation is against it."""
    matcher = _Matcher(sheet, people, today, organisation_of)
    found: list[Match] = [matcher.by_key(draft) for draft in drafts]
    for find in (matcher.by_mail, matcher.by_telephone, matcher.by_name_alone):
        for position, draft in enumerate(drafts):
            if found[position] is None and not draft.cells.key:
                found[position] = find(draft)
    return found


class _Matcher:
    def __init__(
        self, sheet: Sheet, people: Iterable[StoredPerson], today: date, organisation_of: Callable[[str], str]
    ) -> None:
        self._sheet = sheet
        self._today = today
        self._organisation_of = organisation_of
        self._claimed: set[int] = set()
        self._by_key: dict[str, StoredPerson] = {}
        self._by_mail: defaultdict[str, list[StoredPerson]] = defaultdict(list)
        self._by_telephone: defaultdict[str, list[StoredPerson]] = defaultdict(list)
        self._by_name: defaultdict[str, list[StoredPerson]] = defaultdict(list)
        for person in people:
            self._by_key[person.state.key] = person
            self._by_name[_called(person.state)].append(person)
            for way in person.state.emails:
                self._by_mail[way.value].append(person)
            for way in (*person.state.phones, *person.state.mobiles):
                self._by_telephone[way.value].append(person)

    def by_key(self, draft: PersonDraft) -> Match:
        """The person with the identifier of the file."""
        return self._claim(draft, [p for p in [self._by_key.get(draft.cells.key or "")] if p])

    def by_mail(self, draft: PersonDraft) -> Match:
        """The person with a mail of the file; a mailbox that now bears quite another name settles nothing."""
        candidates = self._free(p for mail in draft.cells.email or () for p in self._by_mail.get(mail, ()))
        same = [p for p in candidates if _called(p.state) == _called(draft.cells)]
        if same or not candidates:
            return self._claim(draft, same)
        if not any(_shares_a_name(draft, person) for person in candidates):
            other = candidates[0].state
            row = draft.row_of(Column.EMAIL)
            self._sheet.complain(row, Column.EMAIL, Code.MAIL_OF_ANOTHER, name=other.full_name, key=other.key)
        return self._claim(draft, candidates)

    def by_name(self, draft: PersonDraft) -> Match:
        """The person of the same name in the same organisation, or in any if the file names none."""
        candidates = self._free(self._by_name.get(_called(draft.cells), ()))
        if draft.cells.organisation:
            organisation = self._organisation_of(draft.cells.organisation)
            candidates = [p for p in candidates if p.state.organisation == organisation]
        return self._claim(draft, candidates)

    def by_telephone(self, draft: PersonDraft) -> Match:
        """The person of the same name with a telephone of the card; else one whose mobile is on it.

        An office has one number for many; a mobile with half of the name is a marriage or a misspelling.
        """
        mobiles = set(draft.cells.mobile or ())
        numbers = (*(draft.cells.phone or ()), *mobiles)
        candidates = self._free(p for number in numbers for p in self._by_telephone.get(number, ()))
        same = [p for p in candidates if _called(p.state) == _called(draft.cells)]
        if not same:
            own = [p for p in candidates if any(way.value in mobiles for way in p.state.mobiles)]
            same = [p for p in own if _shares_a_name(draft, p)]
        return self._claim(draft, same)

    def by_name_alone(self, draft: PersonDraft) -> Match:
        """The person of the same name; where all of them work elsewhere, that is noted."""
        candidates = self._free(self._by_name.get(_called(draft.cells), ()))
        organisation = draft.cells.organisation
        if organisation:
            named = {self._organisation_of(organisation), ""}
            fitting = [person for person in candidates if person.state.organisation in named]
            if candidates and not fitting:
                other = candidates[0].state
                params = {"name": other.full_name, "organisation": other.organisation, "key": other.key}
                self._sheet.complain(draft.row, None, Code.NAME_ELSEWHERE, **params)
            candidates = fitting
        return self._claim(draft, candidates)

    def _free(self, people: Iterable[StoredPerson]) -> list[StoredPerson]:
        """Those whom nobody else of the file is, each once; those who left only if there is nobody else."""
        unique = {person.id: person for person in people if person.id not in self._claimed}
        present = [person for person in unique.values() if person.belongs_on(self._today)]
        return present or list(unique.values())

    def _claim(self, draft: PersonDraft, candidates: list[StoredPerson]) -> Match:
        if len(candidates) > 1:
            self._sheet.complain(draft.row, None, Code.AMBIGUOUS_PERSON, name=_full_name(draft))
        for person in candidates[:1]:
            self._claimed.add(person.id)
            return person
        return None


def _called(named: PersonState | PersonCells) -> str:
    return fold_name(named.given_name or "", named.family_name or "")


def _full_name(draft: PersonDraft) -> str:
    return f"{draft.cells.given_name or ''} {draft.cells.family_name or ''}".strip()


def _shares_a_name(draft: PersonDraft, person: StoredPerson) -> bool:
    """Whether given or family name is the same: then it is a marriage or a misspelling."""
    pairs = (
        (draft.cells.given_name, person.state.given_name),
        (draft.cells.family_name, person.state.family_name),
    )
    return any(new and fold(new) == fold(old) for new, old in pairs)
