"""Selects over the inbox and the outbox, made once; what differs from call to call is a bound parameter.

The states are written out as literals, because a database uses an index over a part of a table only where it
can see that the query stays inside that part.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, String, and_, bindparam, exists, literal_column, or_, select
from sqlalchemy.orm import aliased

from storage.models import (
    Account,
    Conversation,
    InboxEvent,
    OutboxMessage,
    OutboxPart,
    Person,
    UtcDateTime,
)

_WAITING: ColumnElement[str] = literal_column("'waiting'")
_CLAIMED: ColumnElement[str] = literal_column("'claimed'")

_NOW = bindparam("now", type_=UtcDateTime())


class Reach(NamedTuple):
    """For whom a process works: all conversations of ``messengers``, and single ``places``.

    A place is ``messenger:address``.
    """

    messengers: tuple[str, ...]
    places: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, list[str]]:
        """The parameters of the queries below that ask for it."""
        return {"messengers": list(self.messengers), "places": list(self.places)}


_IN_REACH = or_(
    Conversation.messenger.in_(bindparam("messengers", expanding=True, type_=String())),
    (Conversation.messenger + ":" + Conversation.address).in_(
        bindparam("places", expanding=True, type_=String())
    ),
)


def _unfinished(message: type[OutboxMessage]) -> ColumnElement[bool]:
    return message.state.in_([_WAITING, _CLAIMED])


def _due(message: type[OutboxMessage]) -> ColumnElement[bool]:
    """Due now, or due ever since it was put in: a clock that is put back must not hold up an answer."""
    return or_(
        message.due_at <= _NOW,
        and_(message.due_at <= message.created_at, message.error == literal_column("''")),
    )


FIRST_WAITING = (
    select(
        InboxEvent.id,
        InboxEvent.account_id,
        InboxEvent.payload,
        InboxEvent.attempts,
        InboxEvent.received_at,
        Conversation.kind,
        Conversation.state,
        Conversation.state_until,
        Account.language.label("account_language"),
        Person.language.label("person_language"),
    )
    .join(Conversation, Conversation.id == InboxEvent.conversation_id)
    .join(Account, Account.id == InboxEvent.account_id)
    .outerjoin(Person, Person.id == Account.person_id)
    .where(
        InboxEvent.conversation_id == bindparam("conversation", type_=Integer()),
        InboxEvent.state == _WAITING,
    )
    .order_by(InboxEvent.id)
    .limit(1)
)
"""The oldest waiting event of a ``conversation``, with all that is to be known before it is handled."""

ANY_WAITING = select(
    exists().where(
        InboxEvent.conversation_id == bindparam("conversation", type_=Integer()),
        InboxEvent.state == _WAITING,
    )
)
"""Whether a ``conversation`` has a waiting event."""

_earlier_event = aliased(InboxEvent)

NEXT_WAITING = (
    select(InboxEvent.conversation_id)
    .join(Conversation, Conversation.id == InboxEvent.conversation_id)
    .where(
        InboxEvent.state == _WAITING,
        _IN_REACH,
        InboxEvent.received_at <= _NOW,
        ~exists().where(
            _earlier_event.conversation_id == InboxEvent.conversation_id,
            _earlier_event.id < InboxEvent.id,
            _earlier_event.state == _WAITING,
        ),
    )
    # By time and not by id: for the id SQLite would walk through all events instead of those that wait.
    .order_by(InboxEvent.received_at, InboxEvent.id)
    .with_for_update(of=Conversation, skip_locked=True, key_share=True)
)
"""Conversations in reach whose oldest waiting event came before ``now``, the longest waiting first.

