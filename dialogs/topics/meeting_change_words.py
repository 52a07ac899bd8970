"""How people say that a meeting is to be changed: what is to be done, with which, how it is to be then. Pure."""
# ruff: noqa: E501 - patterns: alternatives that belong together stay together

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from dialogs.topics.planning_times import When, read_when
from nlu import dates

CANCEL, END, MOVE, CHANGE = "cancel", "end", "move", "change"

_CANCEL = re.compile(
    r"\babs?age?n?\b|\babgesagt\b|\bsag\w*\b.*\bab\b|\bf(?:ä|ae)ll(?:t|en)\b.*\baus\b|\bausfallen\b|\bentf(?:ä|ae)llt\b"
    r"|\bstornier\w*|\bstreich\w*|\bl(?:ö|oe)sch\w*|\bcanc[ea]l\w*|\bcall(?:ed)? off\b|\bcall\b.*\boff\b|\bscrap\b"
    r"|\bdelete\b|\bdrop\b|\bis off\b|\bnimm\b.*\braus\b|\baussetzen\b|\bno meeting\b|\bkein treffen\b",
    re.I | re.S,
)
_NO = re.compile(r"\b(?:kein|no)\s+(?=\w*(?:treffen|meeting)\b)", re.I)
"""Of "kein Treffen", which would say of a time that it is not meant."""
_NOT_CANCEL = re.compile(r"\b(?:nicht|don['’]?t|not)\s+(?:absagen|cancel)", re.I)
_END = re.compile(
    r"\b(?:serie|reihe|series|termine)\b.*\b(?:endet|enden|aufhören|ends?|stops?|läuft|laeuft|geht|runs?)\b"
    r"|\b(?:beende|end|stop)\b.*\b(?:serie|reihe|series)\b|\bletzt(?:es|er|en) (?:mal|termin|treffen)\b.*\b(?:ist|im|am)\b"
    r"|\blast (?:meeting|date|one)\b.*\b(?:is|in|on)\b",
    re.I | re.S,
)
_MOVE = re.compile(
    r"verschieb|verschib|\bverleg|\bvertag|\bumleg|\bvorzieh|\bvorverleg|\bschieb|\bzieh\w*\b.*\bvor|\bleg\w*\b.*\bauf\b"
    r"|\bmove\b|\bpost?pone|\bresch?edul|\bpush\b|\bshift\b|\bbring\b.*\bforward|\bdelay\b|\bput off\b|\bnach hinten\b"
    r"|\bnach vorne?\b|\bstatt\b|\binstead of\b|\bneuer? (?:zeit|uhrzeit|termin)\b|\buhrzeit\b|\bverlänger|\bverlaenger"
    r"|\bextend|\bkürz|\bkuerz|\bshorten|\b(?:ende|end time)\b|\bbeginn\b",
    re.I | re.S,
)
_ALL = re.compile(
    r"\balle\b(?!\s+(?:\d|zwei|drei|vier|bescheid|informier))|\bganze\w*\b|\bserie\b|\breihe\b|\bkomplett\b|\bab jetzt\b"
    r"|\bab sofort\b|\bkünftig\w*|\bkuenftig\w*|\bdauerhaft\b|\bimmer\b|\bpermanently\b|\bseries\b|\bfrom now on\b"
    r"|\bfor good\b|\ball (?:of )?(?:the )?(?:meetings|dates|future)\b|\bregelmäßig\w*",
    re.I,
)
_ONE = re.compile(
    r"\bnur (?:dies\w*|das|den|der|am|einmal|einen?|eines)\b|\bdiesmal\b|\bdieses mal\b|\beinmalig\b"
    r"|\b(?:only|just) (?:this|that|the|on)\b|\bthis once\b|\bthis time\b",
    re.I,
)
_REASON = re.compile(r"(?:[,;.–-]\s*|\s)(?P<said>(?:weil|wegen|because)\b.+)$", re.I | re.S)
_REASON_NAMED = re.compile(
    r"\b(?:grund|begründung|reason)\b\s*(?:ist|is|:|–|-)?\s*(?P<said>.+)$", re.I | re.S
)
_INSTEAD = re.compile(
    r"\b(?:statt|instead of|nicht|not)\s+.+?[\s,]+(?:lieber|besser|sondern|rather|but|jetzt|now)\s+", re.I
)
_TO = re.compile(r"^(?P<which>.*)\s(?:auf|to|until|für|zum)\s+(?P<to>\S.*)$", re.I | re.S)

_LENGTH = re.compile(
    r"\b(?P<length>(?:(?:ein(?:e[nr]?|mal)?|n?e|an?|half|halbe|anderthalb|eineinhalb|dreiviertel|viertel|zwei|drei|vier"
    r"|fünf|fuenf|sechs|acht|zehn|zwölf|fünfzehn|zwanzig|dreißig|dreissig|one|two|three|four|five|six|ten|fifteen|twenty"
    r"|thirty|\d+(?:[.,]\d+)?)\s+)+(?:viertelstunden?|stunden?|std|h|minuten?|min|tage?n?|wochen?|monate?n?|hours?"
    r"|minutes?|mins?|days?|weeks?|months?)|viertelstunde|\d+\s?(?:min|h|std))\b",
    re.I,
)
_FORTH = re.compile(
    r"\b(?:nach vorne?|vor|früher|frueher|eher|vorzieh\w*|vorverleg\w*|earlier|forward|sooner)\b", re.I
)
_BACK = re.compile(r"\b(?:nach hinten|später|spaeter|later|back|nach)\b", re.I)
_BY = re.compile(r"\b(?:um|by)\s+$", re.I)

