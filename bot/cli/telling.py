"""`kitt when`: what Kitt makes of time expressions, one a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Annotated

import typer

from bot.wording import say, terminal

if TYPE_CHECKING:
    from nlu.dates import Reading

DEFAULT_ZONE = "Europe/Berlin"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        help=say(
            "Zeitangaben lesen, eine je Zeile der Standardeingabe.",
            "Read time expressions, one a line of standard input.",
        )
    )(when)


def when(
    as_json: Annotated[
        bool, typer.Option("--json", help=say("Ein JSON-Objekt je Zeile.", "One JSON object per line."))
    ] = False,
    now: Annotated[
        str | None, typer.Option(help=say("Wann gelesen wird (ISO 8601).", "When it is read (ISO 8601)."))
    ] = None,
    zone: Annotated[
        str, typer.Option(help=say("In welcher Zeitzone.", "In which time zone."))
    ] = DEFAULT_ZONE,
    locale: Annotated[str | None, typer.Option(help=say("Sprache (de, en).", "Language (de, en)."))] = None,
    anchor: Annotated[
        str | None,
        typer.Option(help=say("Wovon „eine Stunde vorher“ zählt.", 'What "an hour before" counts from.')),
    ] = None,
) -> None:
    """Read time expressions from standard input and write what they mean."""
    place = _zone(zone)
    moment = _moment("--now", now, place) if now else datetime.now(place)
    fixed = _moment("--anchor", anchor, place) if anchor else None
    language = _language(locale)
    from nlu.dates import read

    for text in _lines():
        reading = read(text, moment, place, language, fixed)
        sys.stdout.write((_as_json(text, reading) if as_json else _in_words(text, reading, language)) + "\n")
        sys.stdout.flush()


def _as_json(text: str, reading: Reading) -> str:
    told = reading.as_json()
    found = {
        "text": text,
        "start": told["start"],
        "end": told["end"],
        "grain": told["grain"],
        "alternatives": [each.as_json() for each in reading.alternatives],
        "recurrence": told["recurrence"],
    }
    return json.dumps(found, ensure_ascii=False)


def _in_words(text: str, reading: Reading, language: str | None) -> str:
    from nlu.dates import spell

    said = language or terminal()
    choices = [*([reading] if reading.start else []), *reading.alternatives]
    if not choices:
        return f"{text}: {say('nicht verstanden', 'not understood')}"
    told = [spell(each, said) for each in choices]
    mark = "" if reading.start else "? "
    return f"{text}: {mark}{say(' oder ', ' or ').join(told)}"


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError) as error:  # ZoneInfoNotFoundError is a KeyError
        raise _unusable("--zone", name) from error
    except KeyError as error:
        raise _unusable("--zone", name) from error


def _moment(option: str, said: str, zone: tzinfo) -> datetime:
    """A moment; without an offset it is local."""
    try:
        found = datetime.fromisoformat(said)
    except ValueError as error:
        raise _unusable(option, said) from error
    return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)


def _language(locale: str | None) -> str | None:
    if locale is None:
        return None
    language = locale.replace("-", "_").partition("_")[0].casefold()
    if language not in ("de", "en"):
        raise _unusable("--locale", locale)
    return language


def _unusable(option: str, value: str) -> typer.BadParameter:
    return typer.BadParameter(say(f"{option}: {value} geht nicht.", f"{option}: {value} cannot be used."))


def _lines() -> Iterator[str]:
    """The lines of standard input, as UTF-8 whatever the terminal's settings are."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")
