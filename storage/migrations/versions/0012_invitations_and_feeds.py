"""Invitations among the nudges; calendars that people subscribe to."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = ("reminder", "invited", "changed", "cancelled", "rsvp", "ask_again", "agenda", "notes", "own")


def upgrade() -> None:
    """Let a nudge be an invitation, and add the table of calendars."""
    allowed = ", ".join(f"'{kind}'" for kind in _KINDS)
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_nudge_nudgekind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_nudge_nudgekind"), f"kind IN ({allowed})")
    op.create_table(
        "feed",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("content_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_feed_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_feed")),
        sa.UniqueConstraint("digest", name=op.f("uq_feed_digest")),
    )
