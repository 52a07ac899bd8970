"""The commands that somebody may use, with what they do: for the menus of messengers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import dialogs.topics  # noqa: F401 (registers the commands)
from dialogs.registry import REGISTRY, Command
from dialogs.texts import markup, plain
from dialogs.turn import Text, say
from storage.models import Role
from storage.services.rights import Right

_HELP = ("help-commands", "help-coordinators", "help-administration", "help-commands-all")
"""The texts that name every command in a language, the most useful first."""

_TYPED = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_NAMED = re.compile(r"/(\w+)")
_MORE_IN_GROUPS = frozenset({"hilfe"})


class Named(NamedTuple):
    """A command as it is typed, and what it does."""

    name: str
    description: str


class Introduced(NamedTuple):
    """What Kitt says of itself before anybody has written."""

    description: str
    short: str


def commands_for(role: Role, language: str) -> tuple[Named, ...]:
    """What somebody of this role may use in a private chat."""
    return tuple(_named(command, name, language) for command, name in _offered(language, role))


def commands_in_groups(language: str) -> tuple[Named, ...]:
    """What members use where others read along: nothing of it is about themselves."""
    found = _offered(language, Role.MEMBER)
    return tuple(_named(command, name, language) for command, name in found if _fits_groups(command))


def introduced(network: str, language: str) -> Introduced:
    """How Kitt introduces itself; ``network`` is what the network is called, if that is known."""
    named = {"network": network or "none"}
    description = plain(markup(Text("bot-description", named).as_json(), language))
    return Introduced(description, plain(markup(Text("bot-short-description", named).as_json(), language)))


@cache
def _offered(language: str, role: Role) -> tuple[tuple[Command, str], ...]:
    """The commands in the order of the help, each with its name in this language."""
    found: dict[Command, str] = {}
    for name in _names(language):
        command = REGISTRY.commands[name]
        typed = next((one for one in (name, *command.names) if _TYPED.fullmatch(one)), None)
        if typed is not None and role in command.handled.roles:
            found.setdefault(command, typed)
    return tuple(found.items())


def _names(language: str) -> Iterator[str]:
    for key in _HELP:
        yield from _NAMED.findall(plain(markup(say(key).as_json(), language)))


def _fits_groups(command: Command) -> bool:
    return command.handled.right is Right.LOOK_UP or command.names[0] in _MORE_IN_GROUPS


def _named(command: Command, name: str, language: str) -> Named:
    key = next(one for one in command.names if _TYPED.fullmatch(one)).replace("_", "-")
    return Named(name, plain(markup(say(f"menu-{key}").as_json(), language)))
