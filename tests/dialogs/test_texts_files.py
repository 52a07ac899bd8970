"""The text files are whole: readable, and the same in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dialogs.texts import DEFAULT, FOLDER, LANGUAGES, TextError, plain, renderer, strict
from dialogs.texts.catalog import Catalog
from dialogs.texts.render import SORRY, Renderer


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"a.ftl": "good = x\nbad\n"}, "a.ftl: bad"),
        ({"a.ftl": "empty =\n"}, "empty"),
        ({"a.ftl": "twice = x\ntwice = y\n"}, "twice is defined twice"),
        ({"a.ftl": "twice = x\n", "b.ftl": "twice = y\n"}, "b.ftl: twice is defined twice, before in a.ftl"),
        ({"a.ftl": "key =\n    .hint = x\n"}, "key: a text with a value"),
        ({"a.ftl": "key = x\n    .hint = y\n"}, "key: a text with a value and without attributes"),
        ({"a.ftl": "key = { NUMBER($n) }\n"}, r"key: NUMBER\(\) is not available"),
        ({"a.ftl": "key = { other }\n"}, "key: refers to other"),
        ({"a.ftl": "key = { -term }\n"}, "key: refers to -term"),
        ({"a.ftl": "key = { other }\nother = { key }\n"}, "a circle"),
        ({"a.ftl": "key = x\x02\n"}, "a.ftl:1: control character"),
    ],
)
def test_faults_in_files_are_named(tmp_path: Path, files: dict[str, str], problem: str) -> None:
    """A file that Fluent would read in part is an error that names file and key."""
    (tmp_path / "de").mkdir()
    for name, source in files.items():
        (tmp_path / "de" / name).write_text(source, encoding="utf-8")
    with pytest.raises(TextError, match=problem):
        Renderer(tmp_path, "de").catalog("de")


@pytest.fixture(params=LANGUAGES)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return renderer().catalog(request.param)


def differences(catalog: Catalog, model: Catalog) -> list[str]:
    """What a language lacks, has too much, or says with other variables than the model."""
    here, there = catalog.variables, model.variables
    found = [f"{catalog.language} lacks {key}" for key in there.keys() - here.keys()]
    found += [f"only {catalog.language} has {key}" for key in here.keys() - there.keys()]
    for key in here.keys() & there.keys():
        if odd := here[key] ^ there[key]:
            found.append(
                f"{key}: {', '.join(sorted(odd))} not in both {catalog.language} and {model.language}"
            )
    return sorted(found)


def test_languages_say_the_same(catalog: Catalog) -> None:
    """Every language has German's keys, each with the same variables."""
    found = differences(catalog, renderer().catalog(DEFAULT))
    assert not found, "\n".join(found)


def test_files_have_the_same_names() -> None:
    """A topic's texts lie in a file of the same name in every language."""
    names = {
        language: sorted(file.name for file in (FOLDER / language).glob("*.ftl")) for language in LANGUAGES
    }
    assert names == dict.fromkeys(LANGUAGES, names[DEFAULT])


def test_there_is_an_apology(catalog: Catalog) -> None:
    """The text that stands in for all others needs nothing."""
    assert SORRY in catalog.variables, f"{catalog.language} lacks {SORRY}"
    assert not catalog.variables[SORRY]


@pytest.mark.parametrize("param", ["Wert", 0, 1, 2, 1017])
def test_every_text_can_be_rendered(catalog: Catalog, param: str | int) -> None:
    """Given all its parameters, no text fails or shows braces, whatever variants they choose."""
    for key, variables in catalog.variables.items():
        text = {"key": key, "params": dict.fromkeys(variables, param)}
        shown = plain(renderer().markup(text, catalog.language, strict))
        assert shown.strip(), key
        assert not re.search(r"[{}\x00-\x08]|\?\?\?", shown), key
