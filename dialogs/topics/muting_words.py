"""Which words are about muting, and which only look so: a statement about oneself mutes nobody."""

from __future__ import annotations

import re

_ABOUT = re.compile(
    r"stumm|\bstum\b|\bstill(?!\s+(?:away|on|out|in|sick|here|there|at|not|off|gone))\b|\bruhe\b|\bruhig"
    r"|\bleise|schweig"
    r"|\bklappe|\b(?:info|sende|melde|funk)?pause\b|pausier|stoer|\bnerv|schreib\w*|meld\w* dich"
    r"|nachricht|mitteilung"
    r"|benachricht|\bton\b|lautlos|\bnix\b|\bnichts\b|erinner|\bmute|quiet|silen[ct]|shut up|disturb"
    r"|bother|\bwrit(?:e|ing)"
    r"|messag|mesag|notif|\bping|anping|remind|hush|leave me|\bnothing\b|funkstille|in frieden"
    r"|kein\w* (?:wort|mucks)"
    r"|\bpushs?\b|klingel|bimmel|glocke|\bdnd\b|snooze|buzz|zip it|peace|pscht|psst|abschalt|ausschalt"
    r"|unterbrich"
    r"|unterbrech|verschon|von dir|from you|gusche|luft an|rand halten|den rand|versand|ankuendig"
    r"|durchsage|umfrage"
    r"|announce|sound|deliver|chatter|take a break|schlafen legen|auszeit von|rar\b|🔇|🔕|🤐|\bnot a word"
    r"|another word"
)
_AWAY = re.compile(
    r"\b(?:urlaub|ferien|elternzeit|abwesend|krank\w*|dienstreise|nicht (?:da|im buero|erreichbar)"
    r"|holidays?|vacation"
    r"|on leave|out of (?:the )?office|sick|away|(?:bin|ist|sind)\b.*\bweg|(?:sprech|buero|arbeits)zeit\w*"
    r"|sprechstunde\w*|(?:office|opening|working) hours|vertret\w*|vertritt)\b"
)
_REGULAR = re.compile(
    r"\b(?:hab|habe|have)\b.*\b(?:frei|off)\b|\barbeite\w*\b.*\bnicht\b|\b(?:do not|don't) work\b"
    r"|^\W*(?:bitte |please )?(?:nicht|nichts|not|nothing)\b|\bfreien? tage?\b"
)
_NO_DAYS = re.compile(
    r"\b(?:keine?n?|ohne|no|loesch\w*|streich\w*|remove|delete)\b.*\b(?:freien? tage?|days? off)\b"
    r"|\bfreien? tage?\b.*\b(?:weg|aus|loeschen|aufheben|streichen)\b"
)
_ENOUGH = re.compile(
    r"^\W*(?:mir |bitte |please )?(?:nur (?:noch )?)?(?:taeglich|woechentlich|daily|weekly"
    r"|(?:ein ?mal|1x|once) (?:am tag|pro tag|die woche|in der woche|pro woche|a day|a week))"
    r"\s+(?:reicht|genuegt|langt|is enough|is fine|will do|suffices)\b"
)
_EVENING = re.compile(r"\b(?:abends|in the evenings?|evenings)\b")
_PART = re.compile(
    r"\b(?:morgens|vormittags|mittags|nachmittags|fruehmorgens|(?:mornings|afternoons)|in the (?:morning"
    r"|afternoon))\b"
)


def about_muting(said: str) -> bool:
    """Whether a folded text has a word that is about Kitt's writing."""
    return bool(_ABOUT.search(said))


def about_absence(said: str) -> bool:
    """Whether a folded text says that somebody is away, or when they can be reached."""
    return bool(_AWAY.search(said))


def about_days(said: str) -> bool:
    """Whether a folded text may be about days of each week: "mittwochs hab ich frei"."""
    return bool(_REGULAR.search(said))


def no_days_off(said: str) -> bool:
    """Whether days off are not wanted any more."""
    return bool(_NO_DAYS.search(said))


def says_enough(said: str) -> bool:
    """Whether a folded text says how often is enough."""
    return bool(_ENOUGH.search(said))


def evenings(said: str) -> bool:
    """Whether evenings in general are meant."""
    return bool(_EVENING.search(said))


def part_of_day(said: str) -> bool:
    """Whether a part of each day is meant whose hours nobody named."""
    return bool(_PART.search(said))
