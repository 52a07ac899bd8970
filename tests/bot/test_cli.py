"""The command `kitt`: what it writes where, its exit status, its language, how fast it starts."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.failures import SENTENCES, sentence
from storage import backup, errors

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())"]


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new installation in the test's own folder, in a German terminal."""
    (tmp_path / "config.yml").write_text("")
    monkeypatch.setenv("KITT_CONFIG", str(tmp_path / "config.yml"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_help_is_fast() -> None:
    """`kitt --help` takes less than 0.4 s of the processor's time, however busy the machine is."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(3):
        subprocess.run([*COMMAND, "--help"], check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 3 < 0.4


def test_help_imports_nothing_heavy() -> None:
    """What only some commands need is imported by them."""
    program = (
        "import sys, bot.cli.application;"
        "print(*{'sqlalchemy', 'pydantic', 'structlog', 'rich', 'numpy', 'alembic', 'yaml', 'asyncio'}"
        ".intersection(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("variables", "word"),
    [({}, "starten"), ({"LANG": "C.UTF-8"}, "starten"), ({"LANG": "en_GB.UTF-8"}, "Start Kitt"),
     ({"LANG": "en_GB.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "starten")],
)  # fmt: skip
def test_language_of_the_terminal(variables: dict[str, str], word: str) -> None:
    """German, unless the environment says English."""
    environ = {name: value for name, value in os.environ.items() if name not in {"LANG", "LC_ALL"}}
    done = subprocess.run(
        [*COMMAND, "--help"], check=True, capture_output=True, text=True, cwd=ROOT, env=environ | variables
    )
    assert word in done.stdout


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is said."""
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith("kitt 0.")


@pytest.mark.parametrize("arguments", [["nonsense"], ["db", "upgrade", "now"], ["chat", "--as", "boss"]])
def test_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What is not understood has status 2 and says how it is meant, without a traceback."""
    assert main(arguments) == 2
    assert "Usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["run"], ["chat"], ["db", "upgrade"], ["db", "check"], ["directory", "export"]]
)
def test_broken_configuration(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command says what is wrong with the settings, one line each, and has status 1."""
    (tmp_path / "config.yml").write_text("log: {level: loud}\nfoo: 1")
    assert main(arguments) == 1
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "log.level: erwartet: debug oder info oder warning oder error, gefunden: 'loud'",
        "foo: unbekannte Einstellung",
    ]
    assert shown.out == ""


def test_database_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Upgrade, check and backup, in the order of a first day."""
    assert main(["db", "check"]) == 1
    assert main(["db", "upgrade"]) == 0
    assert main(["db", "upgrade"]) == 0
    assert main(["db", "check"]) == 0
    assert main(["db", "backup"]) == 0
    assert main(["db", "backup", str(tmp_path / "copy")]) == 0
    out = capsys.readouterr().out
    assert "Jetzt auf dem Stand" in out
    assert "Schon auf dem Stand" in out
    assert "Alles in Ordnung." in out
    (made,) = (tmp_path / "data" / "backups").iterdir()
    for file in (made, tmp_path / "copy"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert main(["db", "backup", str(tmp_path / "copy")]) == 1
    assert capsys.readouterr().err == "Die Datei gibt es schon; eine Sicherung überschreibt nichts.\n"


def test_unreachable_store(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A database that is not there is one sentence, in English too, without its address."""
    monkeypatch.setenv("KITT_STORE__URL", "postgresql://kitt:hunter2@127.0.0.1:9/kitt")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert main(["db", "check"]) == 1
    assert capsys.readouterr().err == "The database cannot be reached or another program is using it.\n"


def test_sentences_of_the_store() -> None:
    """Every error of the store has a sentence of its own."""
    kinds = [kind for module in (errors, backup) for kind in vars(module).values() if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, errors.StoreError):
            assert f"{kind.__module__}.{kind.__qualname__}" in SENTENCES


def test_unexpected_errors_show_their_place_only() -> None:
    """A fault of Kitt names its type and place, not what it says."""
    try:
        raise RuntimeError("Mara Lindner")
    except RuntimeError as error:
        shown = sentence(error)
    assert shown.startswith("Das ist ein Fehler in Kitt, bitte melden: RuntimeError (tests/bot/test_cli.py:")
    assert "Mara" not in shown


def test_interrupt(tmp_path: Path) -> None:
    """Ctrl+C ends a command with the usual status, and without a traceback."""
    pipe = tmp_path / "people.csv"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [*COMMAND, "directory", "import", str(pipe)], stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    with pipe.open("wb"):  # waits until the command reads
        process.send_signal(signal.SIGINT)
        _, shown = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "Traceback" not in shown
