"""`kitt doctor` finds what is wrong and says what to do, whatever is wrong; it makes nothing itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.cli import main
from bot.doctor import TITLES, Check, check_disk, examine
from bot.doctor.engines import RASA
from storage.migrations import upgrade
from storage.session import Store

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A healthy installation that was never started."""
    (tmp_path / "config.yml").write_text("")
    return {"KITT_CONFIG": str(tmp_path / "config.yml")}


def found(environ: dict[str, str], name: str, now: datetime = NOW) -> list[Check]:
    return [check for check in examine(environ, lambda: now) if check.name == name]


def state_of(environ: dict[str, str], name: str) -> str:
    (check,) = found(environ, name)
    return check.state


def test_new_installation(environ: dict[str, str], tmp_path: Path) -> None:
    """Before the first start nothing has failed, and looking changes nothing."""
    checks = examine(environ, lambda: NOW)
    assert {check.name for check in checks} <= set(TITLES)
    assert "failed" not in {check.state for check in checks}
    assert state_of(environ, "store") == "warning"
    assert [path.name for path in tmp_path.iterdir()] == ["config.yml"]


def test_every_check_has_a_title_and_says_what_to_do(environ: dict[str, str]) -> None:
    """Whatever is not well comes with what to do about it."""
    for check in examine(environ, lambda: NOW):
        assert check.title
        assert check.state == "ok" or (check.finding and check.remedy)


def test_store(new_url: Callable[[], str], environ: dict[str, str]) -> None:
    """An empty store is to be upgraded, a newer one is not for us; on PostgreSQL clocks are compared."""
    url = new_url()
    environ["KITT_STORE__URL"] = url
    store = Store.open(url)
    with store.engine.begin():
        pass
    assert state_of(environ, "migrations") == "warning"
    upgrade(store)
    now = datetime.now(UTC)
    assert state_of(environ, "store") == "ok"
    assert state_of(environ, "migrations") == "ok"
    off = found(environ, "clock", now + timedelta(hours=1))
    assert [check.state for check in off] == (["ok"] if store.dialect == "sqlite" else ["failed", "ok"])
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert state_of(environ, "migrations") == "failed"
    store.close()


@pytest.mark.parametrize("url", ["postgresql://kitt@127.0.0.1:9/kitt", "sqlite:///broken"])
def test_store_that_does_not_answer(environ: dict[str, str], tmp_path: Path, url: str) -> None:
    """A server that is not there and a file that is no database."""
    (tmp_path / "broken").write_text("this is no database at all, but a text" * 100)
    (tmp_path / "broken").chmod(0o600)
    environ["KITT_STORE__URL"] = url
    (check,) = found(environ, "store")
    assert check.state == "failed"


def test_permissions(environ: dict[str, str], tmp_path: Path) -> None:
    """A file or folder that others may read is named."""
    data = tmp_path / "data"
    (data / "backups").mkdir(parents=True)
    data.chmod(0o700)
    (data / "backups").chmod(0o700)
    copy = data / "backups" / "copy"
    copy.write_text("")
    copy.chmod(0o640)
    (check,) = found(environ, "permissions")
    assert check.state == "failed"
    assert str(copy) in str(check.finding)
    copy.chmod(0o600)
    assert state_of(environ, "permissions") == "ok"


@pytest.mark.parametrize(
    ("free", "state"), [(2_000_000_000, "ok"), (500_000_000, "warning"), (5_000_000, "failed")]
)
def test_disk(tmp_path: Path, free: int, state: str) -> None:
    """A disk that is filling up is a warning, a full one a failure."""
    assert check_disk(tmp_path / "not there yet", free).state == state


def test_clock_before_the_build(environ: dict[str, str]) -> None:
    """A machine that woke up in 1970 is told so."""
    (check,) = found(environ, "clock", datetime(1970, 1, 1, tzinfo=UTC))
    assert check.state == "failed"


def test_broken_configuration(environ: dict[str, str], tmp_path: Path) -> None:
    """Each problem of the configuration is a finding, and what needs none is checked all the same."""
    (tmp_path / "config.yml").write_text("log: {level: loud}\nfoo: 1")
    checks = examine(environ, lambda: NOW)
    assert [check.name for check in checks if check.state == "failed"] == ["configuration", "configuration"]
    assert {"clock", "zone", "sqlite"} <= {check.name for check in checks}
    assert "log.level" in str([check.finding for check in checks])


def test_command_as_json(
    environ: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command's exit status and JSON, for a sound and a broken configuration."""
    monkeypatch.setenv("KITT_CONFIG", environ["KITT_CONFIG"])
    assert main(["doctor", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is True
    assert {"name", "state", "finding", "remedy"} == set(report["checks"][0])
    (tmp_path / "config.yml").write_text("store: [")
    assert main(["doctor", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    assert report["checks"][0]["name"] == "configuration"
    assert main(["doctor"]) == 1
    assert "✗ Einstellungen" in capsys.readouterr().out


@pytest.mark.parametrize("state", [*RASA])
def test_rasa_is_not_well(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    """Whatever ails Rasa, Kitt goes on with its own engine, and the doctor says what to do."""
    environ["KITT_NLU__ENGINE"] = "rasa"
    monkeypatch.setattr("bot.engines.rasa_state", lambda settings: state)
    assert state_of(environ, "rasa") == "warning"


def test_rasa_was_never_made(environ: dict[str, str]) -> None:
    """Chosen, but never set up; not looked at where it is not chosen."""
    assert found(environ, "rasa") == []
    environ["KITT_NLU__ENGINE"] = "rasa"
    (check,) = found(environ, "rasa")
    assert check.remedy
    assert check.remedy.en == "`make rasa`"
