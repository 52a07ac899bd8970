"""The store's side of delivery: messages claimed and rendered, what became of them written. Synchronous."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from random import Random
from typing import Any, NamedTuple

from bot import refusals
from bot.log import logger
from bot.ports import Clock, Limits, Measure, Messenger, Probe, SendError, no_measure
from bot.reach import reach_of
from bot.refusals import Again, GivenUp
from bot.rendering import Body
from storage.errors import StoreError
from storage.models import OutboxKind, OutboxState
from storage.queries.messages import Reach
from storage.services import hastening, inbox, numbering, outbox, placing, sending, telling
from storage.services.sending import Claimed, PartToSend
from storage.session import Session, Store

Render = Callable[[Mapping[str, Any], str, Limits], Sequence[Body]]
"""Payload, language and limits → the bodies of the parts: ``rendering.render`` with its ``markup``."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How messages are delivered: how long a claim lasts, how often one is tried, how many go at a time.

    ``zone`` is that of quiet hours. ``is_gone`` says of another process's name whether it surely lives no
    more, ``holds`` whether it is this process that sends for a messenger.
    """

    lease: timedelta = timedelta(seconds=60)
    attempts: int = 10
    workers: int = 4
    zone: tzinfo = UTC
    is_gone: Callable[[str], bool] = lambda _owner: False
    holds: Callable[[str], bool] = lambda _messenger: True
    measure: Measure = no_measure


class Mark(NamedTuple):
    """What is to be written about a message; ``write`` returns whether the next part is ours to send."""

    message_id: int
    write: Callable[[Session], bool]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one process does to the outbox for its messengers; its methods may be called from any thread."""

    store: Store
    messengers: Mapping[str, Messenger]
    render: Render
    owner: str
    manner: Manner
    clock: Clock
    random: Random
    probe: Probe
    doubtful: list[Claimed] = field(default_factory=list)
    """What was claimed here, if the commit came through whose end the store did not tell."""

    def mark_and_claim(self, mark: Mark | None, *, only_answers: bool = False) -> tuple[bool, Claimed | None]:
        """Write what was sent, then claim the next message: (written, claimed); never raises."""
        if mark is not None and not self.mark(mark)[0]:
            return False, None
        if not any(self._reach()):
            return True, None  # another process sends
        claimed: Claimed | None = None
        try:
            with self.store.write() as session:
                claimed = outbox.claim(session, self.clock(), self._terms(only_answers))
                self.probe("claiming")
        except Exception as error:
            logger().error("delivery.not_claimed", exc_info=error)
            if claimed is not None:
                self.doubtful.append(claimed)
            return True, None
        self.probe("claimed")
        return True, claimed

    def mark(self, mark: Mark) -> tuple[bool, bool]:
        """Write something about a message: (written, next part ours); never raises."""
        try:
            with self.store.write() as session:
                goes_on = mark.write(session)
                self.probe("marking")
        except Exception as error:
            logger().error("delivery.not_marked", outbox_id=mark.message_id, exc_info=error)
            return False, False
        self.probe("marked")
        return True, goes_on

    def accepted(
        self, claimed: Claimed, part: PartToSend, external_id: str, following: PartToSend | None
    ) -> Mark:
        """The messenger has this part: begin the next one, or finish."""
        self.manner.measure("sends", messenger=claimed.messenger, outcome="sent")
        if following is None and claimed.asked_at is not None:
            self.manner.measure("answer", (self.clock() - claimed.asked_at).total_seconds())
        return Mark(claimed.id, partial(self._accept, claimed, part, external_id, following))

    def refused(self, claimed: Claimed, part: PartToSend, error: SendError) -> Mark:
        """The messenger did not take this part, or nobody knows: put it back or finish."""
        self.manner.measure("sends", messenger=claimed.messenger, outcome=error.code)
        logger().warning(
            "delivery.refused", outbox_id=claimed.id, messenger=claimed.messenger, code=error.code
        )
        is_edit = claimed.kind is OutboxKind.EDIT
        if is_edit and error.code == placing.NOT_EDITABLE:
            return Mark(claimed.id, partial(self._send_instead, claimed, part.number))
        consequence = refusals.consequence(
            error,
            # To edit twice is to edit once.
            idempotent=is_edit or self.messengers[claimed.messenger].idempotent,
            tries=claimed.attempts,
            most_tries=self.manner.attempts,
            now=self.clock(),
            random=self.random,
        )
        return Mark(claimed.id, partial(self._refuse, claimed, part.number, consequence))

    def hasten(self, messengers: Iterable[str]) -> None:
        """Let what the line to these messengers held up be tried now; never raises."""
        there = [self.messengers[name] for name in messengers if self.manner.holds(name)]
        try:
            with self.store.write() as session:
                hastening.hasten(session, reach_of(there), self.clock())
        except StoreError as error:
            logger().warning("delivery.store_failed", exc_info=error)

    def renew_and_count(self, *, sending_now: bool) -> int:
        """Hold what is being sent, give back what is not, and count what is due, up to what can be sent."""
        now = self.clock()
        try:
            self._give_back(now)
            if sending_now:
                with self.store.write() as session:
                    sending.renew(session, owner=self.owner, until=now + self.manner.lease)
            with self.store.read() as session:
                return outbox.due(session, now, self._reach(), self.manner.workers)
        except StoreError as error:
            logger().warning("delivery.store_failed", exc_info=error)
            return 0

    def _give_back(self, now: datetime) -> None:
        """Put back what this process may hold and does not send; a claim that never was is not touched."""
        for claimed in list(self.doubtful):
            with self.store.write() as session:
                number = claimed.parts[0].number
                sending.put_back(session, claimed, number=number, due=now, code="", counts=False)
            with suppress(ValueError):  # another sweep was faster
                self.doubtful.remove(claimed)

    def end_leases(self) -> None:
        """Give back what processes held that are known to be gone."""
        reach, now = reach_of(self.messengers.values()), self.clock()
        with self.store.read() as session:
            gone = [owner for owner in sending.holders(session, reach, now) if self.manner.is_gone(owner)]
        if gone:
            with self.store.write() as session:
                sending.end_leases(session, reach, gone, now)

    def is_settled(self, messenger: str, event_key: str) -> bool:
        """Whether an event is handled and all that answers it is sent or given up."""
        with self.store.read() as session:
            return inbox.settled(session, messenger, event_key)

    def _accept(
        self,
        claimed: Claimed,
        part: PartToSend,
        external_id: str,
        following: PartToSend | None,
        session: Session,
    ) -> bool:
        now = self.clock()
        if following is None:
            numbering.hold(session, claimed)
        sending.part_sent(session, claimed, part.number, external_id, now)
        if following is None:
            if sending.close(session, claimed, OutboxState.SENT, "", now=now):
                numbering.note(session, claimed, now, sure=True)
                logger().info("delivery.sent", outbox_id=claimed.id, messenger=claimed.messenger)
            return False
        if not sending.extend(session, claimed, now + self.manner.lease):
            return False
        if not self.messengers[claimed.messenger].idempotent:
            sending.begin(session, claimed, following.number, now)
        return True

    def _refuse(self, claimed: Claimed, number: int, consequence: Again | GivenUp, session: Session) -> bool:
        refusals.write(session, claimed, number, consequence, self.clock(), self.manner.zone)
        return False

    def _reach(self) -> Reach:
        """For whom this process sends just now: of those that share a messenger's rates, one does."""
        return reach_of(one for one in self.messengers.values() if self.manner.holds(one.name))

    def _send_instead(self, claimed: Claimed, number: int, session: Session) -> bool:
        """What cannot take the place of an older message is due as a new one, or not at all."""
        sending.put_back(session, claimed, number=number, due=self.clock(), code="", counts=False)
        placing.as_new(session, claimed)
        return False

    def _terms(self, only_answers: bool) -> outbox.Terms:
        """For whom to claim now, and how: the one place where a limit of rate would leave somebody out."""
        return outbox.Terms(
            owner=self.owner,
            lease=self.manner.lease,
            attempts=self.manner.attempts,
            reach=self._reach(),
            idempotent=frozenset(name for name, one in self.messengers.items() if one.idempotent),
            render=self._bodies,
            given_up=telling.undeliverable,
            shown=_shown,
            zone=self.manner.zone,
            editing=frozenset(name for name, one in self.messengers.items() if "edit" in one.kinds),
            only_answers=only_answers,
        )

    def _bodies(self, messenger: str, payload: Mapping[str, Any], language: str) -> Sequence[Body]:
        try:
            bodies = self.render(payload, language, self.messengers[messenger].limits)
        except Exception as error:
            logger().error("delivery.not_rendered", messenger=messenger, language=language, exc_info=error)
            raise
        self.probe("rendered")
        return bodies


def _shown(session: Session, claimed: Claimed, now: datetime, sure: bool) -> None:
    numbering.note(session, claimed, now, sure=sure)
