"""A small directory, and a notation for what should be found in a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from nlu.interface import Entity, KnownName
from nlu.linking import link
from nlu.names import Names
from tests.dialogue import interpreter, knowledge
from tests.factories import ALIASES, PROJECTS, REGIONS

TOPICS = {
    "Anerkennung": ["Anerkennungsberatung"],
    "Sprachkurs": ["Deutschkurs", "Integrationskurs"],
    "Arbeitserlaubnis": ["work permit"],
    "Ausbildung": ["Azubi"],
    "Arbeitsrecht": [],
    "Wohnen": ["Wohnung"],
    "Kinderbetreuung": ["Kita"],
    "Beratung für Betriebe": [],
    "Fördermittel": [],
    "Pflege": [],
    "Digitalisierung": [],
    "Gesundheit am Arbeitsplatz": [],
}
GROUPS = {
    "Fokusgruppe 2": ["FG2", "FG 2"],
    "Entwicklungsforum": [],
    "Regionalgruppe Nord": [],
    "AG Pflege": [],
}
MORE_PROJECTS = {
    "DigiLab NPO": ["DigiLab"],
    "PRIME.": [],
    "ProDigA": [],
    "SO-SERVE": [],
    "TOAB": [],
    "VISITS": [],
    "InWiGe": [],
}
ORGANISATIONS = {
    "Caritas Magdeburg": ["Caritas"],
    "Volkshochschule Stendal": ["VHS Stendal"],
    "Werkhof e. V.": [],
}
PEOPLE = (
    "Mara Lindner",
    "Aylin Demir",
    "Jonas Petrow",
    "Heike Sander",
    "Lena Voigt",
    "Tarek Hamdan",
    "Nele Brandt",
    "Birgit Kühn",
    "Anna-Lena Groß",
    "Uwe Wald",
    "Paul Lang",
    "Olena Kravets",
    "Sinéad O'Neill",
    "Mehmet Yıldırım",
)


def known(kind: str, forms: Mapping[str, Iterable[str]]) -> list[KnownName]:
    """Names of one type with their aliases."""
    return [KnownName(kind, name, f"{kind}:{name}", tuple(aliases)) for name, aliases in forms.items()]


def people(*names: str) -> list[KnownName]:
    """People with the forms that the store gives them."""
    found = []
    for name in names:
        given, _, family = name.rpartition(" ")
        found.append(KnownName("person", name, f"person:{name}", (family, given, f"{family} {given}")))
    return found


def directory_names() -> list[KnownName]:
    """What the directory holds."""
    return [
        *known("region", {name: ALIASES.get(name, []) for name in REGIONS}),
        *known("project", PROJECTS | MORE_PROJECTS),
        *known("topic", TOPICS),
        *known("group", GROUPS),
        *known("organisation", ORGANISATIONS),
        *people(*PEOPLE),
    ]


@functools.cache
def directory() -> Names:
    """The directory on top of all places and languages."""
    return Names(directory_names(), base=knowledge().places)


@functools.cache
def ordinary() -> frozenset[str]:
    """The everyday words that training found."""
    return interpreter().ordinary


def linked(text: str, names: Names | None = None) -> tuple[Entity, ...]:
    """What is found in a text; its offsets are always right."""
    entities = link(text, names or directory(), ordinary())
    for entity in entities:
        if entity.entity != "postcode":
            assert text[entity.start : entity.end] == entity.text
        else:
            assert text[entity.start : entity.end] == entity.value
    return entities


_MARK = re.compile(r"\[([^\]=]+)(?:=(?:([a-z]+):)?([^\]]+))?\]")


def marked(line: str, kind: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """Take "des [Harzes=Harz]" apart: the text, and (type, value, start, end) of what is marked in it.

    A mark is [text], [text=value] or [text=type:value]; ``kind`` is the type where none is given.
    """
    text = ""
    end = 0
    found = []
    for match in _MARK.finditer(line):
        text += line[end : match.start()]
        found.append((match[2] or kind, match[3] or match[1], len(text), len(text) + len(match[1])))
        text += match[1]
        end = match.end()
    return text + line[end:], found


def places_in(line: str, kind: str, *kinds: str) -> tuple[list[tuple[str, str, int, int]], ...]:
    """What is found and what should be, of these types only (all types where none are given)."""
    text, wanted = marked(line, kind)
    found = [(e.entity, e.value, e.start, e.end) for e in linked(text) if not kinds or e.entity in kinds]
    return found, wanted
