"""Groups on Telegram: Kitt answers who speaks to it, under the question, in its topic, and nobody else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage.models import Account, Conversation, ConversationKind
from storage.services import inbox
from storage.session import Store
from tests.bot.assembly import Assembly, events
from tests.servers.botapi import BotApi
from tests.telegram.scene import talk, texts, until


@pytest.mark.parametrize("status", ["member", "administrator"])
def test_only_who_speaks_to_kitt_is_answered(server: BotApi, store: Store, status: str) -> None:
    """A mention, a command, a reply; not what Kitt only sees, with privacy mode on or off."""
    mara, group = server.user("Mara"), server.supergroup("Runde")
    asked = ["@kitt_test_bot wer ist da?", "und Du, @Kitt_Test_Bot", "/hilfe", "/hilfe@kitt_test_bot jetzt"]

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group, status)
        for number, text in enumerate(asked):
            mara.writes("unter uns", group)
            mara.writes("/hilfe@other_bot", group)
            mara.writes("an @kitt_test_bottle und kitt_test_bot", group)
            mara.writes(text, group)
            await until(lambda n=number: len(server.sent(group)) > n)
        mara.writes("noch was", group, to=server.sent(group)[-1].id)
        await until(lambda: len(server.sent(group)) > len(asked) and not server.waiting())

    talk(server, store, scene)
    assert texts(server, group) == [
        "guest: wer ist da?", "guest: und Du", "guest: /hilfe", "guest: /hilfe jetzt", "guest: noch was",
    ]  # fmt: skip
    questions = [*asked, "noch was"]
    assert [sent.raw["reply_to_message"]["text"] for sent in server.sent(group)] == questions
    assert server.sent(mara) == []
    with store.read() as session:
        assert inbox.first_waiting(session, events(store)[0].conversation_id) is None


def test_it_is_stored_as_a_group(server: BotApi, store: Store) -> None:
    """So that nothing private is shown there, and Kitt never takes it for somebody's own chat."""
    mara, group = server.user("Mara"), server.group("Runde")

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group)
        mara.writes("/hilfe", group)
        await until(lambda: server.sent(group))

    talk(server, store, scene)
    with store.read() as session:
        assert session.execute(select(Conversation.address, Conversation.kind)).all() == [
            (str(group.id), ConversationKind.GROUP)
        ]
        assert session.execute(select(Account.address, Account.conversation_id)).all() == [
            (str(mara.id), None)
        ]


def test_topics_and_buttons(server: BotApi, store: Store) -> None:
    """Question, answer and what a button brings stay in one topic; if the topic is gone, it comes outside."""
    mara, forum = server.user("Mara"), server.supergroup("Forum", "Termine")
    (topic,) = forum.topics

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(forum)
        mara.writes("@kitt_test_bot options", forum, topic=topic)
        await until(lambda: server.sent(forum))
        mara.presses(server.sent(forum)[0], "two")
        await until(lambda: len(server.sent(forum)) == 2)
        server.fault("topic gone", method="sendMessage")
        mara.writes("@kitt_test_bot danke", forum, topic=topic)
        await until(lambda: len(server.sent(forum)) == 3)

    talk(server, store, scene)
    assert texts(server, forum) == ["guest: options", "chosen pick 2", "guest: danke"]
    assert [sent.raw.get("message_thread_id") for sent in server.sent(forum)] == [topic, topic, None]


@pytest.mark.parametrize("early", [False, True])
def test_a_group_becomes_a_supergroup(server: BotApi, store: Store, early: bool) -> None:
    """Its conversation moves, once, with all that it knows; nothing is owed to the old one."""
    mara, group = server.user("Mara"), server.group("Runde")

    async def scene(kitt: Assembly) -> None:
        mara.adds_bot(group)
        mara.writes("/eins", group)
        await until(lambda: server.sent(group))
        with server.acting() as world:
            new = mara.upgrades(group)
            if early:  # somebody was faster in the new one than the news of it
                message = _message(900, mara.about, new.id, "/früh")
                world.updates.insert(0, {"update_id": next(world.update_ids), "message": message})
        server.repeat()
        mara.writes("/zwei", new)
        await until(lambda: "guest: /zwei" in texts(server, new) and not server.waiting())
        await until(lambda: len(server.sent(new)) == 1 + early)

    talk(server, store, scene)
    assert texts(server, group) == ["guest: /eins"]
    with store.read() as session:
        (conversation,) = session.scalars(select(Conversation)).all()
        assert conversation.address == "-1000000000002"
        assert 2 <= conversation.state["slots"]["count"] <= 2 + early


def test_upgraded_by_nobody(server: BotApi, store: Store) -> None:
    """In the new group it is Telegram's bot for anonymous administrators that says where it comes from."""
    mara, group = server.user("Mara"), server.group("Runde")
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group)
        mara.writes("/eins", group)
        await until(lambda: server.sent(group))
        with server.acting() as world:
            new = world.new_chat("supergroup", "Runde")
            new.members, new.bot, group.upgraded_to = dict(group.members), group.bot, new.id
            about = {"sender_chat": new.as_json(), "migrate_from_chat_id": group.id}
            world.push("message", world.message(new, anonymous, **about))
        mara.writes("/zwei", new)
        await until(lambda: server.sent(new))

    talk(server, store, scene)
    with store.read() as session:
        assert session.scalars(select(Conversation.address)).all() == ["-1000000000002"]


def _message(number: int, sender: dict[str, object], chat: int, text: str) -> dict[str, object]:
    place = {"id": chat, "type": "supergroup", "title": "Runde"}
    return {"message_id": number, "date": 1_795_345_248, "chat": place, "from": sender, "text": text}


def test_a_deleted_question(server: BotApi, store: Store) -> None:
    """Who deletes a question before it is answered gets the answer all the same."""
    mara, group = server.user("Mara"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group)
        with server.acting():
            asked = mara.writes("/hilfe", group)
            del group.messages[asked["message_id"]]
        await until(lambda: server.sent(group))

    talk(server, store, scene)
    assert texts(server, group) == ["guest: /hilfe"]
    assert "reply_to_message" not in server.sent(group)[0].raw
