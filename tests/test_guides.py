"""The guides tell of what there is: every table of the store, every command, and only pages that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dialogs.topics  # noqa: F401 (registers the commands)
from bot.config import Settings
from bot.config.secrets import SECRETS, SHORT_NAMES
from bot.config.sources import known_keys, variable
from dialogs.registry import REGISTRY
from storage.models import Base

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)")


def test_data_protection_names_every_table() -> None:
    """Nobody can forget to say what a new table is for and how long it is kept."""
    told = (ROOT / "docs" / "datenschutz.md").read_text(encoding="utf-8")
    assert [name for name in Base.metadata.tables if f"`{name}`" not in told] == []


def test_every_command_is_told_of() -> None:
    """One of the names of each command stands in a guide."""
    told = "\n".join(page.read_text(encoding="utf-8") for page in DOCS)
    untold = {
        command.handled.name
        for command in REGISTRY.commands.values()
        if not any(re.search(rf"/{re.escape(name)}\b", told) for name in command.names)
    }
    assert untold == set()


def test_every_setting_stands_in_the_operators_table() -> None:
    """With its variable, the short one where there is one; a secret with its variable only."""
    told = (ROOT / "docs" / "betriebshandbuch.md").read_text(encoding="utf-8")
    short = {long: name for name, long in SHORT_NAMES.items()}
    rows = {}
    for key in known_keys(Settings):
        name = short.get(variable(key), variable(key))
        rows[key] = f"`{name}`" if key in SECRETS else rf"^\| `{re.escape(key)}` \| .*\| `{name}` \|"
    assert [key for key, row in rows.items() if not re.search(row, told, re.MULTILINE)] == []


@pytest.mark.parametrize("page", [*DOCS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each page that a guide links to exists."""
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
