"""What somebody looks for: place, project, topic, language; kept for follow-ups and options."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from dialogs.topics.locating import Spot, locate, locate_ref
from dialogs.turn import Data, Param, Turn
from nlu.interface import Entity, Understanding
from storage.queries.directory import Wanted
from storage.services.names import name_of

_FOLLOWS = re.compile(r"^\s*(und|and|oder|or|auch|also|what about|how about|was ist mit|wie ist es)\b", re.I)
_FRAGMENT_WORDS = 4
_CONTACT = re.compile(r"kontakt|ansprech|contact", re.I)
_ASKS = re.compile(r"(wer|wen|wem|was|wo|welche\w*|who|whom|what|where|which)$", re.I)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a contact is looked for by; empty parts are not restricted."""

    spot: Spot | None = None
    project_id: int | None = None
    topic_id: int | None = None
    language: str | None = None

    def __bool__(self) -> bool:
        return any((self.spot, self.project_id, self.topic_id, self.language))

    def as_data(self) -> dict[str, Any]:
        """JSON values for options and for the state of a conversation."""
        given = {
            "spot": self.spot.ref if self.spot else None,
            "project": self.project_id,
            "topic": self.topic_id,
            "language": self.language,
        }
        return {key: value for key, value in given.items() if value is not None}

    def wanted(self, region_id: int | None = None) -> Wanted:
        """The same for the directory's service; in ``region_id`` instead of where the spot lies."""
        areas = () if self.spot is None or self.spot.is_region else self.spot.area_keys
        return Wanted(
            region_id=region_id,
            project_id=self.project_id,
            topic_id=self.topic_id,
            language=self.language,
            area_keys=areas,
        )

    def overlaid(self, other: Wish) -> Wish:
        """This wish with the parts that another one names instead."""
        return Wish(
            spot=other.spot or self.spot,
            project_id=other.project_id or self.project_id,
            topic_id=other.topic_id or self.topic_id,
            language=other.language or self.language,
        )

    def without(self, *parts: str) -> Wish:
        """The wish with some of its parts dropped."""
        return replace(self, **dict.fromkeys(parts))


def wish_from(data: Data, turn: Turn) -> Wish:
    """Read what ``Wish.as_data`` wrote; a place that is gone is left out."""
    spot = None
    ref = data.get("spot")
    if isinstance(ref, str):
        try:
            spot = named_spot(locate_ref(ref, turn.network), turn)
        except (KeyError, ValueError):
            spot = None
    return Wish(spot, data.get("project"), data.get("topic"), data.get("language"))


def wishes_of(understanding: Understanding, turn: Turn) -> list[Wish]:
    """What a text asks for: one wish per place named, at most three; one wish where none is."""
    first = _first_refs(understanding)
    base = Wish(
        project_id=_number(first.get("project")),
        topic_id=_number(first.get("topic")),
        language=first.get("language"),
    )
    spots = spots_of(understanding.of("region", "place", "postcode"), turn)
    return [replace(base, spot=spot) for spot in spots[:3]] or [base]


def spots_of(entities: tuple[Entity, ...], turn: Turn) -> list[Spot]:
    """Where these entities are; a place and the region that it is named beside count once."""
    found: list[Spot] = []
    for entity in entities:
        spot = named_spot(locate(entity, turn.network), turn)
        covered = [other for other in found if spot.region_ids and spot.region_ids == other.region_ids]
        if not covered:
            found.append(spot)
        elif covered[0].is_region and not spot.is_region:
            found[found.index(covered[0])] = spot
    return found


def followed_up(wish: Wish, turn: Turn) -> Wish:
    """Complete a fragment ("und in Halle?", "auf Arabisch?") with what was talked about before."""
    before = wish_from(turn.state.slots, turn)
    if not wish or not before or not is_fragment(turn):
        return wish
    fresh = before.spot is not None or _CONTACT.search(turn.text)
    if wish.spot is not None and fresh and not _FOLLOWS.match(turn.text):
        return wish  # "harz?" starts afresh, "und im Harz?" goes on
    return before.overlaid(wish)


def is_fragment(turn: Turn) -> bool:
    """Whether the text is a bit of a sentence that hangs on what was said before."""
    if _FOLLOWS.match(turn.text):
        return True
    named = turn.understanding.entities if turn.understanding else ()
    rest = turn.text
    for entity in sorted(named, key=lambda e: -e.start):
        rest = rest[: entity.start] + rest[entity.end :]
    words = re.findall(r"\w+", rest)
    return len(words) < _FRAGMENT_WORDS and not any(_ASKS.match(word) for word in words)


def named_spot(spot: Spot, turn: Turn) -> Spot:
    """Fill in the name of a region, which only the store knows."""
    if spot.is_region and not spot.name:
        return replace(spot, name=name_of(turn.session, "region", spot.region_ids[0]) or "")
    return spot


def label_of(wish: Wish, turn: Turn, *, with_spot: bool = True) -> Param:
    """The wish in words, as a parameter: "Halle · Anerkennung · Arabisch"."""
    parts: list[Param] = []
    if with_spot and wish.spot is not None:
        parts.append(wish.spot.name)
    if wish.project_id is not None:
        parts.append(name_of(turn.session, "project", wish.project_id) or "")
    if wish.topic_id is not None:
        parts.append(name_of(turn.session, "topic", wish.topic_id) or "")
    if wish.language is not None:
        parts.append({"language": wish.language})
    return {"list": parts, "style": "dots"}


def _first_refs(understanding: Understanding) -> dict[str, str]:
    refs: dict[str, str] = {}
    for entity in understanding.entities:
        if entity.refs and entity.entity not in refs:
            refs[entity.entity] = entity.refs[0]
    return refs


def _number(ref: str | None) -> int | None:
    return int(ref) if ref is not None else None
