"""Reading the utterances that an engine is measured with: a list of our own, or Rasa's training format.

The list (``nlu/development.yml``)::

    - {text: "qlb?", lang: de, intent: find_contact, tags: [short],
       entities: [{entity: place, value: Quedlinburg, text: "qlb"}]}

Only ``text`` and ``intent`` must be there. A file that begins with ``nlu:`` is read as Rasa's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from nlu.corpus import CorpusError, loader, parse_block
from nlu.interface import Entity, Example

DEVELOPMENT = Path(__file__).parent / "development.yml"
"""The development set: written apart from the training data, never trained on."""


def read_utterances(path: Path = DEVELOPMENT) -> list[Example]:
    """The utterances of a file, in its order; ``language`` is ``de`` where it names none.

    Raises:
        CorpusError: it cannot be read; the message names the file and the utterance.
    """
    try:
        content: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=loader())  # noqa: S506 (a safe one)
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise CorpusError(f"{path.name}: {type(error).__name__}") from error
    found = list(_utterances(content, path.name))
    if not found:
        raise CorpusError(f"{path.name}: no utterances")
    return found


def _utterances(content: Any, name: str) -> Iterator[Example]:
    if isinstance(content, Mapping) and isinstance(content.get("nlu"), list):
        for number, block in enumerate(content["nlu"], 1):
            try:
                yield from parse_block(block, "de")
            except (CorpusError, KeyError, TypeError, AttributeError, ValueError) as error:
                raise CorpusError(f"{name}: nlu, {number}: {_reason(error)}") from error
        return
    if not isinstance(content, list):
        raise CorpusError(f"{name}: neither a list of utterances nor Rasa's format")
    for number, given in enumerate(content, 1):
        try:
            yield _utterance(given)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise CorpusError(f"{name}: {number}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _utterance(given: Mapping[str, Any]) -> Example:
    text = _text(given["text"], "text")
    tags = given.get("tags") or []
    if not isinstance(tags, list):
        raise TypeError("tags is no list")
    return Example(
        text=text,
        intent=_text(given["intent"], "intent"),
        language=_text(given.get("lang", "de"), "lang"),
        entities=tuple(_entities(text, given.get("entities") or ())),
        tags=tuple(_text(tag, "tags") for tag in tags),
    )


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value


def _entities(text: str, given: Any) -> Iterator[Entity]:
    """The annotations, with their offsets: those that are given, or where their text stands."""
    end = 0
    for one in given:
        value = _text(one["value"], "value")
        surface = _text(one.get("text", value), "text")
        start = int(one["start"]) if "start" in one else max(text.find(surface, end), 0)
        end = start + len(surface)
        yield Entity(_text(one["entity"], "entity"), value, surface, start, end, role=one.get("role"))
