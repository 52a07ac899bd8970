"""Nudges that are due become messages of the outbox: in batches, each one transaction of few statements.

Who must not get one any more, does not: whoever left, asked to be deleted, muted Kitt, is not invited any
more, or said no. What comes late still comes, saying so, unless the meeting has begun: then the coordinators
are told once that it was missed. Of several reminders of one date that are late only the last one comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import Row, literal_column, select, update
from sqlalchemy.orm import Session

from storage.models import Answer, MeetingState, Nudge, NudgeKind, NudgeState, OutboxMessage
from storage.services import invited_texts, nudge_facts, nudge_texts, outbox, quiet
from storage.services.nudge_facts import Facts
from storage.services.rows import insert_many, table_of

BATCH = 500
"""How many nudges one transaction turns into messages."""

LATE = timedelta(minutes=10)
"""From when on a nudge says that it is late."""

AGAIN = timedelta(hours=6)
"""How often it is looked whether somebody who has muted Kitt may hear what is new of a meeting."""

_nudge = table_of(Nudge)
_NEWS = (NudgeKind.CHANGED, NudgeKind.CANCELLED)
_ASKED = (NudgeKind.AGENDA, NudgeKind.NOTES)
"""What coordinators are asked for, in the group or not."""
_MISSED = (NudgeKind.REMINDER, *_NEWS)
"""What coordinators are told of if it could not come in time."""

Probe = Callable[[str], None]
"""Told where a batch stands; tests end the process there."""


class Done(NamedTuple):
    """What became of a batch: how many nudges there were, how many messages, how many came too late."""

    found: int = 0
    sent: int = 0
    missed: int = 0


def any_due(session: Session, now: datetime) -> bool:
    """Whether a nudge is due; only reads, along the index."""
    return session.scalar(_DUE.with_only_columns(Nudge.id).where(Nudge.due_at <= now).limit(1)) is not None


# Written out, so that the index over what waits serves.
_DUE = select(Nudge).where(Nudge.state == literal_column("'waiting'"))


def due(
    session: Session,
    now: datetime,
    *,
    zone: tzinfo,
    language: str = "de",
    most: int = BATCH,
    only: int | None = None,
    probe: Probe = lambda _: None,
) -> Done:
    """Put the first ``most`` nudges that are due into the outbox, or ``only`` one.

    ``language``: of who has chosen none.

    Rows that another process has in its hands are left to it (PostgreSQL).
    """
    probe("begun")
    rows = _claimed(session, now, most, only)
    if not rows:
        return Done()
    probe("claimed")
    facts = nudge_facts.read(session, rows, now=now, zone=zone, language=language)
    verdicts = [(row, *_verdict(row, facts, now, zone)) for row in rows]
    probe("judged")
    said = [row for row, state, *_ in verdicts if state is NudgeState.DONE]
    messages = _messages(session, said, facts, now)
    insert_many(session, OutboxMessage, messages)
    probe("written")
    _finish(session, verdicts, now)
    probe("finished")
    missed = {row.occurrence_id for row, _, why, _ in verdicts if why == "late" and row.kind in _MISSED}
    _tell_of_missed(session, [number for number in missed if number is not None], facts, now, zone)
    probe("told")
    return Done(len(rows), len(messages), sum(1 for *_, why, _ in verdicts if why == "late"))


def first_due(session: Session, now: datetime) -> Sequence[int]:
    """The numbers of what ``due`` would take next."""
    query = _DUE.with_only_columns(Nudge.id).where(Nudge.due_at <= now).order_by(Nudge.due_at, Nudge.id)
    return session.scalars(query.limit(BATCH)).all()


def give_up(session: Session, nudge_id: int, now: datetime) -> None:
    """Drop a nudge that cannot be said, so that no other waits behind it for ever."""
    waits = (_nudge.c.id == nudge_id, _nudge.c.state == NudgeState.WAITING)
    given = {"state": NudgeState.DROPPED, "reason": "crashed", "done_at": now}
    session.connection().execute(update(_nudge).where(*waits).values(**given))


def _claimed(session: Session, now: datetime, most: int, only: int | None) -> Sequence[Any]:
    columns = (
        Nudge.id, Nudge.key, Nudge.kind, Nudge.occurrence_id, Nudge.person_id, Nudge.due_at, Nudge.not_after,
        Nudge.text,
    )  # fmt: skip
    query = _DUE.with_only_columns(*columns).where(Nudge.due_at <= now).order_by(Nudge.due_at, Nudge.id)
    if only is not None:
        query = query.where(Nudge.id == only)
    return session.execute(query.limit(most).with_for_update(skip_locked=True)).all()


Verdict = tuple[NudgeState, str, datetime | None]
"""What a nudge becomes, why, and when it comes if it waits on."""


def _verdict(row: Row[Any], facts: Facts, now: datetime, zone: tzinfo) -> Verdict:
    if (until := _told_after_all(row, facts, now)) is not None:
        return NudgeState.WAITING, "", until
    if why := _unwanted(row, facts):
        # Who cannot be invited now may be later.
        invitation = row.kind is NudgeKind.INVITED
        return NudgeState.SUPERSEDED if invitation else NudgeState.DROPPED, why, None
    if (
        row.kind is NudgeKind.REMINDER
        and facts.newest.get((row.occurrence_id, row.person_id), row.id) != row.id
    ):
        return NudgeState.SUPERSEDED, "newer", None
    if row.not_after is not None and now >= row.not_after:
        return NudgeState.DROPPED, "late", None
    return (NudgeState.DONE, "", None) if row.kind is NudgeKind.OWN else _in_time(row, facts, now, zone)


def _in_time(row: Row[Any], facts: Facts, now: datetime, zone: tzinfo) -> Verdict:
    free = quiet.free_from(facts.people[row.person_id].quiet, now, zone)
    if free > now:
        too_late = row.not_after is not None and free >= row.not_after
        return (NudgeState.DROPPED, "late", None) if too_late else (NudgeState.WAITING, "", free)
    return NudgeState.DONE, "", None


def _told_after_all(row: Row[Any], facts: Facts, now: datetime) -> datetime | None:
    """When to look again at news for somebody who has muted Kitt; None unless that ends before the meeting.

    They may end it earlier.
    """
    who = facts.people.get(row.person_id)
    until = who.muted_until if who is not None and row.kind in _NEWS else None
    if until is None or row.not_after is None or until >= row.not_after or now >= row.not_after:
        return None
    return min(until, now + AGAIN)


def _unwanted(row: Row[Any], facts: Facts) -> str:
    """Why somebody must not get a nudge any more, as a constant; empty if they may."""
    who = facts.people.get(row.person_id)
    if who is None:
        return "left"
    if who.muted_until is not None and row.kind is not NudgeKind.OWN:
        return "muted"
    if row.person_id not in facts.addresses:
        return "unreached"
    return "" if row.occurrence_id is None else _unwanted_of_date(row, facts)


def _unwanted_of_date(row: Row[Any], facts: Facts) -> str:
    date = facts.dates[row.occurrence_id]
    asked = row.kind in _ASKED and row.person_id in facts.coordinators[date.meeting_id]
    if row.person_id not in facts.invited[date.meeting_id] and not asked:
        return "outside"
    if date.state is MeetingState.CANCELLED and row.kind is not NudgeKind.CANCELLED:
        return "cancelled"
    answer = facts.answers.get((row.occurrence_id, row.person_id))
    if answer is Answer.NO and row.kind in (NudgeKind.REMINDER, NudgeKind.RSVP):
        return "no"
    return "answered" if answer is not None and row.kind is NudgeKind.RSVP else ""


def _messages(
    session: Session, rows: Sequence[Row[Any]], facts: Facts, now: datetime
) -> list[dict[str, Any]]:
    """The messages of nudges: one each, but of several invitations of somebody, one that lists them."""
    files = invited_texts.files(session, rows, facts)
    lists = invited_texts.several(rows)
    listed = {row.id for some in lists for row in some}
    messages = [
        _message(row, invited_texts.payload(row, facts, files, late=now - row.due_at > LATE), facts, now)
        for row in rows
        if row.id not in listed
    ]
    for some in lists:
        latest = max(some, key=lambda row: row.not_after)
        messages.append(_message(latest, invited_texts.list_payload(some, facts), facts, now))
    return messages


def _message(row: Row[Any], payload: dict[str, Any], facts: Facts, now: datetime) -> dict[str, Any]:
    address = facts.addresses[row.person_id]
    who = facts.people[row.person_id]
    if row.kind is not NudgeKind.OWN:
        payload[outbox.MEANT_FOR] = row.person_id
    return {
        "dedupe_key": f"nudge:{row.key}",
        "conversation_id": address.conversation_id,
        "account_id": address.account_id,
        "payload": payload,
        "language": who.language,
        "created_at": now,
        "due_at": now,
        "not_after": row.not_after,
    }


def _finish(
    session: Session, verdicts: Iterable[tuple[Row[Any], NudgeState, str, Any]], now: datetime
) -> None:
    """Mark what became of each; a statement for all that ended alike."""
    alike: dict[tuple[NudgeState, str, Any], list[int]] = {}
    for row, state, why, later in verdicts:
        alike.setdefault((state, why, later), []).append(row.id)
    for (state, why, later), ids in alike.items():
        values: dict[str, Any] = {"state": state, "reason": why}
        values |= {"due_at": later} if state is NudgeState.WAITING else {"done_at": now}
        if state not in (NudgeState.WAITING, NudgeState.DONE):
            values["text"] = ""  # never to be said; what was, may be wanted once more (``keeping``)
        session.connection().execute(update(_nudge).where(_nudge.c.id.in_(ids)).values(**values))


def _tell_of_missed(
    session: Session, occurrences: Sequence[int], facts: Facts, now: datetime, zone: tzinfo
) -> None:
    """Let those who coordinate a date know, once, that not everybody was told in time."""
    for number in sorted(occurrences):
        for person_id in sorted(facts.coordinators.get(facts.dates[number].meeting_id, ())):
            nudge_texts.tell_missed(session, facts, number, person_id, now=now, zone=zone)
