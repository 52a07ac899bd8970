"""Telephone numbers, addresses and identifiers of people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.services.people import (
    KEY_LENGTH,
    InvalidMailError,
    InvalidTelephoneError,
    KeyMaker,
    mail_address,
    readable_telephone,
    telephone,
)

FICTION = ["+493023125000", "+496990009999", "+494066969500", "+492214710001", "+498999998042"]


@pytest.mark.parametrize(
    "text",
    [
        "030 23125 123",
        "030/23125-123",
        "(030) 23125 123",
        "+49 30 23125123",
        "+49 (0)30 23125-123",
        "0049 30 23125 123",
        "030\u00a023125\u2011123",
    ],
)
def test_a_number_in_any_writing_is_the_same(text: str) -> None:
    """However people write a number, it is stored as E.164."""
    assert telephone(text) == "+493023125123"


@pytest.mark.parametrize("text", ["3023125123", "493023125123"])
def test_what_a_spreadsheet_leaves_of_a_number_is_enough(text: str) -> None:
    """A leading zero or plus that Excel ate is put back."""
    assert telephone(text) == "+493023125123"


def test_another_country_is_understood() -> None:
    """A number with a country code keeps it, one without belongs to the country asked for."""
    assert telephone("+43 1 58858 0") == "+431588580"
    assert telephone("01 58858 0", "AT") == "+431588580"


@pytest.mark.parametrize(
    "text",
    ["", "abc", "110", "12", "030", "030 23125 123 oder 124", "030 23125 App. 5", "+49", "4,93E+11", "=1+1"],
)
def test_no_number_is_refused(text: str) -> None:
    """What nobody could dial is no number; letters are never taken for keys."""
    with pytest.raises(InvalidTelephoneError):
        telephone(text)


@pytest.mark.parametrize("number", FICTION)
def test_numbers_for_fiction_are_numbers(number: str) -> None:
    """The regulator's numbers for films go through, and come back from their readable form."""
    assert telephone(number) == number
    assert telephone(readable_telephone(number)) == number


def test_what_is_no_number_is_shown_as_it_is() -> None:
    """Something odd in the store is not made worse."""
    assert readable_telephone("odd") == "odd"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Mara.Lindner@Example.ORG", "mara.lindner@example.org"),
        (" a@b.de ", "a@b.de"),
        ("mailto:a@b.de", "a@b.de"),
        ("o'brien+x@sub.example.org", "o'brien+x@sub.example.org"),
        ("jörg@müller.de", "jörg@müller.de"),
    ],
)
def test_addresses_are_brought_to_one_form(text: str, address: str) -> None:
    """Case, spaces and a link's prefix do not count."""
    assert mail_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "a@@b.de",
        "a b@c.de",
        "a@b..de",
        ".a@b.de",
        "a.@b.de",
        "a@-b.de",
        "a@b.d",
        "a@b.de, c@d.de",
        f"{'x' * 65}@example.org",
        f"a@{'x' * 250}.de",
    ],
)
def test_no_address_is_refused(text: str) -> None:
    """What no server would take is refused, without asking one."""
    with pytest.raises(InvalidMailError):
        mail_address(text)


def test_long_nonsense_is_refused_at_once() -> None:
    """A hostile text does not keep the syntax check busy."""
    with pytest.raises(InvalidMailError):
        mail_address("a-" * 100_000 + "@")


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Mara", "Lindner"), "mara-lindner"),
        (("Jürgen", "Groß"), "juergen-gross"),
        (("Inês", "Carvalho"), "ines-carvalho"),
        (("Dilan", "Aydın"), "dilan-aydin"),
        (("Thi Lan", "Nguyễn"), "thi-lan-nguyen"),
        (("", "O'Brien"), "o-brien"),
        (("مريم", "حداد"), "person"),
    ],
)
def test_keys_are_readable(names: tuple[str, str], key: str) -> None:
    """An identifier made of a name can be read and typed."""
    assert KeyMaker([]).key_for(*names) == key


def test_taken_keys_are_numbered() -> None:
    """Two people of one name get different identifiers, as does somebody whose identifier is taken."""
    maker = KeyMaker(["kim-aslan", "kim-aslan-3"])
    assert [maker.key_for("Kim", "Aslan") for _ in range(3)] == ["kim-aslan-2", "kim-aslan-4", "kim-aslan-5"]


@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=300)), max_size=20))
def test_keys_are_always_new_and_fit(names: list[tuple[str, str]]) -> None:
    """Whatever people are called, each gets an identifier of their own that the store has room for."""
    maker = KeyMaker(["person"])
    keys = [maker.key_for(*name) for name in names]
    assert len(set(keys)) == len(names)
    assert all(0 < len(key) <= KEY_LENGTH and key != "person" for key in keys)
