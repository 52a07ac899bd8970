"""Finding a date: polls, suggestions, votes, and where they were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables."""
    _date_poll()
    _suggestion()
    _vote()
    _poll_message()


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def _key(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _date_poll() -> None:
    op.create_table(
        "date_poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("deadline", _MOMENT, nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=True),
        sa.Column("state", _one_of("pollstate", "open", "decided", "cancelled"), nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("news_at", _MOMENT, nullable=True),
        sa.Column("look_at", _MOMENT, nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_date_poll_minutes")),
        sa.CheckConstraint("quorum > 0", name=op.f("ck_date_poll_quorum")),
        _key("date_poll", "group_id", "group", "CASCADE"),
        _key("date_poll", "created_by_id", "person", "SET NULL"),
        _key("date_poll", "meeting_id", "meeting", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_poll")),
    )
    _indexes("date_poll", "group_id", "created_by_id", "meeting_id", "look_at")


def _suggestion() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("starts_wall", sa.String(length=19), nullable=False),
        sa.Column("starts_at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        _key("suggestion", "poll_id", "date_poll", "CASCADE"),
        _key("suggestion", "by_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    op.create_index(
        "uq_suggestion_poll_id_starts_at", "suggestion", ["poll_id", "starts_at"], unique=True
    )
    _indexes("suggestion", "by_id")


def _vote() -> None:
    op.create_table(
        "vote",
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", _one_of("answer", "yes", "no", "maybe"), nullable=False),
        sa.Column("voted_at", _MOMENT, nullable=False),
        _key("vote", "suggestion_id", "suggestion", "CASCADE"),
        _key("vote", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("suggestion_id", "person_id", name=op.f("pk_vote")),
    )
    _indexes("vote", "person_id")


def _poll_message() -> None:
    op.create_table(
        "poll_message",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        _key("poll_message", "poll_id", "date_poll", "CASCADE"),
        _key("poll_message", "conversation_id", "conversation", "CASCADE"),
        _key("poll_message", "person_id", "person", "CASCADE"),
        _key("poll_message", "message_id", "outbox_message", "CASCADE"),
        sa.PrimaryKeyConstraint("poll_id", "conversation_id", name=op.f("pk_poll_message")),
    )
    _indexes("poll_message", "conversation_id", "person_id", "message_id")
