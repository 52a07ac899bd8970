"""A client lives in one region and works in another: whom to contact at both ends."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.registry import command, followup, intent, step
from dialogs.topics.cards import contact_line
from dialogs.topics.directory import answer_all, find_contact
from dialogs.topics.grouping import by_person
from dialogs.topics.introducing import both
from dialogs.topics.locating import Kind, Spot, locate, locate_ref
from dialogs.topics.wishes import Wish, named_spot
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.interface import Entity, Understanding
from nlu.roles import HOME_CUES, WORK_CUES
from nlu.text import tokens
from storage.places.model import great_circle_km
from storage.services.contacts import Contact
from storage.services.directory import contacts_for
from storage.services.network import listing
from storage.services.rights import Right

TOPIC = "find_commute_contact"
PLACES = ("region", "place", "postcode")
ENDS = ("home", "work")

DETOUR = 1.3
"""Roads are about 1.3 times as long as the line through the air (Boscoe et al. 2012: 1.4 in general)."""

KM_PER_HOUR = 70
"""A usual speed door to door across the country, in kilometres per hour."""

DAY_COMMUTE_KM = 75 / 60 * KM_PER_HOUR / DETOUR
"""Up to here a day's commute counts as reasonable: two and a half hours both ways (§ 140 (4) SGB III for
more than six hours of work), through the air about 67 km."""

EASY_KM = 40
"""Below this nobody wonders about a day's commute."""

MOST_AT_ONE_END = 3

_MOVES = re.compile(
    r"\b(um|ver|weg|hin)?(zieh(en|t|e)?|zog(en)?|gezogen)\b|umzug|\bmov(e|es|ed|ing)\b|relocat", re.I
)
_REVERSED = re.compile(
    r"anders\s?(he)?rum|umgekehrt|umgedreht|vertausch|other way|vice versa|revers|swap", re.I
)
_SUPPOSED = re.compile(
    r"^\W*(und|and|oder|or|aber|but|was|what|nein|nee|no)\b|\b(wenn|falls|angenommen|if|stattdessen|instead)\b",
    re.I,
)


@command("pendeln", "commute", right=Right.LOOK_UP)
@intent(TOPIC, right=Right.LOOK_UP)
def find_commute_contact(turn: Turn) -> Reply | None:
    """Answer "wohnt in Wernigerode, fängt in Magdeburg an"."""
    read = turn.understanding
    ends = read.of(*PLACES) if read else ()
    if ends and _MOVES.search(turn.text) and not _cues(turn.text)["work"]:
        return find_contact(turn)  # "zieht von Halle nach Stendal": nobody commutes
    home = next((e for e in ends if e.role == "home"), None)
    work = next((e for e in ends if e.role == "work"), None)
    project = next((int(e.refs[0]) for e in read.of("project") if e.refs), None) if read else None
    spots = {
        name: named_spot(locate(end, turn.network), turn) if end else None
        for name, end in (("home", home), ("work", work))
    }
    return _answer(turn, spots, project)


@followup(right=Right.LOOK_UP, early=True)
def another_end(turn: Turn) -> Reply | None:
    """ "und andersrum?", "und wenn sie in Halle arbeitet?" after both ends were told."""
    read = turn.understanding
    spots = {name: _remembered(turn.state.slots.get(name), turn) for name in ENDS}
    if read is None or None in spots.values():
        return None
    named = read.of(*PLACES)
    project = turn.state.slots.get("project")
    if not named and _REVERSED.search(turn.text):
        return _answer(turn, {"home": spots["work"], "work": spots["home"]}, project)
    if len(named) != 1 or not _SUPPOSED.search(turn.text):
        return None
    end = _end_said(turn.text, named[0], read)
    if end is None:
        return None
    return _answer(turn, {**spots, end: named_spot(locate(named[0], turn.network), turn)}, project)


def _end_said(text: str, named: Entity, read: Understanding) -> str | None:
    """Which end one place is: as the words say, else as understanding took it."""
    said = [end for end, cued in _cues(text).items() if cued]
    if len(said) == 1:
        return said[0]
    return named.role if read.intent == TOPIC else None


