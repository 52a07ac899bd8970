"""Bad input through whole turns: answered politely, stored harmlessly, shown literally (see tests/soak)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.composition import wall_clock
from dialogs.texts.markup import clean as shown
from storage.exchange.demo import seed_demo
from storage.models import Role
from storage.session import Store
from tests.soak import hostile
from tests.soak.judging import Secrets, judge, speakers
from tests.soak.texts import HOSTILE, NAMES, Writer
from tests.soak.whole import Speaker, Whole


@dataclass
class Scene:
    """A store with people, and Kitt on it."""

    kitt: Whole
    speakers: list[Speaker]
    secrets: Secrets
    writer: Writer
    talks: int = 0

    @property
    def examples(self) -> int:
        """Most of it is the same on both databases."""
        return 25 if self.kitt.store.dialect == "sqlite" else 8

    def play(self, lines: list[tuple[int, str]]) -> None:
        """Say all lines in new conversations, one for each speaker, and judge the answers."""
        self.talks += 1
        for number, text in lines:
            who = self.speakers[number % len(self.speakers)]
            judge(who, [text], self.kitt.say(who, text, talk=str(self.talks)), self.secrets)


def scene(store: Store) -> Iterator[Scene]:
    everybody = speakers(store)
    secrets = Secrets.of(store)
    with Whole(store) as kitt:
        yield Scene(kitt, everybody, secrets, Writer(sorted(secrets.names)))


@pytest.fixture
def demo(store: Store) -> Iterator[Scene]:
    """Kitt on the invented network."""
    with store.write() as session:
        seed_demo(session, wall_clock().date())
    yield from scene(store)


@pytest.fixture
def bad_names(store: Store) -> Iterator[Scene]:
    """Kitt on a directory of hostile names."""
    hostile.fill(store)
    yield from scene(store)


def test_every_kind_of_bad_input(demo: Scene) -> None:
    """A guest gets an answer to each kind; so does somebody else, in the middle of a conversation."""
    guest, *others = range(len(demo.speakers))
    for number, (kind, text) in enumerate(HOSTILE.items()):
        other = others[number % len(others)]
        for said in ([(guest, text)], [(other, "Kontakt?"), (other, text)]):
            try:
                demo.play(said)
            except AssertionError as error:
                error.add_note(f"{kind}, said by {demo.speakers[said[-1][0]]}")
                raise


def test_hostile_names_are_shown_literally(bad_names: Scene) -> None:
    """Names of people, projects, topics, groups, organisations come out as they are, whatever they hold."""
    who = next(s for s in bad_names.speakers if s.role is Role.ADMINISTRATOR and not s.in_group)
    seen = []
    for text in ("/verzeichnis", "/neu", "/mensch", "Wer ist Ada?", "Kontakt in Magdeburg"):
        answer = bad_names.kitt.say(who, text)
        judge(who, [text], answer, bad_names.secrets)
        seen.append(answer.text)
        for press in answer.presses[:10]:
            card = bad_names.kitt.press(who, press)
            judge(who, [""], card, bad_names.secrets)
            seen.append(card.text)
    everything = "\n".join(seen)
    assert [name for name in NAMES if shown(name) not in everything] == []


_USUAL = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
_RANDOMS = st.randoms(use_true_random=False, note_method_calls=False)


def lines(writer: Writer) -> st.SearchStrategy[list[tuple[int, str]]]:
    text = st.one_of(_RANDOMS.map(writer.text), st.text(max_size=100))
    return st.lists(st.tuples(st.integers(0, 7), text), min_size=1, max_size=8)


def test_any_conversation(demo: Scene) -> None:
    """Whatever is said, in whatever order, by whom: an answer that is whole and tells nobody's business."""

    @given(lines(demo.writer))
    @settings(_USUAL, max_examples=demo.examples)
    def holds(said: list[tuple[int, str]]) -> None:
        demo.play(said)

    holds()


def test_any_conversation_about_hostile_names(bad_names: Scene) -> None:
    """The same where every name is hostile."""

    @given(lines(bad_names.writer))
    @settings(_USUAL, max_examples=bad_names.examples)
    def holds(said: list[tuple[int, str]]) -> None:
        bad_names.play(said)

    holds()


@given(st.data())
@settings(_USUAL, max_examples=25)
def test_any_button(demo: Scene, data: st.DataObject) -> None:
    """Buttons of messages that were never sent, of others, of long ago: refused in a sentence."""
    who = data.draw(st.sampled_from(demo.speakers))
    press = data.draw(st.one_of(st.text(max_size=20), st.from_regex(r"\d{1,12}:\d{1,6}", fullmatch=True)))
    judge(who, [press], demo.kitt.press(who, press), demo.secrets)
