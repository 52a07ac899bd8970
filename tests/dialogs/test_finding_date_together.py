"""Finding a date where a whole group writes, and what Kitt says of it by itself as time goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.chores import Chores
from dialogs.topics import finding_date_telling
from storage.models import (
    Binding,
    Conversation,
    ConversationKind,
    Coordination,
    DatePoll,
    OutboxKind,
    OutboxMessage,
    OutboxState,
    Person,
    PollState,
    Vote,
)
from storage.session import Store
from tests.coordinated import Network, group_chat
from tests.dialogs.telling import press, told, words
from tests.dialogs.test_finding_date import ASK, count, people
from tests.dialogue import Talk
from tests.factories import NOW

HOUR = timedelta(hours=1)


def place(store: Store, net: Network, messenger: str, kind: ConversationKind) -> int:
    """A conversation of the group."""
    with store.write() as session:
        made = Conversation(
            messenger=messenger, address=f"{messenger}.{kind}", kind=kind, state={}, created_at=NOW
        )
        session.add(made)
        session.flush()
        session.add(Binding(conversation_id=made.id, group_id=net.group, bound_at=NOW))
        return made.id


def in_place(store: Store, number: int) -> list[Any]:
    """What goes to a conversation, in order, but for what is outdated."""
    with store.read() as session:
        query = select(OutboxMessage).where(
            OutboxMessage.conversation_id == number, OutboxMessage.state != OutboxState.HELD_BACK
        )
        found = list(session.scalars(query.order_by(OutboxMessage.id)))
        session.expunge_all()
        return found


def ask(talks: dict[str, Talk], *more: str) -> None:
    talks["Nele"].say(ASK)
    for text in more:
        talks["Nele"].say(text)
    talks["Nele"].say("ja")


def at(talk: Talk, room: int) -> Talk:
    """The same person where the group writes."""
    there = group_chat(talk.store, talk.account_id)
    there.conversation_id, there.now = room, talk.now
    return there


def tap(talk: Talk, message: Any, number: int) -> str:
    return press(talk, message.payload, number)


def clock(store: Store, moment: datetime) -> int:
    """Let the clock look at a moment."""
    chores = Chores(store, clock=lambda: moment, zone=ZoneInfo("Europe/Berlin"), wake=lambda _: None)
    return chores.find_dates()


def heard(store: Store, net: Network, name: str) -> list[str]:
    """What somebody was told by Kitt itself, by the first text's key."""
    return [m["texts"][0]["key"] for m in told(store, net.accounts[name]) if m.get("texts")]


def test_in_a_group_votes_are_counted_and_nobody_is_named(store: Store) -> None:
    """Each press counts for who pressed, at whichever address; the message is edited, nothing is said."""
    net, talks = people(store)
    room = place(store, net, "telegram", ConversationKind.GROUP)
    ask(talks)
    (first,) = in_place(store, room)
    assert "noch keine Zusage" in words(first.payload)
    for name in ("Mara", "Jonas"):
        tap(at(talks[name], room), first, 1)
    assert talks["Mara"].say("Dienstag passt").startswith("Notiert")
    _, edit = in_place(store, room)
    assert (edit.kind, edit.edits) == (OutboxKind.EDIT, first.id)
    assert "10:00–11:30 Uhr · passt 2 Personen" in words(edit.payload)
    assert "Geantwortet: 2 von 4" in words(edit.payload)
    assert not any(name in str(edit.payload) for name in talks)
    mara = at(talks["Mara"], room)
    mara.now += HOUR
    tap(mara, edit, 1)
    assert "10:00–11:30 Uhr · passt 1 Person" in words(in_place(store, room)[-1].payload)
    assert len(in_place(store, room)) == 2


