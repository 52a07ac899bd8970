"""What a question about earlier meetings asks for: which one, what about, who. Pure functions of a text."""

from __future__ import annotations

import re

_ORDINALS = {
    "allererst": 1, "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "fuenft": 5, "sechst": 6,
    "siebt": 7, "siebent": 7, "acht": 8, "neunt": 9, "zehnt": 10, "elft": 11, "zwölft": 12, "zwoelft": 12,
}  # fmt: skip
_ENGLISH = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_LAST = r"vorletzt\w*|letzt\w*|vorig\w*|vergangen\w*|jüngst\w*|last but one|last|previous|latest|most recent"
_NOUN = (
    r"\w*forums?|\w*foren|\w*treffens?|\w*sitzung|\w*workshops?|\w*runde|\w*meetings?|\w*sessions?|mal|call|time"
    r"|gathering|termin\w*|zusammenkunft"
)
_NTH = re.compile(
    rf"\b(?:(?P<last>{_LAST})|(?P<word>{'|'.join(_ORDINALS)})e[nrsm]?|(?P<english>{'|'.join(_ENGLISH)})"
    rf"|(?P<digit>\d{{1,3}})(?:\.|st|nd|rd|th)|(?P<very>very first))\s+(?:\w+\s+)?(?P<noun>{_NOUN})\b",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?P<noun>\w*forum|\w*treffen|\w*sitzung|\w*meeting)\s+(?:nr\.?\s*|nummer\s+|no\.?\s*|number\s+)?"
    r"(?P<digit>\d{1,3})\b(?![.:]\d|\.\s*(?:\d|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)|\s*uhr)",
    re.I,
)
_OPENING = re.compile(r"\b(?:auftakt\w*|kick-?\s?off\w*|gründungstreffen|allererste\w*)\b", re.I)
_LATELY = re.compile(
    r"\b(?:letzten?s|neulich|letztes? ma(?:l)?|zuletzt|the other day|missed the last one|last one)\b", re.I
)
_SEVERAL = re.compile(
    r"\b(?:die|alle|the|all)\s+(?:letzten|vergangenen|vorigen|last|previous|past)\s+(?:\w+\s+)?(?:treffen|foren"
    r"|sitzungen|meetings|termine|sessions|forums)\b|\b(?:letzten|last)\s+(?:\d+|zwei|drei|vier|fünf|two|three|four"
    r"|five)\s",
    re.I,
)
_GENERIC = re.compile(
    r"treffens?|sitzung|runde|mal|meetings?|sessions?|call|time|gathering|termin\w*|zusammenkunft", re.I
)
_SINCE = re.compile(
    r"\b(?:seit(?:dem)?|since|nach|after)\s+(?:dem|der|the|unserem|our)?\s*(?:\w+\s+)?$", re.I
)
_WHO = re.compile(
    r"\b(?:wer\s+(?:war|waren|kam|ist|nahm|hat|alles)|who\s+(?:was|were|came|took|attended|has been)"
    r"|teilnehm\w*|anwesen\w*|attendance|wie\s?viele|how many (?:people|came|were))\b",
    re.I,
)
_VERBS = (
    r"vereinbart|beschlossen|besprochen|ausgemacht|gesagt|diskutiert|geredet|entschieden|abgemacht|festgelegt|steht"
    r"|gesprochen|getan|dokumentiert|festgehalten|agreed?|decided?|discuss(?:ed)?|said|talk(?:ed)?|decisions?"
)
_ABOUT = re.compile(
    r"\b(?:zu[mr]?|über|ueber|bezüglich|wegen|beim thema|zum thema|thema|about|on|regarding|concerning)\s+"
    r"(?:(?:dem|der|das|die|den|the|thema|topic|unserer?|our|about)\s+)*(?P<what>[^?!.,;:\n]+)",
    re.I,
)
_DEED = re.compile(
    rf"\b(?:{_VERBS}|notizen|protokolle?|mitschrift\w*|beschl[uü]ss\w*|ergebnis\w*|minutes|notes"
    r"|ging es|worum)\b",
    re.I,
)
_ENDS = re.compile(
    rf"\s+(?:(?:haben|hatten|wurde|wurden|ist|wir|uns|eigentlich|schon|mal|have|we|did|was|were)\s+)*(?:{_VERBS})\b.*$"
    r"|\s+(?:im|in|am|beim|bei|seit|vom|letzte\w*|last|since|at|aus)\b.*$",
    re.I,
)
_NO_TOPIC = re.compile(
    rf"\b(?:{_NOUN}|nächst\w*|next|uns|us|wem|whom|it|hause|datum|date|ende|schluss|zeit|protokoll|notizen)\b|\d",
    re.I,
)
_ALL = re.compile(
    r"\b(?:zeitstrahl\w*|zeitstral|zeitleiste|timeline|time line|übersicht|ueberblick|überblick|overview"
    r"|liste?|list|alle|all|bisher\w*|früher\w*|frueher\w*|alte\w*|old|earlier|past|verlauf|chronik|geschichte|history"
    r"|meilensteine|welche|which|wie viele|wieviele|how many)\b",
    re.I,
)


def which(text: str) -> tuple[int, str, bool] | None:
    """Which meeting a text names: its number (-1: the last), what it is called, and whether "since" it."""
    if _SEVERAL.search(text):
        return None
    found = _NTH.search(text) or _NUMBERED.search(text)
    if found is None:
        if opening := _OPENING.search(text):
            return 1, "", bool(_SINCE.search(text[: opening.start()]))
        return (-1, "", False) if _LATELY.search(text) else None
    noun = found["noun"]
    named = "" if _GENERIC.fullmatch(noun) else re.sub(r"(?<=forum)s$|(?<=treffen)s$", "", noun, flags=re.I)
    named = re.sub(r"foren$", "forum", named, flags=re.I)
    return _number(found), named, bool(_SINCE.search(text[: found.start()]))


def _number(found: re.Match[str]) -> int:
    given = found.groupdict()
    if digit := given.get("digit"):
        return int(digit)
    if last := given.get("last"):
        return -2 if re.match(r"vorletzt|last but one", last, re.I) else -1
    if word := given.get("word"):
        return _ORDINALS[word.casefold()]
    return _ENGLISH[(given.get("english") or "first").casefold()]


def about(text: str) -> str:
    """What a meeting was about: "was haben wir zu Arbeitserlaubnis vereinbart?"; empty if nothing is said."""
    if not _DEED.search(text):
        return ""
    for found in _ABOUT.finditer(text):
        what = _ENDS.sub("", f" {found['what']}").strip(" „“”\"'»«-–")
        if what and not _NO_TOPIC.search(what) and len(what.split()) <= 6:
            return what
    return ""


def asks_who(text: str) -> bool:
    """Whether a text asks who was there."""
    return bool(_WHO.search(text))


def asks_for_all(text: str) -> bool:
    """Whether a text asks for several meetings."""
    return bool(_ALL.search(text) or _SEVERAL.search(text))
