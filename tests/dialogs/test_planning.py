"""Planning and changing meetings where others are faster, rights are lost, and buttons are old or forged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from dialogs.engine import respond
from dialogs.topics.meeting_change import options_for
from dialogs.turn import State, Turn
from storage.models import Coordination, Group, Meeting, MeetingState, Membership, Occurrence, Role
from storage.services import calendar, groups
from storage.services.version import touch_directory
from storage.services.viewer import viewer_of
from storage.session import Store
from tests import factories
from tests.coordinated import Network, network
from tests.dialogue import Talk, knowledge
from tests.factories import TODAY

SENTENCE = "plane ein Treffen der Fokusgruppe 2 am 14. Januar um 10 Uhr, 90 Minuten"


def planners(store: Store) -> tuple[Network, Talk, Talk]:
    """Nele, who coordinates Fokusgruppe 2 with Mara and Jonas in it, and Kim, an administrator."""
    net = network(store)
    with store.write() as session:
        for name in ("Nele", "Mara", "Jonas"):
            session.add(Membership(group_id=net.group, person_id=net.people[name]))
        touch_directory(session)
    return net, Talk(store, net.accounts["Nele"]), Talk(store, net.accounts["Kim"])


def pressed(talk: Talk, step: str, data: Mapping[str, Any]) -> str:
    """A button of whatever message, or of nobody's."""
    with talk.store.write() as session:
        turn = Turn(
            session=session, viewer=viewer_of(session, talk.account_id, today=TODAY), language="de",
            now=talk.now, today=TODAY, network=knowledge().at(session, TODAY).network, choice=(step, data),
            state=talk.state, account_id=talk.account_id, conversation_id=talk.conversation_id,
        )  # fmt: skip
        talk.reply = respond(turn)
        talk.state = State.from_json(talk.reply.state.as_json() if talk.reply.state else {})
        return talk.rendered()


def meetings_in(store: Store) -> list[Meeting]:
    with store.read() as session:
        found = list(session.scalars(select(Meeting).order_by(Meeting.id)))
        session.expunge_all()
        return found


def test_pressed_twice(store: Store) -> None:
    """It is planned once, and the second press says so; the mark for calendars is the card's."""
    _, nele, _ = planners(store)
    nele.say(SENTENCE)
    button = nele.reply.options[0]
    assert "Ist geplant" in nele.press(1)
    assert "schon geplant" in pressed(nele, button.step, button.data)
    assert [one.uid for one in meetings_in(store)] == [button.data["uid"]]
    assert "gilt nicht mehr" in pressed(nele, button.step, {**button.data, "uid": "nobody's"})


def test_an_old_card(store: Store) -> None:
    """The button of a card that was corrected since counts no more; another's draft neither."""
    _, nele, kim = planners(store)
    nele.say(SENTENCE)
    old = nele.reply.options[0]
    nele.say("doch um 11")
    assert "gilt nicht mehr" in pressed(nele, old.step, {"sign": old.data["sign"]})
    kim.state = nele.state
    assert "gilt nicht mehr" in kim.press(1)
    assert meetings_in(store) == []


def test_the_group_is_lost_in_between(store: Store) -> None:
    """Who coordinates no more when the button is pressed plans nothing, and moves nothing."""
    net, nele, kim = planners(store)
    nele.say("plane ein Treffen am 3. Dezember um 10 Uhr")
    nele.press(1)
    move = nele.reply.options[0]
    nele.say(SENTENCE)
    with store.write() as session:
        session.execute(delete(Coordination).where(Coordination.person_id == net.people["Nele"]))
    assert "fehlt Dir hier das Recht" in nele.press(1)
    assert "fehlt Dir hier das Recht" in pressed(nele, move.step, move.data)
    assert len(meetings_in(store)) == 1
    kim.say(SENTENCE)
    with store.write() as session:
        session.execute(delete(Group).where(Group.id == net.group))
    assert "Das gibt es nicht mehr" in kim.press(1)
    assert len(meetings_in(store)) == 1


