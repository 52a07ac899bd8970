"""What happens around a message: it cannot be read, is taken back, gets an emoji; others read along."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import select

from bot.ports import Incoming
from storage.models import (
    Account,
    Binding,
    Conversation,
    ConversationKind,
    Group,
    InboxState,
    OutboxMessage,
    OutboxState,
    Person,
    Role,
    Standing,
)
from storage.services import inbox, invited, nudge_texts, outbox, reacting, withdrawing
from storage.services.viewer import viewer_for
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, FakeMessenger, events, play, texts

Scene = Callable[[Assembly, FakeMessenger], Awaitable[None]]


def talk(store: Store, scene: Scene) -> FakeMessenger:
    """Let a scene play on a network in memory, which shows all that arrived."""
    network = FakeMessenger(kinds=frozenset({"send", "edit"}))

    async def whole() -> None:
        kitt = Assembly(store, network)
        await scene(kitt, network)
        await kitt.stop()

    play(whole)
    return network


def test_unreadable_messages_get_one_sentence(store: Store) -> None:
    """A burst of them is one matter; a later one is another; and what comes readable later is answered."""

    async def scene(kitt: Assembly, _network: FakeMessenger) -> None:
        for number in range(10):
            await kitt.say("", f"{number}.unread", kind="undecryptable", message_id=str(number))
            await kitt.delivery.settled("fake", f"{number}.unread")
            kitt.clock.turn(seconds=5)
        await kitt.say("hello", "9", message_id="9")
        await kitt.delivery.settled("fake", "9")
        kitt.clock.turn(minutes=11)
        await kitt.say("", "10.unread", kind="undecryptable", message_id="10")
        await kitt.delivery.settled("fake", "10.unread")

    network = talk(store, scene)
    assert texts(network) == ["undecryptable/de", "guest: hello", "undecryptable/de"]
    assert {event.state for event in events(store)} == {InboxState.DONE}


def test_an_emoji_is_a_button_for_whom_it_was_for(store: Store) -> None:
    """Somebody else's, one that means nothing, and one under an older message's name choose nothing."""

    async def scene(kitt: Assembly, network: FakeMessenger) -> None:
        await kitt.say("options", "e1")
        await kitt.delivery.settled("fake", "e1")
        for number, (emoji, who, under) in enumerate(
            [
                ("2️⃣", "a2", "id-1.0"), ("3️⃣", "a1", "id-1.0"), ("❤️", "a1", "id-1.0"), ("2️⃣", "a1", "id-9.0"),
                ("2", "a1", "id-1.0"),
            ]
        ):  # fmt: skip
            await kitt.say(
                emoji, f"r{number} - {under}", kind="reaction", message_id=under, sender_address=who
            )
            await kitt.delivery.settled("fake", f"r{number} - {under}")
        await kitt.say("", "back", kind="redacted", message_id="r4")

    network = talk(store, scene)
    assert texts(network) == ["guest: options", "chosen pick 2"]
    # Of strangers no reaction is kept; of a press it stays that it was one, and that it was taken back.
    kinds = [(event.payload["kind"], event.payload.get("text")) for event in events(store)]
    assert kinds == [("text", None), ("reaction", "3️⃣"), ("reaction", "❤️"), ("press", None), ("reaction", "")]


def test_signs() -> None:
    """Digits, or yes and no where the second option refuses."""
    plain = {"label": {"key": "label"}, "step": "s"}
    assert reacting.signs_of([plain] * 2) == ["1️⃣", "2️⃣"]
    assert reacting.signs_of([plain] * 10)[9] == ""
    assert reacting.signs_of([plain, {"label": {"key": "option-discard"}}]) == ["✅", "❌"]
    assert reacting.signs_of([plain, {}]) == ["1️⃣", "2️⃣"]


def test_signs_of_who_comes() -> None:
    """Yes, no and perhaps look like what they are; a thumb or a shrug is as good."""
    keys = ("option-attend-yes", "option-attend-no", "option-attend-maybe")
    options = [{"label": {"key": key, "params": {}}} for key in keys]
    assert reacting.signs_of(options) == ["✅", "❌", "❔"]
    assert reacting.signs_of(options[:2]) == ["✅", "❌"]
    assert reacting.signs_of(nudge_texts.answer_options(1)) == ["✅", "❌", "❔"]
    assert [reacting._meant(emoji, options) for emoji in ("👍", "👎", "🤷", "❓", "3", "🎉")] == [
        0,
        1,
        2,
        2,
        2,
        None,
    ]
    assert reacting._meant("🤷", options[:2]) is None


def test_a_question_that_is_taken_back(store: Store) -> None:
    """One that waits is not answered any more; what was kept for a look is forgotten; twice is once."""

    def arrival(key: str) -> inbox.Arrival:
        payload = {"kind": "text", "text": "a secret"}
        return inbox.Arrival("fake", key, "c1", ConversationKind.PRIVATE, "a1", payload, external_id=key)

    with store.write() as session:
        first = inbox.receive(session, arrival("e1"), NOON)
        second = inbox.receive(session, arrival("e2"), NOON)
        assert first is not None
        assert second is not None
        inbox.park(session, second.event_id, NOON)
    for _ in range(2):
        with store.write() as session:
            for called in ("e1", "e2", "e3"):
                withdrawing.withdraw(session, "fake", "c1", called, NOON)
            assert inbox.first_waiting(session, first.conversation_id) is None
    assert "secret" not in str([event.payload for event in events(store)])
    assert [event.state for event in events(store)] == [InboxState.DONE, InboxState.PARKED]


def test_nobody_edits_for_others(store: Store) -> None:
    """An edit of a question that still waits counts from whoever asked it only."""

    def arrival(key: str, who: str, text: str) -> inbox.Arrival:
        payload = {"kind": "text", "text": text, "too_long": False}
        return inbox.Arrival("fake", key, "c1", ConversationKind.GROUP, who, payload, external_id="m1")

    with store.write() as session:
        inbox.receive(session, arrival("e1", "a1", "mine"), NOON)
        for who, changed in (("a2", False), ("a1", True)):
            edit = arrival(f"e-{who}", who, f"by {who}")
            stored = inbox.receive(session, edit, NOON)
            assert stored is not None
            assert inbox.rewrite(session, stored, edit) is changed
    assert events(store)[0].payload["text"] == "by a1"


def test_others_read_along(store: Store) -> None:
    """A private chat is a group at once: what waits there is not said, and nobody is reached there."""

    async def scene(kitt: Assembly, network: FakeMessenger) -> None:
        await kitt.say("options", "e1")
        await kitt.delivery.settled("fake", "e1")
        with store.write() as session:
            place = session.scalar(select(Conversation.id))
            payload = {"texts": [{"key": "echo", "params": {"text": "private"}}]}
            outbox.enqueue(session, outbox.Draft("nudge", place or 0, payload, "de"), kitt.clock())
        await kitt.say("", "e2", kind="joined", conversation_kind="group", sender_address="stranger")
        await kitt.say("1", "e3", conversation_kind="group")
        await kitt.delivery.settled("fake", "e3")
        with store.read() as session:
            found = session.scalars(select(Conversation)).one()
            assert found.kind is ConversationKind.GROUP
            assert session.scalar(select(Account.conversation_id)) is None
        await kitt.say("alone again", "e4")
        await kitt.delivery.settled("fake", "e4")

    network = talk(store, scene)
    assert texts(network) == ["guest: options", "now-shared/de", "guest: 1", "guest: alone again"]
    assert [part.private for part in network.parts] == [True, False, False, True]
    with store.read() as session:
        nudge = session.scalars(select(OutboxMessage).where(OutboxMessage.dedupe_key == "nudge")).one()
        assert (nudge.state, nudge.error, nudge.payload) == (OutboxState.HELD_BACK, "not-private", {})


def test_what_is_bound_stays_a_group(store: Store) -> None:
    """However few are left in it."""

    async def scene(kitt: Assembly, _network: FakeMessenger) -> None:
        await kitt.say("hello", "e1", conversation_kind="group")
        await kitt.delivery.settled("fake", "e1")
        with store.write() as session:
            group = Group(name="Fokusgruppe 2")
            session.add(group)
            session.flush()
            place = session.scalars(select(Conversation.id)).one()
            session.add(Binding(conversation_id=place, group_id=group.id, bound_at=NOON))
        await kitt.say("hello", "e2", conversation_kind="private")
        with store.read() as session:
            assert session.scalars(select(Conversation.kind)).one() is ConversationKind.GROUP

    talk(store, scene)


def invitation(number: int) -> Incoming:
    return Incoming(
        "fake", f"room{number}.invited", f"room{number}", "group", "stranger", NOON, "invited", title="Runde"
    )


def test_strangers_invitations_wait_for_a_yes(store: Store) -> None:
    """Who may decide is asked once a room, and of one stranger not more often than bearable; first come."""

    async def scene(kitt: Assembly, _network: FakeMessenger) -> None:
        await kitt.say("hello", "e1")
        await kitt.delivery.settled("fake", "e1")
        with store.write() as session:
            person = Person(key="nele", given_name="Nele", family_name="Brandt", role=Role.ADMINISTRATOR)
            session.add(person)
            session.flush()
            session.scalars(select(Account)).one().person_id = person.id
        for _ in range(2):
            for number in range(8):
                await kitt.inbox.store(invitation(number))
        await kitt.delivery.sweep()
        assert await kitt.inbox.admits("fake", "room0") == ""
        with store.write() as session:
            viewer = viewer_for(session, person.id, today=NOON.date())
            place = session.scalars(select(Conversation.id).where(Conversation.address == "room0")).one()
            for answer, first in (("no", True), ("yes", False)):
                done = invited.decide(session, viewer=viewer, conversation_id=place, answer=answer, now=NOON)
                assert done is not None
                assert (done.answer, done.first, done.place.title) == ("no", first, "Runde")
            assert (
                invited.decide(session, viewer=viewer, conversation_id=10**6, answer="yes", now=NOON) is None
            )
        assert await kitt.inbox.admits("fake", "room0") == "no"
        assert await kitt.inbox.knows("fake", "a1")
        assert not await kitt.inbox.knows("fake", "stranger")

    network = talk(store, scene)
    assert texts(network) == ["guest: hello", *["invited-ask/de"] * invited.MOST_A_DAY]
    with store.read() as session:
        standing = session.scalars(select(Conversation.standing).where(Conversation.address == "room0")).one()
        assert standing is Standing.GONE
