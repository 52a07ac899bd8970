"""Say what suits: with buttons, in words, in private or where the group writes; add a time of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.registry import phrase, step
from dialogs.topics.drafting import stale
from dialogs.topics.finding_date_card import refused
from dialogs.topics.finding_date_lines import WORD, ended, time_of, times
from dialogs.topics.finding_date_reading import said_in
from dialogs.topics.finding_date_status import seen, view, which, zone_for
from dialogs.topics.finding_date_telling import refresh
from dialogs.topics.finding_date_words import SUGGESTS, VOTES, Scale, UnclearError, votes_in
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.interface import Decision
from storage.errors import NotAllowedError
from storage.models import Answer, PollState
from storage.services import poll_messages, poll_views, poll_votes, polls, telling
from storage.services.poll_views import Shown
from storage.services.recurring import in_utc
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right
from storage.services.telling import Kind

OTHER = "finding_date.other"

_OTHERS = frozenset(
    "remind_me schedule_meeting change_meeting broadcast ask_group answer_question find_contact who_is mute"
    " unmute human next_meeting past_meetings".split()
)
"""Intents of texts that say nothing about what suits, whatever words they hold."""

_LIKE_PLANS = frozenset({"schedule_meeting", "change_meeting"})
_MIGHT_DO = re.compile(r"\bginge[n]?\b|\bwie w(?:ä|ae)re?s?\b|\b(?:what|how) about\b", re.I)
_OPENED = re.compile(rf"^/?{WORD}-(?P<poll>\d{{1,9}})$", re.I)


@phrase("finding_date.opened", _OPENED, right=Right.ATTEND, early=True)
def opened(turn: Turn) -> Reply | None:
    """The link under a poll in a group or channel: show it in private."""
    match = _OPENED.match(turn.text.strip())
    if match is None:
        return None
    if elsewhere := private_instead(turn):
        return elsewhere
    try:
        poll = poll_views.one_poll(turn.session, viewer=turn.viewer, poll_id=int(match["poll"]), now=turn.now)
    except RefusedError as error:
        return refused(error)
    return view(turn, poll)


@step("finding_date.vote", right=Right.ATTEND)
def vote(turn: Turn) -> Reply:
    """Take one's own vote for a time, or that none suits, as a button in private says."""
    if turn.viewer.in_group:
        return press(turn) or stale()
    number, time, answer = (turn.data.get(key) for key in ("poll", "time", "answer"))
    if not isinstance(number, int) or not isinstance(time, int) or answer not in set(Answer):
        return stale()
    if time:
        return _voted(turn, number, lambda: poll_votes.vote(
            turn.session, viewer=turn.viewer, poll_id=number, answers={time: Answer(answer)}, now=turn.now
        ))  # fmt: skip
    return _voted(turn, number, lambda: poll_votes.none_suits(
        turn.session, viewer=turn.viewer, poll_id=number, now=turn.now
    ))  # fmt: skip


@step("finding_date.done", right=Right.ATTEND)
def done(turn: Turn) -> Reply:
    """What was not chosen does not suit; say what is noted."""
    if elsewhere := private_instead(turn):
        return elsewhere
    number = turn.data.get("poll")
    if not isinstance(number, int):
        return stale()
    reply = _voted(turn, number, lambda: poll_votes.finish(
        turn.session, viewer=turn.viewer, poll_id=number, now=turn.now
    ))  # fmt: skip
    poll = seen(turn)
    if isinstance(poll, Reply) or poll.state is not PollState.OPEN or not poll.asked:
        return reply
    change = Option(say("option-finddate-change"), "finding_date.show", {"poll": number})
    options = (change, *(one for one in reply.options if one.step == "finding_date.stand"))
    return Reply((_noted(turn, poll),), options, State(topic="find_date"), edit=True)


