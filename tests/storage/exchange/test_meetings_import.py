"""Meetings that were, from tables and calendars into the store: once, without a word to anybody."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from storage.errors import NotAllowedError
from storage.exchange import Code, FileRefusedError
from storage.exchange.meetings import (
    MeetingsPlan,
    apply_meetings,
    export_meetings,
    holds_meetings,
    meetings_csv,
    plan_meetings,
    read_meetings,
)
from storage.models import Nudge, Occurrence, OutboxMessage, Record, RecordLink
from storage.services.timeline import Sought
from storage.session import Store
from tests.storage.meetings.scene import DAY, Scene, scene

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
FOLDER = Path(__file__).parent / "calendars"
TABLE = (
    "Datum;Beginn;Dauer;Titel;Ort;Notizen;Links;Teilnehmer:innen\r\n"
    '22.11.2026;10:00;90;Runde;Halle;"Wir fragen.\nOffen: Raum";Protokoll https://example.org/p;12\r\n'
    "2026-03-02;;;Klausur;;;;\r\n"
    "03.02.2027;10 Uhr;1,5 h;Noch vor uns;;;;\r\n"
)


def bring(
    made: Scene, data: str | bytes, *, by: str = "Nele", name: str = "x.csv", group: str = "A", only: str = ""
) -> MeetingsPlan:
    data = data.encode() if isinstance(data, str) else data
    with made.store.write() as session:
        viewer = made.viewer(session, by)
        read = read_meetings(name, data, now=made.now, zone=BERLIN)
        plan = plan_meetings(
            session, viewer=viewer, read=read, group_id=made.groups.get(group), only=only, zone=BERLIN
        )
        if not plan.unplaced:
            apply_meetings(session, viewer=viewer, plan=plan, zone=BERLIN, now=made.now)
        return plan


def counts(plan: MeetingsPlan) -> tuple[int, int, int]:
    return len(plan.new), len(plan.changed), plan.unchanged


def rows(store: Store, model: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_table_twice(store: Store) -> None:
    """What was, comes in once; what is to come is left out; the same file changes nothing."""
    made = scene(store, NOW)
    first = bring(made, TABLE)
    assert (counts(first), first.read.ahead) == ((2, 0, 0), 1)
    assert counts(bring(made, TABLE)) == (0, 0, 2)
    assert (rows(store, Occurrence), rows(store, RecordLink)) == (2, 1)
    with store.read() as session:
        one = session.scalars(select(Occurrence).order_by(Occurrence.starts_at.desc())).first()
        assert one is not None
        assert (one.minutes, one.notes) == (90, "Wir fragen.\nOffen: Raum")
        assert one.starts_at == datetime(2026, 11, 22, 9, tzinfo=UTC)
        assert session.get_one(Record, one.id).came == 12


def test_nobody_hears_of_it(store: Store) -> None:
    """Not even whoever coordinates is asked for notes, now or later."""
    made = scene(store, NOW)
    bring(made, "Datum;Beginn;Titel\n23.11.2026;09:00;Eben vorbei\n")
    bring(made, (FOLDER / "google.ics").read_bytes(), name="google.ics")
    for days in range(10):
        assert made.at(NOW + days * DAY) == []
    assert (rows(store, Nudge), rows(store, OutboxMessage)) == (0, 0)


def test_changed_rows_leave_alone_what_people_changed(store: Store) -> None:
    """A second file changes what came by the first; notes that somebody has written since stay."""
    made = scene(store, NOW)
    bring(made, "Datum;Beginn;Titel;Ort;Notizen\n02.03.2026;10:00;Runde;Halle;alt\n01.04.2026;;Zwei;;alt\n")
    with store.write() as session:
        one = session.scalars(select(Occurrence).order_by(Occurrence.starts_at)).first()
        assert one is not None
        one.notes = "von Hand"
    plan = bring(
        made, "Datum;Beginn;Titel;Ort;Notizen\n02.03.2026;11:00;Runde;Burg;neu\n01.04.2026;;Zwei;;neu\n"
    )
    assert [sorted(one.fields) for one in plan.changed] == [["place", "when"], ["notes"]]
    with store.read() as session:
        found = session.scalars(select(Occurrence).order_by(Occurrence.starts_at)).all()
        assert [(one.place, one.notes) for one in found] == [("Burg", "von Hand"), ("", "neu")]
        assert found[0].starts_at == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_a_calendar_then_its_notes(store: Store) -> None:
    """A table with notes finds the dates that a calendar brought; a moved event stays the same one."""
    made = scene(store, NOW)
    data = (FOLDER / "thunderbird.ics").read_bytes()
    assert counts(bring(made, data, name="a.ics")) == (1, 0, 0)
    assert counts(bring(made, "Datum;Titel;Notizen\n7.7.2026;Runde ohne Zone;Beschlossen\n")) == (0, 1, 0)
    moved = data.replace(b"DTSTART:20260707T090000", b"DTSTART:20260708T110000")
    assert counts(bring(made, moved, name="a.ics")) == (0, 1, 0)
    assert counts(bring(made, moved, name="a.ics")) == (0, 0, 1)
    with store.read() as session:
        one = session.scalars(select(Occurrence)).one()
        assert (one.notes, one.starts_wall.day) == ("Beschlossen", 8)


def test_series(store: Store) -> None:
    """Each date of a series is one, and known again."""
    made = scene(store, NOW)
    data = (FOLDER / "google.ics").read_bytes()
    assert counts(bring(made, data, name="google.ics", only="fokusgruppe")) == (2, 0, 0)
    assert counts(bring(made, data, name="google.ics")) == (1, 0, 2)


def test_whose_groups(store: Store) -> None:
    """Coordinators for their groups, members not at all; a group in the file has to be one of theirs."""
    made = scene(store, NOW)
    with pytest.raises(NotAllowedError):
        bring(made, TABLE, by="Mara")
    assert bring(made, TABLE, group="").unplaced == 2
    named = "Datum;Titel;Gruppe\n1.1.2020;Runde;gruppe b\n"
    assert bring(made, named, group="").new[0].group_id == made.groups["B"]
    with pytest.raises(FileRefusedError) as refused:
        bring(made, named.replace("gruppe b", "Vorstand"))
    assert [(p.row, p.column, p.code) for p in refused.value.problems] == [(2, "Gruppe", Code.UNKNOWN_GROUP)]
    assert rows(store, Occurrence) == 1


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("Titel\nx\n", [(1, None, Code.MISSING_COLUMN)]),
        ("Datum;Titel;Wetter\n1.1.2020;x;schön\n", [(1, "Wetter", Code.UNKNOWN_COLUMN)]),
        ("Datum;Tag;Titel\n1.1.2020;;x\n", [(1, "Tag", Code.DOUBLE_COLUMN)]),
        ("Datum;Titel\n31.2.2020;x\n;y\n", [(2, "Datum", Code.BAD_DATE), (3, "Datum", Code.NO_DAY)]),
        ("Datum;Titel\n11/05/2020;x\n", [(2, "Datum", Code.BAD_DATE)]),
        ("Datum;Titel\n1.1.1850;x\n", [(2, "Datum", Code.BAD_DATE)]),
        ("Datum;Titel\n1.1.2020;\n", [(2, "Titel", Code.NO_MEETING_TITLE)]),
        ("Datum;Beginn;Titel\n1.1.2020;25:00;x\n", [(2, "Beginn", Code.BAD_TIME)]),
        ("Datum;Beginn;Ende;Titel\n1.1.2020;11:00;10:00;x\n", [(2, "Ende", Code.ENDS_BEFORE)]),
        ("Datum;Dauer;Titel\n1.1.2020;lang;x\n", [(2, "Dauer", Code.BAD_DURATION)]),
        ("Datum;Titel;Link\n1.1.2020;x;javascript:alert(1)\n", [(2, "Link", Code.BAD_LINK)]),
        ("Datum;Titel;Link\n1.1.2020;x;https://a:b@example.org\n", [(2, "Link", Code.BAD_LINK)]),
        (
            "Datum;Titel;Link\n1.1.2020;x;" + " ".join(f"https://example.org/{n}" for n in range(13)) + "\n",
            [(2, "Link", Code.TOO_MANY_LINKS)],
        ),
        ("Datum;Titel;Anzahl\n1.1.2020;x;viele\n", [(2, "Anzahl", Code.BAD_NUMBER)]),
        ("Datum;Titel\n1.1.2020;x\n1.1.2020;X\n", [(3, None, Code.DOUBLE_MEETING)]),
        (f"Datum;Titel\n1.1.2020;{'x' * 121}\n", [(2, "Titel", Code.TOO_LONG)]),
    ],
)  # fmt: skip
def test_refused(table: str, wrong: list[tuple[int, str | None, Code]]) -> None:
    """All that is wrong, with row and column."""
    with pytest.raises(FileRefusedError) as refused:
        read_meetings("x.csv", table.encode(), now=NOW, zone=BERLIN)
    assert [(p.row, p.column, p.code) for p in refused.value.problems] == wrong


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_as_spreadsheets_write(encoding: str, delimiter: str) -> None:
    """English headers, any encoding and delimiter, times with pm, a time in the date's cell."""
    table = "Date;Start time;End time;Subject\n2026-03-02;2:30 PM;4:00 PM;Größe\n2.3.2026 10:15;;;Two\n"
    read = read_meetings("x.csv", table.replace(";", delimiter).encode(encoding), now=NOW, zone=BERLIN)
    assert [f"{one.starts_wall:%H:%M} {one.minutes} {one.title}" for one in read.dates] == [
        "14:30 90 Größe",
        "10:15 60 Two",
    ]


def test_what_is_of_meetings() -> None:
    """A directory is not taken for a table of meetings."""
    assert holds_meetings("x.csv", b"Datum;Titel\n1.1.2020;x\n")
    assert holds_meetings("x", b"BEGIN:VCALENDAR\r\n")
    assert not holds_meetings("x.csv", b"Vorname;Nachname;Datum\nA;B;1.1.2020\n")
    assert not holds_meetings("x.csv", b"\x00\xff")


def test_export_and_back(store: Store) -> None:
    """What is written is read again without a change, and holds no formula."""
    made = scene(store, NOW)
    bring(made, TABLE.replace("Runde", "=1+1"))
    with store.read() as session:
        found = export_meetings(session, viewer=made.viewer(session, "Nele"), sought=Sought(), now=NOW)
        data = meetings_csv(found)
    assert b"'=1+1" in data
    assert counts(bring(made, data, group="")) == (0, 0, 2)
