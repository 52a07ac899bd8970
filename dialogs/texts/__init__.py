"""The text layer: a key and parameters become text in a language.

Texts are Fluent files, ``<language>/<topic>.ftl``; a new language is a new folder. In them ``**bold**`` and
line breaks are all the markup there is. ``markup`` renders a text as it is stored in the outbox, ``spans``
and ``plain`` turn that into what a messenger shows. Fluent and babel are imported at the first text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.texts.markup import Span, plain, spans, to_markup
from dialogs.texts.problems import Missing, OnMissing, TextError, log_missing, strict

if TYPE_CHECKING:
    from dialogs.texts.render import Renderer

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "Missing",
    "OnMissing",
    "Span",
    "TextError",
    "keys",
    "markup",
    "nearest_language",
    "plain",
    "reporting",
    "spans",
    "strict",
    "to_markup",
]

FOLDER = Path(__file__).parent
DEFAULT = "de"
LANGUAGES = tuple(
    sorted({file.parent.name for file in FOLDER.glob("*/*.ftl")}, key=lambda n: (n != DEFAULT, n))
)
"""The languages that Kitt speaks, German first: the folders that hold texts."""

_on_missing: ContextVar[OnMissing] = ContextVar("on_missing", default=log_missing)


def markup(text_json: object, language: str | None, *, on_missing: OnMissing | None = None) -> str:
    """Render ``{"key": …, "params": {…}}`` (``dialogs.turn.Text.as_json``) in a language.

    A key that the language lacks, or a parameter that was not given, makes it German, and if German lacks it
    too, the text ``error-sorry``. What was missing goes to ``on_missing``, or else to whom ``reporting``
    says, or else to the log as ``text_missing``. Raises TextError if a language's files are wrong.
    """
    tell = on_missing or _on_missing.get()
    return renderer().markup(text_json, nearest_language(language, DEFAULT), tell)


def keys(language: str) -> frozenset[str]:
    """All keys of a language. Raises TextError if its files are wrong."""
    return frozenset(renderer().catalog(language).variables)


def nearest_language(tag: str | None, default: str) -> str:
    """The language of ours that a tag asks for ("de-AT", "en_GB"); ``default`` if we do not speak it."""
    language = (tag or "").replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else default


@contextmanager
def reporting(on_missing: OnMissing) -> Iterator[None]:
    """Say for a while who is told what texts lack; tests of whole conversations pass ``strict``."""
    token = _on_missing.set(on_missing)
    try:
        yield
    finally:
        _on_missing.reset(token)


@lru_cache(maxsize=1)
def renderer() -> Renderer:
    """The renderer of the texts in this folder; it brings Fluent and babel with it."""
    from dialogs.texts.render import Renderer

    return Renderer(FOLDER, DEFAULT)
