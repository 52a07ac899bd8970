"""How fast everything goes on Telegram."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messengers.telegram.pace import Pace
from bot.messengers.telegram.polling import Pauses
from bot.messengers.telegram.signs import Rhythm


@dataclass(frozen=True, slots=True)
class Tempo:
    """``pauses`` after failures, the ``pace`` that Telegram allows, the ``signs`` that Kitt is writing."""

    pauses: Pauses
    pace: Pace
    signs: Rhythm
