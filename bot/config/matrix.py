"""What the settings of Matrix have to be together: a homeserver, and a way in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import secrets
from bot.config.errors import ConfigError, Problem
from bot.wording import Sentence

if TYPE_CHECKING:
    from bot.config import MatrixSettings

_NO_HOMESERVER = Sentence(
    "die Adresse des Homeservers fehlt, zum Beispiel https://matrix.example.org; sie gehört in "
    "matrix.homeserver oder in die Umgebungsvariable KITT_MATRIX_HOMESERVER",
    "the address of the homeserver is missing, such as https://matrix.example.org; it belongs into "
    "matrix.homeserver or into the environment variable KITT_MATRIX_HOMESERVER",
)
_NO_WAY_IN = Sentence(
    "das Passwort des Kontos fehlt (oder ein Zugangstoken); es gehört in die Umgebungsvariable "
    "KITT_MATRIX_PASSWORD (KITT_MATRIX_TOKEN) oder in eine Datei, die matrix.password_file "
    "(matrix.token_file) nennt",
    "the account's password is missing (or an access token); it belongs into the environment variable "
    "KITT_MATRIX_PASSWORD (KITT_MATRIX_TOKEN) or into a file that matrix.password_file "
    "(matrix.token_file) names",
)
_NO_USER = Sentence(
    "zum Passwort fehlt der Name des Kontos, zum Beispiel @kitt:example.org; er gehört in matrix.user "
    "oder in die Umgebungsvariable KITT_MATRIX_USER",
    "the name of the account that the password belongs to is missing, such as @kitt:example.org; it "
    "belongs into matrix.user or into the environment variable KITT_MATRIX_USER",
)


def complete(settings: MatrixSettings, config: Path, environ: Mapping[str, str]) -> MatrixSettings:
    """The settings with password and token filled in from their files, as far as they are given.

    Raises:
        ConfigError: something is missing, or a file with a secret cannot be read.
    """
    password = settings.password or secrets.from_file(
        "matrix.password_file", settings.password_file, config, environ
    )
    token = settings.token or secrets.from_file("matrix.token_file", settings.token_file, config, environ)
    problems = []
    if not settings.homeserver:
        problems.append(Problem("matrix", _NO_HOMESERVER))
    if password is None and token is None:
        problems.append(Problem("matrix", _NO_WAY_IN))
    if password is not None and token is None and not settings.user:
        problems.append(Problem("matrix", _NO_USER))
    if problems:
        raise ConfigError(config, problems)
    return settings.model_copy(update={"password": password, "token": token})
