"""A guest comes in with a code: language, name, who that is in the directory, privacy. Then it counts.

The form lies in the conversation's state, under the code's digest; nothing is changed before its last step.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dialogs.registry import command, phrase, step
from dialogs.texts import LANGUAGES
from dialogs.topics.gate import (
    ASK_ACCESS,
    ENTER_CODE,
    HELP,
    agreed,
    form_over,
    is_aside,
    name_said,
    organisation_said,
    region_said,
)
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.errors import UnknownReferenceError
from storage.models import Role
from storage.services import codes, consent, joining
from storage.services.codes import Invitation
from storage.services.entry import Entry
from storage.services.network import example_contacts
from storage.services.telling import Kind, tell
from storage.services.viewer import viewer_of

MOST_REGIONS = 12

Form = dict[str, Any]
FormStep = Callable[[Turn, Form, Invitation], Reply | None]

_HAS_CODE = re.compile(
    r"\b(hab\w*|bekommen|eingeben|einlösen|have|got|enter|redeem)\b.*\b(\w*codes?|einladung\w*|invit\w+)\b"
    r"|\b(code|einladung\w*|invitation)\b.*\b(bekommen|eingeben|einlösen|enter|redeem)\b",
    re.I,
)


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
            return _with_invitation(turn, str(form.get("code")), lambda invited: run(turn, form, invited))

        return run

    return register


@command("code")
@step("entering.code")
def enter_code(turn: Turn) -> Reply | None:
    """Ask for the code, or take it."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if not turn.text.strip():
        return Reply((say("code-ask"),), state=State(step="entering.code"))
    return None if is_aside(turn) and not codes.spotted(turn.text) else with_code(turn)


@phrase("entering.code", early=True)
def code_in_text(turn: Turn) -> Reply | None:
    """A code as plain text, whatever else is open."""
    if not codes.spotted(turn.text):
        return None
    if turn.viewer.in_group:
        return Reply((say("private-code"),))
    return with_code(turn)


@phrase("entering.has_code", roles=frozenset({Role.GUEST}), early=True)
def has_a_code(turn: Turn) -> Reply | None:
    """ "ich habe einen Code": ask for it."""
    if turn.state.step or not _HAS_CODE.search(turn.text):
        return None
    return enter_code(replace(turn, text=""))


def with_code(turn: Turn) -> Reply | None:
    """Take a code: a guest begins the form, a member gets what the invitation gives."""
    if elsewhere := private_instead(turn):
        return elsewhere
    digest = codes.digest_of(codes.spotted(turn.text) or turn.text)
    return _with_invitation(turn, digest, lambda _: _begun(turn, digest))


def _with_invitation(turn: Turn, digest: str, go_on: Callable[[Invitation], Reply | None]) -> Reply | None:
    """Go on with the invitation behind a digest, or say that it does not count."""
    try:
        invited = codes.invitation(
            turn.session, viewer=turn.viewer, account_id=turn.account_id, digest=digest, now=turn.now,
            today=turn.today,
        )  # fmt: skip
        return _accepted(turn, invited) if turn.viewer.is_member else go_on(invited)
    except codes.NoSuchCodeError:
        # Whoever is at the form has seen it count: they are told what happened meanwhile.
        began = (turn.state.step or "").startswith("entering.") and turn.state.data.get("code") == digest
        text = say("code-over" if began else "code-wrong")
        return Reply((text,), _others(turn), State(), turn.state.data.get("language") if began else None)
    except codes.TooManyCodesError:
        return Reply((say("code-too-many"),), _others(turn)[1:], State())
    except joining.AlreadyInError:
        return Reply((say("already-in"),), (HELP,), State())


def _others(turn: Turn) -> tuple[Option, ...]:
    return () if turn.viewer.is_member else (ENTER_CODE, ASK_ACCESS)


def _accepted(turn: Turn, invited: Invitation) -> Reply:
    """A member has been given an invitation, say into a group."""
    groups: list[Param] = list(
        joining.accept(turn.session, viewer=turn.viewer, invited=invited, now=turn.now)
    )
    text = say("joined-groups", groups={"list": groups, "style": "and"}) if groups else say("joined-more")
    return Reply((text,), (HELP,), State())


def _begun(turn: Turn, digest: str) -> Reply:
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
        return None if is_aside(turn) else _begun(turn, str(form["code"]))
    return _ask("join-name", "entering.name", {**form, "language": said})


