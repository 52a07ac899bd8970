"""How sure a model is, made honest, and what follows from it: where to act, clarify and decline.

All of it is measured on texts that the model at hand had not seen (out of fold).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.embedded import OUT_OF_SCOPE

Array = NDArray[Any]

WRONG_ACTIONS = 0.075
"""At most this share of texts may be acted on wrongly when thresholds are chosen. The training examples are
unlike each other on purpose, so on them a model errs about twice as often as on the development set."""

LOST = 0.03
"""At most this share of texts may be declined though they were in scope, when ``decline_from`` is chosen."""

WORTH_OFFERING = 0.33
"""A text is clarified if, among texts as unsure, the right reading is among the first three this often."""

AS_UNSURE = 0.03
"""Texts whose chances differ by no more than this are as unsure as each other."""

FEWEST = 10
"""A share of fewer texts than these says nothing."""


def temperature_of(chances: Array, classes: Sequence[str], labels: Array) -> float:
    """The temperature that makes chances honest (Guo et al., "On calibration", ICML 2017)."""
    scores = np.log(np.clip(chances, 1e-12, 1))
    right = np.array([classes.index(label) for label in labels])
    rows = np.arange(len(labels))
    candidates = np.geomspace(0.05, 2.0, 40)
    losses = [-np.log(np.clip(softmax(scores / t)[rows, right], 1e-12, 1)).mean() for t in candidates]
    return float(candidates[int(np.argmin(losses))])


def softmax(scores: Array) -> Array:
    """Scores as chances, one row a text."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Array = powers / powers.sum(axis=1, keepdims=True)
    return result


def thresholds_of(chances: Array, classes: Sequence[str], labels: Array) -> Mapping[str, float]:
    """Where to act, clarify and decline, from texts that the model had not seen.

    ``clarify_from`` is the chance below which the right reading is seldom among those offered.
    ``act_from`` is the lowest chance at which at most ``WRONG_ACTIONS`` of all texts are acted on
    wrongly. Of what is less sure, ``decline_from`` declines what may well be out of scope, unless that
    costs more than ``LOST`` of the texts that would have been clarified rightly.
    """
    best = np.array(classes)[chances.argmax(axis=1)]
    top = chances.max(axis=1)
    outside = chances[:, classes.index(OUT_OF_SCOPE)]
    act = 0.95
    for limit in np.arange(0.95, 0.2, -0.01):
        if ((best != OUT_OF_SCOPE) & (top >= limit) & (best != labels)).mean() > WRONG_ACTIONS:
            break
        act = float(limit)
    unsure = (best != OUT_OF_SCOPE) & (top < act)
    decline = 0.5
    for limit in np.arange(0.5, 0.05, -0.01):
        if (unsure & (outside >= limit) & (labels != OUT_OF_SCOPE)).mean() > LOST:
            break
        decline = float(limit)
    clarify = 0.0
    among_three = (np.argsort(-chances, axis=1)[:, :3] == _numbers(labels, classes)[:, None]).any(axis=1)
    for limit in np.arange(0.05, 0.4, 0.01):
        alike = unsure & (top < limit) & (top >= limit - AS_UNSURE)
        if alike.sum() < FEWEST:
            continue
        if among_three[alike].mean() >= WORTH_OFFERING:
            break
        clarify = float(limit)
    return {
        "act_from": round(act, 3),
        "clarify_from": round(clarify, 3),
        "decline_from": round(decline, 3),
    }


def _numbers(labels: Array, classes: Sequence[str]) -> Array:
    return np.array([classes.index(label) for label in labels])
