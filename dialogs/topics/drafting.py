"""What is to be written into the directory: shown as a card first, and counted once it was confirmed.

The draft lies in the conversation's state and nowhere else. A button carries only a sign of the draft that it
was shown under: pressed twice, late, or by somebody else, it finds no such draft.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dialogs.registry import MEMBERS, step
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.interface import Decision
from storage.services.directory import person_cards
from storage.services.refusing import RefusedError

Draft = dict[str, Any]

MOST_NAMESAKES = 8

_YES = re.compile(
    r"^\W*(ja|jo|jep|ok(ay)?|passt( so)?|stimmt( so)?|genau|richtig|(so )?eintragen|yes|yep|right|fine)\W*$",
    re.I,
)
_NO = re.compile(r"^\W*(nein|nee|nö|verwerfen|doch nicht|falsch|no|nope|discard)\W*$", re.I)

_CORRECTS = re.compile(
    r"^\W*(?:nein|nee|nö|noe|no|nope|falsch|quatsch|doch nicht|sondern|stimmt nicht|wrong)\b"
    r"[\s,.:;!–-]*(?P<rest>.*)$",
    re.I | re.S,
)
_FILLS = re.compile(
    r"(?:\W|\b(?:danke|bitte|doch|nicht|lieber|mehr|das|so|ist|stimmt|passt|falsch|lass|es|thanks?|you|please|that|is"
    r"|wrong|not|right|nein|no|never|mind|verwerfen|eintragen|abbrechen|discard|machen|tun|do|it)\b)*",
    re.I,
)


def inner(key: str, **params: Param) -> Param:
    """A text inside of another one."""
    return {"text": {"key": key, "params": params}}


def day(iso: str, turn: Turn) -> Param:
    """A day, with its year if that is another one."""
    return {"date": iso, "style": "short", "today": turn.today.isoformat()}


def lines(*given: Param | None) -> Param:
    """What there is, one below the other."""
    return {"list": [line for line in given if line is not None], "style": "lines"}


def card(
    turn: Turn, name: str, draft: Draft, texts: Sequence[Text], yes: Text, more: Sequence[Option] = ()
) -> Reply:
    """Show a draft with the buttons that make it count or drop it; ``name`` leads to its steps."""
    sign = signed(turn, draft)
    options = (
        Option(yes, f"{name}.yes", sign), *more, Option(say("option-discard"), "drafting.discard", sign)
    )  # fmt: skip
    return Reply(tuple(texts), options, State(step=f"{name}.more", data=owned(turn, draft)))


def asking(turn: Turn, name: str, draft: Draft, text: Text, options: Sequence[Option] = ()) -> Reply:
    """Ask for a part of a draft that is missing; ``name`` leads to the step that takes the answer."""
    return Reply((text,), tuple(options), State(step=name, data=owned(turn, draft)))


def owned(turn: Turn, draft: Draft) -> Draft:
    """The draft as it is remembered: with whose it is."""
    return {**draft, "by": turn.viewer.person_id}


def signed(turn: Turn, draft: Draft) -> Draft:
    """What a button under this draft carries."""
    return {"sign": sign_of(owned(turn, draft))}


def draft_of(turn: Turn, name: str) -> Draft | None:
    """The draft that is open under this step, if it is this person's; None if there is none."""
    data = turn.state.data
    if turn.state.step != name or data.get("by") != turn.viewer.person_id:
        return None
    return {key: value for key, value in data.items() if key != "by"}


def confirmed(turn: Turn, name: str) -> Draft | None:
    """The draft that a button, or a yes, confirms; None if it is not the one that was shown."""
    draft = draft_of(turn, f"{name}.more")
    if turn.choice is not None and turn.data.get("sign") != sign_of(turn.state.data):
        return None
    return draft


def sign_of(data: Mapping[str, Any]) -> str:
    """What tells one draft from another."""
    return f"{zlib.crc32(json.dumps(data, sort_keys=True).encode()):08x}"


def says_yes(turn: Turn) -> bool:
    """Whether a text plainly agrees to what is shown."""
    return bool(_YES.match(turn.text)) or _plainly(turn, "affirm")


def says_no(turn: Turn) -> bool:
    """Whether a text plainly refuses what is shown; a no with something behind it corrects."""
    if correction(turn.text):
        return False
    return bool(_NO.match(turn.text) or _CORRECTS.match(turn.text)) or _plainly(turn, "deny")


def correction(text: str) -> str:
    """What stands behind a no: "nein, Harz"; empty if nothing does, or nothing that says anything."""
    match = _CORRECTS.match(text)
    rest = match["rest"].strip() if match else ""
    return "" if _NO.match(rest) or _FILLS.fullmatch(rest) else rest


def _plainly(turn: Turn, intent: str) -> bool:
    read = turn.understanding
    short = len(turn.text.split()) <= 3
    return bool(short and read and read.intent == intent and read.decision is Decision.ACT)


def answered(turn: Turn, name: str, write: Callable[[Turn], Reply | None]) -> Reply | None:
    """What a plain yes or no to a card does; None for anything else."""
    if draft_of(turn, f"{name}.more") is None:
        return None
    if says_yes(turn):
        return write(turn)
    return discard(turn) if says_no(turn) else None


@step("drafting.discard", roles=MEMBERS)
def discard(turn: Turn) -> Reply:
    """Drop what was shown."""
    if turn.choice is not None and turn.data.get("sign") != sign_of(turn.state.data):
        return Reply((say("stale-option"),))
    return Reply((say("draft-discarded"),), state=State())


def stale() -> Reply:
    """A card that counts no more."""
    return Reply((say("stale-option"),))


def refused(error: RefusedError) -> Reply:
    """Why it cannot be done, in one sentence; nothing has changed and nothing is open any more."""
    names: Param = {"list": list(error.names), "style": "and"}
    longest = error.more.get("longest", "200")
    text = say(f"refused-{error.reason.value}", names=names, count=len(error.names), longest=longest)
    return Reply((text,), state=State())


def which_person(turn: Turn, name: str, draft: Draft, ids: Sequence[int]) -> Reply:
    """Ask which of several namesakes is meant; ``name`` leads to the step that takes the answer."""
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=ids[:50], today=turn.today)
    options = [
        Option(
            say("option-person", name=c.contact.person.name, about=c.contact.organisation or "none",
                hasabout="yes" if c.contact.organisation else "no"),
            f"{name}.who",
            {"person": c.contact.person.id},
        )
        for c in cards[:MOST_NAMESAKES]
    ]  # fmt: skip
    return asking(turn, f"{name}.who", draft, say("draft-which-person", count=len(options)), options)
