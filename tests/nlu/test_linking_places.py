"""Places and districts in all notations, and that none is corrected into another."""

from __future__ import annotations

import pytest

from nlu.interface import KnownName
from nlu.names import Names
from tests.dialogue import knowledge
from tests.nlu.directory import linked, places_in

NOTATIONS = """
[LK Stendal=Landkreis Stendal]
[Landkreis Stendal]
im [Kreis Stendal=Landkreis Stendal]
[Lkr. Stendal=Landkreis Stendal]
des [Landkreises Stendal=Landkreis Stendal]
[Stendal]
[Stendaler=Stendal] Kollegin
[Stendals=Stendal]
in [Köthen]
in [Koethen=Köthen]
in [Kothen=Köthen]
[köthen=Köthen]?
[KÖTHEN=Köthen]
[Wernigerode]
[Wernigrode=Wernigerode]
[Wernigeroder=Wernigerode] Straße
[Wernigeröder=Wernigerode] Kolleginnen
[Quedlinburg]
[quedlinbrug=Quedlinburg]
kontackt [quedlinbrug=Quedlinburg]
[Quedlinburger=Quedlinburg] Team
[Halberstadt]
[halberstädter=Halberstadt] kollegen
[halberstaedter=Halberstadt] kollegen
[Bad Lauchstädt]
[bad lauchstedt=Bad Lauchstädt]
in [Lauchstädt=Bad Lauchstädt]
[Lutherstadt Eisleben=Eisleben]
[Eisleben]
[Lutherstadt Wittenberg=Wittenberg]
[Wittenberg]
[Wittenberger=Wittenberg] Kontakt
[Dessau]
[dessauer=Dessau] team
[Dessau-Roßlau]
[Dessau Rosslau=Dessau-Roßlau]
[Roßlau]
[Naumburg (Saale)=Naumburg]
[Naumburg/Saale=Naumburg]
[Naumburg an der Saale=Naumburg]
[Weißenfels]
[Weissenfels=Weißenfels]
[weisenfels=Weißenfels]
[Aschersleben]
[Ascherslebener=Aschersleben]
[Staßfurt]
[Stassfurt=Staßfurt]
[Stasfurt=Staßfurt]
[Bitterfeld-Wolfen]
[Bitterfeld Wolfen=Bitterfeld-Wolfen]
[Zerbst=Zerbst/Anhalt]
[Zerbst/Anhalt]
[Sangerhausen]
[sangerhäuser=Sangerhausen]
[Osterburg (Altmark)=Osterburg]
[Osterburg in der Altmark=Osterburg]
Hansestadt [Salzwedel]
[Salzwedler=Salzwedel] Kollegin
[Altmarkkreis Salzwedel]
[Salzlandkreis]
in der [Börde=Landkreis Börde]
[bördekreis=Landkreis Börde]
[Mansfeld-Südharz=Landkreis Mansfeld-Südharz]
[Mansfeld Südharz=Landkreis Mansfeld-Südharz]
im [Jerichower Land=Landkreis Jerichower Land]
[Burgenlandkreis]
in [Burg]
[Burg bei Magdeburg=Burg]
[Burg b. Magdeburg=Burg]
[Burger=Burg] Kollegin
[Schönebeck (Elbe)=Schönebeck]
[Schönebeck/E=Schönebeck]
[Schoenebeck=Schönebeck]
[Tangermuende=Tangermünde]
[tangermunde=Tangermünde]
[Berlin]
[Berliner=Berlin] Kollegen
[Münchner=München] Kollegen
[Muenchen=München]
[Munchen=München]
[Hannoveraner=Hannover]
[Bremer=Bremen] Verein
[Dresdner=Dresden] Verein
[Frankfurt (Oder)=Frankfurt]
[Frankfurt an der Oder=Frankfurt]
[Frankfurt/M=Frankfurt am Main].
[Thalenser=Thale]
[Берлин=Berlin]
[Лейпциг=Leipzig]
[برلين=Berlin]
[Ko\u0308then=Köthen]
[Stendal]🙏
📍[Stendal]📍
"[Stendal]"
[STENDAL=Stendal]???
#[stendal=Stendal]
[Stendal], [Genthin] und [Burg]
[Zeitz] - [Gera]
wohnt [Genthin], arbeitet [Zerbst=Zerbst/Anhalt]
von [Barby] bis [Calbe]
[39104=postcode:39104]
D-[39104=postcode:39104]
D [39104=postcode:39104]
[06484=postcode:06484] [Quedlinburg]
"""


