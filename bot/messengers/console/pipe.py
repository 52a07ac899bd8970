"""Standard input that is piped: a line in, its answer out, then a blank line.

Works on file descriptors, because Python's buffered streams hold a lock while a thread reads from them, and
the interpreter cannot end then.
"""

from __future__ import annotations

import os

from bot.messengers.console.screen import ClosedError, lines_of
from bot.ports import Part

LONGEST = 1 << 20
"""Of a line that is longer, in bytes, the rest is passed over."""

_CHUNK = 1 << 16


class Pipe:
    """Reads lines and writes blocks; what answers nothing read here goes to standard error."""

    def __init__(self, source: int = 0, target: int = 1, aside: int = 2) -> None:
        self._source = source
        self._target = target
        self._aside = aside
        self._buffer = b""
        self._ended = False

    def read(self) -> str | None:
        """The next line, as UTF-8 whatever the locale; the last one may lack its end."""
        line = self._line()
        return None if line is None else line.decode("utf-8", "replace").rstrip("\r\n")

    def _line(self) -> bytes | None:
        kept = b""
        while b"\n" not in self._buffer:
            kept = (kept + self._buffer)[:LONGEST]
            self._buffer = b"" if self._ended else os.read(self._source, _CHUNK)
            if not self._buffer:
                self._ended = True
                return kept or None
        end, _, self._buffer = self._buffer.partition(b"\n")
        return (kept + end)[:LONGEST]

    def show(self, part: Part, *, is_answer: bool) -> None:
        """Write the part's lines, none of them blank: a blank line ends the answer."""
        text = "".join(f"{line.rstrip()}\n" for line in lines_of(part) if line.strip())
        self._write(self._target if is_answer else self._aside, text)

    def answered(self) -> None:
        """End the answer with a blank line."""
        self._write(self._target, "\n")

    def close(self) -> None:
        """Nothing was changed that would have to be put back."""

    def _write(self, target: int, text: str) -> None:
        rest = memoryview(text.encode("utf-8", "replace"))
        try:
            while rest:
                rest = rest[os.write(target, rest) :]
        except OSError as error:
            raise ClosedError from error
