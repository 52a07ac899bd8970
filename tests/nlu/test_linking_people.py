"""People: by first name, surname or both, bent, misspelt, with a title, unknown, and called like a thing."""

from __future__ import annotations

import pytest

from nlu.names import Names
from tests.dialogue import knowledge
from tests.nlu.directory import linked, people, places_in

NOTATIONS = """
[Mara Lindner]
[mara lindner=Mara Lindner]
[MARA LINDNER=Mara Lindner]
[Lindner=Mara Lindner]
[Lindner, Mara=Mara Lindner]
von [Lindners Mara=Mara Lindner]
[Mara=Mara Lindner]
@[Mara=Mara Lindner]
[Lindner=Mara Lindner] 📞
📞[Lindner=Mara Lindner]📞
die Nummer von Frau [Lindner=Mara Lindner]
frau [lindner=Mara Lindner]
Frau [Lindners=Mara Lindner] Nummer
Frau [Linder=Mara Lindner]
Frau [Lindnr=Mara Lindner]
frau [lindener=Mara Lindner]
Fr. [Lindner=Mara Lindner]
Dr. [Lindner=Mara Lindner]
wer ist [demir=Aylin Demir]
wer ist [Lang=Paul Lang]?
Frau Dr. [Lindner=Mara Lindner]
Ms [Lindner=Mara Lindner]
kollegin [lindner=Mara Lindner]
Kollegin [Mara=Mara Lindner]
[maras=Mara Lindner] nummer
[Mara's=Mara Lindner] number
[Mara Lindners=Mara Lindner] Telefonnummer
[mara lindnre=Mara Lindner]
[Maara Lindner=Mara Lindner]
[Mara-Lindner=Mara Lindner]
[maralindner=Mara Lindner]
[Mara=Mara Lindner] L.
M. [Lindner=Mara Lindner]
Herrn [Petrow=Jonas Petrow]
herr [petrov=Jonas Petrow]
Hr. [Petrow=Jonas Petrow]
[aylin demir's=Aylin Demir] number
[Aylins=Aylin Demir] Vertretung
Frau [Demirs=Aylin Demir] Kollegin
[Tarik Hamdan=Tarek Hamdan]
[Hamdans=Tarek Hamdan] Mail
[olena kravetz=Olena Kravets]
[Olena Kravec=Olena Kravets]
[Birgit Kühn=Birgit Kühn]
Frau [Kuehn=Birgit Kühn]
Frau [Kuhn=Birgit Kühn]
[kuehn=Birgit Kühn]
[Anna-Lena Groß]
[Anna Lena=Anna-Lena Groß]
[Anna Lena Gross=Anna-Lena Groß]
[annalena groß=Anna-Lena Groß]
[Anna=Anna-Lena Groß]
Frau [Groß=Anna-Lena Groß]
Herr [Wald=Uwe Wald]
[Uwe Wald]
die Nummer von [Wald=Uwe Wald]
[Paul Lang]
Herr [Lang=Paul Lang]
[Sinead O’Neill=Sinéad O'Neill]
[oneill=Sinéad O'Neill]
Herr [Yildirim=Mehmet Yıldırım]
[mehmet yildirim=Mehmet Yıldırım]
Ist [Lena=Lena Voigt] da oder [Nele=Nele Brandt]?
Kontakt zu [Mara=Mara Lindner] und [Jonas=Jonas Petrow]
"""


@pytest.mark.parametrize("line", NOTATIONS.strip().split("\n"))
def test_notation(line: str) -> None:
    """The person is found with the full name; the span leaves the title out."""
    found, wanted = places_in(line, "person")
    assert found == wanted


UNKNOWN = """
Frau [Müller]
frau [kowalczyk]
Herr Dr. [Schmidt]
Herrn [Yılmaz]
Frau [Müller-Lüdenscheidt]
Frau [von der Leyen]
Herr [de Vries]
Herr [El Amrani]
Frau [Maria Schulz]
Hr. [Öztürk]
herr [xyz]
Frau [Wernigerode]
Mr [Smith]
wer ist [Max Mustermann]?
wer ist denn [mustermann]
who is [Zoe Marchetti]?
kennst du [Zwiebelhuber]
"""