def test_who_is_none_of_the_group(store: Store) -> None:
    """Changes nothing and hears it in private, once; a guest's press tells nothing."""
    net, talks = people(store)
    room = place(store, net, "telegram", ConversationKind.GROUP)
    ask(talks)
    (first,) = in_place(store, room)
    for _ in range(2):
        assert tap(at(talks["Tarek"], room), first, 1) == ""
    assert heard(store, net, "Tarek") == ["finddate-outsider"]
    answer = tap(at(Talk(store, net.accounts["Gast"]), room), first, 1)
    assert "Dienstag" not in answer
    assert count(store, Vote) == 0


def test_where_nobody_can_press(store: Store) -> None:
    """Words count there; in a channel there is only the way into the private chat."""
    net, talks = people(store)
    room = place(store, net, "console", ConversationKind.GROUP)
    channel = place(store, net, "telegram", ConversationKind.CHANNEL)
    ask(talks)
    assert [one["opens"] for one in in_place(store, channel)[0].payload["options"]] == ["abstimmen-1"]
    (first,) = in_place(store, room)
    assert first.payload["options"] == []
    assert at(talks["Mara"], room).say("1 und 3 passen") == "Notiert."
    assert at(talks["Jonas"], room).say("alle außer Mittwoch") == "Notiert."
    assert "passt 2 Personen" in words(in_place(store, room)[-1].payload)
    assert "Geantwortet: 2 von 4" in words(in_place(store, channel)[-1].payload)
    with store.read() as session:
        assert len(session.scalars(select(Vote)).all()) == 5


def test_it_is_closed_everywhere(store: Store) -> None:
    """Decided, channels say so in place; buttons in private are taken away."""
    net, talks = people(store)
    room = place(store, net, "telegram", ConversationKind.GROUP)
    ask(talks)
    first = in_place(store, room)[0]
    with store.write() as session:
        for row in session.scalars(select(OutboxMessage)):
            row.state = OutboxState.SENT
    nele = talks["Nele"]
    nele.say("7")
    nele.say("2")
    (edit,) = in_place(store, room)[1:]
    assert words(edit.payload).startswith("Der Termin steht")
    assert edit.payload["options"] == []
    assert {"bare": True} in told(store, net.accounts["Mara"])
    assert "Der Termin steht" in tap(at(talks["Mara"], room), first, 1)
    assert count(store, Vote) == 0


def test_who_has_not_answered_is_asked_once_more(store: Store) -> None:
    """Once, before the deadline; not who has, not after it, however often the clock looks."""
    net, talks = people(store)
    ask(talks, "bis morgen 9 Uhr")
    talks["Mara"].say("Dienstag passt")
    for moment in (NOW + HOUR, NOW + 13 * HOUR, NOW + 14 * HOUR):
        clock(store, moment)
        clock(store, moment)
    assert heard(store, net, "Jonas") == ["finddate-asks", "finddate-chase"]
    assert heard(store, net, "Nele") == ["finddate-chase"]
    assert heard(store, net, "Mara") == ["finddate-asks"]


def test_after_a_pause_it_is_too_late_to_chase(store: Store) -> None:
    """Down until after the deadline: nobody is chased, who decides is told, with what is level."""
    net, talks = people(store)
    ask(talks, "bis morgen 9 Uhr")
    talks["Mara"].say("Mi und Do passen")
    clock(store, NOW + 30 * HOUR)
    assert heard(store, net, "Jonas") == ["finddate-asks"]
    message = told(store, net.accounts["Nele"])[-1]
    assert "Die Frist ist um" in words(message)
    assert "2 Zeiten liegen gleichauf" in words(message)
    assert "24. November" not in words(message)
    assert [one["step"] for one in message["options"]] == ["finding_date.decide"] * 2 + [
        "finding_date.cancel"
    ]
    talks["Nele"].now = NOW + 31 * HOUR
    assert "Festgelegt" in press(talks["Nele"], message, 2)


