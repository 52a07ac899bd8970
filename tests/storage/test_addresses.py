"""One person, several addresses: codes work once and briefly; nothing is lost or told twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from storage.errors import NotAllowedError
from storage.models import Account, AuditEntry, Code, OutboxMessage, OutboxState, Person, Preference, Usage
from storage.services import addresses, conversations, limits, preferences, retention, sending, telling
from storage.services.addresses import LASTS, Redeemed, make_link, new_code, read_code, redeem_link
from storage.services.telling import Kind
from storage.services.viewer import GUEST, Viewer, viewer_of
from storage.session import Session, Store
from tests import factories
from tests.factories import NOW, TODAY

ZONE = NOW.tzinfo
assert ZONE is not None


def address(session: Session, who: Person | None, name: str, messenger: str = "telegram") -> Account:
    """An account that has written: it can be reached."""
    made = factories.account(session, who, name, messenger)
    conversations.private_with(session, messenger, name, made.id, NOW)
    session.refresh(made)
    return made


def viewer(session: Session, account: Account) -> Viewer:
    return viewer_of(session, account.id, today=TODAY)


def outcome(session: Session, account: Account, text: str, now: datetime = NOW) -> Redeemed | None:
    found = redeem_link(session, account.id, text, now, today=TODAY)
    return found and found.redeemed


def test_a_code_joins_an_address_once(store: Store) -> None:
    """The second messenger is the same person; the code is used up, and kept as a digest only."""
    with store.write() as session:
        mara = factories.person(session, "Mara Lindner")
        first, second, third = (
            address(session, mara, "1"),
            address(session, None, "2"),
            address(session, None, "3"),
        )
        code = make_link(session, viewer=viewer(session, first), now=NOW)
        assert code.replace("-", "") not in str([row.digest for row in session.scalars(select(Code))])
        assert outcome(session, second, f"mein code: {code.lower()}") is Redeemed.LINKED
        assert viewer(session, second).person_id == mara.id
        assert outcome(session, third, code) is Redeemed.WRONG
        assert viewer(session, third).person_id is None
        assert telling.address_of(session, mara.id) == (first.id, first.conversation_id)
        assert [row.action for row in session.scalars(select(AuditEntry))] == ["address-linked"]


def test_a_code_for_whom_it_is_not(store: Store) -> None:
    """Too old, replaced by a newer one, of somebody who left, or entered by somebody who is somebody else."""
    with store.write() as session:
        mara, gone = factories.person(session, "Mara Lindner"), factories.person(session, "Ute Weg")
        first, guest = address(session, mara, "1"), address(session, None, "2")
        other = address(session, factories.person(session, "Jonas Petrow"), "3")
        left = address(session, gone, "4")
        old = make_link(session, viewer=viewer(session, first), now=NOW)
        code = make_link(session, viewer=viewer(session, first), now=NOW)
        of_gone = make_link(session, viewer=viewer(session, left), now=NOW)
        gone.left_on = TODAY
        session.flush()
        assert outcome(session, guest, old) is Redeemed.WRONG
        assert outcome(session, guest, of_gone) is Redeemed.WRONG
        assert outcome(session, guest, code, NOW + LASTS) is Redeemed.WRONG
        assert outcome(session, other, code) is Redeemed.WRONG
        assert outcome(session, first, code) is Redeemed.KNOWN
        assert outcome(session, guest, "wer ist Mara?") is None
        assert (viewer(session, guest).person_id, viewer(session, other).given_name) == (None, "Jonas")


def test_guessing_ends(store: Store) -> None:
    """After ten wrong codes even the right one is not tried; two hours later it would be."""
    with store.write() as session:
        first, guest = (
            address(session, factories.person(session, "Mara Lindner"), "1"),
            address(session, None, "2"),
        )
        code = make_link(session, viewer=viewer(session, first), now=NOW)
        tried = [outcome(session, guest, new_code()) for _ in range(limits.HOURLY["code"])]
        assert set(tried) == {Redeemed.WRONG}
        assert outcome(session, guest, code) is Redeemed.TOO_OFTEN
        assert outcome(session, guest, new_code(), NOW + timedelta(hours=2)) is Redeemed.WRONG


def test_rights(store: Store) -> None:
    """Guests have no addresses and settings; nobody gets a code in a group, or touches another's."""
    with store.write() as session:
        mara, jonas = (factories.person(session, name) for name in ("Mara Lindner", "Jonas Petrow"))
        hers, his = address(session, mara, "1"), address(session, jonas, "2")
        me = viewer(session, hers)
        for refused in (
            lambda: make_link(session, viewer=GUEST, now=NOW),
            lambda: make_link(session, viewer=Viewer(me.role, me.person_id, in_group=True), now=NOW),
            lambda: addresses.addresses(session, viewer=GUEST),
            lambda: addresses.remove(session, viewer=GUEST, account_id=his.id, now=NOW),
            lambda: addresses.remove(session, viewer=me, account_id=hers.id, now=NOW),
            lambda: preferences.mute(session, viewer=GUEST, until=NOW),
            lambda: preferences.keep_quiet(session, viewer=GUEST, hours=None),
            lambda: preferences.take_off(session, viewer=GUEST, days=0),
            lambda: preferences.prefer(session, viewer=GUEST, account_id=his.id),
            lambda: preferences.settings_of(session, viewer=GUEST, now=NOW),
        ):
            with pytest.raises(NotAllowedError):
                refused()
        assert not preferences.prefer(session, viewer=me, account_id=his.id)
        assert not addresses.remove(session, viewer=me, account_id=his.id, now=NOW, last=True)
        assert session.scalars(select(Preference)).all() == []
        assert viewer(session, his).person_id == jonas.id


