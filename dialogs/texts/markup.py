"""Markup: text in which ``**`` turns bold on and off and a backslash takes any character literally.

It is what lies between a text in one language and a messenger: ``spans`` takes it apart, ``to_markup`` puts
it together. Line breaks are line breaks; nothing else means anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_TOKEN = re.compile(r"\\(.)|(\*\*)|([^\\*]+|\*)", re.DOTALL)
_SPECIAL = re.compile(r"[\\*]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Besides control characters: overrides of the writing direction, which would turn the rest of a line around.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Span(NamedTuple):
    """A piece of text that is bold or not."""

    text: str
    bold: bool = False


def clean(text: str) -> str:
    r"""Make a foreign text fit to be shown: every line break becomes \n, control characters go.

    A lone surrogate, which no messenger could encode, becomes U+FFFD. Tabs stay.
    """
    if text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", _BREAK.sub("\n", text)))


def escape(text: str) -> str:
    """Write a literal text so that ``spans`` reads it back as it is."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def spans(markup: str) -> list[Span]:
    """Take markup apart; neighbours differ in boldness, none is empty.

    Any text can be read: bold that is never closed goes on to the end, and a backslash at the very end is
    the half of a pair that was cut in two, so it is dropped.
    """
    pieces: list[Span] = []
    bold = False
    for escaped, switch, text in _TOKEN.findall(markup):
        if switch:
            bold = not bold
        else:
            pieces.append(Span(escaped or text, bold))
    return merged(pieces)


def plain(markup: str) -> str:
    """The text without its markup, as for the label of a button."""
    return "".join(piece.text for piece in spans(markup))


def to_markup(pieces: Iterable[Span]) -> str:
    """Write spans as markup, for instance the halves of a message that was cut in two."""
    return "".join(f"**{escape(text)}**" if bold else escape(text) for text, bold in merged(pieces))


def merged(pieces: Iterable[Span]) -> list[Span]:
    """Join neighbours of the same boldness and leave empty ones away."""
    joined: list[Span] = []
    for piece in pieces:
        if joined and piece.text and joined[-1].bold == piece.bold:
            joined[-1] = Span(joined[-1].text + piece.text, piece.bold)
        elif piece.text:
            joined.append(piece)
    return joined
