"""Who may do what: the one table of rights (design: "Rights at a glance").

Services ask ``require`` before they read or change anything; what dialogue shows or hides is courtesy.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum

from storage.errors import NotAllowedError
from storage.models import Role
from storage.services.viewer import Viewer


class Right(StrEnum):
    """Something that one may be allowed to do."""

    LOOK_UP = "look_up"  # contacts, places, newcomers, what the network is made of
    OWN_DATA = "own_data"  # see, correct, take along, delete what is stored about oneself
    SETTINGS = "settings"  # language, muting, quiet hours, addresses
    REDEEM = "redeem"  # use a code, or ask to be let in
    ASK_HUMAN = "ask_human"  # be relayed to a coordinator
    INTRODUCE = "introduce"  # ask to be introduced, and answer such a wish
    INVITE = "invite"  # make codes, decide about who asked to be let in
    EDIT_PEOPLE = "edit_people"  # add, change and part with colleagues, absences of others
    EDIT_GROUPS = "edit_groups"  # fill, rename and end groups
    MAKE_GROUPS = "make_groups"
    BIND = "bind"  # join a conversation to a group
    PLAN_MEETINGS = "plan_meetings"  # plan, change and cancel them, see who comes
    ATTEND = "attend"  # see the meetings one is invited to, answer, be reminded
    RELAY = "relay"  # answer people who want to speak with a human
    ROLES = "roles"  # make coordinators and administrators
    IMPORT = "import"
    AUDIT = "audit"


class Scope(Enum):
    """How far a right reaches."""

    NONE = 0
    OWN = 1  # the groups and regions that one coordinates
    ALL = 2


_N, _O, _A = Scope.NONE, Scope.OWN, Scope.ALL

RIGHTS: Mapping[Right, tuple[Scope, Scope, Scope, Scope]] = {
    #                   guest, member, coordinator, administrator
    Right.LOOK_UP: (_N, _A, _A, _A),
    Right.OWN_DATA: (_A, _A, _A, _A),
    Right.SETTINGS: (_A, _A, _A, _A),
    Right.REDEEM: (_A, _A, _A, _A),
    Right.ASK_HUMAN: (_A, _A, _A, _A),
    Right.INTRODUCE: (_N, _A, _A, _A),
    Right.ATTEND: (_N, _A, _A, _A),
    Right.PLAN_MEETINGS: (_N, _N, _O, _A),
    Right.INVITE: (_N, _N, _O, _A),
    Right.EDIT_PEOPLE: (_N, _N, _O, _A),
    Right.EDIT_GROUPS: (_N, _N, _O, _A),
    Right.MAKE_GROUPS: (_N, _N, _A, _A),
    Right.BIND: (_N, _N, _O, _A),
    Right.RELAY: (_N, _N, _A, _A),
    Right.ROLES: (_N, _N, _N, _A),
    Right.IMPORT: (_N, _N, _N, _A),
    Right.AUDIT: (_N, _N, _N, _A),
}

_COLUMNS = (Role.GUEST, Role.MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR)


def scope_of(role: Role, right: Right) -> Scope:
    """How far a role's right reaches."""
    return RIGHTS[right][_COLUMNS.index(role)]


def roles_with(right: Right) -> frozenset[Role]:
    """The roles that have a right at all."""
    return frozenset(role for role in _COLUMNS if scope_of(role, right) is not Scope.NONE)


def may(viewer: Viewer, right: Right, *, group_id: int | None = None, region_id: int | None = None) -> bool:
    """Whether somebody has a right, over a group or a region where one is given.

    Somebody whose right reaches over their own groups and regions only needs one of the two to be theirs;
    where neither is given, it is enough that they have any.
    """
    scope = scope_of(viewer.role, right)
    if scope is not Scope.OWN:
        return scope is Scope.ALL
    if group_id is None and region_id is None:
        return bool(viewer.group_ids or viewer.region_ids)
    return group_id in viewer.group_ids or region_id in viewer.region_ids


def require(
    viewer: Viewer, right: Right, *, group_id: int | None = None, region_id: int | None = None
) -> None:
    """Refuse whoever does not have a right; see ``may``.

    Raises:
        NotAllowedError: they do not.
    """
    if not may(viewer, right, group_id=group_id, region_id=region_id):
        raise NotAllowedError
