"""Invented directories of any size, written in bulk: 100,000 people take seconds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from enum import Enum
from random import Random
from typing import Any

import psycopg
from sqlalchemy import ColumnDefault, Connection, insert, text

from storage import migrations
from storage.models import (
    Absence,
    AbsenceReason,
    Account,
    Base,
    ContactWay,
    Group,
    Membership,
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
from storage.services.rows import table_of
from storage.services.version import touch_directory
from storage.session import Store
from tests.factories import NOW, TODAY

PROJECTS = 3
TOPICS = 20
LANGUAGES = ("ar", "en", "fa", "fr", "ru", "tr", "uk", "vi")
PER_ORGANISATION = 50
PER_GROUP = 25
PER_REGION = 20
"""How many people a region has where their density is constant."""

DISTRICTS = ("15081", "15082", "15083", "15084", "15085", "15086", "15087", "15088", "15089", "15090")

_ONSETS = "B D F G H K L M N P R S T W Br Dr Kl Schm St Tr".split()
_MIDDLES = "a e i o u au ei ie en an el or ar in".split()
_ENDS = "mann berg feld stein er ow ke sen hof dt rich lin tner bach".split()


def directory(store: Store, people: int, regions: int) -> None:
    """Fill an empty store; person n has the id n and is responsible in region 1 + (n - 1) % regions."""
    migrations.upgrade(store)
    with store.write() as session:
        for model, rows in _tables(people, regions):
            write = _copy if store.dialect == "postgresql" else _insert
            write(session.connection(), model, rows)
        touch_directory(session)
    if store.dialect == "postgresql":
        # What autovacuum does by itself within a minute.
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _insert(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(insert(model), list(rows))


def _copy(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """PostgreSQL's own way of taking in much at once, seven times as fast as inserts."""
    table = table_of(model)
    given = rows[0].keys()
    defaults = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ColumnDefault) and column.default.is_scalar and column.name not in given
    }
    columns = [*given, *defaults]
    names = ", ".join(f'"{name}"' for name in columns)
    cursor: psycopg.Cursor[Any] = connection.connection.cursor()  # type: ignore[assignment]
    with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:  # type: ignore[call-overload]
        for row in rows:
            copy.write_row([_plain((defaults | dict(row))[name]) for name in columns])
    if "id" in given:
        # Let it count on from the ids that were given.
        largest = max(row["id"] for row in rows)
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", (f'"{table.name}"', largest))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return json.dumps(value) if isinstance(value, list) else value


def _tables(people: int, regions: int) -> Iterator[tuple[type[Base], Sequence[Mapping[str, Any]]]]:
    everybody = range(1, people + 1)
    yield Region, [{"id": n, "name": f"Bezirk {_word(n)}", "aliases": []} for n in range(1, regions + 1)]
    yield RegionArea, [{"region_id": n, "key": DISTRICTS[n % len(DISTRICTS)]} for n in range(1, regions + 1)]
    yield Project, [{"id": n, "name": f"Projekt {_word(n)}", "aliases": []} for n in range(1, PROJECTS + 1)]
    yield Topic, [{"id": n, "name": f"Thema {_word(n)}", "aliases": []} for n in range(1, TOPICS + 1)]
    yield Organisation, _named("Werkstatt", people // PER_ORGANISATION + 1)
    yield Group, _named("Runde", people // PER_GROUP + 1)
    yield Person, [_person(n, people) for n in everybody]
    yield PersonLanguage, [row for n in everybody for row in _languages(n)]
    yield ContactWay, [row for n in everybody for row in _ways(n)]
    yield Responsibility, [_responsibility(n, regions) for n in everybody]
    yield (
        ResponsibilityTopic,
        [
            {"responsibility_id": n, "topic_id": topic}
            for n in everybody
            for topic in _mixed(n, "topics").sample(range(1, TOPICS + 1), 2)
        ],
    )
    yield Membership, [{"group_id": 1 + n // PER_GROUP, "person_id": n} for n in everybody]
    yield Absence, [_absence(n) for n in everybody if n % 20 == 0]
    yield (
        Account,
        [
            {"id": n, "messenger": "bench", "address": f"a{n}", "person_id": n, "created_at": NOW}
            for n in range(1, min(people, 100) + 1)
        ],
    )


def _mixed(n: int, what: str) -> Random:
    """Chance that is the same in every run, without a pattern between people or between their properties."""
    return Random(f"{what} {n}")


def _named(kind: str, count: int) -> list[dict[str, Any]]:
    return [{"id": n, "name": f"{kind} {_word(n)}", "aliases": []} for n in range(1, count + 1)]


def _word(number: int) -> str:
    """A word that no other number has: syllables like those of German names."""
    word = ""
    while number:
        number, onset = divmod(number, len(_ONSETS))
        number, middle = divmod(number, len(_MIDDLES))
        number, end = divmod(number, len(_ENDS))
        word += _ONSETS[onset] + _MIDDLES[middle] + _ENDS[end]
    return word.capitalize()


def _person(n: int, people: int) -> dict[str, Any]:
    return {
        "id": n,
        "key": f"p-{n}",
        "given_name": _word(n % 997 + 1),
        "family_name": _word(n),
        "role": Role.COORDINATOR if n % 100 == 1 else Role.MEMBER,
        "function": "Beratung",
        "organisation_id": 1 + n // PER_ORGANISATION,
        "office_hours": "Mo–Do 9–15 Uhr",
        "language": "de",
        # Somebody new about every week in a network of 500.
        "since": TODAY - timedelta(days=(people - n) * 3500 // people),
        "confirmed_on": TODAY - timedelta(days=n % 90),
    }


def _languages(n: int) -> Iterator[dict[str, Any]]:
    yield {"person_id": n, "code": "de", "position": 0}
    yield {"person_id": n, "code": _mixed(n, "languages").choice(LANGUAGES), "position": 1}


def _ways(n: int) -> Iterator[dict[str, Any]]:
    network = {"person_id": n, "visibility": Visibility.NETWORK}
    yield {**network, "kind": WayKind.PHONE, "value": f"+4930{n:08}"}
    yield {**network, "kind": WayKind.EMAIL, "value": f"p{n}@example.org"}


def _responsibility(n: int, regions: int) -> dict[str, Any]:
    random = _mixed(n, "responsibility")
    return {
        "id": n,
        "person_id": n,
        "project_id": random.randint(1, PROJECTS),
        "region_id": 1 + (n - 1) % regions,
        "rank": random.choice((Rank.FIRST, Rank.DEPUTY)),
    }


def _absence(n: int) -> dict[str, Any]:
    return {
        "person_id": n,
        "starts_on": TODAY - timedelta(days=3),
        "ends_on": TODAY + timedelta(days=11),
        "reason": AbsenceReason.HOLIDAY,
        "deputy_id": max(n - 1, 1),
    }
