"""Groups and channels: what they are called, how Kitt stands there, what goes on in private; who goes first."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_UNFINISHED = "state IN ('waiting', 'claimed')"
_ANSWERS = f"{_UNFINISHED} AND inbox_event_id IS NOT NULL"


def upgrade() -> None:
    """Add what is known of a place, and the indexes in the order in which messages are claimed."""
    standing = sa.Enum(
        "open", "silent", "gone", name="standing", native_enum=False, create_constraint=True, length=20
    )
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("title", sa.String(length=255), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("standing", standing, nullable=False, server_default="open"))
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.alter_column("title", server_default=None)
        batch_op.alter_column("standing", server_default=None)
    op.create_table(
        "continuation",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_continuation_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_continuation")),
    )
    op.create_index(op.f("ix_continuation_account_id"), "continuation", ["account_id"])
    op.create_index(op.f("ix_continuation_expires_at"), "continuation", ["expires_at"])
    op.drop_index("ix_outbox_message_due", table_name="outbox_message")
    _index("ix_outbox_message_due", _UNFINISHED)
    _index("ix_outbox_message_answers", _ANSWERS)


def _index(name: str, where: str) -> None:
    op.create_index(
        name,
        "outbox_message",
        ["due_at", "id"],
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )
