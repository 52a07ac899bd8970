"""What handling an event asks of the dialogue, and how an event looks to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from bot.placing import Option
from dialogs.enclosing import Enclosed, Received
from dialogs.turn import Reply, State
from nlu.interface import Understanding
from storage.models import ConversationKind
from storage.services.viewer import Viewer
from storage.session import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """An event as the dialogue gets it.

    ``too_long``: the text was cut and has not been read (say ``input-too-long``). ``stale``: a button was
    pressed that is not valid here any more (say ``stale-option``). ``opening``: a conversation begins.
    ``taken``: a message was edited that has had its effects (say ``edit-taken``). ``unread``: a message could
    not be decrypted (say ``undecryptable``).
    """

    event_id: int
    conversation_id: int
    conversation_kind: ConversationKind
    account_id: int
    text: str
    language: str
    now: datetime
    today: date
    too_long: bool = False
    stale: bool = False
    opening: bool = False
    taken: bool = False
    unread: bool = False
    enclosed: Enclosed | None = None
    received: Received | None = None


def no_file(_viewer: Viewer, _enclosed: Enclosed | None, _state: State) -> Enclosed | None:
    """The ``wanted`` of a dialogue that reads no files."""
    return None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What the inbox needs of understanding and dialogue.

    ``names`` reads, in the first transaction, which names a text of this viewer may mention; ``understand``
    gets text, viewer, state and those names, and no store; ``respond`` works inside the second transaction
    and gets no understanding for a button or for a text that was too long. ``wanted`` says which file a turn
    needs, if any, of those that came or are open.
    """

    names: Callable[[Session, Viewer], Any]
    understand: Callable[[str, Viewer, State, Any], Understanding]
    respond: Callable[[Session, Asked, Viewer, State, Understanding | None, Option | None], Reply]
    wanted: Callable[[Viewer, Enclosed | None, State], Enclosed | None] = no_file


@dataclass(frozen=True, slots=True)
class Manner:
    """How events are handled: the network's zone and languages (the first is the default), and how long an
    open question and the context of a conversation last. ``chosen`` is the default that the store names.
    """

    zone: tzinfo
    languages: tuple[str, ...] = ("de", "en")
    question_lasts: timedelta = timedelta(minutes=30)
    context_lasts: timedelta = timedelta(minutes=60)
    chosen: Callable[[Session], str] = lambda _session: ""
