"""Known names in a text → entities with canonical values. It stands in front of every engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from nlu.evidence import Surroundings
from nlu.interface import Entity, KnownName
from nlu.names import BENT, EDGE, EMPTY, Among, Mention, Names, Near
from nlu.negation import unwanted
from nlu.plates import PLATE, is_plate
from nlu.spelling import SHORTEST
from nlu.strangers import strangers
from nlu.text import FILLERS, compact, core, fold, tokens

__all__ = ["EMPTY", "Names", "link"]

# Where one word stands for names of several types, the earlier type is meant.
_FIRST_MEANT = ("region", "project", "group", "language", "topic", "organisation", "person", "place")
_KIND = {entity: number for number, entity in enumerate(_FIRST_MEANT)}
_POSTCODE = re.compile(r"(?<![\w.,+/-])(?:[dD][ -]?)?(\d{5})(?![\w-]|[.,]\d)")
_MISSPELT = {1: 0.85, 2: 0.7}
_WINDOW_CORRECTED = 3
_WINDOW_BENT = 4
_SHORTEST_SEVERAL = 6
_SHORTEST_PARTED = 8  # of places and people
_LONG = 14
_BREAK = re.compile(r"[!?;\n]")
_WRITTEN = {"lkr": "lk", "lkrs": "lk", "landkreises": "landkreis", "kreises": "kreis", "kr": "kreis"}
_ADDITION = re.compile(r"\s?[(/]\s?([^\W\d_]+)")
_CITY = ("Kreisfreie Stadt ", "Landeshauptstadt ")
CORRECTED_WORDS = 300
"""Behind so many words nothing is corrected any more, so that the longest texts take no longer."""


def link(text: str, names: Names, ordinary: frozenset[str] = frozenset()) -> tuple[Entity, ...]:
    """Find the known names, and the postcodes, that a text mentions.

    ``ordinary`` holds folded everyday words; they are never corrected into names, and count as a name
    only where the words around say so. In a negation only the wanted value is returned.
    """
    words = tokens(text)
    around = Surroundings(text, words, ordinary, any(word.capital for word in words[1:]))
    mentions = _joined(around, _best(list(_mentions(around, names))))
    entities = [_entity(around, _as_meant(around, mention, names)) for mention in mentions]
    entities.extend(_postcodes(text))
    entities.extend(strangers(around, entities))
    entities.sort(key=lambda entity: entity.start)
    dropped = unwanted(text, words, entities)
    return tuple(e for number, e in enumerate(entities) if number not in dropped)


def _postcodes(text: str) -> Iterator[Entity]:
    for match in _POSTCODE.finditer(text):
        yield Entity("postcode", match[1], match[1], match.start(1), match.end(1))


def _mentions(around: Surroundings, names: Names) -> Iterator[Mention]:
    words = around.words
    broken = [bool(_BREAK.search(around.gap(index))) for index in range(len(words) - 1)]
    for first, word in enumerate(words):
        strange = around.surname_follows(first) and not names.knows(words[first + 1].folded)
        yield from (m for m in _single(around, first, names) if not (strange and m.entity == "person"))
        key = short = _WRITTEN.get(word.folded, word.folded)
        for last in range(first + 2, min(first + names.longest, len(words)) + 1):
            if broken[last - 2]:
                break
            folded = words[last - 1].folded
            key += folded
            short += "" if folded in FILLERS else folded
            yield from _window(around, first, last, key, names)
            if short != key and folded not in FILLERS:
                placed = [name for name in names.several(short) if name.entity in BENT]
                yield from _believed(around, first, last, placed, 1.0)


def _single(around: Surroundings, first: int, names: Names) -> Iterator[Mention]:
    """Believable mentions of one word: exact before bent before misspelt. What exists is never corrected."""
    word = around.words[first].folded
    exact = names.exact(word) or word.endswith("+") and names.exact(word[:-1]) or ()
    if around.polite(first):
        people = [name for name in exact if name.entity == "person"]
        found = list(_believed(around, first, first + 1, people, 1.0)) or list(
            _addressed(around, first, names)
        )
        if found or around.words[first].capital:
            yield from found
            return
    if exact:
        yield from _believed(around, first, first + 1, exact, 1.0)
        return
    if (plates := names.plates(word)) and is_plate(around, first):
        yield Mention(first, first + 1, tuple(plates), PLATE)
        return
    hit = names.bent(word)
    found = list(_believed(around, first, first + 1, hit.names, hit.score, hit.stem)) if hit else []
    if not found and (loose := names.loose(word)):
        found = list(_believed(around, first, first + 1, loose, 0.95, word))
    if found and not all(mention.hamlet for mention in found):
        yield from found
    elif found or hit is None or all(name.weight < 1.0 for name in hit.names):
        yield from list(_corrected(around, first, names)) or found


def _addressed(around: Surroundings, first: int, names: Names) -> Iterator[Mention]:
    """Whom "Frau Lindners", "Herrn Petrov" means: people only, bent or misspelt."""
    word = around.words[first].folded
    hit = names.bent(word)
    people = [name for name in hit.names if name.entity == "person"] if hit else []
    if people:
        yield from _believed(around, first, first + 1, people, 0.97)
        return
    after = around.words[first + 1 : first + 2]
    if after and around.names_stranger(first - 1, first + 1) and not names.exact(after[0].folded):
        return  # "Frau Maria Schulz", who is not Mara
    for near in names.misspelt(word):
        people = [name for name in near.names if name.entity == "person"]
        if people and near.distance:
            yield from _believed(around, first, first + 1, people, _MISSPELT[near.distance])
            return


def _corrected(around: Surroundings, first: int, names: Names) -> Iterator[Mention]:
    word = around.words[first].folded
    if first >= CORRECTED_WORDS or len(word) < SHORTEST or around.plain(first):
        return
    near = [n for n in names.misspelt(word) if n.distance < 2 or word not in n.form]
    yield from _nearest(around, first, first + 1, near)


def _window(around: Surroundings, first: int, last: int, key: str, names: Names) -> Iterator[Mention]:
    """Believable mentions of several words."""
    exact = names.several(key)
    if exact:
        yield from _believed(around, first, last, exact, 1.0)
        return
    if last - first == 2 and len(key) >= _SHORTEST_SEVERAL and around.gap(first) in (" ", "-", "- "):
        parted = list(_believed(around, first, last, _parted(around, first, names.exact(key)), 0.95))
        if parted:
            yield from parted
            return
    hit = names.bent_several(key) if key[-1] in "srn" and last - first <= _WINDOW_BENT else None
    if hit is not None:
        yield from _believed(around, first, last, hit.names, hit.score)
    elif last - first <= _WINDOW_CORRECTED and len(key) >= _SHORTEST_SEVERAL and first < CORRECTED_WORDS:
        yield from _corrected_window(around, first, last, key, names)


def _parted(around: Surroundings, first: int, exact: Sequence[KnownName]) -> Iterable[KnownName]:
    """Names of one word that was written in two, as dictation does: "Kinder Betreuung", "Magde-burg"."""
    whole = sum(len(around.words[index].folded) for index in (first, first + 1))
    sure = whole >= _SHORTEST_PARTED and not around.everyday(first, first + 2)
    return [n for n in exact if sure or n.entity not in ("place", "person")]


def _corrected_window(
    around: Surroundings, first: int, last: int, key: str, names: Names
) -> Iterator[Mention]:
    plain = sum(around.plain(index) for index in range(first, last))
    if not plain:
        yield from _nearest(around, first, last, names.misspelt(key, Among.SEVERAL_WORDS))
        return
    # The everyday words at the ends are the name's own: "im Netzwerk" is no misspelt "IQ Netzwerk".
    begin = around.words[first].folded[:EDGE] if around.plain(first) else ""
    end = around.words[last - 1].folded[-EDGE:] if around.plain(last - 1) else ""
    if not names.framed(begin, end):
        return
    near = names.misspelt(key, Among.THINGS if plain == last - first else Among.SEVERAL_WORDS)
    most = 2 if len(key) >= _LONG else 1
    fitting = [n for n in near if n.distance <= most and n.form.startswith(begin) and n.form.endswith(end)]
    yield from _nearest(around, first, last, fitting)


def _nearest(around: Surroundings, first: int, last: int, near: Iterable[Near]) -> Iterator[Mention]:
    """The believable ones among the nearest misspelt names."""
    by_distance: dict[int, list[KnownName]] = {}
    for found in near:
        if found.distance:
            by_distance.setdefault(found.distance, []).extend(found.names)
    for distance in sorted(by_distance):
        mentions = list(_believed(around, first, last, by_distance[distance], _MISSPELT[distance]))
        if mentions:
            yield from mentions
            return


def _believed(
    around: Surroundings, first: int, last: int, names: Iterable[KnownName], score: float, stem: str = ""
) -> Iterator[Mention]:
    """One mention for each type of names, where the surroundings allow it."""
    kinds: dict[str, dict[int, KnownName]] = {}
    for name in names:
        kinds.setdefault(name.entity, {})[id(name)] = name
    for entity, found in kinds.items():
        several = list(found.values())
        if entity == "place" and score < 0.88:
            most = max(name.weight for name in several)
            several = [name for name in several if name.weight == most]
        mention = Mention(first, last, tuple(several), score, stem)
        if around.credible(mention):
            yield mention


def _best(mentions: list[Mention]) -> list[Mention]:
    """Mentions that do not overlap: the longest first, then the best spelt, then by type."""
    exact = {m.first: m for m in mentions if m.last - m.first == 1 and not m.misspelt}
    taken: list[Mention] = []
    covered: set[int] = set()
    for mention in sorted(mentions, key=lambda m: _rank(m, exact)):
        if covered.isdisjoint(range(mention.first, mention.last)):
            taken.append(mention)
            covered.update(range(mention.first, mention.last))
    return sorted(taken, key=lambda m: m.first)


def _rank(mention: Mention, exact: dict[int, Mention]) -> tuple[float, ...]:
    corrected = mention.misspelt
    if corrected and mention.last - mention.first > 1:
        # "Tarik Hamdan" for Tarek Hamdan: the well spelt word says who is meant; the other is no name.
        parts = [exact.get(index) for index in range(mention.first, mention.last)]
        corrected = mention.score < 0.8 and not any(p is not None and p.covers(mention) for p in parts)
        corrected = corrected or all(parts)
    # A corrected reading of two words does not beat a well spelt one of a single word.
    return (corrected, mention.first - mention.last, -mention.score, _KIND.get(mention.entity, 99))


def _joined(around: Surroundings, mentions: list[Mention]) -> list[Mention]:
    """Make "Mara Lindner" one mention; leave "Sudenburg" behind Magdeburg, which is meant, away."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last is None or last.last != mention.first:
            joined.append(mention)
        elif mention.entity == last.entity == "person":
            known = set(map(id, mention.names))
            both = tuple(name for name in last.names if id(name) in known)
            if both:
                joined[-1] = Mention(last.first, mention.last, both, min(last.score, mention.score))
            else:
                joined.append(mention)
        elif not (last.entity in BENT and mention.doubtful and around.gap(mention.first - 1) in (" ", "-")):
            joined.append(mention)
    return joined


