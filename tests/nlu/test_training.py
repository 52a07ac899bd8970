"""Training: in a child process, once per data and code, by several at once, and the same each time."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from nlu.corpus import DATA, digest, read_corpus, read_lookups
from nlu.model import Model
from nlu.training import TrainingError, ensure_model, model_path, train

INTENTS = ("find_contact", "find_commute_contact", "greet", "out_of_scope")


@pytest.fixture(scope="module")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Training data of four intents and thirty examples each, in both languages: trained in seconds."""
    folder = tmp_path_factory.mktemp("data")
    for language in ("de", "en"):
        (folder / language).mkdir()
        for intent in INTENTS:
            source = (DATA / language / f"{intent}.yml").read_text(encoding="utf-8").splitlines()
            head = next(number for number, line in enumerate(source) if "examples:" in line) + 1
            short = "\n".join(source[: head + 30])
            (folder / language / f"{intent}.yml").write_text(f"{short}\n", encoding="utf-8")
    return folder


def copied(data: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    return folder


def add(data: Path, line: str) -> None:
    """Append an example to the greetings."""
    with (data / "de" / "greet.yml").open("a", encoding="utf-8") as file:
        file.write(f"    - {line}\n")


def test_it_trains_when_the_data_changes_and_only_then(small_data: Path, tmp_path: Path) -> None:
    """The model is named by the content of data and code; an outdated one goes, a new one is private."""
    data, cache = copied(small_data, tmp_path), tmp_path / "cache"
    loaded = {name for name in sys.modules if name.startswith("sklearn.svm")}
    first = ensure_model(cache, data)
    assert first == model_path(cache, data)
    assert set(Model.load(first).intents.classes) == set(INTENTS)
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert {name for name in sys.modules if name.startswith("sklearn.svm")} == loaded
    written = first.stat().st_mtime_ns
    assert ensure_model(cache, data) == first
    assert first.stat().st_mtime_ns == written
    add(data, "schönen guten Morgen aus der Altmark in die Runde")
    os.utime(first, (0, 0))  # made long ago: what is used today may be another checkout's
    second = ensure_model(cache, data)
    assert second != first
    assert sorted(cache.iterdir()) == [second]


def test_names_of_models(small_data: Path, tmp_path: Path) -> None:
    """The same content has the same name wherever it lies; any change has another."""
    data = copied(small_data, tmp_path)
    assert digest(data) == digest(small_data)
    add(data, "huhu")
    assert digest(data) != digest(small_data)
    shutil.move(data / "de" / "greet.yml", data / "de" / "thanks.yml")
    assert len({digest(data), digest(small_data), digest()}) == 3


def test_several_callers_at_once(small_data: Path, tmp_path: Path) -> None:
    """Two processes that start together both end with a whole model."""
    cache = tmp_path / "cache"
    found: list[Path] = []
    callers = [
        threading.Thread(target=lambda: found.append(ensure_model(cache, small_data))) for _ in range(2)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert found == [model_path(cache, small_data)] * 2
    assert Model.load(found[0]).intents.classes
    assert sorted(cache.iterdir()) == [found[0]]


def test_a_failure_is_reported(small_data: Path, tmp_path: Path) -> None:
    """The error says what the child said last, names the file, and leaves no model behind."""
    data, cache = copied(small_data, tmp_path), tmp_path / "cache"
    (data / "de" / "greet.yml").write_text("nlu: 5\n", encoding="utf-8")
    with pytest.raises(TrainingError, match=r"greet\.yml"):
        ensure_model(cache, data)
    assert list(cache.iterdir()) == []


def test_an_old_model_stays_where_training_fails(small_data: Path, tmp_path: Path) -> None:
    """Broken data takes away nothing that works."""
    data, cache = copied(small_data, tmp_path), tmp_path / "cache"
    cache.mkdir()
    old = cache / "model-0123456789abcdef.npz"
    old.write_bytes(b"old")
    (data / "de" / "greet.yml").write_text("[", encoding="utf-8")
    with pytest.raises(TrainingError):
        ensure_model(cache, data)
    assert old.exists()


def test_training_is_deterministic(small_data: Path) -> None:
    """The same data makes the same model, to the last bit."""
    examples, lookups = read_corpus(small_data), read_lookups(small_data)
    first, second = train(examples, lookups), train(examples, lookups)
    assert first.thresholds == second.thresholds
    assert first.ordinary == second.ordinary
    for name in ("intents", "roles", "languages"):
        ours, theirs = getattr(first, name), getattr(second, name)
        assert ours.describe() == theirs.describe()
        assert all(np.array_equal(array, theirs.arrays("")[key]) for key, array in ours.arrays("").items())


def test_everyday_words_are_no_names(small_data: Path) -> None:
    """Words that stand outside of names are ordinary; those that are names are not."""
    ordinary = train(read_corpus(small_data), read_lookups(small_data)).ordinary
    assert {"wer", "ist", "fuer", "und"} <= ordinary
    assert not {"harz", "magdeburg", "altmark"} & ordinary
