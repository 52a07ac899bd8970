"""A real conversation in the terminal is killed; the next one finishes what it owed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.killing.life import ROOT

NOTICE = "answer-uncertain/de"
STEPS = ("received", "understood", "written", "committed", "claimed", "before-send", "after-send", "marked")


def command(folder: Path, session: str) -> list[str]:
    """A piped run; both talk in the same conversation."""
    settings = {"interactive": False, "conversation": "c"}
    file = str(folder / "kitt.sqlite3")
    return [sys.executable, "-m", "tests.bot.terminal_program", file, session, json.dumps(settings)]


@pytest.mark.parametrize("step", STEPS)
def test_terminal_is_killed(tmp_path: Path, sqlite_template: Path, step: str) -> None:
    """What was asked before is answered once, or said to be uncertain; then the new question is answered."""
    shutil.copy(sqlite_template, tmp_path / "kitt.sqlite3")
    sign = tmp_path / "at the step"
    environment = os.environ | {"KITT_TEST_STEP": step, "KITT_TEST_FILE": str(sign)}
    with subprocess.Popen(
        command(tmp_path, "first"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"question\n")
        process.stdin.flush()
        end = time.monotonic() + 30
        while not sign.exists() and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        before = process.stdout.read().decode()
        assert process.wait(30) == -signal.SIGKILL
    done = subprocess.run(
        command(tmp_path, "second"), input=b"again\n", capture_output=True, cwd=ROOT, timeout=60, check=True
    )
    assert done.stdout.decode() == "guest: again\n\n"
    aside = done.stderr.decode().splitlines()
    shown = before.count("guest: question") + aside.count("guest: question")
    told = aside.count(NOTICE)
    assert shown <= 1
    assert shown == 1 or told == 1
    assert told == (step in ("claimed", "before-send", "after-send"))
