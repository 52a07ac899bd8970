"""One event of the inbox, from the read that finds it to the commit that answers it. Synchronous.

Read: what waits first in this conversation, who wrote it, which names it may mention. Then it is understood,
outside of any transaction. Then one transaction has all its effects: it locks the conversation, makes sure
that nobody else was faster, asks for rights and state again, lets the dialogue answer, and writes answer,
state and "done". A process that is killed anywhere leaves the event as if nothing had happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, tzinfo
from enum import Enum
from typing import Any, NamedTuple

from bot.dialogue import Asked, Dialogue, Manner
from bot.enclosures import Fetch, enclosed_in, nothing
from bot.log import logger
from bot.placing import Option, came_of, place_of
from bot.ports import Clock, Probe, no_probe
from dialogs.enclosing import Received
from dialogs.turn import Reply, State
from nlu.interface import Understanding
from storage.errors import StoreError
from storage.models import ConversationKind, OutboxKind
from storage.services import continuing, conversations, inbox, numbering, outbox, settling
from storage.services.inbox import Waiting
from storage.services.placing import ANSWER
from storage.services.viewer import Viewer, viewer_of
from storage.services.watching import watched
from storage.session import Session, Store

__all__ = ["Asked", "Dialogue", "Handler", "Manner", "Option", "Outcome", "Result"]

MOST_TRIES = 3
"""An event that failed, or killed the process, as often as this is parked."""


class Result(Enum):
    """How the handling of an event ended."""

    DONE = "done"
    NOTHING = "nothing"  # nothing waits in the conversation, or another process was faster
    AGAIN = "again"  # it failed or the store is busy: later
    PARKED = "parked"


class Outcome(NamedTuple):
    """How it ended, how many messages are to be sent, and whether more waits in this conversation."""

    result: Result
    messages: int = 0
    more: bool = False


class Handler:
    """Handles one event after another; several threads may do so for different conversations."""

    def __init__(
        self,
        store: Store,
        dialogue: Dialogue,
        manner: Manner,
        *,
        clock: Clock,
        probe: Probe = no_probe,
        fetch: Fetch = nothing,
    ) -> None:
        self._store = store
        self._dialogue = dialogue
        self._manner = manner
        self._clock = clock
        self._probe = probe
        self._fetch = fetch

    @property
    def zone(self) -> tzinfo:
        """The network's time zone."""
        return self._manner.zone

    def handle(self, conversation_id: int, *, suspect: bool = False) -> Outcome:
        """Handle the first waiting event of a conversation; never raises.

        ``suspect`` is set for what was found waiting: it may have killed the process that had it, so the
        try is counted before it begins.
        """
        event: Waiting | None = None
        try:
            event, names = self._read(conversation_id)
            if event is None:
                return Outcome(Result.NOTHING)
            if suspect and self._count(event) >= MOST_TRIES:
                return self._park(event)
            return self._answer(event, names)
        except StoreError as error:
            logger().warning("inbox.store_failed", conversation_id=conversation_id, exc_info=error)
            return Outcome(Result.AGAIN)
        except Exception as error:
            return self._failed(event, error, counted=suspect)

    def _read(self, conversation_id: int) -> tuple[Waiting | None, Any]:
        """The first transaction: what waits here, and the names that it may mention."""
        with self._store.read() as session:
            event = continuing.resumed(session, inbox.first_waiting(session, conversation_id), self._clock())
            if event is None:
                return None, None
            viewer = self._viewer(session, event)
            read = event, (viewer, self._dialogue.names(session, viewer))
        self._probe("read")
        return read

    def _answer(self, event: Waiting, read: tuple[Viewer, Any]) -> Outcome:
        understanding = self._understood(event, *read)
        enclosed = enclosed_in(event.payload)
        wanted = self._dialogue.wanted(read[0], enclosed, self._state(event, self._clock()))
        received = self._fetch(wanted) if wanted else None
        self._probe("understood")
        with self._store.write() as session:
            conversations.lock(session, event.conversation_id)
            self._probe("locked")
            now_first = inbox.first_waiting(session, event.conversation_id)
            now_first = continuing.resumed(session, now_first, self._clock())
            # Its text may have been edited while it was being understood.
            if now_first is None or (now_first.id, now_first.payload) != (event.id, event.payload):
                return Outcome(Result.NOTHING, more=now_first is not None)
            outcome = self._effects(session, now_first, understanding, received)
            self._probe("written")
        self._probe("committed")
        logger().info("inbox.done", event_id=event.id, conversation_id=event.conversation_id)
        return outcome

    def _understood(self, event: Waiting, viewer: Viewer, names: Any) -> Understanding | None:
        payload = event.payload
        if payload.get("kind") not in ("text", "edited") or payload.get("too_long") or "step" in payload:
            return None
        state = self._state(event, self._clock())
        if event.payload.get("kind") == "edited":
            state = replace(state, step=None)
        return self._dialogue.understand(event.payload.get("text", ""), viewer, state, names)

    def _effects(
        self,
        session: Session,
        event: Waiting,
        understanding: Understanding | None,
        received: Received | None,
    ) -> Outcome:
        """The second transaction: what the event leads to, all of it."""
        asked = replace(self._asked(session, event), received=received)
        before = self._state(event, asked.now)
        place = place_of(session, event, before, asked.now)
        if place.ignored:
            inbox.finish(session, event, asked.now)
            return Outcome(Result.DONE, 0, inbox.any_waiting(session, event.conversation_id))
        if (told := numbering.told_before(session, event)) is not None:
            before = before.with_told(told.options, sure=told.sure)
        asked = replace(asked, stale=place.stale, taken=place.taken)
        viewer = self._viewer(session, event)
        with watched(session) as watch:
            reply = self._dialogue.respond(
                session, asked, viewer, place.before(before), understanding, place.choice
            )
        self._probe("responded")
        after = place.after(before, reply)
        state = {**after.as_json(), **numbering.unseen(event)}
        sent = self._write(session, asked, reply, state, edits=place.target(reply))
        if (number := place.settled(reply)) is not None:
            sent += settling.settle(
                session, number, event=event, language=self._language(session, reply.language), now=asked.now
            )
        then = came_of(place, before, after, wrote=watch.wrote)
        inbox.finish(session, event, asked.now, then=then)
        return Outcome(Result.DONE, sent, inbox.any_waiting(session, event.conversation_id))

    def _write(
        self, session: Session, asked: Asked, reply: Reply, state: Mapping[str, Any], *, edits: int | None
    ) -> int:
        """Write the new state and the answer; returns how many messages that makes."""
        until = asked.now + self._manner.context_lasts
        conversations.remember(session, asked.conversation_id, state, until)
        if (not reply.texts and not reply.options) or (reply.only_edit and edits is None):
            return 0
        draft = outbox.Draft(
            dedupe_key=f"{ANSWER}{asked.event_id}:0",
            conversation_id=asked.conversation_id,
            payload=reply.as_json(),
            language=self._language(session, reply.language),
            account_id=asked.account_id,
            inbox_event_id=asked.event_id,
            kind=OutboxKind.SEND if edits is None else OutboxKind.EDIT,
            edits=edits,
        )
        return 0 if outbox.enqueue(session, draft, asked.now) is None else 1

    def _asked(self, session: Session, event: Waiting) -> Asked:
        now = self._clock()
        return Asked(
            event_id=event.id,
            conversation_id=event.conversation_id,
            conversation_kind=event.conversation_kind,
            account_id=event.account_id,
            text=event.payload.get("text", ""),
            # Who took Kitt into a group does not decide in which language it greets all of it.
            language=self._language(
                session, None if event.payload.get("kind") == "added" else event.language
            ),
            now=now,
            today=self._today(now),
            too_long=bool(event.payload.get("too_long")),
            unread=event.payload.get("kind") == "undecryptable",
            opening=bool(event.payload.get("opening")) or self._is_over(event, now),
            enclosed=enclosed_in(event.payload),
        )

    def _state(self, event: Waiting, now: datetime) -> State:
        """Where the conversation stands, as far as that has not become too old to mean anything."""
        if event.state_until is None or self._is_over(event, now):
            return State()
        state = State.from_json(event.state)
        asked_at = event.state_until - self._manner.context_lasts
        if now >= asked_at + self._manner.question_lasts:
            return replace(state, step=None, data={})
        return state

    def _is_over(self, event: Waiting, now: datetime) -> bool:
        """Whether what was said last in this conversation no longer matters, if anything was."""
        return event.state_until is None or now >= event.state_until

    def _viewer(self, session: Session, event: Waiting) -> Viewer:
        in_group = event.conversation_kind is not ConversationKind.PRIVATE
        return viewer_of(session, event.account_id, today=self._today(self._clock()), in_group=in_group)

    def _language(self, session: Session, wanted: str | None) -> str:
        languages = self._manner.languages
        if wanted in languages:
            return wanted
        chosen = self._manner.chosen(session)
        return chosen if chosen in languages else languages[0]

    def _today(self, now: datetime) -> date:
        return now.astimezone(self._manner.zone).date()

    def _failed(self, event: Waiting | None, error: Exception, *, counted: bool) -> Outcome:
        """Count a try that raised, unless that was done before it; park the event after the last one."""
        logger().error("inbox.failed", event_id=event and event.id, exc_info=error)
        if event is None:
            return Outcome(Result.AGAIN)
        try:
            tries = event.attempts + 1 if counted else self._count(event)
            return self._park(event) if tries >= MOST_TRIES else Outcome(Result.AGAIN)
        except Exception as another:
            logger().error("inbox.not_counted", event_id=event.id, exc_info=another)
            return Outcome(Result.AGAIN)

    def _count(self, event: Waiting) -> int:
        with self._store.write() as session:
            tries = inbox.bump_attempts(session, event.id)
        self._probe("counted")
        return tries

    def _park(self, event: Waiting) -> Outcome:
        """Lay an event aside that cannot be handled, and tell whoever sent it."""
        now = self._clock()
        with self._store.write() as session:
            conversations.lock(session, event.conversation_id)
            if not inbox.park(session, event.id, now):
                return Outcome(Result.NOTHING)
            sorry = outbox.apologise(
                session,
                event_id=event.id,
                conversation_id=event.conversation_id,
                account_id=event.account_id,
                # Who took Kitt into a group does not decide in which language it greets all of it.
                language=self._language(
                    session, None if event.payload.get("kind") == "added" else event.language
                ),
                now=now,
            )
            more = inbox.any_waiting(session, event.conversation_id)
            self._probe("parking")
        self._probe("parked")
        logger().error("inbox.parked", event_id=event.id, conversation_id=event.conversation_id)
        return Outcome(Result.PARKED, 0 if sorry is None else 1, more)
