"""Home or work: which end of a commute a place is, read from the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.features import pieces
from nlu.interface import Entity
from nlu.model import Linear

WHERE = frozenset({"region", "place", "postcode"})
"""Entity types that can be an end of a commute."""

MOST_ENDS = 12
"""More places than these are no commute but a list; the rest get no role."""

HOME_CUES = ("wohn", "lebt", "leben", "zuhause", "daheim", "gemeldet", "live", "living", "home", "stays")
WORK_CUES = (
    "arbeit", "job", "stelle", "ausbildung", "lehre", "praktikum", "beschaeftig", "work", "apprenticeship",
    "employ", "faengt", "anfang", "betrieb", "firma",
)  # fmt: skip
HOME, WORK = "home", "work"


_CUT = re.compile(
    r"[,;.:!?–—|()]|\s[-+]\s|\b(?:und|aber|and|but|sondern|doch|während|while|dann|sowie|u\.)\b", re.I
)
"""Where one thing that is said of a place ends and the next begins."""

_SENSES = {
    HOME: (
        "wohn leb zuhaus daheim heim gemeldet bleib famil eltern kinder haus wg miet bude woan wont live "
        "living home flat stay resid based apartment house zieht umz schlaf nest sitzt pension unterkunft "
        "domizil"
    ).split(),
    WORK: (
        "arbeit job stell betrieb firma beschaeft prakt ausbild azubi lehr schaff faeng anfang angefang "
        "beginn vertrag zusag einsatz montage chef klinik lager schicht verdien minijob maloch employ "
        "work office company factory start apprentic train intern dienst einstell buero werk uni stud "
        "lern"
    ).split(),
    "from": "aus von from vom".split(),
    "to": "nach to bis rueber richtung zur into towards".split(),
}
_SENSE = [(stem, sense) for sense, stems in _SENSES.items() for stem in stems]


def _sense(word: str) -> str | None:
    """What a word says about the place beside it."""
    for stem, sense in _SENSE:
        if word == stem or len(stem) >= 3 and sense in (HOME, WORK) and word.startswith(stem):
            return sense
    # "Arbeitswohnung" hardly occurs, but "Wohnort", "Heimatort", "Reinigungsjob" do.
    return next((sense for stem, sense in _SENSE if len(stem) >= 3 and word.endswith(stem)), None)


def _own(text: str, left: int, entity: Entity, right: int, last: bool) -> tuple[list[str], list[str]]:
    """The words before and after a place that are said of it and not of its neighbours."""
    before = _CUT.split(text[left : entity.start])[-1]
    parts = _CUT.split(text[entity.end : right])
    return pieces(before)[-6:], pieces(parts[0])[:6] if last or len(parts) > 1 else []


def role_features(text: str, entities: Sequence[Entity], number: int) -> list[str]:
    """What tells the role of ``entities[number]``: words before and after it, and its turn.

    ``entities`` are the ends named in the text, in their order.
    """
    entity = entities[number]
    left_end = entities[number - 1].end if number else 0
    last = number + 1 == len(entities)
    right_end = len(text) if last else entities[number + 1].start
    before = pieces(text[left_end : entity.start])[-7:]
    after = pieces(text[entity.end : right_end])[:7]
    found = [f"b:{word}" for word in before] + [f"a:{word}" for word in after]
    found.extend(f"b1:{word}" for word in before[-1:])
    found.extend(f"b2:{' '.join(before[-2:])}" for _ in before[-2:-1])
    found.extend(f"a1:{word}" for word in after[:1])
    found.extend(f"bp:{word[:5]}" for word in before)
    found.extend(f"ap:{word[:5]}" for word in after)
    found.append(f"turn {number} of {len(entities)}")
    own_before, own_after = _own(text, left_end, entity, right_end, last)
    senses_before = [sense for word in reversed(own_before) if (sense := _sense(word))]
    senses_after = [sense for word in own_after if (sense := _sense(word))]
    found.extend(f"own:{sense}" for sense in {*senses_before, *senses_after})
    found.extend(f"before:{sense}" for sense in senses_before[:1])
    found.extend(f"after:{sense}" for sense in senses_after[:1])
    return found


def with_roles(text: str, entities: Sequence[Entity], model: Linear) -> tuple[Entity, ...]:
    """Give the places of a commute their roles: one home and one work where two are named."""
    ends = [entity for entity in entities if entity.entity in WHERE][:MOST_ENDS]
    if not ends:
        return tuple(entities)
    odds = [model.probabilities([role_features(text, ends, i)])[HOME] for i in range(len(ends))]
    roles = _told(text, ends) or _likeliest(odds)
    given = {id(end): role for end, role in zip(ends, roles, strict=True)}
    return tuple(replace(e, role=given[id(e)]) if id(e) in given else e for e in entities)


def _told(text: str, ends: Sequence[Entity]) -> list[str] | None:
    """Work before home, where the words beside the two ends say so plainly: "works in A but lives in B".

    Most people name the home first, and what was learnt leans on that.
    """
    if len(ends) != 2:
        return None
    first, second = ends
    between = pieces(text[first.end : second.start])
    says_first = _nearest_cue(pieces(text[: first.start])[::-1][:4])
    if says_first is None:
        says_first, between = _nearest_cue(between[:2]), between[2:]
    says_second = _nearest_cue(between[::-1][:5]) or _nearest_cue(pieces(text[second.end :])[:3])
    return [WORK, HOME] if (says_first, says_second) == (WORK, HOME) else None


def _nearest_cue(words: Sequence[str]) -> str | None:
    for word in words:
        if word.startswith(HOME_CUES):
            return HOME
        if word.startswith(WORK_CUES):
            return WORK
    return None


def _likeliest(odds: Sequence[float]) -> list[str]:
    """Roles for the chances of being home; with two or more ends there is at least one of each."""
    roles = [HOME if odd >= 0.5 else WORK for odd in odds]
    if len(odds) < 2 or len(set(roles)) == 2:
        return roles
    best = max(_pairs(odds), key=lambda pair: odds[pair[0]] * (1 - odds[pair[1]]))
    roles[best[0]], roles[best[1]] = HOME, WORK
    return roles


def _pairs(odds: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Pairs of a likely home and a likely work among the ends: the two best of each will do."""
    ranked = sorted(range(len(odds)), key=lambda number: odds[number])
    for home in ranked[-2:]:
        yield from ((home, work) for work in ranked[:2] if work != home)
