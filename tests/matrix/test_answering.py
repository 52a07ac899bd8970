"""What people do in a private chat besides writing: reactions, edits, polls, what is taken back, files."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from nio import RedactionEvent

from bot.handling import Dialogue
from dialogs.turn import Contact, Reply, say
from storage.session import Store
from tests.bot.assembly import Assembly, echo, events, play, understood
from tests.matrix.person import Person, until
from tests.matrix.scene import kitt
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]
Scene = Callable[[Person, str, str, Assembly], Awaitable[None]]

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""


@pytest.fixture
def in_private(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> Callable[..., None]:
    """Let a scene play in a private chat: (mara, room, kitt's name, kitt)."""
    me, mara = account("kitt"), account("mara")

    async def whole(scene: Scene, dialogue: Dialogue | None, encrypted: bool) -> None:
        async with (
            Person(homeserver.address, mara, tmp_path / "mara") as person,
            kitt(homeserver, me, store, tmp_path / "home", [], dialogue=dialogue) as assembly,
        ):
            room = await person.opens(me, encrypted=encrypted)
            await person.with_member(room, me)
            await scene(person, room, me, assembly)

    return lambda scene, dialogue=None, *, encrypted=True: play(lambda: whole(scene, dialogue, encrypted))


def kinds(store: Store) -> list[str]:
    return [str(event.payload["kind"]) for event in events(store)]


def test_one_tap_answers(in_private: Callable[..., None], store: Store) -> None:
    """Kitt puts the signs of its options; who taps one has chosen, whatever the emoji wears."""

    async def scene(mara: Person, room: str, me: str, _kitt: Assembly) -> None:
        asked = await mara.writes(room, "options")
        await mara.reads(room, me)
        (offer,) = mara.messages(room, me)
        assert offer.source["content"]["body"] == "guest: options\n1. one\n2. two"
        await until(lambda: len(mara.reactions(offer.event_id, me)) == 2)
        assert mara.reactions(offer.event_id, me) == ["1️⃣", "2️⃣"]
        tapped = await mara.reacts(room, offer.event_id, "2️⃣")
        assert (await mara.reads(room, me, 2))[1] == "chosen pick 2"
        await mara.client.room_redact(room, tapped)
        await until(lambda: kinds(store)[-1] == "reaction")
        assert events(store)[-1].payload["text"] == ""
        await mara.reacts(room, offer.event_id, "1\N{COMBINING ENCLOSING KEYCAP}")
        assert (await mara.reads(room, me, 3))[2] == "chosen pick 1"
        await mara.reacts(room, offer.event_id, "👍🏾")
        await until(lambda: kinds(store).count("reaction") == 2)
        # A message of one's own has no options.
        await mara.reacts(room, asked, "1️⃣")
        await mara.writes(room, "end")
        assert (await mara.reads(room, me, 4))[3] == "guest: end"
        # A question that is answered is over: its signs go away.
        await mara.writes(room, "form")
        card = (await mara.reads(room, me, 5)) and mara.messages(room, me)[4]
        await until(lambda: mara.reactions(card.event_id, me) == ["1️⃣"])
        await mara.reacts(room, card.event_id, "1️⃣")
        assert (await mara.reads(room, me, 6))[5] == "done"
        await until(
            lambda: any(isinstance(event, RedactionEvent) and event.sender == me for _, event in mara.got)
        )

    in_private(scene)
    assert kinds(store) == ["text", "press", "reaction", "press", "reaction", "text", "text", "press"]


def test_edited_and_taken_back(in_private: Callable[..., None], store: Store) -> None:
    """An edited question has its answer edited; nobody edits for others; polls are no questions."""

    async def scene(mara: Person, room: str, me: str, _kitt: Assembly) -> None:
        asked = await mara.writes(room, "first")
        await mara.reads(room, me)
        (answer,) = mara.messages(room, me)
        await mara.edits(room, asked, "second")
        await mara.reads(room, me, 2)
        said = mara.messages(room, me)[1].source["content"]
        assert said["m.relates_to"] == {"rel_type": "m.replace", "event_id": answer.event_id}
        assert said["m.new_content"]["body"] == "guest: second"
        assert said["body"] == "* guest: second"
        await mara.edits(room, answer.event_id, "Kitt's words in its mouth")
        start = {"question": {"org.matrix.msc1767.text": "Who?"}, "answers": [], "max_selections": 1}
        poll = {"org.matrix.msc3381.poll.start": start, "org.matrix.msc1767.text": "Who?"}
        number = await mara.sends(room, "org.matrix.msc3381.poll.start", poll)
        vote = {"m.relates_to": {"rel_type": "m.reference", "event_id": number}}
        await mara.sends(room, "org.matrix.msc3381.poll.response", vote)
        # What cannot be edited is said anew.
        last = await mara.writes(room, "third")
        await mara.reads(room, me, 3)
        await mara.client.room_redact(room, mara.messages(room, me)[2].event_id)
        await mara.edits(room, last, "fourth")
        assert (await mara.reads(room, me, 4))[3] == "guest: fourth"
        assert "m.new_content" not in mara.messages(room, me)[3].source["content"]

    in_private(scene)
    assert kinds(store) == ["text", "edited", "text", "edited"]


@pytest.mark.parametrize("encrypted", [True, False])
def test_cards_and_files(in_private: Callable[..., None], encrypted: bool) -> None:
    """A card is a text with a number to tap, and a file; what people send is fetched and decrypted."""
    contact = Contact("+4939415550100", "Mara", "Lindner", "BEGIN:VCARD\nEND:VCARD\n")

    def answer(session, asked, viewer, state, understanding, choice):  # type: ignore[no-untyped-def]
        if asked.received is not None:
            content = asked.received.content or asked.received.error.encode()
            return Reply((say("echo", text=content.decode()),))
        if asked.text == "card":
            text = say("echo", text="☎ 03941 5550100 · ✉ mara@example.org · <b>")
            return Reply((text,), contacts=(contact,))
        return echo(session, asked, viewer, state, understanding, choice)

    dialogue = Dialogue(
        lambda _session, _viewer: None, understood, answer, lambda _viewer, enclosed, _state: enclosed
    )

    async def scene(mara: Person, room: str, me: str, assembly: Assembly) -> None:
        assembly.fetcher.bind(asyncio.get_running_loop())
        await mara.writes(room, "card")
        await mara.reads(room, me, 3)
        text, card, file = (message.source["content"] for message in mara.messages(room, me))
        assert text["formatted_body"] == (
            '☎ <a href="tel:039415550100">03941 5550100</a> · '
            '✉ <a href="mailto:mara@example.org">mara@example.org</a> · &lt;b&gt;'
        )
        assert card["formatted_body"] == (
            '<strong>Mara Lindner</strong>: <a href="tel:+4939415550100">+4939415550100</a>'
        )
        assert (file["msgtype"], file["filename"], "file" in file) == (
            "m.file", "Mara-Lindner.vcf", encrypted,
        )  # fmt: skip
        sent = await mara.file(b"name;ort\n", encrypted=encrypted)
        where = {"file": sent} if encrypted else sent
        await mara.writes(room, "liste.csv", msgtype="m.file", info={"size": 9}, **where)
        await mara.reads(room, me, 4)
        wrong = {"file": sent | {"hashes": {"sha256": "AAAA"}}} if encrypted else {"url": f"{sent['url']}X"}
        await mara.writes(room, "liste.csv", msgtype="m.file", **wrong)
        assert (await mara.reads(room, me, 5))[3:] == ["name;ort", "failed"]

    in_private(scene, dialogue, encrypted=encrypted)


class Killed(BaseException):
    """The process is gone."""


def test_killed_between_a_message_and_its_signs(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """The next process puts the signs, and the message is there once."""
    me, mara = account("kitt"), account("mara")

    def dies(step: str) -> None:
        if step == "signing":
            raise Killed

    async def scene() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
        async with Person(homeserver.address, mara, tmp_path / "mara") as person:
            room = await person.opens(me)
            async with kitt(homeserver, me, store, tmp_path / "home", [], owner="first", probe=dies):
                await person.with_member(room, me)
                await person.writes(room, "options")
                await person.reads(room, me)
            (offer,) = person.messages(room, me)
            assert person.reactions(offer.event_id, me) == []
            async with kitt(homeserver, me, store, tmp_path / "home", [], owner="second") as second:
                await until(
                    lambda: second.messengers[0]._syncing and second.messengers[0]._syncing.ready.is_set()
                )
                await second.delivery.take_over()
                await second.delivery.sweep()
                await until(lambda: len(person.reactions(offer.event_id, me)) == 2)
                await person.writes(room, "end")
                assert await person.reads(room, me, 2) == ["guest: options\n1. one\n2. two", "guest: end"]

    play(scene)
