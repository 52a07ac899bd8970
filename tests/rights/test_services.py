"""Every service that somebody asks for something asks the table of rights first, whoever calls it."""

from __future__ import annotations

import ast
import dataclasses
import enum
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import storage.services
from storage.errors import NotAllowedError
from storage.models import Role
from storage.services.rights import Right, roles_with
from storage.services.viewer import GUEST, Viewer
from storage.session import Session, Store
from tests.factories import NOW, TODAY
from tests.rights.changes import all_rows

EXCEPTIONS: Mapping[str, str] = {
    "audit.note": "writes down what another service has allowed",
    "contacts.contact_of": "cuts what was read to what the viewer may see; reads nothing",
    "contacts.hidden_from": "cuts what was read to what the viewer may see; reads nothing",
    "contacts.visible_ways": "cuts what was read to what the viewer may see; reads nothing",
    "lookups.metered": "says who asks; shows nothing",
    "lookups.shown": "counts what another service is about to show",
    "rights.may": "is the question itself",
    "rights.require": "is the question itself",
    "viewer.require_member": "the question's older form",
    "viewer.viewer_for": "finds out who the viewer is",
    "viewer.viewer_of": "finds out who the viewer is",
}
"""Functions that take a viewer and need not ask, and why."""

CHANGING = frozenset({"add", "add_all", "delete", "insert_once", "change", "note", "tell", "enqueue", "count",
                      "touch_directory", "remember", "merge", "insert", "update"})  # fmt: skip
"""What must not be called before the rights are clear."""

Service = Callable[..., Any]


def services() -> dict[str, Service]:
    """All public functions of the services that take a viewer, by module and name."""
    found: dict[str, Service] = {}
    for module in pkgutil.walk_packages(storage.services.__path__, "storage.services."):
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            own = function.__module__ == module.name and not name.startswith("_")
            if own and any("Viewer" in str(kind) for kind in function.__annotations__.values()):
                found[f"{module.name.removeprefix('storage.services.')}.{name}"] = function
    return found


SERVICES = services()
ASKING = sorted(SERVICES.keys() - EXCEPTIONS.keys())


def rights_asked(function: Service) -> list[str]:
    """The rights that the function requires at its top level before anything is changed, in order.

    A function of the services that it hands the viewer to, and that asks, asks for it.
    """
    tree = ast.parse(inspect.getsource(function)).body[0]
    assert isinstance(tree, ast.FunctionDef)
    asked: list[str] = []
    for statement in tree.body:
        called = [_called(node) for node in ast.walk(statement) if isinstance(node, ast.Call)]
        if _always_runs(statement):
            asked += _rights_in(statement) if "require" in called else []
            for name in called if not asked else ():
                helper = function.__globals__.get(name)
                asked += rights_asked(helper) if _takes_viewer(helper) and helper is not function else []
        if not asked and CHANGING & set(called):
            return []
    return asked


def _always_runs(statement: ast.stmt) -> bool:
    """Whether a statement is no branch; that the command line comes without a viewer is none."""
    if isinstance(statement, ast.If):
        return ast.unparse(statement.test) == "viewer is not None"
    return isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign | ast.Return)


def _rights_in(statement: ast.stmt) -> list[str]:
    return [node.attr for node in ast.walk(statement)
            if isinstance(node, ast.Attribute) and _name(node.value).endswith("Right")]  # fmt: skip


def _takes_viewer(helper: object) -> bool:
    return (
        inspect.isfunction(helper)
        and helper.__module__.startswith("storage.services")
        and "viewer" in inspect.signature(helper).parameters
    )


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else _name(call.func)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


@pytest.mark.parametrize("name", ASKING)
def test_it_asks_first(name: str) -> None:
    """Its own body has ``require(viewer, Right.…)`` before anything changes: not in a branch, not later."""
    assert rights_asked(SERVICES[name]), (
        f"{name} takes a viewer and does not begin with require(viewer, Right.…). Let it, or name it in "
        "EXCEPTIONS of tests/rights/test_services.py with the reason."
    )


def test_exceptions_are_needed() -> None:
    """Nothing is excepted that is gone, or that asks after all."""
    gone = EXCEPTIONS.keys() - SERVICES.keys()
    asking = [name for name in EXCEPTIONS.keys() - gone if rights_asked(SERVICES[name])]
    assert not gone, f"strike out of EXCEPTIONS: {sorted(gone)}"
    assert not asking, f"strike out of EXCEPTIONS: {asking}"


def refused() -> Iterator[tuple[str, Role]]:
    """Each function with each role that lacks the right that it asks for."""
    for name in ASKING:
        for right in rights_asked(SERVICES[name])[:1]:
            for role in Role:
                if role not in roles_with(Right[right]):
                    yield name, role


def test_whoever_may_not_is_refused(store: Store) -> None:
    """Called with anything, as somebody without the right: refused, and nothing has changed."""
    wrong = []
    with store.engine.connect().execution_options(kitt_write=True) as connection, connection.begin():
        before = all_rows(connection)
        for name, role in refused():
            with Session(connection, join_transaction_mode="create_savepoint") as session:
                viewer = dataclasses.replace(GUEST, role=role, person_id=1)
                try:
                    result = SERVICES[name](**arguments(SERVICES[name], session, viewer))
                    if isinstance(result, types.GeneratorType):
                        next(result, None)
                    wrong.append(f"{name} as {role}: not refused")
                except NotAllowedError:
                    pass
                except Exception as error:  # whatever comes instead came before the question
                    wrong.append(f"{name} as {role}: {error!r} instead of NotAllowedError")
        assert all_rows(connection) == before
    assert not wrong, "\n".join(wrong)
    assert sum(1 for _ in refused()) >= len(ASKING) / 3


def arguments(function: Service, session: Session, viewer: Viewer) -> dict[str, Any]:
    """Something of the right type for everything that a function must be given."""
    hints = typing.get_type_hints(function)
    return {
        name: _something(hints[name], session, viewer)
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is inspect.Parameter.empty or hints.get(name) is Viewer
    }


_PLAIN: Mapping[Any, object] = {
    int: 1, str: "x", bool: True, float: 1.0, bytes: b"x", datetime: NOW, date: TODAY, object: 1, Any: 1,
    timedelta: timedelta(hours=1), tzinfo: ZoneInfo("Europe/Berlin"), ZoneInfo: ZoneInfo("Europe/Berlin"),
}  # fmt: skip


def _something(kind: Any, session: Session, viewer: Viewer) -> Any:
    known = {**_PLAIN, Viewer: viewer, Session: session}
    if kind in known:
        return known[kind]
    if typing.get_origin(kind) is not None:
        return _of_several(kind, session, viewer)
    return next(iter(kind)) if issubclass(kind, enum.Enum) else kind(**arguments(kind, session, viewer))


def _of_several(kind: Any, session: Session, viewer: Viewer) -> Any:
    """Something for a type that is made of others: the emptiest there is."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        empty = type(None) in inside and Viewer not in inside
        return None if empty else _something(inside[0], session, viewer)
    if origin is typing.Literal:
        return inside[0]
    if issubclass(origin, Mapping):
        return {}
    return () if issubclass(origin, Iterable) else lambda *_args, **_more: None
