"""The terminal where somebody sits: prompt, editing, history, news above the line that is being typed."""

from __future__ import annotations

import os
import pty
import select
import signal
import stat
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.services import outbox
from storage.session import Store
from tests.bot.conftest import ROOT, Program


class Keyboard:
    """A person at a pseudo-terminal."""

    def __init__(self, command: list[str], **environment: str) -> None:
        self.master, slave = pty.openpty()
        values = os.environ | {"TERM": "xterm", "INPUTRC": "/dev/null"} | environment
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=values,
            start_new_session=True,
        )
        os.close(slave)
        self.screen = ""

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def sees(self, text: str) -> str:
        """Wait for a text, and return what stood on the screen before it and it."""
        end = time.monotonic() + 30
        while text not in self.screen:
            assert select.select([self.master], [], [], max(0, end - time.monotonic()))[0], self.screen
            try:
                self.screen += os.read(self.master, 4096).decode(errors="replace")
            except OSError as error:  # Linux says so when the other side has closed
                raise AssertionError(self.screen) from error
        seen, _, self.screen = self.screen.partition(text)
        return seen + text

    def ends(self) -> int:
        code = self.process.wait(30)
        assert self.process.stderr
        self.process.stderr.close()
        os.close(self.master)
        return code


@pytest.fixture
def keyboard(program: Program) -> Iterator[Callable[..., Keyboard]]:
    """Sits down at terminals."""
    people: list[Keyboard] = []

    def sit_down(session: str = "s1", environment: dict[str, str] | None = None, **settings: Any) -> Keyboard:
        person = Keyboard(program(session, interactive=True, **settings), **(environment or {}))
        people.append(person)
        return person

    yield sit_down
    for person in people:
        if person.process.poll() is None:
            person.process.kill()
            person.ends()


@pytest.mark.parametrize("last", ["\x04", "/quit\n", "\x03"])
def test_conversation_with_a_person(keyboard: Callable[..., Keyboard], last: str) -> None:
    """A prompt after each answer; Ctrl-D, /quit and Ctrl-C end it and leave the terminal with its echo."""
    person = keyboard()
    person.sees("> ")
    person.type("hallo\n")
    person.sees("guest: hallo\r\n\r\n> ")
    person.type("options\n")
    person.sees("guest: options\r\n1  one\r\n2  two\r\n\r\n> ")
    if last == "\x03":
        person.process.send_signal(signal.SIGINT)
    else:
        person.type(last)
    assert person.process.wait(30) == 0
    assert termios.tcgetattr(person.master)[3] & (termios.ECHO | termios.ICANON)
    assert person.ends() == 0


def test_news_do_not_run_into_what_is_typed(keyboard: Callable[..., Keyboard], tmp_path: Path) -> None:
    """What comes while somebody types stands above their line; the line goes on as it was."""
    person = keyboard()
    person.sees("> ")
    person.type("hallo\n")
    person.sees("guest: hallo\r\n\r\n> ")
    person.type("half")
    person.sees("half")
    store = Store.open(f"sqlite:///{tmp_path}/kitt.sqlite3")
    with store.write() as session:
        payload = {"texts": [{"key": "echo", "params": {"text": "**Morgen** Treffen"}}], "options": []}
        outbox.enqueue(session, outbox.Draft("news", 1, payload, "de"), datetime.now(UTC))
    store.close()
    person.sees("\r\x1b[2K\x1b[1mMorgen\x1b[22m Treffen\r\n> half")
    person.type(" a line\n")
    person.sees("guest: half a line\r\n\r\n> ")


def test_history(keyboard: Callable[..., Keyboard], tmp_path: Path) -> None:
    """Lines typed earlier come back with the arrow, also in the next run; the file is private."""
    history = tmp_path / "private" / "history"
    person = keyboard(history=str(history))
    person.sees("> ")
    person.type("first\n")
    person.sees("guest: first\r\n\r\n> ")
    person.type("\x04")
    assert person.ends() == 0
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert stat.S_IMODE(history.parent.stat().st_mode) == 0o700
    again = keyboard("s2", history=str(history))
    again.sees("> ")
    again.type("\x1b[A\n")
    again.sees("guest: first\r\n\r\n> ")
    again.type("\x04")
    assert again.ends() == 0


def test_history_is_bounded_and_made_private(keyboard: Callable[..., Keyboard], tmp_path: Path) -> None:
    """Only the last lines are kept, and a file that others could read is theirs no longer."""
    history = tmp_path / "history"
    history.write_text("".join(f"line {number}\n" for number in range(700)))
    history.chmod(0o644)
    person = keyboard(history=str(history), history_lines=3)
    person.sees("> ")
    person.type("last\n")
    person.sees("guest: last\r\n\r\n> ")
    person.type("\x04")
    assert person.ends() == 0
    assert [line for line in history.read_text().splitlines() if line] == ["line 698", "line 699", "last"]
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_history_that_cannot_be_written(keyboard: Callable[..., Keyboard], tmp_path: Path) -> None:
    """Without room for the history a conversation ends as well as with it."""
    (tmp_path / "in the way").touch()
    person = keyboard(history=str(tmp_path / "in the way" / "history"))
    person.sees("> ")
    person.type("\x04")
    assert person.ends() == 0


def test_without_a_file_nothing_is_remembered(keyboard: Callable[..., Keyboard], tmp_path: Path) -> None:
    """Unless a file is named, no line is kept."""
    person = keyboard()
    person.sees("> ")
    person.type("secret\n")
    person.sees("guest: secret\r\n\r\n> ")
    person.type("\x04")
    assert person.ends() == 0
    files = [file for file in tmp_path.rglob("*") if file.is_file() and "sqlite" not in file.name]
    assert files == []


def test_bytes_that_are_no_text(keyboard: Callable[..., Keyboard]) -> None:
    """Half a letter from the keyboard does not end the conversation."""
    person = keyboard(environment={"LC_ALL": "C.UTF-8"})
    person.sees("> ")
    os.write(person.master, b"a\xffb\n")
    person.sees("\r\n\r\n> ")
    person.type("still there\n")
    person.sees("guest: still there")


def test_numbers_mean_what_was_shown_last(keyboard: Callable[..., Keyboard], tmp_path: Path) -> None:
    """Kitt writes by itself below an answer with numbers: a number chooses from what stands lowest."""
    person = keyboard()
    person.sees("> ")
    person.type("options\n")
    person.sees("1  one\r\n2  two\r\n\r\n> ")
    payload = {
        "texts": [{"key": "echo", "params": {"text": "Kommst Du?"}}],
        "options": [{"label": {"key": "echo", "params": {"text": "ja"}}, "step": "come", "data": {"n": 7}}],
    }
    store = Store.open(f"sqlite:///{tmp_path}/kitt.sqlite3")
    with store.write() as session:
        outbox.enqueue(session, outbox.Draft("news", 1, payload, "de", 1), datetime.now(UTC))
    store.close()
    person.sees("Kommst Du?\r\n1  ja\r\n> ")
    person.type("1\n")
    person.sees("chosen come 7\r\n\r\n> ")
