"""Kitt on Telegram is killed at every step: none lost, none answered twice, what nobody can know is said."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers.balancer import free_port
from tests.servers.botapi import BotApi, Person
from tests.telegram.forkserver import Forkserver, forkserver
from tests.telegram.kitt import PATIENCE, Kitt

NOTICE = "answer-uncertain/de"
STEPS = (
    "receiving", "received", "read", "understood", "locked", "responded", "written", "committed",
    "claiming", "rendered", "claimed", "before-send", "after-send", "marking", "marked",
)  # fmt: skip
OPEN = {"claimed", "before-send", "after-send", "marking"}
"""Steps after which nobody can know whether the answer arrived: Telegram has no key for a message."""


@pytest.fixture(scope="module")
def forks() -> Iterator[Forkserver]:
    """Forks what is to be killed."""
    with forkserver() as running:
        yield running


def texts(server: BotApi, person: Person) -> list[str]:
    return [sent.text for sent in server.sent(person)]


@pytest.mark.parametrize("way", ["polling", "webhook"])
@pytest.mark.parametrize("step", STEPS)
def test_every_step_inside(
    tmp_path: Path, sqlite_template: Path, server: BotApi, forks: Forkserver, step: str, way: str
) -> None:
    """What was asked is answered once, or said to be uncertain; then the next question is answered."""
    store = tmp_path / "kitt.sqlite3"
    shutil.copy(sqlite_template, store)
    sign = tmp_path / "at the step"
    mara = server.user("Mara")
    mara.writes("question")
    port = free_port() if way == "webhook" else 0
    url = f"http://127.0.0.1:{port}/hook" if port else ""
    life = forks.start(server, f"sqlite:///{store}", url=url, port=port, step=step, sign=sign)
    end = time.monotonic() + PATIENCE
    while not sign.exists() and time.monotonic() < end:
        time.sleep(0.01)
    life.kill()
    life = forks.start(server, f"sqlite:///{store}", url=url, port=port)
    mara.writes("again")
    server.wait(lambda: "guest: again" in texts(server, mara))
    server.wait(lambda: not server.waiting())
    assert life.end() == 0
    got = texts(server, mara)
    assert got.count("guest: again") == 1
    assert got.count("guest: question") == (step not in OPEN or step in {"after-send", "marking"})
    assert got.count(NOTICE) == (step in OPEN)


def is_notice(text: str) -> bool:
    """Whether Kitt says that an answer may be missing."""
    return "nicht sicher" in text.lower() or "ungewiss" in text.lower() or "vielleicht nicht" in text.lower()


def answers(server: BotApi, person: Person) -> list[str]:
    return [text for text in texts(server, person) if not is_notice(text)]


def notices(server: BotApi, person: Person) -> list[str]:
    return [text for text in texts(server, person) if is_notice(text)]


@pytest.mark.parametrize(("fault", "arrived"), [("timeout", 0), ("accepted then timeout", 1)])
def test_killed_while_telegram_does_not_answer(
    tmp_path: Path, server: BotApi, fault: str, arrived: int
) -> None:
    """`kitt run`: the answer that hung is never repeated, the person is told, and nothing else is touched."""
    mara, jonas = server.user("Mara"), server.user("Jonas")
    server.fault(fault, method="sendMessage", chat=mara.id)
    kitt = Kitt(tmp_path, server)
    kitt.start()
    mara.writes("Hallo")
    server.wait(lambda: any(call.outcome == fault for call in server.calls))
    jonas.writes("Hallo")
    server.wait(lambda: answers(server, jonas))
    kitt.kill()
    server.heal()
    with kitt:
        server.wait(lambda: notices(server, mara))
        mara.writes("Hallo?")
        server.wait(lambda: len(answers(server, mara)) > arrived)
    assert len(answers(server, mara)) == arrived + 1
    assert len(notices(server, mara)) == 1
    assert len(answers(server, jonas)) == 1


MOMENTS: dict[str, Callable[[BotApi], Any]] = {
    "handed out": lambda server: server.world.handed_out,
    "being stored": lambda server: len(server.called("getUpdates")) > 2,
    "first answer": lambda server: any(call.outcome == 200 for call in server.called("sendMessage")),
    "some answers": lambda server: sum(call.outcome == 200 for call in server.called("sendMessage")) > 5,
}
"""Moments that can be seen from outside."""


def test_killed_again_and_again(tmp_path: Path, server: BotApi) -> None:
    """`kitt run`, killed at one moment after another while ten people write: each gets each answer once."""
    people = [server.user(f"Person {number}") for number in range(10)]
    for person in people:
        person.writes("Hallo")
        person.writes("Datenschutz")
    kitt = Kitt(tmp_path, server)
    for moment in MOMENTS.values():
        kitt.start(until_polling=False)
        server.wait(lambda true=moment: true(server))
        kitt.kill()
    with kitt:
        for person in people:
            server.wait(lambda p=person: len(answers(server, p)) + len(notices(server, p)) >= 2)
        server.wait(lambda: not server.waiting())
    for person in people:
        got = answers(server, person)
        assert len(got) == len(set(got)) <= 2
        assert 2 <= len(got) + len(notices(server, person)) <= 4
