"""The training data: readable, by the conventions, enough of it, and no two examples alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from rapidfuzz import fuzz
from rapidfuzz.process import extract

from nlu.corpus import DATA, CorpusError, parse_example, read_corpus, read_file, read_lookups
from nlu.embedded import COMMUTE, OUT_OF_SCOPE
from nlu.interface import Example
from nlu.text import words_of
from nlu.utterances import DEVELOPMENT

INTENTS = frozenset(
    "find_contact find_commute_contact who_is who_is_new list_directory next_meeting past_meetings "
    "schedule_meeting change_meeting rsvp_yes rsvp_no rsvp_maybe remind_me find_date ask_group "
    "list_questions answer_question broadcast match_me my_dots set_language mute unmute privacy export_data "
    "delete_me greet goodbye thanks help affirm deny cancel human out_of_scope".split()
)
ENTITIES = frozenset(
    "region place postcode project organisation topic person language group datetime offset text".split()
)
MEASURED = frozenset("region place postcode project organisation topic person language group".split())
LEAST = {"find_contact": (200, 60), COMMUTE: (200, 60), OUT_OF_SCOPE: (200, 60)}
LEAST_OF_OTHERS = (80, 30)
MOST_ALIKE = 85
SHORT = 12
FILES = sorted(DATA.glob("*/*.yml"))
TRAINING_FILES = [path for path in FILES if path.parent.name in ("de", "en")]


@cache
def corpus() -> tuple[Example, ...]:
    return tuple(read_corpus())


def development() -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.safe_load(DEVELOPMENT.read_text(encoding="utf-8"))
    return content


def test_there_is_a_file_for_each_intent_and_language() -> None:
    """One intent a file, named after it; no more and no less."""
    names = {(path.parent.name, path.stem) for path in TRAINING_FILES}
    assert names == {(language, intent) for language in ("de", "en") for intent in INTENTS}
    for path in TRAINING_FILES:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert content["version"] == "3.1"
        assert [block["intent"] for block in content["nlu"]] == [path.stem]


def test_only_known_intents_and_entities() -> None:
    """What training does not know is a slip of the pen."""
    assert {example.intent for example in corpus()} == INTENTS
    assert {entity.entity for example in corpus() for entity in example.entities} <= ENTITIES
    assert set(read_lookups()) <= ENTITIES


@pytest.mark.parametrize("path", TRAINING_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file(path: Path) -> None:
    """Every line is an example; annotations are whole; spans and values have no blanks at their edges."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = content["nlu"][0]["examples"].splitlines()
    assert [line for line in lines if not line.startswith("- ")] == []
    for example in read_file(path):
        assert example.text.strip() == example.text != ""
        assert not re.search(r"[\[\]{}]", example.text), example.text
        for entity in example.entities:
            assert example.text[entity.start : entity.end] == entity.text == entity.text.strip() != ""
            assert entity.value == entity.value.strip() != ""
            assert entity.role in (None, "home", "work")
            assert entity.role is None or example.intent == COMMUTE, example.text


def test_out_of_scope_has_no_entities() -> None:
    """Names occur in it, but nobody wants them."""
    assert [e.text for e in corpus() if e.intent == OUT_OF_SCOPE and e.entities] == []


def test_canonical_values() -> None:
    """Magdeburg and Halle are regions even where the city is meant; a postcode has five digits."""
    for example in corpus():
        for entity in example.entities:
            assert entity.entity != "place" or entity.value not in ("Magdeburg", "Halle"), example.text
            assert entity.entity != "postcode" or re.fullmatch(r"\d{5}", entity.value), example.text


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_enough_examples(intent: str) -> None:
    """So many that the classifier has seen how differently people say it."""
    counts = Counter(example.language for example in corpus() if example.intent == intent)
    least = LEAST.get(intent, LEAST_OF_OTHERS)
    assert (counts["de"] >= least[0], counts["en"] >= least[1]) == (True, True), dict(counts)


def masked(example: Example) -> str:
    """The words of an example with its names replaced by their types."""
    text = ""
    end = 0
    for entity in example.entities:
        text += f"{example.text[end : entity.start]} x{entity.entity} "
        end = entity.end
    return " ".join(re.sub(r"[^\w]+", " ", (text + example.text[end:]).casefold()).split())


