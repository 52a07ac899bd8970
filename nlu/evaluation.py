"""How well an engine understands: figures over utterances whose meaning is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from nlu.embedded import OUT_OF_SCOPE
from nlu.interface import Decision, Entity, Example, Interpreter, Understanding
from nlu.linking import Names
from nlu.text import fold

NAMED = frozenset({"region", "place", "postcode", "project"})
"""The names that matter most: a wrong one leads to the wrong person."""

BINS = 10
"""Equally wide bins of confidence (Naeini et al., "Obtaining well calibrated probabilities", AAAI 2015)."""


@dataclass(frozen=True, slots=True)
class Read:
    """An utterance and what an engine made of it."""

    wanted: Example
    reading: Understanding

    @property
    def right(self) -> bool:
        """Whether the best guess is the intent that was meant."""
        return self.wanted.intent == self.reading.intent

    @property
    def outside(self) -> bool:
        """Whether nothing that Kitt can do was meant."""
        return self.wanted.intent == OUT_OF_SCOPE

    @property
    def wrong_action(self) -> bool:
        """Whether Kitt would do something that was not meant."""
        return self.reading.decision is Decision.ACT and not self.right

    @property
    def offered(self) -> bool:
        """Whether what was meant is among the readings that are asked back."""
        among = {self.reading.intent, *(other.intent for other in self.reading.alternatives[:2])}
        return self.reading.decision is Decision.CLARIFY and self.wanted.intent in among


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over a set of utterances, all of them out of ``count`` unless it says otherwise.

    ``declined`` counts those in scope; ``outside_declined`` is out of ``outside``. ``offered``: asked back
    with what was meant among the readings.
    """

    count: int
    right: int
    wrong_actions: int
    clarified: int
    offered: int
    declined: int
    outside: int
    outside_declined: int


@dataclass(frozen=True, slots=True)
class Intent:
    """One intent: its figures over the utterances that mean it, precision, recall and their F1 (0 to 1)."""

    figures: Figures
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of one type: how many there are, found with type and value, and found though not there."""

    count: int
    right: int
    surplus: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Utterances read with a confidence from ``low`` on: how sure on average, and how often right."""

    low: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one engine over one file.

    ``calibration_error`` is the expected calibration error: the mean difference of confidence and accuracy.
    ``confusions`` are (meant, understood, how often), the most frequent first.
    """

    overall: Figures
    macro_f1: float
    calibration_error: float
    calibration: tuple[Bin, ...]
    intents: dict[str, Intent]
    tags: dict[str, Figures]
    languages: dict[str, Figures]
    names: dict[str, Naming]
    confusions: tuple[tuple[str, str, int], ...]

    @property
    def named(self) -> Naming:
        """Regions, places, postcodes and projects together."""
        kinds = [naming for kind, naming in self.names.items() if kind in NAMED]
        return Naming(sum(n.count for n in kinds), sum(n.right for n in kinds), sum(n.surplus for n in kinds))

    def as_json(self) -> dict[str, Any]:
        """Plain values, as they are written to a file."""
        return asdict(self) | {"named": asdict(self.named)}


def evaluate(
    interpreter: Interpreter, names: Names, examples: Sequence[Example], step: Callable[[], None]
) -> Report:
    """Let an engine read each utterance, calling ``step`` after each, and put the figures together."""
    reads = []
    for example in examples:
        reads.append(Read(example, interpreter.parse(example.text, names)))
        step()
    return report(reads)


def report(reads: Sequence[Read]) -> Report:
    """The figures over what was read."""
    intents = _intents(reads)
    bins = _bins(reads)
    confused = Counter((r.wanted.intent, r.reading.intent) for r in reads if not r.right)
    return Report(
        overall=figures(reads),
        macro_f1=fmean(intent.f1 for intent in intents.values()) if intents else 0.0,
        calibration_error=sum(b.count * abs(b.confidence - b.accuracy) for b in bins) / max(len(reads), 1),
        calibration=bins,
        intents=intents,
        tags=_grouped(reads, lambda read: read.wanted.tags or ("plain",)),
        languages=_grouped(reads, lambda read: (read.wanted.language,)),
        names=_names(reads),
        confusions=tuple((meant, read, count) for (meant, read), count in confused.most_common()),
    )


def figures(reads: Iterable[Read]) -> Figures:
    """The counts over a set of utterances."""
    counts: Counter[str] = Counter()
    for read in reads:
        declined = read.reading.decision is Decision.DECLINE
        counts["count"] += 1
        counts["right"] += read.right
        counts["wrong_actions"] += read.wrong_action
        counts["clarified"] += read.reading.decision is Decision.CLARIFY
        counts["offered"] += read.offered
        counts["declined"] += declined and not read.outside
        counts["outside"] += read.outside
        counts["outside_declined"] += declined and read.outside
    return Figures(**{name: counts[name] for name in Figures.__slots__})


def _grouped(reads: Iterable[Read], groups: Callable[[Read], Iterable[str]]) -> dict[str, Figures]:
    found: defaultdict[str, list[Read]] = defaultdict(list)
    for read in reads:
        for group in groups(read):
            found[group].append(read)
    return {group: figures(found[group]) for group in sorted(found)}


def _intents(reads: Sequence[Read]) -> dict[str, Intent]:
    """Every intent that was meant at least once."""
    understood = Counter(read.reading.intent for read in reads)
    grouped = _grouped(reads, lambda read: (read.wanted.intent,))
    return {name: _intent(found, understood[name]) for name, found in grouped.items()}


def _intent(found: Figures, understood: int) -> Intent:
    precision = found.right / understood if understood else 0.0
    recall = found.right / found.count
    both = precision + recall
    return Intent(found, precision, recall, 2 * precision * recall / both if both else 0.0)


def _bins(reads: Iterable[Read]) -> tuple[Bin, ...]:
    filled: defaultdict[int, list[Read]] = defaultdict(list)
    for read in reads:
        filled[min(int(read.reading.confidence * BINS), BINS - 1)].append(read)
    return tuple(
        Bin(
            low=number / BINS,
            count=len(inside),
            confidence=fmean(read.reading.confidence for read in inside),
            accuracy=fmean(read.right for read in inside),
        )
        for number, inside in sorted(filled.items())
    )


def _names(reads: Iterable[Read]) -> dict[str, Naming]:
    """By type. Sentences out of scope carry no names by convention, so they are left out."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for read in reads:
        if read.outside:
            continue
        wanted = Counter(map(_name, read.wanted.entities))
        found = Counter(map(_name, read.reading.entities))
        for kind, _ in wanted.elements():
            counts[kind]["count"] += 1
        for kind, _ in (wanted & found).elements():
            counts[kind]["right"] += 1
        for kind, _ in (found - wanted).elements():
            counts[kind]["surplus"] += 1
    return {
        kind: Naming(counted["count"], counted["right"], counted["surplus"])
        for kind, counted in sorted(counts.items())
    }


def _name(entity: Entity) -> tuple[str, str]:
    return entity.entity, fold(entity.value)
