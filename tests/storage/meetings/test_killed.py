"""Killed wherever, in two processes at once: each nudge leaves once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, func, select

from storage.errors import StoreError
from storage.models import Nudge, NudgeState, Occurrence, OutboxMessage
from storage.services import invited_texts, nudge_planning
from storage.session import Store
from tests.storage.meetings.scene import DAY, Scene, scene, utc

START = utc(2026, 12, 10, 9)
STEPS = ("planning", "planned", "begun", "claimed", "judged", "written", "finished", "told", "committed")


def in_a_process(store: Store, live: Callable[[Store], None]) -> int:
    """Let another process live on this store; returns its end, for ``wait``."""
    child = os.fork()
    if child:
        return child
    try:
        live(Store.open(store.engine.url))
    except BaseException:
        os._exit(1)
    os._exit(0)


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def messages(store: Store) -> int:
    """How many there are but for invitations."""
    others = OutboxMessage.dedupe_key.not_like("%:invited:%")
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(OutboxMessage).where(others)) or 0


def play_on(play: Scene, step: str) -> Callable[[Store], None]:
    """A life that ends at a step."""

    def at(seen: str) -> None:
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def live(store: Store) -> None:
        Scene(store, play.now, play.people, play.groups).nudging(probe=at).look()

    return live


def test_killed_at_every_step(store: Store) -> None:
    """Whatever was not committed is done by the next process, and nothing is done twice."""
    play = scene(store)
    for number, step in enumerate(STEPS):
        play.now = START + number * 30 * DAY
        play.plan(agenda="x", starts_wall=(START + number * 30 * DAY + 10 * DAY).replace(tzinfo=None))
        if step not in ("planning", "planned"):
            play.look()
        play.now += 3 * DAY
        for _ in range(2):  # a week before is due by now; the second time it may have been done
            end = ended(in_a_process(store, play_on(play, step)))
        assert end in (-signal.SIGKILL, 0)
        if number == 0:
            assert end == -signal.SIGKILL
        play.look()
        play.look()
        play.said()
    with store.read() as session:
        done = select(func.count()).select_from(Nudge).where(Nudge.state == NudgeState.DONE)
        keys = session.scalars(select(OutboxMessage.dedupe_key)).all()
        assert session.scalar(done) == len([key for key in keys if key.startswith("nudge:")])
        assert len({key.split(":")[1] for key in keys}) == len(STEPS)
        assert len(keys) == len(set(keys))


def test_an_error_at_every_statement(store: Store) -> None:
    """Whichever statement fails: nothing of the batch counts, and the next look does all of it."""
    play = scene(store)
    play.plan(agenda="x")
    play.at(START - 8 * DAY)
    play.now = START - 7 * DAY

    class BrokenError(StoreError):
        pass

    for last in range(1, 60):
        seen = 0

        def count(*_: object, last: int = last) -> None:
            nonlocal seen
            seen += 1
            if seen == last:
                raise BrokenError

        event.listen(store.engine, "before_cursor_execute", count)
        try:
            play.nudging().say()
            break
        except BrokenError:
            assert last > 0
        finally:
            event.remove(store.engine, "before_cursor_execute", count)
        if seen < 20:
            assert messages(store) in (0, 4)
    else:
        pytest.fail("never done")
    assert last > 10
    assert messages(store) == 4


def test_one_that_cannot_be_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A nudge, or a date, that always fails keeps no other waiting; it is tried no more, or in an hour."""
    play = scene(store)
    broken, other = play.plan(agenda="x"), play.plan(agenda="x")
    payload, date_of = invited_texts.payload, nudge_planning.date_of

    def fails(row: Any, *rest: Any, **more: Any) -> Any:
        if row.person_id == play.people["Mara"]:
            raise ValueError
        return payload(row, *rest, **more)

    def fails_for_one(one: Any, meeting: Any) -> Any:
        if meeting.id == broken:
            raise ValueError
        return date_of(one, meeting)

    with monkeypatch.context() as patched:
        patched.setattr(nudge_planning, "date_of", fails_for_one)
        assert play.at(play.now) == []
        with store.read() as session:
            planned = {meeting for (meeting,) in session.execute(select(Occurrence.meeting_id).join(Nudge))}
    assert planned == {other}
    play.at(START - 8 * DAY)
    with monkeypatch.context() as patched:
        patched.setattr(invited_texts, "payload", fails)
        said = play.at(START - 7 * DAY)
    assert said == sorted(f"{name} reminder" for name in ("Jonas", "Lena", "Nele") for _ in range(2))
    with store.read() as session:
        dropped = session.scalars(select(Nudge.person_id).where(Nudge.reason == "crashed")).all()
    assert dropped == [play.people["Mara"]] * 2
    assert play.at(play.now) == []


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_two_processes(store: Store) -> None:
    """Both say what is due at once; each nudge leaves once."""
    play = scene(store)
    for number in range(120):
        play.add_person(f"Person {number}", groups="A")
    for number in range(5):
        play.plan(agenda="x", title=f"Treffen {number}")
    play.look()
    play.now = START - 7 * DAY

    def live(own: Store) -> None:
        one = Scene(own, play.now, play.people, play.groups).nudging()
        one.plan()
        one.say()

    ends = [ended(child) for child in [in_a_process(store, live), in_a_process(store, live)]]
    assert ends == [0, 0]
    play.nudging().say()  # what each left to the other
    assert messages(store) == 5 * 124
