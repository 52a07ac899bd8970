"""A message of the outbox that a process has claimed: its parts marked, the rest put back or finished.

A claim is a promise for a time. ``owner`` and the number of attempts fence every change, so that a process
whose lease ran out cannot undo what its successor did. What a message says is forgotten as soon as it is not
needed any more; what its buttons do is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, literal_column, null, select, update
from sqlalchemy.orm import Session

from storage.models import OutboxKind, OutboxMessage, OutboxPart, OutboxState
from storage.queries.messages import IN_REACH, Reach
from storage.services.rows import change, insert_once, read, table_of

UNCERTAIN_TEXT = "answer-uncertain"
"""Said to whom an answer may not have reached."""

BLOCKED = "blocked"
"""Why a message is held back whose address does not want to be written to: there may be another one."""

NOTICE = "uncertain:"
"""How the dedupe keys of such notices begin."""

_message = table_of(OutboxMessage)
_part = table_of(OutboxPart)
_CLAIM = (
    _message.c.id == bindparam("message"),
    _message.c.state.in_([OutboxState.WAITING, OutboxState.CLAIMED]),
    _message.c.attempts == bindparam("tried"),
    func.coalesce(_message.c.claimed_by, "") == bindparam("holder"),
)
_OWN = (*_CLAIM[:1], _message.c.state == OutboxState.CLAIMED, *_CLAIM[2:])
_TAKE = (
    update(_message)
    .where(*_CLAIM)
    .values(
        state=OutboxState.CLAIMED,
        attempts=_message.c.attempts + 1,
        claimed_by=bindparam("owner"),
        lease_until=bindparam("until"),
    )
)
_EXTEND = update(_message).where(*_OWN).values(lease_until=bindparam("until"))
_RENEW = (
    update(_message)
    .where(
        _message.c.state == OutboxState.CLAIMED,
        _message.c.claimed_by == bindparam("owner"),
    )
    .values(lease_until=bindparam("until"))
)
_END = (
    update(_message)
    .where(
        _message.c.state == OutboxState.CLAIMED,
        _message.c.lease_until > bindparam("now"),
        _message.c.claimed_by.in_(bindparam("owners", expanding=True)),
        _message.c.conversation_id.in_(IN_REACH),
    )
    .values(lease_until=bindparam("now"))
)
_HOLDERS = (
    select(_message.c.claimed_by)
    .where(
        # Written out, so that the index over what is unfinished serves.
        _message.c.state.in_([literal_column("'waiting'"), literal_column("'claimed'")]),
        _message.c.lease_until > bindparam("now"),
        _message.c.conversation_id.in_(IN_REACH),
    )
    .distinct()
)
_PUT_BACK = (
    update(_message)
    .where(*_OWN)
    .values(
        state=OutboxState.WAITING,
        due_at=bindparam("due"),
        error=bindparam("code"),
        attempts=bindparam("counted"),
        claimed_by=null(),
        lease_until=null(),
    )
)
_PUT_OFF = (
    update(_message)
    .where(*_CLAIM)
    .values(
        state=OutboxState.WAITING, due_at=bindparam("due"), error="", claimed_by=null(), lease_until=null()
    )
)
_CLOSE = (
    update(_message)
    .where(*_CLAIM)
    .values(
        state=bindparam("final"),
        error=bindparam("code"),
        payload=bindparam("rest"),
        claimed_by=null(),
        lease_until=null(),
    )
)
_OF_PART = (_part.c.message_id == bindparam("message"), _part.c.number == bindparam("part"))
_BEGIN = update(_part).where(*_OF_PART).values(begun_at=bindparam("moment"))
_SENT = (
    update(_part)
    .where(*_OF_PART)
    .values(sent_at=bindparam("moment"), external_id=bindparam("external"), body=bindparam("empty"))
)
_EMPTY = update(_part).where(_part.c.message_id == bindparam("message")).values(body=bindparam("empty"))


class PartToSend(NamedTuple):
    """A rendered part that has not been sent."""

    number: int
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that ``owner`` may send until its lease ends.

    ``answers`` is the key of the event that it answers, which came at ``asked_at``; ``parts`` are those that
    have not been sent; ``edits`` is what the messenger calls the message whose place it takes, if any.
    ``private``: nobody reads along there when it is claimed.
    """

    id: int
    owner: str
    attempts: int
    dedupe_key: str
    conversation_id: int
    account_id: int | None
    inbox_event_id: int | None
    kind: OutboxKind
    payload: Mapping[str, Any]
    language: str
    messenger: str
    address: str
    answers: str
    parts: tuple[PartToSend, ...] = ()
    asked_at: datetime | None = None
    edits: str = ""
    private: bool = False


