"""A guest comes in with a code: the whole way, all its side doors, and nothing before the last yes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import func, select

from dialogs.turn import State
from storage.models import (
    Account,
    AuditEntry,
    Code,
    Consent,
    Coordination,
    Group,
    Membership,
    Organisation,
    OutboxMessage,
    Person,
    Region,
    Role,
)
from storage.services import codes, consent
from storage.services.codes import Terms
from storage.services.viewer import viewer_for
from storage.session import Store
from tests import factories
from tests.dialogue import Talk
from tests.factories import NOW, TODAY


@dataclass
class Network:
    """The lead network with a group; Nele coordinates it and the Harz, and writes with Kitt."""

    store: Store
    group: int
    harz: int
    nele: Talk

    def code(self, *, uses: int = 1, by_nele: bool = True, role: Role = Role.MEMBER) -> str:
        with self.store.write() as session:
            nele = session.scalars(select(Person).where(Person.given_name == "Nele")).one()
            viewer = viewer_for(session, nele.id, today=TODAY) if by_nele else None
            terms = Terms(role=role, group_ids=(self.group,), region_ids=(self.harz,), uses=uses)
            return codes.make(session, viewer=viewer, terms=terms, choose=secrets.choice, now=NOW).code

    def guest(self, address: str = "guest") -> Talk:
        with self.store.write() as session:
            account = factories.account(session, None, address).id
        return Talk(self.store, account)

    def count(self, model: type) -> int:
        with self.store.read() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0

    def person_of(self, talk: Talk) -> Person | None:
        with self.store.read() as session:
            person = session.get_one(Account, talk.account_id).person_id
            found = session.get_one(Person, person) if person else None
            session.expunge_all()
            return found

    def told(self, talk: Talk) -> list[str]:
        with self.store.read() as session:
            rows = session.scalars(
                select(OutboxMessage.payload).where(OutboxMessage.account_id == talk.account_id)
            )
            return [row["texts"][0]["key"] for row in rows]


@pytest.fixture
def network(store: Store) -> Network:
    with store.write() as session:
        people = factories.lead_network(session)
        group = Group(name="Fokusgruppe 2", aliases=[])
        session.add(group)
        session.flush()
        harz = session.scalars(select(Region).where(Region.name == "Harz")).one()
        session.add_all(
            [
                Coordination(person_id=people["Nele"].id, group_id=group.id),
                Coordination(person_id=people["Nele"].id, region_id=harz.id),
            ]
        )
        account = factories.account(session, people["Nele"], "nele").id
        numbers = group.id, harz.id
    return Network(store, *numbers, nele=Talk(store, account))


def come_in(talk: Talk, code: str, name: str = "Olena Koval") -> str:
    for line in (code, "deutsch", name):
        talk.say(line)
    if "Bist Du das" in talk.rendered():
        talk.press(1)
    else:
        talk.say("Beratung am Markt")
    return talk.say("ja")


def test_somebody_new(network: Network) -> None:
    """Code, language, name, organisation, privacy: then they are in, with all that the code gives, once."""
    guest, code = network.guest(), network.code()
    assert guest.say(f"Hallo, mein Code ist {code.lower().replace('-', ' ')}").startswith("Der Code stimmt")
    assert guest.say("deutsch").startswith("Wie heißt Du")
    assert guest.say("Олена Коваль").startswith("Bei welcher Organisation")
    assert "Kurz zum Datenschutz (Fassung 2026-11)" in guest.say("Beratung am Markt")
    answer = guest.say("einverstanden")
    assert answer.startswith("Jetzt bist Du dabei, Олена.")
    assert "Probier es gleich aus" in answer
    person = network.person_of(guest)
    assert person is not None
    assert (person.family_name, person.role, person.home_region_id) == ("Коваль", Role.MEMBER, network.harz)
    assert (person.language, person.since) == ("de", TODAY)
    with network.store.read() as session:
        assert session.get(Membership, (network.group, person.id))
        assert session.get_one(Consent, (person.id, consent.VERSION)).given_at == guest.now
        assert session.get_one(Organisation, person.organisation_id).name == "Beratung am Markt"
        assert session.scalars(select(Code.uses_left)).all() == [0]
        assert [entry.action for entry in session.scalars(select(AuditEntry))] == ["invite", "join"]
    assert "Heike Sander" in guest.say("Kontakt im Harz?")
    assert network.told(network.nele) == ["joined-told"]


def test_somebody_of_the_directory(network: Network) -> None:
    """Their very name is offered; a yes makes them that person, without anybody new."""
    before = network.count(Person)
    guest = network.guest()
    guest.say(f"/start {network.code()}")
    guest.press(2)
    assert guest.say("mara  LINDNER").startswith("Mara Lindner is in the directory already. Is that you?")
    assert "I agree" in guest.say("yes")
    assert guest.press(1).startswith("You are in now, Mara.")
    assert getattr(network.person_of(guest), "key", "") == "mara-lindner"
    assert network.count(Person) == before


@pytest.mark.parametrize("name", ["Mara Lindne", "Lena Voigt", "Nele Brandt", "Tarek Hamdan"])
def test_nobody_else_is_offered(network: Network, name: str) -> None:
    """Not whose name is another, who is of another region, has a higher role, or an address already."""
    guest = network.guest()
    for line in (network.code(), "deutsch"):
        guest.say(line)
    assert guest.say(name) == "Bei welcher Organisation arbeitest Du?\n1  Bei keiner"


def test_nobody_takes_the_place_of_somebody_who_writes_already(network: Network) -> None:
    """Two with one name: the second is not offered what the first has taken; nor at the last moment."""
    code = network.code(uses=3)
    first, second, third = (network.guest(address) for address in "123")
    for line in (code, "deutsch", "Mara Lindner", "ja"):
        second.say(line)
    come_in(first, code, "Mara Lindner")
    assert second.say("ja").startswith("Diesen Eintrag hat inzwischen jemand anderes übernommen.")
    assert network.person_of(second) is None
    for line in (code, "deutsch"):
        third.say(line)
    assert third.say("Mara Lindner").startswith("Bei welcher Organisation")


@pytest.mark.parametrize("steps", range(1, 6))
def test_leaving_half_way_changes_nothing(network: Network, steps: int) -> None:
    """Whoever leaves before the last yes is a guest as before, and the code counts as before."""
    guest, code = network.guest(), network.code()
    before = [network.count(model) for model in (Person, Organisation, Consent, Membership)]
    for line in [code, "deutsch", "Olena Koval", "Beratung am Markt", "nein"][:steps]:
        guest.say(line)
    guest.say("abbrechen")
    assert [network.count(model) for model in (Person, Organisation, Consent, Membership)] == before
    assert network.person_of(guest) is None
    assert come_in(network.guest("other"), code).startswith("Jetzt bist Du dabei")


def test_all_that_does_not_count_is_answered_alike(network: Network) -> None:
    """Used up, of somebody who may no longer invite, and wrong: one sentence, and no form begins."""
    used, orphaned = network.code(), network.code()
    come_in(network.guest("first"), used)
    with network.store.write() as session:
        session.scalars(select(Person).where(Person.given_name == "Nele")).one().left_on = TODAY
    guest = network.guest()
    wrong = orphaned[:-1] + ("2" if orphaned[-1] != "2" else "3")
    assert len({guest.say(code) for code in (used, orphaned, wrong)}) == 1
    assert "gilt nicht oder nicht mehr" in guest.rendered()


def test_the_last_use_goes_to_one(network: Network) -> None:
    """Two forms with one code of one use: the second one's last step finds it used up."""
    code, first, second = network.code(), network.guest("1"), network.guest("2")
    for talk in (first, second):
        for line in (code, "deutsch", "Olena Koval", "Beratung"):
            talk.say(line)
    assert first.say("ja").startswith("Jetzt bist Du dabei")
    assert second.say("ja").startswith("Die Einladung gilt leider nicht mehr")
    assert network.person_of(second) is None


