"""From a vCard file to cards with their properties, whoever wrote it: Outlook, iOS, Android, Nextcloud.

Sources: vCard 2.1 (versit, 1996), 3.0 (RFC 2426), 4.0 (RFC 6350). vobject splits a line into name,
parameters and value, and decodes quoted-printable. Where it does not cope, we do it:

- it unfolds lines, too, but its numbers of lines are wrong, and so they could not be named;
- its models of the properties cut a text at the first comma that nobody escaped ("FN:Lindner, Mara"), so that
  only its lines are used;
- its pattern of a line takes exponential time for some broken ones ("TEL;A=a=a=a…"), so that a line is looked
  at by patterns of ours before;
- it knows QUOTED-PRINTABLE in capitals only, and is slow with pictures, which are of no use here;
- a broken card would take all that follow with it, so that cards are cut apart before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vobject.base import textLineToContentLine

from storage.exchange.problems import Code, FileRefusedError, Part, PartKind, Problem
from storage.exchange.reading import decode, refused

MOST_CARDS = 20_000

_BEGIN = re.compile(r"(?:[\w-]+\.)?BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"(?:[\w-]+\.)?END\s*:\s*VCARD\s*", re.IGNORECASE)
_PICTURE = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_VALUE = r'(?:"[^"\n]*"|[^"=:;,\n]*)'
_HEAD = re.compile(r'((?:[\w-]+\.)?[\w-]+)((?:;(?:"[^"\n]*"|[^":\n])*)?):', re.ASCII)
_PARAMETER = re.compile(rf"[\w-]+(?:={_VALUE}(?:,{_VALUE})*)?", re.ASCII)
_QUOTED = re.compile("quoted-printable", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Property:
    """A line of a card: its name and types in capitals, its value as it is written, its line in the file."""

    name: str
    types: frozenset[str]
    value: str
    line: int

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.value).strip()

    @property
    def parts(self) -> list[str]:
        """The values between semicolons."""
        return [unescaped(part).strip() for part in _split(self.value)]


@dataclass(slots=True)
class Card:
    """A card with its number (from 1) and the line of its BEGIN:VCARD."""

    number: int
    line: int
    properties: list[Property] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """The properties of a name that say something."""
        return [each for each in self.properties if each.name == name and each.value.strip(" ;,")]

    def first(self, name: str) -> Property | None:
        """The first of them."""
        return next(iter(self.all(name)), None)

    @property
    def part(self) -> Part:
        """What a problem calls the card."""
        named = self.first("FN") or self.first("N")
        name = " ".join(named.text.replace(";", " ").split()) if named else ""
        return Part(PartKind.CARD, self.number, name[:_LONGEST_NAME])


def read_cards(data: bytes) -> list[Card]:
    """Read all cards of a file.

    Raises:
        FileRefusedError: it is no text with cards, or a card is broken; every broken line is named.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    cards: list[Card] = []
    problems: list[Problem] = []
    for number, lines in enumerate(_cut(text, problems), start=1):
        card = Card(number, lines[0][0])
        found = list(_properties(card, lines))
        problems += [replace_part(problem, card) for problem in found]
        cards.append(card)
        if len(cards) > MOST_CARDS:
            raise refused(Code.TOO_MANY_ROWS, most=str(MOST_CARDS))
    if not cards:
        raise refused(Code.NO_CARDS)
    if problems:
        raise FileRefusedError(problems)
    return cards


def replace_part(problem: Problem, card: Card) -> Problem:
    """The problem as one of this card."""
    return Problem(problem.row, problem.column, problem.code, problem.params, card.part)


def _cut(text: str, problems: list[Problem]) -> Iterator[list[tuple[int, str]]]:
    """The lines of each card with their numbers, from BEGIN to what stands before the next one."""
    lines: list[tuple[int, str]] = []
    closed = True
    for number, line in enumerate(text.split("\n"), start=1):
        if _BEGIN.fullmatch(line):
            if lines:
                yield lines
            lines, closed = [(number, line)], False
        elif closed and line.strip():
            problems.append(Problem(number, None, Code.STRAY_LINE))
        elif lines and line.strip():
            lines.append((number, line))
            closed = _END.fullmatch(line) is not None
    if lines:
        yield lines


def _properties(card: Card, lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """Fill a card; gives what is wrong with it."""
    if not _END.fullmatch(lines[-1][1]):
        yield Problem(lines[0][0], None, Code.CARD_NOT_CLOSED)
    useful = _without_pictures([each for each in lines[1:] if not _END.fullmatch(each[1])])
    for number, line in _unfolded(list(useful)):
        head = _HEAD.match(line)
        if head is None:
            yield Problem(number, None, Code.BAD_CARD_LINE)
            continue
        # Android invents parameters ("X-B=C3=BCro") that are none.
        given = [text.strip() for text in _QUOTED.sub("QUOTED-PRINTABLE", head[2]).split(";")]
        kept = ["", *(text for text in given if _PARAMETER.fullmatch(text))]
        written = f"{head[1]}{';'.join(kept)}:{line[head.end() :]}"
        try:
            found = textLineToContentLine(written, number)
        # An unknown character set, or bytes that are none of it: vobject raises what Python does.
        except Exception:
            yield Problem(number, head[1].upper(), Code.BAD_CARD_TEXT)
            continue
        types = _types(found.params, found.singletonparams)
        card.properties.append(Property(found.name, types, found.value.replace("\r\n", "\n"), number))


def _unfolded(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Whole lines with the number of their first: what begins with a space goes on, and after "=" of 2.1."""
    whole: list[str] = []
    first = 0
    for number, line in lines:
        if whole and line[0] in " \t":
            whole.append(line[1:])
        elif whole and whole[-1].endswith("=") and _QUOTED.search(whole[0].partition(":")[0]):
            whole += ["\n", line]
        else:
            if whole:
                yield first, "".join(whole)
            whole, first = [line], number
    if whole:
        yield first, "".join(whole)


def _without_pictures(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines but those of pictures, sounds and keys; of 2.1 the next ones may go on without a space."""
    skipping = False
    for number, line in lines:
        goes_on = line[0] in " \t" or ":" not in line
        skipping = _PICTURE.match(line) is not None or (skipping and goes_on)
        if not skipping:
            yield number, line


def _types(params: Mapping[str, Sequence[str]], bare: Sequence[str]) -> frozenset[str]:
    """TYPE=CELL,VOICE (3.0), TYPE="cell,voice" (4.0) and CELL;VOICE (2.1) alike."""
    values = [piece for value in params.get("TYPE", ()) for piece in value.split(",")]
    return frozenset(value.strip().upper() for value in [*values, *bare])


def _split(value: str) -> list[str]:
    """Cut at each semicolon that no backslash stands before."""
    pieces = [""]
    for piece in re.findall(r"\\.|[^\\]|\\", value, re.DOTALL):
        if piece == ";":
            pieces.append("")
        else:
            pieces[-1] += piece
    return pieces


def unescaped(value: str) -> str:
    """The text of a value: line breaks, commas, semicolons and backslashes are written with a backslash."""
    return _ESCAPE.sub(lambda found: _unescape(found[1]), value)


def _unescape(character: str) -> str:
    if character in "nN":
        return "\n"
    # Outlook writes single backslashes into texts of 2.1.
    return character if character in "\\,;:" else f"\\{character}"
