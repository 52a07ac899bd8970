"""Indexes in the order in which contacts are read, so that the first of many are found without a sort."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the indexes that only find, by ones that also sort."""
    op.drop_index("ix_responsibility_project_id", table_name="responsibility")
    op.drop_index("ix_responsibility_region_id_project_id", table_name="responsibility")
    op.create_index(
        "ix_responsibility_by_project", "responsibility", ["project_id", sa.text("rank DESC"), "id"]
    )
    op.create_index(
        "ix_responsibility_by_region",
        "responsibility",
        ["region_id", "project_id", sa.text("rank DESC"), "id"],
    )
