"""Doors: who else comes into a private chat, who invites Kitt where, who puts it out; rooms that move."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.handling import Dialogue
from dialogs.topics.invited import decide
from dialogs.turn import Network, Option, Reply, Turn, say
from storage.models import Account as Address
from storage.models import Conversation, ConversationKind, OutboxMessage, Role, Standing
from storage.models import Person as Member
from storage.services import continuing, outbox
from storage.session import Store
from tests.bot.assembly import Assembly, echo, events, play, understood
from tests.matrix.person import Person, until
from tests.matrix.scene import kitt
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]
Scene = Callable[[Person, Person, str, Assembly], Awaitable[None]]

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""


def deciding(session, asked, viewer, state, understanding, choice):  # type: ignore[no-untyped-def]
    """An echo that takes decisions about invitations, and sends people on into the private chat."""
    if choice is not None and choice[0] == "invited.decide":
        turn = Turn(session, viewer, "de", asked.now, asked.today, network=Network({}), choice=choice)
        return decide(turn)
    if asked.text == "secret" and viewer.in_group:
        word = continuing.begin(session, asked.account_id, {"text": "secret"}, asked.now)
        label = say("echo", text="in private")
        return Reply((say("only-private"),), (Option(label, "in_private.here", opens=word),))
    return echo(session, asked, viewer, state, understanding, choice)


DECIDING = Dialogue(lambda _session, _viewer: None, understood, deciding)


@pytest.fixture
def with_two(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> Callable[..., None]:
    """Let a scene play with Nele, who decides and has a private chat, and Jonas, whom nobody knows."""
    me, nele, jonas = account("kitt"), account("nele"), account("jonas")

    async def whole(scene: Scene) -> None:
        async with (
            Person(homeserver.address, nele, tmp_path / "nele") as first,
            Person(homeserver.address, jonas, tmp_path / "jonas") as second,
            kitt(homeserver, me, store, tmp_path / "home", [], DECIDING) as assembly,
        ):
            room = await first.opens(me)
            await first.with_member(room, me)
            await first.writes(room, "hello")
            await first.reads(room, me)
            with store.write() as session:
                person = Member(key="nele", given_name="Nele", family_name="Brandt", role=Role.ADMINISTRATOR)
                session.add(person)
                session.flush()
                session.query(Address).filter_by(address=nele).one().person_id = person.id
            await scene(first, second, room, assembly)

    return lambda scene: play(lambda: whole(scene))


def place(store: Store, address: str) -> tuple[ConversationKind, Standing] | None:
    with store.read() as session:
        found = session.execute(
            select(Conversation.kind, Conversation.standing).where(Conversation.address == address)
        ).one_or_none()
        return None if found is None else (found.kind, found.standing)


def me_in(assembly: Assembly) -> str:
    return str(assembly.messengers[0]._me.user_id)


def test_a_third_person_in_a_private_chat(with_two: Callable[..., None], store: Store) -> None:
    """From that moment on it is a group: Kitt says so, and answers whoever speaks to it."""

    async def scene(nele: Person, jonas: Person, room: str, kitt: Assembly) -> None:
        me = me_in(kitt)
        await nele.client.room_invite(room, jonas.user_id)
        await jonas.client.join(room)
        await until(lambda: place(store, room) == (ConversationKind.GROUP, Standing.OPEN))
        await until(lambda: "now-shared/de" in nele.texts(room, me))
        with store.write() as session:
            assert (
                session.scalar(select(Address.conversation_id).where(Address.address == nele.user_id)) is None
            )
        await nele.writes(room, "not for Kitt any more")
        await nele.writes(room, "Kitt: and now")
        assert (await nele.reads(room, me, 3))[1:] == ["now-shared/de", "administrator: and now"]
        assert nele.messages(room, me)[2].source["content"]["msgtype"] == "m.notice"

    with_two(scene)


def test_a_third_person_between_question_and_answer(with_two: Callable[..., None], store: Store) -> None:
    """What was to be said to one is refused at the door, and nobody reads it."""

    async def scene(nele: Person, jonas: Person, room: str, kitt: Assembly) -> None:
        me = me_in(kitt)
        matrix = kitt.messengers[0]
        await nele.client.room_invite(room, jonas.user_id)
        await until(lambda: matrix._client.rooms[room].member_count == 3)
        # An invitation is no event for Kitt: as far as the store knows, this is still a private chat.
        assert place(store, room) == (ConversationKind.PRIVATE, Standing.OPEN)
        with store.write() as session:
            number = session.query(Conversation.id).filter_by(address=room).scalar()
            payload = {"texts": [{"key": "echo", "params": {"text": "private"}}]}
            outbox.enqueue(session, outbox.Draft("nudge", number, payload, "de"), kitt.clock())
        await kitt.delivery.sweep()
        await until(lambda: place(store, room) == (ConversationKind.GROUP, Standing.OPEN))
        await kitt.delivery.sweep()
        assert (await nele.reads(room, me, 2))[1:] == ["now-shared/de"]
        with store.read() as session:
            found = session.scalar(select(OutboxMessage).where(OutboxMessage.dedupe_key == "nudge"))
            assert found is not None
            assert found.error == "not-private"

    with_two(scene)


def test_invited_by_somebody_unknown(with_two: Callable[..., None], store: Store) -> None:
    """Kitt asks who may decide, once, and joins after their yes; into a space it does not go at all."""

    async def scene(nele: Person, jonas: Person, room: str, kitt: Assembly) -> None:
        me = me_in(kitt)
        space = await jonas.opens(me, encrypted=False, direct=False, space=True, name="Space")
        other = await jonas.opens(me, encrypted=False, direct=False, name="Runde")
        assert (await nele.reads(room, me, 2))[1].startswith("invited-ask/de")
        offer = nele.messages(room, me)[1]
        await until(lambda: nele.reactions(offer.event_id, me) == ["✅", "❌"])
        assert place(store, other) == (ConversationKind.GROUP, Standing.GONE)
        await nele.reacts(room, offer.event_id, "✅")
        assert (await nele.reads(room, me, 3))[2] == "invited-decided/de"
        await jonas.with_member(other, me)
        await jonas.writes(other, "Kitt: hello")
        assert await jonas.reads(other, me) == ["guest: Kitt: hello"]
        await until(lambda: me not in jonas.client.rooms[space].invited_users)
        assert me not in jonas.client.rooms[space].users

    with_two(scene)


def test_put_out_left_alone_and_moved(with_two: Callable[..., None], store: Store) -> None:
    """Where Kitt is put out it stands so; alone it leaves; it moves with a room that is replaced."""

    async def scene(nele: Person, jonas: Person, _room: str, kitt: Assembly) -> None:
        me = me_in(kitt)
        old = await nele.opens(me, jonas.user_id, encrypted=False, direct=False, name="Runde")
        await jonas.client.join(old)
        await nele.with_member(old, me)
        await nele.writes(old, "Kitt: here")
        assert await nele.reads(old, me) == ["administrator: here"]
        with store.read() as session:
            number = session.query(Conversation.id).filter_by(address=old).scalar()
        answer = await nele.client.send(
            "POST",
            f"/_matrix/client/v3/rooms/{old}/upgrade",
            '{"new_version": "12"}',
            {"Authorization": f"Bearer {nele.client.access_token}"},
        )
        new = (await answer.json())["replacement_room"]
        await nele.client.room_invite(new, me)
        await until(lambda: place(store, new) is not None and place(store, old) is None)
        with store.read() as session:
            assert session.query(Conversation.id).filter_by(address=new).scalar() == number
        await nele.client.room_invite(new, jonas.user_id)
        await jonas.client.join(new)
        await nele.client.room_kick(new, me)
        await until(lambda: place(store, new) == (ConversationKind.GROUP, Standing.GONE))
        other = await nele.opens(me, encrypted=False, direct=True)
        await nele.with_member(other, me)
        await nele.client.room_leave(other)
        await until(lambda: other not in kitt.messengers[0]._client.rooms)

    with_two(scene)
    assert "moved" in {event.payload["kind"] for event in events(store)}


def test_from_a_room_into_private(with_two: Callable[..., None]) -> None:
    """What is answered in private only comes with the way there, where it goes on."""

    async def scene(nele: Person, jonas: Person, room: str, kitt: Assembly) -> None:
        me = me_in(kitt)
        group = await nele.opens(me, jonas.user_id, encrypted=False, direct=False, name="Runde")
        await nele.with_member(group, me)
        await nele.writes(group, "Kitt: secret")
        await nele.reads(group, me)
        (shown,) = (message.source["content"] for message in nele.messages(group, me))
        assert shown["body"] == f"only-private/de\n1. in private: https://matrix.to/#/{me}"
        assert f'<a href="https://matrix.to/#/{me}">in private</a>' in shown["formatted_body"]
        await nele.writes(room, "weiter")
        assert (await nele.reads(room, me, 2))[1] == "administrator: secret"

    with_two(scene)
