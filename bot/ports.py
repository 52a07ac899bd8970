"""What lies between Kitt and a messenger: plain values, one protocol, two errors, nothing of Kitt's inside.

A messenger imports this module and no other of Kitt. It turns what its network brings into ``Incoming`` and
hands it to ``Host.store``; it confirms an event to its network only after that call has returned.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple, Protocol, runtime_checkable

ConversationKind = Literal["private", "group", "channel"]
IncomingKind = Literal[
    "text", "edited", "press", "blocked", "unblocked", "moved", "unreadable", "undecryptable", "added",
    "removed", "silenced", "voiced", "reaction", "joined", "left", "redacted", "invited",
]  # fmt: skip
OutgoingKind = Literal["send", "edit", "delete", "react"]

Clock = Callable[[], datetime]
"""The time, always aware; tests pass one that they turn by hand."""

Probe = Callable[[str], None]
"""Called with the name of each step that was just taken; the tests that kill a process hook in here."""


def no_probe(_step: str) -> None:
    """The probe of every day."""


class Measure(Protocol):
    """Called when something happened that is counted, or took a time that is measured.

    ``name`` is a constant such as ``sends``, ``amount`` how often or how long (seconds), and labels are
    constants of ours such as a messenger's name or the code of an error: never who or what.
    """

    def __call__(self, name: str, amount: float = 1.0, /, **labels: str) -> None:
        """Count or measure it; never raises."""
        ...


def no_measure(_name: str, _amount: float = 1.0, /, **_labels: str) -> None:
    """Where nobody looks at measures."""


Hook = Callable[[Mapping[str, str], bytes], Awaitable[int]]
"""What answers a network that calls us: the headers (names in small letters) and the body → HTTP's status."""


async def at_once(_messenger: str) -> None:
    """Where nobody else is there: the turn is always ours."""


LARGEST_FILE = 20_000_000
"""In bytes: more Telegram gives to no bot (https://core.telegram.org/bots/api#getfile)."""


