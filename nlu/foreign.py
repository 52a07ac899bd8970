"""Languages that Kitt does not speak, but knows when it sees them, so that it can say so in theirs.

``nlu/foreign/*.txt`` holds sentences as people might write them to Kitt, one a line, one file a language
(ISO 639). Scripts by Unicode's blocks (https://www.unicode.org/charts/).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from nlu.text import fold

FOLDER = Path(__file__).parent / "foreign"

BY_SCRIPT: Mapping[str, tuple[str, ...]] = {
    "latin": ("de", "en", "pl", "tr"),
    "cyrillic": ("ru", "uk"),
    "arabic": ("ar",),
}
"""The languages that can be told apart, by the script that they are written in."""

FOREIGN = frozenset({"ar", "pl", "ru", "tr", "uk"})

_NOT_ARABIC = frozenset("پچژگکیےٹڈڑںێۆڕڵڤە")
"""Letters of Persian, Urdu and Kurdish, which are written in Arabic script too."""


def samples() -> dict[str, list[str]]:
    """The sentences of each language."""
    return {path.stem: path.read_text(encoding="utf-8").splitlines() for path in sorted(FOLDER.glob("*.txt"))}


@functools.cache
def greetings() -> Mapping[str, str]:
    """Single words that tell a language by themselves, folded: "merhaba" is Turkish."""
    return {
        fold(line): language for language, lines in samples().items() for line in lines if " " not in line
    }


def possible(text: str) -> tuple[str, ...]:
    """The languages that a text may be in, by the script of most of its letters; none for other scripts."""
    counts = dict.fromkeys(BY_SCRIPT, 0)
    letters = 0
    for character in text:
        if not character.isalpha():
            continue
        letters += 1
        code = ord(character)
        if code < 0x250:
            counts["latin"] += 1
        elif 0x400 <= code < 0x530:
            counts["cyrillic"] += 1
        elif 0x600 <= code < 0x780:
            counts["arabic"] += 1
    script = max(counts, key=lambda name: counts[name])
    if counts[script] * 2 <= letters or script == "arabic" and not _NOT_ARABIC.isdisjoint(text):
        return ()
    return BY_SCRIPT[script]