def take(session: Session, found: Claimed, *, owner: str, until: datetime) -> bool:
    """Claim a message that is still as it was found."""
    return change(session, _TAKE, {**_fence(found), "owner": owner, "until": until}) == 1


def begin(session: Session, claimed: Claimed, number: int, now: datetime) -> None:
    """Note that a part is about to be handed to a messenger which would not notice a repetition."""
    change(session, _BEGIN, {"message": claimed.id, "part": number, "moment": now})


def extend(session: Session, claimed: Claimed, until: datetime) -> bool:
    """Hold a message longer, before its next part; False if it belongs to another process by now."""
    return change(session, _EXTEND, {**_fence(claimed), "until": until}) == 1


def renew(session: Session, *, owner: str, until: datetime) -> None:
    """Hold longer what a process is sending: some sending takes its time."""
    change(session, _RENEW, {"owner": owner, "until": until})


def holders(session: Session, reach: Reach, now: datetime) -> list[str]:
    """The processes that hold messages in these conversations."""
    return list(read(session, _HOLDERS, {**reach.values, "now": now}).scalars())


def end_leases(session: Session, reach: Reach, owners: Sequence[str], now: datetime) -> int:
    """Give back what these processes hold in these conversations: they are known to be gone."""
    return change(session, _END, {**reach.values, "owners": list(owners), "now": now})


def part_sent(session: Session, claimed: Claimed, number: int, external_id: str, now: datetime) -> None:
    """Note that the messenger accepted a part and what it calls it; true whoever holds the message now."""
    change(
        session,
        _SENT,
        {"message": claimed.id, "part": number, "moment": now, "external": external_id[:255], "empty": {}},
    )


def put_back(
    session: Session, claimed: Claimed, *, number: int, due: datetime, code: str, counts: bool
) -> None:
    """Let a message wait for another try: its part ``number`` was not accepted.

    ``counts`` is False where the messenger only asked to wait, so that this is none of the tries.
    """
    attempts = claimed.attempts if counts else max(claimed.attempts - 1, 0)
    values = {**_fence(claimed), "due": due, "code": code, "counted": attempts}
    if change(session, _PUT_BACK, values):
        change(session, _BEGIN, {"message": claimed.id, "part": number, "moment": None})


def put_off(session: Session, found: Claimed, due: datetime) -> None:
    """Let a message wait that was not begun; others in its conversation go first."""
    change(session, _PUT_OFF, {**_fence(found), "due": due})


def close(session: Session, claimed: Claimed, state: OutboxState, code: str, *, now: datetime) -> bool:
    """Finish a message; False if it belongs to another process by now.

    Whoever asked is told once if it may not have arrived. What the message says is emptied, except that
    of one which answers nobody and did not surely arrive: a coordinator may want to send that again.
    """
    lost = state in (OutboxState.FAILED, OutboxState.UNCERTAIN) or code == BLOCKED
    keeps = lost and claimed.inbox_event_id is None
    rest = claimed.payload if keeps else what_buttons_do(claimed.payload)
    values = {**_fence(claimed), "final": state, "code": code[:60], "rest": rest}
    if change(session, _CLOSE, values) != 1:
        return False
    if not keeps and state is not OutboxState.SENT:
        change(session, _EMPTY, {"message": claimed.id, "empty": {}})
    if state is OutboxState.UNCERTAIN:
        _tell_that_uncertain(session, claimed, now)
    return True


def _tell_that_uncertain(session: Session, claimed: Claimed, now: datetime) -> None:
    if claimed.inbox_event_id is None or claimed.dedupe_key.startswith(NOTICE):
        return
    values = {
        "dedupe_key": f"{NOTICE}{claimed.id}",
        "conversation_id": claimed.conversation_id,
        "account_id": claimed.account_id,
        "inbox_event_id": claimed.inbox_event_id,
        "payload": saying(UNCERTAIN_TEXT),
        "language": claimed.language,
        "created_at": now,
        "due_at": now,
    }
    insert_once(session, OutboxMessage, values)


def saying(key: str) -> dict[str, Any]:
    """The payload of a message that says one text."""
    return {"texts": [{"key": key, "params": {}}], "options": []}


def what_buttons_do(payload: Mapping[str, Any]) -> dict[str, Any]:
    """What stays of a payload when what it says is forgotten."""
    options = [_what_it_does(option) for option in payload.get("options") or ()]
    return {"options": options} if options else {}


def _what_it_does(option: Mapping[str, Any]) -> dict[str, Any]:
    does = {"step": option["step"], "data": option.get("data") or {}}
    label = option.get("label")
    # A label that names nobody can be typed instead of its number.
    return {"label": label, **does} if label is not None and not label.get("params") else does


def _fence(claimed: Claimed) -> dict[str, Any]:
    return {"message": claimed.id, "tried": claimed.attempts, "holder": claimed.owner}
