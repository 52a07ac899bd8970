"""The draft of a poll: what has been said so far, what is asked next, and the card before it goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.topics.drafting import Draft, asking, card, lines
from dialogs.topics.finding_date_lines import deadline_of, inner, times
from dialogs.topics.finding_date_reading import EVENING, Said
from dialogs.turn import Option, Param, Reply, Text, Turn, say
from nlu.dates import public_holidays
from storage.services import calendar
from storage.services.poll_messages import places_of
from storage.services.polls import MOST, MOST_OPEN
from storage.services.recurring import in_utc
from storage.services.refusing import Reason, RefusedError

FIND = "finding_date.ask"
LENGTHS = (30, 60, 90, 120)
ANSWERED_WITHIN = timedelta(days=7)
"""How long a group has to answer if nobody says; a week holds everybody's working days."""

SHORTLY_BEFORE = timedelta(hours=2)
BEFORE = timedelta(days=1)
"""So long before the first time it ends then, so that everybody can still arrange for it."""


def zone_of(turn: Turn) -> ZoneInfo:
    """The network's zone, in which times are meant."""
    return ZoneInfo(str(turn.network.zone))


def merged(draft: Draft, said: Said, *, instead: bool = False) -> Draft:
    """The draft with what was said now; ``instead``: times of the same day take the place of older ones."""
    new = [moment.isoformat() for moment in said.times]
    old = list(draft.get("times") or ())
    if instead:
        days = {moment.date().isoformat() for moment in said.times}
        old = [one for one in old if one[:10] not in days]
    days_left = [one.isoformat() for one in said.days]
    changed: Draft = {
        **draft,
        "times": sorted({*old, *new}),
        "days": sorted({*(draft.get("days") or ()), *days_left}),
        "choices": [
            *(draft.get("choices") or ()),
            *([one.said, [moment.isoformat() for moment in one.times]] for one in said.choices),
        ],
        "unread": list(said.unread),
    }
    given = {"minutes": said.minutes, "quorum": said.quorum, "title": said.title, "place": said.place,
             "link": said.link, "deadline": said.deadline and said.deadline.isoformat()}  # fmt: skip
    return {**changed, **{name: value for name, value in given.items() if value}}


def go_on(turn: Turn, draft: Draft) -> Reply:
    """Ask for what is missing, one thing at a time, else show the card."""
    if not draft.get("group"):
        return _which_group(turn, draft)
    if draft.get("choices"):
        return _which_reading(turn, draft)
    if draft.get("days"):
        days: Param = {
            "list": [{"date": one, "style": "weekday"} for one in draft["days"]], "style": "and"
        }  # fmt: skip
        return asking(turn, f"{FIND}.clock", draft, say("finddate-ask-clock", days=days))
    found = list(draft.get("times") or ())
    if len(found) < 2:
        return _which_times(turn, draft)
    if not draft.get("minutes"):
        options = [
            Option(say("option-finddate-minutes", minutes=minutes), f"{FIND}.long", {"minutes": minutes})
            for minutes in LENGTHS
        ]
        return asking(turn, f"{FIND}.long", draft, say("finddate-ask-long"), options)
    return shown(turn, draft)


def shown(turn: Turn, draft: Draft) -> Reply:
    """The card: all that would be asked, with what speaks against a time."""
    if wrong := _wrong(turn, draft):
        return asking(turn, f"{FIND}.more", draft, wrong)
    zone, end = zone_of(turn), until(turn, draft)
    title = str(draft.get("title") or draft["name"])
    texts = [
        say("finddate-card", title=title, minutes=int(draft["minutes"]), group=str(draft["name"]),
            same="yes" if title == draft["name"] else "no"),
        *(_line(turn, draft, number, one) for number, one in enumerate(walls(draft), 1)),
        say("finddate-card-until", until=deadline_of(end, zone), quorum=int(draft.get("quorum") or 0)),
    ]  # fmt: skip
    where = [draft[key] for key in ("place", "link") if draft.get(key)]
    if where:
        texts.append(say("nudge-place", place={"list": where, "style": "comma"}))
    if draft.get("unread"):
        texts.append(say("finddate-unread", what={"list": draft["unread"], "style": "comma"}))
    places = places_of(turn.session, int(draft["group"]), turn.network.language)
    texts.append(say("finddate-card-reach", channels=len(places), people=int(draft["people"])))
    return card(turn, FIND, {**draft, "end": end.isoformat()}, texts, say("option-finddate-ask"))


def walls(draft: Draft) -> list[datetime]:
    """The times of a draft, naive."""
    return [datetime.fromisoformat(one) for one in draft["times"]]


