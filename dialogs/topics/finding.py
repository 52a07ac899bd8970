"""The answer to one wish: contacts, or what has to be asked back, or what comes nearest."""

from __future__ import annotations

from dataclasses import replace

from dialogs.topics.cards import contact_line, single_contact
from dialogs.topics.grouping import OneOf, by_person, first_of_each
from dialogs.topics.locating import Kind, Spot
from dialogs.topics.saving import saved
from dialogs.topics.wishes import Wish, label_of, named_spot
from dialogs.turn import Option, Reply, State, Text, Turn, say
from storage.services.contacts import Contact
from storage.services.directory import contacts_for, deputies_for
from storage.services.names import name_of
from storage.services.network import listing

TOPIC = "find_contact"
MOST_LINES = 8
"""Contacts in one answer: about a screen of a phone."""


def ask_region(turn: Turn, wish: Wish | None = None, *, deputies: bool = False) -> Reply:
    """Ask which region, with all of them as options."""
    wish = wish or Wish()
    more = {"deputies": True} if deputies else {}
    regions = listing(turn.session, viewer=turn.viewer, kind="region")[:10]
    options = tuple(
        Option(
            say("label", label=region.name),
            "directory.wish",
            {**wish.without("spot").as_data(), **more, "spot": f"region:{region.id}"},
        )
        for region in regions
    )
    state = State(
        step="directory.ask_region", data={**wish.as_data(), **more}, topic=TOPIC, slots=wish.as_data()
    )
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
    """The contacts that were found: a card for one person, lines for several, each person once."""
    people = by_person(contacts)
    shown = first_of_each(people, MOST_LINES)
    texts = [*_where_it_lies(turn, wish), _headline(turn, wish, contacts, deputies)]
    if len(people) == 1:
        texts.extend(single_contact(people[0], turn))
    else:
        by_project = wish.project_id is None
        everywhere = wish.spot is None
        texts.extend(
            contact_line(found, turn, with_project=by_project, with_region=everywhere) for found in shown
        )
        if len(people) > len(shown):
            anywhere = "yes" if everywhere else "no"
            texts.append(say("contacts-more", count=len(people) - len(shown), anywhere=anywhere))
    results = tuple(found[0].person.id for found in shown)
    return Reply(
        tuple(texts), _options(turn, wish, shown, deputies), replace(_state(wish, turn), results=results)
    )


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
    if spot is None or spot.is_region or spot.ref.startswith("district:"):
        return []
    region = name_of(turn.session, "region", spot.region_ids[0]) if spot.region_ids else None
    if spot.postcode:
        return [say("postcode-lies-in", postcode=spot.postcode, place=spot.name, district=spot.district)]
    if region and spot.name == region:
        return []
    if not spot.district or spot.is_city:
        return []
    return [say("place-lies-in", place=spot.name, district=spot.district, rural=_rural(spot.district))]


def _options(turn: Turn, wish: Wish, shown: list[OneOf], deputies: bool) -> tuple[Option, ...]:
    options: list[Option] = []
    if len(shown) > 1:
        people = [found[0].person for found in shown]
        options = [
            Option(say("label", label=person.name), "directory.person", {"person": person.id})
            for person in people
        ]
    else:
        options.extend(saved(turn, shown[0][0]))
        if not deputies and _has_deputy(turn, wish, shown[0][0]):
            data = {**wish.as_data(), "deputies": True}
            options.append(Option(say("option-deputy"), "directory.wish", data))
    options.extend(_other_place(wish))
    options.append(Option(say("option-other-region"), "directory.ask_region", wish.as_data()))
    return tuple(options)


def _has_deputy(turn: Turn, wish: Wish, shown: Contact) -> bool:
    """Whether somebody else stands in there: a button must not lead to nothing."""
    spot = wish.spot
    region_id = spot.region_ids[0] if spot is not None and spot.region_ids else None
    found = deputies_for(turn.session, viewer=turn.viewer, wanted=wish.wanted(region_id), today=turn.today)
    return any(deputy.person.id != shown.person.id for deputy in found)


def _other_place(wish: Wish) -> list[Option]:
    """The way to the other places of a name, where the likeliest was taken without asking."""
    spot = wish.spot
    if spot is None or not spot.others:
        return []
    data = {**wish.without("spot").as_data(), "places": list(spot.others), "name": spot.said}
    return [Option(say("option-other-place", place=spot.said), "directory.other_place", data)]


def _which(turn: Turn, wish: Wish, spot: Spot) -> Reply:
    """Ask which of several places is meant, with the districts as options."""
    options = []
    for choice in (named_spot(one, turn) for one in spot.choices):
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
    state = State(
        step="directory.which", data=wish.as_data(), topic=TOPIC, slots=wish.without("spot").as_data()
    )
    return Reply((say(key, place=spot.name, count=len(options)),), tuple(options), state)


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
    return Reply(tuple(texts), (*options, *_other_place(wish), ask), _state(wish, turn))


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
            label = say("option-instead", what=label_of(less, turn), count=len(by_person(found)))
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
