"""Meetings as calendars read them: RFC 5545 (https://www.rfc-editor.org/rfc/rfc5545).

A file is published (METHOD:PUBLISH, RFC 5546 3.2.1), not requested: a request is for the addresses in it, and
Kitt gives nobody's address away; programs take a published file with one UID in it, and one with the same UID
and a higher SEQUENCE in its place (which programs do what: docs/treffen-kalender.md). What is called off as a
whole is sent as METHOD:CANCEL (3.2.5).

A series is its rule, dates left out (EXDATE), and dates that are otherwise (RECURRENCE-ID). SEQUENCE is that
of the meeting, which every change raises, also one of a single date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur

from storage.models import Meeting, MeetingState, Occurrence
from storage.services.ics_zones import definition
from storage.services.recurring import MOST_DATES, in_utc, walls

PUBLISH, CANCEL = "PUBLISH", "CANCEL"
PRODUCT = "-//Kitt//Kitt//DE"

_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"https?://[!-~]+")
_UNTIL = re.compile(r";UNTIL=(\d{8})(?:T(\d{6}))?Z?")


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting and all its dates that are in the store, by time."""

    meeting: Meeting
    dates: Sequence[Occurrence]


def message(planned: Planned) -> str:
    """The file that goes with an invitation, a change, or the news that it was called off."""
    off = planned.meeting.state is MeetingState.CANCELLED
    return written([planned], method=CANCEL if off else PUBLISH)


def written(
    planned: Sequence[Planned], *, method: str = PUBLISH, name: str = "", called_off: str = ""
) -> str:
    """A calendar of some meetings; ``name`` is its own.

    ``called_off``: dates that were called off stay, with this word before their titles, and so do the past
    dates of a series that has other times now. That is for calendars that are fetched as a whole.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT4H")
    zones: dict[str, int] = {}
    events: list[Event] = []
    for one in planned:
        zone, year = one.meeting.zone, min(day.starts_wall.year for day in one.dates)
        zones[zone] = min(zones.get(zone, year), year, one.meeting.starts_wall.year)
        events += _Writer(one, called_off).events()
    for key, year in zones.items():
        if key != "UTC":
            calendar.add_component(definition(key, year))
    for event in events:
        calendar.add_component(event)
    return str(calendar.to_ical().decode())


class _Writer:
    """Makes the events of one meeting."""

    def __init__(self, planned: Planned, called_off: str) -> None:
        self._meeting = planned.meeting
        self._dates = planned.dates
        self._zone = ZoneInfo(planned.meeting.zone)
        self._word = called_off

    def events(self) -> Iterator[Event]:
        """The series and what differs from it, or each date for itself."""
        meeting = self._meeting
        over = meeting.state is MeetingState.CANCELLED
        if not meeting.rrule:
            yield from self._once()
        elif over and self._word:
            yield from (self._alone(one) for one in self._dates)
        elif over:
            event = self._series()
            event.add("status", "CANCELLED")
            yield event
        else:
            yield from self._recurring()

    def _once(self) -> Iterator[Event]:
        last = self._dates[-1].id
        for one in self._dates:
            if one.id == last:
                yield self._of(one)
            elif self._word:  # what was a series once
                yield self._alone(one)

    def _recurring(self) -> Iterator[Event]:
        held = self._held()
        series, others = self._series(), []
        series.add("status", "CONFIRMED")
        for one in self._dates:
            off = one.state is MeetingState.CANCELLED
            if one.recurrence_id not in held:
                others += [self._alone(one)] if self._word else []
            elif off and not self._word:
                series.add("exdate", self._local(one.recurrence_id))
            elif off or self._differs(one):
                event = self._of(one)
                event.add("recurrence-id", self._local(one.recurrence_id))
                others.append(event)
        yield series
        yield from others

    def _held(self) -> set[datetime]:
        """The wall times that the rule gives, as far as there are dates."""
        meeting, found = self._meeting, set[datetime]()
        last = max(one.recurrence_id for one in self._dates)
        after = None
        while some := walls(meeting.rrule, meeting.starts_wall, until=last, after=after):
            found.update(some)
            after = some[-1]
            if len(some) < MOST_DATES:
                break
        return found

    def _series(self) -> Event:
        """The series by its rule; its end is UTC, as a start with a zone wants it (RFC 5545 3.3.10)."""
        meeting = self._meeting
        event = self._event(None)
        event.add("dtstart", self._local(meeting.starts_wall))
        event.add("dtend", self._local(meeting.starts_wall + timedelta(minutes=meeting.minutes)))
        rule = vRecur.from_ical(_UNTIL.sub("", meeting.rrule))
        if until := _UNTIL.search(meeting.rrule):
            day, clock = until.groups()
            last = datetime.strptime(day + (clock or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - a wall
            rule["UNTIL"] = [in_utc(last, self._zone)]
        event.add("rrule", rule)
        return event

    def _alone(self, one: Occurrence) -> Event:
        """A date that belongs to no series any more."""
        event = self._of(one)
        event["uid"] = f"{one.id}-{self._meeting.uid}"
        return event

    def _of(self, one: Occurrence) -> Event:
        off = one.state is MeetingState.CANCELLED
        event = self._event(one, f"{self._word}: " if off and self._word else "")
        event.add("dtstart", one.starts_at.astimezone(self._zone))
        event.add("dtend", self._end(one))
        event.add("status", "CANCELLED" if off else "CONFIRMED")
        return event

    def _event(self, one: Occurrence | None, before: str = "") -> Event:
        meeting = self._meeting
        title, place, link, agenda = (
            getattr(meeting, name) if one is None or getattr(one, name) is None else getattr(one, name)
            for name in ("title", "place", "link", "agenda")
        )
        event = Event()
        event.add("uid", meeting.uid)
        event.add("dtstamp", meeting.updated_at)
        event.add("created", meeting.created_at)
        event.add("last-modified", meeting.updated_at)
        event.add("sequence", meeting.sequence)
        event.add("summary", before + " ".join(_clean(title).split()))
        if where := " ".join(_clean(place or link).split()):
            event.add("location", where)
        if about := "\n\n".join(text for text in (_clean(agenda), _clean(link)) if text):
            event.add("description", about)
        if _LINK.fullmatch(link):
            event.add("url", link)
        return event

    def _differs(self, one: Occurrence) -> bool:
        """Whether a date is not what a program makes of the rule.

        Of a time that clocks leave out, RFC 5545 (3.3.5) makes what the offset before says; an end is
        reckoned on the wall by some, and by others not.
        """
        own = any(value is not None for value in (one.title, one.place, one.link, one.agenda))
        start = self._local(one.recurrence_id).astimezone(UTC)
        end = one.recurrence_id + timedelta(minutes=self._meeting.minutes)
        return own or start != one.starts_at or self._local(end) != one.ends_at.astimezone(self._zone)

    def _end(self, one: Occurrence) -> datetime:
        """When it ends; in UTC where clocks show that twice, and it is the second time."""
        end = one.ends_at.astimezone(self._zone)
        return one.ends_at if end.fold else end

    def _local(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self._zone)


def _clean(text: str) -> str:
    """A text without what could end a line of the file, or what no calendar shows; breaks stay breaks."""
    return _INVISIBLE.sub("", _BREAKS.sub("\n", text)).strip()