def _as_meant(around: Surroundings, mention: Mention, names: Names) -> Mention:
    """Look at what follows a town ("Halle/S."); a town that is a region is meant as one."""
    if mention.entity not in BENT:
        return mention
    if mention.last - mention.first == 1 and mention.score == 1.0:
        mention = _with_addition(around, mention, names)
    if mention.entity == "region":
        return mention
    value = mention.names[0].value
    city = next((value.removeprefix(kind) for kind in _CITY if value.startswith(kind)), "")
    known = names.exact(compact(city or value))
    regions = tuple(name for name in known if name.entity == "region")
    if not regions:
        return mention
    most = max((name.weight for name in known if name.entity == "place"), default=0.0)
    if city or any(name.weight == most for name in mention.names):
        return Mention(mention.first, mention.last, regions, mention.score)
    return mention


def _with_addition(around: Surroundings, mention: Mention, names: Names) -> Mention:
    """ "Halle/S.", "Frankfurt (M)": the beginning of an addition is enough."""
    word = around.words[mention.last - 1]
    match = _ADDITION.match(around.text, word.end)
    known = names.exact(word.folded) if match else ()
    if match is None or len(known) < 2:
        return mention
    starts = word.folded + fold(match[1])
    fitting = [n for n in known if any(core(form).startswith(starts) for form in (n.value, *n.forms))]
    meant = tuple(n for n in fitting if n.entity == "region") or tuple(fitting)
    return Mention(mention.first, mention.last + 1, meant, 1.0) if meant else mention


def _entity(around: Surroundings, mention: Mention) -> Entity:
    start, end = around.words[mention.first].start, around.words[mention.last - 1].end
    if (
        around.text[start:end].count("(") > around.text[start:end].count(")")
        and around.text[end : end + 1] == ")"
    ):
        end += 1
    names = mention.names
    if len(names) > 1:
        names = tuple(sorted(names, key=lambda name: -name.weight))
    text = around.text[start:end]
    one = mention.entity != "person" or all(name.value == names[0].value for name in names)
    return Entity(
        mention.entity,
        names[0].value if one else text,
        text,
        start,
        end,
        refs=tuple(dict.fromkeys(name.ref for name in names)),
        score=mention.score,
    )
