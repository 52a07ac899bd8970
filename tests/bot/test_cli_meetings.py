"""`kitt meetings import` and `export`, on the demo: what is shown, written and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main

TABLE = "Datum;Beginn;Titel;Notizen\n02.03.2020;10:00;=Runde;Alt\n03.03.2020;;Privat;\n"


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new installation in the test's own folder, in a German terminal."""
    (tmp_path / "config.yml").write_text("")
    monkeypatch.setenv("KITT_CONFIG", str(tmp_path / "config.yml"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_import_and_export(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A dry run changes nothing, an import comes in once, an export is read again without a change."""

    def said(*words: str, status: int = 0) -> str:
        capsysbinary.readouterr()
        assert main(["meetings", *words, "--demo"]) == status
        captured = capsysbinary.readouterr()
        return (captured.out + captured.err).decode("utf-8-sig")

    file = tmp_path / "t.csv"
    file.write_text(TABLE, encoding="utf-8")
    group = ("--group", "fokusgruppe 2")
    assert "--group NAME" in said("import", str(file), status=1)
    assert "Probelauf" in said("import", str(file), *group, "--dry-run", "--only", "runde")
    assert "Neu: 1" in said("import", str(file), *group, "--only", "runde")
    assert "unverändert: 1" in said("import", str(file), *group, "--only", "runde")
    written = said("export", *group)
    assert "'=Runde" in written
    assert "Privat" not in written
    file.write_text(written, encoding="utf-8")
    assert "steht schon alles so da" in said("import", str(file), *group)
    file.write_text(TABLE.replace("02.03", "31.02"), encoding="utf-8")
    assert "Zeile" in said("import", str(file), *group, status=1)
    assert "Diese Gruppe gibt es nicht" in said("export", "--group", "Quatsch", status=1)
