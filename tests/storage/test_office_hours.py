"""Office hours as people write them: read wholly or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.services.office_hours import DAYTIME, hours_of, is_open

MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001 (local time of whatever zone)


@pytest.mark.parametrize(
    ("text", "day", "clock", "expected"),
    [
        ("Di–Do 9–15 Uhr", 1, "9:00", True),
        ("Di–Do 9–15 Uhr", 1, "15:00", False),
        ("Di–Do 9–15 Uhr", 0, "10:00", False),
        ("Mo, Mi 8:30-12 und 13-16", 2, "12:30", False),
        ("Mo, Mi 8:30-12 und 13-16", 2, "13:30", True),
        ("Di-Do 9-15, Fr 9-12", 4, "11:59", True),
        ("Montag bis Freitag von 9 bis 17 Uhr", 4, "16:00", True),
        ("Sat 10-12", 5, "11:00", True),
        ("nach Vereinbarung", 0, "9:00", True),
        ("nach Vereinbarung", 5, "9:00", False),
        ("", 0, "7:59", False),
        ("Mo–Do 9–15 Uhr, nicht im Juli", 4, "16:00", True),
    ],
)
def test_hours(text: str, day: int, clock: str, expected: bool) -> None:
    """What can be read counts; else weekdays in daytime."""
    hour, minute = map(int, clock.split(":"))
    assert is_open(text, MONDAY + timedelta(days=day, hours=hour, minutes=minute)) is expected


@given(st.text(max_size=60) | st.from_regex(r"(Mo|Di|9|1[0-9]|-|, | |Uhr|:30){0,12}", fullmatch=True))
def test_any_text_is_borne(text: str) -> None:
    """Nothing raises; what is read is a time on a day."""
    for days, (start, end) in hours_of(text):
        assert days <= set(range(7))
        assert 0 <= start < end <= 24 * 60
    assert DAYTIME[0] < DAYTIME[1]
    is_open(text, MONDAY)
