"""What is counted and measured, in Prometheus' format, without anything about people.

Names and labels are constants; what is no constant, or one too many, becomes ``other``. So neither a text nor
an address can get in here, whoever makes a mistake elsewhere.
Source: https://prometheus.io/docs/practices/naming/ and https://prometheus.io/docs/practices/instrumentation/
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, TypeVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from storage.services.figures import Figures

CONTENT_TYPE = CONTENT_TYPE_LATEST
CONSTANT = re.compile(r"[a-z][a-z_-]{0,39}", re.ASCII)
"""What a label may be: one of our own words; a number is none."""

MOST_SERIES = 100
"""So many sets of labels has one metric at most; what is new after that is ``other``."""

OTHER = "other"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


M = TypeVar("M", Counter, Histogram, Gauge)


class _Named(NamedTuple):
    """A metric as Prometheus gets it."""

    name: str
    about: str
    labels: tuple[str, ...] = ()


COUNTERS: Mapping[str, _Named] = {
    "handled": _Named("kitt_inbox_handled", "Events handled by this process", ("result",)),
    "sends": _Named("kitt_sends", "Parts given to a messenger, and what it said", ("messenger", "outcome")),
    "limited": _Named("kitt_rate_limited", "Answers of a messenger that asked to wait (429)", ("messenger",)),
    "updates": _Named("kitt_updates", "Updates that came from a messenger", ("messenger", "kind")),
    "calls-refused": _Named("kitt_webhook_refused", "Calls that were not taken", ("messenger", "code")),
}
MEASURED: Mapping[str, _Named] = {
    "understanding": _Named("kitt_understanding_seconds", "How long it took to understand a text"),
    "dialogue": _Named("kitt_dialogue_seconds", "How long it took to find what to answer"),
    "answer": _Named("kitt_answer_seconds", "From the storing of an event until its answer was sent"),
}
NOTED: Mapping[str, _Named] = {
    "polled": _Named("kitt_last_poll_timestamp_seconds", "When updates were last fetched", ("messenger",)),
    "connected": _Named("kitt_messenger_connected", "Whether a messenger is connected (1)", ("messenger",)),
}


class Metrics:
    """What this process counted; ``measure`` may be called from any thread."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self._counters = {key: Counter(*one, registry=self.registry) for key, one in COUNTERS.items()}
        self._measured = {
            key: Histogram(*one, registry=self.registry, buckets=_SECONDS) for key, one in MEASURED.items()
        }
        self._noted = {key: Gauge(*one, registry=self.registry) for key, one in NOTED.items()}
        self._seen: dict[str, set[tuple[str, ...]]] = {}
        self._lock = threading.Lock()

    def measure(self, name: str, amount: float = 1.0, /, **labels: str) -> None:
        """Count or measure something, as ``bot.ports.Measure`` says; what has no name here is left out."""
        if name in self._counters:
            self._labelled(self._counters[name], COUNTERS[name], labels).inc(amount)
        elif name in self._measured:
            self._labelled(self._measured[name], MEASURED[name], labels).observe(max(amount, 0.0))
        elif name in self._noted:
            self._labelled(self._noted[name], NOTED[name], labels).set(amount)

    def page(self, figures: Figures | None, now: datetime) -> bytes:
        """Everything as Prometheus reads it; ``figures`` is what the store counts, None if it is silent."""
        return generate_latest(self.registry) + generate_latest(_of_store(figures, now))

    def _labelled(self, metric: M, named: _Named, labels: Mapping[str, str]) -> M:
        if not named.labels:
            return metric
        values = tuple(_constant(labels.get(label, "")) for label in named.labels)
        with self._lock:
            seen = self._seen.setdefault(named.name, set())
            if values not in seen and len(seen) >= MOST_SERIES:
                values = (OTHER,) * len(named.labels)
            seen.add(values)
        return metric.labels(*values)


def _constant(value: object) -> str:
    return value if isinstance(value, str) and CONSTANT.fullmatch(value) else OTHER


def _of_store(figures: Figures | None, now: datetime) -> CollectorRegistry:
    """What the store counts, for all processes that share it."""
    registry = CollectorRegistry()

    def gauge(name: str, about: str, *labels: str) -> Gauge:
        return Gauge(name, about, labels, registry=registry)

    gauge("kitt_store_up", "Whether the store answered").set(figures is not None)
    if figures is None:
        return registry
    age = 0.0 if figures.oldest is None else max((now - figures.oldest).total_seconds(), 0.0)
    gauge("kitt_inbox_waiting", "Events that wait to be handled").set(figures.waiting)
    gauge("kitt_inbox_oldest_waiting_seconds", "For how long the oldest of them has waited").set(age)
    gauge("kitt_inbox_parked", "Events laid aside since ever: they could not be read or handled").set(
        figures.parked
    )
    by_state = gauge("kitt_outbox_messages", "Messages that are not sent, by their state", "state")
    for state, count in figures.outbox.items():
        by_state.labels(_constant(state)).set(count)
    return registry
