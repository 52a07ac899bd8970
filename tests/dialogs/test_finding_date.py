from storage.models import *
from storage.session import Store
from tests.coordinated import network, group_chat
from tests.dialogue import Talk
from tests.dialogs.telling import told, words, press
import pytest

@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_flow(store: Store) -> None:
    net = network(store)
    with store.write() as s:
        for n in ("Nele","Mara","Jonas","Heike"):
            s.add(Membership(group_id=net.group, person_id=net.people[n]))
    talks = {n: Talk(store, net.accounts[n]) for n in ("Nele","Mara","Jonas","Heike","Tarek")}
    def say(n, t):
        print(f"\n{n}> {t}"); print(talks[n].say(t))
    say("Nele","finde einen Termin für die Fokusgruppe 2: Di 10 Uhr, Mi 14 Uhr oder Do halb drei, 90 Minuten")
    say("Nele","doch bis Dienstag 9 Uhr")
    say("Nele","wenn 2 können")
    say("Nele","auch Fr 9 Uhr")
    say("Nele","ohne Freitag")
    say("Nele","ja")
    for m in told(store, net.accounts["Mara"]): print("MARA GOT", words(m), [plain_(o) for o in m["options"]])
    say("Mara","Di und Do passen, Mi nicht")
    say("Mara","Dienstag vielleicht")
    say("Jonas","/terminfindung")
    say("Jonas","1")
    say("Jonas","1")
    say("Jonas","6")
    say("Heike","Freitag 9 Uhr ginge auch")
    say("Heike","1")
    say("Heike","alle außer Mittwoch")
    say("Tarek","/terminfindung")
    say("Tarek","finde einen Termin")
    say("Nele","/terminfindung")
    say("Nele","8")
    say("Nele","1")

    say("Nele","Stand und festlegen")
    say("Nele","1")
    say("Nele","1")
    for m in told(store, net.accounts["Mara"]): print("MARA GOT", words(m), [plain_(o) for o in m["options"]])
    say("Mara","Dienstag passt doch")
    say("Mara","/terminfindung")
    say("Nele","finde einen termin")
    say("Nele","Dienstag und Mittwoch")
    say("Nele","um 10")
    say("Nele","eine Stunde")
    say("Nele","abbrechen")
    say("Nele","find a date: Thursday half two or Friday 9am, one hour")
    say("Nele","1")
    assert 0

from dialogs.texts import markup, plain
def plain_(o): return plain(markup(o["label"], "de"))
