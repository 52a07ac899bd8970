"""What goes out: put in once, claimed in order per conversation, rendered once. Then see ``sending``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from storage.models import ConversationKind, OutboxKind, OutboxMessage, OutboxPart, OutboxState, Standing
from storage.queries.messages import ANSWERS, CHOICES, CLAIMABLE, DUE, PARTS, Reach
from storage.services import interrupting, placing, sending
from storage.services.rows import insert_once, read, table_of
from storage.services.sending import Claimed, PartToSend

SORRY_TEXT = "error-sorry"
"""Said to whose event could not be handled, or whose answer could not be written."""

MEANT_FOR = "person"
"""Where the payload of what Kitt says by itself says to whom: looked at again when it is sent."""

_SORRY = "sorry:"

Render = Callable[[str, Mapping[str, Any], str], Sequence[Mapping[str, Any]]]
"""Messenger, payload and language → the bodies of the parts."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to put into the outbox.

    ``inbox_event_id`` is the event that it answers, ``edits`` the message whose place one of kind ``edit``
    takes.
    """

    dedupe_key: str
    conversation_id: int
    payload: Mapping[str, Any]
    language: str
    account_id: int | None = None
    inbox_event_id: int | None = None
    kind: OutboxKind = OutboxKind.SEND
    due_at: datetime | None = None
    not_after: datetime | None = None
    edits: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a process claims messages.

    ``reach`` says for whom it sends, ``idempotent`` which messengers drop a part that comes twice,
    ``attempts`` how often a message is tried. ``render`` must not touch the store. ``given_up`` is told the
    number of a message that was tried too often, or whose address is blocked, in the same transaction.
    ``shown`` is told of one that another process has shown, or perhaps (False). ``zone`` is that of quiet
    hours. ``editing`` says which messengers let a message take another one's place. ``only_answers``:
    nothing but where somebody waits for an answer.
    """

    owner: str
    lease: timedelta
    attempts: int
    reach: Reach
    idempotent: frozenset[str]
    render: Render
    given_up: Callable[[Session, int, datetime], object] = lambda *_: None
    shown: Callable[[Session, Claimed, datetime, bool], object] = lambda *_: None
    zone: tzinfo = UTC
    editing: frozenset[str] = frozenset()
    only_answers: bool = False


def enqueue(session: Session, draft: Draft, now: datetime) -> int | None:
    """Put a message into the outbox; None if one with its dedupe key is or was there."""
    values = {
        "dedupe_key": draft.dedupe_key,
        "conversation_id": draft.conversation_id,
        "account_id": draft.account_id,
        "inbox_event_id": draft.inbox_event_id,
        "kind": draft.kind,
        "payload": dict(draft.payload),
        "language": draft.language,
        "created_at": now,
        "due_at": draft.due_at or now,
        "not_after": draft.not_after,
        "edits": draft.edits,
    }
    return insert_once(session, OutboxMessage, values)


def apologise(
    session: Session,
    *,
    event_id: int,
    conversation_id: int,
    account_id: int | None,
    language: str,
    now: datetime,
) -> int | None:
    """Tell somebody, once per event, that it could not be handled or answered."""
    draft = Draft(
        dedupe_key=f"{_SORRY}{event_id}",
        conversation_id=conversation_id,
        payload=sending.saying(SORRY_TEXT),
        language=language,
        account_id=account_id,
        inbox_event_id=event_id,
    )
    return enqueue(session, draft, now)


def choice_of(
    session: Session, *, message_id: int, index: int, conversation_id: int, account_id: int | None
) -> tuple[str, Mapping[str, Any]] | None:
    """What a button does, as (step, data); None if this conversation has no such button.

    ``account_id``, where it is given, must be the one that the message was for.
    """
    row = read(session, CHOICES, {"message": message_id, "conversation": conversation_id}).one_or_none()
    if row is None or (account_id is not None and row.account_id != account_id):
        return None
    options = row.payload.get("options") or []
    if not 0 <= index < len(options):
        return None
    return options[index]["step"], options[index].get("data") or {}


def due(session: Session, now: datetime, reach: Reach, most: int) -> int:
    """How many messages in reach may be claimable now, counted up to ``most``."""
    values = {**reach.values, "now": now, "most": most}
    return len(read(session, DUE, values).all())


def claim(session: Session, now: datetime, terms: Terms) -> Claimed | None:
    """Claim the next message that is due, rendered; None if none is due.

    Who waits for an answer goes before all others; inside a conversation nothing overtakes. On the way,
    messages are finished that must not be sent: of unknown outcome, to where Kitt may not write, too late,
    tried too often, impossible to render, not wanted any more. What came into somebody's quiet hours waits
    for their end.
    """
    values = {**terms.reach.values, "now": now, "owner": terms.owner}
    for claimable in (ANSWERS,) if terms.only_answers else (ANSWERS, CLAIMABLE):
        while (row := read(session, claimable, values).one_or_none()) is not None:
            found = placing.placed(session, _found(row), row.edits, terms.editing)
            parts = read(session, PARTS, {"message": found.id}).all()
            if (claimed := _claim(session, row, found, parts, now, terms)) is not None:
                return claimed
    return None


