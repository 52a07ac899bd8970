"""`kitt db upgrade | check | backup`: looking after the store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import any_store, settings
from bot.wording import Sentence, say

commands = typer.Typer(
    help=say("Die Datenbank pflegen.", "Look after the database."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

# By the value of storage.health.Fault: importing that here would make `kitt --help` slow.
FAULTS = {
    "damaged": Sentence(
        "beschädigt: die letzte Sicherung zurückspielen", "damaged: put the last backup back in place"
    ),
    "dangling": Sentence(
        "Einträge verweisen auf etwas, das es nicht gibt: die letzte Sicherung zurückspielen",
        "rows refer to what does not exist: put the last backup back in place",
    ),
    "old_revision": Sentence(
        "nicht auf dem Stand dieses Programms: `kitt db upgrade`",
        "not at the revision of this program: `kitt db upgrade`",
    ),
    "readable_by_others": Sentence(
        "auch für andere Benutzer lesbar: `kitt doctor` nennt die Dateien und den Befehl",
        "readable for other users: `kitt doctor` names the files and the command",
    ),
}


@commands.command(
    help=say("Auf den Stand dieses Programms bringen.", "Bring it to the revision of this program.")
)
def upgrade() -> None:
    """Upgrade the store: all of it, or nothing."""
    from storage import migrations

    with any_store(settings()) as store:
        before = migrations.current(store)
        migrations.upgrade(store)
    if before == migrations.head():
        typer.echo(say(f"Schon auf dem Stand {before}.", f"Already at revision {before}."))
    else:
        typer.echo(say(f"Jetzt auf dem Stand {migrations.head()}.", f"Now at revision {migrations.head()}."))


@commands.command(help=say("Auf Schäden und offene Rechte prüfen.", "Look for damage and open permissions."))
def check() -> None:
    """Look through the whole store; exit status 1 if anything is wrong."""
    from storage.health import check as faults_of

    with any_store(settings()) as store:
        faults = faults_of(store)
    for fault in faults:
        typer.echo(str(FAULTS[fault.value]), err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo(say("Alles in Ordnung.", "All is well."))


@commands.command(help=say("Sichern, auch während Kitt läuft.", "Back it up, also while Kitt runs."))
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(
            help=say(
                "Die neue Datei; sonst eine mit dem Zeitpunkt im Namen im Datenordner unter backups.",
                "The new file; else one named after the moment, in the data folder under backups.",
            )
        ),
    ] = None,
) -> None:
    """Write a copy that only its owner may read."""
    from storage.backup import backup as copy

    configured = settings()
    with any_store(configured) as store:
        target = file or configured.data_folder / "backups" / _name(store.dialect, datetime.now(UTC))
        copy(store, target)
    typer.echo(say(f"Gesichert in {target}", f"Saved to {target}"))


def _name(dialect: str, now: datetime) -> str:
    return f"kitt-{now:%Y-%m-%dT%H%M%SZ}.{'sqlite3' if dialect == 'sqlite' else 'dump'}"
