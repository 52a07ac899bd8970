"""Groups by the many ways in which people name them: never the wrong one, never a name that is taken."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage.models import Group, Membership
from storage.session import Store
from tests.coordinated import network, noted, told
from tests.dialogue import Talk


@pytest.mark.parametrize(
    "said",
    ["beende die fokusgruppe 3", "beende fokusgruppe", "lösche die Gruppe Fokusgrupe 2", "beende die fg3",
     "die fokusgruppe 3 heißt jetzt Pflege", "benenne Fokusgruppe 4 um in Pflege",
     "Heike raus aus der Fokusgruppe 3", "Mara und Heike in die Fokusgruppe 3", "Mara zum Kreis",
     "Mara gehört zur Gruppe Sprachkurse", "mara soll die fokusgruppe 3 koordinieren",
     "close the group circle"],
)  # fmt: skip
def test_another_name_is_asked_about(said: str, store: Store) -> None:
    """What is not called that is offered, never done; the button leads to the card."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    answer = nele.say(said)
    assert answer.startswith(("Eine Gruppe „", "I do not know a group"))
    assert answer.endswith("1  Fokusgruppe 2")
    assert "Fokusgruppe 2" in nele.press(1)
    assert nele.reply.options[0].step == "groups.deed.yes"
    assert noted(store) == []


@pytest.mark.parametrize(
    ("said", "card"),
    [
        ("lösche die gruppe Fokusgruppe 2", "Die Gruppe Fokusgruppe 2 wird beendet"),
        ("beende FG2", "Die Gruppe Fokusgruppe 2 wird beendet"),
        ("die fokusgruppe 2 heißt jetzt Kreis Pflege", "heißt dann Kreis Pflege"),
        ("die fg2 soll ab jetzt Kreis Pflege heißen", "heißt dann Kreis Pflege"),
        ("mara soll die fg2 koordinieren", "Mara Lindner koordiniert dann auch"),
        ("bitte nimm mich aus der fokusgruppe 2", "Du verlässt die Gruppe"),
        ("ich will nicht mehr in der fg2 sein", "Du verlässt die Gruppe"),
        ("ich will die koordination der fokusgruppe 2 an mara abgeben", "Mara Lindner koordiniert dann auch"),
        ("ich brauch eine neue gruppe für die pflege", "Ich lege die Gruppe Pflege an"),
        ("we need a new group for care", "I make the group Care"),
        ("lösche Mara aus der Fokusgruppe 2", "Mara Lindner gehört dann nicht mehr"),
        ("Mara und Heike in die fg2", "kommen dazu: Mara Lindner und Heike Sander"),
    ],
)
def test_in_many_ways(said: str, card: str, store: Store) -> None:
    net = network(store)
    assert card in Talk(store, net.accounts["Nele"]).say(said)


def test_handed_on(store: Store) -> None:
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    assert "Wer soll die Gruppe koordinieren?" in nele.say("ich will die koordination der fg2 abgeben")
    assert "Mara Lindner koordiniert dann auch" in nele.say("Mara")


def test_made_with_its_people(store: Store) -> None:
    """In one sentence; all of it is shown, done and told."""
    net = network(store)
    nele, _mara = (Talk(store, net.accounts[name]) for name in ("Nele", "Mara"))
    card = nele.say("mach bitte eine gruppe Sprachkurse und tu tarek und mara rein")
    assert "die Gruppe Sprachkurse an" in card
    assert "Tarek Hamdan und Mara Lindner" in card
    nele.press(1)
    with store.read() as session:
        group = session.scalars(select(Group.id).where(Group.name == "Sprachkurse")).one()
        members = set(session.scalars(select(Membership.person_id).where(Membership.group_id == group)))
    assert members == {net.people[name] for name in ("Nele", "Tarek", "Mara")}
    assert told(store, net.accounts["Mara"]) == ["group-told-join"]


@pytest.mark.parametrize(
    ("name", "refused"),
    [("Fokusgruppe 2", "steht schon so da"), ("fg2", "steht schon so da"), ("Halle", "steht schon so da"),
     ("Mara Lindner", "steht schon so da"), ("{$name} <b>x</b>", "So kann ich das nicht nennen"),
     ("12", "So kann ich das nicht nennen")],
)  # fmt: skip
def test_names_that_cannot_be(name: str, refused: str, store: Store) -> None:
    """They are refused before there is a card."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    assert refused in nele.say(f"neue Gruppe {name}")
    assert refused in nele.say(f"benenne Fokusgruppe 2 um in {name}") or name in ("Fokusgruppe 2", "fg2")


def test_a_no_with_something_behind_it_corrects(store: Store) -> None:
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    nele.say("neue Gruppe Pflege")
    assert "die Gruppe Kreis Pflege an" in nele.say("nein, Kreis Pflege")
    nele.say("Mara zur Fokusgruppe 2")
    assert "kommt dazu: Heike Sander" in nele.say("nein, Heike")
    assert "kommen dazu: Heike Sander und Mara Lindner" in nele.say("und Mara")
    assert "wie es war" in nele.say("nein danke")


def test_members_learn_who_makes_groups(store: Store) -> None:
    net = network(store)
    assert "legt die Koordination an" in Talk(store, net.accounts["Mara"]).say("neue Gruppe Test")
