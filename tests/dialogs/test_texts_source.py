"""Texts and source fit: what is asked for exists, with its parameters, and nothing lies about unused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest

from dialogs.texts import DEFAULT, renderer
from dialogs.texts.catalog import Catalog, references
from dialogs.texts.render import Renderer

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for folder in ("dialogs", "bot", "storage") for path in (ROOT / folder).rglob("*.py"))
Scope = dict[str, list[ast.expr]]


class Ask(NamedTuple):
    """A place that asks for a text; ``given`` are the parameters, None if they cannot be told."""

    key: str
    line: int
    given: frozenset[str] | None


@dataclass
class Asked:
    """What a module asks for, by name or by an f-string's pattern; words and f-strings that may be keys."""

    path: Path
    keys: list[Ask] = field(default_factory=list)
    patterns: list[Ask] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    loose: set[str] = field(default_factory=set)


class Finder(ast.NodeVisitor):
    """Finds say("…"), Text("…"), {"key": "…"} and calls of functions here whose first argument is ``key``."""

    def __init__(self, tree: ast.Module, path: Path) -> None:
        self.found = Asked(path)
        self.makers = dict(makers(tree))
        self.scopes: list[Scope] = [assigned(tree)]
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.scopes.append(assigned(node))
        self.generic_visit(node)
        self.scopes.pop()

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.found.words.add(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        if re.match(r"[a-z][a-z0-9-]*-", regex(node).replace("\\", "")):
            self.found.loose.add(regex(node))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        maker = self.makers.get(ast.unparse(node.func))
        names = {keyword.arg: keyword.value for keyword in node.keywords}
        key = node.args[0] if node.args else names.get("key")
        if maker and key:
            known = maker == "say" and None not in names
            self._ask(key, frozenset(name for name in names if name) if known else None)
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        fields = {
            k.value: v for k, v in zip(node.keys, node.values, strict=True) if isinstance(k, ast.Constant)
        }
        if "key" in fields and fields.keys() <= {"key", "params"}:
            params = fields.get("params", ast.Dict([], []))
            self._ask(fields["key"], names_of(params))
        self.generic_visit(node)

    def _ask(self, key: ast.expr, given: frozenset[str] | None) -> None:
        for node in self._constants(key, 0):
            if isinstance(node, ast.JoinedStr):
                self.found.patterns.append(Ask(regex(node), node.lineno, given))
            elif isinstance(node.value, str):
                self.found.keys.append(Ask(node.value, node.lineno, given))

    def _constants(self, node: ast.expr | None, depth: int) -> Iterator[ast.Constant | ast.JoinedStr]:
        """What an expression may come to, as far as it can be told: through names, choices and tables."""
        if isinstance(node, ast.Constant | ast.JoinedStr):
            yield node
        for inner in self._branches(node) if depth < 5 else ():
            yield from self._constants(inner, depth + 1)

    def _branches(self, node: ast.expr | None) -> list[ast.expr]:
        match node:
            case ast.IfExp():
                return [node.body, node.orelse]
            case ast.BoolOp() | ast.Dict():
                return list(node.values)
            case ast.Subscript():
                return [node.value]
            case ast.Call(func=ast.Attribute(attr="get")):
                return [node.func.value, *node.args[1:]]
            case ast.Name():
                return next((scope[node.id] for scope in reversed(self.scopes) if node.id in scope), [])
        return []


def regex(node: ast.JoinedStr) -> str:
    """A regular expression for what an f-string may become."""
    return "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in node.values)


def names_of(params: ast.expr) -> frozenset[str] | None:
    """The keys of a literal dict, None if it is none or takes others in."""
    if not isinstance(params, ast.Dict) or not all(isinstance(key, ast.Constant) for key in params.keys):
        return None
    return frozenset(str(key.value) for key in params.keys if isinstance(key, ast.Constant))


def assigned(scope: ast.Module | ast.FunctionDef) -> Scope:
    """What a module or function assigns to its names; arguments and loops hide outer names."""
    found: Scope = {}
    if isinstance(scope, ast.FunctionDef):
        found |= {
            argument.arg: []
            for argument in [*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs]
        }
    nodes = ast.walk(scope) if isinstance(scope, ast.FunctionDef) else scope.body
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                found.setdefault(ast.unparse(target), []).append(node.value)
        elif isinstance(node, ast.For):
            found |= {name.id: [] for name in ast.walk(node.target) if isinstance(name, ast.Name)}
    return found


def makers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What the module calls ``say`` and ``Text`` of dialogs.turn by (not those of other libraries)."""
    for node in ast.walk(tree):
        for alias in node.names if isinstance(node, ast.ImportFrom) else ():
            called = alias.asname or alias.name
            if (node.module, alias.name) == ("dialogs", "turn"):
                yield from ((f"{called}.{maker}", maker) for maker in ("say", "Text"))
            elif node.module == "dialogs.turn" and alias.name in ("say", "Text"):
                yield called, alias.name
        if isinstance(node, ast.FunctionDef) and [
            a.arg for a in (node.args.posonlyargs + node.args.args)[:1]
        ] == ["key"]:
            yield node.name, "say" if node.args.kwarg else "Text"


def asked(source: str, path: Path = Path("x.py")) -> Asked:
    """What a module asks for."""
    return Finder(ast.parse(source), path).found


def faults(found: Asked, catalog: Catalog) -> list[str]:
    """Keys that do not exist, and calls that forget a variable; one too many does no harm."""
    problems = []
    for key, line, given in found.keys:
        if key not in catalog.variables:
            problems.append(f"{found.path}:{line}: {key} does not exist")
        elif given is not None and (forgotten := catalog.variables[key] - given):
            problems.append(f"{found.path}:{line}: {key}: {', '.join(sorted(forgotten))} is not given")
    for pattern, line, _ in found.patterns:
        if not any(re.fullmatch(pattern, key) for key in catalog.variables):
            problems.append(f"{found.path}:{line}: {pattern} fits no key")
    return problems


def unused(modules: list[Asked], catalog: Catalog) -> list[str]:
    """Texts that nobody asks for."""
    words = set().union(*(module.words for module in modules))
    patterns = set().union(*(module.loose | {ask.key for ask in module.patterns} for module in modules))
    inside = set().union(*(references(tree) for tree in catalog.patterns.values()))
    rest = catalog.patterns.keys() - words - inside
    return sorted(key for key in rest if not any(re.fullmatch(pattern, key) for pattern in patterns))


@pytest.fixture(scope="module")
def modules() -> list[Asked]:
    return [asked(path.read_text(encoding="utf-8"), path.relative_to(ROOT)) for path in SOURCES]


def test_every_text_asked_for_exists(modules: list[Asked]) -> None:
    """say("…") names a key, and gives at least the parameters that its text has."""
    german = renderer().catalog(DEFAULT)
    found = [fault for module in modules for fault in faults(module, german)]
    assert not found, "\n".join(found)


def test_no_text_is_unused(modules: list[Asked]) -> None:
    """Every key and every term is asked for somewhere."""
    lost = unused(modules, renderer().catalog(DEFAULT))
    assert not lost, ", ".join(lost)


SOURCE = """
from dialogs.turn import Text, say as tell
TABLE = {1: "from-table"}

def nested(key, **params):
    return {"text": {"key": key, "params": params}}

def answer(x):
    tell("a-one"); tell("a-one", n=1); tell("a-one", **x); tell("a-two", m=2)
    Text("gone"); Text("a-two" if x else "away"); tell(f"b-{x}"); tell(f"c-{x}")
    {"key": "b-no", "params": {}}; {"key": "a-one", "params": {"k": 1}}
    name = "by-name"
    tell(name); tell(TABLE[x]); tell(TABLE.get(x, "by-default")); nested("in-text")
    Other("not-a-key"); {"key": "column", "other": 1}

def other(name):
    tell(name)
"""


def test_the_search_finds_what_it_should(tmp_path: Path) -> None:
    """The checks themselves: what they find in a small module, and what they leave alone."""
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "a.ftl").write_text("a-one = { $n }\na-two = x\nb-yes = x\nlost = x\n-t = x\n")
    catalog = Renderer(tmp_path, "de").catalog("de")
    assert sorted({fault.partition(": ")[2] for fault in faults(asked(SOURCE), catalog)}) == [
        "a-one: n is not given",
        "away does not exist",
        "b-no does not exist",
        "by-default does not exist",
        "by-name does not exist",
        "c\\-.+ fits no key",
        "from-table does not exist",
        "gone does not exist",
        "in-text does not exist",
    ]
    assert unused([asked(SOURCE)], catalog) == ["-t", "lost"]


def test_the_search_tells_libraries_apart() -> None:
    """Another library's Text is none of ours; dialogs.turn may be imported whole."""
    assert not asked("from rich.text import Text\nText('word')").keys
    assert [ask.key for ask in asked("from dialogs import turn\nturn.say('word')").keys] == ["word"]
