"""Which engine understands: the embedded one, or Rasa with the embedded one behind it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.config import Settings
from bot.log import logger
from nlu.embedded import EmbeddedInterpreter
from nlu.interface import Interpreter
from nlu.model import ModelError
from nlu.training import ensure_model, model_path
from storage.session import private_folder

if TYPE_CHECKING:
    from nlu.rasa import RasaServer

MODELS = "models"
"""The folder, inside the data folder, of the trained model and of the places' index."""

RASA = "rasa"
"""The folder, inside the data folder, of Rasa's model, its limits and its token."""


class Engine(Interpreter, Protocol):
    """An engine, and the everyday words that it knows (folded)."""

    @property
    def ordinary(self) -> frozenset[str]:
        """None of them alone stands for a longer name."""
        ...


def _logged(code: str) -> None:
    logger().warning("nlu.rasa_failed", code=code)


def engine(
    settings: Settings,
    learning: Callable[[], None],
    name: str | None = None,
    troubled: Callable[[str], None] = _logged,
) -> Engine:
    """The engine that the settings choose, or the one of this name.

    ``learning`` is called where something has to be learnt first, which takes a while; ``troubled`` with a
    code where Rasa fails and the embedded engine answers for it.

    Raises:
        TrainingError: learning failed.
    """
    trained = embedded(settings, learning)
    if (name or settings.nlu.engine) == "embedded":
        return trained
    # Its HTTP client is loaded only where it is needed.
    from nlu.rasa import RasaInterpreter
    from nlu.rasa_training import current_limits

    limits = current_limits(rasa_folder(settings))
    server = rasa_server(settings)
    if limits is None or server is None:
        troubled("missing")
        return trained
    return RasaInterpreter(server, limits, trained, clock=time.monotonic, troubled=troubled)


def embedded(settings: Settings, learning: Callable[[], None]) -> EmbeddedInterpreter:
    """The trained embedded engine; a model that is damaged is trained again.

    Raises:
        TrainingError: learning failed.
    """
    folder = models_folder(settings)
    try:
        return EmbeddedInterpreter.load(_trained(folder, learning))
    except ModelError:
        model_path(folder).unlink(missing_ok=True)
        return EmbeddedInterpreter.load(_trained(folder, learning))


def models_folder(settings: Settings) -> Path:
    """The private folder of what was learnt."""
    folder = settings.data_folder / MODELS
    private_folder(folder)
    return folder


def rasa_folder(settings: Settings) -> Path:
    """The folder of what `make rasa` makes."""
    return settings.data_folder / RASA


def token_path(settings: Settings) -> Path:
    """Where the token for Rasa's server lies."""
    return rasa_folder(settings) / "token"


def rasa_server(settings: Settings) -> RasaServer | None:
    """The server on this machine; None where `make rasa` was never called, so that there is no token."""
    from nlu.rasa import RasaServer

    try:
        token = token_path(settings).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    rasa = settings.nlu.rasa
    return RasaServer(f"http://127.0.0.1:{rasa.port}", token, rasa.timeout.total_seconds())


def rasa_state(settings: Settings) -> str:
    """How the second engine is: ok, missing (never made), outdated (of other training data), or what ails it
    (see ``RasaError``).
    """
    from nlu.rasa import RasaError
    from nlu.rasa_training import current_limits, current_model

    server = rasa_server(settings)
    if server is None or current_limits(rasa_folder(settings)) is None:
        return "missing"
    try:
        served = server.model()
    except RasaError as error:
        return str(error)
    finally:
        server.close()
    return "ok" if served == current_model() else "outdated"


def _trained(folder: Path, learning: Callable[[], None]) -> Path:
    if not model_path(folder).exists():
        learning()
    return ensure_model(folder)
