"""Setting up by two administrators at once, twice, and with whatever people may type."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from storage.models import AuditEntry, Person, Region, Role
from storage.session import Store
from tests import factories
from tests.dialogue import Talk


@pytest.fixture
def two(store: Store) -> tuple[Talk, Talk]:
    """Two administrators of an empty network."""
    talks = []
    with store.write() as session:
        for name in ("Mara Beispiel", "Jonas Beispiel"):
            person = factories.person(session, name)
            person.role = Role.ADMINISTRATOR
            talks.append(factories.account(session, person, name).id)
    return Talk(store, talks[0]), Talk(store, talks[1])


def count(store: Store, model: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_two_at_once(store: Store, two: tuple[Talk, Talk]) -> None:
    """Whoever comes second learns that it is there; neither's list is out of step with the store."""
    mara, jonas = two
    for talk in two:
        assert "Regionen: noch keine" in talk.say("/einrichten")
        assert "Landkreis Harz" in talk.say("/regionen Harz")
    assert "ist eingetragen" in mara.say("ja")
    assert jonas.say("ja") == "Das steht schon so da: Harz."
    assert "Regionen: 1" in jonas.say("/einrichten")
    assert count(store, Region) == 1


def test_a_card_counts_once(store: Store, two: tuple[Talk, Talk]) -> None:
    """Said twice, or by somebody else, it does nothing; nothing of it is there before."""
    mara, jonas = two
    mara.say("/regionen Harz, Altmark")
    assert count(store, Region) == 0
    assert "eingetragen" not in jonas.say("ja")
    assert "2 Regionen sind eingetragen" in mara.say("ja")
    assert "eingetragen" not in mara.say("ja")
    assert count(store, Region) == 2
    assert count(store, AuditEntry) == 2


def test_somebody_came_into_the_region(store: Store, two: tuple[Talk, Talk]) -> None:
    """A region is not removed when somebody was entered there while the card was shown."""
    mara, _ = two
    mara.say("/regionen Harz")
    mara.say("ja")
    mara.say("/regionen")
    assert "2  Entfernen" in mara.press(1)
    mara.press(2)
    with store.write() as session:
        region = session.scalars(select(Region)).one()
        session.scalars(select(Person).order_by(Person.id)).all()[1].home_region_id = region.id
    assert "Darum bleibt sie" in mara.say("ja")
    assert count(store, Region) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a" * 7_000, "Harz, " * 900, "Halle:", ":::", "= Halle", ", ,, und und", "(Harz", "Harz (",
        "((Harz))", "**Harz**: Halle", "<b>Netz</b>: Halle, Harz", "😀: Halle",
        "Harz\nAltmark\n\nSüden: Halle",
        "\0\0: \0", "0: Halle", "und\nund: und", "nein", "ohne Harz", "99999999: Halle",
        "Halle: Halle: Halle", "Region", "die", "{name}: Halle", "{ $lines }",
    ],
)  # fmt: skip
def test_whatever_is_typed(store: Store, two: tuple[Talk, Talk], text: str) -> None:
    """There is always an answer, nothing is written without a card, and the list still works afterwards."""
    mara, _ = two
    assert mara.say(f"/regionen {text}")
    assert count(store, Region) == 0
    mara.say("/regionen")
    assert mara.say(text)
    assert count(store, Region) == 0
    assert mara.say("ja")
    assert count(store, Region) <= 3
    for step in ("/einrichten", "3", text):
        assert mara.say(step)
    assert "So weit ist Euer Netzwerk" in mara.say("/einrichten")


def test_lines_and_definitions(store: Store, two: tuple[Talk, Talk]) -> None:
    """A region a line, and what one consists of behind a colon or in brackets."""
    mara, _ = two
    said = mara.say("/regionen Harz\nSüden: Halle, Saalekreis und LK Stendal\nMitte (Magdeburg, Börde)")
    assert "Harz: Landkreis Harz" in said
    assert "Süden: Kreisfreie Stadt Halle, Landkreis Stendal, Saalekreis" in said or (
        "Süden: Kreisfreie Stadt Halle, Saalekreis, Landkreis Stendal" in said
    )
    assert "Mitte: Landeshauptstadt Magdeburg, Landkreis Börde" in said


def test_who_may_not_any_more(store: Store, two: tuple[Talk, Talk]) -> None:
    """Rights are asked again when the card is answered."""
    mara, _ = two
    mara.say("/regionen Harz")
    with store.write() as session:
        session.scalars(select(Person).order_by(Person.id)).all()[0].role = Role.MEMBER
    assert "fehlt Dir hier das Recht" in mara.say("ja")
    assert count(store, Region) == 0
