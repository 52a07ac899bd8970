"""`kitt directory import | export`: the directory as files for a spreadsheet."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import settings, store_for
from bot.cli.talking import Demo
from bot.wording import say

if TYPE_CHECKING:
    from bot.config import Settings
    from storage.exchange import Plan
    from storage.session import Store

commands = typer.Typer(
    help=say("Das Verzeichnis als Datei.", "The directory as a file."),
    no_args_is_help=True,
    rich_markup_mode=None,
)


class What(StrEnum):
    """Which part of the directory; as in the exchange, which is not imported only for the help."""

    PEOPLE = "people"
    NAMES = "names"


class NoSuchFileError(Exception):
    """The file to read is not there, or may not be read."""


class UnknownEndingError(Exception):
    """No format has the ending of the file to write, or it does not hold what is wanted."""


class FileExistsAlreadyError(Exception):
    """The file to write is there, or its folder is not."""


@commands.command(
    "import",
    help=say(
        "Eine Datei mit Personen oder Namen einlesen (.csv, .xlsx, .vcf). Eine Tabelle mit Personen gilt als "
        "das ganze Verzeichnis: Wer fehlt, scheidet aus. Eine vCard-Datei (.vcf) fügt nur hinzu.",
        "Read a file with people or names (.csv, .xlsx, .vcf). A table with people counts as the whole "
        "directory: who is not in it leaves. A vCard file (.vcf) only adds.",
    ),
)
def import_file(
    file: Annotated[Path, typer.Argument(help=say("Die Datei.", "The file."))],
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=say("Nur zeigen, was geschähe.", "Only show what would be done.")),
    ] = False,
    allow_removals: Annotated[
        bool,
        typer.Option(
            "--allow-removals",
            help=say("Auch viele Personen auf einmal entfernen.", "Remove many people at once, too."),
        ),
    ] = False,
    demo: Demo = False,
) -> None:
    """Compare a file with the directory, show the difference, and write it unless it is a dry run."""
    from bot.cli.showing import show_plan, show_problems, show_unread, too_many_removed
    from storage.exchange import FileRefusedError

    try:
        data = file.read_bytes()
    except OSError as error:
        raise NoSuchFileError from error
    configured = settings()
    try:
        with store_for(configured, demo=demo) as store:
            plan = _planned(configured, store, data, file.suffix)
            show_plan(plan)
            show_unread(plan.unread)
            if plan.removes_many and not allow_removals:
                raise too_many_removed(plan)
            if not dry_run and not plan.is_empty:
                _apply(store, plan, allow_removals=allow_removals)
    except FileRefusedError as refused:
        show_problems(refused.problems)
        raise typer.Exit(1) from None
    typer.echo(_outcome(plan, dry_run=dry_run))


def _outcome(plan: Plan, *, dry_run: bool) -> str:
    if plan.is_empty:
        return say("Das Verzeichnis ist schon so.", "The directory is like that already.")
    if dry_run:
        return say("Nichts wurde geändert (Probelauf).", "Nothing was changed (dry run).")
    return say("Eingelesen.", "Imported.")


def _planned(configured: Settings, store: Store, data: bytes, ending: str) -> Plan:
    from storage.exchange import read_plan

    today = datetime.now(configured.network.zone).date()
    network = configured.network
    with store.read() as session:
        return read_plan(
            session,
            data,
            today=today,
            country=network.country,
            home_state=network.state,
            ending=ending,
        )


def _apply(store: Store, plan: Plan, *, allow_removals: bool) -> None:
    from bot.cli.showing import progress
    from storage.exchange import apply_plan

    with progress(say("Einlesen", "Importing")) as report, store.write() as session:
        apply_plan(session, plan, progress=report, allow_removals=allow_removals)


@commands.command(
    help=say(
        "Als Datei ausgeben, die sich wieder einlesen lässt; die Endung (.csv, .xlsx, .vcf) sagt, als was.",
        "Write a file to read again; its ending (.csv, .xlsx, .vcf) says which format.",
    )
)
def export(
    file: Annotated[
        Path | None,
        typer.Argument(
            help=say("Die neue Datei; sonst die Standardausgabe.", "The new file; else standard output.")
        ),
    ] = None,
    what: Annotated[
        What | None,
        typer.Option(
            "--what",
            help=say(
                "Personen oder Namen; sonst Personen, in einer Arbeitsmappe beides.",
                "People or names; else people, and both in a workbook.",
            ),
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help=say(
                "In .vcf auch, was nicht das ganze Netzwerk sehen darf.",
                "In .vcf also what not the whole network may see.",
            ),
        ),
    ] = False,
    demo: Demo = False,
) -> None:
    """Write the people or the names of the directory; a file is made readable for its owner only."""
    from storage import exchange

    ending = file.suffix if file else ""
    wanted = exchange.What(what.value) if what else None
    try:
        exchange.writing_format(ending, wanted)
    except exchange.UnknownFormatError as error:
        raise UnknownEndingError from error
    configured = settings()
    today = datetime.now(configured.network.zone).date()
    with store_for(configured, demo=demo) as store, store.read() as session:
        content = exchange.export_directory(session, ending, today=today, what=wanted, everything=everything)
    if file is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_new(file, content)


def write_new(file: Path, content: bytes) -> None:
    """Write a new file that only its owner may read."""
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise FileExistsAlreadyError from error
    with os.fdopen(descriptor, "wb") as target:
        target.write(content)
