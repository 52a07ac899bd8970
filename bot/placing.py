"""Where an answer goes: to the end of the conversation, or in the place of what it answers.

A button of the newest message may turn that message into its answer. An edited question has its answer
edited, unless that is long ago; what it had led to is not done again, and a question that is open now stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from dialogs.turn import Reply, State
from storage.models import ConversationKind
from storage.services import outbox, placing
from storage.services.inbox import Waiting
from storage.session import Session

TAKEN, ASIDE = "taken", "aside"
"""What came of a message: it changed something, or was said beside an open question."""

OLD = timedelta(hours=1)
MOST_TURNS = 5
"""An answer that is older, or further up, is not edited: nobody would see it."""

_PRESS = re.compile(r"(\d{1,9}):(\d{1,4})", re.ASCII)

Option = tuple[str, Mapping[str, Any]]
"""What was chosen: (step, data)."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an event refers to.

    ``choice``: what its button does; ``stale``: a button that is not valid here (any more). ``ignored``: a
    button of a message that has become another one meanwhile, as after two quick presses. ``under``: one's
    own message with the button; ``edits``: the message that may become the answer, ``always``: whatever the
    dialogue thinks; ``last``: nothing was said after it. ``taken``: an edited message that has had its
    effects. ``fresh``: to be understood as if no question were open; ``keeps``: where the conversation
    stands is none of its business.
    """

    choice: Option | None = None
    stale: bool = False
    ignored: bool = False
    under: int | None = None
    edits: int | None = None
    always: bool = False
    last: bool = False
    taken: bool = False
    fresh: bool = False
    keeps: bool = False

    def before(self, state: State) -> State:
        """The state in which the event is answered."""
        return replace(state, step=None, data={}, options=(), told=()) if self.fresh else state

    def after(self, before: State, reply: Reply) -> State:
        """The state that is kept afterwards."""
        return before if self.keeps or reply.state is None else reply.state

    def target(self, reply: Reply) -> int | None:
        """The message whose place the answer takes, if any."""
        if not self.always:
            return self.edits if reply.edit else None
        # What asks something back belongs where it is seen, and where its answer will stand.
        asks = reply.state is not None and reply.state.step is not None
        return None if asks and not self.last else self.edits

    def settled(self, reply: Reply) -> int | None:
        """The message whose buttons count no more and go away, if any; one that is replaced has others."""
        return self.under if reply.settles and self.target(reply) is None else None


def place_of(session: Session, event: Waiting, state: State, now: datetime) -> Place:
    """What an event refers to, as far as it is no plain text."""
    kind = event.payload.get("kind")
    if "step" in event.payload:  # chosen in a group, and gone on with here
        return Place(choice=(str(event.payload["step"]), event.payload.get("data") or {}))
    if kind == "press":
        return _pressed(session, event)
    return _edited(session, event, state, now) if kind == "edited" else Place()


def came_of(place: Place, before: State, after: State, *, wrote: bool) -> str:
    """What is noted of a message, for the case that it is edited."""
    if place.taken:
        return TAKEN
    if before.step is None:
        return TAKEN if wrote else ""
    moved = (before.step, before.data) != (after.step, after.data)
    return TAKEN if wrote or moved else ASIDE


def _pressed(session: Session, event: Waiting) -> Place:
    found = _PRESS.fullmatch(event.payload.get("press") or "")
    if found is None:
        return Place(stale=True)
    number = int(found[1])
    private = event.conversation_kind is ConversationKind.PRIVATE
    choice = outbox.choice_of(
        session,
        message_id=number,
        index=int(found[2]),
        conversation_id=event.conversation_id,
        account_id=event.account_id if private else None,
    )
    if choice is None:
        return Place(stale=True)
    asker = placing.asker_of(session, number)
    if asker is None and not private:
        # What was for everybody is pressed by many, perhaps in its older form, and stays where it is.
        return Place(choice=choice, edits=number)
    if placing.is_replaced(session, number):
        return Place(ignored=True)
    # In a group everybody may press; what somebody else has asked for stays as it is.
    own = asker == event.account_id
    # Under a message that has become another one, one's own reaction would stand in the way of the next.
    replaces = own and not event.payload.get("reacts")
    newest = replaces and placing.is_last(session, event.conversation_id, number)
    return Place(choice=choice, under=number if own else None, edits=number if newest else None)


def _edited(session: Session, event: Waiting, state: State, now: datetime) -> Place:
    """An edited message, by what became of it before; one that was not heard before is a plain text.

    It never answers the question that is open now: somebody corrects what they said before.
    """
    heard = placing.heard_before(
        session, event_id=event.id, conversation_id=event.conversation_id, account_id=event.account_id
    )
    if heard is None or not heard.done:
        return Place(fresh=True, keeps=state.step is not None)
    if heard.then == TAKEN:
        return Place(taken=True, keeps=True)
    turns = placing.turns_between(session, event.conversation_id, heard.id, event.id)
    near = turns <= MOST_TURNS and now - heard.received_at <= OLD
    answer = placing.answer_to(session, heard.id) if near else None
    return Place(
        edits=answer,
        always=near,
        last=answer is not None and placing.is_last(session, event.conversation_id, answer),
        fresh=True,
        # Only the question that this message itself has brought up is asked anew.
        keeps=state.step is not None and (turns > 0 or heard.then == ASIDE),
    )
