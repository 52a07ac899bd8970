"""Rasa's model: trained from the files and the recipe that stand in the checkout, with limits of its own."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from nlu.calibration import softmax, temperature_of, thresholds_of
from nlu.corpus import DATA, parse_example
from nlu.interface import Example
from nlu.rasa import FALLBACK, Limits
from nlu.rasa_home import (
    INSIDE,
    LOCK,
    ROOT,
    RasaHomeError,
    Tell,
    alone,
    last_lines,
    private,
    rasa_environment,
    run,
)  # fmt: skip

RECIPE = ROOT / "config.yml"
DOMAIN = ROOT / "domain.yml"

HELD_OUT = 5
"""Every so many-th utterance is kept from the first training and sets the limits."""

EXAMPLE = "    - "
"""How a line with an utterance begins in our training files."""


def ensure_trained(python: Path, folder: Path, tell: Tell, data: Path = DATA) -> Path:
    """Train from the data and the recipe unless that was done; returns the model, its limits beside it.

    Raises:
        RasaHomeError: the data is not valid, or training failed.
    """
    private(folder)
    model = folder / current_model(data)
    with alone(folder / "training.lock"):
        if model.exists() and limits_path(model).exists():
            return model
        tell("validate")
        validate(python, data)
        tell("measure")
        limits = _measured(python, data)
        tell("train")
        with tempfile.TemporaryDirectory(dir=folder) as part:
            made = _train(python, data, Path(part))
            limits_path(model).write_text(json.dumps(limits.as_json()), encoding="utf-8")
            made.replace(model)
        _remove_others(folder, model)
    return model


def validate(python: Path, data: Path = DATA) -> None:
    """Let Rasa check the training data.

    Raises:
        RasaHomeError: it found something wrong.
    """
    rasa: list[str | Path] = [python, "-m", "rasa", "data", "validate"]
    run("validate", [*rasa, "--data", data, "--domain", DOMAIN, "--config", RECIPE])


def digest(data: Path = DATA) -> str:
    """A short name for the data, the recipe, the version of Rasa and the way in which we set limits."""
    content = hashlib.sha256()
    own = [LOCK, DOMAIN, INSIDE, Path(__file__), Path(__file__).parent / "calibration.py"]
    # Of config.yml the recipe only: the bot's own settings change nothing of what Rasa learns.
    settings: Any = yaml.safe_load(RECIPE.read_text(encoding="utf-8"))
    content.update(json.dumps([settings.get(key) for key in ("recipe", "language", "pipeline")]).encode())
    for path in [*sorted(data.glob("*/*.yml")), *own]:
        content.update(path.parent.name.encode() + path.name.encode())
        content.update(path.read_bytes())
    return content.hexdigest()[:16]


def current_model(data: Path = DATA) -> str:
    """The file name of the model that is trained from this very data."""
    return f"rasa-{digest(data)}.tar.gz"


def limits_path(model: Path) -> Path:
    """Where a model's limits lie."""
    return model.with_name(model.name.removesuffix(".tar.gz") + ".json")


def current_limits(folder: Path, data: Path = DATA) -> Limits | None:
    """The limits of the model that was trained from this very data, if there are any that can be read."""
    path = limits_path(folder / current_model(data))
    try:
        return Limits.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _measured(python: Path, data: Path) -> Limits:
    """Train on most utterances and set the limits by the rest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unseen = _split(data, folder / "data")
        model = _train(python, folder / "data", folder)
        chances, classes = _read(python, model, unseen)
    labels = np.array([example.intent for example in unseen])
    temperature = temperature_of(chances, classes, labels)
    honest = softmax(np.log(np.clip(chances, 1e-12, 1)) / temperature)
    return Limits(temperature, thresholds_of(honest, classes, labels))


def _split(data: Path, into: Path) -> list[Example]:
    """Copy the data without every fifth utterance of each file; returns those."""
    unseen = []
    for path in sorted(data.glob("*/*.yml")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        held: set[int] = set()
        if path.parent.name != "lookups":
            held = {n for n, line in enumerate(lines) if line.startswith(EXAMPLE)}
            held = set(sorted(held)[::HELD_OUT])
            unseen += [
                parse_example(lines[n].strip().removeprefix("- "), path.stem, path.parent.name)
                for n in sorted(held)
            ]
        kept = into / path.parent.name / path.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("".join(line for n, line in enumerate(lines) if n not in held), encoding="utf-8")
    return unseen


def _read(python: Path, model: Path, examples: Sequence[Example]) -> tuple[NDArray[Any], list[str]]:
    """The chances of each intent, one row an utterance, as Rasa sees them."""
    done = subprocess.run(  # noqa: S603 (Rasa's own Python)
        [str(python), "-I", str(INSIDE), "read", str(model)], capture_output=True, text=True, check=False,
        input="".join(json.dumps(example.text) + "\n" for example in examples), env=rasa_environment(python),
    )  # fmt: skip
    ranked = [json.loads(line) for line in done.stdout.splitlines()] if done.returncode == 0 else []
    if len(ranked) != len(examples):
        raise RasaHomeError("train", last_lines(done.stderr))
    classes = sorted({name for one in ranked for name in one} - {FALLBACK})
    rows = [[float(one.get(name, 0.0)) for name in classes] for one in ranked]
    return np.array(rows), classes


def _train(python: Path, data: Path, folder: Path) -> Path:
    command: list[str | Path] = [
        python,
        "-m",
        "rasa",
        "train",
        "nlu",
        "--config",
        RECIPE,
        "--nlu",
        data,
        "--domain",
        DOMAIN,
    ]
    run("train", [*command, "--out", folder, "--fixed-model-name", "model"])
    return folder / "model.tar.gz"


def _remove_others(folder: Path, model: Path) -> None:
    for old in folder.glob("rasa-*"):
        if old not in (model, limits_path(model)):
            old.unlink(missing_ok=True)
