"""Finding a date in chat: asked once, corrected on the card, answered with taps or words, then decided."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.nudging import Nudging
from dialogs.turn import BERLIN, State
from storage.models import Answer, Attendance, DatePoll, Meeting, Membership, PollState, Vote
from storage.session import Store
from tests.coordinated import Network, group_chat, network
from tests.dialogs.telling import press, told, words
from tests.dialogue import Talk

ASK = "finde einen Termin für die Fokusgruppe 2: Di 10 Uhr, Mi 14 Uhr oder Do halb drei, 90 Minuten"


def people(store: Store) -> tuple[Network, dict[str, Talk]]:
    """Nele coordinates a group with Mara, Jonas and Heike; Tarek belongs to the network only."""
    net = network(store)
    with store.write() as session:
        for name in ("Nele", "Mara", "Jonas", "Heike"):
            session.add(Membership(group_id=net.group, person_id=net.people[name]))
    return net, {
        name: Talk(store, net.accounts[name]) for name in ("Nele", "Mara", "Jonas", "Heike", "Tarek")
    }


def asked(store: Store) -> tuple[Network, dict[str, Talk]]:
    net, talks = people(store)
    talks["Nele"].say(ASK)
    assert talks["Nele"].say("ja").startswith("Ist unterwegs, an 3 Personen.")
    return net, talks


def count(store: Store, model: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_card_is_corrected_and_counts_once(store: Store) -> None:
    """Times, deadline, number and title change in words; two taps ask once, and everybody gets it once."""
    net, talks = people(store)
    nele = talks["Nele"]
    shown = nele.say(ASK)
    assert "3. Donnerstag, 26. November 2026, 14:30–16:00 Uhr" in shown
    assert "Geht an 4 Mitglieder" in shown
    assert "4. Freitag, 27. November 2026, 09:00–10:30 Uhr" in nele.say("auch Fr 9 Uhr")
    assert "27. November" not in nele.say("ohne Freitag")
    assert "11:00–12:30" in nele.say("Dienstag doch um 11")
    assert "10:00" not in nele.rendered()
    assert "Ich melde mich früher, wenn 2 können" in nele.say("wenn 2 können")
    assert "Abstimmen bis Montag, 23. November 2026, 18:00 Uhr" in nele.say("bis heute 18 Uhr")
    assert "Frist muss in der Zukunft" in nele.say("bis 30.12.")
    assert "60 Minuten" in nele.say("bis morgen 9 Uhr, 60 Minuten, Titel: Planung 2027, online")
    assert "„Planung 2027“" in nele.rendered()
    card = nele.state
    assert "Ist unterwegs" in nele.say("1")
    nele.state = State(options=card.options)
    assert "gilt nicht mehr" in nele.say("1")
    assert count(store, DatePoll) == 1
    assert [len(told(store, net.accounts[name])) for name in ("Mara", "Jonas", "Heike")] == [1, 1, 1]


def test_what_is_missing_is_asked(store: Store) -> None:
    """Times, the hour, how long, which reading: one at a time; whatever is open can be broken off."""
    _, talks = people(store)
    nele = talks["Nele"]
    assert "Welche Zeiten schlägst Du vor?" in nele.say("finde einen Termin")
    assert "Um wie viel Uhr am Dienstag und Mittwoch?" in nele.say("Dienstag und Mittwoch")
    assert "Wie lange soll das Treffen dauern?" in nele.say("um 10")
    assert "Dauer 60 Minuten" in nele.say("eine Stunde")
    assert (
        "Wie meinst Du „Thursday half two“?"
        in nele.say("find a date: Thursday half two or Friday 9am, one hour")
        or "What do you mean" in nele.rendered()
    )
    assert "14:30" in nele.say("1")
    nele.say("abbrechen")
    assert count(store, DatePoll) == 0
    assert "Notiert: Dienstag" in nele.say("finde einen termin: Di 10 Uhr")


def test_holidays_and_clashes_are_said(store: Store) -> None:
    """What speaks against a time stands beside it, before anybody is asked."""
    _, talks = people(store)
    nele = talks["Nele"]
    nele.say(ASK)
    nele.say("ja")
    stand = nele.say("7")
    assert "Stand" not in stand
    nele.say("1")
    assert count(store, Meeting) == 1
    shown = nele.say("/terminfindung 25.12. um 10 Uhr oder Di 10:30 Uhr, 30 Minuten")
    assert "10:00–10:30 Uhr · Feiertag" in shown
    assert "4 Personen haben da „Fokusgruppe 2“" in shown


def test_members_answer(store: Store) -> None:
    """Taps toggle, words do the same, changes count; none and done close one's own answer."""
    net, talks = asked(store)
    mara, jonas = talks["Mara"], talks["Jonas"]
    (message,) = told(store, net.accounts["Mara"])
    assert words(message).startswith("Nele sucht einen Termin")
    assert "1. ✓ Dienstag" in press(mara, message, 1)
    assert "1. ✗ Dienstag" in mara.press(1)
    noted = mara.say("Di und Do passen, Mi nicht")
    assert "Dir passt: Dienstag, 24. November 2026, 10:00–11:30 Uhr und Donnerstag" in noted
    assert "Vielleicht: Dienstag" in mara.say("Dienstag vielleicht")
    assert "1 vielleicht" in jonas.say("/terminfindung")
    assert "Mara" not in jonas.rendered()
    assert "keine der Zeiten" in jonas.say("keiner passt")
    assert "Dir passt: Dienstag" in talks["Heike"].say("alle außer Mittwoch")
    assert count(store, Vote) == 9
    assert "keine Terminfindung" in talks["Tarek"].say("/terminfindung")


