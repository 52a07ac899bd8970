"""Links of a meeting that is over, and how many really came; for whoever coordinates it."""

from __future__ import annotations

import re

from dialogs.registry import phrase, step
from dialogs.topics import noting_which
from dialogs.topics.drafting import asking, draft_of, refused
from dialogs.topics.in_private import private_instead
from dialogs.topics.looking_back import show_one
from dialogs.topics.past_lines import short
from dialogs.turn import Option, Reply, State, Turn, say
from storage.services import records, timeline
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right

_URL = re.compile(r"<?\b(?P<url>[a-z][a-z0-9+.-]*://\S+|www\.\S+|(?:javascript|data|file|mailto):\S*)", re.I)
_LINK = re.compile(
    r"^\W*(?:link|links|folien|slides|fotos|unterlagen|protokoll-?link)\s+(?P<which>(?:zu[mr]?|vo[nm]|de[srm]|für|fuer|for|of|from)"
    r"\b[^:\n]{1,100}?):\s*(?P<text>\S.*)$",
    re.I | re.S,
)
_CAME = re.compile(
    r"^\W*(?P<which>(?:beim?|zu[mr]?|am|at|on)\s[^?\n]{2,80}?)\s+(?:waren|kamen|were|came)\s+(?:wir\s+)?(?P<many>\d{1,4})\b"
    r"[^?]*$|^\W*(?P<first>\d{1,4})\s+(?:\w+\s+)?(?:waren|kamen|came|were)\s+(?P<other>(?:beim?|zu[mr]?|to|at)\s[^?\n]{2,80}?)\W*$",
    re.I,
)
_MANY = re.compile(
    r"^\W*(?:es\s+|da\s+|wir\s+)?(?:waren|kamen|there were|we were)?\s*(?P<many>\d{1,5})\b[^?\n]{0,40}$", re.I
)
_UNKNOWN = re.compile(r"^\W*(?:weiß nicht|keine ahnung|unbekannt|unknown|nobody counted|vergessen)\W*$", re.I)


@step("notes.link", right=Right.PLAN_MEETINGS)
def ask_link(turn: Turn) -> Reply:
    """Ask for a link; those that are there can be taken away."""
    if elsewhere := private_instead(turn):
        return elsewhere
    number = int(turn.data.get("occurrence") or 0)
    try:
        records.kept(turn.session, viewer=turn.viewer, occurrence_id=number, now=turn.now)
        past = timeline.one(turn.session, viewer=turn.viewer, now=turn.now, occurrence_id=number)
    except RefusedError as error:
        return refused(error)
    options = [
        Option(say("option-noting-unlink", title=short(link.title, 40)), "notes.unlink", {"link": link.id})
        for link in past.links
    ]
    return asking(turn, "noting.link", {"occurrence": number}, say("noting-ask-link"), options)


@step("noting.link", right=Right.PLAN_MEETINGS, literal=True)
def link_said(turn: Turn) -> Reply | None:
    """Take a link, and what stands around it as its title."""
    draft = draft_of(turn, "noting.link")
    if draft is None or turn.choice is not None:
        return None
    if not _URL.search(turn.text) and turn.text.rstrip().endswith("?"):
        return None
    return _link(turn, int(draft["occurrence"]), turn.text, again=True)


@step("notes.unlink", right=Right.PLAN_MEETINGS)
def unlink(turn: Turn) -> Reply:
    """Take a link away."""
    if elsewhere := private_instead(turn):
        return elsewhere
    number = int(turn.data.get("link") or 0)
    try:
        date = records.remove_link(turn.session, viewer=turn.viewer, link_id=number, now=turn.now)
        return show_one(turn, date, say("noting-unlinked"))
    except RefusedError as error:
        return refused(error)


@step("notes.came", right=Right.PLAN_MEETINGS)
def ask_came(turn: Turn) -> Reply:
    """Ask how many came."""
    if elsewhere := private_instead(turn):
        return elsewhere
    number = int(turn.data.get("occurrence") or 0)
    try:
        records.kept(turn.session, viewer=turn.viewer, occurrence_id=number, now=turn.now)
    except RefusedError as error:
        return refused(error)
    return asking(turn, "noting.came", {"occurrence": number}, say("noting-ask-came"))


@step("noting.came", right=Right.PLAN_MEETINGS)
def came_said(turn: Turn) -> Reply | None:
    """Take a number: "12 waren da"."""
    draft = draft_of(turn, "noting.came")
    if draft is None or turn.choice is not None:
        return None
    if _UNKNOWN.match(turn.text):
        return _came(turn, int(draft["occurrence"]), None)
    found = _MANY.match(turn.text)
    return _came(turn, int(draft["occurrence"]), int(found["many"])) if found else None


@phrase("noting.link_said", _LINK, right=Right.PLAN_MEETINGS)
def link_in_words(turn: Turn) -> Reply | None:
    """ "Link zum letzten Treffen: https://…"."""
    match = _LINK.search(turn.text)
    if match is None or not _URL.search(match["text"]):
        return None
    number, reply = _which(turn, match["which"])
    return reply or _link(turn, number, match["text"])


@phrase("noting.came_said", _CAME, right=Right.PLAN_MEETINGS)
def came_in_words(turn: Turn) -> Reply | None:
    """ "Beim letzten Treffen waren 12 da"."""
    match = _CAME.search(turn.text)
    if match is None:
        return None
    number, reply = _which(turn, match["which"] or match["other"])
    return reply or _came(turn, number, int(match["many"] or match["first"]))


def _which(turn: Turn, said: str) -> tuple[int, Reply | None]:
    """The meeting that is meant, or what to say instead."""
    if elsewhere := private_instead(turn):
        return 0, elsewhere
    found = noting_which.past(turn, said)
    if len(found) == 1:
        return found[0].id, None
    if not found:
        return 0, Reply((say("noting-which-none", kind="notes"),), state=State())
    options = tuple(
        Option(say("label", label=short(one.title, 60)), "looking_back.show", {"occurrence": one.id})
        for one in found
    )
    return 0, Reply((say("noting-which", count=len(found)),), options, State())


def _link(turn: Turn, number: int, text: str, *, again: bool = False) -> Reply:
    found = _URL.search(text)
    if found is None:
        return _wrong_link(turn, number, again=again)
    url = found["url"].rstrip(".,;)>")
    url = f"https://{url}" if url.lower().startswith("www.") else url
    title = f"{text[: found.start()]} {text[found.end() :]}".strip(" \t\n:–-„“\"'<>()")
    try:
        records.add_link(
            turn.session, viewer=turn.viewer, occurrence_id=number, url=url, title=title, now=turn.now
        )
    except RefusedError as error:
        if error.reason is Reason.RULE:
            return _wrong_link(turn, number, again=again)
        if error.reason is Reason.USED:
            return Reply((say("noting-many-links", count=records.MOST_LINKS),), state=State())
        return refused(error)
    return show_one(turn, number, say("noting-linked"))


def _wrong_link(turn: Turn, number: int, *, again: bool) -> Reply:
    text = say("noting-wrong-link")
    return (
        asking(turn, "noting.link", {"occurrence": number}, text) if again else Reply((text,), state=State())
    )


def _came(turn: Turn, number: int, came: int | None) -> Reply:
    try:
        records.count(turn.session, viewer=turn.viewer, occurrence_id=number, came=came, now=turn.now)
    except RefusedError as error:
        if error.reason is Reason.RULE:
            return Reply((say("noting-wrong-number"),), state=State())
        return refused(error)
    return show_one(turn, number, say("noting-counted"))
