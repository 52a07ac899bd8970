"""What the settings of Telegram's webhook have to be together, and their secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.config import secrets
from bot.config.errors import ConfigError, Problem
from bot.config.sources import variable
from bot.wording import Sentence

if TYPE_CHECKING:
    from bot.config import WebhookSettings

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram takes as a secret (https://core.telegram.org/bots/api#setwebhook)."""

OURS = ("/health", "/ready", "/metrics", "/calendar")
"""Paths of the web server that are taken."""

_NO_PORT = Sentence(
    "der Webhook braucht Kitts Webserver; web.port (KITT_WEB__PORT) nennt seinen Port",
    "the webhook needs Kitt's web server; web.port (KITT_WEB__PORT) names its port",
)
_URL_WITHOUT_PORT = Sentence(
    "unter dieser Adresse antwortet niemand, solange Kitts Webserver aus ist; web.port (KITT_WEB__PORT) "
    "nennt seinen Port",
    "nobody answers at this address while Kitt's web server is off; web.port (KITT_WEB__PORT) names its port",
)
_TAKEN = Sentence(
    "unter diesem Pfad antwortet schon Kitts Webserver; bitte einen anderen wählen",
    "Kitt's web server answers at this path already; please choose another one",
)
_WRONG_SECRET = Sentence(
    "Telegram nimmt als Kennwort nur 1 bis 256 Zeichen aus A-Z, a-z, 0-9, _ und -",
    "Telegram takes as a secret only 1 to 256 characters of A-Z, a-z, 0-9, _ and -",
)


def check_web(url: str, port: int, config: Path, environ: Mapping[str, str]) -> None:
    """Refuse a public address without a web server behind it.

    Raises:
        ConfigError: there is none.
    """
    if url and not port:
        name = variable("web.url")
        raise ConfigError(config, [Problem(name if name in environ else "web.url", _URL_WITHOUT_PORT)])


def complete(
    settings: WebhookSettings, port: int, config: Path, environ: Mapping[str, str]
) -> WebhookSettings | None:
    """The settings with path and secret filled in, as far as they are given; None if there is no webhook.

    Raises:
        ConfigError: they do not fit together, or the secret is none that Telegram takes.
    """
    if not settings.url:
        return None
    path = settings.path or urlsplit(settings.url).path or "/"
    secret = settings.secret or secrets.from_file(
        "telegram.webhook.secret_file", settings.secret_file, config, environ
    )
    problems = []
    if not port:
        name = variable("telegram.webhook.url")
        problems.append(Problem(name if name in environ else "telegram.webhook.url", _NO_PORT))
    if path in OURS or path.startswith("/calendar/"):
        problems.append(Problem("telegram.webhook", _TAKEN))
    if secret is not None and not SECRET.fullmatch(secret.get_secret_value()):
        problems.append(Problem("telegram.webhook", _WRONG_SECRET))
    if problems:
        raise ConfigError(config, problems)
    return settings.model_copy(update={"path": path, "secret": secret})
