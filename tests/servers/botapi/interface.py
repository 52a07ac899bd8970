"""What tests use: people, groups, what arrived where, faults, and the calls that the bot made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from tests.servers.botapi.faults import FOR_EVER, Fault, fault
from tests.servers.botapi.people import Person
from tests.servers.botapi.server import Call, HttpServer
from tests.servers.botapi.world import Chat, World

TOKEN = "1234567:" + "TEST" * 8 + "abc"
PATIENCE = 60.0
"""Seconds after which ``wait`` gives up; nothing takes that long on a healthy machine."""


@dataclass(frozen=True)
class Sent:
    """A message of the bot as it stands now."""

    raw: dict[str, Any]

    @property
    def id(self) -> int:
        """Its number in the chat."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """Its text or caption."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        """Its rows of buttons."""
        rows: list[list[dict[str, Any]]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [button["text"] for row in self.rows for button in row]

    @property
    def bold(self) -> list[str]:
        """What is bold in it."""
        units = self.text.encode("utf-16-le")
        marked = [e for e in self.raw.get("entities", ()) if e["type"] == "bold"]
        return [units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in marked]


class BotApi:
    """A Bot API server for one bot. Use it as a context; ``base_url`` is what the bot is told."""

    def __init__(self, token: str = TOKEN, username: str = "kitt_test_bot") -> None:
        self.token = token
        self.world = World(token, username)
        self._http = HttpServer(self.world)

    def __enter__(self) -> BotApi:
        """Listen."""
        self._http.start()
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Listen no more."""
        self._http.stop()

    @property
    def address(self) -> str:
        """Where it listens, instead of https://api.telegram.org."""
        return f"http://127.0.0.1:{self._http.port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls base_url."""
        return f"{self.address}/bot"

    @property
    def calls(self) -> list[Call]:
        """All that the bot called, in order."""
        return list(self._http.calls)

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    def user(self, first_name: str, *, language: str = "de", **more: Any) -> Person:
        """Somebody new on Telegram."""
        with self.acting() as world:
            return Person(self, world.new_user(first_name, language_code=language, **more))

    def group(self, title: str) -> Chat:
        """A plain group, without the bot."""
        with self.acting() as world:
            return world.new_chat("group", title)

    def supergroup(self, title: str, *topics: str) -> Chat:
        """A supergroup, with topics if some are named; their numbers are in ``topics``."""
        with self.acting() as world:
            chat = world.new_chat("supergroup", title, forum=bool(topics))
            chat.topics = {10 + number: name for number, name in enumerate(topics)}
            return chat

    def channel(self, title: str) -> Chat:
        """A channel."""
        with self.acting() as world:
            return world.new_chat("channel", title)

    def chat_of(self, person: Person) -> Chat:
        """Somebody's private chat with the bot."""
        return self.world.chats[person.id]

    def sent(self, where: Person | Chat) -> list[Sent]:
        """What the bot has sent there and not deleted, in order, as it stands now."""
        with self._http.changed:
            chat = self.chat_of(where) if isinstance(where, Person) else where
            own = self.world.bot["id"]
            return [Sent(m) for m in chat.messages.values() if m.get("from", {}).get("id", own) == own]

    def answer_to(self, query: str) -> dict[str, Any] | None:
        """How a tap on a button was answered; None if it was not."""
        return self.world.answers.get(query)

    def fault(self, name: str, *, times: int = 1, for_ever: bool = False, **where: Any) -> Fault:
        """Let calls fail: ``method`` and ``chat`` (a number) say which, ``times`` how many of them."""
        made = fault(name, times=FOR_EVER if for_ever else times, **where)
        with self._http.changed:
            self._http.faults.append(made)
        return made

    def heal(self) -> None:
        """No call fails any more."""
        with self._http.changed:
            self._http.faults.clear()

    def push(self, update: dict[str, Any]) -> None:
        """An update exactly as given, with an update_id of its own unless it brings one."""
        with self.acting() as world:
            world.updates.append({"update_id": next(world.update_ids)} | update)

    def repeat(self, update_id: int | None = None) -> None:
        """Offer an update that waits, by default the last one, once more."""
        with self.acting() as world:
            found = [u for u in world.updates if update_id in (None, u["update_id"])]
            world.updates.append(dict(found[-1]))

    def waiting(self) -> list[dict[str, Any]]:
        """The updates that the bot has not confirmed."""
        with self._http.changed:
            return list(self.world.updates)

    def wait(self, until: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """Wait for something to come true, looked at after every call; returns it.

        Raises:
            AssertionError: it did not.
        """
        with self._http.changed:
            found = self._http.changed.wait_for(until, patience)
        assert found, f"waited in vain; the last calls: {[(c.method, c.outcome) for c in self.calls[-8:]]}"
        return found

    @contextmanager
    def acting(self) -> Iterator[World]:
        """Change the world, then tell whoever waits for updates."""
        with self._http.changed:
            yield self.world
            self._http.changed.notify_all()
        self._http.wake()
