"""What dialogues get besides the moment: what is missing, how long it lasts, and how it is said back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from nlu.calendar import easter
from nlu.dates import public_holidays, read, spell
from tests.nlu.dates.gold import BERLIN, NOW


@pytest.mark.parametrize(
    ("text", "missing"),
    [("am 14. Januar", {"clock"}), ("um halb drei", {"day"}), ("am 14. Januar um 10", set()),
     ("eine Stunde vor dem Treffen", {"anchor"}), ("90 Minuten", {"day"}), ("morgen ganztägig", set())],
)  # fmt: skip
def test_what_is_missing(text: str, missing: set[str]) -> None:
    """The dialogue asks for what was not said."""
    assert read(text, NOW, BERLIN).missing == missing


@pytest.mark.parametrize(
    ("text", "start"),
    [("einen Tag vorher", "2027-01-13T10:00"), ("eine Stunde vor dem Treffen", "2027-01-14T09:00"),
     ("zwei Wochen vorher", "2026-12-31T10:00"), ("am Tag vorher um 18 Uhr", "2027-01-13T18:00"),
     ("a day before", "2027-01-13T10:00"), ("half an hour before the meeting", "2027-01-14T09:30"),
     ("zwei Tage danach", "2027-01-16T10:00"), ("am Vortag um 9", "2027-01-13T09:00"),
     ("am Abend vorher um 8", "2027-01-13T20:00"), ("the evening before at 7", "2027-01-13T19:00")],
)  # fmt: skip
def test_counted_from_an_anchor(text: str, start: str) -> None:
    """With the meeting's time at hand, "vorher" is a moment."""
    anchor = datetime(2027, 1, 14, 10, 0, tzinfo=BERLIN)
    found = read(text, NOW, BERLIN, anchor=anchor).start
    assert found is not None
    assert f"{found:%Y-%m-%dT%H:%M}" == start


def test_duration_and_place_in_the_text() -> None:
    """How long it lasts, and which stretches of the text were used."""
    text = "Treffen am 14. Januar um 10 Uhr, 90 Minuten, online"
    found = read(text, NOW, BERLIN)
    assert found.duration == timedelta(minutes=90)
    assert [text[start:end] for start, end in found.spans] == ["am 14. Januar", "um 10 Uhr", "90 Minuten"]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [("1.12. um 14 Uhr", "de", "Dienstag, 1. Dezember 2026, 14:00 Uhr"),
     ("1.12. um 14 Uhr", "en", "Tuesday, 1 December 2026, 14:00"),
     ("morgen 10-12 Uhr", "de", "Dienstag, 24. November 2026, 10:00–12:00 Uhr"),
     ("morgen Abend", "de", "Dienstag, 24. November 2026, abends"),
     ("KW 49", "de", "Woche 49/2026 (Montag, 30. November 2026 bis Sonntag, 6. Dezember 2026)"),
     ("im März", "de", "März 2027"), ("Q1", "en", "quarter 1 of 2027"),
     ("jeden 2. Dienstag im Monat um 10", "de",
      "jeden Monat am zweiten Dienstag, zum ersten Mal Dienstag, 8. Dezember 2026, 10:00 Uhr"),
     ("jeden Werktag um 8", "en",
      "every weekday (Monday to Friday), first on Tuesday, 24 November 2026, 08:00"),
     ("jeden Dienstag bis Ostern", "de",
      "jeden Dienstag, bis Sonntag, 28. März 2027, zum ersten Mal Dienstag, 24. November 2026"),
     ("alle 3 Wochen freitags", "en", "every 3 weeks on Friday, first on Friday, 27 November 2026"),
     ("jeden 1. und 15.", "de", "jeden Monat am 1. und 15., zum ersten Mal Dienstag, 1. Dezember 2026"),
     ("am letzten Werktag jedes Monats", "de",
      "jeden Monat am letzten Werktag, zum ersten Mal Montag, 30. November 2026"),
     ("jeden Donnerstag außer am 24.12.", "en",
      "every Thursday, first on Thursday, 26 November 2026, except on Thursday, 24 December 2026"),
     ("jeden ersten und dritten Montag im Monat", "de",
      "jeden Monat am ersten und dritten Montag, zum ersten Mal Montag, 7. Dezember 2026"),
     ("von Freitagabend bis Sonntagmittag", "de",
      "Freitag, 27. November 2026, 18:00 Uhr bis Sonntag, 29. November 2026, 12:00 Uhr"),
     ("jedes Jahr am 3. Mai", "de", "jedes Jahr am 3. Mai, zum ersten Mal Montag, 3. Mai 2027")],
)  # fmt: skip
def test_said_back_in_full(text: str, language: str, told: str) -> None:
    """Kitt repeats what it understood with the day of the week and the year."""
    assert spell(read(text, NOW, BERLIN), language) == told


def test_public_holidays_differ_by_state() -> None:
    """Saxony-Anhalt has Epiphany and Reformation Day; Saxony the day of repentance; Berlin neither."""
    found = {state: set(public_holidays(2027, state)) for state in ("ST", "SN", "BE")}
    assert date(2027, 1, 6) in found["ST"] - found["SN"] - found["BE"]
    assert date(2027, 10, 31) in found["ST"] & found["SN"] - found["BE"]
    assert date(2027, 11, 17) in found["SN"] - found["ST"] - found["BE"]
    assert [len(public_holidays(2027, state)) for state in ("ST", "BE", "BY", "HH")] == [11, 10, 12, 10]
    assert easter(2027) + timedelta(days=1) in found["ST"]
