"""Messages in the place of older ones: after a button, and when a question is edited."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from storage.models import OutboxKind, OutboxMessage, OutboxState
from storage.session import Store
from tests.bot.assembly import Assembly, events
from tests.servers.botapi import BotApi, Chat, Person
from tests.telegram.scene import talk, texts, until


def shown(server: BotApi, where: Person | Chat, *expected: str) -> bool:
    return texts(server, where) == list(expected)


def test_a_list_moves_on_in_its_place(server: BotApi, store: Store) -> None:
    """A button edits its message, again and again; what leads elsewhere makes a new one, then so does it."""
    mara = server.user("Mara")

    async def scene(_kitt: Assembly) -> None:
        mara.writes("pages")
        for number in (1, 2, 3):
            await until(lambda n=number: shown(server, mara, f"page {n}"))
            mara.presses(server.sent(mara)[0], "next" if number < 3 else "away")
        await until(lambda: shown(server, mara, "page 3", "chosen pick 3"))
        mara.presses(server.sent(mara)[0], "next")
        await until(lambda: shown(server, mara, "page 3", "chosen pick 3", "page 4"))

    talk(server, store, scene)
    assert len(server.called("sendMessage")) == 3
    assert len(server.called("editMessageText")) == 2


def test_two_quick_presses(server: BotApi, store: Store) -> None:
    """The second finds the message changed already, and is not said to be wrong."""
    mara = server.user("Mara")

    async def scene(_kitt: Assembly) -> None:
        mara.writes("pages")
        await until(lambda: shown(server, mara, "page 1"))
        page = server.sent(mara)[0]
        queries = [mara.presses(page, "next"), mara.presses(page, "next"), mara.presses(page, "away")]
        await until(lambda: all(server.answer_to(query) for query in queries))
        mara.writes("Hallo")
        await until(lambda: shown(server, mara, "page 2", "guest: Hallo"))

    talk(server, store, scene)
    assert len(server.called("editMessageText")) == 1


def test_buttons_of_a_card_go_away(server: BotApi, store: Store) -> None:
    """Once a card is answered it stays without its buttons; pressed twice, it counts once."""
    mara = server.user("Mara")

    async def scene(_kitt: Assembly) -> None:
        mara.writes("form")
        await until(lambda: shown(server, mara, "form 1: form"))
        card = server.sent(mara)[0]
        mara.presses(card, "yes")
        mara.presses(card, "yes")
        await until(lambda: shown(server, mara, "form 1: form", "done") and not server.sent(mara)[0].labels)
        await until(lambda: _all_sent(store) and not server.waiting())

    talk(server, store, scene)
    assert texts(server, mara) == ["form 1: form", "done"]


def test_a_card_that_cannot_lose_its_buttons(server: BotApi, store: Store) -> None:
    """It keeps them, and nothing else is sent for them."""
    mara = server.user("Mara")
    server.fault("not editable", method="editMessageReplyMarkup")

    async def scene(_kitt: Assembly) -> None:
        mara.writes("form")
        await until(lambda: shown(server, mara, "form 1: form"))
        mara.presses(server.sent(mara)[0], "yes")
        await until(lambda: _states(store) == {OutboxState.SENT, OutboxState.HELD_BACK})

    talk(server, store, scene)
    assert texts(server, mara) == ["form 1: form", "done"]


@pytest.mark.parametrize("why", ["gone", "too old"])
def test_what_cannot_be_edited_is_sent(server: BotApi, store: Store, why: str) -> None:
    """A message that is gone or too old: the answer is a message of its own, once."""
    mara = server.user("Mara")

    async def scene(_kitt: Assembly) -> None:
        mara.writes("pages")
        await until(lambda: shown(server, mara, "page 1"))
        page = server.sent(mara)[0]
        mara.presses(page, "next")
        await until(lambda: texts(server, mara)[-1:] == ["page 2"])

    if why == "gone":
        _forget_at_first_edit(server, mara)
    else:
        server.fault("not editable", method="editMessageText")
    talk(server, store, scene)
    assert texts(server, mara) == (["page 2"] if why == "gone" else ["page 1", "page 2"])
    with store.read() as session:
        rows = session.execute(select(OutboxMessage.kind, OutboxMessage.state, OutboxMessage.edits)).all()
    assert rows == [(OutboxKind.SEND, OutboxState.SENT, None)] * 2


def _forget_at_first_edit(server: BotApi, person: Person) -> None:
    """Somebody clears the chat before Kitt edits."""
    real = server.world.push

    def push(kind: str, content: object, **more: int) -> object:
        if kind == "callback_query":
            own = server.world.bot["id"]
            chat = server.chat_of(person)
            for number in [n for n, m in chat.messages.items() if m["from"]["id"] == own]:
                del chat.messages[number]
        return real(kind, content, **more)

    server.world.push = push  # type: ignore[method-assign]


@pytest.mark.parametrize("fault", ["accepted then reset", "reset", "bad gateway"])
def test_an_edit_may_be_repeated(server: BotApi, store: Store, fault: str) -> None:
    """What nobody knows of an edit is tried again: to edit twice is to edit once. Nothing is uncertain."""
    mara = server.user("Mara")
    server.fault(fault, method="editMessageText")

    async def scene(kitt: Assembly) -> None:
        mara.writes("pages")
        await until(lambda: shown(server, mara, "page 1"))
        mara.presses(server.sent(mara)[0], "next")
        await until(lambda: server.called("editMessageText"))
        while not _all_sent(store):
            kitt.clock.turn(seconds=3)
            await kitt.delivery.sweep()
            await asyncio.sleep(0.01)

    talk(server, store, scene)
    assert texts(server, mara) == ["page 2"]


def _all_sent(store: Store) -> bool:
    return _states(store) == {OutboxState.SENT}


def _states(store: Store) -> set[OutboxState]:
    with store.read() as session:
        return set(session.scalars(select(OutboxMessage.state)))


def test_in_groups_only_the_askers_button_edits(server: BotApi, store: Store) -> None:
    """Who presses under what somebody else asked for gets an answer of their own; that one stays."""
    mara, jonas, group = server.user("Mara"), server.user("Jonas"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group)
        await until(lambda: not server.waiting())
        before = len(server.sent(group))
        mara.writes("@kitt_test_bot pages", group)
        await until(lambda: len(server.sent(group)) == before + 1)
        asked = server.sent(group)[-1]
        jonas.presses(asked, "next")
        await until(lambda: len(server.sent(group)) == before + 2)
        jonas.presses(server.sent(group)[-1], "next")
        await until(lambda: texts(server, group)[-2:] == ["page 1", "page 3"])

    talk(server, store, scene)


def test_an_edited_question(server: BotApi, store: Store) -> None:
    """Its answer is edited; again; an edit that changes nothing is none."""
    mara = server.user("Mara")

    async def scene(_kitt: Assembly) -> None:
        asked = mara.writes("Harz")
        await until(lambda: shown(server, mara, "guest: Harz"))
        mara.edits(asked, "Halle")
        await until(lambda: shown(server, mara, "guest: Halle"))
        mara.edits(asked, "Halle")
        mara.edits(asked, "pages")
        await until(lambda: shown(server, mara, "page 1"))
        mara.presses(server.sent(mara)[0], "next")
        await until(lambda: shown(server, mara, "page 2"))
        mara.edits(asked, "Burg")
        await until(lambda: shown(server, mara, "guest: Burg"))

    talk(server, store, scene)
    assert len(server.called("sendMessage")) == 1
    assert [event.payload["kind"] for event in events(store)] == ["text", *["edited"] * 2, "press", "edited"]


def test_edited_before_it_was_looked_at(server: BotApi, store: Store) -> None:
    """Only the new text is answered, once."""
    mara = server.user("Mara")
    asked = mara.writes("Harz")
    mara.edits(asked, "Halle")

    async def scene(kitt: Assembly) -> None:
        await until(lambda: texts(server, mara))
        mara.writes("Ende")
        await until(lambda: "guest: Ende" in texts(server, mara))
        assert kitt is not None

    talk(server, store, scene)
    assert texts(server, mara) == ["guest: Halle", "guest: Ende"]


def test_old_edits_get_an_answer_of_their_own(server: BotApi, store: Store) -> None:
    """After an hour, or further up: edited there nobody would see it."""
    mara = server.user("Mara")

    async def scene(kitt: Assembly) -> None:
        first = mara.writes("Harz")
        await until(lambda: len(texts(server, mara)) == 1)
        kitt.clock.turn(minutes=61)
        mara.edits(first, "Halle")
        await until(lambda: shown(server, mara, "guest: Harz", "guest: Halle"))
        for number in range(6):
            mara.writes(f"Frage {number}")
            await until(lambda n=number: len(texts(server, mara)) == n + 3)
        mara.edits(first, "Burg")
        await until(lambda: texts(server, mara)[-1] == "guest: Burg")

    talk(server, store, scene)
    assert server.called("editMessageText") == []


def test_what_had_effects_is_not_done_again(server: BotApi, store: Store) -> None:
    """An answer in a form, and what has changed something: it was taken already. The form goes on."""
    mara = server.user("Mara")

    async def scene(_kitt: Assembly) -> None:
        wrote = mara.writes("write this")
        await until(lambda: len(texts(server, mara)) == 1)
        mara.edits(wrote, "write that")
        await until(lambda: len(texts(server, mara)) == 2)
        asked = mara.writes("form")
        await until(lambda: len(texts(server, mara)) == 3)
        filled = mara.writes("Mara")
        await until(lambda: len(texts(server, mara)) == 4)
        mara.edits(filled, "Maria")
        await until(lambda: len(texts(server, mara)) == 5)
        aside = mara.writes("by the way")
        await until(lambda: len(texts(server, mara)) == 6)
        mara.edits(aside, "besides")
        await until(lambda: texts(server, mara)[5] == "guest: besides")
        mara.edits(asked, "something else")
        await until(lambda: texts(server, mara)[2] == "guest: something else")
        mara.writes("Ende")
        await until(lambda: len(texts(server, mara)) == 7)

    talk(server, store, scene)
    assert texts(server, mara) == [
        "guest: write this", "edit-taken/de", "guest: something else", "form 2: Mara", "edit-taken/de",
        "guest: besides", "form 3: Ende",
    ]  # fmt: skip


def test_edits_in_groups(server: BotApi, store: Store) -> None:
    """What was not meant for Kitt and is now gets an answer; what only its author sees changed gets none."""
    mara, group = server.user("Mara"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group)
        await until(lambda: not server.waiting())
        before = len(server.sent(group))
        chat = mara.writes("wer ist da?", group)
        mara.edits(chat, "@kitt_test_bot wer ist da?")
        await until(lambda: texts(server, group)[before:] == ["guest: wer ist da?"])
        mara.edits(chat, "@kitt_test_bot wer ist dort?")
        await until(lambda: texts(server, group)[before:] == ["guest: wer ist dort?"])
        assert server.sent(group)[before].raw["reply_to_message"]["message_id"] == chat["message_id"]

    talk(server, store, scene)
