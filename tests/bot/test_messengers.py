"""Every messenger that is registered is one: it fulfils the port that inbox and delivery rely on."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from bot import messengers, ports
from bot.messengers import PACKAGES, create, package
from bot.ports import Limits, Messenger, OutgoingKind

SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "console": {"address": "somebody", "session": "s1", "interactive": False},
    "telegram": {"token": "1:nobody"},
    "matrix": {"homeserver": "http://127.0.0.1:1", "user": "nobody", "password": "none", "folder": "nowhere"},
}
"""What each messenger is made from here; none connects before it is started."""

METHODS = ("start", "stop", "send")


@pytest.mark.parametrize("name", PACKAGES)
def test_it_has_all_that_the_port_names(name: str) -> None:
    """Its name is the one it is registered under, and what it says of itself is of the right kind."""
    made = create(name, SETTINGS[name])
    assert isinstance(made, Messenger)
    assert made.name == name
    assert re.fullmatch(r"[a-z]{1,20}", name)  # as long as the column that it is stored in
    assert isinstance(made.idempotent, bool)
    assert isinstance(made.limits, Limits)
    assert made.kinds <= set(get_args(OutgoingKind))
    assert "send" in made.kinds
    assert made.addresses is None or isinstance(made.addresses, frozenset)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", PACKAGES)
def test_its_methods_are_called_like_those_of_the_port(name: str, method: str) -> None:
    """The same arguments with the same types, and as asynchronous as the port says."""
    own = getattr(type(create(name, SETTINGS[name])), method)
    wanted = getattr(Messenger, method)
    assert inspect.iscoroutinefunction(own)
    assert _parameters(own) == _parameters(wanted)
    assert get_type_hints(own) == get_type_hints(wanted, vars(ports))


def _parameters(function: Any) -> list[tuple[str, Any]]:
    return [(one.name, one.kind) for one in inspect.signature(function).parameters.values()]


@pytest.mark.parametrize("name", PACKAGES)
def test_create_says_what_it_makes(name: str) -> None:
    """With its own class as return type of ``create``, mypy compares that class with the port."""
    made = create(name, SETTINGS[name])
    hints = get_type_hints(package(name).create)
    assert hints["return"] in (type(made), Messenger)
    assert hints["settings"] == Mapping[str, Any]


def test_every_package_is_registered() -> None:
    """A messenger that nobody can ask for is none."""
    folder = Path(messengers.__file__).parent
    packages = {f"bot.messengers.{path.name}" for path in folder.iterdir() if (path / "__init__.py").exists()}
    assert set(PACKAGES.values()) == packages
    assert SETTINGS.keys() == PACKAGES.keys()


def test_an_unknown_messenger() -> None:
    """Nobody gets another messenger than the one asked for."""
    with pytest.raises(KeyError):
        create("pigeon", {})