def _claim(
    session: Session, row: Row[Any], found: Claimed, parts: Sequence[Row[Any]], now: datetime, terms: Terms
) -> Claimed | None:
    verdict = _verdict(row, found, parts, now, terms) or _unwanted(session, row, parts, now, terms)
    if verdict is not None:
        if sending.close(session, found, *verdict, now=now):
            _closed(session, found, *verdict, now, terms)
        return None
    if (later := _quiet_until(session, row, parts, now, terms)) > now:
        sending.put_off(session, found, later)
        return None
    if not sending.take(session, found, owner=terms.owner, until=now + terms.lease):
        return None
    claimed = replace(found, owner=terms.owner, attempts=found.attempts + 1)
    unsent = [PartToSend(part.number, part.body) for part in parts if part.sent_at is None]
    if not parts:
        rendered = _rendered(session, claimed, now, terms)
        if rendered is None:
            return None
        unsent = rendered
    if claimed.kind is OutboxKind.EDIT and not placing.fits(unsent):
        claimed = placing.as_new(session, claimed)
    if claimed.messenger not in terms.idempotent and claimed.kind is not OutboxKind.EDIT:
        sending.begin(session, claimed, unsent[0].number, now)
    return replace(claimed, parts=tuple(unsent))


def _closed(
    session: Session, found: Claimed, state: OutboxState, code: str, now: datetime, terms: Terms
) -> None:
    if state is OutboxState.FAILED or code == sending.BLOCKED:
        terms.given_up(session, found.id, now)
    elif state in (OutboxState.SENT, OutboxState.UNCERTAIN):
        terms.shown(session, found, now, state is OutboxState.SENT)


def _found(row: Row[Any]) -> Claimed:
    return Claimed(
        id=row.id,
        owner=row.claimed_by or "",
        attempts=row.attempts,
        dedupe_key=row.dedupe_key,
        conversation_id=row.conversation_id,
        account_id=row.account_id,
        inbox_event_id=row.inbox_event_id,
        kind=row.kind,
        payload=row.payload,
        language=row.language,
        messenger=row.messenger,
        address=row.address,
        answers=row.event_key or "",
        asked_at=row.received_at,
        private=row.place is ConversationKind.PRIVATE,
    )


def _verdict(
    row: Row[Any], found: Claimed, parts: Sequence[Row[Any]], now: datetime, terms: Terms
) -> tuple[OutboxState, str] | None:
    """Why a message that is due is not to be sent (again), as its final state and a code."""
    unsent = [part for part in parts if part.sent_at is None]
    if parts and not unsent:
        return OutboxState.SENT, ""
    needless = row.payload.get(placing.BARE) or row.payload.get(placing.IN_PLACE)
    if needless and found.kind is not OutboxKind.EDIT:
        return OutboxState.HELD_BACK, placing.NOT_EDITABLE
    begun = any(part.begun_at is not None for part in unsent) and found.kind is not OutboxKind.EDIT
    if row.state is OutboxState.CLAIMED and begun and row.messenger not in terms.idempotent:
        return OutboxState.UNCERTAIN, "interrupted"
    return _hopeless(row, now, terms)


def _hopeless(row: Row[Any], now: datetime, terms: Terms) -> tuple[OutboxState, str] | None:
    """Why a message has no chance (any more), whatever became of its parts so far."""
    if row.standing is not Standing.OPEN:
        return OutboxState.FAILED, row.standing.value
    if row.not_after is not None and row.not_after < now:
        return OutboxState.EXPIRED, "too-late"
    if row.attempts >= terms.attempts:
        return OutboxState.FAILED, "too-many-attempts"
    return None


def _unwanted(
    session: Session, row: Row[Any], parts: Sequence[Row[Any]], now: datetime, terms: Terms
) -> tuple[OutboxState, str] | None:
    """Why what Kitt says by itself is held back from whom it was meant for, as state and code.

    Answers are meant for whoever asked; and half a message is not left standing.
    """
    meant = row.payload.get(MEANT_FOR)
    if meant is None or any(part.sent_at is not None for part in parts):
        return None
    why = interrupting.why_not(session, meant, row.account_id, now, terms.zone)
    return None if why is None else (OutboxState.HELD_BACK, why)


def _quiet_until(
    session: Session, row: Row[Any], parts: Sequence[Row[Any]], now: datetime, terms: Terms
) -> datetime:
    """Until when what Kitt says by itself has to wait; now if it may go."""
    meant = row.payload.get(MEANT_FOR)
    if meant is None or any(part.sent_at is not None for part in parts):
        return now
    return interrupting.not_before(session, meant, now, terms.zone)


def _rendered(session: Session, claimed: Claimed, now: datetime, terms: Terms) -> list[PartToSend] | None:
    """Render a message and store its parts; if that fails, finish it and tell whoever waits for it."""
    try:
        bodies = terms.render(claimed.messenger, claimed.payload, claimed.language)
    except Exception:  # a text's mistake; the caller's ``render`` has logged it
        bodies = ()
    if not bodies:
        _unwritable(session, claimed, now)
        return None
    values = [{"message_id": claimed.id, "number": n, "body": dict(body)} for n, body in enumerate(bodies)]
    session.connection().execute(table_of(OutboxPart).insert(), values)
    return [PartToSend(n, body) for n, body in enumerate(bodies)]


def _unwritable(session: Session, claimed: Claimed, now: datetime) -> None:
    sending.close(session, claimed, OutboxState.FAILED, "not-rendered", now=now)
    is_notice = claimed.dedupe_key.startswith((_SORRY, sending.NOTICE))
    if claimed.inbox_event_id is not None and not is_notice:
        apologise(
            session,
            event_id=claimed.inbox_event_id,
            conversation_id=claimed.conversation_id,
            account_id=claimed.account_id,
            language=claimed.language,
            now=now,
        )
