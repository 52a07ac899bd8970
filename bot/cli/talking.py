"""`kitt run`, `kitt chat`, `kitt understand`, `kitt train`: what the bot itself does; bot.app does it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from bot.wording import say

Demo = Annotated[
    bool,
    typer.Option("--demo", help=say("Mit dem erfundenen Netzwerk.", "With the invented network.")),
]


class Role(StrEnum):
    """Who one is in the terminal. The same words as the store's roles, which are too heavy for --help."""

    GUEST = "guest"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(
        help=say(
            "Kitt starten. Ohne eingerichteten Messenger: Gespräch im Terminal mit der Demo.",
            "Start Kitt. With no messenger set up: talk in the terminal with the demo.",
        )
    )(run)
    app.command(help=say("Mit Kitt im Terminal sprechen.", "Talk to Kitt in the terminal."))(chat)
    app.command(
        help=say(
            "Zeigen, was Kitt versteht: eine Nachricht je Zeile der Standardeingabe.",
            "Show what Kitt understands: one message per line of standard input.",
        )
    )(understand)
    app.command(help=say("Das Sprachverständnis neu lernen.", "Learn to understand anew."))(train)


def run() -> None:
    """Start the bot with every messenger that is configured."""
    from bot import serving
    from bot.cli.first import show_first_code
    from bot.cli.opening import settings

    configured = settings()
    show_first_code(configured)
    raise typer.Exit(serving.run(configured))


def chat(
    demo: Demo = False,
    role: Annotated[
        Role, typer.Option("--as", help=say("Wer man im Gespräch ist.", "Who one is in the conversation."))
    ] = Role.MEMBER,
    person: Annotated[
        str | None,
        typer.Option("--person", help=say("Jemand aus dem Verzeichnis.", "Somebody of the directory.")),
    ] = None,
) -> None:
    """Talk in the terminal."""
    from bot import app
    from bot.cli.first import show_first_code
    from bot.cli.opening import settings

    configured = settings()
    if not demo:
        show_first_code(configured)
    raise typer.Exit(app.chat(configured, demo=demo, role=role.value, person=person))


def understand(
    as_json: Annotated[
        bool,
        typer.Option("--json", help=say("Ein JSON-Objekt je Zeile.", "One JSON object per line.")),
    ] = False,
    demo: Demo = False,
) -> None:
    """Read messages from standard input and write what they are understood as."""
    from bot import app
    from bot.cli.opening import settings

    app.understand(settings(), demo, _lines(), _write_json if as_json else _write_readable)


def train() -> None:
    """Train the engine that understands, whether or not the training data changed."""
    from bot import app
    from bot.cli.opening import settings

    app.train(settings())


def _lines() -> Iterator[str]:
    """The lines of standard input, as UTF-8 whatever the terminal's settings are."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _write_json(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _write_readable(line: str) -> None:
    """One reading on one line: the intent, how sure, what to do, the names."""
    read = json.loads(line)
    names = "".join(f"  {entity['entity']}={entity['value']}" for entity in read.get("entities", ()))
    _write_json(f"{read['intent']}  {read['confidence']:.2f}  {read['decision']}{names}")
