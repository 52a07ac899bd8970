"""How a poll looks: in channels with counts and no names, in private with one's own votes. Keys, no words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dialogs.topics.meeting_lines import when
from dialogs.turn import Option, Param, Reply, Text, say
from storage.models import Answer, ConversationKind, PollState
from storage.services.poll_messages import Payload, Place
from storage.services.poll_views import Offered, Shown

DOTS = "dots"

WORD = "abstimmen"
"""What a link into the private chat carries; the poll's number follows. It gives no rights."""


def inner(key: str, **params: Param) -> Param:
    """A text inside of another one."""
    return {"text": {"key": key, "params": params}}


def times(start: datetime, end: datetime, zone: ZoneInfo) -> dict[str, Param]:
    """Parameters of a time: weekday, day, from, to."""
    return when(start, end, zone)


def time_of(one: Offered, zone: ZoneInfo) -> Param:
    """A time in full, inside of another text."""
    return inner("finddate-time", **times(one.starts_at, one.ends_at, zone))


def deadline_of(moment: datetime, zone: ZoneInfo) -> Param:
    """Until when votes are wanted."""
    return inner("finddate-moment", **times(moment, moment + timedelta(minutes=1), zone))


def heads(poll: Shown, zone: ZoneInfo) -> list[Text]:
    """What it is about: title, how long, where, until when."""
    texts = [
        say("finddate-head", title=poll.title, minutes=poll.minutes,
            same="yes" if poll.title == poll.group else "no", group=poll.group)
    ]  # fmt: skip
    if poll.place:
        texts.append(say("nudge-place", place=poll.place))
    return [*texts, say("finddate-until", until=deadline_of(poll.deadline, zone))]


def line(number: int, one: Offered, zone: ZoneInfo, *, own: bool) -> Text:
    """One time with how many it suits, and what the reader said."""
    said: list[Param] = [time_of(one, zone)]
    if one.over:
        said.append(inner("finddate-over"))
    if one.yes or not own:
        said.append(inner("finddate-yes", count=one.yes))
    if one.maybe:
        said.append(inner("finddate-maybe", count=one.maybe))
    what: Param = {"list": said, "style": DOTS}
    if not own:
        return say("finddate-line", number=number, what=what)
    return say("finddate-own-line", number=number, what=what, answer=one.own.value if one.own else "open")


def in_channel(poll: Shown, place: Place) -> Payload:
    """What a channel shows: times with counts; buttons where everybody can press them."""
    zone = ZoneInfo(poll.zone)
    if poll.state is not PollState.OPEN:
        return Reply((ended(poll, zone),)).as_json()
    texts = [*heads(poll, zone)]
    texts += [line(n, one, zone, own=False) for n, one in enumerate(poll.offered, 1)]
    texts.append(say("finddate-voted", count=len(poll.voted), of=len(poll.invited)))
    options: list[Option] = []
    if place.kind is ConversationKind.CHANNEL:
        options = [in_private(poll)]
    elif place.pressed:
        options = [
            Option(_label(n, one, zone, "open"), "finding_date.press", {"poll": poll.id, "time": one.id})
            for n, one in enumerate(poll.offered, 1)
            if not one.over
        ]  # fmt: skip
        options += [
            Option(say("option-finddate-none"), "finding_date.press", {"poll": poll.id, "time": 0}),
            in_private(poll),
        ]
    else:
        texts.append(say("finddate-by-words"))
    return Reply(tuple(texts), tuple(options)).as_json()


def in_private(poll: Shown) -> Option:
    """The way into the private chat, where one's own votes are."""
    return Option(
        say("option-finddate-private"), "finding_date.elsewhere", {"poll": poll.id}, opens=f"{WORD}-{poll.id}"
    )


def own_view(poll: Shown, zone: ZoneInfo, intro: Sequence[Text] = ()) -> Reply:
    """What somebody sees in private: their own votes, and buttons that change them."""
    texts = [*intro, *heads(poll, zone)]
    texts += [line(n, one, zone, own=True) for n, one in enumerate(poll.offered, 1)]
    if zone.key != poll.zone:
        texts.append(say("nudge-zone", zone={"zone": zone.key}))
    return Reply(tuple(texts), tuple(votes(poll, zone)))


def _label(number: int, one: Offered, zone: ZoneInfo, sign: str) -> Text:
    return say("option-finddate-time", number=number, sign=sign, **_short(one, zone))


def _short(one: Offered, zone: ZoneInfo) -> dict[str, Param]:
    """A time on a button: without the year, which stands above."""
    day = one.starts_at.astimezone(zone).date().isoformat()
    short: Param = {"date": day, "style": "short", "today": day}
    return {**times(one.starts_at, one.ends_at, zone), "day": short}


def votes(poll: Shown, zone: ZoneInfo) -> list[Option]:
    """Buttons for one's own votes: each says what it makes of the time, so that a second press changes
    nothing more."""
    if not poll.asked:
        return []
    options = [
        Option(
            _label(n, one, zone, one.own.value if one.own else "open"),
            "finding_date.vote",
            {"poll": poll.id, "time": one.id, "answer": "no" if one.own is Answer.YES else "yes"},
        )
        for n, one in enumerate(poll.offered, 1)
        if not one.over
    ]  # fmt: skip
    here = {"poll": poll.id}
    return [
        *options,
        Option(say("option-finddate-none"), "finding_date.vote", {**here, "time": 0, "answer": "no"}),
        Option(say("option-finddate-other"), "finding_date.other", here),
        Option(say("option-finddate-done"), "finding_date.done", here),
    ]


def ended(poll: Shown, zone: ZoneInfo) -> Text:
    """What came of a poll that takes no votes any more."""
    if poll.date is not None:
        _, start, end = poll.date
        return say("finddate-decided", title=poll.title, **times(start, end, zone))
    state = "cancelled" if poll.state is PollState.CANCELLED else "over"
    return say("finddate-ended", title=poll.title, state=state)


def ranking(poll: Shown, zone: ZoneInfo) -> tuple[list[Text], list[Option]]:
    """For who decides: the times by how many they suit, ties said; a button for each that leads."""
    best = poll.leading
    texts = [say("finddate-voted", count=len(poll.voted), of=len(poll.invited))]
    for place, one in enumerate(poll.ranked, 1):
        said: list[Param] = [time_of(one, zone), inner("finddate-yes", count=one.yes)]
        if one.maybe:
            said.append(inner("finddate-maybe", count=one.maybe))
        if one.no:
            said.append(inner("finddate-no", count=one.no))
        texts.append(say("finddate-line", number=place, what={"list": said, "style": DOTS}))
    if len(best) > 1:
        texts.append(say("finddate-tie", count=len(best)))
    offered = best or poll.ranked
    options = [
        Option(say("option-finddate-decide", **_short(one, zone)),
               "finding_date.decide", {"poll": poll.id, "time": one.id})
        for one in [*offered, *(one for one in poll.ranked if one not in offered)][:4]
    ]  # fmt: skip
    return texts, options
