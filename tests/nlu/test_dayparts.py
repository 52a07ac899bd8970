"""Quiet hours and days off, as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.dayparts import ALL_WEEK, DAY, WEEKEND, days_off, quiet_hours

HOURS = {
    "zwischen 22 und 7 uhr nicht schreiben": (1320, 420),
    "von 12 bis 13 uhr": (720, 780),
    "Ruhezeiten einstellen: 17 bis 8 Uhr": (1020, 480),
    "22:30-6:15": (1350, 375),
    "22–7 Uhr": (1320, 420),
    "quiet hours 10pm to 7am": (1320, 420),
    "between 10 pm and 7 am": (1320, 420),
    "from 3 to 5 pm": (900, 1020),
    "zwischen 12 und 15 uhr": (720, 900),
    "zwischen halb zehn und acht": (570, 480),
    "von acht bis neun uhr": (480, 540),
    "von mitternacht bis 6 uhr": (0, 360),
    "20 uhr bis mitternacht": (1200, 0),
    "nachts bitte nicht": (1320, 420),
    "at night please not": (1320, 420),
    "nach 18 uhr die klappe halten": (1080, 420),
    "abends ab 20 uhr": (1200, 420),
    "nicht vor neun uhr morgens": (0, 540),
    "not before 9 am": (0, 540),
}

NO_HOURS = [
    "3. bis 17. juli", "2 stunden", "bis 14 uhr", "nach 3 tagen", "von montag bis mittwoch",
    "30 bis 40 leute", "", "von 25 bis 26 uhr", "von 8 bis 8 uhr", "12.13 bis 14.15.2026", "13 pm bis 14 pm",
]  # fmt: skip

DAYS = {
    "nicht am Wochenende": WEEKEND,
    "no messages on weekends": WEEKEND,
    "sonntags nicht": 0b1000000,
    "samstags und sonntags bitte nicht": WEEKEND,
    "jeden Freitag frei": 0b0010000,
    "not on fridays": 0b0010000,
    "every monday": 0b0000001,
    "ich arbeite nur Montag bis Mittwoch": 0b1111000,
    "nur mo-do": 0b1110000,
    "only monday to thursday": 0b1110000,
}

NO_DAYS = [
    "bin am freitag nicht da",
    "dieses wochenende",
    "bis montag",
    "nur montag bis sonntag",
    "so was",
    "",
]


@pytest.mark.parametrize("text", HOURS)
def test_hours(text: str) -> None:
    """Each is from when to when, in minutes after midnight."""
    assert quiet_hours(text) == HOURS[text]


@pytest.mark.parametrize("text", NO_HOURS)
def test_no_hours(text: str) -> None:
    """What is no pair of times is not taken for one."""
    assert quiet_hours(text) is None


@pytest.mark.parametrize("text", DAYS)
def test_days(text: str) -> None:
    """Each is a set of days of the week."""
    assert days_off(text) == DAYS[text]


@pytest.mark.parametrize("text", NO_DAYS)
def test_no_days(text: str) -> None:
    """One day of one week, or all of them, is another wish."""
    assert days_off(text) is None


@given(st.integers(0, DAY - 1), st.integers(0, DAY - 1))
def test_every_pair_of_times(start: int, end: int) -> None:
    """Any two different times of the day are understood as they are."""
    said = f"von {start // 60}:{start % 60:02} bis {end // 60}:{end % 60:02} Uhr"
    assert quiet_hours(said) == ((start, end) if start != end else None)


@given(
    st.text(max_size=60) | st.from_regex(r"(von|ab|vor|bis|zwischen) \d{1,3}[:. ]?\d{0,2} (uhr|pm|bis) ?\d*")
)
def test_any_text(text: str) -> None:
    """Whatever is said: nothing, or what a day and a week have."""
    hours, days = quiet_hours(text), days_off(text)
    assert hours is None or (0 <= hours[0] < DAY and 0 <= hours[1] < DAY and hours[0] != hours[1])
    assert days is None or 0 < days < ALL_WEEK
