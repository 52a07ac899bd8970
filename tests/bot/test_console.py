"""The terminal with piped input: lines in, answers out, whatever it is connected to."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from bot.messengers.console.pipe import LONGEST, Pipe
from bot.messengers.console.screen import ClosedError
from bot.ports import Choice, Part, Span
from tests.bot.conftest import ROOT, Program


def piped(command: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, input=data, capture_output=True, cwd=ROOT, timeout=60, check=False)


def test_one_line_is_one_answer_and_a_blank_line(program: Program) -> None:
    """Answers in order, one blank line after each and none inside, options as numbered lines, status 0."""
    done = piped(program(), "hallo\noptions\na\u2028\u2028b\n".encode())
    assert done.stdout.decode() == ("guest: hallo\n\nguest: options\n1  one\n2  two\n\nguest: a\nb\n\n")
    assert (done.returncode, done.stderr) == (0, b"ended: \n")


@pytest.mark.parametrize(
    ("data", "answers"),
    [
        (b"", []),
        (b"\n", ["guest:"]),
        (b"\n\n", ["guest:", "guest:"]),
        (b"no end", ["guest: no end"]),
        (b"windows\r\nmac\r\n", ["guest: windows", "guest: mac"]),
        (b"\xff\xfe\x00\n", ["guest: \ufffd\ufffd"]),
        ("\ufeffharz?\n".encode(), ["guest: harz?"]),
        (b"\x1b[2Jx\n", ["guest: [2Jx"]),
        (b"silence\nx\n", ["", "guest: x"]),
        (b"x" * 100_000 + b"\nnext\n", ["input-too-long/de", "guest: next"]),
    ],
)
def test_whatever_is_piped_in_is_answered(program: Program, data: bytes, answers: list[str]) -> None:
    """An empty line, no line at all, no line end, no UTF-8, 100 kB: each line gets exactly one block."""
    done = piped(program(), data)
    assert done.stdout.decode() == "".join(f"{answer}\n\n" if answer else "\n" for answer in answers)
    assert done.returncode == 0


def test_many_lines(program: Program) -> None:
    """Two hundred lines at once are answered in their order."""
    done = piped(program(), "".join(f"{n}\n" for n in range(200)).encode())
    assert done.stdout.decode().split("\n\n")[:-1] == [f"guest: {n}" for n in range(200)]


def test_line_by_line(program: Program) -> None:
    """Whoever writes a line and waits gets its answer before writing the next."""
    with subprocess.Popen(program(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin
        assert process.stdout
        for word in (b"one", b"two"):
            process.stdin.write(word + b"\n")
            process.stdin.flush()
            assert process.stdout.readline() == b"guest: " + word + b"\n"
            assert process.stdout.readline() == b"\n"
        process.stdin.close()
        assert process.wait(30) == 0


def test_nobody_reads_any_more(program: Program) -> None:
    """A closed pipe ends the conversation without a traceback."""
    with subprocess.Popen(
        program(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"hallo\n" * 50)
        process.stdin.close()
        assert process.wait(30) == 0
        assert process.stderr.read() == b"ended: closed\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_while_waiting_for_a_line(program: Program, number: signal.Signals) -> None:
    """The process ends although a thread waits for input."""
    with subprocess.Popen(
        program(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"hallo\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"guest: hallo\n"
        process.send_signal(number)
        assert process.wait(30) == 0
        assert process.stderr.read() == b"ended: interrupted\n"


def test_runs_at_the_same_time_do_not_meet(program: Program) -> None:
    """Each gets the answers to its own lines."""
    processes = []
    for name in ("a", "b", "c"):
        process = subprocess.Popen(
            program(session=name), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
        )
        assert process.stdin
        process.stdin.write("".join(f"{name}{n}\n" for n in range(30)).encode())
        process.stdin.close()
        processes.append((name, process))
    for name, process in processes:
        with process:
            assert process.stdout
            answers = process.stdout.read().decode().split("\n\n")[:-1]
            assert answers == [f"guest: {name}{n}" for n in range(30)]
        assert process.returncode == 0


class Recorded(Pipe):
    """A pipe whose far ends are files of the test."""

    def __init__(self, folder: Path) -> None:
        self.files = [folder / name for name in ("in", "out", "aside")]
        self.files[0].touch()
        ends = [os.open(file, os.O_RDWR | os.O_CREAT) for file in self.files]
        super().__init__(*ends)


def test_what_answers_nothing_goes_aside(tmp_path: Path) -> None:
    """Standard output has exactly one block for each line; all else is on standard error."""
    screen = Recorded(tmp_path)
    part = Part(0, (Span("Harz", True), Span(": \x1b[2Jdrei\n\n \nMara")), (Choice(1, "Mara\nL\x07", "7:0"),))
    screen.show(part, is_answer=True)
    screen.answered()
    screen.show(part, is_answer=False)
    assert screen.files[1].read_text() == "Harz: [2Jdrei\nMara\n1  Mara L\n\n"
    assert screen.files[2].read_text() == "Harz: [2Jdrei\nMara\n1  Mara L\n"


def test_a_line_without_end_is_bounded(tmp_path: Path) -> None:
    """Of an endless line a megabyte is kept; the next line begins behind it."""
    screen = Recorded(tmp_path)
    screen.files[0].write_bytes(b"x" * (3 * LONGEST) + b"\nnext\nlast")
    lines = [screen.read() for _ in range(4)]
    assert [line and (line[0], len(line)) for line in lines] == [("x", LONGEST), ("n", 4), ("l", 4), None]


def test_a_full_disk_is_like_nobody(tmp_path: Path) -> None:
    """Whatever keeps a line from being written ends the conversation in the same way."""
    screen = Pipe(0, os.open("/dev/full", os.O_WRONLY), 2)
    with pytest.raises(ClosedError):
        screen.answered()
