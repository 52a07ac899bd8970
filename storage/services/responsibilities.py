"""What somebody is contact for: given and ended by whoever coordinates the region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from storage.models import Project, Rank, Region, Responsibility, ResponsibilityTopic, Topic
from storage.services import audit
from storage.services.reach import home_of, person_for_edit
from storage.services.refusing import Reason, RefusedError
from storage.services.version import touch_directory
from storage.services.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is to be responsible for. Days are inclusive."""

    project_id: int | None = None
    region_id: int | None = None
    topic_ids: tuple[int, ...] = ()
    rank: Rank = Rank.FIRST
    starts_on: date | None = None
    ends_on: date | None = None


def give_responsibility(
    session: Session, *, viewer: Viewer, person_id: int, post: Post, now: datetime, today: date
) -> None:
    """Make somebody responsible for a project, in a region, for topics.

    Where they belong stays as it was: whoever had no home region keeps the one they worked in.

    Raises:
        NotAllowedError: the region (without one: the person) is none of the viewer's.
        RefusedError: it stands there already (EXISTS), days that do not fit, or the person is gone.
    """
    person = person_for_edit(session, viewer, person_id, today, region_id=post.region_id, any_role=True)
    if post.region_id is None and post.project_id is None and not post.topic_ids:
        raise RefusedError(Reason.NOTHING)
    if post.ends_on is not None and post.ends_on < (post.starts_on or today):
        raise RefusedError(Reason.DAYS)
    if same := _same(session, person_id, post, today):
        raise RefusedError(Reason.EXISTS, (person.full_name,), number=str(same))
    regions = home_of(session, person_id, today).regions
    if person.home_region_id is None and len(regions) == 1 and post.region_id not in regions:
        person.home_region_id = next(iter(regions))
    write_post(session, person_id, post)
    touch_directory(session)
    audit.note(session, viewer, "responsibility.given", now, subject="person", subject_id=person_id)


def end_responsibility(
    session: Session,
    *,
    viewer: Viewer,
    person_id: int,
    post: Post,
    last_day: date,
    now: datetime,
    today: date,
) -> int:
    """End the responsibilities that lie within ``post`` after their last day; returns how many.

    Raises:
        NotAllowedError: the region (without one: the person) is none of the viewer's.
        RefusedError: there is none such (NOTHING), or the person is gone.
    """
    person_for_edit(session, viewer, person_id, today, region_id=post.region_id, any_role=True)
    query = select(Responsibility).where(Responsibility.person_id == person_id, _open_after(last_day))
    if post.region_id is not None:
        query = query.where(Responsibility.region_id == post.region_id)
    if post.project_id is not None:
        query = query.where(Responsibility.project_id == post.project_id)
    found = session.scalars(query).all()
    for responsibility in found:
        if responsibility.starts_on is not None and responsibility.starts_on > last_day:
            session.delete(responsibility)
        else:
            responsibility.ends_on = last_day
    if not found:
        raise RefusedError(Reason.NOTHING)
    touch_directory(session)
    audit.note(session, viewer, "responsibility.ended", now, subject="person", subject_id=person_id)
    return len(found)


def write_post(session: Session, person_id: int, post: Post) -> None:
    """Write a responsibility; no right is asked for here.

    Raises:
        RefusedError: its project, region or one of its topics is gone.
    """
    named = [(Project, post.project_id), (Region, post.region_id), *((Topic, i) for i in post.topic_ids)]
    if any(number is not None and session.get(model, number) is None for model, number in named):
        raise RefusedError(Reason.GONE)
    topics = [ResponsibilityTopic(topic_id=number) for number in dict.fromkeys(post.topic_ids)]
    session.add(
        Responsibility(
            person_id=person_id, project_id=post.project_id, region_id=post.region_id, rank=post.rank,
            starts_on=post.starts_on, ends_on=post.ends_on, topics=topics,
        )
    )  # fmt: skip
    session.flush()


def _same(session: Session, person_id: int, post: Post, today: date) -> int | None:
    """A responsibility in force, or to come, that is just this one."""
    rows = session.scalars(
        select(Responsibility).where(
            Responsibility.person_id == person_id,
            Responsibility.project_id.is_not_distinct_from(post.project_id),
            Responsibility.region_id.is_not_distinct_from(post.region_id),
            Responsibility.rank == post.rank,
            or_(Responsibility.ends_on.is_(None), Responsibility.ends_on >= today),
        )
    )
    wanted = set(post.topic_ids)
    return next((row.id for row in rows if {topic.topic_id for topic in row.topics} == wanted), None)


def _open_after(day: date) -> ColumnElement[bool]:
    """Responsibilities that do not end on this day or before."""
    return or_(Responsibility.ends_on.is_(None), Responsibility.ends_on > day)