@_form_step("entering.name", literal=True)
def name(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take the name, and ask whether somebody of the directory is meant."""
    said = name_said(turn)
    if said is None:
        return None if is_aside(turn) else _ask("join-name-again", "entering.name", form)
    return _ask_me(turn, {**form, "name": said}, invited)


def _ask_me(turn: Turn, form: Form, invited: Invitation) -> Reply:
    """Whether somebody of the directory is meant, if it has this very name."""
    found = joining.candidates(
        turn.session, viewer=turn.viewer, invited=invited, name=str(form.get("name")), today=turn.today
    )
    if not found:
        return _ask_organisation(form)
    options = [
        Option(say("option-me", name=one.name, about=one.organisation), "entering.me", {"person": one.id})
        for one in found
    ]
    options.append(Option(say("option-not-me"), "entering.me", {"person": 0}))
    return _ask("join-me", "entering.me", form, tuple(options), name=found[0].name, count=len(found))


@_form_step("entering.me")
def me(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take who of the directory it is, or that it is somebody new."""
    if turn.choice is not None:
        data = turn.choice[1]
    else:
        intent = turn.understanding.intent if turn.understanding else ""
        if intent not in ("affirm", "deny") or len(turn.state.options) != 2:
            return None if is_aside(turn) else _ask_me(turn, form, invited)
        data = turn.state.options[intent == "deny"]["data"]
    person = int(data.get("person") or 0)
    return _ask_agreement({**form, "person": person}) if person else _ask_organisation(form)


def _ask_organisation(form: Form) -> Reply:
    nowhere = Option(say("option-no-organisation"), "entering.organisation")
    return _ask("join-organisation", "entering.organisation", form, (nowhere,))


@_form_step("entering.organisation", literal=True)
def organisation(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take the organisation; none is an answer, too."""
    said = "" if turn.choice else organisation_said(turn)
    if is_aside(turn, most=2):
        return None
    if said is None:
        return _ask("organisation-again", "entering.organisation", form)
    form = {**form, "organisation": said}
    regions = joining.regions_of(turn.session, viewer=turn.viewer, invited=invited)
    if len(invited.region_ids) == 1 or not regions:
        return _ask_agreement({**form, "region": next(iter(invited.region_ids), 0)})
    return _ask_region(turn, form, invited)


def _ask_region(turn: Turn, form: Form, invited: Invitation) -> Reply:
    regions = joining.regions_of(turn.session, viewer=turn.viewer, invited=invited)
    options = [
        Option(say("label", label=region.name), "entering.region", {"region": region.id})
        for region in regions[:MOST_REGIONS]
    ]
    options.append(Option(say("option-no-region"), "entering.region", {"region": 0}))
    return _ask("join-region", "entering.region", form, tuple(options))


@_form_step("entering.region", literal=True)
def region(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take the region, of those that the invitation is for."""
    offered = {one.id for one in joining.regions_of(turn.session, viewer=turn.viewer, invited=invited)}
    said = int(turn.choice[1].get("region") or 0) if turn.choice else region_said(turn)
    if said in offered or (turn.choice and said == 0):
        return _ask_agreement({**form, "region": said})
    return None if is_aside(turn) else _ask_region(turn, form, invited)


def _ask_agreement(form: Form) -> Reply:
    options = (
        Option(say("option-agree"), "entering.agree", {"agreed": "yes"}),
        Option(say("option-disagree"), "entering.agree", {"agreed": "no"}),
    )
    shown = {**form, "notice": consent.VERSION}
    return _ask("privacy-notice", "entering.agree", shown, options, version=consent.VERSION)


@_form_step("entering.agree")
def agree(turn: Turn, form: Form, invited: Invitation) -> Reply | None:
    """Take the yes to the privacy notice: only now does anything count."""
    said = agreed(turn)
    if said is None:
        return None if is_aside(turn) else _ask_agreement(form)
    if said and form.get("notice") != consent.VERSION:  # it has changed since they were asked
        return _ask_agreement(form)
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
        return _ask("join-taken", "entering.name", {"code": form["code"], "language": form["language"]})
    _tell_inviter(turn, invited, person, entry.name)
    return Reply(_welcome(turn), (HELP,), State(), form.get("language"))


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


def _ask(key: str, following: str, form: Form, options: tuple[Option, ...] = (), **params: Param) -> Reply:
    return Reply((say(key, **params),), options, State(step=following, data=form), form.get("language"))
