"""A conversation without messenger and delivery: text in, rendered answer out, on a real store."""

from __future__ import annotations

import functools
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.knowledge import Knowledge
from dialogs.engine import respond
from dialogs.texts import markup, plain, reporting, strict
from dialogs.turn import Reply, State, Turn, language_for
from nlu.embedded import EmbeddedInterpreter
from nlu.interface import Context, Interpreter
from nlu.training import ensure_model
from storage.models import Account
from storage.services import conversations
from storage.services.viewer import viewer_of
from storage.session import Store
from tests.factories import NOW

CACHE = Path(tempfile.gettempdir()) / "kitt-test-models"
"""Trained models and indexes, shared by all test runs on this machine; named by their content."""


@functools.cache
def knowledge() -> Knowledge:
    """The places and languages."""
    return Knowledge(CACHE, home_state="ST")


@functools.cache
def interpreter() -> EmbeddedInterpreter:
    """The trained engine."""
    return EmbeddedInterpreter.load(ensure_model(CACHE))


def knowledge_of_places(web_url: str = "") -> Knowledge:
    """A knowledge that has seen no directory yet; the places, which take longest, are shared."""
    ordinary = interpreter().ordinary
    return Knowledge(CACHE, home_state="ST", ordinary=ordinary, places=knowledge().places, web_url=web_url)


class Talk:
    """One private conversation of one account."""

    def __init__(
        self,
        store: Store,
        account_id: int,
        *,
        language: str = "de",
        now: datetime = NOW,
        engine: Interpreter | None = None,
        web_url: str = "",
    ) -> None:
        self.store = store
        self.account_id = account_id
        self.conversation_id = _private_conversation(store, account_id, now)
        self.language = language
        self.now = now
        self.in_group = False
        self.state = State()
        self.reply = Reply(())
        self._engine = engine or interpreter()
        self._knowledge = knowledge_of_places(web_url)

    def say(self, text: str) -> str:
        """What Kitt answers to a text."""
        self.now += timedelta(seconds=5)
        today = self.now.astimezone(ZoneInfo("Europe/Berlin")).date()
        with self.store.write() as session, reporting(strict):
            viewer = viewer_of(session, self.account_id, today=today, in_group=self.in_group)
            names = self._knowledge.names_for(session, viewer, today)
            context = Context(self.state.step is not None, self.state.topic)
            understanding = self._engine.parse(text, names, context)
            turn = Turn(
                session=session,
                viewer=viewer,
                language=language_for(viewer, understanding, self.state, self.language),
                now=self.now,
                today=today,
                network=self._knowledge.at(session, today).network,
                text=text,
                understanding=understanding,
                state=self.state,
                account_id=self.account_id,
                conversation_id=self.conversation_id,
            )
            self.reply = respond(turn)
            self.state = State.from_json(self.reply.state.as_json() if self.reply.state else {})
            return self.rendered()

    def rendered(self) -> str:
        """The last answer as the terminal shows it."""
        language = self.reply.language
        lines = [plain(markup(text.as_json(), language)) for text in self.reply.texts]
        for number, option in enumerate(self.reply.options, 1):
            lines.append(f"{number}  {plain(markup(option.label.as_json(), language))}")
        return "\n".join(lines)

    def press(self, number: int) -> str:
        """What Kitt answers to the button with this number, counted from 1, of its last answer."""
        return self.say(str(number))


def _private_conversation(store: Store, account_id: int, now: datetime) -> int:
    """The private conversation of an account, as its first event would have made it."""
    with store.write() as session:
        account = session.get_one(Account, account_id)
        return conversations.private_with(session, account.messenger, account.address, account_id, now)