def test_sent_twice_counts_once(network: Network) -> None:
    """The same code again, and the last button again: in already, and no use is gone."""
    guest, code = network.guest(), network.code(uses=5)
    come_in(guest, code)
    people = network.count(Person)
    assert guest.say(code).startswith("Du bist schon dabei")
    guest.state = State(step="entering.agree", data={"code": codes.digest_of(code), "name": "Olena Koval"})
    assert guest.say("ja").startswith("Du bist schon dabei")
    assert network.count(Person) == people
    with network.store.read() as session:
        assert session.scalars(select(Code.uses_left)).all() == [4]


def test_buttons_do_nothing_for_others(network: Network) -> None:
    """A step of the form without the form, or with a forged one, goes nowhere."""
    code = network.code()
    come_in(network.guest("first"), code)
    guest = network.guest()
    for step, data in (("agree", {"agreed": "yes"}), ("me", {"person": 1}), ("region", {"region": 1})):
        offered = (
            {"label": {"key": "label", "params": {"label": "x"}}, "step": f"entering.{step}", "data": data},
        )
        guest.state = State(options=offered)
        assert guest.press(1).startswith("Diese Frage ist nicht mehr offen")
        forged = {"code": codes.digest_of(code), "name": "Mara Lindner", "person": 1}
        guest.state = State(step=f"entering.{step}", data=forged, options=offered)
        assert guest.press(1).startswith("Die Einladung gilt leider nicht mehr")
    assert network.person_of(guest) is None


