"""`kitt evaluate`: how well the engines understand, on the invented network or the own one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app import open_store
from bot.composition import wall_clock
from bot.config import Settings
from bot.engines import engine, models_folder
from bot.knowledge import Knowledge
from bot.log import configure
from nlu.evaluation import Report, evaluate
from nlu.interface import Example
from nlu.utterances import read_utterances
from storage.session import Store


class EngineAwayError(RuntimeError):
    """Rasa does not answer; the embedded engine's figures must not pass for its."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine's figures, and how many seconds it read for."""

    engine: str
    report: Report
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Plain values, as they are written to a file."""
        return {"engine": self.engine, "seconds": round(self.seconds, 3), **self.report.as_json()}


def measure(
    settings: Settings,
    engines: Sequence[str],
    file: Path | None,
    *,
    demo: bool,
    learning: Callable[[], None],
    step: Callable[[int, int], None],
) -> list[Measured]:
    """Let each engine read the utterances of a file (none: the development set) and put figures together.

    ``step`` is called with how many of how many utterances are read.

    Raises:
        CorpusError: the file cannot be read.
        EngineAwayError: an engine did not answer.
    """
    configure(settings.log.level, settings.log.format, settings.log.file)
    examples = read_utterances(file) if file else read_utterances()
    whole = len(examples) * len(engines)
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        step(done, whole)

    store = open_store(settings, demo=demo)
    try:
        return [_measured(settings, store, name, examples, learning, one_more) for name in engines]
    finally:
        store.close()


def _measured(
    settings: Settings,
    store: Store,
    name: str,
    examples: Sequence[Example],
    learning: Callable[[], None],
    step: Callable[[], None],
) -> Measured:
    understands = engine(settings, learning, name, _away)
    knowledge = Knowledge(
        models_folder(settings), home_state=settings.network.state, ordinary=understands.ordinary
    )
    today = wall_clock().astimezone(settings.network.zone).date()
    with store.read() as session:
        names = knowledge.at(session, today).names
    began = time.perf_counter()
    report = evaluate(understands, names, examples, step)
    return Measured(name, report, time.perf_counter() - began)


def _away(code: str) -> None:
    raise EngineAwayError(code)
