"""A part as Matrix's events: plain and formatted body, options as numbered lines; pure, no network."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, NamedTuple

from bot.messengers.matrix.translating import Related
from bot.ports import Limits, Part

LIMITS = Limits(max_length=8_000, max_options=40)
"""Of up to four bytes a character."""

MOST_BYTES = 45_000
"""An event may have 65,536 bytes, and encryption makes four of three. A text that is in it plain and as HTML
may have more than this: then it is sent without HTML."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Place(NamedTuple):
    """Where an answer belongs: under which message of whom, in which thread."""

    private: bool
    event_id: str = ""
    thread: str = ""
    sender: str = ""


def place_of(part: Part, *, private: bool, sender: str = "") -> Place:
    """Where a part belongs: in rooms the first part replies to the question, all stay in its thread."""
    event_id, _, thread = part.answers.partition(" ")
    event_id = event_id.removesuffix(".unread")
    if private:
        return Place(private=True, thread=thread)
    return Place(False, event_id if part.number == 0 else "", thread, sender)


def text_of(part: Part, place: Place) -> dict[str, Any]:
    """The content of m.room.message for a part's text and options.

    m.text notifies people, m.notice by default does not: in a room an answer is for whoever asked, who is
    mentioned; everything in private chats, and what Kitt says by itself, is to be noticed.
    """
    is_answer = bool(part.answers)
    content: dict[str, Any] = {
        "msgtype": "m.notice" if is_answer and not place.private else "m.text",
        "body": plain_of(part),
        "format": "org.matrix.custom.html",
        "formatted_body": html_of(part),
        "m.mentions": {"user_ids": [place.sender]} if place.event_id and place.sender else {},
    }
    if len(json.dumps(content, ensure_ascii=False).encode()) > MOST_BYTES:
        del content["format"], content["formatted_body"]
    return content | relation_of(place)


def relation_of(place: Place) -> dict[str, Any]:
    """How an event is tied to what it answers; empty for one that stands alone."""
    related = Related(place.event_id, place.thread)
    if related.thread:
        relation: dict[str, Any] = {"rel_type": "m.thread", "event_id": related.thread}
        reply = related.reply or related.thread
        relation |= {"m.in_reply_to": {"event_id": reply}, "is_falling_back": not related.reply}
        return {"m.relates_to": relation}
    return {"m.relates_to": {"m.in_reply_to": {"event_id": related.reply}}} if related.reply else {}


def plain_of(part: Part) -> str:
    """The text for clients that show no formatting."""
    lines = [_clean(part.plain)] if part.plain else []
    lines += [f"{option.number}. {_line(option.label)}" for option in part.options]
    return "\n".join(lines)


def html_of(part: Part) -> str:
    """The text with what is bold; nothing in it can be taken for markup."""
    pieces = []
    for span in part.spans:
        text = escape(_clean(span.text), quote=False).replace("\n", "<br>")
        pieces.append(f"<strong>{text}</strong>" if span.bold and span.text.strip() else text)
    lines = ["".join(pieces)] if pieces else []
    # No <ol>: Kitt's numbers go on over all parts of a message, and must be the ones that are shown.
    lines += [f"<strong>{o.number}.</strong> {escape(_line(o.label), quote=False)}" for o in part.options]
    return "<br>".join(lines)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _line(label: str) -> str:
    return " ".join(_clean(label).split())
