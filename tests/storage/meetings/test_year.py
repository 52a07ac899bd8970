"""A year, nudge by nudge, as an oracle says that knows only the rules."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from storage.session import Store
from tests.storage.meetings.scene import scene
from tests.storage.meetings.year import BEGIN, Year


def played(store: Store, seed: int) -> Year:
    year = Year(scene(store, BEGIN), Random(seed))
    year.run()
    return year


def assert_alike(year: Year) -> None:
    said, due = Counter(year.said), Counter(year.due)
    wrong = [("only Kitt", *line) for line in said - due] + [
        ("only the oracle", *line) for line in due - said
    ]
    assert not wrong, "\n".join(map(str, sorted(wrong, key=lambda line: line[1])[:12]))


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # the soak plays on both
def test_a_year(store: Store, record_property: Callable[[str, object], None]) -> None:
    """Series, both changes of the clock, moves, quiet hours, mutes, a week of downtime, an hour twice."""
    year = played(store, 7)
    assert_alike(year)
    kinds = Counter(line[1] for _, line in year.said)
    assert kinds.keys() == {
        "reminder", "invited", "changed", "cancelled", "rsvp", "ask-again", "agenda", "notes", "own", "missed"
    }  # fmt: skip
    assert year.lists  # whoever joined got one message for all
    assert sum(line[4] for _, line in year.said) > 0  # some came late
    assert all(year.happened.values()), year.happened
    record_property("summary", f"a year: {len(year.said)} nudges at {year.ticks} moments as the oracle says")


@pytest.mark.soak
def test_other_years(store: Store, soak_until: float) -> None:
    """Other dice."""
    from tests.conftest import _empty

    played_years = 0
    while time.monotonic() < soak_until or not played_years:
        _empty_any(store, _empty)
        assert_alike(played(store, int(time.time() * 1000)))
        played_years += 1


def _empty_any(store: Store, empty: Callable[[Store], None]) -> None:
    if store.dialect == "postgresql":
        empty(store)
        return
    from storage.models import Base

    with store.write() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
