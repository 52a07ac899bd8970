"""A process knows of others on its machine whether they live, and of no others anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from bot.living import is_gone, name_of_this

PROGRAM = "import sys, bot.living; print(bot.living.name_of_this('x'), flush=True); sys.stdin.read()"


def test_of_this_process() -> None:
    """Its name fits where owners are kept, is another one with each mark, and it lives."""
    name = name_of_this("abc123")
    assert len(name) <= 60
    assert name != name_of_this("abc124")
    assert not is_gone(name)


def test_of_one_that_was_killed() -> None:
    """It is gone at once, also while its parent has not looked after it."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        name = other.stdout.readline().strip()
        assert not is_gone(name)
        other.send_signal(signal.SIGKILL)
        end = time.monotonic() + 30
        while not is_gone(name) and time.monotonic() < end:
            os.sched_yield()
        assert is_gone(name)
    assert is_gone(name)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_of_others(place: int) -> None:
    """Another machine's process may live; one that has the number of an earlier one is another one."""
    parts = name_of_this("x").split(".")
    parts[place] = ["00000000-1", "4194303", "1"][place]
    assert is_gone(".".join(parts)) == (place > 0)


@pytest.mark.parametrize("name", ["", "test", "1234-abcdef", "a.b.c.d"])
def test_of_names_that_say_nothing(name: str) -> None:
    """What an older version called itself may live."""
    assert not is_gone(name)
