"""When one is reminded of meetings, and in which zone times are told; the same for a group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.registry import phrase, step
from dialogs.topics.in_private import only_in_private
from dialogs.topics.reminding_words import always, as_usual, leads_in, wants_none
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.dayparts import fold
from storage.errors import NotAllowedError
from storage.services import reminders
from storage.services.reach import groups_to_edit
from storage.services.refusing import RefusedError
from storage.services.rights import Right, may
from storage.services.wanted_nudges import REMINDERS

_GROUP = re.compile(
    r"\b(?:erinner\w*|reminders?|remind)\b.*\b(?:der|fuer|in der|von|bei|die|for|of|the)\b"
    r"|\bsoll\w*\b.*\berinnert werden\b",
    re.I,
)
_TIME = re.compile(r"\b(?:bis|until|heute|today|morgen|tomorrow|naechste woche)\b")
_ASKS = re.compile(
    r"\W*(?:wann|wie oft) (?:erinnerst du|werde ich|wirst du) .*(?:treffen|erinnert|erinnern)\W*"
    r"|\W*when do you remind me\b.*"
)
_WEEK, _DAY, _HOUR = 7 * 24 * 60, 24 * 60, 60


def wanted(turn: Turn) -> Reply | None:
    """A setting of reminders in words, done; None if the text is none."""
    text = turn.text
    if _ASKS.fullmatch(fold(text)):
        return show(turn)
    if wants_none(text) and not _TIME.search(fold(text)):
        return _for_group(turn, ()) or _set(turn, ())
    if as_usual(text):
        return _for_group(turn, None) or _set(turn, None)
    if always(text):
        return _for_group(turn, leads_in(text)) or _set(turn, leads_in(text))
    return None


def _for_group(turn: Turn, leads: Sequence[int] | None) -> Reply | None:
    """The same for all of a group that is named, by whoever coordinates it; None if none is."""
    named = turn.understanding.of("group") if turn.understanding else ()
    if not named or not _GROUP.search(fold(turn.text)):
        return None
    if len(named[0].refs) != 1 or not may(turn.viewer, Right.PLAN_MEETINGS):
        return Reply((say("remind-group-not-yours", group=named[0].value),), state=State())
    group_id = int(named[0].refs[0])
    try:
        reminders.remind_group_before(
            turn.session, viewer=turn.viewer, group_id=group_id, minutes=leads, now=turn.now
        )  # fmt: skip
    except NotAllowedError:
        return Reply((say("remind-group-not-yours", group=named[0].value),), state=State())
    except RefusedError:
        return Reply((say("remind-leads-wrong"),), state=State())
    used = REMINDERS if leads is None else leads
    return Reply((_group_line(named[0].value, used),), state=State())


def _group_line(group: str, leads: Sequence[int]) -> Text:
    """How a group has it."""
    if not leads:
        return say("remind-group-off", group=group)
    return say("remind-group-set", group=group, leads=leads_text(leads))


def _set(turn: Turn, leads: Sequence[int] | None) -> Reply:
    try:
        reminders.remind_before(turn.session, viewer=turn.viewer, minutes=leads)
    except RefusedError:
        return Reply((say("remind-leads-wrong"),), state=State())
    return Reply((_said(leads),), (Option(say("option-remind-settings"), "reminding.settings"),), State())


def _said(leads: Sequence[int] | None) -> Text:
    if leads is None:
        return say("remind-set-usual", leads=leads_text(REMINDERS))
    return say("remind-set", leads=leads_text(leads)) if leads else say("remind-set-off")


def leads_text(leads: Sequence[int]) -> Param:
    """ "1 Woche, 1 Tag und 1 Stunde"."""
    return {"list": [_lead(one) for one in sorted(leads, reverse=True)], "style": "and"}


def _lead(minutes: int) -> Param:
    sizes = (("week", _WEEK), ("day", _DAY), ("hour", _HOUR))
    unit, size = next(((name, size) for name, size in sizes if minutes % size == 0), ("minute", 1))
    return {"text": {"key": "remind-lead", "params": {"unit": unit, "count": minutes // size}}}


def line_of(turn: Turn) -> Text:
    """The line of one's settings."""
    leads = reminders.own_leads(turn.session, viewer=turn.viewer)
    if leads is None:
        return say("settings-reminders-usual")
    return say("settings-reminders", leads=leads_text(leads)) if leads else say("settings-reminders-off")


@step("reminding.settings", right=Right.ATTEND)
@only_in_private
def show(turn: Turn) -> Reply | None:
    """What is set, and what it may be instead."""
    choices: tuple[Sequence[int] | None, ...] = (None, (_DAY, _HOUR), (_HOUR,), ())
    options = tuple(
        Option(
            say(f"option-remind-{name}"), "reminding.set",
            {"leads": None if leads is None else list(leads)},
        )
        for name, leads in zip(("usual", "day-hour", "hour", "off"), choices, strict=True)
    )  # fmt: skip
    return Reply((line_of(turn), say("remind-settings-hint")), options, State())


@step("reminding.set", right=Right.ATTEND)
@only_in_private
def chosen(turn: Turn) -> Reply | None:
    """Take one of them."""
    leads = turn.data.get("leads", "")
    whole = isinstance(leads, list) and all(type(one) is int for one in leads)
    if leads is not None and not whole:
        return Reply((say("stale-option"),))
    return _set(turn, leads if leads is None else [int(one) for one in leads])


@phrase("reminding.groups_usual", re.compile(r"^\W*erinnerungen der\b", re.I), right=Right.PLAN_MEETINGS)
def of_groups(turn: Turn) -> Reply | None:
    """ "Erinnerungen der Fokusgruppe 2?": how they are set."""
    named = turn.understanding.of("group") if turn.understanding else ()
    mine = {one.id for one in groups_to_edit(turn.session, viewer=turn.viewer)}
    if turn.viewer.in_group or len(named) != 1 or leads_in(turn.text):
        return None
    group_id = int(named[0].refs[0]) if len(named[0].refs) == 1 else 0
    if group_id not in mine:
        return Reply((say("remind-group-not-yours", group=named[0].value),), state=State())
    used = reminders.leads_of_group(turn.session, viewer=turn.viewer, group_id=group_id)
    return Reply((_group_line(named[0].value, used),), state=State())
