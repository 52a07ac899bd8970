"""A guest without a code asks to be let in: name, organisation, where, and a yes to what that means."""

from __future__ import annotations

import re
from typing import Any

from dialogs.registry import command, phrase, step
from dialogs.topics.admitting import request_message
from dialogs.topics.gate import (
    ENTER_CODE,
    HELP,
    agreed,
    asked,
    asked_agreement,
    form_over,
    is_aside,
    name_again,
    name_said,
    one_back,
    region_said,
)
from dialogs.topics.in_private import private_instead
from dialogs.topics.saying import correction, denies, organisation_in, place_in
from dialogs.turn import Option, Reply, State, Turn, say
from storage.models import Role
from storage.services import access
from storage.services.access import AlreadyAskedError, TooManyRequestsError
from storage.services.entry import Entry, organisation_name
from storage.services.joining import AlreadyInError
from storage.services.telling import tell

Form = dict[str, Any]

_WANTS_IN = re.compile(
    r"\bzugang\w*\b.*\b(anfrag\w*|beantrag\w*|bekomm\w*|haben|krieg\w*|möchte|brauch\w*)\b"
    r"|\b(möchte|moechte|will|würde gerne?|kann ich|darf ich|wie kann ich|brauche)\b"
    r".*\b(zugang|mitmachen|beitreten|dabei sein|mitglied werden|reinkommen)\b"
    r"|\b(request|ask for|get|need|want) (access|in)\b|\b(can|may|how do) i (join|get in)\b",
    re.I,
)


@phrase("asking.wanted", roles=frozenset({Role.GUEST}), early=True)
def wants_in(turn: Turn) -> Reply | None:
    """ "ich möchte mitmachen" """
    if turn.state.step or not _WANTS_IN.search(turn.text):
        return None
    return start(turn)


@command("zugang", "access")
@step("asking.start")
def start(turn: Turn) -> Reply:
    """Begin the form, unless there is nothing to ask for."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if turn.viewer.is_member:
        return Reply((say("already-in"),), (HELP,), State())
    if access.waits(turn.session, viewer=turn.viewer, account_id=turn.account_id):
        return Reply((say("access-already"),), (ENTER_CODE,), State())
    return _next({"language": turn.language})


@step("asking.name", literal=True)
def name(turn: Turn) -> Reply | None:
    """Take the name."""
    if refused := _refused(turn, "asking.name"):
        return refused
    form = dict(turn.state.data)
    said = name_said(turn, form)
    if said is None:
        return None if is_aside(turn) else name_again(turn, "asking.name", form)
    form.pop("given", None)
    return _next({**form, "name": said})


def _next(form: Form) -> Reply:
    """The first question that is not answered yet."""
    if "name" not in form:
        return asked("access-name", "asking.name", form)
    if "organisation" not in form:
        nowhere = Option(say("option-no-organisation"), "asking.organisation")
        return asked("join-organisation", "asking.organisation", form, (nowhere,))
    if "place" not in form:
        nowhere = Option(say("option-no-place"), "asking.region")
        return asked("access-region", "asking.region", form, (nowhere,))
    return _ask_agreement(form)


@step("asking.organisation", literal=True)
def organisation(turn: Turn) -> Reply | None:
    """Take the organisation; none is an answer, too."""
    if refused := _refused(turn, "asking.organisation"):
        return refused
    if is_aside(turn, most=2):
        return None
    said = "" if turn.choice else organisation_in(turn.text)
    if said is None:
        return asked("organisation-again", "asking.organisation", turn.state.data)
    return _next({**turn.state.data, "organisation": said})


@step("asking.region", literal=True)
def region(turn: Turn) -> Reply | None:
    """Take where somebody works. Which region that is they do not learn, nor whether there is one."""
    if refused := _refused(turn, "asking.region"):
        return refused
    if is_aside(turn, most=2):
        return None
    place = "" if turn.choice else place_in(turn.text)
    if place is None:
        return asked("access-region", "asking.region", turn.state.data)
    return _next({**turn.state.data, **_placed(turn, place)})


def _placed(turn: Turn, place: str) -> Form:
    return {"place": place, "region": (region_said(turn, place) if place else None) or 0}


def _ask_agreement(form: Form, *, unclear: bool = False) -> Reply:
    about = [str(form.get(part) or "") for part in ("organisation", "place")]
    return asked_agreement("access-summary", "asking.send", form, about, unclear=unclear)


@step("asking.send")
def send(turn: Turn) -> Reply | None:
    """Take the yes: only now is anything stored, and told to those who decide."""
    if refused := _refused(turn, "asking.send"):
        return refused
    said, form = agreed(turn), turn.state.data
    if said is None:
        return None if is_aside(turn) else _ask_agreement(dict(form), unclear=True)
    language = str(form.get("language") or turn.language)
    if not said:
        return Reply((say("access-not-sent"),), (ENTER_CODE,), State(), language)
    entry = Entry(
        name=str(form.get("name")),
        organisation=_kept(str(form.get("organisation") or "")),
        region_id=int(form.get("region") or 0) or None,
        language=language,
    )
    return Reply((say(_asked(turn, entry)),), (ENTER_CODE,), State(), language)


def _asked(turn: Turn, entry: Entry) -> str:
    """Ask, and return the key of what to say."""
    try:
        request = access.ask(
            turn.session, viewer=turn.viewer, account_id=turn.account_id, entry=entry, now=turn.now,
            today=turn.today,
        )  # fmt: skip
    except AlreadyInError:
        return "already-in"
    except AlreadyAskedError:
        return "access-already"
    except TooManyRequestsError:
        return "access-too-many"
    return "access-asked" if _told(turn, request) else "access-nobody"


def _told(turn: Turn, request: int) -> bool:
    """Tell the coordinators of the region; administrators, where none of those can be told."""
    for people in access.deciders(turn.session, viewer=turn.viewer, request_id=request, today=turn.today):
        told = [
            tell(
                turn.session, person, request_message(turn.session, turn.today, person, request).as_json(),
                key=f"access:{request}:{person}", now=turn.now, zone=turn.network.zone,
            )
            for person in people
        ]  # fmt: skip
        if any(told):
            return True
    return False


def _refused(turn: Turn, name: str) -> Reply | None:
    """In a group, of an old form, by somebody who is in already: no step goes on."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if turn.viewer.is_member:
        return Reply((say("already-in"),), (HELP,), State())
    if turn.state.step != name:
        return form_over()
    return None if turn.choice else _otherwise(turn, name)


def _otherwise(turn: Turn, name: str) -> Reply | None:
    """The question before, or an earlier answer put right; None if the text does neither."""
    form = dict(turn.state.data)
    if one_back(turn):
        last = {"asking.organisation": "name", "asking.region": "organisation", "asking.send": "place"}.get(
            name
        )
        return _next({part: value for part, value in form.items() if part != last})
    if not form.get("name"):
        return None
    put_right: Form = {**correction(turn.text, form)}
    if "place" in put_right:
        put_right |= _placed(turn, put_right["place"])
    if put_right:
        return _next({**form, **put_right})
    if denies(turn.text):
        return _next({"language": form.get("language")})
    return None


def _kept(organisation: str) -> str:
    return organisation_name(organisation) if organisation else ""
