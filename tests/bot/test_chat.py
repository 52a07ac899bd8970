"""`kitt chat` as a person starts it: the real command with its settings, and what it leaves behind."""

from __future__ import annotations

import os
import pty
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dialogue import CACHE, interpreter

ROOT = Path(__file__).parents[2]
KITT = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())"]
Kitt = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An installation with the engine that the other tests trained."""
    interpreter()
    data = tmp_path / "data"
    data.mkdir(0o700)
    (data / "models").symlink_to(CACHE)
    (tmp_path / "config.yml").write_text("")
    own = {name: value for name, value in os.environ.items() if not name.startswith(("KITT_", "LC_", "LANG"))}
    return own | {"KITT_CONFIG": str(tmp_path / "config.yml"), "TERM": "dumb", "INPUTRC": "/dev/null"}


@pytest.fixture
def chat(environ: dict[str, str]) -> Kitt:
    """Says lines to `kitt chat --demo`, with variables of the environment as settings."""

    def said(*lines: str, role: str = "guest", **settings: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*KITT, "chat", "--demo", "--as", role],
            input="".join(f"{line}\n" for line in lines).encode(),
            capture_output=True,
            cwd=ROOT,
            env=environ | settings,
            timeout=120,
            check=False,
        )

    return said


def at_the_terminal(environ: dict[str, str], *lines: str, **settings: str) -> str:
    """The same where somebody sits; returns all that the terminal showed."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*KITT, "chat", "--demo"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env=environ | settings,
        start_new_session=True,
    ) as process:
        os.close(slave)
        shown = bytearray()
        reader = threading.Thread(target=_read, args=(master, shown))
        reader.start()
        os.write(master, "".join(f"{line}\n" for line in (*lines, "/quit")).encode())
        assert process.wait(120) == 0, shown.decode(errors="replace")
        reader.join()
    os.close(master)
    return shown.decode(errors="replace")


def _read(master: int, shown: bytearray) -> None:
    while True:
        try:
            piece = os.read(master, 4096)
        except OSError:  # Linux says so when the other side has closed
            return
        if not piece:
            return
        shown += piece


@pytest.mark.parametrize(
    ("role", "language", "answer"),
    [("guest", "en", "in words"), ("member", "en", "in words"), ("member", "de", "in Worten")],
)
def test_a_conversation_begins_in_the_language_of_the_network(
    chat: Kitt, role: str, language: str, answer: str
) -> None:
    """Whatever tells no language is answered in that of the network, to guests and to members."""
    done = chat("🦄🦄🦄", role=role, KITT_NETWORK__LANGUAGE=language)
    assert answer in done.stdout.decode()
    assert done.returncode == 0


def test_a_conversation_goes_on_in_the_language_that_is_written(chat: Kitt) -> None:
    """The network's language is where a conversation begins, not where it has to stay."""
    done = chat("who is my contact in the Harz?", "🦄🦄🦄", role="member")
    assert "in words" in done.stdout.decode()


def test_log_behind_a_pipe(chat: Kitt, tmp_path: Path) -> None:
    """What is logged goes to a private file, from the level on that is set; answers stay alone."""
    told = chat("hallo", KITT_LOG__LEVEL="info", KITT_LOG__FORMAT="json")
    file = tmp_path / "data" / "terminal.log"
    assert '"event": "inbox.done"' in file.read_text()
    assert b"inbox.done" not in told.stdout + told.stderr
    file.unlink()
    chat("hallo", KITT_LOG__LEVEL="error")
    assert file.read_text() == ""


def test_log_at_the_terminal(environ: dict[str, str], tmp_path: Path) -> None:
    """Nothing is logged into a conversation: it goes to a private file, from the level on that is set."""
    file = tmp_path / "data" / "terminal.log"
    shown = at_the_terminal(environ, "hallo")
    assert "inbox.done" not in shown
    assert "inbox.done" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.unlink()
    at_the_terminal(environ, "hallo", KITT_LOG__LEVEL="error")
    assert file.read_text() == ""
    at_the_terminal(environ, "hallo", KITT_LOG__FILE=str(tmp_path / "own.log"))
    assert "inbox.done" in (tmp_path / "own.log").read_text()
    assert file.read_text() == ""


def test_log_of_the_terminal_is_bounded(environ: dict[str, str], tmp_path: Path) -> None:
    """One that has grown large begins anew."""
    file = tmp_path / "data" / "terminal.log"
    file.write_text("x" * 1_000_001)
    at_the_terminal(environ, "hallo")
    assert 0 < file.stat().st_size < 10_000


def test_history_can_be_switched_off(environ: dict[str, str], tmp_path: Path) -> None:
    """What was typed is kept for the arrow keys, unless the settings say no: then what was kept goes too."""
    file = tmp_path / "data" / "terminal-history"
    at_the_terminal(environ, "hallo")
    assert "hallo" in file.read_text()
    at_the_terminal(environ, "hallo", KITT_TERMINAL__HISTORY="0")
    assert not file.exists()


def test_the_first_administrator_in_the_terminal(environ: dict[str, str]) -> None:
    """On an empty store of one's own the code is shown once, and leads to setting up; no demo."""

    def said(*lines: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*KITT, "chat", "--as", "guest"],
            input="".join(f"{line}\n" for line in lines),
            capture_output=True,
            cwd=ROOT,
            env=environ,
            text=True,
            timeout=120,
            check=False,
        )

    (code,) = re.findall(r"^  ([A-Z0-9-]+)$", said().stderr, re.MULTILINE)
    done = said(code, "deutsch", "Mara Beispiel", "keine", "ja", "/einrichten")
    assert "Dieser Code" not in done.stderr
    assert "Dein Netzwerk ist noch leer" in done.stdout
    assert "Regionen: noch keine" in done.stdout
    assert not (Path(environ["KITT_CONFIG"]).parent / "data" / "demo.sqlite3").exists()
