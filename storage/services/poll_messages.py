"""Where a poll is shown: in the channels of its group and in private chats; put in once, kept true, closed.

For Kitt itself: whoever asks, votes or decides has been asked for their rights before. What a message says
comes from the dialogue, as the payload of the outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, select, update
from sqlalchemy.orm import Session

from storage.models import (
    Binding,
    Conversation,
    ConversationKind,
    Coordination,
    DatePoll,
    OutboxKind,
    OutboxMessage,
    OutboxPart,
    OutboxState,
    PollMessage,
    PollState,
    Preference,
    Standing,
)
from storage.services import outbox, telling
from storage.services.placing import BARE, ONLY_EDIT
from storage.services.rights import Right, may
from storage.services.rows import insert_many
from storage.services.setting_up import chosen
from storage.services.telling import Kind
from storage.services.viewer import viewer_for

PRESSED = frozenset({"telegram"})
"""Messengers on which anybody in a group can press the buttons of a message; elsewhere words are sent."""

Payload = Mapping[str, Any]


class Place(NamedTuple):
    """A conversation of the group. ``pressed``: its people can press what stands under a message."""

    conversation_id: int
    kind: ConversationKind
    pressed: bool
    language: str


class Manner(NamedTuple):
    """When something is said, in the network's zone, and in which language to whom no other is known for."""

    now: datetime
    zone: tzinfo
    language: str


Say = Callable[[Place], Payload]


def places_of(session: Session, group_id: int, default_language: str) -> list[Place]:
    """The conversations that belong to a group, and that Kitt may write to."""
    query = (
        select(Conversation.id, Conversation.kind, Conversation.messenger)
        .join(Binding, Binding.conversation_id == Conversation.id)
        .where(Binding.group_id == group_id, Conversation.standing == Standing.OPEN)
        .order_by(Conversation.id)
    )
    language = chosen(session)[1] or default_language
    return [
        Place(row.id, row.kind, row.messenger in PRESSED, language) for row in session.execute(query).all()
    ]


def group_at(session: Session, conversation_id: int) -> int | None:
    """The group that a conversation belongs to."""
    return session.scalar(select(Binding.group_id).where(Binding.conversation_id == conversation_id))


def post(session: Session, poll_id: int, place: Place, payload: Payload, now: datetime) -> bool:
    """Show a poll in a channel; False if it was there already."""
    draft = outbox.Draft(
        dedupe_key=f"poll:{poll_id}:in:{place.conversation_id}",
        conversation_id=place.conversation_id,
        payload=payload,
        language=place.language,
    )
    number = outbox.enqueue(session, draft, now)
    if number is not None:
        _shown(session, poll_id, place.conversation_id, None, number, place.language)
    return number is not None


def send(
    session: Session,
    poll_id: int,
    person_id: int,
    payload: Payload,
    *,
    key: str,
    manner: Manner,
    kind: Kind = Kind.REQUEST,
) -> bool:
    """Say something to one person at their preferred address, once per ``key``; its buttons go at the end."""
    told = telling.tell(
        session, person_id, payload, key=key, now=manner.now, zone=manner.zone, kind=kind,
        default_language=manner.language,
    )  # fmt: skip
    if told and payload.get("options"):
        query = select(OutboxMessage.id, OutboxMessage.conversation_id, OutboxMessage.language)
        row = session.execute(query.where(OutboxMessage.dedupe_key == key)).one()
        _shown(session, poll_id, row.conversation_id, person_id, row.id, row.language)
    return told


def refresh(session: Session, poll_id: int, revision: int, say: Say, now: datetime) -> int:
    """Bring what channels show to what is true now; returns how many messages that makes."""
    rows = session.execute(_rows(poll_id).where(PollMessage.person_id.is_(None))).all()
    for row in rows:
        place = Place(row.conversation_id, row.kind, row.messenger in PRESSED, row.language)
        _replace(session, poll_id, revision, row, {**say(place), ONLY_EDIT: True}, now)
    return len(rows)


def close(session: Session, poll_id: int, revision: int, say: Say, now: datetime) -> int:
    """It is over: channels say what came of it, private chats lose the buttons, what waits is not sent."""
    _hold_back(session, OutboxMessage.dedupe_key.startswith(f"poll:{poll_id}:"))
    changed = refresh(session, poll_id, revision, say, now)
    rows = session.execute(_rows(poll_id).where(PollMessage.person_id.is_not(None))).all()
    for row in rows:
        _replace(session, poll_id, revision, row, {BARE: True}, now)
    return changed + len(rows)


