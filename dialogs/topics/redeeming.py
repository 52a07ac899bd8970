"""A code is redeemed: a guest begins the form, a member is asked whether they want what it gives."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.registry import MEMBERS, step
from dialogs.topics.drafting import answered, card, confirmed, lines, stale
from dialogs.topics.gate import ASK_ACCESS, ENTER_CODE, HELP
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.models import Role
from storage.services import codes, gains, joining
from storage.services.codes import Invitation
from storage.services.gains import Gains

ACCEPT = "redeeming.accept"


def with_invitation(turn: Turn, digest: str, go_on: Callable[[Invitation], Reply | None]) -> Reply | None:
    """Go on with the invitation behind a digest, or say that it does not count."""
    if not digest:
        return Reply((say("code-shape"),), _others(turn), State())
    try:
        invited = codes.invitation(
            turn.session, viewer=turn.viewer, account_id=turn.account_id, digest=digest, now=turn.now,
            today=turn.today,
        )  # fmt: skip
        return _offered(turn, invited) if turn.viewer.is_member else go_on(invited)
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


def _offered(turn: Turn, invited: Invitation) -> Reply:
    """A member has been given an invitation: show what it gives them, before it is used up."""
    given = gains.of(turn.session, viewer=turn.viewer, invited=invited)
    texts = (say("accept-card", lines=_told(given)),)
    return card(turn, ACCEPT, {"digest": invited.digest}, texts, say("option-accept"))


def _told(given: Gains) -> Param:
    """What somebody gets, one thing a line."""
    parts: list[Text] = []
    if given.role is not Role.GUEST:
        parts.append(say("gain-role", role=given.role.value))
    if given.coordinates:
        parts.append(say("gain-coordinates", names={"list": [*given.coordinates], "style": "and"}))
    if given.groups:
        parts.append(say("gain-groups", names={"list": [*given.groups], "style": "and"}))
    if given.region:
        parts.append(say("gain-region", region=given.region))
    return lines(*({"text": {"key": part.key, "params": part.params}} for part in parts))


@step(f"{ACCEPT}.more", roles=MEMBERS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card."""
    return answered(turn, ACCEPT, accept)


@step(f"{ACCEPT}.yes", roles=MEMBERS)
def accept(turn: Turn) -> Reply | None:
    """Use up the invitation that the card shows."""
    if elsewhere := private_instead(turn):
        return elsewhere
    draft = confirmed(turn, ACCEPT)
    return stale() if draft is None else redeemed(turn, str(draft.get("digest")))


def redeemed(turn: Turn, digest: str) -> Reply:
    """A member gets what an invitation gives."""
    try:
        invited = codes.invitation(
            turn.session, viewer=turn.viewer, account_id=turn.account_id, digest=digest, now=turn.now,
            today=turn.today,
        )  # fmt: skip
        given = gains.of(turn.session, viewer=turn.viewer, invited=invited)
        joining.accept(turn.session, viewer=turn.viewer, invited=invited, now=turn.now)
    except codes.NoSuchCodeError:
        return Reply((say("code-over"),), state=State())
    except codes.TooManyCodesError:
        return Reply((say("code-too-many"),), state=State())
    except joining.AlreadyInError:
        return Reply((say("already-in"),), (HELP,), State())
    return Reply((say("accepted", lines=_told(given)),), (HELP,), State())
