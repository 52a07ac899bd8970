"""Contacts in large networks: what is found does not depend on how many others there are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from storage import migrations
from storage.models import Person, ResponsibilityPlace, ResponsibilityTopic
from storage.queries.directory import Condition, Wanted, posts
from storage.services import directory
from storage.services.posts import FEW, MOST_POSTS, SHARED
from storage.session import Store
from tests import factories
from tests.factories import TODAY
from tests.storage.test_directory import MEMBER, counted, names, session

__all__ = ["session"]


def crowd(session: Session, count: int, **responsible: object) -> None:
    """People who are responsible for the same."""
    for index in range(count):
        who = factories.person(session, f"Gast Nr{session.query(Person).count()}-{index}")
        factories.responsible(session, who, **responsible)  # type: ignore[arg-type]


def test_no_project_is_crowded_out(session: Session) -> None:
    """Where more fit than an answer can use, each project still appears, and whoever has none."""
    region = factories.regions(session)["Harz"]
    large, *others = factories.projects(session).values()
    crowd(session, MOST_POSTS + 5, region=region, project=large)
    for project in (*others, None):
        crowd(session, 2, region=region, project=project)
    found = directory.contacts_for(session, viewer=MEMBER, wanted=Wanted(region_id=region.id), today=TODAY)
    by_project = Counter(contact.project and contact.project.name for contact in found)
    assert by_project == {large.name: SHARED - 6, others[0].name: 2, others[1].name: 2, None: 2}
    assert len({contact.person.id for contact in found}) == len(found)


def test_what_an_answer_can_use_is_complete(session: Session) -> None:
    """Up to that limit nobody is left out, however unequal the projects are."""
    region = factories.regions(session)["Harz"]
    first, second, _ = factories.projects(session).values()
    crowd(session, MOST_POSTS - 1, region=region, project=second)
    crowd(session, 1, region=region, project=first)
    assert len(names(session, region_id=region.id)) == MOST_POSTS
    assert len(names(session)) == MOST_POSTS


@pytest.mark.parametrize("others", [0, FEW])
def test_rare_and_common_alike(session: Session, others: int) -> None:
    """Topic, language and place find the same people whether few or many of the network fit."""
    regions = factories.regions(session)
    project = factories.projects(session)["IQ Netzwerk"]
    topic = factories.topic(session, "Anerkennung")
    for region in ("Altmark", "Harz"):
        for index in range(others if region == "Altmark" else 3):
            who = factories.person(session, f"{region} Nr{index}", languages=("de", "vi"))
            post = factories.responsible(session, who, region=regions[region], project=project)
            post.topics = [ResponsibilityTopic(topic=topic)]
            post.places = [ResponsibilityPlace(key="15085235")]
    session.flush()
    harz = [f"Harz Nr{index}" for index in range(3)]
    here = {"region_id": regions["Harz"].id, "project_id": project.id}
    assert names(session, **here, topic_id=topic.id) == harz
    assert names(session, **here, language="vi") == harz
    assert names(session, **here, topic_id=topic.id, language="vi") == harz
    assert names(session, **here, topic_id=topic.id, language="tr") == []
    if not others:
        assert names(session, area_keys=("15085235",), topic_id=topic.id) == harz
    everywhere = names(session, area_keys=("15085235",), language="vi")
    assert len(everywhere) == (SHARED if others else 3)


@pytest.mark.parametrize(
    "conditions",
    [
        ("region",),
        ("region", "project"),
        ("region", "topic"),
        ("region", "no project", "language"),
        ("region", "not limited to places"),
        ("topic",),
        ("language", "project"),
        ("place",),
    ],
)
def test_nothing_is_sorted(tmp_path: Path, conditions: tuple[Condition, ...]) -> None:
    """On SQLite, whose plans do not depend on sizes, contacts are read along an index in their order."""
    store = Store.open(f"sqlite:///{tmp_path}/plan.sqlite3")
    migrations.upgrade(store)
    values = {"day": TODAY, "most": 1, "region": 1, "project": 1, "topic": 1, "language": "de", "keys": ["1"]}
    with store.read() as session, counted(session) as statements:
        session.connection().execute(posts(frozenset(conditions)), values)
        query = statements[-1]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("",) * query.count("?"))
        steps = [row[3] for row in plan]
    store.close()
    assert any("ix_responsibility_by_" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)