def until(turn: Turn, draft: Draft) -> datetime:
    """The end of voting: as said, else in a week, and a day before the first time if that is sooner."""
    zone = zone_of(turn)
    if draft.get("deadline"):
        return in_utc(datetime.fromisoformat(str(draft["deadline"])), zone)
    first = in_utc(min(walls(draft)), zone)
    week = in_utc(datetime.combine((turn.now + ANSWERED_WITHIN).astimezone(zone).date(), EVENING), zone)
    for usual in (min(week, first - BEFORE), first - SHORTLY_BEFORE):
        if usual > turn.now + timedelta(hours=4):
            return usual
    return turn.now + (first - turn.now) / 2


def refused(error: RefusedError) -> Reply:
    """Why a poll cannot be opened or changed so, in one sentence."""
    more = {"most": MOST, "polls": MOST_OPEN}
    known = (Reason.OVER, Reason.FULL, Reason.DEADLINE, Reason.NOTHING, Reason.EXISTS)
    if error.reason in known:
        return Reply((say(f"finddate-refused-{error.reason.value}", **more),))
    longest = error.more.get("longest", "200")
    names: Param = {"list": list(error.names), "style": "and"}
    return Reply(
        (say(f"refused-{error.reason.value}", names=names, count=len(error.names), longest=longest),)
    )


def _wrong(turn: Turn, draft: Draft) -> Text | None:
    """What cannot be asked as it stands, said before the card."""
    zone = zone_of(turn)
    moments = [in_utc(one, zone) for one in walls(draft)]
    if min(moments) <= turn.now:
        return say("finddate-refused-over")
    if len(moments) > MOST:
        return say("finddate-refused-full", most=MOST, polls=MOST_OPEN)
    return None if turn.now < until(turn, draft) < max(moments) else say("finddate-refused-deadline")


def _line(turn: Turn, draft: Draft, number: int, wall: datetime) -> Text:
    """One time, and what speaks against it: a public holiday, another meeting of the same people."""
    zone = zone_of(turn)
    start = in_utc(wall, zone)
    minutes = int(draft["minutes"])
    said: list[Param] = [inner("finddate-time", **times(start, start + timedelta(minutes=minutes), zone))]
    if wall.date() in public_holidays(wall.year, turn.network.home_state):
        said.append(inner("finddate-holiday"))
    found = calendar.clashes(
        turn.session, viewer=turn.viewer, group_id=int(draft["group"]), starts_at=start, minutes=minutes
    )
    for clash in found[:2]:
        said.append(
            inner("finddate-clash", count=clash.shared, title=clash.title,
                  named="yes" if clash.title else "no")
        )  # fmt: skip
    return say("finddate-line", number=number, what={"list": said, "style": "dots"})


def _which_group(turn: Turn, draft: Draft) -> Reply:
    options = [
        Option(say("label", label=str(one["name"])), f"{FIND}.group", {"group": one["id"]})
        for one in draft.get("offered") or ()
    ]
    return asking(turn, f"{FIND}.group", draft, say("finddate-ask-group"), options)


def _which_reading(turn: Turn, draft: Draft) -> Reply:
    said, ways = draft["choices"][0]
    zone = zone_of(turn)
    minutes = timedelta(minutes=int(draft.get("minutes") or 60))
    options = []
    for number, one in enumerate(ways):
        start = in_utc(datetime.fromisoformat(one), zone)
        label = say("option-finddate-reading", **times(start, start + minutes, zone))
        options.append(Option(label, f"{FIND}.reading", {"reading": number}))
    return asking(turn, f"{FIND}.reading", draft, say("finddate-ask-reading", said=said), options)


def _which_times(turn: Turn, draft: Draft) -> Reply:
    found = walls(draft)
    zone = zone_of(turn)
    there = [inner("finddate-day-time", **times(in_utc(one, zone), in_utc(one, zone), zone)) for one in found]
    text = say("finddate-ask-times", count=len(found), there=lines(*there))
    return asking(turn, f"{FIND}.times", draft, text)


def at_clock(draft: Draft, clock: time) -> Draft:
    """The days of a draft at a time of the day."""
    new = [datetime.combine(date.fromisoformat(one), clock).isoformat() for one in draft["days"]]
    return {**draft, "times": sorted({*draft.get("times", ()), *new}), "days": []}


def chosen_reading(draft: Draft, data: Mapping[str, Any]) -> Draft | None:
    """The draft with the reading that was chosen; None if there is none such."""
    waiting = list(draft.get("choices") or ())
    number = data.get("reading")
    if not waiting or not isinstance(number, int) or not 0 <= number < len(waiting[0][1]):
        return None
    found = {*draft.get("times", ()), waiting[0][1][number]}
    return {**draft, "times": sorted(found), "choices": waiting[1:]}
