"""`kitt matrix backup | restore`: the keys that make Kitt this device on Matrix, as an encrypted file."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import settings
from bot.wording import Sentence, say

commands = typer.Typer(
    help=say(
        "Kitts Schlüssel für Matrix sichern und zurückholen.",
        "Save Kitt's keys for Matrix, and restore them.",
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)

SHORTEST = 12
"""Characters of a passphrase: whoever has the file can guess as long as they like."""

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help=say(
            "Datei, deren erste Zeile die Passphrase ist; sonst fragt Kitt danach.",
            "The file whose first line is the passphrase; else Kitt asks for it.",
        ),
    ),
]


class PassphraseError(Exception):
    """There is no passphrase that can be used; ``sentence`` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@commands.command(help=say("Anmeldung, Schlüssel und Stand sichern.", "Save login, keys and position."))
def backup(
    file: Annotated[Path, typer.Argument(help=say("Die neue Datei.", "The new file."))],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write an encrypted copy; Kitt must not run."""
    from bot.messengers.matrix.backup import save

    configured = settings()
    save(configured.matrix_folder, file, _passphrase(passphrase_file, twice=True))
    typer.echo(say(f"Gesichert in {file}", f"Saved to {file}"))
    typer.echo(
        say(
            "Ohne die Passphrase ist die Datei wertlos; heb beides getrennt auf. Sobald Kitt wieder läuft, "
            "ist die Sicherung veraltet: Sie taugt dann nur noch für den Notfall.",
            "Without the passphrase the file is worth nothing; keep them apart. As soon as Kitt runs again "
            "the backup is out of date: it is for an emergency only then.",
        )
    )


@commands.command(help=say("Eine Sicherung zurückholen.", "Bring a backup back."))
def restore(
    file: Annotated[Path, typer.Argument(help=say("Die Sicherung.", "The backup."))],
    passphrase_file: PassphraseFile = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=say(
                "Schlüssel ersetzen, die schon da sind; sie kommen beiseite.",
                "Replace keys that are there already; they are put aside.",
            ),
        ),
    ] = False,
) -> None:
    """Put the keys back, all or none; Kitt must not run."""
    from bot.messengers.matrix.backup import bring_back
    from storage.session import private_folder

    configured = settings()
    passphrase = _passphrase(passphrase_file, twice=False)
    private_folder(configured.data_folder)
    aside = bring_back(configured.matrix_folder, file, passphrase, now=datetime.now(UTC), replace=replace)
    typer.echo(say("Kitts Schlüssel für Matrix sind wieder da.", "Kitt's keys for Matrix are back."))
    if aside is not None:
        typer.echo(
            say(
                f"Die bisherigen liegen in {aside}; lösch sie, wenn alles läuft.",
                f"The former ones are in {aside}; delete them once everything works.",
            )
        )


def _passphrase(file: Path | None, *, twice: bool) -> str:
    """The passphrase from a file, or from somebody at the terminal, without showing it.

    Raises:
        PassphraseError: there is none, it is too short, or two were given.
        OSError: the file cannot be read.
    """
    if file is not None:
        found = file.read_text(encoding="utf-8-sig").partition("\n")[0].strip()
    elif sys.stdin.isatty():
        found = getpass.getpass(say("Passphrase: ", "Passphrase: "))
        if twice and getpass.getpass(say("Noch einmal: ", "Once more: ")) != found:
            raise PassphraseError(
                Sentence("Die beiden Passphrasen sind nicht gleich.", "The two passphrases are not the same.")
            )
    else:
        raise PassphraseError(
            Sentence(
                "Ohne Terminal braucht es --passphrase-file DATEI.",
                "Without a terminal it takes --passphrase-file FILE.",
            )
        )
    if twice and len(found) < SHORTEST:
        raise PassphraseError(
            Sentence(
                f"Die Passphrase ist zu kurz; nimm mindestens {SHORTEST} Zeichen, am besten vier Wörter.",
                f"The passphrase is too short; take at least {SHORTEST} characters, best four or five words.",
            )
        )
    return found
