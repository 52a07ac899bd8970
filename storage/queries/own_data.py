"""Selects of everything that is stored about somebody, by section; see ``services/own_data``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased

from storage.models import (
    Absence,
    AccessRequest,
    Account,
    AuditEntry,
    Code,
    Consent,
    ContactWay,
    Continuation,
    Conversation,
    Coordination,
    Deletion,
    Group,
    HelpRequest,
    InboxEvent,
    Introduction,
    Membership,
    Organisation,
    OutboxMessage,
    Person,
    PersonLanguage,
    Preference,
    Project,
    Region,
    RequestState,
    Responsibility,
    ResponsibilityLanguage,
    ResponsibilityPlace,
    ResponsibilityTopic,
    Topic,
    Usage,
)
from storage.queries.own_meetings import of_meetings

Section = tuple[str, Select[*tuple[Any, ...]]]


def of_person(person: int) -> Iterator[Section]:
    """Whatever hangs on a person."""
    other = aliased(Person)
    yield "person", (
        select(
            Person.given_name, Person.family_name, Person.key.label("identifier"), Person.role,
            Person.function, Organisation.name.label("organisation"), Region.name.label("home_region"),
            Person.office_hours, Person.language, Person.since, Person.confirmed_on, Person.left_on,
        )
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .outerjoin(Region, Region.id == Person.home_region_id)
        .where(Person.id == person)
    )  # fmt: skip
    yield (
        "ways",
        (
            select(ContactWay.kind, ContactWay.value, ContactWay.visibility)
            .where(ContactWay.person_id == person)
            .order_by(ContactWay.id)
        ),
    )
    yield (
        "languages",
        (
            select(PersonLanguage.code.label("language"))
            .where(PersonLanguage.person_id == person)
            .order_by(PersonLanguage.position)
        ),
    )
    yield "responsibilities", (
        select(
            Responsibility.id, Project.name.label("project"), Region.name.label("region"),
            Responsibility.rank, Responsibility.starts_on, Responsibility.ends_on,
        )
        .outerjoin(Project, Project.id == Responsibility.project_id)
        .outerjoin(Region, Region.id == Responsibility.region_id)
        .where(Responsibility.person_id == person)
        .order_by(Responsibility.id)
    )  # fmt: skip
    yield (
        "absences",
        (
            select(Absence.starts_on, Absence.ends_on, Absence.reason, (_name(other)).label("deputy"))
            .outerjoin(other, other.id == Absence.deputy_id)
            .where(Absence.person_id == person)
            .order_by(Absence.starts_on)
        ),
    )
    yield (
        "stands_in",
        (
            select(Absence.starts_on, Absence.ends_on, (_name(other)).label("name"))
            .join(other, other.id == Absence.person_id)
            .where(Absence.deputy_id == person)
            .order_by(Absence.starts_on)
        ),
    )
    yield (
        "groups",
        (
            select(Group.name)
            .join(Membership, Membership.group_id == Group.id)
            .where(Membership.person_id == person)
            .order_by(Group.name)
        ),
    )
    yield (
        "coordination",
        (
            select(Region.name.label("region"), Group.name.label("group"))
            .select_from(Coordination)
            .outerjoin(Region, Region.id == Coordination.region_id)
            .outerjoin(Group, Group.id == Coordination.group_id)
            .where(Coordination.person_id == person)
            .order_by(Coordination.id)
        ),
    )
    yield from (*_asked_and_done(person, other), *of_meetings(person))


def _asked_and_done(person: int, other: type[Person]) -> Iterator[Section]:
    """What somebody set, agreed to, asked for and changed."""
    yield "settings", select(
        Preference.muted_until, Preference.quiet_from, Preference.quiet_until, Preference.days_off,
        Preference.digest, Preference.hidden, Preference.reminders, Preference.zone,
    ).where(Preference.person_id == person)  # fmt: skip
    yield (
        "consents",
        (
            select(Consent.version, Consent.given_at)
            .where(Consent.person_id == person)
            .order_by(Consent.given_at)
        ),
    )
    yield (
        "codes",
        (
            select(Code.kind, Code.role, Code.created_at, Code.expires_at, Code.uses_left)
            .where(or_(Code.created_by_id == person, Code.person_id == person))
            .order_by(Code.id)
        ),
    )
    # Not whether it was declined, nor by a reason that is gone: that is the other person's business.
    yield (
        "introductions_wished",
        (
            select(_name(other).label("name"), Introduction.asked_at)
            .join(other, other.id == Introduction.asked_id)
            .where(Introduction.asker_id == person)
            .order_by(Introduction.id)
        ),
    )
    yield "introductions_answered", (
        select(
            _name(other).label("name"), Introduction.reason, Introduction.state,
            Introduction.asked_at, Introduction.decided_at,
        )
        .join(other, other.id == Introduction.asker_id)
        .where(Introduction.asked_id == person, Introduction.state != RequestState.WITHDRAWN)
        .order_by(Introduction.id)
    )  # fmt: skip
    yield (
        "changes_by_me",
        (
            select(
                AuditEntry.at, AuditEntry.action, AuditEntry.subject, AuditEntry.subject_id.label("number")
            )
            .where(AuditEntry.actor_id == person)
            .order_by(AuditEntry.id)
        ),
    )
    yield (
        "changes_of_me",
        (
            select(AuditEntry.at, AuditEntry.action)
            .where(AuditEntry.subject == "person", AuditEntry.subject_id == person)
            .order_by(AuditEntry.id)
        ),
    )


def of_accounts(accounts: Sequence[int], person: int | None) -> Iterator[Section]:
    """Whatever hangs on accounts; ``person`` is whose they are, None for a guest's."""
    yield (
        "accounts",
        (
            select(
                Account.messenger, Account.address, Account.language, Account.created_at, Account.blocked_at
            )
            .where(Account.id.in_(accounts))
            .order_by(Account.id)
        ),
    )
    yield (
        "conversations",
        (
            select(
                Conversation.messenger,
                Conversation.address,
                Conversation.created_at,
                Conversation.state_until,
            )
            .where(Conversation.id.in_(select(Account.conversation_id).where(Account.id.in_(accounts))))
            .order_by(Conversation.id)
        ),
    )
    yield "access_requests", (
        select(
            AccessRequest.name, AccessRequest.organisation, Region.name.label("region"), AccessRequest.state,
            AccessRequest.asked_at, AccessRequest.decided_at,
        )
        .outerjoin(Region, Region.id == AccessRequest.region_id)
        .where(AccessRequest.account_id.in_(accounts))
        .order_by(AccessRequest.id)
    )  # fmt: skip
    yield (
        "help_requests",
        (
            select(HelpRequest.message, HelpRequest.state, HelpRequest.asked_at, HelpRequest.decided_at)
            .where(HelpRequest.account_id.in_(accounts))
            .order_by(HelpRequest.id)
        ),
    )
    mine = Deletion.account_id.in_(accounts)
    yield (
        "deletion",
        select(Deletion.asked_at, Deletion.due_at).where(
            mine if person is None else or_(mine, Deletion.person_id == person)
        ),
    )
    asked = Continuation.asked["text"].as_string().label("message")
    yield "continuations", select(asked, Continuation.expires_at).where(Continuation.account_id.in_(accounts))
    yield (
        "usage",
        (
            select(Usage.what, Usage.hour, Usage.count)
            .where(Usage.account_id.in_(accounts))
            .order_by(Usage.hour)
        ),
    )
    yield (
        "messages_in",
        (
            select(InboxEvent.received_at.label("at"), InboxEvent.messenger, InboxEvent.state)
            .where(InboxEvent.account_id.in_(accounts))
            .order_by(InboxEvent.id.desc())
        ),
    )
    yield (
        "messages_out",
        (
            select(OutboxMessage.created_at.label("at"), OutboxMessage.state)
            .where(OutboxMessage.account_id.in_(accounts))
            .order_by(OutboxMessage.id.desc())
        ),
    )


def limits_of(person: int) -> Iterator[Section]:
    """What the responsibilities of a person are limited to, with the number of each."""
    mine = Responsibility.person_id == person
    yield (
        "places",
        (
            select(ResponsibilityPlace.responsibility_id, ResponsibilityPlace.key)
            .join(Responsibility, Responsibility.id == ResponsibilityPlace.responsibility_id)
            .where(mine)
            .order_by(ResponsibilityPlace.key)
        ),
    )
    yield (
        "topics",
        (
            select(ResponsibilityTopic.responsibility_id, Topic.name)
            .join(Responsibility, Responsibility.id == ResponsibilityTopic.responsibility_id)
            .join(Topic, Topic.id == ResponsibilityTopic.topic_id)
            .where(mine)
            .order_by(Topic.name)
        ),
    )
    yield (
        "languages",
        (
            select(ResponsibilityLanguage.responsibility_id, ResponsibilityLanguage.code)
            .join(Responsibility, Responsibility.id == ResponsibilityLanguage.responsibility_id)
            .where(mine)
            .order_by(ResponsibilityLanguage.code)
        ),
    )


def _name(person: type[Person]) -> ColumnElement[str]:
    return person.given_name + " " + person.family_name
