"""What numbers refer to where Kitt has written by itself: what was shown last, in whatever order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.chores import Chores
from bot.handling import Dialogue
from bot.ports import SendError
from dialogs.turn import Option, Reply, State, say
from storage.models import Account, Conversation
from storage.services import telling
from storage.services.telling import Kind
from storage.session import Store
from tests import factories
from tests.bot.assembly import BERLIN, NOON, Assembly, FakeMessenger, HandClock, play, texts, understood
from tests.bot.posting import CLOCK, deliver

Offered = tuple[list[str], list[str]]
"""The steps that numbers mean, and those that they mean beside an open question."""


class Kitchen:
    """A conversation with somebody of the network, and what the dialogue finds offered at each event."""

    def __init__(self, store: Store, **network: Any) -> None:
        self.store = store
        self.network = FakeMessenger(**network)
        self.offered: list[Offered] = []
        self.keys = 0
        self.clock = HandClock(NOON)

    def _respond(self, session: Any, asked: Any, _viewer: Any, state: State, *_: Any) -> Reply:
        self.offered.append(([o["step"] for o in state.options], [o["step"] for o in state.told]))
        options = (Option(say("echo", text="own"), "own", {}),) if "options" in asked.text else ()
        step = "form" if "form" in asked.text else None
        kept = asked.text == "passing"
        return Reply((say("echo", text=asked.text),), options, state if kept else _state(step, options))

    def says(self, text: str, **more: Any) -> Offered:
        """They say something and get the answer."""
        self.writes(text, **more)
        return self.answered()

    def writes(self, text: str, **more: Any) -> None:
        """They say something, and the process ends before it is handled."""
        self.keys += 1
        self.clock.turn(seconds=5)

        async def scene() -> None:
            kitt = Assembly(self.store, self.network, clock=self.clock)
            kitt.inbox._stopping = True
            await kitt.say(text, str(self.keys), **more)
            await kitt.stop()

        play(scene)

    def answered(self) -> Offered:
        """What they said last is handled and answered."""

        async def scene() -> None:
            dialogue = Dialogue(lambda _s, _v: None, understood, self._respond)
            kitt = Assembly(self.store, self.network, clock=self.clock, dialogue=dialogue)
            await kitt.inbox.recover()
            await kitt.delivery.settled("fake", str(self.keys))
            await kitt.stop()

        play(scene)
        return self.offered[-1]

    def told(self, step: str) -> None:
        """Kitt writes by itself, with one option."""
        payload = Reply((say("echo", text=step),), (Option(say("label", label="Ja"), step, {}),)).as_json()
        with self.store.write() as session:
            assert telling.tell(
                session, 1, payload, key=step, now=self.clock(), zone=BERLIN, kind=Kind.ANSWER
            )

    def delivers(self, *steps: str) -> None:
        """Kitt writes this by itself, and it is shown."""
        for step in steps:
            self.told(step)

            self.clock.turn(seconds=5)
            CLOCK.now = self.clock()
            deliver(self.store, self.network)


def _state(step: str | None, options: tuple[Option, ...]) -> State:
    return State(step=step, options=tuple(option.as_json() for option in options))


@pytest.fixture
def kitchen(store: Store) -> Kitchen:
    """Mara, who has said hello."""
    made = Kitchen(store)
    made.says("hello")
    with store.write() as session:
        mara = factories.person(session, "Mara Lindner")
        session.execute(update(Account).values(person_id=mara.id))
    return made


def test_a_number_means_what_was_shown_last(kitchen: Kitchen) -> None:
    """Kitt's own message after an answer; an answer after Kitt's own message; two messages of Kitt's."""
    kitchen.says("options")
    kitchen.delivers("wish")
    assert kitchen.says("1") == (["wish"], [])
    kitchen.delivers("another")
    kitchen.says("options")
    assert kitchen.says("1") == (["own"], [])
    kitchen.delivers("third", "fourth")
    assert kitchen.says("passing") == (["fourth"], [])
    assert kitchen.says("1") == (["fourth"], [])
    assert kitchen.says("1") == ([], [])


def test_a_question_comes_first(kitchen: Kitchen) -> None:
    """While a question is open, its own options stay what numbers mean; Kitt's stand beside them."""
    kitchen.says("form options")
    kitchen.delivers("wish")
    assert kitchen.says("1") == (["own"], ["wish"])


def test_a_day_later(kitchen: Kitchen, store: Store) -> None:
    """Where the conversation stood is forgotten by then; what Kitt asked is not."""
    kitchen.says("options")
    kitchen.delivers("wish")
    kitchen.clock.turn(days=1)
    Chores(store, clock=kitchen.clock, zone=BERLIN, wake=lambda _: None).forget_contexts()
    with store.read() as session:
        (state,) = session.scalars(select(Conversation.state)).all()
        assert set(state) == {"told_last"}
    assert kitchen.says("1") == (["wish"], [])


def test_typed_before_it_was_shown(kitchen: Kitchen) -> None:
    """A number that was on its way when Kitt wrote means what they saw; the next one Kitt's message."""
    kitchen.says("options")
    kitchen.writes("1")
    kitchen.delivers("wish")
    assert kitchen.answered() == (["own"], [])
    assert kitchen.says("1") == (["wish"], [])


def test_not_shown(kitchen: Kitchen) -> None:
    """What waits, or was refused, is nothing to choose from."""
    kitchen.says("options")
    kitchen.network.faults.append((SendError("gone", permanent=True), False))
    kitchen.delivers("wish")
    assert kitchen.says("1") == (["own"], [])


@pytest.mark.parametrize(("before", "offered"), [("options", []), ("hello", ["wish"])])
def test_perhaps_shown(store: Store, kitchen: Kitchen, before: str, offered: list[str]) -> None:
    """Nobody knows whether it was: a number chooses it only where it cannot mean anything else."""
    kitchen.says(before)
    kitchen.network.idempotent = False
    kitchen.network.faults.append((SendError("timeout", unknown=True), True))
    kitchen.delivers("wish")
    assert kitchen.says("1") == (offered, [])


def test_the_address_is_somebody_elses(store: Store, kitchen: Kitchen) -> None:
    """In a conversation that another account writes in, nobody gets what was meant for the first."""
    kitchen.delivers("wish")
    assert kitchen.says("1", sender_address="a2") == ([], [])


def test_it_takes_no_longer_than_the_mark(kitchen: Kitchen, store: Store) -> None:
    """Told twice it is one message, and shown once it counts from that moment."""
    kitchen.delivers("wish")
    kitchen.clock.turn(hours=1)
    kitchen.told("wish")
    assert texts(kitchen.network) == ["hello", "wish"]
    with store.read() as session:
        (state,) = session.scalars(select(Conversation.state)).all()
    assert state["told_last"]["at"] == (NOON + timedelta(seconds=10)).isoformat()
