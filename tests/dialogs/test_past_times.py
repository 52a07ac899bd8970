"""Times that are over, in the words of people who look back."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.topics import past_words
from dialogs.topics.past_lines import parted
from dialogs.topics.past_times import Ahead, Span, past_time

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def span(text: str) -> str:
    found = past_time(text, NOW, BERLIN)
    if not isinstance(found, Span):
        return "ahead" if isinstance(found, Ahead) else ""
    return "–".join(f"{moment:%Y-%m-%d}" if moment else "" for moment in (found.start, found.end))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("was war im November?", "2026-11-01–2026-12-01"), ("im September", "2026-09-01–2026-10-01"),
        ("im Januar", "2026-01-01–2026-02-01"), ("am Dienstag", "2026-11-17–2026-11-18"),
        ("am 3.", "2026-11-03–2026-11-04"), ("am 3.9.", "2026-09-03–2026-09-04"),
        ("am 24.12.", "2025-12-24–2025-12-25"), ("am 29. Februar", "2024-02-29–2024-03-01"),
        ("letzte Woche", "2026-11-09–2026-11-16"), ("gestern", "2026-11-21–2026-11-22"),
        ("KW 30", "2026-07-20–2026-07-27"), ("im 2. Quartal", "2026-04-01–2026-07-01"),
        ("im Sommer", "2026-06-01–2026-09-01"), ("an Ostern", "2026-04-05–2026-04-06"),
        ("2019", "2019-01-01–2020-01-01"), ("im Oktober 2016", "2016-10-01–2016-11-01"),
        ("letztes Jahr", "2025-01-01–2026-01-01"), ("von Januar bis Juni", "2026-01-01–2026-07-01"),
        ("von September bis Januar", "2025-09-01–2026-02-01"),
        ("vom 3. bis 14. August", "2026-08-03–2026-08-15"),
        ("2016 bis heute", "2016-01-01–"), ("seit Mai", "2026-05-01–"), ("seit 2018", "2018-01-01–"),
        ("seit Montag", "2026-11-16–"), ("seit dem 3. September", "2026-09-03–"),
        ("seit drei Monaten", "2026-08-21–"), ("bis 2018", "–2019-01-01"), ("since May", "2026-05-01–"),
        ("between March and June", "2026-03-01–2026-07-01"), ("last month", "2026-10-01–2026-11-01"),
        ("nächste Woche", "ahead"), ("im November 2027", "ahead"), ("was war beim letzten Treffen", ""),
    ],
)  # fmt: skip
def test_past_time(text: str, meant: str) -> None:
    """Each form of a time means what was, not what comes."""
    assert span(text) == meant


@given(st.text(max_size=60))
def test_whatever_is_said(text: str) -> None:
    """Nothing breaks, and no time begins later than now."""
    found = past_time(text, NOW, BERLIN)
    assert not isinstance(found, Span) or found.start is None or found.start <= NOW
    past_words.which(text)
    past_words.about(text)
    agreed, still = parted(text)
    assert len(agreed) + sum(map(len, still)) <= len(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("beim letzten Treffen", (-1, "", False)), ("das vorletzte Forum", (-2, "Forum", False)),
        ("seit dem ersten Forum", (1, "Forum", True)), ("seit dem 2. Forum", (2, "Forum", True)),
        ("the seventh forum", (7, "forum", False)), ("Forum 7", (7, "Forum", False)),
        ("beim Auftakt", (1, "", False)), ("the last meeting", (-1, "", False)),
        ("die letzten Treffen", None), ("das Treffen 3.9.", None), ("im November", None),
    ],
)  # fmt: skip
def test_which(text: str, meant: tuple[int, str, bool] | None) -> None:
    """A meeting by its number."""
    assert past_words.which(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("was haben wir zu Arbeitserlaubnis vereinbart?", "Arbeitserlaubnis"),
        ("What did we agree on about housing?", "housing"),
        ("Beschlüsse zum Thema Sprachkurs aus den alten Sitzungen", "Sprachkurs"),
        ("wann war das letzte Treffen", ""), ("Notizen zum Treffen", ""),
    ],
)  # fmt: skip
def test_about(text: str, meant: str) -> None:
    """What was talked about."""
    assert past_words.about(text) == meant


def test_open_points() -> None:
    """Lines that say they are open, and bullets below such a line; what is done is agreed."""
    notes = "Beschluss\n- offen: A\nTODO: B\n[ ] C\n- [x] D\nOffen:\n* E\n- F\n\nSchluss"
    assert parted(notes) == ("Beschluss\n- [x] D\n\nSchluss", ["A", "B", "C", "E", "F"])
