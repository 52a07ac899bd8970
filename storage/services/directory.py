"""The one door to other people's data: contacts and cards, cut to what a viewer may see.

``network`` is its second leaf: newcomers, coordinators, lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from storage.models import Rank
from storage.queries.directory import POSTS_OF, Post, Wanted
from storage.services import details, lookups
from storage.services.contacts import Away, Contact, Named, PersonCard, StandIn, contact_of, hidden_from
from storage.services.details import Absent, Details
from storage.services.posts import posts_for
from storage.services.rights import Right, require
from storage.services.rows import read
from storage.services.viewer import Viewer, belongs_on


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the people of one answer: who is away, and everything of whoever may be shown."""

    viewer: Viewer
    today: date
    people: Mapping[int, Details]
    absences: Mapping[int, Absent]
    topics: Mapping[int, tuple[str, ...]]

    def contact(self, person_id: int, post: Post, stands_in_for: StandIn | None = None) -> Contact:
        return contact_of(
            self.people[person_id],
            self.viewer,
            absent=self.absences.get(person_id),
            post=post,
            topics=self.topics.get(post.id, ()),
            stands_in_for=stands_in_for,
        )


def contacts_for(session: Session, *, viewer: Viewer, wanted: Wanted, today: date) -> list[Contact]:
    """Whom to contact: per project the first contacts, or who stands in for them with the reason.

    Raises:
        NotAllowedError: the viewer is a guest.
        TooManyLookupsError: too many people were shown to this account within an hour.
    """
    require(viewer, Right.LOOK_UP)
    posts = posts_for(session, wanted, today)
    posts.sort(key=lambda post: (post.project or "", post.project_id or 0))
    teams = [list(rows) for _, rows in groupby(posts, key=lambda post: (post.project_id, post.region_id))]
    absences = details.absences(session, {post.person_id for post in posts}, today)
    known = _known(session, viewer, today, teams, absences)
    lookups.shown(session, viewer, [post.person_id for post in posts])
    return [contact for team in teams for contact in _of_one_team(team, known, wanted.language)]


def deputies_for(session: Session, *, viewer: Viewer, wanted: Wanted, today: date) -> list[Contact]:
    """Who stands in, whether or not the first contact is away.

    Raises:
        NotAllowedError: the viewer is a guest.
        TooManyLookupsError: too many people were shown to this account within an hour.
    """
    require(viewer, Right.LOOK_UP)
    posts = posts_for(session, wanted, today, rank=Rank.DEPUTY)
    absences = details.absences(session, {post.person_id for post in posts}, today)
    known = _known(session, viewer, today, [[post] for post in posts], absences)
    lookups.shown(session, viewer, [post.person_id for post in posts])
    return [known.contact(post.person_id, post) for post in posts]


def _known(
    session: Session,
    viewer: Viewer,
    today: date,
    teams: Sequence[Sequence[Post]],
    absences: Mapping[int, Absent],
) -> _Known:
    """Read what is needed of who may be shown: first contacts, and who may stand in where all are away."""
    shown = {post.person_id for team in teams for post in _firsts(team)}
    for team in teams:
        if all(post.person_id in absences for post in _firsts(team)):
            shown.update(_candidates(team, absences))
    others = details.absences(session, shown - {post.person_id for team in teams for post in team}, today)
    return _Known(
        viewer=viewer,
        today=today,
        people=details.people(session, shown),
        absences={**absences, **others},
        topics=details.topics(session, [post.id for team in teams for post in _firsts(team)]),
    )


def _firsts(team: Sequence[Post]) -> list[Post]:
    return [post for post in team if post.rank is Rank.FIRST] or list(team)


def _candidates(team: Sequence[Post], absences: Mapping[int, Absent]) -> Iterator[int]:
    """Who may stand in for somebody of this team: whom an absence names, and the team's deputies."""
    for post in team:
        absent = absences.get(post.person_id)
        if absent is not None and absent.deputy_id is not None:
            yield absent.deputy_id
        if post.rank is Rank.DEPUTY:
            yield post.person_id


def _of_one_team(team: Sequence[Post], known: _Known, language: str | None) -> list[Contact]:
    """The contacts of one project in one region: who is first and there, or a stand-in."""
    firsts = _firsts(team)
    there = [post for post in firsts if post.person_id not in known.absences]
    if there:
        return [known.contact(post.person_id, post) for post in there]
    return _stand_ins(firsts, team, known, language)


def _stand_ins(
    away: Sequence[Post], team: Sequence[Post], known: _Known, language: str | None
) -> list[Contact]:
    contacts: list[Contact] = []
    shown: set[int] = set()
    for post in away:
        absent = known.absences[post.person_id]
        stand_in = _stand_in_for(post, absent, team, known)
        if stand_in is not None and language and language not in stand_in.languages:
            stand_in = None  # better to know when the one who speaks it is back
        if stand_in is None:
            contacts.append(known.contact(post.person_id, post))
        elif stand_in.id not in shown:
            shown.add(stand_in.id)
            person = known.people[post.person_id]
            reason = StandIn(Named(person.id, person.full_name), Away(absent.reason, absent.ends_on))
            contacts.append(known.contact(stand_in.id, post, reason))
    return contacts


def _stand_in_for(post: Post, absent: Absent, team: Sequence[Post], known: _Known) -> Details | None:
    """The deputy that the absence names, else the team's deputy; only somebody who is there."""
    named = [absent.deputy_id] if absent.deputy_id is not None else []
    for person_id in (*named, *(other.person_id for other in team if other.rank is Rank.DEPUTY)):
        person = known.people[person_id]
        there = belongs_on(person.left_on, known.today) and person_id not in known.absences
        if person_id != post.person_id and there:
            return person
    return None


def person_cards(
    session: Session, *, viewer: Viewer, person_ids: Iterable[int], today: date
) -> list[PersonCard]:
    """The cards of people who belong to the network today, in the order of the ids.

    Raises:
        NotAllowedError: the viewer is a guest.
        TooManyLookupsError: too many people were shown to this account within an hour.
    """
    require(viewer, Right.LOOK_UP)
    ids = list(dict.fromkeys(person_ids))
    found = details.people(session, ids)
    people = {i: found[i] for i in ids if i in found and belongs_on(found[i].left_on, today)}
    if not people:
        return []
    lookups.shown(session, viewer, people)
    posts = [Post._make(row) for row in read(session, POSTS_OF, {"ids": list(people), "day": today})]
    topics = details.topics(session, [post.id for post in posts])
    known = _Known(viewer, today, people, details.absences(session, list(people), today), topics)
    groups = details.groups(session, list(people))
    return [
        _card(person, [post for post in posts if post.person_id == i], known, groups.get(i, ()))
        for i, person in people.items()
    ]


def _card(person: Details, posts: Sequence[Post], known: _Known, groups: tuple[str, ...]) -> PersonCard:
    absent = known.absences.get(person.id)
    deputy = absent and absent.deputy_id and Named(absent.deputy_id, absent.deputy_name)
    return PersonCard(
        contact=contact_of(person, known.viewer, absent=absent),
        responsibilities=tuple(known.contact(person.id, post) for post in posts),
        groups=() if "groups" in hidden_from(known.viewer, person) else groups,
        deputy=deputy or None,
    )
