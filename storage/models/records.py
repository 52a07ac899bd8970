"""What is known of a date of a meeting afterwards, beside its notes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Name


class Record(Base):
    """Who wrote the notes of a date last, and how many really came."""

    __tablename__ = "record"
    __table_args__ = (CheckConstraint("came >= 0", name="came"),)

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrence.id", ondelete="CASCADE"), primary_key=True
    )
    revision: Mapped[int] = mapped_column(default=1)  # what a card was made of; each change raises it
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    noted_at: Mapped[datetime | None]
    came: Mapped[int | None]  # null: nobody has counted
    # What an import has put in, as digests by field, so that the next one leaves alone what people changed.
    imported: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class RecordLink(Base):
    """A link that was kept with a date: minutes, pictures, slides."""

    __tablename__ = "record_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Name)
    url: Mapped[str] = mapped_column(String(500))
