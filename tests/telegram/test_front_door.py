"""`kitt run` with a token: from nothing to the first administrator, and what is said when it fails."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.config import ConfigError, load
from bot.serving import messengers
from tests.servers.balancer import free_port
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
        server.wait(lambda: sum(call.outcome == 200 for call in server.called("setMyShortDescription")) == 3)
        assert kitt.stop() == 0
    assert "@BotFather mit /setuserpic" in kitt.shown
    assert "Testnetz" in server.world.descriptions["description", "de"]
    assert server.token not in kitt.shown
    for private in ("Mara", "Jonas", "Beispiel", str(mara.id)):
        assert private not in kitt.shown
    assert not (kitt.data / "demo.sqlite3").exists()
    assert load(kitt.environ).invitation_links() == ("https://t.me/kitt_test_bot?start={code}",)
    assert "Der Code stimmt" not in server.sent(jonas)[-1].text


def test_with_a_webhook(tmp_path: Path, server: BotApi) -> None:
    """`kitt run` behind an address: who writes is answered, and the pages tell nothing about them."""
    mara = server.user("Mara")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    kitt = Kitt(tmp_path, server, KITT_WEB__PORT=str(port), KITT_TELEGRAM__WEBHOOK__URL=f"{address}/tg")
    mara.writes("Hallo")
    kitt.start(until_polling=False)
    assert "Kitt" in answered(server, mara, 1)
    server.wait(lambda: not server.waiting())
    assert httpx.get(f"{address}/ready").json() == {"ok": True}
    page = httpx.get(f"{address}/metrics").text
    assert 'kitt_inbox_handled_total{result="done"} 1.0' in page
    assert "kitt_understanding_seconds_count 1.0" in page
    assert not [private for private in ("Mara", "Hallo", str(mara.id), server.token) if private in page]
    secret = server.called("setWebhook")[0].params["secret_token"]
    assert kitt.stop() == 0
    assert secret not in kitt.shown
    kitt.start(until_polling=False)
    server.wait(lambda: len(server.called("setWebhook")) == 2)
    assert server.called("setWebhook")[1].params["secret_token"] == secret
    mara.writes("Hallo")
    answered(server, mara, 2)
    assert kitt.stop() == 0
    assert server.called("deleteWebhook") == server.called("getUpdates") == []


def test_from_a_group_into_the_private_chat(tmp_path: Path, server: BotApi) -> None:
    """It greets a group; what is private goes on behind a link that only whoever asked can use."""
    mara, jonas, group = server.user("Mara"), server.user("Jonas"), server.supergroup("Runde")
    with Kitt(tmp_path, server):
        mara.adds_bot(group)
        server.wait(lambda: server.sent(group))
        assert server.sent(group)[0].text.startswith("Hallo, ich bin Kitt, der Assistent von Testnetz.")
        mara.writes("/meinedaten", group)
        server.wait(lambda: len(server.sent(group)) == 2)
        asked = server.sent(group)[1]
        assert asked.labels == ["Privat weiter"]
        word = asked.rows[0][0]["url"].removeprefix("https://t.me/kitt_test_bot?start=")
        jonas.starts(word)
        assert answered(server, jonas, 1).startswith("Dieser Link gilt nur für die Person, die gefragt hat")
        mara.starts(word)
        assert answered(server, mara, 1).startswith("Du stehst nicht im Verzeichnis.")
        server.wait(lambda: not server.waiting())
    assert len(server.sent(group)) == 2


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
