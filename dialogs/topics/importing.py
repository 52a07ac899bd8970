"""A directory file in the chat: refused whole with row and column, or a card with what it would change."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from dialogs.enclosing import Enclosed, Received
from dialogs.registry import step
from dialogs.topics import importing_meetings as meetings
from dialogs.topics import setting_up
from dialogs.topics.drafting import Draft, answered, card, confirmed, lines, refused, stale
from dialogs.topics.in_private import private_instead
from dialogs.turn import Param, Reply, State, Turn, say
from storage.services.refusing import RefusedError
from storage.services.rights import Right, may
from storage.services.viewer import Viewer

if TYPE_CHECKING:
    from storage.exchange import Entry, Plan

FILE = "importing.file"
LARGEST = 20_000_000
"""In bytes: more Telegram gives to no bot."""
MOST_PROBLEMS = 10
MOST_SHOWN = 8
SIGN = 16
"""Hexadecimal digits that tell one file, or one plan, from another: 64 bits."""


def wanted(viewer: Viewer, enclosed: Enclosed | None, state: State) -> Enclosed | None:
    """Which file this turn needs: the one that came, or that of the open card; None for most turns.

    Nothing is fetched for anybody but administrators and, if it may hold meetings, coordinators, in private.
    """
    if viewer.in_group or not may(viewer, Right.PLAN_MEETINGS):
        return None
    if enclosed is not None and not (may(viewer, Right.IMPORT) or meetings.is_wanted(viewer, enclosed.name)):
        return None
    if enclosed is None and state.step in (f"{FILE}.more", f"{meetings.FILE}.more", meetings.GROUP):
        kept = state.data
        enclosed = Enclosed(str(kept.get("id")), str(kept.get("name")), int(kept.get("size") or 0))
    return enclosed


@step(FILE, right=Right.PLAN_MEETINGS)
def sent(turn: Turn) -> Reply | None:
    """Read the file that came, and show what it would change."""
    if elsewhere := private_instead(turn):
        return elsewhere
    got = turn.received
    if got is None or turn.choice is not None:
        return stale()
    if meetings.is_meant(turn, got):
        return meetings.shown(turn, got)
    if not may(turn.viewer, Right.IMPORT):
        return Reply((say("meetings-import-only"),), (), State())
    return _shown(turn, got)


@step(f"{FILE}.more", right=Right.IMPORT)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card."""
    return answered(turn, FILE, write)


@step(f"{FILE}.yes", right=Right.IMPORT)
def write(turn: Turn) -> Reply:
    """Import the file that the card shows: the very same one, with the very same outcome."""
    draft, got = confirmed(turn, FILE), turn.received
    if draft is None or got is None:
        return stale()
    if got.error:
        return _missing(got)
    plan = _plan(turn, got)
    if not _is_plan(plan) or _draft(turn, got, plan) != draft:
        # Somebody else has changed the directory, or the file in the terminal's folder is another one.
        reply = _shown(turn, got)
        return Reply((say("import-again"), *reply.texts), reply.options, reply.state)
    from storage.exchange.chat import carry_out

    try:
        with turn.session.begin_nested():  # all of it or nothing
            carry_out(turn.session, viewer=turn.viewer, plan=plan, now=turn.now)
    except RefusedError as error:
        return refused(error)
    return setting_up.after(turn, "regions", say("import-done"))


def _shown(turn: Turn, got: Received) -> Reply:
    if got.error:
        return _missing(got)
    plan = _plan(turn, got)
    if not _is_plan(plan):
        return _wrong(turn, plan)
    if plan.is_empty:
        return Reply((say("import-empty"),), (), State())
    texts = [say("import-card", file=got.file.name, lines=lines(*_lines(plan)))]
    if plan.unread:
        sheets: list[Param] = [*plan.unread[:MOST_SHOWN]]
        texts.append(say("import-unread", sheets={"list": sheets, "style": "comma"}))
    if plan.removed:
        texts.append(say("import-removes", many="yes" if plan.removes_many else "no"))
    return card(turn, FILE, _draft(turn, got, plan), texts, say("option-import"))


def _plan(turn: Turn, got: Received) -> Any:
    """The plan, or all that is wrong with the file. The exchange is imported by whoever sends a file."""
    from storage.exchange import FileRefusedError
    from storage.exchange.chat import Sent, plan_of

    network = turn.network
    file = Sent(got.content, PurePath(got.file.name).suffix, network.country, network.home_state)
    try:
        return plan_of(turn.session, viewer=turn.viewer, sent=file, today=turn.today)
    except FileRefusedError as error:
        return error.problems


def _is_plan(found: Any) -> bool:
    from storage.exchange import Plan

    return isinstance(found, Plan)


def _draft(turn: Turn, got: Received, plan: Plan) -> Draft:
    """What the card stands for: the file, what it holds, and what that would change."""
    outcome = repr((plan.added, plan.changed, plan.removed))
    return {
        "id": got.file.id,
        "name": got.file.name,
        "size": got.file.size,
        "holds": hashlib.sha256(got.content).hexdigest()[:SIGN],
        "does": hashlib.sha256(outcome.encode("utf-8", "surrogatepass")).hexdigest()[:SIGN],
    }


def _missing(got: Received) -> Reply:
    return Reply((say("import-missing", why=got.error, most=LARGEST // 1_000_000),), (), State())


def _wrong(turn: Turn, problems: Any) -> Reply:
    """What is wrong, with row and column; nothing of the file counts."""
    from storage.exchange import problem_text

    said: list[Param] = [problem_text(one, turn.language) for one in problems[:MOST_PROBLEMS]]
    text = say(
        "import-wrong",
        count=len(problems),
        lines={"list": said, "style": "lines"},
        more=max(0, len(problems) - MOST_PROBLEMS),
    )
    return Reply((text,), (), State())


def _lines(plan: Plan) -> list[Param]:
    changed = [change.entry for change in plan.changed]
    found = [
        _line("new", plan.added), _line("changed", changed), _line("gone", plan.removed)
    ]  # fmt: skip
    same: Param = {"text": {"key": "import-same", "params": {"count": plan.unchanged}}}
    return [*(one for one in found if one is not None), *((same,) if plan.unchanged else ())]


def _line(deed: str, entries: Any) -> Param | None:
    """How many of one sort, people first, and the first of them by name."""
    if not entries:
        return None
    people: list[Entry] = [entry for entry in entries if entry.kind.value == "person"]
    shown: list[Param] = [entry.label for entry in [*people, *(e for e in entries if e not in people)]]
    params: dict[str, Param] = {
        "deed": deed, "people": len(people), "others": len(entries) - len(people),
        "names": {"list": shown[:MOST_SHOWN], "style": "comma"}, "more": max(0, len(shown) - MOST_SHOWN),
    }  # fmt: skip
    return {"text": {"key": "import-line", "params": params}}
