"""`kitt run` with a token: from nothing to the first administrator, and what is said when it fails."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import ConfigError, load
from bot.serving import messengers
from tests.servers.botapi import BotApi, Person
from tests.telegram.kitt import Kitt


def answered(server: BotApi, person: Person, count: int) -> str:
    """The text of the ``count``-th message that somebody got, as soon as it is there."""
    server.wait(lambda: len(server.sent(person)) >= count)
    return server.sent(person)[count - 1].text


def test_from_nothing_to_the_first_administrator(tmp_path: Path, server: BotApi) -> None:
    """The terminal shows the link and a code once; the code behind the link lets its bearer in; no demo."""
    mara, jonas = server.user("Mara"), server.user("Jonas", language="en")
    with Kitt(tmp_path, server) as kitt:
        (code,) = re.findall(r"^  ([A-Z0-9-]+)$", kitt.shown, re.MULTILINE)
        assert "Kitt ist in Telegram: https://t.me/kitt_test_bot\n" in kitt.shown
        jonas.starts()
        assert "I am Kitt" in answered(server, jonas, 1) or "I'm Kitt" in answered(server, jonas, 1)
        mara.starts(code)
        assert answered(server, mara, 1).startswith("Der Code stimmt")
        mara.presses(server.sent(mara)[0], "Deutsch")
        assert "Wie heißt Du" in answered(server, mara, 2)
        mara.writes("Mara Beispiel")
        answered(server, mara, 3)
        jonas.starts(code)
        assert "Jonas" not in answered(server, jonas, 2)
        server.wait(lambda: not server.waiting())
        assert kitt.stop() == 0
    assert server.token not in kitt.shown
    for private in ("Mara", "Jonas", "Beispiel", str(mara.id)):
        assert private not in kitt.shown
    assert not (kitt.data / "demo.sqlite3").exists()
    assert load(kitt.environ).invitation_links() == ("https://t.me/kitt_test_bot?start={code}",)
    assert "Der Code stimmt" not in server.sent(jonas)[-1].text


def test_a_token_that_telegram_does_not_know(tmp_path: Path, server: BotApi) -> None:
    """One clear sentence and the end, without a traceback and without the token."""
    wrong = "7654321:" + "X" * 35
    kitt = Kitt(tmp_path, server, KITT_TELEGRAM_TOKEN=wrong, LANG="en_GB.UTF-8", KITT_LOG__FILE="kitt.log")
    kitt.start(until_polling=False)
    assert kitt.ended() == 1
    assert kitt.shown.splitlines()[-1].startswith("Telegram does not know the token")
    assert "Traceback" not in kitt.shown
    assert wrong not in kitt.shown + (tmp_path / "kitt.log").read_text()


def test_the_library_is_loaded_only_with_a_token(tmp_path: Path) -> None:
    """Whoever talks in the terminal does not wait for what Telegram needs."""
    program = (
        "import sys, bot.serving, bot.config, bot.messengers;"
        "bot.serving.messengers(bot.config.load({'KITT_CONFIG': sys.argv[1]}));"
        "print(*{'telegram', 'aiolimiter', 'uvicorn', 'starlette', 'prometheus_client'} & set(sys.modules))"
    )
    (tmp_path / "config.yml").write_text("")
    command = [sys.executable, "-c", program, str(tmp_path / "config.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    "setting", ["KITT_TELEGRAM_TOKEN", "KITT_TELEGRAM__TOKEN", "KITT_TELEGRAM__TOKEN_FILE"]
)
def test_where_a_token_comes_from(tmp_path: Path, setting: str) -> None:
    """From a variable with the short or the long name, or from a file; never from config.yml, never shown."""
    token = "1234567:" + "S" * 35
    (tmp_path / "token").write_text(f"{token}\n")
    environ = {"KITT_CONFIG": str(tmp_path / "config.yml")}
    (tmp_path / "config.yml").write_text("")
    assert messengers(load(environ)) == []
    assert messengers(load(environ | {"KITT_TELEGRAM_TOKEN": ""})) == []
    value = str(tmp_path / "token") if setting.endswith("FILE") else token
    settings = load(environ | {setting: value})
    assert [made.name for made in messengers(settings)] == ["telegram"]
    assert token not in repr(settings) + str(settings)
    (tmp_path / "config.yml").write_text(f"telegram: {{token: '{token}', base_url: 'ftp://x'}}")
    with pytest.raises(ConfigError) as refused:
        load(environ)
    assert {problem.key for problem in refused.value.problems} == {"telegram.token", "telegram.base_url"}
    assert token not in str(refused.value)
    (tmp_path / "config.yml").write_text("telegram: {base_url: 'http://127.0.0.1:8081/'}")
    with pytest.raises(ConfigError, match="KITT_TELEGRAM_TOKEN"):
        load(environ)
    moved = load(environ | {setting: value}).telegram
    assert moved is not None
    assert moved.base_url == "http://127.0.0.1:8081"
