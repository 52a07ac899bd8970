"""Time expressions in German and English: a text, a moment and a zone go in, a reading comes out.

``read`` understands, ``spell`` says it back in full. Words become tokens (``tokens``, ``words``,
``spelling``), rules (``rules_*``) make typed pieces of them (``values``, ``days``, ``periods``, ``feasts``),
and these are put together (``slots``, ``merging``, ``compose``, ``ranges``, ``series``).
Pure: no clock, no network, no store.
"""

from __future__ import annotations

from nlu.dates.feasts import public_holidays
from nlu.dates.reading import Choice, Reading
from nlu.dates.spelling_out import spell
from nlu.dates.understanding import read

__all__ = ["Choice", "Reading", "public_holidays", "read", "spell"]
