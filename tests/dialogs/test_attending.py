"""From the planned meeting to the summary: what Kitt says by itself, pressed, changed, counted."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from dialogs.turn import Option
from storage.models import Answer, Attendance, NudgeKind, Occurrence, Person, Role
from storage.services import dates, meetings
from storage.session import Store
from tests.dialogs.meeting_talks import hears, last_told, room, steps, talk, tap
from tests.dialogs.telling import press, words
from tests.dialogue import Talk
from tests.storage.meetings.scene import DAY, HOUR, Scene, scene, utc, wall

START = utc(2026, 12, 10, 9)


def answers(made: Scene) -> dict[str, str]:
    """Who said what, by name."""
    names = {number: name for name, number in made.people.items()}
    with made.store.read() as session:
        rows = session.scalars(select(Attendance)).all()
        return {names[row.person_id]: row.answer.value for row in rows}


def labels(message: dict[str, object]) -> list[str]:
    """The keys of the buttons."""
    options = message["options"]
    assert isinstance(options, list)
    return [str(option["label"]["key"]).removeprefix("option-") for option in options]


def choose(made: Talk, option: Option) -> str:
    """Press one button by what it carries, wherever it stood."""
    return press(made, {"options": [option.as_json()]}, 1)


def test_a_day_without_its_month(store: Store) -> None:
    """The day is the meeting's, in whatever month that is: "am 14." said in November."""
    made = scene(store)
    made.plan(title="Fokusrunde", starts_wall=wall(2027, 1, 14, 10))
    lena = talk(made, "Lena")
    answered = lena.say("ich kann am 14. nicht, bin im Urlaub")
    assert "Schade, Du kommst nicht: Fokusrunde am Donnerstag, 14. Januar 2027" in answered
    assert "Absagen: 1" in talk(made, "Nele").say("wer kommt am 14.?")
    assert "14. Januar 2027" in lena.say("welche Treffen habe ich am 14.?").splitlines()[0]
    assert "14. Januar 2027" in lena.say("ich komme am 14. Januar")
    assert "Schade, Du kommst nicht" in lena.say("ich komme am 14. nicht")
    assert "Da ist kein Treffen" in lena.say("ich komme am 14. Dezember")
    assert "Da ist kein Treffen" in lena.say("ich komme am 15.")


def test_from_the_plan_to_the_summary(store: Store) -> None:
    """Planned, reminded of, answered with one tap, reminded again with who comes, and shown by name."""
    made = scene(store)
    made.plan(title="Fokusrunde", link="https://example.org/runde")
    made.at(START - 7 * DAY)
    reminder = last_told(made, "Jonas")
    assert labels(reminder) == ["attend-yes", "attend-no", "attend-maybe"]
    jonas = talk(made, "Jonas")
    answer = press(jonas, reminder, 1)
    assert "Schön, Du kommst: Fokusrunde am Donnerstag, 10. Dezember 2026" in answer
    assert "https://example.org/runde" in answer, "not lost in the place of an invitation"
    assert jonas.reply.edit
    press(talk(made, "Lena"), last_told(made, "Lena"), 2)
    made.at(START - 3 * DAY)
    assert labels(last_told(made, "Mara")) == ["attend-yes", "attend-no", "attend-maybe"]
    assert "Kommst Du?" in words(last_told(made, "Mara"))
    assert "Lena reminder link" not in " ".join(made.at(START - DAY)), "who does not come is left in peace"
    assert labels(last_told(made, "Jonas")) == ["attend-not-after-all", "snooze-hour"]
    nele = talk(made, "Nele")
    summary = nele.say("wer kommt?")
    assert "Es kommen (1): Jonas Petrow" in summary
    assert "Es kommen nicht (1): Lena Voigt" in summary
    assert "Ohne Antwort (2): Nele Brandt und Mara Lindner" in summary
    press(jonas, last_told(made, "Jonas"), 1)
    assert answers(made) == {"Jonas": "no", "Lena": "no"}


