"""The two nights in which clocks change, and other zones."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from nlu.dates import Reading, read
from tests.nlu.dates.gold import BERLIN, NOW


def told(reading: Reading) -> list[str | None]:
    """The start and the starts of the alternatives, with their offsets."""
    found = [reading.start, *(each.start for each in reading.alternatives)]
    return [each.isoformat() if each else None for each in found]


@pytest.mark.parametrize(
    "text", ["28. März 2027 um 02:30 Uhr", "March 28, 2027 at 2:30 am", "28.3.2027 nachts um halb drei"]
)
def test_an_hour_that_is_skipped_is_asked(text: str) -> None:
    """There is no half past two in that night: nothing is taken, half past three is offered."""
    assert told(read(text, NOW, BERLIN)) == [None, "2027-03-28T03:30:00+02:00"]


def test_an_hour_that_comes_twice_is_the_first_one() -> None:
    """Half past two comes twice in October: summer time is taken, winter time is offered."""
    found = read("31. Oktober 2027 um 02:30 Uhr", NOW, BERLIN)
    assert told(found) == ["2027-10-31T02:30:00+02:00", "2027-10-31T02:30:00+01:00"]


@pytest.mark.parametrize(
    ("now", "text", "start"),
    [("2027-03-27T23:30", "in vier Stunden", "2027-03-28T04:30:00+02:00"),
     ("2027-10-30T23:30", "in vier Stunden", "2027-10-31T02:30:00+01:00"),
     ("2027-03-27T12:00", "morgen um 10", "2027-03-28T10:00:00+02:00"),
     ("2027-03-27T12:00", "in einem Tag", "2027-03-28T00:00:00+01:00"),
     ("2027-10-30T12:00", "morgen Abend", "2027-10-31T18:00:00+01:00")],
)  # fmt: skip
def test_across_the_change(now: str, text: str, start: str) -> None:
    """Hours are counted by a clock that runs through, days by the calendar."""
    moment = datetime.fromisoformat(now).replace(tzinfo=BERLIN)
    assert told(read(text, moment, BERLIN)) == [start]


def test_a_range_across_the_change() -> None:
    """From one to four o'clock are two hours in March."""
    found = read("28.3.2027 von 01:00 bis 04:00 Uhr", NOW, BERLIN)
    assert found.start is not None
    assert found.end is not None
    assert (found.end.timestamp() - found.start.timestamp()) / 3600 == 2


@pytest.mark.parametrize(
    ("zone", "text", "start"),
    [("America/New_York", "morgen um 10", "2026-11-24T10:00:00-05:00"),
     ("Europe/Kyiv", "in einer Stunde", "2026-11-23T11:30:00+02:00"),
     ("Europe/Berlin", "morgen 14:00 UTC", "2026-11-24T15:00:00+01:00"),
     ("America/New_York", "morgen 14 Uhr MEZ", "2026-11-24T08:00:00-05:00"),
     ("Europe/Berlin", "tomorrow 3pm London time", "2026-11-24T16:00:00+01:00")],
)  # fmt: skip
def test_zones(zone: str, text: str, start: str) -> None:
    """Times are those of the reader's zone, or of the one that is named, told in the reader's."""
    assert told(read(text, NOW, ZoneInfo(zone))) == [start]


def test_now_may_be_in_any_zone() -> None:
    """Late in the evening in New York it is already tomorrow in Berlin."""
    now = datetime(2026, 11, 23, 20, 0, tzinfo=ZoneInfo("America/New_York"))
    assert told(read("heute um 15 Uhr", now, BERLIN)) == ["2026-11-24T15:00:00+01:00"]