_WEEKDAY = re.compile(
    r"\b(?:(?:mon|diens|donners|frei|sams)tag|mittwoch|sonnabend|sonntag|(?:mo|tues|wednes|thurs|fri|satur|sun)day)\w*\b",
    re.I,
)
_FROM_NOW = re.compile(
    r"\b(?:nächst\w*|naechst\w*|kommend\w*|dies\w*|übernächst\w*|next|this|coming|woche|week|heute|morgen|today|tomorrow"
    r"|in \w+ (?:tagen|wochen|days|weeks)|kw)\b"
    r"|\d\.\s?\d|\d\.\s?(?:jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez)|\b(?:jan|feb|mar|apr|may|jun|jul|aug"
    r"|sep|oct|nov|dec)[a-z]*\b",
    re.I,
)
_DAY_ONLY = re.compile(r"(?<![\d.:])\d{1,2}\.(?!\s?\d)|\b\d{1,2}(?:st|nd|rd|th)\b", re.I)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a sentence wants of a meeting. ``which`` is the part that says which meeting, ``target`` how it is to be.

    ``deed`` is empty where it is none of these; ``scope`` "one", "all" or empty.
    """

    deed: str
    which: str = ""
    target: str = ""
    scope: str = ""
    reason: str = ""


def wish_in(text: str) -> Wish:
    """Read what a sentence wants; its names of groups should be blanked before."""
    scope = "one" if _ONE.search(text) else "all" if _ALL.search(text) else ""
    if _END.search(text) and not _MOVE_PLAINLY.search(text):
        return Wish(END, which="", target=text, scope="all")
    if _CANCEL.search(text) and not _NOT_CANCEL.search(text) and not offset_in(text):
        said, reason = without_reason(text)
        return Wish(CANCEL, which=_NO.sub("", said), scope=scope, reason=reason)
    if _MOVE.search(text) or offset_in(text):
        which, target = parts(text)
        return Wish(MOVE, which, target, scope)
    return Wish(CHANGE, which=text, target=text, scope=scope)


_MOVE_PLAINLY = re.compile(r"verschieb|\bverleg|\bmove\b|\bpostpone\b|\breschedul", re.I)


def without_reason(text: str) -> tuple[str, str]:
    """A sentence, and the reason that it gives; empty if it gives none."""
    match = _REASON_NAMED.search(text) or _REASON.search(text)
    if match is None:
        return text, ""
    return text[: match.start()], match["said"].strip(" .!")


def parts(text: str) -> tuple[str, str]:
    """Which meeting, and when it is to be: "(das Treffen am 14.) auf (den 21. um 11)"."""
    if match := _INSTEAD.search(text):
        return text[: match.start()], text[match.end() :]
    match = _TO.match(text)
    if match is None:
        return "", text
    return match["which"], match["to"]


def offset_in(text: str) -> str:
    """By how much something is moved, in words that the reader of times knows; empty if it is not so said."""
    length = _LENGTH.search(text)
    if length is None:
        return ""
    around = f"{text[: length.start()]} {text[length.end() :]}"
    forth, back = bool(_FORTH.search(around)), bool(_BACK.search(around))
    by = bool(_BY.search(text[: length.start()])) and bool(_MOVE.search(text))
    if not (forth or back or by):
        return ""
    words = re.sub(r"^n?e\b", "eine", length["length"], flags=re.I)
    english = bool(re.search(r"(?:hour|minute|day|week|month)s?$", words, re.I))
    later, earlier = ("later", "earlier") if english else ("später", "früher")
    return f"{words} {earlier if forth and not _LATER.search(around) else later}"


_LATER = re.compile(r"\b(?:nach hinten|später|spaeter|later)\b", re.I)


def read_target(text: str, now: datetime, zone: tzinfo, language: str | None, start: datetime) -> When:
    """When a meeting is to be that begins at ``start`` (aware) now.

    A weekday or a day without a month is one near the meeting, not near today: "auf Freitag" of a meeting in
    January is a Friday in January.
    """
    local = start.astimezone(zone)
    if offset := offset_in(text):
        moved = read_when(offset, now, zone, language, anchor=local)
        return moved if moved.clock is not None or moved.problem else When(problem="unclear")
    near = now
    if not _FROM_NOW.search(text):
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        if _DAY_ONLY.search(text):
            near = midnight.replace(day=1)
        elif _WEEKDAY.search(text):
            near = midnight - timedelta(days=midnight.weekday() + 1)
    return read_when(text, max(near, now), zone, language)


def names_day_only(text: str) -> bool:
    """Whether a day is named without its month: "am 14."."""
    return bool(_DAY_ONLY.search(text)) and not _FROM_NOW.search(text)


def last_day(text: str, now: datetime, zone: tzinfo, language: str | None) -> date | None:
    """The last day that is meant by "endet im Juni" or "bis 30. Juni"; None if none is said."""
    reading = dates.read(text, now, zone, language)
    if reading.start is None or reading.alternatives:
        return None
    end = reading.end or reading.start
    first = end.astimezone(zone).date()
    if reading.grain == "month":
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if reading.grain == "year":
        return first.replace(month=12, day=31)
    if reading.grain == "week":
        return first + timedelta(days=6)
    return first if reading.grain in ("day", "minute", "hour") else None
