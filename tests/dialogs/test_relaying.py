"""A wish for a human goes to a coordinator, the answer comes back, and names only as far as allowed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.chores import Chores
from storage.errors import NotAllowedError
from storage.models import (
    AccessRequest,
    Account,
    Coordination,
    HelpRequest,
    Person,
    Preference,
    Region,
    RequestState,
    Role,
)
from storage.services import conversations, help_requests
from storage.services.viewer import Viewer
from storage.session import Store
from tests import factories
from tests.dialogs.telling import press, told, words
from tests.dialogue import Talk
from tests.factories import NOW

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def network(store: Store) -> dict[str, int]:
    """Accounts by given name, and a guest's; Nele coordinates Magdeburg, Tarek the Harz."""
    with store.write() as session:
        people = factories.lead_network(session)
        people["Tarek"].role = Role.COORDINATOR
        for name, place in (("Nele", "Magdeburg"), ("Tarek", "Harz")):
            region = session.scalars(select(Region).where(Region.name == place)).one()
            session.add(Coordination(person_id=people[name].id, region_id=region.id))
        made = {name: factories.account(session, one, address=name).id for name, one in people.items()}
        made["guest"] = factories.account(session, None, address="guest").id
        for address, account in made.items():
            conversations.private_with(session, "console", address, account, NOW)
    return made


def tick(store: Store, now: datetime) -> int:
    return Chores(store, clock=lambda: now, zone=BERLIN, wake=lambda _: None).ask_on()


def requests(store: Store) -> list[HelpRequest]:
    with store.read() as session:
        found = list(session.scalars(select(HelpRequest).order_by(HelpRequest.id)))
        session.expunge_all()
        return found


def test_there_and_back_and_again(store: Store, network: dict[str, int]) -> None:
    """Mara of the Harz reaches Tarek, who coordinates it; he answers, she answers, he closes."""
    mara, tarek = Talk(store, network["Mara"]), Talk(store, network["Tarek"])
    assert "Was Du jetzt schreibst" in mara.say("ich möchte mit einem menschen sprechen")
    assert "Ist weitergegeben" in mara.say("Mein Eintrag stimmt nicht")
    assert told(store, network["Nele"]) == []
    (asked,) = told(store, network["Tarek"])
    assert words(asked) == "Mara Lindner möchte mit einem Menschen sprechen. „Mein Eintrag stimmt nicht“"
    assert "Was soll ich Mara Lindner antworten" in press(tarek, asked, 1)
    assert "Ist unterwegs" in tarek.say("Ich rufe Dich an")
    assert requests(store)[0].message == ""
    (back,) = told(store, network["Mara"])
    assert words(back) == "Tarek Hamdan antwortet Dir: „Ich rufe Dich an“"
    press(mara, back, 1)
    assert "Ist weitergegeben" in mara.say("Danke, ab 10 Uhr")
    again = told(store, network["Tarek"])[1]
    assert "„Danke, ab 10 Uhr“" in words(again)
    assert "erledigt" in press(tarek, again, 2)
    (closed,) = requests(store)
    assert (closed.state, closed.message) == (RequestState.GRANTED, "")
    assert "schon erledigt" in press(tarek, again, 1)
    assert "schon erledigt" in press(mara, back, 1) + mara.say("hallo?")


def test_a_guest_learns_a_given_name_only(store: Store, network: dict[str, int]) -> None:
    """The coordinator sees the name that the guest gave, the guest no family name and no number."""
    with store.write() as session:
        session.add(AccessRequest(account_id=network["guest"], name="Kim", asked_at=NOW))
    guest, tarek = Talk(store, network["guest"]), Talk(store, network["Tarek"])
    shown = guest.say("ich will mit einem menschen reden")
    assert "Tarek" not in shown
    assert "Ist weitergegeben" in guest.press(1)
    (asked,) = told(store, network["Tarek"])
    assert words(asked).startswith("Kim (Gast) möchte mit einem Menschen sprechen. Worum es geht")
    assert "nur den Vornamen" in press(tarek, asked, 1)
    tarek.say("Schreib uns gern <b>hier</b> { $x }")
    (back,) = told(store, network["guest"])
    assert words(back) == "Tarek antwortet Dir: „Schreib uns gern <b>hier</b> { $x }“"


def test_the_next_one_after_a_day(store: Store, network: dict[str, int]) -> None:
    """Who lets a day pass is not asked at night; the next one is, once, also by two ticks."""
    mara = Talk(store, network["Mara"])
    mara.say("/mensch")
    mara.press(3)
    assert len(told(store, network["Tarek"])) == 1
    at = mara.now
    for now in (at + timedelta(hours=23), datetime(2026, 11, 24, 3, tzinfo=UTC)):
        assert tick(store, now) == 0
    tomorrow = at + timedelta(days=1, seconds=1)
    assert [tick(store, tomorrow), tick(store, tomorrow)] == [1, 0]
    assert len(told(store, network["Nele"])) == 1
    with store.write() as session:
        nele = session.get_one(Account, network["Nele"]).person_id
        viewer = Viewer(Role.COORDINATOR, nele, region_ids=frozenset({1}))
        help_requests.answered(session, viewer=viewer, number=1, now=tomorrow)
    assert tick(store, tomorrow + timedelta(days=7)) == 0


