"""One input as one speaker in one place: what is answered, kept, sent to others and changed. Then undone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from dialogs.engine import respond
from dialogs.registry import PERSONAL, Handled
from dialogs.texts import LANGUAGES, keys
from dialogs.turn import Reply, State, Turn
from nlu.interface import Context, Decision, Understanding
from storage.models import Account, OutboxMessage, Role
from storage.services import limits
from storage.services.lookups import metered
from storage.services.viewer import Viewer, viewer_of
from storage.session import Session
from tests.dialogue import interpreter, knowledge
from tests.factories import NOW, TODAY
from tests.rights import cells, changes
from tests.rights.cells import Input
from tests.rights.marks import Secret, Speaker, found_in, told
from tests.rights.world import PLACES, SPEAKERS, TARGET, conversation_of

REFUSALS = {True: "guests-not", False: "not-allowed"}
"""What is said to guests, and to members, who may not do something."""

ASKED_FOR = ("commands", "intents", "steps")
"""What is refused with a sentence; the other kinds are as if they were not there."""

UNCOUNTED = frozenset({"help-person"})
"""Texts with a name that are no lookup: an example that is always the same."""

NAMES = ("name", "name of a speaker")
"""What of the planted says who somebody is."""

JUNK = (ValueError, KeyError, TypeError, AttributeError, LookupError, AssertionError, SQLAlchemyError)
"""What made-up data may lead to inside; real data may not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one input; ``wrong`` in words."""

    reply: Reply | None
    wrong: list[str]
    sent: list[Mapping[str, Any]] = field(default_factory=list)


class Player:
    """Plays inputs inside one transaction, each undone before the next."""

    def __init__(self, connection: Connection, secrets: list[Secret]) -> None:
        self._connection = connection
        self._secrets = secrets
        self._understood: dict[tuple[str, bool], Understanding] = {}
        self._before = changes.all_rows(connection)
        self._written = changes.Written(connection)
        self.turns = 0
        self.seen: set[str] = set()
        with self._session() as session:
            known = knowledge().at(session, TODAY)
            self._names, self._network = {True: known.names, False: knowledge().places}, known.network
            self._viewers = {
                (who, place): viewer_of(session, who.account_id, today=TODAY, in_group=place != "private")
                for who in SPEAKERS
                for place in PLACES
            }
            self._last_message = (
                session.scalar(select(OutboxMessage.id).order_by(OutboxMessage.id.desc())) or 0
            )

    def play(self, given: Input, who: Speaker, place: str, handled: Handled | None, least: int) -> Outcome:
        """Play one input and judge it; ``least`` is the rank that it needs."""
        self.turns += 1
        with self._session() as session:
            written = changes.total_changes(self._connection)
            self._written.begin()
            turn = self._turn(session, given, who, place)
            try:
                reply = _through(turn, given, handled)
            except JUNK as error:
                wrong = [f"raised {error!r}"] if given.found or who.rank < least else []
                return Outcome(None, wrong + self._judge_changes(who, written))
            session.flush()
            nothing = written >= 0 and changes.total_changes(self._connection) == written
            sent = [] if nothing else self._sent(session)
            wrong = self._judge(reply, turn, given, who, place, sent, least)
            wrong += self._judge_changes(who, written, may=who.rank >= least)
            if who.rank < least and given.kind in (*ASKED_FOR, "followups"):
                wrong += _judge_refusal(reply, turn, given)
            elif place != "private" and handled and handled.right in PERSONAL and given.state == State():
                wrong += (
                    [] if _keys(reply) == ["only-private"] else [f"said {_keys(reply)} where others read"]
                )
            return Outcome(reply, wrong, [payload for payload, _ in sent])

    def _session(self) -> Session:
        # Closing it undoes everything: it never left its savepoint.
        return Session(self._connection, expire_on_commit=False, join_transaction_mode="create_savepoint")

    def _turn(self, session: Session, given: Input, who: Speaker, place: str) -> Turn:
        viewer = self._viewers[who, place]
        return Turn(
            session=session,
            viewer=viewer,
            language="de",
            now=NOW,
            today=TODAY,
            network=self._network,
            text=given.text,
            understanding=self._understanding(given, viewer),
            choice=given.choice,
            state=given.state,
            account_id=who.account_id,
            conversation_id=conversation_of(who, place),
        )

    def _understanding(self, given: Input, viewer: Viewer) -> Understanding | None:
        if given.choice is not None:
            return None
        key = given.text, viewer.is_member
        if key not in self._understood:
            context = Context(False, None)
            self._understood[key] = interpreter().parse(given.text, self._names[viewer.is_member], context)
        read = self._understood[key]
        if given.intent is None:
            return read
        named = cells.entities() if cells.NAME in given.text else read.entities
        return replace(read, intent=given.intent, decision=Decision.ACT, entities=named)

    def _sent(self, session: Session) -> list[tuple[Mapping[str, Any], int]]:
        """What was put into the outbox for others: (payload, account)."""
        rows = session.execute(
            select(OutboxMessage.payload, OutboxMessage.account_id).where(
                OutboxMessage.id > self._last_message
            )
        )
        return [(row.payload, row.account_id or 0) for row in rows]

    def _judge(
        self,
        reply: Reply,
        turn: Turn,
        given: Input,
        who: Speaker,
        place: str,
        sent: list[tuple[Any, int]],
        least: int,
    ) -> list[str]:
        """Nothing that this speaker may not see here, nor anybody who is written to."""
        wrong = [] if reply.texts or place != "private" else ["no answer"]
        wrong += [f"no text {text.key}" for text in reply.texts if not _is_written(text.key)]
        answer = _dump(reply.as_json())
        wrong += [f"told {what}" for what in told(answer, who, place, self._secrets, given.text)]
        wrong += self._judge_count(reply, turn, given, who)
        self.seen |= {f"{who.name} {place} {s.what}" for s in self._secrets if s.mark in answer}
        # A group's state is the group's, whoever spoke last in it.
        theirs = place != "private" or turn.viewer.is_member or least == 0
        before = _dump(given.state.as_json()) if theirs else ""
        state = _dump((reply.state or State()).as_json())
        wrong += [f"kept {what}" for what in told(state, who, place, self._secrets, given.text + before)]
        for payload, account in sent:
            reader = self._reader(turn.session, account)
            wrong += [
                f"sent to {reader.name}: {what}"
                for what in told(_dump(payload), reader, "private", self._secrets, given.text)
            ]
        return wrong

    def _judge_count(self, reply: Reply, turn: Turn, given: Input, who: Speaker) -> list[str]:
        """An answer with a name in it counts as a lookup, unless it is their own or they said it."""
        answer = replace(reply, texts=tuple(text for text in reply.texts if text.key not in UNCOUNTED))
        said = given.text + _dump(given.state.as_json()) + f"Sprecherquast{who.number}"
        own = found_in(said, self._secrets)
        shown = [
            s for s in found_in(_dump(answer.as_json()), self._secrets) if s.what in NAMES and s not in own
        ]
        if not shown or turn.viewer.role is Role.ADMINISTRATOR:
            return []
        counted = limits.used(turn.session, who.account_id, "lookup", NOW)
        return [] if counted else [f"showed {shown[0].mark} without counting it (lookups.shown)"]

    def _reader(self, session: Session, account: int) -> Speaker:
        known = {who.account_id: who for who in (*SPEAKERS, TARGET) if not who.has_left}
        person = session.scalar(select(Account.person_id).where(Account.id == account))
        return known.get(account) or Speaker("another member" if person else "a guest", 1 if person else 0)

    def _judge_changes(self, who: Speaker, written: int, *, may: bool = True) -> list[str]:
        """What changed was theirs to change."""
        if written >= 0 and changes.total_changes(self._connection) == written:
            return []
        tables = self._written.tables
        before = {key: row for key, row in self._before.items() if key[0] in tables}
        after = changes.all_rows(self._connection, tables)
        if not may:
            return [f"changed {key}" for key in changes.changed(before, after)]
        return [f"changed {key}" for key in changes.not_theirs(who, before, after)]


def _through(turn: Turn, given: Input, handled: Handled | None) -> Reply:
    """The answer as the engine gives it; a fragment that another handler is asked for first goes straight."""
    if given.kind not in ASKED_FOR and handled is not None and handled.serves(turn.viewer):
        with metered(turn.session, turn.viewer, turn.account_id, turn.now):
            own = handled.run(turn)
        if own is not None:
            return own
    return respond(turn)


def _judge_refusal(reply: Reply, turn: Turn, given: Input) -> list[str]:
    """They are refused; or, where they only answer what was not asked of them, read as if it was not."""
    wanted = [REFUSALS[not turn.viewer.is_member]]
    said = _keys(reply)
    if said != wanted and given.state != State():
        wanted = _keys(respond(replace(turn, state=State())))
    return [] if said == wanted else [f"said {said} instead of {wanted}"]


def _keys(reply: Reply) -> list[str]:
    return [text.key for text in reply.texts]


def _is_written(key: str) -> bool:
    return all(key in keys(language) for language in LANGUAGES)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
