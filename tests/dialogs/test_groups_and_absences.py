"""Absences, groups and bindings by talking."""

from __future__ import annotations

from dialogs.engine import respond
from dialogs.turn import Turn
from storage.models import Binding
from storage.services.viewer import viewer_of
from storage.session import Store
from tests.coordinated import group_chat, network, noted, told
from tests.dialogue import Talk, knowledge
from tests.factories import NOW, TODAY


def test_my_holiday(store: Store) -> None:
    """One sentence with a deputy, who is told; contacts name the deputy; back again ends it."""
    net = network(store)
    heike, jonas = (Talk(store, net.accounts[name]) for name in ("Heike", "Jonas"))
    card = heike.say("ich bin bis 3. Januar im Urlaub, Vertretung macht Jonas")
    assert "Du bist im Urlaub: 23. November bis 3. Januar 2027 · Vertretung: Jonas Petrow" in card
    assert noted(store) == []
    assert "endet von selbst" in heike.press(1)
    assert told(store, net.accounts["Jonas"]) == ["absence-told"]
    assert "vertritt Heike Sander" in jonas.say("wer ist für Fachkraft im Fokus im Harz zuständig?")
    assert "Willkommen zurück" in heike.say("ich bin wieder da")
    assert "vertritt Heike" not in jonas.say("wer ist für Fachkraft im Fokus im Harz zuständig?")


def test_absences_step_by_step(store: Store) -> None:
    """Until when is asked; a deputy may follow; what is entered is listed and taken back."""
    net = network(store)
    heike = Talk(store, net.accounts["Heike"])
    assert "Bis wann" in heike.say("ich bin krank")
    assert "ohne Vertretung" in heike.say("bis Freitag")
    assert "Vertretung: Mara Lindner" in heike.say("Mara vertritt mich")
    heike.say("ja")
    assert "Eingetragen: nicht da" in heike.say("/abwesend")
    assert "gelöscht" in heike.press(1)
    assert "Eingetragen" not in heike.say("/abwesend")
    assert "kann hier nicht vertreten" in heike.say("ich bin bis Freitag im Urlaub, Heike vertritt mich")


def test_absences_of_others(store: Store) -> None:
    """Coordinators enter them for their own people, members for nobody; questions stay questions."""
    net = network(store)
    nele, mara = (Talk(store, net.accounts[name]) for name in ("Nele", "Mara"))
    assert "Tarek Hamdan ist im Urlaub" in nele.say(
        "Tarek ist ab Mittwoch bis 12. Dezember im Urlaub, Vertretung macht Mara"
    )
    nele.press(1)
    assert told(store, net.accounts["Mara"]) == ["absence-told"]
    assert "fehlt Dir hier das Recht" in nele.say("Lena ist bis Freitag im Urlaub")
    assert "Eintragen" not in mara.say("Tarek ist bis Freitag im Urlaub")
    assert "im Urlaub bis 3. Januar 2027" in mara.say("wann ist Aylin wieder da?")


def test_a_group_in_chat(store: Store) -> None:
    """Made, filled, shown, handed on, left, renamed and ended."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    mara = Talk(store, net.accounts["Mara"])
    assert "Ich lege die Gruppe Pflegekreis an" in nele.say("neue Gruppe Pflegekreis")
    assert "gibt es jetzt" in nele.press(1)
    assert "Mara Lindner und Heike Sander" in nele.say("Mara und Heike zur Gruppe Pflegekreis")
    nele.press(1)
    assert told(store, net.accounts["Mara"]) == ["group-told-join"]
    assert "Mara Lindner" in mara.say("wer ist im Pflegekreis?")
    assert "Umbenennen" not in mara.rendered()
    nele.say("ich verlasse den Pflegekreis")
    assert "niemanden mehr, der sie koordiniert: Pflegekreis" in nele.press(1)
    nele.say("Mara koordiniert den Pflegekreis")
    nele.press(1)
    assert told(store, net.accounts["Mara"]) == ["group-told-join", "group-told-lead"]
    nele.say("ich verlasse den Pflegekreis")
    assert "Du gehörst nicht mehr" in nele.press(1)
    assert "fehlt Dir hier das Recht" in nele.say("beende den Pflegekreis")
    mara.say("benenne Pflegekreis um in Kreis Pflege")
    assert "heißt jetzt Kreis Pflege" in mara.press(1)
    mara.say("beende den Kreis Pflege")
    assert "ist beendet" in mara.press(1)
    assert "Kreis Pflege" not in mara.say("/gruppe")


def test_who_joins_is_said_in_many_ways(store: Store) -> None:
    """To whom it is said and how; a no is no yes; of two namesakes one is chosen."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    nele.say("neue Gruppe Pflegekreis")
    nele.press(1)
    for said in ("Mara zum Pflegekreis", "Mara gehört zu Pflegekreis", "nimm Mara in den Pflegekreis auf"):
        assert "kommt dazu: Mara Lindner" in nele.say(said), said
        nele.say("verwerfen")
    assert "kommt dazu" not in nele.say("Mara gehört nicht zum Pflegekreis")
    assert "gehört dann nicht mehr" in nele.say("Mara gehört nicht mehr zum Pflegekreis")
    nele.say("neu im Team: Mara Brand, Halle")
    nele.press(1)
    assert "Wen meinst Du?" in nele.say("Mara zum Pflegekreis")
    assert "kommt dazu: Mara Brand" in nele.say("Mara Brand")
    nele.press(1)
    assert "Mara Brand" in nele.say("wer ist im Pflegekreis?")


def test_a_channel(store: Store) -> None:
    """Bound in the channel after a button, listed in private only, and let go."""
    net = network(store)
    nele, room = Talk(store, net.accounts["Nele"]), group_chat(store, net.accounts["Nele"])
    assert "nur dort, wo die Gruppe schreibt" in nele.say("verbinde diesen Kanal mit Fokusgruppe 2")
    assert "Fokusgruppe 2" in room.say("verbinde diesen Kanal mit Fokusgruppe 2")
    others = group_chat(store, net.accounts["Kim"])
    others.state = room.state
    assert "gilt nicht mehr" in others.press(1)
    assert "Verbunden" in room.press(1)
    assert "Fokusgruppe 2 · Terminal" in nele.say("welche Kanäle sind verbunden?")
    assert "Fokusgruppe" not in room.say("welche Kanäle sind verbunden?")
    assert "Getrennt" in nele.press(1)
    with store.read() as session:
        assert session.get(Binding, room.conversation_id) is None
    assert noted(store) == ["conversation.bound", "conversation.unbound"]


def test_added_to_a_group(store: Store) -> None:
    """One line where the group is unknown, silence where it is bound; also if a guest added Kitt."""
    net = network(store)
    room, guest = (group_chat(store, net.accounts[name]) for name in ("Nele", "Gast"))
    assert _opened(store, guest) == ["channel-introduction"]
    room.say("verbinde diesen Kanal mit Fokusgruppe 2")
    room.press(1)
    assert _opened(store, guest) == []


def _opened(store: Store, talk: Talk) -> list[str]:
    with store.write() as session:
        viewer = viewer_of(session, talk.account_id, today=TODAY, in_group=True)
        turn = Turn(
            session=session, viewer=viewer, language="de", now=NOW, today=TODAY, opening=True,
            network=knowledge().at(session, TODAY).network, account_id=talk.account_id,
            conversation_id=talk.conversation_id,
        )  # fmt: skip
        return [text.key for text in respond(turn).texts]
