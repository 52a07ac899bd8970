"""What is said about finding a date: suggested times, how long, until when, how many, what, where. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo

from nlu.dates import Reading, read

EVENING = time(18)
"""Until when there is time on a day that is named as the last one: the end of an office day."""

_SPLIT = re.compile(r"\s*[,;\n]\s*(?:(?:und|oder|and|or)\s+)?|\s+(?:oder|or|und|and|bzw\.?|sowie|/)\s+", re.I)
_SHORT = {
    "mo": "Montag", "di": "Dienstag", "mi": "Mittwoch", "do": "Donnerstag", "fr": "Freitag", "sa": "Samstag",
    "so": "Sonntag",
}  # fmt: skip
_SHORT_DAY = re.compile(
    r"^(?P<lead>\W*(?:am\s+|den\s+|ab\s+)?)(?P<day>mo|di|mi|do|fr|sa|so)\b\.?(?=\s+[^\W]|$)", re.I
)
_UNTIL = re.compile(
    r"^\W*(?:(?:doch|lieber|nein|bitte|aber|nur|rather|no|please)\b[\s,]*)*"
    r"(?:(?:abstimm\w*|antwort\w*|frist|rückmeldung\w*|rueckmeldung\w*|umfrage|vote|votes|voting"
    r"|answers?|deadline|respond)\b[\s:]*(?:bitte\s+|please\s+)?(?:(?:läuft|laeuft|geht|runs|closes|ends)\s+)?"
    r"(?:bis|by|until|till|on|am)?|bis|by|until|till)\b\s*(?:zum?\s+)?(?P<rest>.*)$",
    re.I,
)
_BETWEEN = re.compile(r"\s+(?:bis|until|by)\s+(?=\D*$|(?:zum\s+)?\w*tag|morgen|\d{1,2}\.)", re.I)
_COUNTS = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_PEOPLE = r"(?:leute|personen|mitglieder|people|members|von uns|of us)"
_QUORUM = re.compile(
    r"\b(?:(?:wenn|sobald|falls|ab|when|once|if|as soon as|mit|with)\s+)?"
    r"(?:(?:mindestens|wenigstens|min\.?|at least)\s+)?"
    rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\s+(?:{_PEOPLE}\s+)?"
    rf"(?:{_PEOPLE}|zusag\w*|können|koennen|dabei sind|stimmen|reichen|zustimm\w*|ja sagen|can(?: come)?"
    r"|say yes|agree|accept\w*|are in|votes?)(?:\s+(?:reichen|genügen|genuegen|sind genug|are enough))?",
    re.I,
)
_TITLE = re.compile(
    r"^\W*(?:titel|title|thema|topic|name|worum)\b\s*(?:ist|is)?\s*[:–-]?\s*(?P<rest>.+?)\W*$", re.I
)
_PLACE = re.compile(r"^\W*(?:(?:ort|wo|place|where)\s*[:–-]\s*(?P<rest>.+?)|(?P<room>(?:(?:in|im)\s+)?(?:raum|room|büro|office)\s.+?)|(?P<on>online|digital|remote))\W*$", re.I)  # fmt: skip  # noqa: E501
_LINK = re.compile(r"https?://\S+", re.I)
_DATED = re.compile(
    r"\d|\b(?:mon|diens|mitt|donners|frei|sams|sonn)(?:tag|woch)|mittwoch|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\b(?:heute|morgen|übermorgen|today|tomorrow)\b",
    re.I,
)
_LENGTH = re.compile(r"\b(?:min|minuten?|minutes?|stunden?|std|hours?|halbe\w*|hour|h)\b", re.I)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be read in more than one way: the words, and the times."""

    said: str
    times: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said. Times are naive, on the wall of the network's zone; ``deadline`` too.

    ``days`` are without a time of the day; ``unread`` what looks like a time and was not understood.
    """

    times: tuple[datetime, ...] = ()
    days: tuple[date, ...] = ()
    choices: tuple[Choices, ...] = ()
    unread: tuple[str, ...] = ()
    minutes: int | None = None
    deadline: datetime | None = None
    quorum: int | None = None
    title: str = ""
    place: str = ""
    link: str = ""

    @property
    def anything(self) -> bool:
        """Whether it says anything at all."""
        return self != Said()


@dataclass(slots=True)
class _Found:
    """What has been found piece by piece. ``open``: days whose time of the day may still follow."""

    times: list[datetime] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    choices: list[Choices] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    open: list[date] = field(default_factory=list)
    last: date | None = None
    minutes: int | None = None

    def at(self, day: date, clock: time) -> None:
        moment = datetime.combine(day, clock)
        if moment not in self.times:
            self.times.append(moment)


def said_in(text: str, now: datetime, zone: tzinfo, language: str | None) -> Said:
    """Read a text, ``now`` being aware; names of groups are cut out of it before."""
    said = Said()
    if link := _LINK.search(text):
        said = replace(said, link=link[0].rstrip(".,;"))
        text = text.replace(link[0], " ")
    if quorum := _QUORUM.search(text):
        number = quorum["count"].casefold()
        said = replace(said, quorum=_COUNTS.get(number) or int(number) or None)
        text = f"{text[: quorum.start()]},{text[quorum.end() :]}"
    rest = []
    for piece in _pieces(text):
        if (told := _beside(piece, now, zone, language, said)) is not None:
            said = told
        else:
            rest.append(piece)
    found = _Found()
    for piece in _without_doubled_days(rest, now, zone, language):
        _one(found, piece, now, zone, language)
    return replace(
        said,
        times=tuple(sorted(found.times)),
        days=tuple(dict.fromkeys([*found.days, *found.open])),
        choices=tuple(found.choices),
        unread=tuple(found.unread),
        minutes=found.minutes or said.minutes,
    )


def clock_in(text: str, now: datetime, zone: tzinfo, language: str | None) -> time | None:
    """A time of the day."""
    reading = _read(text, now, zone, language)
    if reading.start is None or reading.grain != "minute":
        return None
    return reading.start.time().replace(tzinfo=None)


def minutes_in(text: str, now: datetime, zone: tzinfo, language: str | None) -> int | None:
    """How long, in minutes; a bare number is minutes, if it is plainly no hour of the day."""
    bare = re.fullmatch(r"\W*(\d{2,3})\W*", text)
    if bare:
        return int(bare[1])
    duration = _read(text, now, zone, language).duration
    return int(duration.total_seconds() // 60) if duration else None


def _pieces(text: str) -> Iterator[str]:
    """What is between commas and "oder"; what stands before a colon is no time."""
    head, colon, tail = text.partition(": ")
    if colon and not _beside_word(head) and not _DATED.search(head):
        yield from (piece for piece in _SPLIT.split(head) if piece.strip())
        text = tail
    for piece in _SPLIT.split(text):
        if not piece.strip(" .:!?–-"):
            continue
        two = _BETWEEN.split(piece, maxsplit=1)
        if len(two) == 2 and _DATED.search(two[0]) and not _UNTIL.match(piece):
            yield two[0]
            yield f"bis {two[1]}"
        else:
            yield piece


def _beside_word(head: str) -> bool:
    last = head.strip().rpartition(",")[2]
    return bool(re.match(r"\s*(?:titel|title|thema|topic|ort|place|frist|deadline|wo|where)\s*$", last, re.I))


def _beside(piece: str, now: datetime, zone: tzinfo, language: str | None, said: Said) -> Said | None:
    """A piece that is no time that is suggested: until when, how long, what, where; None if it is none."""
    if match := _TITLE.match(piece):
        return replace(said, title=match["rest"].strip("„“”\"'»« "))
    if match := _PLACE.match(piece):
        return replace(said, place=(match["rest"] or match["room"] or match["on"]).strip())
    if (match := _UNTIL.match(piece)) is not None:
        last = _last_moment(match["rest"], now, zone, language)
        return None if last is None else replace(said, deadline=last)
    reading = _read(piece, now, zone, language)
    if reading.duration and reading.start is None and _LENGTH.search(piece):
        return replace(said, minutes=int(reading.duration.total_seconds() // 60))
    return None


def _last_moment(text: str, now: datetime, zone: tzinfo, language: str | None) -> datetime | None:
    reading = _read(text, now, zone, language)
    if reading.start is None or "day" in reading.missing:
        return None
    moment = reading.start.astimezone(zone).replace(tzinfo=None)
    return moment if reading.grain == "minute" else datetime.combine(moment.date(), EVENING)


def _without_doubled_days(
    pieces: Sequence[str], now: datetime, zone: tzinfo, language: str | None
) -> Iterator[str]:
    """The pieces, with "Montag" of "Montag, 30.11. um 10" joined to what it belongs to."""
    waiting = ""
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=False):
        joined = f"{waiting} {piece}".strip()
        waiting = ""
        if (
            following
            and re.fullmatch(r"\W*(?:am\s+)?\w+(?:tag|woch|day)\W*", joined, re.I)
            and re.match(
                r"\W*(?:den\s+|the\s+)?\d{1,2}(?:\.|st\b|nd\b|rd\b|th\b|\s+[a-z]{3})", following, re.I
            )
        ):
            one = _read(following, now, zone, language)
            if one.start is not None and "day" not in one.missing:
                waiting = joined
                continue
        yield joined


def _one(found: _Found, piece: str, now: datetime, zone: tzinfo, language: str | None) -> None:
    """Take one piece as a time, a day, or a time of the day."""
    reading = _read(piece, now, zone, language)
    start = reading.start.astimezone(zone).replace(tzinfo=None) if reading.start else None
    if start is None or (reading.alternatives and not reading.missing):
        _unclear(found, piece, reading, zone)
    elif reading.grain == "minute" and "day" in reading.missing:
        _clock(found, start.time())
    elif reading.grain == "minute":
        found.at(start.date(), start.time())
        found.last = start.date()
        _settle(found, start.time())
    elif reading.grain in ("day", "hour") and reading.end is None and "day" not in reading.missing:
        # "Mittwochvormittag" is not meant at the hour that follows for another day.
        (found.open if reading.grain == "day" else found.days).append(start.date())
        found.last = start.date()
    if reading.end and reading.start and reading.grain == "minute":
        length = reading.end - reading.start
        found.minutes = int(length.total_seconds() // 60) if length < timedelta(days=1) else found.minutes


def _unclear(found: _Found, piece: str, reading: Reading, zone: tzinfo) -> None:
    """More than one reading, or none."""
    ways = [reading.start, *(one.start for one in reading.alternatives)]
    times = tuple(one.astimezone(zone).replace(tzinfo=None) for one in ways if one is not None)
    if len(times) > 1 and reading.grain in ("minute", None):
        found.choices.append(Choices(" ".join(piece.split()), times))
    elif _DATED.search(piece):
        found.unread.append(" ".join(piece.split()))


def _clock(found: _Found, clock: time) -> None:
    """A time of the day: for the days before it, else for the last day once more."""
    if found.open:
        _settle(found, clock)
    elif found.last is not None:
        found.at(found.last, clock)


def _settle(found: _Found, clock: time) -> None:
    """The days that were said without a time are meant at the one that follows: "Di oder Mi um 10"."""
    for day in found.open:
        found.at(day, clock)
    found.open.clear()


def _read(text: str, now: datetime, zone: tzinfo, language: str | None) -> Reading:
    """Read a piece; "Do" alone is a day here, although it is an English word, too."""
    return read(_SHORT_DAY.sub(_in_full, text), now, zone, language)


def _in_full(match: re.Match[str]) -> str:
    return match["lead"] + _SHORT[match["day"].casefold()]
