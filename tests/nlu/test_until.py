"""Until when and for how long: what people say, as moments; whatever they say, never the past."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.until import LONGEST, end_of_pause, is_open_ended

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 10, 30, tzinfo=BERLIN)

SAID = {
    "stumm bis Montag": "2026-11-30 00:00",
    "2 stunden ruhe": "2026-11-23 12:30",
    "eine halbe Stunde": "2026-11-23 11:00",
    "1,5 h bitte": "2026-11-23 12:00",
    "for half an hour": "2026-11-23 11:00",
    "an hour": "2026-11-23 11:30",
    "mute me for two weeks": "2026-12-07 10:30",
    "drei tage": "2026-11-26 10:30",
    "ein paar tage": "2026-11-26 10:30",
    "30 minuten": "2026-11-23 11:00",
    "kein ton bis 14 uhr": "2026-11-23 14:00",
    "bis 9 uhr": "2026-11-24 09:00",
    "bis halb neun": "2026-11-24 08:30",
    "until 5 pm": "2026-11-23 17:00",
    "until 17:45": "2026-11-23 17:45",
    "bis freitag 9 uhr": "2026-11-27 09:00",
    "bis morgen früh": "2026-11-24 08:00",
    "bis montag morgen": "2026-11-30 00:00",
    "bis heute abend": "2026-11-23 18:00",
    "bis mittags": "2026-11-23 12:00",
    "bis übermorgen": "2026-11-25 00:00",
    "until tomorrow": "2026-11-24 00:00",
    "bis einschließlich Mittwoch": "2026-11-26 00:00",
    "bis zum 6.1.": "2027-01-06 00:00",
    "bis 24.12.2026": "2026-12-24 00:00",
    "bis 24. 12. 26": "2026-12-24 00:00",
    "bis 3. Januar": "2027-01-03 00:00",
    "bis einschließlich 15. August": "2027-08-16 00:00",
    "until 15th of August": "2027-08-15 00:00",
    "until January 3rd": "2027-01-03 00:00",
    "bis 2026-12-01": "2026-12-01 00:00",
    "bis Ende Januar": "2027-02-01 00:00",
    "bis ende der woche": "2026-11-30 00:00",
    "bis ende nächster woche": "2026-12-07 00:00",
    "bis nächste woche": "2026-11-30 00:00",
    "until next week": "2026-11-30 00:00",
    "bis monatsende": "2026-12-01 00:00",
    "until the end of the year": "2027-01-01 00:00",
    "bis zum wochenende": "2026-11-28 00:00",
    "stumm bis 31.": "2026-12-31 00:00",
    "bis zum 24.": "2026-11-24 00:00",
    "stumm bis weihnachten": "2026-12-24 00:00",
    "bis nach ostern": "2027-03-30 00:00",
    "until new year": "2027-01-01 00:00",
    "bis 14 uhr 15": "2026-11-23 14:15",
    "stumm bis 28.3. 2 uhr 30": "2027-03-28 03:00",
    "heute nix mehr": "2026-11-24 00:00",
    "diese woche bitte ruhe": "2026-11-30 00:00",
    "nerv mich erst ab dienstag wieder": "2026-11-24 00:00",
}

UNSAID = [
    "stumm", "sei still", "ab montag hab ich urlaub", "bis bald", "bis 31.2.", "bis 5.11.2026",
    "nach 18 uhr", "bis ich mich melde", "bis auf weiteres", "900 wochen", "0 stunden", "tag", "montag", "",
    "bis", "bis 99 uhr",
]  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_what_people_say(text: str) -> None:
    """Each is the moment that is meant on a Monday morning in Berlin."""
    found = end_of_pause(text, MONDAY)
    assert found is not None
    assert found.strftime("%Y-%m-%d %H:%M") == SAID[text]
    assert found.tzinfo is BERLIN


@pytest.mark.parametrize("text", UNSAID)
def test_what_says_nothing(text: str) -> None:
    """No moment is made up; neither a day that does not exist nor one that is over counts."""
    assert end_of_pause(text, MONDAY) is None


@pytest.mark.parametrize(
    "text", ["bis auf Weiteres", "bis ich mich melde", "until further notice", "forever"]
)
def test_open_ended(text: str) -> None:
    """Some pauses end only by a word."""
    assert is_open_ended(text)
    assert not is_open_ended("bis Montag")


def test_hours_follow_the_clock_and_days_the_calendar() -> None:
    """Over the change of the clock two hours stay two hours, and a day ends at the same time of day."""
    before = datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN)
    in_two_hours, in_a_day = end_of_pause("2 stunden", before), end_of_pause("1 tag", before)
    assert in_two_hours is not None
    assert in_a_day is not None
    assert in_two_hours.isoformat() == "2026-10-25T02:30:00+01:00"
    assert in_a_day.isoformat() == "2026-10-26T01:30:00+01:00"


WORDS = st.sampled_from(
    "bis until zum ab erst wieder heute morgen übermorgen montag sunday so mo 14 uhr 5 pm am früh abend "
    "halb neun 3. 12. januar 2027 31.2. 29.2. 6.1. ende der woche next week monatsende 2 stunden 90 minuten "
    "drei tage paar a half an hour mittag midnight einschließlich 24:00 25:61 999 monate".split()
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(BERLIN))  # noqa: DTZ001


@given(st.lists(WORDS, max_size=7).map(" ".join) | st.text(max_size=40), MOMENTS)
def test_never_the_past_nor_the_far_future(text: str, now: datetime) -> None:
    """Whatever is said: nothing, or a moment to come that is believable."""
    end = end_of_pause(text, now)
    assert end is None or now.timestamp() < end.timestamp() <= now.timestamp() + LONGEST.total_seconds()


@given(st.integers(1, 700), MOMENTS)
def test_days_and_hours_add_up(number: int, now: datetime) -> None:
    """So many days later it is the same time of day; so many minutes are so many minutes."""
    days, minutes = end_of_pause(f"{number} tage", now), end_of_pause(f"{number} minuten", now)
    assert days is not None
    assert minutes is not None
    assert (days.date() - now.date()).days == number
    assert minutes.timestamp() - now.timestamp() == timedelta(minutes=number).total_seconds()
