"""The fixed words of directory files: roles, ranks, visibilities, reasons, languages, colours.

The first word of each is the one that the export writes; German and English ones are understood.
Source of the names of languages: Unicode CLDR through Babel (https://babel.pocoo.org).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from babel import Locale

from storage.exchange.columns import Kind
from storage.exchange.folding import plain_word, without_dots
from storage.exchange.problems import CellError, Code
from storage.models import AbsenceReason, Rank, Role, Visibility

E = TypeVar("E", bound=StrEnum)

ROLES: dict[Role, tuple[str, ...]] = {
    Role.MEMBER: ("Mitglied", "member", "Mitglieder"),
    Role.COORDINATOR: ("Koordination", "coordinator", "Koordinator", "Koordinatorin", "coordination"),
    Role.ADMINISTRATOR: ("Administration", "administrator", "Administratorin", "admin"),
    Role.GUEST: ("Gast", "guest"),
}
VISIBILITIES: dict[Visibility, tuple[str, ...]] = {
    Visibility.NETWORK: ("Netzwerk", "network", "alle", "all", "everybody", "öffentlich im Netzwerk"),
    Visibility.PRIVATE: ("nie in Gruppen", "never in groups", "nicht in Gruppen", "not in groups", "privat"),
    Visibility.COORDINATORS: ("Koordination", "coordinators", "nur Koordination", "coordination"),
}  # fmt: skip
RANKS: dict[Rank, tuple[str, ...]] = {
    Rank.FIRST: ("erste", "first", "erster", "erstes", "1", "Erstkontakt", "erste Ansprechperson", "Haupt"),
    Rank.DEPUTY: (
        "Vertretung",
        "deputy",
        "2",
        "Stellvertretung",
        "zweite",
        "Vertreter",
        "Vertreterin",
        "second",
    ),
}
REASONS: dict[AbsenceReason, tuple[str, ...]] = {
    AbsenceReason.AWAY: ("abwesend", "away", "absent", "nicht da"),
    AbsenceReason.HOLIDAY: ("Urlaub", "holiday", "vacation", "Ferien"),
}
KINDS: dict[Kind, tuple[str, ...]] = {
    Kind.REGION: ("Region", "region", "Regionen"),
    Kind.PROJECT: ("Projekt", "project", "Projekte"),
    Kind.TOPIC: ("Thema", "topic", "Themen"),
    Kind.ORGANISATION: ("Organisation", "organisation", "organization", "Organisationen", "Träger"),
    Kind.GROUP: ("Gruppe", "group", "Gruppen"),
}
COLOURS: dict[str, tuple[str, ...]] = {
    "red": ("rot", "red"),
    "orange": ("orange",),
    "yellow": ("gelb", "yellow"),
    "green": ("grün", "green"),
    "blue": ("blau", "blue"),
    "purple": ("lila", "purple", "violett", "violet"),
    "brown": ("braun", "brown"),
    "black": ("schwarz", "black"),
    "white": ("weiß", "white"),
}
"""The colours of sticker dots that every messenger has a sign for; any other as #rrggbb."""

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_ILLNESS = re.compile(r"krank|illness|\bill\b|\bsick|reha|\bkur\b|arbeitsunf", re.IGNORECASE)

# What CLDR has no name for, or people call otherwise. ISO 639-3 where 639-1 has no code.
_MORE_LANGUAGES: dict[str, tuple[str, ...]] = {
    "prs": ("Dari",),
    "kmr": ("Kurmandschi", "Kurmanci", "Kurmanji", "Nordkurdisch"),
    "ckb": ("Sorani", "Soranî"),
    "gsg": ("Deutsche Gebärdensprache", "DGS", "Gebärdensprache", "German Sign Language"),
    "fa": ("Farsi", "Iranisch"),
    "ti": ("Tigrinisch", "Tigrigna", "Tigrinja"),
    "zh": ("Mandarin", "Hochchinesisch"),
    "ps": ("Paschto", "Pashto", "Pashtu"),
    "ku": ("Kurdî",),
    "rom": ("Romanes",),
    "sq": ("Shqip",),
}
_ISO_LANGUAGE = re.compile(r"[a-z]{2,3}")


def written(word_table: Mapping[E, tuple[str, ...]], value: E) -> str:
    """The word that the export writes."""
    return word_table[value][0]


def word_reader(word_table: Mapping[E, tuple[str, ...]]) -> Callable[[str], E]:
    """A function that reads a word of the table in any spelling and refuses others with CellError."""
    known = {form(word): value for value, words in word_table.items() for word in words
             for form in (without_dots, plain_word)}  # fmt: skip
    allowed = ", ".join(words[0] for words in word_table.values() if words[0] != "Gast")

    def read(cell: str) -> E:
        value = known.get(plain_word(cell)) or known.get(without_dots(cell))
        if value is None:
            raise CellError(Code.BAD_WORD, value=cell, allowed=allowed)
        return value

    return read


read_role = word_reader(ROLES)
read_visibility = word_reader(VISIBILITIES)
read_rank = word_reader(RANKS)
read_kind = word_reader(KINDS)
_read_reason = word_reader(REASONS)


def read_reason(cell: str) -> AbsenceReason:
    """Why somebody is away.

    Raises:
        CellError: another word; an illness is refused with a sentence of its own, as it is never stored.
    """
    if _ILLNESS.search(cell):
        raise CellError(Code.ILLNESS)
    return _read_reason(cell)


def read_colour(cell: str) -> str:
    """A colour as it is stored: an English word or #rrggbb.

    Raises:
        CellError: neither a colour of dots nor a hexadecimal one.
    """
    if _HEX.fullmatch(cell.lower()):
        return cell.lower()
    plain = plain_word(cell)
    for colour, words in COLOURS.items():
        if plain in {form(word) for word in words for form in (plain_word, without_dots)}:
            return colour
    raise CellError(Code.BAD_COLOUR, value=cell, allowed=", ".join(words[0] for words in COLOURS.values()))


def written_colour(colour: str) -> str:
    """A stored colour as the export writes it."""
    return COLOURS[colour][0] if colour in COLOURS else colour


@cache
def language_names() -> dict[str, str]:
    """The German name of each language by its ISO 639 code."""
    known = {code: name for code, name in Locale("de").languages.items() if _ISO_LANGUAGE.fullmatch(code)}
    return {code: names[0] for code, names in _MORE_LANGUAGES.items()} | known


def read_language(cell: str) -> str:
    """The ISO 639 code of a language named in German or English, or by its code.

    Raises:
        CellError: no language of that name is known.
    """
    code = _language_codes().get(plain_word(cell)) or _language_codes().get(without_dots(cell))
    if code is None:
        raise CellError(Code.BAD_LANGUAGE, value=cell)
    return code


def written_language(code: str) -> str:
    """The German name of a language; the code where it has none, or one that means another language."""
    name = language_names().get(code, code)
    return name if _language_codes().get(plain_word(name)) == code else code


@cache
def _language_codes() -> dict[str, str]:
    """Codes and names in German and English, in plain form; a code beats a name."""
    codes: dict[str, str] = {}
    for locale in ("en", "de"):
        for code, name in Locale(locale).languages.items():
            if _ISO_LANGUAGE.fullmatch(code):
                codes[plain_word(name)] = code
                codes.setdefault(without_dots(name), code)
    for code, names in _MORE_LANGUAGES.items():
        codes.update({plain_word(name): code for name in names})
    return codes | {code: code for code in language_names()}
