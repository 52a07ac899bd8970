"""Which kind of file a header belongs to, and which column stands where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz, process

from storage.exchange.columns import (
    NAMES_HEADERS,
    NEEDS,
    PEOPLE_HEADERS,
    TITLE_OF_KIND,
    Column,
    Kind,
    header_of,
)
from storage.exchange.folding import plain_word, without_dots
from storage.exchange.problems import Code, Problem

_ONLY_PEOPLE = frozenset(PEOPLE_HEADERS) - {
    Column.FULL_NAME, Column.PROJECT, Column.REGION, Column.PLACES, Column.TOPICS, Column.ORGANISATION,
    Column.GROUPS,
}  # fmt: skip
_ONLY_NAMES = frozenset(NAMES_HEADERS) - {Column.TITLE, Column.MUNICIPALITIES}


@dataclass(slots=True)
class Layout:
    """Which column stands where, and what is wrong with the header."""

    is_people: bool
    index: dict[Column, int] = field(default_factory=dict)
    headers: dict[Column, str] = field(default_factory=dict)
    kind: Kind | None = None
    """The kind that every row of a names file is of, if it has no column for that."""
    problems: list[Problem] = field(default_factory=list)

    def __contains__(self, column: object) -> bool:
        return column in self.index

    def header(self, column: Column) -> str:
        """The header as it stands in the file, or else as the export writes it."""
        return self.headers.get(column) or header_of(column)


def layout_of(header: list[str], rows: Iterable[list[str]]) -> Layout:
    """Recognise the kind of a file and its columns; ``rows`` tell which nameless columns are empty."""
    people = {c for text in header if (c := _known(True).get(_plain(text, True)))}
    names = {c for text in header if (c := _known(False).get(_plain(text, False)))}
    layout = Layout(is_people=bool(people & _ONLY_PEOPLE) or not names & _ONLY_NAMES)
    filled = {
        i for cells in rows for i, text in enumerate(header) if not text and i < len(cells) and cells[i]
    }
    for position, text in enumerate(header):
        if text or position in filled:
            _place(layout, position, text)
    _first_column_called_name(layout)
    layout.problems.extend(_missing(layout))
    return layout


def known_headers(header: Iterable[str]) -> int:
    """How many texts are headers of the kind of file that knows more of them."""
    header = list(header)
    return max(sum(_plain(text, kind) in _known(kind) for text in header) for kind in (True, False))


def _place(layout: Layout, position: int, text: str) -> None:
    if not text:
        layout.problems.append(Problem(1, None, Code.NAMELESS_COLUMN, {"number": str(position + 1)}))
        return
    column = _known(layout.is_people).get(_plain(text, layout.is_people))
    if column is None and not layout.is_people and Column.TITLE not in layout.index:
        layout.kind = _kind_of_title(text)
        column = Column.TITLE if layout.kind else None
    if column is None:
        layout.problems.append(
            Problem(1, text, Code.UNKNOWN_COLUMN, {"nearest": _nearest(text, layout.is_people)})
        )
    elif column in layout.index:
        layout.problems.append(Problem(1, text, Code.DOUBLE_COLUMN, {"other": layout.headers[column]}))
    else:
        layout.index[column] = position
        layout.headers[column] = text


def _first_column_called_name(layout: Layout) -> None:
    """Beside "Vorname", a column "Name" holds family names: so most German lists are written."""
    for present, absent in ((Column.GIVEN_NAME, Column.FAMILY_NAME), (Column.FAMILY_NAME, Column.GIVEN_NAME)):
        if present in layout and absent not in layout and Column.FULL_NAME in layout:
            layout.index[absent] = layout.index.pop(Column.FULL_NAME)
            layout.headers[absent] = layout.headers.pop(Column.FULL_NAME)
            return


def _missing(layout: Layout) -> Iterator[Problem]:
    split = [c for c in (Column.GIVEN_NAME, Column.FAMILY_NAME) if c in layout]
    if not layout.is_people:
        needed = [Column.TITLE] if layout.kind else [Column.CATEGORY, Column.TITLE]
    elif split:
        needed = [Column.GIVEN_NAME, Column.FAMILY_NAME]
        if Column.FULL_NAME in layout:
            yield Problem(
                1, layout.header(Column.FULL_NAME), Code.DOUBLE_COLUMN, {"other": layout.header(split[0])}
            )
    else:
        needed = [] if Column.FULL_NAME in layout else [Column.GIVEN_NAME, Column.FAMILY_NAME]
    for column in needed:
        if column not in layout:
            yield Problem(1, None, Code.MISSING_COLUMN, {"column": header_of(column)})
    for column, other in NEEDS.items():
        if column in layout and other not in layout:
            yield Problem(1, layout.header(column), Code.NEEDS_COLUMN, {"column": header_of(other)})


@cache
def _known(is_people: bool) -> dict[str, Column]:
    """Each spelling of each header, in its plain form."""
    headers = PEOPLE_HEADERS if is_people else NAMES_HEADERS
    written = {plain_word(text): column for column, texts in headers.items() for text in texts}
    dropped = {without_dots(text): column for column, texts in headers.items() for text in texts}
    return dropped | written


def _plain(text: str, is_people: bool) -> str:
    """The plain form under which a header is known; else just its plain form."""
    known = _known(is_people)
    forms = (plain_word(text), without_dots(text))
    return next((form for form in forms if form in known), forms[0])


def _kind_of_title(text: str) -> Kind | None:
    plain = plain_word(text)
    return next((kind for kind, texts in TITLE_OF_KIND.items() if plain in map(plain_word, texts)), None)


def _nearest(text: str, is_people: bool) -> str:
    """The header that a misspelt one probably means, as the export writes it; "" if none is like it."""
    known = _known(is_people)
    found = process.extractOne(plain_word(text), known.keys(), scorer=fuzz.ratio, score_cutoff=55)
    return header_of(known[found[0]]) if found else ""


def ambiguous_headers() -> list[str]:
    """Plain forms that would stand for two columns of one kind of file: there must be none."""
    counts: Counter[tuple[bool, str]] = Counter()
    for is_people, headers in ((True, PEOPLE_HEADERS), (False, NAMES_HEADERS)):
        for texts in headers.values():
            forms = {form(text) for text in texts for form in (plain_word, without_dots)}
            counts.update((is_people, form) for form in forms)
    return [form for (_, form), count in counts.items() if count > 1]
