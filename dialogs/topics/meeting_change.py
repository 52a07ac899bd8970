"""Changing a meeting: which one is meant, by group, day or title; and the buttons below a meeting for it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from dialogs.registry import intent, phrase, step
from dialogs.topics.drafting import Draft, discard, draft_of, says_no, stale
from dialogs.topics.duties import ASKS
from dialogs.topics.in_private import only_in_private, private_instead
from dialogs.topics.meeting_change_flow import ask_which, go_on, with_details
from dialogs.topics.meeting_change_words import CANCEL, CHANGE, END, MOVE, Wish, names_day_only, wish_in
from dialogs.topics.meeting_named import named_in, titles_at, without_title
from dialogs.topics.planning_people import group_like, groups_in, unknown_group
from dialogs.topics.planning_times import read_when
from dialogs.topics.planning_words import GROUP_NAME, Words, before_times, blanked
from dialogs.turn import Option, Param, Reply, State, Turn, say
from storage.services import calendar
from storage.services.calendar import Held
from storage.services.rights import Right, may

DEEDS = (MOVE, CANCEL, CHANGE)
SHORT = 12
"""In words, of what may be about the meeting that was just planned or changed, without naming it."""

_ABOUT = re.compile(r"\b(?:\w*treffen|sitzung|besprechung|meeting|serie|series|forum|jour fixe)\b", re.I)
_CHANGES = re.compile(
    r"verschieb|\bverleg|\bvertag|\babs?age?n?\b|\bsag\w*\b.*\bab\b|\bf(?:ä|ae)llt\b.*\baus\b|\bstornier|\bstreich"
    r"|\bmove\b|\bcancel|\bpostpone|\breschedul|\bcall off\b|\bl(?:ö|oe)sch\w*\b|\bserie\b.*\bendet\b"
    r"|\bseries\b.*\bends\b|\bist (?:ab )?jetzt\b|\bis now\b|\b(?:neuer?|anderer) (?:titel|ort|raum|link)\b"
    r"|\bnew (?:title|place|room|link)\b|\bheißt jetzt\b|\bscrap\b|\bcall\b.*\boff\b|\bpush\b.*\bback\b"
    r"|\b(?:ändere?|ändern|aendere?|change)\b.*\b(?:titel|title|ort|raum|place|room|link)\b"
    r"|\bjetzt (?:erst )?(?:im|in|um|am|bei|online)\b|\b(?:doch|beginnt) (?:erst|schon)\b"
    r"|\b(?:kein|no) \w*(?:treffen|meeting)\b|^\W*link\b.*https?:",
    re.I | re.S,
)
_NO_CHANGE = re.compile(
    r"^\W*(?:bitte\s+)?(?:fällt|faellt|findet|ist|plane?|planst|setz\w*|erstell\w*|schedule|arrange)\b", re.I
)
_OF_PAST = re.compile(
    r"\b(?:letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?|gestern|war|last|previous|yesterday)\b", re.I
)
_LINK = re.compile(r"^\W*link\b", re.I)
"""That belongs to a meeting which was, unless one to come is named by its title."""
_SERIES = re.compile(r"\b(?:serie|series)\b", re.I)
_OWN = re.compile(
    r"\b(?:ich|mich|mir|i|me|my|für mich)\b.*\b(?:ab|absagen|sage|cancel|zusage\w*|komme)\b|\berinner"
    r"|\bremind|\?\s*$",
    re.I,
)


def options_for(held: Held) -> tuple[Option, ...]:
    """The buttons below a date for whoever may change it: move it, call it off, change what is said of it."""
    if not held.mine or held.cancelled:
        return ()
    return tuple(
        Option(
            say("option-changing", deed=deed), "changing_meeting.begin", {"occurrence": held.id, "deed": deed}
        )
        for deed in DEEDS
    )


@intent("change_meeting", right=Right.PLAN_MEETINGS)
@only_in_private
def change(turn: Turn) -> Reply:
    """Understand "verschieb das Treffen der FG 2 auf Donnerstag halb drei"."""
    return begin(turn)


@phrase("changing_meeting.said", right=Right.PLAN_MEETINGS)
def said(turn: Turn) -> Reply | None:
    """The same where its form plainly tells; whoever calls off for themselves is not meant."""
    just_shown = "occurrence" in turn.state.slots and len(turn.text.split()) < SHORT
    if _OWN.search(turn.text) or ASKS.search(turn.text) or _NO_CHANGE.search(turn.text):
        return None
    text = without_title(turn.text, mine_named(turn))
    if not _CHANGES.search(text) or _OF_PAST.search(text):
        return None
    if not (just_shown or _ABOUT.search(text)) or (_LINK.search(text) and text == turn.text):
        return None
    return private_instead(turn) or begin(turn)


def mine_named(turn: Turn) -> list[Held]:
    """The meetings that the viewer may change whose titles a text holds."""
    return named_in(turn.text, _next(turn, None))


def begin(turn: Turn) -> Reply:
    """Read a sentence as a change, and find the meeting that it is about."""
    entities = turn.understanding.entities if turn.understanding else ()
    named = [(one.start, one.end) for one in entities if one.entity in ("group", "project", "organisation")]
    named += [match.span() for match in GROUP_NAME.finditer(turn.text)]
    mine = mine_named(turn)
    titles = titles_at(turn.text, mine)
    named = [(a, b) for a, b in named if not any(a < end and begin < b for begin, end in titles)]
    wish = wish_in(without_title(blanked(turn.text, named), mine))
    words = before_times(wish.target) if wish.target else Words("")
    draft: Draft = {
        "deed": wish.deed, "scope": wish.scope, "said": words.rest, "reason": wish.reason,
        "minutes": words.minutes,
    }  # fmt: skip
    title = words.title if wish.deed == CHANGE else None
    draft = with_details(draft, {**words.details, "title": title})
    return _find(turn, draft, wish)


def _find(turn: Turn, draft: Draft, wish: Wish) -> Reply:
    """The meeting that is meant, else the question which one is."""
    group = _group(turn)
    if isinstance(group, Reply):
        return group
    day = _which_day(turn, wish)
    if day is not None:
        found = _on(turn, day, group) or _on_such_a_day(turn, day, group, wish)
        if found:
            draft = {**draft, "scope": draft["scope"] or "one"}
            draft["said"] = _without_day(turn, draft, wish)
        elif wish.deed == CANCEL or wish.which:
            text = say("changing-none-that-day", **_day_param(day))
            return ask_which(turn, draft, _next(turn, group), text)
    else:
        found = []
    found = found or _next(turn, group)
    if wish.deed == END or _SERIES.search(turn.text):
        found = [held for held in found if held.rrule] or found
    titled = named_in(turn.text, found)
    found = titled or found
    if len(found) > 1 and group is None and day is None and not titled:
        known = turn.state.slots.get("occurrence")
        found = [held for held in found if held.id == known] or found
    if len(found) == 1:
        return go_on(turn, {**draft, "occurrence": found[0].id})
    return ask_which(turn, draft, found, say("changing-which" if found else "changing-none"))


def _without_day(turn: Turn, draft: Draft, wish: Wish) -> str:
    """What is left to be read once the day has said which meeting it is."""
    if wish.deed == MOVE and wish.which:
        return str(draft["said"])
    if wish.deed != CHANGE:
        return ""
    text = str(draft["said"])
    read = read_when(text, turn.now, turn.network.zone, turn.language)
    days = [
        (a, b) for a, b in read.spans
        if read_when(text[a:b], turn.now, turn.network.zone, turn.language).clock is None
    ]  # fmt: skip
    return blanked(text, days or read.spans)


def _day_param(day: datetime) -> dict[str, Param]:
    return {"day": {"date": day.date().isoformat(), "style": "long"}}


def _group(turn: Turn) -> int | Reply | None:
    """The group that is named; a sentence for one that is not the viewer's, or that nobody knows."""
    ids = {int(ref) for entity in groups_in(turn) for ref in entity.refs}
    if len(ids) == 1:
        only = ids.pop()
        if may(turn.viewer, Right.PLAN_MEETINGS, group_id=only):
            return only
        return Reply((say("planning-not-yours", group=groups_in(turn)[0].value),), state=State())
    if not ids and (like := group_like(turn)) is not None:
        return like
    if not ids and (unknown := unknown_group(turn)):
        return Reply((say("group-unknown", name=unknown[:60], count=0),), state=State())
    return None


