"""From drafts to states: names, places and deputies of a people file looked up, values put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from storage.exchange.areas import Areas
from storage.exchange.catalogue import Names, resolve_reach
from storage.exchange.columns import RESPONSIBILITY_COLUMNS, Column, Kind
from storage.exchange.combining import Deputies, absences_of, ways_of
from storage.exchange.people_file import PersonDraft, ResponsibilityCells
from storage.exchange.problems import CellError
from storage.exchange.sheet import Sheet
from storage.exchange.states import PersonState, ResponsibilityState
from storage.models import Role, WayKind

T = TypeVar("T")


_COLUMNS_OF: dict[str, tuple[Column, ...]] = {
    "organisation": (Column.ORGANISATION,),
    "function": (Column.FUNCTION,),
    "role": (Column.ROLE,),
    "coordinates": (Column.COORDINATES,),
    "home_region": (Column.HOME_REGION,),
    "languages": (Column.LANGUAGES,),
    "phones": (Column.PHONE,),
    "mobiles": (Column.MOBILE,),
    "emails": (Column.EMAIL,),
    "office_hours": (Column.OFFICE_HOURS,),
    "groups": (Column.GROUPS,),
    "since": (Column.SINCE,),
    "confirmed_on": (Column.CONFIRMED_ON,),
    "absences": (Column.AWAY_FROM,),
    "responsibilities": RESPONSIBILITY_COLUMNS,
}
"""Which columns say what of a state: a file without them leaves that as it is."""


class Resolver:
    """Makes states of drafts; what cannot be found is noted in the sheet."""

    def __init__(
        self, sheet: Sheet, names: Mapping[Kind, Names], areas: Callable[[], Areas], deputies: Deputies
    ) -> None:
        self._sheet = sheet
        self._names = names
        self._areas = areas
        self._deputies = deputies
        self._place_keys: dict[str, str | CellError] = {}
        self._unsaid = [name for name, columns in _COLUMNS_OF.items() if not any(c in sheet for c in columns)]

    def state_of(self, draft: PersonDraft, key: str, current: PersonState | None) -> PersonState:
        """What the file says about a person; where it has no column, what the store says holds on."""
        cells = draft.cells
        base = current or PersonState(key)
        said = PersonState(
            key=key,
            given_name=cells.given_name or "",
            family_name=cells.family_name or "",
            organisation=self._name_in(draft, Column.ORGANISATION, Kind.ORGANISATION, cells.organisation),
            function=cells.function or "",
            role=cells.role or Role.MEMBER,
            home_region=self._name_in(draft, Column.HOME_REGION, Kind.REGION, cells.home_region),
            languages=cells.languages or (),
            phones=ways_of(self._sheet, draft, WayKind.PHONE, base.phones),
            mobiles=ways_of(self._sheet, draft, WayKind.MOBILE, base.mobiles),
            emails=ways_of(self._sheet, draft, WayKind.EMAIL, base.emails),
            office_hours=cells.office_hours or "",
            groups=self._groups(draft),
            since=cells.since,
            confirmed_on=cells.confirmed_on,
            absences=absences_of(self._sheet, draft, key, self._deputies),
            responsibilities=frozenset(map(self._responsibility, draft.responsibilities)),
        )
        return said._replace(**{name: getattr(base, name) for name in self._unsaid})

    def with_reach(self, draft: PersonDraft, state: PersonState) -> PersonState:
        """Add what somebody coordinates: after all else, so that regions and groups of the file are known."""
        if Column.COORDINATES not in self._sheet:
            return state
        find = partial(resolve_reach, regions=self._names[Kind.REGION], groups=self._names[Kind.GROUP])
        row = draft.row_of(Column.COORDINATES)
        reaches = [
            self._look_up(row, Column.COORDINATES, find, text) for text in draft.cells.coordinates or ()
        ]
        return state._replace(coordinates=frozenset(reach for reach in reaches if reach))

    def _name_in(self, draft: PersonDraft, column: Column, kind: Kind, text: str | None) -> str:
        return self._name(draft.row_of(column), column, kind, text or "")

    def _name(self, row: int, column: Column, kind: Kind, text: str) -> str:
        return self._look_up(row, column, self._names[kind].resolve, text) or "" if text else ""

    def _look_up(self, row: int, column: Column, find: Callable[[str], T], text: str) -> T | None:
        """Call ``find``; if it refuses, note that at the place of the text."""
        try:
            return find(text)
        except CellError as error:
            self._sheet.problems.append(error.at(row, self._sheet.layout.header(column)))
            return None

    def _groups(self, draft: PersonDraft) -> frozenset[str]:
        row = draft.row_of(Column.GROUPS)
        names = [self._name(row, Column.GROUPS, Kind.GROUP, text) for text in draft.cells.groups or ()]
        return frozenset(filter(None, names))

    def _responsibility(self, cells: ResponsibilityCells) -> ResponsibilityState:
        places = [self._look_up(cells.row, Column.PLACES, self._place_key, text) for text in cells.places]
        topics = [self._name(cells.row, Column.TOPICS, Kind.TOPIC, text) for text in cells.topics]
        return ResponsibilityState(
            project=self._name(cells.row, Column.PROJECT, Kind.PROJECT, cells.project),
            region=self._name(cells.row, Column.REGION, Kind.REGION, cells.region),
            places=frozenset(key for key in places if key),
            topics=frozenset(filter(None, topics)),
            languages=frozenset(cells.languages),
            rank=cells.rank,
            starts_on=cells.starts_on,
            ends_on=cells.ends_on,
        )

    def _place_key(self, text: str) -> str:
        """The key of a place, looked up once however many rows name it."""
        known = self._place_keys.get(text)
        if known is None:
            try:
                known = self._areas().place(text)
            except CellError as error:
                known = error
            self._place_keys[text] = known
        if isinstance(known, CellError):
            raise known
        return known
