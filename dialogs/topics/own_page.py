"""Everything about somebody as a page to read and as JSON to keep."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from html import escape
from typing import Any

from dialogs.texts import keys, markup, nearest_language, plain
from dialogs.turn import File, Param, Turn
from storage.services.consent import VERSION
from storage.services.own_data import Row, Sections

MOST_ROWS = 50
"""How many rows of a section the page shows; all of them are in the JSON file."""

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse}th,td{border:1px solid #999;padding:.2em .6em;text-align:left}"
)


def files_of(sections: Sections, turn: Turn) -> tuple[File, File]:
    """The page and the JSON file."""
    name = f"kitt-{turn.now.astimezone(turn.network.zone):%Y-%m-%d-%H%M%S}"
    return (
        File(f"{name}.html", "text/html", page(sections, turn.language, turn.now, turn)),
        File(f"{name}.json", "application/json", as_json(sections, turn.now)),
    )


def as_json(sections: Sections, now: datetime) -> str:
    """All sections with all rows; moments are in UTC, the version is that of the privacy notice."""
    content = {"made_at": now.isoformat(timespec="seconds"), "notice": VERSION, **sections}
    return json.dumps(content, ensure_ascii=False) + "\n"


def page(sections: Sections, language: str, now: datetime, turn: Turn) -> str:
    """The sections as tables, in the reader's language; of long ones the newest rows."""
    code = nearest_language(language, "de")
    title = _said("own-page-title", code)
    day: Param = {"date": now.astimezone(turn.network.zone).date().isoformat(), "style": "long"}
    tables = "".join(_table(name, rows, code) for name, rows in sections.items())
    return (
        f'<!DOCTYPE html>\n<html lang="{code}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>\n"
        f"<p>{_said('own-page-about', code, day=day, version=VERSION)}</p>\n{tables}</body></html>\n"
    )


def _table(name: str, rows: Sequence[Row], language: str) -> str:
    columns = list(rows[0])
    head = "".join(f"<th>{_said(f'own-field-{_dashed(column)}', language)}</th>" for column in columns)
    body = "".join(_line(row, columns, language) for row in rows[:MOST_ROWS])
    more = len(rows) - MOST_ROWS
    rest = f"<p>{_said('own-page-more', language, count=more)}</p>\n" if more > 0 else ""
    title = _said(f"own-section-{_dashed(name)}", language)
    return f"<h2>{title}</h2>\n<table><tr>{head}</tr>\n{body}</table>\n{rest}"


def _line(row: Mapping[str, Any], columns: Sequence[str], language: str) -> str:
    return "<tr>" + "".join(f"<td>{_cell(row.get(column), language)}</td>" for column in columns) + "</tr>\n"


def _cell(value: Any, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return escape(", ".join(str(one) for one in value))
    return _values(language).get(_dashed(str(value))) or escape(str(value))


@cache
def _values(language: str) -> Mapping[str, str]:
    """What stored words are called."""
    words = [key.removeprefix("own-value-") for key in keys(language) if key.startswith("own-value-")]
    return {word: _said(f"own-value-{word}", language) for word in words}


def _said(key: str, language: str, **params: Param) -> str:
    """A text of ours, ready for the page."""
    return escape(plain(markup({"key": key, "params": params}, language)))


def _dashed(name: str) -> str:
    return name.replace("_", "-")
