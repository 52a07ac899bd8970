"""A reminder as it is kept and said back; what is missing of it, asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.topics.attending_which import zone_here
from dialogs.topics.drafting import refused
from dialogs.topics.meeting_lines import when, zone_of
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.errors import NotAllowedError
from storage.services import reminders
from storage.services.calendar import Held
from storage.services.refusing import Reason, RefusedError

DELETE = "reminding.delete"


def said_at(turn: Turn, at: datetime) -> dict[str, Param]:
    """A moment in full, in this person's zone: weekday, day, from."""
    zone: ZoneInfo = zone_here(turn)
    said = when(at, at, zone)
    del said["to"]
    return said


def missing(step: str, data: Mapping[str, Any], text: Text, options: tuple[Option, ...] = ()) -> Reply:
    """Ask for what is missing; what is known stays in the conversation."""
    return Reply((text,), options, State(step=step, data=data))


def snoozed(turn: Turn) -> int | None:
    """The nudge that was just said and may be put off."""
    found = {
        number
        for option in (*turn.state.options, *turn.state.told)
        if option.get("step") == "reminding.snooze"
        and isinstance(number := (option.get("data") or {}).get("nudge"), int)
    }
    return found.pop() if len(found) == 1 else None


def keep(
    turn: Turn, at: datetime, *, what: str = "", held: Held | None = None, nudge: int | None = None
) -> Reply:
    """Keep a reminder, of something, of a meeting or once more, and say back when it comes."""
    at = at.astimezone(UTC)
    try:
        number = _kept(turn, at, what, held, nudge)
    except NotAllowedError:
        return Reply((say("remind-not-yours"),), state=State())
    except RefusedError as error:
        return _refused(turn, error, at)
    text = say("remind-noted", what=what, haswhat="yes" if what else "no", **said_at(turn, at))
    texts = [text] if held is None else [text, _of(turn, held)]
    delete = Option(say("option-remind-delete"), DELETE, {"nudge": number})
    return Reply(tuple(texts), (delete,) if number is not None else (), State())


def _kept(turn: Turn, at: datetime, what: str, held: Held | None, nudge: int | None) -> int | None:
    if nudge is not None:
        return reminders.snooze(turn.session, viewer=turn.viewer, nudge_id=nudge, until=at, now=turn.now)
    return reminders.remind_me(
        turn.session, viewer=turn.viewer, at=at, text=what, occurrence_id=held.id if held else None,
        now=turn.now,
    )  # fmt: skip


def _of(turn: Turn, held: Held) -> Text:
    named = when(held.starts_at, held.ends_at, zone_of(turn, held))
    return say("remind-of-meeting", title=held.title, **named)


def _refused(turn: Turn, error: RefusedError, at: datetime) -> Reply:
    keys = {
        Reason.OVER: "remind-over", Reason.DAYS: "remind-too-far", Reason.USED: "remind-too-many",
        Reason.GONE: "remind-gone",
    }  # fmt: skip
    key = keys.get(error.reason)
    return refused(error) if key is None else Reply((say(key, **said_at(turn, at)),), state=State())
