"""How Kitt writes by itself day by day: quiet hours, days off, how often."""

from __future__ import annotations

import re

from dialogs.registry import MEMBERS, command, step
from dialogs.topics.in_private import only_in_private
from dialogs.topics.moments import clock, weekdays
from dialogs.topics.muting_words import says_enough
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.dayparts import days_off, fold, only_days, quiet_hours
from storage.models import Digest
from storage.services import preferences
from storage.services.preferences import EVERY_DAY, Settings

SHOW = Option(say("option-settings"), "settings.show")
MOST_ANSWERED = 7
OFF = re.compile(r"\b(?:aus|weg|keine?|nie|ohne|off|none|no|entfernen|loeschen|abschalten|aufheben)\b")
_NONE = re.compile(
    r"\W*(?:gar |ganz |bitte )?(?:aus|weg|keine?|nie|ohne|off|none|no)"
    r"(?:\s+(?:ruhezeit\w*|ruhe|freien?|tage?|mehr|bitte|please|quiet|hours|days|off))*\W*"
)
QUIET = re.compile(r"\b(?:ruhezeit\w*|quiet (?:hours|time)|nachtruhe)\b")
_SUMMED = re.compile(
    r"zusammenfass|uebersicht|gesammelt|sammel|digest|summar|tagesmeldung|\b(?:ein ?mal|1x|1 mal|once)\b"
)
_DIGESTS = (
    (Digest.DAILY, re.compile(r"taeglich|\btag\b|tages|daily|\bday\b")),
    (Digest.WEEKLY, re.compile(r"woechentlich|\bwoche\b|wochen|weekly|\bweek\b")),
    (Digest.AT_ONCE, re.compile(r"sofort|gleich|einzeln|at once|immediately|right away")),
    (Digest.NEVER, re.compile(r"\bnie\b|\bkeine?\b|never|\bno\b|\baus\b|\bweg\b")),
)


@command("ruhezeiten", "quiet", roles=MEMBERS)
@step("muting.ask_quiet", roles=MEMBERS)
@only_in_private
def quiet_command(turn: Turn) -> Reply | None:
    """Answer "/ruhezeiten 22 bis 7" and "/ruhezeiten aus"."""
    said = fold(turn.text)
    if said and OFF.search(said):
        return quiet(turn, None)
    hours = quiet_hours(f"ruhezeit {turn.text}") if said else None
    return quiet(turn, hours) if hours else ask_quiet(say("quiet-unclear" if said else "quiet-ask"))


@step("muting.quiet", roles=MEMBERS)
@only_in_private
def quiet_answered(turn: Turn) -> Reply | None:
    """Take quiet hours: an option, or in words."""
    hours = turn.data.get("hours")
    if turn.choice is not None:
        whole = isinstance(hours, list) and [type(one) for one in hours] == [int, int]
        return quiet(turn, (hours[0], hours[1]) if whole and hours else None)
    if not answers(turn):
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
        return take_off(turn, found) if found is not None and answers(turn) else None
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
        return summed_up(turn, found) if found is not None and answers(turn) else None
    if chosen not in set(Digest):
        options = tuple(
            Option(say("option-digest", digest=one.value), "muting.digest", {"digest": one.value})
            for one in Digest
        )
        return Reply((say("digest-ask"),), options, State(step="muting.digest"))
    return summed_up(turn, Digest(chosen))


def answers(turn: Turn) -> bool:
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


def regularly(turn: Turn, hours: tuple[int, int] | None, days: int | None) -> Reply:
    """Set quiet hours and days off that are named together."""
    texts: list[Text] = []
    if hours:
        texts.extend(quiet(turn, hours).texts)
    if days:
        # "Nur Montag bis Mittwoch" says all days; "mittwochs hab ich frei" adds one.
        mine = preferences.settings_of(turn.session, viewer=turn.viewer, now=turn.now)
        every = days | (0 if only_days(turn.text) else mine.days_off)
        texts.extend(take_off(turn, days if every == EVERY_DAY else every).texts)
    return Reply(tuple(texts), (SHOW,), State())


def digest_in(said: str) -> Digest | None:
    """How often things are to be summed up, if the text is about that."""
    if not _SUMMED.search(said) and not says_enough(said):
        return None
    return next((digest for digest, pattern in _DIGESTS if pattern.search(said)), None)


def summed_up(turn: Turn, digest: Digest) -> Reply:
    """Set how often."""
    preferences.sum_up(turn.session, viewer=turn.viewer, digest=digest)
    return Reply((say("digest-set", digest=digest.value),), (SHOW,), State())


def ask_quiet(text: Text) -> Reply:
    """Ask for quiet hours."""
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


def still_quiet(mine: Settings) -> tuple[Text, ...]:
    """What still keeps Kitt from writing after the mute is gone."""
    texts = (_quiet_text(mine.quiet),) if mine.quiet else ()
    return (*texts, _days_text(mine.days_off)) if mine.days_off else texts
