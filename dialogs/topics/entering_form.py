"""The form of a guest who has a code: language, name, who that is in the directory, privacy. Then it counts.

It lies in the conversation's state, under the code's digest; nothing is changed before its last step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogs.registry import step
from dialogs.texts import LANGUAGES
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
from dialogs.topics.redeeming import with_invitation
from dialogs.topics.saying import correction, denies, organisation_in, place_in
from dialogs.topics.setting_up import begun as begun_to_set_up
from dialogs.turn import Option, Reply, State, Text, Turn, say
from storage.errors import UnknownReferenceError
from storage.services import consent, joining
from storage.services.codes import Invitation
from storage.services.entry import Entry
from storage.services.network import example_contacts
from storage.services.rights import Right, may
from storage.services.setting_up import progress
from storage.services.telling import Kind, tell
from storage.services.viewer import viewer_of

MOST_REGIONS = 12

Form = dict[str, Any]
FormStep = Callable[[Turn, Form, Invitation], Reply | None]


def _form_step(name: str, *, literal: bool = False) -> Callable[[FormStep], FormStep]:
    """Register a step that runs in private, for a guest whose form is at it and whose code still counts."""

    def register(run: FormStep) -> FormStep:
        @step(name, literal=literal)
        def checked(turn: Turn) -> Reply | None:
            if elsewhere := private_instead(turn):
                return elsewhere
            if turn.state.step != name:
                return form_over()
            form = dict(turn.state.data)
            return with_invitation(
                turn, str(form.get("code")), lambda invited: _at(name, run, turn, form, invited)
            )

        return run

    return register


def _at(name: str, run: FormStep, turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """A step, unless its text asks for the question before, or puts an earlier answer right."""
    if turn.choice is None and one_back(turn):
        return _before(name, turn, form, invited)
    if turn.choice is None and form.get("name"):
        put_right: Form = {**correction(turn.text, form)}
        if place := put_right.pop("place", ""):
            found = region_said(turn, place)
            put_right |= {"region": found} if found in _offered(turn, invited) else {}
        if put_right:
            if "name" in put_right or "organisation" in put_right:
                form.pop("person", None)
            if "organisation" in put_right:
                form["person"] = 0
            return _next(turn, {**form, **put_right}, invited)
        if denies(turn.text) and name != "entering.me":
            return asked("join-name", "entering.name", _without(form, "name", "given", "person"))
    return run(turn, form, invited)


def _before(name: str, turn: Turn, form: Form, invited: Invitation) -> Reply:
    """The question before the one that is open."""
    if name in ("entering.language", "entering.name"):
        return begun(turn, str(form["code"]))
    if name in ("entering.me", "entering.organisation"):
        return asked("join-name", "entering.name", _without(form, "name", "given", "person"))
    last = "region" if name == "entering.agree" and len(_offered(turn, invited)) > 1 else "organisation"
    last = "person" if form.get("person") else last
    return _next(turn, _without(form, last), invited)


def _without(form: Form, *parts: str) -> Form:
    return {part: value for part, value in form.items() if part not in parts}


def _next(turn: Turn, form: Form, invited: Invitation) -> Reply:
    """The first question that is not answered yet."""
    if "person" not in form:
        if found := _ask_me(turn, form, invited):
            return found
        form = {**form, "person": 0}
    if form["person"]:
        return _ask_agreement(turn, form, invited)
    if "organisation" not in form:
        nowhere = Option(say("option-no-organisation"), "entering.organisation")
        return asked("join-organisation", "entering.organisation", form, (nowhere,))
    if "region" not in form:
        offered = _offered(turn, invited)
        if len(offered) > 1 or (offered and not invited.region_ids):
            return _ask_region(turn, form, invited)
        form = {**form, "region": next(iter(invited.region_ids), 0)}
    return _ask_agreement(turn, form, invited)


def begun(turn: Turn, digest: str) -> Reply:
    """The first question."""
    options = tuple(
        Option(say("option-language", language={"language": code}), "entering.language", {"language": code})
        for code in LANGUAGES
    )
    return Reply((say("code-language"),), options, State(step="entering.language", data={"code": digest}))


@_form_step("entering.language")
def language(turn: Turn, form: Form, _: Invitation) -> Reply | None:
    """Take the language in which the rest is said."""
    named = turn.understanding.of("language") if turn.understanding else ()
    said = str(turn.choice[1].get("language")) if turn.choice else "".join(named[0].refs if named else ())
    if said not in LANGUAGES:
        return None if is_aside(turn) else begun(turn, str(form["code"]))
    return asked("join-name", "entering.name", {**form, "language": said})


@_form_step("entering.name", literal=True)
def name(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take the name, and ask whether somebody of the directory is meant."""
    said = name_said(turn, form)
    if said is None:
        return None if is_aside(turn) else name_again(turn, "entering.name", form)
    return _next(turn, {**_without(form, "given", "person"), "name": said}, invited)


