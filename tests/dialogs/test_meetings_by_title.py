"""Sentences as they are typed, of meetings with titles, a poll and a meeting that was: who gets what done."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage.models import Membership
from storage.services import meetings
from storage.services.meetings import Plan
from storage.session import Store
from tests.coordinated import Network, network
from tests.dialogue import Talk
from tests.factories import NOW

COORDINATOR = (
    ("sag das plenum ab", "Soll das Treffen ausfallen?"),
    ("fällt das plenum aus", "Kommst Du?"),
    ("cancel the plenum", "Shall the meeting be cancelled?"),
    ("lösch das plenum", "Soll das Treffen ausfallen?"),
    ("das plenum fällt leider aus weil ich krank bin", "Dazu: weil ich krank bin"),
    ("kein plenum am 14.12.", "Soll das Treffen ausfallen?"),
    ("das plenum ist jetzt um 15 uhr", "15:00–16:00"),
    ("das treffen am 14. dezember beginnt erst um 15 uhr", "15:00–16:00"),
    ("plenum jetzt im raum 3.14", "neu „Raum 3.14“"),
    ("ändere den titel vom plenum in Jahresplenum", "neu „Jahresplenum“"),
    ("link zum plenum: https://meet.example.org/abc", "Link: https://meet.example.org/abc"),
    ("tagesordnung für das plenum: wahlen", "Plenum: Montag, 14. Dezember"),
    ("tagesordnung für das sommerfest: wahlen", "Ich finde kein kommendes Treffen"),
    ("notiz zum plenum: gut", "Ich finde kein früheres Treffen"),
    ("notiz: klientin anrufen", "Zu diesem Treffen?"),
    ("wer war beim plenum", "Dazu finde ich kein früheres Treffen"),
    ("wie steht die terminumfrage", "Wann passt es Dir?"),
    ("leg den termin fest", "Wann passt es Dir?"),
    ("finde einen Termin für die FG2: 16.12. 10 uhr, 17.12. 14 uhr, 90 min", "10:00–11:30"),
    ("plane ein Treffen der FG2 morgen um 10, Titel: Plenum zwei", "Plenum zwei: Dienstag"),
    ("FG2 soll nur einen tag vorher erinnert werden", "in der Gruppe Fokusgruppe 2"),
)
MEMBER = (
    ("wann ist das plenum", "Montag, 14. Dezember 2026"),
    ("where's the plenum", "Place: Rathaus"),
    ("was steht auf der tagesordnung vom plenum", "Montag, 14. Dezember 2026"),
    ("fällt am 14. was aus", "Kommst Du?"),
    ("ich komme aus halle", "Das kann ich nicht"),
    ("erinnerst du dich an mich", "Das kann ich nicht"),
    ("i will be 10 minutes late on the 14th", "Comment for the coordinators: “10 minutes late”"),
    ("am 9. kann ich nicht", "Notiert, Dir passt nicht: Mittwoch, 9. Dezember"),
    ("ich kann am 9. und 10.", "und Donnerstag, 10. Dezember"),
    ("11.12. 9 uhr ginge auch", "Das schlage ich allen vor"),
    ("ich will abstimmen", "Wann passt es Dir?"),
    ("ich will nicht mehr erinnert werden", "An Treffen erinnere ich Dich nicht mehr"),
    ("termine in google kalender", "Hier sind Deine Treffen als Datei"),
)


HELD = (
    ("Erstes Treffen", "2026-11-05T10:00", "online"),
    ("Plenum", "2026-12-14T14:00", "Rathaus"),
    ("Besprechung der FG2", "2026-12-03T10:00", "online"),
)
POLL = "/terminfindung für die FG2: 8.12. 10 uhr, 9.12. 14 uhr oder 10.12. halb drei, 90 Minuten"


def fill(store: Store, net: Network) -> None:
    """Put the meetings in, and have the group asked about three times."""
    with store.write() as session:
        session.add_all(Membership(group_id=net.group, person_id=net.people[one]) for one in ("Nele", "Mara"))
        for title, start, place in HELD:
            plan = Plan(title, datetime.fromisoformat(start), 60, "Europe/Berlin", net.group, place)
            meetings.add(session, plan, uid=f"{title}@test", now=NOW)
    nele = Talk(store, net.accounts["Nele"], now=NOW)
    nele.say(POLL)
    assert nele.say("ja").startswith("Ist unterwegs")


@pytest.mark.parametrize(("who", "cases"), [("Nele", COORDINATOR), ("Mara", MEMBER)])
def test_each_does_what_it_says(store: Store, who: str, cases: tuple[tuple[str, str], ...]) -> None:
    """Each sentence in a conversation of its own; what is wrong is shown with its answer."""
    net = network(store)
    fill(store, net)
    wrong = []
    for said, wanted in cases:
        answer = Talk(store, net.accounts[who], now=NOW).say(said)
        if wanted not in answer:
            wrong.append(f"{said}:\n{answer}")
    assert not wrong, "\n\n".join(wrong)
