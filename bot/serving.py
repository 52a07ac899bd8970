"""`kitt run`: every messenger that is set up, on the network's own store; with none, the demo here."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Mapping
from functools import partial

from bot.app import chat, make_parts, open_store, tell, until_ended
from bot.config import Settings
from bot.log import configure
from bot.messengers import create
from bot.ports import Messenger
from bot.wording import Sentence, say
from storage.session import private_file

NOTICES: Mapping[str, Sentence] = {
    "connected": Sentence("Kitt ist in Telegram: {}", "Kitt is on Telegram: {}"),
    "privacy-off": Sentence(
        "In Gruppen hört Kitt alles (Privacy Mode ist aus); nötig ist es nicht: BotFather, /setprivacy.",
        "In groups Kitt gets everything (privacy mode is off). It need not: BotFather, /setprivacy.",
    ),
    "unreachable": Sentence(
        "Telegram ist gerade nicht erreichbar; ich versuche es weiter.",
        "Telegram cannot be reached right now; I keep trying.",
    ),
    "second-poller": Sentence(
        "Noch ein Programm holt Nachrichten mit demselben Token ab; bitte beende es, es darf nur eines sein.",
        "Another program fetches messages with the same token; please end it, there may be only one.",
    ),
    "unauthorized": Sentence(
        "Telegram kennt das Token nicht (mehr); bitte hol Dir bei BotFather ein gültiges.",
        "Telegram does not know the token (any more); please get a valid one from BotFather.",
    ),
}
"""What a messenger has to say to whoever looks after Kitt, by the code that it says it with."""


def run(settings: Settings) -> int:
    """Run with every messenger that is set up; with none, open the terminal on the demo store."""
    if settings.telegram is None:
        tell(_connecting())
        return chat(settings, demo=True, role="member")
    configure(settings.log.level, settings.log.format, settings.log.file)
    store = open_store(settings)
    try:
        parts = make_parts(settings, store)
        # What is loaded by now stays: no later search for garbage needs to go through it.
        gc.freeze()
        ended = asyncio.run(until_ended(parts, messengers(settings)))
    finally:
        store.close()
    return 1 if any(ended.values()) else 0


def messengers(settings: Settings) -> list[Messenger]:
    """The messengers that are set up; nothing is connected yet."""
    found: list[Messenger] = []
    if settings.telegram is not None and settings.telegram.token is not None:
        values = {
            "token": settings.telegram.token.get_secret_value(),
            "base_url": settings.telegram.base_url,
            "notice": partial(_notice, settings),
        }
        found.append(create("telegram", values))
    return found


def _notice(settings: Settings, code: str, detail: str) -> None:
    """Say it in the terminal; keep the link that invitations carry."""
    tell(str(NOTICES[code]).format(detail))
    if code == "connected":
        private_file(settings.telegram_link)
        settings.telegram_link.write_text(f"{detail}\n", encoding="utf-8")


def _connecting() -> str:
    return say(
        "Es ist noch kein Messenger verbunden, darum sprichst Du hier im Terminal mit Kitt.\n"
        "Für Telegram genügt ein Token von BotFather in der Variable KITT_TELEGRAM_TOKEN; Matrix kommt mit\n"
        "einer der nächsten Versionen. docs/betriebshandbuch.md führt Dich hindurch.",
        "No messenger is connected yet, so you talk to Kitt here in the terminal.\n"
        "Telegram takes a token from BotFather in the variable KITT_TELEGRAM_TOKEN; Matrix comes with one\n"
        "of the next versions. docs/betriebshandbuch.md leads through it.",
    )
