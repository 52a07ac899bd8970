"""What becomes of a part: seen on the fake server as people would see it; and what each fault means."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.messengers import create
from bot.ports import Choice, ContactCard, Document, Part, SendError, Span
from tests.servers.botapi import BotApi, Person

PLAIN = Part(0, (Span("Hallo"),))


@pytest.fixture
def mara(server: BotApi) -> Person:
    """Somebody who has pressed Start."""
    person = server.user("Mara")
    person.starts()
    return person


def with_telegram(server: BotApi, scene: Callable[[Any], Awaitable[Any]]) -> Any:
    """Let a scene play with a messenger that only sends."""

    async def play() -> Any:
        telegram = create("telegram", {"token": server.token, "base_url": server.address})
        try:
            return await scene(telegram)
        finally:
            await telegram.stop()

    return asyncio.run(play())


def send(server: BotApi, person: Person, *parts: Part) -> list[SendError | str]:
    """Send parts, one after another, each with its own key; the numbers they got, or why they got none."""

    async def scene(telegram: Any) -> list[SendError | str]:
        found: list[SendError | str] = []
        for number, part in enumerate(parts):
            try:
                found.append(await telegram.send(str(person.id), part, key=f"1.{number}"))
            except SendError as error:
                found.append(error)
        return found

    outcome: list[SendError | str] = with_telegram(server, scene)
    return outcome


def test_text_is_shown_as_it_is(server: BotApi, mara: Person) -> None:
    """Nothing in a name can be taken for markup; what is bold is bold, whatever characters it has."""
    spans = (
        Span("<b>&amp; "),
        Span("Müller <3 👩‍👧 & Co", bold=True),
        Span(" \n", bold=True),
        Span("&lt;i>"),
    )
    (number,) = send(server, mara, Part(0, spans))
    (sent,) = server.sent(mara)
    assert sent.text == "<b>&amp; Müller <3 👩‍👧 & Co \n&lt;i>"
    assert sent.bold == ["Müller <3 👩‍👧 & Co"]
    assert number == str(sent.id)
    assert server.called("sendMessage")[0].params["link_preview_options"] == {"is_disabled": True}


def test_the_longest_text(server: BotApi, mara: Person) -> None:
    """4096 UTF-16 units fit, however much longer the HTML is."""
    outcome = send(server, mara, Part(0, (Span("<" * 4_094 + "👍"),)))
    assert isinstance(outcome[0], str)
    assert len(server.sent(mara)[0].text) == 4_095


def test_options_are_buttons(server: BotApi, mara: Person) -> None:
    """Each with what it says, short ones side by side; what comes back fits, however long the numbers are."""
    labels = ["Ja", "Nein", "Vielleicht", "Mara Beispiel, Beratungsstelle Querstraße", "  Zwei \n Zeilen "]
    options = tuple(Choice(n + 1, label, f"{2**31}:{n}") for n, label in enumerate(labels))
    send(server, mara, Part(0, (Span("Wähl aus"),), options), Part(1, (Span("…"),), (options[0],) * 100))
    first, second = server.sent(mara)
    assert [len(row) for row in first.rows] == [3, 1, 1]
    assert first.labels == [*labels[:4], "Zwei Zeilen"]
    assert len(second.labels) == 100


def test_files_are_documents(server: BotApi, mara: Person) -> None:
    """One message of a file and a short text, in UTF-8; a text too long for a caption follows its files."""
    file = Document("karte.vcf", "text/vcard", "BEGIN:VCARD\nFN:Ärztin".encode())
    option = (Choice(1, "Danke", "1:0"),)
    send(server, mara, Part(0, (Span("Die Karte"),), option, files=(file,)))
    send(server, mara, Part(0, (Span("x" * 1_025),), option, files=(file, file)))
    one, *three = server.sent(mara)
    assert (one.text, one.labels, one.raw["document"]["file_name"]) == ("Die Karte", ["Danke"], "karte.vcf")
    assert server.world.files[one.raw["document"]["file_id"]][1] == file.content
    assert [("document" in sent.raw, sent.labels) for sent in three] == [
        (True, []),
        (True, []),
        (False, ["Danke"]),
    ]


def test_contact_cards(server: BotApi, mara: Person) -> None:
    """A native card, with all that its vCard holds; names are cut to what Telegram takes."""
    card = ContactCard("+493023125001", "Mara", "Lindner", "BEGIN:VCARD\r\nFN:Mara Lindner\r\nEND:VCARD\r\n")
    long = ContactCard("+493023125001", "M" * 200, "", "")
    send(
        server,
        mara,
        Part(0, (Span("Die Karte"),)),
        Part(1, (), contacts=(card,)),
        Part(2, (), contacts=(long,)),
    )
    text, one, other = server.sent(mara)
    assert text.text == "Die Karte"
    assert one.raw["contact"] == {
        "phone_number": card.phone, "first_name": "Mara", "last_name": "Lindner", "vcard": card.vcard
    }  # fmt: skip
    assert other.raw["contact"] == {"phone_number": card.phone, "first_name": "M" * 64}


def test_edits(server: BotApi, mara: Person) -> None:
    """Text and buttons are replaced, or only the buttons; that it says so already is fine."""
    options = (Choice(1, "Ja", "1:0"),)
    (number,) = send(server, mara, Part(0, (Span("Frage"),), options))
    assert isinstance(number, str)
    new = Part(0, (Span("Antwort"),), options, edits=number)
    bare = Part(0, (), edits=number)
    assert send(server, mara, new, new) == send(server, mara, bare, bare) == [number] * 2
    (sent,) = server.sent(mara)
    assert (sent.text, sent.labels) == ("Antwort", [])


def test_an_edit_of_what_has_a_file(server: BotApi, mara: Person) -> None:
    """An invitation comes with a calendar file: what it says then stands in the file's caption."""
    (file,) = send(
        server,
        mara,
        Part(0, (Span("Kommst Du?"),), files=(Document("treffen.ics", "text/calendar", b"BEGIN"),)),
    )
    assert isinstance(file, str)
    new = Part(0, (Span("Zusagen: 1"),), (Choice(1, "Ja", "1:0"),), edits=file)
    assert send(server, mara, new, new) == [file] * 2
    (sent,) = server.sent(mara)
    assert (sent.text, sent.labels, sent.raw["document"]["file_name"]) == (
        "Zusagen: 1", ["Ja"], "treffen.ics",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("not editable", "not-editable"),
        ("flood", "flood"),
        ("blocked", "blocked"),
        ("reset", "cut-off"),
        ("a proxy's refusal", "network"),
    ],
)
def test_what_faults_of_an_edit_mean(server: BotApi, mara: Person, fault: str, code: str) -> None:
    """What cannot be edited is said; the rest means what it means for any message."""
    (number,) = send(server, mara, PLAIN)
    assert isinstance(number, str)
    server.fault(fault, method="editMessageText")
    (error,) = send(server, mara, Part(0, (Span("neu"),), edits=number))
    assert isinstance(error, SendError)
    assert error.code == code
    (gone,) = send(server, mara, Part(0, (Span("neu"),), edits="4711"))
    assert isinstance(gone, SendError)
    assert gone.code == "not-editable"