def test_what_waits_moves_with_the_person(store: Store) -> None:
    """An address that is taken away is nobody's at once; what waited there arrives elsewhere."""
    with store.write() as session:
        mara = factories.person(session, "Mara Lindner")
        first, second = address(session, mara, "1"), address(session, mara, "2", "matrix")
        me = viewer(session, first)
        assert preferences.prefer(session, viewer=me, account_id=second.id)
        tell(session, mara, "a")
        assert addresses.remove(session, viewer=me, account_id=second.id, now=NOW)
        assert viewer(session, second).person_id is None
        assert waiting(session) == [("again:1", first.id)]
        tell(session, mara, "b")
        assert addresses.remove(session, viewer=me, account_id=first.id, now=NOW, last=True)
        assert waiting(session) == []
        assert not telling.tell(session, mara.id, {}, key="c", now=NOW, zone=ZONE)


def tell(session: Session, who: Person, key: str) -> None:
    payload = {"texts": [{"key": "thanks", "params": {}}], "options": []}
    assert telling.tell(session, who.id, payload, key=key, now=NOW, zone=ZONE, kind=Kind.ANSWER)


def waiting(session: Session) -> list[tuple[str, int | None]]:
    rows = session.scalars(
        select(OutboxMessage).where(OutboxMessage.state == OutboxState.WAITING).order_by(OutboxMessage.id)
    )
    return [(row.dedupe_key, row.account_id) for row in rows]


def fail(session: Session, message_id: int, code: str) -> bool:
    message = session.get_one(OutboxMessage, message_id)
    message.state, message.error = OutboxState.FAILED, code
    session.flush()
    return telling.undeliverable(session, message_id, NOW)


def test_a_failed_nudge_goes_to_the_next_address(store: Store) -> None:
    """It says why it comes there, tries no address twice, and ends; whoever blocks Kitt is not written to."""
    with store.write() as session:
        mara = factories.person(session, "Mara Lindner")
        first, second = address(session, mara, "1"), address(session, mara, "2", "matrix")
        tell(session, mara, "nudge")
        assert waiting(session) == [("nudge", second.id)]
        assert fail(session, 1, "too-long")
        assert not telling.undeliverable(session, 1, NOW)
        assert waiting(session) == [("again:1", first.id)]
        moved = session.get_one(OutboxMessage, 2)
        assert [text["key"] for text in moved.payload["texts"]] == ["unreached", "thanks"]
        assert not fail(session, 2, "blocked")
        assert waiting(session) == []
        session.refresh(first)
        assert (first.blocked_at, session.get_one(OutboxMessage, 1).payload) == (NOW, {})
        tell(session, mara, "next")
        assert waiting(session) == [("next", second.id)]


def test_answers_stay_where_they_were_asked(store: Store) -> None:
    """What answers an event is not carried to another messenger."""
    with store.write() as session:
        mara = factories.person(session, "Mara Lindner")
        address(session, mara, "1"), address(session, mara, "2", "matrix")
        tell(session, mara, "x")
        session.get_one(OutboxMessage, 1).account_id = None
        assert not fail(session, 1, "blocked")
        assert sending.what_buttons_do({"options": []}) == {}


def test_what_is_spent_is_forgotten(store: Store) -> None:
    """Codes that are too old and counters that no limit looks at go; what still counts stays."""
    with store.write() as session:
        first = address(session, factories.person(session, "Mara Lindner"), "1")
        make_link(session, viewer=viewer(session, first), now=NOW)
        limits.count(session, first.id, "code", NOW)
        assert not retention.spent(session, NOW)
        retention.forget_spent(session, NOW)
        assert (len(session.scalars(select(Code)).all()), limits.used(session, first.id, "code", NOW)) == (
            1,
            1,
        )
        later = NOW + timedelta(hours=3)
        assert retention.spent(session, later)
        retention.forget_spent(session, later)
        assert (session.scalars(select(Code)).all(), session.scalars(select(Usage)).all()) == ([], [])


@given(st.integers(0))
def test_every_code_is_read_again(seed: int) -> None:
    """However it is written down, a code is the same; nothing around it makes it another."""
    code = new_code(Random(seed).choice)
    bare = code.replace("-", "")
    for text in (code, bare, code.lower(), code.replace("-", " "), code.replace("-", "–"), f"Code {code}."):
        assert read_code(text) == bare


@pytest.mark.parametrize(
    "text",
    [
        "stendal1",
        "2345-6789",
        "BCDF-GHJK",
        "B7CD-2FGH-3KLM",
        "B7CD 2FGH KLMN",
        "06484",
        "0391 2345678",
        "",
        "x" * 99,
    ],
)
def test_what_is_no_code(text: str) -> None:
    """Words, numbers and longer codes are none of these."""
    assert read_code(text) is None
