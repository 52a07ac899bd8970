"""Groups and channels on Telegram: taken in and put out, silenced and heard again; who comes, and reacts."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.handling import Dialogue
from dialogs.turn import Reply, say
from storage.models import (
    Account,
    Binding,
    Conversation,
    Coordination,
    Group,
    InboxState,
    OutboxMessage,
    OutboxState,
    Person,
    Role,
    Standing,
)
from storage.services import outbox
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, echo, events, understood
from tests.servers.botapi import BotApi, Chat
from tests.servers.botapi import Person as User
from tests.telegram.scene import talk, texts, until


def greeting(session, asked, viewer, state, understanding, choice):  # type: ignore[no-untyped-def]
    """Kitt's words for a group that it is taken into, and else an echo."""
    if asked.opening and not asked.text and viewer.in_group:
        return Reply((say("echo", text=f"greeting in {asked.language}"),))
    return echo(session, asked, viewer, state, understanding, choice)


GREETING = Dialogue(lambda _session, _viewer: None, understood, greeting)


def standing(store: Store, chat: Chat) -> Standing | None:
    with store.read() as session:
        return session.scalar(select(Conversation.standing).where(Conversation.address == str(chat.id)))


def coordinated(store: Store, nele: User, chat: Chat) -> None:
    """Nele coordinates a group that writes in this chat, and can be reached in private."""
    with store.write() as session:
        place = session.query(Conversation).filter_by(address=str(chat.id)).one()
        account = session.query(Account).filter_by(address=str(nele.id)).one()
        person = Person(key="nele", given_name="Nele", family_name="Brandt", role=Role.COORDINATOR)
        group = Group(name="Fokusgruppe 2")
        session.add_all([person, group])
        session.flush()
        account.person_id = person.id
        session.add(Coordination(person_id=person.id, group_id=group.id))
        session.add(Binding(conversation_id=place.id, group_id=group.id, bound_at=NOON))


def test_taken_into_a_group(server: BotApi, store: Store) -> None:
    """It greets once, in the network's language and not in that of who took it in; it knows the title."""
    mara, group = server.user("Mara", language="en"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group)
        await until(lambda: server.sent(group))
        mara.adds_bot(group, "administrator")
        mara.adds_bot(group)
        await until(lambda: len(events(store)) == 3 and not server.waiting())

    talk(server, store, scene, GREETING)
    assert texts(server, group) == ["greeting in de"]
    assert server.sent(mara) == []
    with store.read() as session:
        assert session.execute(select(Conversation.title, Conversation.standing)).all() == [
            ("Runde", Standing.OPEN)
        ]


def test_put_out_of_a_group(server: BotApi, store: Store) -> None:
    """Nothing is sent there any more; its coordinator hears of it once; taken in again, it greets again."""
    nele, mara, group = server.user("Nele"), server.user("Mara"), server.supergroup("Runde")

    async def scene(kitt: Assembly) -> None:
        nele.writes("Hallo")
        mara.adds_bot(group)
        await until(lambda: server.sent(group) and server.sent(nele))
        coordinated(store, nele, group)
        mara.removes_bot(group)
        server.repeat()
        await until(lambda: len(server.sent(nele)) == 2 and not server.waiting())
        with store.write() as session:
            place = session.query(Conversation.id).filter_by(address=str(group.id)).scalar()
            payload = {"texts": [{"key": "echo", "params": {"text": "Treffen"}}]}
            outbox.enqueue(session, outbox.Draft("nudge", place, payload, "de"), kitt.clock())
        await kitt.delivery.sweep()
        await until(lambda: _closed(store) == [(OutboxState.FAILED, "gone")])
        mara.adds_bot(group)
        await until(lambda: len(server.sent(group)) == 2)

    talk(server, store, scene, GREETING)
    assert texts(server, nele) == ["guest: Hallo", "place-lost/de"]
    assert texts(server, group) == ["greeting in de"] * 2
    assert standing(store, group) is Standing.OPEN


def settled(store: Store, count: int) -> bool:
    """Whether so many events are handled, and all that answers them is sent or given up."""
    found = events(store)
    with store.read() as session:
        states = session.scalars(select(OutboxMessage.state)).all()
    done = all(event.state is InboxState.DONE for event in found)
    return len(found) == count and done and not {OutboxState.WAITING, OutboxState.CLAIMED} & set(states)


def _closed(store: Store) -> list[tuple[OutboxState, str]]:
    with store.read() as session:
        query = select(OutboxMessage.state, OutboxMessage.error).where(OutboxMessage.dedupe_key == "nudge")
        return [(row.state, row.error) for row in session.execute(query)]


