"""An invitation as a picture to scan: the first link that carries the code, else the code alone."""

from __future__ import annotations

import io

from dialogs.turn import File, Turn

PIXELS = 8
"""How many pixels a module of the picture is wide."""


def picture_of(turn: Turn, code: str) -> File:
    """The picture as a PNG file, named by the moment."""
    # Whoever invites nobody does not wait for this to be loaded.
    import segno

    content = next((link.replace("{code}", code) for link in turn.network.links if "{code}" in link), code)
    drawn = io.BytesIO()
    segno.make(content, micro=False).save(drawn, kind="png", scale=PIXELS)
    when = turn.now.astimezone(turn.network.zone)
    return File(f"kitt-qr-{when:%Y-%m-%d-%H%M%S}.png", "image/png", content=drawn.getvalue())