def test_everybody_may_suggest(store: Store) -> None:
    """In words or with the button; confirmed first, once, checked; everybody can vote for it."""
    _, talks = asked(store)
    heike, mara = talks["Heike"], talks["Mara"]
    assert "Freitag, 27. November 2026, 09:00–10:30 Uhr. So?" in heike.say("Freitag 9 Uhr ginge auch")
    assert "4. ✓ Freitag" in heike.say("1")
    assert "4. Freitag, 27. November 2026, 09:00–10:30 Uhr · passt 1 Person" in mara.say("/terminfindung")
    assert "Wann würde es Dir passen?" in mara.say("6")
    assert "steht schon zur Wahl" in _twice(mara, "Freitag 11 Uhr")
    assert "Dir passt: Freitag" in mara.say("Freitag 9 Uhr passt mir")


def _twice(talk: Talk, text: str) -> str:
    """What the same confirmation says when it comes again."""
    talk.say(text)
    card = talk.state
    talk.say("1")
    talk.state = card
    return talk.say("1")


def test_a_tap_makes_the_meeting(store: Store) -> None:
    """Answers are carried over, everybody is invited once, old buttons say what came of it."""
    net, talks = asked(store)
    (message,) = told(store, net.accounts["Mara"])
    press(talks["Mara"], message, 1)
    talks["Jonas"].say("Dienstag passt nicht")
    nele = talks["Nele"]
    nele.say("/terminfindung")
    ranked = nele.say("7")
    assert "1. Dienstag, 24. November 2026, 10:00–11:30 Uhr · passt 1 Person · 1 nicht" in ranked
    card = nele.state
    assert nele.say("1").startswith("Festgelegt: Fokusgruppe 2 am Dienstag")
    nele.state = card
    assert "Der Termin steht" in nele.say("2")
    assert count(store, Meeting) == 1
    with store.read() as session:
        said = {row.person_id: row.answer for row in session.scalars(select(Attendance))}
    assert said == {net.people["Mara"]: Answer.YES, net.people["Jonas"]: Answer.NO}
    nudging = Nudging(store, clock=lambda: nele.now, zone=BERLIN, language="de", wake=lambda _: None)
    assert nudging.look() + nudging.look() == 4
    for name, has in (("Mara", "Deine Zusage"), ("Jonas", "Deine Absage"), ("Heike", "Kommst Du?")):
        last = [one for one in told(store, net.accounts[name]) if one.get("texts")]
        assert [has in words(one) for one in last] == [True], name
        assert [one["step"] for one in last[0]["options"]] == ["attending.answer"] * 3
    assert "Der Termin steht" in press(talks["Mara"], message, 2)


def test_called_off(store: Store) -> None:
    """After one question back; who has answered is told, the others are left in peace."""
    net, talks = asked(store)
    talks["Mara"].say("Dienstag passt")
    nele = talks["Nele"]
    nele.say("/terminfindung")
    nele.say("7")
    assert "ohne Termin beenden?" in nele.say("4")
    assert "ist beendet" in nele.say("1")
    sent = {
        name: len([m for m in told(store, net.accounts[name]) if m.get("texts")])
        for name in ("Mara", "Heike")
    }
    assert sent == {"Mara": 1, "Heike": 0}
    assert "keine Terminfindung" in talks["Mara"].say("/terminfindung")


def test_it_is_private(store: Store) -> None:
    """Where others read along nobody's votes are shown and nothing is asked; guests learn nothing."""
    net, talks = asked(store)
    group = group_chat(store, net.accounts["Nele"])
    for text in ("/terminfindung", ASK):
        answer = group.say(text)
        assert "privaten Chat" in answer
        assert "Dienstag" not in answer
    guest = Talk(store, net.accounts["Gast"])
    for text in ("/terminfindung", ASK, "Dienstag passt mir", "abstimmen-1"):
        assert "Einladungscode" in guest.say(text)
    outsider = talks["Tarek"]
    assert "Dafür fehlt Dir hier das Recht" in outsider.say("abstimmen-1")
    assert count(store, Vote) == 0


@pytest.mark.parametrize("what", ["abstimmen-999", "abstimmen-1"])
def test_the_link_into_private(store: Store, what: str) -> None:
    """Shows the poll, or that it is gone."""
    _, talks = asked(store)
    answer = talks["Mara"].say(what)
    assert ("Wann passt es Dir?" in answer) == (what == "abstimmen-1")


def test_forged_and_old_buttons(store: Store) -> None:
    """What a button carries is checked: numbers of others, times that are none, words for numbers."""
    _, talks = asked(store)
    mara = talks["Mara"]
    for step, data in (
        ("vote", {"poll": 1, "time": 999, "answer": "yes"}), ("vote", {"poll": 1, "time": 1, "answer": "x"}),
        ("vote", {}), ("press", {"poll": "1", "time": 1}), ("press", {"poll": 999, "time": 1}),
        ("decide", {"poll": 1, "time": 1}), ("cancelled", {"poll": 1}), ("stand", {"poll": 1}),
        ("suggest", {"poll": 1, "at": "gestern"}), ("suggest", {"poll": 1, "at": "2020-01-01T10:00:00"}),
        ("suggest", {"poll": 1}), ("done", {}), ("other", {"poll": None}), ("show", {"poll": 999}),
    ):  # fmt: skip
        label = {"key": "option-finddate-done", "params": {}}
        option = {"label": label, "step": f"finding_date.{step}", "data": data}
        answer = press(mara, {"options": [option]}, 1)
        assert answer, step
        assert "nicht geklappt" not in answer
    with store.read() as session:
        assert session.scalars(select(DatePoll.state)).all() == [PollState.OPEN]
    assert (count(store, Vote), count(store, Meeting)) == (0, 0)
