"""The whole interface of understanding: what goes in, what comes out, what an engine is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from nlu.linking import Names


class Decision(StrEnum):
    """What the dialogue should do with a reading."""

    ACT = "act"
    CLARIFY = "clarify"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that texts may mention.

    ``entity`` is its type (region, place, person …), ``value`` the canonical name, ``ref`` what the
    caller calls it by (an id as text), ``forms`` other ways of writing it (abbreviations, aliases).
    ``plates`` are licence plates that stand for a place or district: they count in capitals, or where the
    words around say so. ``weight`` from 0 to 1 says how likely it is meant at all: hamlets far away get
    little, and below ``LEAST_CORRECTED`` a misspelt word is never taken for it.
    """

    entity: str
    value: str
    ref: str
    forms: tuple[str, ...] = ()
    weight: float = 1.0
    plates: tuple[str, ...] = ()


LEAST_CORRECTED = 0.3
"""Names of less weight are understood only as they are spelt."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A known name, a postcode … found in a text.

    ``start`` and ``end`` are offsets in characters of the text as given. ``refs`` are the references of
    all known names that this mention may stand for; more than one means that it must be asked back.
    ``score`` is 1.0 for an exact mention, less for a misspelt one. ``role`` is home or work on a commute.
    """

    entity: str
    value: str
    text: str
    start: int
    end: int
    role: str | None = None
    refs: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another intent that the text may mean."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """A reading of one text. ``intent`` is always the best guess; ``decision`` says what to do with it.

    ``language`` is the one it is written in, where that is plain. The names that a text out of scope
    mentions are here too: a follow-up that looks like nothing by itself may still mean them.
    """

    text: str
    intent: str
    confidence: float
    decision: Decision
    entities: tuple[Entity, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    language: str | None = None

    def of(self, *kinds: str) -> tuple[Entity, ...]:
        """The entities of these types, in the order of the text."""
        return tuple(e for e in self.entities if e.entity in kinds)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before the text is read: whether a question is open, and the last turn's intent."""

    question_open: bool = False
    last_intent: str | None = None


NO_CONTEXT = Context()


class Interpreter(Protocol):
    """An engine that understands texts."""

    def parse(self, text: str, names: Names, context: Context = NO_CONTEXT) -> Understanding:
        """Read one text with the names that it may mention."""
        ...


@dataclass(frozen=True, slots=True)
class Example:
    """One training or development utterance with its intent and entities."""

    text: str
    intent: str
    language: str
    entities: tuple[Entity, ...] = ()
    tags: Sequence[str] = field(default=())
