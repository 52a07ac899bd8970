"""An invitation on Telegram: one message, with file and buttons, however long what it says."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.messengers.telegram.parts import LIMITS, html_of, is_caption, keyboard
from bot.rendering import part_of, render
from dialogs.texts import markup
from storage.models import OutboxMessage
from storage.session import Store
from tests.storage.meetings.scene import scene


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_one_message(store: Store) -> None:
    """The file's caption holds everything, so that nothing can be sent by half."""
    play = scene(store)
    play.plan(
        title="<b>" * 40, place="Ort " * 40, link="https://example.org/" + "x" * 300, agenda="Punkt\n" * 600,
        rrule="FREQ=WEEKLY",
    )  # fmt: skip
    play.look()
    with store.read() as session:
        rows = session.scalars(select(OutboxMessage)).all()
        assert len(rows) == 4
        for row in rows:
            (body,) = render(row.payload, "de", LIMITS, markup=markup)
            part = part_of(body, 0, message_id=row.id, answers="", private=True)
            assert is_caption(part)
            assert len(part.files) == 1
            assert part.files[0].content.startswith(b"BEGIN:VCALENDAR")
            shown = keyboard(part.options, "kitt_bot")
            assert shown is not None
            labels = [key.text for line in shown.inline_keyboard for key in line]
            assert labels == ["Ich komme", "Ich kann nicht", "Weiß noch nicht"]
            assert "<b><b>" not in html_of(part)
