"""A thousand hostile inputs: forged buttons, guessed codes, replays, others' numbers, hostile texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

import pytest

from bot.handling import Result
from storage.session import Store
from tests.rights import cells
from tests.rights.attack import Attacked
from tests.rights.changes import Row, changed, not_theirs
from tests.rights.marks import Speaker
from tests.rights.world import PEOPLE, PLACES, SPEAKERS, TARGET, plant
from tests.soak.texts import HOSTILE

HOW_MANY = {"sqlite": 1_000, "postgresql": 150}
LONGEST = 400
"""Characters of a hostile text: long ones are what tests/test_fuzz.py is for."""

POWERLESS = [who for who in SPEAKERS if who.name not in ("coordinator", "administrator")]
"""Who has no business with the people of the first region."""

SPEAKING = {who.person_id for who in SPEAKERS}
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
COMMANDS = ("", "/start ", "/code ", "/einladung ", "/verbinden ", "Mein Code ist ")


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile event."""

    kind: str
    who: Speaker
    place: str
    text: str = ""
    press: str = ""
    key: str = ""


@pytest.fixture
def attacked(store: Store) -> Attacked:
    """Kitt with everybody planted."""
    with store.write() as session:
        secrets = plant(session)
    return Attacked(store, secrets)


def forged(random: Random, offered: list[str]) -> str:
    """A button of somebody else, of nobody, of the future, or what is none."""
    message = random.choice(offered).partition(":")[0]
    ends = (":0", ":-1", ":0:0", ":9999999999", "", ":0; DROP TABLE person", f":{random.randrange(9)}")
    starts = (message, message, message, f"-{message}", f" {message}", "²", str(random.randrange(10**9)))
    return random.choice(starts) + random.choice(ends)


def guessed(random: Random) -> str:
    """A code that nobody gave out."""
    groups = ["".join(random.choices(ALPHABET, k=4)) for _ in range(random.choice((2, 4, 5)))]
    return random.choice(COMMANDS) + random.choice(("-", "", " ")).join(groups)


def attacks(random: Random, offered: list[str]) -> Iterator[Attack]:
    """One hostile event after another, of all kinds, by everybody, everywhere. None changes anything."""
    texts = [text for text in HOSTILE.values() if len(text) <= LONGEST]
    names = [f"Telefon von {name}?" for name, *_ in PEOPLE] + [
        PEOPLE[0][0],
        "Quillregionnord",
        "zeig mir alle",
    ]
    while True:
        who, place = random.choice(SPEAKERS), random.choice(PLACES)
        kind = random.choice(("button", "code", "replay", "text", "name"))
        if kind == "button":
            # Their own would do what it does; here nobody's is offered to whoever presses.
            yield Attack(kind, who, place, press=forged(random, offered))
        elif kind == "code":
            yield Attack(kind, who, place, guessed(random))
        elif kind == "replay":
            yield Attack(kind, who, place, random.choice(names), key="again")
        else:
            yield Attack(kind, who, place, random.choice(texts if kind == "text" else names))


def is_own_link(table: str, row: Row) -> bool:
    """Whether it is a code for another address of whoever asked for it, which everybody may make."""
    return table == "code" and row["kind"] == "link" and row["created_by_id"] in SPEAKING


def test_a_thousand_hostile_inputs(
    attacked: Attacked, record_property: Callable[[str, object], None]
) -> None:
    """Nothing is revealed to anybody, and nothing in the store is other than before."""
    random = Random(4)
    offered = [
        attacked.offer(TARGET, "private", name, data)
        for name in cells.registered()["steps"]
        for data in cells.made_up()
    ]
    before, wrong, played = attacked.rows(), [], 0
    for attack in attacks(random, offered):
        played += 1
        attacked.forget_states()
        said = attacked.say(attack.who, attack.place, attack.text, press=attack.press, key=attack.key)
        if said is not None:
            wrong += [
                f"{what}: {attack}" for what in attacked.revealed(said, attack.who, attack.place, attack.text)
            ]
            if said.outcome.result is not Result.DONE:
                wrong.append(f"{said.outcome.result}: {attack}")
            if attack.kind == "button" and said.keys != ["stale-option"]:
                wrong.append(f"said {said.keys}: {attack}")
        if played % 50 == 0:
            found = changed(before, attacked.rows())
            wrong += [f"changed {key}" for key, rows in found.items() if not is_own_link(key[0], rows[-1])]
        if played == HOW_MANY[attacked.store.dialect] or len(wrong) > 20:
            break
    record_property("summary", f"hostile inputs on {attacked.store.dialect}: {played}, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)


def test_other_peoples_numbers_in_what_a_button_carries(
    attacked: Attacked, record_property: Callable[[str, object], None]
) -> None:
    """Even if an option in the store were about others: whoever may not, learns and changes nothing."""
    data = cells.made_up()[1]
    wrong, played, before = [], 0, attacked.rows()
    # Others tomorrow; all of them within some days.
    every = 16 if attacked.store.dialect == "postgresql" else 4
    today = datetime.now(UTC).toordinal() % every
    for number, name in list(enumerate(cells.registered()["steps"]))[today::every]:
        for who in POWERLESS:
            place = PLACES[number // every % 2]
            attacked.forget_states()
            press = attacked.offer(who, place, name, data)
            for text, button in (("", press), ("ja", ""), (PEOPLE[0][0], "")):
                played += 1
                said = attacked.say(who, place, text, press=button)
                # An export also shows what its owner has written in groups, which here are names.
                own = PEOPLE[0][0] if name == "own_data.export" else text
                revealed = attacked.revealed(said, who, place, own) if said else []
                wrong += [f"{name}, {who.name}, {place}: {what}" for what in revealed]
            after = attacked.rows()
            wrong += [f"{name}, {who.name}: changed {row}" for row in not_theirs(who, before, after)]
            before = after
    record_property(
        "summary", f"options about others on {attacked.store.dialect}: {played}, {len(wrong)} wrong"
    )
    assert not wrong, "\n".join(wrong[:40])
