"""Where topics say what they answer to: commands, intents and steps of a dialogue.

A topic module decorates plain functions ``(turn) -> Reply``; a step may give None for "this does not answer
my question". Importing the module registers them. Adding an intent or a command is one decorated function in
one module of ``dialogs/topics``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from dialogs.turn import Reply, Turn
from storage.models import Role

Handler = Callable[[Turn], Reply | None]
Entry = TypeVar("Entry")

EVERYBODY = frozenset(Role)
MEMBERS = frozenset({Role.MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR})
COORDINATORS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Handled:
    """A handler and whom it serves; others get the sentence for guests or for missing rights.

    That is courtesy: the services check the rights again, whatever the dialogue does. ``literal``: a step
    that asks for a name, which may look like a word of any language.
    """

    name: str
    run: Handler
    roles: frozenset[Role]
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command with its names in all languages, the first of each for menus."""

    names: tuple[str, ...]
    handled: Handled
    intent: str | None = None


@dataclass(slots=True)
class Registry:
    """All that Kitt answers to."""

    _commands: dict[str, Command] = field(default_factory=dict)
    _intents: dict[str, Handled] = field(default_factory=dict)
    _steps: dict[str, Handled] = field(default_factory=dict)
    _followups: list[Handled] = field(default_factory=list)
    _phrases: dict[bool, list[Handled]] = field(default_factory=lambda: {True: [], False: []})
    _patterns: dict[str, Handled] = field(default_factory=dict)

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
        """Handlers of texts that are known for certain, each giving None for what is not theirs."""
        return tuple(self._phrases[early])

    def phrase(
        self, *, roles: frozenset[Role] = EVERYBODY, early: bool = False
    ) -> Callable[[Handler], Handler]:
        """Register a handler that knows a text by its form, whatever understanding makes of it: a code.

        ``early`` ones are asked even before an open question gets its answer, the others after it. Who does
        not have one of the roles is answered as if there were no such handler.
        """

        def register(handler: Handler) -> Handler:
            self._phrases[early].append(Handled(f"phrase {handler.__name__}", handler, roles))
            return handler

        return register

    @property
    def patterns(self) -> Mapping[str, Handled]:
        """Handlers of sentences that are known by their form, each giving None for what is not theirs."""
        return MappingProxyType(self._patterns)

    def pattern(
        self, name: str, form: re.Pattern[str], *, roles: frozenset[Role]
    ) -> Callable[[Handler], Handler]:
        """Register a handler for texts in which ``form`` is found, asked before the intent.

        For whoever has none of the roles the sentence is like any other.
        """

        def register(handler: Handler) -> Handler:
            run: Handler = lambda turn: handler(turn) if form.search(turn.text) else None  # noqa: E731
            self._add(self._patterns, name, Handled(name, run, roles))
            return handler

        return register

    def followup(
        self, *, roles: frozenset[Role] = EVERYBODY, early: bool = False
    ) -> Callable[[Handler], Handler]:
        """Register a handler that looks at short texts after an answer: "Telefonnummer?".

        ``early`` ones, which know precisely what they answer, are asked before the others.
        """

        def register(handler: Handler) -> Handler:
            handled = Handled(f"followup {len(self._followups)}", handler, roles)
            self._followups.insert(0 if early else len(self._followups), handled)
            return handler

        return register

    def command(self, *names: str, roles: frozenset[Role] = EVERYBODY) -> Callable[[Handler], Handler]:
        """Register a handler for ``/name`` in any of its languages."""

        def register(handler: Handler) -> Handler:
            handled = Handled(names[0], handler, roles)
            for name in names:
                self._add(self._commands, name, Command(names, handled))
            return handler

        return register

    def intent(self, name: str, *, roles: frozenset[Role] = EVERYBODY) -> Callable[[Handler], Handler]:
        """Register a handler for an intent of ``nlu``."""

        def register(handler: Handler) -> Handler:
            self._add(self._intents, name, Handled(name, handler, roles))
            return handler

        return register

    def step(
        self, name: str, *, roles: frozenset[Role] = EVERYBODY, literal: bool = False
    ) -> Callable[[Handler], Handler]:
        """Register a handler for an option or for the answer to an open question."""

        def register(handler: Handler) -> Handler:
            self._add(self._steps, name, Handled(name, handler, roles, literal))
            return handler

        return register

    @staticmethod
    def _add(known: dict[str, Entry], name: str, entry: Entry) -> None:
        if name in known:
            raise ValueError(f"{name} is registered twice")
        known[name] = entry


REGISTRY = Registry()
"""The one registry, filled by importing ``dialogs.topics``."""

command = REGISTRY.command
intent = REGISTRY.intent
step = REGISTRY.step
followup = REGISTRY.followup
phrase = REGISTRY.phrase
pattern = REGISTRY.pattern
