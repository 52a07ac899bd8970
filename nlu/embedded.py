"""The default engine: linking, then a linear classifier, in the process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from nlu.features import letter_features, masked, phrase, pieces, shape_features, word_features
from nlu.foreign import BY_SCRIPT, FOREIGN, greetings, possible
from nlu.interface import (
    NO_CONTEXT,
    Alternative,
    Context,
    Decision,
    Entity,
    Understanding,
)
from nlu.linking import Names, link
from nlu.model import Model
from nlu.roles import WHERE, with_roles

OUT_OF_SCOPE = "out_of_scope"
COMMUTE = "find_commute_contact"
FIND = "find_contact"

BARE = frozenset({"region", "place", "postcode", "project", "person"})
SMALL = frozenset(
    "in im aus auf bei beim um fuer fur von vom am an der die das den dem und oder auch bitte ? ! frau "
    "herr region raum kreis landkreis ort stadt kontakt kontakte ansprechpartner ansprechpartnerin "
    "ansprechperson and or for from near please contact contacts the zum zur mit wer jemand jemanden "
    "who anyone someone nach to zustaendig ist gibts gibt es nummer telefonnummer telefon mail number "
    "phone lk lkr altkreis kennzeichen mein meine my vertritt vertretung vertreter vertreterin".split()
)
"""Words that add nothing to a name but that a contact is wanted."""

CONTACT = frozenset(
    "kontakt kontakte ansprechpartner ansprechpartnerin ansprechperson contact contacts vertretung".split()
)

_ARROW = re.compile(r"->|=>|→|\bnach\b|\bto\b", re.IGNORECASE)

_NO_WORDS = re.compile(r"(?<!\w)(?=\S*\d|(?:\w+\s){1,4}\w*\d)\w{4}(?:[\s‐-―-]?\w{4}){4}(?!\w)")
"""Codes, as they are drawn and dictated: five groups of four signs, some of them digits."""

BARE_CHANCE = 0.95
"""How sure a text of names only is taken to be. In the training data one in twenty wants something else."""
MOST_ALTERNATIVES = 3

FEWEST_WORDS = 2
"""Below this many words outside of names nobody can tell a language."""

FEWEST_LETTERS = 8
"""Below this many letters a Latin text is not taken for one in a language that Kitt does not speak."""

PLAIN_LANGUAGE = 0.9
"""From this chance on a text is taken to be written in a language."""


class EmbeddedInterpreter:
    """Understands texts with a trained model; safe to share between threads."""

    def __init__(self, model: Model) -> None:
        self._model = model

    @property
    def ordinary(self) -> frozenset[str]:
        """Folded everyday words: none of them alone stands for a longer name."""
        return self._model.ordinary

    @property
    def intents(self) -> frozenset[str]:
        """All intents that it knows."""
        return frozenset(self._model.intents.classes)

    @classmethod
    def load(cls, path: Path) -> EmbeddedInterpreter:
        """Read a trained model.

        Raises:
            ModelError: the file is missing or damaged.
        """
        return cls(Model.load(path))

    def parse(self, text: str, names: Names, context: Context = NO_CONTEXT) -> Understanding:
        """Read one text with the names that it may mention."""
        entities = link(text, names, self._model.ordinary)
        chances = self._model.intents.probabilities(intent_features(text, entities, context))
        return self.reading(text, entities, chances, self._model.thresholds)

    def reading(
        self,
        text: str,
        entities: tuple[Entity, ...],
        chances: Mapping[str, float],
        limits: Mapping[str, float],
    ) -> Understanding:
        """Put a reading together from the names in a text and the chance of each intent.

        Another engine that only classifies comes here too, with ``limits`` of its own (see ``decide``).
        """
        ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
        known = self._model.phrases.get(phrase(text, entities))
        if known is not None:
            ranked = _first(known, ranked)
        elif is_bare(text, entities):
            ranked = _first(COMMUTE if _ARROW.search(text) and _ends(entities) == 2 else FIND, ranked)
        intent, confidence = ranked[0]
        if intent == COMMUTE:
            entities = with_roles(text, entities, self._model.roles)
        return Understanding(
            text=text,
            intent=intent,
            confidence=round(confidence, 4),
            decision=decide(ranked, limits),
            entities=tuple(replace(e, score=round(e.score, 2)) for e in entities),
            alternatives=tuple(
                Alternative(name, round(p, 4)) for name, p in ranked[1 : MOST_ALTERNATIVES + 1]
            ),
            language=self._language(text, entities),
        )

    def _language(self, text: str, entities: tuple[Entity, ...]) -> str | None:
        """The language of a text, where it is plain."""
        text = _NO_WORDS.sub(lambda match: " " * len(match[0]), text)
        candidates = possible(text)
        words = language_features(text, entities)
        latin = len(candidates) == len(BY_SCRIPT["latin"])
        if not candidates or not words[0]:
            return None
        if latin and len(words[0]) < FEWEST_WORDS:
            found = greetings().get("".join(words[0]))
            return found if found in candidates else None
        chances = self._model.languages.probabilities(words)
        total = sum(chances[name] for name in candidates)
        language = max(candidates, key=lambda name: chances[name])
        if not latin:  # the script says it already; between two of one script the likelier will do
            return greetings().get(" ".join(words[0]), language)
        if language in FOREIGN and sum(map(len, words[0])) < FEWEST_LETTERS:
            return None
        return language if chances[language] >= PLAIN_LANGUAGE * total else None


def is_bare(text: str, entities: tuple[Entity, ...]) -> bool:
    """Whether a text is nothing but names with small words: "harz?", "quedlinburg auf arabisch", "kontakt?".

    Such a text asks for the contact, whatever the classifier makes of its few letters. A language or a
    topic alone does not: "auf Englisch bitte" may well want Kitt to speak it.
    """
    kinds = {entity.entity for entity in entities}
    if not entities:
        words = pieces(text)
        return any(word in CONTACT for word in words) and all(word in SMALL for word in words)
    if not kinds & BARE or not kinds <= BARE | {"language", "topic"}:
        return False
    return all(word in SMALL or word.startswith("_") for word in pieces(masked(text, entities)))


def _ends(entities: Iterable[Entity]) -> int:
    return sum(entity.entity in WHERE for entity in entities)


def _first(intent: str, ranked: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The intent first, at least as sure as a plain reading; the others share what is left."""
    chance = max(BARE_CHANCE, dict(ranked).get(intent, 0.0))
    rest = 1.0 - dict(ranked).get(intent, 0.0)
    share = (1.0 - chance) / rest if rest else 0.0
    return [(intent, chance), *((name, p * share) for name, p in ranked if name != intent)]


def language_features(text: str, entities: Iterable[Entity]) -> list[list[str]]:
    """What tells the language: words and pieces of words outside of names."""
    words = [word for word in pieces(masked(text, entities)) if word.isalpha()]
    return [words, letter_features(words)]


def intent_features(
    text: str, entities: tuple[Entity, ...], context: Context = NO_CONTEXT
) -> list[list[str]]:
    """The features of a text, one list per block of the model: words, letters, shape."""
    words = pieces(masked(text, entities))
    return [word_features(words), letter_features(words), shape_features(text, words, entities, context)]


def decide(ranked: list[tuple[str, float]], limits: Mapping[str, float]) -> Decision:
    """Act, clarify or decline, by thresholds that training found (see ``nlu.training``).

    ``ranked``: intents with their chances, the likeliest first.
    """
    intent, chance = ranked[0]
    outside = dict(ranked).get(OUT_OF_SCOPE, 0.0)
    if intent == OUT_OF_SCOPE:
        return Decision.DECLINE
    if chance >= limits["act_from"]:
        return Decision.ACT
    if outside >= limits["decline_from"] or chance < limits["clarify_from"]:
        return Decision.DECLINE
    return Decision.CLARIFY
