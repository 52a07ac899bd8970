"""One turn of a conversation: what comes in (``Turn``) and what goes out (``Reply``)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.enclosing import Enclosed, Received
from nlu.foreign import FOREIGN
from nlu.interface import Understanding
from storage.places import Coverage, Gazetteer, load
from storage.services.viewer import Viewer
from storage.session import Session

BERLIN = ZoneInfo("Europe/Berlin")
"""The zone that is meant unless the settings name another."""

Data = Mapping[str, Any]
"""JSON values that an option or an open step carries."""
Param = str | int | Mapping[str, Any]
"""A text's parameter: text shown literally, a number to choose a plural by, or a value formatted in the
reader's language: {"date": "2026-01-03", "style": "long"}, {"language": "ar"}, {"list": [...]},
{"text": {"key": …, "params": {…}}}, {"phone": "+4930…"}, {"zone": "Europe/Lisbon"}."""


@dataclass(frozen=True, slots=True)
class Text:
    """A Fluent message by its key, with its parameters; rendered per language at delivery."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The form in which it is stored in the outbox and in a conversation's state."""
        return {"key": self.key, "params": dict(self.params)}


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: a button on Telegram, a numbered line on Matrix and in the terminal.

    Choosing it runs ``step`` with ``data``, after the rights of whoever chooses are checked again.
    ``opens``: where the messenger can, it opens the private chat with this word instead.
    """

    label: Text
    step: str
    data: Data = field(default_factory=dict)
    opens: str = ""

    def as_json(self) -> dict[str, Any]:
        """The form in which it is stored in the outbox and in a conversation's state."""
        kept = {"label": self.label.as_json(), "step": self.step, "data": dict(self.data)}
        return {**kept, "opens": self.opens} if self.opens else kept


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with an answer. ``type`` is its media type.

    All that is in it is ``text``, or ``content`` where it is no text: a picture.
    """

    name: str
    type: str
    text: str = ""
    content: bytes = b""

    def as_json(self) -> dict[str, str]:
        """The form in which it is stored in the outbox, until it is sent."""
        kept = {"name": self.name, "type": self.type}
        if self.content:
            return {**kept, "base64": b64encode(self.content).decode("ascii")}
        return {**kept, "text": self.text}


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to be kept in a telephone: ``phone`` as E.164, ``vcard`` in version 3.0."""

    phone: str
    first_name: str
    last_name: str
    vcard: str

    def as_json(self) -> dict[str, str]:
        """The form in which it is stored in the outbox, until it is sent."""
        names = {"first_name": self.first_name, "last_name": self.last_name}
        return {"phone": self.phone, "vcard": self.vcard} | names


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands.

    ``step`` and ``data``: the question that is open; ``asked``: the account that it was put to.
    ``options``: what was offered last, for answers by number. ``topic``, ``slots``, ``results``: what was
    talked about, for follow-ups ("und in Halle?"). ``language``: the one that was last plainly spoken here.
    ``told``: what Kitt offered by itself while a question was open.
    """

    step: str | None = None
    data: Data = field(default_factory=dict)
    options: tuple[Mapping[str, Any], ...] = ()
    topic: str | None = None
    slots: Data = field(default_factory=dict)
    results: tuple[int, ...] = ()
    language: str | None = None
    asked: int | None = None
    told: tuple[Mapping[str, Any], ...] = ()

    def with_told(self, options: Sequence[Mapping[str, Any]], *, sure: bool) -> State:
        """Where it stands once Kitt has said something by itself: numbers mean its options.

        Unless a question is open, whose own options go first. Where it is not sure whether it was shown, and
        others were, a number means nothing rather than the wrong thing.
        """
        if not sure and (self.options or self.told):
            return replace(self, options=(), told=())
        if self.step is not None:
            return replace(self, told=tuple(options))
        return replace(self, options=tuple(options), told=())

    def as_json(self) -> dict[str, Any]:
        """The form in which it is stored with the conversation."""
        return {
            "language": self.language,
            "step": self.step,
            "data": dict(self.data),
            "options": list(self.options),
            "topic": self.topic,
            "slots": dict(self.slots),
            "results": list(self.results),
            "asked": self.asked,
            "told": list(self.told),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> State:
        """Read what ``as_json`` wrote; anything unreadable counts as nothing said yet."""
        if not stored:
            return cls()
        return cls(
            step=stored.get("step"),
            data=stored.get("data") or {},
            options=tuple(stored.get("options") or ()),
            topic=stored.get("topic"),
            slots=stored.get("slots") or {},
            results=tuple(stored.get("results") or ()),
            language=stored.get("language"),
            asked=stored.get("asked"),
            told=tuple(stored.get("told") or ()),
        )


@dataclass(frozen=True)
class Network:
    """What dialogue needs of the store as a whole, cached per version of the directory.

    ``areas``: the district and municipality keys of each region; ``demo``: whether all people are invented;
    ``name``: what it is called, if anybody said it (``own_name``: the settings do); ``language``: for those
    whose own is not known; ``country``: where telephone numbers need no country code;
    ``web_url``: where Kitt's web server is reached from outside, if it is;
    ``links``: where a guest finds Kitt, "{code}" in them standing for an invitation's code;
    ``home_state``: whose places are meant first; ``zone``: in which dates and times are meant.
    The map is loaded when a place is first asked for.
    """

    areas: Mapping[int, tuple[str, ...]]
    demo: bool = False
    name: str = ""
    home_state: str = "ST"
    web_url: str = ""
    zone: tzinfo = BERLIN
    links: tuple[str, ...] = ()
    own_name: bool = False
    language: str = "de"
    country: str = "DE"

    @property
    def gazetteer(self) -> Gazetteer:
        """The places of Germany."""
        return load()

    @cached_property
    def coverage(self) -> Coverage[int]:
        """Which regions lead where."""
        return Coverage(load(), self.areas)


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody said or chose, who they are, and where the conversation stood.

    ``choice`` is set when an option was chosen (a button or its number): (step, data). ``now`` is aware;
    ``today`` is its day in the network's zone. ``stale_choice``: a button was pressed that no longer
    counts. ``too_long``: the text is too long to be read. ``opening``: this begins a conversation.
    ``taken``: a message was edited that has led to something already. ``unread``: one came that cannot be
    decrypted. ``account_id``, ``conversation_id``:
    who and where. ``enclosed``: the file that came; ``received``: it, or that of an open card, if wanted.
    """

    session: Session
    viewer: Viewer
    language: str
    now: datetime
    today: date
    network: Network
    text: str = ""
    understanding: Understanding | None = None
    choice: tuple[str, Data] | None = None
    stale_choice: bool = False
    taken: bool = False
    unread: bool = False
    too_long: bool = False
    opening: bool = False
    state: State = field(default_factory=State)
    account_id: int = 0
    conversation_id: int = 0
    enclosed: Enclosed | None = None
    received: Received | None = None

    @property
    def foreign(self) -> str | None:
        """The language of the text, if it is plainly one that Kitt knows but does not speak."""
        spoken = self.understanding.language if self.understanding else None
        return spoken if spoken in FOREIGN else None

    @property
    def data(self) -> Data:
        """What the chosen option carries, or the open question remembers; empty if neither."""
        return self.choice[1] if self.choice else self.state.data


