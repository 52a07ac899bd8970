"""What guests answer in the form: names in sentences, corrections, one question back, what is no code."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage.models import Code
from storage.session import Store
from tests.dialogs import invited
from tests.dialogs.invited import Network
from tests.dialogue import Talk


@pytest.fixture
def network(store: Store) -> Network:
    return invited.network(store)


def at_name(network: Network) -> Talk:
    """A guest who is asked for the name."""
    guest = network.guest()
    for line in (network.code(), "deutsch"):
        guest.say(line)
    return guest


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Ich heiße Peter Müller", "Peter Müller"), ("ich heisse peter müller.", "peter müller"),
        ("my name is John Smith", "John Smith"), ("I'm John Smith", "John Smith"),
        ("Hallo, ich bin die Anna Weiß!", "Anna Weiß"),
        ("Mein Name ist Anna von der Heide", "Anna von der Heide"),
        ("Name: Anna Berg", "Anna Berg"), ("Anna Berg heiße ich", "Anna Berg"),
    ],
)  # fmt: skip
def test_a_name_in_a_sentence(network: Network, said: str, name: str) -> None:
    """The name alone is taken, and shown before anything counts."""
    guest = at_name(network)
    guest.say(said)
    assert f"So trage ich Dich ein: {name} · Jobbrücke · Harz" in guest.say("ich arbeite bei der Jobbrücke")


@pytest.mark.parametrize("said", ["Ja Ja", "Hilfe bitte", "was soll das", "keine Ahnung", "Warum das denn"])
def test_no_name(network: Network, said: str) -> None:
    guest = at_name(network)
    guest.say(said)
    assert guest.state.step == "entering.name"


def test_half_a_name(network: Network) -> None:
    """It is said which half is missing, and that may be given alone."""
    guest = at_name(network)
    assert guest.say("Ich heiße Anna").startswith("Anna, und wie ist Dein Nachname?")
    guest.say("Müller")
    assert "Anna Müller · caritas halle" in guest.say("bei der caritas halle")


@pytest.mark.parametrize("said", ["Why?", "nein, das bin ich nicht", "ja", "warum wollt ihr das wissen"])
def test_no_organisation(network: Network, said: str) -> None:
    """Questions, and a yes, are no organisations."""
    guest = at_name(network)
    guest.say("Olena Koval")
    guest.say(said)
    assert guest.state.step in ("entering.organisation", "entering.name")


@pytest.mark.parametrize("said", ["keine", "bei keiner", "Keine Organisation", "none", "nirgends"])
def test_without_an_organisation(network: Network, said: str) -> None:
    guest = at_name(network)
    guest.say("Olena Koval")
    assert "So trage ich Dich ein: Olena Koval · Harz" in guest.say(said)


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("warte, Koval mit v: Olena Kowal", "Olena Kowal · Beratung"),
        ("nein, Kowal mit w", "Olena Kowal · "),
        ("Ich heiße Olena Kowal", "Olena Kowal · "), ("nein, mein Nachname ist Kowal", "Olena Kowal · "),
        ("nein, ich arbeite bei der Caritas", "Olena Koval · Caritas"),
        ("Organisation: Caritas", "Olena Koval · Caritas"),
        ("ja, aber der Name stimmt nicht", "Olena Koval · Beratung · Harz\nStimmt das so?"),
        ("das ist falsch", "Stimmt das so?"), ("zurück", "Bei welcher Organisation"),
        ("nein, das bin ich nicht", "Wie heißt Du?"),
    ],
)  # fmt: skip
def test_put_right_before_it_counts(network: Network, said: str, then: str) -> None:
    """A correction is shown again; nobody is in yet, and the code still counts."""
    guest = at_name(network)
    for line in ("Olena Koval", "Beratung"):
        guest.say(line)
    assert then in guest.say(said)
    assert network.person_of(guest) is None
    with network.store.read() as session:
        assert session.scalars(select(Code.uses_left)).one() == 1


def test_one_question_back(network: Network) -> None:
    """From the end to the beginning; then forth again."""
    guest = at_name(network)
    for line in ("Olena Koval", "Beratung"):
        guest.say(line)
    asked = ["Bei welcher Organisation", "Wie heißt Du", "Der Code stimmt", "Der Code stimmt"]
    for question in asked:
        assert guest.say("zurück").startswith(question)
    for line in ("deutsch", "Olena Kowal", "Beratung"):
        guest.say(line)
    assert guest.say("ja").startswith("Jetzt bist Du dabei, Olena.")


def test_what_cannot_be_a_code_is_no_try(network: Network) -> None:
    """Words, half codes and questions do not lock anybody out."""
    guest, code = network.guest(), network.code()
    guest.say("/code")
    for said in ("abc", "den finde ich gerade gar nicht mehr wieder", "x" * 20) * 4:
        assert "noch kein ganzer Code" in guest.say(said), said
    assert guest.say(code).startswith("Der Code stimmt")