def _cues(text: str) -> dict[str, bool]:
    """Whether words of a text speak of living, and of working."""
    words = [token.folded for token in tokens(text)]
    return {
        "home": any(word.startswith(HOME_CUES) for word in words),
        "work": any(word.startswith((*WORK_CUES, "pendel", "commut")) for word in words),
    }


@step("commute.other", right=Right.LOOK_UP)
def other_place(turn: Turn) -> Reply | None:
    """Ask which of the places of one name an end is, after the likeliest was taken for it."""
    data = turn.data
    asked = str(data.get("asked"))
    name = str(data.get("name"))
    spots = {end: _remembered(data.get(end), turn) for end in ENDS}
    choices = [_remembered(ref, turn) for ref in data.get("places") or ()]
    spots[asked] = Spot(
        Kind.SEVERAL, name, f"name:{name}", choices=tuple(choice for choice in choices if choice)
    )
    return _answer(turn, spots, data.get("project"))


def _other_places(spots: dict[str, Spot], project: int | None) -> list[Option]:
    """The way to the other places of a name, for each end whose place was taken without asking."""
    refs = {end: spot.ref for end, spot in spots.items()}
    more = {} if project is None else {"project": project}
    return [
        Option(
            say("option-other-place", place=spot.said),
            "commute.other",
            {**refs, **more, "asked": end, "name": spot.said, "places": list(spot.others)},
        )
        for end, spot in spots.items()
        if spot.others
    ]


@step("commute.end", right=Right.LOOK_UP)
def end_given(turn: Turn) -> Reply | None:
    """Take the place that was asked for: an option, or a text that names one."""
    data = turn.data
    spots = {name: _remembered(data.get(name), turn) for name in ENDS}
    asked = str(data.get("asked", "home"))
    if turn.choice is None:
        given = turn.understanding.of(*PLACES) if turn.understanding else ()
        if not given:
            return None
        if len(given) > 1:
            return find_commute_contact(turn)
        spots[asked] = named_spot(locate(given[0], turn.network), turn)
    return _answer(turn, spots, data.get("project"))


def _remembered(ref: object, turn: Turn) -> Spot | None:
    if not isinstance(ref, str):
        return None
    try:
        return named_spot(locate_ref(ref, turn.network), turn)
    except (KeyError, ValueError):
        return None


def _answer(turn: Turn, spots: dict[str, Spot | None], project: int | None) -> Reply:
    for name in ("home", "work"):
        spot = spots[name]
        if spot is None:
            return _ask_end(turn, name, spots, project)
        if spot.kind is Kind.UNKNOWN:
            return Reply((say("postcode-unknown", postcode=spot.postcode),))
        if spot.kind is Kind.SEVERAL or (spot.kind is Kind.BORDER and spot.choices):
            return _which_end(name, spot, spots, project, turn)
    home, work = spots["home"], spots["work"]
    assert home is not None  # both were asked for above
    assert work is not None
    if home.region_ids and home.region_ids == work.region_ids:
        texts = (say("commute-same", region=_region_name(home, turn)),)
        rest = answer_all(turn, [Wish(spot=work, project_id=project)])
        state = rest.state and replace(rest.state, slots={**rest.state.slots, **_refs(home, work)})
        return Reply((*texts, *rest.texts), rest.options, state)
    return _both_ends(turn, home, work, project)


def _both_ends(turn: Turn, home: Spot, work: Spot, project: int | None) -> Reply:
    texts: list[Text] = []
    results: list[int] = []
    people: list[Contact] = []
    for name, spot in (("home", home), ("work", work)):
        contacts = _contacts(turn, spot, project)
        people.extend(contacts)
        texts.extend(_one_end(turn, name, spot, contacts))
    texts.extend(_distance(home, work, turn))
    texts.append(say("commute-usual"))
    results = list(dict.fromkeys(contact.person.id for contact in people))
    options = tuple(
        Option(say("label", label=name), "directory.person", {"person": person})
        for person, name in {c.person.id: c.person.name for c in people}.items()
    )
    slots = {**Wish(spot=work, project_id=project).as_data(), **_refs(home, work)}
    others = _other_places({"home": home, "work": work}, project)
    state = State(topic=TOPIC, slots=slots, results=tuple(results))
    introduce = (both(results),) if results and not turn.viewer.in_group else ()
    return Reply(tuple(texts), (*options[:6], *introduce, *others), state)


