"""`kitt directory import` and `export` with workbooks and vCards."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.storage.exchange.workbooks import xlsx

PEOPLE = """\
Kennung;Vorname;Nachname;E-Mail;Telefon;Telefon sichtbar;Projekt
ml;Mara;Lindner;mara@example.org;030 23125 101;Koordination;Jobbrücke Plus
jp;Jonas;Petrow;jonas@example.org;;;IQ Netzwerk
"""


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new installation with two people, in a German terminal."""
    (tmp_path / "config.yml").write_text("")
    monkeypatch.setenv("KITT_CONFIG", str(tmp_path / "config.yml"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    assert main(["directory", "import", str(file)]) == 0


@pytest.mark.parametrize("name", ["all.xlsx", "ALL.XLSX", "people.vcf", "names.csv"])
def test_out_and_in_again(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is exported is private, and imported again it changes nothing."""
    file = tmp_path / name
    what = ["--what", "names"] if name == "names.csv" else []
    assert main(["directory", "export", str(file), *what]) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    capsys.readouterr()
    assert main(["directory", "import", str(file), "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "Neu: 0, geändert: 0, entfernt: 0" in shown
    assert "schon so" in shown


def test_a_refused_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sheet is named beside row and column."""
    file = tmp_path / "people.xlsx"
    file.write_bytes(xlsx({"Leute": [["Vorname", "Nachname", "Telefon"], ["Ida", "Beck", "bla"]]}))
    capsys.readouterr()
    assert main(["directory", "import", str(file)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    words = ("Wo", "Blatt „Leute“", "Zeile", "2", "Telefon", "„bla“")
    assert [word for word in words if word not in shown.err] == []


def test_sheets_that_were_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other sheets are named, so that nobody waits for what is in them."""
    file = tmp_path / "names.xlsx"
    rows = [["Art", "Name"], ["Thema", "Recht"]]
    file.write_bytes(xlsx({"Namen": rows, "Notizen": [["Bitte prüfen"]]}))
    assert main(["directory", "import", str(file), "--dry-run"]) == 0
    assert "Nicht gelesene Blätter: Notizen" in capsys.readouterr().out


def test_cards_add_and_nobody_leaves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A card changes one person and leaves the other."""
    file = tmp_path / "mara.vcf"
    file.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Mara Lindner\nTITLE:Leiterin\nEND:VCARD\n", encoding="utf-8"
    )
    assert main(["directory", "import", str(file), "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "– → Leiterin" in shown
    assert "Neu: 0, geändert: 1, entfernt: 0, unverändert: 0" in shown
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ida Beck\nTEL:1\nEND:VCARD\n", encoding="utf-8")
    assert main(["directory", "import", str(file)]) == 1
    assert "Karte 1 (Ida Beck)" in capsys.readouterr().err


def test_all_is_only_written_if_asked_for(tmp_path: Path) -> None:
    """A telephone for coordinators is on a card with --all only."""
    shared, everything = tmp_path / "shared.vcf", tmp_path / "all.vcf"
    assert main(["directory", "export", str(shared)]) == 0
    assert main(["directory", "export", str(everything), "--all"]) == 0
    assert b"23125101" not in shared.read_bytes()
    assert b"23125101" in everything.read_bytes()


@pytest.mark.parametrize("arguments", [["people.ods"], ["names.vcf", "--what", "names"]])
def test_what_cannot_be_written(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An ending that is none of ours, or names as cards: a sentence, and no file."""
    file = tmp_path / arguments[0]
    assert main(["directory", "export", str(file), *arguments[1:]]) == 1
    assert capsys.readouterr().err.startswith("Diese Datei kann ich nicht schreiben: .csv und .xlsx")
    assert not file.exists()


def test_the_libraries_are_imported_when_they_are_used() -> None:
    """Neither the help nor the exchange of CSV files waits for them."""
    code = (
        "import sys; from bot.cli import main; main(['directory', '--help']); "
        "import storage.exchange.tables; print(sorted({'openpyxl', 'vobject'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
