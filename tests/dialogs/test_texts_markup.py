"""Markup and rendering hold for every text there can be."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogs.texts import Span, plain, spans, strict, to_markup
from dialogs.texts.markup import clean, escape
from dialogs.texts.render import Renderer

NASTY = [
    "**",
    "*",
    "\\",
    "\\**",
    "{ $name }",
    "{",
    "}",
    "a\n    .b = c",
    "<b>&amp;",
    "\x01\x020\x03",
    "\u202egnp.exe",
]
any_text = (
    st.text() | st.text(alphabet="*\\{}<>&\n\r\x00\x01\x02\x030 a\u2028\u202e\ud800") | st.sampled_from(NASTY)
)
literal = settings(deadline=None, database=None, max_examples=300)


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    root = tmp_path_factory.mktemp("texts")
    (root / "de").mkdir()
    Path(root, "de", "a.ftl").write_text(
        "alone = { $name }\nbold = **{ $name }**\nwithin = vor { $name }, nach { $name }\n"
        "row = { $items }\nerror-sorry = Entschuldige\n",
        encoding="utf-8",
    )
    return Renderer(root, "de")


def show(renderer: Renderer, key: str, **params: Any) -> str:
    stored = json.loads(json.dumps({"key": key, "params": params}))
    return renderer.markup(stored, "de", strict)


@given(name=any_text)
@example(name="x" * 5000)
@literal
def test_a_value_is_shown_literally(renderer: Renderer, name: str) -> None:
    """Whatever a value holds, it comes out as it went in, apart from line breaks and control characters."""
    assert plain(show(renderer, "alone", name=name)) == clean(name)
    assert plain(show(renderer, "within", name=name)) == f"vor {clean(name)}, nach {clean(name)}"


@given(name=any_text)
@literal
def test_a_value_cannot_leave_its_bold(renderer: Renderer, name: str) -> None:
    """Asterisks in a value neither end the bold around it nor start one."""
    assert [p.bold for p in spans(show(renderer, "bold", name=name))] == [True] * bool(clean(name))
    assert not any(p.bold for p in spans(show(renderer, "alone", name=name)))


@given(items=st.lists(any_text, max_size=5), style=st.sampled_from(["and", "or", "comma"]))
@literal
def test_items_of_a_list_are_shown_literally(renderer: Renderer, items: list[str], style: str) -> None:
    """Each item of a list comes out literally, in its place."""
    shown = plain(show(renderer, "row", items={"list": items, "style": style}))
    for item in items:
        start = shown.index(clean(item))
        shown = shown[start + len(clean(item)) :]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["date", "style", "today", "language", "list", "text", "key", "params", "phone", "km", "bold"]
            ),
            inner
            | st.sampled_from(["alone", "long", "short", "2026-10-01", "+4930", "ar", "and", "nowhere"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(name=json_values)
@example(name={"km": 10**400})
@example(name=10**5000)
@example(name={"date": "2026-01-01", "style": ["long"]})
@literal
def test_no_stored_parameter_breaks_a_text(renderer: Renderer, name: object) -> None:
    """Values of the wrong type end in a report and in a text without braces of ours, never in an error."""
    missing: list[object] = []
    shown = renderer.markup({"key": "alone", "params": {"name": name}}, "de", missing.append)
    assert isinstance(shown, str)
    assert missing or "{" not in shown or "{" in json.dumps(name)


@given(name=json_values)
@literal
def test_no_stored_text_breaks_the_rendering(renderer: Renderer, name: object) -> None:
    """A stored text that is none at all becomes the apology."""
    missing: list[object] = []
    shown = renderer.markup(name, "de", missing.append)
    assert (shown == "Entschuldige") == bool(missing)


@given(markup=any_text)
@literal
def test_any_text_can_be_read_as_markup(markup: str) -> None:
    """Reading never fails, leaves no empty piece, and bold alternates."""
    pieces = spans(markup)
    assert all(piece.text for piece in pieces)
    assert all(one.bold != other.bold for one, other in pairwise(pieces))
    assert spans(to_markup(pieces)) == pieces


@given(text=any_text)
@literal
def test_escaped_text_reads_back(text: str) -> None:
    """Escaping is undone by reading."""
    assert plain(escape(text)) == text
    assert spans(f"**{escape(text)}**") == ([Span(text, bold=True)] if text else [])


@given(name=any_text, where=st.integers(0, 60))
@literal
def test_markup_cut_anywhere_is_still_markup(renderer: Renderer, name: str, where: int) -> None:
    """A cut, even within bold or an escape, shows no more than the beginning of the whole."""
    whole = show(renderer, "bold", name=name)
    start = plain(whole[:where])
    assert plain(whole).startswith(start) or start.removesuffix("*") in plain(whole)
    spans(whole[where:])


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("Tab\tbleibt", "Tab\tbleibt"),
        ("\u202eumgedreht\u202c", "umgedreht"),
        ("می\u200cخواهم 👩\u200d🔧 \u200fعربي", "می\u200cخواهم 👩\u200d🔧 \u200fعربي"),
        ("\ud800", "\ufffd"),
    ],
)
def test_what_cleaning_changes(text: str, cleaned: str) -> None:
    """Line breaks become one kind, control characters go; joiners that scripts and emoji need stay."""
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned


def test_bold_pieces() -> None:
    """Markup's pieces in the order of the text; unclosed bold goes on to the end."""
    assert spans("a **b** c") == [Span("a "), Span("b", bold=True), Span(" c")]
    assert spans("a **b") == [Span("a "), Span("b", bold=True)]
    assert spans(r"2 * 3 \*\* 4 \\") == [Span("2 * 3 ** 4 " + "\\")]
    assert spans("half of a pair\\") == [Span("half of a pair")]
    assert spans("****") == []
