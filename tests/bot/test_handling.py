"""Where a conversation stands when an event is handled: buttons, open questions, rights, language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import update

from bot.handling import Dialogue
from dialogs.turn import Reply, State, say
from storage.models import Account, Role
from storage.services import setting_up
from storage.services.viewer import Viewer
from storage.session import Store
from tests import factories
from tests.bot.assembly import Assembly, FakeMessenger, echo, play, texts, understood

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


@pytest.mark.parametrize(
    ("chosen", "spoken", "answered"),
    [("", "uk", "de"), ("en", "uk", "en"), ("en", "de", "de"), ("xx", "", "de")],
)
def test_the_networks_language(store: Store, chosen: str, spoken: str, answered: str) -> None:
    """Whoever's own language is not known is spoken to in the one that the network chose."""
    network = FakeMessenger()
    with store.write() as session:
        viewer = Viewer(Role.ADMINISTRATOR, factories.person(session, "Mara Beispiel").id)
        setting_up.choose_language(session, viewer=viewer, language=chosen, now=factories.NOW)
    echoing = Dialogue(lambda _session, _viewer: None, understood, _in_their_language)

    async def scene() -> None:
        kitt = Assembly(store, network, dialogue=echoing)
        await kitt.say("hallo", "1", language=spoken)
        await kitt.delivery.settled("fake", "1")
        await kitt.stop()

    play(scene)
    assert texts(network) == [f"in {answered}"]


def _in_their_language(_session: Any, asked: Any, *_rest: Any) -> Reply:
    return Reply((say("echo", text=f"in {asked.language}"),))


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


@pytest.mark.parametrize(("chosen", "language"), [("en", "en"), ("de", "de"), ("tlh", "de")])
def test_answer_is_in_the_language_of_the_reply(store: Store, chosen: str, language: str) -> None:
    """The dialogue says in which language it answers; one that the network does not speak is German."""
    network = FakeMessenger()

    def respond(*_: Any) -> Reply:
        return Reply((say("hello"),), language=chosen)

    async def scene() -> None:
        kitt = Assembly(store, network, dialogue=Dialogue(lambda _s, _v: None, understood, respond))
        await kitt.say("hallo", "1")
        await kitt.delivery.settled("fake", "1")
        await kitt.stop()

    play(scene)
    assert texts(network) == [f"hello/{language}"]


@pytest.mark.parametrize(
    ("known", "language"), [(None, "de"), ("en-GB", "en"), ("xx", "de"), ("zh-Hans-CN-x", "de")]
)
def test_language_of_a_new_guest_is_what_the_messenger_says(
    store: Store, known: str | None, language: str
) -> None:
    """As long as the network speaks it."""
    asked: list[str] = []

    def respond(_session: Any, event: Any, *_: Any) -> Reply:
        asked.append(event.language)
        return Reply(())

    async def scene() -> None:
        kitt = Assembly(store, FakeMessenger(), dialogue=Dialogue(lambda _s, _v: None, understood, respond))
        await kitt.say("hallo", "1", language=known or "")
        await kitt.delivery.settled("fake", "1")
        await kitt.stop()

    play(scene)
    assert asked == [language]


def test_a_conversation_opens_once(store: Store) -> None:
    """The first event of a conversation opens it, and so does one after the context has grown old."""
    openings: list[bool] = []

    def respond(_session: Any, event: Any, *_: Any) -> Reply:
        openings.append(event.opening)
        return Reply((say("hello"),))

    async def scene() -> None:
        kitt = Assembly(store, FakeMessenger(), dialogue=Dialogue(lambda _s, _v: None, understood, respond))
        for key, minutes in enumerate((0, 5, 59, 61)):
            kitt.clock.turn(minutes=minutes)
            await kitt.say("hallo", str(key))
            await kitt.delivery.settled("fake", str(key))
        await kitt.stop()

    play(scene)
    assert openings == [True, False, False, True]
