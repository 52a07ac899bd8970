"""What others send, as hostile as it can be: it ends nothing, and what comes after it is answered."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from nio import MatrixRoom, MegolmEvent
from nio.crypto import OutboundGroupSession
from nio.exceptions import EncryptionError

from bot.messengers.matrix.careful import Client
from storage.session import Store
from tests.bot.assembly import Assembly, events, play
from tests.matrix.person import until
from tests.matrix.scene import kitt
from tests.servers.scripted import ME, Scripted, event, member, room, text

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""

Scene = Callable[[Scripted, Assembly], Awaitable[None]]
LAST = "the last"


@pytest.fixture
def scripted(store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Callable[[Scene], list[str]]:
    """Let a scene play with a homeserver that says what it is to say; returns what Kitt had to say of it."""
    caplog.set_level(logging.CRITICAL, "nio")  # it writes down whole events, which takes most of the time
    told: list[str] = []

    async def whole(scene: Scene) -> None:
        async with (
            Scripted() as server,
            kitt(server, "@kitt:localhost", store, tmp_path / "home", told) as assembly,  # type: ignore[arg-type]
        ):
            await scene(server, assembly)

    def played(scene: Scene) -> list[str]:
        play(lambda: whole(scene))
        return told

    return played


async def answered(server: Scripted, number: int = 0) -> None:
    """Kitt is still there, and answers."""
    server.syncs.append(room(text(f"{LAST} {number}", f"$last{number}")))
    await until(lambda: any(f"{LAST} {number}" in str(sent) for sent in server.sent()))


DEEP: Any = json.loads("[" * 100 + "]" * 100)
VALUES: tuple[Any, ...] = (None, 10**400, "\x00\ud800", "x" * 60_000, [None], {"": {}}, DEEP)
"""What may stand where something else is expected."""

TO_DEVICE: tuple[Any, ...] = (
    {"type": "m.room_key_request", "content": {"foo": 1}, "sender": "@eve:localhost"},
    {"type": "m.room_key_request", "content": {"action": "request"}, "sender": "@eve:localhost"},
    {"type": "m.room.encrypted", "sender": "@eve:localhost", "content": {
        "algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "eve", "ciphertext": {"x": "y"}}},
    {"type": "m.key.verification.start", "content": {"method": "m.sas.v1"}, "sender": "@eve:localhost"},
    {"content": {}}, {"type": 1, "content": []}, None, [], "text", 1,
)  # fmt: skip


def whole_samples() -> list[dict[str, Any]]:
    """Events as they should be, to be spoilt."""
    thread = {"rel_type": "m.thread", "event_id": "$t", "m.in_reply_to": {"event_id": "$r"}}
    edit = {"rel_type": "m.replace", "event_id": "$e"}
    sealed = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "abc", "device_id": "D", "sender_key": "k",
              "session_id": "s"}  # fmt: skip
    return [
        text("hello", "$1", **{"m.relates_to": thread, "m.mentions": {"user_ids": [ME]}}),
        text("* hello", "$2", **{"m.relates_to": edit, "m.new_content": {"msgtype": "m.text", "body": "x"}}),
        event("m.room.message", {"msgtype": "m.file", "body": "a", "filename": "b", "url": "mxc://a/b",
              "info": {"size": 1, "mimetype": "a/b"}}, event_id="$3"),
        event("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$1", "key": "1"}},
              event_id="$4"),
        event("m.room.redaction", {"reason": "x"}, event_id="$5", redacts="$1"),
        event("m.room.encrypted", sealed, event_id="$6"),
        event("m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}, event_id="$7", state_key=""),
        event("m.room.power_levels", {"users": {ME: 50}}, event_id="$8", state_key=""),
        event("m.room.name", {"name": "x"}, event_id="$9", state_key=""),
        event("org.matrix.msc3381.poll.start", {"question": {"body": "x"}}, event_id="$10"),
        event("m.room.tombstone", {"body": "x", "replacement_room": "!x:y"}, event_id="$11", state_key=""),
        member("@jonas:localhost", "leave") | {"event_id": "$12"},
    ]  # fmt: skip


def spoilt(sample: Any, value: Any) -> Iterator[Any]:
    """The sample with the value in the place of each thing in it, one at a time; and without that thing."""
    if isinstance(sample, dict):
        for name in sample:
            yield {other: what for other, what in sample.items() if other != name}
            for inner in spoilt(sample[name], value):
                yield {**sample, name: inner}
    yield value


def test_every_field_of_every_event(scripted: Callable[[Scene], list[str]]) -> None:
    """Each field of what people send is missing or something else: Kitt goes on, answers what is sound."""

    async def scene(server: Scripted, _kitt: Assembly) -> None:
        await answered(server)
        random, number = Random(6), 0
        for value in VALUES:
            found = [one for sample in whole_samples() for one in spoilt(sample, value)]
            for place, one in enumerate(found):
                number += 1
                if isinstance(one, dict) and str(one.get("event_id"))[:1] == "$":
                    found[place] = {**one, "event_id": f"$n{number}"}
            # Encrypted rooms are another test's: here what is answered is to be seen.
            found = [one for one in found if not _is_setting(one)]
            random.shuffle(found)
            for start in range(0, len(found), 15):
                some = found[start : start + 15]
                server.syncs.append(room(*some, state=tuple(some[:5])))
        await answered(server, 1)

    told = scripted(scene)
    assert "unreachable" not in told


def _is_setting(found: Any) -> bool:
    return isinstance(found, dict) and found.get("type") == "m.room.encryption" and "state_key" in found


def test_what_is_sent_to_the_device(scripted: Callable[[Scene], list[str]]) -> None:
    """Anybody may send Kitt's device anything: it is left out, and no key is given for it."""

    async def scene(server: Scripted, _kitt: Assembly) -> None:
        await answered(server)
        found = [{"to_device": {"events": [one, *TO_DEVICE]}} for one in TO_DEVICE]
        body = {"algorithm": "m.megolm.v1.aes-sha2", "room_id": "!room:localhost", "sender_key": "k",
                "session_id": "s"}  # fmt: skip
        asks = {"action": "request", "requesting_device_id": "EVE", "request_id": "1", "body": body}
        flood = [{"type": "m.room_key_request", "sender": who, "content": {**asks, "request_id": str(n)}}
                 for n in range(2_000) for who in ("@eve:localhost", ME)]  # fmt: skip
        server.syncs += [*found, {"to_device": {"events": flood}}]
        await answered(server, 1)
        assert not server.count("/sendToDevice/")
        assert not server.count("/keys/claim")

    assert "unreachable" not in scripted(scene)


