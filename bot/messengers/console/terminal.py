"""A terminal where somebody sits: a prompt with editing and history, bold type, numbered options."""

from __future__ import annotations

import os
import sys
import termios
import threading
from contextlib import suppress
from pathlib import Path
from types import ModuleType

from bot.messengers.console.screen import ClosedError, lines_of
from bot.ports import Part

PROMPT = "> "
QUIT = "/quit"
HISTORY = 500
"""How many lines the history keeps, unless it is told."""

_BOLD = ("\x1b[1m", "\x1b[22m")
_CLEAR_LINE = "\r\x1b[2K"


class Terminal:
    """Reads lines with GNU readline (or libedit) and never writes into one that is being typed.

    ``history`` is the file that remembers the last ``lines`` for the next time; with None they are forgotten
    at the end.
    """

    def __init__(self, history: Path | None = None, lines: int = HISTORY) -> None:
        self._history = history
        self._lines = lines
        self._readline = _readline()
        self._settings = termios.tcgetattr(0)
        self._writing = threading.Lock()
        self._prompting = False
        plain = os.environ.get("TERM", "dumb") == "dumb" or bool(os.environ.get("NO_COLOR"))
        self._bold = ("", "") if plain else _BOLD
        self._clear = "\n" if plain else _CLEAR_LINE
        self._remember_from_earlier()

    def read(self) -> str | None:
        """Ask for a line; None after Ctrl-D or /quit."""
        with self._writing:
            self._prompting = True
        try:
            line = input(PROMPT)
        except EOFError:
            self._write("\n")
            return None
        except UnicodeDecodeError:
            return "\ufffd"
        finally:
            self._prompting = False
        return None if line.strip() == QUIT else line

    def show(self, part: Part, *, is_answer: bool) -> None:
        """Write a part; above the line that is being typed, if there is one."""
        text = "".join(f"{line}\n" for line in lines_of(part, bold=self._bold))
        with self._writing:
            if self._prompting:
                typed = self._readline.get_line_buffer() if self._readline else ""
                text = f"{self._clear}{text}{PROMPT}{typed}"
            self._write(text if is_answer or self._prompting else f"{text}\n")

    def answered(self) -> None:
        """Leave a blank line before the next prompt."""
        self._write("\n")

    def close(self) -> None:
        """Keep the history and put the terminal back into the state in which it was found."""
        if self._prompting:
            self._write("\n")
        # A thread that still waits in readline would leave the terminal without echo.
        termios.tcsetattr(0, termios.TCSANOW, self._settings)
        if self._readline is not None and self._history is not None:
            # Lines typed earlier are a convenience: a full disk must not spoil the end of a conversation.
            with suppress(OSError):
                _private(self._history)
                self._readline.write_history_file(str(self._history))
                self._history.chmod(0o600)

    def _remember_from_earlier(self) -> None:
        if self._readline is None or self._history is None:
            return
        self._readline.set_history_length(self._lines)
        if self._history.exists():
            try:
                self._readline.read_history_file(str(self._history))
            except OSError:
                # Lines typed earlier are a convenience: without them all else works.
                self._history = None

    def _write(self, text: str) -> None:
        try:
            sys.stdout.write(text.encode(sys.stdout.encoding, "replace").decode(sys.stdout.encoding))
            sys.stdout.flush()
        except (OSError, ValueError) as error:
            raise ClosedError from error


def _readline() -> ModuleType | None:
    """Python's readline, which some builds of Python lack."""
    try:
        import readline
    except ImportError:
        return None
    return readline


def _private(file: Path) -> None:
    """Create a file that only its owner may read, unless it exists."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