@pytest.mark.parametrize("line", UNKNOWN.strip().split("\n"))
def test_a_stranger(line: str) -> None:
    """With a title, or asked about, an unknown name is a person without reference, as it is written."""
    found, wanted = places_in(line, "person")
    assert found == wanted
    text = line.replace("[", "").replace("]", "")
    assert [entity.refs for entity in linked(text)] == [()]


NOBODY = """
wer ist neu
wer ist verantwortlich?
wer ist der Vermieter
die Frau, die hier war
Frau und Kinder
meine Frau arbeitet morgen
die frau wohnt hier
eine junge frau sucht arbeit
Frau aus Syrien
die Frau von der Ausländerbehörde
der Herr hat angerufen
der herr hat angerufen
im Wald
aus dem Wald
ein großer Wald
ist groß
wie lang dauert das
lang ist es her
Sehr geehrte Damen und Herren
das ist mir wichtig
"""


@pytest.mark.parametrize("text", NOBODY.strip().split("\n"))
def test_nobody_is_named(text: str) -> None:
    """Surnames that are everyday words, and titles without a name."""
    assert [e for e in linked(text) if e.entity == "person"] == []


def test_several_people_of_one_name_are_all_given() -> None:
    """A mention that may mean two people names both and none of them as its value."""
    names = Names(people("Mara Lindner", "Paul Lindner", "Mara Voigt"), base=knowledge().places)
    (family,) = linked("Nummer von Frau Lindner", names)
    assert family.refs == ("person:Mara Lindner", "person:Paul Lindner")
    assert family.value == "Lindner"
    (full,) = linked("Nummer von Mara Lindner", names)
    assert full.refs == ("person:Mara Lindner",)
    first, second = linked("Paul und Mara Voigt", names)
    assert first.refs == ("person:Paul Lindner",)
    assert second.refs == ("person:Mara Voigt",)


def test_the_well_spelt_word_tells_who_is_meant() -> None:
    """ "Moara Lindner" is Mara, not Paul Lindner as well."""
    names = Names(people("Mara Lindner", "Paul Lindner"), base=knowledge().places)
    (entity,) = linked("Telefon von Moara Lindner", names)
    assert entity.refs == ("person:Mara Lindner",)
    assert entity.score < 1.0


def test_a_person_stands_behind_a_title_even_if_a_place_is_called_so() -> None:
    """ "Frau Essen" is no trip to Essen, and in a network with a Ms Burg she is meant."""
    names = Names(people("Ute Burg"), base=knowledge().places)
    assert [(e.entity, e.value) for e in linked("Frau Burg", names)] == [("person", "Ute Burg")]
    assert [(e.entity, e.value) for e in linked("jemand in Burg", names)] == [("place", "Burg")]
    assert [(e.entity, e.value) for e in linked("Frau Essen")] == [("person", "Essen")]


@pytest.mark.parametrize(
    "text", ["Wer ist Łukasz Wiśniewski?", "Telefonnummer von Mara Wiśniewska", "kennst du Mara Xylander"]
)
def test_a_first_name_with_a_strange_surname_is_a_stranger(text: str) -> None:
    """ "Mara Wiśniewska" is not the Mara that the directory knows."""
    known = Names(people("Mara Lindner", "Lukas Berger"), base=knowledge().places)
    assert not [e for e in linked(text, known) if e.entity == "person" and e.refs]


@pytest.mark.parametrize(
    "text", ["Mara Telefonnummer", "Wer ist Mara Lindnr?", "Hat Mara Zeit?", "Mara, Xylander und ich"]
)
def test_a_first_name_alone_is_known(text: str) -> None:
    """What follows is no surname, or a misspelt one."""
    known = Names(people("Mara Lindner", "Lukas Berger"), base=knowledge().places)
    assert [e.value for e in linked(text, known) if e.entity == "person"] == ["Mara Lindner"]
