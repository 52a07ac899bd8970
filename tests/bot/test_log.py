"""Nothing that somebody wrote, no name, number or token gets into the log, however it is tried."""

from __future__ import annotations

import enum
import json
import logging
import re
import stat
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import log
from bot.log import logger

HOSTILE = [
    "Mara Lindner",
    "Mara",
    "wer ist mein Kontakt im Harz?",
    "+4930230001",
    "03941 123456",
    "mara@example.org",
    "@mara:example.org",
    "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11",
    "Bearer eyJhbGciOi.eyJzdWIi.c2ln",
    "https://api.telegram.org/bot123456:ABC/sendMessage",
    "delivery.sent\nMara",
    "\x1b[31mMara",
    "a" * 200,
    4930230001,
    -4711_000_123,
    10**400,
    1.5e308,
    float("nan"),
    ["Mara"],
    {"name": "Mara"},
    b"Mara",
    ("Mara",),
]
WORDS = (
    "Mara",
    "Kontakt",
    "Harz",
    "4930230001",
    "03941",
    ".org",
    "ABC",
    "Bearer",
    "eyJ",
    "4711000123",
    "aaaa",
)


class Hostile:
    """An object whose every text is a name."""

    def __str__(self) -> str:
        return "Mara"

    def __repr__(self) -> str:
        return "Mara"

    def __format__(self, _spec: str) -> str:
        return "Mara"


class Word(enum.Enum):
    """An enumeration that holds what it should not."""

    GOOD = "held_back"
    BAD = "Mara Lindner"


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What was logged as JSON since the beginning of the test."""
    hooks = threading.excepthook, sys.unraisablehook
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    log.configure("debug", "json")
    seen: list[str] = []

    def text() -> str:
        seen.append(capsys.readouterr().err)
        return "".join(seen)

    yield text
    log.configure("warning", "json")
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    threading.excepthook, sys.unraisablehook = hooks


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def assert_clean(text: str) -> None:
    assert text, "something was logged"
    text = re.sub(r'"timestamp": "[^"]*"', "", text)  # its digits are nobody's number
    assert not [word for word in WORDS if word in text], text


@pytest.mark.parametrize(
    "value", [*HOSTILE, Hostile(), Word.BAD, ValueError("Mara")], ids=lambda v: repr(v)[:20]
)
def test_hostile_values(written: Callable[[], str], value: object) -> None:
    """A hostile value under every key that is let through, and under some that are not."""
    for key in sorted(log.NUMBERS | log.DURATIONS | log.CODES | {"library", "at", "error", "text", "name"}):
        logger().info("test.value", **{key: value})
    assert_clean(written())
    assert all(line["event"] == "test.value" for line in lines(written()))


@pytest.mark.parametrize("value", [*HOSTILE[:13], Hostile()], ids=lambda v: repr(v)[:20])
def test_hostile_events(written: Callable[[], str], value: Any) -> None:
    """An event that is not a constant name is not shown, and neither are hostile keys."""
    logger().warning(value)
    logger().info(f"sent to {value}")
    logger().info("sent to %s", value)
    logger().info("test.key", **{str(value): 1})
    logger().bind(name=value, person=value).info("test.bound")
    assert_clean(written())


def test_what_is_let_through(written: Callable[[], str]) -> None:
    """Ids, counts, durations and codes appear as they are; the rest is counted."""
    logger().info(
        "delivery.sent",
        outbox_id=7,
        count=2**31 - 1,
        seconds=1.23456,
        messenger="telegram",
        state=Word.GOOD,
        code=None,
        text="Mara",
        who="Mara",
    )
    (line,) = lines(written())
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "delivery.sent",
        "level": "info",
        "outbox_id": 7,
        "count": 2**31 - 1,
        "seconds": 1.235,
        "messenger": "telegram",
        "state": "held_back",
        "code": None,
        "dropped": 2,
    }


def failing() -> None:
    try:
        raise KeyError("Mara Lindner")
    except KeyError as error:
        raise ValueError("wer ist mein Kontakt im Harz?") from error


def test_exceptions_are_type_and_place(written: Callable[[], str]) -> None:
    """Of an exception the log holds the type, the cause's type and the places, not a word of it."""
    try:
        failing()
    except ValueError as error:
        logger().error("test.failed", exc_info=error)
        logger().exception("test.failed")
        logger().error("test.failed", exc_info=True)
        logger().error("test.failed", exc_info=sys.exc_info())
    assert_clean(written())
    for line in lines(written()):
        assert (line["error"], line["cause"]) == ("ValueError", "KeyError")
        assert line["at"].startswith("tests/bot/test_log.py:")


