"""People as vCards 3.0 (RFC 2426), one each.

3.0 and not 4.0: iOS, Android and Nextcloud read both, Outlook reads no 4.0. LANG is a property of 4.0, which
the others pass over; for who looks at a telephone, languages stand in the note, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.exchange.snapshot import StoredPerson, read_snapshot
from storage.exchange.states import PersonState, Way
from storage.exchange.vocabulary import written_language
from storage.exchange.writing import Writer
from storage.models import Preference, Visibility, WayKind
from storage.services.people import readable_telephone

LONGEST_LINE = 75
"""In octets, without the line break."""

_SPECIAL = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})
TYPES = {WayKind.PHONE: "TEL;TYPE=WORK,VOICE", WayKind.MOBILE: "TEL;TYPE=CELL,VOICE",
          WayKind.EMAIL: "EMAIL;TYPE=INTERNET"}  # fmt: skip


def cards_of(session: Session, *, today: date, everything: bool, key_prefix: str) -> bytes:
    """The cards of everybody who belongs to the network today.

    Args:
        session: the store.
        today: in the network's zone.
        everything: also what not the whole network may see.
        key_prefix: what stands before a person's key in the UID.
    """
    snapshot = read_snapshot(session, today)
    writer = Writer(snapshot.names, snapshot.area_keys())
    hidden = {} if everything else _hidden(session)
    lines: list[str] = []
    for person in snapshot.people:
        if person.belongs_on(today):
            state = person.state if everything else _shared(person, hidden.get(person.id, frozenset()))
            lines += ["BEGIN:VCARD", "VERSION:3.0", f"UID:{escaped(key_prefix + state.key)}"]
            lines += _lines(state, writer, today)
            lines.append("END:VCARD")
    return b"".join(folded(line) for line in lines)


def _hidden(session: Session) -> dict[int, frozenset[str]]:
    """Which fields people keep for coordinators."""
    rows = session.execute(select(Preference.person_id, Preference.hidden))
    return {row.person_id: frozenset(row.hidden or ()) for row in rows}


def _shared(person: StoredPerson, hidden: frozenset[str]) -> PersonState:
    """The person as the whole network may see them, in groups too."""

    def open_ways(ways: Iterable[Way]) -> tuple[Way, ...]:
        return tuple(way for way in ways if way.visibility is Visibility.NETWORK)

    state = person.state
    return state._replace(
        function="" if "function" in hidden else state.function,
        phones=open_ways(state.phones),
        mobiles=open_ways(state.mobiles),
        emails=open_ways(state.emails),
    )


def _lines(state: PersonState, writer: Writer, today: date) -> Iterator[str]:
    yield f"FN:{escaped(state.full_name)}"
    yield f"N:{escaped(state.family_name)};{escaped(state.given_name)};;;"
    if state.organisation:
        yield f"ORG:{escaped(state.organisation)}"
    if state.function:
        yield f"TITLE:{escaped(state.function)}"
    for way in (*state.phones, *state.mobiles, *state.emails):
        value = way.value if way.kind is WayKind.EMAIL else readable_telephone(way.value)
        yield f"{TYPES[way.kind]}:{escaped(value)}"
    for code in state.languages:
        yield f"LANG:{escaped(code)}"
    if note := "\n".join(_note(state, writer, today)):
        yield f"NOTE:{escaped(note)}"


def _note(state: PersonState, writer: Writer, today: date) -> Iterator[str]:
    if state.languages:
        yield f"Sprachen: {', '.join(map(written_language, state.languages))}"
    present = [each for each in state.responsibilities if each.ends_on is None or each.ends_on >= today]
    yield from sorted(f"Zuständig: {writer.in_words(each)}" for each in present)


def escaped(text: str) -> str:
    """A value with what has a meaning in a vCard escaped."""
    return text.translate(_SPECIAL)


def folded(line: str) -> bytes:
    """A line in UTF-8, cut into pieces of at most 75 octets and never inside a character."""
    pieces, length = [b""], 0
    for character in line:
        octets = character.encode()
        if length + len(octets) > LONGEST_LINE:
            # The space that the next piece begins with counts.
            pieces.append(b" ")
            length = 1
        pieces[-1] += octets
        length += len(octets)
    return b"\r\n".join(pieces) + b"\r\n"
