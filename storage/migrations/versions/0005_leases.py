"""Leases, so that of several processes one sends; indexes to count what did not go well."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the indexes."""
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("owner", sa.String(length=60), nullable=False),
        sa.Column("lasts_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    parked, not_sent = sa.text("state = 'parked'"), sa.text("state <> 'sent'")
    op.create_index(
        "ix_inbox_event_parked", "inbox_event", ["id"], sqlite_where=parked, postgresql_where=parked
    )
    op.create_index(
        "ix_outbox_message_not_sent",
        "outbox_message",
        ["state"],
        sqlite_where=not_sent,
        postgresql_where=not_sent,
    )
