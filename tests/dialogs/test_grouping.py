"""Each person once in an answer, and long lists cut fairly."""

from __future__ import annotations

from sqlalchemy.orm import Session

from dialogs.topics.finding import MOST_LINES
from storage.models import Rank
from storage.session import Store
from tests import factories
from tests.dialogue import Talk


def kim(session: Session) -> int:
    """The account of somebody of the network."""
    return factories.account(session, factories.person(session, "Kim Aslan")).id


def test_a_person_of_two_teams_has_one_card(store: Store) -> None:
    """First contact in one project and stand-in in another: one card that names both."""
    with store.write() as session:
        where, what = factories.regions(session), factories.projects(session)
        nadia = factories.person(session, "Nadia Ben Salah", languages=("de", "ar"))
        factories.responsible(session, nadia, region=where["Altmark"], project=what["IQ Netzwerk"])
        factories.responsible(
            session, nadia, region=where["Altmark"], project=what["Jobbrücke Plus"], rank=Rank.DEPUTY
        )
        account = kim(session)
    answer = Talk(store, account).say("Altmark arabisch")
    assert answer.count("Nadia Ben Salah") == 1
    assert "Zuständig: IQ Netzwerk · Altmark" in answer
    assert "Vertretung: Jobbrücke Plus · Altmark" in answer


def test_a_person_of_two_teams_has_one_line(store: Store) -> None:
    """The line names the projects, and beside which one somebody only stands in."""
    with store.write() as session:
        where, what = factories.regions(session), factories.projects(session)
        nadia, uwe = (factories.person(session, name) for name in ("Nadia Ben Salah", "Uwe Thiele"))
        for project, who, rank in (
            ("IQ Netzwerk", nadia, Rank.FIRST),
            ("Jobbrücke Plus", nadia, Rank.DEPUTY),
            ("Fachkraft im Fokus", uwe, Rank.FIRST),
        ):
            factories.responsible(session, who, region=where["Altmark"], project=what[project], rank=rank)
        account = kim(session)
    lines = Talk(store, account).say("Kontakt in der Altmark").split("\n")
    assert "Altmark: 2 Ansprechpartner:innen" in lines
    assert [line for line in lines if line.startswith("IQ Netzwerk, Jobbrücke Plus (Vertretung): Nadia")]
    assert len([line for line in lines if "Nadia" in line]) == 2  # her line and her option


def test_a_long_list_shows_every_project(store: Store) -> None:
    """However many one project has, the others keep their first contacts; the rest is counted."""
    with store.write() as session:
        where, what = factories.regions(session), factories.projects(session)
        for number in range(12):
            crowd = factories.person(session, f"Person Nummer{number}")
            factories.responsible(session, crowd, region=where["Harz"], project=what["Fachkraft im Fokus"])
        alone = factories.person(session, "Mara Lindner")
        factories.responsible(session, alone, region=where["Harz"], project=what["Jobbrücke Plus"])
        account = kim(session)
    speaking = Talk(store, account)
    answer = speaking.say("Kontakt im Harz")
    assert "Jobbrücke Plus: Mara Lindner" in answer
    assert f"und {13 - MOST_LINES} weitere" in answer
    assert len(speaking.reply.state.results if speaking.reply.state else ()) == MOST_LINES