def test_hostile_exceptions(written: Callable[[], str]) -> None:
    """Types with made-up names, groups, notes, and errors that fail when they are shown."""
    named = type("Mara Lindner", (Exception,), {})
    noted = ValueError("Mara")
    noted.add_note("Mara")
    for error in (named(), noted, ExceptionGroup("Mara", [OSError("Mara")]), Exception(Hostile())):
        logger().error("test.failed", exc_info=error)
    assert_clean(written())
    assert [line["error"] for line in lines(written())] == [
        "[redacted]",
        "ValueError",
        "OSError",
        "Exception",
    ]


def test_libraries(written: Callable[[], str]) -> None:
    """Of a library's record remain its name, its level and the place; below a warning nothing."""
    root = logging.getLogger()
    # pytest's own handlers would format the broken record below.
    root.handlers[:] = [handler for handler in root.handlers if type(handler).__module__ == "bot.log"]
    noisy = logging.getLogger("httpx")
    noisy.info("HTTP Request: POST https://api.telegram.org/bot123456:ABC/sendMessage")
    noisy.warning("for %s", "Mara", extra={"name_of": "Mara"}, stack_info=True)
    noisy.warning("broken %d", "Mara")
    logging.getLogger("Mara Lindner").critical("Mara")
    try:
        raise OSError("Mara")
    except OSError:
        noisy.exception("Mara")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("Mara", stacklevel=1)
    assert_clean(written())
    found = lines(written())
    assert [line["library"] for line in found] == ["httpx", "httpx", "[redacted]", "httpx", "py.warnings"]
    assert found[3]["error"] == "OSError"
    assert {line["event"] for line in found} == {"library.record"}


@pytest.mark.parametrize("library", ["nio.client.base_client", "nio.crypto", "peewee", "aiohttp.client"])
def test_libraries_of_messengers(written: Callable[[], str], library: str) -> None:
    """They name people, rooms and texts, at whatever level: of that nothing is written."""
    speaker = logging.getLogger(library)
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
        speaker.log(level, "Received %s in %s by @mara:example.org", "Mara", "!room:example.org")
    assert_clean(written())
    assert "example" not in written()
    found = lines(written())
    assert [(line["library"], line["level"]) for line in found] == [(library, "warning"), (library, "error")]


def test_threads_and_finalisers(written: Callable[[], str]) -> None:
    """What Python itself would print about an exception goes the same way."""

    class Finalised:
        def __del__(self) -> None:
            raise ValueError("Mara")

    thread = threading.Thread(target=failing, name="Mara")
    thread.start()
    thread.join()
    del_me = Finalised()
    del del_me
    assert_clean(written())
    assert [line["event"] for line in lines(written())] == ["thread.failed", "object.failed"]


def test_levels(written: Callable[[], str]) -> None:
    """What is below the level is left out."""
    log.configure("warning", "json")
    logger().info("test.quiet")
    logger().warning("test.loud")
    assert [line["event"] for line in lines(written())] == ["test.loud"]


def test_console_is_as_clean(written: Callable[[], str]) -> None:
    """The format for people goes through the same filter."""
    log.configure("debug", "console")
    try:
        failing()
    except ValueError:
        logger().exception("test.failed", text="Mara", code="Mara Lindner", outbox_id=7)
    assert_clean(written())
    assert "outbox_id=7" in written()


def test_file_is_private(written: Callable[[], str], tmp_path: Path) -> None:
    """The file is for its owner only, also if it was open before, and is appended to."""
    file = tmp_path / "logs" / "kitt.log"
    log.configure("info", "json", file)
    logger().info("test.one")
    file.chmod(0o644)
    log.configure("info", "json", file)
    logger().info("test.two")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [line["event"] for line in lines(file.read_text())] == ["test.one", "test.two"]
    assert written() == ""


def test_before_it_is_configured() -> None:
    """A line that is logged too early goes through the filter as well."""
    program = "from bot.log import logger; logger().error('Mara', text='Mara'); logger().error('test.early')"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == ""
    assert [line["event"] for line in lines(done.stderr)] == ["[redacted]", "test.early"]
    assert_clean(done.stderr)
