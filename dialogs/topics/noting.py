"""What was agreed, written down by whoever coordinates; and the agenda of a meeting to come.

What stands there already is shown first, with who wrote it: new words are added to it or take its place by
one tap. Of two who write at once the second sees what the first wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.registry import step
from dialogs.topics.drafting import (
    Draft,
    asking,
    card,
    confirmed,
    draft_of,
    owned,
    refused,
    says_no,
    signed,
    stale,
)
from dialogs.topics.in_private import private_instead
from dialogs.topics.looking_back import show_one
from dialogs.topics.meeting_lines import head, lines
from dialogs.topics.past_lines import short
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.interface import Decision
from storage.services import calendar, dates, meetings, records
from storage.services.calendar import Held
from storage.services.meetings import Details
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right

NAME = "noting"
LONGEST = {"notes": dates.LONGEST_NOTES, "agenda": 4000}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands there: its text, whose it is, and what a change has to name."""

    held: Held
    text: str
    revision: int
    by: str = ""
    own: bool = False


@step("notes.write", right=Right.PLAN_MEETINGS)
def write_notes(turn: Turn) -> Reply:
    """Ask what was agreed at a meeting."""
    return _begin(turn, "notes")


@step("agenda.write", right=Right.PLAN_MEETINGS)
def write_agenda(turn: Turn) -> Reply:
    """Ask what a meeting will be about."""
    return _begin(turn, "agenda")


@step("noting.text", right=Right.PLAN_MEETINGS, literal=True)
def text_said(turn: Turn) -> Reply | None:
    """Take the words that were asked for, unless they plainly ask Kitt something."""
    draft = draft_of(turn, "noting.text")
    if draft is None or turn.choice is not None or _asks(turn):
        return None
    return take(turn, {**draft, "text": turn.text.strip()})


@step("noting.delete", right=Right.PLAN_MEETINGS)
def delete(turn: Turn) -> Reply:
    """Show what would be deleted."""
    draft = draft_of(turn, "noting.text")
    if draft is None or (elsewhere := private_instead(turn)):
        return stale() if draft is None else elsewhere or stale()
    return _card(turn, {**draft, "text": ""})


@step(f"{NAME}.yes", right=Right.PLAN_MEETINGS)
def add(turn: Turn) -> Reply:
    """Write what the card shows below what stands there."""
    return _confirmed(turn, replaces=False)


@step(f"{NAME}.replace", right=Right.PLAN_MEETINGS)
def replace_it(turn: Turn) -> Reply:
    """Write what the card shows in place of what stands there; or delete that."""
    return _confirmed(turn, replaces=True)


@step(f"{NAME}.more", right=Right.PLAN_MEETINGS)
def card_said(turn: Turn) -> Reply | None:
    """A no to the card, or other words instead of those that it shows."""
    draft = draft_of(turn, f"{NAME}.more")
    if draft is None:
        return None
    if says_no(turn):
        return Reply((say("draft-discarded"),), state=State())
    if re.match(r"^\W*(?:ersetz\w*|replace|lösch\w*|loesch\w*|delete|ja|yes|ok)\W*$", turn.text, re.I):
        return _write(turn, draft, replaces=not draft["text"] or turn.text.strip()[:1].casefold() in "erld")
    if (
        re.match(r"^\W*(?:ergänz\w*|ergaenz\w*|anhängen|dazu|add|append)\W*$", turn.text, re.I)
        and draft["text"]
    ):
        return _write(turn, draft, replaces=False)
    return None


def _begin(turn: Turn, kind: str) -> Reply:
    if elsewhere := private_instead(turn):
        return elsewhere
    number = int(turn.data.get("occurrence") or 0)
    try:
        there = _standing(turn, kind, number)
    except RefusedError as error:
        return _refused(kind, error, number)
    return _ask(turn, kind, there)


def _ask(turn: Turn, kind: str, there: Standing, *texts: Text) -> Reply:
    draft: Draft = {"kind": kind, "occurrence": there.held.id, "revision": there.revision}
    said = [*texts, head(turn, there.held)]
    options = []
    if there.text:
        said.append(_as_it_stands(kind, there))
        options.append(Option(say("option-noting-delete"), "noting.delete"))
    said.append(say("noting-ask", kind=kind, has="yes" if there.text else "no"))
    reply = asking(turn, "noting.text", draft, said[0], options)
    return Reply(tuple(said), reply.options, reply.state)


def take(turn: Turn, draft: Draft, *, fresh: bool = False) -> Reply:
    """Write where nothing stands, else show a card. ``fresh``: nothing has been shown before."""
    kind, number, text = str(draft["kind"]), int(draft["occurrence"]), str(draft["text"])
    try:
        there = _standing(turn, kind, number)
    except RefusedError as error:
        return _refused(kind, error, number)
    if len(text) > LONGEST[kind]:
        return _ask(turn, kind, there, say("noting-too-long", longest=LONGEST[kind], count=len(text)))
    if fresh:
        draft = {**draft, "revision": there.revision}
    if there.text or there.revision != draft["revision"]:
        return _card(turn, draft)
    return _write(turn, draft, replaces=True)


