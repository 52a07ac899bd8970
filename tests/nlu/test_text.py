"""Words, their offsets, and the forms in which they are compared."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.text import compact, fold, fold_plain, keys_of_form, tokens

ALIKE = [
    ("Köthen", "koethen"),
    ("KÖTHEN", "koethen"),
    ("Ko\u0308then", "koethen"),
    ("Weißenfels", "weissenfels"),
    ("Magde\u00adburg", "magdeburg"),
    ("Magdeburg's", "magdeburgs"),
    ("O’Neill", "oneill"),
    ("Yıldız", "yildiz"),
    ("İzmir", "izmir"),
    ("Łódź", "lodz"),
    ("André", "andre"),
    ("Ångström", "angstroem"),
    ("Орёл", "орел"),
    ("ةكي", "هکی"),
    ("Job-Brücke Plus", "jobbrueckeplus"),
    ("JB+", "jb+"),
    ("Harz+Altmark", "harzaltmark"),
    ("", ""),
    ("!?…", ""),
]


@pytest.mark.parametrize(("name", "form"), ALIKE)
def test_notations_come_out_alike(name: str, form: str) -> None:
    """Case, umlauts, accents, apostrophes and hidden characters make no difference."""
    assert compact(name) == compact(form)
    if form.isascii():
        assert compact(name) == form


def test_umlauts_without_dots() -> None:
    """People without the keys leave the dots away."""
    assert (fold("Köthen"), fold_plain("Köthen")) == ("koethen", "kothen")


@pytest.mark.parametrize(
    ("form", "keys", "words"),
    [
        ("Harz", ("harz",), 1),
        ("Köthen", ("koethen", "kothen"), 1),
        ("Mara Lindner", ("maralindner",), 2),
        ("Birgit Kühn", ("birgitkuehn", "birgitkuhn"), 2),
        ("IQ Netzwerk", ("iqnetzwerk",), 2),
        ("Halle (Saale)", ("hallesaale",), 2),
        ("JB+", ("jb+",), 1),
        ("FG 2", ("fg2",), 2),
        ("O'Neill", ("oneill",), 1),
        ("Магдебург", ("магдебург",), 1),
        (" Harz ", ("harz",), 1),
        ("-", (), 0),
    ],
)
def test_keys_of_a_form(form: str, keys: tuple[str, ...], words: int) -> None:
    """The short way for plain names and the long one for all others agree."""
    assert keys_of_form(form) == (keys, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kolleg:innen, Kolleg*in und KollegInnen", ["Kolleg:innen", "Kolleg*in", "und", "KollegInnen"]),
        ("das JB+-Team", ["das", "JB+", "Team"]),
        ("Harz/Altmark", ["Harz", "Altmark"]),
        ("FG2 FG-2", ["FG2", "FG", "2"]),
        ("harz_altmark", ["harz", "altmark"]),
        ("🏔️harz🏔️", ["harz"]),
        ("Mara's O’Neill", ["Mara's", "O’Neill"]),
        ("'Harz'", ["Harz"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """What belongs to a word and what divides two."""
    assert [word.text for word in tokens(text)] == words


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_offsets_are_those_of_the_text(text: str) -> None:
    """Whatever is written: each word stands where it says, and they follow each other."""
    words = tokens(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_the_short_way_to_keys_agrees_with_the_long_one(name: str) -> None:
    """The first key of a name is its compact form."""
    keys, _ = keys_of_form(name)
    assert (keys[0] if keys else "") == compact(name)
