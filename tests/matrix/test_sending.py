"""What a homeserver's refusals mean, and what Kitt asks for; the homeserver says what it is to say."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.messengers.matrix.content import LIMITS, Place, text_of
from bot.messengers.matrix.syncing import Pauses
from bot.ports import Choice, Document, Part, SendError, Span
from storage.session import Store
from tests.bot.assembly import HandClock, play
from tests.matrix.person import until
from tests.matrix.scene import kitt
from tests.servers.scripted import ME, Scripted, event, room, text

ROOM = "!room:localhost"
HELLO = Part(0, (Span("hello"),))
SETTING = event("m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}, event_id="$set", state_key="")
Scene = Callable[[Scripted, Any], Awaitable[None]]


@pytest.fixture
def dialect() -> str:
    """What is stored where is no matter of the network: once is enough."""
    return "sqlite"


@pytest.fixture
def scripted(store: Store, tmp_path: Path) -> Callable[..., list[str]]:
    """Let a scene play with a homeserver and Matrix's messenger, which is in a room; returns what it said."""
    told: list[str] = []

    async def whole(scene: Scene, first: Any, **settings: Any) -> None:
        async with Scripted() as server:
            server.syncs.append(first)
            settings = {"clock": HandClock()} | settings
            address: Any = server
            async with kitt(
                address, "@kitt:localhost", store, tmp_path / "home", told, **settings
            ) as running:
                matrix: Any = running.messengers[0]
                await until(lambda: matrix._syncing is not None and matrix._syncing.ready.is_set())
                await scene(server, matrix)

    def played(scene: Scene, first: Any = None, **settings: Any) -> list[str]:
        play(lambda: whole(scene, first or room(), **settings))
        return told

    return played


@pytest.mark.parametrize(
    ("status", "body", "code", "kind"),
    [
        (403, {"errcode": "M_FORBIDDEN"}, "silent", "permanent"),
        (413, {"errcode": "M_TOO_LARGE"}, "too-large", "permanent"),
        (400, {"errcode": "M_BAD_JSON"}, "refused", "permanent"),
        (401, {"errcode": "M_UNKNOWN_TOKEN"}, "unauthorized", "later"),
        (500, {"errcode": "M_UNKNOWN"}, "server", "unknown"),
        (502, {}, "server", "unknown"),
        (429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1500}, "flood", "later"),
        (429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 10**30}, "flood", "later"),
        (429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": "soon"}, "flood", "later"),
        (429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": -5}, "flood", "later"),
    ],
)
def test_refusals(
    scripted: Callable[..., list[str]], status: int, body: dict[str, Any], code: str, kind: str
) -> None:
    """Each has a code, and is permanent, to be tried later, or of unknown outcome (the key makes it safe)."""

    async def scene(server: Scripted, matrix: Any) -> None:
        server.refusals["/send/"] = [(status, body)]
        with pytest.raises(SendError) as caught:
            await matrix.send(ROOM, HELLO, key="1.0")
        found = caught.value
        assert found.code == code
        assert [found.permanent, found.retry_after is not None, found.unknown] == [
            kind == "permanent", kind == "later", kind == "unknown",
        ]  # fmt: skip
        assert found.retry_after is None or found.retry_after <= timedelta(hours=1)

    scripted(scene)


def test_not_there_any_more(scripted: Callable[..., list[str]]) -> None:
    """Where Kitt was removed from is gone for good; and a line that breaks is of unknown outcome."""

    async def scene(server: Scripted, matrix: Any) -> None:
        forbidden = {"errcode": "M_FORBIDDEN"}
        server.refusals |= {"/send/": [(403, forbidden)], "/joined_members": [(403, forbidden)] * 2}
        for where in (ROOM, "!other:localhost"):
            with pytest.raises(SendError) as caught:
                await matrix.send(where, HELLO, key="1.0")
            assert (caught.value.code, caught.value.permanent) == ("gone", True)
        server.cut += ["/send/"] * 2  # the library tries once more by itself
        with pytest.raises(SendError) as caught:
            await matrix.send(ROOM, HELLO, key="2.0")
        assert (caught.value.code, caught.value.unknown) == ("network", True)
        assert await matrix.send(ROOM, HELLO, key="2.0")

    scripted(scene)


