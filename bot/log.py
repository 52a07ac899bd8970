"""Logging that cannot tell anybody's secrets: constant event names, ids, counts, codes, durations.

Only what is on the lists below gets through, and only in the form that it has there; the rest is left out
and counted (``dropped``). Exceptions appear as their type and place: their messages hold texts, addresses and
tokens. Libraries' records go through the same filter, which leaves of them who spoke and where.
Sources: structlog's processors (https://www.structlog.org/en/stable/processors.html); OWASP's list of data
to exclude (https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude).
"""

from __future__ import annotations

import io
import logging
import os
import re
import sys
import threading
from collections.abc import MutableMapping
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.typing import FilteringBoundLogger

EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
CODE = re.compile(r"[a-z][a-z0-9_]*([.-][a-z0-9_]+)*")
TYPE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")
LONGEST = 60
"""No event name, code or name of a type of ours is longer, in characters."""

NUMBERS = frozenset({
    "person_id", "account_id", "conversation_id", "event_id", "message_id", "outbox_id", "part", "group_id",
    "meeting_id", "question_id", "announcement_id", "count", "waiting", "sent", "failed", "attempts", "parts",
    "rows", "added", "changed", "removed", "examples", "status", "port", "process",
})  # fmt: skip
"""Keys whose value is a whole number: our own ids (not messengers': those lead to people) and counts."""

DURATIONS = frozenset({"seconds", "retry_after", "late", "age"})
"""Keys whose value is a length of time in seconds."""

CODES = frozenset({
    "messenger", "kind", "state", "code", "intent", "decision", "step", "engine", "language", "dialect",
    "revision", "version", "role", "check",
})  # fmt: skip
"""Keys whose value is one of our own constants."""

LARGEST = 2**31 - 1
"""Our ids are 32 bits; a telephone number with its country code or a messenger's id mostly is not."""

REDACTED = "[redacted]"

_opened: list[TextIO] = []  # the log file, to close it when the log is configured anew
_FRAMES = 5
_ROOT = Path(__file__).resolve().parent.parent


def logger() -> FilteringBoundLogger:
    """The logger of the process: ``logger().info("delivery.sent", outbox_id=7)``."""
    bound: FilteringBoundLogger = structlog.get_logger()
    return bound


