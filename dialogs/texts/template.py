"""Templates: what Fluent gives back before the values are put in.

Values never pass through Fluent. It sees a mark in their place, so that nothing in a value can be taken for
syntax and its limit of 2,500 characters per value does not bite; bold is a mark too, since Fluent takes a
line that begins with an asterisk for a variant. The marks are control characters, which no value can hold
(`markup.clean`) and no text file may (`catalog`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.texts.markup import Span

BOLD = "\x01"
_MARK = re.compile("(\x01|\x02[0-9]+\x03)")


def mark(position: int) -> str:
    """What stands in a template for the value at this position."""
    return f"\x02{position}\x03"


def fill(template: str, values: Sequence[Sequence[Span]]) -> list[Span]:
    """Put the values in; bold text around a value makes all of it bold."""
    pieces: list[Span] = []
    bold = False
    for part in _MARK.split(template):
        if part == BOLD:
            bold = not bold
        elif part.startswith("\x02"):
            value = values[int(part[1:-1])]
            pieces += [Span(piece.text, bold=True) for piece in value] if bold else value
        elif part:
            pieces.append(Span(part, bold))
    return pieces
