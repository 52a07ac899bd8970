"""What Kitt wants to tell one person about one date of a meeting, and when: rules without a store.

- Whoever belongs to a meeting is invited once, as soon as they can be told; to a series with its next date.
- A reminder comes so and so long before the start, unless that time had passed when the date was set.
- Who said no is not reminded; that a date was changed or cancelled is told to everybody but who did it.
- Who has not answered is asked once; who said when to be asked again is asked then.
- Coordinators are asked for the agenda before, and for what was agreed after.
- Quiet hours and days off move a nudge (``quiet``). Of two that come at once only the later one comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from storage.models import Answer, NudgeKind
from storage.services.quiet import Quiet, shifted

DAY = 24 * 60
REMINDERS = (7 * DAY, DAY, 60)
"""When to be reminded unless somebody says otherwise, in minutes before the start."""

EARLIEST = 8 * DAY
"""No reminder comes earlier than this, in minutes before the start: the horizon has to see it coming."""

CHASE = timedelta(days=3)
"""How long before a meeting those who have not answered are asked."""

ASK_AGENDA = timedelta(days=4)
"""How long before a meeting its coordinators are asked what it is about."""

ASK_NOTES = timedelta(minutes=30)
"""How long after a meeting its coordinators are asked what was agreed."""

NOTES_HELP = timedelta(days=7)
"""How long it makes sense to ask for that."""


class News(NamedTuple):
    """Something that everybody has to know of a date; ``by`` knows it already. ``number`` tells two apart."""

    kind: NudgeKind
    at: datetime
    by: int | None
    number: int = 0


class Date(NamedTuple):
    """One date of a meeting, in UTC. ``timed_at``: since when it is known that it is then.

    ``next``: no other date of its meeting comes before it.
    """

    id: int
    starts_at: datetime
    ends_at: datetime
    timed_at: datetime
    cancelled: bool = False
    news: News | None = None
    has_agenda: bool = False
    has_notes: bool = False
    next: bool = False


class Invited(NamedTuple):
    """Somebody who belongs, what they set and answered. ``answer`` None: none, or for another date.

    ``invite_at``: when they are to be invited at the earliest; None if they were, or cannot be told.
    ``unheard``: they have not been told of the meeting.
    """

    id: int
    reminders: Sequence[int] = REMINDERS
    quiet: Quiet = Quiet()
    answer: Answer | None = None
    ask_again_at: datetime | None = None
    coordinates: bool = False
    invite_at: datetime | None = None
    unheard: bool = False


class Wanted(NamedTuple):
    """One nudge. The key makes it once, whatever moves ``due_at`` for quiet hours."""

    key: str
    kind: NudgeKind
    occurrence_id: int
    person_id: int
    wanted_at: datetime
    due_at: datetime
    not_after: datetime


def wanted(date: Date, who: Invited, zone: tzinfo) -> list[Wanted]:
    """All that is to be told somebody about a date, whenever that is or was."""
    found = [*_news(date, who, zone)]
    if not date.cancelled:
        found += _invitation(date, who, zone)
        found += _reminders(date, who, zone)
        found += _questions(date, who, zone)
    return found


def asked_for(date: Date, who: Invited, zone: tzinfo) -> list[Wanted]:
    """What is asked of somebody who coordinates, and is not invited."""
    return [] if date.cancelled else _requests(date, who, zone)


def _news(date: Date, who: Invited, zone: tzinfo) -> list[Wanted]:
    news = date.news
    if news is None or news.by == who.id or news.at >= date.starts_at:
        return []
    if who.unheard and news.kind is NudgeKind.CHANGED:
        return []  # the invitation says how it is now
    return _nudge(date, who, zone, news.kind, news.at, detail=str(news.number))


def _invitation(date: Date, who: Invited, zone: tzinfo) -> list[Wanted]:
    if not date.next or who.invite_at is None or who.invite_at >= date.starts_at:
        return []
    found = _nudge(date, who, zone, NudgeKind.INVITED, who.invite_at)
    # Once, whenever that is: its key holds no time.
    return [one._replace(key=invitation_key(date.id, who.id)) for one in found]


def invitation_key(occurrence_id: int, person_id: int) -> str:
    """The key of the invitation of somebody that comes with a date."""
    return f"{occurrence_id}:{person_id}:{NudgeKind.INVITED.value}::"


def _reminders(date: Date, who: Invited, zone: tzinfo) -> list[Wanted]:
    if who.answer is Answer.NO:
        return []
    by_moment: dict[datetime, Wanted] = {}
    for lead in sorted(set(who.reminders), reverse=True):
        at = date.starts_at - timedelta(minutes=lead)
        if at > date.timed_at:
            for one in _nudge(date, who, zone, NudgeKind.REMINDER, at, detail=str(lead)):
                by_moment[one.due_at] = one  # a later one in its place
    return list(by_moment.values())


def _questions(date: Date, who: Invited, zone: tzinfo) -> list[Wanted]:
    found: list[Wanted] = []
    chase = date.starts_at - CHASE
    if who.answer is None and chase > date.timed_at:
        found += _nudge(date, who, zone, NudgeKind.RSVP, chase)
    if who.ask_again_at is not None and who.ask_again_at < date.starts_at:
        found += _nudge(date, who, zone, NudgeKind.ASK_AGAIN, who.ask_again_at)
    return found + _requests(date, who, zone)


def _requests(date: Date, who: Invited, zone: tzinfo) -> list[Wanted]:
    found: list[Wanted] = []
    agenda = date.starts_at - ASK_AGENDA
    if who.coordinates and not date.has_agenda and agenda > date.timed_at:
        found += _nudge(date, who, zone, NudgeKind.AGENDA, agenda)
    if who.coordinates and not date.has_notes:
        found += _nudge(date, who, zone, NudgeKind.NOTES, date.ends_at + ASK_NOTES)
    return found


def _nudge(
    date: Date, who: Invited, zone: tzinfo, kind: NudgeKind, at: datetime, *, detail: str = ""
) -> list[Wanted]:
    after = kind is NudgeKind.NOTES
    not_after = date.ends_at + NOTES_HELP if after else date.starts_at
    due_at = shifted(who.quiet, at, None if after else date.starts_at, zone)
    if due_at is None or due_at >= not_after:
        return []
    key = f"{date.id}:{who.id}:{kind.value}:{detail}:{at:%Y-%m-%dT%H:%M:%S}"
    return [Wanted(key, kind, date.id, who.id, at, due_at, not_after)]
