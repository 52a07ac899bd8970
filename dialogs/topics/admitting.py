"""Coordinators decide who asked to be let in: each request once, whoever is first."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from dialogs.registry import COORDINATORS, step
from dialogs.topics.gate import ENTER_CODE, HELP
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.errors import UnknownReferenceError
from storage.services import access, handing_on, waiting_room
from storage.services.access import Asked
from storage.services.answering import answer_account
from storage.services.joining import Candidate
from storage.services.telling import tell
from storage.services.viewer import viewer_for
from storage.session import Session

STEP = "admitting.decide"
MOST_ALIKE = 3


def request_message(session: Session, today: date, person_id: int, request_id: int) -> Reply:
    """What somebody who may decide is told of a request."""
    decider = viewer_for(session, person_id, today=today)
    asked = access.request(session, viewer=decider, request_id=request_id)
    alike = access.candidates_of(session, viewer=decider, request_id=request_id, today=today)
    options = [
        Option(
            _known(one, today),
            STEP,
            {"request": request_id, "grant": "yes", "person": one.id},
        )
        for one in alike[:MOST_ALIKE]
    ]
    label = say("option-let-in-new") if options else say("option-let-in")
    options.append(Option(label, STEP, {"request": request_id, "grant": "yes"}))
    options.append(Option(say("option-not-in"), STEP, {"request": request_id, "grant": "no"}))
    return Reply((_line(asked), say("access-check")), tuple(options))


def _known(one: Candidate, today: date) -> Text:
    if one.left_on is None:
        return say("option-let-in-as", name=one.name, about=one.organisation)
    left: Param = {"date": one.left_on.isoformat(), "style": "short", "today": today.isoformat()}
    return say("option-let-in-left", name=one.name, day=left)


def ask_again(session: Session, number: int, *, now: datetime, today: date, zone: tzinfo) -> bool:
    """Ask once more those who may decide about a request; False if it is not due, or nobody can be asked now.

    The request is held meanwhile, so that of two processes only one asks.
    """
    time = waiting_room.hold(session, number, now)
    if not time:
        return False
    days = waiting_room.days_waited(session, number, now)
    for people in waiting_room.whom(session, number, time, today):
        there = [one for one in people if handing_on.in_hours(session, one, now, zone)]
        told = [_remind(session, number, one, time, days, now, today, zone) for one in there]
        if any(told):
            waiting_room.asked_again(session, number, time, now)
            return True
    return False


def _remind(
    session: Session, number: int, person: int, time: int, days: int, now: datetime, today: date, zone: tzinfo
) -> bool:
    message = request_message(session, today, person, number)
    texts = (say("access-waits", days=days), *message.texts)
    payload = Reply(texts, message.options).as_json()
    return tell(session, person, payload, key=f"access:{number}:again{time}:{person}", now=now, zone=zone)


def waiting(turn: Turn) -> Reply | None:
    """Who waits to be let in; None if nobody does."""
    found = access.open_requests(turn.session, viewer=turn.viewer)
    if not found:
        return None
    options = tuple(
        Option(say("label", label=one.name), "admitting.show", {"request": one.id}) for one in found
    )
    return Reply((say("access-list", count=len(found)),), options)


@step("admitting.show", roles=COORDINATORS)
def show(turn: Turn) -> Reply:
    """One request with its buttons, or what became of it."""
    if elsewhere := private_instead(turn):
        return elsewhere
    request = int(turn.data.get("request") or 0)
    asked = access.request(turn.session, viewer=turn.viewer, request_id=request)
    if asked.state != "open":
        return Reply((_decided(asked),))
    return request_message(turn.session, turn.today, turn.viewer.person_id or 0, request)


@step(STEP, roles=COORDINATORS)
def decide(turn: Turn) -> Reply:
    """Let somebody in or not; who is second learns what was decided."""
    if elsewhere := private_instead(turn):
        return elsewhere
    request, person = int(turn.data.get("request") or 0), int(turn.data.get("person") or 0)
    grant = turn.data.get("grant") == "yes"
    try:
        done = access.decide(
            turn.session, viewer=turn.viewer, request_id=request, grant=grant, person_id=person or None,
            now=turn.now, today=turn.today,
        )  # fmt: skip
    except UnknownReferenceError:
        again = request_message(turn.session, turn.today, turn.viewer.person_id or 0, request)
        return Reply((say("access-taken"), *again.texts), again.options)
    asked = access.request(turn.session, viewer=turn.viewer, request_id=request)
    if not done:
        return Reply((_decided(asked),), state=State())
    told = answer_account(
        turn.session, asked.account_id, _answer(grant).as_json(), key=f"access:{request}:told", now=turn.now,
        default_language=turn.language,
    )  # fmt: skip
    key = "access-let-in" if grant else "access-declined"
    return Reply((say(key, name=asked.name, told="yes" if told else "no"),), state=State())


def _answer(grant: bool) -> Reply:
    """What the guest is told."""
    if grant:
        return Reply((say("access-granted"),), (HELP,))
    return Reply((say("access-refused"),), (ENTER_CODE,))


def _line(asked: Asked) -> Text:
    about: list[Param] = [part for part in (asked.organisation, asked.region) if part]
    return say("access-request", name=asked.name, about={"list": about, "style": "dots"})


def _decided(asked: Asked) -> Text:
    return say("access-decided", name=asked.name, state=asked.state.value, by=asked.decided_by)
