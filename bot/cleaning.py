r"""Texts from outside, made fit to be stored, understood and shown: the only door for them.

What goes: control characters except \n and \t, what turns the writing direction around, what has no width
(a soft hyphen inside "Qued\u00adlinburg" would hide the name), tag characters, lone surrogates. What stays:
everything that somebody can see, and the joiners without which Persian, Hindi or a family emoji fall apart.

Sources: Unicode Standard Annex 15 (normalisation), 9 (direction), 31 (joiners); Unicode Technical Standard
51 (emoji sequences).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MOST_CHARACTERS = 8_000
"""Longer texts are cut; nobody types that much to a bot, and a paste of it is no question."""

MOST_MARKS = 8
"""Combining marks kept after one letter. Real scripts stack up to six; more is a way of defacing screens,
and thousands make normalisation take quadratic time."""

_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_JOINERS = "\u200c\u200d"
# Format characters (Cf) without a shape of their own, and two marks that only steer the display.
_SHAPELESS = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Hebrew to Tibetan, Myanmar to Mongolian, and the Arabic and Indic blocks above: scripts that join letters.
_JOINING = re.compile(
    "[\u0590-\u0fff\u1000-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e800-\U0001efff]"
)
# What an emoji sequence is made of: symbols, skin tones, flags, and the selector that asks for colour.
_EMOJI = re.compile("[\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]")
_STRAY_JOINER = re.compile(f"[{_JOINERS}]+")


class Cleaned(NamedTuple):
    """A text that is fit for use, and whether some of it was cut off."""

    text: str
    too_long: bool


def clean(text: str) -> Cleaned:
    """Make a text from outside fit for use; cleaning it again changes nothing.

    Any string is accepted. The result is in normal form C and has at most ``MOST_CHARACTERS`` characters.
    """
    # What is thrown away may well be most of it, but nothing may cost time without bounds.
    raw = text[: 4 * MOST_CHARACTERS]
    whole = _normal(raw)
    too_long = len(whole) > MOST_CHARACTERS or len(raw) < len(text)
    return Cleaned(_without_stray_joiners(whole[:MOST_CHARACTERS]), too_long)


def _normal(text: str) -> str:
    text = _CONTROL.sub("", _BREAKS.sub("\n", text))
    if text.isascii():
        return text
    text = _SHAPELESS.sub("", _SURROGATE.sub("\ufffd", text))
    # Normalising brings marks into their order and takes some apart, so that others may have to go. Nobody
    # writes what is not settled after three rounds.
    for _ in range(3):
        text, before = _one_round(text), text
        if text == before:
            return text
    return _one_round(_STRAY_JOINER.sub("", text))


def _one_round(text: str) -> str:
    # Before normalisation, because what lies on both sides of a joiner may combine, and many marks take long.
    return unicodedata.normalize("NFC", _with_few_marks(_without_stray_joiners(text)))


def _without_stray_joiners(text: str) -> str:
    if not any(joiner in text for joiner in _JOINERS):
        return text
    return _STRAY_JOINER.sub(lambda found: _joiner(text, found), text)


def _joiner(text: str, found: re.Match[str]) -> str:
    """The one joiner that stays between two letters or two emoji, or nothing."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    joiner = found.group()[0]
    if _JOINING.match(before) and _JOINING.match(after):
        return joiner
    return joiner if joiner == "\u200d" and _EMOJI.match(before) and _EMOJI.match(after) else ""


def _with_few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
