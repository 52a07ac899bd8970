"""Who is the contact: for a region, place, postcode, project, topic or language; follow-ups; no hit."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.registry import MEMBERS, command, followup, intent, step
from dialogs.topics.cards import contact_line, numbers_only, person_card, single_contact
from dialogs.topics.locating import Kind, Spot
from dialogs.topics.people import answer_people
from dialogs.topics.wishes import Wish, followed_up, is_fragment, label_of, named_spot, wish_from, wishes_of
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.interface import Decision, Understanding
from storage.models import WayKind
from storage.services.contacts import Contact
from storage.services.directory import contacts_for, deputies_for, listing, person_cards
from storage.services.names import name_of

TOPIC = "find_contact"
MOST_LINES = 8
"""Contacts in one answer: about a screen of a phone."""

MOST_WORDS_OF_DETAIL = 6
"""A longer text says more than "und die Nummer?"."""

FOLLOWED = frozenset({TOPIC, "find_commute_contact"})

_SPEAK = re.compile(r"sprich|rede|schreib|antwort|speak|talk|write|answer|kannst du", re.I)
_DEPUTY = re.compile(r"vertr(itt|et|ung)|stellvert|einspring|springt|deput|stand(s|ing)? in|cover(s|ing)? for", re.I)
_MAIL = re.compile(r"mail|adresse|address", re.I)
_NUMBER = re.compile(r"nummer|telefon|handy|mobil|durchwahl|number|phone|ruf|tel\b|call", re.I)


@command("kontakt", "contact", roles=MEMBERS)
@intent(TOPIC, roles=MEMBERS)
def find_contact(turn: Turn) -> Reply:
    """Answer "wer ist mein Kontakt im Harz?"."""
    read = turn.understanding or Understanding(turn.text, TOPIC, 1.0, Decision.ACT)
    wishes = wishes_of(read, turn)
    if read.of("person"):
        return answer_people(turn, read, details=True)
    wish = followed_up(wishes[0], turn)
    if not wish:
        return ask_region(turn)
    return answer_all(turn, [wish, *wishes[1:]], deputies=bool(_DEPUTY.search(turn.text)))


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
        options=tuple(o for r in replies for o in r.options if o.step == "directory.person")[:MOST_LINES],
        state=State(topic=TOPIC, slots=wishes[-1].as_data(), results=results),
    )


@step("directory.wish", roles=MEMBERS)
def chosen(turn: Turn) -> Reply:
    """Answer an option that carries a whole wish."""
    return answer(turn, wish_from(turn.data, turn), deputies=bool(turn.data.get("deputies")))


@step("directory.person", roles=MEMBERS)
def show_person(turn: Turn) -> Reply:
    """Show the card of one of the people who were listed."""
    return people_reply(turn, [int(turn.data.get("person", 0))])


@step("directory.ask_region", roles=MEMBERS)
def ask_region_again(turn: Turn) -> Reply | None:
    """Ask for the region, or take the text that answers the question."""
    if turn.choice is not None:
        return ask_region(turn, wish_from(turn.data, turn).without("spot"))
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
    return answer_all(turn, [merged, *wishes[1:]])


def ask_region(turn: Turn, wish: Wish | None = None) -> Reply:
    """Ask which region, with all of them as options."""
    wish = wish or Wish()
    regions = listing(turn.session, viewer=turn.viewer, kind="region")[:10]
    options = tuple(
        Option(
            say("label", label=region.name),
            "directory.wish",
            {**wish.without("spot").as_data(), "spot": f"region:{region.id}"},
        )
        for region in regions
    )
    state = State(step="directory.ask_region", data=wish.as_data(), topic=TOPIC, slots=wish.as_data())
    key = "ask-region" if regions else "directory-empty"
    return Reply((say(key),), options, state)


def answer(turn: Turn, wish: Wish, *, deputies: bool = False) -> Reply:
    """Answer one wish: contacts, or what has to be asked back, or what comes nearest."""
    spot = wish.spot
    if spot is None:
        return _answer_in(turn, wish, None, deputies)
    if spot.kind is Kind.UNKNOWN:
        return Reply((say("postcode-unknown", postcode=spot.postcode),), state=_state(wish, turn))
    if spot.kind in (Kind.SEVERAL, Kind.BORDER):
        return _which(turn, wish, spot)
    if spot.kind is Kind.OUTSIDE:
        return _outside(turn, wish, spot, deputies)
    return _answer_in(turn, wish, spot.region_ids[0], deputies)


def _answer_in(turn: Turn, wish: Wish, region_id: int | None, deputies: bool) -> Reply:
    find = deputies_for if deputies else contacts_for
    contacts = find(turn.session, viewer=turn.viewer, wanted=wish.wanted(region_id), today=turn.today)
    if not contacts and deputies:
        back = Option(say("option-first-contact"), "directory.wish", wish.as_data())
        return Reply((say("no-deputy", what=label_of(wish, turn)),), (back,), _state(wish, turn))
    if not contacts:
        return _no_hit(turn, wish, region_id)
    return contacts_reply(turn, wish, contacts, deputies=deputies)


def contacts_reply(turn: Turn, wish: Wish, contacts: list[Contact], *, deputies: bool = False) -> Reply:
    """The contacts that were found: a card for one, lines for several."""
    texts = [*_where_it_lies(turn, wish)]
    if len(contacts) == 1:
        texts.append(_headline(turn, wish, contacts, deputies))
        texts.extend(single_contact(contacts[0], turn))
    else:
        texts.append(_headline(turn, wish, contacts, deputies))
        by_project = wish.project_id is None
        texts.extend(contact_line(c, turn, with_project=by_project) for c in contacts[:MOST_LINES])
        if len(contacts) > MOST_LINES:
            texts.append(say("contacts-more", count=len(contacts) - MOST_LINES))
    results = tuple(dict.fromkeys(contact.person.id for contact in contacts[:MOST_LINES]))
    return Reply(tuple(texts), _options(wish, contacts, deputies), replace(_state(wish, turn), results=results))


def _headline(turn: Turn, wish: Wish, contacts: list[Contact], deputies: bool) -> Text:
    spot = wish.spot
    shown = wish
    if spot is not None and not spot.is_region and contacts[0].region is not None:
        shown = replace(wish, spot=Spot(Kind.REGION, contacts[0].region.name, "region:0"))
    key = "deputies-headline" if deputies else "contacts-headline"
    people = len({contact.person.id for contact in contacts})
    return say(key, what=label_of(shown, turn), anywhere="no" if shown else "yes", count=people)


def _where_it_lies(turn: Turn, wish: Wish) -> list[Text]:
    spot = wish.spot
    if spot is None or spot.is_region:
        return []
    region = name_of(turn.session, "region", spot.region_ids[0]) if spot.region_ids else None
    if spot.postcode:
        return [say("postcode-lies-in", postcode=spot.postcode, place=spot.name, district=spot.district)]
    if region and spot.name == region:
        return []
    if not spot.district or spot.is_city:
        return []
    return [say("place-lies-in", place=spot.name, district=spot.district, rural=_rural(spot.district))]


def _options(wish: Wish, contacts: list[Contact], deputies: bool) -> tuple[Option, ...]:
    options = []
    people = list({c.person.id: c.person for c in contacts[:MOST_LINES]}.values())
    if len(people) > 1:
        options = [
            Option(say("label", label=person.name), "directory.person", {"person": person.id})
            for person in people
        ]
    elif not deputies:
        options = [Option(say("option-deputy"), "directory.wish", {**wish.as_data(), "deputies": True})]
    options.append(Option(say("option-other-region"), "directory.ask_region", wish.as_data()))
    return tuple(options)


def _which(turn: Turn, wish: Wish, spot: Spot) -> Reply:
    """Ask which of several places is meant, with the districts as options."""
    options = []
    for choice in spot.choices:
        choice = named_spot(choice, turn)
        label = (
            say("label", label=choice.name)
            if choice.is_region
            else say("option-place", place=choice.name, district=choice.district)
        )
        options.append(Option(label, "directory.wish", {**wish.as_data(), "spot": choice.ref}))
    key = {
        (Kind.SEVERAL, False): "place-several",
        (Kind.BORDER, True): "postcode-border",
        (Kind.BORDER, False): "district-border",
    }[spot.kind, bool(spot.postcode)]
    state = State(step="directory.which", data=wish.as_data(), topic=TOPIC, slots=wish.without("spot").as_data())
    return Reply((say(key, place=spot.name, count=len(options)),), tuple(options), state)


@step("directory.which", roles=MEMBERS)
def which_answered(turn: Turn) -> Reply | None:
    """Take "Börde" or "in der Altmark" as the answer to which place is meant."""
    said = turn.text.casefold()
    words = [word for word in re.findall(r"\w{3,}", said)]
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


def _outside(turn: Turn, wish: Wish, spot: Spot, deputies: bool) -> Reply:
    """A place that no region covers: say so, and name the nearest regions with their distance."""
    contacts = contacts_for(turn.session, viewer=turn.viewer, wanted=wish.wanted(None), today=turn.today)
    if contacts:
        return contacts_reply(turn, wish, contacts, deputies=deputies)
    near = turn.network.coverage.nearest(spot.lat or 0.0, spot.lon or 0.0, 2)
    named = [(region, name_of(turn.session, "region", region) or "", km) for region, km, _ in near]
    distances = [
        {"text": {"key": "region-distance", "params": {"region": name, "km": {"km": km}}}}
        for _, name, km in named
    ]
    options = tuple(
        Option(say("label", label=name), "directory.wish", {**wish.as_data(), "spot": f"region:{region}"})
        for region, name, _ in named
    )
    same = "no"
    if spot.name in spot.district or not spot.district:
        same = "rural" if _rural(spot.name) == "yes" else "yes"
    texts = [say("place-outside", place=spot.name, district=spot.district or spot.name, same=same)]
    if named:
        texts.append(say("nearest-regions", regions={"list": distances, "style": "and"}))
    ask = Option(say("option-coordination"), "smalltalk.human")
    return Reply(tuple(texts), (*options, ask), _state(wish, turn))


def _rural(district: str) -> str:
    """Whether a district takes "der": Landkreis Harz, Salzlandkreis; not Magdeburg or Region Hannover."""
    return "yes" if "kreis" in district.casefold() and not district.startswith("Kreisfrei") else "no"


def _no_hit(turn: Turn, wish: Wish, region_id: int | None) -> Reply:
    """Nobody fits: say what was looked for and offer the nearest useful thing."""
    options: list[Option] = []
    for dropped in (("language",), ("topic_id",), ("project_id",), ("language", "topic_id", "project_id")):
        less = wish.without(*dropped)
        if less == wish or not less or len(options) >= 2:
            continue
        found = contacts_for(
            turn.session, viewer=turn.viewer, wanted=less.wanted(region_id), today=turn.today
        )
        known = any(option.data == less.as_data() for option in options)
        if found and not known:
            label = say("option-instead", what=label_of(less, turn), count=len(found))
            options.append(Option(label, "directory.wish", less.as_data()))
    options.extend(_elsewhere(turn, wish, region_id))
    texts = [*_where_it_lies(turn, wish), say("nobody-found", what=label_of(wish, turn))]
    if options:
        texts.append(say("nobody-found-instead"))
    options.append(Option(say("option-coordination"), "smalltalk.human"))
    return Reply(tuple(texts), tuple(options), _state(wish, turn))


def _elsewhere(turn: Turn, wish: Wish, region_id: int | None) -> list[Option]:
    """The same wish in the nearest other regions that have somebody."""
    if region_id is None:
        return []
    everywhere = contacts_for(
        turn.session, viewer=turn.viewer, wanted=wish.without("spot").wanted(None), today=turn.today
    )
    regions = {c.region.id: c.region.name for c in everywhere if c.region and c.region.id != region_id}
    order = _by_distance(turn, wish.spot, region_id)
    nearest = sorted(regions, key=lambda region: order.index(region) if region in order else len(order))[:2]
    return [
        Option(
            say("label", label=regions[region]),
            "directory.wish",
            {**wish.as_data(), "spot": f"region:{region}"},
        )
        for region in nearest
    ]


def _by_distance(turn: Turn, spot: Spot | None, region_id: int) -> list[int]:
    """All regions, the nearest to a spot first; to the middle of its first district for a region."""
    lat, lon = (spot.lat, spot.lon) if spot else (None, None)
    if lat is None or lon is None:
        areas = turn.network.areas.get(region_id) or ()
        if not areas:
            return []
        district = turn.network.gazetteer.district(areas[0][:5])
        lat, lon = district.lat, district.lon
    return [region for region, _, _ in turn.network.coverage.nearest(lat, lon, len(turn.network.areas))]


def _state(wish: Wish, turn: Turn) -> State:
    return State(topic=TOPIC, slots=wish.as_data())


def _asks_for_detail(turn: Turn) -> bool:
    return any(pattern.search(turn.text) for pattern in (_NUMBER, _MAIL, _DEPUTY))


@followup(roles=MEMBERS)
def detail(turn: Turn) -> Reply | None:
    """"Telefonnummer?", "und die Mail", "wer vertritt sie?" after people were shown."""
    named = bool(turn.understanding and turn.understanding.entities)
    if named or not turn.state.results or len(turn.text.split()) > MOST_WORDS_OF_DETAIL:
        return None
    return details_of_results(turn) if _asks_for_detail(turn) else None


@followup(roles=MEMBERS)
def narrowed(turn: Turn) -> Reply | None:
    """"auf Arabisch?", "und für die Jobbrücke?" after a contact was looked for."""
    read = turn.understanding
    if read is None or turn.state.topic not in FOLLOWED or not read.entities or read.of("person"):
        return None
    if read.intent not in (TOPIC, "set_language", "out_of_scope") and read.decision is Decision.ACT:
        return None
    only = {entity.entity for entity in read.entities}
    if not only <= {"language", "topic", "project", "region", "place", "postcode"} or not is_fragment(turn):
        return None
    if only == {"language"} and read.intent == "set_language" and _SPEAK.search(turn.text):
        return None
    wishes = wishes_of(read, turn)
    return answer_all(turn, [followed_up(wishes[0], turn), *wishes[1:]])


def details_of_results(turn: Turn) -> Reply:
    """The numbers or addresses of those who were shown, or who stands in for them."""
    if _DEPUTY.search(turn.text):
        return answer(turn, wish_from(turn.state.slots, turn), deputies=True)
    cards = person_cards(
        turn.session, viewer=turn.viewer, person_ids=turn.state.results, today=turn.today
    )
    kinds = (WayKind.EMAIL,) if _MAIL.search(turn.text) else (WayKind.PHONE, WayKind.MOBILE)
    return Reply(tuple(numbers_only(cards, kinds)) or (say("person-gone"),), state=turn.state)


def people_reply(turn: Turn, person_ids: list[int]) -> Reply:
    """The cards of these people, for an option that was chosen."""
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=person_ids, today=turn.today)
    if not cards:
        return Reply((say("person-gone"),), state=turn.state)
    state = replace(turn.state, step=None, results=tuple(c.contact.person.id for c in cards))
    return Reply(tuple(person_card(card, turn) for card in cards), state=state)
