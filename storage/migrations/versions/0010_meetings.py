"""Meetings, their dates, who comes, nudges; when to be reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None

_WALL = sa.String(length=19)
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and the settings of groups and people."""
    with op.batch_alter_table("group", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminders", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("preference", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminders", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("zone", sa.String(length=64), nullable=True))
    _meeting()
    _occurrence()
    _attendance()
    _nudge()


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def _key(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("starts_wall", _WALL, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("rrule", sa.String(length=300), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("state", _one_of("meetingstate", "planned", "cancelled"), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("extend_at", _MOMENT, nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_meeting_minutes")),
        _key("meeting", "group_id", "group", "SET NULL"),
        _key("meeting", "created_by_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_uid")),
    )
    for column in ("group_id", "created_by_id", "extend_at"):
        op.create_index(op.f(f"ix_meeting_{column}"), "meeting", [column])


def _occurrence() -> None:
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("recurrence_id", _WALL, nullable=False),
        sa.Column("starts_wall", _WALL, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("starts_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.Column("timed_at", _MOMENT, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("link", sa.String(length=500), nullable=True),
        sa.Column("agenda", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("state", _one_of("meetingstate", "planned", "cancelled"), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("news", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("plan_at", _MOMENT, nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_occurrence_minutes")),
        _key("occurrence", "meeting_id", "meeting", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
    )
    op.create_index(
        "uq_occurrence_meeting_id_recurrence_id", "occurrence", ["meeting_id", "recurrence_id"], unique=True
    )
    for column in ("starts_at", "plan_at"):
        op.create_index(op.f(f"ix_occurrence_{column}"), "occurrence", [column])


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", _one_of("answer", "yes", "no", "maybe"), nullable=False),
        sa.Column("comment", sa.String(length=500), nullable=False),
        sa.Column("answered_at", _MOMENT, nullable=False),
        sa.Column("ask_again_at", _MOMENT, nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        _key("attendance", "occurrence_id", "occurrence", "CASCADE"),
        _key("attendance", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("occurrence_id", "person_id", name=op.f("pk_attendance")),
    )
    op.create_index(op.f("ix_attendance_person_id"), "attendance", ["person_id"])


def _nudge() -> None:
    kinds = ("reminder", "changed", "cancelled", "rsvp", "ask_again", "agenda", "notes", "own")
    op.create_table(
        "nudge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", _one_of("nudgekind", *kinds), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("wanted_at", _MOMENT, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("not_after", _MOMENT, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", _one_of("nudgestate", "waiting", "done", "dropped", "superseded"), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("done_at", _MOMENT, nullable=True),
        _key("nudge", "occurrence_id", "occurrence", "CASCADE"),
        _key("nudge", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint("key", name=op.f("uq_nudge_key")),
    )
    for column in ("occurrence_id", "person_id"):
        op.create_index(op.f(f"ix_nudge_{column}"), "nudge", [column])
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_nudge_due", "nudge", ["due_at", "id"], sqlite_where=waiting, postgresql_where=waiting
    )
