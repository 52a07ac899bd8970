"""Calendars that programs subscribe to: made in the chat, fetched from the web server, ended at once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import icalendar
import pytest
import recurring_ical_events
from sqlalchemy import select

from bot.web.calendars import MOST_OF_ONE
from bot.web.server import Web
from dialogs.turn import State
from storage.models import Account, Deletion, Feed, Membership, OutboxMessage, Person
from storage.services import dates, feeds
from storage.session import Store
from tests.bot.assembly import HandClock
from tests.dialogue import Talk
from tests.storage.meetings.scene import DAY, Scene, scene, wall

LINK = re.compile(r"https://kitt\.example\.org(/calendar/[\w-]{43}\.ics)")


def talk(play: Scene, name: str, url: str = "https://kitt.example.org/") -> Talk:
    with play.store.read() as session:
        account = session.scalars(select(Account.id).where(Account.person_id == play.people[name])).one()
    return Talk(play.store, account, now=play.now, web_url=url)


def link_in(said: str) -> str:
    found = LINK.search(said)
    assert found, said
    return found[1]


@asynccontextmanager
async def served(play: Scene) -> AsyncIterator[httpx.AsyncClient]:
    clock = HandClock()
    clock.now = play.now
    web = Web("127.0.0.1", 0)
    web.start(play.store, str, clock)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{web.port}", timeout=60) as client:
        try:
            yield client
        finally:
            await web.stop()


def titles(text: str, play: Scene, days: int = 60) -> list[str]:
    read = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
    return [str(one["SUMMARY"]) for one in read.between(play.now - DAY, play.now + days * DAY)]


def test_from_the_chat_into_the_calendar(store: Store) -> None:
    """The link opens one's own meetings and nobody else's; a new one ends the old, and off is off."""

    async def live() -> None:
        play = scene(store)
        play.plan(title="Runde A", rrule="FREQ=WEEKLY")
        cancelled = play.dates(play.plan("B", title="Runde B"))[0]
        with store.write() as session:
            nele = play.viewer(session, "Nele")
            dates.cancel_date(session, viewer=nele, occurrence_id=cancelled.id, sequence=0, now=play.now)
        chat = talk(play, "Mara")
        first = link_in(chat.say("kalender abonnieren"))
        with store.read() as session:
            assert first not in str(session.scalars(select(Feed.digest)).all())
        async with served(play) as client:
            got = await client.get(first)
            assert (got.status_code, got.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
            assert got.headers["cache-control"].startswith("private")
            assert titles(got.text, play).count("Runde A") == 7
            assert titles(got.text, play).count("Abgesagt: Runde B") == 1
            for person in play.people:
                assert f"{person} " not in got.text.replace("Runde A", "")
            jonas = await client.get(link_in(talk(play, "Jonas").say("/kalender")))
            assert "Runde B" not in jonas.text
            assert (await client.head(first)).content == b""
            same = await client.get(first, headers={"If-None-Match": got.headers["etag"]})
            assert (same.status_code, same.content) == (304, b"")
            since = {"If-Modified-Since": got.headers["last-modified"]}
            assert (await client.get(first, headers=since)).status_code == 304
            play.plan("B", title="Runde C")
            other = await client.get(first, headers=since)
            assert (other.status_code, "Runde C" in other.text) == (200, True)
            assert other.headers["last-modified"] != got.headers["last-modified"]
            assert "Link" in chat.say("/calendar")
            second = link_in(chat.say("1"))
            nothing = await client.get("/calendar/" + "x" * 43 + ".ics")
            for path in (first, "/calendar/x.ics", "/calendar/" + "ü" * 43 + ".ics"):
                answer = await client.get(path)
                assert (answer.status_code, answer.content, list(answer.headers)) == (
                    404, b"", list(nothing.headers),
                )  # fmt: skip
            assert (await client.get(second)).status_code == 200
            chat.say("2")
            assert (await client.get(second)).status_code == 404

    asyncio.run(live())


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_who_goes_and_who_asks_too_often(store: Store) -> None:
    """Out of the group, its meetings are gone; out of the network, or about to be deleted, so is the link."""

    async def live() -> None:
        play = scene(store)
        play.plan(title="Runde A")
        paths = {name: link_in(talk(play, name).say("/kalender")) for name in ("Mara", "Jonas", "Lena")}
        async with served(play) as client:
            with store.write() as session:
                session.delete(session.get_one(Membership, (play.groups["A"], play.people["Mara"])))
                session.get_one(Person, play.people["Jonas"]).left_on = play.today
                session.add(Deletion(person_id=play.people["Lena"], asked_at=play.now, due_at=play.now + DAY))
            mara = await client.get(paths["Mara"])
            assert (mara.status_code, "Runde A" in mara.text) == (200, False)
            assert icalendar.Calendar.from_ical(mara.text)
            assert [(await client.get(paths[name])).status_code for name in ("Jonas", "Lena")] == [404, 404]
            answers = [(await client.get(paths["Mara"])).status_code for _ in range(MOST_OF_ONE)]
            assert answers == [200] * (MOST_OF_ONE - 1) + [429]

    asyncio.run(live())


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_without_a_web_server(store: Store) -> None:
    """It says so, and gives the file; where others read along there is neither."""
    play = scene(store)
    chat = talk(play, "Mara", url="")
    assert "kein Treffen" in chat.say("/kalender")
    number = play.plan(title="Runde", starts_wall=wall(2026, 12, 10, 10))
    assert "nicht erreichbar" in chat.say("kann man den kalender abonnieren?")
    (file,) = chat.reply.files
    assert (file.name, titles(file.text, play)) == ("treffen.ics", ["Runde"])
    chat.in_group = True
    assert "privaten Chat" in chat.say("/kalender")
    assert not chat.reply.files
    with store.read() as session:
        mara = play.viewer(session, "Mara")
        assert feeds.made_at(session, viewer=mara) is None
        assert "Runde" in feeds.date_file(session, viewer=mara, occurrence_id=play.dates(number)[0].id)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_one_of_a_list_of_invitations(store: Store) -> None:
    """Its button shows the date with file and question; of a group that one has left, it shows nothing."""
    play = scene(store)
    for number in (1, 2):
        play.plan(title=f"Runde {number}", place="Halle", starts_wall=wall(2026, 12, number, 10))
    play.look()
    with store.read() as session:
        rows = session.scalars(select(OutboxMessage)).all()
        (listed,) = [row.payload for row in rows if row.payload["person"] == play.people["Mara"]]
    assert "files" not in listed
    chat = talk(play, "Mara")
    chat.state = State(options=tuple(listed["options"]))
    said = chat.press(2)
    assert "Runde 2: Mittwoch, 2. Dezember 2026, 10:00" in said
    assert said.endswith("Kommst Du?\n1  Ich komme\n2  Ich kann nicht\n3  Weiß noch nicht")
    assert "SUMMARY:Runde 2" in chat.reply.files[0].text
    assert chat.reply.options[0].data == {"occurrence": 2, "answer": "yes"}
    with store.write() as session:
        session.delete(session.get_one(Membership, (play.groups["A"], play.people["Mara"])))
    chat.state = State(options=tuple(listed["options"]))
    assert "Runde" not in chat.press(1)
