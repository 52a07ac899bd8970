"""The directory's exchange with files: what the command line and the demo use of it.

``read_plan`` compares a file with the store or refuses it with every problem at once, ``apply_plan`` writes a
plan, ``export_directory`` writes what the import reads again without a change. ``formats`` lists the formats.
"""

from datetime import date

from sqlalchemy.orm import Session

from storage.exchange.apply import PlanOutdatedError, apply_plan
from storage.exchange.formats import UnknownFormatError, writing_format
from storage.exchange.importing import read_plan
from storage.exchange.plan import Change, Entry, FieldChange, Plan
from storage.exchange.problems import Code, FileRefusedError, Part, PartKind, Problem
from storage.exchange.sentences import part_text, problem_text
from storage.exchange.terms import Export, What

__all__ = [
    "Change",
    "Code",
    "Entry",
    "FieldChange",
    "FileRefusedError",
    "Part",
    "PartKind",
    "Plan",
    "PlanOutdatedError",
    "Problem",
    "UnknownFormatError",
    "What",
    "apply_plan",
    "export_directory",
    "export_names",
    "export_people",
    "part_text",
    "problem_text",
    "read_plan",
    "writing_format",
]


def export_directory(
    session: Session, ending: str, *, today: date, what: What | None = None, everything: bool = False
) -> bytes:
    """The directory as a file whose name ends like this.

    Args:
        session: the store.
        ending: ".csv", ".xlsx" or ".vcf".
        today: only who belongs to the network on this day is in it.
        what: people or names; None is as much as the format holds.
        everything: whether a format for sharing (.vcf) also gets what not the whole network may see.

    Raises:
        UnknownFormatError: no format has this ending, or it does not hold what is wanted.
    """
    return writing_format(ending, what).export(session, Export(today, what, everything))


def export_people(session: Session, *, today: date) -> bytes:
    """The people as a CSV file."""
    return export_directory(session, ".csv", today=today, what=What.PEOPLE)


def export_names(session: Session) -> bytes:
    """The regions, projects, topics, organisations and groups as a CSV file."""
    return export_directory(session, ".csv", today=date.min, what=What.NAMES)
