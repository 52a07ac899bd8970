"""Asking back what was meant keeps little, whatever was pasted."""

from __future__ import annotations

import json

from dialogs.engine import respond
from dialogs.topics.again import MOST_NAMES
from dialogs.turn import Network, Turn
from nlu.interface import Alternative, Decision, Entity, Understanding
from storage.services.viewer import viewer_of
from storage.session import Store
from tests import factories


def test_few_of_many_names_are_kept(store: Store) -> None:
    """Hundreds of places that may each be dozens: the options carry the first few."""
    pasted = tuple(
        Entity("place", "Burg", "Burg", n, n + 4, refs=tuple(map(str, range(40)))) for n in range(500)
    )
    read = Understanding("…", "who_is", 0.4, Decision.CLARIFY, pasted, (Alternative("find_contact", 0.3),))
    with store.write() as session:
        person = factories.lead_network(session)["Heike"]
        viewer = viewer_of(session, factories.account(session, person).id, today=factories.TODAY)
        reply = respond(
            Turn(
                session=session, viewer=viewer, language="de", now=factories.NOW, today=factories.TODAY,
                network=Network({}), text="Burg " * 500, understanding=read,
            )
        )  # fmt: skip
    assert reply.state is not None
    assert [len(o["data"].get("entities", ())) for o in reply.state.options] == [MOST_NAMES, MOST_NAMES, 0]
    assert len(json.dumps(reply.state.as_json())) < 10_000