@pytest.mark.parametrize("line", NOTATIONS.strip().split("\n"))
def test_notation(line: str) -> None:
    """The place is found with its canonical name, nothing else, and the span is right."""
    found, wanted = places_in(line.replace("\\u0308", "\u0308"), "place")
    assert found == wanted


def test_there_are_enough() -> None:
    """The table is not cut short by accident."""
    assert len(NOTATIONS.strip().split("\n")) >= 100


def test_a_postcode_in_brackets() -> None:
    """Whatever stands around five digits, unless they belong to a longer number."""
    assert [(e.entity, e.value) for e in linked("(06484), 39104.")] == [
        ("postcode", "06484"),
        ("postcode", "39104"),
    ]
    assert linked("12345678 030/12345 1.12345 12345,50 A12345 12345-678") == ()


EXISTING = """
Essen Hessen
Hessen Essen
Calbe Kalbe
Kalbe Calbe
Freyburg Freiburg
Freiburg Freyburg
Wittenberg Wittenberge
Wittenberge Wittenberg
Naumburg Nauenburg
Merseburg Magdeburg
Weimar Wismar
Wismar Weimar
Erfurt Herford
Herford Erfurt
Leipzig Leisnig
Dessau Dresden
Halberstadt Halver
Genthin Gentha
Barby Barleben
Zeitz Zerbst
Gera Gerau
Goslar Wetzlar
Kassel Hassel
Hassel Kassel
Berge Burg
Möckern Möckmühl
Bernburg Bamberg
Bamberg Homberg
Marburg Merseburg
"""


@pytest.mark.parametrize("pair", EXISTING.strip().split("\n"))
def test_a_name_that_exists_is_not_corrected(pair: str) -> None:
    """One letter makes another town: each is understood as itself and never as the other."""
    name, other = pair.split(" ")
    for text in (f"Wir haben jemanden aus {name} hier", f"kontakt in {name.lower()}?"):
        (entity,) = linked(text)
        assert entity.text.lower() == name.lower()
        assert entity.value.split(" ")[0] != other
        assert entity.score == 1.0


def test_a_name_of_the_directory_is_not_corrected_either() -> None:
    """Also against a name that the gazetteer does not have, and in the other direction."""
    names = Names([KnownName("region", "Stendhal", "1")], base=knowledge().places)
    assert [(e.entity, e.value) for e in linked("Kontakt in Stendhal", names)] == [("region", "Stendhal")]
    assert [(e.entity, e.value) for e in linked("Kontakt in Stendal", names)] == [("place", "Stendal")]


def test_several_places_of_one_name_are_all_given() -> None:
    """Which one is meant must be asked back, or is plain from the addition."""
    (burg,) = linked("jemand aus Burg")
    assert "15086/Burg" in burg.refs
    assert len(burg.refs) > 1
    (one,) = linked("jemand aus Burg bei Magdeburg")
    assert one.refs == ("15086/Burg",)
    (oder,) = linked("jemand aus Frankfurt/Oder")
    assert oder.refs == ("12053/Frankfurt (Oder)",)


def test_a_part_of_a_city_is_no_village_elsewhere() -> None:
    """Behind a city, a hamlet far away and a poor correction are left away; a real second town is not."""
    assert [e.value for e in linked("Halle-Neustadt")] == ["Halle"]
    assert [e.value for e in linked("Strecke Halle-Leipzig")] == ["Halle", "Leipzig"]
    assert [e.value for e in linked("stendal magdeburg")] == ["Stendal", "Magdeburg"]
