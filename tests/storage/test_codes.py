"""Invitations: what codes look like, who may make which, and what is kept of them."""

from __future__ import annotations

import random
import secrets
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from storage.errors import NotAllowedError, UnknownReferenceError
from storage.models import Code, CodeKind, Group, Role
from storage.services import codes, limits
from storage.services.codes import ALPHABET, NoSuchCodeError, Terms, TooManyCodesError
from storage.services.entry import InvalidNameError, full_name
from storage.services.viewer import GUEST, Viewer
from storage.session import Store
from tests import factories
from tests.factories import NOW, TODAY

ADMINISTRATOR = Viewer(Role.ADMINISTRATOR, 1)


def test_codes_have_enough_bits_and_no_look_alikes() -> None:
    """At least 80 bits, and of each pair that looks alike at most one."""
    assert len(ALPHABET) ** codes.LENGTH > 2**80
    for alike in ("0OQD"[:2], "1IL", "5S", "2Z", "8B", "UV"):
        assert len(set(alike) & set(ALPHABET)) <= 1


@given(
    st.integers(0, 2**32),
    st.sampled_from([str.lower, str.upper, str.title]),
    st.sampled_from(["", " ", "-", "–"]),
)
def test_codes_are_read_however_they_are_written(seed: int, case: object, between: str) -> None:
    """Case, spaces and dashes do not count, inside a sentence neither; one sign more or less does."""
    code = codes.drawn(random.Random(seed).choice)
    written = case(code.replace("-", between))  # type: ignore[operator]
    assert codes.digest_of(written) == codes.digest_of(code)
    assert codes.digest_of(codes.spotted(f"Hallo, hier mein Code: {written}!")) == codes.digest_of(code)
    assert codes.digest_of(written[:-1]) == ""
    assert codes.digest_of(f"{written}A") == ""


@given(st.text(alphabet=st.characters(categories=["L", "P", "Z"])))
def test_words_are_no_codes(said: str) -> None:
    """A text without digits is never taken for a code."""
    assert codes.spotted(said) == ""


@pytest.mark.parametrize(
    "said",
    ["Anerkennungsberatung", "Wann ist 2026 wieder ein Forum?", "0391-4123-1234-55-1", "06484", "", "-"],
)
def test_ordinary_texts_are_no_codes(said: str) -> None:
    assert codes.spotted(said) == ""


@pytest.mark.parametrize(
    "name", ["Kim", "Kim 1", "<b>Kim</b> X", "Kim @Y", "a " * 7, "x" * 90 + " y", "", "- -"]
)
def test_no_names(name: str) -> None:
    with pytest.raises(InvalidNameError):
        full_name(name)


@pytest.mark.parametrize(
    ("said", "family"),
    [("Peter von der Heide", "von der Heide"), ("Anna-Lena O’Neill", "O’Neill"), ("thi lan nguyen", "nguyen"),
     ("Олена Коваль", "Коваль"), ("von Arnim", "Arnim"), ("Jürgen de", "de")],
)  # fmt: skip
def test_names(said: str, family: str) -> None:
    assert full_name(said).family == family


def test_only_the_digest_is_kept(store: Store) -> None:
    """No copy of the store shows a code; with it, the invitation is found until its time is up."""
    with store.write() as session:
        made = codes.make(session, viewer=None, terms=Terms(), choose=secrets.choice, now=NOW)
    with store.write() as session:
        kept = str(session.execute(text("SELECT * FROM code")).all())
        assert made.code not in kept
        assert codes.plain(made.code) not in kept
        account = factories.account(session, None).id
        digest = codes.digest_of(made.code)
        for now in (NOW, made.expires_at - timedelta(seconds=1)):
            codes.invitation(session, viewer=GUEST, account_id=account, digest=digest, now=now, today=TODAY)
        with pytest.raises(NoSuchCodeError):
            codes.invitation(
                session, viewer=GUEST, account_id=account, digest=digest, now=made.expires_at, today=TODAY
            )


def test_after_too_many_not_even_the_right_one_is_looked_at(store: Store) -> None:
    """Ten wrong codes, and the account has to wait; another one has not, nor who wrote what is no code."""
    with store.write() as session:
        made = codes.make(session, viewer=None, terms=Terms(), choose=secrets.choice, now=NOW)
        accounts = [factories.account(session, None, address).id for address in "12"]

        def tried(account: int, code: str) -> None:
            codes.invitation(
                session, viewer=GUEST, account_id=account, digest=codes.digest_of(code), now=NOW, today=TODAY
            )

        for _ in range(limits.HOURLY["code"] + 1):
            with pytest.raises(NoSuchCodeError):
                tried(accounts[0], "no code at all")
        tried(accounts[0], made.code)
        for _ in range(limits.HOURLY["code"]):
            with pytest.raises(NoSuchCodeError):
                tried(accounts[0], codes.drawn(secrets.choice))
        with pytest.raises(TooManyCodesError):
            tried(accounts[0], made.code)
        tried(accounts[1], made.code)


