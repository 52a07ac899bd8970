"""What is wrong with a file: every wrong row and column at once, as codes with parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """Why something in a file is refused; ``sentences`` says each in German and English."""

    # The file
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old_workbook"
    LOCKED_WORKBOOK = "locked_workbook"
    NO_WORKBOOK = "no_workbook"
    SWOLLEN_WORKBOOK = "swollen_workbook"
    NO_SHEET = "no_sheet"
    SAME_SHEETS = "same_sheets"
    TOO_MANY_ROWS = "too_many_rows"
    NO_CARDS = "no_cards"
    NO_TABLE = "no_table"
    NUL_BYTES = "nul_bytes"
    UNREADABLE = "unreadable"
    MIXED_ENCODING = "mixed_encoding"
    BROKEN_QUOTES = "broken_quotes"
    NO_ROWS = "no_rows"
    TOO_MANY_REMOVED = "too_many_removed"
    # The header
    UNKNOWN_COLUMN = "unknown_column"
    DOUBLE_COLUMN = "double_column"
    NAMELESS_COLUMN = "nameless_column"
    MISSING_COLUMN = "missing_column"
    NEEDS_COLUMN = "needs_column"
    # A cell by itself
    TOO_MANY_CELLS = "too_many_cells"
    CONTROL_CHARACTER = "control_character"
    TOO_LONG = "too_long"
    BAD_TELEPHONE = "bad_telephone"
    SPOILT_TELEPHONE = "spoilt_telephone"
    BAD_MAIL = "bad_mail"
    BAD_DATE = "bad_date"
    BAD_WORD = "bad_word"
    BAD_LANGUAGE = "bad_language"
    BAD_COLOUR = "bad_colour"
    ILLNESS = "illness"
    MERGED_CELLS = "merged_cells"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    ERROR_VALUE = "error_value"
    NUMBER_TOO_LONG = "number_too_long"
    NUMBER_FOR_TELEPHONE = "number_for_telephone"
    BECAME_DATE = "became_date"
    # A card
    STRAY_LINE = "stray_line"
    CARD_NOT_CLOSED = "card_not_closed"
    BAD_CARD_LINE = "bad_card_line"
    BAD_CARD_TEXT = "bad_card_text"
    NOT_A_PERSON = "not_a_person"
    NAME_ELSEWHERE = "name_elsewhere"
    # Cells together
    NO_NAME = "no_name"
    COUNTS_DIFFER = "counts_differ"
    PERIOD = "period"
    NO_ABSENCE = "no_absence"
    ROWS_DISAGREE = "rows_disagree"
    SHARED_MAIL = "shared_mail"
    SAME_NAME = "same_name"
    NAMESAKE = "namesake"
    AMBIGUOUS_PERSON = "ambiguous_person"
    MAIL_OF_ANOTHER = "mail_of_another"
    # References
    UNKNOWN_DEPUTY = "unknown_deputy"
    AMBIGUOUS_DEPUTY = "ambiguous_deputy"
    OWN_DEPUTY = "own_deputy"
    NEAR_NAME = "near_name"
    AMBIGUOUS_NAME = "ambiguous_name"
    SEVERAL_VALUES = "several_values"
    UNKNOWN_REGION = "unknown_region"
    UNKNOWN_REACH = "unknown_reach"
    UNKNOWN_PLACE = "unknown_place"
    AMBIGUOUS_PLACE = "ambiguous_place"
    PART_OF_PLACE = "part_of_place"
    # The names file
    NO_TITLE = "no_title"
    DOUBLE_NAME = "double_name"
    TAKEN_ALIAS = "taken_alias"
    NOT_FOR_KIND = "not_for_kind"
    # Meetings that were
    NO_DAY = "no_day"
    NO_MEETING_TITLE = "no_meeting_title"
    BAD_TIME = "bad_time"
    BAD_DURATION = "bad_duration"
    BAD_NUMBER = "bad_number"
    BAD_LINK = "bad_link"
    TOO_MANY_LINKS = "too_many_links"
    ENDS_BEFORE = "ends_before"
    DOUBLE_MEETING = "double_meeting"
    UNKNOWN_GROUP = "unknown_group"
    TOO_MANY_DATES = "too_many_dates"
    NO_CALENDAR = "no_calendar"
    NO_EVENTS = "no_events"
    BAD_CALENDAR = "bad_calendar"
    BAD_EVENT_LINE = "bad_event_line"
    BAD_EVENT_VALUE = "bad_event_value"
    NO_EVENT_START = "no_event_start"
    BAD_EVENT_RULE = "bad_event_rule"


class PartKind(StrEnum):
    """What a file can be made of, beside rows."""

    SHEET = "sheet"
    CARD = "card"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet of a workbook or a card of a vCard file: its number (from 1) and what it is called."""

    kind: PartKind
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``row`` counts as a spreadsheet does (the header is row 1; None: the file as a whole), ``column`` is the
    header as it stands in the file (None: the whole row), ``params`` are what the sentence of the code needs.
    ``part`` is the sheet or card; of a card ``row`` is the line of the file and ``column`` the property.
    """

    row: int | None
    column: str | None
    code: Code
    params: Mapping[str, str] = field(default_factory=dict)
    part: Part | None = None


class FileRefusedError(Exception):
    """A file is refused as a whole; ``problems`` names every wrong row and column, by rows."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=_order)
        super().__init__(", ".join(sorted({problem.code.value for problem in self.problems})))


def _order(problem: Problem) -> tuple[int, int]:
    return problem.part.number if problem.part else 0, problem.row or 0


class CellError(Exception):
    """A value is wrong; whoever knows the row and column makes a Problem of it."""

    def __init__(self, code: Code, **params: str) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params

    def at(self, row: int | None, column: str | None) -> Problem:
        """The problem at its place in the file."""
        return Problem(row, column, self.code, self.params)
