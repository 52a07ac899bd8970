"""Long-lived conversations of all roles with texts by chance; each kind of failure is told once and short."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from bot.composition import wall_clock
from storage.exchange.demo import seed_demo
from storage.session import Store
from tests.soak import hostile
from tests.soak.budget import Budget
from tests.soak.judging import Secrets, judge, speakers
from tests.soak.texts import Writer
from tests.soak.whole import Answer, Speaker, Whole

pytestmark = pytest.mark.soak

LONG_TALK = 200
"""Turns after which a conversation starts anew, so that a failure has a past of bounded length."""

LEAST_TURNS = 50
MOST_FAILURES = 20
SHRINKING = 20.0
"""Seconds to make one failure small."""


class Said(NamedTuple):
    """What somebody did ("say" or "press") and with what."""

    who: Speaker
    kind: str
    text: str

    def __str__(self) -> str:
        where = "in a group" if self.who.in_group else "alone"
        return f"{self.who.role}, {where}: {self.kind} {_short(self.text)!r}"


@dataclass
class Talk:
    """One conversation, who takes part in it, and what was said."""

    members: Sequence[Speaker]
    name: str
    said: list[Said] = field(default_factory=list)
    presses: list[str] = field(default_factory=list)


class Fuzzer:
    """Talks to Kitt, and collects what goes wrong."""

    def __init__(self, kitt: Whole, store: Store, random: Random) -> None:
        self.kitt = kitt
        self.random = random
        self.secrets = Secrets.of(store)
        self.writer = Writer(sorted(self.secrets.names))
        everybody = speakers(store)
        group = [who for who in everybody if who.in_group]
        self.talks = [*(Talk([who], "0") for who in everybody if not who.in_group), Talk(group, "0")]
        self.failures: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self.slowest: dict[str, tuple[float, str]] = {"understanding": (0.0, ""), "responding": (0.0, "")}
        self._names = 0

    def turn(self) -> None:
        """One turn in one of the conversations."""
        talk = self.random.choice(self.talks)
        if len(talk.said) >= LONG_TALK:
            self._start_anew(talk)
        said = self._next(talk)
        self.counts[said.kind] += 1
        try:
            answer = self._do(talk, said)
        except AssertionError as error:
            self._failed(talk, error)
            self._start_anew(talk)
            return
        talk.presses = (talk.presses + answer.presses)[-50:]
        for kind, (most, _) in self.slowest.items():
            took = getattr(answer, kind)
            if took > most:
                self.slowest[kind] = (took, _short(said.text))

    def _next(self, talk: Talk) -> Said:
        who = self.random.choice(talk.members)
        if talk.presses and self.random.random() < 0.15:
            return Said(who, "press", self.random.choice(talk.presses))
        return Said(who, "say", self.writer.text(self.random))

    def _do(self, talk: Talk, said: Said) -> Answer:
        talk.said.append(said)
        do = self.kitt.press if said.kind == "press" else self.kitt.say
        answer = do(said.who, said.text, talk=talk.name)
        judge(said.who, [each.text for each in talk.said], answer, self.secrets)
        return answer

    def _start_anew(self, talk: Talk) -> None:
        self._names += 1
        talk.name = str(self._names)
        talk.said, talk.presses = [], []

    def _failed(self, talk: Talk, error: AssertionError) -> None:
        sort = _sort(error)
        self.counts["failed"] += 1
        if sort in self.failures:
            return
        small = self._shrunk(talk, sort)
        trace = "".join(traceback.format_exception(error.__cause__ or error)[-4:])
        lines = "\n".join(f"   {said}" for said in small)
        self.failures[sort] = f"{lines}\n{trace}"
        print(f"FAILURE {sort}\n{self.failures[sort]}", flush=True)

    def _shrunk(self, talk: Talk, sort: str) -> list[Said]:
        """Fewer turns, then fewer letters, as long as the same thing goes wrong."""
        end = time.monotonic() + SHRINKING

        def fails(said: Sequence[Said]) -> bool:
            return time.monotonic() < end and self._fails(said, sort)

        lengths = [length for length in (1, 2, 3, 5, 10, 25, 50, 100) if length < len(talk.said)]
        said = next((talk.said[-length:] for length in lengths if fails(talk.said[-length:])), talk.said)
        for place in reversed(range(len(said) - 1)):
            if fails(less := said[:place] + said[place + 1 :]):
                said = less
        for place in reversed(range(len(said))):
            said = self._shorter(said, place, fails)
        return said

    def _shorter(self, said: list[Said], place: int, fails: Callable[[Sequence[Said]], bool]) -> list[Said]:
        """The same with as little as possible of one text."""
        size = len(said[place].text) // 2 if said[place].kind == "say" else 0
        while size:
            start = 0
            while start < len(text := said[place].text):
                shorter = said[place]._replace(text=text[:start] + text[start + size :])
                if fails(less := [*said[:place], shorter, *said[place + 1 :]]):
                    said = less
                else:
                    start += size
            size //= 2
        return said

    def _fails(self, said: Sequence[Said], sort: str) -> bool:
        self._names += 1
        talk = Talk((), str(self._names))
        try:
            for each in said:
                self._do(talk, each)
        except AssertionError as error:
            return _sort(error) == sort
        return False


def _sort(error: AssertionError) -> str:
    """What makes two failures the same: the place in our code, or what the judge said."""
    if error.__cause__ is None:
        return str(error).split("\n")[0].split(":")[0]
    frames = traceback.extract_tb(error.__cause__.__traceback__)
    ours = [f for f in frames if "site-packages" not in f.filename] or frames
    return f"{type(error.__cause__).__name__} at {Path(ours[-1].filename).name}:{ours[-1].lineno}"


def _short(text: str) -> str:
    return text if len(text) < 300 else f"{text[:200]} … {text[-50:]} ({len(text)} characters)"


@pytest.mark.parametrize("names", ["demo", "hostile"])
def test_fuzz(store: Store, names: str) -> None:
    """Whatever is said: an answer that is whole, and nobody's business told. On each database."""
    budget = Budget("fuzz", parts=4)
    if names == "demo":
        with store.write() as session:
            seed_demo(session, wall_clock().date())
    else:
        hostile.fill(store)
    with Whole(store) as kitt:
        fuzzer = Fuzzer(kitt, store, budget.random)
        for _ in budget.rounds(at_least=LEAST_TURNS):
            fuzzer.turn()
            if len(fuzzer.failures) >= MOST_FAILURES:
                break
    slowest = ", ".join(f"{kind} {took:.2f} s for {text!r}" for kind, (took, text) in fuzzer.slowest.items())
    print(f"{store.dialect}, {names}: {dict(fuzzer.counts)}; at most: {slowest}")
    assert not fuzzer.failures, "\n\n".join(f"{sort}\n{told}" for sort, told in fuzzer.failures.items())