@pytest.mark.parametrize(("fault", "after"), [("kicked", Standing.GONE), ("silenced", Standing.SILENT)])
def test_learnt_from_a_refusal(server: BotApi, store: Store, fault: str, after: Standing) -> None:
    """Where an update was lost, the first refusal says it: told once, and nothing is hammered."""
    nele, mara, group = server.user("Nele"), server.user("Mara"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        nele.writes("Hallo")
        mara.adds_bot(group)
        await until(lambda: server.sent(nele) and standing(store, group))
        coordinated(store, nele, group)
        server.fault(fault, method="sendMessage", chat=group.id, for_ever=True)
        mara.writes("/eins", group)
        await until(lambda: standing(store, group) is after and len(server.sent(nele)) == 2)
        calls = len(server.called("sendMessage"))
        if after is Standing.SILENT:
            mara.writes("/zwei", group)
            await until(lambda: settled(store, 4))
            assert len(server.called("sendMessage")) == calls
            server.heal()
            mara.adds_bot(group, "administrator")
        else:
            server.heal()
        mara.writes("/drei", group)
        await until(lambda: "guest: /drei" in texts(server, group))

    talk(server, store, scene)
    assert texts(server, nele) == ["guest: Hallo", "place-lost/de"]
    assert texts(server, group) == ["guest: /drei"]


def test_silenced_in_a_group(server: BotApi, store: Store) -> None:
    """An administrator takes away the right to write: nothing is tried until it is given back."""
    mara, group = server.user("Mara"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group)
        mara.restricts_bot(group)
        mara.writes("/eins", group)
        await until(lambda: settled(store, 3))
        assert standing(store, group) is Standing.SILENT
        mara.adds_bot(group)
        mara.writes("/zwei", group)
        await until(lambda: server.sent(group))

    talk(server, store, scene)
    assert texts(server, group) == ["guest: /zwei"]


def test_a_channel(server: BotApi, store: Store) -> None:
    """There Kitt greets nobody and answers no post and no button; what is for its group arrives there."""
    mara, channel = server.user("Mara"), server.channel("Neues")

    async def scene(kitt: Assembly) -> None:
        mara.adds_bot(channel, "administrator")
        post = {
            "message_id": 5,
            "date": 1_795_345_248,
            "chat": channel.as_json(),
            "text": "@kitt_test_bot /hilfe",
        }
        server.push({"channel_post": post})
        await until(lambda: standing(store, channel) is Standing.OPEN and not server.waiting())
        with store.write() as session:
            place = session.query(Conversation.id).filter_by(address=str(channel.id)).scalar()
            payload = {
                "texts": [{"key": "echo", "params": {"text": "Treffen"}}],
                "options": [{"label": {"key": "more", "params": {}}, "step": "s", "data": {"n": 1}}],
            }
            outbox.enqueue(session, outbox.Draft("nudge", place, payload, "de"), kitt.clock())
        await kitt.delivery.sweep()
        await until(lambda: server.sent(channel))
        query = mara.presses_data(server.sent(channel)[0], "1:0")
        await until(lambda: server.answer_to(query) and not server.waiting())

    talk(server, store, scene)
    assert texts(server, channel) == ["Treffen"]
    assert len(events(store)) == 1


def all_sent(store: Store) -> bool:
    with store.read() as session:
        return set(session.scalars(select(OutboxMessage.state))) == {OutboxState.SENT}


def test_who_comes_and_what_they_react(server: BotApi, store: Store) -> None:
    """Of who talks to Kitt, and under its own messages, it is kept by who and what; of others nothing is."""
    mara, kim, group = server.user("Mara"), server.user("Kim"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group, "administrator")
        mara.writes("/eins", group)
        await until(lambda: server.sent(group))
        # What is not yet marked as sent is nobody's own yet.
        await until(lambda: all_sent(store))
        own = server.sent(group)[0].id
        for person in (mara, kim):
            person.reacts(group, own, "👍")
            person.reacts(group, own - 1, "🎉")
            person.joins(group)
            person.joins(group, "left")
        mara.reacts(group, own, "")
        server.push(
            {
                "poll_answer": {
                    "poll_id": "1",
                    "user": mara.about,
                    "option_ids": [0],
                    "option_persistent_ids": ["o0"],
                }
            }
        )
        await until(lambda: not server.waiting())

    talk(server, store, scene)
    kept = [event.payload for event in events(store)][2:]
    own = server.sent(group)[0].id
    assert kept == [
        {"kind": "reaction", "text": "👍", "message_id": str(own)},
        {"kind": "left", "text": "", "message_id": ""},
        {"kind": "reaction", "text": "", "message_id": str(own)},
    ]
    assert texts(server, group) == ["guest: /eins"]
    with store.read() as session:
        assert session.scalars(select(Account.address)).all() == [str(mara.id)]