def test_a_limit_holds_for_all(scripted: Callable[..., list[str]]) -> None:
    """Trap 13: after one refusal nothing is asked, in whichever room, until the time has come; said once."""
    clock = HandClock()

    async def scene(server: Scripted, matrix: Any) -> None:
        limit = {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 5_000}
        server.refusals["/send/"] = [(429, limit), (429, limit)]
        for left, asked in ((5, 1), (3, 1), (1, 1), (5, 2)):
            with pytest.raises(SendError) as caught:
                await matrix.send(ROOM, HELLO, key="1.0")
            assert caught.value.retry_after == timedelta(seconds=left)
            assert server.count("/send/") == asked
            clock.turn(seconds=2)
        clock.turn(seconds=5)
        assert await matrix.send(ROOM, HELLO, key="1.0")
        assert server.count("/send/") == 3

    told = scripted(scene, clock=clock)
    assert told.count("limited") == 1


def test_the_key_of_a_part(scripted: Callable[..., list[str]]) -> None:
    """Trap 14: the transaction is the outbox's row and part, and the same when sent again."""

    async def scene(server: Scripted, matrix: Any) -> None:
        for key in ("7.0", "7.0", "7.1"):
            await matrix.send(ROOM, HELLO, key=key)
        sent = [path.rpartition("/")[2] for _, path in server.requests if "/send/" in path]
        assert sent == ["kitt.7.0", "kitt.7.0", "kitt.7.1"]

    scripted(scene)


def test_an_invitation_that_stops_halfway(scripted: Callable[..., list[str]]) -> None:
    """Text, signs and the calendar's file: what is sent again has its keys, so that each is there once."""
    file = Document("treffen.ics", "text/calendar", b"BEGIN:VCALENDAR")
    answers = [Choice(n, name, f"7:{n - 1}", sign=f"{n}\ufe0f\u20e3") for n, name in ((1, "Ja"), (2, "Nein"))]
    part = Part(0, (Span("Du bist eingeladen"),), tuple(answers), files=(file,), private=True)

    async def scene(server: Scripted, matrix: Any) -> None:
        server.answers["/upload"] = {"content_uri": "mxc://localhost/file"}
        server.refusals["/upload"] = [(500, {"errcode": "M_UNKNOWN"})]
        with pytest.raises(SendError):
            await matrix.send(ROOM, part, key="7.0")
        assert await matrix.send(ROOM, part, key="7.0")
        keys = [path.rpartition("/")[2] for _, path in server.requests if "/m.room.message/" in path]
        assert keys == ["kitt.7.0", "kitt.7.0", "kitt.7.0.0"]
        assert server.sent()[-1]["msgtype"] == "m.file"
        assert server.count("m.reaction") >= len(answers)

    scripted(scene)


def test_a_cancelled_send(scripted: Callable[..., list[str]]) -> None:
    """Trap 10: ended or failed while keys are shared, the room does not hang for ever."""

    async def scene(server: Scripted, matrix: Any) -> None:
        server.cut += ["/keys/claim"]
        server.answers["/joined_members"] = {"joined": {"@mara:localhost": {}, "@kitt:localhost": {}}}
        server.answers["/state/m.room.encryption"] = SETTING["content"]
        client = matrix._client
        client.sharing_session[ROOM] = asyncio.Event()  # as a share that was cancelled leaves it
        with pytest.raises(SendError):
            await asyncio.wait_for(matrix.send(ROOM, HELLO, key="1.0"), 30)
        assert await asyncio.wait_for(matrix.send(ROOM, HELLO, key="1.0"), 30)

    scripted(scene, room(state=(SETTING,)))


