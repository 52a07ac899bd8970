"""What holds for every answer, whatever was said: polite, whole, short enough, and nobody's business told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from bot.cleaning import clean
from dialogs.texts import FOLDER, LANGUAGES, keys
from dialogs.texts.markup import clean as shown
from storage.models import (
    Account,
    ContactWay,
    Group,
    Organisation,
    Person,
    Project,
    Region,
    Role,
    Topic,
    Visibility,
    WayKind,
)
from storage.session import Store
from tests.factories import NOW
from tests.soak.whole import LIMITS, MESSENGER, Answer, Speaker

MOST_STATE = 100_000
MOST_UNDERSTANDING = 3.0
MOST_RESPONDING = 3.0
"""Seconds of processor time; about ten times what the worst texts take, because timing is not the point."""

_WORD = re.compile(r"\w+")
_BRACES = re.compile(r"[{}]|\$\w|\*\*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Secrets:
    """What a store holds that not everybody may see; ``telling`` are the names that are no everyday words."""

    names: frozenset[str]
    telling: frozenset[str]
    ways: tuple[tuple[str, Visibility], ...]

    @classmethod
    def of(cls, store: Store) -> Secrets:
        """Everything in a directory."""
        with store.read() as session:
            names = {
                name
                for model in (Organisation, Project, Topic, Group, Region)
                for name in session.scalars(select(model.name))
            }
            rows = session.execute(select(Person.given_name, Person.family_name, Person.function)).all()
            names |= {name for row in rows for name in (*row, f"{row[0]} {row[1]}")}
            names |= set(session.scalars(select(Person.office_hours)))
            ways = session.execute(select(ContactWay.kind, ContactWay.value, ContactWay.visibility)).all()
        return cls(
            frozenset(filter(None, names)),
            frozenset(name for name in names if set(_words(name)) - _everyday()),
            tuple(
                (_digits(way.value) if way.kind is not WayKind.EMAIL else way.value, way.visibility)
                for way in ways
            ),
        )

    def hidden_from(self, who: Speaker) -> Iterator[str]:
        """Numbers and addresses that this person must not see here."""
        if who.role is Role.GUEST:
            yield from (value for value, _ in self.ways)
            return
        allowed = {Visibility.NETWORK}
        if not who.in_group:
            allowed.add(Visibility.PRIVATE)
            if who.role is not Role.MEMBER:
                allowed.add(Visibility.COORDINATORS)
        shown_anyway = {value for value, visibility in self.ways if visibility in allowed}
        yield from (value for value, _ in self.ways if value not in shown_anyway)


def speakers(store: Store) -> list[Speaker]:
    """Somebody of each role, alone and in a group."""
    found = []
    with store.write() as session:
        for role in Role:
            person = session.scalars(select(Person.id).where(Person.role == role).limit(1)).first()
            if role is not Role.GUEST and person is None:
                continue
            session.add(Account(messenger=MESSENGER, address=role.value, person_id=person, created_at=NOW))
            found += [Speaker(role, role.value), Speaker(role, role.value, in_group=True)]
    return found


def judge(who: Speaker, said: Sequence[str], answer: Answer, secrets: Secrets) -> None:
    """Raise AssertionError with what is wrong with an answer.

    ``said`` is all that was said in this conversation, in order: what waits for a "yes" repeats what came
    before.
    """
    whole = "\n".join(said)
    if not answer.parts and who.in_group and clean(said[-1]).text.startswith(("/", "!")):
        return  # another bot's command
    assert answer.parts, "no answer"
    assert answer.text.strip(), "an empty answer"
    for part in answer.parts:
        # A contact card has no text: it is a message of its own.
        assert part.plain or part.contacts, "an empty part"
        assert LIMITS.length(part.plain) <= LIMITS.max_length, "too long"
        assert all(choice.label.strip() for choice in part.options), "an option without a label"
    _judge_text(whole, answer, secrets)
    assert len(json.dumps(answer.state)) <= MOST_STATE, "the state grows"
    assert answer.understanding <= MOST_UNDERSTANDING, f"understanding took {answer.understanding:.1f} s"
    assert answer.responding <= MOST_RESPONDING, f"answering took {answer.responding:.1f} s"
    _judge_secrecy(who, whole, answer, secrets)


def _judge_text(said: str, answer: Answer, secrets: Secrets) -> None:
    """Nothing but texts and names: no key, no placeholder, no mark of markup."""
    text = _without(answer.text, secrets.names)
    assert not _CONTROL.search(text), "control characters"
    found = {mark for mark in _BRACES.findall(text) if mark not in said}
    assert not found, f"not rendered: {found}"
    own = set(_WORD.findall(said))
    unrendered = [key for key in _telling_keys() if re.search(rf"(?<![\w-]){key}(?![\w-])", text)]
    assert not [key for key in unrendered if key not in said], f"keys: {unrendered}"
    stray = {"none", "None", "True", "False", "null", "undefined"} & set(_WORD.findall(text)) - own
    assert not stray, f"values: {stray}"


def _judge_secrecy(who: Speaker, said: str, answer: Answer, secrets: Secrets) -> None:
    digits, lower = _digits(answer.text), answer.text.lower()
    own = _digits(said)
    for value in secrets.hidden_from(who):
        if value.isdigit():
            assert value[2:] not in digits or value[2:] in own, "a number that must not be seen here"
        else:
            assert value not in lower or value in said.lower(), "an address that must not be seen here"
    if who.role is Role.GUEST:
        words = set(_words(lower)) - set(_words(said))
        told = [name for name in secrets.telling if words >= set(_words(name))]
        assert not told, f"a guest was told: {told}"


@cache
def _telling_keys() -> tuple[str, ...]:
    """Keys of texts that are no words of any language."""
    return tuple(sorted({key for language in LANGUAGES for key in keys(language) if "-" in key}))


@cache
def _everyday() -> frozenset[str]:
    """All words of Kitt's own texts."""
    return frozenset(
        word for file in FOLDER.glob("*/*.ftl") for word in _words(file.read_text(encoding="utf-8"))
    )


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if len(word) > 2]


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(shown(name), " ")
    return text


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
