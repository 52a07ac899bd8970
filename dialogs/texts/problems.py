"""What can be wrong with texts: at start-up as an error, at run time as a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, NoReturn


class TextError(Exception):
    """A text file, or in tests a text asked for, is wrong; the message names file or language and key."""


Kind = Literal["key", "parameter", "value", "pattern"]


class Missing(NamedTuple):
    """What a text lacked when it was rendered. It holds names only, never what was to be shown.

    ``kind``: the ``key`` is not there; a ``parameter`` was not given; a given ``value`` cannot be shown as
    the type it claims; the ``pattern`` itself failed. ``name`` says which parameter.
    """

    kind: Kind
    language: str
    key: str
    name: str = ""


OnMissing = Callable[[Missing], None]
"""Who is told; may raise to stop the rendering."""


def log_missing(missing: Missing) -> None:
    """Write one constant event to the log; what the running bot does."""
    import logging  # a quarter of this package's start, and hardly ever needed here

    logging.getLogger("kitt.texts").warning("text_missing", extra={"missing": missing._asdict()})


def strict(missing: Missing) -> NoReturn:
    """Raise TextError; what tests do."""
    raise TextError(f"{missing.language}: {missing.key}: {missing.kind} missing {missing.name}".rstrip())
