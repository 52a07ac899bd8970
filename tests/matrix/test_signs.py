"""Kitt's own reactions, where some are refused; without a network."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot.messengers.matrix.home import Home
from bot.messengers.matrix.signs import Signs
from bot.ports import SendError, no_probe


class Refusing:
    """Takes all signs but the first, which is there already."""

    is_tight = False

    def __init__(self) -> None:
        self.put: list[str] = []

    async def send(self, _room: str, content: Any, *, sort: str, key: str) -> str:
        sign = content["m.relates_to"]["key"]
        if sign == "1":
            raise SendError("refused", permanent=True)
        self.put.append(sign)
        return f"${sort}{key}"


def test_a_sign_that_is_there_stops_no_other(tmp_path: Path) -> None:
    """After a restart an edited answer has the signs of the first one: the homeserver refuses them again."""
    sending: Any = Refusing()
    signs = Signs(Home(tmp_path), None, sending, no_probe)  # type: ignore[arg-type]
    asyncio.run(signs.put("!r:localhost", "$e", ["1", "2", "3"], key="7"))
    assert sending.put == ["2", "3"]