def test_link_codes_let_nobody_in(store: Store) -> None:
    """A code for another address is no invitation."""
    with store.write() as session:
        code = codes.drawn(secrets.choice)
        session.add(
            Code(
                kind=CodeKind.LINK,
                digest=codes.digest_of(code),
                created_at=NOW,
                expires_at=NOW + timedelta(1),
            )
        )
        account = factories.account(session, None).id
        session.flush()
        with pytest.raises(NoSuchCodeError):
            codes.invitation(
                session, viewer=GUEST, account_id=account, digest=codes.digest_of(code), now=NOW, today=TODAY
            )


@given(
    st.sampled_from(list(Role)),
    st.frozensets(st.integers(1, 3)),
    st.frozensets(st.integers(1, 3)),
    st.sampled_from([Role.MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR]),
    st.frozensets(st.integers(1, 3)),
    st.frozensets(st.integers(1, 3)),
)
def test_nobody_invites_beyond_their_reach(
    role: Role,
    own_groups: frozenset[int],
    own_regions: frozenset[int],
    given_role: Role,
    groups: frozenset[int],
    regions: frozenset[int],
) -> None:
    """Administrators everything, coordinators members into what is theirs, nobody else anything."""
    viewer = Viewer(role, 1, group_ids=own_groups, region_ids=own_regions)
    terms = Terms(given_role, tuple(groups), tuple(regions))
    allowed = role is Role.ADMINISTRATOR or (
        role is Role.COORDINATOR
        and given_role is Role.MEMBER
        and bool(groups | regions)
        and groups <= own_groups
        and regions <= own_regions
    )
    try:
        codes._require(viewer, terms)
    except NotAllowedError:
        assert not allowed
    else:
        assert allowed


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER, Role.COORDINATOR])
def test_making_asks_for_the_right_first(store: Store, role: Role) -> None:
    """Nothing is made, and nothing is told of what there is."""
    with store.write() as session:
        for terms in (Terms(), Terms(region_ids=(99,)), Terms(uses=0)):
            with pytest.raises(NotAllowedError):
                codes.make(session, viewer=Viewer(role, 1), terms=terms, choose=secrets.choice, now=NOW)
        if role is not Role.COORDINATOR:
            with pytest.raises(NotAllowedError):
                codes.targets(session, viewer=Viewer(role, 1))
        assert session.scalars(select(Code)).all() == []


def test_terms_have_to_make_sense(store: Store) -> None:
    """Not for guests, not for nobody, not for ever, not into what is not there."""
    with store.write() as session:
        for terms in (
            Terms(role=Role.GUEST), Terms(uses=0), Terms(uses=501), Terms(lasts=timedelta(0)),
            Terms(lasts=timedelta(366)), Terms(role=Role.COORDINATOR),
        ):  # fmt: skip
            with pytest.raises(ValueError, match=r"invit|coordinat"):
                codes.make(session, viewer=None, terms=terms, choose=secrets.choice, now=NOW)
        with pytest.raises(UnknownReferenceError):
            codes.make(session, viewer=None, terms=Terms(group_ids=(7,)), choose=secrets.choice, now=NOW)


def test_the_first_administrator_is_wanted_once(store: Store) -> None:
    """Until somebody administers and writes, or while the code waits; the one before ends with a new one."""
    with store.write() as session:
        assert codes.wants_first(session, now=NOW, today=TODAY)
        made = codes.make_first(session, choose=secrets.choice, now=NOW)
        assert not codes.wants_first(session, now=NOW, today=TODAY)
        later = made.expires_at
        assert codes.wants_first(session, now=later, today=TODAY)
        codes.make_first(session, choose=secrets.choice, now=later)
        assert len(session.scalars(select(Code)).all()) == 1
        somebody = factories.person(session, "Kim Beispiel", role=Role.ADMINISTRATOR)
        assert codes.wants_first(session, now=later + timedelta(30), today=TODAY)
        factories.account(session, somebody)
        assert not codes.wants_first(session, now=later + timedelta(30), today=TODAY)


def test_targets_are_ones_own(store: Store) -> None:
    """Coordinators see theirs, administrators all; names and short forms are known."""
    with store.write() as session:
        where = factories.regions(session)
        session.add(Group(name="Fokusgruppe 2", aliases=["FG2"]))
        session.flush()
        harz = where["Harz"].id
        nele = Viewer(Role.COORDINATOR, 1, region_ids=frozenset({harz}))
        assert [one.name for one in codes.targets(session, viewer=nele)] == ["Harz"]
        assert len(codes.targets(session, viewer=ADMINISTRATOR)) == 6
        assert codes.target_named(session, viewer=None, kind="group", name="fg2") == 1
        assert codes.target_named(session, viewer=None, kind="region", name="Hartz") is None
