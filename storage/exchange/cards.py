"""vCard files: people of the network as cards, and cards as rows of a table that adds and never removes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from storage.exchange.card_reading import Card, Property, read_cards
from storage.exchange.card_writing import cards_of
from storage.exchange.cells import join_aligned, join_list
from storage.exchange.columns import Column
from storage.exchange.folding import fold
from storage.exchange.layout import Layout
from storage.exchange.people_file import names_of, read_people
from storage.exchange.plan import Plan, plan_people
from storage.exchange.problems import CellError, Code, FileRefusedError, Problem
from storage.exchange.reading import Row, row_problems
from storage.exchange.sheet import Sheet
from storage.exchange.snapshot import read_snapshot
from storage.exchange.tables import areas_of
from storage.exchange.terms import Export, Terms
from storage.services.people import InvalidTelephoneError, is_mobile, telephone

KEY_PREFIX = "kitt:"
"""What the UID of a card of ours begins with; those of others are no identifiers of people here."""

_PROPERTY = {
    Column.KEY: "UID", Column.GIVEN_NAME: "N", Column.FAMILY_NAME: "N", Column.ORGANISATION: "ORG",
    Column.FUNCTION: "TITLE", Column.LANGUAGES: "LANG", Column.PHONE: "TEL", Column.MOBILE: "TEL",
    Column.EMAIL: "EMAIL",
}  # fmt: skip
_COLUMNS = tuple(_PROPERTY)
_NO_VOICE = frozenset({"FAX", "PAGER", "MODEM", "BBS", "TELEX"})
_NO_PERSON = frozenset({"group", "org", "location", "device"})
_TEL = re.compile(r"tel:", re.IGNORECASE)


def plan_cards(session: Session, data: bytes, terms: Terms) -> Plan:
    """What the import of a vCard file would do: it adds and changes people, and nobody leaves.

    Raises:
        FileRefusedError: anything is wrong with any card.
    """
    cards = read_cards(data)
    sheet = _sheet(cards, terms.country)
    snapshot = read_snapshot(session, terms.today)
    drafts = read_people(sheet, terms.country)
    plan = plan_people(sheet, drafts, snapshot, areas_of(snapshot, terms), terms.today, whole=False)
    if sheet.problems:
        raise FileRefusedError(_located(cards, sheet.problems))
    return plan


def export_cards(session: Session, wanted: Export) -> bytes:
    """Everybody who belongs to the network as a card."""
    return cards_of(session, today=wanted.today, everything=wanted.everything, key_prefix=KEY_PREFIX)


def _sheet(cards: Iterable[Card], country: str) -> Sheet:
    """The cards as rows, which bear the number of the card's first line."""
    layout = Layout(
        is_people=True,
        index={column: position for position, column in enumerate(_COLUMNS)},
        headers={column: _PROPERTY[column] for column in _COLUMNS},
    )
    sheet = Sheet(layout, [])
    header = [_PROPERTY[column] for column in _COLUMNS]
    for card in cards:
        said = dict(_cells(card, country))
        texts = [said.get(column, "") for column in _COLUMNS]
        sheet.problems += row_problems(card.line, texts, header, suspicious=True)
        if _is_no_person(card, said):
            sheet.problems.append(Problem(card.line, None, Code.NOT_A_PERSON))
        else:
            sheet.rows.append(Row(card.line, texts))
    return sheet


def _is_no_person(card: Card, said: dict[Column, str]) -> bool:
    """Groups and companies: some say so, others have no name but that of the company."""
    kinds = {p.text.lower() for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND") for p in card.all(name)}
    shown_as = card.first("X-ABSHOWAS")
    name, organisation = card.first("FN"), said.get(Column.ORGANISATION, "")
    nameless = card.first("N") is None and name is not None and fold(name.text) == fold(organisation)
    company = shown_as is not None and shown_as.text.upper() == "COMPANY"
    return bool(kinds & _NO_PERSON) or nameless or company


def _cells(card: Card, country: str) -> Iterator[tuple[Column, str]]:
    """What a card says, as the cells of a people file."""
    uid = card.first("UID")
    if uid and uid.text.startswith(KEY_PREFIX):
        yield Column.KEY, uid.text.removeprefix(KEY_PREFIX)
    given, family = _name(card)
    yield Column.GIVEN_NAME, given
    yield Column.FAMILY_NAME, family
    if organisation := card.first("ORG"):
        # What follows is the department.
        yield Column.ORGANISATION, organisation.parts[0]
    if title := card.first("TITLE"):
        yield Column.FUNCTION, title.text
    spoken = [p.text.partition("-")[0] for p in card.all("LANG")]
    yield Column.LANGUAGES, join_list(dict.fromkeys(spoken))
    telephones = [p for p in card.all("TEL") if not p.types & _NO_VOICE]
    mobile = [p for p in telephones if _is_mobile(p, country)]
    yield Column.PHONE, join_aligned(_number(p) for p in telephones if p not in mobile)
    yield Column.MOBILE, join_aligned(map(_number, mobile))
    yield Column.EMAIL, join_aligned(p.text for p in card.all("EMAIL"))


def _name(card: Card) -> tuple[str, str]:
    """Given (with further ones) and family name, of the parts or else of the whole."""
    if parted := card.first("N"):
        family, given, further, *_ = [*parted.parts, "", "", ""]
        return f"{given} {further.replace(',', ' ')}".strip(), family
    whole = card.first("FN")
    try:
        return names_of(whole.text) if whole else ("", "")
    except CellError:
        # Longer than a name may be: the reader of the cell says so.
        return "", whole.text if whole else ""


def _number(telephone_line: Property) -> str:
    return _TEL.sub("", telephone_line.text, count=1)


def _is_mobile(telephone_line: Property, country: str) -> bool:
    if telephone_line.types & {"CELL", "IPHONE", "MOBILE"}:
        return True
    try:
        return is_mobile(telephone(_number(telephone_line), country))
    except InvalidTelephoneError:
        return False


def _located(cards: Iterable[Card], problems: Iterable[Problem]) -> list[Problem]:
    """The problems with the card, and the line of the property that they are about."""
    by_line = {card.line: card for card in cards}
    found: list[Problem] = []
    for problem in problems:
        card = by_line[problem.row or 0]
        about = [p for p in card.properties if p.name == problem.column]
        value = problem.params.get("value", "")
        exact = [p for p in about if value and value in p.value]
        line = next(iter(exact or about), None)
        found.append(replace(problem, part=card.part, row=line.line if line else card.line))
    return found
