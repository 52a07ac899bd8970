"""Training of the embedded engine: scikit-learn learns, the result is written as plain numbers.

Run as a process of its own (``python -m nlu.training FOLDER``), so that the bot never loads scikit-learn.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlu.calibration import Array, softmax, temperature_of, thresholds_of
from nlu.corpus import DATA, digest, known_names, read_corpus, read_lookups
from nlu.embedded import COMMUTE, OUT_OF_SCOPE, intent_features, language_features
from nlu.features import MASKED, phrase
from nlu.foreign import samples
from nlu.interface import Entity, Example
from nlu.linking import Names, link
from nlu.model import Block, Floats, Linear, Model
from nlu.roles import WHERE, role_features
from nlu.text import tokens

FOLDS = 5
SEED = 20261122
COST = 0.3
"""Inverse strength of the regularisation (C) of the linear support vector machines, one per intent. They
learn ten times faster than a multinomial regression and measured better; see docs/verstehen.md."""

SCALES = (1.0, 1.4, 0.35)
"""How much words, letters and shape count; from the same comparison."""

ONE_DAY = 24 * 60 * 60
"""In seconds."""

UNKNOWN_TO_GUESTS = frozenset({"region", "project", "organisation", "topic", "person", "group"})
"""Names of the directory; examples with them are learnt a second time without masks, because guests get no
index of names, and members mention people whom the directory does not know."""


class TrainingError(RuntimeError):
    """Training did not finish; the message holds the child process's last line."""


def model_path(folder: Path, data: Path = DATA) -> Path:
    """Where the model for this very data and code is cached."""
    return folder / f"model-{digest(data)}.npz"


def model_status(folder: Path, data: Path = DATA) -> str:
    """``trained`` if a model for this data and code is in the folder, else ``missing``."""
    return "trained" if model_path(folder, data).exists() else "missing"


def ensure_model(folder: Path, data: Path = DATA) -> Path:
    """Train in a child process unless a model for this data and code is cached; returns its path.

    Raises:
        TrainingError: the child failed.
    """
    path = model_path(folder, data)
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        environment = dict(os.environ, OMP_NUM_THREADS="2")
        command = [sys.executable, "-m", "nlu.training", str(path), str(data)]
        done = subprocess.run(  # noqa: S603 (our own interpreter and module)
            command, capture_output=True, text=True, check=False, env=environment,
            cwd=Path(__file__).parent.parent,
        )  # fmt: skip
        if done.returncode or not path.exists():
            raise TrainingError((done.stderr.strip().splitlines() or ["no output"])[-1])
        _remove_old(folder, path)
    return path


def _remove_old(folder: Path, path: Path) -> None:
    """Remove models that are no longer used; those of the last day may be another checkout's."""
    for old in folder.glob("model-*.npz"):
        try:
            if old != path and path.stat().st_mtime - old.stat().st_mtime > ONE_DAY:
                old.unlink()
        except OSError:  # somebody else was faster
            continue


def train(examples: Sequence[Example], lookups: Mapping[str, Sequence[str]]) -> Model:
    """Learn intents, roles, everyday words and thresholds from annotated examples."""
    ordinary = ordinary_words(examples)
    names = Names(known_names(examples, lookups))
    features = [intent_features(e.text, seen_entities(e, names, ordinary)) for e in examples]
    labels = np.array([example.intent for example in examples])
    chances, classes = _out_of_fold(features, labels)
    strange = [e for e in examples if {entity.entity for entity in e.entities} & UNKNOWN_TO_GUESTS]
    features += [intent_features(e.text, _places_of(e)) for e in strange]
    labels_seen, labels = labels, np.concatenate([labels, [example.intent for example in strange]])
    temperature = temperature_of(chances, classes, labels_seen)
    calibrated = softmax(np.log(np.clip(chances, 1e-12, 1)) / temperature)
    intents = _fit(features, labels, SCALES, COST, (True, True, False), temperature)
    return Model(
        intents=intents,
        roles=_roles(examples),
        languages=_languages(examples),
        ordinary=ordinary,
        thresholds=thresholds_of(calibrated, classes, labels_seen),
        phrases=_phrases(examples, names, ordinary),
    )


def _phrases(examples: Sequence[Example], names: Names, ordinary: frozenset[str]) -> dict[str, str]:
    """The utterances themselves, masked and as written, as far as they mean one thing only: a classifier may
    hesitate over "hallo", but it is known.
    """
    meant: dict[str, set[str]] = {}
    for example in examples:
        for entities in (seen_entities(example, names, ordinary), _places_of(example), ()):
            meant.setdefault(phrase(example.text, entities), set()).add(example.intent)
    return {words: intents.pop() for words, intents in meant.items() if words and len(intents) == 1}


def seen_entities(example: Example, names: Names, ordinary: frozenset[str]) -> tuple[Entity, ...]:
    """The names to mask: as annotated; out of scope carries no annotations, so there linking finds them."""
    if example.intent != OUT_OF_SCOPE:
        return example.entities
    return link(example.text, names, ordinary)


def _places_of(example: Example) -> tuple[Entity, ...]:
    """The names that even a guest's texts are linked with; somebody unknown stays unmasked for everyone."""
    return tuple(entity for entity in example.entities if entity.entity not in UNKNOWN_TO_GUESTS)


