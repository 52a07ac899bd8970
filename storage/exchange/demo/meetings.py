"""The demo's meetings: the forums and the focus group that are known of, and the next one of each group."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import (
    Group,
    Meeting,
    Membership,
    Nudge,
    NudgeKind,
    NudgeState,
    Occurrence,
    Record,
    RecordLink,
)
from storage.services import meetings
from storage.services.meetings import Plan

ZONE = "Europe/Berlin"
FORUM, FOCUS = "Entwicklungsforum", "Fokusgruppe 2"

PAST: tuple[tuple[str, str, datetime, int, str, str], ...] = (
    (FORUM, "1. Entwicklungsforum", datetime.fromisoformat("2016-10-12T10:00"), 300, "Magdeburg",
     ("Jede Region hat eine Farbe: Wer mit allen spricht, sammelt alle Punkte.\nDer Wohnort begleitet, der "
     "Arbeitsort kennt den Betrieb.\noffen: Wer ist wofür zuständig?")),
    (FORUM, "7. Entwicklungsforum", datetime.fromisoformat("2019-11-28T10:00"), 300, "Halle",
     ("Fallbeispiele zum Pendeln und zur Arbeitserlaubnis besprochen.\nAlle melden Neue im Team gleich.\n"
     "offen: Leitfaden zur Arbeitserlaubnis\noffen: Nächstes Forum im April vorbereiten")),
    (FORUM, "8. Entwicklungsforum", datetime.fromisoformat("2020-04-02T10:00"), 300, "Magdeburg", ""),
    (FOCUS, "1. Treffen der Fokusgruppe 2", datetime.fromisoformat("2020-11-05T10:00"), 120, "online",
     ("Kennenlernen. Wir fragen auch zwischen den Treffen: Wie nehmen wir Beschäftigte mit?\n"
     "offen: Werkzeug für den Austausch finden")),
    (FOCUS, "2. Treffen der Fokusgruppe 2", datetime.fromisoformat("2021-01-14T10:00"), 90, "online",
     "Kitt wird das Werkzeug.\noffen: Praxispartner:innen einladen"),
)  # fmt: skip
"""Group, title, start on the wall, minutes, place, what was agreed; days that are not known are invented."""

CAME = {"1. Entwicklungsforum": 38, "7. Entwicklungsforum": 41, "1. Treffen der Fokusgruppe 2": 14}
"""How many came; invented, but for the fourteen people of the focus group."""

LINKS = {"7. Entwicklungsforum": (("Fotos vom Zeitstrahl", "https://example.org/zeitstrahl"),)}

NEXT: tuple[tuple[str, str, int, str], ...] = (
    (FORUM, "Entwicklungsforum", 300, "Magdeburg"),
    (FOCUS, "Treffen der Fokusgruppe 2", 90, "online"),
)

AHEAD = 14
"""The next ones come this many days from now or a little later: Wednesday one, Thursday the other."""


def seed_meetings(session: Session, today: date) -> None:
    """Put in the past meetings once, and a next one for each group that has none to come."""
    now = datetime.combine(today, time(), UTC)
    groups = {name: number for number, name in session.execute(select(Group.id, Group.name))}
    for number, (group, title, start, minutes, place, notes) in enumerate(PAST):
        uid = f"demo-{number}@kitt.example.org"
        if group in groups and session.scalar(select(Meeting.id).where(Meeting.uid == uid)) is None:
            plan = Plan(title, start, minutes, ZONE, groups[group], place)
            made = meetings.add(session, plan, uid=uid, now=now)
            one = session.scalars(select(Occurrence).where(Occurrence.meeting_id == made)).one()
            one.notes, one.plan_at = notes, None
            session.add(Record(occurrence_id=one.id, revision=1, came=CAME.get(title)))
            for name, url in LINKS.get(title, ()):
                session.add(RecordLink(occurrence_id=one.id, title=name, url=url))
    for day, (group, title, minutes, place) in enumerate(NEXT):
        if group in groups and not _has_next(session, groups[group], now):
            start = datetime.combine(_weekday(today + timedelta(days=AHEAD), 2 + day), time(10))
            plan = Plan(title, start, minutes, ZONE, groups[group], place)
            uid = f"demo-{group.casefold().replace(' ', '-')}-{start:%Y%m%d}@kitt.example.org"
            _as_invited(session, meetings.add(session, plan, uid=uid, now=now), groups[group], now)
    session.flush()


def _as_invited(session: Session, meeting_id: int, group_id: int, now: datetime) -> None:
    """As if everybody had been invited when it was planned: nobody who tries Kitt is interrupted with it."""
    date_id = session.scalars(select(Occurrence.id).where(Occurrence.meeting_id == meeting_id)).one()
    people = session.scalars(select(Membership.person_id).where(Membership.group_id == group_id))
    session.add_all(
        Nudge(
            key=f"{date_id}:{number}:{NudgeKind.INVITED.value}:demo", kind=NudgeKind.INVITED,
            occurrence_id=date_id, person_id=number, wanted_at=now, due_at=now, created_at=now,
            state=NudgeState.DONE, done_at=now,
        )
        for number in people
    )  # fmt: skip


def _has_next(session: Session, group_id: int, now: datetime) -> bool:
    query = select(Occurrence.id).join(Meeting, Meeting.id == Occurrence.meeting_id)
    query = query.where(Meeting.group_id == group_id, Occurrence.ends_at > now)
    return session.scalar(query.limit(1)) is not None


def _weekday(day: date, wanted: int) -> date:
    """The first day from this one on that is this day of the week (Monday is 0)."""
    return day + timedelta(days=(wanted - day.weekday()) % 7)
