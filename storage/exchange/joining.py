"""Names and people of one file: people are planned as if the names were written already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storage.exchange.columns import Kind
from storage.exchange.names_file import NameDraft
from storage.exchange.plan import Plan
from storage.exchange.snapshot import Snapshot, StoredName, StoredPerson
from storage.exchange.states import PersonState, ResponsibilityState

Renamed = dict[tuple[Kind, str], str]

_NOT_STORED = 0


def after_names(snapshot: Snapshot, drafts: Sequence[NameDraft]) -> Snapshot:
    """The directory as it will be once the names are written."""
    renamed: Renamed = {
        (d.state.kind, d.stored.state.name): d.state.name
        for d in drafts
        if d.stored and d.stored.state.name != d.state.name
    }
    names = {
        kind: {name: stored for name, stored in known.items() if (kind, name) not in renamed}
        for kind, known in snapshot.names.items()
    }
    for draft in drafts:
        known_id = draft.stored.id if draft.stored else _NOT_STORED
        names[draft.state.kind][draft.state.name] = StoredName(known_id, draft.state)
    people = [_person(person, renamed) for person in snapshot.people] if renamed else snapshot.people
    return replace(snapshot, names=names, people=people)


def _person(person: StoredPerson, renamed: Renamed) -> StoredPerson:
    ids = {_responsibility(state, renamed): ids for state, ids in person.responsibility_ids.items()}
    return replace(person, state=_state(person.state, renamed), responsibility_ids=ids)


def _state(state: PersonState, renamed: Renamed) -> PersonState:
    return state._replace(
        organisation=_name(Kind.ORGANISATION, state.organisation, renamed),
        home_region=_name(Kind.REGION, state.home_region, renamed),
        coordinates=frozenset(r._replace(name=_name(r.kind, r.name, renamed)) for r in state.coordinates),
        groups=frozenset(_name(Kind.GROUP, name, renamed) for name in state.groups),
        responsibilities=frozenset(_responsibility(each, renamed) for each in state.responsibilities),
    )


def _responsibility(state: ResponsibilityState, renamed: Renamed) -> ResponsibilityState:
    return state._replace(
        project=_name(Kind.PROJECT, state.project, renamed),
        region=_name(Kind.REGION, state.region, renamed),
        topics=frozenset(_name(Kind.TOPIC, topic, renamed) for topic in state.topics),
    )


def _name(kind: Kind, name: str, renamed: Renamed) -> str:
    return renamed.get((kind, name), name)


def joined(names: Plan, people: Plan) -> Plan:
    """One plan that writes the names and then the people."""
    work = replace(
        people.work,
        new_names=names.work.new_names + people.work.new_names,
        changed_names=names.work.changed_names,
    )
    return replace(
        people,
        added=names.added + people.added,
        changed=names.changed + people.changed,
        unchanged=names.unchanged + people.unchanged,
        work=work,
    )
