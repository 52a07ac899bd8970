"""The tables of the store. Importing this package knows all of them."""

from storage.models.base import Base, UtcDateTime
from storage.models.directory import Group, Membership, Organisation, Project, Region, RegionArea, Topic
from storage.models.messages import (
    Conversation,
    ConversationKind,
    InboxEvent,
    InboxState,
    OutboxKind,
    OutboxMessage,
    OutboxPart,
    OutboxState,
    StoreInfo,
)
from storage.models.people import (
    Absence,
    AbsenceReason,
    Account,
    ContactWay,
    Coordination,
    Person,
    PersonLanguage,
    Rank,
    Responsibility,
    ResponsibilityLanguage,
    ResponsibilityPlace,
    ResponsibilityTopic,
    Role,
    Visibility,
    WayKind,
)

__all__ = [
    "Absence", "AbsenceReason", "Account", "Base", "ContactWay", "Conversation", "ConversationKind",
    "Coordination", "Group", "InboxEvent", "InboxState", "Membership", "Organisation", "OutboxKind",
    "OutboxMessage", "OutboxPart", "OutboxState", "Person", "PersonLanguage", "Project", "Rank", "Region",
    "RegionArea", "Responsibility", "ResponsibilityLanguage", "ResponsibilityPlace", "ResponsibilityTopic",
    "Role", "StoreInfo", "Topic", "UtcDateTime", "Visibility", "WayKind",
]  # fmt: skip
