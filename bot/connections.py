"""How each messenger of this process is doing: for its web server and its metrics."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping

from bot.log import logger
from bot.ports import Measure, Messenger, no_measure

CONNECTED = "connected"
WAITING = "waiting"
"""Not connected yet, or another process is there for this messenger."""
UNREACHABLE = "unreachable"


class Connections:
    """What the messengers last said of themselves; one that has ended comes back only with a new start.

    ``back`` is told the name of one that reaches its network again.
    """

    def __init__(
        self,
        names: Iterable[str],
        measure: Measure = no_measure,
        back: Callable[[str], None] = lambda _name: None,
    ) -> None:
        self._measure = measure
        self._back = back
        self._states = dict.fromkeys(names, WAITING)
        self.ended: dict[str, str] = {}
        """Why each that has ended did: a code; "" if that is as it should be."""
        for name in self._states:
            measure("connected", 0.0, messenger=name)

    def reached(self, name: str, there: bool) -> None:
        """A messenger reached its network, or did not."""
        if name in self.ended:
            return
        is_back = there and self._states[name] == UNREACHABLE
        self._note(name, CONNECTED if there else UNREACHABLE)
        if is_back:
            self._back(name)

    def end(self, name: str, code: str) -> bool:
        """A messenger brings nothing more; whether it was the last one."""
        self.ended[name] = code
        self._note(name, code or "ended")
        return len(self.ended) == len(self._states)

    @property
    def troubles(self) -> Mapping[str, str]:
        """The messengers that are not connected, each with a code that says why."""
        return {name: state for name, state in self._states.items() if state != CONNECTED}

    @property
    def is_one(self) -> bool:
        """Whether at least one is connected; with none to connect that is so, too."""
        return not self._states or CONNECTED in self._states.values()

    def _note(self, name: str, state: str) -> None:
        self._states[name] = state
        self._measure("connected", float(state == CONNECTED), messenger=name)


async def stop_all(messengers: Iterable[Messenger]) -> None:
    """Stop messengers at the same time: none waits for another's network, nor for another's mistake."""
    for outcome in await asyncio.gather(*(one.stop() for one in messengers), return_exceptions=True):
        if isinstance(outcome, Exception):
            logger().error("messengers.not_stopped", exc_info=outcome)
