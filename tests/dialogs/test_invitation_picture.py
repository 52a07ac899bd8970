"""What an invitation's picture and links give to whoever scans or taps them: the code, or the way to Kitt."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import segno

from dialogs.texts import markup, plain
from dialogs.topics.invitation_picture import PIXELS, picture_of
from dialogs.topics.inviting import _ways_in
from tests.factories import NOW

TELEGRAM, MATRIX = "https://t.me/kitt_bot?start={code}", "https://matrix.to/#/@kitt:localhost"


@pytest.mark.parametrize(
    ("links", "content"),
    [
        ((), "G3R6-QTE8"),
        ((TELEGRAM, MATRIX), "https://t.me/kitt_bot?start=G3R6-QTE8"),
        ((MATRIX,), "G3R6-QTE8"),
    ],
)
def test_the_picture_carries_the_code(links: tuple[str, ...], content: str) -> None:
    """Who scans it has the code, also where no link can carry one: links to Matrix only lead to Kitt."""
    turn: Any = SimpleNamespace(now=NOW, network=SimpleNamespace(links=links, zone=ZoneInfo("UTC")))
    drawn = io.BytesIO()
    segno.make(content, micro=False).save(drawn, kind="png", scale=PIXELS)
    assert picture_of(turn, "G3R6-QTE8").content == drawn.getvalue()


def test_links_say_what_they_do() -> None:
    """One lets in, the other one leads to where the code has to be sent."""
    said = [plain(markup(text.as_json(), "de")) for text in _ways_in((TELEGRAM, MATRIX), "G3R6")]
    assert said == [
        "Oder mit einem Link: https://t.me/kitt_bot?start=G3R6",
        f"Dieser Link führt zu mir, den Code schickt man mir dort: {MATRIX}",
    ]
    assert _ways_in((), "G3R6") == []
