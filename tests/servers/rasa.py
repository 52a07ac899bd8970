"""A Rasa server of this test run: in the shared environment, trained from the checkout's files."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

from nlu import rasa_home, rasa_training
from nlu.rasa import Limits, RasaError, RasaServer

PATIENCE = 180
"""Seconds that a start may take on a busy machine (10 on an idle one)."""


class RunningRasa:
    """Installed where `make rasa` installs it; model and token in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.python = rasa_home.ensure_environment(rasa_home.environment_folder(None), None, print)
        self.model = rasa_training.ensure_trained(self.python, folder, print)
        limits = rasa_training.current_limits(folder)
        assert limits is not None
        self.limits: Limits = limits
        self.port = _free_port()
        self.token = rasa_home.ensure_token(folder / "token")
        self.process = rasa_home.serving(self.python, self.model, folder / "token", self.port)
        self._wait()

    def client(self, timeout: float = 5.0) -> RasaServer:
        """A client; patient, because this machine has more to do than to answer it."""
        return RasaServer(f"http://127.0.0.1:{self.port}", self.token, timeout)

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait(self) -> None:
        client = self.client()
        until = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < until:
                assert self.process.poll() is None, "Rasa has ended"
                try:
                    if client.model() == self.model.name:
                        return
                except RasaError:
                    time.sleep(0.2)
        finally:
            client.close()
        raise AssertionError("Rasa did not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