def _card(turn: Turn, draft: Draft, *texts: Text) -> Reply:
    """What stands there and what would, with the buttons that add to it, replace it or drop it."""
    kind = str(draft["kind"])
    try:
        there = _standing(turn, kind, int(draft["occurrence"]))
    except RefusedError as error:
        return _refused(kind, error, int(draft["occurrence"]))
    draft = {**draft, "revision": there.revision}
    if not there.text:
        return _write(turn, draft, replaces=True) if draft["text"] else refused(RefusedError(Reason.NOTHING))
    said = [*texts, head(turn, there.held), _as_it_stands(kind, there)]
    if not draft["text"]:
        said.append(say("noting-delete", kind=kind))
        options = (
            Option(say("option-noting-delete"), f"{NAME}.replace", signed(turn, draft)),
            Option(say("option-discard"), "drafting.discard", signed(turn, draft)),
        )
        return Reply(tuple(said), options, State(step=f"{NAME}.more", data=owned(turn, draft)))
    said.append(say("noting-new", text=short(str(draft["text"]), 600)))
    instead = Option(say("option-noting-replace"), f"{NAME}.replace", signed(turn, draft))
    return card(turn, NAME, draft, said, say("option-noting-add"), (instead,))


def _confirmed(turn: Turn, *, replaces: bool) -> Reply:
    draft = confirmed(turn, NAME)
    return stale() if draft is None else _write(turn, draft, replaces=replaces)


def _write(turn: Turn, draft: Draft, *, replaces: bool) -> Reply:
    kind, number, text = str(draft["kind"]), int(draft["occurrence"]), str(draft["text"])
    try:
        there = _standing(turn, kind, number)
        new = text if replaces or not there.text else f"{there.text}\n{text}"
        _store(turn, kind, number, int(draft["revision"]), new)
    except RefusedError as error:
        if error.reason is Reason.CHANGED:
            return _card(turn, draft, say("noting-changed"))
        return _refused(kind, error, number)
    done = say("noting-done", kind=kind, gone="no" if new else "yes")
    if kind == "notes":
        return show_one(turn, number, done)
    held = calendar.one_date(turn.session, viewer=turn.viewer, occurrence_id=number)
    return Reply((done, *lines(turn, held)), state=State())


def _store(turn: Turn, kind: str, number: int, revision: int, text: str) -> None:
    if kind == "notes":
        records.write(
            turn.session,
            viewer=turn.viewer,
            occurrence_id=number,
            revision=revision,
            notes=text,
            now=turn.now,
        )
        return
    dates.change_date(
        turn.session, viewer=turn.viewer, occurrence_id=number, sequence=revision,
        details=Details(agenda=text), now=turn.now,
    )  # fmt: skip


def _standing(turn: Turn, kind: str, number: int) -> Standing:
    """What stands there, for whoever may write it.

    Raises:
        RefusedError: GONE, OVER (an agenda afterwards), DAYS (notes before).
    """
    if kind == "notes":
        kept = records.kept(turn.session, viewer=turn.viewer, occurrence_id=number, now=turn.now)
        held = calendar.one_date(turn.session, viewer=turn.viewer, occurrence_id=number)
        return Standing(held, kept.notes, kept.revision, kept.by, kept.own)
    meetings.of_date(turn.session, viewer=turn.viewer, occurrence_id=number, now=turn.now)
    held = calendar.one_date(turn.session, viewer=turn.viewer, occurrence_id=number)
    return Standing(held, held.agenda, held.sequence)


def _as_it_stands(kind: str, there: Standing) -> Text:
    whose = "own" if there.own else "other" if there.by else "nobody"
    return say("noting-stands", kind=kind, text=short(there.text, 600), by=there.by, whose=whose)


def _refused(kind: str, error: RefusedError, number: int) -> Reply:
    """Why not; notes before the meeting are its agenda, and the other way round."""
    if error.reason is Reason.DAYS and kind == "notes":
        option = Option(say("option-agenda"), "agenda.write", {"occurrence": number})
        return Reply((say("noting-not-yet"),), (option,), State())
    if error.reason is Reason.OVER and kind == "agenda":
        option = Option(say("option-notes", has="no"), "notes.write", {"occurrence": number})
        return Reply((say("noting-over"),), (option,), State())
    return refused(error)


def _asks(turn: Turn) -> bool:
    """Whether a text is a question to Kitt and no notes."""
    read = turn.understanding
    plain = read is not None and read.decision is Decision.ACT and read.intent != "out_of_scope"
    return plain and turn.text.rstrip().endswith("?") and "\n" not in turn.text.strip()
