"""One finding of the doctor, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.files import trouble
from bot.wording import Sentence

State = Literal["ok", "warning", "failed"]

TITLES: Mapping[str, Sentence] = {
    "configuration": Sentence("Einstellungen", "Configuration"),
    "folder": Sentence("Datenordner", "Data folder"),
    "store": Sentence("Datenbank erreichbar", "Database reachable"),
    "migrations": Sentence("Stand der Datenbank", "Revision of the database"),
    "permissions": Sentence("Rechte der Dateien", "Permissions of the files"),
    "disk": Sentence("Platz auf dem Datenträger", "Space on the disk"),
    "clock": Sentence("Uhr", "Clock"),
    "zone": Sentence("Zeitzone", "Time zone"),
    "model": Sentence("Sprachverständnis", "Understanding"),
    "rasa": Sentence("Zweites Sprachverständnis", "Second engine"),
    "messengers": Sentence("Messenger", "Messengers"),
    "matrix-library": Sentence("Matrix: Verschlüsselung", "Matrix: encryption"),
    "matrix-folder": Sentence("Matrix: Schlüssel", "Matrix: keys"),
    "matrix-server": Sentence("Matrix: Homeserver", "Matrix: homeserver"),
    "matrix-clock": Sentence("Matrix: Uhr", "Matrix: clock"),
    "matrix-login": Sentence("Matrix: Anmeldung", "Matrix: login"),
    "matrix-device": Sentence("Matrix: Gerät", "Matrix: device"),
    "matrix-limits": Sentence("Matrix: Grenzen", "Matrix: limits"),
    "web": Sentence("Webserver", "Web server"),
    "calendars": Sentence("Kalender", "Calendars"),
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


def guarded(name: str, check: Callable[[], Check]) -> Check:
    """A check, or the finding that it could not be made."""
    try:
        return check()
    except Exception as error:
        return refused(name, error)


def refused(name: str, error: Exception) -> Check:
    """The finding that something went wrong: with a file, or with what nobody thought of."""
    if isinstance(error, OSError) and (found := trouble(error)):
        return Check(name, "failed", found.finding, found.remedy)
    kind = type(error).__name__
    finding = Sentence(f"konnte nicht geprüft werden ({kind})", f"could not be checked ({kind})")
    return Check(name, "failed", finding, Sentence("bitte melden", "please report"))
