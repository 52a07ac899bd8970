"""Moments, times of the day and days of the week as parameters of texts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dialogs.turn import Param, Turn

_A_MONDAY = date(2024, 1, 1)


def moment(when: datetime, turn: Turn) -> dict[str, Param]:
    """A moment in the network's zone: weekday, day, time, and whether it is the first of its day."""
    local = when.astimezone(turn.network.zone)
    day = local.date().isoformat()
    return {
        "weekday": {"date": day, "style": "weekday"},
        "day": {"date": day, "style": "short", "today": turn.today.isoformat()},
        "time": f"{local.hour}:{local.minute:02}",
        "midnight": "yes" if (local.hour, local.minute) == (0, 0) else "no",
    }


def clock(minutes: int) -> str:
    """A time of the day from minutes after midnight."""
    return f"{minutes // 60}:{minutes % 60:02}"


def weekdays(days: int) -> Param:
    """The days of the week whose bits are set, Monday first."""
    return {
        "list": [
            {"date": (_A_MONDAY + timedelta(days=number)).isoformat(), "style": "weekday"}
            for number in range(7)
            if days >> number & 1
        ],
        "style": "and",
    }
