"""`kitt run`: the first administrator sends the regions as a file, through two deaths."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import func, select

from storage.models import AuditEntry, Person, Region, Role
from storage.session import Store
from tests import factories
from tests.servers.botapi import BotApi
from tests.servers.botapi import Person as Member
from tests.telegram.kitt import ROOT, Kitt

REGIONS = (ROOT / "docs" / "beispiel-regionen.csv").read_bytes()


def answered(server: BotApi, person: Member, count: int) -> str:
    """The text of the ``count``-th message that somebody got, as soon as it is there."""
    server.wait(lambda: len(server.sent(person)) >= count)
    return server.sent(person)[count - 1].text


def test_killed_while_a_file_is_fetched_and_imported(
    tmp_path: Path, sqlite_template: Path, server: BotApi
) -> None:
    """Killed while it fetches a file, and while it imports it: it goes on, and the file counts once."""
    mara = server.user("Mara")
    kitt = Kitt(tmp_path, server)
    file = kitt.data / "kitt.sqlite3"
    shutil.copy(sqlite_template, file)
    file.chmod(0o600)
    store = Store.open(f"sqlite:///{file}")
    with store.write() as session:
        person = factories.person(session, "Mara Beispiel")
        person.role = Role.ADMINISTRATOR
        factories.account(session, person, str(mara.id)).messenger = "telegram"
    store.close()
    kitt.start()
    fetching = server.fault("timeout", method="getFile")
    mara.sends_file("regionen.csv", REGIONS, "")
    server.wait(lambda: fetching.seen)
    kitt.kill()
    kitt.start()
    assert "regionen.csv habe ich gelesen" in answered(server, mara, 1)
    mara.presses(server.sent(mara)[-1], "Einlesen")
    server.wait(lambda: not server.waiting())  # stored, whatever has come of it
    kitt.kill()
    with kitt:
        server.wait(lambda: server.sent(mara)[0].labels == [] or len(server.sent(mara)) > 1)
    store = Store.open(f"sqlite:///{file}")
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Region)) == 4
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        imports = select(func.count()).where(AuditEntry.action == "directory.imported")
        assert session.scalar(imports) == 1
    store.close()
    assert "Mara" not in kitt.shown