@dataclass(frozen=True, slots=True)
class Reply:
    """What Kitt says, and where the conversation stands afterwards.

    ``state`` None leaves the context as it was (a word in passing); the engine then fills it in. Options
    of this reply always become those that numbers refer to. ``language`` is what it is written in; None is
    the turn's, filled in by the engine. ``edit``: chosen by a button, it is the same thing moved on and takes
    the place of the message with the button, where that is the newest and the messenger can do it.
    ``settles``: it ends the question that the button belongs to, whose buttons go away; the engine says so.
    ``only_edit``: what cannot take that place is not said at all: under a message that many see.
    """

    texts: tuple[Text, ...]
    options: tuple[Option, ...] = ()
    state: State | None = None
    language: str | None = None
    files: tuple[File, ...] = ()
    contacts: tuple[Contact, ...] = ()
    edit: bool = False
    settles: bool = False
    only_edit: bool = False

    def as_json(self) -> dict[str, Any]:
        """The payload of the outbox row."""
        said: dict[str, Any] = {
            "texts": [text.as_json() for text in self.texts],
            "options": [option.as_json() for option in self.options],
        }
        if self.files:
            said["files"] = [file.as_json() for file in self.files]
        if self.only_edit:
            said["only_edit"] = True
        if self.contacts:
            said["contacts"] = [contact.as_json() for contact in self.contacts]
        return said


def spoken(understanding: Understanding | None) -> str | None:
    """The language that a text is plainly in, if Kitt speaks it."""
    language = understanding.language if understanding else None
    return None if language in FOREIGN else language


def language_for(viewer: Viewer, understanding: Understanding | None, state: State, otherwise: str) -> str:
    """The language to answer in: the one chosen for good, else of the text, else of the conversation.

    Where others read along, nobody's own choice counts.
    """
    chosen = "" if viewer.in_group else viewer.language
    return chosen or spoken(understanding) or state.language or otherwise


def say(key: str, /, **params: Param) -> Text:
    """A text by its key, short to write."""
    return Text(key, params)
