"""The names that a people file may use: those of the store, and new ones unlike any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from storage.exchange.areas import Areas
from storage.exchange.cells import split_list
from storage.exchange.columns import Kind
from storage.exchange.folding import fold, plain_word
from storage.exchange.problems import CellError, Code
from storage.exchange.states import NameState, Reach
from storage.exchange.vocabulary import KINDS

NEARLY = 90
"""From this similarity on (RapidFuzz's ratio, 0 to 100) a new name is taken for a misspelt one."""

_NUMBERS = re.compile(r"\d+")
_REACHES = (Kind.REGION, Kind.GROUP)


class Names:
    """The names of one kind: found in any spelling, by name or short form; new ones are remembered."""

    def __init__(self, kind: Kind, existing: Iterable[NameState]) -> None:
        self.kind = kind
        self.added: dict[str, NameState] = {}
        self._by_name: dict[str, str] = {}
        self._by_fold: dict[str, set[str]] = {}
        self._by_alias: dict[str, set[str]] = {}
        self._answers: dict[str, str | CellError] = {}
        for state in existing:
            self._file(state)

    def _file(self, state: NameState) -> None:
        self._by_name[state.name] = state.name
        self._by_fold.setdefault(fold(state.name), set()).add(state.name)
        for alias in state.aliases:
            self._by_alias.setdefault(fold(alias), set()).add(state.name)

    def find(self, text: str) -> str | None:
        """The name that a text means, or None if it is a new one; how it is written comes before short forms.

        Raises:
            CellError: the text is the short form of several names.
        """
        if text in self._by_name:
            return text
        found = self._by_fold.get(fold(text)) or self._by_alias.get(fold(text)) or set()
        if len(found) > 1:
            raise CellError(Code.AMBIGUOUS_NAME, value=text, candidates="; ".join(sorted(found)))
        return next(iter(found), None)

    def resolve(self, text: str) -> str:
        """The name that a text means; a new one is added.

        Raises:
            CellError: it means several names, or is new and nearly like one that exists.
        """
        answer = self._answers.get(text)
        if answer is None:
            try:
                answer = self.find(text) or self._add(text)
            except CellError as error:
                answer = error
            self._answers[text] = answer
        if isinstance(answer, CellError):
            raise answer
        return answer

    def _add(self, text: str) -> str:
        if nearest := self._nearest(text):
            raise CellError(Code.NEAR_NAME, value=text, nearest=nearest, kind=self.kind.value)
        self._refuse_lists(text)
        state = self.new_state(text)
        self.added[text] = state
        self._file(state)
        return text

    def new_state(self, text: str) -> NameState:
        """What a new name stands for.

        Raises:
            CellError: a name of this kind cannot be made of its name alone.
        """
        return NameState(self.kind, text)

    def _nearest(self, text: str) -> str | None:
        """The existing name or short form that a new name is nearly like; numbers make things different."""
        folded = fold(text)
        known = [*self._by_fold, *self._by_alias]
        for form, _, _ in process.extract(folded, known, scorer=fuzz.ratio, score_cutoff=NEARLY, limit=None):
            if _NUMBERS.findall(form) == _NUMBERS.findall(folded):
                return min(self._by_fold.get(form) or self._by_alias[form])
        return None

    def _refuse_lists(self, text: str) -> None:
        """ "IQ, Jobbrücke" is no project of that name, but two in a cell that holds one."""
        parts = split_list(text)
        if len(parts) > 1 and ("|" in text or all(self._knows(part) for part in parts)):
            raise CellError(Code.SEVERAL_VALUES, value=text)

    def _knows(self, text: str) -> bool:
        return bool(fold(text) in self._by_fold or fold(text) in self._by_alias)


class RegionNames(Names):
    """The names of regions; a new one needs districts, so it must be called like exactly one area."""

    def __init__(self, existing: Iterable[NameState], areas: Callable[[], Areas]) -> None:
        super().__init__(Kind.REGION, existing)
        self._areas = areas

    def new_state(self, text: str) -> NameState:
        """A region of the one district or municipality of this name.

        Raises:
            CellError: there is none, or there are several.
        """
        key = self._areas().sole_area(text)
        if key is None:
            raise CellError(Code.UNKNOWN_REGION, value=text)
        return NameState(Kind.REGION, text, areas=frozenset([key]))


def resolve_reach(text: str, regions: Names, groups: Names) -> Reach:
    """The region or group that somebody coordinates; "Region: Harz" or "Gruppe: Harz" says which is meant.

    Raises:
        CellError: neither is known, or both are.
    """
    kinds = {Kind.REGION: regions, Kind.GROUP: groups}
    word, colon, rest = text.partition(":")
    for kind in _REACHES:
        if colon and rest.strip() and plain_word(word) in map(plain_word, KINDS[kind]):
            return Reach(kind, kinds[kind].resolve(rest.strip()))
    found = [Reach(kind, name) for kind, names in kinds.items() if (name := names.find(text))]
    if len(found) > 1:
        both = "; ".join(_with_kind(reach) for reach in found)
        raise CellError(Code.AMBIGUOUS_NAME, value=text, candidates=both)
    if not found:
        raise CellError(Code.UNKNOWN_REACH, value=text)
    return found[0]


def written_reach(reach: Reach, regions: Names, groups: Names) -> str:
    """A reach as ``resolve_reach`` reads it: with its kind where the name alone could mean something else."""
    try:
        plain = resolve_reach(reach.name, regions, groups)
    except CellError:
        return _with_kind(reach)
    return reach.name if plain == reach else _with_kind(reach)


def _with_kind(reach: Reach) -> str:
    return f"{KINDS[reach.kind][0]}: {reach.name}"
