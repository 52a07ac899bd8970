"""`kitt matrix backup` and `restore`: all of it or nothing, for whoever knows the passphrase only."""

from __future__ import annotations

import os
import pty
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.messengers.matrix import backup
from bot.messengers.matrix.backup import (
    DamagedBackupError,
    FileThereError,
    KeysThereError,
    NothingToSaveError,
    WrongPassphraseError,
    bring_back,
    save,
)
from bot.messengers.matrix.home import Home, InUseError, Login

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
PASSPHRASE = "vier gute Wörter hier"
CHEAP = 2**4
LOGIN = Login("http://127.0.0.1:1", "@kitt:localhost", "DEVICE", "token", "pickle", 1)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Kitt's folder for Matrix, with keys."""
    home = Home(tmp_path / "data" / "matrix")
    home.take()
    home.keep_login(LOGIN)
    home.keep_position("s1")
    home.write("identity", {"master": "seed"})
    home.key_file(LOGIN).write_bytes(b"keys \0 of the device")
    home.give_back()
    return home.folder


@pytest.fixture
def saved(folder: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    save(folder, tmp_path / "kitt.backup", PASSPHRASE, cost=CHEAP)
    return tmp_path / "kitt.backup"


def test_there_and_back(folder: Path, saved: Path) -> None:
    """What comes back is what was there; the file is its owner's and says nothing without the passphrase."""
    before = {name: content for name, content in tree(folder).items() if name != "lock"}
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert [
        word for word in (b"token", b"seed", b"kitt:localhost", b"DEVICE") if word in saved.read_bytes()
    ] == []
    folder.rename(folder.with_name("lost"))
    assert bring_back(folder, saved, PASSPHRASE, now=NOW, cost=CHEAP) is None
    assert tree(folder) == before
    assert sorted(path.name for path in folder.parent.iterdir()) == ["lost", "matrix"]
    assert [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077] == []


def test_keys_that_are_there(folder: Path, saved: Path) -> None:
    """They are replaced only if somebody says so, and then kept aside."""
    Home(folder).keep_position("s2")
    before = tree(folder)
    with pytest.raises(KeysThereError):
        bring_back(folder, saved, PASSPHRASE, now=NOW, cost=CHEAP)
    assert tree(folder) == before
    aside = bring_back(folder, saved, PASSPHRASE, now=NOW, replace=True, cost=CHEAP)
    assert aside is not None
    assert tree(aside) == before
    assert (Home(folder).position(), Home(aside).position()) == ("s1", "s2")


def test_what_cannot_be_opened(folder: Path, saved: Path) -> None:
    """A wrong passphrase is told from a file with a single wrong bit; neither changes anything."""
    before, whole = tree(folder.parent), saved.read_bytes()
    with pytest.raises(WrongPassphraseError):
        bring_back(folder, saved, "vier gute Wörter da", now=NOW, replace=True, cost=CHEAP)
    for broken in (b"", b"something else", whole[:40], whole[:-1], whole + b"x"):
        saved.write_bytes(broken)
        with pytest.raises(DamagedBackupError):
            bring_back(folder, saved, PASSPHRASE, now=NOW, replace=True, cost=CHEAP)
    for at in range(0, len(whole), 7):
        saved.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises((DamagedBackupError, WrongPassphraseError)):
            bring_back(folder, saved, PASSPHRASE, now=NOW, replace=True, cost=CHEAP)
    assert tree(folder.parent) == before


def test_not_while_kitt_runs(folder: Path, saved: Path, tmp_path: Path) -> None:
    """Keys that somebody uses are neither copied nor replaced."""
    running, before = Home(folder), tree(folder)
    running.take()
    with pytest.raises(InUseError):
        save(folder, tmp_path / "second", PASSPHRASE, cost=CHEAP)
    with pytest.raises(InUseError):
        bring_back(folder, saved, PASSPHRASE, now=NOW, replace=True, cost=CHEAP)
    running.give_back()
    assert tree(folder) == before
    assert not (tmp_path / "second").exists()


def test_whole_or_not_at_all(folder: Path, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full in the middle leaves no half of anything; a file that is there stays."""
    with pytest.raises(FileThereError):
        save(folder, saved, PASSPHRASE, cost=CHEAP)
    before = tree(folder.parent.parent)

    def full(_descriptor: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(backup.os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        save(folder, saved.with_name("another"), PASSPHRASE, cost=CHEAP)
    with pytest.raises(OSError, match="full"):
        bring_back(folder, saved, PASSPHRASE, now=NOW, replace=True, cost=CHEAP)
    assert tree(folder.parent.parent) == before


def test_nothing_to_save(folder: Path, tmp_path: Path) -> None:
    """A login without its keys is no backup."""
    Home(folder).key_file(LOGIN).unlink()
    for where in (folder, tmp_path / "never"):
        with pytest.raises(NothingToSaveError):
            save(where, tmp_path / "file", PASSPHRASE, cost=CHEAP)
    assert not (tmp_path / "never").exists()


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """`kitt matrix …` for this installation, with this passphrase in a file."""
    (tmp_path / "config.yml").write_text("")
    monkeypatch.setenv("KITT_CONFIG", str(tmp_path / "config.yml"))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")

    def run(*words: str, passphrase: str = PASSPHRASE) -> int:
        (tmp_path / "passphrase").write_text(f"{passphrase}\n")
        return main(["matrix", *words, "--passphrase-file", str(tmp_path / "passphrase")])

    return run


def test_the_commands(
    folder: Path, command: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each refusal is one sentence; the passphrase is never shown."""
    file = str(tmp_path / "kitt.backup")
    before = tree(folder)
    assert command("backup", file, passphrase="zu kurz") == 1
    assert command("backup", file) == 0
    assert command("backup", file) == 1
    assert command("restore", file) == 1
    assert command("restore", file, "--replace", passphrase="eine ganz andere") == 1
    assert command("restore", file, "--replace") == 0
    assert tree(folder) == {name: content for name, content in before.items() if name != "lock"}
    out, err = capsys.readouterr()
    assert [line.split(";")[0].split(",")[0] for line in err.splitlines()] == [
        "Die Passphrase ist zu kurz",
        "Die Datei gibt es schon",
        "Hier liegen schon Schlüssel für Matrix",
        "Das ist nicht die Passphrase dieser Sicherung",
    ]
    assert "Kitts Schlüssel für Matrix sind wieder da." in out
    assert PASSPHRASE not in out + err


def test_without_a_terminal(
    folder: Path, command: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody can be asked, so nothing waits."""
    assert folder.exists()
    assert command("backup", str(tmp_path / "kitt.backup")) == 0
    assert main(["matrix", "restore", str(tmp_path / "kitt.backup"), "--replace"]) == 1
    assert "--passphrase-file" in capsys.readouterr().err


@pytest.mark.parametrize(("second", "status"), [(PASSPHRASE, 0), ("vertippt", 1)])
def test_at_a_terminal(
    folder: Path, command: Callable[..., int], tmp_path: Path, second: str, status: int
) -> None:
    """Kitt asks twice, and nobody who looks over the shoulder reads the answers."""
    assert folder.exists()
    assert callable(command)
    ours, theirs = pty.openpty()
    arguments = ["matrix", "backup", str(tmp_path / "kitt.backup")]
    with subprocess.Popen(
        [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())", *arguments],
        stdin=theirs, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True, cwd=ROOT,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        said = b""
        for prompt, answer in ((b"Passphrase: ", PASSPHRASE), (b"Noch einmal: ", second)):
            while prompt not in said:
                said += process.stderr.read(1)
            os.write(ours, f"{answer}\n".encode())
        said += process.stderr.read()
    os.set_blocking(ours, False)
    with suppress(BlockingIOError):
        said += os.read(ours, 10_000)
    for end in (ours, theirs):
        os.close(end)
    assert process.returncode == status
    assert (tmp_path / "kitt.backup").exists() == (status == 0)
    assert (b"nicht gleich" in said) == (status == 1)
    assert [word for word in (PASSPHRASE, "vertippt") if word.encode() in said] == []