def test_out_of_hours_it_waits(store: Store, network: dict[str, int]) -> None:
    """In the evening nobody is asked; in the morning, or in somebody's hours, the first one is."""
    evening = datetime(2026, 11, 23, 19, tzinfo=UTC)
    mara = Talk(store, network["Mara"], now=evening)
    mara.say("/mensch")
    assert "Gerade ist niemand" in mara.say("es eilt nicht")
    assert tick(store, datetime(2026, 11, 24, 6, 59, tzinfo=UTC)) == 0
    with store.write() as session:
        tarek = session.get_one(Account, network["Tarek"]).person_id
        session.get_one(Person, tarek).office_hours = "Di 14-15"
        session.get_one(
            Person, session.get_one(Account, network["Nele"]).person_id or 0
        ).office_hours = "Mo 9-10"
    assert tick(store, datetime(2026, 11, 24, 12, 59, tzinfo=UTC)) == 0
    assert tick(store, datetime(2026, 11, 24, 13, 1, tzinfo=UTC)) == 1
    assert len(told(store, network["Tarek"])) == 1


def test_who_is_muted_or_gone_is_passed_over(store: Store, network: dict[str, int]) -> None:
    """A muted coordinator is not asked, nor one who left or is away."""
    with store.write() as session:
        tarek = session.get_one(Account, network["Tarek"]).person_id
        session.add(Preference(person_id=tarek, muted_until=NOW + timedelta(days=9), hidden=[]))
    mara = Talk(store, network["Mara"])
    mara.say("/mensch")
    assert "Ist weitergegeben" in mara.say("Wer hilft mir?")
    assert (len(told(store, network["Tarek"])), len(told(store, network["Nele"]))) == (0, 1)


def test_asking_twice_is_once(store: Store, network: dict[str, int]) -> None:
    """A second wish adds to the first; withdrawing ends it; the fourth in an hour is too much."""
    mara = Talk(store, network["Mara"])
    mara.say("/mensch")
    mara.say("Frage A")
    assert "schon unterwegs" in mara.say("/mensch")
    mara.press(1)
    mara.say("Frage B")
    assert len(requests(store)) == 1
    assert [words(message)[-7:] for message in told(store, network["Tarek"])] == ["rage A“", "rage B“"]
    for _ in range(2):
        mara.say("/mensch")
        assert "frage niemanden mehr" in mara.press(2)
        mara.say("/mensch")
        mara.say("noch eine Frage")
    mara.say("/mensch")
    mara.press(2)
    mara.say("/mensch")
    assert "viele Bitten" in mara.say("und noch eine Frage")
    assert len(requests(store)) == 3


def test_others_can_do_nothing_with_the_buttons(store: Store, network: dict[str, int]) -> None:
    """A forwarded button neither shows nor answers nor closes anything for who may not."""
    mara, lena, guest = (Talk(store, network[name]) for name in ("Mara", "Lena", "guest"))
    mara.say("/mensch")
    mara.say("streng geheim")
    (asked,) = told(store, network["Tarek"])
    for other in (lena, guest):
        for number in (1, 2):
            assert "geheim" not in press(other, asked, number)
        assert "geheim" not in other.say("/anfragen")
    reply = {"options": [{"label": {"key": "label", "params": {"label": "x"}}, "step": "relaying.reply",
                          "data": {"request": 1}}]}  # fmt: skip
    assert "schon erledigt" in press(lena, reply, 1)
    lena.say("ich bin Mara")
    assert len(told(store, network["Tarek"])) == 1
    (kept,) = requests(store)
    assert (kept.state, kept.message) == (RequestState.OPEN, "streng geheim")


def test_the_list_of_what_is_open(store: Store, network: dict[str, int]) -> None:
    """Coordinators see all open requests, in private only."""
    tarek = Talk(store, network["Tarek"])
    assert "keine Anfrage offen" in tarek.say("/anfragen")
    mara = Talk(store, network["Mara"])
    mara.say("/mensch")
    mara.say("Frage zum Eintrag")
    shown = tarek.say("/anfragen")
    assert "Mara Lindner: „Frage zum Eintrag“" in shown
    assert "1  Antworten" in tarek.press(1)
    tarek.in_group = True
    assert "Mara" not in tarek.say("/anfragen")
    with store.read() as session:
        for viewer in (
            Viewer(Role.GUEST),
            Viewer(Role.MEMBER, 1),
            Viewer(Role.COORDINATOR, 7, in_group=True),
        ):
            with pytest.raises(NotAllowedError):
                help_requests.listed(session, viewer=viewer)
            with pytest.raises(NotAllowedError):
                help_requests.read(session, viewer=viewer, number=1)
