"""Looking back: the timeline of earlier meetings, one of them in full, what was agreed about something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.registry import command, intent, phrase, step
from dialogs.topics import past_words
from dialogs.topics.attending_which import to_come
from dialogs.topics.drafting import inner, stale
from dialogs.topics.meeting_named import named_in
from dialogs.topics.past_lines import block, label, whole
from dialogs.topics.past_times import Ahead, Span, past_time
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.services import timeline
from storage.services.refusing import RefusedError
from storage.services.reminders import zone_for
from storage.services.rights import Right
from storage.services.timeline import Past, Sought

AT_ONCE = 4
"""Meetings of one answer: a screen of a phone."""

_WAS_THEN = re.compile(
    r"^\W*(?:und\s+)?was\s+(?:war|waren|gab\s+es|lief)\s+(?:(?:denn|so|alles|los)\s+)*(?:im|in)\s+"
    r"(?:(?:letzten|vergangenen)\s+)?(?:januar|jänner|februar|märz|maerz|april|mai|juni|juli|august|september"
    r"|oktober|november|dezember|monat|jahr|\d{4})(?:\s+\d{4})?(?:\s+los)?\W*$",
    re.I,
)
_NAMED = re.compile(r"\b(?P<name>\w*forum|\w*foren|\w*forums|\w*workshops?)\b", re.I)


@command("rueckblick", "lookback", right=Right.ATTEND)
def by_command(turn: Turn) -> Reply:
    """All earlier meetings, or those that the words after it name: "/rueckblick Arbeitserlaubnis"."""
    return _look_back(turn, bare=True)


@intent("past_meetings", right=Right.ATTEND)
def look_back(turn: Turn) -> Reply:
    """Understand what is asked about earlier meetings, and answer it."""
    return _look_back(turn, bare=False)


@phrase("looking_back.asked", _WAS_THEN, right=Right.ATTEND)
def look_back_then(turn: Turn) -> Reply:
    """What asks by its form what was in a month or year: "was war im März?"."""
    return _look_back(turn, bare=False)


def _look_back(turn: Turn, *, bare: bool) -> Reply:
    room = turn.conversation_id if turn.viewer.in_group else None
    if room is not None and timeline.group_of_room(turn.session, viewer=turn.viewer, room=room) is None:
        return Reply((say("only-private"),))
    text, group = _without_groups(turn)
    sought = Sought(group_id=group, room=room)
    if meant := past_words.which(text):
        return _numbered(turn, sought, *meant)
    time = past_time(text, turn.now, _zone(turn), turn.language)
    if isinstance(time, Ahead):
        ahead = {"intent": "next_meeting", "entities": []}
        return Reply((say("lookback-ahead"),), (Option(say("intent-next-meeting"), "engine.meant", ahead),))
    words = _words(turn, text, bare=bare)
    named = _NAMED.search(text)
    name = re.sub(r"(?:foren|forums)$", "forum", named["name"], flags=re.I) if named and group is None else ""
    if not name and (ahead_named := named_in(text, to_come(turn))):
        name = ahead_named[0].title  # "wer war beim Plenum?" is not answered with another meeting
    sought = replace(sought, words=words, named=name.removesuffix("s") if "workshop" in name else name)
    if isinstance(time, Span):
        sought = replace(sought, start=time.start, end=time.end)
        if time.yearless and not _found(turn, sought):
            earlier = time.a_year_before()
            if _found(turn, before := replace(sought, start=earlier.start, end=earlier.end)):
                sought = before
    elif not words and text.strip() and not past_words.asks_for_all(text):
        return _numbered(turn, sought, -1, name, since=False)
    return _timeline(turn, sought, single=isinstance(time, Span) or bool(words))


@step("looking_back.more", right=Right.ATTEND)
def more(turn: Turn) -> Reply:
    """The meetings before those that were shown."""
    try:
        sought = _kept(turn)
        after = turn.data.get("after")
        return _timeline(turn, sought, after=int(after) if after is not None else None)
    except (ValueError, TypeError, RefusedError):
        return stale()


@step("looking_back.show", right=Right.ATTEND)
def show(turn: Turn) -> Reply:
    """One meeting in full."""
    try:
        return show_one(turn, int(turn.data.get("occurrence") or 0))
    except RefusedError:
        return stale()


@step("looking_back.before", right=Right.ATTEND)
def before(turn: Turn) -> Reply:
    """The meeting of the same group before one."""
    try:
        this = _one(turn, int(turn.data.get("occurrence") or 0))
        sought = Sought(group_id=this.held.group_id, room=_room(turn))
        found = timeline.page(
            turn.session, viewer=turn.viewer, now=turn.now, sought=sought, most=1, after=this.held.id
        ).found
    except RefusedError:
        return stale()
    return _shown(turn, found[0]) if found else Reply((say("lookback-first"),), state=State())


def show_one(turn: Turn, occurrence_id: int, *texts: Text) -> Reply:
    """One meeting in full, below what is said first.

    Raises:
        RefusedError: GONE: there is none that they may see here.
    """
    reply = _shown(turn, _one(turn, occurrence_id))
    return replace(reply, texts=(*texts, *reply.texts))


def _one(turn: Turn, occurrence_id: int) -> Past:
    return timeline.one(
        turn.session, viewer=turn.viewer, now=turn.now, occurrence_id=occurrence_id, room=_room(turn)
    )


def _shown(turn: Turn, past: Past) -> Reply:
    here = {"occurrence": past.held.id}
    options = []
    if past.held.mine and not turn.viewer.in_group:
        options = [
            Option(say("option-notes", has="yes" if past.held.notes else "no"), "notes.write", here),
            Option(say("option-notes-link"), "notes.link", here),
            Option(say("option-notes-came"), "notes.came", here),
        ]
    options.append(Option(say("option-lookback-before"), "looking_back.before", here))
    texts = whole(turn, past)
    if past_words.asks_who(turn.text) and not (past.held.mine and not turn.viewer.in_group):
        texts = (*texts, say("lookback-who"))
    return Reply(texts, tuple(options), State())


def _numbered(turn: Turn, sought: Sought, number: int, named: str, since: bool) -> Reply:
    """The first, seventh, last … meeting; or all that came after it."""
    looked = replace(sought, named=named)
    found = timeline.numbered(turn.session, viewer=turn.viewer, now=turn.now, sought=looked, number=number)
    if found is None:
        return _nothing(turn, looked)
    this = _one(turn, found)
    if not since:
        return _shown(turn, this)
    after = replace(sought, start=this.held.ends_at)
    return _timeline(turn, after, say("lookback-since", title=this.held.title, day=_day(turn, this)))


def _found(turn: Turn, sought: Sought) -> bool:
    return bool(timeline.page(turn.session, viewer=turn.viewer, now=turn.now, sought=sought, most=1).found)


def _timeline(
    turn: Turn, sought: Sought, *texts: Text, after: int | None = None, single: bool = False
) -> Reply:
    """Some meetings, one block each, the last first."""
    page = timeline.page(
        turn.session, viewer=turn.viewer, now=turn.now, sought=sought, most=AT_ONCE, after=after
    )
    if not page.found:
        return _nothing(turn, sought, *texts)
    if single and len(page.found) == 1 and not page.more and after is None:
        return _shown(turn, page.found[0])
    several = len({past.held.group_id for past in page.found}) > 1
    said = [*(texts or (_heading(turn, sought),)), *(block(turn, past, group=several) for past in page.found)]
    if page.cut:
        said.append(say("lookback-cut", count=timeline.MOST_READ))
    options = [
        Option(label(turn, past), "looking_back.show", {"occurrence": past.held.id}) for past in page.found
    ]
    if page.more:
        last = {**_as_data(sought), "after": page.found[-1].held.id}
        options.append(Option(say("option-lookback-more"), "looking_back.more", last))
    if not turn.viewer.in_group and any(past.held.mine for past in page.found):
        options.append(Option(say("option-lookback-file"), "looking_back.file", _as_data(sought)))
    return Reply(tuple(said), tuple(options), State())


def _nothing(turn: Turn, sought: Sought, *texts: Text) -> Reply:
    """Nothing was found; all there is, is offered."""
    anything = _found(turn, Sought(room=sought.room))
    said = say("lookback-nothing-for" if anything else "lookback-nothing", what=_what(turn, sought))
    every = Option(say("option-lookback-all"), "looking_back.more", {})
    return Reply((*texts, said), (every,) if anything else (), State())


def _heading(turn: Turn, sought: Sought) -> Text:
    what = _what(turn, sought)
    return say("lookback-heading", what=what) if what["list"] else say("lookback-heading-all")


def _what(turn: Turn, sought: Sought) -> dict[str, Any]:
    """What was looked for, in words."""
    parts: list[Param] = []
    if sought.named:
        parts.append(sought.named)
    parts += [inner("lookback-quoted", words=words) for words in sought.words[:1]]
    start, end = (moment.astimezone(_zone(turn)) if moment else None for moment in (sought.start, sought.end))
    first: Param = {"date": start.date().isoformat(), "style": "long"} if start else ""
    last = datetime.fromtimestamp(end.timestamp() - 1, _zone(turn)) if end else None
    until: Param = {"date": last.date().isoformat(), "style": "long"} if last else ""
    if start and last and start.date() == last.date():
        parts.append(first)
    elif start and last:
        parts.append(inner("lookback-span", first=first, last=until))
    elif start or last:
        parts.append(inner("lookback-from" if start else "lookback-until", day=first if start else until))
    return {"list": parts, "style": "dots"}


def _without_groups(turn: Turn) -> tuple[str, int | None]:
    """The text without the names of groups, whose numbers are no days, and the group that is meant."""
    text, group = turn.text, None
    for entity in turn.understanding.of("group") if turn.understanding else ():
        if len(entity.refs) == 1:
            group = int(entity.refs[0])
            text = text.replace(entity.text, " ")
    return text, group


def _words(turn: Turn, text: str, *, bare: bool) -> tuple[str, ...]:
    """What was talked about: a topic, a place or a project of the directory, or other words."""
    read = turn.understanding
    named = read.of("topic", "region", "place", "project") if read else ()
    found = [form for entity in named for form in (entity.value, entity.text)]
    found += [said] if (said := past_words.about(text)) else []
    if not found and bare and _is_bare(turn, text):
        found = [text.strip(" ?!.")]
    return tuple(dict.fromkeys(found))


def _is_bare(turn: Turn, text: str) -> bool:
    """Whether a few words after the command are what to look for, and neither a time nor a forum."""
    plain = past_time(text, turn.now, _zone(turn), turn.language) is None and not _NAMED.search(text)
    return plain and 0 < len(text.split()) <= 3 and not past_words.asks_for_all(text)


def _zone(turn: Turn) -> ZoneInfo:
    own = zone_for(turn.session, viewer=turn.viewer)
    return ZoneInfo(own) if own else ZoneInfo(str(turn.network.zone))


def _day(turn: Turn, past: Past) -> Param:
    return {"date": past.held.starts_at.astimezone(_zone(turn)).date().isoformat(), "style": "long"}


def _room(turn: Turn) -> int | None:
    return turn.conversation_id if turn.viewer.in_group else None


def _as_data(sought: Sought) -> dict[str, Any]:
    return {
        "start": sought.start.isoformat() if sought.start else None,
        "end": sought.end.isoformat() if sought.end else None,
        "group": sought.group_id, "words": list(sought.words), "named": sought.named,
    }  # fmt: skip


def kept_search(data: Mapping[str, Any], room: int | None) -> Sought:
    """What a button goes on looking for.

    Raises:
        ValueError, TypeError: it is none of ours.
    """
    start, end, group = data.get("start"), data.get("end"), data.get("group")
    return Sought(
        start=datetime.fromisoformat(start) if start else None,
        end=datetime.fromisoformat(end) if end else None,
        group_id=int(group) if group is not None else None,
        words=tuple(str(words) for words in data.get("words") or ()),
        named=str(data.get("named") or ""),
        room=room,
    )


def _kept(turn: Turn) -> Sought:
    return kept_search(turn.data, _room(turn))
