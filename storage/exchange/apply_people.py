"""Writing people and what hangs on them: rows that stay as they are keep their ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.exchange.columns import Kind
from storage.exchange.plan import PersonChange
from storage.exchange.snapshot import StoredPerson
from storage.exchange.statements import Record, delete_rows, insert_rows, update_rows
from storage.exchange.states import PersonState, ResponsibilityState
from storage.models import (
    Absence,
    ContactWay,
    Coordination,
    Membership,
    Person,
    PersonLanguage,
    Rank,
    Responsibility,
    ResponsibilityLanguage,
    ResponsibilityPlace,
    ResponsibilityTopic,
)

Ids = Mapping[Kind, Mapping[str, int]]

# What does not stand in a person's own row, empty.
_WITHOUT_PARTS: dict[str, Any] = {
    name: PersonState._field_defaults[name]
    for name in (
        "coordinates",
        "languages",
        "phones",
        "mobiles",
        "emails",
        "groups",
        "absences",
        "responsibilities",
    )
}


def person_record(state: PersonState, ids: Ids) -> Record:
    """The columns of a person's own row."""
    return {
        "key": state.key,
        "given_name": state.given_name,
        "family_name": state.family_name,
        "role": state.role,
        "function": state.function,
        "organisation_id": ids[Kind.ORGANISATION].get(state.organisation),
        "home_region_id": ids[Kind.REGION].get(state.home_region),
        "office_hours": state.office_hours,
        "since": state.since,
        "confirmed_on": state.confirmed_on,
    }


class _Row(NamedTuple):
    """A responsibility's own columns."""

    person_id: int
    project_id: int | None
    region_id: int | None
    rank: Rank
    starts_on: date | None
    ends_on: date | None


