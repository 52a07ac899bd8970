"""The machine that Kitt runs on: its disk, its clock, the rules of its time zones, its SQLite."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.doctor.check import Check, State
from bot.wording import Sentence

BUILT = date(2026, 11, 22)
"""When this version was made: a clock that shows an earlier day is wrong."""

LITTLE_SPACE, TOO_LITTLE_SPACE = 1_000_000_000, 100_000_000
"""Free bytes below which the disk is watched, and below which Kitt may stop at any moment."""

OLDEST_SQLITE = (3, 35, 0)
"""The first version with RETURNING (https://sqlite.org/lang_returning.html)."""


def check_disk(folder: Path, free: int | None = None) -> Check:
    """Whether the disk of the data folder has room; ``free`` bytes, or as many as there are."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free if free is None else free
    amount = Sentence(f"{free // 1_000_000} MB frei", f"{free // 1_000_000} MB free")
    if free >= LITTLE_SPACE:
        return Check("disk", "ok", amount)
    state: State = "failed" if free < TOO_LITTLE_SPACE else "warning"
    return Check("disk", state, amount, Sentence(f"Platz schaffen in {there}", f"make room in {there}"))


def check_clock(now: Callable[[], datetime]) -> Check:
    """Whether the clock can be right, and goes forward."""
    before, shown, after = time.monotonic(), now(), time.monotonic()
    remedy = Sentence("die Uhr des Rechners mit NTP stellen", "set the machine's clock by NTP")
    if shown.date() < BUILT:
        finding = Sentence(f"zeigt {shown:%d.%m.%Y}", f"shows {shown:%Y-%m-%d}")
        return Check("clock", "failed", finding, remedy)
    if after < before:
        return Check("clock", "failed", Sentence("geht rückwärts", "goes backwards"), remedy)
    return Check("clock", "ok", Sentence(f"{shown:%d.%m.%Y %H:%M} UTC", f"{shown:%Y-%m-%d %H:%M} UTC"))


def check_zone(zone: ZoneInfo | None = None) -> Check:
    """Whether the zone's rules are there, and those of the package tzdata, which is kept current."""
    name = zone.key if zone else "Europe/Berlin"
    try:
        offset = ZoneInfo(name).utcoffset(datetime(2026, 7, 1))  # noqa: DTZ001 (the zone is the question)
    except (KeyError, OSError, ValueError):
        offset = None
    if offset is None or find_spec("tzdata") is None:
        return Check(
            "zone",
            "failed" if offset is None else "warning",
            Sentence("die Regeln der Zeitzonen fehlen", "the rules of time zones are missing"),
            Sentence("das Paket tzdata installieren", "install the package tzdata"),
        )
    return Check("zone", "ok", Sentence(name, name))


def check_sqlite() -> Check:
    """Whether Python's SQLite is new enough and can search texts (FTS5)."""
    version = sqlite3.sqlite_version
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        searches = True
    except sqlite3.OperationalError:
        searches = False
    finally:
        memory.close()
    if searches and sqlite3.sqlite_version_info >= OLDEST_SQLITE:
        return Check("sqlite", "ok", Sentence(f"{version} mit FTS5", f"{version} with FTS5"))
    return Check(
        "sqlite",
        "failed",
        Sentence(f"{version}, FTS5: {'ja' if searches else 'nein'}", f"{version}, FTS5: {searches}"),
        Sentence("ein Python mit neuerem SQLite benutzen", "use a Python with a newer SQLite"),
    )
