"""The trained model as plain numbers: what scikit-learn says, without it; and files not to be trusted."""

from __future__ import annotations

import json
import pickle
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.svm import LinearSVC

from nlu.corpus import read_corpus
from nlu.embedded import intent_features
from nlu.interface import Example
from nlu.model import Block, Linear, Model, ModelError
from nlu.training import COST, SCALES, SEED, _fit
from tests.dialogue import interpreter

ROOT = Path(__file__).parents[2]
INTENTS = ("find_contact", "greet", "remind_me", "broadcast", "out_of_scope")


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    """A part of the training data: some intents, in both languages."""
    return [example for example in read_corpus() if example.intent in INTENTS][::3]


def features_of(examples: list[Example]) -> list[list[list[str]]]:
    return [intent_features(example.text, example.entities) for example in examples]


def by_scikit_learn(features: list[list[list[str]]], labels: list[str], unseen: list[list[list[str]]]) -> Any:
    """Chances as scikit-learn's own classes give them: three blocks of features, a linear SVM, softmax."""
    blocks = [
        TfidfVectorizer(analyzer=lambda found: found[0], sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer=lambda found: found[1], sublinear_tf=True, min_df=2),
        CountVectorizer(analyzer=lambda found: found[2], binary=True),
    ]
    scaled = list(zip(blocks, SCALES, strict=True))
    seen = hstack([block.fit_transform(features) * scale for block, scale in scaled]).tocsr()
    learner = LinearSVC(C=COST, class_weight="balanced", random_state=SEED).fit(seen, labels)
    scores = learner.decision_function(hstack([block.transform(unseen) * scale for block, scale in scaled]))
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return list(learner.classes_), powers / powers.sum(axis=1, keepdims=True)


def test_it_says_what_scikit_learn_says(examples: list[Example]) -> None:
    """Training's matrix, weights and our own arithmetic agree with scikit-learn from end to end."""
    known, unseen = examples[::2], examples[1::2]
    features, others = features_of(known), features_of(unseen)
    labels = [example.intent for example in known]
    classes, wanted = by_scikit_learn(features, labels, others)
    ours = _fit(features, np.array(labels), SCALES, COST, (True, True, False))
    assert list(ours.classes) == classes
    for row, found in zip(wanted, others, strict=True):
        chances = ours.probabilities(found)
        assert [chances[name] for name in classes] == pytest.approx(row, abs=1e-5)


def test_two_classes(examples: list[Example]) -> None:
    """Where there are two, scikit-learn keeps one column; the decision is the same."""
    chosen = [example for example in examples if example.intent in ("find_contact", "out_of_scope")]
    features, labels = features_of(chosen), [example.intent for example in chosen]
    ours = _fit(features, np.array(labels), SCALES, COST, (True, True, False))
    blocks = _fit(features, np.array(labels), SCALES, COST, (True, True, False))
    assert ours.classes == ("find_contact", "out_of_scope")
    for found in features:
        chances = ours.probabilities(found)
        assert sum(chances.values()) == pytest.approx(1)
        assert chances == blocks.probabilities(found)


def small(temperature: float = 1.0) -> Linear:
    """A model of three features and two classes."""
    return Linear(
        classes=("a", "b"),
        blocks=(Block({"x": 0, "y": 1}, True, 2.0), Block({"z": 2}, False, 0.5)),
        idf=np.array([1, 2, 1], dtype=np.float32),
        weights=np.array([[1, 0], [0, 1], [0, 2]], dtype=np.float32),
        bias=np.array([0.1, 0], dtype=np.float32),
        temperature=temperature,
    )


def test_arithmetic_by_hand() -> None:
    """(1 + ln n) · idf, brought to length 1, scaled; what occurs counts its scale, the unknown nothing."""
    rows: list[int] = []
    values: list[float] = []
    small().weigh([["x", "x", "y", "?"], ["z", "z"]], rows, values)
    x, y = 1 + np.log(2), 2.0
    length = np.hypot(x, y)
    assert rows == [0, 1, 2]
    assert values == pytest.approx([2 * x / length, 2 * y / length, 0.5])
    nothing = small().probabilities([[], []])
    assert nothing["a"] == pytest.approx(np.exp(0.1) / (np.exp(0.1) + 1))
    assert small(0.01).probabilities([["x"], []])["a"] == pytest.approx(1)


def model() -> Model:
    return Model(
        small(), small(0.5), small(), frozenset({"wer", "für"}), {"act_from": 0.5}, {"hallo": "greet"}
    )


