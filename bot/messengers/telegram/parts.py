"""A part as Telegram's HTML, buttons and files; pure, no network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile

from bot.ports import Choice, Document, Limits, Part

LIMITS = Limits(max_length=4_096, max_options=100, utf16=True)
LONGEST_CAPTION = 1_024
MOST_IN_ROW = 3
WIDEST_ROW = 30
"""In characters, all labels of a row together: more would be cut on a telephone."""


def html_of(part: Part) -> str:
    """The text with what is bold; nothing in it can be taken for markup."""
    pieces = []
    for span in part.spans:
        text = escape(span.text, quote=False)
        # White space alone cannot be bold, and Telegram drops it from the ends of a message anyway.
        pieces.append(f"<b>{text}</b>" if span.bold and text.strip() else text)
    return "".join(pieces)


def keyboard(options: Sequence[Choice], username: str) -> InlineKeyboardMarkup | None:
    """One button an option; short ones share a row. ``username`` is the bot's, for links to its chats."""
    rows: list[list[InlineKeyboardButton]] = []
    width = 0
    for option in options:
        label = " ".join(option.label.split()) or str(option.number)
        link = f"https://t.me/{username}?start={option.opens}" if option.opens and username else None
        button = InlineKeyboardButton(label, url=link, callback_data=None if link else option.press)
        width += len(label)
        if not rows or len(rows[-1]) >= MOST_IN_ROW or width > WIDEST_ROW:
            rows.append([])
            width = len(label)
        rows[-1].append(button)
    return InlineKeyboardMarkup(rows) if rows else None


def is_caption(part: Part) -> bool:
    """Whether the text can go with the first file, which makes one message of them."""
    return bool(part.files) and LIMITS.length(part.plain) <= LONGEST_CAPTION


def file_of(document: Document) -> InputFile:
    """A file as it is uploaded."""
    return InputFile(document.content, filename=document.name)
