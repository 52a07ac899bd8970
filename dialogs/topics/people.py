"""Who is somebody, what is an organisation or a project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.registry import intent, step
from dialogs.topics.cards import person_card
from dialogs.topics.introducing import offered
from dialogs.topics.presence import presence
from dialogs.topics.saving import card_options
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.interface import Entity, Understanding
from storage.queries.directory import Wanted
from storage.services.contacts import PersonCard
from storage.services.directory import deputies_for, person_cards
from storage.services.network import (
    coordinators,
    people_of_organisation,
    people_of_project,
    project_description,
)
from storage.services.rights import Right

TOPIC = "who_is"
MOST_NAMESAKES = 8

DEPUTY = re.compile(
    r"vertr(itt|et|ung)|stellvert|einspring|springt|deput|stand(s|ing)? in|cover(s|ing)? for|replac", re.I
)
"""Words that ask who stands in for somebody."""

_WHO_IS = re.compile(
    r"\W*(?:wer ist|kennst du|who is|who’s|who's)\s+"
    r"(?!(?:der|die|das|ein|eine|mein|meine|unser|unsere|the|a|an|my|our)\b)"
    r"([^\W\d_][\w'’-]+\s[^\W\d_][\w'’-]+)\W*$",
    re.I,
)
"""A question after two words that may be a name."""


@intent(TOPIC, right=Right.LOOK_UP)
def who_is(turn: Turn) -> Reply:
    """Answer "wer ist Mara Lindner?", "was macht ProDigA?"."""
    read = turn.understanding
    if read is None or not (read.entities or turn.state.results):
        return Reply((say("who-is-ask"),), state=State(step="people.who", topic=TOPIC))
    if read.of("person"):
        stands_in = deputies_of(turn, read) if DEPUTY.search(turn.text) else None
        return stands_in or presence_of(turn, read) or answer_people(turn, read)
    for entity in read.of("project", "organisation", "group", "topic", "region", "place"):
        reply = _about(turn, entity)
        if reply is not None:
            return reply
    if turn.state.results and len(turn.text.split()) <= 6:
        cards = person_cards(
            turn.session, viewer=turn.viewer, person_ids=turn.state.results[:3], today=turn.today
        )
        return Reply(
            tuple(person_card(card, turn) for card in cards) or (say("person-gone"),), state=turn.state
        )
    return Reply((say("who-is-unknown"),), (Option(say("option-list"), "listing.overview"),))


def answer_people(turn: Turn, read: Understanding, *, details: bool = False) -> Reply:
    """The card of a person; which one is meant is asked where several bear the name."""
    entity = read.of("person")[0]
    if not entity.refs:
        return Reply(
            (say("person-unknown", name=entity.text),), (Option(say("option-list"), "listing.overview"),)
        )
    cards = person_cards(
        turn.session, viewer=turn.viewer, person_ids=[int(ref) for ref in _all_refs(read)], today=turn.today
    )
    cards = _narrowed(cards, read)
    if not cards:
        return Reply((say("person-gone"),))
    results = tuple(card.contact.person.id for card in cards[:MOST_NAMESAKES])
    if len(entity.refs) > 1 and len(cards) > 1:
        options = tuple(
            Option(
                say("option-person", name=card.contact.person.name, about=card.contact.organisation or "none",
                    hasabout="yes" if card.contact.organisation else "no"),
                "directory.person",
                {"person": card.contact.person.id},
            )
            for card in cards[:MOST_NAMESAKES]
        )  # fmt: skip
        state = State(topic=TOPIC, results=results)
        return Reply((say("person-several", name=entity.text, count=len(cards)),), options, state)
    texts = [person_card(card, turn) for card in cards[:3]]
    if entity.score < 0.88 and len(entity.refs) == 1:
        texts.insert(0, say("person-meant", name=cards[0].contact.person.name))
    return Reply(
        tuple(texts),
        (*card_options(turn, cards), *offered(turn, results)),
        State(topic="find_contact" if details else TOPIC, results=results[:3]),
    )


def asked_about_nobody(turn: Turn) -> Reply | None:
    """ "wer ist max mustermann": what looked out of scope asks for somebody who is not known."""
    match = _WHO_IS.match(turn.text)
    if match is None or (turn.understanding and turn.understanding.entities):
        return None
    options = (Option(say("option-list"), "listing.overview"),)
    return Reply((say("person-unknown", name=match[1]),), options)


def presence_of(turn: Turn, read: Understanding) -> Reply | None:
    """The hours or the absence of the one person who is named, if the text asks for that."""
    refs = read.of("person")[0].refs
    return presence(turn, [int(refs[0])]) if len(refs) == 1 else None


def deputies_of(turn: Turn, read: Understanding) -> Reply | None:
    """Who stands in for somebody: as the absence says, else their teams' deputies; None if unclear."""
    refs = read.of("person")[0].refs
    return deputies_of_person(turn, int(refs[0])) if len(refs) == 1 else None


