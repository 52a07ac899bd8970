"""Whether two or three letters are meant as a licence plate: "QLB?", "lk wb", "jemand in hbs"."""

from __future__ import annotations

import re

from nlu.evidence import Surroundings

_SAYING = frozenset("lk lkr landkreis kreis altkreis kennzeichen autokennzeichen nummernschild plate".split())
"""Words before a plate that leave no doubt."""

_NEAR = frozenset(
    "in aus nach bei fuer fur von um ab raum region richtung nahe gegend umkreis kontakt "
    "contact from near for".split()
)
"""Words before places; a plate in small letters needs one of them."""

_JOINED = re.compile(r"[.@_&'’-]")
"""What makes it a part of something longer, such as an address, with a letter on the other side."""

_FEW = 3

PLATE = 0.87
"""How well a plate fits what it stands for: a misspelt longer name wins over it ("GA Pflege")."""


def is_plate(around: Surroundings, index: int) -> bool:
    """Whether the short word that equals a plate is one: in capitals, or where words around say so."""
    word = around.words[index]
    before = around.words[index - 1].folded if index else ""
    if before in _SAYING:
        return True
    after = around.text[word.end : word.end + 2]
    if (
        _JOINED.match(around.text[word.start - 1 : word.start])
        or _JOINED.match(after)
        and after[1:].isalnum()
    ):
        return False
    sure = len(word.text) > 2 and not around.plain(index)  # two letters stand for too much else
    if word.text.isupper() and not (around.text.isupper() and len(around.words) > _FEW):
        return sure or before in _NEAR or len(around.words) <= _FEW
    return sure and (before in _NEAR or len(around.words) == 1)