@step("finding_date.press", right=Right.ATTEND)
def press(turn: Turn) -> Reply:
    """Take the vote of whoever presses a button where others read along: nothing is said, counts change."""
    number, time = turn.data.get("poll"), turn.data.get("time")
    if not isinstance(number, int) or not isinstance(time, int):
        return stale()
    try:
        if time:
            poll_votes.toggle(
                turn.session, viewer=turn.viewer, poll_id=number, suggestion_id=time, now=turn.now
            )
        else:
            poll_votes.none_suits(turn.session, viewer=turn.viewer, poll_id=number, now=turn.now)
    except NotAllowedError:
        return _outsider(turn, number)
    except RefusedError as error:
        return _refused(turn, error)
    refresh(turn.session, number, turn.now)
    # Who has typed the number of an option sees no button move.
    return Reply((say("finddate-noted-here"),)) if turn.understanding is not None else Reply(())


@phrase("finding_date.words", VOTES, right=Right.ATTEND)
def in_words(turn: Turn) -> Reply | None:
    """ "Di und Do passen", "alle außer Mittwoch", "Freitag 9 Uhr ginge auch": where a poll is open."""
    if _is_something_else(turn) or (turn.text.rstrip().endswith("?") and not SUGGESTS.search(turn.text)):
        return None
    found = [poll for poll in _polls_here(turn) if poll.asked and poll.ahead]
    said: list[tuple[Shown, Mapping[int, Answer]]] = []
    for poll in found:
        try:
            votes = votes_in(turn.text, _scale(turn, poll))
        except UnclearError:
            return view(turn, poll, (say("finddate-unclear"),)) if not turn.viewer.in_group else None
        if votes:
            said.append((poll, votes))
    if len(said) > 1:
        meant = [one for one in said if one[0].id in turn.state.results and turn.state.topic == "find_date"]
        said = meant or said
    if len(said) > 1:
        return private_instead(turn) or which([poll for poll, _ in said])
    if said:
        return _taken(turn, *said[0])
    return _new_time(turn, found) if SUGGESTS.search(turn.text) else None


@phrase("finding_date.suggested", SUGGESTS, right=Right.ATTEND)
def suggested(turn: Turn) -> Reply | None:
    """ "Wie wäre es mit Freitag um 9?", where a poll is open."""
    if _is_something_else(turn):
        return None
    return _new_time(turn, [poll for poll in _polls_here(turn) if poll.asked and poll.ahead])


@step(OTHER, right=Right.ATTEND)
def other(turn: Turn) -> Reply | None:
    """Ask for a time of one's own, and take it."""
    if elsewhere := private_instead(turn):
        return elsewhere
    poll = seen(turn)
    if isinstance(poll, Reply):
        return poll
    if poll.state is not PollState.OPEN:
        return Reply((ended(poll, zone_for(turn, poll)),), state=State())
    if turn.choice:
        return Reply((say("finddate-ask-other"),), state=State(step=OTHER, data={"poll": poll.id}))
    return _new_time(turn, [poll])


@step("finding_date.suggest", right=Right.ATTEND)
def suggest(turn: Turn) -> Reply:
    """Add the time that was confirmed; everybody is told of it a little later."""
    number, at = turn.data.get("poll"), turn.data.get("at")
    if not isinstance(number, int) or not isinstance(at, str):
        return stale()
    try:
        wall = datetime.fromisoformat(at).replace(tzinfo=None)
        polls.suggest(turn.session, viewer=turn.viewer, poll_id=number, starts_wall=wall, now=turn.now)
    except ValueError:
        return stale()
    except RefusedError as error:
        return _refused(turn, error)
    refresh(turn.session, number, turn.now)
    poll = seen(turn)
    told = say("finddate-suggested")
    if isinstance(poll, Reply) or turn.viewer.in_group:
        return Reply((told,), state=State(), edit=True)
    return view(turn, poll, (told,), edit=True)


def _voted(turn: Turn, number: int, write: Callable[[], object]) -> Reply:
    """Write a vote, let channels show it, and show one's own."""
    try:
        write()
    except RefusedError as error:
        return _refused(turn, error)
    refresh(turn.session, number, turn.now)
    poll = poll_views.one_poll(turn.session, viewer=turn.viewer, poll_id=number, now=turn.now)
    return view(turn, poll, edit=True)