@pytest.mark.parametrize(
    "texts", [("Di passt", "alle passen", "nur Dienstag", "nur Dienstag"), ("Di passt",) * 2]
)
def test_enough(store: Store, texts: Sequence[str]) -> None:
    """When so many can, and when all have answered, who decides is told once; nothing is decided."""
    net, talks = people(store)
    ask(talks, "bis morgen 9 Uhr", "wenn 2 können")
    for name, text in zip(("Mara", "Jonas", "Heike", "Nele"), texts, strict=False):
        talks[name].say(text)
    for minutes in (1, 5, 6, 7):
        clock(store, NOW + timedelta(minutes=minutes))
    found = [words(m).splitlines()[0] for m in told(store, net.accounts["Nele"])]
    assert found == [
        "Alle haben geantwortet: Fokusgruppe 2. Du entscheidest, wann das Treffen ist."
        if len(texts) == 4
        else "Mindestens 2 können: Fokusgruppe 2. Du kannst den Termin jetzt festlegen."
    ]
    with store.read() as session:
        assert session.scalars(select(DatePoll.state)).all() == [PollState.OPEN]


def test_new_times_are_told_together(store: Store) -> None:
    """After a quarter of an hour, to whoever has said nothing of them, in one message."""
    net, talks = people(store)
    ask(talks)
    for name, text in (("Heike", "Freitag 9 Uhr ginge auch"), ("Jonas", "Freitag 11 Uhr ginge auch")):
        talks[name].say(text)
        talks[name].say("1")
    clock(store, NOW + 5 * timedelta(minutes=1))
    assert heard(store, net, "Mara") == ["finddate-asks"]
    for minutes in (20, 21, 40):
        clock(store, NOW + timedelta(minutes=minutes))
    assert [m["texts"][0]["params"].get("count") for m in told(store, net.accounts["Mara"])] == [None, 2]
    assert [m["texts"][0]["params"].get("count") for m in told(store, net.accounts["Heike"])] == [None, 1]


def test_nobody_decides(store: Store) -> None:
    """With the last time over it ends, who asked is told, and who coordinates now if they do not any more."""
    net, talks = people(store)
    ask(talks)
    with store.write() as session:
        session.get_one(Person, net.people["Nele"]).left_on = NOW.date()
        session.add(Coordination(group_id=net.group, person_id=net.people["Heike"]))
    clock(store, NOW + timedelta(days=1))
    assert heard(store, net, "Heike") == ["finddate-asks", "finddate-ripe"]
    clock(store, NOW + timedelta(days=4))
    clock(store, NOW + timedelta(days=4, minutes=1))
    assert heard(store, net, "Heike") == ["finddate-expired"]  # what was not sent yet is not sent any more
    with store.read() as session:
        (poll,) = session.scalars(select(DatePoll)).all()
        assert (poll.state, poll.look_at) == (PollState.CANCELLED, None)


def test_killed_at_any_step(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not committed counts as not done: the next look says it, once to each."""
    net, talks = people(store)
    ask(talks, "bis morgen 9 Uhr")
    original = finding_date_telling.poll_messages.send
    calls = []

    def killed(*given: Any, **named: Any) -> bool:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return original(*given, **named)

    monkeypatch.setattr(finding_date_telling.poll_messages, "send", killed)
    with pytest.raises(KeyboardInterrupt):
        clock(store, NOW + 13 * HOUR)
    assert heard(store, net, "Jonas") == ["finddate-asks"]
    clock(store, NOW + 13 * HOUR)
    for name in ("Mara", "Jonas", "Heike"):
        assert heard(store, net, name) == ["finddate-asks", "finddate-chase"]


def test_one_that_is_broken_keeps_no_other_waiting(store: Store) -> None:
    """What cannot be read of one question does not keep the clock from the next one."""
    _, talks = people(store)
    ask(talks, "90 Minuten")
    ask(talks, "90 Minuten")
    with store.write() as session:
        first, second = session.scalars(select(DatePoll).order_by(DatePoll.look_at, DatePoll.id)).all()
        first.zone = "Nirgends/Wo"
        looked_at = second.look_at
        assert looked_at is not None
    clock(store, looked_at)
    with store.read() as session:
        assert session.get_one(DatePoll, second.id).look_at != looked_at
        assert session.get_one(DatePoll, first.id).look_at is not None
