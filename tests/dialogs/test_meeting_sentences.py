"""A corpus: what people write about coming, meetings and reminders, and what must come of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import delete, select

from dialogs.turn import State
from storage.models import Attendance, Nudge, NudgeKind, Preference
from storage.session import Store
from tests.dialogs.meeting_talks import steps, talk
from tests.dialogue import Talk
from tests.storage.meetings.scene import BERLIN, Scene, scene, wall

CORPUS: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parent / "meeting_sentences.yml").read_text(encoding="utf-8")
)


@pytest.fixture
def played(store: Store) -> tuple[Scene, Talk]:
    """Mara, who is invited to two meetings."""
    made = scene(store)
    made.plan("A", title="Fokusrunde", starts_wall=wall(2026, 12, 10, 10))
    made.plan("B", title="Plenum", starts_wall=wall(2026, 12, 14, 14))
    return made, talk(made, "Mara")


def said(played: tuple[Scene, Talk], text: str) -> tuple[str, list[Attendance]]:
    """The answer to a text that is the first of a conversation, and what was noted of who comes."""
    made, mara = played
    mara.state, mara.now = State(), made.now
    with made.store.write() as session:
        session.execute(delete(Attendance))
        session.execute(delete(Preference))
        session.execute(delete(Nudge).where(Nudge.kind == NudgeKind.OWN))
    answer = mara.say(text)
    with made.store.read() as session:
        rows = list(session.scalars(select(Attendance)))
        session.expunge_all()
    return answer, rows


def test_there_are_enough() -> None:
    """Each once."""
    texts = [one if isinstance(one, str) else one["say"] for some in CORPUS.values() for one in some]
    assert len(texts) == len(set(texts)) >= 80


@pytest.mark.parametrize("answer", ["yes", "no", "maybe"])
def test_answers(played: tuple[Scene, Talk], answer: str) -> None:
    """The right meeting, the right answer, when to be asked again, the remark; said back in full."""
    wrong = []
    numbers = {10: played[0].dates(1)[0].id, 14: played[0].dates(2)[0].id}
    for case in CORPUS[answer]:
        told, rows = said(played, case["say"])
        found = [(row.occurrence_id, row.answer.value, row.comment, _day(row.ask_again_at)) for row in rows]
        again = case.get("again", "none")
        wanted = (numbers[case["day"]], answer, case.get("comment", ""), None if again == "none" else again)
        if found != [wanted] or f"{case['day']}" not in told or (wanted[2] and wanted[2] not in told):
            wrong.append(f"{case['say']}: {found}, not {wanted}\n{told}")
    assert not wrong, "\n\n".join(wrong)


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(BERLIN).date().isoformat()


def test_what_is_open_is_asked(played: tuple[Scene, Talk]) -> None:
    """With a button for each of the two, and nothing is noted."""
    wrong = []
    for text in CORPUS["asks"]:
        told, rows = said(played, text)
        if rows or not {"Fokusrunde", "Plenum"} <= set(told.replace(",", " ").split()):
            wrong.append(f"{text}: {len(rows)}\n{told}")
    assert not wrong, "\n\n".join(wrong)


def test_what_says_nothing_of_coming(played: tuple[Scene, Talk]) -> None:
    """Is no answer, and no reminder either."""
    wrong = []
    for text in CORPUS["nothing"]:
        told, rows = said(played, text)
        if rows or any(step.startswith("attending.which") for step in steps(played[1])) or "erinnere" in told:
            wrong.append(f"{text}: {len(rows)}\n{told}")
    assert not wrong, "\n\n".join(wrong)


def test_what_is_answered(played: tuple[Scene, Talk]) -> None:
    """Questions, reminders, settings."""
    wrong = []
    for case in CORPUS["answers"]:
        told, rows = said(played, case["say"])
        if case["has"] not in told or rows:
            wrong.append(f"{case['say']}: not {case['has']}\n{told}")
    assert not wrong, "\n\n".join(wrong)
