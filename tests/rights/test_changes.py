"""What counts as written by a turn: the judge of the matrix looks at nothing else."""

from __future__ import annotations

from sqlalchemy import text

from storage.models import AuditEntry
from storage.session import Store
from tests.factories import NOW, person
from tests.rights.changes import ALL, Written, all_rows, changed


def test_what_was_written(store: Store) -> None:
    """Reading is nothing, an insertion is its table, a deletion may be anything."""
    with store.write() as session:
        mara = person(session, "Mara Lindner")
        session.flush()
        connection = session.connection()
        written, before = Written(connection), all_rows(connection)
        session.execute(text("SELECT 1"))
        assert written.tables == frozenset()
        session.add(AuditEntry(action="tried", at=NOW))
        session.flush()
        assert written.tables == {"audit_entry"}
        assert changed({}, all_rows(connection, written.tables)).keys() == (
            all_rows(connection).keys() - before.keys()
        )
        written.begin()
        assert written.tables == frozenset()
        session.delete(mara)
        session.flush()
        assert written.tables == ALL
