"""Every way to make Kitt do something, from the registries: what is said, pressed, answered, with what data.

What a step carries is found in two ways: by going where the options of real answers lead, and by giving each
name that the topics read from their data a number of the planted directory.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import dialogs.topics
from dialogs.registry import REGISTRY, Command, Handled, Phrase
from dialogs.turn import State
from nlu.corpus import read_corpus
from nlu.interface import Entity
from tests.rights import marks, meetings, world
from tests.rights.world import PEOPLE

NAME, GROUP_NAME, REGION_NAME = PEOPLE[0][0], "Gruppenquuxnord", "Quillregionnord"
ARGUMENTS = ("", NAME, GROUP_NAME, REGION_NAME, "KITT-2345-6789-ABCD-EFGH")
ANSWERS = ("ja", f"{NAME} bis Freitag", "KITT-2345-6789-ABCD-EFGH")
DETAILS = (
    "Telefonnummer?",
    "auf Arabisch?",
    "und andersrum?",
    "wann ist sie wieder da?",
    "wer vertritt sie?",
)
MOST_FOUND = 2
"""How much of a step's data that real answers carry is tried."""

_PLANTED = {
    **dict.fromkeys(("Mara Lindner", "Jonas Petrow", "Lena Voigt", "Mara", "Jonas", "Lena"), NAME),
    **dict.fromkeys(("Harz", "Magdeburg", "Halle"), REGION_NAME),
    "Fokusgruppe 2": GROUP_NAME,
}
"""Whom and what transcripts talk about, and what stands for them here."""

_READ = re.compile(r"""(?:\.get\(|\[)\s*["'](\w+)["']""")
_ENDINGS = {"region": world.REGION, "group": world.GROUP, "project": world.PROJECT, "topic": world.TOPIC,
            "request": world.REQUEST, "access": world.REQUEST, "help": world.HELP, "code": world.CODE,
            "introduction": world.INTRODUCTION, "wish": world.INTRODUCTION,
            "occurrence": meetings.DATE, "nudge": meetings.NUDGE}  # fmt: skip
