"""From the command to the first answer, and the memory that takes: a real `kitt chat` behind a pipe."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from nlu.training import ensure_model
from tests.benchmarks import bulk
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.stores import Stores
from tests.benchmarks.turns import QUESTIONS
from tests.dialogue import CACHE

AIM_SECONDS = 2.0
AIM_MB = 200.0
STARTS = 5
ROUNDS = 5
MANY = 100_000
ROOT = Path(__file__).parents[2]
KITT = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())"]


class Run(NamedTuple):
    """One run of the command: seconds to the first answer; memory after that, at the end and at most (MB)."""

    first_answer: float
    memory: float
    peak: float


def measure(stores: Stores) -> Iterator[Figure]:
    """The first start in a new installation, those after it, and one with 100,000 people."""
    model = ensure_model(CACHE)
    firsts, nexts = [], []
    for number in range(STARTS):
        folder = _installation(stores.folder / f"installation-{number}", model)
        firsts.append(_run(folder, ["chat", "--demo"], QUESTIONS[1:2]))
        nexts.append(_run(folder, ["chat", "--demo"], QUESTIONS * ROUNDS))
    name = "start to first answer"
    yield Figure(name, "", _median([run.first_answer for run in nexts]), "s", AIM_SECONDS)
    yield Figure(f"{name}, new store", "", _median([run.first_answer for run in firsts]), "s", AIM_SECONDS)
    yield Figure("resident memory", "", _median([run.memory for run in nexts]), "MB", AIM_MB)
    yield Figure("resident memory", "peak", _median([run.peak for run in nexts]), "MB")
    folder = _installation(stores.folder / "installation-large", model)
    large = stores.empty("sqlite")
    bulk.directory(large, MANY, MANY // bulk.PER_REGION)
    run = _run(folder, ["chat", "--person", "p-7"], QUESTIONS, store=str(large.engine.url))
    stores.drop(large)
    yield Figure(f"{MANY:,} people", "start to first answer", run.first_answer, "s")
    yield Figure(f"{MANY:,} people", "resident memory", run.memory, "MB")


def _median(values: Sequence[float]) -> float:
    return percentile(values, 50)


def _installation(folder: Path, model: Path) -> Path:
    """A data folder with a trained model, as after the first day."""
    models = folder / "models"
    models.mkdir(parents=True)
    for file in (model, *CACHE.glob("places-*.json")):
        shutil.copy(file, models)
    (folder / "config.yml").write_text("", encoding="utf-8")
    return folder


def _run(folder: Path, command: Sequence[str], texts: Sequence[str], store: str = "") -> Run:
    environment = dict(os.environ, KITT_CONFIG=str(folder / "config.yml"), KITT_DATA_FOLDER=str(folder))
    if store:
        environment["KITT_STORE__URL"] = store
    begun = time.perf_counter()
    with subprocess.Popen(
        [*KITT, *command], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as kitt:
        assert kitt.stdin is not None
        assert kitt.stdout is not None
        first = None
        for text in texts:
            kitt.stdin.write(f"{text}\n".encode())
            kitt.stdin.flush()
            _read_answer(kitt.stdout)
            first = first or time.perf_counter() - begun
        memory, peak = memory_of(Path(f"/proc/{kitt.pid}/status").read_text(encoding="utf-8"))
        kitt.stdin.close()
    if kitt.returncode or first is None:
        raise RuntimeError(f"kitt ended with {kitt.returncode}")
    return Run(first, memory, peak)


def _read_answer(output: IO[bytes]) -> None:
    """An answer ends with a blank line."""
    lines = 0
    while line := output.readline().strip():
        lines += len(line) > 0
    if not lines:
        raise RuntimeError("kitt said nothing")


def memory_of(status: str) -> tuple[float, float]:
    """The resident memory of a process now and at most, in megabytes (proc_pid_status(5))."""
    values = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    resident, peak = (int(values[key].split()[0]) * 1024 / 1e6 for key in ("VmRSS", "VmHWM"))
    return resident, peak
