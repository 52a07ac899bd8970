"""How contacts look: one line in a list, a card for one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.turn import Param, Text, Turn, say
from storage.models import AbsenceReason, Rank, WayKind
from storage.services.contacts import Away, Contact, PersonCard, StandIn

DOTS = "dots"


def contact_line(
    found: Sequence[Contact], turn: Turn, *, with_project: bool = True, with_region: bool = False
) -> Text:
    """One person of a list, with all that they were found for: projects, name, why a stand-in, telephone,
    hours, languages."""
    contact = found[0]
    details: list[Param] = [_reach(contact)]
    if contact.office_hours:
        details.append(contact.office_hours)
    if contact.languages:
        details.append(_languages(contact.languages))
    name = named(contact, turn)
    teams = [_team(one, with_project=with_project, with_region=with_region) for one in found]
    if all(teams) and len({(one.rank, one.stands_in_for) for one in found}) > 1:
        # First contact here and stand-in there: said beside each team.
        teams = [_qualified(one, team, turn) for one, team in zip(found, teams, strict=True)]
        name = contact.person.name
    several: list[Param] = []
    several.extend(team for number, team in enumerate(teams) if team and team not in teams[:number])
    return say(
        "contact-line",
        project={"list": several, "style": DOTS if with_region else "comma"},
        hasproject="yes" if several else "no",
        name=name,
        details={"list": details, "style": DOTS},
    )


def _team(contact: Contact, *, with_project: bool, with_region: bool) -> Param | None:
    team = [contact.project if with_project else None, contact.region if with_region else None]
    names: list[Param] = [part.name for part in team if part]
    return {"list": names, "style": "comma"} if names else None


def _qualified(contact: Contact, team: Param | None, turn: Turn) -> Param | None:
    if team is None or (contact.stands_in_for is None and contact.rank is not Rank.DEPUTY):
        return team
    if contact.stands_in_for is not None:
        return _stand_in(team, contact.stands_in_for, turn)
    return _text("name-deputy", name=team)


def single_contact(found: Sequence[Contact], turn: Turn) -> tuple[Text, ...]:
    """The one person that was found, with everything that helps to reach them."""
    contact = found[0]
    lines: list[Param] = []
    about = [p for p in (contact.function, contact.organisation) if p]
    project = [contact.project.name] if contact.project and len(found) == 1 else []
    lines.append({"list": [*project, *about], "style": DOTS})
    if len(found) > 1:
        lines.extend(_responsibility(one) for one in found)
    lines.extend(_reach_lines(contact))
    if contact.languages:
        lines.append(_text("card-languages", languages=_languages(contact.languages)))
    if contact.topics and len(found) == 1:
        lines.append(_text("card-topics", topics={"list": list(contact.topics), "style": "comma"}))
    lines.extend(_freshness(contact))
    name = named(contact, turn) if len(found) == 1 else _named_once(found, turn)
    return (say("contact-single", name=name, lines={"list": lines, "style": "lines"}),)


def _named_once(found: Sequence[Contact], turn: Turn) -> Param:
    """The name above several responsibilities, with whom they stand in for, if for anybody."""
    special = next((one for one in found if one.stands_in_for or one.away), None)
    return named(special, turn) if special else found[0].person.name


def person_card(card: PersonCard, turn: Turn) -> Text:
    """Everything about one person that the viewer may see."""
    contact = card.contact
    lines: list[Param] = [{"list": [p for p in (contact.function, contact.organisation) if p], "style": DOTS}]
    lines.extend(_responsibility(r) for r in card.responsibilities)
    if card.groups:
        lines.append(_text("card-groups", groups={"list": list(card.groups), "style": "comma"}))
    lines.extend(_reach_lines(contact))
    if contact.languages:
        lines.append(_text("card-languages", languages=_languages(contact.languages)))
    if contact.away:
        lines.append(
            _text(
                "card-away",
                why=away(contact.away, turn),
                deputy=card.deputy.name if card.deputy else "none",
                hasdeputy="yes" if card.deputy else "no",
            )
        )
    lines.extend(_freshness(contact))
    return say("card", name=contact.person.name, lines={"list": lines, "style": "lines"})


def named(contact: Contact, turn: Turn) -> Param:
    """The name, with the reason where somebody stands in or is away."""
    if contact.stands_in_for is not None:
        return _stand_in(contact.person.name, contact.stands_in_for, turn)
    if contact.away is not None:
        return _text("name-away", name=contact.person.name, why=away(contact.away, turn))
    if contact.rank is Rank.DEPUTY:
        return _text("name-deputy", name=contact.person.name)
    return contact.person.name


def away(gone: Away, turn: Turn) -> Param:
    """Why and until when somebody is not there."""
    reason = "holiday" if gone.reason is AbsenceReason.HOLIDAY else "away"
    if gone.until is None:
        return _text("away-open", reason=reason)
    return _text("away-until", reason=reason, until=_day(gone.until.isoformat(), turn))


def numbers_only(cards: Sequence[PersonCard], kinds: Sequence[WayKind]) -> list[Text]:
    """The telephone numbers or mail addresses of people, one line each."""
    texts = []
    for card in cards:
        asked = [way for way in card.contact.ways if way.kind in kinds]
        values = [_way(way.kind, way.value) for way in asked or card.contact.ways]
        if not asked and (card.contact.hidden_ways or not values):
            values.insert(0, _none_to_see(card.contact))
        texts.append(say("numbers-line", name=card.contact.person.name, ways={"list": values, "style": DOTS}))
    return texts


def _stand_in(name: Param, reason: StandIn, turn: Turn) -> Param:
    return _text("name-stand-in", name=name, first=reason.person.name, why=away(reason.away, turn))


def _responsibility(contact: Contact) -> Param:
    parts: list[Param] = []
    if contact.project:
        parts.append(contact.project.name)
    if contact.region:
        parts.append(contact.region.name)
    if contact.topics:
        parts.append({"list": list(contact.topics), "style": "comma"})
    return _text("card-responsibility", rank=contact.rank.value, what={"list": parts, "style": DOTS})


def _reach(contact: Contact) -> Param:
    """The way that is quickest on a phone: a number, else a mail address."""
    ranked = sorted(
        contact.ways, key=lambda way: (WayKind.PHONE, WayKind.MOBILE, WayKind.EMAIL).index(way.kind)
    )
    return _way(ranked[0].kind, ranked[0].value) if ranked else _none_to_see(contact)


def _reach_lines(contact: Contact) -> list[Param]:
    lines: list[Param] = [_way(way.kind, way.value) for way in contact.ways] or [_none_to_see(contact)]
    if contact.ways and contact.more_in_private:
        lines.append(_text("way-more"))
    if contact.office_hours:
        lines.append(_text("card-hours", hours=contact.office_hours))
    return lines


def _way(kind: WayKind, value: str) -> Param:
    if kind is WayKind.EMAIL:
        return _text("way-email", address=value)
    return _text("way-mobile" if kind is WayKind.MOBILE else "way-phone", number={"phone": value})


def _none_to_see(contact: Contact) -> Param:
    return _text("way-hidden" if contact.hidden_ways else "way-none")


def _languages(codes: Sequence[str]) -> Param:
    return {"list": [{"language": code} for code in codes], "style": "comma"}


def _freshness(contact: Contact) -> list[Param]:
    if contact.confirmed_on is None:
        return []
    day = {"date": contact.confirmed_on.isoformat(), "style": "month"}
    return [_text("card-confirmed", month=day)]


def _day(iso: str, turn: Turn) -> Param:
    return {"date": iso, "style": "short", "today": turn.today.isoformat()}


def _text(key: str, **params: Param) -> Mapping[str, Param]:
    return {"text": {"key": key, "params": params}}
