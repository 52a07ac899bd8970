"""The tables of the store. Importing this package knows all of them."""

from storage.models.access import (
    AccessRequest,
    AuditEntry,
    Binding,
    Code,
    CodeGroup,
    CodeKind,
    CodeRegion,
    Consent,
    Deletion,
    Digest,
    HelpRequest,
    Introduction,
    Preference,
    RequestState,
    Usage,
)
from storage.models.base import Base, UtcDateTime, WallTime
from storage.models.directory import Group, Membership, Organisation, Project, Region, RegionArea, Topic
from storage.models.meetings import (
    Answer,
    Attendance,
    Feed,
    Meeting,
    MeetingState,
    Nudge,
    NudgeKind,
    NudgeState,
    Occurrence,
)
from storage.models.messages import (
    Continuation,
    Conversation,
    ConversationKind,
    InboxEvent,
    InboxState,
    Lease,
    OutboxKind,
    OutboxMessage,
    OutboxPart,
    OutboxState,
    Standing,
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
from storage.models.polls import DatePoll, PollMessage, PollState, Suggestion, Vote
from storage.models.records import Record, RecordLink

__all__ = [
    "Absence", "AbsenceReason", "AccessRequest", "Account", "Answer", "Attendance", "AuditEntry", "Base",
    "Binding", "Code", "CodeGroup", "CodeKind", "CodeRegion", "Consent", "ContactWay", "Continuation",
    "Conversation", "ConversationKind", "Coordination", "DatePoll", "Deletion", "Digest", "Feed", "Group",
    "HelpRequest", "InboxEvent", "InboxState", "Introduction", "Lease", "Meeting", "MeetingState",
    "Membership", "Nudge", "NudgeKind", "NudgeState", "Occurrence", "Organisation", "OutboxKind",
    "OutboxMessage", "OutboxPart", "OutboxState", "Person", "PersonLanguage", "PollMessage", "PollState",
    "Preference", "Project", "Rank", "Record", "RecordLink", "Region", "RegionArea", "RequestState",
    "Responsibility", "ResponsibilityLanguage", "ResponsibilityPlace", "ResponsibilityTopic", "Role",
    "Standing", "StoreInfo", "Suggestion", "Topic", "Usage", "UtcDateTime", "Visibility", "Vote", "WallTime",
    "WayKind",
]  # fmt: skip
