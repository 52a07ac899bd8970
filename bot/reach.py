"""For whom this process works, in the store's words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.ports import Messenger
from storage.queries.messages import Reach


def reach_of(messengers: Iterable[Messenger]) -> Reach:
    """All conversations of these messengers, or those that a messenger is limited to."""
    everywhere: list[str] = []
    places: list[str] = []
    for messenger in messengers:
        if messenger.addresses is None:
            everywhere.append(messenger.name)
        else:
            places += [f"{messenger.name}:{address}" for address in sorted(messenger.addresses)]
    return Reach(tuple(everywhere), tuple(places))
