"""What else happens in a year: asked again later, reminders of one's own, series moved and called off."""

from __future__ import annotations

from datetime import datetime
from random import Random

from sqlalchemy import select

from storage.models import Answer, Meeting
from storage.services import attendance, meetings, reminders
from tests.storage.meetings.oracle import DAY, MINUTE, Meet, Oracle, to_utc
from tests.storage.meetings.scene import Scene

ENDING = "Werkstatt"
"""The series that may be called off."""

MOVING = ("Jour fixe", "Runde")
"""Those that may be moved as a whole."""


class Deeds:
    """Told to Kitt and to the oracle alike; each says whether it happened."""

    play: Scene
    dice: Random
    oracle: Oracle
    ids: list[int]

    def _soon(self, now: datetime) -> int | None:
        raise NotImplementedError

    def _somebody(self) -> str:
        raise NotImplementedError

    def _again(self, now: datetime) -> int:
        """Perhaps, and ask me again."""
        number, name = self._soon(now), self._somebody()
        if number is None or self.oracle.meets[number].group not in self.oracle.people[name].groups:
            return 0
        at = now + self.dice.choice([4, 100, 400, 2000]) * 15 * MINUTE
        with self.play.store.write() as session:
            attendance.answer(
                session, viewer=self.play.viewer(session, name), occurrence_id=self.ids[number],
                answer=Answer.MAYBE, ask_again_at=at, now=now,
            )  # fmt: skip
        self.oracle.meets[number].answers[name] = "maybe"
        self.oracle.meets[number].again[name] = at
        return 1

    def _own(self, now: datetime) -> int:
        """A reminder of something else."""
        name, what = self._somebody(), f"Kuchen {now}"
        at = now + self.dice.choice([1, 30, 300, 5000]) * 15 * MINUTE
        with self.play.store.write() as session:
            reminders.remind_me(session, viewer=self.play.viewer(session, name), at=at, text=what, now=now)
        self.oracle.own.append((at, name, what))
        return 1

    def _ahead(self, title: str, now: datetime) -> list[Meet]:
        """The dates of a series that have not begun, by when its rule says."""
        found = [meet for meet in self.oracle.meets if meet.title == title and meet.begins > now]
        return sorted(found, key=lambda meet: meet.nominal or meet.start)

    def _meeting(self, title: str) -> tuple[int, int, str]:
        with self.play.store.read() as session:
            found = session.scalars(select(Meeting).where(Meeting.title == title)).one()
            return found.id, found.revision, found.rrule

    def _move_all(self, now: datetime) -> int:
        """A series takes place at another hour from now on; what was moved by itself stays."""
        title = self.dice.choice(MOVING)
        ahead = self._ahead(title, now)
        shift = self.dice.choice([-2, -1, 1, 2]) * 60 * MINUTE
        if not ahead or ahead[0].nominal is None or to_utc(ahead[0].nominal + shift) <= now:
            return 0
        number, revision, rule = self._meeting(title)
        with self.play.store.write() as session:
            meetings.move(
                session, viewer=self.play.viewer(session, "Nele"), meeting_id=number, revision=revision,
                starts_wall=ahead[0].nominal + shift, minutes=ahead[0].minutes, rrule=rule, now=now,
            )  # fmt: skip
        told = False
        for meet in ahead:
            assert meet.nominal is not None
            alone = meet.start != meet.nominal
            meet.nominal += shift
            if alone or meet.cancelled:
                continue
            meet.start, meet.set_at = meet.nominal, now
            meet.number += 1
            meet.answers.clear()
            meet.again.clear()
            if not told:
                meet.news, told = ("changed", now, "Nele", meet.number), True
        return 1

    def _end(self, now: datetime) -> int:
        """A series is called off with all its dates to come: told with the next of them."""
        ahead = [meet for meet in self.oracle.meets if meet.title == ENDING and not meet.cancelled]
        ahead = sorted(
            (one for one in ahead if one.begins + one.minutes * MINUTE > now), key=lambda one: one.begins
        )
        if not ahead or now < ahead[0].set_at + 120 * DAY:
            return 0
        number, revision, _ = self._meeting(ENDING)
        with self.play.store.write() as session:
            meetings.cancel(
                session,
                viewer=self.play.viewer(session, "Nele"),
                meeting_id=number,
                revision=revision,
                now=now,
            )
        for place, meet in enumerate(ahead):
            meet.number += 1
            meet.cancelled, meet.news = True, None
            if place == 0:
                meet.news = ("cancelled", now, "Nele", meet.number)
        return 1
