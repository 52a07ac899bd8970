"""Sets that were written without a look at the grammar and its tests: what is mended stays right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from nlu.dates import read
from tests.nlu.dates.gold import BERLIN, unseen, written

LEAST, LEAST_REFUSED = 800, 100

KNOWN_MISSES = (
    ("2026-11-22T18:05", "Nikolausabend", "2026-12-05T18:00/H"),
    ("2026-11-22T19:20", "Freitag der 13.", "2027-08-13"),
)
"""What people mean and Kitt does not read yet; it must not read it wrongly."""


def test_every_answer() -> None:
    """Each text gets its answer, at its moment."""
    answers = [(str(now), text, wanted, written(read(text, now, BERLIN))) for now, text, wanted in unseen()]
    assert [each for each in answers if each[2] != each[3]] == []


def test_there_are_enough() -> None:
    """At several moments: evenings, ends of months and years, before and after clocks change, a leap day."""
    every = list(unseen())
    assert len({(now, text) for now, text, _ in every}) == len(every) >= LEAST
    assert len({now for now, _, _ in every}) >= 8
    assert sum(answer == "null" for _, _, answer in every) >= LEAST_REFUSED


@pytest.mark.parametrize(("now", "text", "wanted"), KNOWN_MISSES)
def test_known_misses_are_refused(now: str, text: str, wanted: str) -> None:
    """Not read, and not read as something else; who mends it moves it to the sets."""
    found = read(text, datetime.fromisoformat(now).replace(tzinfo=BERLIN), BERLIN)
    assert found.start is None
    assert wanted not in written(found)


_WEEKDAYS = (
    ("montag", "monday"),
    ("dienstag", "tuesday"),
    ("mittwoch", "wednesday"),
    ("donnerstag", "thursday"),
    ("freitag", "friday"),
    ("samstag", "saturday"),
    ("sonntag", "sunday"),
)
_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_NOT_PLAIN = re.compile(
    r"\b(vor|nach|before|after|außer|except|nicht|bis|until|to|statt|auf|oder|or|and|und|instead|ausgenommen|ohne|spätestens|täglich|later|all"
    r"|karfreitag|rosenmontag|from|by|between|zwischen|since|seit)\b|[–&/]|nach| - ",
    re.IGNORECASE,
)


def _plainly_said(text: str, now: datetime) -> Iterator[tuple[str, object]]:
    """What the words of a simple text say of the day, by nothing but the calendar."""
    low = text.casefold()
    named = [n for n, names in enumerate(_WEEKDAYS) if any(re.search(rf"\b{name}\b", low) for name in names)]
    if len(named) == 1:
        yield "weekday", named[0]
    for number, month in enumerate(_MONTHS, 1):
        found = re.search(rf"\b(\d{{1,2}})\. {month}", low)
        if found:
            yield "date", (int(found[1]), number)
    found = re.search(r"(?<![-.\d])(\d{1,2})\.(\d{1,2})\.(?!-)", low)
    if found:
        yield "date", (int(found[1]), int(found[2]))
    found = re.search(r"\bkw ?(\d{1,2})\b", low)
    if found:
        yield "week", int(found[1])
    for words, ahead in (
        (("übermorgen",), 2),
        (("morgen um", "morgen abend", "tomorrow at"), 1),
        (("heute um",), 0),
    ):
        if any(re.match(rf"{word}\b", low) for word in words):
            yield "day", now.date() + timedelta(days=ahead)
            break


def test_answers_agree_with_the_calendar() -> None:
    """The answers themselves, looked over by other means: weekday, date, week and distance are true."""
    checked = 0
    for now, text, answer in unseen():
        if answer == "null" or answer.startswith("?") or _NOT_PLAIN.search(text):
            continue
        start = date.fromisoformat(answer[:10])
        for what, said in _plainly_said(text, now):
            is_so = {
                "weekday": start.weekday(),
                "date": (start.day, start.month),
                "week": start.isocalendar().week,
                "day": start,
            }[what]
            assert is_so == said, (text, answer)
            checked += 1
    assert checked >= 150
