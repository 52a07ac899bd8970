"""Two processes share one PostgreSQL: nothing is lost, nothing is done twice, also if one is killed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from storage.models import InboxEvent, InboxState, OutboxMessage, OutboxState
from storage.session import Store
from tests.killing.forkserver import Forkserver, forkserver
from tests.killing.life import Orders

PLACES, ROUNDS = 8, 6
EVENTS = tuple(
    (f"e{place}-{number}", f"c{place}", f"{number}") for number in range(ROUNDS) for place in range(PLACES)
)
# The other process is told of them from the other end of each round, so that both find something new.
OTHER_WAY = tuple(
    event for begin in range(0, len(EVENTS), PLACES) for event in reversed(EVENTS[begin : begin + PLACES])
)


@pytest.fixture(scope="module")
def server(postgresql_database: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forkserver]:
    """Forks the lives; it has warmed up on this database."""
    with forkserver() as running:
        running.run(orders(postgresql_database, tmp_path_factory.mktemp("warm"), "warm", events=EVENTS[:1]))
        yield running


def orders(store: Store, folder: Path, owner: str, **more: object) -> Orders:
    url = store.engine.url.render_as_string(hide_password=False)
    values = {"events": EVENTS, "pause": 0, "patience": 200, "idempotent": False} | more
    return Orders(url, str(folder / "replies"), owner=owner, **values)  # type: ignore[arg-type]


def seen(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "replies").read_text().splitlines()]


def in_order(folder: Path) -> bool:
    """Whether each conversation got its answers in order, perhaps not all."""
    for place in range(PLACES):
        said = [line["text"] for line in seen(folder) if line["address"] == f"c{place}"]
        answers = [text for text in said if text.startswith("guest")]
        if answers != sorted(answers):
            return False
    return True


def empty(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(
            text("TRUNCATE inbox_event, outbox_message, outbox_part, conversation, account CASCADE")
        )


def test_two_processes_share_the_work(postgresql_database: Store, server: Forkserver, tmp_path: Path) -> None:
    """Both are told all events at once; each is answered once, in order, and both had something to do."""
    empty(postgresql_database)
    pair = [
        orders(postgresql_database, tmp_path, "one"),
        orders(postgresql_database, tmp_path, "two", events=OTHER_WAY),
    ]
    assert server.run(*pair) == [0, 0]
    lines = seen(tmp_path)
    assert Counter((line["address"], line["text"]) for line in lines) == Counter(
        (place, f"guest: {said}") for _, place, said in EVENTS
    )
    assert in_order(tmp_path)
    assert len({line["by"] for line in lines}) == 2


@pytest.mark.parametrize("step", ["received", "understood", "written", "committed", "claimed", "after-send"])
def test_one_of_two_is_killed(
    postgresql_database: Store, server: Forkserver, tmp_path: Path, step: str
) -> None:
    """The other goes on; what the dead one held is finished, or said to be uncertain, by a later one."""
    for attempt in range(3):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        empty(postgresql_database)
        ended = server.run(
            orders(postgresql_database, folder, "dead", kill_at=(step, 2)),
            orders(postgresql_database, folder, "alive", patience=60, events=OTHER_WAY),
        )
        if ended != [0, 0]:
            break  # on a busy machine one may take nearly all, and the other never comes to that step
    assert ended == [-9, 0]
    tmp_path = folder
    assert server.run(orders(postgresql_database, tmp_path, "later", hours=1, pause=40)) == [0]
    with postgresql_database.read() as session:
        assert set(session.scalars(select(InboxEvent.state))) == {InboxState.DONE}
        ends = session.execute(select(OutboxMessage.id, OutboxMessage.dedupe_key, OutboxMessage.state)).all()
    uncertain = {end.id for end in ends if end.state is OutboxState.UNCERTAIN}
    assert {end.state for end in ends} <= {OutboxState.SENT, OutboxState.UNCERTAIN}
    assert {f"uncertain:{number}" for number in uncertain} == {
        end.dedupe_key for end in ends if end.dedupe_key.startswith("uncertain:")
    }
    keys = [line["key"] for line in seen(tmp_path)]
    assert len(keys) == len(set(keys)) >= len(ends) - len(uncertain)
    assert sum(1 for end in ends if end.dedupe_key.startswith("reply:")) == len(EVENTS)
    assert len(uncertain) <= 2  # what two workers had in their hands
    assert in_order(tmp_path)
