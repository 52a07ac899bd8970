"""What an import shows: what it adds, changes and removes, what is wrong with the file, how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from bot.wording import Sentence, say, terminal
from storage.exchange import (
    Change,
    Code,
    Entry,
    FileRefusedError,
    PartKind,
    Plan,
    Problem,
    part_text,
    problem_text,
)

MOST_SHOWN = 100
"""Entries shown of each sort: a screenful or three, not a directory of thousands."""

KINDS = {
    "person": Sentence("Person", "Person"),
    "organisation": Sentence("Organisation", "Organisation"),
    "project": Sentence("Projekt", "Project"),
    "region": Sentence("Region", "Region"),
    "topic": Sentence("Thema", "Topic"),
    "group": Sentence("Gruppe", "Group"),
}
NOTHING = "–"


def show_plan(plan: Plan) -> None:
    """Show the summary of a plan, and its entries one by one."""
    shown = console(sys.stdout)
    for title, style, entries in (
        (say("Neu", "Added"), "green", plan.added),
        (say("Entfernt", "Removed"), "red", plan.removed),
    ):
        if entries:
            shown.print(_entries(title, style, entries))
    if plan.changed:
        shown.print(_changes(plan.changed))
    numbers = (len(plan.added), len(plan.changed), len(plan.removed), plan.unchanged)
    shown.print(
        say(
            "Neu: {}, geändert: {}, entfernt: {}, unverändert: {}",
            "Added: {}, changed: {}, removed: {}, unchanged: {}",
        ).format(*numbers)
    )


def show_unread(titles: Sequence[str]) -> None:
    """Say which sheets of a workbook were left alone: other ones and hidden ones."""
    if titles:
        names = ", ".join(titles)
        console(sys.stdout).print(say(f"Nicht gelesene Blätter: {names}", f"Sheets not read: {names}"))


def _entries(title: str, style: str, entries: Sequence[Entry]) -> Table:
    table = Table(title=title, title_style=style, title_justify="left", show_header=False)
    for entry in entries[:MOST_SHOWN]:
        table.add_row(_kind(entry), Text(entry.label))
    return _with_rest(table, len(entries))


def _changes(changes: Sequence[Change]) -> Table:
    table = Table(title=say("Geändert", "Changed"), title_style="yellow", title_justify="left")
    for header in (say("Eintrag", "Entry"), say("Feld", "Field"), say("bisher → neu", "old → new")):
        table.add_column(header, overflow="fold")
    for change in changes[:MOST_SHOWN]:
        for number, field in enumerate(change.fields):
            name = Text(change.entry.label if number == 0 else "")
            values = Text(f"{field.old or NOTHING} → {field.new or NOTHING}")
            table.add_row(name, Text(field.name(terminal())), values)
    return _with_rest(table, len(changes))


def _with_rest(table: Table, count: int) -> Table:
    if count > MOST_SHOWN:
        rest = count - MOST_SHOWN
        table.caption = say(f"… und {rest} weitere", f"… and {rest} more")
    return table


def _kind(entry: Entry) -> str:
    return str(KINDS[entry.kind.value])


def show_problems(problems: Sequence[Problem]) -> None:
    """Show what is wrong with a file, with row and column, on standard error."""
    shown = console(sys.stderr)
    table = Table(
        title=say("Die Datei wurde nicht eingelesen", "The file was not imported"),
        title_style="red",
        title_justify="left",
    )
    in_parts = any(problem.part for problem in problems)
    if in_parts:
        table.add_column(say("Wo", "Where"), overflow="fold")
    table.add_column(say("Zeile", "Row"), justify="right")
    cards = any(problem.part and problem.part.kind is PartKind.CARD for problem in problems)
    table.add_column(say("Angabe", "Property") if cards else say("Spalte", "Column"), overflow="fold")
    table.add_column(say("Was zu tun ist", "What to do"), overflow="fold")
    for problem in problems[:MOST_SHOWN]:
        hint = problem_text(replace(problem, row=None, column=None, part=None), terminal())
        if problem.code is Code.TOO_MANY_REMOVED:
            hint += " (--allow-removals)"
        part = [Text(part_text(problem.part, terminal()) if problem.part else "")] if in_parts else []
        table.add_row(*part, str(problem.row or ""), Text(problem.column or ""), Text(hint))
    shown.print(_with_rest(table, len(problems)))


def too_many_removed(plan: Plan) -> FileRefusedError:
    """The refusal that applying the plan would raise, before anything was begun."""
    numbers = {"removed": str(len(plan.removed)), "people": str(plan.people_before)}
    return FileRefusedError([Problem(None, None, Code.TOO_MANY_REMOVED, numbers)])


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while the block runs, if somebody looks at it."""
    bar = Progress(
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        console=console(sys.stderr),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
    with bar:
        task = bar.add_task(title, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield report


def console(stream: TextIO) -> Console:
    """Where to print to: as wide as the terminal; a file or a pipe as it needs to be."""
    # What people wrote is never taken for markup.
    width = None if stream.isatty() else 140
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)
