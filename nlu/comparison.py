"""Which features and which classifier understand best, by nested cross-validation.

``python -m nlu.comparison``, a quarter of an hour; docs/verstehen.md holds what it said. The cost of each
classifier is chosen by inner folds, so that no candidate is flattered by its own tuning (Cawley and Talbot,
"On over-fitting in model selection", JMLR 2010). The development set has no part in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Any

import numpy as np

from nlu.calibration import Array
from nlu.corpus import known_names, read_corpus, read_lookups
from nlu.embedded import intent_features
from nlu.interface import Example
from nlu.linking import Names
from nlu.training import SEED, empty_model, matrix, ordinary_words, seen_entities

OUTER, INNER = 3, 2
COSTS = (0.1, 0.3, 1.0)
"""Inverse strengths of the regularisation that are tried (C)."""

Features = Sequence[Sequence[Sequence[str]]]
WORDS, LETTERS, SHAPE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to classify: which blocks of features at which scale, masked or not, and the classifier."""

    name: str
    learner: Callable[[float], Any]
    scales: tuple[float, float, float]
    masked: bool = True


def machine(cost: float) -> Any:
    """One linear support vector machine per intent."""
    from sklearn.svm import LinearSVC

    return LinearSVC(C=cost, class_weight="balanced", random_state=SEED)


def regression(cost: float) -> Any:
    """A logistic regression per intent."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    # The same range of costs would starve it: its loss is smaller at the same margin.
    one = LogisticRegression(C=30 * cost, class_weight="balanced", solver="liblinear", random_state=SEED)
    return OneVsRestClassifier(one)


def bayes(cost: float) -> Any:
    """Complement naive Bayes (Rennie et al., ICML 2003); its smoothing takes the place of the cost."""
    from sklearn.naive_bayes import ComplementNB

    return ComplementNB(alpha=cost)


CANDIDATES = (
    Candidate("naive Bayes, words and letters", bayes, (1.0, 1.0, 0.0)),
    Candidate("regression, words and letters", regression, (1.0, 1.4, 0.0)),
    Candidate("regression, all", regression, (1.0, 1.4, 0.35)),
    Candidate("SVM, words", machine, (1.0, 0.0, 0.0)),
    Candidate("SVM, letters", machine, (0.0, 1.0, 0.0)),
    Candidate("SVM, words and letters, names as written", machine, (1.0, 1.4, 0.0), masked=False),
    Candidate("SVM, words and letters", machine, (1.0, 1.4, 0.0)),
    Candidate("SVM, words, letters and shape (in use)", machine, (1.0, 1.4, 0.35)),
    Candidate("SVM, shape twice as heavy", machine, (1.0, 1.4, 0.7)),
)


def compare(tell: Callable[[str], None]) -> None:
    """Measure every candidate and tell its accuracy on utterances that neither it nor its tuning saw."""
    from sklearn.model_selection import StratifiedKFold

    examples = read_corpus()
    labels = np.array([example.intent for example in examples])
    outer = StratifiedKFold(OUTER, shuffle=True, random_state=SEED)
    for candidate in CANDIDATES:
        features = _features(examples, masked=candidate.masked)
        scores = []
        for known, unseen in outer.split(np.zeros(len(labels)), labels):
            cost = _best_cost(candidate, [features[i] for i in known], labels[known])
            scores.append(_score(candidate, cost, features, labels, known, unseen))
        tell(f"{fmean(scores):.1%} ± {stdev(scores):.1%}  {candidate.name}")


def _features(examples: Sequence[Example], *, masked: bool) -> Features:
    ordinary = ordinary_words(examples)
    names = Names(known_names(examples, read_lookups()))
    return [intent_features(e.text, seen_entities(e, names, ordinary) if masked else ()) for e in examples]


def _best_cost(candidate: Candidate, features: Features, labels: Array) -> float:
    from sklearn.model_selection import StratifiedKFold

    folds = StratifiedKFold(INNER, shuffle=True, random_state=SEED)
    parts = list(folds.split(np.zeros(len(labels)), labels))
    return max(COSTS, key=lambda c: fmean(_score(candidate, c, features, labels, *part) for part in parts))


def _score(
    candidate: Candidate, cost: float, features: Features, labels: Array, known: Array, unseen: Array
) -> float:
    """The share of ``unseen`` that is classified rightly after learning from ``known`` (row numbers)."""
    blocks = [number for number, scale in enumerate(candidate.scales) if scale]
    kept = [[found[number] for number in blocks] for found in features]
    scales = [candidate.scales[number] for number in blocks]
    model = empty_model([kept[i] for i in known], scales, [number != SHAPE for number in blocks])
    learner = candidate.learner(cost)
    learner.fit(matrix(model, [kept[i] for i in known]), labels[known])
    guessed = learner.predict(matrix(model, [kept[i] for i in unseen]))
    return float((guessed == labels[unseen]).mean())


if __name__ == "__main__":
    compare(lambda line: print(line, file=sys.stdout, flush=True))  # noqa: T201
