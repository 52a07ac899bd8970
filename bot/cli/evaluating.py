"""`kitt evaluate`: figures of understanding, to read and as a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.wording import say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from bot.evaluating import Measured
    from nlu.evaluation import Figures

MOST_CONFUSIONS = 25


class EngineName(StrEnum):
    """The engines that can be measured."""

    EMBEDDED = "embedded"
    RASA = "rasa"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        help=say(
            "Messen, wie gut Kitt versteht: an einer Datei mit Äußerungen oder am Entwicklungssatz.",
            "Measure how well Kitt understands: with a file of utterances or with the development set.",
        )
    )(evaluate)


def evaluate(
    file: Annotated[Path | None, typer.Argument(help=say("Äußerungen (YAML).", "Utterances (YAML)."))] = None,
    engines: Annotated[
        list[EngineName] | None,
        typer.Option("--engine", help=say("Wer versteht (mehrmals möglich).", "Which (several times).")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help=say("Wohin das JSON kommt.", "Where the JSON goes."))
    ] = None,
    demo: Annotated[
        bool, typer.Option(help=say("Mit dem erfundenen Netzwerk.", "With the invented network."))
    ] = True,
) -> None:
    """Print accuracy, calibration, declines and confusions, and write them as JSON."""
    from bot.cli.opening import settings
    from bot.cli.showing import console, progress
    from bot.evaluating import measure
    from nlu.corpus import CorpusError

    configured = settings()
    target = output or configured.data_folder / "evaluation.json"
    _prepare(target)
    names = [name.value for name in engines or [EngineName(configured.nlu.engine)]]
    try:
        with progress(say("Messen", "Measuring")) as step:
            found = measure(configured, names, file, demo=demo, learning=_learning, step=step)
    except CorpusError as error:  # which utterance it is helps more than a general sentence
        sys.stderr.write(f"{error}\n")
        raise
    shown = console(sys.stdout)
    _show_engines(shown, found)
    for measured in found:
        _show_one(shown, measured, alone=len(found) == 1)
    content = json.dumps([measured.as_json() for measured in found], ensure_ascii=False, indent=2)
    with target.open("w", encoding="utf-8") as written:
        written.write(content + "\n")
    shown.print(say(f"Alles auch als JSON: {target}", f"All of it as JSON: {target}"), soft_wrap=True)


def _prepare(target: Path) -> None:
    """Make the file, for its owner only, before anything is measured in vain."""
    from storage.session import private_folder

    if not target.parent.exists():
        private_folder(target.parent)
    target.touch(mode=0o600)


def _learning() -> None:
    sys.stderr.write(say("Kitt lernt …", "Kitt learns …") + "\n")


def _show_engines(shown: Console, found: Sequence[Measured]) -> None:
    """The figures that sum it up, one column an engine."""
    from rich.table import Table

    table = Table(title=say("Im Ganzen", "Overall"), title_justify="left")
    table.add_column("")
    for measured in found:
        table.add_column(measured.engine, justify="right")
    columns = [_summary(measured) for measured in found]
    for row in columns[0]:
        table.add_row(row, *(column[row] for column in columns))
    shown.print(table)


def _summary(measured: Measured) -> Mapping[str, str]:
    report, overall = measured.report, measured.report.overall
    named = report.named
    return {
        say("Äußerungen", "utterances"): str(overall.count),
        say("Absicht richtig", "intent right"): _share(overall.right, overall.count),
        "Macro-F1": f"{report.macro_f1:.3f}",
        say("falsch gehandelt", "acted on wrongly"): _share(overall.wrong_actions, overall.count),
        say("nachgefragt", "asked back"): _share(overall.clarified, overall.count),
        say("… und Gemeintes dabei", "… with what was meant"): _share(overall.offered, overall.clarified),
        say("abgelehnt, was Kitt kann", "declined though in scope"): _share(
            overall.declined, overall.count - overall.outside
        ),
        say("Fremdes abgelehnt", "out of scope declined"): _share(overall.outside_declined, overall.outside),
        say("Kalibrierungsfehler", "calibration error"): f"{report.calibration_error:.3f}",
        say("Orte, Regionen, Projekte", "places, regions, projects"): _share(named.right, named.count),
        say("… zu viel gefunden", "… found though not there"): str(named.surplus),
        say("ms je Äußerung", "ms per utterance"): f"{1000 * measured.seconds / overall.count:.1f}",
    }


def _show_one(shown: Console, measured: Measured, *, alone: bool) -> None:
    report = measured.report
    prefix = "" if alone else f"{measured.engine}: "
    shown.print(_table(
        prefix + say("Nach Absicht", "By intent"),
        (*_figures_headers(), "F1"),
        [(name, *_figures_row(i.figures), f"{i.f1:.2f}") for name, i in report.intents.items()],
    ))  # fmt: skip
    for title, groups in (
        (say("Nach Art", "By tag"), report.tags),
        (say("Nach Sprache", "By language"), report.languages),
    ):
        rows = [(name, *_figures_row(figures)) for name, figures in groups.items()]
        shown.print(_table(prefix + title, _figures_headers(), rows))
    shown.print(_table(
        prefix + say("Namen", "Names"),
        ("", say("Zahl", "count"), say("richtig", "right"), say("zu viel", "surplus")),
        [(kind, str(n.count), _share(n.right, n.count), str(n.surplus)) for kind, n in report.names.items()],
    ))  # fmt: skip
    shown.print(_table(
        prefix + say("Wie sicher, wie oft richtig", "How sure, how often right"),
        (say("sicher", "confidence"), say("Zahl", "count"), say("richtig", "right")),
        [(f"{b.confidence:.2f}", str(b.count), f"{b.accuracy:.2f}") for b in report.calibration],
    ))  # fmt: skip
    shown.print(_table(
        prefix + say("Verwechslungen", "Confusions"),
        (say("gemeint", "meant"), say("verstanden", "understood"), say("Zahl", "count")),
        [(meant, read, str(count)) for meant, read, count in report.confusions[:MOST_CONFUSIONS]],
    ))  # fmt: skip


def _table(title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for number, header in enumerate(headers):
        in_figures = all(row[number][:1].isdigit() for row in rows)
        table.add_column(header, justify="right" if in_figures else "left")
    for row in rows:
        table.add_row(*row)
    return table


def _figures_headers() -> tuple[str, ...]:
    return (
        "",
        say("Zahl", "count"),
        say("richtig", "right"),
        say("falsch gehandelt", "wrong actions"),
        say("nachgefragt", "asked back"),
        say("abgelehnt", "declined"),
    )


def _figures_row(figures: Figures) -> tuple[str, ...]:
    declined = figures.declined + figures.outside_declined
    return (
        str(figures.count),
        _share(figures.right, figures.count),
        _share(figures.wrong_actions, figures.count),
        _share(figures.clarified, figures.count),
        _share(declined, figures.count),
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
