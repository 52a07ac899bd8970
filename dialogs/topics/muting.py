"""Until when Kitt may not write by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.registry import MEMBERS, command, intent, phrase, step
from dialogs.topics.in_private import only_in_private
from dialogs.topics.moments import moment
from dialogs.topics.muting_words import (
    about_absence,
    about_days,
    about_muting,
    evenings,
    no_days_off,
    part_of_day,
    says_enough,
)
from dialogs.topics.rhythm import (
    OFF,
    QUIET,
    SHOW,
    answers,
    ask_quiet,
    digest_in,
    quiet,
    regularly,
    still_quiet,
    summed_up,
    take_off,
)
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.dayparts import MORNING, days_off, fold, quiet_hours
from nlu.until import LONGEST, end_of_pause, is_open_ended
from storage.services import preferences
from storage.services.preferences import FOREVER

MOST_WORDS = 14
MOST_BARE = 6
EVENING_QUIET = (18 * 60, MORNING)
LOUD = Option(say("option-unmute"), "muting.unmute")

_TODAY = re.compile(r"\b(?:heute|heut|today|tonight)\b")
_NOT_TO_ME = re.compile(
    r"\b(?:nicht|nichts|nix|don't|do not|never|nie)\b.*\b(?:schreib\w*|write|message|text)\b.*\b(?:mir|me)\b"
    r"|\bschreib\w*\b.*\bmir\b.*\b(?:nicht|nichts|nix|nie)\b"
    r"|\bmir\b.*\b(?:nicht|nichts|nix|nie)\b.*\bschreib\w*"
)
_BARE = re.compile(
    r"^(?:bis|until|till)\b(?!.*\b(?:bin|bist|ist|bald|dann|denn|spaeter|gleich|gestern|neulich|then)\b)"
)
_PAUSE = re.compile(
    r"^\W*(?:bitte |please |ich brauche? |mach(?:e|en)? |sei (?:mal )?|be )?(?:mal )?(?:eine? )?"
    r"(?:stumm|still|ruhig|leise|pause|sendepause|funkstille|ruhe|mute|quiet|silent)\b"
)
_SELF = re.compile(r"^\W*(?:ich|i|wir|we|er|sie|he|she|they|bin|hab|habe)\b")


@command("stumm", "mute", roles=MEMBERS)
@only_in_private
def by_command(turn: Turn) -> Reply | None:
    """Take how long from behind the command, which says that it is about muting."""
    return (_wanted(turn, asked=True) if turn.text else None) or mute(turn)


@intent("mute", roles=MEMBERS)
@step("muting.ask", roles=MEMBERS)
@only_in_private
def mute(turn: Turn) -> Reply | None:
    """Answer "stumm bis Montag", "zwischen 22 und 7 uhr nicht schreiben", "einmal am tag reicht"."""
    read = turn.understanding
    partly = read is not None and bool(read.of("group", "project", "region", "topic"))
    if partly:
        return _how_long(say("mute-only-all"))
    if (wanted := _wanted(turn)) is not None:
        return wanted
    said = fold(turn.text)
    other = about_absence(said) and not about_muting(said)
    return None if other else _how_long(say("mute-how-long"))


@phrase("muting.in_other_words", roles=MEMBERS)
def in_other_words(turn: Turn) -> Reply | None:
    """ "nicht am Wochenende": read with doubt, but plain when read closely."""
    read = turn.understanding
    if read is None or read.entities or len(turn.text.split()) > MOST_WORDS or turn.viewer.in_group:
        return None
    said = fold(turn.text)
    if _BARE.match(said) and len(said.split()) <= MOST_BARE:
        return _until_what(turn)
    plain = read.intent == "mute" or _NOT_TO_ME.search(said) or says_enough(said)
    regular = about_days(said) and (no_days_off(said) or days_off(said))
    if not (plain or regular or _PAUSE.match(said)) or "?" in said:
        return None
    return _wanted(turn)


def _until_what(turn: Turn) -> Reply | None:
    """ "Bis Ende Januar" alone: until when I am mute if I am; else it may as well be an absence."""
    end = end_of_pause(turn.text, turn.now.astimezone(turn.network.zone))
    if end is None:
        return None
    mine = preferences.settings_of(turn.session, viewer=turn.viewer, now=turn.now)
    if mine.muted_until is not None:
        return _muted(turn, end)
    quiet_until = Option(say("option-mute-until"), "muting.how_long", {"span": end.isoformat()})
    return Reply((say("mute-or-away"),), (quiet_until,), State())


@step("muting.how_long", roles=MEMBERS)
@only_in_private
def how_long(turn: Turn) -> Reply | None:
    """Take the answer to "wie lange?": an option, or in words."""
    span = turn.data.get("span")
    if span is None:
        said = fold(turn.text)
        if not answers(turn) or (about_absence(said) and not said.startswith(("bis ", "until "))):
            return None
        after = replace(turn, text=f"bis {turn.text}")
        return _wanted(turn, asked=True) or (None if _SELF.match(said) else _wanted(after, asked=True))
    now = turn.now.astimezone(turn.network.zone)
    ends = {
        "hour": turn.now + timedelta(hours=1),
        "tomorrow": end_of_pause("bis morgen früh", now),
        "monday": end_of_pause("bis montag", now),
        "ever": FOREVER,
    }
    until = ends.get(str(span)) or _moment(str(span), now)
    return _muted(turn, until) if until is not None else Reply((say("stale-option"),))


def _moment(span: str, now: datetime) -> datetime | None:
    """The moment that a button carries, if it is still to come."""
    try:
        until = datetime.fromisoformat(span).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return None
    return until if now < until <= now + LONGEST else None


@command("laut", "unmute", roles=MEMBERS)
@intent("unmute", roles=MEMBERS)
@step("muting.unmute", roles=MEMBERS)
@only_in_private
def unmute(turn: Turn) -> Reply | None:
    """Answer "du darfst wieder schreiben", "ab Montag wieder", "auch am Wochenende"."""
    said = fold(turn.text)
    mine = preferences.settings_of(turn.session, viewer=turn.viewer, now=turn.now)
    if (digest := digest_in(said)) is not None:
        return summed_up(turn, digest)
    if QUIET.search(said) or quiet_hours(said):
        return quiet(turn, None)
    if (days := days_off(said)) is not None:
        return take_off(turn, mine.days_off & ~days)
    end = end_of_pause(turn.text, turn.now.astimezone(turn.network.zone))
    if end is not None and mine.muted_until is not None:
        return _muted(turn, end)
    preferences.mute(turn.session, viewer=turn.viewer, until=None)
    key = "unmuted" if mine.muted_until is not None else "unmuted-already"
    return Reply((say(key), *still_quiet(mine)), (SHOW,))


def _wanted(turn: Turn, *, asked: bool = False) -> Reply | None:
    """What the text wants of muting, done; None if it does not say.

    Only what has words of muting mutes, unless it was ``asked`` how long: somebody who is away is not muted.
    """
    said = fold(turn.text)
    if (digest := digest_in(said)) is not None:
        return summed_up(turn, digest)
    if QUIET.search(said) and OFF.search(said):
        return quiet(turn, None)
    if (regular := _each_day(turn, said)) is not None:
        return regular
    end = end_of_pause(turn.text, turn.now.astimezone(turn.network.zone))
    end = end or (FOREVER if is_open_ended(said) else None)
    if end is None or not (asked or about_muting(said)):
        return None
    muted = _muted(turn, end)
    also = (say("mute-not-away"),) if about_absence(said) and not asked else ()
    return replace(muted, texts=(*muted.texts, *also))


def _each_day(turn: Turn, said: str) -> Reply | None:
    """What is wanted of days and hours in general; None if it is about one pause."""
    if no_days_off(said):
        return take_off(turn, 0)
    if _TODAY.search(said):
        return None
    hours, days = quiet_hours(said), days_off(said)
    hours = hours or (EVENING_QUIET if evenings(said) and about_muting(said) else None)
    if hours or days:
        return regularly(turn, hours, days)
    return ask_quiet(say("quiet-ask")) if part_of_day(said) else None


def _muted(turn: Turn, until: datetime) -> Reply:
    preferences.mute(turn.session, viewer=turn.viewer, until=until)
    text = say("muted-for-good") if until == FOREVER else say("muted", **moment(until, turn))
    return Reply((text, say("muted-still-answers")), (LOUD,), State())


def _how_long(text: Text) -> Reply:
    options = tuple(
        Option(say("option-mute", span=span), "muting.how_long", {"span": span})
        for span in ("hour", "tomorrow", "monday", "ever")
    )
    return Reply((text,), options, State(step="muting.how_long"))
