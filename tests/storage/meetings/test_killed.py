"""Killed wherever, in two processes at once: each nudge leaves once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from sqlalchemy import event, func, select

from storage.models import Nudge, NudgeState, OutboxMessage
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

    class BrokenError(Exception):
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
