"""One person for the reader's telephone: what this viewer may see of them, as a vCard 3.0 of limited size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.exchange.card_writing import TYPES, escaped, folded
from storage.models import Person, WayKind
from storage.services.contacts import Contact
from storage.services.directory import person_cards
from storage.services.people import readable_telephone
from storage.services.rights import Right, require
from storage.services.viewer import Viewer

LARGEST = 2_048
"""In bytes: what Telegram takes (https://core.telegram.org/bots/api#sendcontact)."""

_CALLED = (WayKind.MOBILE, WayKind.PHONE)


class ContactToKeep(NamedTuple):
    """Names, the number to call (E.164), and the whole as a vCard; that is empty if it would be too large."""

    name: str
    given_name: str
    family_name: str
    phone: str
    vcard: str


def number_of(contact: Contact) -> str:
    """The number that a telephone is to keep, a mobile one first; empty if the viewer may see none here."""
    ways = sorted(
        (way for way in contact.ways if way.kind in _CALLED), key=lambda way: _CALLED.index(way.kind)
    )
    return ways[0].value if ways else ""


def contact_to_keep(session: Session, *, viewer: Viewer, person_id: int, today: date) -> ContactToKeep | None:
    """A person with what the viewer may see of them here; None if they are gone or have no number to see.

    Raises:
        NotAllowedError: the viewer is a guest.
        TooManyLookupsError: too many people were shown to this account within an hour.
    """
    require(viewer, Right.LOOK_UP)
    cards = person_cards(session, viewer=viewer, person_ids=[person_id], today=today)
    if not cards or not (phone := number_of(cards[0].contact)):
        return None
    names = session.execute(select(Person.given_name, Person.family_name).where(Person.id == person_id)).one()
    contact = cards[0].contact
    vcard = _written(contact, names.given_name, names.family_name)
    return ContactToKeep(contact.person.name, names.given_name, names.family_name, phone, vcard)


def _written(contact: Contact, given_name: str, family_name: str) -> str:
    """As many lines as fit, the most useful first; without name and number it is none."""
    head, end = b"BEGIN:VCARD\r\nVERSION:3.0\r\n", b"END:VCARD\r\n"
    names = [f"FN:{escaped(contact.person.name)}", f"N:{escaped(family_name)};{escaped(given_name)};;;"]
    written = head + b"".join(folded(line) for line in names)
    if len(written) + len(end) > LARGEST:
        return ""
    for line in map(folded, _lines(contact)):
        if len(written) + len(line) + len(end) <= LARGEST:
            written += line
    return (written + end).decode()


def _lines(contact: Contact) -> Iterator[str]:
    for way in contact.ways:
        value = way.value if way.kind is WayKind.EMAIL else readable_telephone(way.value)
        yield f"{TYPES[way.kind]}:{escaped(value)}"
    if contact.organisation:
        yield f"ORG:{escaped(contact.organisation)}"
    if contact.function:
        yield f"TITLE:{escaped(contact.function)}"
