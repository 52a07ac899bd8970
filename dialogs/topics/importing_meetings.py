"""Meetings that were, from a calendar or a table that is sent: refused whole, or a card with what it adds.

For whoever coordinates a group, and administrators; the group is asked for where the file names none. Nobody
is told anything by it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dialogs.enclosing import Received
from dialogs.registry import step
from dialogs.topics.drafting import Draft, answered, asking, card, confirmed, draft_of, inner, lines, stale
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Turn, say
from storage.services.rights import Right, may
from storage.services.viewer import Viewer

if TYPE_CHECKING:
    from storage.exchange.meetings import MeetingsPlan, Step

FILE = "importing_meetings.file"
GROUP = "importing_meetings.group"
ENDINGS = (".ics", ".ical", ".csv", ".tsv", ".txt")
MOST_SHOWN = 5
MOST_PROBLEMS = 10
MOST_GROUPS = 12
SIGN = 16
"""Hexadecimal digits that tell one file, or one plan, from another: 64 bits."""

_ONLY = re.compile(
    r"^\W*(?:bitte\s+)?(?:nur|only|just)\s+(?:die\s+|the\s+)?(?:mit\s+|with\s+)?(?P<words>[^?]{2,60}?)\W*$",
    re.I,
)
_ALL = re.compile(r"^\W*(?:doch\s+)?(?:alle|all)\W*$", re.I)


def is_wanted(viewer: Viewer, name: str) -> bool:
    """Whether a file of this name may be one of meetings from somebody who may import them."""
    return may(viewer, Right.PLAN_MEETINGS) and PurePath(name).suffix.lower() in ENDINGS


def is_meant(turn: Turn, got: Received) -> bool:
    """Whether a file is one of meetings."""
    from storage.exchange.meetings import holds_meetings

    return not got.error and holds_meetings(got.file.name, got.content)


@step(GROUP, right=Right.PLAN_MEETINGS)
def group_chosen(turn: Turn) -> Reply | None:
    """Go on with the group that was chosen."""
    draft, got = draft_of(turn, GROUP), turn.received
    if turn.choice is None:
        return None
    if draft is None or got is None or _holds(got) != draft.get("holds"):
        return stale()
    return shown(turn, got, group=int(turn.data.get("group") or 0))


@step(f"{FILE}.more", right=Right.PLAN_MEETINGS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, or which titles are meant: "nur Fokusgruppe"."""
    if reply := answered(turn, FILE, write):
        return reply
    draft, got = draft_of(turn, f"{FILE}.more"), turn.received
    only = _ONLY.match(turn.text)
    if draft is None or got is None or not (only or _ALL.match(turn.text)):
        return None
    return shown(turn, got, group=draft["group"], only=only["words"] if only else "")


@step(f"{FILE}.yes", right=Right.PLAN_MEETINGS)
def write(turn: Turn) -> Reply:
    """Import the file that the card shows: the very same one, with the very same outcome."""
    if elsewhere := private_instead(turn):
        return elsewhere
    draft, got = confirmed(turn, FILE), turn.received
    if draft is None or got is None:
        return stale()
    plan = _plan(turn, got, draft["group"], str(draft["only"]))
    if isinstance(plan, Reply):
        return plan
    if _draft(got, plan, draft["group"], str(draft["only"])) != draft:
        reply = shown(turn, got, group=draft["group"], only=str(draft["only"]))
        return Reply((say("import-again"), *reply.texts), reply.options, reply.state)
    from storage.exchange.meetings import apply_meetings

    apply_meetings(turn.session, viewer=turn.viewer, plan=plan, zone=_zone(turn), now=turn.now)
    look = Option(say("option-lookback-all"), "looking_back.more", {})
    done = say("meetings-import-done", count=len(plan.new), changed=len(plan.changed))
    return Reply((done,), (look,), State())


