"""A data folder that cannot be used: a clear sentence and status 1, from every command and the doctor."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.failures import sentence
from bot.doctor import Check, examine
from bot.files import trouble
from storage.migrations import upgrade
from storage.session import Store

ROOT = Path(__file__).parents[2]
KITT = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())"]
COMMANDS = [["chat", "--demo"], ["train"], ["db", "upgrade"], ["directory", "export", "--demo"]]

DROP_FROM_BOUNDING_SET = 24
"""The number of PR_CAPBSET_DROP (prctl(2)); the capabilities below let root pass over all rights."""
PASSING_OVER_RIGHTS = (1, 2)


def without_powers() -> None:
    """Rights count for root too, as they do for Kitt's own user; whoever is not root loses nothing."""
    library = ctypes.CDLL(None)
    for capability in PASSING_OVER_RIGHTS:
        library.prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)


def on_a_full_disk() -> None:
    """No file may grow beyond a few pages."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, 8_192))


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A new installation, in a German terminal."""
    (tmp_path / "config.yml").write_text("")
    own = {name: value for name, value in os.environ.items() if not name.startswith(("KITT_", "LC_", "LANG"))}
    return own | {"KITT_CONFIG": str(tmp_path / "config.yml")}


def kitt(
    environ: dict[str, str], *arguments: str, handicap: Callable[[], None] = without_powers
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KITT, *arguments],
        input="hallo\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environ,
        timeout=120,
        check=False,
        preexec_fn=handicap,
    )


def of_folder(environ: dict[str, str]) -> Check:
    """What the doctor says of the data folder; nothing may be made by asking."""
    (found,) = [check for check in examine(environ) if check.name == "folder"]
    return found


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_file_in_its_place(environ: dict[str, str], tmp_path: Path, arguments: list[str]) -> None:
    """What is in the way is named, with what to do."""
    (tmp_path / "data").write_text("")
    done = kitt(environ, *arguments)
    assert done.returncode == 1
    assert f"Das geht nicht: {tmp_path / 'data'} ist im Weg, " in done.stderr
    assert "umbenennen" in done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_folder_that_may_not_be_written(
    environ: dict[str, str], tmp_path: Path, arguments: list[str]
) -> None:
    """Whoever started Kitt as another user reads which rights are missing."""
    (tmp_path / "data").mkdir(0o500)
    done = kitt(environ, *arguments)
    (tmp_path / "data").chmod(0o700)
    assert done.returncode == 1
    assert f"Das geht nicht: Kitt darf {tmp_path / 'data'} nicht " in done.stderr
    assert f"die Rechte prüfen (`ls -ld {tmp_path / 'data'}`)" in done.stderr


def test_a_store_that_may_not_be_written(environ: dict[str, str], tmp_path: Path) -> None:
    """The same for the file of the store itself, and for its folder when the file is there."""
    file = tmp_path / "data" / "kitt.sqlite3"
    store = Store.open(f"sqlite:///{file}")
    upgrade(store)
    store.close()
    file.chmod(0o400)
    done = kitt(environ, "db", "check")
    assert (done.returncode, f"Kitt darf {file} nicht" in done.stderr) == (1, True)
    file.chmod(0o600)
    file.parent.chmod(0o500)
    done = kitt(environ, "db", "check")
    told = kitt(environ, "doctor")
    file.parent.chmod(0o700)
    assert done.returncode == told.returncode == 1
    assert "Kitt darf die Datenbank oder ihren Ordner nicht öffnen" in done.stderr
    assert f"✗ Datenordner: Kitt darf {file.parent} nicht" in told.stdout
    assert "bitte melden" not in told.stdout


def test_full_disk(environ: dict[str, str]) -> None:
    """A disk without room is told as such."""
    done = kitt(environ, "db", "upgrade", handicap=on_a_full_disk)
    assert done.returncode == 1
    assert done.stderr == "Die Datenbank kann nicht schreiben: Der Datenträger ist voll oder fehlerhaft.\n"


def test_what_is_no_database(environ: dict[str, str], tmp_path: Path) -> None:
    """A file that is none is told as such, to whoever starts Kitt and by the check."""
    (tmp_path / "data").mkdir(0o700)
    file = tmp_path / "data" / "kitt.sqlite3"
    file.write_text("this is no database at all, but a text" * 100)
    file.chmod(0o600)
    for arguments in (["chat", "--person", "anna"], ["db", "check"], ["db", "upgrade"]):
        done = kitt(environ, *arguments)
        assert done.returncode == 1
        assert "beschädigt" in done.stderr
        assert "Fehler in Kitt" not in done.stderr
    file.unlink()
    file.mkdir()
    assert f"{file} ist im Weg" in kitt(environ, "db", "check").stderr
    assert f"{file} ist im Weg" in kitt(environ, "doctor").stdout


def test_log_that_cannot_be_written(environ: dict[str, str], tmp_path: Path) -> None:
    """A log file in a place that is none."""
    (tmp_path / "file").touch()
    done = kitt(environ | {"KITT_LOG__FILE": str(tmp_path / "file" / "kitt.log")}, "chat", "--demo")
    assert done.returncode == 1
    assert f"Das geht nicht: {tmp_path / 'file'} ist im Weg, " in done.stderr
    assert "log.file" in done.stderr


def test_doctor_on_each(environ: dict[str, str], tmp_path: Path) -> None:
    """The doctor sees it before anything is started, and makes nothing."""
    data = tmp_path / "data"
    assert of_folder(environ).state == "ok"
    assert not data.exists()
    data.touch()
    assert of_folder(environ).state == "failed"
    assert "im Weg" in str(of_folder(environ).finding)
    data.unlink()
    data.symlink_to(tmp_path / "nowhere")
    assert of_folder(environ).state == "failed"
    data.unlink()
    environ["KITT_DATA_FOLDER"] = str(tmp_path / "config.yml" / "below")
    assert str(tmp_path / "config.yml") in str(of_folder(environ).finding)
    assert not [check for check in examine(environ) if "melden" in str(check.remedy)]


@pytest.mark.parametrize(
    "number", [errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENOTDIR]
)
def test_what_the_system_says(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each refusal of the system is a sentence with what helps, in both languages."""
    error = OSError(number, os.strerror(number), "/data/kitt")
    found = trouble(error)
    assert found
    assert found.finding.de != found.finding.en
    assert "{" not in "".join([*found.finding, *found.remedy])
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert sentence(error).startswith(f"That does not work: {found.finding.en}. What helps: ")


def test_other_errors_of_the_system_are_faults_of_kitt() -> None:
    """What says nothing about a file is not blamed on one."""
    assert trouble(ConnectionResetError(errno.ECONNRESET, "reset")) is None
    assert trouble(PermissionError(errno.EACCES, "no name")) is None