def _ask_me(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Whether somebody of the directory is meant; None if nobody has this very name."""
    found = joining.candidates(
        turn.session, viewer=turn.viewer, invited=invited, name=str(form.get("name")), today=turn.today
    )
    if not found:
        return None
    options = [
        Option(say("option-me", name=one.name, about=one.organisation), "entering.me", {"person": one.id})
        for one in found
    ]
    options.append(Option(say("option-not-me"), "entering.me", {"person": 0}))
    return asked("join-me", "entering.me", form, tuple(options), name=found[0].name, count=len(found))


@_form_step("entering.me")
def me(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take who of the directory it is, or that it is somebody new."""
    if turn.choice is not None:
        data = turn.choice[1]
    elif denies(turn.text):
        data = {"person": 0}
    else:
        intent = turn.understanding.intent if turn.understanding else ""
        if intent not in ("affirm", "deny") or len(turn.state.options) != 2:
            return None if is_aside(turn) else _next(turn, form, invited)
        data = turn.state.options[intent == "deny"]["data"]
    return _next(turn, {**form, "person": int(data.get("person") or 0)}, invited)


@_form_step("entering.organisation", literal=True)
def organisation(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take the organisation; none is an answer, too."""
    if is_aside(turn, most=2):
        return None
    said = "" if turn.choice else organisation_in(turn.text)
    if said is None:
        return asked("organisation-again", "entering.organisation", form)
    return _next(turn, {**form, "organisation": said}, invited)


def _offered(turn: Turn, invited: Invitation) -> dict[int, str]:
    regions = joining.regions_of(turn.session, viewer=turn.viewer, invited=invited)
    return {region.id: region.name for region in regions}


def _ask_region(turn: Turn, form: Form, invited: Invitation) -> Reply:
    options = [
        Option(say("label", label=name), "entering.region", {"region": number})
        for number, name in [*_offered(turn, invited).items()][:MOST_REGIONS]
    ]
    options.append(Option(say("option-no-region"), "entering.region", {"region": 0}))
    return asked("join-region", "entering.region", form, tuple(options))


@_form_step("entering.region", literal=True)
def region(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take the region, of those that the invitation is for."""
    offered = _offered(turn, invited)
    place = None if turn.choice else place_in(turn.text)
    said = (
        int(turn.choice[1].get("region") or 0) if turn.choice else region_said(turn, place) if place else None
    )
    if said in offered or (turn.choice and said == 0) or place == "":
        return _next(turn, {**form, "region": said or 0}, invited)
    return None if is_aside(turn) else _ask_region(turn, form, invited)


def _ask_agreement(turn: Turn, form: Form, invited: Invitation, *, unclear: bool = False) -> Reply:
    known = form.get("person")
    region = "" if known else _offered(turn, invited).get(int(form.get("region") or 0), "")
    about = ("" if known else str(form.get("organisation") or ""), region)
    return asked_agreement("join-summary", "entering.agree", form, about, unclear=unclear)


@_form_step("entering.agree")
def agree(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take the yes to the privacy notice: only now does anything count."""
    said = agreed(turn)
    if said is None:
        return None if is_aside(turn) else _ask_agreement(turn, form, invited, unclear=True)
    if said and form.get("notice") != consent.VERSION:  # it has changed since they were asked
        return _ask_agreement(turn, form, invited)
    if not said:
        return Reply((say("join-declined"),), (ENTER_CODE,), State(), form.get("language"))
    entry = Entry(
        name=str(form.get("name")),
        organisation=str(form.get("organisation") or ""),
        region_id=int(form.get("region") or 0) or None,
        person_id=int(form.get("person") or 0) or None,
        language=str(form.get("language") or ""),
    )
    try:
        person = joining.join(
            turn.session, viewer=turn.viewer, account_id=turn.account_id, invited=invited, entry=entry,
            now=turn.now, today=turn.today,
        )  # fmt: skip
    except UnknownReferenceError:
        return asked("join-taken", "entering.name", {"code": form["code"], "language": form["language"]})
    _tell_inviter(turn, invited, person, entry.name)
    texts, options = _first_steps(turn)
    return Reply((*_welcome(turn), *texts), (*options, HELP), State(), form.get("language"))


def _first_steps(turn: Turn) -> tuple[tuple[Text, ...], tuple[Option, ...]]:
    """What the administrator of a network without people is offered; nothing to others."""
    member = viewer_of(turn.session, turn.account_id, today=turn.today)
    if not may(member, Right.IMPORT):
        return (), ()
    found = progress(turn.session, viewer=member, now=turn.now, today=turn.today)
    return begun_to_set_up() if not found.people else ((), ())


def _welcome(turn: Turn) -> tuple[Text, ...]:
    """That they are in, and what to try first."""
    member = viewer_of(turn.session, turn.account_id, today=turn.today)
    found = example_contacts(turn.session, viewer=member, today=turn.today)
    texts = [say("joined", name=member.given_name)]
    if "region" in found:
        texts.append(say("joined-try", region=found["region"]))
    return tuple(texts)


def _tell_inviter(turn: Turn, invited: Invitation, person_id: int, name: str) -> None:
    """Whoever invited sees who came, and so whether it is the right one."""
    if invited.created_by_id is not None:
        tell(
            turn.session,
            invited.created_by_id,
            Reply((say("joined-told", name=name),)).as_json(),
            key=f"joined:{invited.code_id}:{person_id}",
            now=turn.now,
            zone=turn.network.zone,
            kind=Kind.NUDGE,
        )
