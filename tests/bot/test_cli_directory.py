"""`kitt directory import` and `export`: what is shown, what is written, what is refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.cli import main

PEOPLE = """\
Vorname;Nachname;E-Mail;Telefon;Organisation;Projekt
Mara;Lindner;mara@example.org;030 23125 101;Beratung [red]am[/red] Markt;Jobbrücke Plus
Jonas;Petrow;jonas@example.org;;Beratung [red]am[/red] Markt;IQ Netzwerk
"""


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new installation in the test's own folder, in a German terminal."""
    (tmp_path / "config.yml").write_text("")
    monkeypatch.setenv("KITT_CONFIG", str(tmp_path / "config.yml"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two people."""
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def exported(capsysbinary: pytest.CaptureFixture[bytes]) -> str:
    capsysbinary.readouterr()
    assert main(["directory", "export"]) == 0
    return capsysbinary.readouterr().out.decode("utf-8-sig")


def test_dry_run_shows_and_changes_nothing(file: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A dry run shows what would be added, literally, and leaves the directory empty."""
    assert main(["directory", "import", str(file), "--dry-run"]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert "Mara Lindner" in shown
    assert "[red]am[/red]" in shown
    assert "Nichts wurde geändert" in shown
    assert len(exported(capsysbinary).splitlines()) == 1


def test_import_and_export(file: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """What is imported is exported, and importing the export changes nothing."""
    assert main(["directory", "import", str(file)]) == 0
    content = exported(capsysbinary)
    assert len(content.splitlines()) == 3
    file.write_text(content, encoding="utf-8")
    assert main(["directory", "import", str(file)]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert "Neu: 0, geändert: 0, entfernt: 0, unverändert: 2" in shown
    assert "schon so" in shown


def test_changes_are_shown_field_by_field(
    file: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever changed appears with the old and the new value; who is missing leaves."""
    assert main(["directory", "import", str(file)]) == 0
    changed = PEOPLE.replace("Mara;Lindner", "Mara;Voß").rsplit("Jonas")[0]
    file.write_text(changed, encoding="utf-8")
    capsysbinary.readouterr()
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert main(["directory", "import", str(file)]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert "Lindner → Voß" in shown
    assert "Added: 0, changed: 1, removed: 1, unchanged: 0" in shown


def test_refused_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every problem is a row of a table on standard error; the status is 1 and nothing was imported."""
    text = PEOPLE.replace("030 23125 101", "bla").replace("jonas@", "jonas")
    file.write_text(text, encoding="utf-8")
    assert main(["directory", "import", str(file)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert [word for word in ("Zeile", "Spalte", "Telefon", "E-Mail", "„bla“") if word not in shown.err] == []


def test_many_removals_need_to_be_allowed(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is probably not the whole directory is refused, also in the dry run, unless allowed."""
    rows = [f"Anna{'abcdefghijklmnopqrst'[n]};Muster;a{n}@example.org;;;" for n in range(20)]
    header = PEOPLE.splitlines()[0]
    file.write_text("\n".join([header, *rows]), encoding="utf-8")
    assert main(["directory", "import", str(file)]) == 0
    file.write_text("\n".join([header, *rows[:3]]), encoding="utf-8")
    assert main(["directory", "import", str(file)]) == 1
    assert main(["directory", "import", str(file), "--dry-run"]) == 1
    assert "--allow-removals" in capsys.readouterr().err
    assert main(["directory", "import", str(file), "--allow-removals"]) == 0


def test_export_to_a_file(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is private and never replaces another one."""
    assert main(["directory", "import", str(file)]) == 0
    target = tmp_path / "names.csv"
    assert main(["directory", "export", str(target), "--what", "names"]) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "Jobbrücke Plus" in target.read_text(encoding="utf-8-sig")
    assert main(["directory", "export", str(target)]) == 1
    assert main(["directory", "export", str(tmp_path / "no" / "folder")]) == 1
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_file_that_cannot_be_read(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there, or is a folder."""
    assert main(["directory", "import", str(tmp_path / name)]) == 1
    assert capsys.readouterr().err == "Diese Datei gibt es nicht oder sie ist nicht lesbar.\n"


def test_demo_is_a_store_of_its_own(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """With --demo the invented directory is exported, and the network's own is not touched."""
    assert main(["directory", "export", "--demo"]) == 0
    assert b"example.org" in capsysbinary.readouterr().out
    assert not (tmp_path / "data" / "kitt.sqlite3").exists()