def configure(level: str = "info", form: str = "console", file: Path | None = None) -> None:
    """Log from ``level`` on, as ``console`` or ``json``, to standard error or a file private to its owner.

    Raises:
        OSError: the file cannot be opened.
    """
    stream = _private(file) if file else _standard_error()
    while _opened:
        _opened.pop().close()
    if file:
        _opened.append(stream)
    render: Any = structlog.processors.JSONRenderer(sort_keys=True)
    if form == "console":
        render = structlog.dev.ConsoleRenderer(colors=stream.isatty(), sort_keys=True)
    structlog.configure(
        processors=[
            only_known,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    _libraries(level)
    _last_resorts()


def only_known(_logger: object, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """Let through what is on the lists; leave out and count the rest."""
    kept: dict[str, Any] = {"event": _matching(EVENT, event.pop("event", None))}
    error = event.pop("exc_info", None)
    for key in [key for key in event if key in NUMBERS | DURATIONS | CODES]:
        kept[key] = _value(key, event.pop(key))
    for key in [key for key in event if key in ("library", "at")]:
        value = event.pop(key)
        kept[key] = value if isinstance(value, _Place) else REDACTED
    kept |= _exception(error)
    if event:
        kept["dropped"] = len(event)
    return kept


class _StandardError(io.TextIOBase):
    """Standard error as it is at the moment of writing: others may have put something else in its place."""

    def write(self, text: str) -> int:
        """Write it."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Show it."""
        sys.stderr.flush()

    def isatty(self) -> bool:
        """Whether somebody looks at it."""
        return sys.stderr.isatty()


class _Place(str):
    """A place in a program or the name of a library, which only this module makes."""

    __slots__ = ()


def _value(key: str, value: object) -> object:
    if value is None:
        return None
    if isinstance(value, bool):
        return value
    if key in DURATIONS and isinstance(value, int | float):
        return round(value, 3) if 0 <= value < LARGEST else REDACTED
    if key in NUMBERS and isinstance(value, int):
        return value if -1 <= value <= LARGEST else REDACTED
    if key in CODES:
        return _matching(CODE, value.value if isinstance(value, Enum) else value)
    return REDACTED


def _matching(pattern: re.Pattern[str], value: object) -> str:
    if isinstance(value, str) and len(value) <= LONGEST and pattern.fullmatch(value):
        return value
    return REDACTED


def _exception(error: object) -> dict[str, str]:
    """The type of an exception and the places it came through, without a word of what it says."""
    if error is True:
        error = sys.exc_info()[1]
    elif isinstance(error, tuple) and len(error) == 3:
        error = error[1]
    if not isinstance(error, BaseException):
        return {}
    while isinstance(error, BaseExceptionGroup):  # the first of those that failed together
        error = error.exceptions[0]
    found = {"error": _type(error), "at": " < ".join(_places(error.__traceback__))}
    cause = error.__cause__ or error.__context__
    return found | {"cause": _type(cause)} if cause is not None else found


def _type(error: BaseException) -> str:
    return _matching(TYPE, type(error).__qualname__)


def place_of(error: BaseException) -> str:
    """The type and the innermost place of an exception: ``ValueError (storage/session.py:20)``."""
    places = _places(error.__traceback__)
    return f"{_type(error)} ({places[0]})" if places else _type(error)


def _places(traceback: TracebackType | None) -> list[str]:
    """``file:line`` of the innermost frames, the innermost first."""
    places = []
    while traceback is not None:
        places.append(f"{_short(traceback.tb_frame.f_code.co_filename)}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return places[-_FRAMES:][::-1]


def _short(file: str) -> str:
    """A file as it is called in its project: folders above it may bear a person's name."""
    path = Path(file)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return path.relative_to(_ROOT).as_posix()
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return path.name


def _standard_error() -> TextIO:
    return cast("TextIO", _StandardError())


def _private(file: Path) -> TextIO:
    """Open a log file that only its owner may read; it is appended to, so that it can be rotated."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.fchmod(descriptor, 0o600)
    return os.fdopen(descriptor, "a", encoding="utf-8", buffering=1)


class _Libraries(logging.Handler):
    """Hands the records of libraries on without their messages and arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log who spoke and where, and the type of an exception."""
        try:
            name = _matching(TYPE, record.name)
            place = _Place(f"{_short(record.pathname)}:{record.lineno}")
            log = getattr(logger(), record.levelname.lower(), logger().error)
            log("library.record", library=_Place(name), at=place, exc_info=record.exc_info)
        except Exception:
            self.handleError(record)

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802 (its name in logging)
        """Say that a record was lost; the standard's way prints the record itself."""
        sys.stderr.write("log: a record was lost\n")


def _libraries(level: str) -> None:
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, _Libraries)]:
        root.removeHandler(handler)
    root.addHandler(_Libraries())
    # What libraries say in passing names addresses and tokens (httpx logs every URL): warnings are enough.
    root.setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
    logging.captureWarnings(capture=True)


def _last_resorts() -> None:
    """Where Python itself would print an exception with its message."""

    def in_thread(arguments: threading.ExceptHookArgs) -> None:
        logger().error("thread.failed", exc_info=arguments.exc_value)

    def unraisable(arguments: Any) -> None:
        logger().error("object.failed", exc_info=arguments.exc_value)

    threading.excepthook = in_thread
    sys.unraisablehook = unraisable


# Before `configure` was called nothing may slip out either: structlog's own default prints everything.
structlog.configure(
    processors=[only_known, structlog.processors.add_log_level, structlog.processors.JSONRenderer()],
    wrapper_class=structlog.make_filtering_bound_logger("warning"),
    logger_factory=structlog.WriteLoggerFactory(_standard_error()),
)
