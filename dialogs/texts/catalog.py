"""One language's Fluent files, read and checked.

Imported on first use only: Fluent brings babel with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentInt, FluentType, NumberFormatOptions
from fluent.syntax import ast

from dialogs.texts.problems import TextError
from dialogs.texts.template import BOLD, mark

Entry = ast.Message | ast.Term
_NAMED = (ast.VariableReference, ast.MessageReference, ast.TermReference)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Number(FluentInt):
    """A number that chooses plurals and is shown without grouping: "Frage 1017", not "Frage 1.017"."""

    default_number_format_options = NumberFormatOptions(useGrouping=False)


class Shown(FluentType):
    """Stands for a value that is put in later; ``choice`` is what it chooses a variant by."""

    def __init__(self, position: int, choice: str | None = None) -> None:
        self._position = position
        self._choice = choice

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and other == self._choice

    def __hash__(self) -> int:
        return hash(self._choice)

    def format(self, locale: object) -> str:
        """The mark in the value's place."""
        return mark(self._position)


Argument = Number | Shown


@dataclass(frozen=True)
class Catalog:
    """All texts of one language.

    ``variables``: every key, with its own variables and those of the messages that it refers to.
    ``patterns``: the syntax of every text, terms ("-name") included, for those who check texts.
    """

    language: str
    bundle: FluentBundle
    variables: Mapping[str, frozenset[str]]
    patterns: Mapping[str, ast.Pattern]

    def format(self, key: str, arguments: Mapping[str, Argument]) -> str | None:
        """The template for a key; None if an argument that it needs is not there or the pattern fails.

        Raises KeyError for an unknown key.
        """
        pattern = self.bundle.get_message(key).value
        assert pattern is not None, "read() refuses messages without a text"
        result, errors = self.bundle.format_pattern(pattern, dict(arguments))
        return None if errors or not isinstance(result, str) else result

    @cached_property
    def locale(self) -> str:
        """The locale for dates and lists: the text ``format-locale`` ("en_GB"), or else the language."""
        found = self.format("format-locale", {}) if "format-locale" in self.variables else None
        return found or self.language


def read(folder: Path) -> Catalog:
    """Read a language's files (``folder/*.ftl``); the folder's name is the language.

    Raises TextError, naming file and key: junk, a key defined twice, attributes, functions, control
    characters, references to nowhere or in a circle.
    """
    entries: dict[str, Entry] = {}
    files: dict[str, Path] = {}
    for file in sorted(folder.glob("*.ftl")):
        for entry in _entries(file):
            name = _name(entry)
            if name in entries:
                raise TextError(f"{file}: {name} is defined twice, before in {files[name].name}")
            entries[name], files[name] = entry, file
    return _catalog(folder.name, entries, files)


def _catalog(language: str, entries: Mapping[str, Entry], files: Mapping[str, Path]) -> Catalog:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(ast.Resource(list(entries.values())))
    patterns = {name: entry.value for name, entry in entries.items() if entry.value is not None}
    variables: dict[str, frozenset[str]] = {}
    for name in patterns:
        try:
            found = frozenset(_variables(name, patterns, ()))
        except TextError as error:
            raise TextError(f"{files[name]}: {error}") from None
        if not name.startswith("-"):
            variables[name] = found
    return Catalog(language, bundle, variables, patterns)


def _entries(file: Path) -> Iterator[Entry]:
    source = file.read_text(encoding="utf-8")
    if control := _CONTROL.search(source):
        line = source.count("\n", 0, control.start()) + 1
        raise TextError(f"{file}:{line}: control character {control.group()!r}")
    for entry in FluentResource(source.replace("**", BOLD)).body:
        if isinstance(entry, ast.Junk):
            reasons = "; ".join(str(annotation.message) for annotation in entry.annotations)
            raise TextError(f"{file}: {_where(entry)}: {reasons}")
        if isinstance(entry, ast.Message | ast.Term):
            yield _checked(entry, file)


def _where(junk: ast.Junk) -> str:
    """The junk's first line, which mostly holds its key."""
    return (junk.content or "").strip().partition("\n")[0][:80].replace(BOLD, "**")


def _checked(entry: Entry, file: Path) -> Entry:
    if entry.value is None or entry.attributes:
        raise TextError(f"{file}: {_name(entry)}: a text with a value and without attributes is needed")
    if functions := [node.id.name for node in nodes(entry, (ast.FunctionReference,))]:
        raise TextError(f"{file}: {_name(entry)}: {functions[0]}() is not available")
    return entry


def _name(entry: Entry) -> str:
    return f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name


def _variables(name: str, patterns: Mapping[str, ast.Pattern], path: tuple[str, ...]) -> set[str]:
    """A text's variables and those of the messages in it; a term's are its own."""
    inside = list(nodes(patterns[name], _NAMED))
    own = () if name.startswith("-") else inside
    found = {node.id.name for node in own if isinstance(node, ast.VariableReference)}
    for reference in _referred(inside):
        if reference not in patterns or reference in (*path, name):
            raise TextError(f"{name}: refers to {reference}, which is missing or a circle")
        found |= _variables(reference, patterns, (*path, name))
    return found


def references(tree: ast.BaseNode) -> set[str]:
    """The names of the texts that a text contains; one with an attribute is a name that nothing has."""
    return _referred(nodes(tree, _NAMED))


def _referred(found: Iterable[Any]) -> set[str]:
    sigils = {ast.MessageReference: "", ast.TermReference: "-"}
    return {
        f"{sigils[type(node)]}{node.id.name}{'.' if node.attribute else ''}"
        for node in found
        if type(node) in sigils
    }


def nodes(tree: Any, kinds: tuple[type[Any], ...]) -> Iterator[Any]:
    """All nodes of these kinds in a syntax tree."""
    if isinstance(tree, kinds):
        yield tree
    inside = vars(tree).values() if isinstance(tree, ast.BaseNode) else tree
    for child in inside:
        # What else there is are words and numbers; and where something stands in its file.
        if isinstance(child, ast.SyntaxNode | list):
            yield from nodes(child, kinds)
