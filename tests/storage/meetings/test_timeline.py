"""The timeline and what is kept of dates: who sees them, who writes, page by page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from storage.errors import NotAllowedError
from storage.models import Occurrence, Person, Record, Role
from storage.services import meetings, records, timeline
from storage.services.meetings import Plan
from storage.services.refusing import Reason, RefusedError
from storage.services.timeline import Sought
from storage.services.viewer import GUEST
from storage.session import Store
from tests.storage.meetings.scene import Scene, scene

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def made(store: Store) -> Scene:
    """Seven meetings of group A, one a week, of which two at the same time, and one of B."""
    built = scene(store, NOW)
    built.add_person("Kim Aslan", role=Role.ADMINISTRATOR)
    built.add_person("Olga Elsner", role=Role.COORDINATOR)
    with store.write() as session:
        for number in (0, 1, 2, 3, 4, 5, 5):
            held(session, built, "A", f"Runde {number}", weeks=number + 1)
        held(session, built, "B", "Größe", weeks=3)
    return built


def held(session, built: Scene, group: str, title: str, *, weeks: int) -> int:  # type: ignore[no-untyped-def]
    start = datetime(2026, 11, 19, 10) - timedelta(weeks=weeks)  # noqa: DTZ001 - on the wall
    built.made += 1
    plan = Plan(title, start, 60, "Europe/Berlin", built.groups[group], agenda="Ärger")
    return meetings.add(session, plan, uid=f"p{built.made}", now=NOW)


def titles(built: Scene, who: str, **sought: object) -> list[str]:
    """All pages of a timeline, by twos."""
    found: list[str] = []
    after = None
    with built.store.read() as session:
        viewer = built.viewer(session, who)
        while True:
            page = timeline.page(
                session,
                viewer=viewer,
                now=NOW,
                sought=Sought(**sought),
                most=2,
                after=after,  # type: ignore[arg-type]
            )
            found += [past.held.title for past in page.found]
            if not page.more:
                return found
            after = page.found[-1].held.id


def test_who_sees_what(made: Scene) -> None:
    """Members their groups', administrators all, others and guests nothing; each once, over all pages."""
    a = ["Runde 0", "Runde 1", "Runde 2", "Runde 3", "Runde 4", "Runde 5", "Runde 5"]
    assert titles(made, "Jonas") == a
    assert titles(made, "Tarek") == ["Größe"]
    assert sorted(titles(made, "Mara")) == sorted([*a, "Größe"]) == sorted(titles(made, "Kim"))
    assert titles(made, "Olga") == []
    assert titles(made, "Tarek", group_id=made.groups["A"]) == []
    with made.store.read() as session, pytest.raises(NotAllowedError):
        timeline.page(session, viewer=GUEST, now=NOW, sought=Sought(), most=2)


def test_words(made: Scene) -> None:
    """Without case and umlauts, in title and agenda; all words, any of the alternatives."""
    assert titles(made, "Mara", words=("GROESSE",)) == ["Größe"]
    assert len(titles(made, "Mara", words=("arger",))) == 0
    assert len(titles(made, "Mara", words=("aerger",))) == 8
    assert titles(made, "Mara", words=("groesse runde", "runde 3")) == ["Runde 3"]


def test_numbers(made: Scene) -> None:
    """The last, the last but one, the first; by the numbers of titles where there are some."""
    with made.store.read() as session:
        viewer = made.viewer(session, "Tarek")

        def number(which: int) -> int | None:
            return timeline.numbered(session, viewer=viewer, now=NOW, sought=Sought(), number=which)

        assert number(-1) == number(1) is not None
        assert number(-2) is number(2) is number(7) is None


def test_only_coordinators_write(made: Scene) -> None:
    """Those of the group and administrators; two at once, links, and what is not over."""
    with made.store.write() as session:
        one = session.scalars(select(Occurrence).order_by(Occurrence.id)).first()
        assert one is not None
        here = {"occurrence_id": one.id, "now": NOW}
        for who in ("Mara", "Olga"):
            viewer = made.viewer(session, who)
            with pytest.raises(NotAllowedError):
                records.write(session, viewer=viewer, revision=0, notes="x", **here)
            with pytest.raises(NotAllowedError):
                records.add_link(session, viewer=viewer, url="https://example.org", title="", **here)
        nele, kim = made.viewer(session, "Nele"), made.viewer(session, "Kim")
        records.write(session, viewer=nele, revision=0, notes="Eins", **here)
        with pytest.raises(RefusedError) as refused:
            records.write(session, viewer=kim, revision=0, notes="Zwei", **here)
        assert refused.value.reason is Reason.CHANGED
        kept = records.kept(session, viewer=kim, **here)
        assert (kept.notes, kept.revision, kept.by, kept.own) == ("Eins", 1, "Nele Brandt", False)
        records.add_link(session, viewer=nele, url="https://www.example.org/x", title="", **here)
        shown = timeline.one(session, viewer=kim, occurrence_id=one.id, now=NOW)
        assert [(link.title, link.url) for link in shown.links] == [
            ("example.org", "https://www.example.org/x")
        ]
        records.remove_link(session, viewer=kim, link_id=shown.links[0].id, now=NOW)
        with pytest.raises(RefusedError):
            records.remove_link(session, viewer=kim, link_id=shown.links[0].id, now=NOW)
        with pytest.raises(RefusedError) as early:
            records.kept(session, viewer=kim, occurrence_id=one.id, now=NOW - timedelta(days=99))
        assert early.value.reason is Reason.DAYS


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://a:b@example.org", "http://[",
     "https://a b", "data:text/html,x", 'https://example.org/"x', "ftp://example.org", "https://example.org/\u202ex"],
)  # fmt: skip
def test_no_such_links(url: str) -> None:
    """Only links of the web, without passwords and tricks."""
    with pytest.raises(RefusedError):
        records.checked_link(url)


def test_whoever_wrote_is_gone(made: Scene) -> None:
    """The notes stay, without a name."""
    with made.store.write() as session:
        one = session.scalars(select(Occurrence).order_by(Occurrence.id)).first()
        assert one is not None
        nele = made.viewer(session, "Nele")
        records.write(session, viewer=nele, occurrence_id=one.id, revision=0, notes="Eins", now=NOW)
        number = one.id
    with made.store.write() as session:
        session.delete(session.get_one(Person, made.people["Nele"]))
    with made.store.read() as session:
        assert session.get_one(Record, number).noted_by_id is None
        kept = records.kept(session, viewer=made.viewer(session, "Kim"), occurrence_id=number, now=NOW)
        assert (kept.notes, kept.by) == ("Eins", "")
