"""A part as Matrix's events: plain and formatted body, options as numbered lines; pure, no network."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote

from bot.messengers.matrix.translating import GREETED, Related
from bot.ports import Choice, ContactCard, Limits, Part

LIMITS = Limits(max_length=8_000, max_options=40, commands="!")
"""Of up to four bytes a character."""

MOST_BYTES = 45_000
"""An event may have 65,536 bytes, and encryption makes four of three. A text that is in it plain and as HTML
may have more than this: then it is sent without HTML."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


_PHONE = re.compile(r"(☎ |\bMobil |\bMobile )(\+?[0-9][0-9 /()-]{3,22}[0-9])")
_EMAIL = re.compile(r"(?<![\w.+/@-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?![\w@])")


class Place(NamedTuple):
    """Where an answer belongs: under which message of whom, in which thread."""

    private: bool
    event_id: str = ""
    thread: str = ""
    sender: str = ""


def place_of(part: Part, *, private: bool, sender: str = "") -> Place:
    """Where a part belongs: in rooms the first part replies to the question, all stay in its thread."""
    event_id, _, rest = _question(part).partition(" ")
    thread, _, under = rest.partition(" ")
    thread = "" if thread == "-" else thread
    event_id = under or event_id.removesuffix(".unread")
    if private:
        return Place(private=True, thread=thread)
    return Place(False, event_id if part.number == 0 else "", thread, sender)


def _question(part: Part) -> str:
    """The key of the message that is answered; whoever takes Kitt into a room has asked nothing yet."""
    return "" if part.answers.endswith(GREETED) else part.answers


def text_of(part: Part, place: Place, me: str = "") -> dict[str, Any]:
    """The content of m.room.message for a part's text and options.

    m.text notifies people, m.notice by default does not: in a room an answer is for whoever asked, who is
    mentioned; everything in private chats, and what Kitt says by itself, is to be noticed. ``me`` is Kitt's
    full name, for ways into the private chat.
    """
    is_answer = bool(_question(part))
    content: dict[str, Any] = {
        "msgtype": "m.notice" if is_answer and not place.private else "m.text",
        "body": plain_of(part, me),
        "format": "org.matrix.custom.html",
        "formatted_body": html_of(part, me),
        "m.mentions": {"user_ids": [place.sender]} if place.event_id and place.sender else {},
    }
    if len(json.dumps(content, ensure_ascii=False).encode()) > MOST_BYTES:
        del content["format"], content["formatted_body"]
    return content | relation_of(place)


def edit_of(content: dict[str, Any], target: str) -> dict[str, Any]:
    """The same content in the place of what a message of Kitt's says; other clients show it with a star."""
    new = {name: value for name, value in content.items() if name != "m.relates_to"}
    # It is in the event twice.
    if 2 * len(json.dumps(new, ensure_ascii=False).encode()) > MOST_BYTES:
        new = {name: value for name, value in new.items() if name not in ("format", "formatted_body")}
    marked = {name: f"* {new[name]}" for name in ("body", "formatted_body") if name in new}
    relation = {"rel_type": "m.replace", "event_id": target}
    # Nobody is called twice.
    return new | marked | {"m.mentions": {}, "m.new_content": new, "m.relates_to": relation}


def card_of(contact: ContactCard) -> dict[str, Any]:
    """A name with its number, to be called by a tap; the file that goes with it is to be kept."""
    name = _line(f"{contact.first_name} {contact.last_name}")
    number = _line(contact.phone)
    link = f'<a href="tel:{escape(_dialled(number))}">{escape(number)}</a>'
    return {
        "msgtype": "m.text",
        "body": f"{name}: {number}",
        "format": "org.matrix.custom.html",
        "formatted_body": f"<strong>{escape(name)}</strong>: {link}",
        "m.mentions": {},
    }


def linked(text: str) -> str:
    """A text that is HTML already, with links for numbers behind a ☎ and for e-mail addresses."""
    text = _PHONE.sub(lambda found: f'{found[1]}<a href="tel:{_dialled(found[2])}">{found[2]}</a>', text)
    return _EMAIL.sub(lambda found: f'<a href="mailto:{found[0]}">{found[0]}</a>', text)


def _dialled(number: str) -> str:
    return re.sub(r"[^0-9+]", "", number)


def _way(option: Choice, me: str, before: str) -> str:
    """The address of Kitt's private chat, where an option opens it."""
    return f"{before}https://matrix.to/#/{quote(me, safe='@:')}" if option.opens and me else ""


def _shown(option: Choice, me: str) -> str:
    label = escape(_line(option.label), quote=False)
    way = _way(option, me, "")
    return f'<a href="{escape(way)}">{label}</a>' if way else label


def relation_of(place: Place) -> dict[str, Any]:
    """How an event is tied to what it answers; empty for one that stands alone."""
    related = Related(place.event_id, place.thread)
    if related.thread:
        relation: dict[str, Any] = {"rel_type": "m.thread", "event_id": related.thread}
        reply = related.reply or related.thread
        relation |= {"m.in_reply_to": {"event_id": reply}, "is_falling_back": not related.reply}
        return {"m.relates_to": relation}
    return {"m.relates_to": {"m.in_reply_to": {"event_id": related.reply}}} if related.reply else {}


def plain_of(part: Part, me: str = "") -> str:
    """The text for clients that show no formatting."""
    lines = [_clean(part.plain)] if part.plain else []
    lines += [f"{option.number}. {_line(option.label)}{_way(option, me, ': ')}" for option in part.options]
    return "\n".join(lines)


def html_of(part: Part, me: str = "") -> str:
    """The text with what is bold, numbers to call and addresses to write to; nothing in it can be markup."""
    pieces = []
    for span in part.spans:
        text = linked(escape(_clean(span.text), quote=False)).replace("\n", "<br>")
        pieces.append(f"<strong>{text}</strong>" if span.bold and span.text.strip() else text)
    lines = ["".join(pieces)] if pieces else []
    # No <ol>: Kitt's numbers go on over all parts of a message, and must be the ones that are shown.
    lines += [f"<strong>{o.number}.</strong> {_shown(o, me)}" for o in part.options]
    return "<br>".join(lines)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _line(label: str) -> str:
    return " ".join(_clean(label).split())
