"""What the terminal's messenger needs of what it reads from and writes to; how a part becomes lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from bot.ports import Choice, Part, Span

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Nobody's name may move the cursor: escape sequences begin with one of these."""


class ClosedError(Exception):
    """Nobody reads what is written any more."""


class Screen(Protocol):
    """Where a conversation takes place. ``read`` blocks and is called in a thread of its own."""

    def read(self) -> str | None:
        """The next line without its end; None at the end of the input."""
        ...

    def show(self, part: Part, *, is_answer: bool) -> None:
        """Write a part; ``is_answer`` says that it answers the line read last.

        Raises:
            ClosedError: nobody reads any more.
        """
        ...

    def answered(self) -> None:
        """All that answers the last line has been shown.

        Raises:
            ClosedError: nobody reads any more.
        """
        ...

    def close(self) -> None:
        """Leave everything as it was found."""
        ...


def lines_of(part: Part, *, bold: tuple[str, str] = ("", "")) -> Iterator[str]:
    """The lines of a part, then its options as a numbered list; ``bold`` is put around what is bold."""
    text = "".join(_styled(span, bold) for span in part.spans)
    if text:
        yield from text.split("\n")
    for option in part.options:
        yield _numbered(option)


def _styled(span: Span, bold: tuple[str, str]) -> str:
    text = _CONTROL.sub("", span.text)
    if not span.bold or not text:
        return text
    # Per line, so that a line that is taken out of its text stays as it is.
    return "\n".join(f"{bold[0]}{line}{bold[1]}" if line else "" for line in text.split("\n"))


def _numbered(option: Choice) -> str:
    label = " ".join(_CONTROL.sub("", option.label).split())
    return f"{option.number}  {label}"
