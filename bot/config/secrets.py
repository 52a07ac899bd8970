"""Passwords and tokens: never in config.yml, but in files of their own or in the environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.config.errors import ConfigError, Problem, not_here, unreadable
from bot.config.sources import variable
from bot.wording import Sentence

SHORT_NAMES: Mapping[str, str] = {
    "KITT_TELEGRAM_TOKEN": "KITT_TELEGRAM__TOKEN",
    "KITT_TELEGRAM__WEBHOOK_SECRET": "KITT_TELEGRAM__WEBHOOK__SECRET",
    "KITT_MATRIX_HOMESERVER": "KITT_MATRIX__HOMESERVER",
    "KITT_MATRIX_USER": "KITT_MATRIX__USER",
    "KITT_MATRIX_PASSWORD": "KITT_MATRIX__PASSWORD",
    "KITT_MATRIX_TOKEN": "KITT_MATRIX__TOKEN",
}
"""Variables that are easier to remember → those that the rule makes of the setting's key."""

SECRETS = (
    "store.password", "telegram.token", "telegram.webhook.secret", "matrix.password", "matrix.token",
)  # fmt: skip
"""Settings that may come from the environment, or from the file that ``…_file`` names, only."""


def with_long_names(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment with the short names spelt out; an empty one says nothing, a long one wins."""
    short = {SHORT_NAMES[name]: value for name, value in environ.items() if name in SHORT_NAMES and value}
    return short | {name: value for name, value in environ.items() if name not in SHORT_NAMES}


def in_file(written: Mapping[str, Any]) -> list[Problem]:
    """Secrets that somebody wrote into config.yml, where everybody who may read the settings reads them."""
    problems = []
    store = written.get("store")
    if isinstance(store, Mapping) and _has_password(store.get("url")):
        problems.append(not_here("store.url"))
    for key in SECRETS:
        *sections, name = key.split(".")
        held: object = written
        for section in sections:
            held = held.get(section) if isinstance(held, Mapping) else None
        if isinstance(held, Mapping) and held.get(name):
            problems.append(not_here(key))
    return problems


def from_file(key: str, named: Path | None, config: Path, environ: Mapping[str, str]) -> SecretStr | None:
    """The first line of the file that the setting ``key`` names; None if it names none.

    Raises:
        ConfigError: the file cannot be read, or its first line is empty.
    """
    if named is None:
        return None
    name = variable(key) if variable(key) in environ else key
    try:
        first = named.read_text(encoding="utf-8-sig").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(config, [unreadable(name, named, error)]) from None
    if not first:
        empty = Sentence(f"{named} ist leer", f"{named} is empty")
        raise ConfigError(config, [Problem(name, empty)])
    return SecretStr(first)


def _has_password(url: object) -> bool:
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a bracket that is not closed; the expectation says the rest
        return False
    return bool(parts.password) or "password=" in parts.query
