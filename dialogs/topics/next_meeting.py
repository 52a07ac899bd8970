"""Which meetings there are: the next one, those of a time, a list to leaf through, one shown in full."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from dialogs.registry import command, intent, phrase, step
from dialogs.topics.attending_lines import answers_for, change_option, gone, held_of
from dialogs.topics.attending_summary import asked as asks_who
from dialogs.topics.attending_which import (
    MOST_ASKED,
    TOPIC,
    Window,
    firsts,
    group_meant,
    options_for,
    windows_of,
    within_or_numbered,
    zone_here,
)
from dialogs.topics.meeting_change import options_for as changes_for
from dialogs.topics.meeting_lines import lines, when, zone_of
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.dayparts import fold
from storage.services.calendar import MOST, Held, between, next_dates
from storage.services.rights import Right, may

PAGE = 5
_MANY = re.compile(
    r"\b(?:welche|alle|naechste[nr]? (?:treffen|termine|sitzungen)|termine|what|which|upcoming|meetings"
    r"|was steht|steht .*\ban|hab\w* ich|habe? wir)\b"
)
_ASKED = re.compile(
    r"^\W*(?:welche|was für|was fuer) (?:treffen|termine|sitzungen) (?:habe?|hab|haben|gibt|stehen|sind"
    r"|kommen)\b"
    r"|^\W*(?:was|welche treffen|welche termine) (?:steht|stehen)\b.*\ban\W*$"
    r"|^\W*(?:nächste|naechste|meine|alle) (?:treffen|termine)\W*$"
    r"|^\W*(?:which|what) meetings (?:do|are|have)\b|^\W*(?:next|my|upcoming) meetings?\W*$"
    r"|^\W*what(?:'s| is) (?:on|coming up)\b(?: (?:this|next) (?:week|month))?\W*$",
    re.I,
)
_WHAT = re.compile(
    r"^\W*(?:was|what)(?:'s)? (?:ist|gibt es|haben wir|hab ich|habe ich|is|do we have)\b", re.I
)
_PAST = re.compile(r"\b(?:war|waren|gab|hatte\w*|letzte\w*|vergangen\w*|were|last|past)\b", re.I)
_ONE = re.compile(r"\bdas naechste\b|\bnaechstes\b|\bnext meeting\b|\bwann (?:ist|tagt|findet)\b")


@intent("next_meeting", right=Right.ATTEND)
def asked(turn: Turn) -> Reply | None:
    """Answer "wann ist das nächste Treffen?", "was steht diese Woche an?"."""
    if (reply := asks_who(turn)) is not None:
        return reply
    if _no_room(turn):
        return Reply((say("meetings-no-room"),), state=State())
    if windows := windows_of(turn, turn.text):
        return _then(turn, windows[0])
    said = fold(turn.text)
    found = _ahead(turn, group_meant(turn))
    if titled := [held for held in found if len(held.title) > 3 and fold(held.title) in said]:
        found = titled if len(firsts(titled)) < len(firsts(found)) else found
    if not found:
        return _none(turn)
    many = _MANY.search(said) and not _ONE.search(said)
    return _listed(turn, found, 0) if many and len(found) > 1 else shown(turn, found[0])


@phrase("next_meeting.asked", re.compile(f"{_ASKED.pattern}|{_WHAT.pattern}", re.I), right=Right.ATTEND)
def by_form(turn: Turn) -> Reply | None:
    """What asks for meetings by its form, whatever understanding makes of it."""
    read = turn.understanding
    other = read is not None and bool(read.of("person", "topic", "project", "organisation"))
    if other or _PAST.search(turn.text):
        return None
    return asked(turn) if _ASKED.search(turn.text) or windows_of(turn, turn.text) else None


@command("treffen", "meetings", right=Right.ATTEND)
def by_command(turn: Turn) -> Reply | None:
    """The next dates, or what stands behind the command: a group, a time."""
    if turn.text:
        return asked(turn)
    if _no_room(turn):
        return Reply((say("meetings-no-room"),), state=State())
    found = _ahead(turn, group_meant(turn))
    return _listed(turn, found, 0) if found else _none(turn)


@step("next_meeting.list", right=Right.ATTEND)
def further(turn: Turn) -> Reply:
    """The list from a place on."""
    if _no_room(turn):
        return Reply((say("meetings-no-room"),), state=State())
    first, group = turn.data.get("from"), turn.data.get("group")
    group = group_meant(turn) if turn.viewer.in_group else group if isinstance(group, int) else None
    found = _ahead(turn, group)
    start = first if isinstance(first, int) and 0 <= first < len(found) else 0
    return _listed(turn, found, start, group) if found else _none(turn)


@step("next_meeting.show", right=Right.ATTEND)
def chosen(turn: Turn) -> Reply:
    """One date in full."""
    held = held_of(turn, turn.data.get("occurrence"))
    return gone() if held is None else shown(turn, held)


def _no_room(turn: Turn) -> bool:
    """Whether this is a room of no group: there nothing is said of meetings."""
    return turn.viewer.in_group and group_meant(turn) is None


def _ahead(turn: Turn, group: int | None) -> list[Held]:
    return next_dates(turn.session, viewer=turn.viewer, now=turn.now, group_id=group, most=MOST)


def _none(turn: Turn) -> Reply:
    plan = say("meetings-none-plan") if may(turn.viewer, Right.PLAN_MEETINGS) else None
    return Reply((say("meetings-none"), *((plan,) if plan else ())), state=State(topic=TOPIC))


def _then(turn: Turn, windows: list[Window]) -> Reply:
    """What is in a time that was named; those called off too."""
    zone, group = zone_here(turn), group_meant(turn)
    first, last = min(one.first for one in windows), max(one.last for one in windows)
    found = between(
        turn.session, viewer=turn.viewer, start=datetime.combine(first, time(), zone),
        end=datetime.combine(last + timedelta(days=1), time(), zone), group_id=group,
    )  # fmt: skip
    found = within_or_numbered(found, windows, zone) or within_or_numbered(_ahead(turn, group), windows, zone)
    if len(found) == 1:
        return shown(turn, found[0])
    if found:
        return _listed(turn, found, 0, leaf=False)
    ahead = _ahead(turn, group)[:1]
    if not ahead:
        return _none(turn)
    reply = shown(turn, ahead[0])
    return Reply((say("meetings-none-then"), *reply.texts), reply.options, reply.state)


def shown(turn: Turn, held: Held) -> Reply:
    """One date with all that is to be known of it before, and what one can do about it."""
    texts, over = list(lines(turn, held)), held.cancelled or held.ends_at <= turn.now
    if held.inside and not over and not turn.viewer.in_group:
        own = held.answer.value if held.answer and not held.stale else "open"
        texts.append(say("attend-own", answer=own))
    state = State(topic=TOPIC, slots={"occurrence": held.id})
    return Reply(tuple(texts), (*_answers(turn, held, over=over), *_more(turn, held)), state)


def _answers(turn: Turn, held: Held, *, over: bool) -> tuple[Option, ...]:
    if over or not held.inside:
        return ()
    answered = held.answer is not None and not held.stale and not turn.viewer.in_group
    return (change_option(held),) if answered else answers_for(held)


def _more(turn: Turn, held: Held) -> tuple[Option, ...]:
    if turn.viewer.in_group:
        return ()
    who = Option(say("option-attend-who"), "attending.who", {"occurrence": held.id})
    more = Option(say("option-meetings"), "next_meeting.list", {"from": 0})
    if not held.mine or not may(turn.viewer, Right.PLAN_MEETINGS):
        return (more,)
    return (who, *(() if held.ends_at <= turn.now else changes_for(held)), more)


def _listed(
    turn: Turn, found: list[Held], start: int, group: int | None = None, *, leaf: bool = True
) -> Reply:
    page = found[start : start + PAGE] if leaf else found[: MOST_ASKED + 4]
    options = options_for(turn, page[:MOST_ASKED], "next_meeting.show")
    if leaf and start + PAGE < len(found):
        further = {"from": start + PAGE, **({"group": group} if group is not None else {})}
        options = (*options, Option(say("option-meetings-more"), "next_meeting.list", further))
    headline = say("meetings-list", count=len(page))
    return Reply((headline, *(_line(turn, held) for held in page)), options, State(topic=TOPIC))


def _line(turn: Turn, held: Held) -> Text:
    own = "none"
    if held.cancelled:
        own = "cancelled"
    elif held.answer and not held.stale and not turn.viewer.in_group:
        own = held.answer.value
    named = when(held.starts_at, held.ends_at, zone_of(turn, held))
    return say("meetings-line", title=held.title, own=own, **named)
