"""People correct their own entry, step by step; nothing counts before they have seen it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogs.registry import MEMBERS, command, step
from dialogs.topics import changing
from dialogs.topics.again import another_wish
from dialogs.topics.in_private import private_instead
from dialogs.topics.team import EDITORS
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.models import WayKind
from storage.services import corrections
from storage.services.corrections import LONGEST, TooLongError
from storage.services.people import InvalidMailError, InvalidTelephoneError

WAYS = {"phone": WayKind.PHONE, "mobile": WayKind.MOBILE, "email": WayKind.EMAIL}
FIELDS = (*WAYS, "office_hours", "function", "languages")
NOTHING = "-"
"""What somebody writes to take hours or function away."""


@command("ändern", "aendern", "change", roles=MEMBERS)
def by_command(turn: Turn) -> Reply | None:
    """A name and a change behind the command are a coordinator's; the bare command is about oneself."""
    return changing.by_command(turn) if turn.text and turn.viewer.role in EDITORS else what(turn)


@step("correcting.what", roles=MEMBERS)
def what(turn: Turn) -> Reply:
    """Ask what is to be corrected."""
    if elsewhere := private_instead(turn):
        return elsewhere
    options = [
        Option(say("option-field", field=field), "correcting.ask", {"field": field}) for field in FIELDS
    ]
    options.append(Option(say("option-duties"), "own_duties.show"))
    options.append(Option(say("option-field", field="name"), "renaming.ask"))
    options.append(Option(say("option-something-other"), "relaying.ask"))
    if turn.viewer.role in EDITORS:
        options.append(Option(say("option-somebody-else"), "changing.how"))
    return Reply((say("correct-what"),), tuple(options), State())


@step("correcting.ask", roles=MEMBERS)
def ask(turn: Turn) -> Reply:
    """Ask for the new value."""
    field = str(turn.data.get("field"))
    if turn.viewer.in_group or field not in FIELDS:
        return Reply((say("only-private" if turn.viewer.in_group else "stale-option"),))
    return Reply((say("correct-ask", field=field),), (), open_field(field))


@step("correcting.value", roles=MEMBERS)
def value(turn: Turn) -> Reply | None:
    """Show what was understood, and ask whether it is right."""
    field, text = str(turn.state.data.get("field")), " ".join(turn.text.split())
    if turn.viewer.in_group or field not in FIELDS or text.endswith("?"):
        return None
    if field == "languages":
        return _languages(turn)
    if field in WAYS:
        return _way(turn, field, text)
    if len(text) > LONGEST:
        return Reply((say("correct-too-long", most=LONGEST),), (), open_field(field))
    return _confirm(field, "" if text == NOTHING else text, text)


def _way(turn: Turn, field: str, text: str) -> Reply | None:
    try:
        read = corrections.read_way(WAYS[field], text)
    except (InvalidTelephoneError, InvalidMailError):
        if not any(sign.isdigit() or sign == "@" for sign in text) and another_wish(turn) is not None:
            return None
        return Reply((say("correct-invalid", field=field),), (), open_field(field))
    return _confirm(field, read, read if field == "email" else {"phone": read})


def _languages(turn: Turn) -> Reply | None:
    read = turn.understanding
    codes = [entity.refs[0] for entity in read.of("language") if entity.refs] if read else []
    if not codes:
        return Reply((say("correct-invalid", field="languages"),), (), open_field("languages"))
    shown: Param = {"list": [{"language": code} for code in dict.fromkeys(codes)], "style": "comma"}
    return _confirm("languages", list(dict.fromkeys(codes)), shown)


def open_field(field: str) -> State:
    """Kitt has asked for this field."""
    return State(step="correcting.value", data={"field": field})


def _confirm(field: str, new: str | list[str], shown: Param) -> Reply:
    return _card([{"field": field, "value": new}], (say("correct-confirm", field=field, value=shown),))


def confirm_all(changes: Sequence[tuple[str, str]], beside: Sequence[Text]) -> Reply:
    """Show values that were read from one sentence; ``beside`` is said below them."""
    data = [{"field": field, "value": new} for field, new in changes]
    texts = [
        say("correct-confirm" if not at else "correct-confirm-also", field=field, value=_shown(field, new))
        for at, (field, new) in enumerate(changes)
    ]
    return _card(data, (*texts, *beside))


def _shown(field: str, new: str) -> Param:
    return {"phone": new} if field in ("phone", "mobile") else new


def _card(changes: list[dict[str, Any]], texts: tuple[Text, ...]) -> Reply:
    yes = Option(say("option-correct-yes"), "correcting.yes", {"changes": changes})
    no = Option(say("option-correct-no"), "correcting.no")
    return Reply(texts, (yes, no), State())


@step("correcting.no", roles=MEMBERS)
def nothing(_turn: Turn) -> Reply:
    """Everything stays as it was."""
    return Reply((say("all-right"),), state=State())


@step("correcting.yes", roles=MEMBERS)
def yes(turn: Turn) -> Reply:
    """Write it into the entry of whoever says yes."""
    try:
        for change in turn.data.get("changes") or (turn.data,):
            _write(turn, str(change.get("field")), change.get("value"))
        return Reply((say("correct-done"),), state=State())
    except (InvalidTelephoneError, InvalidMailError, TooLongError, ValueError):
        return Reply((say("stale-option"),))


def _write(turn: Turn, field: str, new: Any) -> None:
    session, viewer, now = turn.session, turn.viewer, turn.now
    if field == "languages" and isinstance(new, list):
        corrections.set_languages(session, viewer=viewer, codes=[str(code) for code in new], now=now)
    elif field in WAYS:
        corrections.set_way(session, viewer=viewer, kind=WAYS[field], value=str(new), now=now)
    else:
        corrections.set_text(session, viewer=viewer, field=field, text=str(new), now=now)
