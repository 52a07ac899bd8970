"""What people are given of themselves, and what others see of them afterwards."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from dialogs.topics.own_page import page
from storage.models import (
    Account,
    Coordination,
    OutboxMessage,
    Person,
    Preference,
    Region,
    Responsibility,
    Role,
    Visibility,
)
from storage.services import consenting
from storage.services.corrections import NewResponsibility, begin, end, set_text
from storage.services.directory import person_cards
from storage.services.network import newcomers
from storage.services.viewer import Viewer
from storage.session import Store
from tests import factories
from tests.dialogue import Talk
from tests.factories import NOW, TODAY


@pytest.fixture
def network(store: Store) -> dict[str, int]:
    """Accounts by given name; Nele coordinates the Harz."""
    with store.write() as session:
        people = factories.lead_network(session)
        harz = session.scalars(select(Region).where(Region.name == "Harz")).one()
        session.add(Coordination(person_id=people["Nele"].id, region_id=harz.id))
        return {name: factories.account(session, person, address=name).id for name, person in people.items()}


def told(store: Store, account: int) -> list[dict[str, Any]]:
    """What Kitt said by itself to an account."""
    with store.read() as session:
        query = select(OutboxMessage.payload).where(
            OutboxMessage.account_id == account, OutboxMessage.inbox_event_id.is_(None)
        )
        return list(session.scalars(query.order_by(OutboxMessage.id)))


def test_the_copy_is_a_page_and_json(store: Store, network: dict[str, int]) -> None:
    """Both hold the entry; the page is HTML in which nobody's name does anything."""
    with store.write() as session:
        account = session.get_one(Account, network["Mara"])
        session.get_one(Person, account.person_id).function = '<script>alert("x")</script>'
    talk = Talk(store, network["Mara"])
    talk.say("/auskunft")
    html, plain = talk.reply.files
    assert (html.type, plain.type) == ("text/html", "application/json")
    assert html.name.endswith(".html")
    content = json.loads(plain.text)
    assert content["person"][0]["given_name"] == "Mara"
    assert content["ways"][0]["value"] == "+493023125001"
    assert "<script>" not in html.text
    assert "&lt;script&gt;" in html.text
    assert "<h1>Was Kitt über Dich gespeichert hat</h1>" in html.text
    assert talk.reply.as_json()["files"][0]["name"] == html.name
    talk.say("/language")
    assert "files" not in talk.reply.as_json()


def test_every_heading_of_the_page_has_a_text(store: Store, network: dict[str, int]) -> None:
    """In both languages each section and field has a name, for whatever there may be."""
    from dialogs.texts import LANGUAGES, reporting, strict
    from storage.queries.own_data import of_accounts, of_person

    talk = Talk(store, network["Mara"])
    talk.say("hallo")
    every = {
        name: [dict.fromkeys(column["name"] for column in query.column_descriptions)]
        for name, query in (*of_person(1), *of_accounts([1], 1))
    }
    del every["responsibilities"][0]["id"]
    every["responsibilities"][0] |= {"places": None, "topics": None, "languages": None}
    with store.read() as session, reporting(strict):
        from dialogs.turn import Network, Turn

        turn = Turn(session, Viewer(Role.MEMBER), "de", NOW, TODAY, Network({}))
        for language in LANGUAGES:
            assert page(every, language, NOW, turn).count("<h2>") == len(every)


def test_a_long_page_says_what_is_left_out(store: Store) -> None:
    """Of ten thousand messages the page shows some, and says how many there are more."""
    from dialogs.turn import Network, Turn

    with store.read() as session:
        turn = Turn(session, Viewer(Role.MEMBER), "de", NOW, TODAY, Network({}))
        text = page({"messages_out": [{"at": "x", "state": "sent"}] * 10_000}, "de", NOW, turn)
    assert text.count("<td>gesendet</td>") == 50
    assert "… und 9950 weitere" in text


