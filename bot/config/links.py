"""Where people find Kitt: what each messenger said of itself when it was connected."""

from __future__ import annotations

from pathlib import Path

LINKS = {
    "telegram": ("https://t.me/", "{link}?start={code}"),
    "matrix": ("https://matrix.to/#/", "{link}"),
}
"""Each messenger: how its link begins, and the link of an invitation; Matrix has none that carries a code."""


def link_file(folder: Path, messenger: str) -> Path:
    """The file of the data folder that keeps a messenger's link, known only once it was connected."""
    return folder / f"{messenger}-link"


def invitation_link(folder: Path, messenger: str) -> str | None:
    """The link for guests, "{code}" standing for their code; None if the messenger was never connected."""
    start, form = LINKS[messenger]
    try:
        known = link_file(folder, messenger).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return form.replace("{link}", known) if known.startswith(start) else None
