"""Whose room a conversation is: meetings are spoken of there as its group's."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Binding
from storage.services.rights import Right, require
from storage.services.viewer import Viewer


def group_here(session: Session, *, viewer: Viewer, conversation_id: int) -> int | None:
    """The group that a conversation belongs to, if any.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    return session.scalar(select(Binding.group_id).where(Binding.conversation_id == conversation_id))