def test_what_is_hidden_is_hidden(store: Store, network: dict[str, int]) -> None:
    """Fields that somebody keeps for coordinators are shown to those alone, and never in a group."""
    with store.write() as session:
        person = session.get_one(Account, network["Lena"]).person_id
        lena = session.get_one(Person, person)
        lena.function, lena.office_hours = "Beraterin", "Mo 9"
        session.add(Preference(person_id=lena.id, hidden=list(consenting.HIDEABLE)))
    other = Viewer(Role.MEMBER, 1)
    with store.read() as session:

        def seen(viewer: Viewer) -> tuple[object, ...]:
            (card,) = person_cards(session, viewer=viewer, person_ids=[lena.id], today=TODAY)
            return card.contact.function, card.contact.office_hours, card.contact.since

        assert seen(other) == ("", "", None)
        full = ("Beraterin", "Mo 9", lena.since)
        assert seen(Viewer(Role.COORDINATOR, 7)) == seen(Viewer(Role.MEMBER, lena.id)) == full
        assert seen(Viewer(Role.COORDINATOR, 7, in_group=True)) == ("", "", None)
        assert newcomers(session, viewer=other, today=TODAY) == []
        assert len(newcomers(session, viewer=Viewer(Role.COORDINATOR, 7), today=TODAY)) == 1


def test_nobody_shows_or_hides_another(store: Store, network: dict[str, int]) -> None:
    """With a number that belongs to somebody else nothing happens."""
    with store.write() as session:
        mara = Viewer(Role.MEMBER, session.get_one(Account, network["Mara"]).person_id)
        lena = Viewer(Role.MEMBER, session.get_one(Account, network["Lena"]).person_id)
        way = consenting.shown(session, viewer=lena).ways[0]
        done = consenting.show_way(
            session, viewer=mara, way_id=way.id, visibility=Visibility.COORDINATORS, now=NOW
        )
        assert done is None
        assert consenting.shown(session, viewer=lena).ways[0] == way
        assert not consenting.hide(session, viewer=lena, field="languages", hidden=True, now=NOW)


def test_a_guest_corrects_nothing(store: Store, network: dict[str, int]) -> None:
    """The services refuse who is nobody of the network, and who does not coordinate the region."""
    from storage.errors import NotAllowedError

    with store.write() as session:
        wanted = NewResponsibility(region_id=1)
        far = Viewer(Role.COORDINATOR, 7, region_ids=frozenset({99}))
        for viewer in (Viewer(Role.GUEST), Viewer(Role.MEMBER, 1), far):
            with pytest.raises(NotAllowedError):
                begin(session, viewer=viewer, person_id=1, wanted=wanted, today=TODAY, now=NOW)
            with pytest.raises(NotAllowedError):
                end(session, viewer=viewer, person_id=1, number=1, today=TODAY, now=NOW)
        with pytest.raises(NotAllowedError):
            set_text(session, viewer=Viewer(Role.GUEST), field="function", text="x", now=NOW)


def test_a_responsibility_changes_with_a_coordinators_yes(store: Store, network: dict[str, int]) -> None:
    """Mara asks, Nele says yes, it is in the directory, and Mara is told; a second press does nothing."""
    mara, nele = Talk(store, network["Mara"]), Talk(store, network["Nele"])
    mara.say("/ändern")
    mara.press(7)
    assert "Nicht mehr: Jobbrücke Plus · Harz" in mara.rendered()
    assert "Ich habe die Koordination gefragt" in mara.press(1)
    mara.say("/ändern")
    mara.press(7)
    mara.press(1)
    (asked,) = told(store, network["Nele"])
    nele.state = nele.state.from_json({"options": asked["options"]})
    assert "Ist eingetragen" in nele.press(1)
    nele.state = nele.state.from_json({"options": asked["options"]})
    assert "steht schon so" in nele.press(1)
    assert [message["texts"][0]["key"] for message in told(store, network["Mara"])] == ["duty-granted"]
    with store.read() as session:
        ended = session.scalars(select(Responsibility).where(Responsibility.ends_on.is_not(None))).all()
        assert len(ended) == 1
    # The same button in the hands of somebody else, or of somebody who no longer coordinates, is none.
    for name in ("Lena", "Mara"):
        talk = Talk(store, network[name])
        talk.state = talk.state.from_json({"options": asked["options"]})
        assert "fehlt Dir hier das Recht" in talk.press(1)


def test_a_new_responsibility_is_read_from_a_sentence(store: Store, network: dict[str, int]) -> None:
    """Project and region are recognised; who coordinates there needs nobody's yes."""
    nele = Talk(store, network["Nele"])
    nele.say("/ändern")
    nele.press(7)
    nele.press(1)
    assert "erkenne ich kein Projekt" in nele.say("Blumen gießen")
    assert "Ist geändert" in nele.say("Jobbrücke Plus im Harz")
    with store.read() as session:
        person = session.get_one(Account, network["Nele"]).person_id
        (mine,) = session.scalars(select(Responsibility).where(Responsibility.person_id == person))
        assert mine.starts_on == TODAY