def shown(turn: Turn, got: Received, *, group: int | None = None, only: str = "") -> Reply:
    """What a file would add, or the question for which group it is, or what is wrong with it."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if got.error:
        return Reply((say("import-missing", why=got.error, most=20),), (), State())
    plan = _plan(turn, got, group, only)
    if isinstance(plan, Reply):
        return plan
    if plan.unplaced:
        return _ask_group(turn, got, plan)
    if plan.is_empty:
        said: list[Param | None] = [*_left(plan)]
        key = "meetings-import-same" if plan.unchanged else "meetings-import-none"
        return Reply((say(key, count=plan.unchanged, lines=lines(*said), more=len(said)),), (), State())
    text = say("meetings-import-card", file=got.file.name, lines=lines(*_lines(turn, plan)))
    texts = [text, say("meetings-import-hint")] if len(plan.new) > MOST_SHOWN else [text]
    return card(turn, FILE, _draft(got, plan, group, only), texts, say("option-import"))


def _plan(turn: Turn, got: Received, group: int | None, only: str) -> MeetingsPlan | Reply:
    """The plan; or what is wrong with the file, said. The exchange is imported by whoever sends a file."""
    from storage.exchange import FileRefusedError
    from storage.exchange.meetings import plan_meetings, read_meetings

    zone = _zone(turn)
    try:
        read = read_meetings(got.file.name, got.content, now=turn.now, zone=zone)
        return plan_meetings(
            turn.session, viewer=turn.viewer, read=read, group_id=group, only=only, zone=zone
        )
    except FileRefusedError as error:
        return _wrong(turn, error.problems)


def _ask_group(turn: Turn, got: Received, plan: MeetingsPlan) -> Reply:
    from storage.exchange.meetings import groups_for

    groups = groups_for(turn.session, viewer=turn.viewer)
    if len(groups) == 1:
        return shown(turn, got, group=groups[0].id)
    options = [Option(say("label", label=one.name), GROUP, {"group": one.id}) for one in groups[:MOST_GROUPS]]
    if not options:
        return Reply((say("meetings-import-no-group"),), (), State())
    return asking(turn, GROUP, _file(got), say("meetings-import-which", count=plan.unplaced), options)


def _wrong(turn: Turn, problems: Any) -> Reply:
    from storage.exchange import problem_text

    said: list[Param] = [problem_text(one, turn.language) for one in problems[:MOST_PROBLEMS]]
    more = max(0, len(problems) - MOST_PROBLEMS)
    text = say("import-wrong", count=len(problems), lines={"list": said, "style": "lines"}, more=more)
    return Reply((text,), (), State())


def _lines(turn: Turn, plan: MeetingsPlan) -> list[Param | None]:
    said: list[Param | None] = []
    if plan.new:
        said.append(inner("meetings-import-new", count=len(plan.new)))
        said += [_line(one) for one in plan.new[-MOST_SHOWN:][::-1]]
    if plan.changed:
        said.append(inner("meetings-import-changed", count=len(plan.changed)))
        said += [_line(one) for one in plan.changed[-MOST_SHOWN:][::-1]]
    if plan.unchanged:
        said.append(inner("meetings-import-unchanged", count=plan.unchanged))
    return [*said, *_left(plan)]


def _line(one: Step) -> Param:
    day: Param = {"date": one.date.starts_wall.date().isoformat(), "style": "long"}
    return inner("meetings-import-line", title=one.date.title, day=day)


def _left(plan: MeetingsPlan) -> list[Param]:
    """What was left alone, and why."""
    read = plan.read
    counts = {"ahead": read.ahead, "cancelled": read.cancelled, "private": read.private, "long": read.long,
              "shortened": read.shortened}  # fmt: skip
    return [inner("meetings-import-left", why=why, count=count) for why, count in counts.items() if count]


def _draft(got: Received, plan: MeetingsPlan, group: int | None, only: str) -> Draft:
    """What the card stands for: the file, what it holds, and what that would change."""
    outcome = repr((plan.new, plan.changed, plan.unchanged))
    does = hashlib.sha256(outcome.encode("utf-8", "surrogatepass")).hexdigest()[:SIGN]
    return {**_file(got), "does": does, "group": group, "only": only}


def _file(got: Received) -> Draft:
    return {"id": got.file.id, "name": got.file.name, "size": got.file.size, "holds": _holds(got)}


def _holds(got: Received) -> str:
    return hashlib.sha256(got.content).hexdigest()[:SIGN]


def _zone(turn: Turn) -> ZoneInfo:
    return ZoneInfo(str(turn.network.zone))