def alike(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Numbers of texts that have the same words, or nearly the same letters."""
    bags: dict[tuple[str, ...], int] = {}
    for number, text in enumerate(texts):
        bag = tuple(sorted(text.split()))
        if bag in bags:
            yield bags[bag], number
        bags[bag] = number
    long = {number: text for number, text in enumerate(texts) if len(text) > SHORT}
    for number, text in long.items():
        earlier = {n: t for n, t in long.items() if n < number}
        for _, _, other in extract(text, earlier, scorer=fuzz.ratio, score_cutoff=MOST_ALIKE, limit=None):
            yield other, number


@pytest.mark.parametrize("path", TRAINING_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_two_examples_are_alike(path: Path) -> None:
    """Once names are masked, each example says it in another way."""
    examples = list(read_file(path))
    pairs = alike([masked(example) for example in examples])
    assert [(examples[a].text, examples[b].text) for a, b in pairs] == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("wer ist mein Kontakt im [Harz](region)?", "Wer ist mein Kontakt im [Altmark](region)"),
        ("[Harz](region) Kontakt", "Kontakt [Halle](region)"),
        ("wen kann ich dazu am besten anrufen", "wen kann ich dazu am besten anruffen?"),
        ("harz", "harz?"),
    ],
)
def test_examples_that_are_alike_are_refused(first: str, second: str) -> None:
    """The check finds what it should."""
    examples = [parse_example(line, "find_contact", "de") for line in (first, "etwas ganz anderes", second)]
    assert set(alike([masked(example) for example in examples])) == {(0, 2)}


def test_examples_that_differ_are_not_refused() -> None:
    """Another wording, and short texts with other words, are fine."""
    texts = ["wer ist mein kontakt im xregion", "an wen wende ich mich im xregion", "ja klar", "ja gern"]
    assert list(alike(texts)) == []


@pytest.mark.parametrize(
    "content",
    [
        'nlu:\n- intent: greet\n  examples: |\n    - [Harz]{"entity" "region"}\n',
        'nlu:\n- intent: greet\n  examples: |\n    - [Harz]{"value": "Harz"}\n',
        "nlu:\n- intent: greet\n",
        "nlu: 5\n",
        "[",
        "",
    ],
)
def test_a_broken_file_is_named(content: str, tmp_path: Path) -> None:
    """Whoever edits the data learns which file is wrong."""
    path = tmp_path / "de" / "greet.yml"
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"greet\.yml"):
        read_corpus(tmp_path)


def test_rasas_domain_names_what_the_data_holds() -> None:
    """Rasa is told of every intent and entity that its training data has, and of no others."""
    domain = yaml.safe_load((DATA.parents[1] / "domain.yml").read_text(encoding="utf-8"))
    assert domain["intents"] == sorted(INTENTS)
    assert domain["entities"] == sorted({e.entity for example in corpus() for e in example.entities})


def test_development_set_has_its_form() -> None:
    """At least 300 utterances with known intents and entities; values and texts as the conventions say."""
    utterances = development()
    assert len(utterances) >= 300
    for number, utterance in enumerate(utterances):
        assert set(utterance) == {"text", "lang", "intent", "tags", "entities"}, number
        assert utterance["intent"] in INTENTS, number
        assert utterance["lang"] in ("de", "en"), number
        assert utterance["intent"] != OUT_OF_SCOPE or not utterance["entities"], number
        for entity in utterance["entities"]:
            assert entity["entity"] in MEASURED, number
            assert entity["text"] in utterance["text"], number
            assert entity["value"].strip() == entity["value"] != "", number


def plain(text: str) -> str:
    """The words of a text; of one without any, the signs."""
    return " ".join(words_of(text.casefold())) or "".join(text.split())


def test_development_set_is_unseen() -> None:
    """No utterance to measure by is in the training data, or nearly so (long ones)."""
    known = {plain(example.text) for example in corpus()}
    seen = []
    for utterance in development():
        text = plain(utterance["text"])
        near = extract(text, known, scorer=fuzz.ratio, score_cutoff=90, limit=1) if len(text) > 25 else ()
        if near or text in known:
            seen.append(utterance["text"])
    assert seen == []
