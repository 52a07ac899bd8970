"""A request for a human on its way: to whose turn it is, and back to whoever asked; for turns and clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from dialogs.turn import Option, Reply, Turn, say
from storage.services import handing_on, help_requests
from storage.services.help_requests import Request
from storage.services.own_data import person_of
from storage.services.telling import Kind, tell
from storage.session import Session


def hand_on(session: Session, number: int, *, now: datetime, today: date, zone: tzinfo) -> bool:
    """Ask the next coordinator who is in for a request; False if nobody is to be asked, or can be now.

    The request is held meanwhile, so that of two processes only one asks.
    """
    if not handing_on.is_due(session, number, now):
        return False
    request = help_requests.request_of(session, handing_on.contents(session, number))
    for person in handing_on.candidates(session, number, today):
        if not handing_on.in_hours(session, person, now, zone):
            continue
        # Each time it is handed on is another message; each is one.
        if _ask(session, request, person, now.isoformat(), now, zone):
            handing_on.take_turn(session, number, person, now)
            return True
    return False


def _ask(session: Session, request: Request, person: int, when: str, now: datetime, zone: tzinfo) -> bool:
    payload = _for_coordinator(request, request.message).as_json()
    key = f"help:{request.id}:{when}"
    return tell(session, person, payload, key=key, now=now, zone=zone, kind=Kind.REQUEST)


def tell_coordinator(turn: Turn, number: int, person: int, text: str) -> bool:
    """Give what somebody answered to the coordinator who has the request."""
    request = help_requests.request_of(turn.session, handing_on.contents(turn.session, number))
    return tell(
        turn.session,
        person,
        _for_coordinator(request, text, "relay-more").as_json(),
        key=f"help:{number}:reply:{turn.now.isoformat()}",
        now=turn.now,
        zone=turn.network.zone,
        kind=Kind.ANSWER,
    )


def tell_asker(turn: Turn, request: Request, payload: Mapping[str, Any], what: str) -> bool:
    """Tell whoever asked: a member where they prefer it, a guest where they wrote."""
    key = f"help:{request.id}:{what}:{turn.now.isoformat()}"
    person = person_of(turn.session, request.account_id)
    if person is None or request.is_guest:
        return handing_on.tell_account(
            turn.session, request.account_id, payload, key=key, now=turn.now, language=turn.language
        )
    return tell(
        turn.session, person, payload, key=key, now=turn.now, zone=turn.network.zone, kind=Kind.ANSWER
    )


def _for_coordinator(request: Request, message: str, key: str = "relay-request") -> Reply:
    data = {"request": request.id}
    return Reply(
        (
            say(
                key,
                name=request.name,
                isguest="yes" if request.is_guest else "no",
                message=message,
            ),
        ),
        (
            Option(say("option-relay-answer"), "relaying.answer", data),
            Option(say("option-relay-done"), "relaying.done", data),
        ),
    )