def test_whoever_said_yes_is_not_asked_again(store: Store) -> None:
    """A number, a word, a button twice: one answer, and no question any more."""
    made = scene(store)
    made.plan()
    made.at(START - 7 * DAY)
    mara = talk(made, "Mara")
    assert "Treffen" in hears(mara, last_told(made, "Mara"))
    assert "Du kommst" in mara.say("ja")
    press(mara, last_told(made, "Mara"), 1)
    assert answers(made) == {"Mara": "yes"}
    assert not [line for line in made.at(START - 3 * DAY) if line.startswith("Mara rsvp")]


def test_pressed_too_late(store: Store) -> None:
    """Over, called off, somebody else's, gone: a sentence, and nothing is noted."""
    made = scene(store)
    meeting = made.plan()
    made.at(START - 7 * DAY)
    old = last_told(made, "Mara")
    with store.write() as session:
        viewer = made.viewer(session, "Nele")
        meetings.cancel(session, viewer=viewer, meeting_id=meeting, revision=1, now=made.now)
    assert "ist abgesagt" in press(talk(made, "Mara"), old, 1)
    made.plan(title="Zweites")
    made.at(START - HOUR)
    newer = last_told(made, "Mara")
    made.now = START + 3 * HOUR
    assert "ist schon vorbei" in press(talk(made, "Mara"), newer, 1)
    assert "keins Deiner Treffen" in press(talk(made, "Tarek"), newer, 1)
    for data in ({"occurrence": 999, "answer": "yes"}, {"occurrence": "1", "answer": "yes"},
                 {"occurrence": True, "answer": "yes"}, {"occurrence": 1, "answer": "ja"}, {}):  # fmt: skip
        forged = {**_yes(made), "data": data}
        assert "Geändert habe ich nichts" in press(talk(made, "Mara"), {"options": [forged]}, 1)
    assert answers(made) == {}


def test_a_coordinator_who_is_not_invited(store: Store) -> None:
    """May see who comes, and does not come."""
    made = scene(store)
    made.add_person("Kim Aslan", role=Role.ADMINISTRATOR)
    made.plan()
    kim = talk(made, "Kim")
    assert "Ohne Antwort (4)" in kim.say("wer kommt am 10. Dezember?")
    assert "bist Du nicht eingeladen" in press(kim, {"options": [_yes(made)]}, 1)
    assert answers(made) == {}


def test_moved_asks_anew(store: Store) -> None:
    """Whoever had agreed to another time is asked, with buttons under the news."""
    made = scene(store)
    meeting = made.plan()
    made.at(START - 7 * DAY)
    press(talk(made, "Mara"), last_told(made, "Mara"), 1)
    one = made.dates(meeting)[0]
    with store.write() as session:
        viewer = made.viewer(session, "Nele")
        dates.move_date(
            session, viewer=viewer, occurrence_id=one.id, sequence=one.sequence,
            starts_wall=wall(2026, 12, 11, 10), minutes=90, now=made.now,
        )  # fmt: skip
    made.at(made.now + timedelta(minutes=1))
    news = last_told(made, "Mara")
    assert "Geändert" in words(news)
    assert labels(news) == ["attend-yes", "attend-no", "attend-maybe"]
    assert "Freitag, 11. Dezember 2026" in press(talk(made, "Mara"), news, 1)


def test_in_the_room_of_a_group(store: Store) -> None:
    """The next one of its group is meant; no names are told, and nothing of other groups."""
    made = scene(store)
    made.plan("B", title="Geheim", starts_wall=wall(2026, 12, 8, 10))
    made.plan("A", title="Runde")
    mara = room(made, "Mara")
    shown = mara.say("wann ist das nächste Treffen?")
    assert "Runde" in shown
    assert "Geheim" not in shown
    assert "Du kommst: Runde" in mara.say("ich komme")
    nele = room(made, "Nele")
    counted = nele.say("wer kommt?")
    assert "Zusagen: 1" in counted
    assert "Mara" not in counted
    assert "Geheim" not in nele.say("/treffen")
    tarek = room(made, "Tarek")
    assert "Runde" not in tarek.say("/treffen")
    assert "Kommentar" not in mara.rendered()


