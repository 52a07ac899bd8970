"""What people want to be reminded of, and when groups and people are reminded of meetings.

What somebody asked for themselves comes at the time that they said, muted or not, in quiet hours too: it is
an answer, and no idea of Kitt's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Group, MeetingState, Nudge, NudgeKind, NudgeState, Preference
from storage.services import attendance, audit, preferences
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, require
from storage.services.rows import insert_once
from storage.services.version import touch_wishes
from storage.services.viewer import Viewer
from storage.services.wanted_nudges import EARLIEST, REMINDERS

LONGEST_TEXT = 500
MOST_WAITING = 100
"""Reminders of one's own that one person may have at a time."""

MOST_LEADS = 5
"""Reminders of one meeting, at most."""

FURTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Own:
    """A reminder of somebody's own; ``occurrence_id`` None: of free text only."""

    id: int
    due_at: datetime
    text: str
    occurrence_id: int | None


def remind_me(
    session: Session,
    *,
    viewer: Viewer,
    at: datetime,
    text: str = "",
    occurrence_id: int | None = None,
    now: datetime,
) -> int | None:
    """Remind the viewer of something, or of a date, at a time; None if they will be already.

    Raises:
        NotAllowedError: a guest, where others read along, or a date that the viewer may not see.
        RefusedError: neither text nor date (NAME), TOO_LONG, a time that is past (OVER) or years away (DAYS),
            or too many (USED).
    """
    require(viewer, Right.ATTEND)
    person_id = _alone(viewer)
    text = text.strip()
    if occurrence_id is not None:
        attendance.seen(session, viewer=viewer, occurrence_id=occurrence_id)
    _check(session, person_id, at, text, occurrence_id, now)
    said = hashlib.sha256(text.encode()).hexdigest()[:16]  # the key is kept longer than the text
    key = f"own:{occurrence_id or ''}:{person_id}:{at:%Y-%m-%dT%H:%M:%S}:{said}"
    values = {
        "key": key, "kind": NudgeKind.OWN, "occurrence_id": occurrence_id, "person_id": person_id,
        "wanted_at": at, "due_at": at, "text": text, "created_at": now,
    }  # fmt: skip
    return insert_once(session, Nudge, values)


def snooze(session: Session, *, viewer: Viewer, nudge_id: int, until: datetime, now: datetime) -> int | None:
    """Be told once more of what one was told; None if that was wanted before and has been put off only.

    Raises:
        NotAllowedError: it was not for the viewer.
        RefusedError: as ``remind_me``; GONE if it is not known any more what it was about, OVER if its
            meeting has begun by then or is called off.
    """
    require(viewer, Right.ATTEND)
    person_id = _alone(viewer)
    told = session.get(Nudge, nudge_id)
    if told is None or told.person_id != person_id:
        raise NotAllowedError
    if told.occurrence_id is None and not told.text:
        raise RefusedError(Reason.GONE)
    if told.occurrence_id is not None:
        one, _ = attendance.seen(session, viewer=viewer, occurrence_id=told.occurrence_id)
        if until >= one.starts_at or one.state is MeetingState.CANCELLED:
            raise RefusedError(Reason.OVER)
    _check(session, person_id, until, told.text, told.occurrence_id, now)
    once, again = _snoozed(nudge_id), _snoozed(nudge_id, until)
    values: dict[str, object] = {"wanted_at": until, "due_at": until}
    waits = (Nudge.key.in_((once, again)), Nudge.state == NudgeState.WAITING)
    if getattr(session.execute(update(Nudge).where(*waits).values(**values)), "rowcount", 0):
        return None
    values |= {
        "kind": NudgeKind.OWN, "occurrence_id": told.occurrence_id, "person_id": person_id,
        "text": told.text, "created_at": now,
    }  # fmt: skip
    first = insert_once(session, Nudge, {"key": once, **values})
    return first or insert_once(session, Nudge, {"key": again, **values})


def _snoozed(nudge_id: int, until: datetime | None = None) -> str:
    """What makes it one; the second time, after the first was said, with its moment."""
    return f"snooze:{nudge_id}" if until is None else f"snooze:{nudge_id}:{until:%Y-%m-%dT%H:%M:%S}"


def own_reminders(session: Session, *, viewer: Viewer) -> list[Own]:
    """What the viewer will be reminded of, by time.

    Raises:
        NotAllowedError: a guest, or others read along.
    """
    require(viewer, Right.ATTEND)
    query = select(Nudge).where(*_waiting(_alone(viewer))).order_by(Nudge.due_at, Nudge.id)
    return [Own(row.id, row.due_at, row.text, row.occurrence_id) for row in session.scalars(query)]


def forget_reminder(session: Session, *, viewer: Viewer, nudge_id: int, now: datetime) -> bool:
    """Strike a reminder of one's own; False if there is none such (any more).

    Raises:
        NotAllowedError: a guest, or others read along.
    """
    require(viewer, Right.ATTEND)
    mine = (Nudge.id == nudge_id, *_waiting(_alone(viewer)))
    struck = session.execute(
        update(Nudge).where(*mine).values(state=NudgeState.DROPPED, reason="struck", text="", done_at=now)
    )
    return bool(getattr(struck, "rowcount", 0))


