"""Which meeting somebody means whose notes or agenda they write: of those that they coordinate."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from dialogs.topics import past_words
from dialogs.topics.meeting_named import named_in
from dialogs.topics.past_times import Span, past_time
from dialogs.turn import Turn
from nlu.dates import read
from storage.services import calendar, timeline
from storage.services.calendar import Held
from storage.services.timeline import Sought

MOST = 5
"""How many are offered, where several are meant."""
_DAYS = {"minute": 1, "hour": 1, "day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
_OF_ANY = re.compile(
    r"\b(?:zu[mr]?|vo[nm]|de[srm]|die|das|beim?|fürs?|fuers?|am|im|for|of|on|at|from|the|to|our|unser\w*|letzte\w*|last"
    r"|nächste\w*|naechste\w*|next|kommende\w*|heutige\w*|treffens?|sitzung|besprechung|meetings?|termins?|runde|mal)\b",
    re.I,
)
_SAYS_WHICH = re.compile(r"[^\W\d_]{3}")
"""A word beside those of any meeting: a title that nothing has, perhaps."""
_FORUM = re.compile(r"\b(\w*forum|\w*workshop)s?\b", re.I)


def past(turn: Turn, said: str) -> list[Held]:
    """The meetings that began already which these words name: "zum Treffen am 3.9."; none said: the last."""
    text, group = _without_group(turn, said)
    meant = past_words.which(text)
    sought = Sought(group_id=group)
    if meant is not None:
        number, named, _ = meant
        sought = Sought(group_id=group, named=named)
        found = timeline.numbered(
            turn.session, viewer=turn.viewer, now=turn.now, sought=sought, number=number
        )
        return [one for one in _shown(turn, [found] if found else []) if one.mine]
    time = past_time(text, turn.now, _zone(turn), turn.language)
    if time is not None and not isinstance(time, Span):
        return []
    name = _FORUM.search(text)
    sought = Sought(
        start=time.start if time else None, end=time.end if time else None, group_id=group,
        named=name[1] if name else "",
    )  # fmt: skip
    page = timeline.page(turn.session, viewer=turn.viewer, now=turn.now, sought=sought, most=20)
    mine = [one.held for one in page.found if one.held.mine]
    titled = named_in(text, mine)
    if not (titled or time or name or group) and _SAYS_WHICH.search(_OF_ANY.sub(" ", text)):
        return []
    return (titled or mine)[:MOST] if time else (titled or mine)[:1]


def ahead(turn: Turn, said: str) -> list[Held]:
    """The meetings to come which these words name: "für Dienstag"; none said: the next."""
    text, group = _without_group(turn, said)
    reading = read(text, turn.now, _zone(turn), turn.language)
    start = reading.start or next((each.start for each in reading.alternatives if each.start), None)
    if start is None:
        found = calendar.next_dates(turn.session, viewer=turn.viewer, now=turn.now, group_id=group, most=20)
        mine = [one for one in found if one.mine]
        named = named_in(text, mine)
        if not named and group is None and _SAYS_WHICH.search(_OF_ANY.sub(" ", text)):
            return []
        return (named or mine)[:1]
    first = start.replace(hour=0, minute=0)
    end = (reading.end or first) + timedelta(days=_DAYS.get(reading.grain or "day", 1))
    found = calendar.between(turn.session, viewer=turn.viewer, start=first, end=end, group_id=group)
    mine = [one for one in found if one.mine and not one.cancelled and one.ends_at > turn.now]
    return (named_in(text, mine) or mine)[:MOST]


def _shown(turn: Turn, ids: list[int]) -> list[Held]:
    return calendar.these(turn.session, viewer=turn.viewer, ids=ids)


def _without_group(turn: Turn, said: str) -> tuple[str, int | None]:
    text, group = said, None
    for entity in turn.understanding.of("group") if turn.understanding else ():
        if len(entity.refs) == 1 and entity.text in said:
            group = int(entity.refs[0])
            text = text.replace(entity.text, " ")
    return text, group


def _zone(turn: Turn) -> ZoneInfo:
    return ZoneInfo(str(turn.network.zone))
