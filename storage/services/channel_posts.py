"""What a group's channels and rooms are told of its meetings, once each: a new one, news, and a day before.

No rows are kept for it: a date is looked at when something is to be said (``nudge_planning``), and the key of
the message makes it once. What came before a channel was bound is not said there. Nothing in it is about
people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Binding, Conversation, Meeting, NudgeKind, Occurrence, Standing
from storage.services import invited_texts, nudge_texts, outbox
from storage.services.invited_texts import text
from storage.services.setting_up import chosen
from storage.services.wanted_nudges import Date

BEFORE = timedelta(days=1)
"""How long before a meeting a channel is reminded of it."""


class Channel(NamedTuple):
    """A conversation of a group, other than a private one."""

    conversation_id: int
    bound_at: datetime


class Post(NamedTuple):
    """Something that all channels of a group are told at a time; ``key`` without the channel."""

    kind: NudgeKind
    at: datetime
    key: str


class _Shown(NamedTuple):
    """A date as a text wants it."""

    title: str
    place: str
    link: str
    agenda: str
    rrule: str
    zone: str
    starts_at: datetime
    ends_at: datetime


Looked = tuple[Occurrence, Meeting, Date, datetime]
"""A date that is looked at, and since when it was to be."""


def channels_of(session: Session, groups: Sequence[int]) -> Mapping[int, Sequence[Channel]]:
    """The channels of groups in which Kitt may write."""
    found: dict[int, list[Channel]] = {}
    query = (
        select(Binding.group_id, Binding.conversation_id, Binding.bound_at)
        .join(Conversation, Conversation.id == Binding.conversation_id)
        .where(Binding.group_id.in_(groups), Conversation.standing == Standing.OPEN)
        .order_by(Binding.conversation_id)
    )
    for group_id, conversation_id, bound_at in session.execute(query):
        found.setdefault(group_id, []).append(Channel(conversation_id, bound_at))
    return found


def next_look(date: Date, now: datetime) -> list[datetime]:
    """When a date is to be looked at for its channels, whether or not there are any yet."""
    at = date.starts_at - BEFORE
    return [at] if not date.cancelled and now < at else []


def post(session: Session, looked: Iterable[Looked], now: datetime, language: str) -> int:
    """Put what is to be said now into the outbox; returns how many messages that are."""
    due = [
        (one, meeting, item)
        for one, meeting, date, since in looked
        if meeting.group_id is not None and now < date.starts_at
        for item in _wanted(date, meeting, since)
        if since <= item.at <= now
    ]
    channels = channels_of(session, sorted({meeting.group_id or 0 for _, meeting, _ in due})) if due else {}
    due = [found for found in due if channels.get(found[1].group_id or 0)]
    if not due:
        return 0
    files = invited_texts.files_of(session, sorted({meeting.id for _, meeting, _ in due}))
    language = chosen(session)[1] or language
    posted = 0
    for one, meeting, item in due:
        payload = _payload(one, meeting, item.kind)
        if item.kind in invited_texts.WITH_FILE:
            payload["files"] = [invited_texts.file_of(files[meeting.id], language)]
        for channel in channels[meeting.group_id or 0]:
            if channel.bound_at > item.at:
                continue
            draft = outbox.Draft(
                dedupe_key=f"channel:{channel.conversation_id}:{item.key}",
                conversation_id=channel.conversation_id,
                payload=payload,
                language=language,
                not_after=one.starts_at,
            )
            posted += outbox.enqueue(session, draft, now) is not None
    return posted


def call_off(session: Session, group_id: int, dates: Sequence[Occurrence], now: datetime) -> None:
    """Tell the channels of a group that is about to end what was called off: later nobody knows them."""
    channels = channels_of(session, [group_id]).get(group_id, ())
    files = invited_texts.files_of(session, sorted({one.meeting_id for one in dates})) if channels else {}
    language = chosen(session)[1] or "de"
    for one in dates if channels else ():
        payload = _payload(one, one.meeting, NudgeKind.CANCELLED)
        payload["files"] = [invited_texts.file_of(files[one.meeting_id], language)]
        for channel in channels:
            key = f"channel:{channel.conversation_id}:{NudgeKind.CANCELLED.value}:{one.id}:ended"
            number = channel.conversation_id
            outbox.enqueue(
                session, outbox.Draft(key, number, payload, language, not_after=one.starts_at), now
            )


def _wanted(date: Date, meeting: Meeting, since: datetime) -> list[Post]:
    found = []
    new = date.next and meeting.created_at >= since
    if new and not date.cancelled:
        found.append(Post(NudgeKind.INVITED, meeting.created_at, f"invited:{meeting.id}"))
    if date.news is not None and not (new and date.news.kind is NudgeKind.CHANGED):
        news = date.news
        found.append(Post(news.kind, news.at, f"{news.kind.value}:{date.id}:{news.number}"))
    at = date.starts_at - BEFORE
    if not date.cancelled and at > date.timed_at:
        found.append(Post(NudgeKind.REMINDER, at, f"reminder:{date.id}:{at:%Y-%m-%dT%H:%M}"))
    return found


_KEYS: Mapping[NudgeKind, str] = {
    NudgeKind.INVITED: "channel-meeting-new",
    NudgeKind.CHANGED: "nudge-changed",
    NudgeKind.CANCELLED: "nudge-cancelled",
    NudgeKind.REMINDER: "nudge-reminder",
}


def _payload(one: Occurrence, meeting: Meeting, kind: NudgeKind) -> dict[str, Any]:
    def own(name: str) -> str:
        value = getattr(one, name)
        return str(getattr(meeting, name) if value is None else value)

    shown: Any = _Shown(
        own("title"), own("place"), own("link"), own("agenda"), meeting.rrule, meeting.zone, one.starts_at,
        one.ends_at,
    )  # fmt: skip
    key = nudge_texts.news_key(kind, one.news) or _KEYS[kind]
    texts = [text(key, **invited_texts.when(shown, None))]
    texts += nudge_texts.news_lines(kind, one.news, ZoneInfo(meeting.zone))
    if kind is NudgeKind.CANCELLED:
        return {"texts": texts, "options": []}
    if kind is NudgeKind.INVITED:
        texts += invited_texts.about(shown)
    else:
        texts += invited_texts.where(shown)
    return {"texts": [*texts, text("channel-meeting-ask")], "options": nudge_texts.answer_options(one.id)}