def remind_before(session: Session, *, viewer: Viewer, minutes: Sequence[int] | None) -> None:
    """When the viewer is reminded of meetings; empty: never, None: as their groups have it.

    Raises:
        NotAllowedError: a guest.
        RefusedError: too many, too early or after the start (DAYS).
    """
    require(viewer, Right.SETTINGS)
    preferences.put(session, viewer=viewer, reminders=_leads(minutes))


def show_times_in(session: Session, *, viewer: Viewer, zone: str | None) -> None:
    """In which zone times are shown to the viewer; None: in that of the meeting.

    Raises:
        NotAllowedError: a guest.
        RefusedError: no such zone (NAME).
    """
    require(viewer, Right.SETTINGS)
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise RefusedError(Reason.NAME) from error
    preferences.put(session, viewer=viewer, zone=zone)


def zone_for(session: Session, *, viewer: Viewer) -> str | None:
    """In which zone times are shown to the viewer; None: in that of the meeting, as where others read along.

    Raises:
        NotAllowedError: a guest.
    """
    require(viewer, Right.ATTEND)
    if viewer.in_group:
        return None
    return session.scalar(select(Preference.zone).where(Preference.person_id == viewer.person_id))


def remind_group_before(
    session: Session, *, viewer: Viewer, group_id: int, minutes: Sequence[int] | None, now: datetime
) -> None:
    """When the people of a group are reminded of its meetings, if they set nothing else; None: as usual.

    Raises:
        NotAllowedError: the group is none of the viewer's.
        RefusedError: the group is gone (GONE), or as ``remind_before``.
    """
    require(viewer, Right.PLAN_MEETINGS, group_id=group_id)
    group = session.get(Group, group_id, with_for_update={"key_share": True})
    if group is None:
        raise RefusedError(Reason.GONE)
    group.reminders = _leads(minutes)
    session.flush()
    touch_wishes(session)
    audit.note(session, viewer, "group.reminders", now, subject="group", subject_id=group_id)


def reminders_for(session: Session, *, viewer: Viewer, group_id: int | None) -> Sequence[int]:
    """When the viewer is reminded of a group's meetings, in minutes before the start.

    Raises:
        NotAllowedError: a guest.
    """
    require(viewer, Right.ATTEND)
    own = session.scalar(select(Preference.reminders).where(Preference.person_id == viewer.person_id))
    usual = session.scalar(select(Group.reminders).where(Group.id == group_id))
    return next((leads for leads in (own, usual) if leads is not None), REMINDERS)


def own_leads(session: Session, *, viewer: Viewer) -> Sequence[int] | None:
    """When the viewer wants to be reminded of meetings, in minutes before; None: as their groups have it.

    Raises:
        NotAllowedError: a guest.
    """
    require(viewer, Right.ATTEND)
    return session.scalar(select(Preference.reminders).where(Preference.person_id == viewer.person_id))


def leads_of_group(session: Session, *, viewer: Viewer, group_id: int) -> Sequence[int]:
    """When the people of a group are reminded of its meetings, if they set nothing else.

    Raises:
        NotAllowedError: a guest.
    """
    require(viewer, Right.ATTEND)
    usual = session.scalar(select(Group.reminders).where(Group.id == group_id))
    return REMINDERS if usual is None else usual


def _leads(minutes: Sequence[int] | None) -> list[int] | None:
    if minutes is None:
        return None
    leads = sorted(set(minutes), reverse=True)
    if len(leads) > MOST_LEADS or any(not 0 < lead <= EARLIEST for lead in leads):
        raise RefusedError(Reason.DAYS)
    return leads


def _check(
    session: Session, person_id: int, at: datetime, text: str, occurrence_id: int | None, now: datetime
) -> None:
    if not text and occurrence_id is None:
        raise RefusedError(Reason.NAME)
    if len(text) > LONGEST_TEXT:
        raise RefusedError(Reason.TOO_LONG, longest=str(LONGEST_TEXT))
    if at <= now:
        raise RefusedError(Reason.OVER)
    if at > now + FURTHEST:
        raise RefusedError(Reason.DAYS)
    waiting = session.scalars(select(Nudge.id).where(*_waiting(person_id)).limit(MOST_WAITING)).all()
    if len(waiting) >= MOST_WAITING:
        raise RefusedError(Reason.USED)


def _waiting(person_id: int) -> tuple[ColumnElement[bool], ...]:
    return (Nudge.person_id == person_id, Nudge.kind == NudgeKind.OWN, Nudge.state == NudgeState.WAITING)


def _alone(viewer: Viewer) -> int:
    if viewer.person_id is None or viewer.in_group:
        raise NotAllowedError
    return viewer.person_id
