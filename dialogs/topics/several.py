"""Two wishes in one sentence, and a new wish while a card is open: one after the other, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dialogs.registry import REGISTRY, phrase
from dialogs.topics.absences import AWAY
from dialogs.topics.appointing import ROLE
from dialogs.topics.changing import CHANGE, CHANGES
from dialogs.topics.drafting import draft_of
from dialogs.topics.duties import ASKS, DUTY
from dialogs.topics.group_forms import DEEDS, MAKE
from dialogs.topics.groups import GROUP
from dialogs.topics.leaving import LEAVE, LEAVES
from dialogs.topics.team import EDITORS, NEW
from dialogs.topics.team_forms import NEW_COLLEAGUE
from dialogs.turn import Reply, State, Turn, say
from nlu.interface import Understanding

CARDS = (NEW, CHANGE, LEAVE, DUTY, GROUP, AWAY, ROLE)
LONGEST = 200
"""Of what was left out, in characters."""

_ABSENT = re.compile(
    r"\b(?:urlaub|ferien|elternzeit|mutterschutz|abwesend|krank\w*|dienstreise|holidays?|vacation|sick)\b",
    re.I,
)
_DUTY = re.compile(r"\b(?:zuständig|zustaendig|verantwortlich|responsible|in charge)\b", re.I)
_NO_LONGER = re.compile(r"\b(?:nicht (?:mehr|länger)|no longer)\b", re.I)
_BETWEEN = re.compile(
    r"\s*[,;]?\s+(?:und|and|sowie|außerdem|ausserdem|sondern|dann|but|aber)\s+|[;,]\s+|(?<=[a-zß])\.\s+", re.I
)
_SUBJECT = re.compile(
    r"^(?:auch\s+|dann\s+|also\s+)?(?:ist|hat|wird|geht|kommt|verl|macht|is|has|will|leaves|joins|nicht|ab|für|no)\b"
    r"|^verl",
    re.I,
)


@phrase("several.anew", roles=EDITORS, early=True)
def anew(turn: Turn) -> Reply | None:
    """A new wish while a card is open gets its own card, and the other one is said not to count."""
    open_card = next((name for name in CARDS if draft_of(turn, f"{name}.more") is not None), None)
    if open_card is None or ASKS.search(turn.text) or not _is_wish(turn, open_card):
        return None
    fresh = replace(turn, state=State(language=turn.state.language))
    reply = wishes(fresh) or _by_form(fresh)
    if reply is None:
        return None
    return replace(reply, texts=(say("draft-not-entered"), *reply.texts))


@phrase("several.wishes", roles=EDITORS)
def wishes(turn: Turn) -> Reply | None:
    """Do the first wish of a sentence, and say what is to be written again."""
    read = turn.understanding
    if read is None or not read.of("person") or ASKS.search(turn.text) or turn.viewer.in_group:
        return None
    at = _second(turn.text)
    if at is None:
        return None
    first = turn.text[: at[0]]
    part = replace(turn, text=first, understanding=_until(read, first))
    reply = _by_form(part)
    if reply is None:
        return Reply((say("several-each"),)) if _turned(first, turn.text[at[1] :]) else None
    rest = turn.text[at[1] :].strip()
    if _turned(first, rest) and not _DUTY.search(rest):
        rest = f"{read.of('person')[0].value} ist {rest} zuständig"
    elif _SUBJECT.search(rest):
        rest = f"{read.of('person')[0].value} {rest}"
    left = say("several-left", rest=rest[:LONGEST])
    return replace(reply, texts=(*reply.texts, left))


def _by_form(turn: Turn) -> Reply | None:
    """What the other forms make of a text."""
    for handled in REGISTRY.phrases(early=False):
        if handled.name.startswith("several") or not handled.serves(turn.viewer):
            continue
        if (reply := handled.run(turn)) is not None:
            return reply
    return None


def _is_wish(turn: Turn, open_card: str) -> bool:
    """Whether a text plainly is a wish of its own, and no addition to the card."""
    if NEW_COLLEAGUE.search(turn.text) or MAKE.search(turn.text):
        return True
    read = turn.understanding
    people = {ref for entity in (read.of("person") if read else ()) for ref in entity.refs}
    if not people:
        return False
    kinds = set(_kinds(turn.text))
    if read and read.of("group") and any(form.search(turn.text) for _, form in DEEDS):
        kinds.add(GROUP)
    same = str(turn.state.data.get("person", "")) in people
    return bool(kinds - {open_card} if same else kinds)


def _second(text: str) -> tuple[int, int] | None:
    """Where a second wish begins: the end of the first and the start of the second, in characters."""
    for match in _BETWEEN.finditer(text):
        before, after = set(_kinds(text[: match.start()])), set(_kinds(text[match.end() :]))
        if before and (after - before or _turned(text[: match.start()], text[match.end() :])):
            return match.start(), match.end()
    return None


def _turned(before: str, after: str) -> bool:
    """ "Ab 1.1. für den Harz zuständig und nicht mehr für Halle": two responsibilities, one of which ends."""
    if not _DUTY.search(before):
        return False
    return bool(_NO_LONGER.search(before)) != bool(_NO_LONGER.search(after)) and bool(
        re.search(r"\b(?:für|fuer|for)\b", after, re.I)
    )


def _kinds(text: str) -> Iterator[str]:
    """Which wishes a part of a sentence holds."""
    forms = ((LEAVE, LEAVES), (AWAY, _ABSENT), (CHANGE, CHANGES), (DUTY, _DUTY), (NEW, NEW_COLLEAGUE))
    yield from (name for name, form in forms if form.search(text))
    if re.search(r"\b(?:gruppe|fokusgruppe|fg ?\d|kreis|group)\b", text, re.I):
        yield from (GROUP for _, form in DEEDS if form.search(text))


def _until(read: Understanding, text: str) -> Understanding:
    """The reading of the beginning of a text."""
    kept = tuple(entity for entity in read.entities if entity.end <= len(text))
    return replace(read, text=text, entities=kept)
