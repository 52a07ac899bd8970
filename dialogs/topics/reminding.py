"""Reminders of one's own: "erinnere mich morgen um 9 an den Bericht", "einen Tag vorher"; put off, struck."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from dialogs.registry import command, intent, phrase, step
from dialogs.topics import reminding_settings
from dialogs.topics.attending_lines import held_of
from dialogs.topics.attending_which import choices_of, find, options_for, read_here, zone_here
from dialogs.topics.in_private import only_in_private
from dialogs.topics.reminding_list import deletion, listed
from dialogs.topics.reminding_said import keep, missing, said_at, snoozed
from dialogs.topics.reminding_words import (
    asks_for_list,
    before_what,
    deletes,
    head_and_what,
    is_before,
    leads_in,
    means_meeting,
    remembers,
    tidied,
    without,
)
from dialogs.turn import Option, Reply, State, Turn, say
from nlu.dates import Choice, Reading, read
from storage.services.calendar import Held
from storage.services.rights import Right

_EVERY = {"DAILY": 1, "WEEKLY": 7}
MORNING = time(9)
"""When somebody is reminded who named a day only; it is said, and can be changed."""


@command("erinnern", "remind", right=Right.ATTEND)
@only_in_private
def by_command(turn: Turn) -> Reply | None:
    """Take what stands behind the command; without a word show what there is."""
    if not turn.text:
        return listed(turn)
    return reminding_settings.wanted(turn) or _wanted(turn)


@intent("remind_me", right=Right.ATTEND)
@only_in_private
def remind_me(turn: Turn) -> Reply | None:
    """Answer "erinnere mich morgen um 9 an den Bericht"."""
    if remembers(turn.text):
        return None
    return reminding_settings.wanted(turn) or (deletion(turn) if deletes(turn.text) else _wanted(turn))


@phrase("reminding.wanted", right=Right.ATTEND)
def by_form(turn: Turn) -> Reply | None:
    """What is known by its form: the list, a setting, that one is to go."""
    if turn.viewer.in_group:
        return None
    if asks_for_list(turn.text):
        return listed(turn)
    return reminding_settings.wanted(turn) or (deletion(turn) if deletes(turn.text) else None)


def _wanted(turn: Turn) -> Reply:
    """A reminder, as far as the text says when and of what; what is missing is asked."""
    reading, what = _read(turn, turn.text)
    if reading.recurrence and reading.start:
        return _not_regularly(turn, reading, what)
    if "anchor" in reading.missing or (
        not choices_of(reading) and leads_in(turn.text) and is_before(turn.text)
    ):
        return _before(turn, turn.text)
    return _at(turn, reading, what)


def _read(turn: Turn, text: str) -> tuple[Reading, str]:
    """When, and of what; a time inside of what is to be reminded of is not its time."""
    head, what = head_and_what(text)
    reading = read_here(turn, head)
    if what and choices_of(reading):
        return reading, tidied(what)
    reading = read_here(turn, text)
    spans = tuple(reading.spans)
    return reading, without(text, spans)


def _at(turn: Turn, reading: Reading, what: str) -> Reply:
    choices = choices_of(reading)
    if not choices:
        return missing("reminding.when", {"what": what}, say("remind-ask-when"))
    if len(choices) > 1:
        return _which_time(turn, choices, what)
    return _with_time(turn, choices[0], what)


def _with_time(turn: Turn, choice: Choice, what: str) -> Reply:
    at = _moment(turn, choice)
    if at is None:
        return missing("reminding.when", {"what": what}, say("remind-ask-clock"))
    if at <= turn.now:
        return missing("reminding.when", {"what": what}, say("remind-past", **said_at(turn, at)))
    nudge = snoozed(turn)
    if not what and nudge is not None:
        return keep(turn, at, nudge=nudge)
    if not what:
        return missing("reminding.what", {"at": at.isoformat()}, say("remind-ask-what", **said_at(turn, at)))
    if means_meeting(what):
        return _of_meeting(turn, at)
    return keep(turn, at, what=what)


def _of_meeting(turn: Turn, at: datetime) -> Reply:
    found = find(turn, "")
    if found.one is not None:
        return keep(turn, at, held=found.one)
    if not found.several:
        return Reply((say("attend-none"),), state=State())
    options = options_for(turn, found.several, "reminding.which")
    return Reply((say("remind-which"),), options, State(step="reminding.which", data={"at": at.isoformat()}))


def _moment(turn: Turn, choice: Choice) -> datetime | None:
    """The moment that is meant; None for today without a time, which could be any."""
    assert choice.start is not None  # what has none is no choice
    if choice.grain in ("minute", "hour"):
        return choice.start
    zone = zone_here(turn)
    at = datetime.combine(choice.start.astimezone(zone).date(), MORNING, zone)
    return None if at <= turn.now and at.date() == turn.now.astimezone(zone).date() else at


def _which_time(turn: Turn, choices: list[Choice], what: str) -> Reply:
    """Ask which of the moments is meant; what it is about stays in the conversation."""
    moments = [at for one in choices if (at := _moment(turn, one)) is not None and at > turn.now]
    if len(moments) == 1:
        return _with_time(turn, Choice(start=moments[0], grain="minute"), what)
    options = tuple(
        Option(say("option-remind-at", **said_at(turn, at)), "reminding.when", {"at": at.isoformat()})
        for at in moments
    )
    return missing("reminding.when", {"what": what}, say("remind-which-time"), options)


def _not_regularly(turn: Turn, reading: Reading, what: str) -> Reply:
    """Say that this cannot be had again and again, and offer the next time."""
    assert reading.start is not None  # asked for by whoever calls
    at = _moment(turn, Choice(start=reading.start, grain=reading.grain))
    at = at or datetime.combine(reading.start.date(), MORNING, zone_here(turn))
    if at is not None and at <= turn.now:
        steps = [days for name, days in _EVERY.items() if f"FREQ={name}" in (reading.recurrence or "")]
        at = at + timedelta(days=steps[0]) if steps and "INTERVAL" not in (reading.recurrence or "") else None
    if at is None or not what:
        return missing("reminding.when", {"what": what}, say("remind-not-regularly"))
    once = Option(say("option-remind-once", **said_at(turn, at)), "reminding.when", {"at": at.isoformat()})
    return missing("reminding.when", {"what": what}, say("remind-not-regularly"), (once,))


def _before(turn: Turn, text: str) -> Reply:
    """ "Einen Tag vorher": before the meeting that is meant."""
    found = find(turn, before_what(text))
    if found.one is not None:
        return _before_it(turn, found.one, text)
    if not found.several:
        return Reply((say("attend-none"),), state=State())
    options = options_for(turn, found.several, "reminding.which")
    return Reply((say("remind-which"),), options, State(step="reminding.which", data={"text": text}))


def _before_it(turn: Turn, held: Held, text: str) -> Reply:
    reading = read(text, turn.now, zone_here(turn), turn.language, held.starts_at)
    leads = leads_in(text)
    if reading.start is not None:
        moments = [reading.start if reading.grain in ("minute", "hour") else None]
    else:
        moments = [held.starts_at - timedelta(minutes=lead) for lead in leads]
    if moments == [None]:
        moments = [held.starts_at - timedelta(minutes=lead) for lead in leads]
    ahead = [at for at in moments if at is not None and at > turn.now]
    if not moments or not ahead:
        return Reply((say("remind-before-late" if moments else "remind-ask-when"),), state=State())
    reply = keep(turn, ahead[0], held=held)
    more = [keep(turn, at, held=held) for at in ahead[1:]]
    texts = (*reply.texts, *(text for one in more for text in one.texts))
    return Reply(texts, (*reply.options, *(option for one in more for option in one.options)), reply.state)


@step("reminding.which", right=Right.ATTEND)
@only_in_private
def chosen(turn: Turn) -> Reply | None:
    """Take before which meeting, or of which."""
    if turn.choice is None:
        return None
    data = turn.state.data if turn.state.step == "reminding.which" else {}
    held = held_of(turn, turn.data.get("occurrence"))
    at = _stored(data.get("at"))
    if held is None or not (data.get("text") or at):
        return Reply((say("stale-option"),))
    return keep(turn, at, held=held) if at else _before_it(turn, held, str(data.get("text")))


def _stored(value: object) -> datetime | None:
    """A moment that a button or the conversation holds."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


