"""What dialogues get from whole sentences: the moment, how long, how often, and the stretches that say it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from nlu.dates import Reading, read
from tests.nlu.dates.gold import BERLIN, written

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=BERLIN)
"""A Sunday evening."""
MEETING = datetime(2026, 12, 8, 16, 30, tzinfo=BERLIN)


_EVERY_SECOND = (
    "2026-11-24T10:00..2026-11-24T11:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    " | 2026-12-08T10:00..2026-12-08T11:30 FREQ=MONTHLY;BYDAY=2TU"
)


def _rest(text: str, reading: Reading) -> str:
    """What is left for title and place when the time is cut out."""
    for start, end in sorted(reading.spans, reverse=True):
        text = text[:start] + text[end:]
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "answer", "minutes", "rest"),
    [
        (
            "plane ein Treffen der Fokusgruppe 2 am 14. Januar um 10 Uhr, 90 Minuten, online",
            "2027-01-14T10:00..2027-01-14T11:30",
            90,
            "plane ein Treffen der Fokusgruppe 2 , , online",
        ),
        (
            "Plane bitte am 14. Januar um 10 Uhr ein Treffen der Fokusgruppe 2 im Rathaus, Dauer 90 Minuten",
            "2027-01-14T10:00..2027-01-14T11:30",
            90,
            "Plane bitte ein Treffen der Fokusgruppe 2 im Rathaus,",
        ),
        (
            "plan a meeting of focus group 2 every second Tuesday of the month at 10, 90 minutes",
            "2026-12-08T10:00..2026-12-08T11:30 FREQ=MONTHLY;BYDAY=2TU",
            90,
            "plan a meeting of focus group 2 ,",
        ),
        (
            "plan a meeting of focus group 2 every second Tuesday at 10, 90 minutes",
            _EVERY_SECOND,
            90,
            "plan a meeting of focus group 2 ,",
        ),
        (
            "Vorstand jeden Donnerstag 10-11:30 außer am 24.12. in Halle",
            "2026-11-26T10:00..2026-11-26T11:30 FREQ=WEEKLY;BYDAY=TH but 2026-12-24",
            None,
            "Vorstand in Halle",
        ),
        ("verschieb das Treffen auf Donnerstag halb drei", "2026-11-26T14:30", None, "verschieb das Treffen"),
        (
            "verschieb das Treffen vom 9. Dezember auf den 10. um 11",
            "2026-12-10T11:00",
            None,
            "verschieb das Treffen",
        ),
        (
            "verleg die Sprechstunde am Montag um 10 auf 11 Uhr",
            "2026-11-23T11:00",
            None,
            "verleg die Sprechstunde",
        ),
        ("move the call from Monday 10:00 to Wednesday at 2pm", "2026-11-25T14:00", None, "move the call"),
        ("ich kann am 14. nicht", "2026-12-14", None, "ich kann nicht"),
        ("am Freitag kann ich leider nicht kommen", "2026-11-27", None, "kann ich leider nicht kommen"),
        ("I can't come on the 14th", "2026-12-14", None, "I can't come"),
        (
            "erinnere mich in einer Stunde an den Bericht",
            "2026-11-22T19:00",
            None,
            "erinnere mich an den Bericht",
        ),
        (
            "remind me tomorrow at 9 to call the council",
            "2026-11-23T09:00",
            None,
            "remind me to call the council",
        ),
        ("was war seit dem 20. Februar?", "2026-02-20", None, "was war ?"),
        (
            "Online-Treffen Fokusgruppe 1: 9.12. 10:00-11:30 https://meet.example.org/abc-123",
            "2026-12-09T10:00..2026-12-09T11:30",
            None,
            "Online-Treffen Fokusgruppe 1: https://meet.example.org/abc-123",
        ),
    ],
)
def test_sentence(text: str, answer: str, minutes: int | None, rest: str) -> None:
    """Read, with what is left when its stretches are cut out."""
    found = read(text, NOW, BERLIN)
    assert written(found) == answer
    assert found.duration == (timedelta(minutes=minutes) if minutes else None)
    assert _rest(text, found) == rest


@pytest.mark.parametrize(
    ("text", "start", "rest"),
    [
        ("erinnere mich einen Tag vorher um 8", "2026-12-07T08:00", "erinnere mich"),
        ("erinnere mich eine Stunde vor dem Treffen", "2026-12-08T15:30", "erinnere mich"),
        ("verschieb es um eine Woche", "2026-12-15T16:30", "verschieb es"),
        ("verschieb das Treffen um zwei Stunden nach hinten", "2026-12-08T18:30", "verschieb das Treffen"),
        ("move it forward, one hour earlier", "2026-12-08T15:30", "move it forward,"),
        ("postpone the call by two days", "2026-12-10T16:30", "postpone the call"),
        ("zur gleichen Zeit eine Woche später", "2026-12-15T16:30", ""),
        ("am selben Tag um 12", "2026-12-08T12:00", ""),
        ("auf Mittwoch verschieben, gleiche Uhrzeit", "2026-11-25T16:30", "verschieben,"),
    ],
)
def test_from_a_meeting(text: str, start: str, rest: str) -> None:
    """Counted from the meeting that is spoken of; without it that is missing, and the rest is known."""
    found = read(text, NOW, BERLIN, anchor=MEETING)
    assert found.start is not None
    assert f"{found.start:%Y-%m-%dT%H:%M}" == start
    alone = read(text, NOW, BERLIN)
    assert "anchor" in alone.missing
    assert _rest(text, found) == _rest(text, alone) == rest


def test_a_moved_meeting_keeps_nothing_of_its_old_day() -> None:
    """The old day is no reading, in either language and order."""
    for text in (
        "verschieb das Treffen am 9. Dezember um 10 auf Donnerstag um 11",
        "kannst du das Treffen am 9.12. auf Donnerstag um 11 verschieben",
        "move the meeting from December 9 to Thursday at 11",
        "reschedule the meeting on December 9 to Thursday at 11",
    ):
        found = read(text, NOW, BERLIN)
        assert (found.start, found.alternatives) == (datetime(2026, 11, 26, 11, 0, tzinfo=BERLIN), ()), text


@pytest.mark.parametrize("before", [0, 300])
def test_long_messages(before: int) -> None:
    """A time in the middle of a long message is found; around it may stand what people write."""
    chat = "Wir wollen dort über die Ergebnisse sprechen und alle einladen, die sich gemeldet haben. "
    text = (
        chat * (before // 15) + "Plane ein Treffen am 14. Januar um 10 Uhr, 90 Minuten, online. " + chat * 20
    )
    found = read(text, NOW, BERLIN)
    assert written(found) == "2027-01-14T10:00..2027-01-14T11:30"
    assert [text[first:last] for first, last in found.spans] == ["am 14. Januar", "um 10 Uhr", "90 Minuten"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("jeden Mittwoch um 10 außer in den Ferien", {"exception"}),
        ("jeden Montag um 10 außer am 24.12.", {"exception"}),
        ("einen Tag vorher", {"anchor"}),
        ("verschieb es um eine Stunde", {"anchor"}),
        ("90 Minuten", {"day"}),
    ],
)
def test_what_has_to_be_asked(text: str, missing: set[str]) -> None:
    """Nothing counts, and the dialogue knows why: 24 December 2026 is no Monday, holidays are not known."""
    found = read(text, NOW, BERLIN)
    assert found.start is None
    assert found.missing == missing
    assert found.spans


def test_exceptions_are_told() -> None:
    """As starts for the dialogue, and as an EXDATE line for a calendar."""
    found = read("jeden Donnerstag um 10 außer am 24. und 31.12.", NOW, BERLIN)
    assert [f"{each:%Y-%m-%d %H:%M}" for each in found.exceptions] == ["2026-12-24 10:00", "2026-12-31 10:00"]
    assert found.as_json()["recurrence"] == "FREQ=WEEKLY;BYDAY=TH\nEXDATE:20261224T090000Z,20261231T090000Z"
    days = read("jeden Donnerstag außer am 24.12.", NOW, BERLIN)
    assert days.as_json()["recurrence"] == "FREQ=WEEKLY;BYDAY=TH\nEXDATE;VALUE=DATE:20261224"
