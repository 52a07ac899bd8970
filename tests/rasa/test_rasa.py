"""Rasa, really trained from our files: the same conversations, and how well it understands."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlu import rasa_home, rasa_training
from nlu.evaluation import Report, evaluate
from nlu.rasa import RasaError, RasaInterpreter
from nlu.utterances import read_utterances
from storage.session import Store
from tests.dialogs.test_conversations import conversations, play
from tests.dialogue import CACHE, interpreter
from tests.nlu.directory import directory
from tests.servers.rasa import RunningRasa

pytestmark = pytest.mark.rasa


@pytest.fixture(scope="session")
def rasa() -> Iterator[RunningRasa]:
    """The server. Where it cannot be made (no Python 3.10), the tests fail and say so."""
    CACHE.mkdir(mode=0o700, exist_ok=True)
    running = RunningRasa(CACHE / "rasa")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def engine(rasa: RunningRasa) -> Iterator[RasaInterpreter]:
    """Rasa behind our linking; a failure of Rasa fails the test instead of hiding behind the other engine."""
    client = rasa.client()

    def troubled(code: str) -> None:
        raise AssertionError(f"Rasa: {code}")

    yield RasaInterpreter(client, rasa.limits, interpreter(), clock=time.monotonic, troubled=troubled)
    client.close()


ALL_THROUGH: dict[str, bool] = {}
"""Which transcripts went through to their end."""


@pytest.mark.parametrize("conversation", conversations())
def test_conversation(
    conversation: dict[str, Any], store: Store, engine: RasaInterpreter, request: pytest.FixtureRequest
) -> None:
    """The same transcripts as with the embedded engine: answered alike, or asked back, never otherwise."""
    ALL_THROUGH[request.node.name] = play(conversation, store, engine)


def test_most_conversations_go_through() -> None:
    """Asking back is allowed, but not a way to pass."""
    through = sum(ALL_THROUGH.values())
    print(f"\nrasa: {through} of {len(ALL_THROUGH)} transcripts answered to the end, the others asked back")
    assert through >= 0.8 * len(ALL_THROUGH) > 0


def test_data_is_valid(rasa: RunningRasa) -> None:
    """`rasa data validate` finds nothing wrong with the data, and something with broken data."""
    rasa_training.validate(rasa.python)


def test_broken_data_is_found(rasa: RunningRasa, tmp_path: Path) -> None:
    """The validation is real: data that Rasa cannot read is refused."""
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "greet.yml").write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: 7\n')
    with pytest.raises(rasa_home.RasaHomeError) as caught:
        rasa_training.validate(rasa.python, tmp_path)
    assert caught.value.code == "validate"


def test_nobody_enters_without_the_token(rasa: RunningRasa) -> None:
    """The server refuses whoever has no token, and no other user sees it in the list of processes."""
    stranger = rasa_client_without_token(rasa)
    with pytest.raises(RasaError, match="refused"):
        stranger.chances("hallo")
    stranger.close()
    command = Path(f"/proc/{rasa.process.pid}/cmdline").read_bytes()
    assert rasa.token.encode() not in command


def rasa_client_without_token(rasa: RunningRasa) -> Any:
    from nlu.rasa import RasaServer

    return RasaServer(f"http://127.0.0.1:{rasa.port}", "wrong", 5.0)


def test_serves_this_machine_only(rasa: RunningRasa) -> None:
    """The port is open on the loopback address alone."""
    listening = subprocess.run(["cat", "/proc/net/tcp"], capture_output=True, text=True, check=True).stdout
    rows = [line.split()[1] for line in listening.splitlines()[1:] if line.split()[3] == "0A"]
    assert {row.split(":")[0] for row in rows if int(row.split(":")[1], 16) == rasa.port} == {"0100007F"}


def test_training_leaves_the_checkout_alone(rasa: RunningRasa) -> None:
    """Training neither rewrites the settings (and loses the comments) nor leaves files in the checkout."""
    assert "# Where everything that Kitt keeps goes" in rasa_training.RECIPE.read_text(encoding="utf-8")
    assert not [name for name in (".rasa", "models") if (rasa_home.ROOT / name).exists()]


def test_how_well_it_understands(engine: RasaInterpreter) -> None:
    """Its figures beside the embedded engine's, on the development set; hardly a chance hit."""
    examples = read_utterances()
    reports: dict[str, Report] = {
        name: evaluate(one, directory(), examples, lambda: None)
        for name, one in (("embedded", interpreter()), ("rasa", engine))
    }
    print()
    for name, report in reports.items():
        overall = report.overall
        print(
            f"{name}: {overall.right / overall.count:.1%} of intents right, "
            f"{overall.wrong_actions / overall.count:.1%} acted on wrongly, "
            f"{overall.outside_declined / overall.outside:.1%} of out of scope declined, "
            f"macro-F1 {report.macro_f1:.3f}"
        )
    assert reports["rasa"].overall.right > 0.5 * reports["rasa"].overall.count
