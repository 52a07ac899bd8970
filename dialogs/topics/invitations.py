"""Invitations that are open: which there are, and taking one back; the code itself is never shown again."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.registry import COORDINATORS, command, phrase, step
from dialogs.topics.drafting import answered, card, confirmed, inner, lines, stale
from dialogs.topics.in_private import private_instead
from dialogs.topics.invitation_terms import LISTS, MEETING, TAKES_BACK
from dialogs.topics.inviting import ending, named_in
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.services.invitations import Open, one_open, open_ones, take_back
from storage.services.rights import Right, Scope, scope_of

BACK = "invitations.back"
MOST = 10


@command("einladungen", "invitations", roles=COORDINATORS)
def listed(turn: Turn) -> Reply:
    """All that are open: one's own, for administrators everybody's."""
    if elsewhere := private_instead(turn):
        return elsewhere
    found = _open(turn)
    if not found:
        return Reply((say("invitations-none"),), state=State())
    return _shown(turn, _fitting(turn, found) or found)


@phrase("invitations.back", TAKES_BACK, roles=COORDINATORS)
def taken_back(turn: Turn) -> Reply | None:
    """Understand "zieh die Einladung für den Harz zurück"; where several fit, ask which."""
    if MEETING.search(turn.text):
        return None
    if elsewhere := private_instead(turn):
        return elsewhere
    found = _open(turn)
    fitting = _fitting(turn, found)
    if len(fitting) == 1:
        return _asked(turn, fitting[0])
    if fitting:
        return _shown(turn, fitting, say("take-back-which"))
    if not found:
        return Reply((say("invitations-none"),), state=State())
    return _shown(turn, found, say("take-back-no-such"))


@phrase("invitations.list", LISTS, roles=COORDINATORS)
def asked_which(turn: Turn) -> Reply | None:
    """Understand "welche Einladungen gibt es?"."""
    return None if MEETING.search(turn.text) else listed(turn)


@step("invitations.ask", roles=COORDINATORS)
def ask(turn: Turn) -> Reply:
    """A button under the list: show the one that is to be taken back."""
    if elsewhere := private_instead(turn):
        return elsewhere
    code = int(turn.data.get("code") or 0)
    found = one_open(turn.session, viewer=turn.viewer, code_id=code, now=turn.now, today=turn.today)
    return _asked(turn, found) if found else Reply((say("take-back-over"),), state=State())


@step(f"{BACK}.more", roles=COORDINATORS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card."""
    return answered(turn, BACK, write)


@step(f"{BACK}.yes", roles=COORDINATORS)
def write(turn: Turn) -> Reply:
    """Take back what the card shows."""
    if elsewhere := private_instead(turn):
        return elsewhere
    draft = confirmed(turn, BACK)
    if draft is None:
        return stale()
    done = take_back(turn.session, viewer=turn.viewer, code_id=int(draft["code"]), now=turn.now)
    return Reply((say("take-back-done" if done else "take-back-over"),), state=State())


def _open(turn: Turn) -> list[Open]:
    return open_ones(turn.session, viewer=turn.viewer, now=turn.now, today=turn.today)


def _fitting(turn: Turn, found: Sequence[Open]) -> list[Open]:
    """Those for all groups and regions that the text names."""
    named = named_in(turn)
    groups, regions = set(named.get("groups", ())), set(named.get("regions", ()))
    return [one for one in found if groups <= {*one.group_ids} and regions <= {*one.region_ids}]


def _asked(turn: Turn, one: Open) -> Reply:
    return card(
        turn, BACK, {"code": one.id}, (say("take-back-card", line=_line(turn, one)),), say("option-take-back")
    )


def _shown(turn: Turn, found: Sequence[Open], above: Text | None = None) -> Reply:
    texts = [above or say("invitations", count=len(found))]
    texts.append(say("invitations-lines", lines=lines(*(_line(turn, one) for one in found[:MOST]))))
    if len(found) > MOST:
        texts.append(say("invitations-more", count=len(found) - MOST))
    options = [
        Option(
            say("option-take-back-one", names=_names(one), until=ending(one.expires_at, turn)["until"]),
            "invitations.ask",
            {"code": one.id},
        )
        for one in found[:MOST]
    ]
    return Reply(tuple(texts), tuple(options), State())


def _line(turn: Turn, one: Open) -> Param:
    """What an invitation is for, how often and until when; for administrators also who made it."""
    everybody = scope_of(turn.viewer.role, Right.INVITE) is Scope.ALL
    by = "" if not everybody else "you" if one.own else "person" if one.by else "console"
    return inner(
        "invitation-line", names=_names(one), role=one.role.value, uses=one.uses_left,
        made=by or "hidden", by=one.by, **ending(one.expires_at, turn),
    )  # fmt: skip


def _names(one: Open) -> Param:
    return {"list": list(one.names), "style": "and"}
