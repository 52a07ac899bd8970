"""Both engines side by side: training, start, memory, and how fast they read."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from nlu import rasa_home, rasa_training
from nlu.embedded import EmbeddedInterpreter
from nlu.interface import Interpreter
from nlu.names import Names
from nlu.rasa import RasaInterpreter
from nlu.training import ensure_model
from nlu.utterances import read_utterances
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.parse import names_of
from tests.benchmarks.start import ROOT, memory_of
from tests.benchmarks.stores import Stores
from tests.benchmarks.turns import demo_store
from tests.servers.rasa import RunningRasa

ROUNDS = 3

ALONE = """
import os, sys
from pathlib import Path
from nlu.embedded import EmbeddedInterpreter
from nlu.names import Names
EmbeddedInterpreter.load(Path(sys.argv[1])).parse("wer ist neu", Names([]))
print(Path("/proc/self/status").read_text())
"""


def measure(stores: Stores) -> Iterator[Figure]:
    """The embedded engine, then Rasa if this machine can make it."""
    names, _ = names_of(demo_store(stores, "sqlite"))
    folder = stores.folder / "engines"
    folder.mkdir()
    begun = time.perf_counter()
    model = ensure_model(folder)
    yield Figure("embedded", "training", time.perf_counter() - begun, "s")
    begun = time.perf_counter()
    embedded = EmbeddedInterpreter.load(model)
    yield Figure("embedded", "start", time.perf_counter() - begun, "s")
    alone = subprocess.run(
        [sys.executable, "-c", ALONE, str(model)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    yield Figure("embedded", "resident memory, alone", memory_of(alone.stdout)[0], "MB")
    one = list(_reading("embedded", embedded, names))
    yield from one
    try:
        python = rasa_home.ensure_environment(rasa_home.environment_folder(None), None, _stage)
    except rasa_home.RasaHomeError as error:
        print(f"Rasa is not measured: {error.code}", file=sys.stderr)
        return
    yield from _rasa(python, folder / "rasa", embedded, names, one)


def _rasa(
    python: Path, folder: Path, embedded: EmbeddedInterpreter, names: Names, other: list[Figure]
) -> Iterator[Figure]:
    begun = time.perf_counter()
    rasa_training.ensure_trained(python, folder, _stage)
    yield Figure("rasa", "validation and both trainings", time.perf_counter() - begun, "s")
    begun = time.perf_counter()
    running = RunningRasa(folder)
    client = running.client()
    try:
        yield Figure("rasa", "start", time.perf_counter() - begun, "s")
        engine = RasaInterpreter(client, running.limits, embedded, clock=time.monotonic, troubled=_fail)
        figures = list(_reading("rasa", engine, names))
        status = Path(f"/proc/{running.process.pid}/status").read_text(encoding="utf-8")
        yield Figure("rasa", "resident memory", memory_of(status)[0], "MB")
        yield from figures
        yield Figure("rasa : embedded", "parse p50", figures[0].value / other[0].value, "×")
    finally:
        client.close()
        running.stop()


def _reading(name: str, engine: Interpreter, names: Names) -> Iterator[Figure]:
    texts = [example.text for example in read_utterances()]
    seconds = []
    for number in range(ROUNDS + 1):
        for text in texts:
            begun = time.perf_counter()
            engine.parse(text, names)
            if number:  # the first round warms up
                seconds.append(time.perf_counter() - begun)
    yield Figure(name, "parse p50", percentile(seconds, 50) * 1000, "ms")
    yield Figure(name, "parse p99", percentile(seconds, 99) * 1000, "ms")
    yield Figure(name, "parses per second", len(seconds) / sum(seconds), "/s")


def _stage(stage: str) -> None:
    print(f"rasa: {stage}", file=sys.stderr, flush=True)


def _fail(code: str) -> None:
    raise RuntimeError(f"rasa: {code}")
