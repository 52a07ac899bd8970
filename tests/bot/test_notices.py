"""What messengers say to whoever looks after Kitt: a sentence for each code, of their own messenger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import messengers
from bot.messengers.matrix.introducing import PICTURE
from bot.notices import NOTICES, notice

_SAID = re.compile(r"(?:notice\(|ConnectError\(|_end\(host, )\"([a-z-]+)\"")
_DEVICE = re.compile(r"notice, \"([a-z-]+)\"\)")
FOLDER = Path(messengers.__file__).parent


def codes(name: str) -> set[str]:
    """The codes that the modules of a messenger say or end with."""
    found: set[str] = set()
    for module in (FOLDER / name).glob("*.py"):
        text = module.read_text(encoding="utf-8")
        if name == "telegram" or "otice" in text or "ConnectError" in text:
            found |= set(_SAID.findall(text)) | set(_DEVICE.findall(text))
    return found - {"crashed"}


def test_every_code_of_matrix_has_a_sentence() -> None:
    """And each sentence is one that can be said."""
    said = codes("matrix") | {"logged-out"}  # what "unauthorized" becomes with a password
    assert {"connected", "limited", "older-keys", "in-use", "foreign-identity"} <= said
    assert said == set(NOTICES["matrix"])


@pytest.mark.parametrize("messenger", NOTICES)
def test_sentences_are_of_their_messenger(messenger: str) -> None:
    """Nobody on Matrix is sent to BotFather, nobody on Telegram to a homeserver."""
    other = {"matrix": ("Telegram", "BotFather"), "telegram": ("Matrix", "omeserver")}[messenger]
    for code, sentence in NOTICES[messenger].items():
        for text in sentence:
            assert [word for word in other if word in text] == [], code
            assert text.count("{}") == (code in ("connected", "fingerprint", "clock-off", "foreign-identity"))
            assert text.endswith((".", "?", "{}")), code


def test_a_code_without_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new code of a messenger ends nothing; a crash is said for each of them."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert notice("matrix", "brand-new", "") == "Matrix: brand-new"
    assert notice("telegram", "crashed", "").startswith("Telegram does not go on because of a fault in Kitt")


def test_the_picture_is_one() -> None:
    """A small PNG, as every homeserver takes it."""
    picture = PICTURE.read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(picture) < 10_000
