"""From the rows of a names file to regions, projects and the like, each with what the store has of it.

A names file adds and changes; it never removes, since people and responsibilities hang on names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from storage.exchange.areas import Areas
from storage.exchange.cells import paragraph_of, split_list, text_of
from storage.exchange.columns import Column, Kind
from storage.exchange.folding import fold
from storage.exchange.problems import CellError, Code
from storage.exchange.reading import Row
from storage.exchange.sheet import Sheet
from storage.exchange.snapshot import StoredName, StoredNames
from storage.exchange.states import NameState
from storage.exchange.vocabulary import KINDS, read_colour, read_kind

_ONLY_FOR: dict[Column, frozenset[Kind]] = {
    Column.COLOUR: frozenset({Kind.REGION}),
    Column.DISTRICTS: frozenset({Kind.REGION}),
    Column.MUNICIPALITIES: frozenset({Kind.REGION}),
    Column.DESCRIPTION: frozenset({Kind.PROJECT, Kind.GROUP}),
}
"""Columns that only some kinds have room for."""


@dataclass(frozen=True, slots=True)
class NameDraft:
    """One row of a names file, and the name of the store that it is about (None: a new one)."""

    row: int
    state: NameState
    stored: StoredName | None


def read_names_file(sheet: Sheet, stored: StoredNames, areas: Callable[[], Areas]) -> list[NameDraft]:
    """Read all rows of a names file; what is wrong is noted in the sheet."""
    read: list[tuple[Row, NameState]] = []
    for row in sheet.rows:
        kind, name = _kind(sheet, row), _name(sheet, row)
        if kind and name:
            _refuse_needless(sheet, row, kind)
            read.append((row, _state(sheet, row, NameState(kind, name), areas)))
    _refuse_doubles(sheet, read)
    found = _matched(stored, [state for _, state in read])
    drafts = [
        NameDraft(row.number, _held(sheet, state, old), old)
        for (row, state), old in zip(read, found, strict=True)
    ]
    _refuse_taken(sheet, stored, drafts)
    return drafts


def _kind(sheet: Sheet, row: Row) -> Kind | None:
    if Column.CATEGORY not in sheet:
        return sheet.layout.kind
    if not sheet.text(row, Column.CATEGORY):
        allowed = ", ".join(words[0] for words in KINDS.values())
        sheet.complain(row.number, Column.CATEGORY, Code.BAD_WORD, value="", allowed=allowed)
    return sheet.read(row, Column.CATEGORY, read_kind)


def _name(sheet: Sheet, row: Row) -> str | None:
    if Column.TITLE in sheet and not sheet.text(row, Column.TITLE):
        sheet.complain(row.number, Column.TITLE, Code.NO_TITLE)
    return sheet.read(row, Column.TITLE, text_of)


def _refuse_needless(sheet: Sheet, row: Row, kind: Kind) -> None:
    for column, kinds in _ONLY_FOR.items():
        if kind not in kinds and sheet.text(row, column):
            sheet.complain(row.number, column, Code.NOT_FOR_KIND, kind=kind.value)


def _state(sheet: Sheet, row: Row, state: NameState, areas: Callable[[], Areas]) -> NameState:
    aliases = sheet.read(row, Column.ALIASES, lambda text: tuple(map(text_of, split_list(text)))) or ()
    return state._replace(
        aliases=tuple(alias for alias in aliases if alias != state.name),
        colour=sheet.read(row, Column.COLOUR, read_colour) or "",
        areas=frozenset(
            _areas(sheet, row, Column.DISTRICTS, lambda text: areas().district(text))
            | _areas(sheet, row, Column.MUNICIPALITIES, lambda text: areas().municipality(text))
        ),
        description=sheet.read(row, Column.DESCRIPTION, paragraph_of) or "",
    )


def _areas(sheet: Sheet, row: Row, column: Column, find: Callable[[str], str]) -> set[str]:
    """The keys of a cell's areas; each that cannot be found is noted."""
    keys: set[str] = set()
    for text in split_list(sheet.text(row, column)):
        try:
            keys.add(find(text))
        except CellError as error:
            sheet.problems.append(error.at(row.number, sheet.layout.header(column)))
    return keys


def _refuse_doubles(sheet: Sheet, read: Iterable[tuple[Row, NameState]]) -> None:
    first: dict[tuple[Kind, str], int] = {}
    for row, state in read:
        before = first.setdefault((state.kind, state.name), row.number)
        if before != row.number:
            sheet.complain(
                row.number, Column.TITLE, Code.DOUBLE_NAME, value=state.name, first_row=str(before)
            )


def _matched(stored: StoredNames, states: Sequence[NameState]) -> list[StoredName | None]:
    """What each row is about: the same name, else one spelt otherwise, else one that is now a short form."""
    found: list[StoredName | None] = [stored[state.kind].get(state.name) for state in states]
    taken = {(old.state.kind, old.id) for old in found if old}
    for spelt_otherwise in (True, False):
        for position, state in enumerate(states):
            if found[position] is None:
                forms = {fold(state.name)} if spelt_otherwise else set(map(fold, state.aliases))
                free = [s for s in stored[state.kind].values() if (state.kind, s.id) not in taken]
                fitting = [old for old in free if fold(old.state.name) in forms]
                if len(fitting) == 1:
                    found[position] = fitting[0]
                    taken.add((state.kind, fitting[0].id))
    return found


def _held(sheet: Sheet, state: NameState, old: StoredName | None) -> NameState:
    """The state, with what the file has no column for as the store says it."""
    if old is None:
        return state
    keeps_districts, keeps_towns = Column.DISTRICTS not in sheet, Column.MUNICIPALITIES not in sheet
    kept = {key for key in old.state.areas if (keeps_districts if len(key) == 5 else keeps_towns)}
    return state._replace(
        aliases=state.aliases if Column.ALIASES in sheet else old.state.aliases,
        colour=state.colour if Column.COLOUR in sheet else old.state.colour,
        areas=state.areas | kept,
        description=state.description if Column.DESCRIPTION in sheet else old.state.description,
    )


def _refuse_taken(sheet: Sheet, stored: StoredNames, drafts: list[NameDraft]) -> None:
    """Note each new name or short form that already means something else of the same kind."""
    renewed = {(draft.state.kind, draft.stored.id) for draft in drafts if draft.stored}
    meanings: defaultdict[tuple[Kind, str], set[str]] = defaultdict(set)
    kept = [s.state for kind, names in stored.items() for s in names.values() if (kind, s.id) not in renewed]
    for state in [*kept, *(draft.state for draft in drafts)]:
        for form in (state.name, *state.aliases):
            meanings[state.kind, fold(form)].add(state.name)
    for draft in drafts:
        known = {draft.stored.state.name, *draft.stored.state.aliases} if draft.stored else set()
        for form in (draft.state.name, *draft.state.aliases):
            others = meanings[draft.state.kind, fold(form)] - {draft.state.name}
            if others and form not in known:
                column = Column.TITLE if form == draft.state.name else Column.ALIASES
                sheet.complain(draft.row, column, Code.TAKEN_ALIAS, value=form, other=min(others))
