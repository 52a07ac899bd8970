"""What sentences about meetings say: a corpus of them, and the parts of which it is made."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dialogs.texts import markup, plain
from dialogs.topics.meeting_change_words import last_day, read_target, wish_in
from dialogs.topics.planning_reading import Sentence, read_sentence
from dialogs.topics.planning_times import adapted, with_end
from dialogs.topics.series_words import series_text
from nlu.interface import Entity

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
CORPUS = (Path(__file__).parent / "planning_sentences.tsv").read_text(encoding="utf-8").splitlines()
"""Sentence, day, time, minutes, and whatever else is to be found in it, by tabulators."""

_GROUP = re.compile(r"Fokusgruppe 2|fg ?2|focus group 2", re.IGNORECASE)


def sentence(text: str) -> Sentence:
    named = [
        Entity("group", "Fokusgruppe 2", m[0], m.start(), m.end(), refs=("1",)) for m in _GROUP.finditer(text)
    ]
    return read_sentence(text, named, NOW, BERLIN)


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}"


def found_in(text: str) -> list[str]:
    """What is read, written as the corpus has it."""
    said = sentence(text)
    when = said.when
    minutes = said.words.minutes if said.words.minutes is not None else when.minutes
    more = {
        "readings": len(when.readings) or "",
        "problem": when.problem,
        "part": when.part or "",
        "until": _clock(when.until),
        "rrule": when.rrule,
    }
    return [
        text, when.day.isoformat() if when.day else "", _clock(when.clock), str(minutes or ""),
        *(f"{name}={value}" for name, value in more.items() if value != ""),
        *(f"{name}={value}" for name, value in said.words.details.items()),
    ]  # fmt: skip


def test_the_corpus() -> None:
    """Each sentence gives what stands behind it, and nothing else; there are enough of them."""
    assert len(CORPUS) >= 80
    wrong = [found for line in CORPUS if (found := found_in(line.split("\t")[0])) != line.split("\t")]
    assert wrong == []


def test_an_hour_that_is_past_today() -> None:
    """An hour without a day is plain, whatever time it is now; only what people disagree about is asked."""
    late = datetime(2026, 11, 23, 18, tzinfo=UTC)
    found = read_sentence("doch um 11", (), late, BERLIN).when
    assert (found.day, _clock(found.clock), found.readings) == (None, "11:00", ())
    assert len(read_sentence("doch um 7", (), late, BERLIN).when.readings) == 2


@pytest.mark.parametrize(
    "text", ["erinnere mich morgen um 10", "Heike ist am Freitag im Urlaub", "stumm bis morgen 10 Uhr"]
)
def test_what_is_about_something_else(text: str) -> None:
    """A correction leaves no words over; what does is another wish."""
    assert sentence(text).left


@pytest.mark.parametrize(
    "text", ["doch lieber um 11", "und 2 Stunden", "ohne Link", "im Rathaus", "bis 13 Uhr"]
)
def test_corrections_leave_nothing(text: str) -> None:
    """All of a plain correction is understood."""
    assert sentence(text).left == ()


@pytest.mark.parametrize(
    ("text", "deed", "scope", "reason"),
    [
        ("sag das Treffen am 14. ab", "cancel", "", ""),
        ("das Treffen fällt aus, weil der Raum fehlt", "cancel", "", "weil der Raum fehlt"),
        ("sag die ganze Serie ab", "cancel", "all", ""),
        ("streich nur diesen Termin", "cancel", "one", ""),
        ("cancel the meeting because I am ill", "cancel", "", "because I am ill"),
        ("nicht absagen, nur verschieben, und zwar auf 15 Uhr", "move", "", ""),
        ("verschieb die Serie auf jeden Donnerstag um 10", "move", "all", ""),
        ("bring it forward a week", "move", "", ""),
        ("die Serie endet im Juni", "end", "all", ""),
        ("the series ends in June", "end", "all", ""),
        ("das Treffen ist jetzt im Rathaus", "change", "", ""),
        ("neuer Titel: Jahresplanung", "change", "", ""),
    ],
)
def test_what_is_wanted(text: str, deed: str, scope: str, reason: str) -> None:
    """Which deed it is, whether of one date or all, and why."""
    wish = wish_in(text)
    assert (wish.deed, wish.scope, wish.reason) == (deed, scope, reason)


@pytest.mark.parametrize(
    ("text", "day", "clock", "minutes"),
    [
        ("verschieb das Treffen auf Donnerstag halb drei", "2027-01-14", "14:30", None),
        ("verschieb es eine Stunde nach hinten", "2027-01-12", "11:00", None),
        ("verschieb es um eine Stunde", "2027-01-12", "11:00", None),
        ("ne halbe stunde früher", "2027-01-12", "9:30", None),
        ("um zwei Stunden nach vorne schieben", "2027-01-12", "8:00", None),
        ("bring it forward a week", "2027-01-05", "10:00", None),
        ("verschieb das Treffen vom 12. auf den 19.", "2027-01-19", "", None),
        ("verschieb das Treffen auf nächste Woche Dienstag um 10", "2026-12-01", "10:00", None),
        ("statt 10 Uhr lieber 11", "", "11:00", None),
        ("nicht Dienstag, sondern Donnerstag", "2027-01-14", "", None),
        ("treffen kürzen auf 60 min", "", "", 60),
        ("schieb das Treffen 15 min nach hinten", "2027-01-12", "10:15", None),
        ("move the meeting to Friday at 3pm", "2027-01-15", "15:00", None),
        ("auf morgen um 9", "2026-11-24", "9:00", None),
    ],
)
def test_to_when(text: str, day: str, clock: str, minutes: int | None) -> None:
    """Weekdays and days of a month lie near the meeting (Tuesday, 12 January 2027, 10:00), not near today."""
    start = datetime(2027, 1, 12, 10, tzinfo=BERLIN)
    found = read_target(wish_in(text).target, NOW, BERLIN, None, start)
    assert (found.day.isoformat() if found.day else "", _clock(found.clock)) == (day, clock)
    assert found.minutes == minutes


@pytest.mark.parametrize(
    ("text", "day"),
    [("endet im Juni", "2027-06-30"), ("bis 30. April", "2027-04-30"), ("ends in February", "2027-02-28")],
)
def test_the_end_of_a_series(text: str, day: str) -> None:
    """A month means its last day."""
    assert last_day(text, NOW, BERLIN, None) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("rule", "old", "new", "then"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "2026-12-08", "2026-12-10", "FREQ=WEEKLY;BYDAY=TH"),
        ("FREQ=MONTHLY;BYDAY=2TU", "2026-12-08", "2026-12-10", "FREQ=MONTHLY;BYDAY=2TH"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-30", "FREQ=MONTHLY;BYDAY=-1MO"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-12-02", None),
        ("FREQ=MONTHLY;BYMONTHDAY=3", "2026-12-03", "2026-12-05", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-30", "2026-12-01", None),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-30", "2026-11-30", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("", "2026-11-30", "2026-12-01", ""),
    ],
)
def test_a_series_moves_with_its_date(rule: str, old: str, new: str, then: str | None) -> None:
    """The same rhythm from another day; None where it has to be said anew."""
    assert adapted(rule, date.fromisoformat(old), date.fromisoformat(new)) == then


@pytest.mark.parametrize(
    ("rule", "german", "english"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "Jede Woche am Dienstag", "Every week on Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "Alle 2 Wochen am Montag und Mittwoch",
         "Every 2 weeks on Monday and Wednesday"),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=5", "Jeden Monat am letzten Freitag, 5-mal",
         "Every month on the last Friday, 5 times"),
        ("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270630", "Jeden Monat am zweiten Dienstag, bis 30. Juni 2027",
         "Every month on the second Tuesday, until 30 June 2027"),
        ("FREQ=MONTHLY;BYMONTHDAY=3", "Jeden Monat am 3.", "Every month on day 3"),
        ("FREQ=DAILY;INTERVAL=3", "Alle 3 Tage", "Every 3 days"),
        ("FREQ=YEARLY", "Jedes Jahr", "Every year"),
        ("FREQ=NONSENSE;UNTIL=x;INTERVAL=y", "Immer wieder", "Again and again"),
    ],
)  # fmt: skip
def test_series_in_words(rule: str, german: str, english: str) -> None:
    """In both languages."""
    text = series_text(rule).as_json()
    assert [plain(markup(text, language)) for language in ("de", "en")] == [german, english]


def test_an_end_replaces_the_old_one() -> None:
    """A series has one end."""
    assert (
        with_end("FREQ=WEEKLY;COUNT=4;BYDAY=MO", date(2027, 6, 30)) == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630"
    )
