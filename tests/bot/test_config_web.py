"""The settings of the web server and of Telegram's webhook: what they may be, and how they fit together."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, load
from bot.config.webhook import OURS
from bot.doctor.kept import check_permissions
from bot.doctor.web import check_web
from tests.servers.balancer import free_port

URL = "https://kitt.example.org/telegram"
TOKEN = {"KITT_TELEGRAM_TOKEN": "1:nobody"}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A token, a web server, and nothing else."""
    (tmp_path / "config.yml").write_text("")
    return {"KITT_CONFIG": str(tmp_path / "config.yml"), "KITT_WEB__PORT": "8443", **TOKEN}


def refused(environ: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigError) as error:
        load(environ)
    return [f"{problem.key}: {problem.sentence.en}" for problem in error.value.problems]


def hook(settings: Settings) -> tuple[str, str, str | None] | None:
    assert settings.telegram is not None
    found = settings.telegram.webhook
    if found is None:
        return None
    return found.url, found.path, found.secret.get_secret_value() if found.secret else None


def test_off_unless_configured(environ: dict[str, str]) -> None:
    """No server without a port, no webhook without an address; on this machine only."""
    assert (load(environ).web.host, load(environ).web.port) == ("127.0.0.1", 8443)
    assert hook(load(environ)) is None
    assert hook(load(environ | {"KITT_TELEGRAM__WEBHOOK__URL": ""})) is None
    assert load({"KITT_CONFIG": environ["KITT_CONFIG"]}).web.port == 0


@pytest.mark.parametrize(
    ("url", "path", "arrives"),
    [(URL, "", "/telegram"), (URL, "/hook", "/hook"), ("https://kitt.example.org", "", "/"),
     ("http://127.0.0.1:8443/x", "", "/x"), ("http://localhost/x", "", "/x"), ("http://[::1]:1/x", "", "/x")],
)  # fmt: skip
def test_addresses(environ: dict[str, str], url: str, path: str, arrives: str) -> None:
    """The path is that of the address, unless a reverse proxy changes it."""
    environ |= {"KITT_TELEGRAM__WEBHOOK__URL": url, "KITT_TELEGRAM__WEBHOOK__PATH": path}
    assert hook(load(environ)) == (url, arrives, None)


@pytest.mark.parametrize(
    "url",
    ["http://kitt.example.org/telegram", "kitt.example.org", "ftp://kitt.example.org", "https://", "https:///x",
     "https://a b", "https://x/?a=1", "https://x/#a", "https://user@x/", "http://127.0.0.1.example.org/x",
     "http://localhost@example.org/x", "https://kitt.example.org/{x}", "https://kitt.example.org/a%20b"],
)  # fmt: skip
def test_wrong_addresses(environ: dict[str, str], url: str) -> None:
    """Telegram calls https only; http is for trying on this machine."""
    (problem,) = refused(environ | {"KITT_TELEGRAM__WEBHOOK__URL": url})
    assert problem.startswith("KITT_TELEGRAM__WEBHOOK__URL: expected an address that begins with https://")
    assert "example.org/telegram, got" in problem


def test_it_needs_a_port(environ: dict[str, str]) -> None:
    """A webhook without a web server is refused with what is missing, under the name of what asked for it."""
    del environ["KITT_WEB__PORT"]
    (problem,) = refused(environ | {"KITT_TELEGRAM__WEBHOOK__URL": URL})
    assert problem.startswith("KITT_TELEGRAM__WEBHOOK__URL: the webhook needs Kitt's web server; web.port")
    Path(environ["KITT_CONFIG"]).write_text(f"telegram: {{webhook: {{url: '{URL}'}}}}")
    (problem,) = refused(environ)
    assert problem.startswith("telegram.webhook.url: the webhook needs")


@pytest.mark.parametrize("path", OURS)
def test_paths_that_are_taken(environ: dict[str, str], path: str) -> None:
    """Telegram cannot call where the health stands."""
    (problem,) = refused(environ | {"KITT_TELEGRAM__WEBHOOK__URL": f"https://kitt.example.org{path}"})
    assert "answers at this path already" in problem


@pytest.mark.parametrize("name", ["KITT_TELEGRAM__WEBHOOK_SECRET", "KITT_TELEGRAM__WEBHOOK__SECRET", ""])
def test_where_a_secret_comes_from(environ: dict[str, str], tmp_path: Path, name: str) -> None:
    """From a variable with the short or the long name, or from a file; never from config.yml, never shown."""
    secret = "geheim_" + "S" * 20
    (tmp_path / "secret").write_text(f"{secret}\n")
    environ |= {"KITT_TELEGRAM__WEBHOOK__URL": URL}
    given = {name: secret} if name else {"KITT_TELEGRAM__WEBHOOK__SECRET_FILE": str(tmp_path / "secret")}
    settings = load(environ | given)
    assert hook(settings) == (URL, "/telegram", secret)
    assert secret not in repr(settings) + str(settings)
    (tmp_path / "config.yml").write_text(f"telegram: {{webhook: {{secret: '{secret}'}}}}")
    (problem,) = refused(environ)
    assert problem.startswith("telegram.webhook.secret: a secret does not belong into this file")
    assert secret not in problem