class PeopleWriter:
    """Writes what hangs on people: each part only of those for whom it is different."""

    def __init__(self, session: Session, ids: Ids, today: date) -> None:
        self._session = session
        self._ids = ids
        self._today = today
        rows = session.execute(select(Person.key, Person.id)).all()
        self._person_ids = {row.key: row.id for row in rows}

    def as_changes(self, states: Sequence[PersonState]) -> list[PersonChange]:
        """New people, whose own rows are there already, as changes from nothing but that row."""
        changes: list[PersonChange] = []
        for state in states:
            bare = state._replace(**_WITHOUT_PARTS)
            changes.append(PersonChange(StoredPerson(self._person_ids[state.key], bare, None), state))
        return changes

    def write(self, changes: Sequence[PersonChange]) -> None:
        """Write the people of a batch."""
        self._own_rows(changes)
        self._languages(_different(changes, "languages"))
        self._ways(_different(changes, "phones", "mobiles", "emails"))
        self._memberships(_different(changes, "groups"))
        self._coordinations(_different(changes, "coordinates"))
        self._absences(_different(changes, "absences"))
        self._responsibilities(_different(changes, "responsibilities"))

    def _own_rows(self, changes: Sequence[PersonChange]) -> None:
        records: list[Record] = []
        for change in changes:
            stored = change.stored
            left_on = stored.left_on if stored.belongs_on(self._today) else None
            record = person_record(change.state, self._ids) | {"left_on": left_on}
            if record != person_record(stored.state, self._ids) | {"left_on": stored.left_on}:
                records.append({"id": stored.id, **record})
        update_rows(self._session, Person, records)

    def _languages(self, changes: Sequence[PersonChange]) -> None:
        delete_rows(self._session, PersonLanguage, PersonLanguage.person_id, _ids_of(changes))
        records: list[Record] = [
            {"person_id": change.stored.id, "code": code, "position": position}
            for change in changes
            for position, code in enumerate(change.state.languages)
        ]
        insert_rows(self._session, PersonLanguage, records)

    def _ways(self, changes: Sequence[PersonChange]) -> None:
        delete_rows(self._session, ContactWay, ContactWay.person_id, _ids_of(changes))
        records: list[Record] = [
            {"person_id": change.stored.id, **way._asdict()}
            for change in changes
            for way in (*change.state.phones, *change.state.mobiles, *change.state.emails)
        ]
        insert_rows(self._session, ContactWay, records)

    def _memberships(self, changes: Sequence[PersonChange]) -> None:
        delete_rows(self._session, Membership, Membership.person_id, _ids_of(changes))
        records: list[Record] = [
            {"person_id": change.stored.id, "group_id": self._ids[Kind.GROUP][group]}
            for change in changes
            for group in sorted(change.state.groups)
        ]
        insert_rows(self._session, Membership, records)

    def _coordinations(self, changes: Sequence[PersonChange]) -> None:
        delete_rows(self._session, Coordination, Coordination.person_id, _ids_of(changes))
        records: list[Record] = [
            {
                "person_id": change.stored.id,
                "region_id": self._ids[Kind.REGION][reach.name] if reach.kind is Kind.REGION else None,
                "group_id": self._ids[Kind.GROUP][reach.name] if reach.kind is Kind.GROUP else None,
            }
            for change in changes
            for reach in sorted(change.state.coordinates)
        ]
        insert_rows(self._session, Coordination, records)

    def _absences(self, changes: Sequence[PersonChange]) -> None:
        stored = [(change, *item) for change in changes for item in change.stored.absence_ids.items()]
        gone = [i for change, state, ids in stored if state not in change.state.absences for i in ids]
        delete_rows(self._session, Absence, Absence.id, gone)
        records: list[Record] = [
            {
                "person_id": change.stored.id,
                "starts_on": absence.starts_on,
                "ends_on": absence.ends_on,
                "reason": absence.reason,
                "deputy_id": self._person_ids.get(absence.deputy),
            }
            for change in changes
            for absence in sorted(
                change.state.absences - change.stored.state.absences, key=lambda a: a.starts_on
            )
        ]
        insert_rows(self._session, Absence, records)

    def _responsibilities(self, changes: Sequence[PersonChange]) -> None:
        stored = [(change, *item) for change in changes for item in change.stored.responsibility_ids.items()]
        gone = [i for change, state, ids in stored if state not in change.state.responsibilities for i in ids]
        delete_rows(self._session, Responsibility, Responsibility.id, gone)
        come = [
            (change.stored.id, state)
            for change in changes
            for state in sorted(
                change.state.responsibilities - change.stored.state.responsibilities, key=_order
            )
        ]
        if come:
            # SQLite gives the ids of deleted rows to new ones.
            known = {row_id for _, _, ids in stored for row_id in ids}.difference(gone)
            self._insert_responsibilities(come, known)

    def _insert_responsibilities(
        self, come: Sequence[tuple[int, ResponsibilityState]], known: set[int]
    ) -> None:
        """Insert responsibilities with what hangs on them; ``known`` are the ids that stay."""
        rows = [
            _Row(
                person_id,
                self._ids[Kind.PROJECT].get(state.project),
                self._ids[Kind.REGION].get(state.region),
                state.rank,
                state.starts_on,
                state.ends_on,
            )
            for person_id, state in come
        ]
        insert_rows(self._session, Responsibility, [row._asdict() for row in rows])
        new_ids = self._ids_of_rows({person_id for person_id, _ in come}, known)
        topics: list[Record] = []
        places: list[Record] = []
        languages: list[Record] = []
        for row, (_, state) in zip(rows, come, strict=True):
            owner: Record = {"responsibility_id": new_ids[row].pop()}
            topics.extend(
                owner | {"topic_id": self._ids[Kind.TOPIC][topic]} for topic in sorted(state.topics)
            )
            places.extend(owner | {"key": key} for key in sorted(state.places))
            languages.extend(owner | {"code": code} for code in sorted(state.languages))
        insert_rows(self._session, ResponsibilityTopic, topics)
        insert_rows(self._session, ResponsibilityPlace, places)
        insert_rows(self._session, ResponsibilityLanguage, languages)

    def _ids_of_rows(self, person_ids: set[int], known: set[int]) -> dict[_Row, list[int]]:
        """The ids of the rows just inserted. Rows alike are interchangeable: nothing hangs on them yet."""
        table = Responsibility
        query = select(
            table.id,
            table.person_id,
            table.project_id,
            table.region_id,
            table.rank,
            table.starts_on,
            table.ends_on,
        ).where(table.person_id.in_(person_ids))
        found: defaultdict[_Row, list[int]] = defaultdict(list)
        for row in self._session.execute(query.order_by(table.id.desc())):
            key = _Row(row.person_id, row.project_id, row.region_id, row.rank, row.starts_on, row.ends_on)
            if row.id not in known:
                found[key].append(row.id)
        return found


def _different(changes: Sequence[PersonChange], *fields: str) -> list[PersonChange]:
    """The changes in which one of the fields is another."""
    return [
        change
        for change in changes
        if any(getattr(change.state, name) != getattr(change.stored.state, name) for name in fields)
    ]


def _ids_of(changes: Sequence[PersonChange]) -> list[int]:
    return [change.stored.id for change in changes]


def _order(state: ResponsibilityState) -> tuple[str, str, str, str]:
    """An order that does not depend on the hashes of a run."""
    return state.project, state.region, state.rank.value, repr(sorted(state.topics))