@pytest.mark.parametrize("raw", [
    b"[]", b"null", b"{", b"[" * 100_000, b'{"next_batch": 1}', b'{"next_batch": "s", "rooms": 1}',
    b'{"next_batch": "x1", "rooms": {"join": {"!a:b": 1, "no room": {}}}, "to_device": 3}',
    b'{"next_batch": "x2", "device_one_time_keys_count": {"signed_curve25519": "many"}}',
    b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": {"a": 1}, "next_batch": 3}',
])  # fmt: skip
def test_a_sync_that_is_none(scripted: Callable[[Scene], list[str]], raw: bytes) -> None:
    """A homeserver that answers anything at all is asked again after a pause."""

    async def scene(server: Scripted, _kitt: Assembly) -> None:
        await answered(server)
        server.syncs.append(raw)
        await answered(server, 1)

    scripted(scene)


def test_what_nobody_may_say_in_secret(scripted: Callable[[Scene], list[str]], tmp_path: Path) -> None:
    """Inside of what is encrypted a member says that others left, or that it is somebody else: no."""

    async def scene(_server: Scripted, kitt: Assembly) -> None:
        await until(lambda: kitt.messengers[0]._client is not None)
        client: Any = kitt.messengers[0]._client
        assert isinstance(client, Client)
        session = OutboundGroupSession()
        session.shared = True
        olm = client.olm
        olm.create_group_session("key", "ed", "!r:x", session.id, session.session_key)
        shown = MatrixRoom("!r:x", ME, encrypted=True)
        for who in (ME, "@mara:localhost", "@jonas:localhost"):
            shown.add_member(who, None, None)
        number = 0

        def said(inside: Any) -> MegolmEvent:
            nonlocal number
            number += 1
            raw = inside if isinstance(inside, str) else json.dumps(inside)
            sealed = {"algorithm": "m.megolm.v1.aes-sha2", "sender_key": "key", "device_id": "D",
                      "session_id": session.id, "ciphertext": session.encrypt(raw)}  # fmt: skip
            return MegolmEvent.from_dict(event("m.room.encrypted", sealed, event_id=f"$in{number}"))

        left = member("@jonas:localhost", "leave")
        forged = {"type": "m.room.message", "sender": "@admin:x", "event_id": "$x", "origin_server_ts": 1,
                  "content": 1}  # fmt: skip
        plain = {"type": "m.room.message", "content": {"msgtype": "m.text", "body": "hi"}}
        for inside in (
            {**left, "room_id": "!r:x"}, forged, {"foo": 1}, "[" * 20_000, '{"a": ' + "9" * 5_000 + "}", "no",
            {**plain, "state_key": ""}, {"type": "m.room.redaction", "content": {}, "redacts": "$x"},
        ):  # fmt: skip
            hostile = said(inside)
            client._handle_timeline_event(hostile, "!r:x", shown, set())
            with pytest.raises(EncryptionError):
                client.olm.decrypt_megolm_event(hostile, "!r:x")
        assert "@jonas:localhost" in shown.users
        assert client.olm.decrypt_megolm_event(said(plain), "!r:x").body == "hi"

    scripted(scene)


