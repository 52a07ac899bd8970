"""Finding a date in the store: who may, what suits whom, which times lead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from storage.errors import NotAllowedError
from storage.models import (
    Answer,
    DatePoll,
    Person,
    Role,
    Suggestion,
)
from storage.services import poll_views, poll_votes, polls
from storage.services.poll_views import Shown
from storage.services.polls import Wanted
from storage.services.refusing import Reason, RefusedError
from storage.session import Store
from tests import factories
from tests.storage.meetings.scene import DAY, HOUR, Scene, scene, wall

TUE, WED, THU = wall(2026, 12, 1, 10), wall(2026, 12, 2, 14), wall(2026, 12, 3, 14, 30)


def wanted(play: Scene, **more: Any) -> Wanted:
    given = {
        "group_id": play.groups["A"], "title": "Treffen", "minutes": 90, "zone": "Europe/Berlin",
        "times": (TUE, WED, THU), "deadline": play.now + 3 * DAY,
    }  # fmt: skip
    return Wanted(**{**given, **more})


def ask(play: Scene, by: str = "Nele", **more: Any) -> int:
    with play.store.write() as session:
        return polls.open_poll(
            session, viewer=play.viewer(session, by), wanted=wanted(play, **more), now=play.now
        )


@contextmanager
def refused(reason: Reason) -> Iterator[None]:
    with pytest.raises(RefusedError) as caught:
        yield
    assert caught.value.reason is reason


def times_of(play: Scene, poll: int) -> list[int]:
    with play.store.read() as session:
        query = select(Suggestion.id).where(Suggestion.poll_id == poll).order_by(Suggestion.starts_at)
        return list(session.scalars(query))


def vote(play: Scene, name: str, poll: int, answers: dict[int, Answer]) -> bool:
    with play.store.write() as session:
        return poll_votes.vote(
            session, viewer=play.viewer(session, name), poll_id=poll, answers=answers, now=play.now
        )


def suggest(play: Scene, name: str, poll: int, at: datetime) -> int:
    with play.store.write() as session:
        return polls.suggest(
            session, viewer=play.viewer(session, name), poll_id=poll, starts_wall=at, now=play.now
        )


def decide(play: Scene, poll: int, time: int, by: str = "Nele") -> int:
    with play.store.write() as session:
        return polls.decide(
            session, viewer=play.viewer(session, by), poll_id=poll, suggestion_id=time, uid=f"{poll}.{time}",
            now=play.now,
        )  # fmt: skip


def seen(play: Scene, name: str, poll: int) -> Shown:
    with play.store.read() as session:
        return poll_views.one_poll(session, viewer=play.viewer(session, name), poll_id=poll, now=play.now)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"title": " "}, Reason.NAME),
        ({"title": "x" * 121}, Reason.TOO_LONG),
        ({"minutes": 0}, Reason.DAYS),
        ({"quorum": 0}, Reason.DAYS),
        ({"times": (TUE,)}, Reason.NOTHING),
        ({"times": (TUE, TUE)}, Reason.NOTHING),
        ({"times": tuple(TUE + n * HOUR for n in range(11))}, Reason.FULL),
        ({"times": (wall(2026, 11, 20, 10), TUE)}, Reason.OVER),
        ({"deadline": factories.NOW}, Reason.DEADLINE),
        ({"deadline": factories.NOW + 30 * DAY}, Reason.DEADLINE),
    ],
)
def test_what_cannot_be_asked(store: Store, wrong: dict[str, Any], reason: Reason) -> None:
    """It is refused with its reason, and nothing is there."""
    play = scene(store)
    with refused(reason):
        ask(play, **wrong)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(DatePoll)) == 0


def test_who_may(store: Store) -> None:
    """Coordinators ask, decide and end for their groups; members vote and suggest; others see nothing."""
    play = scene(store)
    play.add_person("Olga Fremd", role=Role.COORDINATOR)
    for name in ("Mara", "Olga", "Tarek"):
        with pytest.raises(NotAllowedError):
            ask(play, by=name)
    poll = ask(play)
    first = times_of(play, poll)[0]
    for name in ("Olga", "Tarek"):
        with pytest.raises(NotAllowedError):
            seen(play, name, poll)
        with pytest.raises(NotAllowedError):
            vote(play, name, poll, {first: Answer.YES})
        with pytest.raises(NotAllowedError):
            suggest(play, name, poll, TUE + HOUR)
    for name in ("Mara", "Olga"):
        with pytest.raises(NotAllowedError):
            decide(play, poll, first, by=name)
        with store.write() as session, pytest.raises(NotAllowedError):
            polls.cancel(session, viewer=play.viewer(session, name), poll_id=poll, now=play.now)
    with store.read() as session:
        for name, count in (("Mara", 1), ("Nele", 1), ("Tarek", 0), ("Olga", 0)):
            assert (
                len(poll_views.open_polls(session, viewer=play.viewer(session, name), now=play.now)) == count
            )


def test_ranking_and_ties(store: Store) -> None:
    """Most yes first, then maybe, then the earlier one; what is level is said; who is gone does not count."""
    play = scene(store)
    poll = ask(play, quorum=2)
    tue, wed, thu = times_of(play, poll)
    assert seen(play, "Mara", poll).leading == ()
    vote(play, "Mara", poll, {tue: Answer.YES, wed: Answer.MAYBE, thu: Answer.YES})
    vote(play, "Jonas", poll, {wed: Answer.NO, thu: Answer.MAYBE})
    vote(play, "Lena", poll, {tue: Answer.MAYBE})
    shown = seen(play, "Nele", poll)
    assert [one.id for one in shown.ranked] == [tue, thu, wed]
    assert [one.id for one in shown.leading] == [tue, thu]
    assert not shown.enough
    assert not shown.all_voted
    vote(play, "Lena", poll, {tue: Answer.YES})
    assert seen(play, "Nele", poll).enough
    with store.write() as session:
        session.get_one(Person, play.people["Lena"]).left_on = play.today
    shown = seen(play, "Nele", poll)
    assert not shown.enough
    assert len(shown.invited) == 3
    assert [one.yes for one in shown.offered] == [1, 0, 1]


def test_votes_change_until_it_is_decided(store: Store) -> None:
    """The same vote again changes nothing; none and done fill the rest; afterwards it is over."""
    play = scene(store)
    poll = ask(play)
    tue, wed, thu = times_of(play, poll)
    assert vote(play, "Mara", poll, {tue: Answer.YES})
    assert not vote(play, "Mara", poll, {tue: Answer.YES})
    with store.write() as session:
        viewer = play.viewer(session, "Mara")
        assert poll_votes.finish(session, viewer=viewer, poll_id=poll, now=play.now) == 1
    assert [one.own for one in seen(play, "Mara", poll).offered] == [Answer.YES, Answer.NO, Answer.NO]
    with store.write() as session:
        poll_votes.none_suits(session, viewer=play.viewer(session, "Mara"), poll_id=poll, now=play.now)
    assert [one.own for one in seen(play, "Mara", poll).offered] == [Answer.NO] * 3
    with refused(Reason.GONE):
        vote(play, "Mara", poll, {tue: Answer.YES, 999: Answer.YES})
    decide(play, poll, thu)
    with refused(Reason.OVER):
        vote(play, "Mara", poll, {tue: Answer.YES})
    with refused(Reason.OVER):
        suggest(play, "Mara", poll, THU + HOUR)
    assert wed


def test_a_trembling_finger(store: Store) -> None:
    """In a group the same button takes a vote back, but not when it was pressed twice at once."""
    play = scene(store)
    poll = ask(play)
    tue = times_of(play, poll)[0]

    def press() -> Answer | None:
        with store.write() as session:
            return poll_votes.toggle(
                session, viewer=play.viewer(session, "Mara"), poll_id=poll, suggestion_id=tue, now=play.now
            )

    assert press() is Answer.YES
    assert press() is None
    play.now += timedelta(seconds=10)
    assert press() is Answer.NO
    assert press() is None
    play.now += timedelta(seconds=10)
    assert press() is Answer.YES


def test_suggestions(store: Store) -> None:
    """Once each, up to ten, none that is past; whoever suggests can."""
    play = scene(store)
    poll = ask(play)
    added = suggest(play, "Mara", poll, wall(2026, 12, 4, 9))
    shown = seen(play, "Mara", poll)
    assert shown.offered[-1].id == added
    assert shown.offered[-1].own is Answer.YES
    assert shown.offered[-1].added
    with refused(Reason.EXISTS):
        suggest(play, "Jonas", poll, wall(2026, 12, 4, 9))
    with refused(Reason.OVER):
        suggest(play, "Jonas", poll, wall(2026, 11, 20, 9))
    for number in range(6):
        suggest(play, "Jonas", poll, wall(2026, 12, 5, 9 + number))
    with refused(Reason.FULL):
        suggest(play, "Jonas", poll, wall(2026, 12, 6, 9))
