"""Never silently wrong: a word of time that was put into a text is read, or nothing is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime

import pytest

from nlu.dates import read
from tests.nlu.dates.gold import BERLIN, NOW, unseen

_WORDS = (
    "11 Uhr",
    "halb vier",
    "16:45",
    "3pm",
    "um 13",
    "Freitag",
    "Dienstag",
    "im März",
    "Dezember",
    "am 17.",
    "abends",
    "nachmittag",
    "übermorgen",
    "gestern",
    "in zwei Wochen",
    "vor drei Tagen",
    "nächste Woche",
    "nie",
    "außer",
    "except",
    "90 Minuten",
    "2h",
    "Wochenende",
    "täglich",
    "montags",
    "14 Tage",
    "zweimal",
    "Quartal",
    "Winter",
    "werktags",
    "Mitternacht",
    "noon",
    "kein",
    "never",
    "KW 3",
    "viertel",
    "Feiertag",
)
_SAMPLE = 1200


def _covered(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _missed(text: str, word: str, now: datetime) -> bool:
    """Whether a text was read without the word that begins at this place."""
    found = read(text, now, BERLIN)
    at = text.index(word)
    return found.start is not None and not _covered(at, at + len(word), found.spans)


def test_nothing_of_time_is_dropped() -> None:
    """At the beginning, at the end and in between; what was used stands in the spans."""
    chance = random.Random(20261122)
    texts = [(now, text) for now, text, answer in unseen() if answer != "null" and len(text) < 60]
    dropped = []
    for _ in range(_SAMPLE):
        now, text = chance.choice(texts)
        word = chance.choice(_WORDS)
        parts = text.split(" ")
        at = chance.randrange(len(parts) + 1)
        made = " ".join([*parts[:at], word, *parts[at:]])
        if word in text or "statt" in text or "instead" in text or "Good" in text or " auf " in text:
            continue  # "statt 11 Uhr", "von 10 auf 11" leave out what was said before
        if _missed(made, word, now):
            dropped.append(made)
    assert dropped == []


@pytest.mark.parametrize(
    "text",
    [
        "Montag bis",
        "von 10",
        "zwischen Dienstag",
        "Freitag nicht",
        "nie freitags",
        "auf keinen Fall Dienstag",
        "kein Termin im Dezember",
        "anytime but Friday",
        "jeden am Montag um 9",
        "zwei von drei",
        "2027 um halb elf",
        "letzten am Samstag um elf",
        "15 in zwei Wochen",
        "viertel am Montag",
        "Freitag um 10 Dienstag",
        "Sa am Wochenende",
        "morgen um 10 nie",
        "not on Tuesday",
        "sonntags nie",
        "Beginn 10, Sa Ende 12 Uhr",
        "no Fridays please",
        "in ein paar Wochen am Freitag",
    ],
)
def test_refused(text: str) -> None:
    """What changes a time, and is not understood, takes it away."""
    found = read(text, NOW, BERLIN)
    assert found.start is None, found


@pytest.mark.parametrize(
    "text",
    [
        "Treffen mit Jan und Mai am Freitag um 10",
        "alle kommen am Freitag um 10 mit 12 Leuten",
        "Freitag um 10, danach Mittagessen für alle",
        "kein Problem, Freitag um 10 passt",
        "Am Freitag um 10 in der Halle 4, bitte nicht vergessen",
        "vorher Freitag um 10 anrufen",
        "Freitag um 10 https://meet.example.org/abc-123-2027",
        "Freitag um 10 an die 0345 1234567",
        "Freitag um 10 im Viertel",
        "Fokusgruppe 2 am Freitag um 10",
        "@anna:example.org Freitag um 10",
    ],
)
def test_other_words_do_not_disturb(text: str) -> None:
    """Names, numbers of other things, links and small talk stand beside a time."""
    found = read(text, NOW, BERLIN)
    assert found.start == datetime(2026, 11, 27, 10, 0, tzinfo=BERLIN)
