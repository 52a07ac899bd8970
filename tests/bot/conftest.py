"""What tests of the terminal share: the program that they start."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Program = Callable[..., list[str]]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def program(tmp_path: Path, sqlite_template: Path) -> Program:
    """The command line of a conversation."""
    shutil.copy(sqlite_template, tmp_path / "kitt.sqlite3")

    def command(session: str = "s1", **settings: Any) -> list[str]:
        values = {"interactive": False} | settings
        file = str(tmp_path / "kitt.sqlite3")
        return [sys.executable, "-m", "tests.bot.terminal_program", file, session, json.dumps(values)]

    return command
