"""Dates, languages, telephone numbers and lists as people write them.

Data from Unicode's CLDR through babel, telephone formats from Google's libphonenumber. Every function gives
None for what it cannot read. Imported on first use only, like babel and phonenumbers themselves.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

_SKELETONS = {"month": "yMMMM", "short": "MMMMd"}
_PATTERNS = {"long": "long", "weekday": "EEEE"}
_SEPARATORS = {"comma": ", ", "dots": " · ", "lines": "\n"}


@lru_cache(maxsize=2048)
def day(iso: str, style: str, today: str | None, locale: str) -> str | None:
    """A day in one of the styles of ``dialogs.turn.Param``.

    ``short`` leaves the year away unless ``today`` lies in another one.
    """
    try:
        meant = date.fromisoformat(iso)
        other_year = today is not None and date.fromisoformat(today).year != meant.year
    except ValueError:
        return None
    if style == "short" and other_year:
        style = "long"
    if style in _PATTERNS:
        return format_date(meant, _PATTERNS[style], locale=locale)
    return format_skeleton(_SKELETONS[style], meant, locale=locale) if style in _SKELETONS else None


@lru_cache(maxsize=2048)
def language_name(code: str, locale: str) -> str | None:
    """A language's name in another ("Arabisch"); ``code`` is ISO 639 in two or three letters, or a tag."""
    names = Locale.parse(locale).languages
    tag = code.replace("-", "_")
    base = tag.partition("_")[0].lower()
    for known in (tag, base, get_global("language_aliases").get(base)):
        if known in names:
            return str(names[known])
    return None


def city(zone: str, locale: str) -> str | None:
    """What people call a zone ("Lissabon"); ``zone`` is IANA's name."""
    own = zone.rpartition("/")[2].replace("_", " ")
    return str(Locale.parse(locale).time_zones.get(zone, {}).get("city") or own) if own else None


@lru_cache(maxsize=4096)
def telephone(number: str, country: str) -> str | None:
    """A number as dialled in ``country`` ("DE"): its own nationally, others with their country's code."""
    import phonenumbers  # 20 ms that most texts do not need

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    own = parsed.country_code == phonenumbers.country_code_for_region(country)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, form.NATIONAL if own else form.INTERNATIONAL)


@lru_cache(maxsize=2048)
def decimal(number: float, locale: str) -> str:
    """A number with the language's decimal sign, at most three places and no grouping: "2,5"."""
    return format_decimal(number, "0.###", locale=locale)


@lru_cache(maxsize=1024)
def joined(items: tuple[str, ...], style: str, locale: str) -> str | None:
    """Items in a row: "A, B und C" (style ``and``), "A, B oder C" (``or``), or with a sign of _SEPARATORS."""
    if style in _SEPARATORS:
        return _SEPARATORS[style].join(items)
    if style == "and":
        return format_list(items, locale=locale)
    return format_list(items, style="or", locale=locale) if style == "or" else None
