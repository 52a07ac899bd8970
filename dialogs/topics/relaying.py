"""Somebody wants a human: asked what it is about, relayed to a coordinator, answered, and answered again."""

from __future__ import annotations

from dataclasses import replace

from dialogs.registry import COORDINATORS, command, intent, phrase, step
from dialogs.topics.again import another_wish
from dialogs.topics.drafting import says_no, says_yes
from dialogs.topics.handing import hand_on, tell_asker, tell_coordinator
from dialogs.topics.in_private import private_instead
from dialogs.topics.people import coordinators_reply
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.interface import Decision
from storage.models import Role
from storage.services import help_requests
from storage.services.coordinating import name_for
from storage.services.help_requests import LONGEST, Request, TooManyError

SEND = Option(say("option-relay-plain"), "relaying.send")
WITHDRAW = Option(say("option-relay-withdraw"), "relaying.withdraw")
LEAVE = Option(say("option-relay-leave"), "relaying.leave")
MOST_IN_PASSING = 3
_TALK = frozenset(
    {"help", "privacy", "delete_me", "export_data", "set_language", "greet", "cancel", "affirm", "deny"}
)
_PASSING = frozenset({"thanks", "goodbye", "greet", "deny"})
MORE = Option(say("option-relay-more"), "relaying.ask")


@command("mensch", "human")
@intent("human")
@step("smalltalk.human")
def human(turn: Turn) -> Reply | None:
    """Ask what it is about; members also see who coordinates, guests learn nobody's name."""
    if (refused := private_instead(turn)) is not None:
        return refused
    if help_requests.pending(turn.session, viewer=turn.viewer, account_id=turn.account_id) is not None:
        return Reply((say("relay-pending"),), (MORE, WITHDRAW), State())
    if not turn.viewer.is_member:
        return Reply((say("human-guest"), say("relay-ask")), (SEND,), State(step="relaying.send"))
    known = coordinators_reply(turn)
    state = State(step="relaying.send", topic="human", results=known.state.results if known.state else ())
    return Reply((*known.texts, say("relay-ask")), (*known.options, SEND), state)


def pass_on(turn: Turn, key: str, *options: Option) -> Reply:
    """Offer to pass on what was written; ``key`` says why, ``options`` are what else could be meant."""
    if (refused := private_instead(turn)) is not None:
        return refused
    if len(turn.text) > LONGEST:
        return Reply((say("relay-too-long", most=LONGEST),), (), State(step="relaying.send"))
    offered = (Option(say("option-relay-pass"), "relaying.pass"), *options, LEAVE)
    return Reply((say(key),), offered, State(step="relaying.confirm", data={"text": turn.text.strip()}))


@step("relaying.confirm")
def confirm(turn: Turn) -> Reply | None:
    """A plain yes or no in words."""
    if says_yes(turn):
        return pass_now(turn)
    return leave(turn) if says_no(turn) else None


@step("relaying.pass")
def pass_now(turn: Turn) -> Reply | None:
    """Pass on what was written before, while it is still open."""
    text = str(turn.state.data.get("text") or "")
    if turn.state.step != "relaying.confirm" or not text:
        return Reply((say("stale-option"),))
    return _send(replace(turn, choice=None, text=text))


@step("relaying.leave")
def leave(turn: Turn) -> Reply:
    """Pass nothing on."""
    if (refused := private_instead(turn)) is not None:
        return refused
    return Reply((say("relay-left"),), state=State())


@step("relaying.ask")
def ask(turn: Turn) -> Reply:
    """Ask what is to be relayed."""
    if (refused := private_instead(turn)) is not None:
        return refused
    return Reply((say("relay-ask"),), (), State(step="relaying.send"))


@step("relaying.send")
def send(turn: Turn) -> Reply | None:
    """Relay what somebody wrote, or only that they want a human."""
    if (refused := private_instead(turn)) is not None:
        return refused
    if turn.choice is None and _in_passing(turn):
        return None
    if len(turn.text) > LONGEST:
        return Reply((say("relay-too-long", most=LONGEST),), (), State(step="relaying.send"))
    if turn.choice is None and (other := another_wish(turn)) is not None:
        return pass_on(turn, "relay-or-self", *other)
    return _send(turn)


def _send(turn: Turn) -> Reply:
    if (refused := private_instead(turn)) is not None:
        return refused
    try:
        asked = help_requests.ask(
            turn.session,
            viewer=turn.viewer,
            account_id=turn.account_id,
            message=turn.text,
            now=turn.now,
        )
    except TooManyError:
        return Reply((say("limit-requests"),), state=State())
    if not asked.is_new and asked.with_id is not None:
        return _reply(turn, asked.number, turn.text)
    told = hand_on(turn.session, asked.number, now=turn.now, today=turn.today, zone=turn.network.zone)
    # Who has said nothing yet, or knows nobody here, may go on writing about it.
    more = not turn.text or not turn.viewer.is_member
    state = State(step="relaying.more") if more else State()
    return Reply((say("relay-sent" if told else "relay-later"),), (WITHDRAW,), state)


@step("relaying.more")
def go_on(turn: Turn) -> Reply | None:
    """What somebody adds after their request was passed on."""
    if turn.viewer.in_group:
        return None
    if help_requests.pending(turn.session, viewer=turn.viewer, account_id=turn.account_id) is None:
        return None
    if _is_another(turn):
        return None
    if len(turn.text) > LONGEST:
        return Reply((say("relay-too-long", most=LONGEST),), (), State(step="relaying.more"))
    return _send(turn)


def _is_another(turn: Turn) -> bool:
    """Whether a text is small talk, or plainly asks something else."""
    read = turn.understanding
    talk = read is not None and read.decision is Decision.ACT and read.intent in _TALK
    return _in_passing(turn) or talk or another_wish(turn) is not None


