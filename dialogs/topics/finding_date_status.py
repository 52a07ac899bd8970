"""Which polls are open, how one stands, and its end: a time becomes the meeting, or it is called off."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4
from zoneinfo import ZoneInfo

from dialogs.registry import step
from dialogs.topics.drafting import stale
from dialogs.topics.finding_date_card import refused
from dialogs.topics.finding_date_lines import ended, heads, own_view, ranking, times
from dialogs.topics.finding_date_telling import close, manner_of, tell_cancelled
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Reply, State, Text, Turn, say
from storage.models import PollState
from storage.services import poll_views, polls, reminders
from storage.services.poll_views import Shown
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, may

TOPIC = "find_date"


def overview(turn: Turn, *, poll_id: int = 0, intro: Sequence[Text] = ()) -> Reply:
    """The poll, if only one is open or one is meant; else those that are, to choose from."""
    found = poll_views.open_polls(turn.session, viewer=turn.viewer, now=turn.now)
    if poll_id:
        found = [one for one in found if one.id == poll_id]
    if not found:
        plans = "yes" if may(turn.viewer, Right.PLAN_MEETINGS) else "no"
        return Reply((*intro, say("finddate-none-open", plans=plans)), state=State())
    if len(found) > 1:
        return which(found)
    return view(turn, found[0], intro)


def which(found: Sequence[Shown]) -> Reply:
    """Ask which of several open polls is meant."""
    options = tuple(
        Option(say("option-finddate-poll", title=one.title, group=one.group,
                   same="yes" if one.title == one.group else "no"),
               "finding_date.show", {"poll": one.id})
        for one in found
    )  # fmt: skip
    return Reply((say("finddate-which", count=len(found)),), options, State(topic=TOPIC))


def view(turn: Turn, poll: Shown, intro: Sequence[Text] = (), *, edit: bool = False) -> Reply:
    """A poll in private: one's own votes; who may decide gets there from here."""
    if poll.state is not PollState.OPEN:
        return Reply((ended(poll, zone_for(turn, poll)),), state=State(), edit=edit)
    shown = own_view(poll, zone_for(turn, poll), intro)
    mine = Option(say("option-finddate-stand"), "finding_date.stand", {"poll": poll.id})
    options = (*shown.options, mine) if poll.mine else shown.options
    return Reply(shown.texts, options, State(topic=TOPIC, results=(poll.id,)), edit=edit)


def zone_for(turn: Turn, poll: Shown) -> ZoneInfo:
    """In which zone the viewer reads its times."""
    return ZoneInfo(reminders.zone_for(turn.session, viewer=turn.viewer) or poll.zone)


def not_mine(turn: Turn) -> Reply:
    """Who coordinates no group cannot ask one; what is open there is shown."""
    found = poll_views.open_polls(turn.session, viewer=turn.viewer, now=turn.now)
    told = say("finddate-not-yours")
    if len(found) == 1:
        return view(turn, found[0], (told,))
    return which(found) if found else Reply((told,), (Option(say("option-help"), "smalltalk.help"),))


def seen(turn: Turn) -> Shown | Reply:
    """The poll that a button means, or why there is none.

    Raises:
        NotAllowedError: it is none of the viewer's.
    """
    number = turn.data.get("poll")
    if not isinstance(number, int):
        return stale()
    try:
        return poll_views.one_poll(turn.session, viewer=turn.viewer, poll_id=number, now=turn.now)
    except RefusedError as error:
        return refused(error)


@step("finding_date.show", right=Right.ATTEND)
def show(turn: Turn) -> Reply:
    """Show the poll that was chosen."""
    if elsewhere := private_instead(turn):
        return elsewhere
    poll = seen(turn)
    return poll if isinstance(poll, Reply) else view(turn, poll)


@step("finding_date.elsewhere", right=Right.ATTEND)
def elsewhere(turn: Turn) -> Reply:
    """Chosen where the messenger cannot open the private chat by itself."""
    return private_instead(turn) or show(turn) or stale()


@step("finding_date.stand", right=Right.PLAN_MEETINGS)
def stand(turn: Turn) -> Reply:
    """Show who decides how it stands, with a tap for each time that leads."""
    if elsewhere := private_instead(turn):
        return elsewhere
    poll = seen(turn)
    if isinstance(poll, Reply):
        return poll
    zone = zone_for(turn, poll)
    if poll.state is not PollState.OPEN:
        return Reply((ended(poll, zone),), state=State())
    if not poll.mine:
        return Reply((say("not-allowed"),))
    texts, options = ranking(poll, zone)
    options.append(Option(say("option-finddate-cancel"), "finding_date.cancel", {"poll": poll.id}))
    return Reply((*heads(poll, zone), *texts), tuple(options), State(topic=TOPIC, results=(poll.id,)))


@step("finding_date.decide", right=Right.PLAN_MEETINGS)
def decide(turn: Turn) -> Reply:
    """Make a time the meeting, and close the poll everywhere. The meeting's invitation tells everybody."""
    if elsewhere := private_instead(turn):
        return elsewhere
    poll, time = turn.data.get("poll"), turn.data.get("time")
    if not isinstance(poll, int) or not isinstance(time, int):
        return stale()
    try:
        polls.decide(
            turn.session, viewer=turn.viewer, poll_id=poll, suggestion_id=time, uid=f"{uuid4()}@kitt",
            now=turn.now,
        )  # fmt: skip
    except RefusedError as error:
        return _too_late(turn, error)
    done = close(turn.session, poll, turn.now)
    assert done.date is not None
    _, start, end = done.date
    text = say("finddate-decided-own", title=done.title, count=len(done.invited),
               **times(start, end, zone_for(turn, done)))  # fmt: skip
    return Reply((text,), state=State(), edit=True)


@step("finding_date.cancel", right=Right.PLAN_MEETINGS)
def cancel(turn: Turn) -> Reply:
    """Ask whether the poll is really to be called off."""
    if elsewhere := private_instead(turn):
        return elsewhere
    poll = seen(turn)
    if isinstance(poll, Reply):
        return poll
    if poll.state is not PollState.OPEN:
        return Reply((ended(poll, zone_for(turn, poll)),), state=State())
    options = (
        Option(say("option-finddate-really"), "finding_date.cancelled", {"poll": poll.id}),
        Option(say("option-finddate-keep"), "finding_date.stand", {"poll": poll.id}),
    )
    return Reply((say("finddate-cancel-really", title=poll.title),), options, State(topic=TOPIC), edit=True)


@step("finding_date.cancelled", right=Right.PLAN_MEETINGS)
def cancelled(turn: Turn) -> Reply:
    """Call the poll off; who has voted is told."""
    if elsewhere := private_instead(turn):
        return elsewhere
    number = turn.data.get("poll")
    if not isinstance(number, int):
        return stale()
    try:
        polls.cancel(turn.session, viewer=turn.viewer, poll_id=number, now=turn.now)
    except RefusedError as error:
        return _too_late(turn, error)
    poll = close(turn.session, number, turn.now)
    tell_cancelled(turn.session, poll, by=turn.viewer.person_id, manner=manner_of(turn))
    return Reply((say("finddate-cancelled-own", title=poll.title),), state=State(), edit=True)


def _too_late(turn: Turn, error: RefusedError) -> Reply:
    """What came of it meanwhile, rather than that something is over."""
    if error.reason is not Reason.OVER:
        return refused(error)
    poll = seen(turn)
    if isinstance(poll, Reply) or poll.state is PollState.OPEN:
        return refused(error)
    return Reply((ended(poll, zone_for(turn, poll)),), state=State())
