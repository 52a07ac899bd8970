"""Two who write at once, forged buttons, and a file of meetings in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dialogs.enclosing import Enclosed, Received
from dialogs.engine import respond
from dialogs.topics.importing import wanted
from dialogs.turn import State, Turn
from storage.models import Coordination, Group, Meeting, Membership, Occurrence, OutboxMessage, Role
from storage.services.viewer import viewer_of
from storage.session import Store
from tests import factories
from tests.dialogs.past import plant_past
from tests.dialogue import Talk
from tests.factories import NOW, TODAY

CALENDARS = Path(__file__).parent.parent / "storage" / "exchange" / "calendars"


@dataclass
class Scene:
    store: Store
    accounts: dict[str, int]
    dates: dict[str, int]

    def talk(self, name: str) -> Talk:
        return Talk(self.store, self.accounts[name])

    def notes(self, title: str) -> str:
        with self.store.read() as session:
            return session.get_one(Occurrence, self.dates[title]).notes


@pytest.fixture
def scene(store: Store) -> Scene:
    """Nele and Mara coordinate the focus group; Kim administers."""
    with store.write() as session:
        people = factories.lead_network(session)
        dates = plant_past(session, people)
        people["Mara"].role = Role.COORDINATOR
        group = session.scalars(select(Group).where(Group.name == "Fokusgruppe 2")).one()
        session.add(Coordination(person_id=people["Mara"].id, group_id=group.id))
        people["Kim"] = factories.person(session, "Kim Aslan", role=Role.ADMINISTRATOR)
        accounts = {
            name: factories.account(session, people[name], address=name).id
            for name in ("Nele", "Mara", "Heike", "Kim")
        }
        return Scene(store, accounts, dates)


def test_the_second_is_told(scene: Scene) -> None:
    """Of two who write at once the second sees what the first wrote, and nothing of either is lost."""
    nele, mara = scene.talk("Nele"), scene.talk("Mara")
    for talk in (nele, mara):
        talk.say("was war beim letzten Treffen?")
        assert "Was wurde vereinbart?" in talk.press(1)
    assert "Ist aufgeschrieben" in nele.say("Neles Satz")
    shown = mara.say("Maras Satz")
    assert "Das hat Nele Brandt aufgeschrieben: „Neles Satz“" in shown
    assert scene.notes("2. Treffen der Fokusgruppe 2") == "Neles Satz"
    nele.say("Notiz zum letzten Treffen: Nachtrag")
    nele.press(1)
    again = mara.press(2)  # Ersetzen: of what is not there any more
    assert "Inzwischen hat jemand anderes" in again
    assert "Ist aufgeschrieben" in mara.press(1)
    assert scene.notes("2. Treffen der Fokusgruppe 2") == "Neles Satz\nNachtrag\nMaras Satz"


def test_too_long_keeps_the_question(scene: Scene) -> None:
    """What does not fit is said with its length, and asked again."""
    nele = scene.talk("Nele")
    nele.say("was war beim letzten Treffen?")
    nele.press(1)
    assert "mit 4001 Zeichen zu lang, höchstens 4000" in nele.say("x" * 4001)
    assert "Ist aufgeschrieben" in nele.say("kurz")


def test_a_question_is_no_note(scene: Scene) -> None:
    """Whoever asks Kitt something in between gets an answer."""
    nele = scene.talk("Nele")
    nele.say("was war beim letzten Treffen?")
    nele.press(1)
    nele.say("wer ist mein kontakt im harz?")
    assert scene.notes("2. Treffen der Fokusgruppe 2") == ""


@pytest.mark.parametrize(
    "step",
    ["notes.write", "agenda.write", "notes.link", "notes.came", "looking_back.show", "looking_back.before",
     "looking_back.more"],
)  # fmt: skip
def test_forged_buttons(scene: Scene, step: str) -> None:
    """A button for a meeting of others, or of none, shows and changes nothing."""
    klausur = scene.dates["Klausur"]
    for who in ("Nele", "Heike"):
        for data in ({"occurrence": klausur}, {"occurrence": 999_999}, {"after": 999_999}, {}):
            answer = chosen(scene, who, step, data)
            assert "Klausur" not in answer
            assert "Geheimes" not in answer


def chosen(scene: Scene, who: str, step: str, data: dict[str, int]) -> str:
    talk = scene.talk(who)
    talk.state = State(options=({"label": {"key": "option-help", "params": {}}, "step": step, "data": data},))
    return talk.say("1")


def test_notes_before_and_agenda_after(scene: Scene) -> None:
    """Each leads to the other."""
    nele = scene.talk("Nele")
    nele.state = State(
        options=(
            {"step": "notes.write", "data": {"occurrence": scene.dates["3. Treffen der Fokusgruppe 2"]}},
        )
    )
    assert "Meinst Du die Tagesordnung?" in nele.say("1")
    assert "Worum geht es?" in nele.press(1)
    assert "Die Tagesordnung steht" in nele.say("Begrüßung")
    nele.state = State(
        options=({"step": "agenda.write", "data": {"occurrence": scene.dates["1. Entwicklungsforum"]}},)
    )
    assert "Meinst Du, was dort vereinbart wurde?" in nele.say("1")


def send(
    scene: Scene, who: str, name: str, content: bytes, text: str = "", state: State | None = None
) -> Talk:
    """A file in the private chat, or a word while its card is open."""
    talk = scene.talk(who)
    with scene.store.write() as session:
        viewer = viewer_of(session, scene.accounts[who], today=TODAY)
        came = None if state else Enclosed("f1", name, len(content))
        meant = wanted(viewer, came, state or State())
        option = state.options[int(text) - 1] if state and text.isdecimal() else None
        turn = Turn(
            session=session, viewer=viewer, language="de", now=NOW, today=TODAY,
            network=talk._knowledge.at(session, TODAY).network, text="" if option else text,
            choice=(option["step"], option["data"]) if option else None, state=state or State(),
            account_id=scene.accounts[who], conversation_id=talk.conversation_id, enclosed=came,
            received=Received(meant, content) if meant else None,
        )  # fmt: skip
        talk.reply = respond(turn)
        talk.state = State.from_json(talk.reply.state.as_json() if talk.reply.state else {})
    return talk


def count(store: Store, model: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_calendar_in_the_chat(scene: Scene) -> None:
    """A coordinator of two groups says for which, sees what would come in, and takes it with one tap."""
    data = (CALENDARS / "google.ics").read_bytes()
    before = count(scene.store, Meeting)
    talk = send(scene, "Nele", "google.ics", data)
    assert "Zu welcher Gruppe gehören die 3 Treffen?" in talk.rendered()
    assert "Leitungskreis" not in talk.rendered()
    talk = send(scene, "Nele", "google.ics", data, "2", talk.state)
    assert "Neu: 3 Treffen" in talk.rendered()
    assert "als privat markiert: 1" in talk.rendered()
    assert "– Klausur, 12. Mai 2026" in talk.rendered()
    talk = send(scene, "Nele", "google.ics", data, "nur Fokusgruppe", talk.state)
    assert "Neu: 2 Treffen" in talk.rendered()
    open_card = talk.state
    talk = send(scene, "Nele", "google.ics", data, "1", open_card)
    assert "Ist eingelesen: 2 neu" in talk.rendered()
    again = send(scene, "Nele", "google.ics", data, "1", open_card)
    assert (
        "Inzwischen sieht es anders aus" in again.rendered() or "So steht alles schon da" in again.rendered()
    )
    assert count(scene.store, Meeting) == before + 1
    assert count(scene.store, OutboxMessage) == 0


def test_who_may_send_what(scene: Scene) -> None:
    """Coordinators meetings, administrators the directory as well, members nothing."""
    table = b"Datum;Titel\n1.1.2020;x\n"
    assert "Zu welcher Gruppe" in send(scene, "Kim", "x.csv", table).rendered()
    assert "Neu: 1 Treffen" in send(scene, "Mara", "x.csv", table).rendered()
    assert "Von Dir lese ich" in send(scene, "Mara", "x.csv", b"Vorname;Nachname\nA;B\n").rendered()
    assert "scheidet aus" in send(scene, "Kim", "x.csv", b"Vorname;Nachname\nA;B\n").rendered()
    with scene.store.read() as session:
        heike = viewer_of(session, scene.accounts["Heike"], today=TODAY)
        mara = viewer_of(session, scene.accounts["Mara"], today=TODAY)
    assert wanted(heike, Enclosed("f", "x.ics"), State()) is None
    assert wanted(mara, Enclosed("f", "x.jpg"), State()) is None
    wrong = send(scene, "Mara", "x.csv", b"Datum;Titel\n31.2.2020;x\n").rendered()
    assert "Zeile 2, Spalte „Datum“" in wrong


def test_in_a_room(scene: Scene) -> None:
    """A room shows the meetings of its group and no names; its people need to belong to the group."""
    from storage.models import Binding, Conversation, ConversationKind

    with scene.store.write() as session:
        room = Conversation(
            messenger="console", address="raum", kind=ConversationKind.GROUP, state={}, created_at=NOW
        )
        session.add(room)
        session.flush()
        group = session.scalars(select(Group).where(Group.name == "Fokusgruppe 2")).one()
        session.add(Binding(conversation_id=room.id, group_id=group.id, bound_at=NOW))
        number = room.id
    talk = scene.talk("Nele")
    talk.conversation_id, talk.in_group = number, True
    shown = talk.say("zeig mir den zeitstrahl")
    assert "2 hatten zugesagt" in shown
    assert "Entwicklungsforum" not in shown
    assert "Als Datei" not in shown
    one = talk.press(2)
    assert "1. Treffen der Fokusgruppe 2" in one
    assert "Heike" not in one
    assert "Notizen" not in one
    with scene.store.write() as session:
        session.query(Membership).delete()
        session.query(Coordination).delete()
    assert "Fokusgruppe 2" not in talk.say("zeig mir den zeitstrahl")
