"""What Kitt remembers to stay the same device on Matrix: a private folder that no kill tears.

Login, keys and sync position belong together; the folder belongs to one process at a time.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO


class InUseError(Exception):
    """Another process has this folder."""


class DamagedError(Exception):
    """A file in the folder is not what Kitt wrote."""


@dataclass(frozen=True, slots=True)
class Login:
    """A login at a homeserver.

    ``pickle_key`` encrypts the device's keys on the disk; ``since_ms`` is when it was made, in milliseconds.
    """

    homeserver: str
    user_id: str
    device_id: str
    access_token: str
    pickle_key: str
    since_ms: int


class Home:
    """The folder. Everything in it may be read by its owner only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys = folder / "keys"
        self._lock: TextIO | None = None

    def take(self) -> None:
        """Make the folder, and take it for this process.

        Raises:
            InUseError: another process has it.
        """
        for made in (self.folder, self.keys):
            made.mkdir(mode=0o700, parents=True, exist_ok=True)
            made.chmod(0o700)
        lock = os.fdopen(os.open(self.folder / "lock", os.O_CREAT | os.O_WRONLY, 0o600), "w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            raise InUseError from error
        self._lock = lock

    def give_back(self) -> None:
        """Let another process take it."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def login(self) -> Login | None:
        """The login of the last start; None before the first.

        Raises:
            DamagedError: the file is not what Kitt wrote.
        """
        found = self.read("login")
        try:
            return None if found is None else Login(**found)
        except TypeError as error:
            raise DamagedError("login") from error

    def keep_login(self, login: Login) -> None:
        """Keep a login for later starts."""
        self.write("login", asdict(login))
        self._file("planned").unlink(missing_ok=True)

    def planned_device(self) -> str:
        """The name of the device that the next login makes: the same one until that login is kept."""
        try:
            planned = str((self.read("planned") or {}).get("device_id", ""))
        except DamagedError:
            planned = ""
        if not re.fullmatch(r"[A-Z0-9]{1,40}", planned) or (self.keys / f"{planned}.db").exists():
            planned = f"KITT{secrets.token_hex(5).upper()}"
            self.write("planned", {"device_id": planned})
        return planned

    def forget_login(self) -> None:
        """Log in anew at the next start, as another device, which goes on where this one stopped."""
        for name in ("login", "planned"):
            self._file(name).unlink(missing_ok=True)

    def key_file(self, login: Login) -> Path:
        """Where the library keeps this device's keys."""
        return self.keys / f"{login.device_id}.db"

    def position(self) -> str:
        """The sync position up to which all is stored; empty before the first sync."""
        found = self.read("position") or {}
        return str(found.get("since", ""))

    def keep_position(self, since: str) -> None:
        """Remember how far everything is stored."""
        self.write("position", {"since": since})

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def read(self, name: str) -> dict[str, Any] | None:
        """A small file; None if there is none.

        Raises:
            DamagedError: it is no JSON object.
        """
        try:
            found = json.loads(self._file(name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise DamagedError(name) from error
        if not isinstance(found, dict):
            raise DamagedError(name)
        return found

    def write(self, name: str, values: dict[str, Any]) -> None:
        """Replace a small file as a whole: whoever is killed here leaves the old one or the new one."""
        file, new = self._file(name), self.folder / f"{name}.new"
        descriptor = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            json.dump(values, written)
            written.flush()
            os.fsync(written.fileno())
        new.replace(file)
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def new_pickle_key() -> str:
    """A key for the device's keys on the disk; 256 bits."""
    return secrets.token_urlsafe(32)
