"""What becomes of a message whose part a messenger did not take: again later, or given up."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from random import Random
from typing import NamedTuple

from bot.ports import SendError
from storage.models import OutboxState
from storage.services import numbering, sending, sharing, standing, telling
from storage.services.sending import Claimed
from storage.session import Session

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)
GROWTH = 4
"""The pause after the first try, the longest one, how fast they grow: ten tries take two to four hours."""


class Again(NamedTuple):
    """Try again at ``due``; ``counts`` is False where the messenger only asked to wait."""

    due: datetime
    code: str
    counts: bool


class GivenUp(NamedTuple):
    """Not to be tried again."""

    state: OutboxState
    code: str


def consequence(
    error: SendError, *, idempotent: bool, tries: int, most_tries: int, now: datetime, random: Random
) -> Again | GivenUp:
    """What follows from a refusal, after ``tries`` tries.

    A part of unknown outcome may only be sent again where the messenger drops repetitions.
    """
    if error.permanent:
        return GivenUp(OutboxState.FAILED, error.code)
    if error.unknown and not idempotent:
        return GivenUp(OutboxState.UNCERTAIN, error.code)
    if error.retry_after is not None:
        return Again(now + error.retry_after, error.code, counts=False)
    if tries >= most_tries:
        return GivenUp(OutboxState.UNCERTAIN if error.unknown else OutboxState.FAILED, error.code)
    return Again(now + pause(tries, random), error.code, counts=True)


def pause(tries: int, random: Random) -> timedelta:
    """How long to wait after so many tries: longer each time, and spread over the upper half."""
    growth: int = GROWTH ** min(tries - 1, 10)
    return min(FIRST_PAUSE * growth, LONGEST_PAUSE) * (0.5 + random.random() / 2)


def write(
    session: Session, claimed: Claimed, number: int, then: Again | GivenUp, now: datetime, zone: tzinfo
) -> None:
    """Note the consequence for a message whose part ``number`` was refused; ``zone``: that of quiet hours."""
    if isinstance(then, GivenUp):
        numbering.hold(session, claimed)
        closed = sending.close(session, claimed, then.state, then.code, now=now)
        if closed and then.state is OutboxState.UNCERTAIN:
            numbering.note(session, claimed, now, sure=False)
        if closed and then.state is OutboxState.FAILED:
            telling.undeliverable(session, claimed.id, now)
            if then.code == sharing.NOT_PRIVATE:
                sharing.shared(session, claimed.conversation_id, now)
            if then.code in standing.CODES:
                telling.answer_in_private(session, claimed, now)
                standing.stands(session, claimed.conversation_id, standing.CODES[then.code], now, zone)
    else:
        sending.put_back(session, claimed, number=number, due=then.due, code=then.code, counts=then.counts)
