"""Series: every form that people write is read as its rule, and what Kitt says back means the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.dates import Reading, read, spell
from nlu.dates.spelling_out import _DAYS, _MONTHS
from tests.nlu.dates.gold import BERLIN, NOW, unseen, written

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTH = {
    1: ("ersten", "1.", "first", "1st"),
    2: ("zweiten", "2.", "second", "2nd"),
    3: ("dritten", "3.", "third", "3rd"),
    4: ("vierten", "4.", "fourth", "4th"),
    -1: ("letzten", "letzten", "last", "last"),
}
_nows = st.integers(0, 6 * 366 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
_weekdays = st.integers(0, 6)
_hours = st.integers(8, 20)


def _weekly(day: int, hour: int) -> Iterator[tuple[str, str]]:
    german, english = _DAYS["de"][day], _DAYS["en"][day]
    for text in (
        f"jeden {german} um {hour:02d}:00",
        f"{german.lower()}s um {hour:02d}:00",
        f"immer {german.lower()}s {hour:02d}:00",
        f"jede Woche {german} {hour:02d}:00 Uhr",
        f"wöchentlich am {german} um {hour:02d}:00",
        f"um {hour:02d}:00 jeden {german}",
        f"Plenum jeden {german} um {hour:02d}:00 im Rathaus",
    ):
        yield text, "de"
    for text in (
        f"every {english} at {hour:02d}:00",
        f"{english}s at {hour:02d}:00",
        f"weekly on {english} at {hour:02d}:00",
        f"each {english} at {hour:02d}:00",
        f"at {hour:02d}:00 every {english}",
    ):
        yield text, "en"


@given(_weekdays, _hours, _nows)
@settings(max_examples=20)
def test_every_week(day: int, hour: int, now: datetime) -> None:
    """The next such day at that time, and its rule."""
    for text, language in _weekly(day, hour):
        found = read(text, now, BERLIN, language)
        assert found.recurrence == f"FREQ=WEEKLY;BYDAY={_CODES[day]}", text
        assert found.start is not None
        assert (found.start.weekday(), found.start.hour) == (day, hour), text
        assert now < found.start <= now + timedelta(days=7, hours=1), text


@given(_weekdays, st.integers(2, 8), _hours, _nows)
@settings(max_examples=15)
def test_every_so_many_weeks(day: int, weeks: int, hour: int, now: datetime) -> None:
    """ "Alle drei Wochen", "every 3 weeks", "14-tägig"."""
    german, english = _DAYS["de"][day], _DAYS["en"][day]
    told = [
        (f"alle {weeks} Wochen {german.lower()}s um {hour:02d}:00", "de"),
        (f"alle {weeks} Wochen am {german} um {hour:02d}:00", "de"),
        (f"every {weeks} weeks on {english} at {hour:02d}:00", "en"),
    ]
    if weeks == 2:
        told += [
            (f"alle 14 Tage {german.lower()}s {hour:02d}:00", "de"),
            (f"14-tägig {german} {hour:02d}:00 Uhr", "de"),
            (f"every other {english} at {hour:02d}:00", "en"),
        ]
    for text, language in told:
        found = read(text, now, BERLIN, language)
        assert found.recurrence == f"FREQ=WEEKLY;INTERVAL={weeks};BYDAY={_CODES[day]}", text
        assert found.start is not None
        assert (found.start.weekday(), found.start.hour) == (day, hour), text


@given(_weekdays, st.sampled_from(sorted(_NTH)), _hours, _nows)
@settings(max_examples=20)
def test_every_nth_weekday_of_a_month(day: int, nth: int, hour: int, now: datetime) -> None:
    """ "Jeden zweiten Dienstag im Monat" in words and figures."""
    german, english = _DAYS["de"][day], _DAYS["en"][day]
    word, figure, said, short = _NTH[nth]
    clock = f"{hour:02d}:00"
    told = [
        (f"jeden {word} {german} im Monat um {clock}", "de"),
        (f"jeden {figure} {german} im Monat, {clock}", "de"),
        (f"immer am {word} {german} des Monats um {clock}", "de"),
        (f"am {word} {german} jedes Monats um {clock}", "de"),
        (f"every {said} {english} of the month at {clock}", "en"),
        (f"the {short} {english} of every month, {clock}", "en"),
    ]
    for text, language in told:
        found = read(text, now, BERLIN, language)
        assert found.recurrence == f"FREQ=MONTHLY;BYDAY={nth}{_CODES[day]}", text
        assert found.start is not None
        assert (found.start.weekday(), found.start.hour) == (day, hour), text
        week = (found.start.day - 1) // 7 + 1
        assert week == nth or (nth == -1 and (found.start + timedelta(days=7)).month != found.start.month), (
            text
        )


@given(st.lists(st.integers(1, 28), min_size=1, max_size=2, unique=True), _nows)
@settings(max_examples=15)
def test_days_of_a_month(days: list[int], now: datetime) -> None:
    """ "Am 1. und 15. jedes Monats"."""
    days = sorted(days)
    german = " und ".join(f"{day}." for day in days)
    nth = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}
    english = " and ".join(f"{day}{nth.get(day, 'th')}" for day in days)
    told = [
        (f"jeden {german} im Monat um 09:00", "de"),
        (f"am {german} jedes Monats um 09:00", "de"),
        (f"immer am {german} um 09:00", "de"),
        (f"on the {english} of every month at 9am", "en"),
    ]
    for text, language in told:
        found = read(text, now, BERLIN, language)
        assert found.recurrence == "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(map(str, days)), text
        assert found.start is not None
        assert found.start.day in days, text


@given(_weekdays, st.integers(2, 40), st.dates(date(2033, 1, 1), date(2034, 12, 28)), _nows)
@settings(max_examples=15)
def test_ends(day: int, count: int, last: date, now: datetime) -> None:
    """So many times, or until a day."""
    german, english = _DAYS["de"][day], _DAYS["en"][day]
    rule = f"FREQ=WEEKLY;BYDAY={_CODES[day]}"
    for text in (
        f"jeden {german}, {count} Mal",
        f"{count} mal jeden {german}",
        f"{english}s, {count} times",
        f"every {english} for {count} weeks",
        f"jeden {german} {count} Wochen lang",
    ):
        found = read(text, now, BERLIN)
        assert found.recurrence is not None, text
        assert found.recurrence == f"{rule};COUNT={count}" or _times(found) == count, text
    for text in (
        f"jeden {german} bis {last.day}.{last.month}.{last.year}",
        f"every {english} until {last.day} {_MONTHS['en'][last.month - 1]} {last.year}",
    ):
        assert read(text, now, BERLIN).recurrence == f"{rule};UNTIL={last:%Y%m%d}", text


def _times(found: Reading) -> int:
    """How often a weekly series happens until its end."""
    assert found.start is not None
    until = datetime.strptime((found.recurrence or "")[-8:], "%Y%m%d").date()  # noqa: DTZ007 (a day)
    return (until - found.start.date()).days // 7 + 1


@given(_weekdays, st.integers(1, 30), _hours, _nows)
@settings(max_examples=15)
def test_exceptions(day: int, later: int, hour: int, now: datetime) -> None:
    """A date that is one of the series is left out; one that is none is asked."""
    german, english = _DAYS["de"][day], _DAYS["en"][day]
    first = read(f"jeden {german} um {hour:02d}:00", now, BERLIN).start
    assert first is not None
    gone = first.date() + timedelta(days=7 * later)
    german_month, english_month = _MONTHS["de"][gone.month - 1], _MONTHS["en"][gone.month - 1]
    for text in (
        f"jeden {german} um {hour:02d}:00 außer am {gone.day}.{gone.month}.{gone.year}",
        f"jeden {german} um {hour:02d}:00, aber nicht am {gone.day}. {german_month} {gone.year}",
        f"every {english} at {hour:02d}:00 except on {gone.day} {english_month} {gone.year}",
    ):
        found = read(text, now, BERLIN)
        assert [each.date() for each in found.exceptions] == [gone], text
        assert [each.hour for each in found.exceptions] == [hour], text
    other = gone + timedelta(days=3)
    asked = read(f"jeden {german} um {hour:02d}:00 außer am {other:%d.%m.%Y}", now, BERLIN)
    assert (asked.start, asked.missing) == (None, {"exception"})


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_kitt_says_back_is_read_back(language: str) -> None:
    """Each series of the sets, in full, means itself: nobody confirms something else than is planned."""
    different = []
    checked = 0
    for now, text, _ in unseen():
        found = read(text, now, BERLIN)
        if found.start is None or found.recurrence is None:
            continue
        again = read(spell(found, language), now, BERLIN, language)
        checked += 1
        if written(again).split(" | ")[0] != written(found).split(" | ")[0]:
            different.append((spell(found, language), written(found), written(again)))
    assert different == []
    assert checked >= 100
