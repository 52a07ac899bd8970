"""Long and random: people write, change and delete while backups are made; every copy is sound."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from storage.backup import backup
from storage.errors import StoreBusyError
from storage.health import check
from storage.models import Topic
from storage.services.version import directory_version, touch_directory
from storage.session import Store
from tests.storage.test_backup import topics_in

WRITERS = 4
PATIENCE = 60.0
"""Seconds beyond its time that a soak goes on until it has tested anything."""


class Soak:
    """Writers that keep one rule, in every commit: there is an even number of topics."""

    def __init__(self, store: Store, until: float) -> None:
        self.store = store
        self.until = until
        self.commits = 0
        self.failures: list[BaseException] = []
        self._count = threading.Lock()

    def goes_on(self, tested: bool) -> bool:
        """Whether the time is not up, or nothing has been tested yet and there is still patience."""
        return time.monotonic() < self.until + (0 if tested else PATIENCE)

    def run(self, number: int) -> None:
        """What one writer does until the end; the seed is its number, so that a run can be repeated."""
        dice = random.Random(number)
        try:
            while self.goes_on(bool(self.commits)) and not self.failures:
                try:
                    self._commit(number, dice)
                except StoreBusyError:  # waiting longer than five seconds is allowed to fail, not to tear
                    continue
        except BaseException as failure:
            self.failures.append(failure)

    def _commit(self, number: int, dice: random.Random) -> None:
        with self.store.write() as session:
            mine = select(Topic).where(Topic.name.startswith(f"{number}-"))
            if session.scalar(select(func.count()).select_from(mine.subquery())) and dice.random() < 0.4:
                session.execute(delete(Topic).where(Topic.name.startswith(f"{number}-")))
            else:
                for half in "ab":
                    session.add(Topic(name=f"{number}-{dice.getrandbits(60)}-{half}", aliases=[]))
            touch_directory(session)
        with self._count:
            self.commits += 1


@pytest.mark.soak
def test_backups_under_load(store: Store, programs: str | None, tmp_path: Path, soak_until: float) -> None:
    """Writers and backups at once: no commit is lost, no copy is torn, the store stays sound."""
    soak = Soak(store, soak_until)
    writers = [threading.Thread(target=soak.run, args=(number,)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    copies = 0
    # At least one copy that lies between commits, however slow the machine.
    while soak.goes_on(copies > 0 and soak.commits > 0) and not soak.failures:
        copy = tmp_path / f"copy-{copies}"
        backup(store, copy, programs=programs)
        assert topics_in(copy, programs) % 2 == 0
        for file in copy.parent.glob(f"{copy.name}*"):
            file.unlink()
        copies += 1
    for writer in writers:
        writer.join()
    assert soak.failures == []
    assert copies > 0
    assert check(store) == []
    with store.read() as session:
        assert directory_version(session) == soak.commits > 0
    print(f"{store.dialect}: {soak.commits} commits, {copies} backups")
