"""A text's key and parameters become markup in one language.

Parameters come from JSON that may be years old, so every value is looked at before it is believed. What
cannot be shown as the type it claims is shown as it is if it is a text, else it counts as not given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dialogs.texts import formats
from dialogs.texts.catalog import Argument, Catalog, Number, Shown, read
from dialogs.texts.markup import Span, clean, to_markup
from dialogs.texts.problems import Kind, Missing, OnMissing
from dialogs.texts.template import fill, mark

SORRY = "error-sorry"
_LARGEST = 10**18
_DEEPEST = 8
_HOME = "DE"
_NOTHING = "none"
"""The variant that an empty value chooses: { $project -> [none] … *[other] … { $project } }."""

Pieces = list[Span]


class _GapError(Exception):
    """The text cannot be rendered in this language."""


class _UnshowableError(Exception):
    """The value is none that can be shown."""


class _Place(NamedTuple):
    """Where a value stands: in which language, for which parameter of which text, how deep."""

    catalog: Catalog
    tell: OnMissing
    key: str = ""
    name: str = ""
    depth: int = 0

    def text(self, key: str) -> _Place:
        """The same place, in this text."""
        return _Place(self.catalog, self.tell, key, "", self.depth)

    def parameter(self, name: str) -> _Place:
        """This text's parameter of this name."""
        return _Place(self.catalog, self.tell, self.key, name, self.depth)

    def inside(self) -> _Place:
        """The same place, one step further in: what a value is made of."""
        return _Place(self.catalog, self.tell, self.key, self.name, self.depth + 1)

    def report(self, kind: Kind) -> None:
        """Tell what is missing here."""
        self.tell(Missing(kind, self.catalog.language, self.key, self.name))


class Renderer:
    """Renders the texts below a folder that has a folder per language; each is read when first needed."""

    def __init__(self, root: Path, default: str) -> None:
        self._root = root
        self._default = default
        self._catalogs: dict[str, Catalog] = {}

    def catalog(self, language: str) -> Catalog:
        """A language's texts. Raises TextError if its files are wrong."""
        if language not in self._catalogs:
            self._catalogs[language] = read(self._root / language)
        return self._catalogs[language]

    def markup(self, text: object, language: str, tell: OnMissing) -> str:
        """Render ``{"key": …, "params": {…}}``; in the default language if this one lacks it, else SORRY.

        Whatever is missing goes to ``tell``; nothing is raised but what that raises.
        """
        for wanted in (text, {"key": SORRY}):
            for tried in dict.fromkeys((language, self._default)):
                try:
                    return to_markup(_text(wanted, _Place(self.catalog(tried), tell)))
                except _GapError:
                    continue
        return "…"


def _text(text: object, place: _Place) -> Pieces:
    """Render a text, which may stand inside another; a gap anywhere inside makes a gap of the whole."""
    key, params = _taken_apart(text)
    place = place.text(key)
    needed = place.catalog.variables.get(key)
    if needed is None or place.depth > _DEEPEST:
        place.report("key")
        raise _GapError
    arguments, values = _arguments(params, needed, place)
    template = place.catalog.format(key, arguments)
    if template is None:
        absent = sorted(needed - arguments.keys())
        place.parameter(", ".join(absent)).report("parameter" if absent else "pattern")
        raise _GapError
    return fill(template, values)


def _taken_apart(text: object) -> tuple[str, Mapping[str, object]]:
    if not isinstance(text, Mapping):
        return "", {}
    key, params = text.get("key"), text.get("params")
    return key if isinstance(key, str) else "", params if isinstance(params, Mapping) else {}


def _arguments(
    params: Mapping[str, object], needed: frozenset[str], place: _Place
) -> tuple[dict[str, Argument], list[Pieces]]:
    """What Fluent gets, and the values that its marks stand for; what cannot be shown is left out."""
    arguments: dict[str, Argument] = {}
    values: list[Pieces] = []
    for name in params.keys() & needed:
        here = place.parameter(name)
        try:
            arguments[name] = _argument(params[name], values, here)
        except _UnshowableError:
            here.report("value")
    return arguments, values


