"""What Kitt keeps: the data folder, the store, and who else may read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.doctor.check import Check, refused
from bot.files import obstacle, refusal_of_file
from bot.wording import Sentence

if TYPE_CHECKING:
    from storage.session import Store

CLOCKS_DIFFER = timedelta(seconds=2)
"""Processes on one PostgreSQL take each other's leases for expired when their clocks differ more."""


def check_folder(folder: Path) -> Check:
    """Whether Kitt can keep things in the data folder, or make it."""
    if error := obstacle(folder):
        return refused("folder", error)
    return Check("folder", "ok", Sentence(str(folder), str(folder)))


def check_store(settings: Settings, now: Callable[[], datetime]) -> Iterator[Check]:
    """Whether the store answers, is of our revision, and (PostgreSQL) shows our time."""
    address = settings.store_address()
    file = Path(address.removeprefix("sqlite:///")) if address.startswith("sqlite:///") else None
    if file and (error := obstacle(file.parent) or refusal_of_file(file)):
        yield refused("store", error)
        return
    if file and not file.exists():
        missing = Sentence("gibt es noch nicht", "is not there yet")
        yield Check("store", "warning", missing, Sentence("`kitt db upgrade`", "`kitt db upgrade`"))
        return
    try:
        with _opened(address) as store:
            found = list(_of_open_store(store, now))
    except OSError as failure:
        yield refused("store", failure)
        return
    except Exception as failure:
        kind = type(failure).__name__
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
    if settings.telegram is not None:
        hook = settings.telegram.webhook
        kept += [settings.telegram.token_file, hook.secret_file if hook is not None else None]
    if settings.matrix is not None:
        kept += [settings.matrix.password_file, settings.matrix.token_file]
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
