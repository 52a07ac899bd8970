"""A directory file that an administrator sends in a chat; nobody locks themselves out by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.exchange.apply import apply_plan
from storage.exchange.importing import read_plan
from storage.exchange.plan import Plan
from storage.models import Person, Role
from storage.queries.directory import present
from storage.services import audit
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, require
from storage.services.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Sent:
    """The file with what reading it takes; ``ending`` is that of its name (".xlsx")."""

    data: bytes
    ending: str
    country: str = "DE"
    home_state: str = "ST"


def plan_of(session: Session, *, viewer: Viewer, sent: Sent, today: date) -> Plan:
    """What an import would do. Administrators who are not in the file stay, or nobody could come in.

    Raises:
        NotAllowedError: the viewer does not administer.
        FileRefusedError: anything is wrong with the file.
    """
    require(viewer, Right.IMPORT)
    plan = read_plan(
        session,
        sent.data,
        today=today,
        country=sent.country,
        home_state=sent.home_state,
        ending=sent.ending,
    )
    return _with_administrators(session, plan)


def carry_out(session: Session, *, viewer: Viewer, plan: Plan, now: datetime) -> None:
    """Write what a plan says, in the transaction in which it was made.

    Raises:
        NotAllowedError: the viewer does not administer.
        RefusedError: nobody would administer any more (LAST_ADMINISTRATOR); roll back to before.
    """
    require(viewer, Right.IMPORT)
    apply_plan(session, plan, allow_removals=True)
    left = select(func.count()).select_from(Person)
    if not session.scalar(left.where(present(plan.today), Person.role == Role.ADMINISTRATOR)):
        raise RefusedError(Reason.LAST_ADMINISTRATOR)
    audit.note(session, viewer, "directory.imported", now)


def _with_administrators(session: Session, plan: Plan) -> Plan:
    if not plan.work.leaving:
        return plan
    rows = session.execute(select(Person.id, Person.key).where(Person.role == Role.ADMINISTRATOR)).all()
    ids, keys = {row.id for row in rows}, {row.key for row in rows}
    return replace(
        plan,
        removed=tuple(entry for entry in plan.removed if entry.key not in keys),
        work=replace(plan.work, leaving=tuple(number for number in plan.work.leaving if number not in ids)),
    )