A conversation that another process is just writing to is left out (PostgreSQL).
"""

UNSETTLED = select(
    exists().where(
        InboxEvent.messenger == bindparam("messenger", type_=String()),
        InboxEvent.event_key == bindparam("event_key", type_=String()),
        or_(
            InboxEvent.state == _WAITING,
            exists().where(OutboxMessage.inbox_event_id == InboxEvent.id, _unfinished(OutboxMessage)),
        ),
    )
)
"""Whether the event of ``messenger`` with ``event_key`` waits, or something that answers it does."""

_earlier = aliased(OutboxMessage)
_answer = aliased(OutboxMessage)

_CLAIMABLE = (
    select(
        OutboxMessage.id,
        OutboxMessage.conversation_id,
        OutboxMessage.account_id,
        OutboxMessage.inbox_event_id,
        OutboxMessage.dedupe_key,
        OutboxMessage.kind,
        OutboxMessage.payload,
        OutboxMessage.language,
        OutboxMessage.not_after,
        OutboxMessage.state,
        OutboxMessage.attempts,
        OutboxMessage.claimed_by,
        OutboxMessage.edits,
        Conversation.messenger,
        Conversation.address,
        Conversation.kind.label("place"),
        Conversation.standing,
        InboxEvent.event_key,
        InboxEvent.received_at,
    )
    .join(Conversation, Conversation.id == OutboxMessage.conversation_id)
    .outerjoin(InboxEvent, InboxEvent.id == OutboxMessage.inbox_event_id)
    .where(
        _unfinished(OutboxMessage),
        _due(OutboxMessage),
        # What this process itself holds is being sent, however long that takes.
        or_(
            OutboxMessage.state == _WAITING,
            and_(
                OutboxMessage.lease_until <= _NOW,
                OutboxMessage.claimed_by != bindparam("owner", type_=String()),
            ),
        ),
        _IN_REACH,
        # Nothing overtakes inside a conversation: not what is being sent, not what waits for another try
        # (it bears the error of the last one), not what was due before. Only what was planned for later
        # and is not due yet lets others pass.
        ~exists().where(
            _earlier.conversation_id == OutboxMessage.conversation_id,
            _earlier.id < OutboxMessage.id,
            _unfinished(_earlier),
            or_(_earlier.state == _CLAIMED, _earlier.error != literal_column("''"), _due(_earlier)),
        ),
    )
    .limit(1)
    .with_for_update(of=OutboxMessage, skip_locked=True)
)

CLAIMABLE = _CLAIMABLE.order_by(OutboxMessage.due_at, OutboxMessage.id)
"""The message in reach that ``owner`` may send next at ``now``, whoever it is for; the first that was due.

Either it waits, or its lease ran out. A row that another process is just claiming is left out (PostgreSQL).
"""

ANSWERS = (
    _CLAIMABLE.join(
        _answer,
        and_(
            _answer.conversation_id == OutboxMessage.conversation_id,
            _answer.id >= OutboxMessage.id,
            _unfinished(_answer),
            _answer.inbox_event_id.is_not(None),
            _due(_answer),
        ),
    )
    .order_by(_answer.due_at, _answer.id)
    .with_for_update(of=OutboxMessage, skip_locked=True)
)
"""The same where somebody waits for an answer: the answer, or what has to be said there before it.

So an announcement to thousands delays nobody's answer, and in its own conversation does not come after it.
"""

DUE = (
    select(OutboxMessage.id)
    .join(Conversation, Conversation.id == OutboxMessage.conversation_id)
    .where(
        _unfinished(OutboxMessage),
        _due(OutboxMessage),
        or_(OutboxMessage.state == _WAITING, OutboxMessage.lease_until <= _NOW),
        _IN_REACH,
    )
    .limit(bindparam("most", type_=Integer()))
)
"""Up to ``most`` messages in reach that may be claimable at ``now``: a cheap question for the clock."""

IN_REACH = select(Conversation.id).where(_IN_REACH)
"""The conversations in reach."""

PARTS = (
    select(OutboxPart.number, OutboxPart.body, OutboxPart.begun_at, OutboxPart.sent_at)
    .where(OutboxPart.message_id == bindparam("message", type_=Integer()))
    .order_by(OutboxPart.number)
)
"""All rendered parts of a ``message``."""

CHOICES = select(OutboxMessage.payload, OutboxMessage.account_id).where(
    OutboxMessage.id == bindparam("message", type_=Integer()),
    OutboxMessage.conversation_id == bindparam("conversation", type_=Integer()),
)
"""What a ``message`` of this ``conversation`` offered, and to whose account."""
