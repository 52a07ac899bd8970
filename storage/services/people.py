"""What the data of a person must look like, wherever it comes from: telephone, mail, identifier.

Sources: ITU-T E.164 and the metadata of libphonenumber (https://github.com/daviddrysdale/python-phonenumbers);
the regulator's numbers for fiction: Bundesnetzagentur, Mitteilung Nr. 148/2021, Amtsblatt 7/2021;
the syntax of addresses: RFC 5321 (4.5.3.1 for the lengths) and RFC 5322 (3.4.1, dot-atom), RFC 6531 for
letters beyond ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

KEY_LENGTH = 60
"""The longest identifier of a person (the width of its column)."""

_TELEPHONE = re.compile(r"\s*\+?[\d\s()/.\-‐‑–]+")
_FICTION = re.compile(r"\+49(?:3023125|6990009|4066969|2214710|8999998)\d{3}")
_LOCAL = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_MAIL = re.compile(rf"({_LOCAL})@((?:{_LABEL}\.)+[^\W\d_][\w-]*[^\W_])")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "ł": "l",
                          "đ": "d", "ð": "d", "þ": "th", "ı": "i"})  # fmt: skip


class InvalidTelephoneError(ValueError):
    """This is no telephone number that anybody could dial."""


class InvalidMailError(ValueError):
    """This is no mail address."""


def telephone(text: str, country: str = "DE") -> str:
    """Bring a telephone number to E.164: "030 / 23125-123" becomes "+493023125123".

    Args:
        text: the number as people write it; without a country code it is one of ``country``.
        country: ISO 3166 code of the country whose numbers need no country code.

    Raises:
        InvalidTelephoneError: no number, not valid in its country, or with an extension beside it.
    """
    # The library reads letters as keys ("oder" as 6337) and would take "030 1 oder 2" for one number.
    if not _TELEPHONE.fullmatch(text):
        raise InvalidTelephoneError(text)
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException as error:
        raise InvalidTelephoneError(text) from error
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if not (phonenumbers.is_valid_number(number) or _FICTION.fullmatch(written)):
        raise InvalidTelephoneError(text)
    return written


def readable_telephone(number: str) -> str:
    """Write an E.164 number with spaces: "+49 30 23125123"; what is no number stays as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return number
    readable = phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    return readable if phonenumbers.format_number(parsed, PhoneNumberFormat.E164) == number else number


def is_mobile(number: str) -> bool:
    """Whether an E.164 number is one of a mobile telephone; False where a country does not tell."""
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return False
    return phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE


def mail_address(text: str) -> str:
    """Bring a mail address to lower case after a look at its syntax; the network is not asked.

    Raises:
        InvalidMailError: not of the form name@domain.tld, or longer than mail servers take.
    """
    address = text.strip().lower().removeprefix("mailto:")
    found = _MAIL.fullmatch(address) if len(address) <= 254 else None
    if found is None or len(found[1]) > 64:
        raise InvalidMailError(text)
    return address


class KeyMaker:
    """Gives readable identifiers to people who bring none: "mara-lindner", "mara-lindner-2" when taken."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def key_for(self, given_name: str, family_name: str) -> str:
        """The next free identifier for a name; names without a Latin letter become "person"."""
        base = _slug(f"{given_name} {family_name}") or "person"
        number = self._last.get(base, 0) + 1
        while (key := base if number == 1 else f"{base}-{number}") in self._taken:
            number += 1
        self._last[base] = number
        self._taken.add(key)
        return key


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text.lower()).translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    # Room for a number behind it.
    return "-".join(words)[: KEY_LENGTH - 6].rstrip("-")
