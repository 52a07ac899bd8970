"""`kitt meetings import | export`: meetings that were, from calendars and tables."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.directory import NoSuchFileError, write_new
from bot.cli.opening import settings, store_for
from bot.cli.talking import Demo
from bot.wording import say

if TYPE_CHECKING:
    from storage.exchange.meetings import MeetingsPlan
    from storage.services.viewer import Viewer
    from storage.session import Session

MOST_SHOWN = 20

commands = typer.Typer(
    help=say("Frühere Treffen als Datei.", "Earlier meetings as a file."),
    no_args_is_help=True,
    rich_markup_mode=None,
)
Group = Annotated[
    str, typer.Option("--group", help=say("Die Gruppe, um die es geht.", "The group that it is about."))
]


class NoSuchGroupError(Exception):
    """No group is called like that."""


@commands.command(
    "import",
    help=say(
        "Frühere Treffen einlesen: ein Kalender (.ics) oder eine Tabelle (.csv) mit Datum und Titel. Niemand "
        "wird dadurch eingeladen oder erinnert; noch einmal eingelesen ändert dieselbe Datei nichts.",
        "Read earlier meetings: a calendar (.ics) or a table (.csv) with date and title. Nobody is invited "
        "or reminded by it; the same file read again changes nothing.",
    ),
)
def import_file(
    file: Annotated[Path, typer.Argument(help=say("Die Datei.", "The file."))],
    group: Group = "",
    only: Annotated[
        str,
        typer.Option(
            "--only", help=say("Nur mit diesen Wörtern im Titel.", "Only with these words in the title.")
        ),
    ] = "",
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=say("Nur zeigen, was geschähe.", "Only show what would be done.")),
    ] = False,
    demo: Demo = False,
) -> None:
    """Compare a file with the store, show the difference, and write it unless it is a dry run."""
    from bot.cli.showing import show_problems
    from storage.exchange import FileRefusedError
    from storage.exchange.meetings import apply_meetings, plan_meetings, read_meetings

    try:
        data = file.read_bytes()
    except OSError as error:
        raise NoSuchFileError from error
    configured = settings()
    zone = ZoneInfo(str(configured.network.zone))
    now = datetime.now(UTC)
    try:
        read = read_meetings(file.name, data, now=now, zone=zone)
        with store_for(configured, demo=demo) as store, store.write() as session:
            number, viewer = _group(session, group), _administrator()
            plan = plan_meetings(session, viewer=viewer, read=read, group_id=number, only=only, zone=zone)
            _show(plan)
            if plan.unplaced:
                typer.echo(say("Welche Gruppe? --group NAME", "Which group? --group NAME"), err=True)
                raise typer.Exit(1)
            if not dry_run and not plan.is_empty:
                apply_meetings(session, viewer=viewer, plan=plan, zone=zone, now=now)
    except FileRefusedError as refused:
        show_problems(refused.problems)
        raise typer.Exit(1) from None
    typer.echo(_outcome(plan, dry_run=dry_run))


@commands.command(
    help=say("Frühere Treffen als Tabelle (.csv) ausgeben.", "Write earlier meetings as a table (.csv).")
)
def export(
    file: Annotated[
        Path | None,
        typer.Argument(
            help=say("Die neue Datei; sonst die Standardausgabe.", "The new file; else standard output.")
        ),
    ] = None,
    group: Group = "",
    demo: Demo = False,
) -> None:
    """Write the meetings that were, the last first; a file is made readable for its owner only."""
    from storage.exchange.meetings import export_meetings, meetings_csv
    from storage.services.timeline import Sought

    with store_for(settings(), demo=demo) as store, store.read() as session:
        sought = Sought(group_id=_group(session, group))
        found = export_meetings(session, viewer=_administrator(), sought=sought, now=datetime.now(UTC))
    content = meetings_csv(found)
    if file is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_new(file, content)


def _administrator() -> Viewer:
    """Whoever has the command line has the store."""
    from storage.models import Role
    from storage.services.viewer import Viewer

    return Viewer(role=Role.ADMINISTRATOR)


def _group(session: Session, name: str) -> int | None:
    """The number of a group by its name, as people write it; None for none."""
    from storage.exchange.meetings import groups_for
    from storage.services.timeline import fold

    if not name:
        return None
    for group in groups_for(session, viewer=_administrator()):
        if fold(group.name) == fold(name):
            return group.id
    raise NoSuchGroupError


def _show(plan: MeetingsPlan) -> None:
    for title, steps in ((say("Neu", "New"), plan.new), (say("Geändert", "Changed"), plan.changed)):
        for one in steps[:MOST_SHOWN]:
            typer.echo(f"{title}: {one.date.starts_wall:%Y-%m-%d %H:%M}  {one.date.title}")
        if len(steps) > MOST_SHOWN:
            typer.echo(f"… +{len(steps) - MOST_SHOWN}")
    read = plan.read
    left = read.cancelled + read.private + read.long
    numbers = (len(plan.new), len(plan.changed), plan.unchanged, read.ahead, left)
    typer.echo(
        say(
            "Neu: {}, geändert: {}, unverändert: {}; nicht eingelesen: {} noch nicht vorbei, {} abgesagt, "
            "privat oder zu lang",
            "New: {}, changed: {}, unchanged: {}; left out: {} not over, {} called off, private or too long",
        ).format(*numbers)
    )


def _outcome(plan: MeetingsPlan, *, dry_run: bool) -> str:
    if plan.is_empty:
        return say("Es steht schon alles so da.", "All of it is there already.")
    if dry_run:
        return say("Nichts wurde geändert (Probelauf).", "Nothing was changed (dry run).")
    return say("Eingelesen.", "Imported.")
