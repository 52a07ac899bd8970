"""A directory in which everything is recognisable wherever it turns up, and who may see it there."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from storage.models import (
    AccessRequest,
    Account,
    AuditEntry,
    Binding,
    Code,
    CodeGroup,
    CodeKind,
    CodeRegion,
    ContactWay,
    Conversation,
    ConversationKind,
    Coordination,
    Group,
    HelpRequest,
    Introduction,
    Membership,
    Organisation,
    Person,
    Project,
    Region,
    RegionArea,
    Role,
    Topic,
    Visibility,
    WayKind,
)
from storage.services.version import touch_directory
from tests import factories
from tests.factories import NOW, TODAY
from tests.rights.marks import (
    ACCOUNT,
    BY_VISIBILITY,
    SPEAKER,
    Secret,
    Speaker,
    administrators,
    coordinators_alone,
    members,
    nobody,
    those_responsible,
    whose,
)
from tests.rights.meetings import plant_meetings
from tests.rights.past import plant_past

MESSENGER = "quux"
REGION, GROUP, PROJECT, TOPIC, ORGANISATION, PERSON = (8_810_001 + 10_000 * n for n in range(6))
REQUEST, INTRODUCTION, HELP, CODE, AUDIT = (9_900_001 + 10_000 * n for n in range(5))
CONVERSATION = 6_700_001
"""Where numbers begin, so that each is found in an answer as surely as a name."""

PLACES = ("private", "group", "channel")


SPEAKERS = (
    Speaker("guest", 0, number=0),
    Speaker("member", 1, Role.MEMBER, 1),
    Speaker("coordinator", 2, Role.COORDINATOR, 2, reach=0),
    Speaker("coordinator elsewhere", 2, Role.COORDINATOR, 3, reach=1),
    Speaker("administrator", 3, Role.ADMINISTRATOR, 4),
    Speaker("somebody who left", 0, Role.MEMBER, 5, has_left=True),
)
TARGET = Speaker("target", 1, Role.MEMBER, 7)
"""The first of the people, who wants a human and writes nothing else."""

TOGETHER = {place: CONVERSATION + 20 + number for number, place in enumerate(PLACES) if number}
"""The group and the channel in which they all are."""

PEOPLE = (
    ("Quirinelda Xanthippsen", 0, members),
    ("Wunibalda Zwirnquast", 1, members),
    ("Theophania Quabbelich", 0, members),  # away; who stands in for her has left
    ("Ludovika Hinfortquist", 0, coordinators_alone),  # has left
)
"""Whom it is about: name, region, and who may see that they are there."""


def conversation_of(speaker: Speaker, place: str) -> int:
    """Where somebody writes."""
    return TOGETHER.get(place, CONVERSATION + speaker.number)


def plant(session: Session) -> list[Secret]:
    """Fill an empty store; returns what is recognisable in it."""
    secrets = [*_plant_names(session), *_plant_people(session)]
    secrets += _plant_speakers(session)
    secrets += _plant_access(session)
    secrets += plant_past(session)
    secrets += plant_meetings(session, group=GROUP, person=PERSON)
    touch_directory(session)
    return secrets


def _plant_names(session: Session) -> list[Secret]:
    kinds = (
        ("Quillregion", REGION, Region),
        ("Gruppenquux", GROUP, Group),
        ("Projektquork", PROJECT, Project),
        ("Themaquast", TOPIC, Topic),
        ("Vereinsquill", ORGANISATION, Organisation),
    )
    secrets = []
    for n, ending in enumerate(("nord", "süd")):
        for name, first, model in kinds:
            made = model(id=first + n, name=name + ending, aliases=[])
            if isinstance(made, (Project, Group)):
                made.description = f"{name}beschreibung{ending}"
            if isinstance(made, Region):
                made.areas = [RegionArea(key=("15085", "15002")[n])]
            session.add(made)
            secrets += [
                Secret(name, name + ending, members),
                Secret(f"number of {name}", str(first + n), members),
            ]
    session.flush()
    return secrets


def _plant_people(session: Session) -> list[Secret]:
    secrets: list[Secret] = []
    people = []
    for n, (name, region, sees) in enumerate(PEOPLE):
        given, family = name.split()
        made = Person(id=PERSON + n, key=f"schluessel-{n}", given_name=given, family_name=family,
                      role=Role.MEMBER, function=f"Funktionquark{n}", organisation_id=ORGANISATION + region,
                      office_hours=f"Sprechquast{n}", since=TODAY - timedelta(days=9),
                      home_region_id=REGION + region)  # fmt: skip
        made.left_on = TODAY - timedelta(days=1) if sees is coordinators_alone else None
        people.append(made)
        secrets += [Secret("name", part, sees) for part in name.split()]
        secrets += [Secret("number of a person", str(made.id), sees)]
        secrets += [Secret("card", mark, sees) for mark in (made.function, made.office_hours)]
        for m, visibility in enumerate(Visibility):
            phone, mail = f"+49302312{5100 + 10 * n + m}", f"quork{n}{m}@quabbel.example.org"
            made.ways += [ContactWay(kind=WayKind.PHONE, value=phone, visibility=visibility),
                          ContactWay(kind=WayKind.EMAIL, value=mail, visibility=visibility)]  # fmt: skip
            allowed = sees if sees is coordinators_alone else BY_VISIBILITY[visibility]
            secrets += [Secret(f"telephone ({visibility})", phone[3:], allowed),
                        Secret(f"mail ({visibility})", mail, allowed)]  # fmt: skip
    session.add_all(people)
    session.flush()
    for made, (_, n, _) in zip(people, PEOPLE, strict=True):
        factories.responsible(session, made, region=session.get_one(Region, REGION + n),
                              project=session.get_one(Project, PROJECT + n),
                              topics=[session.get_one(Topic, TOPIC + n)])  # fmt: skip
        session.add(Membership(group_id=GROUP + n, person_id=made.id))
    factories.absent(session, people[2], until=TODAY + timedelta(days=9), deputy=people[3])
    return secrets


def who_answers_or_asked(who: Speaker, in_group: bool) -> bool:
    """Coordinators, and whoever wanted a human."""
    return coordinators_alone(who, in_group) or whose(TARGET.number, who, in_group)


def _plant_speakers(session: Session) -> list[Secret]:
    secrets: list[Secret] = []
    for kind in ("group", "channel"):
        session.add(Conversation(id=TOGETHER[kind], messenger=MESSENGER, address=f"ortquux-{kind}",
                                 kind=ConversationKind(kind), state={}, created_at=NOW))  # fmt: skip
    for who in (*SPEAKERS, Speaker("somebody else", 0, number=6), TARGET):
        talk = Conversation(id=CONVERSATION + who.number, messenger=MESSENGER,
                            address=f"adressquux-{who.number}",
                            state={"data": {"note": "zustandsquark"}}, created_at=NOW)  # fmt: skip
        session.add(talk)
        session.flush()
        owner = {"somebody else": None, "target": PERSON}.get(who.name, who.person_id)
        if owner == who.person_id and owner is not None:
            secrets += _plant_speaker(session, who)
        session.add(Account(id=who.account_id, messenger=MESSENGER, address=f"adressquux-{who.number}",
                            person_id=owner, created_at=NOW, conversation_id=talk.id))  # fmt: skip
    session.flush()
    session.add(Binding(conversation_id=TOGETHER["channel"], group_id=GROUP, bound_at=NOW))
    return [
        *secrets,
        *(Secret("address", f"adressquux-{n}", partial(whose, n)) for n in range(8)),
        Secret("state of others", "zustandsquark", nobody),
    ]


def _plant_speaker(session: Session, who: Speaker) -> list[Secret]:
    """Somebody who speaks, in the first region and group unless they coordinate the others."""
    name, mail = f"Sprecherquast{who.number}", f"selbstquork{who.number}@quabbel.example.org"
    home = who.reach or 0
    way = ContactWay(kind=WayKind.EMAIL, value=mail, visibility=Visibility.COORDINATORS)
    session.add(Person(id=who.person_id, key=f"sprecher-{who.number}", given_name="Ada", family_name=name,
                       role=who.role, home_region_id=None if who.has_left else REGION + home,
                       left_on=TODAY - timedelta(days=1) if who.has_left else None,
                       ways=[way]))  # fmt: skip
    session.flush()
    if who.reach is not None:
        session.add(Coordination(person_id=who.person_id, region_id=REGION + who.reach))
        session.add(Coordination(person_id=who.person_id, group_id=GROUP + who.reach))
    if not who.has_left:
        session.add(Membership(group_id=GROUP + home, person_id=who.person_id))

    def sees(other: Speaker, in_group: bool) -> bool:
        known = coordinators_alone if who.has_left else members
        return other == who or known(other, in_group)

    def reads(other: Speaker, in_group: bool) -> bool:
        return coordinators_alone(other, in_group) or (other == who and not in_group)

    return [Secret("name of a speaker", name, sees), Secret("number of a speaker", str(who.person_id), sees),
            Secret("mail of a speaker", mail, reads)]  # fmt: skip


def _plant_access(session: Session) -> list[Secret]:
    code = Code(id=CODE, kind=CodeKind.INVITATION, digest="abquork" * 9, created_by_id=PERSON, created_at=NOW,
                expires_at=NOW + timedelta(days=9), uses_left=3)  # fmt: skip
    session.add(code)
    session.flush()
    session.add_all([
        CodeGroup(code_id=CODE, group_id=GROUP), CodeRegion(code_id=CODE, region_id=REGION),
        AccessRequest(id=REQUEST, account_id=ACCOUNT + 6, name="Gastquast Bittquork",
                      organisation="Bittverein", region_id=REGION, asked_at=NOW),
        AccessRequest(id=REQUEST + 1, account_id=ACCOUNT + 7, name="Ortlosquast Nirgendquork", asked_at=NOW),
        HelpRequest(id=HELP, account_id=ACCOUNT + 7, message="Hilfequark", asked_at=NOW,
                    with_id=SPEAKER + 2),
        Introduction(id=INTRODUCTION, asker_id=PERSON, asked_id=PERSON + 1, reason="Grundquark",
                     asked_at=NOW),
        AuditEntry(id=AUDIT, at=NOW, actor_id=PERSON, action="auditquux", subject="person",
                   subject_id=PERSON),
    ])  # fmt: skip
    session.flush()
    return [
        Secret("digest", "abquork", nobody),
        *(Secret("wish to be let in", mark, those_responsible)
          for mark in ("Gastquast", "Bittquork", "Bittverein", str(REQUEST))),
        *(Secret("wish without a region", mark, administrators) for mark in ("Ortlosquast", "Nirgendquork")),
        *(Secret("call for a human", mark, who_answers_or_asked) for mark in ("Hilfequark", str(HELP))),
        *(Secret("introduction of others", mark, nobody) for mark in ("Grundquark", str(INTRODUCTION))),
        Secret("audit", "auditquux", administrators),
    ]  # fmt: skip
