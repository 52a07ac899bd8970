"""Reading the training data: Rasa's YAML format 3.1, one file per intent and language.

Format: https://legacy-docs-oss.rasa.com/docs/rasa/training-data-format
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from nlu.interface import Entity, Example, KnownName

DATA = Path(__file__).parent / "data"
"""The training data that Kitt comes with: a folder per language, a file per intent."""

_SPAN = re.compile(r"\[([^\]\n]*)\](?:\(([a-z_]+)\)|(\{[^}\n]*\}))")


class CorpusError(ValueError):
    """A training file is not as it should be; the message names file and example."""


def read_corpus(folder: Path = DATA) -> list[Example]:
    """All examples of a data folder, sorted by file, each as often as it stands there.

    Raises:
        CorpusError: a file cannot be read, naming it and the line.
    """
    return [example for path in sorted(folder.glob("*/*.yml")) for example in read_file(path)]


def read_file(path: Path) -> Iterator[Example]:
    """The examples of one training file; its folder names the language.

    Raises:
        CorpusError: the file is no Rasa training data.
    """
    try:
        content: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=loader())  # noqa: S506 (a safe one)
        for block in content["nlu"]:
            yield from parse_block(block, path.parent.name)
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{path.name}: {error}") from error


def parse_block(block: Mapping[str, Any], language: str) -> Iterator[Example]:
    """The examples of one block of a training file; none of a look-up table or of synonyms.

    Raises:
        CorpusError: an annotation cannot be read.
    """
    if any(kind in block for kind in ("lookup", "synonym", "regex")):
        return
    intent, examples = block["intent"], block["examples"]
    if isinstance(examples, list):  # Rasa's longer form: - text: | … with metadata beside it
        examples = "\n".join(str(example["text"]).strip() for example in examples)
    if not isinstance(intent, str) or not isinstance(examples, str):
        raise CorpusError("intent and examples are texts")
    for line in examples.splitlines():
        if line.strip():
            yield parse_example(line.strip().removeprefix("- "), intent, language)


def read_lookups(folder: Path = DATA) -> dict[str, list[str]]:
    """Rasa's look-up tables: names per entity type that sentences out of scope may mention."""
    tables: dict[str, list[str]] = {}
    for path in sorted(folder.glob("lookups/*.yml")):
        content: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=loader())  # noqa: S506 (a safe one)
        for block in content["nlu"]:
            names = [line.strip().removeprefix("- ") for line in block["examples"].splitlines()]
            tables.setdefault(block["lookup"], []).extend(filter(None, names))
    return tables


def known_names(examples: Iterable[Example], lookups: Mapping[str, Sequence[str]]) -> list[KnownName]:
    """Every name that the annotations or the look-up tables hold, with the forms it was written in."""
    forms: dict[tuple[str, str], set[str]] = {}
    for example in examples:
        for entity in example.entities:
            if entity.entity not in ("datetime", "offset", "text", "postcode"):
                forms.setdefault((entity.entity, entity.value), set()).add(entity.text)
    for kind, names in lookups.items():
        for name in names:
            forms.setdefault((kind, name), set())
    return [
        KnownName(kind, value, f"{kind}:{value}", tuple(sorted(written)))
        for (kind, value), written in sorted(forms.items())
    ]


def loader() -> Any:
    """PyYAML's safe loader, the fast one where it is there."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_example(line: str, intent: str, language: str) -> Example:
    """Read one annotated line: ``wer ist im [Harz](region)`` → text and entities with offsets.

    Raises:
        CorpusError: an annotation cannot be read.
    """
    text = ""
    end = 0
    entities = []
    for match in _SPAN.finditer(line):
        text += line[end : match.start()]
        entities.append(_annotation(match, len(text)))
        text += match[1]
        end = match.end()
    return Example(text + line[end:], intent, language, tuple(entities))


def _annotation(match: re.Match[str], start: int) -> Entity:
    surface = match[1]
    end = start + len(surface)
    if match[2]:
        return Entity(match[2], surface, surface, start, end)
    try:
        given = json.loads(match[3])
        kind, value = given["entity"], given.get("value", surface)
        if not isinstance(kind, str) or not isinstance(value, str):
            raise CorpusError(f"annotation not readable: {match[0]}")
        return Entity(kind, value, surface, start, end, role=given.get("role"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"annotation not readable: {match[0]}") from error


def digest(folder: Path = DATA) -> str:
    """A short name for the content of the data and of the code that learns from it."""
    content = hashlib.sha256()
    code = Path(__file__).parent
    read = (folder.glob("*/*.yml"), code.glob("*.py"), code.glob("foreign/*.txt"))
    for path in (path for paths in read for path in sorted(paths)):
        content.update(path.name.encode())
        content.update(path.parent.name.encode())
        content.update(path.read_bytes())
    return content.hexdigest()[:16]
