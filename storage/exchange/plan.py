"""What an import would do: the file compared with the store, in words to show and in work to apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from storage.exchange.areas import Areas
from storage.exchange.catalogue import Names, RegionNames
from storage.exchange.cells import written_date
from storage.exchange.columns import Column, Kind, header_of
from storage.exchange.combining import Deputies, added_to
from storage.exchange.identity import match_cards, match_people
from storage.exchange.names_file import NameDraft
from storage.exchange.people_file import PersonDraft
from storage.exchange.problems import CellError
from storage.exchange.resolving import Resolver
from storage.exchange.sheet import Sheet
from storage.exchange.snapshot import Snapshot, StoredName, StoredNames, StoredPerson
from storage.exchange.states import NameState, PersonState
from storage.exchange.writing import Cells, Writer
from storage.services.people import KeyMaker

OTHER_FIELDS = {"responsibility": ("Zuständigkeit", "Responsibility"), "left_on": ("Ausgeschieden", "Left")}
"""Fields of a change that are no column of a file, in German and English."""

MANY_REMOVED = 2
"""More people than this, and more than a third of all, are not removed without being asked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something of the directory; ``key`` is a person's identifier, else the name."""

    kind: Kind
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field (a column's name, or one of OTHER_FIELDS) with its old and new value as in a file."""

    field: str
    old: str
    new: str

    def name(self, language: str = "de") -> str:
        """What to call the field in German or English."""
        if self.field in OTHER_FIELDS:
            return OTHER_FIELDS[self.field][0 if language == "de" else 1]
        return header_of(Column(self.field), language)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that stays, called as it was so far, with what is different about it."""

    entry: Entry
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class PersonChange:
    """The state of the store and the one that it shall have."""

    stored: StoredPerson
    state: PersonState


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be written."""

    new_names: tuple[NameState, ...] = ()
    changed_names: tuple[tuple[StoredName, NameState], ...] = ()
    new_people: tuple[PersonState, ...] = ()
    changed_people: tuple[PersonChange, ...] = ()
    leaving: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import adds, changes, removes and leaves as it is; ``people_before`` is how many there are."""

    today: date
    version: int
    added: tuple[Entry, ...]
    changed: tuple[Change, ...]
    removed: tuple[Entry, ...]
    unchanged: int
    people_before: int = 0
    work: Work = field(default_factory=Work, repr=False)
    unread: tuple[str, ...] = ()
    """Sheets of a workbook that were left alone."""

    @property
    def is_empty(self) -> bool:
        """Whether the store is as the file says already."""
        return not (self.added or self.changed or self.removed)

    @property
    def removes_many(self) -> bool:
        """Whether so many people would go that the file is probably not the whole directory."""
        return len(self.removed) > MANY_REMOVED and len(self.removed) * 3 > self.people_before


def plan_names(drafts: Sequence[NameDraft], snapshot: Snapshot, today: date) -> Plan:
    """Compare a names file with the store."""
    writer = Writer(snapshot.names, snapshot.area_keys())
    new = tuple(draft.state for draft in drafts if draft.stored is None)
    moved = [(d.stored, d.state) for d in drafts if d.stored is not None and d.stored.state != d.state]
    changed = tuple(
        Change(
            _name_entry(old.state),
            tuple(_cell_changes(writer.name_cells(old.state), writer.name_cells(state))),
        )
        for old, state in moved
    )
    return Plan(
        today=today,
        version=snapshot.version,
        added=tuple(map(_name_entry, new)),
        changed=changed,
        removed=(),
        unchanged=len(drafts) - len(new) - len(moved),
        work=Work(new_names=new, changed_names=tuple(moved)),
    )


def plan_people(
    sheet: Sheet,
    drafts: Sequence[PersonDraft],
    snapshot: Snapshot,
    areas: Callable[[], Areas],
    today: date,
    *,
    whole: bool = True,
) -> Plan:
    """Compare a people file with the store; what cannot be found is noted in the sheet.

    ``whole``: it is the whole directory, and says everything about everybody; else it adds to what is there.
    """
    names = _catalogue(snapshot.names, areas)
    organisations = names[Kind.ORGANISATION]
    match_all = match_people if whole else match_cards
    matches = match_all(
        sheet, drafts, snapshot.people, today=today, organisation_of=lambda text: _found(organisations, text)
    )
    keys = _keys(drafts, matches, snapshot.people)
    resolver = Resolver(sheet, names, areas, Deputies(drafts, keys))
    states = [
        resolver.state_of(draft, key, match.state if match else None)
        for draft, key, match in zip(drafts, keys, matches, strict=True)
    ]
    states = [resolver.with_reach(draft, state) for draft, state in zip(drafts, states, strict=True)]
    if not whole:
        stored = [match.state if match else None for match in matches]
        states = [added_to(*each) for each in zip(stored, states, drafts, strict=True)]
    new_names = tuple(state for known in names.values() for state in known.added.values())
    return _compared(states, matches, new_names, snapshot, today, whole=whole)


def _catalogue(stored: StoredNames, areas: Callable[[], Areas]) -> Mapping[Kind, Names]:
    catalogue = {kind: Names(kind, (s.state for s in known.values())) for kind, known in stored.items()}
    regions = (known.state for known in stored[Kind.REGION].values())
    return catalogue | {Kind.REGION: RegionNames(regions, areas)}


def _found(names: Names, text: str) -> str:
    """The name that a text means, or the text."""
    try:
        return names.find(text) or text
    except CellError:
        return text


def _keys(
    drafts: Sequence[PersonDraft], matches: Sequence[StoredPerson | None], people: Iterable[StoredPerson]
) -> list[str]:
    """The identifier of each draft: as in the store, else as in the file, else made of the name."""
    maker = KeyMaker({person.state.key for person in people} | {d.cells.key for d in drafts if d.cells.key})
    return [
        match.state.key
        if match
        else draft.cells.key or maker.key_for(draft.cells.given_name or "", draft.cells.family_name or "")
        for draft, match in zip(drafts, matches, strict=True)
    ]


def _compared(
    states: Sequence[PersonState],
    matches: Sequence[StoredPerson | None],
    new_names: tuple[NameState, ...],
    snapshot: Snapshot,
    today: date,
    *,
    whole: bool,
) -> Plan:
    paired = [PersonChange(match, state) for state, match in zip(states, matches, strict=True) if match]
    moved = [p for p in paired if p.state != p.stored.state or not p.stored.belongs_on(today)]
    new = tuple(state for state, match in zip(states, matches, strict=True) if not match)
    kept = {change.stored.id for change in paired}
    present = [person for person in snapshot.people if person.belongs_on(today)]
    leaving = [person for person in present if whole and person.id not in kept]
    writer = Writer(snapshot.names, snapshot.area_keys())
    return Plan(
        today=today,
        version=snapshot.version,
        added=(*map(_name_entry, new_names), *map(_person_entry, new)),
        changed=tuple(
            Change(_person_entry(c.stored.state), tuple(_changes(writer, c, today))) for c in moved
        ),
        removed=tuple(_person_entry(person.state) for person in leaving),
        unchanged=len(paired) - len(moved),
        people_before=len(present),
        work=Work(
            new_names=new_names,
            new_people=new,
            changed_people=tuple(moved),
            leaving=tuple(person.id for person in leaving),
        ),
    )


def _changes(writer: Writer, change: PersonChange, today: date) -> Iterator[FieldChange]:
    """What is different about a person, field by field."""
    old, new = change.stored.state, change.state
    if not change.stored.belongs_on(today):
        yield FieldChange("left_on", written_date(change.stored.left_on), "")
    yield from _cell_changes(writer.person_cells(old), writer.person_cells(new))
    for gone in sorted(writer.in_words(each) for each in old.responsibilities - new.responsibilities):
        yield FieldChange("responsibility", gone, "")
    for come in sorted(writer.in_words(each) for each in new.responsibilities - old.responsibilities):
        yield FieldChange("responsibility", "", come)


def _cell_changes(old: Cells, new: Cells) -> Iterator[FieldChange]:
    for column, text in new.items():
        if text != old[column]:
            yield FieldChange(column.value, old[column], text)


def _person_entry(state: PersonState) -> Entry:
    return Entry(Kind.PERSON, state.key, state.full_name)


def _name_entry(state: NameState) -> Entry:
    return Entry(state.kind, state.name, state.name)
