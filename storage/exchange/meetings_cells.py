"""The values of single cells of a table of meetings."""

from __future__ import annotations

import re
from datetime import time

from storage.exchange.cells import date_of
from storage.exchange.folding import tidy_lines
from storage.exchange.meetings_file import WHOLE_DAY
from storage.exchange.problems import CellError, Code
from storage.services.records import LONGEST_TITLE, MOST_CAME, MOST_LINKS, checked_link
from storage.services.refusing import RefusedError

_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:[:.h](?P<m>\d{2}))?(?::\d{2})?\s*(?:uhr|h)?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE
)
_HOURS = re.compile(r"(\d{1,3})(?:[,.](\d{1,2}))?\s*(?:h|std\.?|stunden?|hours?)", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,5})\s*(?:min\.?|minuten?|minutes?|')?", re.IGNORECASE)
_LASTS = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2})?\s*h?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:ca\.?\s*)?(\d{1,6})(?:[.,]0+)?(?:\s*\w+)?", re.IGNORECASE)
_URL = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)


def date_is(text: str) -> bool:
    """Whether a text is a day by itself."""
    try:
        return bool(date_of(text))
    except CellError:
        return False


def read_clock(cell: str) -> time:
    """A time of the day: 14:30, 14.30, 14 Uhr, 2:30 pm.

    Raises:
        CellError: it is none, or too long.
    """
    found = _CLOCK.fullmatch(cell.strip())
    if found is None:
        raise CellError(Code.BAD_TIME, value=cell)
    hour, minute, half = int(found["h"]), int(found["m"] or 0), (found["half"] or "").casefold()
    if half and not 1 <= hour <= 12:
        raise CellError(Code.BAD_TIME, value=cell)
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise CellError(Code.BAD_TIME, value=cell) from error


def read_duration(cell: str) -> int:
    """Minutes: 90, 90 min, 1:30, 1,5 h.

    Raises:
        CellError: it is none, or too long.
    """
    if found := _LASTS.fullmatch(cell):
        minutes = int(found[1]) * 60 + int(found[2])
    elif found := _HOURS.fullmatch(cell):
        minutes = round(float(f"{found[1]}.{found[2] or 0}") * 60)
    elif found := _MINUTES.fullmatch(cell):
        minutes = int(found[1])
    else:
        raise CellError(Code.BAD_DURATION, value=cell)
    if not 0 < minutes <= 14 * WHOLE_DAY:
        raise CellError(Code.BAD_DURATION, value=cell)
    return minutes


def read_number(cell: str) -> int:
    """How many: 12, ca. 12.

    Raises:
        CellError: it is none, or too long.
    """
    found = _NUMBER.fullmatch(cell)
    if found is None or int(found[1]) > MOST_CAME:
        raise CellError(Code.BAD_NUMBER, value=cell)
    return int(found[1])


def read_long(cell: str, longest: int) -> str:
    """A text of one or several lines.

    Raises:
        CellError: it is none, or too long.
    """
    text = tidy_lines(cell)
    if len(text) > longest:
        raise CellError(Code.TOO_LONG, longest=str(longest), length=str(len(text)))
    return text


def read_links(cell: str) -> tuple[tuple[str, str], ...]:
    """Links, each with the words before it as its title; between lines, bars or spaces."""
    found: dict[str, str] = {}
    for piece in re.split(r"[\n|]+", cell):
        urls = list(_URL.finditer(piece))
        if not urls and piece.strip():
            raise CellError(Code.BAD_LINK, value=piece.strip())
        before = 0
        for url in urls:
            plain = url[0].rstrip(".,;)")
            try:
                link, host = checked_link(f"https://{plain}" if plain.lower().startswith("www.") else plain)
            except RefusedError as error:
                raise CellError(Code.BAD_LINK, value=plain) from error
            found.setdefault(link, piece[before : url.start()].strip(" :–-,;()")[:LONGEST_TITLE] or host)
            before = url.end()
    if len(found) > MOST_LINKS:
        raise CellError(Code.TOO_MANY_LINKS, most=str(MOST_LINKS))
    return tuple((title, link) for link, title in found.items())
