"""Absences in other words, days that do not fit, and what is entered already."""

from __future__ import annotations

import pytest

from storage.session import Store
from tests.coordinated import network, told
from tests.dialogue import Talk


@pytest.mark.parametrize(
    ("said", "has"),
    [
        ("bin morgen nich da", "nicht da: 24. November · ohne"),
        ("ich bin nächste woche im urlaub", "30. November bis 6. Dezember"),
        ("ich bin über weihnachten weg", "24. Dezember bis 26. Dezember"),
        ("ich bin zwischen den jahren im urlaub", "27. Dezember bis 31. Dezember"),
        ("bin dienstag und mittwoch nicht da", "24. November bis 25. November"),
        ("ich bin dienstag und donnerstag nicht da", "mehrere Zeiten"),
        ("ich bin zwei wochen im urlaub", "23. November bis 6. Dezember"),
        ("ich bin am 29. februar nicht da", "Von wann bis wann?"),
        ("ich bin vom 5.1. bis 3.1. weg", "Von wann bis wann?"),
        ("ich bin vom 30.2. bis 5.3. weg", "Von wann bis wann?"),
        ("trag meinen urlaub ein", "Bis wann"),
        ("mein vertreter ist jonas", "Bis wann"),
        ("i am away next week", "30 November to 6 December"),
        ("wer vertritt mich", "keine Abwesenheit eingetragen"),
        ("jonas vertritt mich nicht mehr", "keine Abwesenheit eingetragen"),
        ("lösche meinen urlaub", "keine Abwesenheit eingetragen"),
        (
            "wer ist gerade abwesend",
            "Aylin Demir: 23. November bis 3. Januar 2027 · Vertretung: Jonas Petrow",
        ),
    ],
)
def test_in_other_words(store: Store, said: str, has: str) -> None:
    """Each is understood, with all of its days, or asked back."""
    assert has in Talk(store, network(store).accounts["Heike"]).say(said)


def test_a_whole_sentence_while_a_question_is_open(store: Store) -> None:
    """It is read for itself: who is away does not become their own deputy."""
    nele = Talk(store, network(store).accounts["Nele"])
    nele.say("tarek ist krank")
    assert "Von wann bis wann?" in nele.say("tarek ist vom 29.2. bis 3.3. weg")
    card = nele.say("Tarek ist bis Freitag im Urlaub, Heike vertritt")
    assert "Tarek Hamdan ist im Urlaub: 23. November bis 27. November · Vertretung: Heike Sander" in card
    assert "27. November · Vertretung: Nele Brandt" in nele.say("Tarek ist bis Freitag weg, ich vertrete")
    assert "nicht für Mara Lindner" in nele.say("Tarek und Mara sind bis Freitag weg")
    assert "Von wann bis wann?" in nele.say("Tarek ist bis gestern im urlaub")


def test_what_is_replaced_is_said(store: Store) -> None:
    """The same twice is said to be there, another one over it names what goes."""
    heike = Talk(store, network(store).accounts["Heike"])
    heike.say("ich bin bis Dienstag weg")
    heike.say("ja")
    assert "steht schon so da" in heike.say("ich bin bis Dienstag weg")
    assert "Das ersetzt" in heike.say("ich bin ab heute bis 31.12. weg")
    heike.say("ja")
    assert "31. Dezember · Vertretung: Jonas Petrow" in heike.say("jonas vertritt mich")
    heike.say("ja")
    assert "Vertretung: Jonas Petrow" in heike.say("wer vertritt mich")
    assert "Löschen: 23. November bis 31. Dezember" in heike.say("lösche meinen urlaub")


def test_others_are_told(store: Store) -> None:
    """Somebody else enters and ends it: the person hears of both."""
    net = network(store)
    nele, _tarek = (Talk(store, net.accounts[name]) for name in ("Nele", "Tarek"))
    nele.say("tarek ist bis freitag krank")
    nele.press(1)
    assert "1  Ist wieder da" in nele.say("tarek ist wieder gesund")
    assert "ist beendet" in nele.press(1)
    assert told(store, net.accounts["Tarek"]) == ["absence-told-entered", "absence-told-ended"]
    assert "keine Abwesenheit" in nele.say("streiche Tareks Urlaub")


def test_a_no_or_a_yes_to_the_question(store: Store) -> None:
    """Until when is no question for yes and no: it is asked again, or dropped."""
    heike = Talk(store, network(store).accounts["Heike"])
    heike.say("/abwesend")
    assert "Bis wann" in heike.say("ja")
    assert "abgebrochen" in heike.say("abbrechen")
