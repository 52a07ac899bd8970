"""A guest asks to be let in: who is told, who may decide, and that it is decided once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from dialogs.turn import State
from storage.models import (
    AccessRequest,
    Account,
    Consent,
    Coordination,
    Group,
    OutboxMessage,
    Person,
    Region,
    RequestState,
    Role,
)
from storage.services import access
from storage.session import Store
from tests import factories
from tests.dialogue import Talk
from tests.factories import TODAY


@dataclass
class Network:
    """The lead network: Nele coordinates the Harz, Lena Magdeburg, Tarek administers, Heike is a member."""

    store: Store
    talks: dict[str, Talk]

    def told(self, who: str) -> list[dict[str, Any]]:
        """What somebody was told by itself."""
        account = self.talks[who].account_id
        with self.store.read() as session:
            query = select(OutboxMessage.payload).where(OutboxMessage.account_id == account)
            return list(session.scalars(query.order_by(OutboxMessage.id)))

    def press(self, who: str, message: dict[str, Any], number: int) -> str:
        """What somebody is answered who presses a button of such a message."""
        talk = self.talks[who]
        talk.state = State(options=tuple(message["options"]))
        return talk.press(number)

    def request(self) -> AccessRequest:
        with self.store.read() as session:
            found = session.scalars(select(AccessRequest)).one()
            session.expunge_all()
            return found

    def person_id(self, who: str) -> int | None:
        with self.store.read() as session:
            return session.get_one(Account, self.talks[who].account_id).person_id


@pytest.fixture
def network(store: Store) -> Network:
    with store.write() as session:
        people = factories.lead_network(session)
        regions = {region.name: region.id for region in session.scalars(select(Region))}
        people["Lena"].role = Role.COORDINATOR
        people["Tarek"].role = Role.ADMINISTRATOR
        for who, where in (("Nele", "Harz"), ("Lena", "Magdeburg")):
            session.add(Coordination(person_id=people[who].id, region_id=regions[where]))
        accounts = {
            who: factories.account(session, people[who], who).id for who in ("Nele", "Lena", "Tarek", "Heike")
        }
        accounts["guest"] = factories.account(session, None, "guest").id
    return Network(store, {who: Talk(store, account) for who, account in accounts.items()})


def ask(network: Network, where: str = "Quedlinburg", name: str = "Kim Beispiel") -> str:
    guest = network.talks["guest"]
    for line in ("/zugang", name, "Beratung am Markt", where):
        guest.say(line)
    return guest.say("ja")


def test_the_coordinator_of_the_region_lets_somebody_in(network: Network) -> None:
    """They alone are told, with buttons; on yes the guest is in, is told, and has agreed when they asked."""
    assert ask(network).startswith("Ich habe gefragt.")
    assert [len(network.told(who)) for who in ("Nele", "Lena", "Tarek", "Heike")] == [1, 0, 0, 0]
    message = network.told("Nele")[0]
    assert message["texts"][0]["params"]["name"] == "Kim Beispiel"
    assert network.press("Nele", message, 1) == "Kim Beispiel ist jetzt dabei und weiß Bescheid."
    assert [text["key"] for text in network.told("guest")[0]["texts"]] == ["access-granted"]
    person_id = network.person_id("guest")
    with network.store.read() as session:
        person = session.get_one(Person, person_id)
        assert (person.role, person.since) == (Role.MEMBER, TODAY)
        consent = session.scalars(select(Consent)).one()
        assert consent.given_at == session.scalars(select(AccessRequest)).one().asked_at
    assert "Heike Sander" in network.talks["guest"].say("Kontakt im Harz?")


def test_who_is_second_learns_what_was_decided(network: Network) -> None:
    """No after yes changes nothing, whoever presses; the guest is told once."""
    ask(network)
    message = network.told("Nele")[0]
    network.press("Nele", message, 1)
    second = network.press("Tarek", message, 2)
    assert second == "Das ist schon entschieden: Kim Beispiel ist dabei, hereingelassen von Nele Brandt."
    assert network.request().state is RequestState.GRANTED
    assert len(network.told("guest")) == 1


def test_declining_is_kind(network: Network) -> None:
    """The guest is told without a name, stays a guest, and may ask again."""
    ask(network)
    assert network.press("Nele", network.told("Nele")[0], 2).startswith("Abgelehnt.")
    told = network.told("guest")[0]
    assert [(text["key"], text["params"]) for text in told["texts"]] == [("access-refused", {})]
    assert network.person_id("guest") is None
    assert ask(network).startswith("Ich habe gefragt.")


@pytest.mark.parametrize("who", ["Lena", "Heike", "guest"])
def test_a_forwarded_button_is_refused(network: Network, who: str) -> None:
    """A coordinator of another region, a member, the guest: nothing is decided or shown."""
    ask(network)
    message = network.told("Nele")[0]
    for number in (1, 2):
        answer = network.press(who, message, number)
        assert "Kim" not in answer
        assert answer.startswith(("Dafür fehlt Dir hier das Recht", "Kontakte und Treffen zeige ich nur"))
    assert network.request().state is RequestState.OPEN


def test_rights_are_asked_again_when_it_is_pressed(network: Network) -> None:
    """Somebody who no longer coordinates, or has left, decides nothing any more."""
    ask(network)
    with network.store.write() as session:
        session.scalars(select(Person).where(Person.given_name == "Nele")).one().left_on = TODAY
    assert "Kim" not in network.press("Nele", network.told("Nele")[0], 1)
    assert network.request().state is RequestState.OPEN


@pytest.mark.parametrize("where", ["Halle", "München", "irgendwo"])
def test_administrators_are_told_where_nobody_coordinates(network: Network, where: str) -> None:
    """A region without a coordinator, a place without a region, no place at all."""
    assert ask(network, where).startswith("Ich habe gefragt.")
    assert [len(network.told(who)) for who in ("Nele", "Lena", "Tarek")] == [0, 0, 1]
    assert "Kim" not in network.press("Nele", network.told("Tarek")[0], 1)
    assert network.press("Tarek", network.told("Tarek")[0], 1).startswith("Kim Beispiel ist jetzt dabei")


def test_somebody_of_the_directory_is_recognised_by_the_coordinator(network: Network) -> None:
    """The coordinator sees that the name is known; the guest does not."""
    ask(network, name="Mara Lindner")
    assert "Mara" not in network.talks["guest"].rendered()
    message = network.told("Nele")[0]
    assert len(message["options"]) == 3
    network.press("Nele", message, 1)
    with network.store.read() as session:
        assert session.get_one(Person, network.person_id("guest")).key == "mara-lindner"


def test_nobody_becomes_somebody_else_by_a_forged_button(network: Network) -> None:
    """A person of another name is not given to the guest, whatever a button says."""
    ask(network)
    heike = network.person_id("Heike")
    option = network.told("Nele")[0]["options"][0]
    forged = {**option, "data": {**option["data"], "person": heike}}
    answer = network.press("Nele", {"options": [forged]}, 1)
    assert answer.startswith("Diesen Eintrag im Verzeichnis nutzt inzwischen")
    assert network.request().state is RequestState.OPEN


def test_the_list_shows_what_is_theirs(network: Network) -> None:
    """Coordinators see the requests of their regions, administrators all."""
    ask(network)
    assert "1  Kim Beispiel" in network.talks["Nele"].say("/anfragen")
    assert "1  Hereinlassen" in network.talks["Nele"].press(1)
    assert network.talks["Lena"].say("/anfragen") == "Gerade ist keine Anfrage offen."
    assert "1  Kim Beispiel" in network.talks["Tarek"].say("/anfragen")


def test_asking_has_its_limits(network: Network) -> None:
    """Three requests an hour, then a pause."""
    for _ in range(3):
        ask(network)
        network.press("Nele", network.told("Nele")[-1], 2)
    assert ask(network).startswith("Du hast gerade schon mehrmals gefragt")


def test_a_button_of_the_form_does_nothing_alone(network: Network) -> None:
    """Without the form nothing is sent; whoever is in need not ask."""
    option = {
        "label": {"key": "option-agree", "params": {}},
        "step": "asking.send",
        "data": {"agreed": "yes"},
    }
    assert network.press("guest", {"options": [option]}, 1).startswith("Diese Frage ist nicht mehr offen")
    assert network.press("Heike", {"options": [option]}, 1).startswith("Du bist schon dabei")
    network.talks["guest"].in_group = True
    assert network.press("guest", {"options": [option]}, 1).startswith("Gerade ist keine Frage offen")


def test_a_hostile_name_is_shown_as_it_is(network: Network) -> None:
    """Organisation and place are shown literally, and only the length that fits."""
    guest = network.talks["guest"]
    guest.say("/zugang")
    guest.say("Kim Beispiel")
    assert guest.say("x" * 200).startswith("Das kann ich nicht als Organisation eintragen")
    guest.say("<b>{ $name }</b> [hier](https://example.org)")
    assert "<b>{ $name }</b> [hier](https://example.org)" in guest.say("Harz")


def test_what_is_decided_is_forgotten_in_time(network: Network) -> None:
    """The name of somebody who was declined goes; what is open stays."""
    ask(network)
    late = network.talks["guest"].now + timedelta(days=30)
    for left in (1, 0):
        with network.store.write() as session:
            access.forget(session, late)
            assert session.scalar(select(func.count()).select_from(AccessRequest)) == left
        if left:
            network.press("Nele", network.told("Nele")[0], 2)


@pytest.mark.parametrize("where", ["1", "Buxtehude", "Weiß ich noch nicht"])
def test_without_a_region_administrators_decide(network: Network, where: str) -> None:
    """Not who coordinates a group, nor a region: they are neither told nor shown it, and may not decide."""
    with network.store.write() as session:
        group = Group(name="Fokusgruppe 2", aliases=[])
        session.add(group)
        session.flush()
        for row in session.scalars(select(Person).where(Person.given_name.in_(["Nele", "Lena"]))):
            session.add(Coordination(person_id=row.id, group_id=group.id))
    guest = network.talks["guest"]
    for line in ("/zugang", "Petra Maier", "Bei keiner", where):
        guest.say(line)
    assert guest.say("ja").startswith("Ich habe gefragt.")
    assert network.request().region_id is None
    assert [len(network.told(who)) for who in ("Nele", "Lena", "Tarek")] == [0, 0, 1]
    assert network.talks["Nele"].say("/anfragen") == "Gerade ist keine Anfrage offen."
    assert network.press("Nele", network.told("Tarek")[0], 1).startswith("Dafür fehlt")
    assert network.press("Tarek", network.told("Tarek")[0], 1).startswith("Petra Maier ist jetzt dabei")


def test_somebody_who_left_is_taken_back(network: Network) -> None:
    """The old row, from the old account; what they were responsible for stays ended; nobody new is made."""
    with network.store.write() as session:
        heike = session.scalars(select(Person).where(Person.given_name == "Heike")).one()
        heike.left_on, number = TODAY, heike.id
        people = session.scalar(select(func.count()).select_from(Person))
    back = network.talks["Heike"]
    for line in ("/zugang", "Heike Sander", "Bei keiner", "Harz"):
        assert "nicht mehr dabei" not in back.say(line)
    assert back.say("ja").startswith("Ich habe gefragt.")
    message = network.told("Nele")[0]
    assert message["options"][0]["label"]["key"] == "option-let-in-left"
    assert network.press("Nele", message, 1).startswith("Heike Sander ist jetzt dabei")
    with network.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == people
        person = session.get_one(Person, number)
        assert person.left_on is None
        assert all(one.ends_on is not None and one.ends_on < TODAY for one in person.responsibilities)
    assert network.person_id("Heike") == number
    assert "dabei" in back.say("/zugang")
