"""`kitt run`: every messenger that is set up, on the network's own store; with none, the demo here."""

from __future__ import annotations

import asyncio
import gc
import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.app import chat, make_parts, open_store, tell, until_ended
from bot.config import Settings
from bot.config.links import link_file
from bot.log import configure
from bot.messengers import create
from bot.notices import notice
from bot.ports import Messenger
from bot.web.listening import CannotListenError
from bot.wording import say
from storage.services import shared
from storage.session import Store, private_file

if TYPE_CHECKING:
    from bot.config import MatrixSettings, WebhookSettings
    from bot.web.server import Web


def run(settings: Settings) -> int:
    """Run with every messenger that is set up; with none, open the terminal on the demo store."""
    if settings.telegram is None and settings.matrix is None:
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

    return Web(settings.web.host, settings.web.port, settings.network.zone)


def messengers(settings: Settings, web: Web | None = None, store: Store | None = None) -> list[Messenger]:
    """The messengers that are set up; nothing is connected yet.

    Those that are called from outside answer on ``web``, and keep in ``store`` what all processes share.
    """
    found: list[Messenger] = []
    if settings.telegram is not None and settings.telegram.token is not None:
        values: dict[str, Any] = {
            "token": settings.telegram.token.get_secret_value(),
            "base_url": settings.telegram.base_url,
            "notice": partial(_notice, settings, "telegram"),
        }
        if web is not None:
            values["measure"] = web.metrics.measure
        if settings.telegram.webhook is not None and web is not None and store is not None:
            values["webhook"] = _webhook(settings.telegram.webhook, web, store)
        found.append(create("telegram", values))
    if settings.matrix is not None:
        found.append(create("matrix", _matrix(settings, settings.matrix, web)))
    return found


def _matrix(settings: Settings, own: MatrixSettings, web: Web | None) -> dict[str, Any]:
    """What Matrix's messenger is made of."""
    values: dict[str, Any] = {
        "homeserver": own.homeserver,
        "user": own.user,
        "password": own.password and own.password.get_secret_value(),
        "token": own.token and own.token.get_secret_value(),
        "folder": settings.matrix_folder,
        "notice": partial(_notice, settings, "matrix"),
    }
    return values if web is None else values | {"measure": web.metrics.measure}


def _webhook(settings: WebhookSettings, web: Web, store: Store) -> dict[str, Any]:
    """What Telegram is told to call, and by which secret it is known; one that nobody set is made once."""
    if settings.secret is not None:
        secret = settings.secret.get_secret_value()
    else:
        with store.write() as session:
            secret = shared.keep(session, "telegram_webhook_secret", secrets.token_urlsafe(32))
    return {"url": settings.url, "secret": secret, "mount": partial(web.mount, settings.path)}


def _notice(settings: Settings, messenger: str, code: str, detail: str) -> None:
    """Say it in the terminal; keep the link that invitations carry."""
    tell(notice(messenger, code, detail))
    if code == "connected":
        file = link_file(settings.data_folder, messenger)
        private_file(file)
        file.write_text(f"{detail}\n", encoding="utf-8")


def _connecting() -> str:
    return say(
        "Es ist noch kein Messenger verbunden, darum sprichst Du hier im Terminal mit Kitt.\n"
        "Telegram: ein Token von BotFather in der Variable KITT_TELEGRAM_TOKEN (docs/telegram.md).\n"
        "Matrix: KITT_MATRIX_HOMESERVER, KITT_MATRIX_USER und KITT_MATRIX_PASSWORD (docs/matrix.md).\n"
        "Beides zugleich geht auch.",
        "No messenger is connected yet, so you talk to Kitt here in the terminal.\n"
        "Telegram: a token from BotFather in the variable KITT_TELEGRAM_TOKEN (docs/telegram.md).\n"
        "Matrix: KITT_MATRIX_HOMESERVER, KITT_MATRIX_USER and KITT_MATRIX_PASSWORD (docs/matrix.md).\n"
        "Both at the same time is fine.",
    )
