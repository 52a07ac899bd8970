"""Files that Kitt sends, as the terminal keeps them: texts and pictures, for their owner, side by side."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest

from bot.abilities import FetchError
from bot.messengers.console import create
from bot.messengers.console.messenger import MOST_ALIKE, Console
from bot.ports import Document, Limits, Part, SendError
from bot.rendering import part_of, render
from dialogs.turn import File, Reply, say
from tests.factories import NOW

PICTURE = b"\x89PNG\r\n\x1a\n\x00\xff"


def console(folder: Path) -> Console:
    settings = {"address": "me", "session": "one", "interactive": False, "files": folder}
    return create({**settings, "conversation": "me", "clock": lambda: NOW})


def sent(folder: Path, *files: File) -> None:
    """Send an answer with files, by way of what is stored in the outbox."""
    payload = Reply((say("goodbye"),), files=files).as_json()
    (body,) = render(payload, "de", Limits(), markup=lambda text, language: str(text["key"]))
    asyncio.run(console(folder).send("me", part_of(body, 1, message_id=1, answers=""), key="1"))


def test_bytes_and_texts(tmp_path: Path) -> None:
    """What was put in comes out, byte by byte, readable for nobody else."""
    sent(
        tmp_path / "files",
        File("qr.png", "image/png", content=PICTURE),
        File("a.html", "text/html", "Größe\n"),
    )
    assert (tmp_path / "files" / "qr.png").read_bytes() == PICTURE
    assert (tmp_path / "files" / "a.html").read_text(encoding="utf-8") == "Größe\n"
    for file in (tmp_path / "files").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A second file of the same name, or a link that lies there, gets another name."""
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / "qr.png").symlink_to(other)
    sent(tmp_path, File("qr.png", "image/png", content=PICTURE))
    sent(tmp_path, File("../qr.png", "image/png", content=b"two"))
    assert other.read_text() == "mine"
    assert (tmp_path / "qr-2.png").read_bytes() == PICTURE
    assert (tmp_path / "qr-3.png").read_bytes() == b"two"


def test_too_many_of_a_name(tmp_path: Path) -> None:
    """It does not count for ever: then the message has failed, for good."""
    for number in range(1, MOST_ALIKE + 1):
        (tmp_path / (f"a-{number}.png" if number > 1 else "a.png")).touch()
    part = Part(1, (), files=(Document("a.png", "image/png", PICTURE),))
    with pytest.raises(SendError) as refused:
        asyncio.run(console(tmp_path).send("me", part, key="1"))
    assert refused.value.permanent


def test_a_file_is_sent_by_its_path(tmp_path: Path) -> None:
    """It comes with its name; what is in it is read when it is asked for, and never more than is wanted."""
    (tmp_path / "ein name.csv").write_bytes(b"Art;Name")
    one = console(tmp_path)
    incoming = one._incoming(f" /datei {tmp_path}/ein name.csv ")
    assert incoming.file is not None
    assert (incoming.text, incoming.file.name) == ("", "ein name.csv")
    assert asyncio.run(one.fetch(incoming.file.id, 8)) == b"Art;Name"
    for most, path, code in ((7, incoming.file.id, "too-large"), (10**6, str(tmp_path), "failed"),
                             (9, str(tmp_path / "nichts"), "failed"), (9, "\0", "failed")):  # fmt: skip
        with pytest.raises(FetchError, match=code):
            asyncio.run(one.fetch(path, most))
    assert one._incoming("/datei").file is None
    assert one._incoming("eine /datei x").file is None
