"""Everyday words that are names of places too: left alone in ordinary sentences, understood in "in Essen"."""

from __future__ import annotations

import pytest

from nlu.interface import KnownName
from nlu.names import Names
from tests.dialogue import knowledge
from tests.nlu.directory import linked

ORDINARY = """
was gibt es heute zu essen
nach dem Essen treffen wir uns
nach dem essen
beim Essen reden wir
vor dem Essen
ich komme zum Essen
das Essen war gut
wir gehen baden
baden gehen macht spaß
ich komme weil ich muss
weil werden ohne müssen senden wissen
wir senden euch das zu
das müssen wir wissen
ohne euch geht es nicht
ich werde das werden lassen
ich bin in der Lage
in der Lage sein
mit Händen und Füßen
mit händen und füßen reden
die Lage ist ernst
bei Regen
im Regen
es gibt regen austausch
bei Regen drinnen
die ganze Welt
auf der Welt
eine neue Welt
eine Liste bitte
steht in der liste
auf dem Hof
im Hof
im Wald
aus dem Wald
im Norden
aus dem Norden
nach Norden
im Süden
Richtung Westen geht es nicht
in Sachsen
aus Sachsen-Anhalt
in Sachsen Anhalt
Sachsen
wer ist in Bayern
von vorn bitte
nach hinten schieben
eine Stunde nach hinten
die Marke
eine Tanne
im Winkel
die Wellen
auf der Brücke
Brücken bauen
die Bühne
auf der Bühne
ohne Sorge
keine Sorge
ich bin in Sorge
wir sind in Sorge um sie
so ein elend
aus dem Elend
der Rot
bei Rot über die Ampel
das ist mein Ernst
im Ernst
auf der Insel
ein Buch
das buch
zum Buch
am Rand
am Ende
bis Ende März
im März
did we meet in march
i only joined in March
vom Amt
im Amt
in Ruhe
ich bin in Ruhe zu erreichen
in Frieden
mit Freude
viel Freude
in Kürze
in Zukunft
auf Dauer
bei Bedarf
nach Hause
zu Hause
von Hand
um Hilfe
in Not
in Eile
mit Kindern
in Teilzeit
im Lager
im Hotel
in der Küche
am Bau
auf dem Bau
als Koch
aus der Ferne
um acht
in der Schule
in der Kirche
an der Ampel
im Stau
zum Mond
unter Wasser
auf Grund
im Herbst
im Garten
im Krankenhaus
im Zug
i am on the train
am Berg
auf dem Berg
am See
am Meer
an der Elbe
schönen Feierabend
hab heute frei
die neuen
in meine daten
in meiner liste
in meinen kalender
nach ostern
im neuen jahr
in letzter Zeit
noch eine Frage
im Team
in zwei Wochen
letzten Monat
sie ist Krankenschwester
er ist Schlosser
Kasse
bei der Krankenkasse
die Post
bei der Post
auf der Bank
im Fall
auf jeden Fall
Hallo zusammen
Halo
Moin
Servus
Danke schön
Bitte um Rückruf
genau
Abbruch
halt
los
wir werben neue Leute
das wollen wir erlangen
ich will mehr erleben
ich möchte das ausleben
die Grenzen sind zu
mit Herz und Verstand
Spieler gesucht
die Küste
Löhne zahlen
Kursen
unser Stand
wir müssen das lösen
speichern
von der Straße
vom Land
ich liege im Bett
wo liegt das
nicht schlimm
von mir aus
am Rande
bis bald
mein Lohn
Rat geben
im Bad
in Bad
in Arbeit
zur Arbeit
der Wunsch
wir wünschen uns das
das ist gelungen
mit Bus und Bahn
"""


@pytest.mark.parametrize("text", ORDINARY.strip().split("\n"))
def test_no_place_is_meant(text: str) -> None:
    """An ordinary sentence mentions no place, region or person."""
    assert [e for e in linked(text) if e.entity in ("place", "region", "person")] == []


MEANT = {
    "Kontakt in Essen?": "Essen",
    "Klientin aus Essen": "Essen",
    "sie zieht nach Essen": "Essen",
    "wir essen in Essen": "Essen",
    "hab wen in essen": "Essen",
    "wohnt in Lage": "Lage",
    "er kommt aus Norden": "Norden",
    "Jemand aus Weil am Rhein": "Weil am Rhein",
    "ein Klient aus Wissen": "Wissen",
    "wohnt in Werben": "Werben",
    "Umzug nach Hof": "Hof",
    "aus Regen in Bayern": "Regen",
    "sie wohnt in Sorge": "Sorge",
    "ein Klient aus Elend": "Elend",
    "Familie aus Buch": "Buch",
    "jemand aus Born": "Born",
    "Familie in Tanne": "Tanne",
    "Kontakt in Welt": "Welt",
    "wohnt in Siegen": "Siegen",
    "aus Hagen": "Hagen",
}


@pytest.mark.parametrize(("text", "value"), MEANT.items())
def test_the_town_is_meant(text: str, value: str) -> None:
    """Right behind a preposition, without an article, it is the town."""
    assert [e.value for e in linked(text) if e.entity == "place"] == [value]


def test_a_name_of_the_directory_that_is_an_everyday_word() -> None:
    """A region Baden is understood where it is meant; a dip in the lake is not."""
    names = Names(
        [KnownName("region", "Baden", "1"), KnownName("region", "Essen", "2")], base=knowledge().places
    )
    assert [e.value for e in linked("Kontakt aus Baden", names)] == ["Baden"]
    assert [e.value for e in linked("wir gehen nach dem Essen baden", names)] == []


def test_an_article_tells_things_from_towns() -> None:
    """German towns have no article, districts do."""
    assert linked("in der Bühne") == ()
    assert [e.value for e in linked("wohnt in Bühne")] == ["Bühne"]
    assert [e.value for e in linked("wohnt in der Börde")] == ["Landkreis Börde"]
    assert [e.value for e in linked("die Stendaler Kollegin")] == ["Stendal"]
