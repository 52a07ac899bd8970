"""The figures of `kitt evaluate`, each on readings that are known."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import pytest

from bot.cli import main
from nlu.corpus import CorpusError
from nlu.evaluation import Read, figures, report
from nlu.interface import Alternative, Decision, Entity, Example, Understanding
from nlu.training import ensure_model
from nlu.utterances import DEVELOPMENT, read_utterances
from tests.dialogue import CACHE

ACT, CLARIFY, DECLINE = Decision.ACT, Decision.CLARIFY, Decision.DECLINE


def entity(kind: str, value: str) -> Entity:
    return Entity(kind, value, value, 0, 1)


def read(
    meant: str,
    understood: str,
    decision: Decision = ACT,
    *,
    sure: float = 0.9,
    others: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    wanted: tuple[Entity, ...] = (),
    found: tuple[Entity, ...] = (),
) -> Read:
    return Read(
        Example("…", meant, "de", wanted, tags),
        Understanding("…", understood, sure, decision, found, tuple(Alternative(o, 0.1) for o in others)),
    )


def test_counts() -> None:
    """Right, acted on wrongly, asked back, declined: each utterance counts where it belongs."""
    counted = figures([
        read("greet", "greet"),
        read("greet", "thanks"),
        read("greet", "thanks", CLARIFY, others=("help", "greet")),
        read("greet", "thanks", CLARIFY, others=("help", "mute", "greet")),
        read("greet", "out_of_scope", DECLINE),
        read("out_of_scope", "out_of_scope", DECLINE),
        read("out_of_scope", "greet"),
        read("out_of_scope", "greet", DECLINE),
    ])  # fmt: skip
    assert (counted.count, counted.right) == (8, 2)
    assert counted.wrong_actions == 2
    assert (counted.clarified, counted.offered) == (2, 1)
    assert counted.declined == 1
    assert (counted.outside, counted.outside_declined) == (3, 2)


def test_precision_recall_and_macro_f1() -> None:
    """As the textbook says: 2 of 3 found, 2 of 4 found rightly."""
    found = report(
        [read("a", "a")] * 2 + [read("a", "b")] + [read("b", "a")] * 2 + [read("b", "b")]
    )  # fmt: skip
    assert found.intents["a"].precision == pytest.approx(2 / 4)
    assert found.intents["a"].recall == pytest.approx(2 / 3)
    assert found.intents["a"].f1 == pytest.approx(4 / 7)
    assert found.intents["b"].f1 == pytest.approx(2 / 5)
    assert found.macro_f1 == pytest.approx((4 / 7 + 2 / 5) / 2)
    assert found.confusions == (("b", "a", 2), ("a", "b", 1))


def test_an_intent_that_is_never_understood() -> None:
    """Zero, not a division by it."""
    assert report([read("a", "b")]).intents["a"].f1 == 0


def test_calibration() -> None:
    """Always 0.8 sure and right half of the time is 0.3 off; right four times of five is honest."""
    off = report([read("a", "a", sure=0.8), read("a", "b", sure=0.8)])
    assert off.calibration_error == pytest.approx(0.3)
    honest = report([read("a", "a", sure=0.8)] * 4 + [read("a", "b", sure=0.8)])
    assert honest.calibration_error == pytest.approx(0)
    assert [(b.low, b.count) for b in honest.calibration] == [(0.8, 5)]
    assert report([read("a", "a", sure=1.0)]).calibration[0].low == 0.9


def test_names() -> None:
    """Type and value must fit; what is found though not there is counted apart; out of scope has none."""
    harz, halle = entity("region", "Harz"), entity("region", "Halle")
    found = report([
        read("a", "a", wanted=(harz,), found=(entity("region", "harz"),)),
        read("a", "a", wanted=(harz,), found=(entity("place", "Harz"),)),
        read("a", "a", wanted=(harz, harz), found=(harz, halle)),
        read("out_of_scope", "a", found=(harz,)),
    ])  # fmt: skip
    assert (found.names["region"].count, found.names["region"].right) == (4, 2)
    assert found.names["region"].surplus == 1
    assert found.names["place"].surplus == 1
    assert (found.named.count, found.named.right, found.named.surplus) == (4, 2, 2)


def test_tags() -> None:
    """An utterance counts under each of its tags; one without any is plain."""
    found = report([read("a", "a", tags=("typo", "short")), read("a", "b", tags=("typo",)), read("a", "a")])
    assert {tag: (f.count, f.right) for tag, f in found.tags.items()} == {
        "typo": (2, 1), "short": (1, 1), "plain": (1, 1),
    }  # fmt: skip


def test_reads_the_development_set() -> None:
    """All of it, with offsets that lead to the names."""
    utterances = read_utterances()
    assert len(utterances) >= 300
    for utterance in utterances:
        for one in utterance.entities:
            assert utterance.text[one.start : one.end] == one.text


def test_reads_both_formats(tmp_path: Path) -> None:
    """A list of ours, as small as may be, and Rasa's training format say the same."""
    ours, rasas = tmp_path / "ours.yml", tmp_path / "rasas.yml"
    ours.write_text(
        '- {text: "wer ist im Harz", intent: find_contact, entities: [{entity: region, value: Harz}]}\n'
    )
    rasas.write_text(
        'version: "3.1"\nnlu:\n- intent: find_contact\n  examples: |\n    - wer ist im [Harz](region)\n'
    )
    assert read_utterances(ours) == read_utterances(rasas)


