"""One vote a person and time, from whatever address, in whatever order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from storage.models import Account, Answer, DatePoll, Person, Suggestion, Vote
from storage.services import poll_views, poll_votes
from storage.services.viewer import viewer_of
from storage.session import Session, Store
from tests import factories
from tests.storage.meetings.scene import Scene, scene
from tests.storage.meetings.test_polls import ask, times_of

_ACTS = st.lists(
    st.tuples(
        st.sampled_from(["Mara", "Jonas"]), st.sampled_from([0, 1, 2]), st.integers(0, 2),
        st.sampled_from(["yes", "no", "maybe", "toggle", "none", "done"]),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=_ACTS)
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_one_vote_a_person(store: Store, acts: list[tuple[str, int, int, str]]) -> None:
    """Whatever is said from whichever address: per person and time the last thing said counts, once."""
    play = _with_addresses(store)
    with store.write() as session:
        session.execute(delete(DatePoll))
    poll = ask(play)
    numbers = times_of(play, poll)
    meant: dict[tuple[str, int], Answer] = {}
    for name, address, place, act in acts:
        play.now += timedelta(minutes=1)
        with store.write() as session:
            _act(session, play, f"{name}{address}", poll, numbers[place], act)
        own = {n: meant[name, n] for n in numbers if (name, n) in meant}
        meant |= {(name, n): answer for n, answer in _expected(own, numbers, numbers[place], act).items()}
    with store.write() as session:
        query = select(Person.given_name, Vote.suggestion_id, Vote.answer)
        query = query.join(Person, Person.id == Vote.person_id).join(
            Suggestion, Suggestion.id == Vote.suggestion_id
        )
        rows = session.execute(query.where(Suggestion.poll_id == poll)).all()
        assert {(row[0], row[1]): row[2] for row in rows} == meant
        assert len(rows) == len(meant)
        shown = poll_views.as_it_stands(session, poll, play.now)
        assert all(one.yes + one.maybe + one.no <= 2 for one in shown.offered)


_PLAYED: dict[int, Scene] = {}


def _with_addresses(store: Store) -> Scene:
    """A scene in which Mara and Jonas write from three addresses each; made once per store."""
    if id(store) not in _PLAYED:
        _PLAYED.clear()
        play = _PLAYED[id(store)] = scene(store)
        with store.write() as session:
            for name in ("Mara", "Jonas"):
                person = session.get_one(Person, play.people[name])
                for number in range(3):
                    factories.account(session, person, address=f"{name}{number}")
    return _PLAYED[id(store)]


def _act(session: Session, play: Scene, address: str, poll: int, time: int, act: str) -> None:
    account = session.scalars(select(Account.id).where(Account.address == address)).one()
    given: dict[str, Any] = {"viewer": viewer_of(session, account, today=play.today), "poll_id": poll}
    given["now"] = play.now
    if act == "toggle":
        poll_votes.toggle(session, suggestion_id=time, **given)
    elif act == "none":
        poll_votes.none_suits(session, **given)
    elif act == "done":
        poll_votes.finish(session, **given)
    else:
        poll_votes.vote(session, answers={time: Answer(act)}, **given)


def _expected(own: dict[int, Answer], numbers: list[int], time: int, act: str) -> dict[int, Answer]:
    """What somebody has said after an act, by the rules."""
    if act == "toggle":
        return {time: Answer.NO if own.get(time) is Answer.YES else Answer.YES}
    if act == "none":
        return dict.fromkeys(numbers, Answer.NO)
    if act == "done":
        return {number: own.get(number, Answer.NO) for number in numbers}
    return {time: Answer(act)}
