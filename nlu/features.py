"""What the classifier sees of a text: names masked by their type, words, pieces of words, and structure.

Training and inference call the very same functions, so that the two cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from nlu.interface import NO_CONTEXT, Context, Entity
from nlu.text import fold

MASKED = frozenset(
    {"region", "place", "postcode", "project", "organisation", "topic", "person", "language", "group"}
)
"""Entity types that linking finds; other annotations of the training data are left as they stand."""

LONGEST = 1_500
"""Characters of a text that are looked at: an intent shows long before; the rest is payload."""

_PIECE = re.compile(r"_[a-z]+_|[^\W_]+|[?:!]")
_DIGITS = re.compile(r"\d+")
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35)
_ASKING = frozenset(
    "wer wen wem wessen was wann wo woher wohin wie welche welcher welches welchen warum wieso weshalb "
    "wieviel who whom whose what when where which why how".split()
)


def masked(text: str, entities: Iterable[Entity]) -> str:
    """The folded text with each name replaced by its type: "kontakt im _region_ ?"."""
    pieces = []
    end = 0
    for entity in sorted(entities, key=lambda e: e.start):
        if entity.entity in MASKED and entity.start >= end:
            pieces.append(text[end : entity.start])
            pieces.append(f" _{entity.entity}_ ")
            end = entity.end
    pieces.append(text[end:])
    return "".join(pieces)[:LONGEST]


def pieces(masked_text: str) -> list[str]:
    """Folded words, masks and telling punctuation of a masked text; digits count as 0."""
    found = []
    for piece in _PIECE.findall(masked_text):
        if piece.startswith("_"):
            found.append(piece)
        else:
            found.append(_DIGITS.sub("0", fold(piece)))
    return found


def phrase(text: str, entities: Iterable[Entity]) -> str:
    """The masked words of a text without punctuation: what two notations of one sentence have in common."""
    return " ".join(piece for piece in pieces(masked(text, entities)) if piece not in "?:!")


def word_features(words: Sequence[str]) -> list[str]:
    """Single words, pairs of neighbours, and pairs with one word between."""
    found = list(words)
    padded = ["^", *words, "$"]
    found.extend(f"{a} {b}" for a, b in pairwise(padded))
    found.extend(f"{a} * {b}" for a, b in zip(words, words[2:], strict=False))
    return found


def letter_features(words: Sequence[str]) -> list[str]:
    """Runs of two to five letters within each word and its edges; masks count whole."""
    found = []
    for word in words:
        if word.startswith("_"):
            found.append(word)
            continue
        edged = f" {word} "
        length = len(edged)
        for size in (2, 3, 4, 5):
            if length <= size:
                found.append(edged)
                break
            found.extend(edged[i : i + size] for i in range(length - size + 1))
    return found


def shape_features(
    text: str, words: Sequence[str], entities: Sequence[Entity], context: Context = NO_CONTEXT
) -> list[str]:
    """Structure: how many names of which type, length, question words, punctuation, the open question."""
    found = [f"long>{limit}" for limit in _LENGTHS if len(words) > limit]
    counts: dict[str, int] = {}
    for entity in entities:
        if entity.entity in MASKED:
            kind = "where" if entity.entity in ("region", "place", "postcode") else entity.entity
            counts[kind] = counts.get(kind, 0) + 1
    found.extend(f"has:{kind}" for kind in counts)
    found.extend(f"several:{kind}" for kind, count in counts.items() if count > 1)
    if not counts:
        found.append("no names")
    if words and words[0] in _ASKING:
        found.append("asks first")
    elif any(word in _ASKING for word in words):
        found.append("asks")
    if text.rstrip().endswith("?"):
        found.append("ends ?")
    if ":" in words[:-3]:
        found.append("colon")
    if context.question_open:
        found.append("question open")
    return found
