"""What is wrong with the settings, as sentences that never show a value that could be secret."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.wording import Sentence

PREFIX = "KITT_"
"""How the names of our variables begin."""

HARMLESS = re.compile(r"[\w/.+-]{1,30}")
"""A text that may be shown: a word such as an unknown zone or level."""

TYPES: Mapping[type, Sentence] = {
    bool: Sentence("ja/nein", "yes/no"),
    int: Sentence("eine Zahl", "a number"),
    float: Sentence("eine Kommazahl", "a decimal number"),
    str: Sentence("ein Text", "a text"),
    list: Sentence("eine Liste", "a list"),
    dict: Sentence("ein Abschnitt", "a section"),
    type(None): Sentence("nichts", "nothing"),
}

SECTION = Sentence("ein Abschnitt mit eigenen Einstellungen", "a section with settings of its own")

EXPECTED: Mapping[str, Sentence] = {
    "string_type": Sentence("ein Text", "a text"),
    "int_type": Sentence("eine ganze Zahl", "a whole number"),
    "bool_type": Sentence("ja/nein (true oder false)", "yes/no (true or false)"),
    "model_type": SECTION,
    "model_attributes_type": SECTION,
}
"""What pydantic's kinds of errors say to an administrator."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the setting (empty for the whole file) or the variable, and what about it."""

    key: str
    sentence: Sentence

    @property
    def is_variable(self) -> bool:
        """Whether it is the environment that is wrong, and not the file."""
        return self.key.startswith(PREFIX)

    def __str__(self) -> str:
        """One line."""
        return f"{self.key}: {self.sentence}" if self.key else str(self.sentence)


class ConfigError(Exception):
    """The settings cannot be used; ``problems`` says all that is wrong with them."""

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        super().__init__(file, problems)
        self.file = file
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """One line a problem."""
        return "\n".join(str(problem) for problem in self.problems)


def expectation(key: str, details: Mapping[str, Any]) -> Problem:
    """``key: expected …, got …`` for one of pydantic's errors."""
    expected, got = _expected(details), _shown(key, details.get("input"))
    return Problem(
        key, Sentence(f"erwartet: {expected.de}, gefunden: {got.de}", f"expected {expected.en}, got {got.en}")
    )


def _expected(details: Mapping[str, Any]) -> Sentence:
    context = details.get("ctx") or {}
    if details["type"] == "expected":  # our own validators say both languages themselves
        return Sentence(context["de"], context["en"])
    if details["type"] == "literal_error":
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return Sentence(" oder ".join(choices), " or ".join(choices))
    return EXPECTED.get(details["type"], Sentence("etwas anderes", "something else"))


def _shown(key: str, value: object) -> Sentence:
    """What was found; where secrets stand, nothing but the kind of address."""
    kind = TYPES.get(type(value), Sentence("etwas anderes", "something else"))
    if key.partition(".")[0] in {"store", "telegram", "matrix"}:
        scheme = re.match(r"[a-z0-9+]{1,30}://", value) if isinstance(value, str) else None
        return Sentence(f"{scheme[0]}…", f"{scheme[0]}…") if scheme else kind
    if isinstance(value, bool):
        return Sentence("ja" if value else "nein", "yes" if value else "no")
    if isinstance(value, int | float) or (isinstance(value, str) and HARMLESS.fullmatch(value)):
        return Sentence(f"{value!r}", f"{value!r}")
    return kind


def unknown(key: str, known: Iterable[str]) -> Problem:
    """There is no such setting; the nearest one that there is, if any is near."""
    near = nearest(key, known)
    if near is None:
        return Problem(key, Sentence("unbekannte Einstellung", "unknown setting"))
    return Problem(
        key,
        Sentence(f"unbekannte Einstellung, gemeint ist {near}?", f"unknown setting, did you mean {near}?"),
    )


def nearest(key: str, known: Iterable[str]) -> str | None:
    """The known key that looks most like ``key``, as a whole or in its last part."""
    keys = list(known)
    if close := difflib.get_close_matches(key, keys, n=1, cutoff=0.7):
        return close[0]
    by_leaf = {name.rpartition(".")[2]: name for name in keys}
    close = difflib.get_close_matches(key.rpartition(".")[2], by_leaf, n=1, cutoff=0.7)
    return by_leaf[close[0]] if close else None


_PLACES: Mapping[str, tuple[Sentence, str, str]] = {
    "store.password": (Sentence("ein Passwort", "a password"), "store.password_file", "KITT_STORE__PASSWORD"),
    "telegram.token": (Sentence("ein Token", "a token"), "telegram.token_file", "KITT_TELEGRAM_TOKEN"),
    "telegram.webhook.secret": (
        Sentence("ein Kennwort", "a secret"),
        "telegram.webhook.secret_file",
        "KITT_TELEGRAM__WEBHOOK_SECRET",
    ),
    "matrix.password": (
        Sentence("ein Passwort", "a password"),
        "matrix.password_file",
        "KITT_MATRIX_PASSWORD",
    ),
    "matrix.token": (Sentence("ein Token", "a token"), "matrix.token_file", "KITT_MATRIX_TOKEN"),
}
"""Each secret: what it is, the setting that names a file with it, and the variable that may hold it."""


def not_here(key: str) -> Problem:
    """A password or a token stands in the file."""
    what, file, name = _PLACES.get(key, _PLACES["store.password"])
    return Problem(
        key,
        Sentence(
            f"{what.de} gehört nicht in diese Datei, sondern in eine eigene, die {file} "
            f"nennt, oder in die Umgebungsvariable {name}",
            f"{what.en} does not belong into this file but into one of its own that {file} "
            f"names, or into the environment variable {name}",
        ),
    )


def unreadable(key: str, file: Path, error: OSError | UnicodeDecodeError) -> Problem:
    """A file that should be read is missing or cannot be read."""
    if isinstance(error, FileNotFoundError):
        return Problem(key, Sentence(f"{file} gibt es nicht", f"{file} does not exist"))
    why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "UTF-8?"
    return Problem(key, Sentence(f"{file} ist nicht lesbar ({why})", f"{file} cannot be read ({why})"))
