"""What one tap under somebody's card does: keep them in one's telephone, see the number, who stands in."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.registry import step
from dialogs.topics.in_private import private_instead
from dialogs.turn import Contact as Card
from dialogs.turn import Option, Reply, Turn, say
from storage.exchange.contact_card import contact_to_keep, number_of
from storage.services.contacts import Contact, PersonCard
from storage.services.rights import Right


def saved(turn: Turn, contact: Contact) -> tuple[Option, ...]:
    """ "Kontakt speichern" under one person who has a number to see, where nobody else reads along."""
    if turn.viewer.in_group or contact.person.id == turn.viewer.person_id or not number_of(contact):
        return ()
    return (Option(say("option-save-contact"), "saving.save", {"person": contact.person.id}),)


def card_options(turn: Turn, cards: Sequence[PersonCard]) -> tuple[Option, ...]:
    """What is offered under cards: to keep the one person, and whoever stands in for the first."""
    keep = saved(turn, cards[0].contact) if len(cards) == 1 else ()
    return (*_deputy(cards[0]), *keep)


def reach_options(cards: Sequence[PersonCard]) -> tuple[Option, ...]:
    """What is offered where hours or an absence were told: the number, and who stands in."""
    with_number = [card.contact.person.id for card in cards if number_of(card.contact)]
    number = Option(
        say("option-number", count=len(with_number)), "directory.numbers", {"people": with_number}
    )
    return (*((number,) if with_number else ()), *(_deputy(cards[0]) if len(cards) == 1 else ()))


def _deputy(card: PersonCard) -> tuple[Option, ...]:
    if card.deputy is None:
        return ()
    label = say("option-deputy-of", name=card.deputy.name)
    return (Option(label, "directory.person", {"person": card.deputy.id}),)


@step("saving.save", right=Right.LOOK_UP)
def save(turn: Turn) -> Reply:
    """Give the card of one person, with what this viewer may see of them now."""
    if elsewhere := private_instead(turn):
        return elsewhere
    person = int(turn.data.get("person", 0))
    found = contact_to_keep(turn.session, viewer=turn.viewer, person_id=person, today=turn.today)
    if found is None:
        return Reply((say("contact-not-to-save"),))
    card = Card(found.phone, found.given_name or found.name, found.family_name, found.vcard)
    return Reply((say("contact-to-save", name=found.name),), contacts=(card,))
