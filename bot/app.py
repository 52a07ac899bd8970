"""The one place that picks implementations and starts and stops them."""

from __future__ import annotations

import asyncio
import gc
import json
import secrets
import signal
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.composition import Parts, Process, wall_clock
from bot.config import Settings
from bot.engines import embedded, engine, models_folder
from bot.knowledge import Knowledge
from bot.log import configure
from bot.messengers import create
from bot.ports import no_measure
from bot.wording import say
from nlu.interface import Understanding
from nlu.training import model_path
from storage import migrations
from storage.services.terminal import NoSuchPersonError, terminal_account
from storage.session import Store, private_folder

if TYPE_CHECKING:
    from bot.web.server import Web

TERMINAL_LOG = "terminal.log"
"""The file, inside the data folder, that is logged to while somebody sits at the terminal."""

LARGEST_TERMINAL_LOG = 1_000_000
"""In bytes: from here on it begins anew at the next start. It is nobody's log of record."""

ROLES = {
    "guest": "Gast",
    "member": "Mitglied",
    "coordinator": "Koordination",
    "administrator": "Administration",
}
"""What the roles are called in German."""


def chat(settings: Settings, *, demo: bool, role: str, person: str | None = None) -> int:
    """Talk in the terminal, on the demo store or on the network's own; returns the exit status.

    ``role`` chooses somebody of the demo who has it, ``person`` somebody of the directory by their
    identifier. Input that is piped is answered line by line.
    """
    _log(settings)
    store = open_store(settings, demo=demo)
    try:
        with store.write() as session:
            address = terminal_account(
                session, role=role, person_key=person, demo=demo, now=wall_clock(), today=_today(settings)
            )
        interactive = sys.stdin.isatty() and sys.stdout.isatty()
        console = create(
            "console",
            {
                "address": address,
                "session": secrets.token_hex(6),
                "interactive": interactive,
                "history": _history(settings) if interactive else None,
                "history_lines": settings.terminal.history,
                "files": settings.data_folder / "files",
            },
        )
        parts = make_parts(settings, store)
        if interactive:
            _welcome(demo=demo, role=role)
        # What is loaded by now stays: no later search for garbage needs to go through it.
        gc.freeze()
        ended = asyncio.run(until_ended(parts, [console]))
    except NoSuchPersonError as error:
        return _complain(error.de, error.en)
    finally:
        store.close()
    return 0 if not ended.get("console") or ended["console"] == "closed" else 1


def understand(settings: Settings, demo: bool, lines: Iterable[str], write: Callable[[str], None]) -> None:
    """Read texts and write what they are understood as, one JSON object each."""
    _log(settings)
    store = open_store(settings, demo=demo)
    try:
        parts = make_parts(settings, store)
        with store.read() as session:
            names = parts.knowledge.at(session, _today(settings)).names
        for line in lines:
            reading = parts.interpreter.parse(line, names)
            write(json.dumps(as_json(reading), ensure_ascii=False))
    finally:
        store.close()


def train(settings: Settings) -> None:
    """Train anew, whether or not the data changed."""
    model_path(models_folder(settings)).unlink(missing_ok=True)
    embedded(settings, _learning)


def as_json(reading: Understanding) -> dict[str, Any]:
    """A reading as `kitt understand --json` writes it."""
    return {
        "text": reading.text,
        "intent": reading.intent,
        "confidence": reading.confidence,
        "decision": reading.decision.value,
        "entities": [
            {
                "entity": entity.entity,
                "value": entity.value,
                "text": entity.text,
                "start": entity.start,
                "end": entity.end,
            }
            | ({"role": entity.role} if entity.role else {})
            for entity in reading.entities
            if reading.intent != "out_of_scope"  # it carries no entities by convention (design/intents.md)
        ],
        "alternatives": [
            {"intent": other.intent, "confidence": other.confidence} for other in reading.alternatives
        ],
    }


def open_store(settings: Settings, *, demo: bool = False) -> Store:
    """Open the store, bring it up to date, and fill the demo where it is wanted.

    Raises:
        StoreError: it cannot be reached, or belongs to a newer version.
    """
    if demo:
        private_folder(settings.data_folder)
    store = Store.open(settings.store_address(demo=demo))
    try:
        if not migrations.is_current(store):
            migrations.upgrade(store)
        if demo:
            from storage.exchange.demo import refresh_demo

            refresh_demo(store, _today(settings))
    except BaseException:
        store.close()
        raise
    return store


def _log(settings: Settings) -> None:
    """Log as the settings say, but never into a conversation: what is said and what is logged may end up in
    one terminal or file.
    """
    file = settings.log.file
    if file is None:
        file = settings.data_folder / TERMINAL_LOG
        private_folder(settings.data_folder)
        if file.exists() and file.stat().st_size > LARGEST_TERMINAL_LOG:
            file.unlink()
    configure(settings.log.level, settings.log.format, file)


def _history(settings: Settings) -> Path | None:
    """Where typed lines are kept; where none are to be, what was kept before goes too."""
    file = settings.data_folder / "terminal-history"
    if settings.terminal.history:
        return file
    file.unlink(missing_ok=True)
    return None


def make_parts(settings: Settings, store: Store) -> Parts:
    """What a process is made of, with an engine that is trained."""
    folder = models_folder(settings)
    interpreter = engine(settings, _learning)
    knowledge = Knowledge(
        folder,
        home_state=settings.network.state,
        ordinary=interpreter.ordinary,
        network_name=settings.network.name,
        language=settings.network.language,
        country=settings.network.country,
        zone=settings.network.zone,
        links=settings.invitation_links,
        web_url=settings.web.url,
    )
    return Parts(store, knowledge, interpreter, settings)


async def until_ended(parts: Parts, messengers: list[Any], web: Web | None = None) -> dict[str, str]:
    """Run until every messenger has ended or the process is told to; returns why each ended."""
    process = Process(parts, messengers, web=web, measure=no_measure if web is None else web.metrics.measure)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, process.stop)
    return dict(await process.run())


def _today(settings: Settings) -> date:
    now: datetime = wall_clock()
    return now.astimezone(settings.network.zone).date()


def _welcome(*, demo: bool, role: str) -> None:
    lines = [
        say(
            "Kitt im Terminal. Frag zum Beispiel: Wer ist mein Kontakt im Harz?",
            "Kitt in the terminal. Ask for example: who is my contact in the Harz?",
        )
    ]
    if demo:
        lines.append(
            say(
                f"Demo: Alle Personen sind erfunden. Du sprichst als {ROLES[role]}.",
                f"Demo: all people are invented. You speak as {role}.",
            )
        )
    lines.append(say("Beenden mit /quit oder Strg-D.", "Leave with /quit or Ctrl-D."))
    tell("\n".join(lines) + "\n", aside=False)


def _complain(de: str, en: str) -> int:
    tell(say(de, en))
    return 1


def tell(sentence: str, *, aside: bool = True) -> None:
    """Say something in the terminal; aside (standard error) where standard output is for answers."""
    (sys.stderr if aside else sys.stdout).write(f"{sentence}\n")


def _learning() -> None:
    tell(
        say(
            "Kitt lernt einmalig Deutsch und Englisch, das dauert etwa eine Viertelminute …",
            "Kitt learns German and English once, this takes about a quarter of a minute …",
        )
    )
