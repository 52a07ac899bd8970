"""Known names in a text → entities with canonical values. It stands in front of every engine."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from nlu.evidence import TITLES, Mention, Surroundings
from nlu.interface import Entity, KnownName
from nlu.names import EMPTY, Names
from nlu.negation import unwanted
from nlu.text import Token, tokens

__all__ = ["EMPTY", "Names", "link"]

# Where one word stands for names of several types, the earlier type is meant.
_FIRST_MEANT = ("region", "project", "group", "language", "topic", "organisation", "person", "place")
_POSTCODE = re.compile(r"(?<![\w.,+/-])(?:[dD][ -]?)?(\d{5})(?![\w-]|[.,]\d)")
_MISSPELT = {1: 0.85, 2: 0.7}
_WINDOW_CORRECTED = 3


def link(text: str, names: Names, ordinary: frozenset[str] = frozenset()) -> tuple[Entity, ...]:
    """Find the known names, and the postcodes, that a text mentions.

    ``ordinary`` holds folded everyday words; they are never corrected into names, and count as a name
    only where the words around say so. In a negation only the wanted value is returned.
    """
    words = tokens(text)
    around = Surroundings(words, ordinary, any(word.capital for word in words[1:]))
    mentions = _joined(_best(list(_mentions(around, names)), around))
    entities = [_entity(text, words, mention) for mention in mentions]
    entities.extend(_postcodes(text))
    entities.extend(_strangers(words, entities))
    entities.sort(key=lambda entity: entity.start)
    dropped = unwanted(text, words, entities)
    return tuple(e for number, e in enumerate(entities) if number not in dropped)


def _postcodes(text: str) -> Iterator[Entity]:
    for match in _POSTCODE.finditer(text):
        yield Entity("postcode", match[1], match[1], match.start(1), match.end(1))


def _mentions(around: Surroundings, names: Names) -> Iterator[Mention]:
    count = len(around.words)
    for first in range(count):
        key = ""
        for last in range(first + 1, min(first + names.longest, count) + 1):
            key += around.words[last - 1].folded
            found = list(_credible(around, first, last, key, names))
            yield from found


def _credible(around: Surroundings, first: int, last: int, key: str, names: Names) -> Iterator[Mention]:
    """Believable mentions of the words first…last, exact before bent before misspelt."""
    exact = names.exact(key)
    if last - first > 1:
        exact = [name for name in exact if _several_words(name)]
    found = [m for m in _by_type(first, last, exact, 1.0) if around.credible(m)]
    if not found and (last - first == 1 or around.words[last - 1].folded[-1:] in "srn") and not exact:
        hit = names.bent(key)
        if hit is not None and (last - first == 1 or all(map(_several_words, hit.names))):
            found = [m for m in _by_type(first, last, hit.names, hit.score) if around.credible(m)]
    if found:
        yield from found
    elif not exact and last - first <= _WINDOW_CORRECTED and not _everyday(around, first, last):
        yield from _misspelt(around, first, last, key, names)


def _everyday(around: Surroundings, first: int, last: int) -> bool:
    words = around.words[first:last]
    return any(w.folded in around.ordinary for w in words) if len(words) < 3 else False


def _several_words(name: KnownName) -> bool:
    return any(" " in form or "-" in form or "/" in form for form in (name.value, *name.forms))


def _misspelt(around: Surroundings, first: int, last: int, key: str, names: Names) -> Iterator[Mention]:
    if last - first > 1 and len(key) < 8:
        return
    by_distance: dict[int, list[KnownName]] = defaultdict(list)
    for name, distance in names.misspelt(key):
        if distance and (last - first == 1 or _several_words(name)):
            by_distance[distance].append(name)
    for distance in sorted(by_distance):
        found = [
            m for m in _by_type(first, last, by_distance[distance], _MISSPELT[distance]) if around.credible(m)
        ]
        if found:
            yield from found
            return


def _by_type(first: int, last: int, names: Iterable[KnownName], score: float) -> Iterator[Mention]:
    """One mention per type; of misspelt places only the weightiest."""
    kinds: dict[str, list[KnownName]] = defaultdict(list)
    for name in names:
        kinds[name.entity].append(name)
    for entity, found in kinds.items():
        if entity == "place" and score < 0.88:
            most = max(name.weight for name in found)
            found = [name for name in found if name.weight == most]
        yield Mention(first, last, tuple(found), score)


def _best(mentions: list[Mention], around: Surroundings) -> list[Mention]:
    """Mentions that do not overlap: the longest first, then the best spelt, then by type."""
    taken: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: _rank(m, around)):
        if all(mention.last <= other.first or mention.first >= other.last for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda m: m.first)


def _rank(mention: Mention, around: Surroundings) -> tuple[float, ...]:
    kind = _FIRST_MEANT.index(mention.entity) if mention.entity in _FIRST_MEANT else 99
    if mention.entity == "person" and around.titled(mention):
        kind = -1
    length = mention.last - mention.first
    # A corrected reading of two words does not beat a well spelt one of a single word.
    return (mention.misspelt, -length, -mention.score, kind)


def _joined(mentions: list[Mention]) -> list[Mention]:
    """Make "Mara Lindner" one mention where given and family name were found apart."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and mention.entity == last.entity == "person"
            and last.last == mention.first
            and (both := tuple(n for n in last.names if n in mention.names))
        ):
            joined[-1] = Mention(last.first, mention.last, both, min(last.score, mention.score))
        else:
            joined.append(mention)
    return joined


def _entity(text: str, words: list[Token], mention: Mention) -> Entity:
    start, end = words[mention.first].start, words[mention.last - 1].end
    names = sorted(mention.names, key=lambda name: -name.weight)
    return Entity(
        mention.entity,
        names[0].value
        if len({n.value for n in names}) == 1 or mention.entity != "person"
        else text[start:end],
        text[start:end],
        start,
        end,
        refs=tuple(dict.fromkeys(name.ref for name in names)),
        score=mention.score,
    )


def _strangers(words: list[Token], entities: list[Entity]) -> Iterator[Entity]:
    """People with "Frau" or "Herr" whom nobody knows: a person without a reference."""
    starts = {entity.start for entity in entities}
    for title, name in zip(words, words[1:], strict=False):
        polite = title.folded in TITLES - {"kollegin", "kollege"}
        if polite and name.start not in starts and name.text.isalpha() and len(name.text) >= 3:
            covered = any(e.start <= name.start < e.end for e in entities)
            if not covered and (name.capital or not title.capital):
                yield Entity("person", name.text, name.text, name.start, name.end, score=0.5)
