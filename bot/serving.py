"""`kitt run`: every messenger that is set up, on the network's own store; with none, the demo here."""

from __future__ import annotations

import asyncio
import gc
import secrets
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.app import chat, make_parts, open_store, tell, until_ended
from bot.config import Settings
from bot.log import configure
from bot.messengers import create
from bot.ports import Messenger
from bot.web.listening import CannotListenError
from bot.wording import Sentence, say
from storage.services import shared
from storage.session import Store, private_file

if TYPE_CHECKING:
    from bot.config import WebhookSettings
    from bot.web.server import Web

NOTICES: Mapping[str, Sentence] = {
    "connected": Sentence("Kitt ist in Telegram: {}", "Kitt is on Telegram: {}"),
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
    "webhook-refused": Sentence(
        "Telegram nimmt die Adresse des Webhooks nicht an (telegram.webhook.url); ich versuche es weiter. "
        "docs/telegram.md sagt, was es verlangt.",
        "Telegram does not take the address of the webhook (telegram.webhook.url); I keep trying. "
        "docs/telegram.md says what it asks for.",
    ),
    "webhook-failing": Sentence(
        "Telegram erreicht Kitt unter telegram.webhook.url nicht; docs/telegram.md sagt, was zu prüfen ist.",
        "Telegram cannot reach Kitt at telegram.webhook.url; docs/telegram.md says what to look at.",
    ),
    "webhook-taken": Sentence(
        "Jemand anderes hatte den Webhook umgestellt; ich habe ihn zurückgeholt. Kennt jemand das Token?",
        "Somebody else had changed the webhook; I took it back. Does somebody know the token?",
    ),
}
"""What a messenger has to say to whoever looks after Kitt, by the code that it says it with."""


def run(settings: Settings) -> int:
    """Run with every messenger that is set up; with none, open the terminal on the demo store."""
    if settings.telegram is None:
        tell(_connecting())
        return chat(settings, demo=True, role="member")
    configure(settings.log.level, settings.log.format, settings.log.file)
    try:
        web = web_server(settings)
    except CannotListenError as error:
        tell(str(error.sentence))
        return 1
    store = open_store(settings)
    try:
        parts = make_parts(settings, store)
        connected = messengers(settings, web, store)
        # What is loaded by now stays: no later search for garbage needs to go through it.
        gc.freeze()
        ended = asyncio.run(until_ended(parts, connected, web))
    finally:
        store.close()
        if web is not None:
            web.close()
    return 1 if any(ended.values()) else 0


def web_server(settings: Settings) -> Web | None:
    """The web server, if one is configured; it listens already, so that a port in use ends the start.

    Raises:
        CannotListenError: its address cannot be had.
    """
    if not settings.web.port:
        return None
    from bot.web.server import Web

    return Web(settings.web.host, settings.web.port)


def messengers(settings: Settings, web: Web | None = None, store: Store | None = None) -> list[Messenger]:
    """The messengers that are set up; nothing is connected yet.

    Those that are called from outside answer on ``web``, and keep in ``store`` what all processes share.
    """
    found: list[Messenger] = []
    if settings.telegram is not None and settings.telegram.token is not None:
        values: dict[str, Any] = {
            "token": settings.telegram.token.get_secret_value(),
            "base_url": settings.telegram.base_url,
            "notice": partial(_notice, settings),
        }
        if web is not None:
            values["measure"] = web.metrics.measure
        if settings.telegram.webhook is not None and web is not None and store is not None:
            values["webhook"] = _webhook(settings.telegram.webhook, web, store)
        found.append(create("telegram", values))
    return found


def _webhook(settings: WebhookSettings, web: Web, store: Store) -> dict[str, Any]:
    """What Telegram is told to call, and by which secret it is known; one that nobody set is made once."""
    if settings.secret is not None:
        secret = settings.secret.get_secret_value()
    else:
        with store.write() as session:
            secret = shared.keep(session, "telegram_webhook_secret", secrets.token_urlsafe(32))
    return {"url": settings.url, "secret": secret, "mount": partial(web.mount, settings.path)}


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
