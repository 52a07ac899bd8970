"""One's own reminders: looked at, and struck."""

from __future__ import annotations

import re

from dialogs.registry import step
from dialogs.topics.attending_lines import held_of
from dialogs.topics.in_private import only_in_private
from dialogs.topics.reminding_said import DELETE, said_at
from dialogs.topics.reminding_words import without
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.dayparts import fold
from storage.services import reminders
from storage.services.reminders import Own
from storage.services.rights import Right

MOST = 10
_VERBS = re.compile(
    r"\b(?:l(?:ö|oe)sch\w*|streich\w*|entfern\w*|vergiss|delete|remove|cancel|die|meine|my|the|erinnerung\w*|reminders?"
    r"|an|den|das|about|of|to|bitte|please|weg|wieder)\b",
    re.I,
)


@step("reminding.list", right=Right.ATTEND)
@only_in_private
def listed(turn: Turn) -> Reply | None:
    """What one will be reminded of, each with a button that strikes it."""
    return _shown(turn, reminders.own_reminders(turn.session, viewer=turn.viewer))


def deletion(turn: Turn) -> Reply:
    """ "Lösch die Erinnerung an den Bericht": the one that is meant, or all to choose from."""
    found = reminders.own_reminders(turn.session, viewer=turn.viewer)
    meant = fold(_VERBS.sub(" ", without(turn.text, ())))
    fits = [own for own in found if meant and meant in fold(own.text)]
    if len(fits) == 1:
        reminders.forget_reminder(turn.session, viewer=turn.viewer, nudge_id=fits[0].id, now=turn.now)
        return Reply((say("remind-deleted"), *_lines(turn, fits)), state=State())
    return _shown(turn, fits or found)


@step(DELETE, right=Right.ATTEND)
@only_in_private
def delete(turn: Turn) -> Reply | None:
    """Strike one; pressed twice it is struck once."""
    number = turn.data.get("nudge")
    if not isinstance(number, int) or isinstance(number, bool):
        return Reply((say("stale-option"),))
    struck = reminders.forget_reminder(turn.session, viewer=turn.viewer, nudge_id=number, now=turn.now)
    return Reply((say("remind-deleted" if struck else "remind-none-such"),), state=State(), edit=struck)


def _shown(turn: Turn, found: list[Own]) -> Reply:
    more = Option(say("option-remind-settings"), "reminding.settings")
    if not found:
        return Reply((say("remind-none"),), (more,), State())
    options = tuple(
        Option(say("option-remind-strike", number=number), DELETE, {"nudge": own.id})
        for number, own in enumerate(found[:MOST], 1)
    )
    rest = (say("remind-more", count=len(found) - MOST),) if len(found) > MOST else ()
    return Reply((say("remind-list"), *_lines(turn, found[:MOST]), *rest), (*options, more), State())


def _lines(turn: Turn, found: list[Own]) -> list[Text]:
    return [_line(turn, number, own) for number, own in enumerate(found, 1)]


def _line(turn: Turn, number: int, own: Own) -> Text:
    held = held_of(turn, own.occurrence_id)
    what = own.text or (held.title if held else "")
    return say(
        "remind-line", number=str(number), what=what, haswhat="yes" if what else "no",
        **said_at(turn, own.due_at),
    )  # fmt: skip
