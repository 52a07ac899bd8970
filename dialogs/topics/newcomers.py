"""Who is new in the network."""

from __future__ import annotations

from dialogs.registry import command, intent
from dialogs.topics.wishes import wishes_of
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.interface import Decision, Understanding
from storage.services.contacts import PersonCard
from storage.services.network import NEWCOMER_DAYS, newcomers
from storage.services.rights import Right

TOPIC = "who_is_new"
MOST = 10


@command("neu", "new", right=Right.LOOK_UP)
@intent(TOPIC, right=Right.LOOK_UP)
def who_is_new(turn: Turn) -> Reply:
    """Answer "wer ist neu im Team?", also for one region or project."""
    read = turn.understanding or Understanding(turn.text, TOPIC, 1.0, Decision.ACT)
    wish = wishes_of(read, turn)[0]
    region = wish.spot.region_ids[0] if wish.spot and wish.spot.region_ids else None
    found = newcomers(
        turn.session, viewer=turn.viewer, today=turn.today, wanted=wish.wanted(region), limit=MOST
    )
    months = round(NEWCOMER_DAYS / 30)
    where = wish.spot.name if wish.spot else "none"
    if not found:
        return Reply((say("nobody-new", months=months, where=where, haswhere="yes" if wish.spot else "no"),))
    lines = [_line(card) for card in found]
    headline = say("newcomers", count=len(found), months=months, where=where,
                   haswhere="yes" if wish.spot else "no")  # fmt: skip
    options = tuple(
        Option(say("label", label=c.contact.person.name), "directory.person", {"person": c.contact.person.id})
        for c in found[:6]
    )
    results = tuple(card.contact.person.id for card in found)
    return Reply((headline, *lines), options, State(topic=TOPIC, results=results))


def _line(card: PersonCard) -> Text:
    contact = card.contact
    about: list[Param] = []
    for responsibility in card.responsibilities[:2]:
        parts = [p.name for p in (responsibility.project, responsibility.region) if p]
        about.append({"list": list(parts), "style": "comma"})
    if not about and contact.organisation:
        about.append(contact.organisation)
    since = {"date": contact.since.isoformat(), "style": "month"} if contact.since else ""
    return say("newcomer", name=contact.person.name, about={"list": about, "style": "dots"}, since=since)