def test_a_person_of_another_region_cannot_be_forged(network: Network) -> None:
    """Even who holds a code cannot become somebody whom it does not allow."""
    code, guest = network.code(), network.guest()
    with network.store.read() as session:
        nele = session.scalars(select(Person.id).where(Person.given_name == "Nele")).one()
    guest.state = State(
        step="entering.agree",
        data={"code": codes.digest_of(code), "name": "Nele Brandt", "person": nele, "language": "de",
              "notice": consent.VERSION},
    )  # fmt: skip
    assert guest.say("ja").startswith("Diesen Eintrag hat inzwischen")
    assert network.person_of(guest) is None


def test_a_coordinator_is_made_by_the_command_line(network: Network) -> None:
    """What the code gives they coordinate."""
    guest = network.guest()
    come_in(guest, network.code(by_nele=False, role=Role.COORDINATOR), "Mara Lindner")
    person = network.person_of(guest)
    assert person is not None
    assert person.role is Role.COORDINATOR
    with network.store.read() as session:
        viewer = viewer_for(session, person.id, today=TODAY)
    assert (viewer.group_ids, viewer.region_ids) == ({network.group}, {network.harz})
    assert "Einladung: Harz" in guest.say("lade jemanden für den Harz ein")


def test_a_member_joins_a_group_by_a_code(network: Network) -> None:
    """Who is in gets what they lack; the second time there is nothing new."""
    with network.store.write() as session:
        heike = session.scalars(select(Person).where(Person.given_name == "Heike")).one()
        account = factories.account(session, heike, "heike").id
    talk, code = Talk(network.store, account), network.code(uses=2)
    assert talk.say(code).startswith("Du gehörst jetzt zu Fokusgruppe 2.")
    assert talk.say(code).startswith("Du bist schon dabei")


def test_a_code_made_in_chat_lets_somebody_in(network: Network) -> None:
    """The coordinator's sentence makes a code that works, shown once; links go with it."""
    answer = network.nele.say("Lade bitte 3 Kolleg:innen für 2 Wochen in die Fokusgruppe 2 ein")
    assert answer.startswith("Einladung: Fokusgruppe 2 · für bis zu 3 Menschen · gilt bis 7. Dezember 2026")
    guest = network.guest()
    for line in (answer.split("\n")[1], "deutsch", "Olena Koval", "Beratung"):
        guest.say(line)
    guest.say("Harz")
    assert guest.say("ja").startswith("Jetzt bist Du dabei")
    with network.store.read() as session:
        assert answer.split("\n")[1] not in str(session.execute(select(Code.__table__)).all())


def test_step_by_step(network: Network) -> None:
    """For what, for how many; a number of people is understood too."""
    nele = network.nele
    assert nele.say("/einladen").split("\n")[1:] == ["1  Gruppe Fokusgruppe 2", "2  Region Harz"]
    assert nele.press(2).startswith("Für wie viele Menschen?")
    assert nele.say("25 Personen").startswith("Einladung: Harz · für bis zu 25 Menschen")
    for line in ("/einladen", "Harz"):
        nele.say(line)
    assert nele.say("9999 Personen").startswith("Diese Einladung geht so nicht")


def test_others_groups_are_not_theirs_to_invite_into(network: Network) -> None:
    """A region of somebody else, a forged button, a role: refused, and no code is made."""
    nele = network.nele
    assert nele.say("lade jemanden für Halle ein").startswith("Dafür fehlt Dir hier das Recht")
    assert nele.say("lade jemanden als Koordinatorin für den Harz ein").startswith("Dafür fehlt")
    for data in ({"regions": [network.harz + 1]}, {}, {"regions": [network.harz], "role": "administrator"}):
        option = {"label": {"key": "label", "params": {"label": "x"}}, "step": "inviting.uses", "data": data}
        nele.state = replace(State(), options=(option,))
        assert nele.press(1).startswith("Dafür fehlt")
    assert network.count(Code) == 0