def _which_day(turn: Turn, wish: Wish) -> datetime | None:
    """The day by which a sentence says which meeting it means: of one that moves, what is before "auf"."""
    text = wish.which if wish.which else "" if wish.deed == MOVE and wish.which else wish.target
    if wish.deed == END or not text:
        return None
    read = read_when(before_times(text).rest, turn.now, turn.network.zone, turn.language)
    if read.day is None:
        return None
    found = datetime.combine(read.day, time.min, tzinfo=turn.network.zone)
    alone = wish.deed != MOVE or wish.which
    return found if alone or _on(turn, found, None) and read.clock is None else None


def _on(turn: Turn, day: datetime, group: int | None) -> list[Held]:
    """The dates of a day that the viewer may change."""
    start, end = day.astimezone(UTC), (day + timedelta(days=1)).astimezone(UTC)
    found = calendar.between(turn.session, viewer=turn.viewer, start=start, end=end, group_id=group)
    return [held for held in found if held.mine and not held.cancelled and held.ends_at > turn.now]


def _on_such_a_day(turn: Turn, day: datetime, group: int | None, wish: Wish) -> list[Held]:
    """ "Am 14." without a month, where nothing is on the next 14th: the next meeting on such a day."""
    if not names_day_only(wish.which or wish.target):
        return []
    return [held for held in _next(turn, group) if held.starts_wall.day == day.day][:1]


def _next(turn: Turn, group: int | None) -> list[Held]:
    """The next date of each meeting that the viewer may change."""
    found = calendar.next_of_each(turn.session, viewer=turn.viewer, now=turn.now, group_id=group)
    return [held for held in found if held.mine]


@step("changing_meeting.which", right=Right.PLAN_MEETINGS)
def chosen(turn: Turn) -> Reply | None:
    """Take which meeting is meant."""
    draft = draft_of(turn, "changing_meeting.which")
    if draft is None or turn.choice is None:
        return stale() if turn.choice else (discard(turn) if draft and says_no(turn) else None)
    occurrence = turn.data.get("occurrence")
    return go_on(turn, {**draft, "occurrence": occurrence}) if isinstance(occurrence, int) else stale()


@step("changing_meeting.begin", right=Right.PLAN_MEETINGS)
@only_in_private
def by_button(turn: Turn) -> Reply | None:
    """A button below a meeting: move it, call it off, or change what is said of it."""
    deed, occurrence = turn.data.get("deed"), turn.data.get("occurrence")
    if turn.choice is None:
        return None
    if deed not in DEEDS or not isinstance(occurrence, int):
        return stale()
    return go_on(turn, {"deed": deed, "occurrence": occurrence, "scope": ""})
