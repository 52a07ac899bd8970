"""What is stored about whoever asks, and why: the notice, one's own entry, a copy of everything."""

from __future__ import annotations

from dataclasses import replace

from dialogs.registry import command, intent, step
from dialogs.topics.cards import person_card
from dialogs.topics.consenting import wished
from dialogs.topics.in_private import private_instead
from dialogs.topics.noticing import AGREE
from dialogs.topics.own_page import files_of
from dialogs.turn import Option, Reply, Text, Turn, say
from storage.services.consent import VERSION, is_newer
from storage.services.directory import person_cards
from storage.services.own_data import collect, has_left

MINE = Option(say("option-own-data"), "own_data.show")
EXPORT = Option(say("option-export"), "own_data.export")
DELETE = Option(say("option-delete-me"), "deleting.ask")
CORRECT = Option(say("option-correct"), "correcting.what")
VISIBLE = Option(say("option-visible"), "consenting.show")


@command("datenschutz", "privacy")
@step("smalltalk.privacy")
def privacy(turn: Turn) -> Reply:
    """The privacy notice: what, why, how long, who sees it, which rights, and its version."""
    guest = "no" if turn.viewer.is_member else "yes"
    texts: tuple[Text, ...] = (say("privacy-rights", guest=guest), say("privacy-version", version=VERSION))
    if former(turn):
        return Reply((say("privacy-guest"), say("own-data-former"), *texts), (EXPORT, DELETE))
    if not turn.viewer.is_member:
        return Reply((say("privacy-guest"), *texts), (EXPORT, DELETE))
    newer = not turn.viewer.in_group and is_newer(turn.session, viewer=turn.viewer)
    return Reply((say("privacy"), *texts), (MINE, VISIBLE, EXPORT, DELETE, *([AGREE] if newer else ())))


def former(turn: Turn) -> bool:
    """Whether somebody has left whose entry is still kept; not told where others read along."""
    return not turn.viewer.in_group and has_left(turn.session, viewer=turn.viewer, account_id=turn.account_id)


@intent("privacy")
def asked_about_privacy(turn: Turn) -> Reply | None:
    """The notice, unless a text says who shall see a number: "meine Handynummer nur für die Koordination"."""
    return wished(turn) or privacy(turn)


@command("meinedaten", "mydata")
@step("own_data.show")
def mine(turn: Turn) -> Reply:
    """One's own entry as it is in the directory, and what can be done about it."""
    if (refused := private_instead(turn)) is not None:
        return refused
    person = turn.viewer.person_id
    if former(turn):
        return Reply((say("own-data-former"),), (EXPORT, DELETE))
    if person is None or not turn.viewer.is_member:
        return Reply((say("own-data-guest"),), (EXPORT, DELETE))
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=[person], today=turn.today)
    return Reply(
        (say("own-data"), *(person_card(card, turn) for card in cards)),
        (CORRECT, VISIBLE, EXPORT, DELETE),
        replace(turn.state, step=None),
    )


@command("export", "auskunft")
@intent("export_data")
@step("own_data.export")
def export(turn: Turn) -> Reply:
    """Everything about oneself, as a page and as JSON."""
    if (refused := private_instead(turn)) is not None:
        return refused
    sections = collect(turn.session, viewer=turn.viewer, account_id=turn.account_id)
    numbers = "yes" if sections.get("ways") else "no"
    return Reply((say("own-data-export", numbers=numbers),), files=files_of(sections, turn))
