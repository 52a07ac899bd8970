"""Each person once in an answer, and the first of each project where the list is long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from storage.services.contacts import Contact

OneOf = tuple[Contact, ...]
"""Everything that one person was found for."""


def by_person(contacts: Iterable[Contact]) -> list[OneOf]:
    """The contacts of each person together, in the order in which people first come up."""
    people: dict[int, list[Contact]] = {}
    for contact in contacts:
        people.setdefault(contact.person.id, []).append(contact)
    return [tuple(found) for found in people.values()]


def first_of_each(people: Sequence[OneOf], most: int) -> list[OneOf]:
    """At most ``most`` people, taken from the projects by turns, in the order given."""
    if len(people) <= most:
        return list(people)
    projects: dict[int | None, list[int]] = {}
    for number, found in enumerate(people):
        project = found[0].project
        projects.setdefault(project.id if project else None, []).append(number)
    turns = [n for row in zip_longest(*projects.values()) for n in row if n is not None]
    return [people[number] for number in sorted(turns[:most])]
