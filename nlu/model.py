"""The trained model as plain numbers: written by training, read and applied with NumPy alone.

scikit-learn takes more than a second and 100 MB to import; it is needed for training only, which runs in
a process of its own. A file of numbers can also be read without trusting it, unlike a pickle.
"""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

FORMAT = 2
Floats = NDArray[np.float32]


class ModelError(ValueError):
    """A model file is missing, damaged or of another format."""


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of features: the row of each in the weights.

    Where ``tfidf`` is true, a text's features are weighted (1 + ln count) · idf and brought to length 1
    (scikit-learn's TfidfTransformer with sublinear_tf); else each that occurs counts 1. Then ``scale``.
    """

    rows: Mapping[str, int]
    tfidf: bool
    scale: float


@dataclass(frozen=True, slots=True)
class Linear:
    """A multinomial logistic regression over blocks of features."""

    classes: tuple[str, ...]
    blocks: tuple[Block, ...]
    idf: Floats  # one per row; 1 where it does not apply
    weights: Floats  # rows x classes
    bias: Floats
    temperature: float = 1.0

    def probabilities(self, features: Sequence[Sequence[str]]) -> dict[str, float]:
        """The probability of each class, given one list of features per block."""
        rows: list[int] = []
        values: list[float] = []
        self.weigh(features, rows, values)
        scores = self.bias.astype(np.float64)
        if rows:
            scores = scores + np.asarray(values, dtype=np.float32) @ self.weights[rows]
        scores = scores / self.temperature
        scores = np.exp(scores - scores.max())
        return dict(zip(self.classes, (scores / scores.sum()).tolist(), strict=True))

    def weigh(self, features: Sequence[Sequence[str]], rows: list[int], values: list[float]) -> None:
        """Append the rows and values of a text's features, given one list of features per block."""
        for block, found in zip(self.blocks, features, strict=True):
            self._weigh(block, found, rows, values)

    def _weigh(self, block: Block, found: Sequence[str], rows: list[int], values: list[float]) -> None:
        counts: dict[int, int] = {}
        for feature in found:
            row = block.rows.get(feature)
            if row is not None:
                counts[row] = counts.get(row, 0) + 1
        if not block.tfidf:
            rows.extend(counts)
            values.extend([block.scale] * len(counts))
            return
        weighted = [(1.0 + math.log(n)) * float(self.idf[row]) for row, n in counts.items()]
        length = math.sqrt(sum(w * w for w in weighted)) or 1.0
        rows.extend(counts)
        values.extend(block.scale * w / length for w in weighted)

    def arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """The numbers as named arrays, for one file."""
        return {
            f"{prefix}.idf": self.idf,
            f"{prefix}.weights": self.weights,
            f"{prefix}.bias": self.bias,
        }

    def describe(self) -> dict[str, Any]:
        """What is no array, as JSON values."""
        return {
            "classes": list(self.classes),
            "temperature": self.temperature,
            "blocks": [
                {"features": list(b.rows), "first": min(b.rows.values(), default=0), "tfidf": b.tfidf,
                 "scale": b.scale}
                for b in self.blocks
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """All that the embedded engine learnt: intents, roles, languages, everyday words and thresholds."""

    intents: Linear
    roles: Linear
    languages: Linear
    ordinary: frozenset[str]
    thresholds: Mapping[str, float]
    phrases: Mapping[str, str]
    """The intent of each utterance of the training data, by its masked words (``nlu.features.phrase``)."""

    def save(self, path: Path) -> None:
        """Write the model whole or not at all; private to its owner."""
        about = {
            "format": FORMAT,
            "intents": self.intents.describe(),
            "roles": self.roles.describe(),
            "languages": self.languages.describe(),
            "ordinary": sorted(self.ordinary),
            "thresholds": dict(self.thresholds),
            "phrases": dict(self.phrases),
        }
        text = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
        arrays = (
            self.intents.arrays("intents") | self.roles.arrays("roles") | self.languages.arrays("languages")
        )
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")  # created 0600
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, about=text, allow_pickle=False, **arrays)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read what ``save`` wrote.

        Raises:
            ModelError: there is no such file, or it is damaged or of another format.
        """
        try:
            with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                about = json.loads(file["about"].tobytes())
                if about["format"] != FORMAT:
                    raise ModelError(f"model format {about['format']}, expected {FORMAT}")
                return cls(
                    intents=_linear("intents", about["intents"], file),
                    roles=_linear("roles", about["roles"], file),
                    languages=_linear("languages", about["languages"], file),
                    ordinary=frozenset(about["ordinary"]),
                    thresholds=about["thresholds"],
                    phrases=about["phrases"],
                )
        except (OSError, ValueError, KeyError, EOFError, AttributeError, TypeError, BadZipFile) as error:
            raise ModelError(f"model not readable: {type(error).__name__}") from error


def _linear(prefix: str, about: Mapping[str, Any], file: Mapping[str, NDArray[Any]]) -> Linear:
    return Linear(
        classes=tuple(about["classes"]),
        blocks=tuple(
            Block(
                {feature: block["first"] + i for i, feature in enumerate(block["features"])},
                block["tfidf"],
                block["scale"],
            )
            for block in about["blocks"]
        ),
        idf=file[f"{prefix}.idf"],
        weights=file[f"{prefix}.weights"],
        bias=file[f"{prefix}.bias"],
        temperature=about["temperature"],
    )
