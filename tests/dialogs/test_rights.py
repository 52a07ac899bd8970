"""Whose answer counts in a group, what a refusal leaves behind, and what is for the private chat only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from dialogs.engine import respond
from dialogs.registry import REGISTRY, Registry
from dialogs.turn import Reply, State, Turn, say
from nlu.interface import Decision, Entity, Understanding
from storage.errors import NotAllowedError
from storage.models import AuditEntry, Role
from storage.services import audit, limits, lookups
from storage.services.rights import Right, roles_with
from storage.services.viewer import GUEST, Viewer
from storage.session import Session, Store
from tests import factories
from tests.dialogue import knowledge_of_places
from tests.factories import NOW, TODAY


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    """A transaction on the lead-project network."""
    with store.write() as opened:
        people = factories.lead_network(opened)
        factories.account(opened, people["Lena"], "1")
        factories.account(opened, people["Tarek"], "2")
        yield opened


@pytest.fixture
def turn(session: Session) -> Turn:
    """Somebody of a group names Mara, and nothing of it tells an intent."""
    mara = Entity("person", "Mara Lindner", "Mara Lindner", 0, 12, refs=("1",))
    return Turn(
        session=session,
        viewer=Viewer(Role.MEMBER, 5, "Lena", in_group=True),
        language="de",
        now=NOW,
        today=TODAY,
        network=knowledge_of_places().at(session, TODAY).network,
        text="Mara Lindner",
        understanding=Understanding("Mara Lindner", "out_of_scope", 1.0, Decision.DECLINE, (mara,)),
        state=State(step="people.who", topic="who_is", asked=1),
        account_id=1,
    )


def keys(reply: Reply) -> list[str]:
    return [text.key for text in reply.texts]


def test_a_question_waits_for_whom_it_was_put_to(turn: Turn) -> None:
    """What another one says does not answer it, and leaves it open."""
    assert keys(respond(turn)) == ["card"]
    another = respond(replace(turn, account_id=2))
    assert keys(another) == ["out-of-scope"]
    assert another.state is not None
    assert (another.state.step, another.state.asked) == ("people.who", 1)


def test_who_asks_anew_is_asked(turn: Turn) -> None:
    """A new question is put to whoever it came up with."""
    asks = replace(turn, choice=("directory.ask_region", {}), account_id=2)
    state = respond(asks).state
    assert state is not None
    assert (state.step, state.asked) == ("directory.ask_region", 2)


def test_a_guest_ends_nothing_in_a_group(turn: Turn) -> None:
    """A guest is answered without a look at what members talk about, which stays as it was."""
    guest = replace(turn, viewer=replace(GUEST, in_group=True), account_id=2)
    for text in ("Mara Lindner", "abbrechen", "1", "/hilfe"):
        reply = respond(replace(guest, text=text))
        assert reply.state == turn.state
        assert "card" not in keys(reply)


def test_who_left_keeps_nothing_of_before(turn: Turn) -> None:
    """In the private chat, what was talked about is forgotten with the first word after they left."""
    left = replace(turn, viewer=GUEST, state=replace(turn.state, results=(1,), slots={"spot": "region:1"}))
    reply = respond(left)
    assert keys(reply) == ["guests-not"]
    assert reply.state is not None
    assert (reply.state.step, reply.state.results, reply.state.slots) == (None, (), {})


@pytest.fixture
def halfway() -> Iterator[str]:
    """A step that changes something before it turns out that it may not."""

    def handler(turn: Turn) -> Reply:
        audit.note(turn.session, turn.viewer, "halfway", NOW)
        turn.session.flush()
        raise NotAllowedError

    REGISTRY.step("test.halfway")(handler)
    yield "test.halfway"
    del REGISTRY._steps["test.halfway"]


def test_a_refusal_halfway_leaves_nothing_behind(turn: Turn, halfway: str) -> None:
    """What was changed before the refusal is undone; the rest of the transaction goes on."""
    assert keys(respond(replace(turn, choice=(halfway, {})))) == ["not-allowed"]
    assert turn.session.scalar(select(func.count()).select_from(AuditEntry)) == 0


@pytest.fixture
def crowd() -> Iterator[str]:
    """A step that shows somebody, to guests too."""

    def handler(turn: Turn) -> Reply:
        lookups.shown(turn.session, turn.viewer, [None])
        return Reply((say("all-right"),))

    REGISTRY.step("test.crowd")(handler)
    yield "test.crowd"
    del REGISTRY._steps["test.crowd"]


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
def test_whoever_is_shown_too_many_is_told(turn: Turn, crowd: str, role: Role) -> None:
    """Members and guests get one sentence; what names a member goes to coordinators only."""
    viewer = turn.viewer if role is Role.MEMBER else GUEST
    asks = replace(turn, choice=(crowd, {}), viewer=viewer, state=State())
    assert keys(respond(asks)) == ["all-right"]
    for _ in range(limits.HOURLY["lookup"]):
        limits.count(turn.session, turn.account_id, "lookup", turn.now)
    assert keys(respond(asks)) == ["lookups-too-many"]


@pytest.mark.parametrize(("in_group", "said"), [(True, "only-private"), (False, "deletion-ask")])
def test_what_is_ones_own_is_for_the_private_chat(turn: Turn, in_group: bool, said: str) -> None:
    """In a group Kitt asks for the private chat."""
    read = Understanding("lösch mich", "delete_me", 1.0, Decision.ACT)
    viewer = replace(turn.viewer, in_group=in_group)
    asks = replace(turn, text="lösch mich", understanding=read, viewer=viewer, state=State())
    assert keys(respond(asks)) == [said]


def test_a_handler_serves_those_with_the_right() -> None:
    """The roles come from the table; a coordinator of nothing has no right that needs a reach."""
    registry = Registry()
    registry.step("s", right=Right.INVITE)(lambda _turn: None)
    handled = registry.steps["s"]
    assert handled.roles == roles_with(Right.INVITE)
    assert handled.serves(Viewer(Role.COORDINATOR, 1, region_ids=frozenset({1})))
    assert not handled.serves(Viewer(Role.COORDINATOR, 1))
    assert not handled.serves(Viewer(Role.MEMBER, 1))
    with pytest.raises(ValueError, match="right"):
        registry.step("t", right=Right.INVITE, roles=frozenset(Role))(lambda _turn: None)
