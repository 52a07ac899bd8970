"""The fake Bot API server, seen through python-telegram-bot itself."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReactionTypeEmoji,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden

from tests.servers.botapi import BotApi, Person
from tests.servers.library import with_bot


def test_messages_keep_entities_and_buttons(server: BotApi, mara: Person) -> None:
    """HTML becomes text and entities in UTF-16 units; buttons come back when they are pressed."""

    async def scene(bot: Bot) -> None:
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Telefonnummer", callback_data="7:0")]])
        sent = await bot.send_message(
            mara.id, "🎉 <b>Ä &amp; 👍</b> x", parse_mode=ParseMode.HTML, reply_markup=keys
        )
        assert sent.text == "🎉 Ä & 👍 x"
        assert [sent.parse_entity(entity) for entity in sent.entities] == ["Ä & 👍"]
        query = mara.presses(server.sent(mara)[0], "Telefonnummer")
        (update,) = await bot.get_updates()
        assert update.callback_query.data == "7:0"
        await update.callback_query.answer("ja")
        assert server.answer_to(query)["text"] == "ja"
        with pytest.raises(BadRequest, match=r"(?i)query is too old"):
            await update.callback_query.answer()

    with_bot(server, scene)
    assert server.sent(mara)[0].bold == ["Ä & 👍"]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("<b>offen", "Can't find end tag corresponding to start tag"),
        ("a <x>b</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("ä </b>", "Unexpected end tag at byte offset 3"),
        ("<b>a</i>", 'expected "</b>", found "</i>"'),
        ("1 < 2", "Unclosed start tag"),
        ("<b> </b>", "message text is empty"),
        ("👍" * 2_049, "Message is too long"),
    ],
)
def test_what_is_no_text_is_refused(server: BotApi, mara: Person, text: str, refusal: str) -> None:
    """As Telegram refuses it, and nothing arrives; 4096 counts UTF-16 units after the tags are gone."""

    async def scene(bot: Bot) -> None:
        await bot.send_message(mara.id, "<b>" + "👍" * 2_048 + "</b>", parse_mode=ParseMode.HTML)
        with pytest.raises(BadRequest) as refused:
            await bot.send_message(mara.id, text, parse_mode=ParseMode.HTML)
        assert refusal.lower() in str(refused.value).lower()

    with_bot(server, scene)
    assert len(server.sent(mara)) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [[InlineKeyboardButton("a", callback_data="ä" * 33)]],
        [[InlineKeyboardButton("a", callback_data="a")] * 9],
        [[InlineKeyboardButton("a", callback_data="a")]] * 101,
        [[InlineKeyboardButton("a")]],
    ],
    ids=["65 bytes", "9 in a row", "101 buttons", "no data"],
)
def test_limits_of_buttons(server: BotApi, mara: Person, rows: list[list[InlineKeyboardButton]]) -> None:
    """64 bytes of data, 8 buttons a row, 100 in all, and each does something."""

    async def scene(bot: Bot) -> None:
        fine = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="a" * 64)] * 8] * 12)
        await bot.send_message(mara.id, "ja", reply_markup=fine)
        with pytest.raises(BadRequest):
            await bot.send_message(mara.id, "nein", reply_markup=InlineKeyboardMarkup(rows))

    with_bot(server, scene)
    assert [sent.text for sent in server.sent(mara)] == ["ja"]


def test_who_has_not_pressed_start(server: BotApi) -> None:
    """A bot does not begin; after blocking it is refused, after unblocking it may write again."""
    jonas = server.user("Jonas")

    async def scene(bot: Bot) -> None:
        with pytest.raises(Forbidden, match=r"(?i)can't initiate"):
            await bot.send_message(jonas.id, "Hallo")
        jonas.starts("abc")
        jonas.blocks()
        with pytest.raises(Forbidden, match=r"(?i)blocked by the user"):
            await bot.send_message(jonas.id, "Hallo")
        jonas.unblocks()
        await bot.send_message(jonas.id, "Hallo")
        jonas.leaves_telegram()
        with pytest.raises(Forbidden, match=r"(?i)deactivated"):
            await bot.send_message(jonas.id, "Hallo")
        started, blocked, unblocked = await bot.get_updates()
        assert started.message.text == "/start abc"
        assert blocked.my_chat_member.new_chat_member.status == "kicked"
        assert unblocked.my_chat_member.new_chat_member.status == "member"

    with_bot(server, scene)


def test_offsets_confirm(server: BotApi, mara: Person) -> None:
    """What is below the offset is gone; the rest is offered again, a doubled update twice."""
    mara.writes("eins")
    mara.writes("zwei")
    server.repeat()

    async def scene(bot: Bot) -> None:
        first = await bot.get_updates()
        assert [u.message.text for u in first] == ["eins", "zwei", "zwei"]
        assert [u.message.text for u in await bot.get_updates(limit=1)] == ["eins"]
        assert [u.message.text for u in await bot.get_updates(offset=first[1].update_id)] == ["zwei", "zwei"]
        assert await bot.get_updates(offset=first[1].update_id + 1) == ()

    with_bot(server, scene)
    assert server.waiting() == []


def test_long_polling_waits(server: BotApi, mara: Person) -> None:
    """A call with a timeout is answered as soon as something comes, and a second poller ends it with 409."""

    async def scene(bot: Bot) -> None:
        waiting = asyncio.create_task(bot.get_updates(timeout=40))
        while not server.called("getUpdates"):
            await asyncio.sleep(0)
        mara.writes("Hallo")
        (update,) = await waiting
        waiting = asyncio.create_task(bot.get_updates(offset=update.update_id + 1, timeout=40))
        while len(server.called("getUpdates")) < 2:
            await asyncio.sleep(0)
        second = await asyncio.to_thread(httpx.get, f"{server.base_url}{server.token}/getUpdates")
        assert second.json()["ok"]
        with pytest.raises(Conflict, match=r"(?i)terminated by other getUpdates"):
            await waiting

    with_bot(server, scene)


def test_allowed_updates(server: BotApi, mara: Person) -> None:
    """Reactions come only when they are named; what is not named does not come, and a poll says who voted."""

    async def scene(bot: Bot) -> None:
        chat = server.chat_of(mara)
        mara.reacts(chat, 1, "👍")
        assert await bot.get_updates(allowed_updates=["message_reaction", "poll_answer"]) == ()
        mara.reacts(chat, 1, "👍")
        mara.writes("nein")
        await bot.send_poll(mara.id, "Wann?", ["Mo", "Di"], is_anonymous=False)
        mara.votes(server.sent(mara)[0], 1)
        reaction, answer = await bot.get_updates()
        assert reaction.message_reaction.new_reaction == (ReactionTypeEmoji("👍"),)
        assert answer.poll_answer.option_ids == (1,)
        closed = await bot.stop_poll(mara.id, server.sent(mara)[0].id)
        assert closed.is_closed
        assert [option.voter_count for option in closed.options] == [0, 1]
        with pytest.raises(BadRequest, match=r"(?i)already been closed"):
            await bot.stop_poll(mara.id, server.sent(mara)[0].id)

    with_bot(server, scene)


def test_files_both_ways(server: BotApi, mara: Person) -> None:
    """A document and a picture arrive whole, a file of somebody's can be fetched, a card has its vCard."""

    async def scene(bot: Bot) -> None:
        sent = await bot.send_document(
            mara.id, "BEGIN\näöü".encode(), filename="a.ics", caption="Dein Termin"
        )
        assert sent.document.file_name == "a.ics"
        fetched = await (await bot.get_file(sent.document.file_id)).download_as_bytearray()
        assert fetched.decode() == "BEGIN\näöü"
        photo = await bot.send_photo(mara.id, b"\x89PNG", caption="Bild")
        assert photo.photo[-1].file_size == 4
        card = await bot.send_contact(mara.id, "+49 30 23125 000", "Mara", vcard="BEGIN:VCARD\nEND:VCARD")
        assert card.contact.vcard.startswith("BEGIN:VCARD")
        mara.sends_file("b.csv", b"a;b")
        (update,) = await bot.get_updates()
        assert await (await update.message.document.get_file()).download_as_bytearray() == b"a;b"
        with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
            await bot.send_document(mara.id, b"x", caption="x" * 1_025)

    with_bot(server, scene)


