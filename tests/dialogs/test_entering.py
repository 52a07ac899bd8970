"""A guest comes in with a code: the whole way, all its side doors, and nothing before the last yes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from dialogs.turn import State
from storage.models import (
    AuditEntry,
    Code,
    Consent,
    Membership,
    Organisation,
    Person,
    Role,
)
from storage.services import codes, consent
from storage.services.viewer import viewer_for
from storage.session import Store
from tests import factories
from tests.dialogs import invited
from tests.dialogs.invited import Network
from tests.dialogue import Talk
from tests.factories import TODAY


@pytest.fixture
def network(store: Store) -> Network:
    return invited.network(store)


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
    """Who is in is shown what they would get, and gets it on a yes; the second time there is nothing new."""
    with network.store.write() as session:
        heike = session.scalars(select(Person).where(Person.given_name == "Heike")).one()
        account = factories.account(session, heike, "heike").id
    talk, code = Talk(network.store, account), network.code(uses=2)

    def left() -> int:
        with network.store.read() as session:
            return session.scalars(select(Code.uses_left)).one()

    offer = "Diese Einladung gibt Dir:\nDu gehörst zu Fokusgruppe 2.\nDeine Region ist Harz.\nMöchtest Du sie"
    assert talk.say(code).startswith(offer)
    card = talk.state
    assert "wie es war" in talk.say("nein")
    assert left() == 2
    talk.state = card
    assert talk.press(1).startswith("Eingelöst:\nDu gehörst zu Fokusgruppe 2.\nDeine Region ist Harz.")
    assert left() == 1
    talk.state = card
    assert talk.press(1).startswith("Du bist schon dabei")
    assert talk.say(code).startswith("Du bist schon dabei")
    assert left() == 1


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
