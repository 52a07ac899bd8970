"""What the world asks and may expect: judged from outside, by what it offered and what it was shown."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, select

from dialogs.texts import LANGUAGES, markup, plain
from storage.models import (
    Account,
    Conversation,
    InboxEvent,
    InboxState,
    OutboxMessage,
    OutboxState,
    Person,
)
from storage.session import Store
from tests.factories import NOW
from tests.soak.life import MESSENGER

TALKS = 20
QUESTIONS = (
    "wer ist mein Kontakt im Harz?", "und in Halle?", "und die Telefonnummer?", "Hallo", "wer kann Arabisch?",
    "Wer ist Mara Lindner?", "welche Projekte gibt es?", "38820", "1", "danke", "Kontakt?", "²", "",
)  # fmt: skip
SORRY, UNCERTAIN = (
    {plain(markup({"key": key, "params": {}}, language)) for language in LANGUAGES}
    for key in ("error-sorry", "answer-uncertain")
)


@dataclass
class Outside:
    """The world's side of the folder."""

    folder: Path
    store: Store
    offered: int = 0

    def open(self) -> None:
        """Give somebody of the directory to each conversation."""
        (self.folder / "events").touch()
        with self.store.write() as session:
            people = session.scalars(select(Person.id).order_by(Person.id).limit(TALKS)).all()
            assert len(people) == TALKS, "too few people to talk to"
            for number, person in enumerate(people):
                session.add(
                    Account(messenger=MESSENGER, address=f"a{number}", person_id=person, created_at=NOW)
                )

    def offer(self, random: Random, most: int) -> None:
        """Some more events: half of them questions, half with a number that the answer repeats."""
        lines = []
        for _ in range(random.randint(1, most)):
            self.offered += 1
            talk = random.randrange(TALKS)
            text = f"/x{self.offered}" if random.random() < 0.5 else random.choice(QUESTIONS)
            lines.append({"key": f"e{self.offered}", "talk": f"c{talk}", "who": f"a{talk}", "text": text})
        with (self.folder / "events").open("a", encoding="utf-8") as events:
            events.write("".join(f"{json.dumps(line)}\n" for line in lines))

    def events(self) -> list[dict[str, str]]:
        """All that was offered."""
        return _lines(self.folder / "events")

    def handled(self) -> int:
        """How many events were handled."""
        with self.store.read() as session:
            done = select(func.count()).select_from(InboxEvent).where(InboxEvent.state != InboxState.WAITING)
            return session.scalar(done) or 0

    def behind(self) -> int:
        """How much is yet to be done."""
        with self.store.read() as session:
            unsent = session.scalar(
                select(func.count())
                .select_from(OutboxMessage)
                .where(OutboxMessage.state.in_([OutboxState.WAITING, OutboxState.CLAIMED]))
            )
        return self.offered - self.handled() + (unsent or 0)

    def disturbed(self) -> tuple[int, int]:
        """Events and messages that were taken up more than once: how much a storm has really disturbed."""
        with self.store.read() as session:
            events = select(func.count()).select_from(InboxEvent).where(InboxEvent.attempts > 0)
            again = OutboxMessage.attempts > 1
            messages = select(func.count()).select_from(OutboxMessage).where(again)
            uncertain = OutboxMessage.state == OutboxState.UNCERTAIN
            lost = select(func.count()).select_from(OutboxMessage).where(uncertain)
            return session.scalar(events) or 0, (session.scalar(messages) or 0) + (session.scalar(lost) or 0)

    def wait(self, patience: float) -> int:
        """Wait until nothing is left to do; returns what is left when patience ends.

        Patience begins anew whenever something got done.
        """
        least, end = self.behind(), time.monotonic() + patience
        while least and time.monotonic() < end:
            time.sleep(0.1)
            if (now := self.behind()) < least:
                least, end = now, time.monotonic() + patience
        return least

    def judge(self, *, idempotent: bool) -> str:
        """Nothing lost, nothing doubled, nothing overtaken; returns what there was, in numbers."""
        crashes = self.folder / "crashes"
        assert not crashes.exists(), crashes.read_text()
        events = self.events()
        with self.store.read() as session:
            states = {
                row.event_key: row.state
                for row in session.execute(select(InboxEvent.event_key, InboxEvent.state))
            }
            messages = session.execute(
                select(
                    OutboxMessage.id,
                    OutboxMessage.dedupe_key,
                    OutboxMessage.state,
                    OutboxMessage.error,
                    Conversation.address,
                    InboxEvent.event_key,
                )
                .join(Conversation, Conversation.id == OutboxMessage.conversation_id)
                .outerjoin(InboxEvent, InboxEvent.id == OutboxMessage.inbox_event_id)
                .order_by(OutboxMessage.id)
            ).all()
        assert states.keys() == {event["key"] for event in events}, "events lost or invented"
        left = {key: state for key, state in states.items() if state is InboxState.WAITING}
        assert not left, f"never handled: {left}"
        # What Kitt tells others by itself (somebody wants a human) answers no event.
        messages = [m for m in messages if m.event_key is not None]
        answers = [m for m in messages if not m.dedupe_key.startswith("uncertain:")]
        assert Counter(m.event_key for m in answers) == Counter(list(states)), (
            "events answered twice, or never"
        )
        ends = Counter(str(m.state) for m in messages)
        assert ends.keys() <= {"sent"} | (set() if idempotent else {"uncertain"}), f"{ends}"
        shown = self._shown(idempotent=idempotent)
        self._judge_shown(events, shown, answers)
        parked = sum(state is InboxState.PARKED for state in states.values())
        return f"{len(events)} events, {parked} parked, {dict(ends)}"

    def _shown(self, *, idempotent: bool) -> list[dict[str, Any]]:
        """What people saw: where the network drops repetitions, only the first with a key."""
        seen = _lines(self.folder / "replies")
        if idempotent:
            return list({line["key"]: line for line in reversed(seen)}.values())[::-1]
        doubled = [key for key, count in Counter(line["key"] for line in seen).items() if count > 1]
        assert not doubled, f"shown twice: {doubled}"
        return seen

    def _judge_shown(
        self, events: list[dict[str, str]], shown: list[dict[str, Any]], answers: list[Any]
    ) -> None:
        notices = [line for line in shown if line["text"] in UNCERTAIN]
        # A contact card is a part of its own, after the text that answers.
        first = [line for line in shown if line["key"].endswith(".0")]
        rest = [line for line in first if line["answers"] and line["text"] not in UNCERTAIN]
        twice = [key for key, count in Counter(line["answers"] for line in rest).items() if count > 1]
        assert not twice, f"answered twice: {twice}"
        uncertain = {m.event_key for m in answers if m.state is OutboxState.UNCERTAIN}
        missing = {event["key"] for event in events} - {line["answers"] for line in rest}
        assert missing <= uncertain, f"answers lost: {missing - uncertain}"
        assert {line["answers"] for line in notices} <= uncertain, "called uncertain without need"
        texts = {event["key"]: event["text"] for event in events}
        for line in rest:
            said = texts[line["answers"]]
            right = said in line["text"] or line["text"] in SORRY or not said.startswith("/")
            assert right, f"the answer to {said!r} was {line['text']!r}"
        offered, answered = defaultdict(list), defaultdict(list)
        for event in events:
            if event["key"] not in missing:
                offered[event["talk"]].append(event["key"])
        for line in rest:
            answered[line["address"]].append(line["answers"])
        assert answered == offered, "answered in another order, or elsewhere"


def _lines(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
