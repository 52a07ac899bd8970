"""The very first administrator: a code that `kitt run` shows once, while nobody administers the network."""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.cli.opening import store_for
from bot.wording import say

if TYPE_CHECKING:
    from bot.config import Settings
    from storage.services.codes import Made


def show_first_code(configured: Settings) -> None:
    """Show the code, unless the network has an administrator or the code was shown before."""
    made = _first_code(configured)
    if made is None:
        return
    sys.stderr.write(
        say(
            f"Noch administriert niemand Euer Netzwerk. Dieser Code macht Dich dazu:\n  {made.code}\n"
            "Ich zeige ihn nur dieses eine Mal, er gilt 7 Tage. Schick ihn Kitt privat; solange kein\n"
            "Messenger verbunden ist, mit: kitt chat --as guest\n"
            "Einen neuen macht: kitt invite --role administrator\n\n",
            f"Nobody administers your network yet. This code makes it you:\n  {made.code}\n"
            "I show it this once only, it counts for 7 days. Send it to Kitt in private; as long as no\n"
            "messenger is connected, with: kitt chat --as guest\n"
            "A new one is made by: kitt invite --role administrator\n\n",
        )
    )


def _first_code(configured: Settings) -> Made | None:
    from storage.errors import StoreError
    from storage.services import codes

    now = datetime.now(UTC)
    today = now.astimezone(configured.network.zone).date()
    try:
        with store_for(configured, demo=False) as store:
            with store.read() as session:
                if not codes.wants_first(session, now=now, today=today):
                    return None
            with store.write() as session:
                if not codes.wants_first(session, now=now, today=today):
                    return None
                return codes.make_first(session, choose=secrets.choice, now=now)
    except StoreError:
        return None  # the demo runs all the same, and `kitt doctor` says what is wrong with the store
