"""`kitt invite`: a code that lets people in, with its links, and as a picture to scan."""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.directory import FileExistsAlreadyError, write_new
from bot.cli.opening import settings, store_for
from bot.cli.talking import Demo, Role
from bot.wording import say

if TYPE_CHECKING:
    from bot.config import Settings
    from storage.services.codes import Made
    from storage.session import Session, Store

PICTURES = (".png", ".svg")
PIXELS = 8
"""How many pixels a module of the picture is wide."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        help=say(
            "Einladen: macht einen Code, mit dem man Mitglied wird.",
            "Invite: makes a code that lets people in.",
        )
    )(invite)


def invite(
    role: Annotated[
        Role, typer.Option("--role", help=say("Was die Eingeladenen sind.", "What the invited are."))
    ] = Role.MEMBER,
    uses: Annotated[
        int, typer.Option("--uses", help=say("Für wie viele Menschen.", "For how many people."))
    ] = 1,
    days: Annotated[
        int, typer.Option("--days", help=say("Wie viele Tage er gilt.", "For how many days it counts."))
    ] = 14,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", help=say("In diese Gruppe; auch mehrmals.", "Into this group; repeatable.")),
    ] = None,
    region: Annotated[
        list[str] | None,
        typer.Option(
            "--region", help=say("In diese Region; auch mehrmals.", "Into this region; repeatable.")
        ),
    ] = None,
    qr: Annotated[
        Path | None,
        typer.Option(
            "--qr",
            help=say("Neue Datei (.png, .svg) mit dem QR-Bild.", "New file (.png, .svg) for the QR picture."),
        ),
    ] = None,
    demo: Demo = False,
) -> None:
    """Make an invitation and show it, the only time."""
    if qr is not None and qr.suffix.lower() not in PICTURES:
        raise _refusal(
            say("Das QR-Bild braucht die Endung .png oder .svg.", "The QR picture must end in .png or .svg.")
        )
    if qr is not None and (qr.exists() or not qr.parent.is_dir()):
        raise FileExistsAlreadyError
    if role is Role.GUEST:
        raise _refusal(say("Gäste brauchen keine Einladung.", "Guests need no invitation."))
    configured = settings()
    with store_for(configured, demo=demo) as store:
        made = _made(store, role, uses, days, group or [], region or [])
    _show(configured, made, qr)


def _made(store: Store, role: Role, uses: int, days: int, groups: list[str], regions: list[str]) -> Made:
    from storage.models import Role as Given
    from storage.services import codes

    try:
        with store.write() as session:
            terms = codes.Terms(
                role=Given(role.value),
                group_ids=_ids(session, "group", groups),
                region_ids=_ids(session, "region", regions),
                uses=uses,
                lasts=timedelta(days=days),
            )
            return codes.make(session, viewer=None, terms=terms, choose=secrets.choice, now=datetime.now(UTC))
    except (ValueError, OverflowError):
        raise _refusal(
            say(
                "So geht es nicht: 1 bis 500 Menschen, 1 bis 365 Tage, und wer koordiniert, braucht --group "
                "oder --region.",
                "Not like this: 1 to 500 people, 1 to 365 days, and a coordinator needs --group or --region.",
            )
        ) from None


def _ids(session: Session, kind: str, names: list[str]) -> tuple[int, ...]:
    """The groups or regions of these names."""
    from storage.services import codes

    found = []
    for name in names:
        known = codes.target_named(session, viewer=None, kind=kind, name=name)
        if known is None:
            raise _refusal(
                say(
                    f"„{name}“ steht nicht im Verzeichnis. `kitt directory export --what names` zeigt alle.",
                    f"“{name}” is not in the directory. `kitt directory export --what names` shows all.",
                )
            )
        found.append(known)
    return tuple(found)


def _show(configured: Settings, made: Made, picture: Path | None) -> None:
    links = configured.invitation_links()
    carrying = [link.replace("{code}", made.code) for link in links if "{code}" in link]
    until = made.expires_at.astimezone(configured.network.zone).date()
    typer.echo(made.code)
    for link in links:
        typer.echo(link.replace("{code}", made.code))
    typer.echo(
        say(
            f"Gilt bis {until:%d.%m.%Y}. Wer hereinkommen soll, schickt Kitt den Code privat.",
            f"Valid until {until:%Y-%m-%d}. Whoever shall come in sends the code to Kitt in private.",
        )
    )
    import segno

    code = segno.make(next(iter(carrying), made.code), micro=False)
    code.terminal(out=sys.stdout, compact=True)
    if picture is not None:
        _write(code, picture)


def _write(code: object, picture: Path) -> None:
    import io

    drawn = io.BytesIO()
    code.save(drawn, kind=picture.suffix.lower()[1:], scale=PIXELS)  # type: ignore[attr-defined]
    write_new(picture, drawn.getvalue())
    typer.echo(say(f"QR-Bild: {picture}", f"QR picture: {picture}"))


def _refusal(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(1)
