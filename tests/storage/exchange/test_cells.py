"""Lists, dates and words of cells: what one side writes, the other reads."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange import Code
from storage.exchange.cells import (
    date_of,
    join_aligned,
    join_list,
    paragraph_of,
    split_aligned,
    split_list,
    text_of,
    written_date,
)
from storage.exchange.folding import fold, plain_word, tidy
from storage.exchange.problems import CellError
from storage.exchange.vocabulary import (
    COLOURS,
    KINDS,
    RANKS,
    REASONS,
    ROLES,
    VISIBILITIES,
    language_names,
    read_colour,
    read_kind,
    read_language,
    read_rank,
    read_reason,
    read_role,
    read_visibility,
    written_colour,
    written_language,
)
from storage.models import AbsenceReason, Rank, Role, Visibility

TEXTS = st.text(st.characters(exclude_categories=["C"]), max_size=20).map(tidy)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("Deutsch, Arabisch", ["Deutsch", "Arabisch"]),
        ("Deutsch|Arabisch", ["Deutsch", "Arabisch"]),
        ("Halle, Saale|Harz", ["Halle, Saale", "Harz"]),
        ("Halle, Saale|", ["Halle, Saale"]),
        ("Halle\\, Saale, Harz", ["Halle, Saale", "Harz"]),
        ("a\\|b|c", ["a|b", "c"]),
        ("C:\\x, y", ["C:\\x", "y"]),
        ("Deutsch,\r\nArabisch", ["Deutsch,", "Arabisch"]),
        ("Deutsch\nArabisch", ["Deutsch", "Arabisch"]),
        (" , a ,, a , b", ["a", "b"]),
        ("", []),
        (" | ", []),
    ],
)
def test_lists(cell: str, values: list[str]) -> None:
    """Commas part values unless a bar or a line break does; a backslash takes their meaning away."""
    assert split_list(cell) == values


@given(st.lists(TEXTS.filter(bool), unique=True))
def test_any_list_is_read_as_written(values: list[str]) -> None:
    """No text can break a list."""
    assert split_list(join_list(values)) == values


@given(st.lists(TEXTS, min_size=2))
def test_any_aligned_values_are_read_as_written(values: list[str]) -> None:
    """Values that belong to those of another cell keep their places, empty ones too."""
    assert split_aligned(join_aligned(values)) == values


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31.12.2026", date(2026, 12, 31)),
        ("1.4.26", date(2026, 4, 1)),
        ("01. 04. 2026", date(2026, 4, 1)),
        ("1.1.99", date(1999, 1, 1)),
        ("2026-12-31", date(2026, 12, 31)),
        ("2026-12-31 00:00:00", date(2026, 12, 31)),
    ],
)
def test_days(cell: str, day: date) -> None:
    """Days are written as in Germany, with two or four digits of the year, or as ISO says."""
    assert date_of(cell) == day


@pytest.mark.parametrize(
    "cell", ["31.02.2026", "12/31/2026", "46387", "morgen", "1.1.0206", "2026-13-01", "31.12.", "1.1.202"]
)
def test_no_days(cell: str) -> None:
    """What is no day, or could be two, is refused."""
    with pytest.raises(CellError) as refusal:
        date_of(cell)
    assert refusal.value.code is Code.BAD_DATE


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_day_is_read_as_written(day: date) -> None:
    """The export's days come back."""
    assert date_of(written_date(day)) == day


def test_texts_are_tidied_and_measured() -> None:
    """Needless spaces go, and what the store has no room for is refused with its length."""
    assert text_of(" Mara\u00a0\n Lindner ") == "Mara Lindner"
    assert text_of("Ko\u0308then") == "Köthen"
    assert paragraph_of(" a  b \r\n\n c ") == "a b\n\nc"
    for reader, longest in ((text_of, 200), (paragraph_of, 2000)):
        assert len(reader("x" * longest)) == longest
        with pytest.raises(CellError) as refusal:
            reader("x" * (longest + 1))
        assert refusal.value.params == {"longest": str(longest), "length": str(longest + 1)}


def test_folding() -> None:
    """Names are equal in any case and with written-out umlauts, signs count; words are only their letters."""
    assert fold("JOBBRUECKE  Plus") == fold("Jobbrücke Plus")
    assert fold("JB+") != fold("JB")
    assert plain_word("E-Mail (Büro)") == "emailbuero"


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (read_role, ROLES),
        (read_visibility, VISIBILITIES),
        (read_rank, RANKS),
        (read_reason, REASONS),
        (read_kind, KINDS),
        (read_colour, COLOURS),
    ],
)
def test_every_word_is_understood(reader, words) -> None:
    """Each word of each vocabulary means its value, in capitals and without umlauts too."""
    for value, spellings in words.items():
        for word in spellings:
            assert reader(word) == reader(word.upper()) == reader(word.replace("ü", "ue")) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Koordinator:in", Role.COORDINATOR),
        ("Administrator*in", Role.ADMINISTRATOR),
        ("MITGLIED", Role.MEMBER),
    ],
)
def test_gender_forms_of_roles(cell: str, value: Role) -> None:
    """Roles may be written for everybody."""
    assert read_role(cell) is value


def test_words_with_the_same_spelling_differ_by_column() -> None:
    """ "Koordination" is a role in one column and a visibility in another."""
    assert read_visibility("Koordination") is Visibility.COORDINATORS
    assert read_rank("Vertretung") is Rank.DEPUTY
    assert read_reason("Urlaub") is AbsenceReason.HOLIDAY


@pytest.mark.parametrize("cell", ["krank", "Krankheit", "Reha", "sick leave", "krankgeschrieben"])
def test_illness_is_refused(cell: str) -> None:
    """An illness gets into the store under no circumstances."""
    with pytest.raises(CellError) as refusal:
        read_reason(cell)
    assert refusal.value.code is Code.ILLNESS
    assert refusal.value.params == {}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Deutsch", "de"), ("German", "de"), ("DE", "de"), ("arabisch", "ar"), ("Farsi", "fa"),
        ("Persisch", "fa"), ("Dari", "prs"), ("Türkisch", "tr"), ("Tuerkisch", "tr"), ("Turkisch", "tr"),
        ("Kurdisch", "ku"), ("Kurmandschi", "kmr"), ("Sorani", "ckb"), ("Tigrinya", "ti"),
        ("Vietnamesisch", "vi"), ("Ukrainian", "uk"), ("DGS", "gsg"), ("Paschto", "ps"),
    ],
)  # fmt: skip
def test_languages(cell: str, code: str) -> None:
    """Languages are named in German or English, by code, or as people call them."""
    assert read_language(cell) == code


def test_unknown_languages_are_refused() -> None:
    """What is no language is refused."""
    with pytest.raises(CellError) as refusal:
        read_language("Quatschisch")
    assert refusal.value.code is Code.BAD_LANGUAGE


def test_every_language_is_read_as_written() -> None:
    """The export names each language so that the import finds it again."""
    assert [code for code in language_names() if read_language(written_language(code)) != code] == []


def test_colours() -> None:
    """Colours are words or hexadecimal."""
    assert read_colour("#1F77B4") == "#1f77b4"
    assert read_colour("gruen") == "green"
    assert written_colour("green") == "grün"
    assert written_colour("#1f77b4") == "#1f77b4"
    with pytest.raises(CellError):
        read_colour("durchsichtig")
