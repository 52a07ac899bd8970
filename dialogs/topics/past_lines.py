"""How a meeting that is over is written: a block of a timeline, or all of it.

Open is a line of the notes that begins with "offen:", "todo:", "to do:", "open:" or "[ ]", with or without a
bullet before it; after a line "offen:" alone, the bullets below it. A line with "[x]" is done.
"""

from __future__ import annotations

import re

from dialogs.topics.drafting import inner, lines
from dialogs.topics.meeting_lines import when, zone_of
from dialogs.turn import Param, Text, Turn, say
from storage.models import Answer
from storage.services import attendance
from storage.services.timeline import Past

SHORT = 280
"""Characters of what was agreed that a timeline shows."""
MOST_OPEN = 4
"""Open points that a timeline shows of one meeting."""

_BULLET = r"\s*(?:[-*•–]\s*)?"
_OPEN = re.compile(
    rf"^{_BULLET}(?:\[ ?\]|(?:offene? punkte?|offen|to-?\s?dos?|open(?: points?)?|action items?)\s*:)"
    r"\s*(?P<what>.*)$",
    re.I,
)
_ITEM = re.compile(r"^\s*[-*•–]\s*(?P<what>\S.*)$")


def parted(notes: str) -> tuple[str, list[str]]:
    """What was agreed, and what is open."""
    agreed, still, below = [], [], False
    for line in notes.splitlines():
        found, item = _OPEN.match(line), _ITEM.match(line)
        if found:
            below = not found["what"]
            still += [found["what"].strip()] if found["what"].strip() else []
        elif below and item:
            still.append(item["what"].strip())
        else:
            below = below and not line.strip()
            agreed.append(line)
    return "\n".join(agreed).strip(), still


def short(text: str, most: int = SHORT) -> str:
    """The beginning of a text, up to a word's end."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    return f"{plain[: most - 1].rsplit(' ', 1)[0]} …"


def block(turn: Turn, past: Past, *, group: bool) -> Text:
    """One meeting in a timeline; ``group``: several groups are shown."""
    agreed, still = parted(past.held.notes)
    said: list[Param | None] = [_head(turn, past)]
    if group and past.held.group and past.held.group not in past.held.title:
        said.append(inner("meeting-group", group=past.held.group))
    said.append(_came(past))
    said.append(inner("lookback-agreed", notes=short(agreed)) if agreed else None)
    said += _open(still[:MOST_OPEN], len(still) - MOST_OPEN)
    said += [inner("lookback-link", title=link.title, url=link.url) for link in past.links[:2]]
    return say("lookback-lines", lines=lines(*said))


def whole(turn: Turn, past: Past) -> tuple[Text, ...]:
    """All that is known of one meeting; who came for its coordinators, where nobody reads along."""
    held = past.held
    agreed, still = parted(held.notes)
    about: list[Param | None] = [_head(turn, past, clock=True)]
    if held.group and held.group not in held.title:
        about.append(inner("meeting-group", group=held.group))
    about.append(inner("nudge-place", place=held.place) if held.place else None)
    about.append(_came(past))
    names = _names(turn, past)
    about.append(inner("lookback-names", names={"list": names, "style": "comma"}) if names else None)
    texts = [say("lookback-lines", lines=lines(*about))]
    if held.agenda:
        texts.append(say("lookback-agenda", agenda=held.agenda))
    texts.append(say("lookback-agreed", notes=agreed) if agreed else say("lookback-no-notes"))
    if still:
        texts.append(say("lookback-lines", lines=lines(*_open(still, 0))))
    if past.links:
        shown = [inner("lookback-link", title=link.title, url=link.url) for link in past.links]
        texts.append(say("lookback-lines", lines=lines(*shown)))
    return tuple(texts)


def label(turn: Turn, past: Past) -> Text:
    """A meeting on a button."""
    day = past.held.starts_at.astimezone(zone_of(turn, past.held)).date().isoformat()
    title = past.held.title if len(past.held.title) <= 40 else f"{past.held.title[:38]} …"
    return say("option-lookback", title=title, day={"date": day, "style": "long"})


def _head(turn: Turn, past: Past, *, clock: bool = False) -> Param:
    held = past.held
    said = when(held.starts_at, held.ends_at, zone_of(turn, held))
    lasts = (held.ends_at - held.starts_at).total_seconds()
    timed = clock and lasts < 24 * 3600  # a day without times came by import
    return inner("lookback-head-timed" if timed else "lookback-head", title=held.title, **said)


def _came(past: Past) -> Param | None:
    if past.came is not None:
        return inner("lookback-came", count=past.came)
    return inner("lookback-yes", count=past.yes) if past.yes else None


def _open(still: list[str], more: int) -> list[Param | None]:
    said: list[Param | None] = [inner("lookback-open", what=short(one, 200)) for one in still]
    return [*said, inner("lookback-open-more", count=more)] if more > 0 else said


def _names(turn: Turn, past: Past) -> list[Param]:
    """Who had said that they come, for whoever coordinates the meeting."""
    if turn.viewer.in_group or not past.held.mine:
        return []
    found = attendance.summary(turn.session, viewer=turn.viewer, occurrence_id=past.held.id, today=turn.today)
    return [one.who.name for one in found.said if one.answer is Answer.YES and not one.stale]