_LITERAL: Mapping[str, Any] = {
    "spot": f"region:{world.REGION}", "home": f"region:{world.REGION}", "work": f"region:{world.REGION + 1}",
    "language": "en", "places": [f"region:{world.REGION}"],
    "role": "administrator", "yes": True, "asked": "home",
    "account": marks.ACCOUNT + 7, "conversation": world.TOGETHER["group"], "text": "Hallo",
    "answer": "yes", "until": "hour", "zone": "Europe/Lisbon", "leads": [60],
    "name": "Kim Beispiel", "organisation": "Verein Beispiel", "place": "Bad Beispiel", "given": "Kim",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to say or press. ``found``: its data was carried by a real answer, and not made up."""

    kind: str
    name: str
    text: str = ""
    choice: tuple[str, Mapping[str, Any]] | None = None
    state: State = field(default_factory=State)
    intent: str | None = None
    found: bool = True

    def __str__(self) -> str:
        return f"{self.kind} {self.name} ({self.text or self.choice or self.state.data})"


Carried = dict[str, list[Mapping[str, Any]]]
"""What the options and questions of real answers carry, by their steps."""


def registered() -> dict[str, dict[str, Handled]]:
    """Everything that Kitt answers to, by kind and name: all that the registry holds."""
    found: dict[str, dict[str, Handled]] = {}
    for kind in fields(REGISTRY):
        held = _held(getattr(REGISTRY, kind.name))
        found[kind.name.lstrip("_")] = {_name_of(handled): handled for handled in held}
    return found


def _held(something: Any) -> Iterator[Handled]:
    """All handlers in a part of the registry."""
    if isinstance(something, Handled):
        yield something
    elif isinstance(something, Command | Phrase):
        yield something.handled
    else:
        for part in something.values() if isinstance(something, Mapping) else something:
            yield from _held(part)


def _name_of(handled: Handled) -> str:
    """Its name; where that only counts ("followup 3"), what its function is called."""
    counted = handled.name[-1:].isdigit()
    return f"{handled.run.__module__.rpartition('.')[2]}.{handled.run.__name__}" if counted else handled.name


def sentences() -> Iterator[Input]:
    """Commands and intents: what somebody says without having been asked."""
    for name in registered()["commands"]:
        for argument in ARGUMENTS:
            yield Input("commands", name, f"/{name} {argument}".strip())
    for name in REGISTRY.intents:
        for text in (_example(name), f"{NAME} {REGION_NAME} {GROUP_NAME}", _example(name) + f" {NAME}"):
            yield Input("intents", name, text, intent=name)


def others() -> Iterator[Input]:
    """What is known by its form: kinds that this test knows nothing of."""
    for kind in registered().keys() - {"commands", "intents", "steps", "followups"}:
        for name in registered()[kind]:
            for text in (*ARGUMENTS[1:], *ANSWERS):
                yield Input(kind, name, text)


def transcripts() -> Iterator[Input]:
    """Whatever is said in any transcript, about the planted people and regions."""
    for path in sorted((Path(__file__).parent.parent / "conversations").glob("*.yml")):
        for talk in yaml.safe_load(path.read_text(encoding="utf-8")):
            for turn in talk["turns"]:
                text = str(turn["say"])
                for real, planted in _PLANTED.items():
                    text = text.replace(real, planted)
                yield Input("transcripts", path.stem, text)


def followups() -> Iterator[Input]:
    """Fragments after an answer that showed everybody."""
    shown = tuple(world.PERSON + n for n in range(len(PEOPLE)))
    for name in registered()["followups"]:
        for topic in ("find_contact", "find_commute_contact", "who_is"):
            slots = {key: _LITERAL[key] for key in ("spot", "home", "work")}
            for text in DETAILS:
                state = State(topic=topic, results=shown, slots=slots if topic != "who_is" else {})
                yield Input("followups", name, text, state=state)


def steps(carried: Carried) -> Iterator[Input]:
    """Every step, pressed and answered, with what real answers carry and with what is made up."""
    for name in REGISTRY.steps:
        found = _first_different(carried.get(name, ()))
        for data, real in (*((data, True) for data in found), *((data, False) for data in made_up())):
            yield Input("steps", name, choice=(name, data), found=real)
            for text in ANSWERS:
                yield Input("steps", name, text, state=State(step=name, data=data), found=real)


def carry(reply: Mapping[str, Any], state: State | None, into: Carried) -> None:
    """Note what the options and the question of an answer carry."""
    for option in reply.get("options") or ():
        into[option["step"]].append(option["data"])
    if state is not None and state.step is not None:
        into[state.step].append(state.data)


def nothing_carried() -> Carried:
    """Before the first answer."""
    return defaultdict(list)


def entities() -> tuple[Entity, ...]:
    """All that understanding could find named: people, regions, groups, with their numbers."""
    named = {
        "person": (NAME, world.PERSON),
        "region": (REGION_NAME, world.REGION),
        "group": (GROUP_NAME, world.GROUP),
        "project": ("Projektquorknord", world.PROJECT),
        "topic": ("Themaquastnord", world.TOPIC),
        "organisation": ("Vereinsquillnord", world.ORGANISATION),
    }
    return tuple(Entity(kind, value, value, 0, 0, refs=(str(ref),)) for kind, (value, ref) in named.items())


def _first_different(found: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    different = {str(sorted(data.items(), key=str)): data for data in found}
    return list(different.values())[:MOST_FOUND]


@cache
def made_up() -> tuple[Mapping[str, Any], ...]:
    """Nothing at all; and everything that any topic reads, about the people of the first region."""
    return {}, {key: _value(key) for key in _keys()}


@cache
def _keys() -> tuple[str, ...]:
    folder = Path(dialogs.topics.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    return tuple(
        sorted({key for text in texts for key in _READ.findall(text)} | set(_LITERAL) | set(_ENDINGS))
    )


def _value(key: str) -> object:
    if key in _LITERAL:
        return _LITERAL[key]
    if key.endswith("s") and key[:-1] in _ENDINGS:
        return [_ENDINGS[key[:-1]]]
    return next((first for ending, first in _ENDINGS.items() if key.startswith(ending)), world.PERSON)


def _example(intent: str) -> str:
    return _examples()[intent]


@cache
def _examples() -> Mapping[str, str]:
    """The first training example of each intent."""
    return {example.intent: example.text for example in reversed(read_corpus())}
