"""What holds for any text, any known name and any number of names."""

from __future__ import annotations

import functools
import random
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlu.forms import EVERYDAY
from nlu.interface import KnownName
from nlu.linking import link
from nlu.names import EMPTY, Names
from nlu.spelling import TWO_EDITS_FROM
from nlu.text import compact, fold, words_of
from tests.dialogue import knowledge
from tests.nlu.directory import PEOPLE, directory, directory_names, known, linked, ordinary, people
from tests.nlu.test_spelling import edited

PIECES = st.sampled_from(
    (
        "Harz halle MD Frau Lindner Mara nicht sondern von nach in der JB+ Halle_(Saale ( ) / - , . "
        "! \n 🙏 06484 's "
        "IQ Netzwerk an_der Burg Essen \u00ad ö Jobbrücke Plus quatsch LK Stendal Магдебург + *innen"
    ).split(" ")
)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=120))
@example("Halle (")
@example("Frau")
@example("Harz/")
@example("\x01")
@example("ẞ ŉ ǰ ﬁ İ")
def test_any_text(text: str) -> None:
    """No text breaks it, and offsets, values and references hold."""
    check(text)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["", " "]))
def test_any_text_of_telling_pieces(pieces: list[str], between: str) -> None:
    """Names, titles, negations and brackets in any order."""
    check(between.join(pieces))


def check(text: str) -> None:
    entities = linked(text)
    assert all(a.end <= b.start for a, b in pairwise(entities))
    for entity in entities:
        assert entity.value
        assert 0 < entity.score <= 1
        assert entity.refs or entity.entity in ("postcode", "person")
        assert entity.text == entity.text.strip()


def test_nothing_is_known() -> None:
    """Without any names there are postcodes and strangers only."""
    found = link("Frau Lindner im Harz 06484", EMPTY)
    assert [(entity.entity, entity.value) for entity in found] == [
        ("person", "Lindner"),
        ("postcode", "06484"),
    ]


ASKING = {
    "region": "Kontakt in {}?",
    "place": "Kontakt in {}?",
    "project": "Kontakt für {}?",
    "person": "Nummer von {}?",
    "group": "Termin von {}?",
    "language": "wer spricht {}?",
}
ALWAYS = [name for name in directory_names() if name.entity in ("region", "project", "person", "group")]


@functools.cache
def towns() -> list[KnownName]:
    """Places of which misspelt names are forgiven."""
    return [
        name
        for names in knowledge().places.layers[-1].exact.values()
        for name in names
        if name.weight >= 0.3 and name.value.isalpha() and len(name.value) >= 5
    ]


def is_name(word: str, of: str = "") -> bool:
    """Whether it is a name itself, a form of one, or has an everyday word that ``of`` has not."""
    key = compact(word)
    names = directory()
    parts = {fold(part) for part in words_of(word)} - {fold(part) for part in words_of(of)}
    return bool(
        names.exact(key)
        or names.loose(key)
        or names.bent(key)
        or any(
            part in ordinary() or part in EVERYDAY or names.exact(part) or names.bent(part) for part in parts
        )
    )


@pytest.mark.parametrize("name", [n for n in ALWAYS if len(compact(n.value)) >= 5], ids=lambda n: n.value)
def test_one_edit_is_forgiven(name: KnownName) -> None:
    """Of the directory's names, always: unless the edited word is itself a name or an everyday word."""
    rng = random.Random(name.value)
    value = name.value.rstrip(".")
    for _ in range(40):
        word = edited(value, rng)
        if compact(word) == compact(value) or is_name(word, value):
            continue
        found = linked(ASKING[name.entity].format(word))
        assert name.ref in {ref for entity in found for ref in entity.refs}, word


def test_one_edit_in_a_place_is_forgiven() -> None:
    """Of places, unless another one is as near: then that one, which weighs as much or more."""
    rng = random.Random(7)
    tried = 0
    for name in rng.sample(towns(), 400):
        word = edited(name.value, rng)
        if is_name(word) or linked(word.lower()) == ():
            continue
        tried += 1
        (entity,) = linked(f"Kontakt in {word}?")
        near = {
            n.ref for found in directory().misspelt(fold(word)) if found.distance == 1 for n in found.names
        }
        assert near & set(entity.refs), word
        assert entity.refs == (name.ref,) or len(near) > 1, word
    assert tried > 100


