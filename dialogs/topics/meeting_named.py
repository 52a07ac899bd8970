"""Which meetings a text names by their titles: "sag das Plenum ab", "wann ist der Jour fixe?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.services.calendar import Held

SHORTEST_TITLE = 4
"""A shorter title is found in too many texts that do not mean it."""

_NEW_TITLE = re.compile(r"[:„“\"»]")
"""What is quoted, or stands behind a colon, is what a meeting is to be called, and not which one it is."""

_NONE = re.compile(r"(?!)")


def named_in(text: str, dates: Sequence[Held]) -> list[Held]:
    """Those of these dates whose title stands in the text; where one title holds another, the longer one."""
    found = [held for held in dates if _title_of(held).search(text)]
    return [
        held
        for held in found
        if not any(held.title != one.title and held.title.casefold() in one.title.casefold() for one in found)
    ]


def without_title(text: str, named: Sequence[Held]) -> str:
    """The text with a meeting's title as "Treffen", for what is to be read of it besides."""
    new = _NEW_TITLE.search(text)
    before, behind = (text[: new.start()], text[new.start() :]) if new else (text, "")
    for held in named:
        before = _title_of(held).sub("Treffen", before, count=1)
    return before + behind


def titles_at(text: str, named: Sequence[Held]) -> list[tuple[int, int]]:
    """Where their titles stand in a text."""
    return [found.span() for held in named for found in _title_of(held).finditer(text)]


def _title_of(held: Held) -> re.Pattern[str]:
    if len(held.title) < SHORTEST_TITLE:
        return _NONE
    words = r"[\s-]+".join(re.escape(word) for word in held.title.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.I)
