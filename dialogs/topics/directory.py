"""Who is the contact: for a region, place, postcode, project, topic or language; follow-ups."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.registry import command, followup, intent, step
from dialogs.topics.cards import numbers_only, person_card
from dialogs.topics.finding import MOST_LINES, TOPIC, answer, ask_region
from dialogs.topics.introducing import offered
from dialogs.topics.locating import Kind, Spot, locate_ref
from dialogs.topics.people import (
    DEPUTY,
    answer_people,
    coordinators_reply,
    deputies_of,
    deputies_of_person,
    presence_of,
)
from dialogs.topics.saving import card_options
from dialogs.topics.wishes import Wish, followed_up, is_fragment, wish_from, wishes_of
from dialogs.turn import Option, Reply, State, Turn, say
from nlu.interface import Decision, Understanding
from storage.models import WayKind
from storage.services.directory import person_cards
from storage.services.rights import Right

MOST_WORDS_OF_DETAIL = 6
"""A longer text says more than "und die Nummer?"."""

PASSING = frozenset({TOPIC, "set_language", "out_of_scope", "affirm", "deny", "thanks", "greet", "goodbye"})
"""What a follow-up may look like by itself: "danke, und in Burg?", "nein, ich meinte Harz"."""

FOLLOWED = frozenset({TOPIC, "find_commute_contact"})

_COORDINATES = re.compile(r"\bkoordinier|\bkoordinator|\bkoordination|\bcoordinat", re.I)
_SPEAK = re.compile(r"spr[ei]ch|rede|schreib|antwort|speak|talk|write|answer|kannst du", re.I)
_MEANT = re.compile(r"meinte|meint ich|i meant|sondern", re.I)
_PASSED = re.compile(r"^\W*(danke|nein|nee|ja|ok|okay|gut|super|prima|thanks|no|yes)\b", re.I)
_MAIL = re.compile(r"mail|adresse|address", re.I)
_NUMBER = re.compile(r"nummer|telefon|handy|mobil|durchwahl|number|phone|ruf|tel\b|call", re.I)


@command("kontakt", "contact", right=Right.LOOK_UP)
@intent(TOPIC, right=Right.LOOK_UP)
def find_contact(turn: Turn) -> Reply:
    """Answer "wer ist mein Kontakt im Harz?"."""
    read = turn.understanding or Understanding(turn.text, TOPIC, 1.0, Decision.ACT)
    wishes = wishes_of(read, turn)
    people = read.of("person")
    # "für Herrn Ali aus Quedlinburg" names a client, whom nobody here knows or should know.
    if people and (any(entity.refs for entity in people) or not any(wishes)):
        if DEPUTY.search(turn.text) and (reply := deputies_of(turn, read)) is not None:
            return reply
        return presence_of(turn, read) or answer_people(turn, read, details=True)
    if _COORDINATES.search(turn.text):
        regions = [i for wish in wishes if wish.spot for i in wish.spot.region_ids]
        return coordinators_reply(turn, regions)
    wish = followed_up(wishes[0], turn)
    deputies = bool(DEPUTY.search(turn.text))
    if not wish:
        return ask_region(turn, deputies=deputies)
    return answer_all(turn, [wish, *wishes[1:]], deputies=deputies)


def answer_all(turn: Turn, wishes: list[Wish], *, deputies: bool = False) -> Reply:
    """Answer several wishes in one reply; what must be asked back is asked first."""
    replies = [answer(turn, wish, deputies=deputies) for wish in wishes]
    if len(replies) == 1:
        return replies[0]
    open_question = next((reply for reply in replies if reply.state and reply.state.step), None)
    if open_question is not None:
        return open_question
    results = tuple(dict.fromkeys(i for r in replies if r.state for i in r.state.results))
    return Reply(
        texts=tuple(text for reply in replies for text in reply.texts),
        options=_people(replies)[:MOST_LINES],
        state=State(topic=TOPIC, slots=wishes[-1].as_data(), results=results),
    )


def _people(replies: list[Reply]) -> tuple[Option, ...]:
    """The people who are offered, each once."""
    offered = {str(o.data): o for r in replies for o in r.options if o.step == "directory.person"}
    return tuple(offered.values())


@step("directory.other_place", right=Right.LOOK_UP)
def other_place(turn: Turn) -> Reply:
    """Ask which of the places of one name is meant, after the likeliest was taken for it."""
    places = [locate_ref(str(ref), turn.network) for ref in turn.data.get("places") or ()]
    name = str(turn.data.get("name", ""))
    spot = Spot(Kind.SEVERAL, name, f"name:{name}", choices=tuple(places))
    return replace(answer(turn, replace(wish_from(turn.data, turn), spot=spot)), edit=True)


@step("directory.wish", right=Right.LOOK_UP)
def chosen(turn: Turn) -> Reply:
    """Answer an option that carries a whole wish."""
    # A list of places becomes the answer for one; who was found stays beside what is found next.
    moved_on = turn.state.topic == TOPIC and not turn.state.results
    reply = answer(turn, wish_from(turn.data, turn), deputies=bool(turn.data.get("deputies")))
    return replace(reply, edit=moved_on)


@step("directory.person", right=Right.LOOK_UP)
def show_person(turn: Turn) -> Reply:
    """Show the card of one of the people who were listed."""
    return people_reply(turn, [int(turn.data.get("person", 0))])


@step("directory.ask_region", right=Right.LOOK_UP)
def ask_region_again(turn: Turn) -> Reply | None:
    """Ask for the region, or take the text that answers the question."""
    if turn.choice is not None:
        wish = wish_from(turn.data, turn).without("spot")
        return replace(ask_region(turn, wish, deputies=bool(turn.data.get("deputies"))), edit=True)
    read = turn.understanding
    if read is None or not any(wishes_of(read, turn)):
        return None
    before = wish_from(turn.state.data, turn)
    wishes = wishes_of(read, turn)
    first = wishes[0]
    merged = Wish(
        first.spot,
        first.project_id or before.project_id,
        first.topic_id or before.topic_id,
        first.language or before.language,
    )
    return answer_all(turn, [merged, *wishes[1:]], deputies=bool(turn.state.data.get("deputies")))


@step("directory.which", right=Right.LOOK_UP)
def which_answered(turn: Turn) -> Reply | None:
    """Take "Börde" or "in der Altmark" as the answer to which place is meant."""
    said = turn.text.casefold()
    words = re.findall(r"\w{3,}", said)
    fits = []
    for option in turn.state.options:
        params = option["label"]["params"]
        names = " ".join(str(value) for value in params.values()).casefold()
        if any(word in names.replace("(", " ").replace(")", " ").split() for word in words):
            fits.append(option)
    telling = [f for f in fits if not all(f in fits for f in turn.state.options)]
    if len(telling) != 1:
        return None
    return answer(turn, wish_from(telling[0]["data"], turn))


def _asks_for_detail(turn: Turn) -> bool:
    return any(pattern.search(turn.text) for pattern in (_NUMBER, _MAIL, DEPUTY))


@followup(right=Right.LOOK_UP)
def detail(turn: Turn) -> Reply | None:
    """ "Telefonnummer?", "und die Mail", "wer vertritt sie?" after people were shown."""
    named = bool(turn.understanding and turn.understanding.entities)
    if named or not turn.state.results or len(turn.text.split()) > MOST_WORDS_OF_DETAIL:
        return None
    return details_of_results(turn) if _asks_for_detail(turn) else None


@followup(right=Right.LOOK_UP)
def narrowed(turn: Turn) -> Reply | None:
    """ "auf Arabisch?", "und für die Jobbrücke?" after a contact was looked for."""
    read = turn.understanding
    if read is None or turn.state.topic not in FOLLOWED or not read.entities or read.of("person"):
        return None
    if read.intent not in PASSING and read.decision is Decision.ACT:
        return None
    only = {entity.entity for entity in read.entities}
    if not only <= {"language", "topic", "project", "region", "place", "postcode"}:
        return None
    if not is_fragment(turn) and not _PASSED.match(turn.text):
        return None
    correction = bool(_MEANT.search(turn.text))
    if only == {"language"} and read.intent == "set_language" and _SPEAK.search(turn.text):
        return None
    wishes = wishes_of(read, turn)
    first = (
        wish_from(turn.state.slots, turn).overlaid(wishes[0]) if correction else followed_up(wishes[0], turn)
    )
    return answer_all(turn, [first, *wishes[1:]])


def details_of_results(turn: Turn) -> Reply:
    """The numbers or addresses of those who were shown, or who stands in for them."""
    if DEPUTY.search(turn.text) and not turn.state.slots:
        return deputies_of_person(turn, turn.state.results[0]) or Reply((say("person-gone"),))
    if DEPUTY.search(turn.text):
        return answer(turn, wish_from(turn.state.slots, turn), deputies=True)
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=turn.state.results, today=turn.today)
    kinds = (WayKind.EMAIL,) if _MAIL.search(turn.text) else (WayKind.PHONE, WayKind.MOBILE)
    return Reply(tuple(numbers_only(cards, kinds)) or (say("person-gone"),), state=turn.state)


@step("directory.numbers", right=Right.LOOK_UP)
def numbers(turn: Turn) -> Reply:
    """The telephone numbers of the people whom an option names."""
    people = [int(person) for person in turn.data.get("people") or ()]
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=people, today=turn.today)
    kinds = (WayKind.PHONE, WayKind.MOBILE)
    return Reply(tuple(numbers_only(cards, kinds)) or (say("person-gone"),))


def people_reply(turn: Turn, person_ids: list[int]) -> Reply:
    """The cards of these people, for an option that was chosen."""
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=person_ids, today=turn.today)
    if not cards:
        return Reply((say("person-gone"),), state=turn.state)
    state = replace(turn.state, step=None, results=tuple(c.contact.person.id for c in cards))
    options = (*card_options(turn, cards), *offered(turn, state.results))
    return Reply(tuple(person_card(card, turn) for card in cards), options, state)
