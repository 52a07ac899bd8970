"""A real Synapse for tests, in an environment of its own (`make setup-synapse`), on a free port."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import socket
import subprocess
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv" / "synapse" / "bin" / "python"
PATIENCE = 120
"""Seconds that a start may take on a busy machine (3 on an idle one)."""

REGISTRATION = "a secret of this test run"
UNLIMITED = {"per_second": 100_000, "burst_count": 100_000}


class Homeserver:
    """One server in a folder; ``start`` and ``stop`` may follow each other, what it knows stays.

    ``messages`` is its limit of messages: so many a second after a burst of ten (Synapse's own is 0.2).
    """

    def __init__(self, folder: Path, *, messages: float = 0) -> None:
        assert PYTHON.exists(), "Synapse is missing: make setup-synapse installs it"
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.name = "localhost"
        (folder / "log.yaml").write_text(json.dumps(_logging(folder / "homeserver.log")))
        (folder / "homeserver.yaml").write_text(json.dumps(self._settings(messages)))
        # Synapse would make one by itself, in a start of its own.
        seed = b64encode(os.urandom(32)).decode().rstrip("=")
        (folder / "signing.key").write_text(f"ed25519 a_test {seed}\n")
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(
            self._command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self._process.poll() is None, f"Synapse has ended, see {self._folder / 'homeserver.log'}"
            try:
                if httpx.get(f"{self.address}/health", timeout=5).status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise AssertionError("Synapse did not answer")

    def stop(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it; a server of tests has nothing to lose, so it need not be asked."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None

    def register(self, name: str, *, admin: bool = False, password: str = "password") -> str:
        """Make an account; returns its full name."""
        where = f"{self.address}/_synapse/admin/v1/register"
        nonce = httpx.get(where, timeout=PATIENCE).json()["nonce"]
        fields = (nonce, name, password, "admin" if admin else "notadmin")
        mac = hmac.new(REGISTRATION.encode(), "\0".join(fields).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac}
        answer = httpx.post(where, json=body, timeout=PATIENCE)
        answer.raise_for_status()
        return str(answer.json()["user_id"])

    def _settings(self, messages: float) -> dict[str, Any]:
        settings: dict[str, Any] = {
            "server_name": self.name,
            "pid_file": str(self._folder / "homeserver.pid"),
            "listeners": [
                {
                    "port": self.port,
                    "bind_addresses": ["127.0.0.1"],
                    "type": "http",
                    "tls": False,
                    "resources": [{"names": ["client"]}],
                }
            ],
            "database": {"name": "sqlite3", "args": {"database": str(self._folder / "homeserver.db")}},
            "log_config": str(self._folder / "log.yaml"),
            "media_store_path": str(self._folder / "media"),
            "signing_key_path": str(self._folder / "signing.key"),
            "registration_shared_secret": REGISTRATION,
            "macaroon_secret_key": "macaroons",
            "form_secret": "forms",
            "report_stats": False,
            "bcrypt_rounds": 4,
            "presence": {"enabled": False},
            # Nothing of the outside world.
            "trusted_key_servers": [],
            "suppress_key_server_warning": True,
            "federation_domain_whitelist": [],
        }
        limit = {"rc_message": {"per_second": messages, "burst_count": 10}} if messages else {}
        return settings | _unlimited() | limit

    @property
    def _command(self) -> list[str]:
        return [str(PYTHON), "-m", "synapse.app.homeserver", "-c", "homeserver.yaml"]


def _unlimited() -> dict[str, Any]:
    return {
        "rc_message": UNLIMITED,
        "rc_registration": UNLIMITED,
        "rc_room_creation": UNLIMITED,
        "rc_reports": UNLIMITED,
        "rc_login": {"address": UNLIMITED, "account": UNLIMITED, "failed_attempts": UNLIMITED},
        "rc_joins": {"local": UNLIMITED, "remote": UNLIMITED},
        "rc_invites": {"per_room": UNLIMITED, "per_user": UNLIMITED, "per_issuer": UNLIMITED},
    }


def _logging(file: Path) -> dict[str, Any]:
    return {
        "version": 1,
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "file": {"class": "logging.FileHandler", "filename": str(file), "formatter": "plain"},
        },
        "root": {"level": "WARNING", "handlers": ["file"]},
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