def test_a_name_added_a_second_ago() -> None:
    """Every type counts at once, spelt, bent and misspelt."""
    added = [
        *known("region", {"Elbaue": ["EA"]}),
        *known("project", {"Wendepunkt Nord": ["WPN"]}),
        *known("topic", {"Schuldnerberatung": []}),
        *known("group", {"Runder Tisch Arbeit": []}),
        *people("Zenzi Zwiebelhuber"),
    ]
    names = Names(added, base=knowledge().places)
    for text, value in {
        "wer ist in der Elbaue": "Elbaue",
        "die Elbauer Kollegen": "Elbaue",
        "Kontakt EA": "Elbaue",
        "in der elbauee": "Elbaue",
        "vom Wendepunkt Nord": "Wendepunkt Nord",
        "vom wendepunt nord": "Wendepunkt Nord",
        "WPN": "Wendepunkt Nord",
        "zur Schuldnerberatng": "Schuldnerberatung",
        "am runden tisch arbeit": "Runder Tisch Arbeit",
        "Frau Zwiebelhubers Nummer": "Zenzi Zwiebelhuber",
        "zenzi": "Zenzi Zwiebelhuber",
        "zwiebelhuhber": "Zenzi Zwiebelhuber",
    }.items():
        assert [entity.value for entity in linked(text, names)] == [value], text
        assert [e for e in linked(text, knowledge().places) if e.refs] == []


def calls_in(function: Callable[[], Any]) -> int:
    """How many Python functions a call enters: a measure of work that no other process disturbs."""
    count = 0

    def counted(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


def invented(count: int) -> Iterator[str]:
    """Full names of invented people."""
    rng = random.Random(count)
    starts = "b br d dr f g gr h j k kl kr l m n p r s sch st t tr v w z".split()
    vowels = "a e i o u au ei ie ö ü".split()
    ends = ["", "", "n", "r", "l", "s", "m", "ck", "tz", "nd", "rt", "lf"]

    def word(syllables: int) -> str:
        parts = (rng.choice(starts) + rng.choice(vowels) + rng.choice(ends) for _ in range(syllables))
        return "".join(parts).title()

    given_names = [word(2) for _ in range(400)]
    family_names = [word(rng.choice((2, 2, 3))) for _ in range(max(50, count // 5))]
    made: set[str] = set()
    while len(made) < count:
        made.add(f"{rng.choice(given_names)} {rng.choice(family_names)}")
    return iter(sorted(made))


TEXTS = (
    "wer ist mein Kontakt im Harz?",
    "kontackt quedlinbrug",
    "nicht Jobbrücke Plus, ich mein die vom IQ Netzwerk in Magdeburg",
    "Wer ist Ansprechpartner:in, wenn jemand in der Altmark wohnt, aber in Magdeburg lernt?",
    "can you tell me who is responsible for work permits in wernigerode",
    "die Telefonnumer von Frau Lindnr, sie vertritt Mehmt Yildirm im Fokusgrupenteam Halbersatdt",
)


def test_more_names_are_no_more_work() -> None:
    """With 20,000 people linking enters no more than twice as many functions as with 14."""
    few = directory()
    many = Names([*directory_names(), *people(*invented(20_000))], base=knowledge().places)

    def work(names: Names) -> int:
        for text in TEXTS:
            link(text, names, ordinary())  # indexes and caches are made now
        fresh = [f"{text} qwrtz" for text in TEXTS]
        return sum(calls_in(functools.partial(link, text, names, ordinary())) for text in fresh)

    assert work(many) <= 2 * work(few)


LONG = {
    "prose": " ".join(TEXTS),
    "one name": "harz ",
    "negations": "nicht Harz ",
    "strangers": "Frau Xyz ",
    "unknown words": "qwertz asdfgh yxcvbn ",
    "brackets": "Halle (",
    "letters": "a ",
    "one word": "x",
    "apostrophes": "a'",
    "gendered": "a:in",
    "digits": "1",
    "postcodes": "06484 ",
    "people": "Mara Lindner ",
    "places": "Burg Essen Halle ",
}


@pytest.mark.parametrize("kind", LONG)
def test_the_longest_texts_take_their_length_only(kind: str) -> None:
    """Twice the text is about twice the work, whatever stands in it, and never very much."""

    def work(length: int) -> int:
        text = (LONG[kind] * length)[:length]
        return calls_in(lambda: link(text, directory(), ordinary()))

    link(LONG[kind] * 3, directory(), ordinary())
    half, whole = work(4_000), work(8_000)
    assert whole <= 2.5 * half + 500
    assert whole <= 400_000


def test_people_of_one_name_without_number() -> None:
    """A thousand Müllers are one mention with a thousand references, also thrice in a text."""
    names = Names(people(*(f"{given_name.split()[0]}{n} Müller" for n, given_name in enumerate(PEOPLE * 80))))
    found = link("Frau Müller, Herr Müller, Nummer von Müller", names, ordinary())
    assert [len(entity.refs) for entity in found] == [len(PEOPLE) * 80] * 3


def test_two_edits_only_in_long_names() -> None:
    """Short names differ by two letters too often."""
    assert len("Magdeburg") >= TWO_EDITS_FROM
    assert [e.value for e in linked("Kontakt in Magdebruk")] == ["Magdeburg"]
    assert [e.value for e in linked("Kontakt in Alltmrak")] == []
