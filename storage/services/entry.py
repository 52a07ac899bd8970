"""What somebody says about themselves when they come in: name and organisation, brought to one form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_NAME = 80
LONGEST_ORGANISATION = 120

_PARTICLES = frozenset("von vom van de del della di da dos den der ter ten zu zum zur al el bin ibn".split())
_NAME = re.compile(r"[^\W\d_]['’.]?(?:[^\W\d_]|[\u0300-\u036f]|['’.\-‐] ?(?=[^\W\d_])|\. ?)*", re.UNICODE)


class InvalidNameError(ValueError):
    """This is no given and family name."""


class InvalidOrganisationError(ValueError):
    """This is no name of an organisation."""


@dataclass(frozen=True, slots=True)
class FullName:
    """A name in its two parts."""

    given: str
    family: str

    def __str__(self) -> str:
        """As people write it."""
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who comes in: somebody of the directory (``person_id``), or somebody new."""

    name: str
    organisation: str = ""
    region_id: int | None = None
    person_id: int | None = None
    language: str = ""


def full_name(text: str) -> FullName:
    """Given and family name: the last word, or from the first "von" on, is the family's.

    Raises:
        InvalidNameError: one word, more than six, too long, or signs that no name has.
    """
    words = _squeezed(text).split(" ")
    if not 2 <= len(words) <= 6 or len(" ".join(words)) > LONGEST_NAME:
        raise InvalidNameError
    if not all(_NAME.fullmatch(word) for word in words):
        raise InvalidNameError
    particle = next((at for at, word in enumerate(words) if at and word in _PARTICLES), len(words) - 1)
    particle = min(particle, len(words) - 1)
    return FullName(" ".join(words[:particle]), " ".join(words[particle:]))


def organisation_name(text: str) -> str:
    """The name of an organisation.

    Raises:
        InvalidOrganisationError: nothing to read in it, or too long.
    """
    name = _squeezed(text)
    if sum(sign.isalpha() for sign in name) < 2 or len(name) > LONGEST_ORGANISATION:
        raise InvalidOrganisationError
    return name


def alike(text: str) -> str:
    """A form in which names are compared: case and spaces do not count."""
    return _squeezed(text).casefold()


def _squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
