"""Who comes: answered with one tap, or in words; changed any time; a remark for the coordinators."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta

from dialogs.registry import intent, phrase, step
from dialogs.topics.attending_lines import (
    ANSWER,
    after,
    answer_of,
    answers_for,
    change_option,
    counts_line,
    gone,
    held_of,
    noted_line,
    where_lines,
)
from dialogs.topics.attending_which import (
    TOPIC,
    Found,
    choices_of,
    find,
    group_meant,
    is_date,
    is_only_date,
    options_for,
    read_here,
    zone_here,
)
from dialogs.topics.attending_words import (
    Said,
    asks,
    by_form,
    negates,
    of_something_else,
    only_of_others,
    parts_of,
    plainly,
    takes_back,
)
from dialogs.topics.drafting import refused
from dialogs.topics.finding_date_voting import in_words
from dialogs.topics.finding_date_words import VOTES
from dialogs.topics.meeting_lines import lines, when, zone_of
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.interface import Decision
from storage.errors import NotAllowedError
from storage.models import Answer
from storage.services import attendance, telling
from storage.services.calendar import Held
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right

_ORDERS = re.compile(r"^\W*(?:bitte\s+)?(?:sag|call|cancel)\w*\b", re.I)
_PLAINLY_NOT = re.compile(
    r"\bich (?:kann|komme|schaffe?)\b.*\bnicht\b|\b(?:kann|komme|schaffe?) ich\b.*\bnicht\b|\bi (?:can't"
    r"|can’t|cannot)\b",
    re.I,
)
MORNING = time(9)
"""When somebody is asked again who named a day only."""


@intent("rsvp_yes", right=Right.ATTEND)
def says_yes(turn: Turn) -> Reply | None:
    """Answer "ich komme", "bin dabei"."""
    return _said(turn, Answer.YES)


@intent("rsvp_no", right=Right.ATTEND)
def says_no(turn: Turn) -> Reply | None:
    """Answer "ich kann am 14. leider nicht"."""
    return _said(turn, Answer.NO)


@intent("rsvp_maybe", right=Right.ATTEND)
def says_maybe(turn: Turn) -> Reply | None:
    """Answer "vielleicht, sag morgen Bescheid"."""
    return _said(turn, Answer.MAYBE)


@phrase("attending.stated", right=Right.ATTEND)
def stated(turn: Turn) -> Reply | None:
    """What is an answer by its form, or because Kitt has just asked: "ja gern", "doch nicht"."""
    if (mere := plainly(turn.text)) is not None:
        return _said(turn, mere) if _asked(turn) else None
    if takes_back(turn.text):
        talked = _asked(turn) or turn.state.topic == TOPIC
        return _said(turn, Answer.NO, agreed=True) if talked else None
    answer = by_form(turn.text)
    if answer is None and _PLAINLY_NOT.search(turn.text) and _is_read_as(turn, "rsvp_no"):
        answer = Answer.NO  # whatever is said behind it: "…, bin bis Freitag krank"
    return None if answer is None else _said(turn, answer)


def _is_read_as(turn: Turn, name: str) -> bool:
    read = turn.understanding
    return read is not None and read.intent == name and read.decision is Decision.ACT


def _asked(turn: Turn) -> bool:
    """Whether the last thing that Kitt said can be answered so."""
    return any(option.get("step") == ANSWER for option in (*turn.state.options, *turn.state.told))


def _said(turn: Turn, answer: Answer, *, agreed: bool = False) -> Reply | None:
    if asks(turn.text) or of_something_else(turn.text):
        return None
    answer = by_form(turn.text) or answer
    if answer is Answer.YES and negates(turn.text):
        answer = Answer.NO
    read = turn.understanding
    others = [one.value for one in (read.of("person") if read else ()) if _is_other(turn, one.refs)]
    if others and only_of_others(turn.text):
        return Reply((say("attend-others", names={"list": others, "style": "and"}),), state=State())
    said = parts_of(turn.text, answer, lambda part: is_only_date(turn, part))
    found = find(turn, said.dated, agreed=agreed)
    if found.one is not None and _may_mean_all(turn, found.one, answer):
        return _for_whom(turn, found.one)
    if found.one is not None:
        return _given(turn, found.one, said, others)
    # No meeting is on that day, but it may be one of the times that a group is asked about.
    voted = in_words(turn) if found.then and VOTES.search(turn.text) else None
    return voted or _asked_which(turn, found, said)


def _asked_which(turn: Turn, found: Found, said: Said) -> Reply:
    if not found.several:
        nowhere = turn.viewer.in_group and group_meant(turn) is None
        return Reply((say("meetings-no-room" if nowhere else "attend-none"),), state=State())
    return _which(turn, found.several, said, then=found.then)


def _is_other(turn: Turn, refs: tuple[str, ...]) -> bool:
    return bool(refs) and str(turn.viewer.person_id) not in refs


def _may_mean_all(turn: Turn, held: Held, answer: Answer) -> bool:
    """Whether "sag für Dienstag ab" may mean the meeting, from somebody who could call it off."""
    orders = bool(_ORDERS.match(turn.text)) and only_of_others(turn.text)
    return answer is Answer.NO and held.mine and orders and not turn.viewer.in_group


def _for_whom(turn: Turn, held: Held) -> Reply:
    only_me = Option(say("option-attend-only-me"), ANSWER, {"occurrence": held.id, "answer": Answer.NO.value})
    call_off = {"occurrence": held.id, "deed": "cancel"}
    for_all = Option(say("option-attend-call-off"), "changing_meeting.begin", call_off)
    state = State(topic=TOPIC, slots={"occurrence": held.id})
    return Reply((say("attend-for-whom"), *lines(turn, held)[:1]), (only_me, for_all), state)


def _which(turn: Turn, several: list[Held], said: Said, *, then: bool) -> Reply:
    """Ask which one; the remark waits in the conversation, not in the buttons."""
    data = {"answer": said.answer.value, "again": said.again, "comment": said.comment}
    key = "attend-which-then" if then else "attend-which"
    options = options_for(turn, several, "attending.which")
    return Reply((say(key, answer=said.answer.value),), options, State(step="attending.which", data=data))


@step("attending.which", right=Right.ATTEND)
def chosen(turn: Turn) -> Reply | None:
    """Take which meeting is meant: an option, or its day in words."""
    data = turn.state.data if turn.state.step == "attending.which" else {}
    answer = answer_of(data.get("answer"))
    if answer is None:
        return Reply((say("stale-option"),)) if turn.choice else None
    said = Said(answer, turn.text, str(data.get("again") or ""), str(data.get("comment") or ""))
    if turn.choice is None:
        found = find(turn, turn.text) if is_date(turn, turn.text) else None
        return _given(turn, found.one, said, []) if found and found.one else None
    held = held_of(turn, turn.data.get("occurrence"))
    return _given(turn, held, said, []) if held else gone()


def _given(turn: Turn, held: Held, said: Said, others: list[str]) -> Reply:
    """Write an answer in words down, with when to be asked again and the remark."""
    again_at, note = _again(turn, held, said.again)
    reply = give(turn, held, said.answer, comment=said.comment or None, again_at=again_at)
    if reply is None or not reply.options:
        return reply or Reply(())
    texts, options = [*reply.texts, *note], list(reply.options)
    if said.comment and not turn.viewer.in_group:
        texts.append(say("attend-comment", comment=said.comment))
        options[0] = Option(say("option-attend-no-comment"), "attending.drop", {"occurrence": held.id})
    if others:
        texts.append(say("attend-only-you", names={"list": others, "style": "and"}))
    if said.answer is Answer.NO and held.mine and not turn.viewer.in_group:
        texts.append(say("attend-not-called-off"))
    if again_at is not None:
        options = options[:2]  # it was said already when to be asked again
    return replace(reply, texts=tuple(texts), options=tuple(options))


def _again(turn: Turn, held: Held, again: str) -> tuple[datetime | None, list[Text]]:
    """When somebody wants to be asked again, and what is said about it."""
    if not again:
        return None, []
    found = choices_of(read_here(turn, again))
    if not found or found[0].start is None:
        return None, []
    named = found[0].end or found[0].start
    zone = zone_here(turn)
    exact = found[0].grain in ("minute", "hour")
    at = named if exact else datetime.combine(named.date(), MORNING, zone)
    if at <= turn.now:
        return None, []
    if at >= held.starts_at:
        return None, [say("attend-again-late")]
    return at, [say("attend-again", **when(at, at, zone))]


def give(
    turn: Turn, held: Held, answer: Answer, *, comment: str | None = None, again_at: datetime | None = None
) -> Reply:
    """Write an answer down and say so in a line; what cannot be is said in a sentence."""
    if (why := _write(turn, held, answer, comment, again_at)) is not None:
        return why
    state = State(topic=TOPIC, slots={"occurrence": held.id})
    noted = noted_line(turn, held, answer)
    if turn.viewer.in_group:
        return Reply((noted,), (change_option(held),), state)
    return Reply((noted, *where_lines(held)), after(turn, held, answer), state)


def _write(
    turn: Turn, held: Held, answer: Answer, comment: str | None = None, again_at: datetime | None = None
) -> Reply | None:
    """Write an answer down; what is said if that cannot be."""
    try:
        attendance.answer(
            turn.session, viewer=turn.viewer, occurrence_id=held.id, answer=answer, comment=comment,
            ask_again_at=again_at, now=turn.now,
        )  # fmt: skip
    except NotAllowedError:
        return Reply((say("attend-not-invited"),), state=State())
    except RefusedError as error:
        if error.reason is not Reason.OVER:
            return refused(error)
        named = {"title": held.title, **when(held.starts_at, held.ends_at, zone_of(turn, held))}
        return Reply((say("attend-called-off" if held.cancelled else "attend-over", **named),), state=State())
    return None


@step(ANSWER, right=Right.ATTEND)
def pressed(turn: Turn) -> Reply:
    """A button: in private its message becomes the confirmation, in a room its numbers are put right."""
    answer, held = answer_of(turn.data.get("answer")), held_of(turn, turn.data.get("occurrence"))
    if answer is None or held is None:
        return gone()
    if (
        turn.viewer.in_group and turn.understanding is None
    ):  # a button; what is written there is answered there
        return _in_room(turn, held, answer)
    return replace(give(turn, held, answer), edit=True)


def _in_room(turn: Turn, held: Held, answer: Answer) -> Reply:
    """Say nothing where many press; who pressed gets to know in private, where Kitt may write to them."""
    if held.answer is answer and not held.stale:
        return Reply(())
    if (why := _write(turn, held, answer)) is not None:
        return why
    confirmed = Reply((noted_line(turn, held, answer), *where_lines(held)), after(turn, held, answer))
    telling.tell(
        turn.session, turn.viewer.person_id or 0, confirmed.as_json(), kind=telling.Kind.ANSWER,
        key=f"attending:{held.id}:{turn.viewer.person_id}:{turn.now.isoformat()}", now=turn.now,
        zone=turn.network.zone, default_language=turn.network.language,
    )  # fmt: skip
    texts = (*lines(turn, held), counts_line(turn, held))
    return Reply(texts, answers_for(held), edit=True, only_edit=True)


@step("attending.change", right=Right.ATTEND)
def change(turn: Turn) -> Reply:
    """Offer the three answers anew."""
    held = held_of(turn, turn.data.get("occurrence"))
    if held is None:
        return gone()
    state = State(topic=TOPIC, slots={"occurrence": held.id})
    return Reply(lines(turn, held), answers_for(held), state, edit=not turn.viewer.in_group)


@step("attending.later", right=Right.ATTEND)
def later(turn: Turn) -> Reply:
    """Be asked again tomorrow."""
    held = held_of(turn, turn.data.get("occurrence"))
    if held is None:
        return gone()
    zone = zone_here(turn)
    at = datetime.combine(turn.now.astimezone(zone).date() + timedelta(days=1), MORNING, zone)
    if at >= held.starts_at:
        return Reply((say("attend-again-late"),))
    reply = give(turn, held, Answer.MAYBE, again_at=at)
    return replace(reply, texts=(*reply.texts, say("attend-again", **when(at, at, zone))), edit=True)