def test_half_a_part_is_not_sent_twice(server: BotApi, mara: Person) -> None:
    """Of a part that makes several messages, a second try sends only what did not arrive."""
    part = Part(0, (Span("x" * 1_025),), files=(Document("a.csv", "text/csv", b"a"),))

    async def scene(telegram: Any) -> None:
        server.fault("server error", method="sendMessage")
        with pytest.raises(SendError, match="network"):
            await telegram.send(str(mara.id), part, key="5.0")
        await telegram.send(str(mara.id), part, key="5.0")

    with_telegram(server, scene)
    assert ["document" in sent.raw for sent in server.sent(mara)] == [True, False]


MEANINGS: dict[str, tuple[str, str]] = {
    "flood": ("flood", "wait"), "blocked": ("blocked", "permanent"), "deactivated": ("gone", "permanent"),
    "kicked": ("gone", "permanent"), "silenced": ("silent", "permanent"),
    "cannot initiate": ("blocked", "permanent"),
    "not found": ("gone", "permanent"),
    "server error": ("network", "again"), "bad gateway": ("network", "again"),
    "token revoked": ("unauthorized", "wait"), "upgraded": ("upgraded", "again"),
}  # fmt: skip
"""Each fault of notes/telegram.md that a message in a private chat can meet → code and what follows."""


@pytest.mark.parametrize("name", MEANINGS)
def test_what_a_fault_means(server: BotApi, mara: Person, name: str) -> None:
    """Refusals are permanent, floods are waited for, faults of the line are tried again; nothing arrived."""
    server.fault(name)
    (error,) = send(server, mara, PLAIN)
    assert isinstance(error, SendError)
    code, then = MEANINGS[name]
    assert error.code == code
    assert error.permanent is (then == "permanent")
    assert (error.retry_after is not None) is (then == "wait")
    assert not error.unknown
    if name == "flood":
        assert error.retry_after == timedelta(seconds=7)
    assert server.sent(mara) == []


@pytest.mark.parametrize("name", ["reset", "accepted then reset"])
def test_a_line_that_breaks(server: BotApi, mara: Person, name: str) -> None:
    """Nobody knows whether the message arrived, so it is not one to send again."""
    server.fault(name, method="sendMessage")
    (error,) = send(server, mara, PLAIN)
    assert isinstance(error, SendError)
    assert (error.code, error.permanent, error.unknown) == ("cut-off", False, True)
    assert len(server.sent(mara)) == (name == "accepted then reset")


def test_nobody_listens(server: BotApi, mara: Person) -> None:
    """A server that cannot be reached took nothing: try again."""

    async def scene() -> SendError:
        telegram = create("telegram", {"token": server.token, "base_url": "http://127.0.0.1:9"})
        with pytest.raises(SendError) as refused:
            await telegram.send(str(mara.id), PLAIN, key="1.0")
        await telegram.stop()
        return refused.value

    error = asyncio.run(scene())
    assert (error.code, error.permanent, error.unknown) == ("unreachable", False, False)


def test_a_flood_rests_this_chat_or_all(server: BotApi, mara: Person) -> None:
    """After 429 nothing goes to this chat, others go on; a second chat's 429 rests the whole bot."""
    jonas, lea = server.user("Jonas"), server.user("Lea")
    jonas.starts()
    lea.starts()

    async def scene(telegram: Any) -> None:
        server.fault("flood", chat=mara.id)
        codes = []
        for number, person in enumerate((mara, mara, jonas, lea)):
            if person is lea:
                server.fault("flood", chat=lea.id)
            try:
                await telegram.send(str(person.id), PLAIN, key=f"{number}.0")
            except SendError as error:
                codes.append(error.code)
        with pytest.raises(SendError, match="flood"):
            await telegram.send(str(jonas.id), PLAIN, key="9.0")
        assert codes == ["flood", "flood", "flood"]

    with_telegram(server, scene)
    assert len(server.called("sendMessage")) == 3
    assert len(server.sent(jonas)) == 1
