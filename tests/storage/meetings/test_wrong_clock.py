"""A machine whose clock was wrong for a while: what it took for over is still to come, and comes."""

from __future__ import annotations

from storage.session import Store
from tests.storage.meetings.scene import DAY, HOUR, scene, wall
from tests.storage.meetings.test_nudges import START, told


def test_a_start_in_another_week(store: Store) -> None:
    """Two weeks ahead, the meeting seems over. With the right time each reminder comes, at its hour, once."""
    play = scene(store)
    play.plan(agenda="x")
    play.plan(agenda="x", title="Später", starts_wall=wall(2026, 12, 18, 10))
    right = START - 5 * DAY
    play.at(START - 8 * DAY)
    ahead = play.nudging()
    play.now = START + 9 * DAY  # both are over, by this clock
    ahead.look()
    play.said()  # that it was too late, for who coordinates
    play.now = right
    ahead.look()
    assert play.said() == told("late", "reminder")  # a week before the first was two days ago
    assert play.at(START - 3 * DAY) == told("rsvp")
    assert play.at(START - DAY) == told("reminder")
    assert play.at(START - DAY) == play.at(START - DAY + HOUR) == []
    assert play.at(START - HOUR) == told("reminder")
    assert play.at(START + HOUR) == []
    assert "Mara reminder" in play.at(START + DAY)  # a week before the second
    assert play.at(START + 7 * DAY - HOUR) != play.at(START + 7 * DAY) == told("reminder")


def test_put_back_before_the_start(store: Store) -> None:
    """The process that had the wrong time has ended; the next one sees it. An hour back doubles nothing."""
    play = scene(store)
    play.plan(agenda="x")
    play.at(START + DAY)
    play.said()
    play.at(START - 7 * DAY)  # a process of its own
    assert play.at(START - 3 * DAY) == told("rsvp")
    assert play.at(START - DAY) == told("reminder")
    for moment in (START - DAY - HOUR, START - DAY, START - DAY + HOUR):
        assert play.at(moment) == []
    assert play.at(START - HOUR) == told("reminder")
