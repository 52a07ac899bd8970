"""From what is to be said to what fits into a message: one language, one messenger's limits, no network.

A message's texts become one text, line under line. Only what is longer than the messenger takes is cut:
between paragraphs, else lines, else words, and never inside a letter or an emoji. The options go to the last
part. A rendered part is JSON, because it is stored with the message before it is sent.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from bot.ports import Choice, ContactCard, Document, Limits, Part, Span
from dialogs.texts import plain, spans
from storage.services.reacting import signs_of

Markup = Callable[[Mapping[str, Any], str], str]
"""A text ({"key": …, "params": …}) in a language, as markup: ``dialogs.texts.markup``."""

MOST_SIGNS = 3
"""So many options can be chosen by a reaction that is there already; more would be a row of riddles."""

CONTINUED = "…"
"""What stands above options that did not fit under the text."""

_COMMAND = re.compile(r"(?:(?<=^)|(?<=[\s(„“*]))/(?=[^\W\d_]\w{2,31}(?![\w/]))", re.M)
"""The sign before a command, as it stands in texts: "/kontakt", but neither "und/oder" nor a path."""

# Where to cut, the best first: after a paragraph, a line, a word.
_SEAMS = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"\s+"))


class Body(TypedDict):
    """A rendered part. ``first`` is the index of its first option among all of the message.

    ``files`` and ``contacts`` go with it, as the payload has them; ``opens`` are the words of options that
    open the private chat; ``signs`` the emoji of all options of the message.
    """

    spans: list[tuple[str, bool]]
    options: list[str]
    first: int
    files: NotRequired[list[dict[str, str]]]
    contacts: NotRequired[list[dict[str, str]]]
    opens: NotRequired[dict[str, str]]  # by the index of the option among all of the message
    signs: NotRequired[list[str]]


def render(payload: Mapping[str, Any], language: str, limits: Limits, *, markup: Markup) -> list[Body]:
    """Render what ``Reply.as_json`` wrote; at least one part, unless there is nothing to say.

    Raises whatever ``markup`` raises for a text that does not exist.
    """

    def said(one: Mapping[str, Any]) -> str:
        shown = markup(one, language)
        return shown if limits.commands == "/" else _COMMAND.sub(limits.commands, shown)

    text = "\n".join(said(text) for text in payload.get("texts") or ())
    labels = [plain(said(option["label"])) for option in payload.get("options") or ()]
    pieces = [Span(piece.text, piece.bold) for piece in spans(text)]
    bodies = [_body(part) for part in split(pieces, limits)]
    bodies = [_body([])] if payload.get("bare") else _with_options(bodies, labels, limits)
    opens = {str(n): one["opens"] for n, one in enumerate(payload.get("options") or ()) if one.get("opens")}
    if opens and bodies:
        bodies[-1]["opens"] = opens
    if labels and len(labels) <= MOST_SIGNS and bodies:
        bodies[-1]["signs"] = signs_of(payload["options"])
    if bodies and payload.get("files"):
        bodies[-1]["files"] = list(payload["files"])
    for contact in payload.get("contacts") or ():
        # A message of its own: cards have no text, and a process may end between the two.
        bodies.append({**_body([]), "contacts": [contact]})
    return bodies


def part_of(
    body: Mapping[str, Any],
    number: int,
    *,
    message_id: int,
    answers: str,
    edits: str = "",
    private: bool = False,
) -> Part:
    """The part that a messenger gets, from the body that was stored."""
    first, opens, signs = body["first"], body.get("opens") or {}, body.get("signs") or ()
    return Part(
        number=number,
        spans=tuple(Span(text, bold) for text, bold in body["spans"]),
        options=tuple(
            Choice(
                first + offset + 1,
                label,
                f"{message_id}:{first + offset}",
                opens.get(str(first + offset), ""),
                signs[first + offset] if first + offset < len(signs) else "",
            )
            for offset, label in enumerate(body["options"])
        ),
        answers=answers,
        files=tuple(_document(file) for file in body.get("files") or ()),
        contacts=tuple(ContactCard(**contact) for contact in body.get("contacts") or ()),
        edits=edits,
        private=private,
    )


def _document(file: Mapping[str, str]) -> Document:
    """A file from the form in which ``dialogs.turn.File`` stores it."""
    content = b64decode(file["base64"]) if "base64" in file else file["text"].encode()
    return Document(file["name"], file["type"], content)


def split(pieces: Sequence[Span], limits: Limits) -> Iterator[list[Span]]:
    """Cut a text into parts of at most ``limits.max_length``; white space at a cut is left out."""
    rest = "".join(piece.text for piece in pieces)
    position = 0
    while rest:
        end = _cut(rest, limits)
        taken = rest[:end].rstrip()
        if taken:
            yield _between(pieces, position, position + len(taken))
        following = rest[end:].lstrip()
        position += len(rest) - len(following)
        rest = following


def _cut(text: str, limits: Limits) -> int:
    """Where the first part of a text ends."""
    fits = _longest(text, limits)
    if fits >= len(text):
        return len(text)
    for seam in _SEAMS:
        # A seam in the first third would leave a stump; one right behind the text that fits is fine.
        ends = [found.start() for found in seam.finditer(text, fits // 3, fits + 1)]
        if ends and ends[-1] > 0:
            return ends[-1]
    return _before_letter(text, fits)


def _longest(text: str, limits: Limits) -> int:
    """How many characters from the start fit."""
    fits = min(len(text), limits.max_length)
    while limits.length(text[:fits]) > limits.max_length:
        # Each character counts at most twice, so this ends after a few rounds.
        fits -= max(1, (limits.length(text[:fits]) - limits.max_length) // 2)
    return fits


def _before_letter(text: str, end: int) -> int:
    """The last place at or before ``end`` where no letter or emoji is torn apart."""
    place = end
    while place > 0 and (_continues(text[place]) or text[place - 1] == "\u200d"):
        place -= 1
    return place or end


def _continues(character: str) -> bool:
    """Whether a character belongs to the one before it."""
    is_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return is_tone or character == "\u200d" or unicodedata.category(character) in ("Mn", "Mc", "Me")


def _between(pieces: Sequence[Span], start: int, end: int) -> list[Span]:
    """The pieces of a text from one position to another."""
    found: list[Span] = []
    position = 0
    for text, bold in pieces:
        cut = text[max(start - position, 0) : max(end - position, 0)]
        if cut:
            found.append(Span(cut, bold))
        position += len(text)
    return found


def _body(pieces: Sequence[Span]) -> Body:
    return {"spans": [(piece.text, piece.bold) for piece in pieces], "options": [], "first": 0}


def _with_options(bodies: list[Body], labels: Sequence[str], limits: Limits) -> list[Body]:
    """Put the options under the last part, and those too many under further ones."""
    for first in range(0, len(labels), limits.max_options):
        if first or not bodies:
            bodies.append(_body([Span(CONTINUED)]))
        bodies[-1]["options"] = list(labels[first : first + limits.max_options])
        bodies[-1]["first"] = first
    return bodies
