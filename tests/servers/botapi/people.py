"""What people do on Telegram: write, press, edit, react, vote, block, add the bot to groups."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.servers.botapi.entities import typed
from tests.servers.botapi.world import Chat, World

if TYPE_CHECKING:
    from tests.servers.botapi.interface import BotApi, Sent


@dataclass(frozen=True)
class Person:
    """Somebody with an account; each method is one thing that they do. Returns Telegram's message."""

    server: BotApi
    about: dict[str, Any]

    @property
    def id(self) -> int:
        """Their number, and that of their private chat with the bot."""
        return int(self.about["id"])

    def starts(self, payload: str = "") -> dict[str, Any]:
        """Press Start, perhaps behind a deep link."""
        return self.writes(f"/start {payload}".strip())

    def writes(
        self,
        text: str,
        chat: Chat | None = None,
        *,
        topic: int | None = None,
        to: int | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """Send a text; ``to`` is the number of the message replied to, ``more`` goes into the message."""
        with self._acting() as world:
            place = chat or world.chats[self.id]
            self._open(world, place)
            found = typed(text)
            if topic is not None:
                more |= {"message_thread_id": topic, "is_topic_message": True}
            replied = place.messages.get(to) if to else None
            message = world.message(
                place, self.about, text=text, entities=found or None, reply_to_message=replied, **more
            )
            if self._reaches_bot(world, place, message):
                world.push("message", dict(message))
            return message

    def edits(self, message: dict[str, Any], text: str) -> None:
        """Change a text that they wrote."""
        with self._acting() as world:
            place = world.chats[message["chat"]["id"]]
            message["text"] = text
            message["edit_date"] = int(time.time())
            message.pop("entities", None)
            message |= {"entities": found} if (found := typed(text)) else {}
            if self._reaches_bot(world, place, message):
                world.push("edited_message", dict(message))

    def presses(self, message: Sent, label: str) -> str:
        """Tap a button; returns the number of the query, whose answer is ``server.answer_to(number)``."""
        data = next(b["callback_data"] for row in message.rows for b in row if b["text"] == label)
        return self.presses_data(message, data)

    def presses_data(self, message: Sent, data: str) -> str:
        """Tap a button with this data, which need not be there: clients can be forged."""
        with self._acting() as world:
            number = world.number()
            query = {
                "id": number,
                "from": self.about,
                "chat_instance": str(message.raw["chat"]["id"]),
                "message": message.raw,
                "data": data,
            }
            world.queries[number] = query
            world.push("callback_query", query)
            return number

    def sends_file(self, name: str, content: bytes, caption: str | None = None) -> dict[str, Any]:
        """Send a document."""
        with self._acting() as world:
            self._open(world, world.chats[self.id])
            identity = f"file-{world.number()}"
            world.files[identity] = (name, content)
            document = {"file_id": identity, "file_unique_id": f"u{identity}", "file_name": name}
            message = world.message(
                world.chats[self.id],
                self.about,
                document=document | {"file_size": len(content)},
                caption=caption,
            )
            world.push("message", message)
            return message

    def shares_contact(self, number: str) -> dict[str, Any]:
        """Share one's own number."""
        with self._acting() as world:
            self._open(world, world.chats[self.id])
            contact = {"phone_number": number, "first_name": self.about["first_name"], "user_id": self.id}
            message = world.message(world.chats[self.id], self.about, contact=contact)
            world.push("message", message)
            return message

    def reacts(self, chat: Chat, message: int, emoji: str) -> None:
        """Put a reaction under a message; a bot in a group sees it as administrator only."""
        with self._acting() as world:
            if chat.type == "private" or chat.bot == "administrator":
                new = [{"type": "emoji", "emoji": emoji}] if emoji else []
                about = {
                    "chat": chat.as_json(),
                    "message_id": message,
                    "user": self.about,
                    "date": int(time.time()),
                }
                world.push("message_reaction", about | {"old_reaction": [], "new_reaction": new})

    def votes(self, poll_message: Sent, *choices: int) -> None:
        """Vote in a poll; the bot hears who it was if the poll says so."""
        with self._acting() as world:
            poll = poll_message.raw["poll"]
            for choice in choices:
                poll["options"][choice]["voter_count"] += 1
            poll["total_voter_count"] += 1
            if not poll["is_anonymous"]:
                ids = [poll["options"][choice]["persistent_id"] for choice in choices]
                answer = {"poll_id": poll["id"], "user": self.about, "option_ids": list(choices)}
                world.push("poll_answer", answer | {"option_persistent_ids": ids})
            world.push("poll", dict(poll))

    def blocks(self) -> None:
        """Block the bot."""
        self._turns("kicked", "blocked")

    def unblocks(self) -> None:
        """Unblock the bot."""
        self._turns("member", "member")

    def leaves_telegram(self) -> None:
        """Delete the account; the bot learns of it only when it writes."""
        with self._acting() as world:
            world.chats[self.id].deactivated = True

    def adds_bot(self, chat: Chat, status: str = "member") -> None:
        """Add the bot to a group or channel, or make it an administrator there."""
        self._bot_becomes(chat, status)

    def removes_bot(self, chat: Chat) -> None:
        """Put the bot out of a group."""
        self._bot_becomes(chat, "kicked")

    def restricts_bot(self, chat: Chat) -> None:
        """Take the right to write in a group from the bot."""
        self._bot_becomes(chat, "restricted")

    def joins(self, chat: Chat, status: str = "member") -> None:
        """Become a member (or, with another status, leave); an administrator bot that asked for it hears."""
        with self._acting() as world:
            old = world.member(chat, self.about)
            chat.members[self.id] = status
            if chat.bot == "administrator":
                world.push("chat_member", self._change(chat, old, world.member(chat, self.about)))

    def upgrades(self, chat: Chat) -> Chat:
        """Turn a group into a supergroup, which has another number."""
        with self._acting() as world:
            new = world.new_chat("supergroup", chat.about["title"])
            new.members, new.bot, chat.upgraded_to = dict(chat.members), chat.bot, new.id
            world.push("message", world.message(chat, self.about, migrate_to_chat_id=new.id))
            world.push("message", world.message(new, self.about, migrate_from_chat_id=chat.id))
            return new

    def _turns(self, status: str, standing: str) -> None:
        with self._acting() as world:
            chat = world.chats[self.id]
            old = world.member(chat, world.bot)
            chat.bot = standing
            user = {"user": world.bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
            world.push("my_chat_member", self._change(chat, old, user))

    def _bot_becomes(self, chat: Chat, status: str) -> None:
        with self._acting() as world:
            old = world.member(chat, world.bot)
            chat.members.setdefault(self.id, "creator")
            chat.bot = status
            world.push("my_chat_member", self._change(chat, old, world.member(chat, world.bot)))
            if status == "member" and chat.type != "channel":
                world.push("message", world.message(chat, self.about, new_chat_members=[world.bot]))

    def _change(self, chat: Chat, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
        about = {"chat": chat.as_json(), "from": self.about, "date": int(time.time())}
        return about | {"old_chat_member": old, "new_chat_member": new}

    def _open(self, world: World, place: Chat) -> None:
        """Who writes to the bot lets it write."""
        if place.type == "private":
            place.bot = "member"

    def _reaches_bot(self, world: World, place: Chat, message: dict[str, Any]) -> bool:
        """Privacy mode: in groups commands, mentions of the bot and replies to it; administrators see all."""
        if place.type == "private":
            return True
        if place.bot not in ("member", "administrator", "restricted") or place.upgraded_to is not None:
            return False
        if place.bot == "administrator" or not world.privacy:
            return True
        text = str(message.get("text", ""))
        name = f"@{world.bot['username']}".lower()
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]
        command = text.startswith("/") and (
            "@" not in text.split()[0] or text.split()[0].lower().endswith(name)
        )
        return replied or command or name in text.lower()

    def _acting(self) -> AbstractContextManager[World]:
        return self.server.acting()
