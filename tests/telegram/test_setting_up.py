"""`kitt run` on an empty store: the first administrator comes in and sets it up, through two deaths."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import func, select

from storage.models import AuditEntry, Person, Region
from storage.session import Store
from tests.servers.botapi import BotApi
from tests.servers.botapi import Person as Member
from tests.telegram.kitt import ROOT, Kitt

REGIONS = (ROOT / "docs" / "beispiel-regionen.csv").read_bytes()


def answered(server: BotApi, person: Member, count: int) -> str:
    """The text of the ``count``-th message that somebody got, as soon as it is there."""
    server.wait(lambda: len(server.sent(person)) >= count)
    return server.sent(person)[count - 1].text


def test_from_the_code_to_the_first_invitation(tmp_path: Path, server: BotApi) -> None:
    """Killed while it fetches a file, and while it imports it: it goes on, and the file counts once."""
    mara = server.user("Mara")
    kitt = Kitt(tmp_path, server)
    kitt.environ["KITT_NETWORK__NAME"] = ""
    kitt.start()
    (code,) = re.findall(r"^  ([A-Z0-9-]+)$", kitt.shown, re.MULTILINE)
    for count, said in enumerate((f"/start {code}", "Deutsch", "Mara Beispiel", "ohne", "ja"), 1):
        mara.writes(said)
        last = answered(server, mara, count)
    assert "Dein Netzwerk ist noch leer" in last
    mara.presses(server.sent(mara)[-1], "Einrichten")
    assert "Regionen: noch keine" in answered(server, mara, 6)
    fetching = server.fault("timeout", method="getFile")
    mara.sends_file("regionen.csv", REGIONS, "")
    server.wait(lambda: fetching.seen)
    kitt.kill()
    kitt.start()
    assert "regionen.csv habe ich gelesen" in answered(server, mara, 7)
    mara.presses(server.sent(mara)[-1], "Einlesen")
    server.wait(lambda: not server.waiting())  # stored, whatever has come of it
    kitt.kill()
    with kitt:
        server.wait(lambda: len(server.sent(mara)) >= 8)
        mara.writes("/einladen")
        server.wait(lambda: any("Einladung" in sent.text for sent in server.sent(mara)[7:]))
    store = Store.open(f"sqlite:///{kitt.data}/kitt.sqlite3")
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Region)) == 4
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        imports = select(func.count()).where(AuditEntry.action == "directory.imported")
        assert session.scalar(imports) == 1
    store.close()
    assert "Mara" not in kitt.shown
