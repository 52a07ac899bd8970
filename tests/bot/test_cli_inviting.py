"""`kitt invite`, and the code that `kitt run` shows for the very first administrator."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.first import show_first_code
from bot.cli.opening import settings, store_for
from storage.models import Role
from storage.services import codes
from storage.services.codes import Invitation
from storage.services.viewer import GUEST
from tests import factories


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new installation in the test's own folder, in a German terminal."""
    (tmp_path / "config.yml").write_text("")
    monkeypatch.setenv("KITT_CONFIG", str(tmp_path / "config.yml"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def invitation(code: str) -> Invitation:
    """What a code that was shown gives."""
    now = datetime.now(UTC)
    with store_for(settings(), demo=False) as store, store.write() as session:
        account = factories.account(session, None, code).id
        return codes.invitation(
            session, viewer=GUEST, account_id=account, digest=codes.digest_of(code), now=now, today=now.date()
        )


def test_an_invitation(capsys: pytest.CaptureFixture[str]) -> None:
    """The first line is the code, and it counts; below it stands the picture."""
    assert main(["invite"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert invitation(shown[0]).role is Role.MEMBER
    assert "Gilt bis" in shown[1]
    assert "█" in shown[2]


def test_for_groups_and_regions(capsys: pytest.CaptureFixture[str]) -> None:
    """Names and short forms are known; what is not there is named and nothing is made."""
    with store_for(settings(), demo=False) as store, store.write() as session:
        halle = factories.regions(session)["Halle"].id
    assert main(["invite", "--role", "coordinator", "--region", "hal", "--uses", "3", "--days", "2"]) == 0
    invited = invitation(capsys.readouterr().out.splitlines()[0])
    assert (invited.role, invited.region_ids) == (Role.COORDINATOR, (halle,))
    assert main(["invite", "--group", "Gibtsnicht"]) == 1
    assert "„Gibtsnicht“ steht nicht im Verzeichnis" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--uses", "0"], "So geht es nicht"),
        (["--days", "400"], "So geht es nicht"),
        (["--days", "999999999999"], "So geht es nicht"),
        (["--role", "coordinator"], "So geht es nicht"),
        (["--role", "guest"], "Gäste brauchen keine Einladung"),
        (["--qr", "code.exe"], ".png oder .svg"),
    ],
)
def test_what_makes_no_sense(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, and no code."""
    assert main(["invite", *arguments]) == 1
    shown = capsys.readouterr()
    assert sentence in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(("name", "begins"), [("code.png", b"\x89PNG"), ("code.SVG", b"<?xml")])
def test_a_picture(name: str, begins: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new file for its owner only; what is there stays, and then no code is made either."""
    picture = tmp_path / name
    assert main(["invite", "--qr", str(picture)]) == 0
    assert picture.read_bytes().startswith(begins)
    assert stat.S_IMODE(picture.stat().st_mode) == 0o600
    capsys.readouterr()
    assert main(["invite", "--qr", str(picture)]) == 1
    assert capsys.readouterr().out == ""


def test_the_first_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    """The code is shown once, on standard error, and makes an administrator."""
    show_first_code(settings())
    shown = capsys.readouterr()
    assert shown.out == ""
    code = next(line.strip() for line in shown.err.splitlines() if codes.plain(line))
    assert invitation(code).role is Role.ADMINISTRATOR
    show_first_code(settings())
    assert capsys.readouterr().err == ""
