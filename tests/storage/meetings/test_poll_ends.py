"""The end of a poll: a time becomes the meeting, or none does; what is kept and forgotten afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import func, select

from storage.errors import NotAllowedError
from storage.models import (
    Answer,
    Attendance,
    Coordination,
    DatePoll,
    Group,
    Meeting,
    Membership,
    Occurrence,
    PollState,
    Role,
    Suggestion,
    Vote,
)
from storage.services import deletion, keeping, polls
from storage.services.refusing import Reason, RefusedError
from storage.session import Store
from tests import factories
from tests.storage.meetings.scene import DAY, HOUR, scene, wall
from tests.storage.meetings.test_polls import WED, ask, decide, refused, seen, suggest, times_of, vote


def test_the_winner_becomes_the_meeting(store: Store) -> None:
    """With its place and duration; what people said of that time is their answer; only once."""
    play = scene(store)
    poll = ask(play, place="Raum 3", link="https://meet.example.org/x")
    tue, wed, thu = times_of(play, poll)
    vote(play, "Mara", poll, {wed: Answer.YES, thu: Answer.NO})
    vote(play, "Jonas", poll, {wed: Answer.NO})
    vote(play, "Lena", poll, {wed: Answer.MAYBE})
    with store.write() as session:
        member = {"group_id": play.groups["A"], "person_id": play.people["Jonas"]}
        session.delete(session.get_one(Membership, member))
    date = decide(play, poll, wed)
    with store.read() as session:
        one = session.get_one(Occurrence, date)
        meeting = session.get_one(Meeting, one.meeting_id)
        assert (one.starts_wall, one.minutes, meeting.place) == (WED, 90, "Raum 3")
        said = {row.person_id: row.answer for row in session.scalars(select(Attendance))}
        assert said == {play.people["Mara"]: Answer.YES, play.people["Lena"]: Answer.MAYBE}
    for again in (wed, tue):
        with refused(Reason.OVER):
            decide(play, poll, again)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Meeting)) == 1


def test_past_by_the_time(store: Store) -> None:
    """A time that has passed takes no vote and makes no meeting; the others still do."""
    play = scene(store)
    poll = ask(play)
    tue, wed, _ = times_of(play, poll)
    vote(play, "Mara", poll, {tue: Answer.YES})
    play.now = factories.NOW + 8 * DAY + HOUR
    assert [one.id for one in seen(play, "Mara", poll).ahead] == [wed, times_of(play, poll)[2]]
    with refused(Reason.OVER):
        vote(play, "Mara", poll, {tue: Answer.NO})
    with refused(Reason.OVER):
        decide(play, poll, tue)
    assert decide(play, poll, wed)


def test_when_clocks_change(store: Store) -> None:
    """An hour that comes twice is one time, and one that is left out the next that there is."""
    play = scene(store)
    poll = ask(play, times=(wall(2027, 3, 28, 2, 30), wall(2027, 10, 31, 2, 30)))
    spring, autumn = seen(play, "Mara", poll).offered
    assert spring.starts_at.isoformat() == "2027-03-28T01:00:00+00:00"
    assert autumn.starts_at.isoformat() == "2027-10-31T00:30:00+00:00"
    with refused(Reason.EXISTS):
        suggest(play, "Mara", poll, wall(2027, 3, 28, 3))


def test_whoever_goes_takes_their_votes_along(store: Store) -> None:
    """Votes go with a person, suggestions stay without them; with the group all goes; in time the rest."""
    play = scene(store)
    poll = ask(play)
    tue = times_of(play, poll)[0]
    vote(play, "Mara", poll, {tue: Answer.YES})
    added = suggest(play, "Mara", poll, wall(2026, 12, 4, 9))
    with store.write() as session:
        deletion.forget_person(session, play.people["Mara"])
    with store.read() as session:
        assert session.scalars(select(Vote)).all() == []
        assert session.get_one(Suggestion, added).by_id is None
    decide(play, poll, tue)
    play.now += keeping.KEPT + DAY
    with store.write() as session:
        assert keeping.any_old(session, play.now)
        keeping.forget(session, play.now)
        assert session.get(DatePoll, poll) is None
        assert session.scalar(select(Meeting.id)) is not None
    play.now = factories.NOW
    another = ask(play)
    with store.write() as session:
        session.delete(session.get_one(Group, play.groups["A"]))
    with store.read() as session:
        assert session.get(DatePoll, another) is None
        assert session.scalars(select(Suggestion)).all() == []


def test_a_coordinator_who_handed_the_group_on(store: Store) -> None:
    """Whoever does not coordinate it any more cannot decide, even if they had asked."""
    play = scene(store)
    poll = ask(play)
    with store.write() as session:
        for one in session.scalars(select(Coordination).where(Coordination.group_id == play.groups["A"])):
            session.delete(one)
    with pytest.raises(NotAllowedError):
        decide(play, poll, times_of(play, poll)[0])


def test_cancelled(store: Store) -> None:
    """Once; then nothing more."""
    play = scene(store)
    poll = ask(play)
    with store.write() as session:
        polls.cancel(session, viewer=play.viewer(session, "Nele"), poll_id=poll, now=play.now)
    with store.write() as session, refused(Reason.OVER):
        polls.cancel(session, viewer=play.viewer(session, "Nele"), poll_id=poll, now=play.now)
    assert seen(play, "Mara", poll).state is PollState.CANCELLED


def test_two_coordinators_at_once(store: Store) -> None:
    """Both decide, each for another time, while people vote: one meeting, and no vote is lost."""
    play = scene(store)
    play.add_person("Ada Admin", role=Role.ADMINISTRATOR)
    poll = ask(play)
    tue, wed, thu = times_of(play, poll)
    came: list[str] = []

    def act(name: str, work: Callable[[], object]) -> None:
        try:
            work()
            came.append(name)
        except RefusedError as error:
            came.append(error.reason.value)

    works: list[tuple[str, Callable[[], object]]] = [
        ("Nele", lambda: decide(play, poll, tue)),
        ("Ada", lambda: decide(play, poll, wed, by="Ada")),
        *((name, partial(vote, play, name, poll, {thu: Answer.YES})) for name in ("Mara", "Mara", "Jonas")),
    ]
    threads = [threading.Thread(target=act, args=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == len(works)
    assert len({"Nele", "Ada"} & set(came)) == 1
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Meeting)) == 1
        voted = {row.person_id for row in session.scalars(select(Vote))}
        assert voted == {play.people[name] for name in {"Mara", "Jonas"} & set(came)}
