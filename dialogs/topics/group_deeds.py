"""What is done with a group once its card was confirmed, and who gets to know."""

from __future__ import annotations

from dialogs.topics.drafting import Draft
from dialogs.turn import Reply, State, Text, Turn, say
from storage.services import planned, telling
from storage.services.contacts import Named
from storage.services.directory import person_cards
from storage.services.groups import (
    add_members,
    end_group,
    make_group,
    name_coordinator,
    remove_member,
    rename_group,
)
from storage.services.names import name_of
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, roles_with

MAKERS = roles_with(Right.MAKE_GROUPS)


def names(turn: Turn, draft: Draft) -> list[str]:
    """The names of the people of a draft, as far as they belong to the network."""
    ids = [int(number) for number in draft.get("people", ())]
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=ids, today=turn.today)
    return [card.contact.person.name for card in cards]


def meetings_ahead(turn: Turn, draft: Draft) -> int:
    """How many meetings would be called off with a group that ends."""
    if draft["deed"] != "end" or not draft.get("group"):
        return 0
    group_id = int(draft["group"])
    return planned.count_of_group(turn.session, viewer=turn.viewer, group_id=group_id, now=turn.now)


def do_it(turn: Turn, draft: Draft) -> Reply:
    """Do what a draft says; the services ask for the right.

    Raises:
        NotAllowedError: it is not this person's to do.
        RefusedError: it cannot be done.
    """
    deed, name = str(draft["deed"]), str(draft.get("name", ""))
    group_id = int(draft.get("group") or 0)
    group = name_of(turn.session, "group", group_id) or name
    if deed == "make":
        members = [int(number) for number in draft.get("people", ())]
        make_group(turn.session, viewer=turn.viewer, name=name, now=turn.now, members=members)
        for number in members:
            _tell(turn, number, say("group-told-join", by=turn.viewer.given_name, group=name))
    elif deed == "rename":
        rename_group(turn.session, viewer=turn.viewer, group_id=group_id, name=name, now=turn.now)
    elif deed == "end":
        end_group(turn.session, viewer=turn.viewer, group_id=group_id, now=turn.now)
    elif deed == "leave":
        own = turn.viewer.person_id or 0
        remove_member(turn.session, viewer=turn.viewer, group_id=group_id, person_id=own, now=turn.now)
    else:
        _with_people(turn, deed, group_id, group, [int(number) for number in draft["people"]])
    return Reply((say("group-done", deed=deed, group=group, name=name),), state=State())


def _with_people(turn: Turn, deed: str, group_id: int, group: str, ids: list[int]) -> None:
    """Take people in or out, or hand the group on to them."""
    if deed == "remove":
        for number in ids:
            remove_member(turn.session, viewer=turn.viewer, group_id=group_id, person_id=number, now=turn.now)
    elif deed == "lead":
        for number in ids:
            new = name_coordinator(
                turn.session, viewer=turn.viewer, group_id=group_id, person_id=number, now=turn.now,
                today=turn.today,
            )  # fmt: skip
            if new:
                _tell(turn, number, say("group-told-lead", by=turn.viewer.given_name, group=group))
    else:
        come = _add(turn, group_id, ids)
        if not come:
            raise RefusedError(Reason.NOTHING)
        for person in come:
            _tell(turn, person.id, say("group-told-join", by=turn.viewer.given_name, group=group))


def _add(turn: Turn, group_id: int, ids: list[int]) -> list[Named]:
    return add_members(
        turn.session, viewer=turn.viewer, group_id=group_id, person_ids=ids, now=turn.now, today=turn.today
    )


def _tell(turn: Turn, person_id: int, text: Text) -> None:
    if person_id == turn.viewer.person_id:
        return
    telling.tell(
        turn.session, person_id, Reply((text,)).as_json(), now=turn.now, zone=turn.network.zone,
        key=f"group:{person_id}:{turn.conversation_id}:{turn.now.timestamp()}",
    )  # fmt: skip
