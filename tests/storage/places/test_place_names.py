"""The forms in which names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.places import load
from storage.places.normal import addition, normal, plain, short, without_title

LETTERS = st.text(alphabet="aäbcdeöfghiülmnßorst StÄÖÜ-./,()éŁбёйГالهةي1", max_size=30)


@pytest.mark.parametrize(
    "spelling",
    [
        "Naumburg (Saale)",
        "Naumburg an der Saale",
        "Naumburg/Saale",
        "Naumburg, Saale",
        "NAUMBURG A. D. SAALE",
        "Naumburg a.d. Saale",
        "naumburg saale",
        "Naumburg(Saale)",
    ],
)
def test_additions_however_written_are_equal(spelling: str) -> None:
    """One town, eight ways to write what tells it from others."""
    assert normal(spelling) == "naumburg saale"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Köthen", "koethen"),
        ("Koethen", "koethen"),
        ("Ko\u0308then", "koethen"),
        ("WEISSENFELS", "weissenfels"),
        ("Weißenfels", "weissenfels"),
        ("Bitterfeld-Wolfen", "bitterfeld wolfen"),
        ("Hansestadt Stendal", "stendal"),
        ("Stendal, Hansestadt", "stendal"),
        ("Lutherstadt Wittenberg", "wittenberg"),
        ("Welterbestadt Quedlinburg", "quedlinburg"),
        ("Flecken Diesdorf", "diesdorf"),
        ("Lutherstadt", "lutherstadt"),
        ("St. Gangloff", "sankt gangloff"),
        ("Neumarkt-St. Veit", "neumarkt sankt veit"),
        ("Am Großen Bruch", "am grossen bruch"),
        ("An der Poststraße", "an der poststrasse"),
        ("Oberharz am Brocken", "oberharz brocken"),
        ("Орёл", "орел"),
        ("كوتن", normal("کوتن")),
        ("", ""),
        ("(-/.)", ""),
    ],
)
def test_normal(written: str, expected: str) -> None:
    """What makes no difference is gone; what does stays."""
    assert normal(written) == expected


def test_plain_drops_the_dots() -> None:
    """Who types on a foreign keyboard writes Kothen and Weissenfels."""
    assert (plain("Köthen"), plain("Weißenfels"), plain("Saale")) == ("kothen", "weissenfels", "saale")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Halle (Saale)", "Halle"),
        ("Burg bei Magdeburg", "Burg"),
        ("Frankfurt a.M.", "Frankfurt"),
        ("Zerbst/Anhalt", "Zerbst"),
        ("Hansestadt Werben (Elbe)", "Werben"),
        ("Rothenburg ob der Tauber", "Rothenburg"),
        ("Wismar, Mecklenburg", "Wismar"),
        ("Freiburg (Elbe) Flecken", "Freiburg"),
        ("Jessen (Elster) Arnsdorf", "Jessen (Elster) Arnsdorf"),
        ("An der Poststraße", "An der Poststraße"),
        ("Anderbeck", "Anderbeck"),
        ("Bad Bibra", "Bad Bibra"),
    ],
)
def test_short(name: str, expected: str) -> None:
    """Only what stands behind the name is left away."""
    assert short(name) == expected


def test_addition_and_title() -> None:
    """What short leaves away can be had on its own."""
    assert addition("Seehausen (Altmark)") == "altmark"
    assert addition("Stendal") == ""
    assert without_title("Eisleben, Lutherstadt") == "Eisleben"


@given(LETTERS)
def test_normal_form_is_stable(text: str) -> None:
    """Normalising twice changes nothing, so that stored forms may be compared with fresh ones."""
    assert normal(normal(text)) == normal(text)
    assert plain(plain(text)) == plain(text)


@given(LETTERS)
def test_case_and_hyphens_make_no_difference(text: str) -> None:
    """Nor do spaces around."""
    assert normal(text.lower()) == normal(text)
    assert normal(f"  {text.replace(' ', '-')}-") == normal(text)


def test_short_is_the_beginning_of_the_whole() -> None:
    """In every name of the data, what is left away and what stays are the whole again."""
    for name in {place.full_name for place in load().places()}:
        whole, core = normal(name), normal(short(name))
        assert core
        assert whole == f"{core} {addition(name)}".strip()


@given(LETTERS)
def test_short_leaves_something(text: str) -> None:
    """A name does not vanish by being shortened."""
    assert bool(short(text)) == bool(text.strip())
    assert isinstance(addition(text), str)
