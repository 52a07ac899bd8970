"""Introductions: one line why, a yes of the other person, then both get what they need to talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs.registry import MEMBERS, step
from dialogs.topics.cards import person_card
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Reply, State, Turn, say
from storage.models import Role
from storage.services import introductions
from storage.services.contacts import PersonCard
from storage.services.coordinating import name_for
from storage.services.directory import person_cards
from storage.services.introductions import LONGEST, TooManyError, Wish, key_of
from storage.services.telling import Kind, tell
from storage.services.viewer import Viewer

MOST_AT_ONCE = 4


def offered(turn: Turn, people: Sequence[int]) -> tuple[Option, ...]:
    """ "Vorstellen lassen" under one person's card, where nobody else reads along."""
    if len(people) != 1 or turn.viewer.in_group or people[0] == turn.viewer.person_id:
        return ()
    return (Option(say("option-introduce"), "introducing.why", {"people": list(people)}),)


def both(people: list[int]) -> Option:
    """ "Beide vorstellen" under the contacts at home and at work."""
    return Option(say("option-introduce-both"), "introducing.why", {"people": people[:MOST_AT_ONCE]})


def named(turn: Turn) -> Reply | None:
    """ "stell mich Mara vor": the reason is asked for; None unless exactly one person is named."""
    read = turn.understanding
    people = read.of("person") if read else ()
    if len(people) != 1 or len(people[0].refs) != 1:
        return None
    return _why(turn, [int(people[0].refs[0])])


@step("introducing.why", roles=MEMBERS)
def why(turn: Turn) -> Reply | None:
    """Ask for one line why."""
    return _why(turn, [int(person) for person in turn.data.get("people") or ()])


def _why(turn: Turn, people: list[int]) -> Reply:
    if elsewhere := private_instead(turn):
        return elsewhere
    others = [person for person in people[:MOST_AT_ONCE] if person != turn.viewer.person_id]
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=others, today=turn.today)
    if not cards:
        return Reply((say("introduce-self" if people and not others else "person-gone"),))
    if introductions.too_many(
        turn.session, viewer=turn.viewer, account_id=turn.account_id, count=len(cards), now=turn.now
    ):
        return Reply((say("limit-requests"),), state=State())
    data = {"people": [card.contact.person.id for card in cards]}
    names = {"list": [card.contact.person.name for card in cards], "style": "and"}
    return Reply((say("introduce-why", names=names),), (), State(step="introducing.send", data=data))


@step("introducing.send", roles=MEMBERS)
def send(turn: Turn) -> Reply | None:
    """Ask the other person, or both."""
    if turn.viewer.in_group or turn.choice is not None:
        return None
    reason = " ".join(turn.text.split())
    if len(reason) > LONGEST:
        return Reply((say("introduce-too-long", most=LONGEST),), (), turn.state)
    try:
        wishes = _asked(turn, [int(person) for person in turn.state.data.get("people") or ()], reason)
    except TooManyError:
        return Reply((say("limit-requests"),), state=State())
    if not wishes:
        return Reply((say("introduce-unreachable"),), state=State())
    data = {"wishes": [wish.id for wish in wishes]}
    back = Option(say("option-introduce-withdraw"), "introducing.withdraw", data)
    return Reply((say("introduce-sent", count=len(wishes)),), (back,), State())


def _asked(turn: Turn, people: list[int], reason: str) -> list[Wish]:
    """Ask each; whoever cannot be asked (gone, muted, not here yet) is left out; nothing is kept of it."""
    wishes = []
    for person in people:
        wish = introductions.ask(
            turn.session,
            viewer=turn.viewer,
            account_id=turn.account_id,
            asked_id=person,
            reason=reason,
            today=turn.today,
            now=turn.now,
        )
        if wish is None:
            continue
        if wish.is_new and not _ask(turn, wish):
            introductions.withdraw(turn.session, viewer=turn.viewer, number=wish.id, now=turn.now)
            continue
        wishes.append(wish)
    return wishes


def _ask(turn: Turn, wish: Wish) -> bool:
    data = {"wish": wish.id}
    name = name_for(turn.session, wish.asker_id)
    asking = Reply(
        (say("introduce-wish", name=name, reason=wish.reason),),
        (
            Option(say("option-gladly"), "introducing.yes", data),
            Option(say("option-rather-not"), "introducing.no", data),
        ),
    )
    return tell(
        turn.session, wish.asked_id, asking.as_json(), key=key_of(wish.id), now=turn.now,
        zone=turn.network.zone, kind=Kind.REQUEST,
    )  # fmt: skip


@step("introducing.yes", roles=MEMBERS)
def yes(turn: Turn) -> Reply:
    """Give both what they need to talk: each the other's card, as far as they may see it."""
    wish = _decided(turn, yes=True)
    if wish is None:
        return Reply((say("introduce-over"),))
    asker = Viewer(Role.MEMBER, wish.asker_id)  # sees what every member may see in private
    mine = person_cards(turn.session, viewer=asker, person_ids=[wish.asked_id], today=turn.today)
    theirs = person_cards(turn.session, viewer=turn.viewer, person_ids=[wish.asker_id], today=turn.today)
    mine = [_reachable(card, wish, turn) for card in mine]
    theirs = [_reachable(card, wish, turn) for card in theirs]
    told = Reply((say("introduce-granted"), *(person_card(card, turn) for card in mine)))
    tell(
        turn.session, wish.asker_id, told.as_json(), key=f"introduction:{wish.id}:yes", now=turn.now,
        zone=turn.network.zone, kind=Kind.ANSWER,
    )  # fmt: skip
    return Reply((say("introduce-done"), *(person_card(card, turn) for card in theirs)), state=State())


def _reachable(card: PersonCard, wish: Wish, turn: Turn) -> PersonCard:
    """The card with one way at least, if there is one: that was agreed with the yes."""
    contact = card.contact
    if contact.ways:
        return card
    way = introductions.way_to(turn.session, viewer=turn.viewer, number=wish.id, person_id=contact.person.id)
    return card if way is None else replace(card, contact=replace(contact, ways=(way,), hidden_ways=False))


@step("introducing.no", roles=MEMBERS)
def no(turn: Turn) -> Reply:
    """Decline: nobody is told."""
    wish = _decided(turn, yes=False)
    return Reply((say("introduce-over" if wish is None else "introduce-declined"),), state=State())


def _decided(turn: Turn, *, yes: bool) -> Wish | None:
    return introductions.decide(
        turn.session,
        viewer=turn.viewer,
        number=int(turn.data.get("wish", 0)),
        yes=yes,
        today=turn.today,
        now=turn.now,
    )


@step("introducing.withdraw", roles=MEMBERS)
def withdraw(turn: Turn) -> Reply:
    """Whoever asked takes it back."""
    done = [
        introductions.withdraw(turn.session, viewer=turn.viewer, number=int(number), now=turn.now)
        for number in turn.data.get("wishes") or ()
    ]
    return Reply((say("introduce-withdrawn" if any(done) else "introduce-over"),), state=State())
