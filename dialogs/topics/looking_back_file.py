"""The timeline as a table, for reports: the meetings of whoever coordinates them."""

from __future__ import annotations

from dialogs.registry import step
from dialogs.topics.drafting import stale
from dialogs.topics.in_private import private_instead
from dialogs.topics.looking_back import kept_search
from dialogs.turn import File, Reply, State, Turn, say
from storage.services.rights import Right


@step("looking_back.file", right=Right.PLAN_MEETINGS)
def as_file(turn: Turn) -> Reply:
    """What the timeline shows, and all further, as a file that a spreadsheet opens."""
    if elsewhere := private_instead(turn):
        return elsewhere
    from storage.exchange.meetings import export_meetings, meetings_csv

    try:
        sought = kept_search(turn.data, None)
    except (ValueError, TypeError):
        return stale()
    found = export_meetings(turn.session, viewer=turn.viewer, sought=sought, now=turn.now)
    if not found:
        return Reply((say("lookback-file-empty"),), state=State())
    file = File("treffen.csv", "text/csv", text=meetings_csv(found).decode("utf-8"))
    return Reply((say("lookback-file", count=len(found)),), files=(file,), state=State())
