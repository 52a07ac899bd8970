"""One's own settings at a glance, with a button for each."""

from __future__ import annotations

import re

from dialogs.registry import command, phrase, step
from dialogs.topics.in_private import only_in_private
from dialogs.topics.moments import clock, moment, weekdays
from dialogs.topics.muting import LOUD
from dialogs.topics.reminding_settings import line_of as reminders_line
from dialogs.topics.reminding_zone import line_of as zone_line
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.dayparts import fold
from storage.services import addresses, preferences
from storage.services.preferences import FOREVER, Settings

_ASKS = re.compile(
    r"\W*(?:(?:zeig|zeige|zeig mir|zeige mir|show|show me|was sind|what are|wie sind)\s+)?(?:bitte\s+)?"
    r"(?:(?:meine|die|deine|my|the)\s+)?(?:einstellungen?|settings|preferences)"
    r"(?:\s+(?:bitte|please|zeigen|anzeigen|ansehen|aendern|anschauen|change))?\W*"
    r"|\W*was (?:hab|habe) ich (?:bei dir )?(?:alles )?eingestellt\W*"
    r"|\W*(?:bin ich|bist du|am i|are you) (?:noch |gerade |jetzt |still |bei mir |eigentlich )*"
    r"(?:stumm\w*|still|ruhig|muted?|silent|quiet)\W*"
    r"|\W*bis wann (?:bist du|bin ich) (?:noch )?(?:stumm\w*|still)\W*"
)


@phrase("settings.wanted")
def asks_for_settings(turn: Turn) -> Reply | None:
    """ "Meine Einstellungen"."""
    return show(turn) if _ASKS.fullmatch(fold(turn.text)) else None


@command("einstellungen", "settings")
@step("settings.show")
@only_in_private
def show(turn: Turn) -> Reply | None:
    """The summary card; a guest has a language and nothing else."""
    if not turn.viewer.is_member:
        return Reply((say("settings-guest"),), (_language_option(),))
    mine = preferences.settings_of(turn.session, viewer=turn.viewer, now=turn.now)
    known = addresses.addresses(turn.session, viewer=turn.viewer)
    texts = (
        say("settings-headline"),
        say("settings-language", language=_language(mine), chosen="yes" if mine.language else "no"),
        _muted(mine, turn),
        _quiet(mine),
        say("settings-days", days=weekdays(mine.days_off), any="yes" if mine.days_off else "no"),
        say("settings-digest", digest=mine.digest.value),
        reminders_line(turn),
        *zone_line(turn),
        *(
            say(
                "settings-where",
                messenger={"text": {"key": "messenger-name", "params": {"messenger": one.messenger}}},
            )
            for one in known
            if one.preferred
        ),
    )
    return Reply(texts, _options(mine), State())


def _options(mine: Settings) -> tuple[Option, ...]:
    mute = LOUD if mine.muted_until else Option(say("intent-mute"), "muting.ask")
    return (
        _language_option(),
        mute,
        Option(say("option-set-quiet"), "muting.ask_quiet"),
        Option(say("option-set-days"), "muting.days"),
        Option(say("option-set-digest"), "muting.digest"),
        Option(say("option-set-reminders"), "reminding.settings"),
        Option(say("option-addresses"), "addresses.show"),
    )


def _language_option() -> Option:
    return Option(say("intent-set-language"), "speaking.which")


def _language(mine: Settings) -> Param:
    return {"language": mine.language or "de"}


def _muted(mine: Settings, turn: Turn) -> Text:
    if mine.muted_until is None:
        return say("settings-loud")
    if mine.muted_until == FOREVER:
        return say("settings-muted-for-good")
    return say("settings-muted", **moment(mine.muted_until, turn))


def _quiet(mine: Settings) -> Text:
    if mine.quiet is None:
        return say("settings-quiet-none")
    return say("settings-quiet", start=clock(mine.quiet[0]), end=clock(mine.quiet[1]))