@phrase("relaying.goes_on", roles=frozenset({Role.GUEST}))
def guest_goes_on(turn: Turn) -> Reply | None:
    """What a guest writes while their request is open goes on to whoever has it."""
    return None if turn.state.step or turn.text.startswith(("/", "!")) else go_on(turn)


def _in_passing(turn: Turn) -> bool:
    """Whether a text only says thanks, goodbye or no: nothing that a coordinator needs to read."""
    read = turn.understanding
    if len(turn.text.split()) > MOST_IN_PASSING:
        return False
    return read is not None and read.decision is Decision.ACT and read.intent in _PASSING


@step("relaying.withdraw")
def withdraw(turn: Turn) -> Reply:
    """Whoever asked needs nobody any more."""
    if (refused := private_instead(turn)) is not None:
        return refused
    done = help_requests.withdraw(turn.session, viewer=turn.viewer, account_id=turn.account_id, now=turn.now)
    return Reply((say("relay-withdrawn" if done else "relay-none"),), state=State())


@step("relaying.reply")
def reply(turn: Turn) -> Reply:
    """Whoever asked answers the coordinator."""
    if (refused := private_instead(turn)) is not None:
        return refused
    number = int(turn.data.get("request", 0))
    if turn.choice is not None:
        mine = help_requests.pending(turn.session, viewer=turn.viewer, account_id=turn.account_id)
        if mine != number:
            return Reply((say("relay-closed"),), state=State())
        return Reply((say("relay-reply-ask"),), (), State(step="relaying.reply", data={"request": number}))
    if len(turn.text) > LONGEST:
        again = State(step="relaying.reply", data={"request": number})
        return Reply((say("relay-too-long", most=LONGEST),), (), again)
    return _reply(turn, number, turn.text)


def _reply(turn: Turn, number: int, text: str) -> Reply:
    asked = help_requests.replied(
        turn.session,
        viewer=turn.viewer,
        account_id=turn.account_id,
        number=number,
        message=text,
        today=turn.today,
        now=turn.now,
    )
    if asked is None:
        return Reply((say("relay-closed"),), state=State())
    told = asked.with_id is not None and tell_coordinator(turn, number, asked.with_id, text)
    told = told or hand_on(turn.session, number, now=turn.now, today=turn.today, zone=turn.network.zone)
    return Reply((say("relay-sent" if told else "relay-later"),), (WITHDRAW,), State())


def waiting(turn: Turn) -> Reply | None:
    """Who waits for a human, the longest first; None if nobody does."""
    requests = help_requests.listed(turn.session, viewer=turn.viewer)
    if not requests:
        return None
    lines = [_line(one, turn) for one in requests]
    options = tuple(
        Option(say("option-request", **_who(one)), "relaying.show", {"request": one.id}) for one in requests
    )
    return Reply((say("requests", count=len(requests)), *lines), options)


@step("relaying.show", roles=COORDINATORS)
def show(turn: Turn) -> Reply:
    """One request with what can be done about it."""
    number = int(turn.data.get("request", 0))
    request = help_requests.read(turn.session, viewer=turn.viewer, number=number)
    if request is None or not request.is_open:
        return Reply((say("relay-closed"),), state=State())
    return Reply((_line(request, turn),), _choices(number), State())


@step("relaying.answer", roles=COORDINATORS)
def answer(turn: Turn) -> Reply:
    """A coordinator answers: asked for the text, which then goes to the person."""
    number = int(turn.data.get("request", 0))
    request = help_requests.read(turn.session, viewer=turn.viewer, number=number)
    if request is None or not request.is_open:
        return Reply((say("relay-closed"),), state=State())
    if turn.choice is not None:
        state = State(step="relaying.answer", data={"request": number})
        return Reply((say("relay-answer-ask", **_who(request)),), (), state)
    if len(turn.text) > LONGEST:
        return Reply((say("relay-too-long", most=LONGEST),), state=turn.state)
    help_requests.answered(turn.session, viewer=turn.viewer, number=number, now=turn.now)
    given = name_for(turn.session, turn.viewer.person_id or 0, given_only=request.is_guest)
    back = Reply(
        (say("relay-answer", name=given, text=turn.text.strip()),),
        (Option(say("option-relay-reply"), "relaying.reply", {"request": number}), WITHDRAW),
    )
    if not tell_asker(turn, request, back.as_json(), "answer"):
        return Reply((say("relay-unreachable"),), _choices(number), State())
    done = Option(say("option-relay-done"), "relaying.done", {"request": number})
    return Reply((say("relay-answered"),), (done,), State())


@step("relaying.done", roles=COORDINATORS)
def done(turn: Turn) -> Reply:
    """Close a request."""
    number = int(turn.data.get("request", 0))
    request = help_requests.close(turn.session, viewer=turn.viewer, number=number, now=turn.now)
    return Reply((say("relay-closed" if request is None else "relay-done"),), state=State())


def _choices(number: int) -> tuple[Option, ...]:
    data = {"request": number}
    return (
        Option(say("option-relay-answer"), "relaying.answer", data),
        Option(say("option-relay-done"), "relaying.done", data),
    )


def _line(request: Request, turn: Turn) -> Text:
    asked = request.asked_at.astimezone(turn.network.zone).date()
    return say(
        "request-line",
        day={"date": asked.isoformat(), "style": "short", "today": turn.today.isoformat()},
        message=request.message,
        **_who(request),
    )


def _who(request: Request) -> dict[str, Param]:
    """The name as far as the coordinator may know it, as parameters."""
    return {"name": request.name, "isguest": "yes" if request.is_guest else "no"}
