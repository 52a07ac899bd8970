"""Whether what understands is ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.config import Settings
from bot.doctor.check import Check
from bot.wording import Sentence

RASA: Mapping[str, tuple[Sentence, Sentence]] = {
    "missing": (
        Sentence("Rasa ist nicht eingerichtet", "Rasa is not set up"),
        Sentence("`make rasa`", "`make rasa`"),
    ),
    "unreachable": (
        Sentence("Rasa läuft nicht", "Rasa is not running"),
        Sentence("`make rasa`", "`make rasa`"),
    ),
    "slow": (
        Sentence("Rasa antwortet zu langsam", "Rasa answers too slowly"),
        Sentence(
            "den Rechner entlasten, oder nlu.rasa.timeout erhöhen",
            "relieve the machine, or raise nlu.rasa.timeout",
        ),
    ),
    "refused": (
        Sentence("Rasa kennt unseren Schlüssel nicht", "Rasa does not know our token"),
        Sentence(
            "an nlu.rasa.port antwortet ein anderes Rasa: beenden, dann `make rasa`",
            "another Rasa answers on nlu.rasa.port: end it, then `make rasa`",
        ),
    ),
    "strange": (
        Sentence("an nlu.rasa.port antwortet kein Rasa", "what answers on nlu.rasa.port is no Rasa"),
        Sentence(
            "nlu.rasa.port auf einen freien Port stellen, dann `make rasa`",
            "set nlu.rasa.port to a free port, then `make rasa`",
        ),
    ),
    "outdated": (
        Sentence("Rasa hat andere Daten gelernt", "Rasa has learned other data"),
        Sentence("`make rasa` neu starten", "restart `make rasa`"),
    ),
}
"""By the state of Rasa (``bot.engines.rasa_state``): what is wrong, and what to do."""


def check_model(settings: Settings) -> Check:
    """Whether the embedded engine has learned what the training data says."""
    from bot.engines import MODELS
    from nlu.training import model_status

    if model_status(settings.data_folder / MODELS) == "trained":
        return Check("model", "ok", Sentence("gelernt", "trained"))
    return Check(
        "model",
        "warning",
        Sentence("noch nicht gelernt", "not trained yet"),
        Sentence("`kitt train` (sonst beim nächsten Start)", "`kitt train` (else at the next start)"),
    )


def check_rasa(settings: Settings) -> Iterator[Check]:
    """How Rasa is, if the settings choose it. While it is not well, the embedded engine answers."""
    if settings.nlu.engine != "rasa":
        return
    from bot.engines import rasa_state

    state = rasa_state(settings)
    if state == "ok":
        yield Check("rasa", "ok", Sentence("antwortet", "answers"))
        return
    finding, remedy = RASA[state]
    instead = Sentence(
        f"{finding.de}; solange versteht das eingebaute",
        f"{finding.en}; meanwhile the embedded one understands",
    )
    yield Check("rasa", "warning", instead, remedy)
