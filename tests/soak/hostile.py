"""A directory whose names are as hostile as names can be."""

from __future__ import annotations

from datetime import timedelta

from bot.composition import wall_clock
from storage.models import Group, Person, Project, Rank, Region, RegionArea, Role, Topic
from storage.session import Store
from tests import factories
from tests.soak.texts import NAMES

DISTRICTS = ("15085", "15003", "15002", "15082", "15090")


def fill(store: Store) -> None:
    """Everything in this directory has a hostile name; everybody is new, and half of them are away."""
    today = wall_clock().date()
    with store.write() as session:
        regions = [Region(name=name, aliases=[]) for name in NAMES[: len(DISTRICTS)]]
        for region, key in zip(regions, DISTRICTS, strict=True):
            region.areas = [RegionArea(key=key)]
        projects = [Project(name=name, aliases=[name * 2], description=name) for name in NAMES]
        topics = [Topic(name=name, aliases=[]) for name in NAMES]
        session.add_all([*regions, *projects, *topics, *(Group(name=name, aliases=[]) for name in NAMES)])
        people: list[Person] = []
        for number, name in enumerate(NAMES):
            made = factories.person(
                session,
                f"Ada {number}",
                role=(Role.MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR)[number % 3],
                phone=f"+493023125{number:03}",
                since=today - timedelta(days=number),
                organisation=factories.organisation(session, name),
                office_hours=name,
            )
            made.family_name, made.function = name, name
            factories.responsible(
                session,
                made,
                region=regions[number % len(regions)],
                project=projects[number],
                rank=Rank.FIRST if number % 2 else Rank.DEPUTY,
                topics=[topics[number]],
            )
            if number % 2 and people:
                factories.absent(
                    session, made, since=today, until=today + timedelta(days=5), deputy=people[-1]
                )
            people.append(made)
