"""Where topics say what they answer to: commands, intents and steps of a dialogue.

A topic module decorates plain functions ``(turn) -> Reply``; a step may give None for "this does not answer
my question". Importing the module registers them. Adding an intent or a command is one decorated function in
one module of ``dialogs/topics``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from dialogs.turn import Reply, Turn
from storage.models import Role
from storage.services.rights import Right, may, roles_with
from storage.services.viewer import Viewer

Handler = Callable[[Turn], Reply | None]
Entry = TypeVar("Entry")

EVERYBODY = frozenset(Role)
MEMBERS = roles_with(Right.LOOK_UP)
COORDINATORS = roles_with(Right.INVITE)
PERSONAL = frozenset({Right.OWN_DATA, Right.SETTINGS, Right.REDEEM})
"""Rights over what is one's own: not where others read along, and might press the button."""


@dataclass(frozen=True, slots=True)
class Handled:
    """A handler and whom it serves; others get the sentence for guests or for missing rights.

    That is courtesy: the services check the rights again, whatever the dialogue does. ``right`` is what one
    needs of the table of rights; None where ``roles`` says all. ``literal``: a step that asks for a name,
    which may look like a word of any language.
    """

    name: str
    run: Handler
    roles: frozenset[Role]
    right: Right | None = None
    literal: bool = False

    def serves(self, viewer: Viewer) -> bool:
        """Whether somebody may have this done at all; over whom, the services say."""
        return viewer.role in self.roles and (self.right is None or may(viewer, self.right))


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command with its names in all languages, the first of each for menus."""

    names: tuple[str, ...]
    handled: Handled
    intent: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text that is known by its form: asked before the open question or after it, looked for or not."""

    handled: Handled
    early: bool
    has_form: bool


@dataclass(slots=True)
class Registry:
    """All that Kitt answers to."""

    _commands: dict[str, Command] = field(default_factory=dict)
    _intents: dict[str, Handled] = field(default_factory=dict)
    _steps: dict[str, Handled] = field(default_factory=dict)
    _followups: list[Handled] = field(default_factory=list)
    _phrases: dict[str, Phrase] = field(default_factory=dict)

    @property
    def commands(self) -> Mapping[str, Command]:
        """Commands by each of their names."""
        return MappingProxyType(self._commands)

    @property
    def intents(self) -> Mapping[str, Handled]:
        """Handlers by intent."""
        return MappingProxyType(self._intents)

    @property
    def steps(self) -> Mapping[str, Handled]:
        """Handlers by step: what options lead to, and what answers an open question."""
        return MappingProxyType(self._steps)

    @property
    def followups(self) -> tuple[Handled, ...]:
        """Handlers of fragments that hang on the last answer, each giving None for what is not theirs."""
        return tuple(self._followups)

    def phrases(self, *, early: bool) -> tuple[Handled, ...]:
        """Handlers of texts that are known by their form, in the order in which they are asked."""
        asked = (phrase for phrase in self._phrases.values() if phrase.early is early)
        return tuple(phrase.handled for phrase in sorted(asked, key=lambda phrase: phrase.has_form))

    def phrase(
        self,
        name: str,
        form: re.Pattern[str] | None = None,
        *,
        right: Right | None = None,
        roles: frozenset[Role] | None = None,
        early: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Register a handler that knows a text by its form, whatever understanding makes of it: a code.

        It is asked where ``form`` is found, without one always, and gives None for what is not its own.
        ``early`` ones are asked even before an open question gets its answer, the others after it; those
        that read closely themselves before those that look for a form. For whoever has none of the roles
        a text is like any other.
        """

        def register(handler: Handler) -> Handler:
            run = handler if form is None else _where_found(form, handler)
            handled = _handled(name, run, right, roles)
            self._add(self._phrases, name, Phrase(handled, early, form is not None))
            return handler

        return register

    def followup(
        self, *, right: Right | None = None, roles: frozenset[Role] | None = None, early: bool = False
    ) -> Callable[[Handler], Handler]:
        """Register a handler that looks at short texts after an answer: "Telefonnummer?".

        ``early`` ones, which know precisely what they answer, are asked before the others.
        """

        def register(handler: Handler) -> Handler:
            name = f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"
            handled = _handled(name, handler, right, roles)
            self._followups.insert(0 if early else len(self._followups), handled)
            return handler

        return register

    def command(
        self, *names: str, right: Right | None = None, roles: frozenset[Role] | None = None
    ) -> Callable[[Handler], Handler]:
        """Register a handler for ``/name`` in any of its languages."""

        def register(handler: Handler) -> Handler:
            handled = _handled(names[0], handler, right, roles)
            for name in names:
                self._add(self._commands, name, Command(names, handled))
            return handler

        return register

    def intent(
        self, name: str, *, right: Right | None = None, roles: frozenset[Role] | None = None
    ) -> Callable[[Handler], Handler]:
        """Register a handler for an intent of ``nlu``."""

        def register(handler: Handler) -> Handler:
            self._add(self._intents, name, _handled(name, handler, right, roles))
            return handler

        return register

    def step(
        self,
        name: str,
        *,
        right: Right | None = None,
        roles: frozenset[Role] | None = None,
        literal: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Register a handler for an option or for the answer to an open question."""

        def register(handler: Handler) -> Handler:
            made = _handled(name, handler, right, roles)
            self._add(self._steps, name, replace(made, literal=literal))
            return handler

        return register

    @staticmethod
    def _add(known: dict[str, Entry], name: str, entry: Entry) -> None:
        if name in known:
            raise ValueError(f"{name} is registered twice")
        known[name] = entry


def _where_found(form: re.Pattern[str], handler: Handler) -> Handler:
    return lambda turn: handler(turn) if form.search(turn.text) else None


def _handled(name: str, handler: Handler, right: Right | None, roles: frozenset[Role] | None) -> Handled:
    """Whom it serves: those who have the right, else ``roles``, else everybody."""
    if right is not None and roles is not None:
        raise ValueError(f"{name}: a right says already which roles have it")
    has = roles_with(right) if right is not None else roles
    return Handled(name, handler, EVERYBODY if has is None else has, right)


REGISTRY = Registry()
"""The one registry, filled by importing ``dialogs.topics``."""

command = REGISTRY.command
intent = REGISTRY.intent
step = REGISTRY.step
followup = REGISTRY.followup
phrase = REGISTRY.phrase
