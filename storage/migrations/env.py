"""What Alembic runs to migrate: on the connection that ``storage.migrations.upgrade`` hands over."""

from __future__ import annotations

from alembic import context

from storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite cannot alter most of a table: Alembic copies it instead.
    render_as_batch=True,
    # SQLite can roll back DDL as PostgreSQL does; Alembic thinks of the driver's default behaviour.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
