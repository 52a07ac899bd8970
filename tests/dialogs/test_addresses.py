"""One person on two messengers, who talks on both; and somebody who asks for everybody."""

from __future__ import annotations

import re

from sqlalchemy import select

from dialogs.texts import markup, plain
from storage.models import Account, OutboxMessage, Preference
from storage.services import limits
from storage.services.limits import HOURLY
from storage.session import Store
from tests import factories
from tests.dialogue import Talk


def told(store: Store) -> list[tuple[int | None, str]]:
    """What Kitt says by itself: to which account, the first line."""
    with store.read() as session:
        rows = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
        return [(row.account_id, plain(markup(row.payload["texts"][0], row.language))) for row in rows]


def two(store: Store) -> tuple[Talk, Talk]:
    """Heike on one messenger, and a guest on another."""
    with store.write() as session:
        people = factories.lead_network(session)
        known = factories.account(session, people["Heike"], "1", "matrix").id
        new = factories.account(session, None, "2", "telegram").id
    return Talk(store, known), Talk(store, new)


def code_in(answer: str) -> str:
    found = re.search(r"Code: (\S+)", answer)
    assert found is not None, answer
    return found[1]


def test_joining_preferring_and_leaving(store: Store) -> None:
    """A code carries over; the first address is told; each is preferred or taken away in a sentence."""
    matrix, telegram = two(store)
    code = code_in(matrix.say("verbinde mein Telegram"))
    assert "nur Mitgliedern" in telegram.say("Kontakt im Harz?")
    answer = telegram.say(f"mein code ist {code}")
    assert "Geschafft, Heike" in answer
    assert "schreibe ich Dir weiter dort: Matrix" in answer
    assert "1  Lieber hierher schreiben" in answer
    assert told(store)[0][0] == matrix.account_id
    assert "weiteres Konto verbunden: Telegram" in told(store)[0][1]
    assert "Harz: 3" in telegram.say("Kontakt im Harz?")
    assert "kenne ich schon als Deins" in telegram.say(code)
    assert "schreibe ich Dir jetzt hier: Telegram" in matrix.say("schreib mir lieber auf Telegram")
    with store.read() as session:
        assert session.scalars(select(Preference.account_id)).all() == [telegram.account_id]
    assert "Entfernt: Telegram. Hier kenne ich Dich jetzt nicht mehr" in telegram.say(
        "entferne mein telegram"
    )
    assert "nur Mitgliedern" in telegram.say("Kontakt im Harz?")
    assert "einziger Weg" in matrix.say("entferne mein Matrix")
    assert "Harz: 3" in matrix.say("Kontakt im Harz?")


def test_somebody_else_presses_the_buttons(store: Store) -> None:
    """A button with another person's address does nothing for whoever presses it."""
    two(store)
    with store.write() as session:
        jonas = session.scalars(select(Account)).all()
        other = factories.account(session, factories.person(session, "Kim Aslan"), "3", "telegram").id
    talk = Talk(store, other)
    talk.say("/adressen")
    for step, data in (
        ("addresses.remove", {"account": jonas[0].id, "sure": True}),
        ("addresses.prefer", {"account": jonas[0].id}),
        ("addresses.remove", {"account": "x"}),
        ("muting.days", {"days": 4095}),
        ("muting.quiet", {"hours": ["a", None]}),
        ("muting.how_long", {"span": "century"}),
        ("muting.digest", {"digest": "hourly"}),
        ("speaking.for_good", {"language": "tlh"}),
    ):
        talk.state = type(talk.state)(
            options=({"label": {"key": "thanks", "params": {}}, "step": step, "data": data},)
        )
        assert "nicht geklappt" not in talk.say("1"), step
    with store.read() as session:
        assert [row.person_id is None for row in session.scalars(select(Account).order_by(Account.id))] == [
            False, True, False,
        ]  # fmt: skip
        kept = session.scalars(select(Preference)).all()
        assert [(row.account_id, row.days_off, row.quiet_from) for row in kept] in ([], [(None, 0, None)])


def test_who_asks_for_everybody(store: Store) -> None:
    """A friendly word instead of people; the coordinators hear of it once a day; administrators go on."""
    matrix, _ = two(store)
    with store.write() as session:
        nele = factories.account(session, session.get_one(factories.Person, 7), "9", "matrix").id
        for _number in range(HOURLY["lookup"]):
            limits.count(session, matrix.account_id, "lookup", matrix.now)
    Talk(store, nele)
    for text in ("Kontakt im Harz?", "wer ist Mara Lindner?", "wer ist neu?"):
        answer = matrix.say(text)
        assert "mache ich hier eine Pause" in answer
        assert "Lindner" not in answer
    assert "Hallo Heike" in matrix.say("hallo")
    assert [who for who, _ in told(store)] == [nele]
    assert told(store)[0][1].startswith("Heike Sander hat in kurzer Zeit mehr als 120")
