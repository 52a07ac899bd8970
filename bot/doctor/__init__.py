"""Is everything set up and healthy? A list of checks, each with what is wrong and what to do about it.

A check never raises and never makes anything: a doctor who creates the missing file has cured nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from bot.config import ConfigError, Settings, config_file, load
from bot.doctor.check import TITLES, Check, guarded
from bot.doctor.engines import check_model, check_rasa
from bot.doctor.kept import check_folder, check_permissions, check_store
from bot.doctor.machine import BUILT, check_clock, check_disk, check_sqlite, check_zone
from bot.doctor.matrix import check_matrix
from bot.doctor.web import check_web
from bot.wording import Sentence

__all__ = ["BUILT", "TITLES", "Check", "check_disk", "check_messengers", "examine"]


def examine(environ: Mapping[str, str], now: Callable[[], datetime] | None = None) -> list[Check]:
    """Run every check that can be run; a broken configuration leaves those that need none."""
    clock = now or (lambda: datetime.now(UTC))
    try:
        settings = load(environ)
    except ConfigError as error:
        return [*_broken(error), check_clock(clock), check_zone(), check_sqlite()]
    fine = Sentence(str(config_file(environ)), str(config_file(environ)))
    return [
        Check("configuration", "ok", fine),
        guarded("folder", lambda: check_folder(settings.data_folder)),
        *check_store(settings, clock),
        guarded("permissions", lambda: check_permissions(settings)),
        guarded("disk", lambda: check_disk(settings.data_folder)),
        check_clock(clock),
        check_zone(settings.network.zone),
        guarded("model", lambda: check_model(settings)),
        *check_rasa(settings),
        guarded("messengers", lambda: check_messengers(settings)),
        *check_matrix(settings, clock),
        *check_web(settings),
        check_sqlite(),
    ]


def _broken(error: ConfigError) -> Iterator[Check]:
    for problem in error.problems:
        remedy = Sentence(f"{error.file} berichtigen", f"correct {error.file}")
        if problem.is_variable:
            remedy = Sentence(
                f"die Umgebungsvariable {problem.key} berichtigen oder entfernen",
                f"correct or remove the environment variable {problem.key}",
            )
        prefix = f"{problem.key}: " if problem.key else ""
        finding = Sentence(prefix + problem.sentence.de, prefix + problem.sentence.en)
        yield Check("configuration", "failed", finding, remedy)


def check_messengers(settings: Settings) -> Check:
    """Which messengers have a section in the settings; the terminal needs none."""
    from bot.messengers import PACKAGES

    names = ", ".join(name for name in sorted(PACKAGES) if getattr(settings, name, None) is not None)
    if names:
        return Check("messengers", "ok", Sentence(names, names))
    return Check(
        "messengers",
        "warning",
        Sentence("keiner eingerichtet", "none set up"),
        Sentence("`kitt run` öffnet das Gespräch im Terminal", "`kitt run` opens the chat in the terminal"),
    )
