"""Gold answers: how they are written down, and how a reading is compared with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from nlu.dates import Choice, Reading, read

HERE = Path(__file__).parent
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=BERLIN)
"""A Monday, half past nine."""

_GRAINS = {"": "day", "H": "hour", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}


def cases(batch: int) -> Iterator[tuple[str, str]]:
    """Expressions with their answers, worked out by hand."""
    for line in (HERE / f"gold_{batch}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, answer = line.partition("\t")
            yield text, answer


@lru_cache(maxsize=1)
def unseen() -> tuple[tuple[datetime, str, str], ...]:
    """When, what and the answer, of the sets written without a look at the grammar and its tests."""
    blocks = [
        block
        for path in sorted(HERE.glob("unseen_*.yml"))
        for block in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ]
    return tuple(
        (datetime.fromisoformat(block["now"]).replace(tzinfo=BERLIN), text, answer)
        for block in blocks
        for text, answer in block["readings"].items()
    )


def answer_to(text: str) -> str:
    """What Kitt makes of an expression, written like an answer; "[en]" before it is the language."""
    language = text[1:3] if text.startswith("[") else None
    return written(read(text[4:] if language else text, NOW, BERLIN, language))


def written(reading: Reading) -> str:
    """A reading as the gold files write it: "2026-12-01T14:00 | 2026-12-08", "? …" where it is asked."""
    choices = [*([reading] if reading.start else []), *reading.alternatives]
    if not choices:
        return "null"
    return ("" if reading.start else "? ") + " | ".join(map(_choice, choices))


def _choice(choice: Choice) -> str:
    start, end = choice.start, choice.end
    assert start is not None
    if choice.grain == "minute":
        told = f"{start:%Y-%m-%dT%H:%M}"
    else:
        letter = next(letter for letter, grain in _GRAINS.items() if grain == choice.grain)
        told = f"{start:%Y-%m-%dT%H:%M}" if letter == "H" else f"{start:%Y-%m-%d}"
        told += f"/{letter}" if letter else ""
    if end is not None:
        told += f"..{end:%Y-%m-%dT%H:%M}" if choice.grain in ("minute", "hour") else f"..{end:%Y-%m-%d}"
    told += f" {choice.recurrence}" if choice.recurrence else ""
    if choice.exceptions:
        told += " but " + ",".join(f"{each:%Y-%m-%d}" for each in choice.exceptions)
    return told
