"""Numbers with their aims, as a table to read and as JSON to keep."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. ``aim`` is what it should at most be; without one it is only for comparison."""

    measure: str
    what: str
    value: float
    unit: str
    aim: float | None = None

    @property
    def ratio(self) -> float | None:
        """How much of the aim it uses up: 1.0 is just at the aim, more is worse."""
        return self.value / self.aim if self.aim else None


def milliseconds(
    measure: str, seconds: Sequence[float], aim: float | None = None, *, places: Sequence[int] = (50, 99)
) -> Iterator[Figure]:
    """The percentiles of some durations (given in seconds), in milliseconds like their aim."""
    for place in places:
        yield Figure(measure, f"p{place}", 1000 * percentile(seconds, place), "ms", aim)


def percentile(values: Sequence[float], place: int) -> float:
    """The smallest value that ``place`` percent of the values do not exceed."""
    ranked = sorted(values)
    return ranked[max(-(-len(ranked) * place // 100) - 1, 0)]


def growth(measure: str, by_size: Mapping[int, Sequence[float]], aim: float) -> Iterator[Figure]:
    """The median at each size, and how much it grows from the first size to the last."""
    medians = {size: percentile(seconds, 50) for size, seconds in by_size.items()}
    for size, median in medians.items():
        yield Figure(measure, f"{size:,}", 1000 * median, "ms")
    first, *_, last = medians.values()
    yield Figure(measure, "growth", last / first, "×", aim)


def table(figures: Sequence[Figure]) -> str:
    """All figures, one line per measure; behind an aim stands how much of it is used up."""
    width = max(len(figure.measure) for figure in figures)
    lines: dict[str, list[str]] = {}
    for figure in figures:
        lines.setdefault(figure.measure, []).append(_cell(figure))
    return "\n".join(f"{measure:<{width}}  {'   '.join(cells)}" for measure, cells in lines.items())


def _cell(figure: Figure) -> str:
    shown = f"{figure.what} {_number(figure.value)} {figure.unit}".strip()
    if figure.aim is None or figure.ratio is None:
        return shown
    return f"{shown} (aim {_number(figure.aim)}: {figure.ratio:.2f}{' !' if figure.ratio > 1 else ''})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def write_json(figures: Sequence[Figure], file: Path) -> None:
    """Keep the figures with the day and the machine they were measured on."""
    content = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        "figures": [asdict(figure) | {"ratio": figure.ratio} for figure in figures],
    }
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