def test_round_trip(tmp_path: Path) -> None:
    """What is read is what was written, to the last bit."""
    path = tmp_path / "model.npz"
    model().save(path)
    again = Model.load(path)
    for name in ("intents", "roles", "languages"):
        ours, theirs = getattr(model(), name), getattr(again, name)
        assert ours.describe() == theirs.describe()
        for key, array in ours.arrays("x").items():
            assert np.array_equal(array, theirs.arrays("x")[key])
        found = [["x", "y", "y"], ["z"]]
        assert ours.probabilities(found) == theirs.probabilities(found)
    assert again.ordinary == model().ordinary
    assert again.thresholds == model().thresholds


def test_the_real_model_survives_a_round_trip(tmp_path: Path) -> None:
    """Also with thousands of features."""
    real = interpreter()._model
    real.save(tmp_path / "model.npz")
    again = Model.load(tmp_path / "model.npz")
    found = intent_features("wer ist mein Kontakt im Harz?", ())
    assert again.intents.probabilities(found) == real.intents.probabilities(found)


def test_the_file_is_private_and_whole(tmp_path: Path) -> None:
    """Only its owner may read it; nothing unfinished stays beside it, also after a failure."""
    model().save(tmp_path / "model.npz")
    assert stat.S_IMODE((tmp_path / "model.npz").stat().st_mode) == 0o600
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").touch()
    with pytest.raises(OSError, match="folder"):
        model().save(tmp_path / "folder")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "model.npz"]


def test_it_holds_no_pickle(tmp_path: Path) -> None:
    """Arrays of plain numbers only: nothing in the file can run."""
    path = tmp_path / "model.npz"
    model().save(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert archive.read(name).startswith(b"\x93NUMPY"), name
            assert b"'descr': '|O'" not in archive.read(name), name


def written(tmp_path: Path, change: dict[str, Any]) -> Path:
    """A model file of which some of the description is replaced."""
    path = tmp_path / "model.npz"
    model().save(path)
    with np.load(path) as file:
        arrays = dict(file)
    about = json.loads(arrays["about"].tobytes()) | change
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    np.savez(path, **arrays)
    return path


def test_a_foreign_file(tmp_path: Path) -> None:
    """Text, a zip file without our parts, a folder, none at all."""
    foreign = tmp_path / "foreign.npz"
    with pytest.raises(ModelError, match="FileNotFoundError"):
        Model.load(foreign)
    foreign.write_text("hello", encoding="utf-8")
    with pytest.raises(ModelError):
        Model.load(foreign)
    np.savez(foreign, x=np.zeros(3))
    with pytest.raises(ModelError):
        Model.load(foreign)
    with pytest.raises(ModelError):
        Model.load(tmp_path)


def test_another_format(tmp_path: Path) -> None:
    """A model of an older or newer Kitt, or one whose description lacks something."""
    for change in ({"format": 99}, {"format": None}, {"intents": {"classes": ["a"], "temperature": 1}}):
        with pytest.raises(ModelError):
            Model.load(written(tmp_path, change))


@pytest.mark.parametrize("kept", [0, 1, 20, 200, 1_000, -1, -30])
def test_a_truncated_file(kept: int, tmp_path: Path) -> None:
    """A disk that was full is no reason to guess."""
    path = tmp_path / "model.npz"
    model().save(path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelError):
        Model.load(path)


def test_a_file_that_is_nearly_one(tmp_path: Path) -> None:
    """With text for an array, with nothing for a description: also a ModelError."""
    path = tmp_path / "model.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("about", "{}")
    with pytest.raises(ModelError):
        Model.load(path)
    with pytest.raises(ModelError):
        Model.load(written(tmp_path, {"intents": None}))


def test_a_pickle_is_not_run(tmp_path: Path) -> None:
    """A file that would run something when unpickled is refused, and runs nothing."""

    class Trap:
        def __reduce__(self) -> Any:
            return (Path.touch, (tmp_path / "sprung",))

    path = tmp_path / "model.npz"
    path.write_bytes(pickle.dumps(Trap()))
    with pytest.raises(ModelError):
        Model.load(path)
    np.savez(path, about=np.array([Trap()], dtype=object))
    (tmp_path / "sprung").unlink(missing_ok=True)
    with pytest.raises(ModelError):
        Model.load(path)
    assert not (tmp_path / "sprung").exists()


def test_the_bot_does_not_load_scikit_learn() -> None:
    """Understanding needs NumPy only; scikit-learn would cost a second and 100 MB."""
    program = "import sys, nlu.embedded; sys.exit(bool({'sklearn', 'scipy'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
