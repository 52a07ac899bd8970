"""Where a conversation stands when an event is handled: buttons, open questions, rights, language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.handling import Dialogue
from dialogs.turn import Reply, State, say
from storage.models import Account, Conversation, Role
from storage.session import Store
from tests import factories
from tests.bot.assembly import Assembly, FakeMessenger, echo, play, understood


def texts(messenger: FakeMessenger) -> list[str]:
    return [text for _, text in messenger.arrived]


PRESSES: Mapping[str, tuple[Mapping[str, str], str]] = {
    "the first": ({"press": "{id}:0"}, "chosen pick 1"),
    "the second": ({"press": "{id}:1"}, "chosen pick 2"),
    "no such option": ({"press": "{id}:2"}, "stale-option/de"),
    "no such message": ({"press": "999:0"}, "stale-option/de"),
    "junk": ({"press": "x:0"}, "stale-option/de"),
    "nothing": ({"press": ""}, "stale-option/de"),
    "huge": ({"press": "9" * 30 + ":0"}, "stale-option/de"),
    "elsewhere": ({"press": "{id}:0", "conversation_address": "c2"}, "stale-option/de"),
    "somebody else": ({"press": "{id}:0", "sender_address": "a2"}, "stale-option/de"),
}


@pytest.mark.parametrize("case", PRESSES)
def test_press(store: Store, case: str) -> None:
    """A button works in the conversation that it was sent to, for whom it was sent to, and nowhere else."""
    values, answer = PRESSES[case]
    network = FakeMessenger()

    async def scene() -> None:
        kitt = Assembly(store, network)
        await kitt.say("options", "1")
        await kitt.delivery.settled("fake", "1")
        sent = network.parts[0].options[0].press.partition(":")[0]
        press = {key: value.format(id=sent) for key, value in values.items()}
        await kitt.say("", "2", kind="press", **press)
        await kitt.delivery.settled("fake", "2")
        await kitt.stop()

    play(scene)
    assert texts(network)[-1] == answer


def test_in_a_group_everybody_may_press(store: Store) -> None:
    """The rights of whoever presses are the dialogue's business; that the button is of this group is ours."""
    network = FakeMessenger()

    async def scene() -> None:
        kitt = Assembly(store, network)
        await kitt.say("options", "1", conversation_kind="group")
        await kitt.delivery.settled("fake", "1")
        press = network.parts[0].options[1].press
        await kitt.say("", "2", kind="press", press=press, sender_address="a2", conversation_kind="group")
        await kitt.delivery.settled("fake", "2")
        await kitt.stop()

    play(scene)
    assert texts(network)[-1] == "chosen pick 2"


def remembering(states: list[State]) -> Dialogue:
    """A dialogue that notes the state it finds and leaves an open question."""

    def respond(_session: Any, asked: Any, _viewer: Any, state: State, *_: Any) -> Reply:
        states.append(state)
        following = None if asked.text == "keep" else State(step="where", data={"n": 1}, topic="harz")
        return Reply((say("echo", text="?"),), (), following)

    return Dialogue(lambda _session, _viewer: None, understood, respond)


@pytest.mark.parametrize(
    ("minutes", "step", "topic"),
    [(0, "where", "harz"), (29, "where", "harz"), (31, None, "harz"), (61, None, None)],
)
def test_questions_and_context_grow_old(
    store: Store, minutes: int, step: str | None, topic: str | None
) -> None:
    """After half an hour a question is no longer waited for, after an hour the topic is forgotten."""
    states: list[State] = []

    async def scene() -> None:
        kitt = Assembly(store, FakeMessenger(), dialogue=remembering(states))
        await kitt.say("new", "1")
        await kitt.delivery.settled("fake", "1")
        kitt.clock.turn(minutes=minutes)
        await kitt.say("keep", "2")
        await kitt.delivery.settled("fake", "2")
        await kitt.say("keep", "3")
        await kitt.delivery.settled("fake", "3")
        await kitt.stop()

    play(scene)
    assert [(state.step, state.topic) for state in states[1:]] == [(step, topic)] * 2


def test_numbers_mean_the_last_options(store: Store) -> None:
    """The options of each answer are kept for answers by number, and go with the next answer."""
    kept = []

    async def scene() -> None:
        kitt = Assembly(store, FakeMessenger())
        for key, text in enumerate(("options", "silence")):
            await kitt.say(text, str(key))
            await kitt.delivery.settled("fake", str(key))
            with store.read() as session:
                state = State.from_json(session.scalars(select(Conversation.state)).one())
                kept.append([(option["step"], option["data"]) for option in state.options])
        await kitt.stop()

    play(scene)
    assert kept == [[("pick", {"n": 1}), ("pick", {"n": 2})], []]


def test_rights_are_those_of_the_last_moment(store: Store) -> None:
    """Whoever leaves while their text is being understood is answered as a guest."""
    network = FakeMessenger()
    with store.write() as session:
        factories.account(session, factories.person(session, "Mara Lindner"), "a1", "fake")

    def understand(text: str, viewer: Any, *rest: Any) -> Any:
        assert viewer.role is Role.MEMBER
        with store.write() as session:
            session.execute(update(Account).values(person_id=None))
        return understood(text, viewer, *rest)

    async def scene() -> None:
        kitt = Assembly(store, network, dialogue=Dialogue(lambda _s, _v: None, understand, echo))
        await kitt.say("hallo", "1")
        await kitt.delivery.settled("fake", "1")
        await kitt.stop()

    play(scene)
    assert texts(network) == ["guest: hallo"]


def test_answer_is_in_the_language_that_was_just_chosen(store: Store) -> None:
    """The language is asked for again after the dialogue, which may have changed it."""
    network = FakeMessenger()

    def respond(session: Any, asked: Any, *_: Any) -> Reply:
        session.execute(update(Account).where(Account.id == asked.account_id).values(language="en"))
        return Reply((say("language-set"),))

    async def scene() -> None:
        kitt = Assembly(store, network)
        kitt.inbox._handler._dialogue = replace(kitt.dialogue, respond=respond)
        await kitt.say("hallo", "1", language="xx")
        await kitt.delivery.settled("fake", "1")
        await kitt.stop()

    play(scene)
    assert texts(network) == ["language-set/en"]
