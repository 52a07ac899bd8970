"""Small directories for tests: each function adds what it names and returns it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from storage.models import (
    Absence,
    AbsenceReason,
    Account,
    Base,
    ContactWay,
    Organisation,
    Person,
    PersonLanguage,
    Project,
    Rank,
    Region,
    RegionArea,
    Responsibility,
    ResponsibilityTopic,
    Role,
    Topic,
    Visibility,
    WayKind,
)
from storage.services.version import touch_directory

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

_TOGETHER = "factories.together"

REGIONS = {
    "Altmark": ("15081", "15090"),
    "Anhalt-Bitterfeld": ("15082",),
    "Harz": ("15085",),
    "Magdeburg": ("15003",),
    "Halle": ("15002",),
}
ALIASES = {"Anhalt-Bitterfeld": ["ABI"], "Magdeburg": ["MD"], "Halle": ["HAL", "Halle (Saale)"]}
PROJECTS = {
    "Fachkraft im Fokus": ["FiF"],
    "IQ Netzwerk": ["IQ"],
    "Jobbrücke Plus": ["JB", "JB+", "Jobbrücke"],
}


@contextmanager
def together(session: Session) -> Iterator[None]:
    """Write what is made within in one go at the end, which is three times as fast; ids are there after."""
    session.info[_TOGETHER] = True
    with session.no_autoflush:
        yield
    del session.info[_TOGETHER]
    _keep(session)


def _keep(session: Session, *made: Base) -> None:
    session.add_all(made)
    if _TOGETHER not in session.info:
        session.flush()
        touch_directory(session)


def regions(session: Session) -> dict[str, Region]:
    """The five regions of the lead-project network."""
    made = {
        name: Region(name=name, aliases=ALIASES.get(name, []), areas=[RegionArea(key=key) for key in keys])
        for name, keys in REGIONS.items()
    }
    _keep(session, *made.values())
    return made


def projects(session: Session) -> dict[str, Project]:
    """The three lead projects."""
    made = {name: Project(name=name, aliases=aliases) for name, aliases in PROJECTS.items()}
    _keep(session, *made.values())
    return made


def topic(session: Session, name: str, aliases: Sequence[str] = ()) -> Topic:
    """A topic."""
    made = Topic(name=name, aliases=list(aliases))
    _keep(session, made)
    return made


def organisation(session: Session, name: str) -> Organisation:
    """An organisation."""
    made = Organisation(name=name, aliases=[])
    _keep(session, made)
    return made


def person(
    session: Session,
    name: str,
    *,
    role: Role = Role.MEMBER,
    phone: str = "+493023125001",
    visibility: Visibility = Visibility.NETWORK,
    languages: Sequence[str] = ("de",),
    since: date | None = None,
    left_on: date | None = None,
    organisation: Organisation | None = None,
    office_hours: str = "",
) -> Person:
    """Somebody with a telephone number."""
    given, _, family = name.rpartition(" ")
    made = Person(
        key=name.casefold().replace(" ", "-"),
        given_name=given,
        family_name=family,
        role=role,
        since=since,
        left_on=left_on,
        organisation=organisation,
        office_hours=office_hours,
        languages=[PersonLanguage(code=code, position=i) for i, code in enumerate(languages)],
        ways=[ContactWay(kind=WayKind.PHONE, value=phone, visibility=visibility)] if phone else [],
    )
    _keep(session, made)
    return made


def responsible(
    session: Session,
    who: Person,
    *,
    region: Region | None = None,
    project: Project | None = None,
    rank: Rank = Rank.FIRST,
    topics: Sequence[Topic] = (),
) -> Responsibility:
    """Somebody is contact for a project in a region."""
    made = Responsibility(
        person=who,
        region=region,
        project=project,
        rank=rank,
        topics=[ResponsibilityTopic(topic=t) for t in topics],
    )
    _keep(session, made)
    return made


def absent(
    session: Session,
    who: Person,
    *,
    until: date | None,
    since: date = TODAY,
    deputy: Person | None = None,
    reason: AbsenceReason = AbsenceReason.HOLIDAY,
) -> Absence:
    """Somebody is away."""
    made = Absence(starts_on=since, ends_on=until, deputy=deputy, reason=reason)
    who.absences.append(made)
    _keep(session, made)
    return made


def account(session: Session, who: Person | None, address: str = "1", messenger: str = "console") -> Account:
    """An account on a messenger, of somebody or of a guest."""
    made = Account(messenger=messenger, address=address, person_id=who.id if who else None, created_at=NOW)
    session.add(made)
    session.flush()
    return made


def lead_network(session: Session) -> dict[str, Person]:
    """A small lead-project network: Harz with all three projects, Magdeburg, and Halle with a topic."""
    with together(session):
        return _lead_network(session)


def _lead_network(session: Session) -> dict[str, Person]:
    where, what = regions(session), projects(session)
    recognition = topic(
        session, "Anerkennung", ["Anerkennungsberatung", "recognition", "recognition of qualifications"]
    )
    people = {
        "Mara": person(session, "Mara Lindner", languages=("de", "ar"), office_hours="Di–Do 9–15 Uhr"),
        "Aylin": person(session, "Aylin Demir", phone="+493023125002"),
        "Jonas": person(session, "Jonas Petrow", phone="+493023125003"),
        "Heike": person(session, "Heike Sander", phone="+493023125004"),
        "Lena": person(session, "Lena Voigt", phone="+493023125005", since=date(2026, 11, 2)),
        "Tarek": person(session, "Tarek Hamdan", phone="+493023125006", languages=("de", "ar", "en")),
        "Nele": person(session, "Nele Brandt", phone="+493023125007", role=Role.COORDINATOR),
    }
    responsible(session, people["Mara"], region=where["Harz"], project=what["Jobbrücke Plus"])
    responsible(session, people["Aylin"], region=where["Harz"], project=what["IQ Netzwerk"])
    responsible(session, people["Jonas"], region=where["Harz"], project=what["IQ Netzwerk"], rank=Rank.DEPUTY)
    responsible(session, people["Heike"], region=where["Harz"], project=what["Fachkraft im Fokus"])
    responsible(session, people["Lena"], region=where["Magdeburg"], project=what["Jobbrücke Plus"])
    responsible(
        session, people["Tarek"], region=where["Halle"], project=what["IQ Netzwerk"], topics=[recognition]
    )
    absent(session, people["Aylin"], until=date(2027, 1, 3), deputy=people["Jonas"])
    return people