def test_a_homeserver_that_forgets_the_setting(store: Store, tmp_path: Path) -> None:
    """It once said that the room is encrypted; now neither state nor question says so, the keys are lost."""
    home = tmp_path / "home"

    async def scene() -> None:
        async with Scripted() as server:
            address: Any = server
            server.syncs.append(room(state=(SETTING,)))
            async with kitt(address, ME, store, home, []):
                await until((home / "encrypted.json").exists)
            for file in (home / "keys").iterdir():
                file.unlink()
            server.answers["/joined_members"] = {"joined": {ME: {}}}
            server.syncs.append(room(text("hello", "$1")))
            async with kitt(address, ME, store, home, []):
                await until(lambda: server.count("/send/"))
            sent = [path for _, path in server.requests if "/send/" in path]
            assert ["/m.room.encrypted/" in path for path in sent] == [True]
            assert "hello" not in str(server.sent())

    play(scene)


def test_keys_at_nothing(scripted: Callable[..., list[str]]) -> None:
    """Traps 2 and 3: at 0 keys are made anew, and a fallback key that was used is replaced."""

    async def scene(server: Scripted, _matrix: Any) -> None:
        uploads = server.count("/keys/upload")
        counts = {"device_one_time_keys_count": {"signed_curve25519": 0}}
        server.syncs.append({**counts, "device_unused_fallback_key_types": []})
        await until(lambda: server.count("/keys/upload") >= uploads + 2)
        bodies = [body for path, body in server.bodies if "/keys/upload" in path][uploads:]
        assert any(body.get("one_time_keys") for body in bodies)
        assert any(body.get("fallback_keys") for body in bodies)

    scripted(scene)


def test_an_unreachable_homeserver_is_not_asked_all_the_time(scripted: Callable[..., list[str]]) -> None:
    """Trap 12: after each failure comes a pause, which grows; a token that was revoked ends it at once."""
    pauses = Pauses(poll=1, first=0.001, longest=3_600)
    assert [Pauses().after(n) for n in (1, 2, 3)] == [Pauses().first * 2**n for n in range(3)]
    assert Pauses().after(1_000) == Pauses().longest

    async def scene(server: Scripted, matrix: Any) -> None:
        server.refusals["/sync?"] = [(502, {})] * 3 + [(401, {"errcode": "M_UNKNOWN_TOKEN"})]
        await until(matrix._task.done)
        asked = server.count("/sync?")
        await until(lambda: not server.refusals["/sync?"])
        assert server.count("/sync?") == asked

    told = scripted(scene, pauses=pauses)
    assert "logged-out" in told
    assert told.count("unreachable") == 1


def test_gaps(scripted: Callable[..., list[str]]) -> None:
    """Trap 7: two rooms were cut, one over several pages; paging breaks down in the middle and goes on."""
    other = "!other:localhost"

    async def scene(server: Scripted, _matrix: Any) -> None:
        await until(lambda: server.count("/sync?") > 1)
        server.pages[ROOM] = [[text("three", "$3"), text("two", "$2")], [text("one", "$1")], []]
        server.pages[other] = [[text("first", "$o1")], []]
        server.refusals["/messages?"] = [(200, {}), (500, {})][1:]
        because = event("m.room.redaction", {}, event_id="$r", redacts="$gone")
        gone = text("", "$gone") | {
            "unsigned": {"redacted_because": because},
            "content": {},
        }
        both: dict[str, Any] = room(text("four", "$4"), limited=True, prev_batch="0")
        more = room(gone, text("second", "$o2"), name=other, limited=True, prev_batch="0")
        both["rooms"]["join"] |= more["rooms"]["join"]
        server.syncs += [both, both]
        await until(lambda: len(server.sent()) == 6)
        said = [str(body["body"]) for body in server.sent()]
        here = [one for one in said if one.partition(": ")[2] in ("one", "two", "three", "four")]
        assert here == ["guest: one", "guest: two", "guest: three", "guest: four"]
        assert [one for one in said if one not in here] == ["guest: first", "guest: second"]

    scripted(scene)


@pytest.mark.parametrize("sign", ["\U0001f600", "&", '"', "a\n"])
def test_the_largest_part_fits(sign: str) -> None:
    """Trap 15: an event may have 65,536 bytes, encrypted; the longest part has less, of whatever signs."""
    content = text_of(Part(0, (Span((sign * LIMITS.max_length)[: LIMITS.max_length]),)), Place(private=True))
    assert content["body"]
    assert len(json.dumps(content, ensure_ascii=False).encode()) * 4 / 3 + 1_000 < 65_536
