"""Invitations into rooms by somebody whom the network does not know: they wait for a coordinator's yes."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.models import Account, Conversation, InboxEvent, Standing
from storage.services import answering, coordinating, telling
from storage.services.rights import Right, may, require
from storage.services.rows import table_of
from storage.services.sending import saying
from storage.services.standing import Place, named, place_of
from storage.services.viewer import Viewer, viewer_for

MOST_ASKED = 3
"""So many of those who may decide are asked."""

MOST_A_DAY = 5
"""So many invitations of one stranger are asked about in 24 hours."""

OPEN, YES, NO = "open", "yes", "no"
_KEY = "invitation"
_table = table_of(Conversation)


class Decided(NamedTuple):
    """What was decided about an invitation; ``first``: just now."""

    place: Place
    answer: str
    first: bool


def is_known(session: Session, messenger: str, address: str) -> bool:
    """Whether an address belongs to somebody of the network."""
    person = select(Account.person_id).where(Account.messenger == messenger, Account.address == address)
    return session.scalar(person) is not None


def ask(session: Session, event_id: int, now: datetime, zone: tzinfo) -> None:
    """Ask those who may decide whether Kitt shall come; once per invitation."""
    event = session.execute(
        select(InboxEvent.conversation_id, InboxEvent.account_id, Conversation.state, Account.address)
        .join(Conversation, Conversation.id == InboxEvent.conversation_id)
        .join(Account, Account.id == InboxEvent.account_id)
        .where(InboxEvent.id == event_id)
    ).one()
    place = place_of(session, event.conversation_id)
    # What was decided stays, and whoever invites Kitt everywhere asks in vain.
    if place is None or _KEY in event.state or _asks_too_often(session, event.account_id, now):
        return
    _note(session, event.conversation_id, OPEN, event.account_id, standing=Standing.GONE)
    where = {"text": {"key": "place-named", "params": named(place)}}
    texts = [{"key": "invited-ask", "params": {"place": where, "by": event.address}}]
    options = [
        {
            "label": {"key": f"option-invited-{answer}", "params": {}},
            "step": "invited.decide",
            "data": {"conversation": event.conversation_id, "answer": answer},
        }
        for answer in (YES, NO)
    ]
    today = now.astimezone(zone).date()
    people = coordinating.in_turn(session, region_ids=[], today=today)
    able = [one for one in people if may(viewer_for(session, one, today=today), Right.BIND)]
    for person in able[:MOST_ASKED]:
        key = f"invited:{event_id}:{person}"
        payload = {"texts": texts, "options": options}
        telling.tell(session, person, payload, key=key, now=now, zone=zone)


def _asks_too_often(session: Session, account_id: int, now: datetime) -> bool:
    lately = select(func.count()).where(
        InboxEvent.account_id == account_id,
        InboxEvent.received_at > now - timedelta(days=1),
        InboxEvent.payload["kind"].as_string() == "invited",
    )
    return (session.scalar(lately) or 0) > MOST_A_DAY


def decide(
    session: Session, *, viewer: Viewer, conversation_id: int, answer: str, now: datetime
) -> Decided | None:
    """Let Kitt come or not, once; None if there is no such invitation.

    Raises:
        NotAllowedError: the viewer binds nothing to groups.
    """
    require(viewer, Right.BIND)
    state = session.scalar(
        select(Conversation.state).where(Conversation.id == conversation_id).with_for_update(key_share=True)
    )
    place = place_of(session, conversation_id)
    if place is None or not state or _KEY not in state:
        return None
    if state[_KEY] != OPEN:
        return Decided(place, str(state[_KEY]), first=False)
    answer = YES if answer == YES else NO
    by = int(state.get("by") or 0)
    _note(session, conversation_id, answer, by, standing=Standing.GONE)
    key = f"invited:{conversation_id}:{now.isoformat()}:told"
    answering.answer_account(session, by, saying(f"invited-{answer}"), key=key, now=now)
    return Decided(place, answer, first=True)


def decided(session: Session, messenger: str, address: str) -> str:
    """What was decided about an invitation to this address: "yes", "no", or "" as long as nothing is."""
    state = session.scalar(
        select(Conversation.state).where(Conversation.messenger == messenger, Conversation.address == address)
    )
    found = str((state or {}).get(_KEY) or "")
    return found if found in (YES, NO) else ""


def _note(session: Session, conversation_id: int, answer: str, by: int, *, standing: Standing) -> None:
    values = {"state": {_KEY: answer, "by": by}, "state_until": None, "standing": standing}
    session.execute(update(_table).where(_table.c.id == conversation_id).values(values))
