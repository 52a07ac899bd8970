"""Regions and what a network has: made, renamed, removed while nobody is there, with a note of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.errors import NotAllowedError
from storage.models import AuditEntry, Person, Region, RegionArea, Role
from storage.services import regions, setting_up
from storage.services.refusing import Reason, RefusedError
from storage.services.regions import NewRegion
from storage.services.version import directory_version
from storage.services.viewer import Viewer
from storage.session import Session, Store
from tests import factories
from tests.factories import NOW, TODAY

ADMINISTRATOR = Viewer(Role.ADMINISTRATOR, 1)
HARZ, ALTMARK = NewRegion("Harz", ("15085",)), NewRegion("Altmark", ("15090", "15081"))


def admin(session: Session) -> Viewer:
    """Somebody who administers."""
    person = factories.person(session, "Mara Beispiel")
    person.role = Role.ADMINISTRATOR
    session.flush()
    return Viewer(Role.ADMINISTRATOR, person.id)


def refused(work: object) -> Reason:
    """Why something was refused."""
    with pytest.raises(RefusedError) as error:
        work()  # type: ignore[operator]
    return error.value.reason


def test_made_with_their_areas(store: Store) -> None:
    """All or none; the version of the directory moves; a note says who did it, not what it is called."""
    with store.write() as session:
        viewer = admin(session)
        before = directory_version(session)
        ids = regions.add_regions(session, viewer=viewer, new=(HARZ, ALTMARK), now=NOW)
        assert directory_version(session) > before
        card = regions.region_card(session, viewer=viewer, region_id=ids[1])
        assert card is not None
        assert (card.region.name, card.keys, card.used) == ("Altmark", ("15081", "15090"), False)
        assert regions.known_names(session, viewer=viewer) == {"harz", "altmark"}
        notes = session.scalars(select(AuditEntry)).all()
        assert [(n.action, n.actor_id, n.subject_id) for n in notes] == [
            ("region.added", viewer.person_id, number) for number in ids
        ]


def test_what_is_refused(store: Store) -> None:
    """Names that are none or taken, nothing covered, too many at once."""
    with store.write() as session:
        viewer = admin(session)
        regions.add_regions(session, viewer=viewer, new=(HARZ,), now=NOW)

        def add(*new: NewRegion) -> object:
            return lambda: regions.add_regions(session, viewer=viewer, new=new, now=NOW)

        assert refused(add(NewRegion("HARZ", ("15090",)))) is Reason.EXISTS
        assert refused(add(NewRegion("Mara Beispiel", ("15090",)))) is Reason.EXISTS
        assert refused(add(NewRegion("**", ("15090",)))) is Reason.NAME
        assert refused(add(NewRegion("x" * 81, ("15090",)))) is Reason.TOO_LONG
        assert refused(add(NewRegion("Börde", ("keiner", "1")))) is Reason.NOTHING
        many = [NewRegion(f"Gegend {number}", ("15090",)) for number in range(regions.MOST_AT_ONCE + 1)]
        assert refused(add(*many)) is Reason.TOO_LONG
        assert session.scalars(select(Region.name)).all() == ["Harz"]


def test_renamed_and_removed(store: Store) -> None:
    """Its own name in other letters is free; one where somebody is at home stays."""
    with store.write() as session:
        viewer = admin(session)
        harz, altmark = regions.add_regions(session, viewer=viewer, new=(HARZ, ALTMARK), now=NOW)

        def rename(name: str) -> object:
            return lambda: regions.rename_region(session, viewer=viewer, region_id=harz, name=name, now=NOW)

        assert rename("HARZ")() == "Harz"  # type: ignore[operator]
        assert refused(rename("HARZ")) is Reason.NOTHING
        assert refused(rename("Altmark")) is Reason.EXISTS
        session.get_one(Person, viewer.person_id).home_region_id = harz
        session.flush()
        card = regions.region_card(session, viewer=viewer, region_id=harz)
        assert card is not None
        assert card.used

        def remove(number: int) -> object:
            return lambda: regions.remove_region(session, viewer=viewer, region_id=number, now=NOW)

        assert refused(remove(harz)) is Reason.USED
        assert remove(altmark)() == "Altmark"  # type: ignore[operator]
        assert refused(remove(altmark)) is Reason.GONE
        assert session.scalars(select(RegionArea.key)).all() == ["15085"]
        assert regions.region_card(session, viewer=viewer, region_id=altmark) is None


def test_progress_is_what_there_is(store: Store) -> None:
    """Counted from the store, without whoever looks."""
    with store.write() as session:
        viewer = admin(session)
        empty = setting_up.progress(session, viewer=viewer, now=NOW, today=TODAY)
        assert empty == setting_up.Progress(0, 0, 0, 0, 0)
        regions.add_regions(session, viewer=viewer, new=(HARZ,), now=NOW)
        jonas = factories.person(session, "Jonas Beispiel")
        gone = factories.person(session, "Kim Vergangen")
        gone.left_on = TODAY - timedelta(days=1)
        factories.account(session, jonas, "jonas")
        factories.account(session, gone, "kim")
        found = setting_up.progress(session, viewer=viewer, now=NOW, today=TODAY)
        assert found == setting_up.Progress(regions=1, people=1, groups=0, writing=1, invitations=0)


def test_name_and_language(store: Store) -> None:
    """Kept in the store, changed by whoever administers, and refused where they are none."""
    with store.write() as session:
        viewer = admin(session)
        assert setting_up.chosen(session) == ("", "")
        for name in ("Netz Süd", "Netz Mitte"):
            setting_up.name_network(session, viewer=viewer, name=name, now=NOW)
        setting_up.choose_language(session, viewer=viewer, language="en", now=NOW)
        assert setting_up.chosen(session) == ("Netz Mitte", "en")
        for name, reason in (("…", Reason.NAME), ("<b>x</b>", Reason.NAME), ("x" * 81, Reason.TOO_LONG)):
            assert (
                refused(lambda said=name: setting_up.name_network(session, viewer=viewer, name=said, now=NOW))
                is reason
            )
        with pytest.raises(NotAllowedError):
            setting_up.name_network(session, viewer=Viewer(Role.COORDINATOR, 1), name="x", now=NOW)