def deciders(session: Session, poll_id: int, now: datetime, zone: tzinfo) -> Sequence[int]:
    """Who is told when it is time to decide: who asked, if they still coordinate the group, else who does."""
    poll = session.get_one(DatePoll, poll_id)
    today = now.astimezone(zone).date()
    if poll.created_by_id is not None:
        viewer = viewer_for(session, poll.created_by_id, today=today)
        if may(viewer, Right.PLAN_MEETINGS, group_id=poll.group_id):
            return [poll.created_by_id]
    query = select(Coordination.person_id).where(Coordination.group_id == poll.group_id)
    return session.scalars(query.order_by(Coordination.person_id)).all()


def zone_of(session: Session, person_id: int) -> str | None:
    """In which zone somebody reads times, if not in the network's."""
    return session.scalar(select(Preference.zone).where(Preference.person_id == person_id))


def due(session: Session, now: datetime, most: int = 50) -> Sequence[int]:
    """The polls that Kitt has to look at."""
    query = select(DatePoll.id).where(DatePoll.look_at <= now)
    return session.scalars(query.order_by(DatePoll.look_at, DatePoll.id).limit(most)).all()


def take(session: Session, poll_id: int, now: datetime) -> DatePoll | None:
    """A poll that is due, locked; None if another process has just looked."""
    query = select(DatePoll).where(
        DatePoll.id == poll_id, DatePoll.look_at <= now, DatePoll.state == PollState.OPEN
    )
    locked = query.with_for_update(key_share=True, skip_locked=True)
    return session.scalar(locked.execution_options(populate_existing=True))


def _rows(poll_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            PollMessage.conversation_id, PollMessage.person_id, PollMessage.message_id, PollMessage.language,
            Conversation.kind, Conversation.messenger, OutboxMessage.account_id,
        )
        .join(Conversation, Conversation.id == PollMessage.conversation_id)
        .join(OutboxMessage, OutboxMessage.id == PollMessage.message_id)
        .where(PollMessage.poll_id == poll_id)
        .order_by(PollMessage.conversation_id)
    )  # fmt: skip


def _shown(
    session: Session, poll_id: int, place: int, person_id: int | None, number: int, language: str
) -> None:
    """Note the message. A later one in the same place takes the note over; whoever presses the older one is
    told how it stands."""
    known = session.get(PollMessage, (poll_id, place))
    if known is not None:
        known.message_id, known.language = number, language
    else:
        row = {
            "poll_id": poll_id, "conversation_id": place, "person_id": person_id, "message_id": number,
            "language": language,
        }  # fmt: skip
        insert_many(session, PollMessage, [row])
    session.flush()


def _replace(
    session: Session, poll_id: int, revision: int, row: Any, payload: Payload, now: datetime
) -> None:
    """Let a message say something else, instead of what was still to be changed about it.

    What nobody has begun to send is not sent any more; the row stays, so that its key counts.
    """
    key = f"poll:{poll_id}:at:{row.conversation_id}:{revision}"
    if session.scalar(select(exists().where(OutboxMessage.dedupe_key == key))):
        return  # nothing has changed since
    _hold_back(session, OutboxMessage.edits == row.message_id)
    draft = outbox.Draft(
        dedupe_key=key,
        conversation_id=row.conversation_id,
        payload=payload,
        language=row.language,
        account_id=row.account_id,
        kind=OutboxKind.EDIT,
        edits=row.message_id,
    )
    outbox.enqueue(session, draft, now)


def _hold_back(session: Session, which: Any) -> None:
    ours = OutboxMessage.dedupe_key.startswith("poll:", autoescape=True)
    waiting = (which, ours, OutboxMessage.state == OutboxState.WAITING)
    numbers = session.scalars(select(OutboxMessage.id).where(*waiting)).all()
    if not numbers:
        return
    # Whoever claims one at this moment either was first, and then it is sent, or finds it finished.
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(numbers), OutboxMessage.state == OutboxState.WAITING)
        .values(state=OutboxState.HELD_BACK, error="outdated", payload={})
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(OutboxPart)
        .where(OutboxPart.message_id.in_(numbers), OutboxPart.sent_at.is_(None))
        .values(body={})
        .execution_options(synchronize_session=False)
    )
