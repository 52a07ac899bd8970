"""Files that people send: asked of their messenger, and whatever goes wrong is one of two reasons."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.abilities import FetchError
from bot.enclosures import Fetcher, as_payload, enclosed_in
from bot.ports import LARGEST_FILE, Attached, Incoming
from dialogs.enclosing import Enclosed
from dialogs.topics.importing import LARGEST, wanted
from dialogs.turn import State
from storage.models import Role
from storage.services.viewer import Viewer
from tests.bot.assembly import FakeMessenger

OPEN = State(step="importing.file.more", data={"id": "fake:a:b", "name": "n", "size": 8})
ADMINISTRATOR, MEMBER = Viewer(Role.ADMINISTRATOR, 1), Viewer(Role.MEMBER, 2)
FILE = Enclosed("fake:a:b", "namen.csv", 8)


@dataclass
class Library(FakeMessenger):
    """A messenger with files."""

    name: str = "fake"
    asked: list[tuple[str, int]] = field(default_factory=list)

    async def fetch(self, file_id: str, most: int) -> bytes:
        self.asked.append((file_id, most))
        if file_id == "gone":
            raise FetchError("failed")
        return b"Art;Name"


def fetched(enclosed: Enclosed, library: FakeMessenger) -> tuple[bytes, str]:
    """What a thread of the inbox gets."""

    async def whole() -> tuple[bytes, str]:
        fetcher = Fetcher([library])
        fetcher.bind(asyncio.get_running_loop())
        received = await asyncio.to_thread(fetcher, enclosed)
        assert received.file == enclosed
        return received.content, received.error

    return asyncio.run(whole())


def test_what_is_fetched() -> None:
    """By the messenger that it came from; too large ones are not even asked for."""
    library = Library()
    assert fetched(FILE, library) == (b"Art;Name", "")
    assert fetched(Enclosed("fake:gone", "x"), library) == (b"", "failed")
    assert fetched(Enclosed("other:1", "x"), library) == (b"", "failed")
    assert fetched(Enclosed("fake:1", "x", LARGEST_FILE + 1), library) == (b"", "too-large")
    assert fetched(FILE, FakeMessenger()) == (b"", "failed")
    assert library.asked == [("a:b", LARGEST_FILE), ("gone", LARGEST_FILE)]
    assert Fetcher([library])(FILE).error == "failed"  # before the process runs


def test_what_is_kept_of_it() -> None:
    """Where it is, and a name that is fit to be shown; its ending stays."""
    name = "\u202e" + "x" * 300 + "\n .xlsx"
    incoming = Incoming(
        messenger="fake", event_key="1", conversation_address="c", conversation_kind="private",
        sender_address="a", sent_at=datetime(2026, 1, 1, tzinfo=UTC), file=Attached("a:b", name, 8),
    )  # fmt: skip
    found = enclosed_in(as_payload(incoming))
    assert found is not None
    assert (found.id, found.size, len(found.name)) == ("fake:a:b", 8, 120)
    assert found.name.endswith("x .xlsx")
    assert enclosed_in({"text": "ohne"}) is None
    assert LARGEST == LARGEST_FILE


@pytest.mark.parametrize(
    ("viewer", "enclosed", "state", "found"),
    [
        (ADMINISTRATOR, FILE, State(), True),
        (MEMBER, FILE, State(), False),
        (Viewer(Role.GUEST), FILE, State(), False),
        (Viewer(Role.ADMINISTRATOR, 1, in_group=True), FILE, State(), False),
        (ADMINISTRATOR, None, State(), False),
        (ADMINISTRATOR, None, OPEN, True),
        (MEMBER, None, OPEN, False),
    ],
)
def test_only_what_is_wanted_is_fetched(
    viewer: Viewer, enclosed: Enclosed | None, state: State, *, found: bool
) -> None:
    """An administrator's, in private: the one that came, or the one that the open card is about."""
    assert (wanted(viewer, enclosed, state) is not None) is found
