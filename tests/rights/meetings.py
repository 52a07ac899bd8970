"""Meetings of both groups, with what only some may see of them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from storage.models import Answer, Attendance, Meeting, Nudge, NudgeKind, Occurrence
from tests.factories import NOW
from tests.rights.marks import Secret, Speaker, nobody, those_responsible

MEETING, DATE, NUDGE = 9_400_001, 9_410_001, 9_420_001


def in_north(who: Speaker, _in_group: bool) -> bool:
    """Who is invited to the first group's meetings, and administrators."""
    return who.rank == 3 or (who.rank >= 1 and not who.reach)


def in_south(who: Speaker, _in_group: bool) -> bool:
    """The same of the second group."""
    return who.rank == 3 or who.reach == 1


def plant_meetings(session: Session, *, group: int, person: int) -> list[Secret]:
    """One meeting for each of two groups; somebody of the first comes, with a remark, and has a reminder."""
    secrets = []
    for n, (ending, sees) in enumerate((("nord", in_north), ("süd", in_south))):
        starts = NOW + timedelta(days=3 + n)
        session.add(
            Meeting(
                id=MEETING + n, uid=f"uidquux{n}", group_id=group + n, title=f"Trefferquux{ending}",
                place=f"Saalquast{ending}", link=f"https://example.org/linkquork{ending}",
                zone="Europe/Berlin", starts_wall=starts.replace(tzinfo=None), minutes=90,
                created_at=NOW, updated_at=NOW,
            )
        )  # fmt: skip
        session.flush()
        session.add(
            Occurrence(
                id=DATE + n, meeting_id=MEETING + n, recurrence_id=starts.replace(tzinfo=None),
                starts_wall=starts.replace(tzinfo=None), minutes=90, starts_at=starts,
                ends_at=starts + timedelta(minutes=90), timed_at=NOW,
            )
        )  # fmt: skip
        marks = (f"Trefferquux{ending}", f"Saalquast{ending}", f"linkquork{ending}", str(DATE + n))
        secrets += [Secret("meeting", mark, sees) for mark in marks]
    session.flush()
    session.add(
        Attendance(
            occurrence_id=DATE, person_id=person, answer=Answer.YES, comment="Bemerkquark", answered_at=NOW
        )
    )
    session.add(
        Nudge(
            id=NUDGE, key="own:quux", kind=NudgeKind.OWN, person_id=person, wanted_at=NOW + timedelta(days=9),
            due_at=NOW + timedelta(days=9), text="Erinnerquork", created_at=NOW,
        )
    )  # fmt: skip
    session.flush()
    return [
        *secrets,
        Secret("remark of somebody", "Bemerkquark", those_responsible),
        *(Secret("reminder of somebody", mark, nobody) for mark in ("Erinnerquork", str(NUDGE))),
    ]
