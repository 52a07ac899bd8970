"""Everything that Kitt answers to, as everybody, everywhere: what is answered, and what is not revealed.

Nothing is listed here: what there is comes from the registries, what it needs from ``expected.yml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from storage.models import Role
from storage.session import Session, Store
from tests.rights import cells
from tests.rights.cells import Carried, Input
from tests.rights.marks import Speaker
from tests.rights.player import Player
from tests.rights.world import PLACES, SPEAKERS, plant

RANKS = [role.value for role in Role]
ONLY = "only "
"""Before a role of expected.yml: for nobody above it either."""
EXPECTED: dict[str, dict[str, str]] = {}
for _file in sorted(Path(__file__).parent.glob("expected*.yml")):
    for _kind, _roles in yaml.safe_load(_file.read_text(encoding="utf-8")).items():
        EXPECTED.setdefault(_kind, {}).update(_roles)
THINNED = 3
"""A channel is to Kitt what a group is: there, one input in so many is played, at least one of each thing."""

SHIFTS = 6
"""What is played more than once in a cell is played so by turns: a sixth today, all of it in the soak."""

SAMPLED = 60
"""On PostgreSQL one cell in so many is played."""

Summary = Callable[[str], None]


def least(given: Input) -> int:
    """The rank that something needs."""
    if given.kind == "transcripts":
        return 0
    return RANKS.index(EXPECTED[given.kind][given.name].removeprefix(ONLY))


@contextmanager
def player(store: Store) -> Iterator[Player]:
    """Everybody and everything planted in a store, and undone at the end."""
    with store.engine.connect().execution_options(kitt_write=True) as connection, connection.begin():
        session = Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        secrets = plant(session)
        session.commit()  # its savepoint: the transaction is rolled back below
        yield Player(connection, secrets)
        connection.get_transaction().rollback()  # type: ignore[union-attr]


def test_everything_has_its_least_role() -> None:
    """What is registered and what is expected are the same, with the same roles."""
    wrong = []
    for kind, found in cells.registered().items():
        for name, handled in found.items():
            role = EXPECTED.get(kind, {}).get(name)
            roles = [one.value for one in Role if one in handled.roles]
            if role is None:
                wrong.append(
                    f"add to tests/rights/expected.yml, under {kind}: “{name}: {roles[0]}”, if {roles[0]} is "
                    "the least role that it is meant for"
                )
            elif roles != (
                [role.removeprefix(ONLY)] if role.startswith(ONLY) else RANKS[RANKS.index(role) :]
            ):
                wrong.append(
                    f"{kind} {name} is for {', '.join(roles)}, but expected.yml says: from {role} on"
                )
        gone = EXPECTED.get(kind, {}).keys() - found
        wrong += [f"strike out of tests/rights/expected.yml, under {kind}: {name}" for name in sorted(gone)]
    assert not wrong, "\n".join(wrong)


def _meant(role: str) -> list[str]:
    return [role.removeprefix(ONLY)] if role.startswith(ONLY) else RANKS[RANKS.index(role) :]


def carried_by(playing: Player, given: Input, into: Carried) -> None:
    """Go where the options of real answers lead, two steps far, as whoever gets the most to see."""
    handlers = cells.registered()
    waiting = [(given, 2)]
    while waiting:
        one, depth = waiting.pop()
        for who in SPEAKERS:
            if who.rank < least(one) or who.has_left:
                continue
            outcome = playing.play(one, who, "private", handlers[one.kind][one.name], least(one))
            if outcome.reply is None:
                continue
            for payload, state in (
                (outcome.reply.as_json(), outcome.reply.state),
                *((p, None) for p in outcome.sent),
            ):
                found = cells.nothing_carried()
                cells.carry(payload, state, found)
                for name, data in found.items():
                    new = name in handlers["steps"] and len(into[name]) < cells.MOST_FOUND
                    if new and data[0] not in into[name]:
                        into[name].append(data[0])
                        if depth > 1:
                            waiting.append((Input("steps", name, choice=(name, data[0])), depth - 1))


def all_inputs(playing: Player, *, go: bool) -> list[Input]:
    """Everything to play, in the same order every time."""
    carried = cells.nothing_carried()
    said = list(cells.sentences())
    for given in said if go else ():
        carried_by(playing, given, carried)
    return [*said, *cells.others(), *cells.transcripts(), *cells.followups(), *cells.steps(carried)]


def matrix(inputs: list[Input], *, whole: bool) -> Iterator[tuple[Input, Speaker, str]]:
    """Each input as each speaker in each place; where not the whole of it is wanted, some by turns."""
    first: set[str] = set()
    today = datetime.now(UTC).toordinal()
    for number, given in enumerate(inputs):
        again = given.kind + given.name in first
        if again and not whole and (number + today) % SHIFTS:
            continue
        thin = again and number // SHIFTS % THINNED
        first.add(given.kind + given.name)
        for who in SPEAKERS:
            for place in PLACES:
                if not (thin and place == "channel"):
                    yield given, who, place


def test_matrix(store: Store, summary: Summary) -> None:
    """No cell tells, remembers, sends or changes what is not this speaker's here."""
    _play_matrix(store, summary, whole=False)


@pytest.mark.soak
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_whole_matrix(store: Store, summary: Summary) -> None:
    """The same with everything that can be said in each cell."""
    _play_matrix(store, summary, whole=True)


def _play_matrix(store: Store, summary: Summary, *, whole: bool) -> None:
    handlers = cells.registered()
    wrong: dict[str, str] = {}
    seen: set[tuple[str, str, str, str]] = set()
    with player(store) as playing:
        every = SAMPLED if store.dialect == "postgresql" else 1
        for given, who, place in list(matrix(all_inputs(playing, go=every == 1), whole=whole))[::every]:
            handled = handlers.get(given.kind, {}).get(given.name)
            outcome = playing.play(given, who, place, handled, least(given))
            if handled is not None:
                seen.add((given.kind, given.name, who.name, place))
            for what in outcome.wrong:
                wrong.setdefault(f"{given.kind} {given.name}, {who.name}, {place}: {what}", str(given))
    summary(
        f"rights on {store.dialect}: {len(seen)} cells (what there is × role × place), "
        f"{playing.turns} turns, {len(wrong)} wrong"
    )
    if store.dialect == "sqlite":
        things = sum(map(len, handlers.values()))
        assert len(seen) == things * len(SPEAKERS) * len(PLACES)
        _judge_the_test(playing.seen)
    assert not wrong, "\n".join(f"{what}  <- {given}" for what, given in list(wrong.items())[:40])


def _judge_the_test(seen: set[str]) -> None:
    """What may be seen was seen, so that what was not seen says something."""
    for who, place, what in (
        ("member", "private", "telephone (private)"),
        ("member", "group", "telephone (network)"),
        ("coordinator", "private", "telephone (coordinators)"),
        ("administrator", "private", "mail (coordinators)"),
        ("member", "private", "number of a person"),
    ):
        assert f"{who} {place} {what}" in seen


@pytest.fixture
def summary(record_property: Callable[[str, object], None]) -> Summary:
    """Say something in one line at the end of the run."""
    return lambda line: record_property("summary", line)
