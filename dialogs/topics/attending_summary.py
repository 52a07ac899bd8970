"""Who comes: numbers for everybody who is invited, names for whoever coordinates, in private only."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.registry import phrase, step
from dialogs.topics.attending_lines import answers_for, change_option, counts_line, gone, held_of
from dialogs.topics.attending_which import TOPIC, find, options_for
from dialogs.topics.drafting import refused
from dialogs.topics.in_private import only_in_private
from dialogs.topics.meeting_lines import head
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.errors import NotAllowedError
from storage.models import Answer
from storage.services import attendance, chasing
from storage.services.attendance import Said, Summary
from storage.services.calendar import Held
from storage.services.refusing import RefusedError
from storage.services.rights import Right, may

MOST_NAMES = 60
"""Names of one list; a phone's screen is full by then."""

_WHO = re.compile(
    r"\bwer\b(?!.*\bneu\b)\s+(?:\w+\s+)?(?:alles\s+)?(?:kommt|käme|nimmt|ist (?:alles )?dabei|fehlt)\b"
    r"|\bwer\b.*\b(?:zugesagt|abgesagt|geantwortet|(?:zu|ab)gesagt hat|rückmeld\w*|rueckmeld\w*)\b"
    r"|\bwie\s?viele?\b.*\b(?:komm\w*|zugesagt|abgesagt|dabei|teilnehm\w*|geantwortet)\b"
    r"|^\W*hat(?:ten)?\b.*\b(?:zugesagt|abgesagt|geantwortet)\W*$"
    r"|\berinner\w*\b.*\b(?:alle|die)\b.*\bnicht (?:geantwortet|zugesagt)"
    r"|^\W*(?:stand der )?(?:zusagen|absagen|rückmeldungen|rueckmeldungen|teilnehmer:?\w*liste|anmeldungen)\b"
    r"|\bwho(?:'s|’s| is| else is| all is)?\s+(?:all\s+)?(?:coming|attending)\b|\bwho (?:will"
    r"|can) (?:come|attend|be there)\b"
    r"|\bwho (?:has|hasn'?t|hasn’t|did|didn'?t)\b.*\b(?:answer\w*|repl\w*|respond\w*|rsvp\w*|accept\w*"
    r"|declin\w*)\b"
    r"|\bhow many\b.*\b(?:coming|come|attend\w*|accepted)\b",
    re.I,
)
_OTHER = ("region", "place", "project", "topic", "organisation", "language")


@phrase("attending.who", _WHO, right=Right.ATTEND)
def asked(turn: Turn) -> Reply | None:
    """Answer "wer kommt am 14.?", "wer hat noch nicht geantwortet?"."""
    read = turn.understanding
    if not _WHO.search(turn.text) or (read is not None and read.of(*_OTHER)):
        return None
    found = find(turn, turn.text, invited=False)
    if found.one is not None:
        return _shown(turn, found.one)
    if not found.several:
        return Reply((say("meetings-none"),), state=State())
    options = options_for(turn, found.several, "attending.who")
    return Reply((say("attend-which-then" if found.then else "attend-who-which"),), options, State())


@step("attending.who", right=Right.ATTEND)
def who(turn: Turn) -> Reply:
    """A button: who comes to this date; once more, it is brought up to date in its place."""
    held = held_of(turn, turn.data.get("occurrence"))
    return gone() if held is None else replace(_shown(turn, held), edit=bool(turn.data.get("again")))


@step("attending.chase", right=Right.PLAN_MEETINGS)
@only_in_private
def chase(turn: Turn) -> Reply | None:
    """Have all asked who have not answered."""
    held = held_of(turn, turn.data.get("occurrence"))
    if held is None:
        return gone()
    try:
        count = chasing.ask_again(
            turn.session, viewer=turn.viewer, occurrence_id=held.id, now=turn.now, today=turn.today
        )  # fmt: skip
    except RefusedError as error:
        return refused(error)
    again = Option(say("option-attend-refresh"), "attending.who", {"occurrence": held.id, "again": True})
    return Reply((say("attend-chased", count=count),), (again,), _state(held))


def _state(held: Held) -> State:
    return State(topic=TOPIC, slots={"occurrence": held.id})


def _shown(turn: Turn, held: Held) -> Reply:
    try:
        counted = attendance.summary(
            turn.session, viewer=turn.viewer, occurrence_id=held.id, today=turn.today
        )  # fmt: skip
    except NotAllowedError:
        return Reply((say("attend-not-invited"),), state=State())
    except RefusedError:
        return gone()
    texts = [head(turn, held), counts_line(turn, held)]
    if turn.viewer.in_group:
        return Reply(tuple(texts), answers_for(held), _state(held))
    if counted.own is not None:
        texts.append(say("attend-own", answer=counted.own.value))
    if counted.open and not counted.silent:
        texts.append(say("attend-open", count=counted.open))
    return Reply((*texts, *_names(counted)), _options(turn, held, counted), _state(held))


def _names(counted: Summary) -> list[Text]:
    """Who said what, and what they remarked; who said nothing."""
    texts = []
    for answer in Answer:
        found = [one for one in counted.said if one.answer is answer and not one.stale]
        if found:
            named = _list([one.who.name for one in found])
            texts.append(say("attend-names", answer=answer.value, count=len(found), names=named))
    if counted.silent:
        named = _list([one.name for one in counted.silent])
        texts.append(say("attend-silent", count=len(counted.silent), names=named))
    remarks = [one for one in counted.said if one.comment and not one.stale]
    return [*texts, *(_remark(one) for one in remarks[:MOST_NAMES])]


def _remark(one: Said) -> Text:
    return say("attend-remark", name=one.who.name, comment=one.comment)


def _list(names: list[str]) -> Param:
    shown: list[Param] = list(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        shown.append({"text": {"key": "attend-more-names", "params": {"count": len(names) - MOST_NAMES}}})
    return {"list": shown, "style": "and"}


def _options(turn: Turn, held: Held, counted: Summary) -> tuple[Option, ...]:
    over = held.cancelled or held.starts_at <= turn.now
    if not (held.mine and may(turn.viewer, Right.PLAN_MEETINGS)):
        own = (change_option(held),) if counted.own else answers_for(held)
        return own if held.inside and not over else ()
    again = Option(say("option-attend-refresh"), "attending.who", {"occurrence": held.id, "again": True})
    if over:
        return (again,)
    silent = chasing.to_ask(
        turn.session, viewer=turn.viewer, occurrence_id=held.id, now=turn.now, today=turn.today
    )  # fmt: skip
    if not silent:
        return (again,)
    remind = Option(say("option-attend-chase", count=len(silent)), "attending.chase", {"occurrence": held.id})
    return (remind, again)
