"""What holds for every moment and text: printed and read back it is the same, and nothing ever raises."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.dates import Choice, Reading, read, spell
from nlu.dates.numbers import cardinals, ordinals
from nlu.dates.spelling_out import _DAYS, _MONTHS
from tests.nlu.dates.gold import BERLIN, NOW, cases
from tests.nlu.dates.making import texts

_WORDS = {lang: {n: word for word, n, said in cardinals() if said == lang} for lang in ("de", "en")}
_GERMAN = {n: word for word, n, said in reversed(list(cardinals())) if said == "de"}
_ORDINALS = {n: word for word, n, said in ordinals() if said == "de" and word.endswith("ten")}

_days = st.dates(date(2025, 1, 1), date(2034, 12, 31))
_nows = st.integers(0, 10 * 366 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
_minutes = st.integers(4 * 60, 24 * 60 - 1)  # the hours in which clocks change have tests of their own


def _at(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=BERLIN)


def _absolute(moment: datetime) -> list[tuple[str, str]]:
    """A moment in every form that names its date in full."""
    d, m, y = moment.day, moment.month, moment.year
    hour, minute = moment.hour, moment.minute
    de_day, en_day = _DAYS["de"][moment.weekday()], _DAYS["en"][moment.weekday()]
    de_month, en_month = _MONTHS["de"][m - 1], _MONTHS["en"][m - 1]
    nth = f"{d}{'th' if 10 < d < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(d % 10, 'th')}"
    half = f"{(hour - 1) % 12 + 1}:{minute:02d} {'pm' if hour >= 12 else 'am'}"
    german = [
        f"{de_day}, {d}. {de_month} {y}, {hour:02d}:{minute:02d} Uhr",
        f"{de_day[:2]}, {d}.{m}.{y}, {hour:02d}:{minute:02d}",
        f"am {d:02d}.{m:02d}.{y % 100:02d} um {hour:02d}:{minute:02d}",
        f"{y}-{m:02d}-{d:02d} {hour:02d}:{minute:02d}",
        f"{y}-{m:02d}-{d:02d}T{hour:02d}:{minute:02d}",
        f"{hour:02d}:{minute:02d} Uhr am {d}. {de_month[:3]}. {y}",
        f"am {_ORDINALS[d]} {de_month} {y} um {hour:02d}:{minute:02d} Uhr",
        f"lass uns {de_day}, dem {d}. {de_month.replace('ä', 'a')} {y} um {hour:02d}:{minute:02d} treffen",
    ]
    english = [
        f"{en_day}, {d} {en_month} {y}, {hour:02d}:{minute:02d}",
        f"{en_month} {nth}, {y} at {half}",
        f"the {nth} of {en_month} {y} at {half}",
        f"{half} on {en_day} {d} {en_month[:3]} {y}",
    ]
    if hour > 12 and minute > 9:
        german.append(f"{d}. {de_month} {y}, {hour} Uhr {minute}")
        german.append(f"{d}.{m}.{y} um {_GERMAN[hour]} Uhr {_GERMAN[minute]}")
        german.append(f"{d}.{m}.{y} {hour}h{minute}")
        german.append(f"{d}.{m}.{y} um {hour}.{minute} Uhr")
    return [(text, "de") for text in german] + [(text, "en") for text in english]


@given(_days, _minutes, _nows)
@settings(max_examples=25)
def test_moment_in_every_form(day: date, minute: int, now: datetime) -> None:
    """A moment, printed in any form that names its date, is read back; nothing else is offered."""
    moment = _at(day, minute)
    for text, language in _absolute(moment):
        found = read(text, now, BERLIN, language)
        assert (found.start, found.alternatives) == (moment, ()), text


def _colloquial(minute: int) -> list[str]:
    """A time of five minutes as Germans and English people say it."""
    hour, past = (minute // 60 - 1) % 12 + 1, minute % 60
    following = hour % 12 + 1
    de, en, nxt, en_next = _GERMAN[hour], _WORDS["en"][hour], _GERMAN[following], _WORDS["en"][following]
    de, nxt = ("eins" if word == "ein" else word for word in (de, nxt))
    return {
        0: [f"um {hour}", f"{hour} Uhr", f"at {en}", f"{hour} o'clock"],
        5: [f"fünf nach {de}", f"five past {en}", f"5 nach {hour}"],
        10: [f"zehn nach {de}", f"ten past {en}"],
        15: [f"viertel nach {de}", f"viertel {nxt}", f"quarter past {en}", f"Viertel nach {hour}"],
        20: [f"zwanzig nach {de}", f"zehn vor halb {nxt}", f"twenty past {en}"],
        25: [f"fünf vor halb {nxt}", f"5 vor halb {following}", f"twenty-five past {en}"],
        30: [f"halb {nxt}", f"halb {following}", f"half past {en}", f"{en} thirty"],
        35: [f"fünf nach halb {nxt}", f"twenty-five to {en_next}"],
        40: [f"zwanzig vor {nxt}", f"zehn nach halb {nxt}", f"twenty to {en_next}"],
        45: [
            f"dreiviertel {nxt}",
            f"viertel vor {nxt}",
            f"quarter to {en_next}",
            f"drei viertel {following}",
        ],
        50: [f"zehn vor {nxt}", f"10 vor {following}", f"ten to {en_next}"],
        55: [f"fünf vor {nxt}", f"five to {en_next}", f"kurz vor {following}"],
    }[past]


@given(st.integers(1, 14), st.integers(6 * 12, 22 * 12).map(lambda fives: 5 * fives), _nows)
@settings(max_examples=25)
def test_colloquial_times(ahead: int, minute: int, now: datetime) -> None:
    """A time as people say it, with the part of the day, on any day of the next weeks."""
    day = now.date() + timedelta(days=ahead)
    german = (
        "morgens"
        if minute < 11 * 60
        else "mittags"
        if minute < 14 * 60
        else "nachmittags"
        if minute < 18 * 60
        else "abends"
    )
    english = (
        "in the morning" if minute < 12 * 60 else "in the afternoon" if minute < 18 * 60 else "in the evening"
    )
    if minute >= 12 * 60 - 5 and minute < 13 * 60:
        german, english = "mittags", "" if minute < 12 * 60 else "in the afternoon"
    for said in _colloquial(minute):
        spoken = re.search(r"past|to |half past|thirty|o'clock|^at ", said) is not None
        part, on = (english, "on") if spoken else (german, "am")
        text = f"{said} {part} {on} {day.day}.{day.month}.{day.year}"
        found = read(text, now, BERLIN)
        assert _at(day, minute) in (found.start, *(each.start for each in found.alternatives)), text
        if english or not spoken:
            assert found.start == _at(day, minute), text


@given(_nows, st.integers(0, 60), _minutes)
@settings(max_examples=25)
def test_counted_days(now: datetime, ahead: int, minute: int) -> None:
    """Days that are counted, and days of the coming weeks, with a time that is sure."""
    day = now.date() + timedelta(days=ahead)
    clock = f"{minute // 60:02d}:{minute % 60:02d}"
    name, english = _DAYS["de"][day.weekday()], _DAYS["en"][day.weekday()]
    year, week, _ = day.isocalendar()
    told = [f"{name} in KW {week}/{year} um {clock} Uhr", f"am {day.day}.{day.month}. um {clock} Uhr"]
    if ahead > 1 and ahead != 8:
        told += [f"in {ahead} Tagen um {clock}", f"in {ahead} days at {clock}"]
    if ahead in (0, 1, 2):
        told += [
            f"{('heute', 'morgen', 'übermorgen')[ahead]} um {clock}",
            f"{clock} {('today', 'tomorrow', 'day after tomorrow')[ahead]}",
        ]
    if 1 <= ahead <= 7:
        told += [
            f"kommenden {name} um {clock}",
            f"{clock} this coming {english}",
            f"kommenden {name}, {clock} Uhr",
        ]
    monday = now.date() - timedelta(days=now.weekday())
    if 7 <= (day - monday).days < 14:
        told += [
            f"nächste Woche {name} um {clock}",
            f"{english} next week at {clock}",
            f"{name} naechster woche {clock} uhr",
        ]
    for text in told:
        assert read(text, now, BERLIN).start == _at(day, minute), text


@given(_days, _minutes, st.integers(15, 300), _nows, st.sampled_from(["de", "en"]))
@settings(max_examples=25)
def test_what_is_echoed_is_read_back(
    day: date, minute: int, lasts: int, now: datetime, language: str
) -> None:
    """What Kitt says back in full means the same again: moments, ranges, days, weeks, months."""
    start = _at(day, minute)
    end = (start.astimezone(UTC) + timedelta(minutes=lasts)).astimezone(BERLIN)
    midnight = _at(day, 0)
    first = midnight.replace(day=1)
    for choice in (
        Choice(start, None, "minute"), Choice(start, end, "minute"), Choice(midnight, None, "day"),
        Choice(midnight, _at(day + timedelta(days=3), 0), "day"), Choice(first, None, "month"),
    ):  # fmt: skip
        found = read(spell(choice, language), now, BERLIN, language)
        assert (found.start, found.end, found.grain) == (choice.start, choice.end, choice.grain), spell(
            choice, language
        )


def _sound(reading: Reading) -> None:
    """Ends come after their starts, and alternatives differ from each other and from the reading."""
    choices = [*([reading] if reading.start else []), *reading.alternatives]
    keys = [
        (each.start and each.start.astimezone(UTC), each.end and each.end.astimezone(UTC), each.recurrence)
        for each in choices
    ]
    assert len(set(keys)) == len(keys)
    assert len(reading.alternatives) <= 2
    for each in choices:
        assert each.start is not None
        assert each.start.utcoffset() is not None
        assert each.end is None or each.end > each.start
        assert each.grain in ("minute", "hour", "day", "week", "month", "quarter", "year")
        assert spell(each, "de")
        assert spell(each, "en")
    assert all(first < last for first, last in reading.spans)


@given(st.text(max_size=60), _nows)
@settings(max_examples=60)
def test_any_text(text: str, now: datetime) -> None:
    """Whatever somebody types, it is read or refused."""
    _sound(read(text, now, BERLIN))


def test_everything_that_the_grammar_can_say() -> None:
    """Every pattern of every rule, filled at random and joined: read or refused, and always sound."""
    made = list(texts(7, 1))
    for text in made:
        _sound(read(text, NOW, BERLIN))
    for one, other in pairwise(made[::5]):
        _sound(read(f"{one} {other}", NOW, BERLIN))


@given(st.data())
@settings(max_examples=60)
def test_spoilt_expressions(data: st.DataObject) -> None:
    """Expressions with pieces cut out, doubled and turned round."""
    every = [text for batch in (1, 2, 3) for text, _ in cases(batch)]
    words = " ".join(data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=2))).split()
    kept = data.draw(st.lists(st.sampled_from(words), max_size=10))
    _sound(read(" ".join(kept), NOW, ZoneInfo("America/New_York")))