def test_texts_that_are_none(scripted: Callable[[Scene], list[str]], store: Store) -> None:
    """Control characters, half a surrogate and a time in a million years: stored clean, answered clean."""

    async def scene(server: Scripted, _kitt: Assembly) -> None:
        odd = text("a\x00b\x1b[31m\ud800\u202ec", "$odd") | {"origin_server_ts": 10**30}
        server.syncs.append(room(odd))
        await answered(server, 1)

    scripted(scene)
    first = events(store)[0]
    assert first.received_at is not None
    said = json.dumps(first.payload)
    assert "\\u0000" not in said
    assert "\\ud800" not in said


def test_references_that_are_none(scripted: Callable[[Scene], list[str]]) -> None:
    """In a room a message refers to a name of 60,000 characters: nobody is asked for it, nothing hangs."""

    async def scene(server: Scripted, _kitt: Assembly) -> None:
        third = member("@jonas:localhost")
        odd = [{"event_id": value} for value in ("$" + "x" * 60_000, "$a/../../b", "no", "$\x00", 1, None)]
        server.answers["/event/"] = {}
        relations = [{"m.in_reply_to": one, **one, "rel_type": "m.thread"} for one in odd]
        found = [text("Kitt, hello", f"$o{n}", **{"m.relates_to": one}) for n, one in enumerate(relations)]
        server.syncs.append(room(*found, state=(third,)))
        server.syncs.append(room(text("Kitt: the last 5", "$5")))
        await until(lambda: any("the last 5" in str(sent) for sent in server.sent()))
        assert max(len(path) for _, path in server.requests) < 1_000

    scripted(scene)


def test_an_event_that_the_homeserver_cannot_give(scripted: Callable[[Scene], list[str]]) -> None:
    """A reply to something that ends in an error of the homeserver each time: only this one is not known."""

    async def scene(server: Scripted, _kitt: Assembly) -> None:
        server.refusals["/event/"] = [(500, {"errcode": "M_UNKNOWN"})] * 100
        reply = {"m.relates_to": {"m.in_reply_to": {"event_id": "$gone"}}}
        server.syncs.append(room(text("a reply", "$1", **reply), state=(member("@jonas:localhost"),)))
        server.syncs.append(room(text("Kitt: the last 5", "$5")))
        await until(lambda: any("the last 5" in str(sent) for sent in server.sent()))

    scripted(scene)