class Attached(NamedTuple):
    """A file that came with an event: what its messenger calls it, its name, its bytes (0: not known)."""

    id: str
    name: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event from a messenger, as it came.

    ``event_key`` is unique and the same whenever the network repeats the event (an update's number, an
    event's id). ``press`` is the ``Choice.press`` of a button that was pressed. ``language`` is what the
    network believes of the sender (BCP 47), ``message_id`` what it calls the message, for quoting it.
    ``blocked`` says that the sender wants no more messages here, ``unblocked`` that they may come again.
    ``edited`` brings the new text of a message that may have come before, by its ``message_id``.
    ``moved`` says that this conversation had the address ``text`` before.
    One of kind ``unreadable`` is what the messenger could not make sense of, with ``text`` as it came: it is
    kept for a look, and never handled; of one that is ``undecryptable`` the key has not come, which its
    sender is told. ``title`` is what a group or channel is called, if that is known.
    Of groups and channels: Kitt was ``added`` or ``removed``, may not write there (``silenced``) or may
    again (``voiced``); the sender is whoever did that. The sender ``joined`` or ``left`` the group, or
    put the reaction ``text`` under the message ``message_id``, with an empty one took it back. What is called
    ``message_id`` was ``redacted``: taken back. The sender has ``invited`` Kitt, see ``Host.admits``.
    ``opening`` says that a conversation begins here, as when somebody opens the terminal.
    ``file`` came with the text; its content is fetched if it is needed.
    """

    messenger: str
    event_key: str
    conversation_address: str
    conversation_kind: ConversationKind
    sender_address: str
    sent_at: datetime
    kind: IncomingKind = "text"
    text: str = ""
    press: str = ""
    language: str = ""
    message_id: str = ""
    opening: bool = False
    file: Attached | None = None
    title: str = ""


class Span(NamedTuple):
    """A piece of text that is bold or not. Its text is to be shown literally: the messenger escapes it."""

    text: str
    bold: bool = False


class Choice(NamedTuple):
    """Something to choose: ``number`` counts from 1 over all parts, ``press`` comes back in ``Incoming``.

    ``opens``: a messenger that has links into its private chat with Kitt makes it one, with this word, which
    comes back as the text of an ``Incoming`` that opens the chat. ``sign`` is the emoji that means it, where
    people answer by reactions; empty if it has none.
    """

    number: int
    label: str
    press: str
    opens: str = ""
    sign: str = ""


class Document(NamedTuple):
    """A file that goes with a part. ``type`` is its media type; a text is UTF-8 in ``content``."""

    name: str
    type: str
    content: bytes


class ContactCard(NamedTuple):
    """Somebody whom the reader may want to keep in their telephone. ``phone`` is E.164, ``vcard`` 3.0."""

    phone: str
    first_name: str
    last_name: str
    vcard: str

    @property
    def as_file(self) -> Document:
        """The same as a file, where there is no native card."""
        name = "-".join(f"{self.first_name} {self.last_name}".split()) or "kontakt"
        return Document(f"{name}.vcf", "text/vcard", self.vcard.encode())


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of an outgoing message, small enough for the messenger.

    ``answers`` is the event key of the event that this answers; empty if Kitt speaks on its own.
    ``edits`` is what ``send`` has returned for the message whose place this part takes; without spans only
    its options change. If that one cannot be edited any more, ``send`` raises SendError with the code
    ``not-editable``. ``private``: nobody may read along; if somebody does, it raises ``not-private``.
    """

    number: int
    spans: tuple[Span, ...]
    options: tuple[Choice, ...] = ()
    answers: str = ""
    files: tuple[Document, ...] = ()
    contacts: tuple[ContactCard, ...] = ()
    edits: str = ""
    private: bool = False

    @property
    def plain(self) -> str:
        """The text without what is bold, options left away."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Limits:
    """What fits into one part; ``utf16``: counted in UTF-16 units. Commands begin with ``commands``."""

    max_length: int = 4_000
    max_options: int = 100
    utf16: bool = False
    commands: str = "/"

    def length(self, text: str) -> int:
        """The length of a text as the messenger counts it."""
        return len(text.encode("utf-16-le", "surrogatepass")) // 2 if self.utf16 else len(text)


class SendError(Exception):
    """A part was not accepted, or nobody knows whether it was.

    ``code`` is a constant such as ``blocked``; it is logged and stored, so it never carries a text or an
    address. ``permanent``: trying again is useless. ``retry_after``: the messenger named the time to wait.
    ``unknown``: the part may have arrived. None of the three: it did not arrive, trying again may help.
    """

    def __init__(
        self,
        code: str,
        *,
        permanent: bool = False,
        retry_after: timedelta | None = None,
        unknown: bool = False,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.retry_after = retry_after
        self.unknown = unknown


class NotStoredError(Exception):
    """The store could not take an event: it is not to be confirmed to the network, but offered again."""


async def nobody(_messenger: str, _address: str) -> bool:
    """The answer of a host that knows nobody."""
    return False


async def undecided(_messenger: str, _address: str) -> str:
    """Where nobody decides about invitations."""
    return ""


@dataclass(frozen=True, slots=True)
class Host:
    """What a messenger may ask of Kitt.

    ``store`` keeps an event for good; it returns False for one that was known already and raises
    NotStoredError if it could not be kept. ``settled`` waits until the event with this key is handled and
    all that answers it has been delivered or given up. ``ended`` tells Kitt that this messenger brings
    nothing more: the terminal's input ended (code ""), a token was revoked. ``alone`` waits until, of
    all processes that share the store, this one may do for a messenger (its name) what only one can: fetch
    its events. ``connected`` is told whether the network can be reached, whenever that changes. ``knows``
    says whether an address on a messenger belongs to somebody of the network, ``admits`` what was decided
    about an invitation to a conversation's address: "yes", "no", or "" as long as nothing is.
    """

    store: Callable[[Incoming], Awaitable[bool]]
    settled: Callable[[str, str], Awaitable[None]]
    ended: Callable[[str], None]
    alone: Callable[[str], Awaitable[None]] = at_once
    connected: Callable[[bool], None] = lambda _reached: None
    knows: Callable[[str, str], Awaitable[bool]] = nobody
    admits: Callable[[str, str], Awaitable[str]] = undecided


@runtime_checkable
class Messenger(Protocol):
    """A network of conversations that Kitt takes part in.

    ``idempotent`` says that a part sent again with the same key does not arrive twice. ``kinds`` names
    what it can do; what it cannot is refused before it is asked.
    """

    @property
    def name(self) -> str:
        """The name under which its events, conversations and accounts are stored."""
        ...

    @property
    def addresses(self) -> frozenset[str] | None:
        """The conversations that it is there for; None for all of its network."""
        ...

    @property
    def idempotent(self) -> bool:
        """Whether the network drops a part whose key it has seen."""
        ...

    @property
    def kinds(self) -> frozenset[OutgoingKind]:
        """What it can be asked to do."""
        ...

    @property
    def limits(self) -> Limits:
        """What fits into one part."""
        ...

    async def start(self, host: Host) -> None:
        """Begin to bring events; returns as soon as ``send`` may be called."""
        ...

    async def stop(self) -> None:
        """Bring no more events; called again, when nothing is to be sent any more, let go of everything."""
        ...

    async def send(self, address: str, part: Part, *, key: str) -> str:
        """Give one part to the network and return what the network calls it.

        ``key`` stays the same when the part is sent again. It waits no longer than the network's own time
        limits, which must be shorter than the delivery's lease.

        Raises:
            SendError: it was not accepted, or that is not known.
        """
        ...
