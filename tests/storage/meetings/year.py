"""A year of a network, made by dice: what happens is told to Kitt and to the oracle alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from storage.models import Account, Answer, Occurrence, OutboxMessage
from storage.services import attendance, dates, groups, meetings, preferences, reminders
from storage.services.refusing import RefusedError
from tests.storage.meetings.deeds import ENDING, Deeds
from tests.storage.meetings.oracle import DAY, MINUTE, Line, Meet, Oracle, Somebody, to_utc, to_wall
from tests.storage.meetings.scene import Scene, utc, wall

BEGIN, END = utc(2026, 11, 23, 8), utc(2027, 11, 23, 8)
DOWN = (utc(2027, 6, 7, 9), utc(2027, 6, 14, 9))
BACK = utc(2027, 9, 9, 8)
EARLY = 0.02
FAR = timedelta(days=720)


def second_wednesday(n: int) -> datetime:
    first = wall(2026 + (n + 11) // 12, (n + 11) % 12 + 1, 1, 8)
    return first + ((2 - first.weekday()) % 7 + 7) * DAY


SERIES: tuple[tuple[str, str, datetime, int, str, Callable[[int], datetime]], ...] = (
    ("Jour fixe", "A", wall(2026, 12, 1, 9), 60, "FREQ=WEEKLY;INTERVAL=3",
     lambda n: wall(2026, 12, 1, 9) + n * 21 * DAY),
    ("Runde", "B", wall(2026, 12, 5, 14), 90, "FREQ=MONTHLY;BYMONTHDAY=5",
     lambda n: wall(2026 + (n + 11) // 12, (n + 11) % 12 + 1, 5, 14)),
    ("Frühstück", "A", wall(2026, 12, 9, 8), 45, "FREQ=MONTHLY;BYDAY=2WE", second_wednesday),
    ("Nachts", "A", wall(2026, 11, 29, 2, 30), 30, "FREQ=WEEKLY;INTERVAL=48",
     lambda n: wall(2026, 11, 29, 2, 30) + n * 48 * 7 * DAY),
    ("Nacht", "B", wall(2026, 11, 29, 2, 30), 30, "FREQ=WEEKLY;INTERVAL=17",
     lambda n: wall(2026, 11, 29, 2, 30) + n * 17 * 7 * DAY),
    (ENDING, "B", wall(2026, 12, 3, 16), 120, "FREQ=MONTHLY;BYMONTHDAY=3",
     lambda n: wall(2026 + (n + 11) // 12, (n + 11) % 12 + 1, 3, 16)),
)  # fmt: skip
"""Title, group, first, minutes, rule, and the n-th date by hand. One meets in both nights of the year."""


@dataclass
class Year(Deeds):
    """Plays it. ``said`` is what Kitt said, ``due`` what the oracle says that it had to, by moment."""

    play: Scene
    dice: Random
    oracle: Oracle = field(default_factory=Oracle)
    said: list[tuple[datetime, Line]] = field(default_factory=list)
    due: list[tuple[datetime, Line]] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    seen: int = 0
    ticks: int = 0
    happened: dict[str, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)  # by account
    lists: int = 0  # messages with several invitations

    def run(self) -> None:
        self._begin()
        deeds = [self._answer, self._move, self._cancel, self._quiet, self._leads, self._mute, self._belong,
                 self._once, self._place, self._again, self._own, self._move_all, self._end]  # fmt: skip
        weights = [40, 8, 4, 5, 3, 3, 5, 5, 4, 5, 3, 3, 2]
        minutes = int((END - BEGIN) / MINUTE) // 15
        when = sorted(BEGIN + 15 * MINUTE * self.dice.randrange(minutes) for _ in range(120))
        events = [at for at in dict.fromkeys(when) if not DOWN[0] - DAY <= at <= DOWN[1]]
        events = [at for at in events if not BACK - DAY <= at <= BACK + DAY]
        now, turned = BEGIN, False
        while now < END:
            self._tick(now)
            if now >= BACK and not turned:
                now, turned = now - 60 * MINUTE, True
                continue
            coming = self.oracle.next(now)
            steps = [now + 2 * DAY]
            for at in (events[0] if events else None, coming):
                # Nothing may come a minute too early; asking that each time would take too long.
                early = at is not coming or self.dice.random() < EARLY
                steps += [at - MINUTE] * early + [at] if at is not None else []
            now = min(at for at in steps if at > now)
            now = DOWN[1] if DOWN[0] < now < DOWN[1] else now
            if events and now == events[0]:
                events.pop(0)
                self.play.now = now
                deed = self.dice.choices(deeds, weights)[0]
                name = deed.__name__
                self.happened[name] = self.happened.get(name, 0) + deed(now)

    def _tick(self, now: datetime) -> None:
        self.ticks += 1
        self.play.now = now
        self.play.look()
        self.said += [(now, line) for line in self._heard()]
        self.due += [(now, line) for line in self.oracle.look(now)]

    def _heard(self) -> list[Line]:
        with self.play.store.read() as session:
            rows = session.execute(
                select(OutboxMessage.id, OutboxMessage.payload, OutboxMessage.account_id)
                .where(OutboxMessage.id > self.seen)
                .order_by(OutboxMessage.id)
            ).all()
        self.seen = max([self.seen, *(row.id for row in rows)])
        return [line for row in rows for line in self._lines(row.payload, row.account_id)]

    def _lines(self, payload: dict, account_id: int) -> list[Line]:  # type: ignore[type-arg]
        name = self.names[account_id]
        late = payload["texts"][0]["key"] == "nudge-late"
        text = payload["texts"][1 if late else 0]
        if text["key"] == "nudge-own":
            return [(name, "own", text["params"]["what"], "", late)]
        if text["key"] == "nudge-invited-several":
            listed = [one for one in payload["texts"] if one["key"] == "nudge-invited-line"]
            self.lists += 1
            return [self._line(name, "invited", one["params"], late) for one in listed]
        kind = text["key"].removeprefix("nudge-")
        for form in ("-series", "-own", "-details"):
            kind = kind.removesuffix(form)
        return [self._line(name, kind, text["params"], late)]

    def _line(self, name: str, kind: str, params: dict, late: bool) -> Line:  # type: ignore[type-arg]
        return name, kind, params["title"], f"{params['day']['date']} {params['from']}:00", late

    def _begin(self) -> None:
        for name, group in (("Nele", "AB"), ("Mara", "AB"), ("Jonas", "A"), ("Lena", "A"), ("Tarek", "B")):
            self.oracle.people[name] = Somebody(set(group), coordinates=name == "Nele")
        with self.play.store.read() as session:
            people = {number: name for name, number in self.play.people.items()}
            accounts = session.execute(select(Account.id, Account.person_id))
            self.names = {row.id: people[row.person_id] for row in accounts}
        for series, (title, group, first, minutes, rule, nth) in enumerate(SERIES):
            self.play.now = BEGIN
            number = self.play.plan(
                group,
                title=title,
                starts_wall=first,
                minutes=minutes,
                rrule=rule,
                agenda="" if title == ENDING else "x",
            )
            found = self.play.dates(number)
            for n in range(60):
                if nth(n) > BEGIN.replace(tzinfo=None) + FAR:
                    break
                assert n >= len(found) or found[n].recurrence_id == nth(n)
                self.ids.append(found[n].id if n < len(found) else 0)  # those are never changed alone
                self.oracle.meets.append(
                    Meet(title, group, nth(n), minutes, BEGIN, series, agenda=title != ENDING, nominal=nth(n))
                )

    def _soon(self, now: datetime) -> int | None:
        """A date to come within a month, by its place."""
        near = [
            n for n, meet in enumerate(self.oracle.meets)
            if now < meet.begins < now + 30 * DAY and not meet.cancelled
        ]  # fmt: skip
        return self.dice.choice(near) if near else None

    def _somebody(self) -> str:
        return self.dice.choice(["Mara", "Jonas", "Lena", "Tarek"])

    def _answer(self, now: datetime) -> int:
        number, name = self._soon(now), self._somebody()
        if number is None or self.oracle.meets[number].group not in self.oracle.people[name].groups:
            return 0
        answer = self.dice.choice(["yes", "yes", "no", "maybe"])
        with self.play.store.write() as session:
            attendance.answer(
                session, viewer=self.play.viewer(session, name), occurrence_id=self.ids[number],
                answer=Answer(answer), now=now,
            )  # fmt: skip
        self.oracle.meets[number].answers[name] = answer
        self.oracle.meets[number].again.pop(name, None)
        return 1

    def _move(self, now: datetime) -> int:
        number = self._soon(now)
        if number is None:
            return 0
        meet = self.oracle.meets[number]
        start = meet.start + self.dice.choice([-3, -1, 1, 2, 24, 48, -24]) * 60 * MINUTE
        if to_utc(start) <= now:
            return 0
        with self.play.store.write() as session:
            dates.move_date(
                session, viewer=self.play.viewer(session, "Nele"), occurrence_id=self.ids[number],
                sequence=session.get_one(Occurrence, self.ids[number]).sequence, starts_wall=start,
                minutes=meet.minutes, now=now,
            )  # fmt: skip
        meet.start, meet.set_at, meet.own = start, now, True
        meet.number += 1
        meet.answers.clear()
        meet.again.clear()
        meet.news = ("changed", now, "Nele", meet.number)
        return 1

    def _place(self, now: datetime) -> int:
        number = self._soon(now)
        if number is None:
            return 0
        meet = self.oracle.meets[number]
        with self.play.store.write() as session:
            dates.change_date(
                session, viewer=self.play.viewer(session, "Nele"), occurrence_id=self.ids[number],
                sequence=session.get_one(Occurrence, self.ids[number]).sequence,
                details=meetings.Details(place=f"Raum {now}"), now=now,
            )  # fmt: skip
        meet.number += 1
        meet.news = ("changed", now, "Nele", meet.number)
        return 1

    def _cancel(self, now: datetime) -> int:
        number = self._soon(now)
        if number is None:
            return 0
        meet = self.oracle.meets[number]
        with self.play.store.write() as session:
            dates.cancel_date(
                session, viewer=self.play.viewer(session, "Nele"), occurrence_id=self.ids[number],
                sequence=session.get_one(Occurrence, self.ids[number]).sequence, now=now,
            )  # fmt: skip
        meet.number += 1
        meet.cancelled, meet.news = True, ("cancelled", now, "Nele", meet.number)
        return 1

    def _quiet(self, now: datetime) -> int:
        name = self._somebody()
        hours = self.dice.choice([None, (21 * 60, 8 * 60), (18 * 60, 8 * 60 + 30), (12 * 60, 13 * 60 + 30)])
        off = self.dice.choice([frozenset(), frozenset({5, 6}), frozenset({1}), frozenset({2, 4})])
        with self.play.store.write() as session:
            viewer = self.play.viewer(session, name)
            preferences.keep_quiet(session, viewer=viewer, hours=hours)
            preferences.take_off(session, viewer=viewer, days=sum(1 << day for day in off))
        who = self.oracle.people[name]
        who.hours, who.off = hours, off
        return 1

    def _leads(self, now: datetime) -> int:
        name, leads = self._somebody(), self.dice.choice([None, (), (120,), (2880, 30), (10080, 1440, 60)])
        with self.play.store.write() as session:
            reminders.remind_before(session, viewer=self.play.viewer(session, name), minutes=leads)
        self.oracle.people[name].leads = (10080, 1440, 60) if leads is None else leads
        return 1

    def _mute(self, now: datetime) -> int:
        name, until = self._somebody(), self.dice.choice([None, now + 3 * DAY, now + 10 * DAY])
        with self.play.store.write() as session:
            preferences.mute(session, viewer=self.play.viewer(session, name), until=until)
        self.oracle.people[name].muted = until
        return 1

    def _belong(self, now: datetime) -> int:
        """Somebody joins a group, or leaves it."""
        name, group = self._somebody(), self.dice.choice("AB")
        inside = self.oracle.people[name].groups
        given = {"group_id": self.play.groups[group], "now": now}
        with self.play.store.write() as session:
            nele = self.play.viewer(session, "Nele")
            if group in inside:
                number = self.play.people[name]
                groups.remove_member(session, viewer=nele, person_id=number, **given)  # type: ignore[arg-type]
            else:
                people = [self.play.people[name]]
                today = self.play.today
                groups.add_members(session, viewer=nele, person_ids=people, today=today, **given)  # type: ignore[arg-type]
        inside.symmetric_difference_update(group)
        return 1

    def _once(self, now: datetime) -> int:
        """A meeting that is held once, in an hour or in some weeks."""
        ahead = self.dice.choice([60, 75, 600, 3000, 10000, 30000]) * MINUTE
        start, group = to_wall(now + ahead), self.dice.choice("AB")
        start = start.replace(minute=start.minute // 15 * 15)
        if to_utc(start) <= now or start.hour in (1, 2, 3):
            return 0
        title = f"Einmal {len(self.ids)}"
        try:
            agenda = self.dice.choice(["", "x"])
            number = self.play.plan(group, title=title, starts_wall=start, minutes=60, agenda=agenda)
        except RefusedError:
            return 0
        self.ids.append(self.play.dates(number)[0].id)
        series = max(meet.series for meet in self.oracle.meets) + 1
        self.oracle.meets.append(Meet(title, group, start, 60, now, series, agenda=bool(agenda)))
        return 1
