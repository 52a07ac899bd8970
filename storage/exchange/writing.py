"""The directory as a file: an import reads it again without a change, a spreadsheet opens it without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from storage.exchange.areas import Areas
from storage.exchange.catalogue import Names, written_reach
from storage.exchange.cells import join_aligned, join_list, written_date
from storage.exchange.columns import (
    NAMES_HEADERS,
    PEOPLE_HEADERS,
    RESPONSIBILITY_COLUMNS,
    Column,
    Kind,
    header_of,
)
from storage.exchange.reading import guarded
from storage.exchange.snapshot import StoredNames, read_names, read_snapshot
from storage.exchange.states import NameState, PersonState, ResponsibilityState, Way
from storage.exchange.vocabulary import (
    KINDS,
    RANKS,
    REASONS,
    ROLES,
    VISIBILITIES,
    written,
    written_colour,
    written_language,
)
from storage.models import Rank, WayKind
from storage.places import load
from storage.services.people import readable_telephone

Cells = dict[Column, str]
Table = tuple[tuple[Column, ...], Iterable[Cells]]

PEOPLE_COLUMNS = tuple(column for column in PEOPLE_HEADERS if column is not Column.FULL_NAME)
NAMES_COLUMNS = tuple(NAMES_HEADERS)
_KIND_ORDER = (Kind.REGION, Kind.PROJECT, Kind.TOPIC, Kind.ORGANISATION, Kind.GROUP)


def people_table(session: Session, today: date) -> Table:
    """The columns and rows of everybody who belongs to the network today: a row for each responsibility."""
    snapshot = read_snapshot(session, today)
    writer = Writer(snapshot.names, snapshot.area_keys())
    states = [person.state for person in snapshot.people if person.belongs_on(today)]
    return PEOPLE_COLUMNS, (row for state in states for row in writer.rows_of(state))


def names_table(session: Session) -> Table:
    """The columns and rows of the regions, projects, topics, organisations and groups."""
    names = read_names(session)
    states = [stored.state for kind in _KIND_ORDER for stored in names[kind].values()]
    writer = Writer(names, {key for state in states for key in state.areas})
    return NAMES_COLUMNS, map(writer.name_cells, states)


class Writer:
    """Writes states as the cells of a file."""

    def __init__(self, names: StoredNames, area_keys: Collection[str]) -> None:
        self._names = {kind: Names(kind, (s.state for s in known.values())) for kind, known in names.items()}
        self._area_keys = area_keys
        self._labels: dict[str, str] = {}
        self._areas: Areas | None = None

    def rows_of(self, state: PersonState) -> Iterator[Cells]:
        """The rows of one person: one for each responsibility, or one alone."""
        person = self.person_cells(state)
        for cells in sorted(map(self.responsibility_cells, state.responsibilities), key=_order) or [{}]:
            yield person | cells

    def person_cells(self, state: PersonState) -> Cells:
        """The cells about the person."""
        regions, groups = self._names[Kind.REGION], self._names[Kind.GROUP]
        absences = sorted(
            state.absences, key=lambda a: (a.starts_on, a.ends_on or date.max, a.reason, a.deputy)
        )
        return {
            Column.KEY: state.key,
            Column.GIVEN_NAME: state.given_name,
            Column.FAMILY_NAME: state.family_name,
            Column.ORGANISATION: state.organisation,
            Column.FUNCTION: state.function,
            Column.ROLE: written(ROLES, state.role),
            Column.COORDINATES: join_list(
                sorted(written_reach(r, regions, groups) for r in state.coordinates)
            ),
            Column.HOME_REGION: state.home_region,
            Column.LANGUAGES: join_list(map(written_language, state.languages)),
            **_way_cells(Column.PHONE, Column.PHONE_SEEN_BY, state.phones),
            **_way_cells(Column.MOBILE, Column.MOBILE_SEEN_BY, state.mobiles),
            **_way_cells(Column.EMAIL, Column.EMAIL_SEEN_BY, state.emails),
            Column.OFFICE_HOURS: state.office_hours,
            Column.GROUPS: join_list(sorted(state.groups)),
            Column.SINCE: written_date(state.since),
            Column.CONFIRMED_ON: written_date(state.confirmed_on),
            Column.AWAY_FROM: join_aligned(written_date(absence.starts_on) for absence in absences),
            Column.AWAY_UNTIL: join_aligned(written_date(absence.ends_on) for absence in absences),
            Column.AWAY_REASON: join_aligned(written(REASONS, absence.reason) for absence in absences),
            Column.AWAY_DEPUTY: join_aligned(absence.deputy for absence in absences),
        }

    def responsibility_cells(self, state: ResponsibilityState) -> Cells:
        """The cells about one responsibility."""
        return {
            Column.PROJECT: state.project,
            Column.REGION: state.region,
            Column.PLACES: join_list(sorted(map(self._label, state.places))),
            Column.TOPICS: join_list(sorted(state.topics)),
            Column.IN_LANGUAGES: join_list(sorted(map(written_language, state.languages))),
            Column.RANK: written(RANKS, state.rank),
            Column.STARTS_ON: written_date(state.starts_on),
            Column.ENDS_ON: written_date(state.ends_on),
        }

    def in_words(self, state: ResponsibilityState) -> str:
        """A responsibility in one line."""
        return " · ".join(filter(None, self.responsibility_cells(state).values()))

    def name_cells(self, state: NameState) -> Cells:
        """The cells of a region, project, topic, organisation or group."""
        return {
            Column.CATEGORY: written(KINDS, state.kind),
            Column.TITLE: state.name,
            Column.ALIASES: join_list(state.aliases),
            Column.COLOUR: written_colour(state.colour),
            Column.DISTRICTS: join_list(map(self._label, sorted(k for k in state.areas if len(k) == 5))),
            Column.MUNICIPALITIES: join_list(map(self._label, sorted(k for k in state.areas if len(k) != 5))),
            Column.DESCRIPTION: state.description,
        }

    def _label(self, key: str) -> str:
        if key not in self._labels:
            # The places of Germany are read only where a directory names any.
            self._areas = self._areas or Areas(load(), "", self._area_keys)
            self._labels[key] = self._areas.label(key)
        return self._labels[key]


def _way_cells(column: Column, seen_by: Column, ways: Iterable[Way]) -> Cells:
    ways = list(ways)
    return {
        column: join_aligned(
            way.value if way.kind is WayKind.EMAIL else readable_telephone(way.value) for way in ways
        ),
        seen_by: join_aligned(written(VISIBILITIES, way.visibility) for way in ways),
    }


def _order(cells: Cells) -> tuple[bool, list[str]]:
    """First contacts before deputies, then as the columns say."""
    first = cells[Column.RANK] == written(RANKS, Rank.FIRST)
    return not first, [cells[column] for column in RESPONSIBILITY_COLUMNS]


def csv_file(columns: Iterable[Column], rows: Iterable[Mapping[Column, str]]) -> bytes:
    """CSV as Excel in Germany opens it with a double click: UTF-8 with BOM, semicolons, CRLF."""
    columns = list(columns)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([header_of(column) for column in columns])
    for row in rows:
        writer.writerow([guarded(row.get(column, "")) for column in columns])
    return text.getvalue().encode("utf-8-sig")
