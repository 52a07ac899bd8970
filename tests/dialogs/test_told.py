"""Kitt writes by itself while somebody fills in a form: both can be answered."""

from __future__ import annotations

import pytest

from storage.session import Store
from tests import factories
from tests.dialogue import Talk

OVER = "Das hat sich schon erledigt."
"""What the buttons of a wish say that is none."""


@pytest.fixture
def lena(store: Store) -> Talk:
    """Lena, who is to say why she wants to be introduced, and is asked for an introduction herself."""
    with store.write() as session:
        people = factories.lead_network(session)
        account = factories.account(session, people["Lena"]).id
    talk = Talk(store, account)
    assert "Mara Lindner" in talk.say("stell mich Mara Lindner vor")
    return talk


def asked(talk: Talk) -> None:
    """Kitt asks for an introduction, with two numbered lines."""
    options = [
        {
            "label": {"key": f"option-{name}", "params": {}},
            "step": f"introducing.{step}",
            "data": {"wish": 99},
        }
        for name, step in (("gladly", "yes"), ("rather-not", "no"))
    ]
    talk.state = talk.state.with_told(options, sure=True)


def test_a_number_that_the_question_has_no_use_for(lena: Talk) -> None:
    """It chooses what Kitt offered; the question stays open and gets the next text."""
    asked(lena)
    assert OVER in lena.say("1")
    assert lena.state.step == "introducing.send"
    assert not lena.state.told
    assert OVER not in lena.say("Wir planen etwas zusammen")


@pytest.mark.parametrize("chosen", ["Gern", "gern"])
def test_a_number_that_fits_belongs_to_the_question(lena: Talk, chosen: str) -> None:
    """Where the question has numbered lines of its own, Kitt's are chosen by their words."""
    lena.say("/mensch")
    own = len(lena.state.options)
    asked(lena)
    assert OVER not in lena.say(str(own))
    lena.say("/mensch")
    asked(lena)
    assert OVER in lena.say(chosen)


def test_after_the_question(lena: Talk) -> None:
    """When nothing is open any more, numbers mean what Kitt offered."""
    asked(lena)
    lena.say("abbrechen")
    assert lena.state.step is None
    assert OVER in lena.say("2")


def test_no_such_number(lena: Talk) -> None:
    """A number that neither has is told so, and nothing is lost."""
    asked(lena)
    assert "2" in lena.say("7")
    assert lena.state.step == "introducing.send"
    assert OVER in lena.say("1")
