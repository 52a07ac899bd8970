"""What nudges say: keys and parameters, rendered when they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlalchemy.orm import Session

from storage.models import Answer, NudgeKind
from storage.services import telling
from storage.services.nudge_facts import Facts

_KEYS: Mapping[NudgeKind, str] = {
    NudgeKind.REMINDER: "nudge-reminder",
    NudgeKind.CHANGED: "nudge-changed",
    NudgeKind.CANCELLED: "nudge-cancelled",
    NudgeKind.RSVP: "nudge-rsvp",
    NudgeKind.ASK_AGAIN: "nudge-ask-again",
    NudgeKind.AGENDA: "nudge-agenda",
    NudgeKind.NOTES: "nudge-notes",
}
# What is asked for is written where its topic is: dialogs/topics/noting.
_WRITE: Mapping[NudgeKind, tuple[str, str]] = {
    NudgeKind.AGENDA: ("agenda.write", "option-agenda-write"),
    NudgeKind.NOTES: ("notes.write", "option-notes-write"),
}
_SERIES: Mapping[NudgeKind, str] = {
    NudgeKind.CHANGED: "nudge-changed-series",
    NudgeKind.CANCELLED: "nudge-cancelled-series",
}


def payload(row: Row[Any], facts: Facts, *, late: bool) -> dict[str, Any]:
    """The message of a nudge; ``late``: it says that it should have come before."""
    texts = [_text("nudge-late")] if late else []
    if row.occurrence_id is None:
        return {"texts": [*texts, _text("nudge-own", what=row.text)], "options": _again(row, None)}
    date = facts.dates[row.occurrence_id]
    zone = facts.people[row.person_id].zone
    when = _when(date, zone)
    if row.kind is NudgeKind.OWN:
        key = "nudge-own-meeting" if row.text else "nudge-reminder"
        texts.append(_text(key, what=row.text, **when) if row.text else _text(key, **when))
    else:
        texts.append(_text(news_key(row.kind, date.news) or _KEYS[row.kind], **when))
        texts += news_lines(row.kind, date.news, ZoneInfo(zone or date.zone))
    if row.kind in (NudgeKind.REMINDER, NudgeKind.CHANGED, NudgeKind.OWN):
        texts += _where(date)
    if row.kind is NudgeKind.REMINDER:
        texts += _who(row, facts)
    if zone and zone != date.zone:
        texts.append(_text("nudge-zone", zone={"zone": zone}))
    return {"texts": texts, "options": _options(row, facts)}


def tell_missed(
    session: Session, facts: Facts, occurrence_id: int, person_id: int, *, now: datetime, zone: tzinfo
) -> None:
    """Tell a coordinator, once per date, that not everybody could be told in time."""
    date = facts.dates[occurrence_id]
    said = {"texts": [_text("nudge-missed", **_when(date, None))], "options": []}
    key = f"missed:{occurrence_id}:{person_id}"
    telling.tell(session, person_id, said, key=key, now=now, zone=zone, default_language=facts.language)


def news_key(kind: NudgeKind, news: Mapping[str, Any] | None) -> str:
    """What news are called where that is not the usual; "" else."""
    if news and news.get("series") and kind in _SERIES:
        return _SERIES[kind]
    moved = not news or "time" in (news.get("what") or ["time"])
    return "" if moved or kind is not NudgeKind.CHANGED else "nudge-changed-details"


def news_lines(kind: NudgeKind, news: Mapping[str, Any] | None, zone: ZoneInfo) -> list[dict[str, Any]]:
    """What else is said of news: when a meeting that was moved was to be, why one is called off."""
    if not news:
        return []
    if kind is NudgeKind.CANCELLED and news.get("reason"):
        return [_text("changing-reason", reason=str(news["reason"]))]
    if kind is not NudgeKind.CHANGED or not news.get("was"):
        return []
    was = datetime.fromisoformat(news["was"]).astimezone(zone)
    shown = {"weekday": _day(was, "weekday"), "day": _day(was, "long"), "from": f"{was:%H:%M}"}
    return [_text("nudge-was", **shown)]


def _options(row: Row[Any], facts: Facts) -> list[dict[str, Any]]:
    """What can be done about it with one tap."""
    date = facts.dates[row.occurrence_id]
    if row.kind is NudgeKind.OWN:
        return _again(row, date.starts_at)
    if row.kind in _WRITE:
        step, key = _WRITE[row.kind]
        return [{"label": _text(key), "step": step, "data": {"occurrence": row.occurrence_id}}]
    own = facts.answers.get((row.occurrence_id, row.person_id))
    asks = own is None or row.kind in (NudgeKind.RSVP, NudgeKind.ASK_AGAIN)
    if asks and row.kind is not NudgeKind.CANCELLED:
        return answer_options(row.occurrence_id)
    if row.kind is not NudgeKind.REMINDER:
        return []
    if own is Answer.MAYBE:
        return answer_options(row.occurrence_id)[:2]
    data = {"occurrence": row.occurrence_id, "answer": Answer.NO.value}
    not_after_all = {"label": _text("option-attend-not-after-all"), "step": "attending.answer", "data": data}
    return [not_after_all, *_again(row, date.starts_at)[:1]]


def answer_options(occurrence_id: int) -> list[dict[str, Any]]:
    """Yes, no and perhaps for a date, as a payload holds them."""
    return [
        {
            "label": _text(f"option-attend-{one.value}"),
            "step": "attending.answer",
            "data": {"occurrence": occurrence_id, "answer": one.value},
        }
        for one in Answer
    ]


def _again(row: Row[Any], starts_at: datetime | None) -> list[dict[str, Any]]:
    """To be told once more, as long as that is before the meeting."""
    later = {"hour": timedelta(hours=1), "tomorrow": timedelta(days=1)}
    return [
        {
            "label": _text(f"option-snooze-{name}"),
            "step": "reminding.snooze",
            "data": {"nudge": row.id, "until": name},
        }
        for name, span in later.items()
        if starts_at is None or row.due_at + span < starts_at
    ]


def _where(date: Row[Any]) -> list[dict[str, Any]]:
    texts = [_text("nudge-place", place=date.place)] if date.place else []
    return [*texts, _text("nudge-link", link=date.link)] if date.link else texts


def _who(row: Row[Any], facts: Facts) -> list[dict[str, Any]]:
    """How many come, and whether they are one of them."""
    coming = facts.coming.get(row.occurrence_id, 0)
    own = facts.answers.get((row.occurrence_id, row.person_id))
    if own is Answer.YES:
        return [_text("nudge-coming-too", count=coming)]
    return [_text("nudge-coming", count=coming)] if coming else []


def _when(date: Row[Any], zone: str | None) -> dict[str, Any]:
    """What a meeting is called and when it is, on the wall of whoever reads."""
    place = ZoneInfo(zone or date.zone)
    start, end = date.starts_at.astimezone(place), date.ends_at.astimezone(place)
    return {
        "title": date.title,
        "weekday": _day(start, "weekday"),
        "day": _day(start, "long"),
        "from": f"{start:%H:%M}",
        "to": f"{end:%H:%M}",
    }


def _day(moment: datetime, style: str) -> dict[str, str]:
    return {"date": moment.date().isoformat(), "style": style}


def _text(key: str, /, **params: Any) -> dict[str, Any]:
    return {"key": key, "params": params}
