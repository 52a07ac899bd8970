"""When Kitt may write by itself: mute, quiet hours, days off, how often."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.registry import MEMBERS, command, intent, phrase, step
from dialogs.topics.in_private import only_in_private
from dialogs.topics.moments import clock, moment, weekdays
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.dayparts import days_off, fold, quiet_hours
from nlu.until import end_of_pause, is_open_ended
from storage.models import Digest
from storage.services import preferences
from storage.services.preferences import EVERY_DAY, FOREVER, Settings

MOST_WORDS = 14
MOST_ANSWERED = 7
SHOW = Option(say("option-settings"), "settings.show")
LOUD = Option(say("option-unmute"), "muting.unmute")

_TODAY = re.compile(r"\b(?:heute|heut|today|tonight)\b")
_NOT_TO_ME = re.compile(
    r"\b(?:nicht|nichts|nix|don't|do not|never|nie)\b.*\b(?:schreib\w*|write|message|text)\b.*\b(?:mir|me)\b"
    r"|\bschreib\w*\b.*\bmir\b.*\b(?:nicht|nichts|nix|nie)\b"
    r"|\bmir\b.*\b(?:nicht|nichts|nix|nie)\b.*\bschreib\w*"
)
_OFF = re.compile(r"\b(?:aus|weg|keine?|nie|ohne|off|none|no|entfernen|loeschen|abschalten|aufheben)\b")
_NONE = re.compile(
    r"\W*(?:gar |ganz |bitte )?(?:aus|weg|keine?|nie|ohne|off|none|no)"
    r"(?:\s+(?:ruhezeit\w*|ruhe|freien?|tage?|mehr|bitte|please|quiet|hours|days|off))*\W*"
)
_QUIET = re.compile(r"\b(?:ruhezeit\w*|quiet (?:hours|time)|nachtruhe)\b")
_SUMMED = re.compile(
    r"zusammenfass|uebersicht|gesammelt|sammel|digest|summar|tagesmeldung|\b(?:ein ?mal|1x|1 mal|once)\b"
)
_DIGESTS = (
    (Digest.DAILY, re.compile(r"taeglich|\btag\b|tages|daily|\bday\b")),
    (Digest.WEEKLY, re.compile(r"woechentlich|\bwoche\b|wochen|weekly|\bweek\b")),
    (Digest.AT_ONCE, re.compile(r"sofort|gleich|einzeln|at once|immediately|right away")),
    (Digest.NEVER, re.compile(r"\bnie\b|\bkeine?\b|never|\bno\b|\baus\b|\bweg\b")),
)


@command("stumm", "mute", roles=MEMBERS)
@intent("mute", roles=MEMBERS)
@step("muting.ask", roles=MEMBERS)
@only_in_private
def mute(turn: Turn) -> Reply | None:
    """Answer "stumm bis Montag", "zwischen 22 und 7 uhr nicht schreiben", "einmal am tag reicht"."""
    read = turn.understanding
    partly = read is not None and bool(read.of("group", "project", "region", "topic"))
    if partly:
        return _how_long(say("mute-only-all"))
    return _wanted(turn) or _how_long(say("mute-how-long"))


@phrase("muting.in_other_words", roles=MEMBERS)
def in_other_words(turn: Turn) -> Reply | None:
    """ "nicht am Wochenende": read with doubt, but plain when read closely."""
    read = turn.understanding
    if read is None or read.entities:
        return None
    plain = read.intent == "mute" or _NOT_TO_ME.search(fold(turn.text))
    if not plain or len(turn.text.split()) > MOST_WORDS or turn.viewer.in_group:
        return None
    return _wanted(turn)


@step("muting.how_long", roles=MEMBERS)
@only_in_private
def how_long(turn: Turn) -> Reply | None:
    """Take the answer to "wie lange?": an option, or in words."""
    span = turn.data.get("span")
    if span is None:
        return (_wanted(turn) or _wanted(replace(turn, text=f"bis {turn.text}"))) if _answers(turn) else None
    now = turn.now.astimezone(turn.network.zone)
    ends = {
        "hour": turn.now + timedelta(hours=1),
        "tomorrow": end_of_pause("bis morgen früh", now),
        "monday": end_of_pause("bis montag", now),
        "ever": FOREVER,
    }
    until = ends.get(str(span))
    return _muted(turn, until) if until is not None else Reply((say("stale-option"),))


@command("laut", "unmute", roles=MEMBERS)
@intent("unmute", roles=MEMBERS)
@step("muting.unmute", roles=MEMBERS)
@only_in_private
def unmute(turn: Turn) -> Reply | None:
    """Answer "du darfst wieder schreiben", "ab Montag wieder", "auch am Wochenende"."""
    said = fold(turn.text)
    mine = preferences.settings_of(turn.session, viewer=turn.viewer, now=turn.now)
    if (digest := _digest(said)) is not None:
        return _summed_up(turn, digest)
    if _QUIET.search(said) or quiet_hours(said):
        return quiet(turn, None)
    if (days := days_off(said)) is not None:
        return take_off(turn, mine.days_off & ~days)
    end = end_of_pause(turn.text, turn.now.astimezone(turn.network.zone))
    if end is not None and mine.muted_until is not None:
        return _muted(turn, end)
    preferences.mute(turn.session, viewer=turn.viewer, until=None)
    key = "unmuted" if mine.muted_until is not None else "unmuted-already"
    return Reply((say(key), *_still_quiet(mine)), (SHOW,))


@command("ruhezeiten", "quiet", roles=MEMBERS)
@step("muting.ask_quiet", roles=MEMBERS)
@only_in_private
def quiet_command(turn: Turn) -> Reply | None:
    """Answer "/ruhezeiten 22 bis 7" and "/ruhezeiten aus"."""
    said = fold(turn.text)
    if said and _OFF.search(said):
        return quiet(turn, None)
    hours = quiet_hours(f"ruhezeit {turn.text}") if said else None
    return quiet(turn, hours) if hours else _ask_quiet(say("quiet-unclear" if said else "quiet-ask"))


@step("muting.quiet", roles=MEMBERS)
@only_in_private
def quiet_answered(turn: Turn) -> Reply | None:
    """Take quiet hours: an option, or in words."""
    hours = turn.data.get("hours")
    if turn.choice is not None:
        whole = isinstance(hours, list) and [type(one) for one in hours] == [int, int]
        return quiet(turn, (hours[0], hours[1]) if whole and hours else None)
    if not _answers(turn):
        return None
    if _NONE.fullmatch(fold(turn.text)):
        return quiet(turn, None)
    found = quiet_hours(f"ruhezeit {turn.text}")
    return quiet(turn, found) if found else None


@step("muting.days", roles=MEMBERS)
@only_in_private
def days_answered(turn: Turn) -> Reply | None:
    """Take days off: an option, or in words."""
    days = turn.data.get("days")
    if turn.choice is None:
        found = 0 if _NONE.fullmatch(fold(turn.text)) else days_off(turn.text)
        return take_off(turn, found) if found is not None and _answers(turn) else None
    if not isinstance(days, int) or not 0 <= days < EVERY_DAY:
        return Reply((say("days-ask"),), _day_options(), State(step="muting.days"))
    return take_off(turn, days)


@step("muting.digest", roles=MEMBERS)
@only_in_private
def digest_answered(turn: Turn) -> Reply | None:
    """Take how often: an option, or in words."""
    chosen = turn.data.get("digest")
    if turn.choice is None:
        said = fold(turn.text)
        found = next((digest for digest, pattern in _DIGESTS if pattern.search(said)), None)
        return _summed_up(turn, found) if found is not None and _answers(turn) else None
    if chosen not in set(Digest):
        options = tuple(
            Option(say("option-digest", digest=one.value), "muting.digest", {"digest": one.value})
            for one in Digest
        )
        return Reply((say("digest-ask"),), options, State(step="muting.digest"))
    return _summed_up(turn, Digest(chosen))


def _answers(turn: Turn) -> bool:
    """Whether a text may be the answer to an open question, and is no question of its own."""
    named = bool(turn.understanding and turn.understanding.entities)
    return len(turn.text.split()) <= MOST_ANSWERED and "?" not in turn.text and not named


def quiet(turn: Turn, hours: tuple[int, int] | None) -> Reply:
    """Set or lift the quiet hours."""
    preferences.keep_quiet(turn.session, viewer=turn.viewer, hours=hours)
    return Reply((_quiet_text(hours),), (SHOW,), State())


def take_off(turn: Turn, days: int) -> Reply:
    """Set or lift the days off."""
    preferences.take_off(turn.session, viewer=turn.viewer, days=days)
    return Reply((_days_text(days),), (SHOW,), State())


def _wanted(turn: Turn) -> Reply | None:
    """What the text wants of muting, done; None if it does not say."""
    said = fold(turn.text)
    if (digest := _digest(said)) is not None:
        return _summed_up(turn, digest)
    if _QUIET.search(said) and _OFF.search(said):
        return quiet(turn, None)
    if not _TODAY.search(said):
        hours, days = quiet_hours(said), days_off(said)
        if hours or days:
            return _regularly(turn, hours, days)
    if (end := end_of_pause(turn.text, turn.now.astimezone(turn.network.zone))) is not None:
        return _muted(turn, end)
    return _muted(turn, FOREVER) if is_open_ended(said) else None


def _regularly(turn: Turn, hours: tuple[int, int] | None, days: int | None) -> Reply:
    texts: list[Text] = []
    if hours:
        texts.extend(quiet(turn, hours).texts)
    if days:
        texts.extend(take_off(turn, days).texts)
    return Reply(tuple(texts), (SHOW,), State())


def _digest(said: str) -> Digest | None:
    """How often things are to be summed up, if the text is about that."""
    if not _SUMMED.search(said):
        return None
    return next((digest for digest, pattern in _DIGESTS if pattern.search(said)), None)


def _summed_up(turn: Turn, digest: Digest) -> Reply:
    preferences.sum_up(turn.session, viewer=turn.viewer, digest=digest)
    return Reply((say("digest-set", digest=digest.value),), (SHOW,), State())


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


def _ask_quiet(text: Text) -> Reply:
    options = (
        *(
            Option(
                say("option-quiet", start=clock(start), end=clock(end)),
                "muting.quiet",
                {"hours": [start, end]},
            )
            for start, end in ((20 * 60, 7 * 60), (22 * 60, 7 * 60), (18 * 60, 8 * 60))
        ),
        Option(say("option-quiet-none"), "muting.quiet"),
    )
    return Reply((text,), options, State(step="muting.quiet"))


def _day_options() -> tuple[Option, ...]:
    chosen = (0b1100000, 0b1110000, 0b1000000)
    return (
        *(Option(say("option-days", days=weekdays(days)), "muting.days", {"days": days}) for days in chosen),
        Option(say("option-days-none"), "muting.days", {"days": 0}),
    )


def _quiet_text(hours: tuple[int, int] | None) -> Text:
    if hours is None:
        return say("quiet-off")
    return say("quiet-set", start=clock(hours[0]), end=clock(hours[1]))


def _days_text(days: int) -> Text:
    return say("days-set", days=weekdays(days)) if days else say("days-none")


def _still_quiet(mine: Settings) -> tuple[Text, ...]:
    """What still keeps Kitt from writing after the mute is gone."""
    texts = (_quiet_text(mine.quiet),) if mine.quiet else ()
    return (*texts, _days_text(mine.days_off)) if mine.days_off else texts
