"""Nothing is half added: every intent has a handler and a label, every option and step leads somewhere."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import dialogs.engine
from dialogs.registry import REGISTRY
from dialogs.texts import LANGUAGES, keys
from dialogs.topics.later import NOT_YET
from nlu.corpus import read_corpus

ROOT = Path(__file__).parent.parent.parent
INTENTS = sorted({example.intent for example in read_corpus()})
# Never offered in "Meintest Du …?", so they need no name.
NAMELESS = {"out_of_scope", "affirm", "deny", "cancel", "greet", "goodbye", "thanks"}


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_is_handled_and_named(intent: str) -> None:
    """What can be understood is answered, and can be offered when Kitt is unsure."""
    assert intent in REGISTRY.intents, f"no @intent({intent!r}) in dialogs/topics"
    label = f"intent-{intent.replace('_', '-')}"
    missing = [language for language in LANGUAGES if label not in keys(language)]
    assert intent in NAMELESS or not missing, f"{label} is missing in {missing}"


def test_what_is_promised_for_later_is_understood() -> None:
    """The list of what Kitt cannot do yet names intents only."""
    assert set(NOT_YET) <= set(INTENTS)
    assert len(set(NOT_YET)) == len(NOT_YET)


def test_every_step_that_is_offered_exists() -> None:
    """Options and open questions lead to registered steps."""
    offered = set()
    for path in (ROOT / "dialogs").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Option", "State"):
                values = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "step")]
                offered |= {v.value for v in values if isinstance(v, ast.Constant) and v.value}
    steps = {name for name in offered if isinstance(name, str) and "." in name}
    assert steps - {"engine.meant"} <= set(REGISTRY.steps)
    assert len(steps) > 5
    assert dialogs.engine.respond
