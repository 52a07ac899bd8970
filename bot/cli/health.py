"""`kitt doctor` and `kitt version`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.wording import say

if TYPE_CHECKING:
    from bot.doctor import Check

SIGNS = {"ok": "✓", "warning": "!", "failed": "✗"}


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(
        help=say(
            "Prüfen, ob alles eingerichtet und gesund ist.", "Check whether everything is set up and healthy."
        )
    )(doctor)
    app.command(help=say("Die Version nennen.", "Say the version."))(version)


def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help=say("Für Maschinen: als JSON.", "For machines: as JSON."))
    ] = False,
) -> None:
    """Check everything; exit status 1 if anything failed."""
    from bot.doctor import examine

    checks = examine(os.environ)
    failed = any(check.state == "failed" for check in checks)
    if as_json:
        typer.echo(
            json.dumps({"ok": not failed, "checks": [c.as_json() for c in checks]}, ensure_ascii=False)
        )
    else:
        typer.echo("\n".join(_readable(check) for check in checks))
    raise typer.Exit(int(failed))


def _readable(check: Check) -> str:
    lines = [f"{SIGNS[check.state]} {check.title}" + (f": {check.finding}" if check.finding else "")]
    if check.remedy:
        lines.append(f"  → {check.remedy}")
    return "\n".join(lines)


def version() -> None:
    """Say the version that is installed, or that of the checkout."""
    typer.echo(f"kitt {_version()}")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("kitt")
    except PackageNotFoundError:
        import tomllib

        project = Path(__file__).resolve().parents[2] / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