def _refs(home: Spot, work: Spot) -> dict[str, str]:
    """Both ends for what is asked next: "und andersrum?"."""
    return {"home": home.ref, "work": work.ref}


def _contacts(turn: Turn, spot: Spot, project: int | None) -> list[Contact]:
    wish = Wish(spot=spot, project_id=project)
    region = spot.region_ids[0] if spot.region_ids else None
    wanted = wish.wanted(region)
    found = contacts_for(turn.session, viewer=turn.viewer, wanted=wanted, today=turn.today)
    people = by_person(found)[:MOST_AT_ONE_END]
    return [contact for one in people for contact in one]


def _one_end(turn: Turn, name: str, spot: Spot, contacts: list[Contact]) -> list[Text]:
    region = _region_name(spot, turn)
    place = spot.name if region and region != spot.name else "none"
    shown = region or spot.name
    heading = say(
        "commute-end", end=name, region=shown, place=place, hasplace="no" if place == "none" else "yes"
    )
    if contacts:
        return [heading, *(contact_line(found, turn) for found in by_person(contacts))]
    near = turn.network.coverage.nearest(spot.lat or 0.0, spot.lon or 0.0, 1) if spot.lat else []
    nearest = _name_of_region(near[0][0], turn) if near else ""
    return [heading, say("commute-nobody", region=nearest or "none", hasregion="yes" if nearest else "no")]


def _distance(home: Spot, work: Spot, turn: Turn) -> list[Text]:
    points = [_point(home, turn), _point(work, turn)]
    if points[0] is None or points[1] is None:
        return []
    km = great_circle_km(*points[0], *points[1])
    reach = "easy" if km <= EASY_KM else "possible" if km <= DAY_COMMUTE_KM + 1 else "far"
    return [say("commute-distance", km={"km": km}, reach=reach)]


def _point(spot: Spot, turn: Turn) -> tuple[float, float] | None:
    """Where to measure from; a region that is a city counts with its middle, a wide one not at all."""
    if spot.lat is not None and spot.lon is not None:
        return spot.lat, spot.lon
    for place in turn.network.gazetteer.named(spot.name):
        if spot.region_ids and spot.region_ids[0] in turn.network.coverage.regions_of(place):
            return place.lat, place.lon
    return None


def _region_name(spot: Spot, turn: Turn) -> str:
    return _name_of_region(spot.region_ids[0], turn) if spot.region_ids else ""


def _name_of_region(region_id: int, turn: Turn) -> str:
    return named_spot(Spot(Kind.REGION, "", f"region:{region_id}", (region_id,)), turn).name


def _ask_end(turn: Turn, name: str, spots: dict[str, Spot | None], project: int | None) -> Reply:
    data = _data(spots, project, asked=name)
    options = tuple(
        Option(say("label", label=region.name), "commute.end", {**data, name: f"region:{region.id}"})
        for region in listing(turn.session, viewer=turn.viewer, kind="region")[:10]
    )
    return Reply((say("commute-ask", end=name),), options, State(step="commute.end", data=data, topic=TOPIC))


def _which_end(
    name: str, spot: Spot, spots: dict[str, Spot | None], project: int | None, turn: Turn
) -> Reply:
    data = _data(spots, project, asked=name)
    options = []
    for choice in spot.choices:
        named = named_spot(choice, turn)
        label = say("option-place", place=named.name, district=named.district) if named.district else (
            say("label", label=named.name)
        )  # fmt: skip
        options.append(Option(label, "commute.end", {**data, name: named.ref}))
    key = "postcode-border" if spot.postcode else "place-several"
    text = say(key, place=spot.name, count=len(options))
    return Reply((text,), tuple(options), State(step="commute.end", data=data, topic=TOPIC))


def _data(spots: dict[str, Spot | None], project: int | None, *, asked: str) -> dict[str, object]:
    data: dict[str, object] = {name: spot.ref for name, spot in spots.items() if spot and name != asked}
    data["asked"] = asked
    if project is not None:
        data["project"] = project
    return data