def _argument(param: object, values: list[Pieces], place: _Place) -> Argument:
    if isinstance(param, bool):
        param = "true" if param else "false"
    if isinstance(param, int) and abs(param) < _LARGEST:
        return Number(param)
    value = _value(param, place)
    values.append(value)
    if not _length(value):
        return Shown(len(values) - 1, _NOTHING)
    return Shown(len(values) - 1, param if isinstance(param, str) else None)


def _length(value: Pieces) -> int:
    return sum(len(piece.text) for piece in value)


def _value(param: object, place: _Place) -> Pieces:
    """A parameter as it is to be shown. Raises _UnshowableError."""
    if isinstance(param, str):
        return [Span(clean(param))]
    if isinstance(param, Mapping):
        return _typed(param, place)
    if _is_number(param):
        whole = isinstance(param, int)
        return [Span(str(param) if whole else formats.decimal(param, place.catalog.locale))]
    raise _UnshowableError


def _is_number(param: Any) -> bool:
    """Whether it is a number that can be written out: no infinity, nothing absurdly long."""
    if isinstance(param, bool) or not isinstance(param, int | float):
        return False
    return abs(param) < _LARGEST  # false for "not a number" too


def _typed(param: Mapping[Any, Any], place: _Place) -> Pieces:
    show = next((_KINDS[kind] for kind in param if kind in _KINDS), None)
    if show is None or place.depth > _DEEPEST:
        raise _UnshowableError
    return show(param, place.inside())


def _word(shown: str | None, raw: object, place: _Place) -> Pieces:
    """What a format made of a value; if it could not read it, the value as it is."""
    if shown is None:
        place.report("value")
    if shown is None and not isinstance(raw, str):
        raise _UnshowableError
    return [Span(clean(str(raw) if shown is None else shown))]


def _date(param: Mapping[Any, Any], place: _Place) -> Pieces:
    raw, style, today = param["date"], param.get("style", "long"), param.get("today")
    readable = isinstance(raw, str) and isinstance(style, str) and isinstance(today, str | None)
    return _word(formats.day(raw, style, today, place.catalog.locale) if readable else None, raw, place)


def _zone(param: Mapping[Any, Any], place: _Place) -> Pieces:
    raw = param["zone"]
    return _word(formats.city(raw, place.catalog.locale) if isinstance(raw, str) else None, raw, place)


def _language(param: Mapping[Any, Any], place: _Place) -> Pieces:
    code = param["language"]
    if not isinstance(code, str):
        raise _UnshowableError
    own = f"language-{code.lower()}"
    if own in place.catalog.variables:
        return _text({"key": own}, place)
    return _word(formats.language_name(code, place.catalog.locale), code, place)


def _phone(param: Mapping[Any, Any], place: _Place) -> Pieces:
    number, country = param["phone"], param.get("country", _HOME)
    readable = isinstance(number, str) and isinstance(country, str)
    return _word(formats.telephone(number, country) if readable else None, number, place)


def _distance(param: Mapping[Any, Any], place: _Place) -> Pieces:
    if not _is_number(param["km"]):
        raise _UnshowableError
    return _text({"key": "format-km", "params": {"km": round(param["km"])}}, place)


def _list(param: Mapping[Any, Any], place: _Place) -> Pieces:
    items = param["list"]
    if not isinstance(items, list | tuple):
        raise _UnshowableError
    values = [value for item in items if _length(value := _value(item, place))]
    marks = tuple(mark(position) for position in range(len(values)))
    style = param.get("style", "and")
    row = formats.joined(marks, style if isinstance(style, str) else "", place.catalog.locale)
    if row is None:
        place.report("value")
    return fill(", ".join(marks) if row is None else row, values)


def _nested(param: Mapping[Any, Any], place: _Place) -> Pieces:
    return _text(param["text"], place)


def _bold(param: Mapping[Any, Any], place: _Place) -> Pieces:
    return [Span(text, bold=True) for text, _ in _value(param["bold"], place)]


_KINDS: Mapping[str, Callable[[Mapping[Any, Any], _Place], Pieces]] = {
    "date": _date,
    "language": _language,
    "list": _list,
    "text": _nested,
    "phone": _phone,
    "km": _distance,
    "bold": _bold,
    "zone": _zone,
}
"""How each kind of typed parameter is shown; a new one is one entry here and a word in `turn.Param`."""
