"""What a message is called outside, which message another one takes the place of, which menu an address has."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was there before has none of it."""
    op.add_column("inbox_event", sa.Column("external_id", sa.String(length=255), nullable=True))
    op.create_index(
        "ix_inbox_event_external_id",
        "inbox_event",
        ["conversation_id", "external_id"],
        sqlite_where=sa.text("external_id IS NOT NULL"),
        postgresql_where=sa.text("external_id IS NOT NULL"),
    )
    op.add_column("outbox_message", sa.Column("edits", sa.Integer(), nullable=True))
    op.create_index(
        "ix_outbox_message_edits",
        "outbox_message",
        ["edits"],
        sqlite_where=sa.text("edits IS NOT NULL"),
        postgresql_where=sa.text("edits IS NOT NULL"),
    )
    op.add_column("account", sa.Column("menu", sa.String(length=80), nullable=True))
    op.add_column("account", sa.Column("menu_due_at", sa.DateTime(timezone=True), nullable=True))
