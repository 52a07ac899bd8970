"""`kitt when`: what it writes for time expressions, and what it refuses."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from bot.cli import main
from tests.bot.test_cli import ROOT

NOW = ["--now", "2026-11-23T09:30:00+01:00", "--zone", "Europe/Berlin"]


class _Stdin:
    """Standard input with bytes in it."""

    def __init__(self, text: str) -> None:
        self.buffer = io.BytesIO(text.encode())


def run(
    said: str, options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """The exit status of the command, and what it wrote."""
    monkeypatch.setattr(sys, "stdin", _Stdin(said))
    status = main(["when", *options])
    return status, capsys.readouterr().out


def test_one_object_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line of the input becomes an object with the six keys, also the empty ones."""
    said = "morgen um 14 Uhr\nnächsten Freitag\n\njeden Dienstag von 10 bis 12\nhallo\n"
    status, out = run(said, ["--json", *NOW], monkeypatch, capsys)
    assert status == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert [each["text"] for each in found] == said.splitlines()
    assert all([*each] == ["text", "start", "end", "grain", "alternatives", "recurrence"] for each in found)
    assert [each["start"] for each in found] == [
        "2026-11-24T14:00:00+01:00", "2026-12-04T00:00:00+01:00", None, "2026-11-24T10:00:00+01:00", None,
    ]  # fmt: skip
    assert found[1]["alternatives"] == [
        {"start": "2026-11-27T00:00:00+01:00", "end": None, "grain": "day", "recurrence": None}
    ]
    assert found[3]["end"] == "2026-11-24T12:00:00+01:00"
    assert found[3]["recurrence"] == "FREQ=WEEKLY;BYDAY=TU"


def test_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json people can read it: in full, what is asked with a question mark."""
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    said = "am 1.12. um 14 Uhr\nMontag, 3. Dezember 2026\nfoo\n"
    assert run(said, NOW, monkeypatch, capsys)[1].splitlines() == [
        "am 1.12. um 14 Uhr: Dienstag, 1. Dezember 2026, 14:00 Uhr",
        "Montag, 3. Dezember 2026: ? Donnerstag, 3. Dezember 2026 oder Montag, 30. November 2026",
        "foo: nicht verstanden",
    ]


def test_language_and_anchor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """--locale decides what "12/1" is, --anchor what "vorher" counts from."""
    options = ["--json", *NOW, "--locale", "en_US", "--anchor", "2027-01-14T10:00"]
    out = run("12/1\neine Stunde vorher\n", options, monkeypatch, capsys)[1]
    assert [json.loads(line)["start"] for line in out.splitlines()] == [
        "2026-12-01T00:00:00+01:00",
        "2027-01-14T09:00:00+01:00",
    ]


@pytest.mark.parametrize(
    "options", [["--zone", "Europa/Berlin"], ["--zone", "../etc"], ["--now", "heute"], ["--locale", "fr"]]
)
def test_unusable_options(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A zone, moment or language that does not exist is named, and nothing is read."""
    assert run("morgen\n", options, monkeypatch, capsys) == (2, "")


def test_help_does_not_import_the_grammar() -> None:
    """`kitt --help` does not wait for it."""
    program = "import sys, bot.cli.application; print('nlu.dates' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "False"