def test_reads_rasas_longer_form(tmp_path: Path) -> None:
    """Examples may be a list with metadata; synonyms and look-up tables are no utterances."""
    (tmp_path / "x.yml").write_text(
        "nlu:\n- synonym: Harz\n  examples: |\n    - harzer\n"
        "- intent: greet\n  examples:\n  - text: |\n      hallo\n    metadata: {sentiment: good}\n"
    )
    assert [(one.text, one.intent) for one in read_utterances(tmp_path / "x.yml")] == [("hallo", "greet")]


@pytest.mark.parametrize(
    "content",
    [
        "", "hallo", "[]", "- 7", "- {text: 7, intent: greet}", "- {text: hallo}", "a: [", "nlu: []", "- []",
        "- {text: hallo, intent: 5}", "- {text: hallo, intent: greet, lang: 5}", "nlu: [greet]",
        "nlu: [null]",
        "- {text: hallo, intent: greet, tags: short}", "- {text: hallo, intent: greet, tags: [1]}",
        "- {text: hallo, intent: greet, entities: 7}", "- {text: hallo, intent: greet, entities: [7]}",
        "- {text: hallo, intent: greet, entities: [{entity: 7, value: x}]}", "nlu: [{intent: greet}]",
        "nlu: [{intent: 5, examples: '- hallo'}]", "nlu: [{intent: greet, examples: 7}]",
        "nlu: [{examples: '- hallo'}]",
    ],
)  # fmt: skip
def test_refuses_what_is_neither(tmp_path: Path, content: str) -> None:
    """A sentence with the file's name, not a traceback."""
    (tmp_path / "some.yml").write_text(content)
    with pytest.raises(CorpusError, match=r"some\.yml"):
        read_utterances(tmp_path / "some.yml")


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`kitt evaluate FILE` prints the figures and writes them as JSON."""
    (tmp_path / "config.yml").write_text("")
    (tmp_path / "two.yml").write_text(
        '- {text: "kontakt im harz?", intent: find_contact, tags: [short], '
        "entities: [{entity: region, value: Harz}]}\n- {text: hallo kitt, intent: greet}\n"
    )
    models = tmp_path / "data" / "models"
    models.mkdir(parents=True, mode=0o700)
    shutil.copy(ensure_model(CACHE), models)
    monkeypatch.setenv("KITT_CONFIG", str(tmp_path / "config.yml"))
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert main(["evaluate", str(tmp_path / "two.yml")]) == 0
    printed = capsys.readouterr().out
    assert "Absicht richtig" in printed
    assert "100.0%" in printed
    file = tmp_path / "data" / "evaluation.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (written,) = json.loads(file.read_text())
    assert written["engine"] == "embedded"
    assert written["overall"]["right"] == 2
    assert written["named"] == {"count": 1, "right": 1, "surplus": 0}
    assert main(["evaluate", str(tmp_path / "nothing.yml")]) == 1
    assert main(["evaluate", "--engine", "rasa", str(DEVELOPMENT)]) == 1
    assert "make rasa" in capsys.readouterr().err
