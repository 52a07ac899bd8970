"""When things are: series, walls and quiet hours, for any times at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.models import Answer
from storage.services.quiet import ENOUGH, Quiet, free_from, shifted
from storage.services.recurring import RuleError, checked, in_utc, walls
from storage.services.wanted_nudges import Date, Invited, wanted
from tests.storage.meetings.scene import BERLIN, DAY, HOUR, utc, wall

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)
QUIET = st.builds(
    Quiet,
    st.integers(0, 23).map(lambda hour: 60 * hour),
    st.integers(0, 23).map(lambda hour: 60 * hour),
    st.integers(0, 126),
)


def test_nights_of_the_changes() -> None:
    """What the clock leaves out is the next that it shows; what it shows twice is the first time."""
    assert in_utc(wall(2027, 3, 28, 2, 30), BERLIN) == utc(2027, 3, 28, 1)
    assert in_utc(wall(2027, 10, 31, 2, 30), BERLIN) == utc(2027, 10, 31, 0, 30)
    assert in_utc(wall(2011, 12, 30, 12), ZoneInfo("Pacific/Apia")) == utc(2011, 12, 30, 10)  # a day left out


@given(MOMENTS)
def test_walls_and_moments(moment: datetime) -> None:
    """What the wall shows at a moment is that moment, or the first of the two."""
    shown = moment.astimezone(BERLIN).replace(tzinfo=None, fold=0)
    assert moment - in_utc(shown, BERLIN) in (timedelta(), HOUR)


def test_series() -> None:
    """Nth weekdays, ends, and starts that are none of the dates."""
    first = wall(2026, 12, 8, 10)
    second_tuesdays = walls("FREQ=MONTHLY;BYDAY=2TU", first, until=wall(2027, 3, 1))
    assert [day.day for day in second_tuesdays] == [8, 12, 9]
    assert len(walls("FREQ=DAILY;COUNT=3", first, until=wall(2028, 1, 1))) == 3
    assert walls("FREQ=DAILY;UNTIL=20261210", first, until=wall(2028, 1, 1))[-1] == wall(2026, 12, 10, 10)
    assert walls("", first, until=wall(2020, 1, 1)) == [first]
    assert checked("RRULE:freq=weekly;", first) == "FREQ=WEEKLY"
    with pytest.raises(RuleError):
        checked("FREQ=WEEKLY\nDTSTART:20260101", first)


@given(st.text(max_size=60))
def test_any_rule_is_read_or_refused(rule: str) -> None:
    """Nothing else comes out of what somebody writes."""
    with suppress(RuleError):
        checked(f"FREQ=DAILY;{rule}", wall(2026, 12, 8, 10))


@given(QUIET, MOMENTS, st.integers(1, 20_000))
def test_shifted(quiet: Quiet, moment: datetime, lead: int) -> None:
    """Never in quiet time, never after the start; earlier only if later was too late."""
    start = moment + timedelta(minutes=lead)
    at = shifted(quiet, moment, start, BERLIN)
    if at is None:
        return
    assert at < start
    assert free_from(quiet, at, BERLIN) == at
    if at > moment:
        assert start - at >= min(ENOUGH, start - moment)
    if at < moment:
        assert free_from(quiet, moment, BERLIN) > start - min(ENOUGH, start - moment)
        assert moment - at <= 8 * DAY


@given(QUIET, MOMENTS, st.sampled_from([None, *Answer]), st.integers(0, 20))
def test_wanted(quiet: Quiet, start: datetime, answer: Answer | None, known: int) -> None:
    """Whatever is wanted has a key of its own, and its time lies where it helps."""
    date = Date(1, start, start + HOUR, start - known * DAY)
    found = wanted(date, Invited(1, quiet=quiet, answer=answer, coordinates=True), BERLIN)
    assert len({one.key for one in found}) == len(found)
    assert all(one.due_at < one.not_after for one in found)
    assert all(one.wanted_at > date.timed_at for one in found)
    kinds = [one.kind.value for one in found]
    assert "reminder" not in kinds or answer is not Answer.NO
    assert "rsvp" not in kinds or answer is None