def deputies_of_person(turn: Turn, person_id: int) -> Reply | None:
    """The same for somebody known; None if they are gone."""
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=[person_id], today=turn.today)
    if not cards:
        return None
    person = cards[0].contact.person
    found = [cards[0].deputy.id] if cards[0].deputy else []
    for mine in cards[0].responsibilities:
        if found or mine.region is None:
            break
        wanted = Wanted(region_id=mine.region.id, project_id=mine.project.id if mine.project else None)
        deputies = deputies_for(turn.session, viewer=turn.viewer, wanted=wanted, today=turn.today)
        found = [d.person.id for d in deputies if d.person.id != person.id]
    if not found:
        return Reply((say("no-deputy", what=person.name),), state=State(topic=TOPIC, results=(person.id,)))
    shown = person_cards(turn.session, viewer=turn.viewer, person_ids=found[:3], today=turn.today)
    results = tuple(card.contact.person.id for card in shown)
    texts = (say("deputies-headline", what=person.name), *(person_card(card, turn) for card in shown))
    return Reply(texts, state=State(topic=TOPIC, results=results))


def coordinators_reply(turn: Turn, region_ids: Sequence[int] = ()) -> Reply:
    """The coordinators, those of the regions first, as options."""
    cards = coordinators(turn.session, viewer=turn.viewer, today=turn.today, region_ids=region_ids)
    if not cards:
        return Reply((say("human-nobody"),))
    options = tuple(
        Option(say("label", label=c.contact.person.name), "directory.person", {"person": c.contact.person.id})
        for c in cards
    )
    results = tuple(card.contact.person.id for card in cards)
    return Reply((say("human", count=len(cards)),), options, State(topic="human", results=results))


def _all_refs(read: Understanding) -> list[str]:
    people = read.of("person")
    refs = people[0].refs
    if len(refs) == 1:  # "Mara und Jonas": each is meant
        refs = tuple(ref for entity in people if len(entity.refs) == 1 for ref in entity.refs)
    return list(dict.fromkeys(refs))[:50]


def _narrowed(cards: list[PersonCard], read: Understanding) -> list[PersonCard]:
    """Of several namesakes those of the region, project or organisation that was named beside."""
    named = {entity.value for entity in read.of("region", "project", "organisation")}
    if not named or len(cards) < 2:
        return cards
    fits = [
        card
        for card in cards
        if card.contact.organisation in named
        or any(
            (r.region and r.region.name in named) or (r.project and r.project.name in named)
            for r in card.responsibilities
        )
    ]
    return fits or cards


def _about(turn: Turn, entity: Entity) -> Reply | None:
    if entity.entity == "project":
        return _project(turn, entity)
    if entity.entity == "organisation":
        people = people_of_organisation(
            turn.session, viewer=turn.viewer, organisation_id=int(entity.refs[0]), today=turn.today
        )
        names: list[str] = [person.name for person in people]
        text = say("organisation", name=entity.value, people={"list": list(names), "style": "comma"},
                   count=len(names))  # fmt: skip
        state = State(topic=TOPIC, results=tuple(person.id for person in people[:MOST_NAMESAKES]))
        return Reply((text,), state=state)
    return None


def _project(turn: Turn, entity: Entity) -> Reply:
    identifier = int(entity.refs[0])
    teams = people_of_project(turn.session, viewer=turn.viewer, project_id=identifier, today=turn.today)
    about = project_description(turn.session, viewer=turn.viewer, project_id=identifier)
    texts: list[Text] = [
        say("project", name=entity.value, about=about or "none", hasabout="yes" if about else "no")
    ]
    for region, names in teams[:8]:
        people = {"list": list(names), "style": "comma"}
        texts.append(
            say("project-team", region=region or "none", hasregion="yes" if region else "no", people=people)
        )
    option = Option(say("option-contact-there"), "directory.ask_region", {"project": identifier})
    regional = any(region for region, _ in teams)
    return Reply(
        tuple(texts), (option,) if regional else (), State(topic=TOPIC, slots={"project": identifier})
    )


@step("people.who", right=Right.LOOK_UP)
def who_answered(turn: Turn) -> Reply | None:
    """Take a name as the answer to "wen meinst Du?"."""
    return who_is(turn) if turn.understanding and turn.understanding.entities else None