def _vocabulary(features: Sequence[Sequence[str]], least: int) -> tuple[dict[str, int], Floats]:
    """Features that occur in at least ``least`` texts, with their smooth idf (as in scikit-learn)."""
    seen = Counter(feature for found in features for feature in set(found))
    kept = sorted(feature for feature, count in seen.items() if count >= least)
    counts = np.array([seen[feature] for feature in kept])
    idf = np.log((1 + len(features)) / (1 + counts)) + 1
    return {feature: row for row, feature in enumerate(kept)}, idf.astype(np.float32)


def empty_model(
    features: Sequence[Sequence[Sequence[str]]], scales: Sequence[float], tfidf: Sequence[bool]
) -> Linear:
    """A model with vocabularies but without weights."""
    blocks = []
    idfs = []
    first = 0
    for number, (scale, rare) in enumerate(zip(scales, tfidf, strict=True)):
        rows, idf = _vocabulary([found[number] for found in features], least=2 if rare else 1)
        blocks.append(Block({feature: first + row for feature, row in rows.items()}, rare, scale))
        idfs.append(idf if rare else np.ones(len(rows), dtype=np.float32))
        first += len(rows)
    nothing = np.zeros((first, 0), dtype=np.float32)
    return Linear((), tuple(blocks), np.concatenate(idfs), nothing, np.zeros(0, dtype=np.float32))


def matrix(model: Linear, features: Sequence[Sequence[Sequence[str]]]) -> Any:
    """The weighed features of texts as a sparse matrix, one row a text."""
    from scipy.sparse import csr_matrix

    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for found in features:
        model.weigh(found, columns, data)
        starts.append(len(columns))
    shape = (len(features), len(model.idf))
    return csr_matrix((np.asarray(data), np.asarray(columns), np.asarray(starts)), shape=shape)


def _fit(
    features: Sequence[Sequence[Sequence[str]]],
    labels: Array,
    scales: Sequence[float],
    cost: float,
    tfidf: Sequence[bool],
    temperature: float = 1.0,
) -> Linear:
    from sklearn.svm import LinearSVC

    model = empty_model(features, scales, tfidf)
    learner = LinearSVC(C=cost, class_weight="balanced", random_state=SEED)
    learner.fit(matrix(model, features), labels)
    weights, bias = learner.coef_.T, learner.intercept_
    if len(learner.classes_) == 2:  # scikit-learn keeps one column for two classes
        weights = np.hstack([-weights / 2, weights / 2])
        bias = np.array([-bias[0] / 2, bias[0] / 2])
    return Linear(
        classes=tuple(map(str, learner.classes_)),
        blocks=model.blocks,
        idf=model.idf,
        weights=np.ascontiguousarray(weights, dtype=np.float32),
        bias=np.asarray(bias, dtype=np.float32),
        temperature=temperature,
    )


def _out_of_fold(features: Sequence[Sequence[Sequence[str]]], labels: Array) -> tuple[Array, list[str]]:
    """Chances of each text by a model that has not seen it."""
    from sklearn.model_selection import StratifiedKFold

    classes = sorted(set(labels))
    chances = np.zeros((len(labels), len(classes)))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for known, unseen in folds.split(np.zeros(len(labels)), labels):
        model = _fit([features[i] for i in known], labels[known], SCALES, COST, (True, True, False))
        for i in unseen:
            found = model.probabilities(features[i])
            chances[i] = [found.get(name, 0.0) for name in classes]
    return chances, classes


def _roles(examples: Sequence[Example]) -> Linear:
    features = []
    labels = []
    for example in examples:
        if example.intent != COMMUTE:
            continue
        ends = [entity for entity in example.entities if entity.entity in WHERE]
        for number, end in enumerate(ends):
            if end.role:
                features.append([role_features(example.text, ends, number)])
                labels.append(end.role)
    return _fit(features, np.array(labels), (1.0,), 0.1, (False,), temperature=0.7)


def _languages(examples: Sequence[Example]) -> Linear:
    features = [language_features(example.text, example.entities) for example in examples]
    labels = [example.language for example in examples]
    for language, lines in samples().items():
        features += [language_features(line, ()) for line in lines]
        labels += [language] * len(lines)
    return _fit(features, np.array(labels), (1.0, 1.0), 1.0, (True, True), temperature=0.35)


def ordinary_words(examples: Sequence[Example]) -> frozenset[str]:
    """Everyday words: those that stand outside of names far more often than inside."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for example in examples:
        names = [e for e in example.entities if e.entity in MASKED]
        for word in tokens(example.text):
            named = any(e.start <= word.start < e.end for e in names)
            # Out of scope carries no annotations, so its capitalised words may well be names.
            if not named and example.intent == OUT_OF_SCOPE and word.capital:
                continue
            (inside if named else outside)[word.folded] += 1
    return frozenset(w for w, n in outside.items() if n > 3 * inside[w] and not w.isdigit())


def main(arguments: Sequence[str]) -> int:
    """Train on a data folder and write the model: ``python -m nlu.training MODEL [DATA]``."""
    path, data = Path(arguments[0]), Path(arguments[1]) if len(arguments) > 1 else DATA
    train(read_corpus(data), read_lookups(data)).save(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
