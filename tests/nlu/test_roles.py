"""Home or work: read from the words around the places, in either order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlu.embedded import intent_features
from nlu.interface import Entity
from nlu.roles import HOME, WORK, role_features, with_roles
from tests.dialogue import interpreter
from tests.nlu.directory import directory, linked

# Home is marked with (h), work with (w).
SENTENCES = """
Klientin wohnt in Thale(h) und arbeitet in Magdeburg(w)
Klientin arbeitet in Magdeburg(w) und wohnt in Thale(h)
von Burg(h) nach Halle(w)
pendelt täglich von Stendal(h) nach Magdeburg(w)
nach Magdeburg(w) pendelt er aus Stendal(h)
aus Genthin(h) nach Burg(w) zur Arbeit
lebt in Köthen(h), Job in Dessau(w)
Job in Dessau(w), lebt in Köthen(h)
Arbeitsort Leuna(w), Wohnort Merseburg(h)
Wohnort Merseburg(h), Arbeitsort Leuna(w)
Wohnung in Zeitz(h), Stelle in Naumburg(w)
Stelle in Naumburg(w), Wohnung in Zeitz(h)
er hat eine Zusage im Harz(w), bleibt aber in Aschersleben(h) wohnen
sie zieht nicht um, bleibt in Quedlinburg(h), fängt aber in Halberstadt(w) an
die Firma sitzt in Magdeburg(w), der Bewerber kommt aus Gardelegen(h)
der Betrieb ist in Wernigerode(w), zuhause ist sie in Ilsenburg(h)
Ausbildung in Halle(w), die Familie lebt in Bernburg(h)
macht eine Ausbildung in Magdeburg(w), wohnt aber bei den Eltern in Schönebeck(h)
gemeldet in Osterburg(h), beschäftigt in Stendal(w)
beschäftigt in Stendal(w), gemeldet in Osterburg(h)
wer hilft jemandem, der in der Altmark(h) wohnt und in Magdeburg(w) arbeitet
wer hilft jemandem, der in Magdeburg(w) arbeitet und in der Altmark(h) wohnt
arbeit in halle(w) wohnen in merseburg(h)
wohnen in merseburg(h) arbeit in halle(w)
my client lives in Stendal(h) and works in Magdeburg(w)
my client works in Magdeburg(w) but lives in Stendal(h)
she has a job in Halle(w), home is Naumburg(h)
home is Naumburg(h), she has a job in Halle(w)
commuting from Burg(h) to Magdeburg(w)
commutes to Magdeburg(w) from Burg(h)
working in Dessau(w), living in Zerbst(h)
living in Zerbst(h), working in Dessau(w)
employer in Halberstadt(w), flat in Thale(h)
Praktikum in Salzwedel(w), zu Hause in Gardelegen(h)
der Arbeitgeber in Haldensleben(w) fragt, der Mitarbeiter wohnt in Wolmirstedt(h)
Familie wohnt in Sangerhausen(h), der Vater arbeitet in Halle(w)
der Vater arbeitet in Halle(w), die Familie wohnt in Sangerhausen(h)
sie fährt jeden Morgen aus Calbe(h) nach Schönebeck(w) in die Klinik
zur Arbeit nach Köthen(w) fährt er jeden Tag aus Bernburg(h)
Wohnsitz Weißenfels(h), Einsatzort Leipzig(w)
ab Montag arbeitet er in Burg(w), die Wohnung bleibt in Genthin(h)
in Zerbst(h) daheim, in Dessau(w) im Lager
39576(h) nach 39104(w)
er wohnt in Thale(h)
sie arbeitet ab Mai in Halberstadt(w)
"""
ROLES = {"h": HOME, "w": WORK}
LEAST_RIGHT = 0.9


def marked(line: str) -> tuple[str, list[str]]:
    """The text and the roles of its places, in their order."""
    wanted = [ROLES[line[at + 1]] for at in range(len(line)) if line.startswith(("(h)", "(w)"), at)]
    return line.replace("(h)", "").replace("(w)", ""), wanted


def read(text: str) -> list[str | None]:
    """The roles that are given to the places of a text."""
    entities = with_roles(text, linked(text), interpreter()._model.roles)
    return [entity.role for entity in entities if entity.entity in ("region", "place", "postcode")]


def test_roles_are_read() -> None:
    """Nine in ten sentences of our own are read wholly right."""
    lines = [marked(line) for line in SENTENCES.strip().split("\n")]
    wrong = [(text, found) for text, wanted in lines if (found := read(text)) != wanted]
    right = 1 - len(wrong) / len(lines)
    print(f"\ncommutes read rightly: {right:.3f} of {len(lines)}; wrong: {wrong}")
    assert right >= LEAST_RIGHT, wrong


@pytest.mark.parametrize(
    "text",
    [
        "Klient wohnt in Thale und arbeitet in Magdeburg, wen rufe ich an?",
        "Klient arbeitet in Magdeburg und wohnt in Thale, wen rufe ich an?",
    ],
)
def test_the_engine_gives_roles(text: str) -> None:
    """In a commute each place has its role, whatever the order."""
    understanding = interpreter().parse(text, directory())
    assert understanding.intent == "find_commute_contact"
    assert {entity.value: entity.role for entity in understanding.entities} == {
        "Thale": HOME,
        "Magdeburg": WORK,
    }


def test_two_places_are_not_both_home() -> None:
    """With two or more places there is at least one of each role, whatever the model thinks."""
    for text in (
        "Thale Magdeburg",
        "wohnt in Thale wohnt in Burg",
        "Harz Harz Harz",
        "a Thale b Burg c Halle",
    ):
        found = read(text)
        assert set(found) == {HOME, WORK}, text


def test_without_places() -> None:
    """Nothing to give a role to; other entities keep none."""
    model = interpreter()._model.roles
    assert with_roles("", (), model) == ()
    person = Entity("person", "Mara Lindner", "Mara", 0, 4)
    assert with_roles("Mara", (person,), model) == (person,)
    both = with_roles("Mara in Halle", (person, Entity("region", "Halle", "Halle", 8, 13)), model)
    assert [entity.role is None for entity in both] == [True, False]


def test_features_belong_to_one_place() -> None:
    """A place sees the words between its neighbours, not those beyond them."""
    text = "wohnt in Thale und arbeitet in Halle im Lager"
    home, work = (e for e in linked(text) if e.entity in ("region", "place"))
    first, second = role_features(text, [home, work], 0), role_features(text, [home, work], 1)
    assert "b:wohnt" in first
    assert "b:wohnt" not in second
    assert "a:lager" in second
    assert "a:lager" not in first
    assert intent_features(text, (home, replace(work, role=WORK))) == intent_features(text, (home, work))
