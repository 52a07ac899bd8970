"""`kitt rasa`: make, train and serve the second engine (`make rasa` calls it)."""

from __future__ import annotations

import signal
import sys
from typing import Annotated

import typer

from bot.wording import Sentence, say

commands = typer.Typer(
    help=say("Rasa, das zweite Sprachverständnis.", "Rasa, the second engine."), no_args_is_help=True
)

STAGES = {
    "install": Sentence("Rasa wird installiert (einmalig, 1,5 GB) …", "Installing Rasa (once, 1.5 GB) …"),
    "validate": Sentence("Rasa prüft die Trainingsdaten …", "Rasa checks the training data …"),
    "measure": Sentence(
        "Rasa lernt zur Probe, für die Schwellen …", "Rasa learns on trial, to set the thresholds …"
    ),
    "train": Sentence("Rasa lernt …", "Rasa learns …"),
}

PROBLEMS = {
    "no_python": Sentence(
        "Rasa braucht Python 3.10; auf diesem Rechner ist keines zu finden.\n"
        "Mit pyenv: `pyenv install 3.10`. Mit uv: `uv python install 3.10`. Liegt es an einem anderen Ort, "
        "nennt ihn die Einstellung nlu.rasa.python (KITT_NLU__RASA__PYTHON).\n"
        "Kitt selbst braucht Rasa nicht: nlu.engine: embedded versteht alles ohne.",
        "Rasa needs Python 3.10; none is to be found on this machine.\n"
        "With pyenv: `pyenv install 3.10`. With uv: `uv python install 3.10`. If it lies elsewhere, the "
        "setting nlu.rasa.python (KITT_NLU__RASA__PYTHON) names it.\n"
        "Kitt itself does not need Rasa: nlu.engine: embedded understands everything without.",
    ),
    "other_python": Sentence(
        "nlu.rasa.python (KITT_NLU__RASA__PYTHON) nennt kein Python 3.10:",
        "nlu.rasa.python (KITT_NLU__RASA__PYTHON) names no Python 3.10:",
    ),
    "install": Sentence("Rasa konnte nicht installiert werden:", "Rasa could not be installed:"),
    "validate": Sentence(
        "Rasa findet Fehler in den Trainingsdaten:", "Rasa finds faults in the training data:"
    ),
    "train": Sentence("Rasa konnte nicht lernen:", "Rasa could not learn:"),
}


@commands.command(help=say("Einrichten, lernen und bereitstellen.", "Set up, train and serve."))
def serve(
    only_train: Annotated[
        bool, typer.Option("--only-train", help=say("Nicht bereitstellen.", "Do not serve."))
    ] = False,
) -> None:
    """Set up what is missing, then serve until Ctrl-C."""
    from bot.cli.opening import settings
    from bot.engines import rasa_folder, token_path
    from nlu import rasa_home, rasa_training

    configured = settings()
    rasa = configured.nlu.rasa
    try:
        folder = rasa_home.environment_folder(rasa.environment)
        python = rasa_home.ensure_environment(folder, rasa.python, _tell)
        model = rasa_training.ensure_trained(python, rasa_folder(configured), _tell)
    except rasa_home.RasaHomeError as error:
        _say(str(PROBLEMS[error.code]) + (f"\n{error.detail}" if error.detail else ""))
        raise typer.Exit(1) from None
    if only_train:
        return
    token = token_path(configured)
    rasa_home.ensure_token(token)
    _say(
        say(
            f"Rasa antwortet gleich auf 127.0.0.1:{rasa.port}; nlu.engine: rasa benutzt es. Ende: Strg-C.",
            f"Rasa will answer on 127.0.0.1:{rasa.port}; nlu.engine: rasa uses it. Leave with Ctrl-C.",
        )
    )
    with rasa_home.serving(python, model, token, rasa.port) as server:
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            status = server.wait()
        except KeyboardInterrupt:
            server.terminate()
            return
    if status not in (0, -signal.SIGTERM):
        _say(
            say(
                f"Rasa ist beendet. Ist Port {rasa.port} schon belegt? nlu.rasa.port nennt einen anderen.",
                f"Rasa has ended. Is port {rasa.port} in use? nlu.rasa.port names another.",
            )
        )
        raise typer.Exit(1)


def _tell(stage: str) -> None:
    _say(str(STAGES[stage]))


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
