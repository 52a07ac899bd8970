"""Days as people name them: examples, and what holds for any day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.days import FURTHEST, Edge, Period, days_in, period_in, without_days

MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
          "November", "Dezember")  # fmt: skip


def near(today: date) -> st.SearchStrategy[date]:
    return st.dates(today, today + timedelta(days=364))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Lena ist seit Montag für Halle zuständig", "2026-11-23", None),
        ("seit Freitag", "2026-11-20", None),
        ("seit dem 1. Oktober", "2026-10-01", None),
        ("Jonas verlässt uns zum 31.", None, "2026-12-31"),
        ("zum 30.", None, "2026-11-30"),
        ("zum Monatsende", None, "2026-11-30"),
        ("bis Ende Januar", None, "2027-01-31"),
        ("bis zum Ende des Jahres", None, "2026-12-31"),
        ("ich bin bis 3. Januar im Urlaub", None, "2027-01-03"),
        ("bis einschließlich 3.1.", None, "2027-01-03"),
        ("bis Freitag", None, "2026-11-27"),
        ("bis Montag", None, "2026-11-30"),
        ("morgen nicht da", "2026-11-24", "2026-11-24"),
        ("ab morgen bis übermorgen", "2026-11-24", "2026-11-25"),
        ("am 12.1. bin ich weg", "2027-01-12", "2027-01-12"),
        ("12.01.2027", "2027-01-12", "2027-01-12"),
        ("12.1.27", "2027-01-12", "2027-01-12"),
        ("2027-01-12", "2027-01-12", "2027-01-12"),
        ("vom 3. bis 14. August", "2027-08-03", "2027-08-14"),
        ("vom 28. bis zum 3. Januar", "2026-12-28", "2027-01-03"),
        ("3.–14.8.", "2027-08-03", "2027-08-14"),
        ("vom 20.12. bis 3.1.", "2026-12-20", "2027-01-03"),
        ("20.12.-3.1.", "2026-12-20", "2027-01-03"),
        ("von Donnerstag bis Dienstag", "2026-11-26", "2026-12-01"),
        ("ab dem 1. Dezember", "2026-12-01", None),
        ("ab Mittwoch, 2. Dezember", "2026-12-02", None),
        ("in zwei Wochen", "2026-12-07", "2026-12-07"),
        ("für 2 Wochen", None, "2026-12-06"),
        ("seit drei Tagen", "2026-11-20", None),
        ("nächste Woche", "2026-11-30", "2026-12-06"),
        ("nächste Woche und übernächste Woche", "2026-11-30", "2026-12-13"),
        ("KW 50", "2026-12-07", "2026-12-13"),
        ("ab nächster Woche", "2026-11-30", None),
        ("ab Montag für zwei Wochen", "2026-11-30", "2026-12-13"),
        ("zwei Wochen im Urlaub", None, "2026-12-06"),
        ("eine Woche weg", None, "2026-11-29"),
        ("alle zwei Wochen", None, None),
        ("Dienstag und Mittwoch", "2026-11-24", "2026-11-25"),
        ("Mo-Mi", "2026-11-30", "2026-12-02"),
        ("am wochenende", "2026-11-28", "2026-11-29"),
        ("über Weihnachten", "2026-12-24", "2026-12-26"),
        ("zwischen den Jahren", "2026-12-27", "2026-12-31"),
        ("bis Silvester", None, "2026-12-31"),
        ("bis nach Ostern", None, "2027-03-29"),
        ("an pfingsten", "2027-05-15", "2027-05-17"),
        ("im Januar", "2027-01-01", "2027-01-31"),
        ("nächsten Monat", "2026-12-01", "2026-12-31"),
        ("over christmas", "2026-12-24", "2026-12-26"),
        ("bis nächste Woche", None, "2026-12-06"),
        ("Tarek leaves us on the 31st", "2026-12-31", "2026-12-31"),
        ("from the 3rd until the 5th", "2026-12-03", "2026-12-05"),
        ("until January 3rd", None, "2027-01-03"),
        ("from August 3 until August 14", "2027-08-03", "2027-08-14"),
        ("ab Januar", "2027-01-01", None),
        ("seit Oktober", "2026-10-01", None),
        ("bis Februar 2028", None, "2028-02-29"),
        ("bis November", None, "2026-11-30"),
        ("der Januar war lang", None, None),
        ("since Monday", "2026-11-23", None),
        ("on 3 January 2027", "2027-01-03", "2027-01-03"),
        ("until the end of January", None, "2027-01-31"),
        ("29.2.", "2028-02-29", "2028-02-29"),
        ("am 30. Februar", None, None),
        ("am 31.11.", None, None),
        ("am 1.1.2099", None, None),
        ("Tel. 0345 12 34", None, None),
        ("90 Minuten, 14 Leute", None, None),
        ("Guten Morgen", "2026-11-24", "2026-11-24"),
    ],
)
def test_examples(text: str, first: str | None, last: str | None) -> None:
    """What people write, on a Monday in November."""
    expected = Period(*(date.fromisoformat(day) if day else None for day in (first, last)))
    assert period_in(text, MONDAY) == expected


@given(st.data(), DAYS)
def test_any_day_as_written(data: st.DataObject, today: date) -> None:
    """A day of the coming year is understood in each way of writing it."""
    day = data.draw(near(today))
    for said in (
        f"am {day.day}.{day.month}.{day.year}",
        f"am {day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"am {day.day}. {MONTHS[day.month - 1]}",
        f"am {day.day}.{day.month}.",
        day.isoformat(),
    ):
        assert period_in(said, today) == Period(day, day), said


@given(DAYS, st.integers(1, 31))
def test_a_bare_day_is_the_next(today: date, number: int) -> None:
    """ "Zum 31." is the first such day from today on, "seit dem 31." the last one until today."""
    last = period_in(f"zum {number}.", today).last
    assert last is not None
    assert last.day == number
    assert today <= last < today + timedelta(days=62)
    first = period_in(f"seit dem {number}.", today).first
    assert first is not None
    assert first.day == number
    assert today - timedelta(days=62) < first <= today


@given(DAYS, st.sampled_from(["Montag", "Mittwoch", "Sonntag"]))
def test_weekdays_lie_within_a_week(today: date, weekday: str) -> None:
    """ "Bis Mittwoch" lies ahead, "seit Mittwoch" does not, both within a week and seven days apart."""
    until, since = period_in(f"bis {weekday}", today).last, period_in(f"seit {weekday}", today).first
    assert until is not None
    assert since is not None
    assert today < until <= today + timedelta(days=7)
    assert until - since == timedelta(days=7)


@given(st.data(), DAYS)
def test_a_range_does_not_run_backwards(data: st.DataObject, today: date) -> None:
    """From one day to another, both written without a year."""
    first = data.draw(near(today))
    last = data.draw(st.dates(first, first + timedelta(days=300)))
    found = period_in(f"vom {first.day}.{first.month}. bis {last.day}.{last.month}.", today)
    assert found == Period(first, last)


@given(st.text(max_size=60), DAYS)
def test_any_text(text: str, today: date) -> None:
    """Nothing breaks it; what it finds is near, in order, and is gone when it is taken out."""
    found = days_in(text, today)
    assert all(abs(day.day - today) <= FURTHEST + timedelta(days=366) for day in found)
    assert [day.start for day in found] == sorted(day.start for day in found)
    assert len(without_days(text, today)) <= len(text) + len(found)


def test_edges() -> None:
    """Which end of a period a preposition means."""
    edges = {"seit": Edge.SINCE, "ab": Edge.FROM, "bis": Edge.UNTIL, "zum": Edge.UNTIL, "am": Edge.ON}
    for said, edge in edges.items():
        assert [day.edge for day in days_in(f"{said} 3. Mai", MONDAY)] == [edge]