def test_edits_and_deletions(server: BotApi, mara: Person) -> None:
    """A message is changed in place; the same again is "not modified"; what is gone cannot be edited."""

    async def scene(bot: Bot) -> None:
        sent = await bot.send_message(mara.id, "eins")
        edited = await bot.edit_message_text("zwei", mara.id, sent.message_id)
        assert edited.text == "zwei"
        with pytest.raises(BadRequest, match=r"(?i)not modified"):
            await bot.edit_message_text("zwei", mara.id, sent.message_id)
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="a")]])
        await bot.edit_message_reply_markup(mara.id, sent.message_id, reply_markup=keys)
        assert server.sent(mara)[0].labels == ["a"]
        await bot.send_chat_action(mara.id, "typing")
        await bot.set_message_reaction(mara.id, sent.message_id, "👍")
        await bot.delete_message(mara.id, sent.message_id)
        with pytest.raises(BadRequest, match=r"(?i)to edit not found"):
            await bot.edit_message_text("drei", mara.id, sent.message_id)

    with_bot(server, scene)
    assert server.sent(mara) == []


def test_menus_and_descriptions(server: BotApi, mara: Person) -> None:
    """A menu per language and per chat; names of commands as Telegram wants them."""

    async def scene(bot: Bot) -> None:
        await bot.set_my_commands([BotCommand("hilfe", "Was ich kann")], language_code="de")
        await bot.set_my_commands([BotCommand("team", "Dein Team")], scope=BotCommandScopeChat(mara.id))
        assert [c.command for c in await bot.get_my_commands(language_code="de")] == ["hilfe"]
        assert [c.command for c in await bot.get_my_commands(scope=BotCommandScopeChat(mara.id))] == ["team"]
        with pytest.raises(BadRequest, match=r"(?i)COMMAND_INVALID"):
            await bot.set_my_commands([BotCommand("Hilfe!", "x")])
        await bot.set_my_description("Ich bin Kitt", language_code="de")
        await bot.set_my_short_description("Kitt")
        assert (await bot.get_my_description("de")).description == "Ich bin Kitt"

    with_bot(server, scene)
