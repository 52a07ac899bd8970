"""The formats of directory files by the endings of their names: a further one is one line here.

Each says what an import of such a file would do, and writes one. Their modules are imported when they are
used, so that nobody waits for the libraries of another format.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sqlalchemy.orm import Session

from storage.exchange.plan import Plan
from storage.exchange.terms import Export, Terms, What


class UnknownFormatError(Exception):
    """No format has this ending, or it does not hold what is wanted."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module with its two functions, and which parts of the directory it holds."""

    module: str
    reader: str
    writer: str
    holds: frozenset[What] = frozenset(What)

    def plan(self, session: Session, data: bytes, terms: Terms) -> Plan:
        """What an import would do; raises FileRefusedError if anything is wrong."""
        read: Callable[[Session, bytes, Terms], Plan] = self._function(self.reader)
        return read(session, data, terms)

    def export(self, session: Session, wanted: Export) -> bytes:
        """A file with the directory."""
        write: Callable[[Session, Export], bytes] = self._function(self.writer)
        return write(session, wanted)

    def _function(self, name: str) -> Any:
        return getattr(import_module(f"storage.exchange.{self.module}"), name)


CSV = Format("tables", "plan_csv", "export_csv")

FORMATS: dict[str, Format] = {
    "": CSV,
    ".csv": CSV,
    ".tsv": CSV,
    ".txt": CSV,
    ".xlsx": Format("tables", "plan_workbook", "export_workbook"),
    ".vcf": Format("cards", "plan_cards", "export_cards", frozenset({What.PEOPLE})),
}


def reading_format(ending: str) -> Format:
    """The format of a file to read; an unknown ending is tried as CSV, whose reader knows what it is not."""
    return FORMATS.get(ending.lower(), CSV)


def writing_format(ending: str, what: What | None) -> Format:
    """The format of a file to write.

    Raises:
        UnknownFormatError: none has this ending, or it does not hold what is wanted.
    """
    found = FORMATS.get(ending.lower())
    if found is None or (what is not None and what not in found.holds):
        raise UnknownFormatError(ending)
    return found
