"""Broken cards: the whole file is refused, with the card's number and name and the line; nothing changes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange import Code, FileRefusedError, problem_text
from storage.exchange.card_reading import read_cards
from storage.exchange.sentences_of_formats import SENTENCES_OF_FORMATS
from storage.session import Store
from tests.storage.exchange.directories import exported, load
from tests.storage.exchange.test_cards import ANDROID, IOS, JAN, MARA, NEXTCLOUD, OUTLOOK, card
from tests.storage.exchange.test_workbook_refusals import CELLS, WHOLE
from tests.storage.exchange.workbooks import problems_of, said

GOOD = card("TEL:030 23125 101", name="Beck;Ida").decode()

BROKEN: dict[str, tuple[bytes, str]] = {
    "telephone": (card("FN:Mara Lindner", "TEL:030 23125 101", "item1.TEL:abc"),
                  "Karte 2 (Mara Lindner), Zeile 11, Angabe „TEL“: „abc“ ist keine gültige Telefonnummer."),
    "mail": (card("EMAIL:nobody"), "Karte 2 (Lindner Mara), Zeile 9, Angabe „EMAIL“: „nobody“"),
    "language": (card("LANG:xx"), "Karte 2 (Lindner Mara), Zeile 9, Angabe „LANG“: „xx“ ist keine Sprache"),
    "no colon": (card("TEL 030 23125 101"), "Karte 2 (Lindner Mara), Zeile 9: Diese Zeile ist keine Angabe"),
    "not closed": (card().replace(b"END:VCARD\n", b""), "Karte 2 (Lindner Mara), Zeile 6: Die Karte"),
    "not text": (card("TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=FF=FE"),
                 "Karte 2 (Lindner Mara), Zeile 9, Angabe „TITLE“: Der Text dieser Angabe"),
    "charset": (card("TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=KLINGON:=41"),
                "Karte 2 (Lindner Mara), Zeile 9, Angabe „TITLE“: Der Text dieser Angabe"),
    "no name": (card("TEL:030 23125 101", name=";"), "Karte 2, Zeile 6: Die Person hat keinen Namen."),
    "company": (b"BEGIN:VCARD\nFN:BAM GmbH\nORG:BAM GmbH\nEND:VCARD", "Karte 2 (BAM GmbH), Zeile 6: Diese"),
    "group": (card("FN:Team", "X-ADDRESSBOOKSERVER-KIND:group"), "Karte 2 (Team), Zeile 6: Diese Karte ist"),
    "control": (card("TITLE:a\x07b"), "Karte 2 (Lindner Mara), Zeile 9, Angabe „TITLE“: Die Zelle enthält"),
    "long": (card(f"TITLE:{'a' * 201}"), "Karte 2 (Lindner Mara), Zeile 9, Angabe „TITLE“: Der Text hat 201"),
    "stray": (b"hello\n" + card(), "Zeile 6: Diese Zeile gehört zu keiner Karte."),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_card_refuses_the_file(case: str, store: Store) -> None:
    """The good card before it is not taken either."""
    data, sentence = BROKEN[case]
    texts = said(store, GOOD.encode() + data, ".vcf")
    assert len(texts) == 1
    assert texts[0].startswith(sentence)
    assert len(exported(store).splitlines()) == 1


def test_every_code_is_tested(store: Store) -> None:
    """No kind of mistake of a card or a workbook is without a test."""
    by_hand = {Code.MERGED_CELLS, Code.BECAME_DATE, Code.TOO_MANY_ROWS, Code.NO_CARDS, Code.NAME_ELSEWHERE,
               Code.WORKBOOK, Code.NO_TABLE}  # fmt: skip
    found = {p.code for data, _ in BROKEN.values() for p in problems_of(store, GOOD.encode() + data, ".vcf")}
    found |= {p.code for data, _ in CELLS.values() for p in problems_of(store, data)}
    found |= {code for _, code in WHOLE.values()}
    assert set(SENTENCES_OF_FORMATS) - found == by_hand


def test_in_english_and_all_at_once(store: Store) -> None:
    """Every broken card is named."""
    problems = problems_of(store, card("TEL:1") + card("EMAIL:x", name="Voß;Jan"), ".vcf")
    assert [problem_text(problem, "en").partition(":")[0] for problem in problems] == [
        "Card 1 (Lindner Mara), Line 4, property “TEL”",
        "Card 2 (Voß Jan), Line 9, property “EMAIL”",
    ]


@pytest.mark.parametrize("data", [b"Vorname;Nachname\nMara;Lindner\n", b"hello"])
def test_no_cards(data: bytes, store: Store) -> None:
    """A file without a card."""
    assert said(store, data, ".vcf") == ["Das ist keine vCard-Datei: Keine Zeile heißt BEGIN:VCARD."]


def test_namesakes_are_asked_about(store: Store) -> None:
    """Two people of one name, or one of that name elsewhere: nobody guesses."""
    twin = MARA | {"Kennung": "ml2", "E-Mail": "m2@example.org", "Telefon": "", "Mobil": ""}
    load(store, [MARA, twin, JAN])
    (text,) = said(store, card(), ".vcf")
    assert text.startswith("Karte 1 (Lindner Mara), Zeile 1: „Mara Lindner“ kann mehrere Personen meinen.")
    (text,) = said(store, card("ORG:Anderswo", name="Voß;Jan"), ".vcf")
    assert text.startswith("Karte 1 (Voß Jan), Zeile 1: Jan Voß (BAM) gibt es schon. Dieselbe Person?")
    assert "UID:kitt:jv" in text
    (text,) = said(store, card("EMAIL:m@example.org", name="Beck;Ida"), ".vcf")
    assert text.startswith("Karte 1 (Beck Ida), Zeile 4, Angabe „EMAIL“: Diese Adresse gehört Mara Lindner.")
    for data in (card("UID:kitt:ml2"), card("EMAIL:m2@example.org"), card("TEL:030 23125 101")):
        assert said(store, data, ".vcf") == []
    assert said(store, card("ORG:Anderswo", "UID:kitt:jv", name="Voß;Jan"), ".vcf") == []


def test_two_cards_of_one_name(store: Store) -> None:
    """Two cards of one name without anything in common are asked about, too."""
    data = card("EMAIL:a@example.org") + card("EMAIL:b@example.org")
    (text,) = said(store, data, ".vcf")
    assert text.startswith(
        "Karte 2 (Lindner Mara), Zeile 9, Angabe „EMAIL“: Mara Lindner hat in Zeile 1 eine"
    )


def test_a_line_that_would_take_for_ever(store: Store) -> None:
    """vobject's own pattern tries two ways at each "=": forty of them would take days."""
    data = card("TEL;A" + "=a" * 40 + '"')
    assert [problem.row for problem in problems_of(store, data, ".vcf")] == [4]


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: card(text, name=text)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No file whatsoever raises anything but a refusal."""
    for content in (data, b"BEGIN:VCARD\n" + data + b"\nEND:VCARD"):
        with suppress(FileRefusedError):
            assert read_cards(content)


@given(st.sampled_from([OUTLOOK, ANDROID, IOS, NEXTCLOUD]), st.integers(0, 2000), st.integers(0, 255))
def test_a_damaged_card_is_read_or_refused(whole: bytes, position: int, byte: int) -> None:
    """Whichever byte is wrong."""
    data = bytearray(whole)
    data[position % len(data)] = byte
    with suppress(FileRefusedError):
        read_cards(bytes(data))