def test_two_coordinators_at_once(store: Store) -> None:
    """The second is told, sees how it is now, and may still do it."""
    _, nele, kim = planners(store)
    nele.say(SENTENCE)
    nele.press(1)
    nele.say("verschieb das Treffen auf 11 Uhr")
    assert "10:00–11:30" in kim.say("verschieb das Treffen der Fokusgruppe 2 auf 14 Uhr")
    assert "Ist verschoben" in nele.press(1)
    second = kim.press(1)
    assert second.startswith("Jemand hat das Treffen inzwischen geändert. So sieht es jetzt aus:")
    assert "11:00–12:30" in second
    assert "14:00–15:30" in second
    assert "Ist verschoben" in kim.press(1)
    nele.say("sag das Treffen ab")
    kim.say("sag das Treffen der Fokusgruppe 2 ab")
    assert "Ist abgesagt" in nele.press(1)
    assert "vorbei oder abgesagt" in kim.press(1)
    assert [one.state for one in meetings_in(store)] == [MeetingState.CANCELLED]


def test_begun_or_over_in_between(store: Store) -> None:
    """What has begun is not moved away under those who sit in it; what is over is over."""
    _, nele, _ = planners(store)
    nele.say("plane ein Treffen heute um 12 Uhr, 60 Minuten")
    nele.press(1)
    nele.say("verschieb es auf morgen um 12 Uhr")
    card, options = nele.state, nele.reply.options
    nele.now = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
    assert "hat schon begonnen" in nele.press(1)
    nele.state = card
    nele.now = datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert "vorbei" in pressed(nele, options[0].step, options[0].data)
    nele.say("plane ein Treffen heute um 17 Uhr, 30 Minuten")
    nele.now += timedelta(hours=5)
    assert "Das ist schon vorbei" in nele.press(1)


@pytest.mark.parametrize(
    ("who", "audience", "count"),
    [
        ("für alle", {"everybody": True}, 8),
        ("mit allen Koordinator:innen", {"roles": ["coordinator"]}, 1),
        ("für alle aus dem Harz", {"regions": [1]}, 4),
    ],
)
def test_administrators_plan_for_more_than_a_group(
    store: Store, who: str, audience: dict[str, Any], count: int
) -> None:
    """Everybody, a role, the people of a region."""
    net, _, kim = planners(store)
    if "regions" in audience:
        audience = {"regions": [net.regions["Harz"]]}
    card = kim.say(f"plane ein Treffen {who} am 14. Januar um 10 Uhr")
    assert f"Eingeladen: {count} Person" in card
    assert "Ort:" not in card
    assert "Ist geplant" in kim.press(1)
    assert [one.audience for one in meetings_in(store)] == [audience]


def test_for_several_groups(store: Store) -> None:
    """It is said plainly that a meeting is for one group, and those that were named are offered."""
    _, nele, kim = planners(store)
    nele.say("neue Gruppe Pflegekreis")
    nele.press(1)
    card = nele.say("plane ein Treffen der Fokusgruppe 2 und dem Pflegekreis am 14. Januar um 10 Uhr")
    assert card.startswith("Ein Treffen gehört zu einer Gruppe.")
    assert "Treffen: Pflegekreis: Donnerstag, 14. Januar 2027" in nele.press(2)
    assert "Für welche Gruppe" in nele.say("plane ein Treffen am 14. Januar um 10 Uhr")
    assert "Treffen der Fokusgruppe 2" in nele.say("Fokusgruppe 2")
    assert "Alle im Netzwerk" in kim.say("plane ein Treffen am 14. Januar um 10 Uhr")


def test_a_clash_names_no_secret(store: Store) -> None:
    """How many of the same people are busy; what with only where one may see it."""
    _, nele, kim = planners(store)
    kim.say("neue Gruppe Personalrat")
    kim.press(1)
    kim.say("Mara und Tarek zum Personalrat")
    kim.press(1)
    kim.say('plane ein Treffen "Kündigungen" des Personalrats am 14. Januar um 11 Uhr')
    assert "Ist geplant" in kim.press(1)
    card = nele.say(SENTENCE)
    assert (
        "1 Person ist am Donnerstag, 14. Januar 2027, 11:00–12:00 Uhr schon bei einem anderen Treffen" in card
    )
    assert "Kündigungen" not in card
    assert "schon eingeladen: Kündigungen" in kim.say(SENTENCE)


def test_a_group_ends_with_its_meetings(store: Store) -> None:
    """The card says how many; they are called off, and those who were invited still are, to be told."""
    net, nele, _ = planners(store)
    for day in ("3.", "10."):
        nele.say(f"plane ein Treffen am {day} Dezember um 10 Uhr")
        nele.press(1)
    assert "2 Treffen, die noch anstehen, werden abgesagt" in nele.say("beende die Fokusgruppe 2")
    assert "ist beendet" in nele.press(1)
    for one in meetings_in(store):
        assert (one.state, one.group_id) == (MeetingState.CANCELLED, None)
        assert sorted(one.audience["people"]) == sorted(net.people[n] for n in ("Nele", "Mara", "Jonas"))
    with store.read() as session:
        news = list(session.scalars(select(Occurrence.news)))
        assert [one and one["kind"] for one in news] == ["cancelled", "cancelled"]


