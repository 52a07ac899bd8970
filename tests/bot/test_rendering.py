"""From a payload to parts: joined, cut where it hurts least, options at the end."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Choice, Limits, Span
from bot.rendering import part_of, render, split
from dialogs.turn import Option, Reply, say
from tests.bot.assembly import markup

PIECES = st.lists(
    st.builds(
        Span, st.text(st.sampled_from("ab \n*\\é\u0301👩\u200d🏽ü"), min_size=1, max_size=12), st.booleans()
    ),
    max_size=12,
)


def rendered(reply: Reply, limits: Limits | None = None) -> list[Any]:
    return [dict(body) for body in render(reply.as_json(), "de", limits or Limits(), markup=markup)]


def text_of(pieces: list[Span]) -> str:
    return "".join(piece.text for piece in pieces)


@given(PIECES, st.integers(4, 30), st.booleans())
def test_parts_fit_and_nothing_is_lost(pieces: list[Span], length: int, utf16: bool) -> None:
    """Each part fits; put together they are the text, apart from white space at the cuts; bold stays bold."""
    limits = Limits(max_length=length, utf16=utf16)
    parts = list(split(pieces, limits))
    assert all(0 < limits.length(text_of(part)) <= length for part in parts)
    assert "".join("".join(map(text_of, parts)).split()) == "".join(text_of(pieces).split())
    marked = [(c, piece.bold) for piece in pieces for c in piece.text if not c.isspace()]
    assert [(c, p.bold) for part in parts for p in part for c in p.text if not c.isspace()] == marked


@given(st.text(st.sampled_from("ae\u0301👩\u200d🏽"), max_size=60))
def test_letters_are_not_torn(text: str) -> None:
    """No part begins with the second half of a letter or an emoji, if one fits at all."""
    parts = [text_of(part) for part in split([Span(text)], Limits(max_length=20))]
    for before, part in pairwise(parts):
        joined = before.endswith("\u200d") or part[0] in "\u200d🏽" or unicodedata.combining(part[0])
        assert not joined or len(before) == 20


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("eins zwei\n\ndrei vier\nfünf", ["eins zwei", "drei vier\nfünf"]),
        ("eins zwei drei\nvier fünf sechs", ["eins zwei drei", "vier fünf sechs"]),
        ("eins zwei drei vier fünf", ["eins zwei drei vier", "fünf"]),
        ("x" * 45, ["x" * 20, "x" * 20, "x" * 5]),
        ("genau zwanzig Zeiche", ["genau zwanzig Zeiche"]),
        ("genau zwanzig Zeiche\nund mehr", ["genau zwanzig Zeiche", "und mehr"]),
    ],
)
def test_cuts_are_made_at_the_best_seam(text: str, parts: list[str]) -> None:
    """Between paragraphs, else lines, else words, else anywhere."""
    assert [text_of(part) for part in split([Span(text)], Limits(max_length=20))] == parts


def test_texts_become_one_and_options_follow() -> None:
    """Texts are lines of one part; options are numbered from 1 and know what they press."""
    reply = Reply(
        (say("echo", text="**Harz**: drei"), say("echo", text=r"Mara \*L\*")),
        (Option(say("echo", text="Mara **L**"), "card", {"person": 1}), Option(say("more"), "more")),
    )
    bodies = rendered(reply)
    part = part_of(json.loads(json.dumps(bodies[0])), 0, message_id=7, answers="e1")
    assert len(bodies) == 1
    assert part.spans == (Span("Harz", True), Span(": drei\nMara *L*"))
    assert part.options == (
        Choice(1, "Mara L", "7:0", sign="1️⃣"), Choice(2, "more/de", "7:1", sign="2️⃣"),
    )  # fmt: skip
    assert (part.answers, part.plain) == ("e1", "Harz: drei\nMara *L*")


def test_options_go_to_the_last_part_and_overflow_into_further_ones() -> None:
    """Numbers go on over the parts, and so do the buttons' references."""
    options = tuple(Option(say("echo", text=str(n)), "s") for n in range(5))
    bodies = rendered(Reply((say("echo", text="aaaa bbbb"),), options), Limits(max_length=5, max_options=2))
    assert [len(body["options"]) for body in bodies] == [0, 2, 2, 1]
    last = part_of(bodies[-1], 3, message_id=9, answers="")
    assert last.options == (Choice(5, "4", "9:4"),)
    assert last.plain == "…"


def test_nothing_to_say_makes_no_part() -> None:
    """Without texts and options there is nothing to send; options alone get a line to stand under."""
    assert rendered(Reply(())) == []
    assert rendered(Reply((), (Option(say("x"), "s"),)))[0]["spans"] == [("…", False)]


def test_length_counts_as_the_messenger_does() -> None:
    """An emoji is two of Telegram's units."""
    assert (Limits().length("a👩"), Limits(utf16=True).length("a👩")) == (2, 3)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Befehle: /kontakt, /hilfe", "Befehle: !kontakt, !hilfe"),
        ("„/ändern“ und/oder **/neu_im_team**", "„!ändern“ und/oder !neu_im_team"),
        ("/start", "!start"),
        ("https://example.org/kontakt 1/2 /srv/kitt", "https://example.org/kontakt 1/2 /srv/kitt"),
    ],
)
def test_commands_begin_with_the_messengers_sign(text: str, shown: str) -> None:
    """Some clients keep what begins with a slash to themselves."""
    payload = {"texts": [{"key": "any", "params": {}}]}
    (body,) = render(payload, "de", Limits(commands="!"), markup=lambda _text, _language: text)
    assert "".join(piece for piece, _bold in body["spans"]) == shown
    (body,) = render(payload, "de", Limits(), markup=lambda _text, _language: text)
    assert "!" not in "".join(piece for piece, _bold in body["spans"])