def _taken(turn: Turn, poll: Shown, votes: Mapping[int, Answer]) -> Reply:
    """Take votes that were said in words, and say what is noted; in a group without what it is."""
    answers = {poll.ahead[place].id: answer for place, answer in votes.items()}
    try:
        poll_votes.vote(turn.session, viewer=turn.viewer, poll_id=poll.id, answers=answers, now=turn.now)
    except RefusedError as error:
        return _refused(turn, error)
    refresh(turn.session, poll.id, turn.now)
    if turn.viewer.in_group:
        return Reply((say("finddate-noted-here"),))
    now = poll_views.one_poll(turn.session, viewer=turn.viewer, poll_id=poll.id, now=turn.now)
    shown = view(turn, now)
    return Reply((_noted(turn, now),), shown.options, shown.state)


def _noted(turn: Turn, poll: Shown) -> Text:
    """What is noted for somebody, in full."""
    zone = zone_for(turn, poll)
    named = {answer: [time_of(one, zone) for one in poll.ahead if one.own is answer] for answer in Answer}
    said: dict[str, Param] = {
        answer.value: {"list": found, "style": "and"} for answer, found in named.items()
    }
    agreed = [answer.value for answer in (Answer.YES, Answer.MAYBE) if named[answer]]
    some = named[Answer.NO] and len(named[Answer.NO]) < len(poll.ahead)
    has = "-".join(agreed) or ("no" if some else "nothing")
    return say("finddate-noted", has=has, **said)


def _new_time(turn: Turn, found: list[Shown]) -> Reply | None:
    """A time that nobody has suggested yet: shown once more before it goes to everybody."""
    if not found:
        return None
    poll = found[0]
    zone = ZoneInfo(poll.zone)
    said = said_in(turn.text, turn.now, zone, turn.language)
    new = [one for one in said.times if all(one != known.starts_wall for known in poll.offered)]
    if len(new) != 1:
        asked = turn.state.step == OTHER and (said.times or said.days)
        return Reply((say("finddate-one-time"),)) if asked else None
    if len(found) > 1:
        return private_instead(turn) or which(found)
    start = in_utc(new[0], zone)
    minutes = poll.offered[0].ends_at - poll.offered[0].starts_at
    text = say("finddate-suggest", title=poll.title, **times(start, start + minutes, zone))
    options = (
        Option(say("option-finddate-suggest"), "finding_date.suggest",
               {"poll": poll.id, "at": new[0].isoformat()}),
        Option(say("option-finddate-no"), "finding_date.show", {"poll": poll.id}),
    )  # fmt: skip
    return Reply((text,), options, State(topic="find_date", results=(poll.id,)))


def _is_something_else(turn: Turn) -> bool:
    """Whether a text plainly wants something else that has a day: "erinnere mich auch am Freitag"."""
    read = turn.understanding
    if read is None or read.decision is not Decision.ACT or read.intent not in _OTHERS:
        return False
    # A day with a time alone is read as a plan: "Freitag 9 Uhr ginge auch".
    return read.intent not in _LIKE_PLANS or not _MIGHT_DO.search(turn.text)


def _polls_here(turn: Turn) -> list[Shown]:
    """The open polls that may be meant: in a group those of the group that it belongs to."""
    group = None
    if turn.viewer.in_group:
        group = poll_messages.group_at(turn.session, turn.conversation_id)
        if group is None:
            return []
    return poll_views.open_polls(turn.session, viewer=turn.viewer, now=turn.now, group_id=group)


def _scale(turn: Turn, poll: Shown) -> Scale:
    return Scale([one.starts_wall for one in poll.ahead], turn.now, ZoneInfo(poll.zone), turn.language)


def _outsider(turn: Turn, number: int) -> Reply:
    """Who is none of the group does not vote; they are told in private, once, and the group hears nothing."""
    note = Reply((say("finddate-outsider"),)).as_json()
    telling.tell(
        turn.session, turn.viewer.person_id or 0, note, now=turn.now, zone=turn.network.zone,
        key=f"poll:{number}:outsider:{turn.viewer.person_id}", kind=Kind.ANSWER,
    )  # fmt: skip
    return Reply(())


def _refused(turn: Turn, error: RefusedError) -> Reply:
    """What came of the poll, if that is why; else the reason."""
    poll = seen(turn)
    if error.reason is Reason.OVER and not isinstance(poll, Reply) and poll.state is not PollState.OPEN:
        return Reply((ended(poll, zone_for(turn, poll)),), state=State())
    return refused(error)
