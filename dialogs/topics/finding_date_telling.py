"""What is said of a poll to a whole group: that it is asked, times that came later, its end.

The clock asks here, too (``look``): each thing has a key of its own, so it is said once, however often the
clock looks, and in however many processes.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from dialogs.topics.finding_date_lines import ended, in_channel, own_view, ranking
from dialogs.turn import Option, Reply, Text, Turn, say
from storage.models import DatePoll, PollState
from storage.services import poll_messages, poll_views, polls
from storage.services.poll_messages import Manner
from storage.services.poll_views import Shown
from storage.session import Session


def manner_of(turn: Turn) -> Manner:
    """How things are said just now."""
    return Manner(turn.now, turn.network.zone, turn.network.language)


def ask(session: Session, poll_id: int, *, by: int | None, by_name: str, manner: Manner) -> tuple[int, int]:
    """Ask everywhere; returns in how many channels and how many people. Who asks sees it there already."""
    poll = poll_views.as_it_stands(session, poll_id, manner.now)
    channels = 0
    for place in poll_messages.places_of(session, poll.group_id, manner.language):
        channels += poll_messages.post(session, poll_id, place, in_channel(poll, place), manner.now)
    intro = say("finddate-asks", name=by_name, group=poll.group)
    people = sorted(poll.invited - {by or 0})
    mine = poll_views.for_one(poll, {})
    return channels, sum(_show(session, mine, person, "asked", (intro,), manner) for person in people)


def refresh(session: Session, poll_id: int, now: datetime) -> None:
    """Let channels show how it stands."""
    poll = poll_views.as_it_stands(session, poll_id, now)
    poll_messages.refresh(session, poll_id, poll.revision, lambda place: in_channel(poll, place), now)


def close(session: Session, poll_id: int, now: datetime) -> Shown:
    """Let everything that shows the poll say what came of it, or lose its buttons."""
    poll = poll_views.as_it_stands(session, poll_id, now)
    poll_messages.close(session, poll_id, poll.revision, lambda place: in_channel(poll, place), now)
    return poll


def tell_cancelled(session: Session, poll: Shown, *, by: int | None, manner: Manner) -> None:
    """Tell who has voted that nothing comes of it; the others have lost nothing."""
    for person in sorted((poll.voted & poll.invited) - {by or 0}):
        text = ended(poll, ZoneInfo(poll.zone))
        poll_messages.send(
            session, poll.id, person, Reply((text,)).as_json(), key=f"poll:{poll.id}:cancelled:{person}",
            manner=manner,
        )  # fmt: skip


def look(session: Session, poll_id: int, now: datetime, *, zone: tzinfo, language: str) -> int:
    """Do what is due about a poll, and note when to look again; for the clock. 1 if it was looked at."""
    row = poll_messages.take(session, poll_id, now)
    if row is None:
        return 0
    manner = Manner(now, zone, language)
    poll = poll_views.as_it_stands(session, poll_id, now)
    if not poll.ahead:
        _expire(session, row, manner)
        return 1
    if row.news_at is not None and row.news_at <= now:
        _tell_news(session, poll, manner)
        row.news_at = None
    if polls.chase_at(row) <= now < poll.deadline:
        _chase(session, poll, manner)
    if why := _ripe(poll, now):
        _tell_ripe(session, poll, why, manner)
    later = [polls.chase_at(row), poll.deadline, row.news_at, max(one.starts_at for one in poll.offered)]
    row.look_at = min(moment for moment in later if moment is not None and moment > now)
    session.flush()
    return 1


def _ripe(poll: Shown, now: datetime) -> str:
    """Why it is time to decide, if it is."""
    if poll.deadline <= now:
        return "deadline"
    if poll.all_voted:
        return "all"
    return "quorum" if poll.enough else ""


def _tell_ripe(session: Session, poll: Shown, why: str, manner: Manner) -> None:
    for person in poll_messages.deciders(session, poll.id, manner.now, manner.zone):
        zone = ZoneInfo(poll_messages.zone_of(session, person) or poll.zone)
        texts, options = ranking(poll, zone)
        intro = say("finddate-ripe", why=why, title=poll.title, count=poll.quorum or 0)
        options.append(Option(say("option-finddate-cancel"), "finding_date.cancel", {"poll": poll.id}))
        poll_messages.send(
            session, poll.id, person, Reply((intro, *texts), tuple(options)).as_json(),
            key=f"poll:{poll.id}:{why}:{person}", manner=manner,
        )  # fmt: skip


def _tell_news(session: Session, poll: Shown, manner: Manner) -> None:
    """Tell everybody of the times that came later and that they have said nothing about: those together."""
    newest = max((one.id for one in poll.ahead if one.added), default=0)
    votes = poll_views.votes_of(session, poll.id)
    for person in sorted(poll.invited):
        own = poll_views.for_one(poll, votes.get(person, {}))
        new = [one for one in own.ahead if one.added and one.own is None]
        if new:
            intro = (say("finddate-news", count=len(new), title=poll.title),)
            _show(session, own, person, f"news:{newest}", intro, manner)


def _chase(session: Session, poll: Shown, manner: Manner) -> None:
    """Ask once more whoever has said nothing at all."""
    mine = poll_views.for_one(poll, {})
    for person in sorted(poll.invited - poll.voted):
        _show(session, mine, person, "chased", (say("finddate-chase", title=poll.title),), manner)


def _show(
    session: Session, poll: Shown, person: int, why: str, intro: tuple[Text, ...], manner: Manner
) -> bool:
    """Show somebody the poll in private, once for each reason."""
    zone = ZoneInfo(poll_messages.zone_of(session, person) or poll.zone)
    reply = own_view(poll, zone, intro)
    return poll_messages.send(
        session, poll.id, person, reply.as_json(), key=f"poll:{poll.id}:{why}:{person}", manner=manner
    )


def _expire(session: Session, row: DatePoll, manner: Manner) -> None:
    """All times are past and nobody has decided: it ends, and who asked is told."""
    polls.end(row, PollState.CANCELLED, manner.now)
    session.flush()
    poll = close(session, row.id, manner.now)
    for person in poll_messages.deciders(session, row.id, manner.now, manner.zone):
        text = say("finddate-expired", title=poll.title)
        poll_messages.send(
            session, poll.id, person, Reply((text,)).as_json(), key=f"poll:{poll.id}:expired:{person}",
            manner=manner,
        )  # fmt: skip