@step("reminding.when", right=Right.ATTEND, literal=True)
@only_in_private
def when_asked(turn: Turn) -> Reply | None:
    """Take when: a button, or words."""
    data = turn.state.data if turn.state.step == "reminding.when" else {}
    what = str(data.get("what") or "")
    if turn.choice is not None:
        at = _stored(turn.data.get("at"))
        if at is None or not data:
            return Reply((say("stale-option"),))
        return _with_time(turn, Choice(start=at, grain="minute"), what)
    reading, more = _read(turn, turn.text)
    if "anchor" in reading.missing:
        return _before(turn, turn.text)
    if not choices_of(reading):
        return None
    return _at(turn, reading, what or more)


@step("reminding.what", right=Right.ATTEND, literal=True)
@only_in_private
def what_asked(turn: Turn) -> Reply | None:
    """Take of what."""
    at = _stored(turn.state.data.get("at")) if turn.state.step == "reminding.what" else None
    if at is None:
        return Reply((say("stale-option"),))
    what = tidied(without(turn.text, ()))
    return _of_meeting(turn, at) if means_meeting(what) else keep(turn, at, what=what or turn.text.strip())


@step("reminding.snooze", right=Right.ATTEND)
@only_in_private
def put_off(turn: Turn) -> Reply | None:
    """Say it once more, in an hour or tomorrow."""
    number = turn.data.get("nudge")
    if not isinstance(number, int) or isinstance(number, bool):
        return Reply((say("stale-option"),))
    if turn.data.get("until") != "tomorrow":
        return keep(turn, turn.now + timedelta(hours=1), nudge=number)
    zone = zone_here(turn)
    at = datetime.combine(turn.now.astimezone(zone).date() + timedelta(days=1), MORNING, zone)
    return keep(turn, at, nudge=number)
