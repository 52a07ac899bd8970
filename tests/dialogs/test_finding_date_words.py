"""What people write about times: which are suggested, and which of them suit."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.topics.finding_date_reading import Said, said_in
from dialogs.topics.finding_date_words import VOTES, Scale, UnclearError, votes_in
from storage.models import Answer

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BERLIN)
TUE, WED, THU = (
    datetime.fromisoformat(one) for one in ("2026-11-24T10:00", "2026-11-25T14:00", "2026-11-26T14:30")
)
SIGNS = {"+": Answer.YES, "-": Answer.NO, "?": Answer.MAYBE}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Dienstag passt mir", "+.."), ("Di und Do passen", "+.+"), ("Di und Do passen, Mi nicht", "+-+"),
        ("ich kann Di und Do, Mi nicht", "+-+"), ("Mi nicht, Di und Do passen", "+-+"),
        ("alle außer Mittwoch", "+-+"), ("all but Wednesday", "+-+"), ("nur Donnerstag", "--+"),
        ("keiner passt", "---"), ("mir passt keiner", "---"), ("none of them works", "---"),
        ("alles passt", "+++"), ("mir egal", "+++"), ("ich kann alle", "+++"),
        ("Dienstag kann ich gar nicht, sonst alles", "-++"), ("kein Problem am Dienstag", "+.."),
        ("Mittwoch vielleicht, Dienstag geht", "+?."), ("1 und 3 passen", "+.+"),
        ("Vorschlag 2 geht nicht", ".-."),
        ("Tuesday and Thursday work for me", "+.+"), ("Wednesday doesn't work", ".-."),
        ("halb drei passt mir", "..+"), ("am 24. kann ich", "+.."), ("Dienstag um 10 geht", "+.."),
        ("Freitag passt mir", "..."), ("ich kann am 14. nicht", "..."),
        ("Dienstag um 11 passt es mir", "..."),
        ("Freitag 9 Uhr ginge auch", "..."), ("3 passt", "..+"), ("I can do Tuesday", "+.."),
    ],
)  # fmt: skip
def test_what_suits(text: str, says: str) -> None:
    """Each time takes what is said of it; of the others nothing is said."""
    expected = {place: SIGNS[sign] for place, sign in enumerate(says) if sign != "."}
    assert votes_in(text, Scale([TUE, WED, THU], NOW, BERLIN)) == expected
    assert VOTES.search(text)


def test_two_days_of_one_name() -> None:
    """A weekday that two days are is asked, a day or an hour is not."""
    scale = Scale([TUE.replace(day=1, month=12), TUE.replace(day=8, month=12)], NOW, BERLIN)
    with pytest.raises(UnclearError):
        votes_in("Dienstag passt", scale)
    assert votes_in("der 1. Dezember passt", scale) == {0: Answer.YES}
    assert votes_in("Dienstag, 8.12. passt nicht", scale) == {1: Answer.NO}


def said(text: str, language: str = "de") -> Said:
    return said_in(text, NOW, BERLIN, language)


@pytest.mark.parametrize(
    "text",
    [
        "finde einen Termin: Di 10 Uhr, Mi 14 Uhr oder Do halb drei",
        "Di um 10, Mi um 14 und Do um halb drei",
        "24.11. 10 Uhr, 25.11. 14 Uhr, 26.11. 14:30", "Dienstag, 24.11. um 10, Mittwoch 14 Uhr, Do 14:30",
        "morgen um 10 oder übermorgen um 14 Uhr oder Donnerstag halb 3",
    ],
)  # fmt: skip
def test_times_that_are_suggested(text: str) -> None:
    """However they are joined."""
    assert said(text).times == (TUE, WED, THU)


def test_what_belongs_together() -> None:
    """A time of the day counts for the days before it; a part of the day is no time, and is asked."""
    assert said("Di oder Mi um 10").times == (TUE, WED.replace(hour=10))
    assert said("Di 10 oder 14 Uhr").times == (TUE, TUE.replace(hour=14))
    found = said("Mittwoch Vormittag oder Donnerstag halb drei")
    assert (found.times, found.days) == ((THU,), (WED.date(),))
    assert said("Di 10-12 Uhr").minutes == 120
    assert said("Thursday half two", "en").choices[0].times == (THU, THU.replace(hour=13))


def test_what_stands_beside() -> None:
    """How long, until when, how many, what, where; what is not understood is said."""
    found = said("Di 10 Uhr, 90 Minuten, bis Donnerstag, wenn 5 zusagen, Titel: Planung 2027, online")
    assert (found.minutes, found.quorum, found.title, found.place) == (90, 5, "Planung 2027", "online")
    assert found.deadline == THU.replace(hour=18, minute=0)
    assert said("Fr 99 Uhr").unread == ("Fr 99 Uhr",)
    assert said("Di 10 Uhr bis Donnerstag").deadline == THU.replace(hour=18, minute=0)
    assert not said("starte eine terminumfrage").anything


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_hostile_texts(text: str) -> None:
    """Whatever is written, the reading ends, and means only times that are there."""
    said(text)
    with suppress(UnclearError):
        assert votes_in(text, Scale([TUE, WED, THU], NOW, BERLIN)).keys() <= {0, 1, 2}