HOSTILE: tuple[Any, ...] = (None, "", "x", -1, 10**12, [], {}, True, "2026-13-45", [1, "2"], {"a": 1})


def test_hostile_buttons(store: Store) -> None:
    """Whatever a button or a draft carries, it is answered, and nothing is planned."""
    _, nele, _ = planners(store)
    names = ("group", "reading", "clock", "scope", "occurrence", "deed", "field", "sign", "uid", "everybody")
    steps = ("group", "reading", "clock", "change", "field", "meeting.yes", "value", "when")
    changes = ("begin", "which", "reading", "clock", "scope", "to", "card.yes")
    for step in (*(f"planning.{name}" for name in steps), *(f"changing_meeting.{name}" for name in changes)):
        for value in HOSTILE:
            nele.state = State()
            assert pressed(nele, step, dict.fromkeys(names, value))
    draft = {"by": nele_of(store, nele), "uid": "u"}
    for value in HOSTILE:
        keys = ("group", "day", "clock", "minutes", "rrule", "readings", "title", "audience", "occurrence")
        for step in ("planning.when", "planning.clock", "changing_meeting.to", "changing_meeting.card.more"):
            nele.state = State(step=step, data={**dict.fromkeys(keys, value), **draft}, asked=nele.account_id)
            assert nele.say("doch um 11")
    assert meetings_in(store) == []


def nele_of(store: Store, talk: Talk) -> int | None:
    with store.read() as session:
        return viewer_of(session, talk.account_id, today=TODAY).person_id


def test_the_buttons_of_a_meeting(store: Store) -> None:
    """Who may change a meeting gets three; each leads to its question or card; others get none."""
    net, nele, _ = planners(store)
    nele.say(SENTENCE)
    nele.press(1)
    with store.read() as session:
        number = session.scalar(select(Occurrence.id)) or 0
        seen = {
            name: calendar.one_date(session, viewer=net.viewer(session, name), occurrence_id=number)
            for name in ("Nele", "Mara")
        }
    assert options_for(seen["Mara"]) == ()
    asked = [pressed(nele, one.step, one.data) for one in options_for(seen["Nele"])]
    assert [text.split("?")[0] for text in asked[:1]] == ["Auf wann"]
    assert "Soll das Treffen ausfallen?" in asked[1]
    assert "Was soll anders sein?" in asked[2]
    assert "Link: https://meet.example.org/x" in nele.say("https://meet.example.org/x")
    mara = Talk(store, net.accounts["Mara"])
    assert "fehlt Dir hier das Recht" in pressed(
        mara, "changing_meeting.begin", {"occurrence": number, "deed": "cancel"}
    )


def test_who_coordinates_elsewhere(store: Store) -> None:
    """A coordinator of another group neither plans for it nor changes its meetings."""
    net, nele, _ = planners(store)
    nele.say(SENTENCE)
    nele.press(1)
    with store.write() as session:
        olga = factories.person(session, "Olga Fremd", role=Role.COORDINATOR)
        account = factories.account(session, olga, address="Olga").id
        viewer = viewer_of(session, account, today=TODAY)
        assert viewer.group_ids == frozenset()
        group = Group(name="Werkstatt", aliases=[])
        session.add(group)
        session.flush()
        session.add(Coordination(person_id=olga.id, group_id=group.id))
        number = session.scalar(select(Occurrence.id)) or 0
        touch_directory(session)
    talk = Talk(store, account)
    assert "planst Du keine Treffen" in talk.say(SENTENCE)
    assert "planst Du keine Treffen" in talk.say("verschieb das Treffen der Fokusgruppe 2 auf 15 Uhr")
    assert "fehlt Dir hier das Recht" in pressed(
        talk, "changing_meeting.begin", {"occurrence": number, "deed": "move"}
    )
    assert "fehlt Dir hier das Recht" in pressed(
        talk, "changing_meeting.begin", {"occurrence": 99, "deed": "move"}
    )
    with store.read() as session:
        assert groups.group_card(session, viewer=net.viewer(session, "Nele"), group_id=net.group, today=TODAY)
