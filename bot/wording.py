"""What an administrator reads in the terminal, in German or English.

What people in the messengers read is Fluent (``dialogs/texts``); this is only for `kitt`'s own sentences,
which stand where they are used, both languages side by side.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

SETTING_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name the language, the strongest first (POSIX, locale(7))."""


class Sentence(NamedTuple):
    """One sentence in both languages."""

    de: str
    en: str

    def __str__(self) -> str:
        """The sentence in the language of this process."""
        return self.in_language(terminal())

    def in_language(self, language: str) -> str:
        """The sentence in ``de`` or ``en``."""
        return self.en if language == "en" else self.de


def terminal_language(environ: Mapping[str, str]) -> str:
    """``en`` where the environment says English, else ``de``."""
    for name in SETTING_VARIABLES:
        if value := environ.get(name):
            return "en" if value.lower().startswith("en") else "de"
    return "de"


def terminal() -> str:
    """The language of this process's terminal: ``de`` or ``en``."""
    return terminal_language(os.environ)


def say(de: str, en: str) -> str:
    """The sentence in the language of this process."""
    return str(Sentence(de, en))