@pytest.mark.parametrize("secret", ["ä", "a b", "a" * 257, "a.b"])
def test_secrets_that_telegram_does_not_take(environ: dict[str, str], secret: str) -> None:
    """Said before Telegram has to."""
    given = {"KITT_TELEGRAM__WEBHOOK__URL": URL, "KITT_TELEGRAM__WEBHOOK_SECRET": secret}
    (problem,) = refused(environ | given)
    assert "1 to 256 characters" in problem
    assert secret not in problem.replace("a secret", "")


@pytest.mark.parametrize(
    "setting",
    [{"KITT_WEB__PORT": "65536"}, {"KITT_WEB__PORT": "-1"}, {"KITT_WEB__PORT": "x"},
     {"KITT_WEB__HOST": "a b"}, {"KITT_WEB__HOST": ""}, {"KITT_TELEGRAM__WEBHOOK__PATH": "hook"},
     {"KITT_TELEGRAM__WEBHOOK__PATH": "/{hook}"}],
)  # fmt: skip
def test_wrong_values(environ: dict[str, str], setting: dict[str, str]) -> None:
    """Each is named."""
    (problem,) = refused(environ | setting)
    assert problem.startswith(f"{next(iter(setting))}: expected")


class _Page(BaseHTTPRequestHandler):
    """Answers with what the server was given."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.page)  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering(page: bytes) -> Iterator[int]:
    """A server with one page; gives its port."""
    server = HTTPServer(("127.0.0.1", 0), _Page)
    server.page = page  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("page", "state"),
    [(json.dumps({"ok": True}), "ok"), (json.dumps({"ok": False, "code": "store"}), "failed"),
     ("<html>", "failed"), ("[]", "failed"), ("", "failed")],
)  # fmt: skip
def test_the_doctor_asks(environ: dict[str, str], page: str, state: str) -> None:
    """Whether it is Kitt that answers, and well; what is not well comes with what to do."""
    for host in ("127.0.0.1", "0.0.0.0"):
        with answering(page.encode()) as port:
            (check,) = check_web(load(environ | {"KITT_WEB__PORT": str(port), "KITT_WEB__HOST": host}))
        assert check.state == state
        assert check.title == "Webserver"
        assert state == "ok" or (check.finding and check.remedy)


@pytest.mark.parametrize(("code", "shown"), [("refused", "matrix (refused)"), ("\x1b[2J", "")])
def test_the_doctor_hears_of_messengers(environ: dict[str, str], code: str, shown: str) -> None:
    """The running Kitt tells which one is not connected; nobody else writes into the terminal."""
    page = json.dumps({"ok": True, "messengers": {"matrix": code}})
    with answering(page.encode()) as port:
        web, messengers = check_web(load(environ | {"KITT_WEB__PORT": str(port)}))
    assert (web.state, messengers.state, messengers.title) == ("ok", "warning", "Messenger")
    assert str(messengers.finding) == f"gerade nicht verbunden: {shown}"
    assert messengers.remedy


def test_the_doctor_before_the_start(environ: dict[str, str]) -> None:
    """Where nothing runs yet nothing is wrong; without a web server there is nothing to say."""
    (check,) = check_web(load(environ | {"KITT_WEB__PORT": str(free_port())}))
    assert check.state == "ok"
    assert list(check_web(load(environ | {"KITT_WEB__PORT": "0"}))) == []


def test_the_doctor_looks_after_the_secret(environ: dict[str, str], tmp_path: Path) -> None:
    """A file that others may read is named."""
    file = tmp_path / "secret"
    file.write_text("geheim")
    file.chmod(0o644)
    environ |= {"KITT_TELEGRAM__WEBHOOK__URL": URL, "KITT_TELEGRAM__WEBHOOK__SECRET_FILE": str(file)}
    check = check_permissions(load(environ))
    assert check.state == "failed"
    assert str(file) in str(check.finding)


@pytest.mark.parametrize("given", ["1:nobody\n", " 1:nobody ", "1:nobody\r\n"])
def test_a_token_as_it_is_copied(environ: dict[str, str], given: str) -> None:
    """What copying left around it is no part of it; also not the mark that an editor put before it."""
    file = Path(environ["KITT_CONFIG"]).with_name("token")
    file.write_text(given, encoding="utf-8-sig")
    nowhere = {key: value for key, value in environ.items() if key not in TOKEN}
    for one in ({"KITT_TELEGRAM_TOKEN": given}, {"KITT_TELEGRAM__TOKEN_FILE": str(file)}):
        settings = load(nowhere | one)
        assert settings.telegram is not None
        assert settings.telegram.token is not None
        assert settings.telegram.token.get_secret_value() == "1:nobody"


@pytest.mark.parametrize("given", ["1:no body", "1:nöbody", "1:no\nbody"])
def test_what_can_be_no_token(environ: dict[str, str], given: str) -> None:
    """It is said at once, and not shown: no address can be made of it, so it would be tried for ever."""
    (said,) = refused(environ | {"KITT_TELEGRAM_TOKEN": given})
    assert "such as 123456789:AA" in said
    assert given not in said
