"""Selects of what is stored about somebody and meetings, by section; see ``own_data``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select

from storage.models import Attendance, DatePoll, Feed, Meeting, Nudge, Occurrence, Record, Suggestion, Vote

Section = tuple[str, Select[*tuple[Any, ...]]]

_TITLE = func.coalesce(Occurrence.title, Meeting.title).label("title")


def of_meetings(person: int) -> Iterator[Section]:
    """What somebody answered and planned, and what Kitt told or will tell them by itself."""
    yield "attendance", (
        select(
            _TITLE, Occurrence.starts_at.label("at"), Attendance.answer, Attendance.comment,
            Attendance.answered_at, Attendance.ask_again_at,
        )
        .join(Occurrence, Occurrence.id == Attendance.occurrence_id)
        .join(Meeting, Meeting.id == Occurrence.meeting_id)
        .where(Attendance.person_id == person)
        .order_by(Occurrence.starts_at, Occurrence.id)
    )  # fmt: skip
    yield (
        "meetings_planned",
        (
            select(Meeting.title, Meeting.created_at, Meeting.state)
            .where(Meeting.created_by_id == person)
            .order_by(Meeting.id)
        ),
    )
    yield "calendar_link", select(Feed.made_at.label("created_at")).where(Feed.person_id == person)
    yield (
        "meetings_noted",
        (
            select(_TITLE, Occurrence.starts_at.label("at"), Record.noted_at)
            .join(Occurrence, Occurrence.id == Record.occurrence_id)
            .join(Meeting, Meeting.id == Occurrence.meeting_id)
            .where(Record.noted_by_id == person)
            .order_by(Occurrence.starts_at, Occurrence.id)
        ),
    )
    yield from _of_polls(person)
    yield (
        "nudges",
        (
            select(Nudge.kind, _TITLE, Nudge.due_at, Nudge.text.label("message"), Nudge.done_at)
            .outerjoin(Occurrence, Occurrence.id == Nudge.occurrence_id)
            .outerjoin(Meeting, Meeting.id == Occurrence.meeting_id)
            .where(Nudge.person_id == person)
            .order_by(Nudge.due_at, Nudge.id)
        ),
    )


def _of_polls(person: int) -> Iterator[Section]:
    """What somebody asked, suggested and said where a date was looked for."""
    asked = select(DatePoll.title, DatePoll.created_at, DatePoll.state).where(
        DatePoll.created_by_id == person
    )
    yield "polls_asked", asked.order_by(DatePoll.id)
    yield "suggestions", (
        select(DatePoll.title, Suggestion.starts_at.label("at"), Suggestion.created_at)
        .join(DatePoll, DatePoll.id == Suggestion.poll_id)
        .where(Suggestion.by_id == person)
        .order_by(Suggestion.id)
    )  # fmt: skip
    yield "votes", (
        select(
            DatePoll.title, Suggestion.starts_at.label("at"), Vote.answer, Vote.voted_at.label("answered_at")
        )
        .join(Suggestion, Suggestion.id == Vote.suggestion_id)
        .join(DatePoll, DatePoll.id == Suggestion.poll_id)
        .where(Vote.person_id == person)
        .order_by(Suggestion.starts_at, Suggestion.id)
    )  # fmt: skip