def test_a_button_in_a_room_says_nothing_there(store: Store) -> None:
    """The numbers under the message are put right, and who pressed gets to know in private, once."""
    made = scene(store)
    made.plan(title="Runde")
    mara, yes = room(made, "Mara"), _yes(made)
    shown = tap(mara, yes)
    assert "Zusagen: 1 · Absagen: 0 · Vielleicht: 0" in shown
    assert mara.reply.edit
    assert mara.reply.only_edit
    assert steps(mara) == ["attending.answer"] * 3
    assert "Schön, Du kommst: Runde" in words(last_told(made, "Mara"))
    assert tap(mara, yes) == ""
    assert len([line for line in made.said() if line.startswith("Mara")]) == 1
    assert answers(made) == {"Mara": "yes"}


def test_those_who_said_nothing_are_asked_once_a_day(store: Store) -> None:
    """Not twice on a day, not by two coordinators at once, not who has answered meanwhile."""
    made = scene(store)
    made.plan()
    nele = talk(made, "Nele")
    press(talk(made, "Lena"), {"options": [_yes(made)]}, 1)
    nele.say("wer kommt?")
    chase = next(option for option in nele.reply.options if option.step == "attending.chase")
    assert "2 Personen" in choose(nele, chase)
    assert "Heute ist schon nachgefragt" in choose(nele, chase)
    press(talk(made, "Mara"), {"options": [_yes(made)]}, 1)
    assert [line for line in made.at(made.now + timedelta(minutes=1)) if "rsvp" in line] == ["Jonas rsvp"]
    made.now += DAY
    later = talk(made, "Nele")
    assert "Ich frage eine Person noch einmal" in choose(later, chase)
    assert [nudge.kind for nudge in made.nudges() if ":chase:" in nudge.key] == [NudgeKind.RSVP] * 3
    choose(talk(made, "Mara"), chase)
    assert len([nudge for nudge in made.nudges() if ":chase:" in nudge.key]) == 3, "that is no member's"


def _yes(made: Scene) -> dict[str, object]:
    data = {"occurrence": made.dates(1)[0].id, "answer": Answer.YES.value}
    return {"label": {"key": "option-attend-yes", "params": {}}, "step": "attending.answer", "data": data}


def test_planning_anew_leaves_those_questions(store: Store) -> None:
    """What a coordinator had asked is no rule's, and is not taken back by the next look at the date."""
    made = scene(store)
    made.plan()
    nele = talk(made, "Nele")
    nele.say("wer kommt?")
    choose(nele, next(option for option in nele.reply.options if option.step == "attending.chase"))
    with store.write() as session:
        session.execute(update(Occurrence).values(plan_at=made.now))
    said = made.at(made.now + timedelta(minutes=1))
    assert [line for line in said if "rsvp" in line] == ["Jonas rsvp", "Lena rsvp", "Mara rsvp"]


def test_remarks_are_the_coordinators_business(store: Store) -> None:
    """Named in private to them; members see numbers only."""
    made = scene(store)
    made.plan()
    talk(made, "Mara").say("ich komme, weil ich neugierig bin")
    assert "Mara Lindner: „weil ich neugierig bin“" in talk(made, "Nele").say("wer kommt?")
    assert "neugierig" not in talk(made, "Jonas").say("wer kommt?")
    assert "neugierig" not in room(made, "Nele").say("wer kommt?")


def test_own_zone(store: Store) -> None:
    """Times are told as they are where somebody is."""
    made = scene(store)
    made.plan()
    mara = talk(made, "Mara")
    mara.say("meine Zeitzone ist Lissabon")
    assert "09:00–10:30 Uhr" in mara.say("wann ist das nächste Treffen?")
    assert "10:00–11:30 Uhr" in room(made, "Mara").say("wann ist das nächste Treffen?")


def test_somebody_who_has_left(store: Store) -> None:
    """Their old button leads nowhere."""
    made = scene(store)
    made.plan()
    made.at(START - 7 * DAY)
    old = last_told(made, "Mara")
    with store.write() as session:
        session.execute(update(Person).where(Person.id == made.people["Mara"]).values(left_on=made.today))
    assert "Dezember" not in press(talk(made, "Mara"), old, 1)
    assert answers(made) == {}
