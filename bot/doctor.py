"""Is everything set up and healthy? A list of checks, each with what is wrong and what to do about it.

A check never raises and never makes anything: a doctor who creates the missing file has cured nothing.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from bot.config import ConfigError, Settings, config_file, load
from bot.wording import Sentence

if TYPE_CHECKING:
    from storage.session import Store

State = Literal["ok", "warning", "failed"]

BUILT = date(2026, 11, 22)
"""When this version was made: a clock that shows an earlier day is wrong."""

LITTLE_SPACE, TOO_LITTLE_SPACE = 1_000_000_000, 100_000_000
"""Free bytes below which the disk is watched, and below which Kitt may stop at any moment."""

CLOCKS_DIFFER = timedelta(seconds=2)
"""Processes on one PostgreSQL take each other's leases for expired when their clocks differ more."""

OLDEST_SQLITE = (3, 35, 0)
"""The first version with RETURNING (https://sqlite.org/lang_returning.html)."""

TITLES: Mapping[str, Sentence] = {
    "configuration": Sentence("Einstellungen", "Configuration"),
    "store": Sentence("Datenbank erreichbar", "Database reachable"),
    "migrations": Sentence("Stand der Datenbank", "Revision of the database"),
    "permissions": Sentence("Rechte der Dateien", "Permissions of the files"),
    "disk": Sentence("Platz auf dem Datenträger", "Space on the disk"),
    "clock": Sentence("Uhr", "Clock"),
    "zone": Sentence("Zeitzone", "Time zone"),
    "model": Sentence("Sprachverständnis", "Understanding"),
    "messengers": Sentence("Messenger", "Messengers"),
    "sqlite": Sentence("SQLite", "SQLite"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. ``finding`` says what is wrong (or what is there), ``remedy`` what to do."""

    name: str
    state: State
    finding: Sentence | None = None
    remedy: Sentence | None = None

    @property
    def title(self) -> str:
        """What was checked, to read."""
        return str(TITLES[self.name])

    def as_json(self) -> dict[str, str | None]:
        """For machines: the name and state are constants, the sentences are as the terminal's language."""
        return {
            "name": self.name,
            "state": self.state,
            "finding": str(self.finding) if self.finding else None,
            "remedy": str(self.remedy) if self.remedy else None,
        }


def examine(environ: Mapping[str, str], now: Callable[[], datetime] | None = None) -> list[Check]:
    """Run every check that can be run; a broken configuration leaves those that need none."""
    clock = now or (lambda: datetime.now(UTC))
    try:
        settings = load(environ)
    except ConfigError as error:
        return [*_broken(error), check_clock(clock), check_zone(), check_sqlite()]
    fine = Sentence(str(config_file(environ)), str(config_file(environ)))
    return [
        Check("configuration", "ok", fine),
        *_of_store(settings, clock),
        _guarded("permissions", lambda: check_permissions(settings)),
        _guarded("disk", lambda: check_disk(settings.data_folder)),
        check_clock(clock),
        check_zone(settings.network.zone),
        _guarded("model", lambda: check_model(settings)),
        _guarded("messengers", lambda: check_messengers(settings)),
        check_sqlite(),
    ]


def _guarded(name: str, check: Callable[[], Check]) -> Check:
    """A check, or the finding that it could not be made."""
    try:
        return check()
    except Exception as error:
        kind = type(error).__name__
        finding = Sentence(f"konnte nicht geprüft werden ({kind})", f"could not be checked ({kind})")
        return Check(name, "failed", finding, Sentence("bitte melden", "please report"))


def _broken(error: ConfigError) -> Iterator[Check]:
    for problem in error.problems:
        remedy = Sentence(f"{error.file} berichtigen", f"correct {error.file}")
        if problem.is_variable:
            remedy = Sentence(
                f"die Umgebungsvariable {problem.key} berichtigen oder entfernen",
                f"correct or remove the environment variable {problem.key}",
            )
        prefix = f"{problem.key}: " if problem.key else ""
        finding = Sentence(prefix + problem.sentence.de, prefix + problem.sentence.en)
        yield Check("configuration", "failed", finding, remedy)


def _of_store(settings: Settings, now: Callable[[], datetime]) -> Iterator[Check]:
    """Whether the store answers, is of our revision, and (PostgreSQL) shows our time."""
    address = settings.store_address()
    if address.startswith("sqlite:///") and not Path(address.removeprefix("sqlite:///")).exists():
        missing = Sentence("gibt es noch nicht", "is not there yet")
        yield Check("store", "warning", missing, Sentence("`kitt db upgrade`", "`kitt db upgrade`"))
        return
    try:
        with _opened(address) as store:
            found = list(_of_open_store(store, now))
    except Exception as error:
        kind = type(error).__name__
        yield Check(
            "store",
            "failed",
            Sentence(f"antwortet nicht wie erwartet ({kind})", f"does not answer as it should ({kind})"),
            Sentence(
                "store.url prüfen, ob der Server läuft, und `kitt db check`",
                "look at store.url, whether the server runs, and `kitt db check`",
            ),
        )
        return
    yield from found


@contextmanager
def _opened(address: str) -> Iterator[Store]:
    from storage.session import Store

    store = Store.open(address)
    try:
        yield store
    finally:
        store.close()


def _of_open_store(store: Store, now: Callable[[], datetime]) -> Iterator[Check]:
    from storage import health, migrations

    yield Check("store", "ok", Sentence(store.dialect, store.dialect))
    current, head = migrations.current(store), migrations.head()
    yield _revision(current, head)
    difference = health.clock_difference(store, now)
    if abs(difference) > CLOCKS_DIFFER:
        seconds = round(difference.total_seconds())
        yield Check(
            "clock",
            "failed",
            Sentence(f"geht {seconds} s anders als die der Datenbank", f"{seconds} s off the database's"),
            Sentence("beide Rechner mit NTP stellen", "set both machines by NTP"),
        )


def _revision(current: str | None, head: str) -> Check:
    if current == head:
        return Check("migrations", "ok", Sentence(head, head))
    finding = Sentence(f"{current or 'leer'} statt {head}", f"{current or 'empty'} instead of {head}")
    if current is not None and current > head:
        newer = Sentence("von einem neueren Kitt: dieses aktualisieren", "of a newer Kitt: update this one")
        return Check("migrations", "failed", finding, newer)
    remedy = Sentence(
        "`kitt db backup` und `kitt db upgrade` (sonst beim nächsten Start)",
        "`kitt db backup` and `kitt db upgrade` (else at the next start)",
    )
    return Check("migrations", "warning", finding, remedy)


def check_permissions(settings: Settings) -> Check:
    """Whether other users of the machine may read what Kitt keeps."""
    from storage.health import open_to_others

    folder = settings.data_folder
    kept = [folder, settings.log.file, settings.store.password_file]
    kept += [*folder.iterdir(), *folder.glob("backups/*")] if folder.is_dir() else []
    open_ones = sorted(str(path) for path in kept if path and path.exists() and open_to_others(path))
    if not open_ones:
        return Check("permissions", "ok")
    shown = ", ".join(open_ones[:3]) + (" …" if len(open_ones) > 3 else "")
    return Check(
        "permissions",
        "failed",
        Sentence(f"auch für andere Benutzer zugänglich: {shown}", f"open to other users: {shown}"),
        Sentence(f"`chmod -R go= {folder}`", f"`chmod -R go= {folder}`"),
    )


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


def check_model(settings: Settings) -> Check:
    """Whether the embedded engine has learned what the training data says."""
    from bot.app import MODELS
    from nlu.training import model_status

    if model_status(settings.data_folder / MODELS) == "trained":
        return Check("model", "ok", Sentence("gelernt", "trained"))
    return Check(
        "model",
        "warning",
        Sentence("noch nicht gelernt", "not trained yet"),
        Sentence("`kitt train` (sonst beim nächsten Start)", "`kitt train` (else at the next start)"),
    )


def check_messengers(settings: Settings) -> Check:
    """Which messengers have a section in the settings; the terminal needs none."""
    from bot.messengers import PACKAGES

    names = ", ".join(name for name in sorted(PACKAGES) if getattr(settings, name, None) is not None)
    if names:
        return Check("messengers", "ok", Sentence(names, names))
    return Check(
        "messengers",
        "warning",
        Sentence("keiner eingerichtet", "none set up"),
        Sentence("`kitt run` öffnet das Gespräch im Terminal", "`kitt run` opens the chat in the terminal"),
    )


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
