"""One's meetings in one's own calendar: a private link to subscribe to, or a file; and one date of a list."""
# ruff: noqa: E501 - patterns: alternatives that belong together stay together

from __future__ import annotations

import re
import secrets

from dialogs.registry import command, phrase, step
from dialogs.texts import markup
from dialogs.texts.markup import plain
from dialogs.topics.attending_lines import answers_for
from dialogs.topics.in_private import only_in_private
from dialogs.topics.meeting_lines import lines
from dialogs.turn import File, Option, Reply, State, Text, Turn, say
from storage.services import calendar, feeds
from storage.services.invited_texts import FILE_NAMES
from storage.services.rights import Right

TOKEN_BYTES = 32
"""Of a link: 256 bits, twice what OWASP asks of a session's name at least
(https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html)."""

CHOSEN = "calendars.chosen"
RENEW, OFF, FILE = "renew", "off", "file"

_CALENDAR = r"(?:kalender|terminkalender|calendar)"
_SUBSCRIBE = re.compile(
    rf"\b{_CALENDAR}s?\b.*\b(?:abonnier\w*|abo|subscri\w+|link|feed|verknüpf\w*)\b"
    rf"|\b(?:abonnier\w*|subscri\w+|abo|link|feed)\b.*\b{_CALENDAR}s?\b"
    rf"|^\W*(?:meine? |my |der )?(?:{_CALENDAR}|ics|ical)\W*$|\b(?:in|to|add)\b.{{0,30}}\b(?:google|outlook|apple|mein\w*|my)\b.{{0,12}}\b(?:{_CALENDAR}|handy|phone)\b"
    rf"|\b{_CALENDAR} ?-?(?:export\w*|datei)|\bkalenderdatei\b"
    r"|\bkalender-?(?:link|abo|feed|abonnement)\b|\b(?:ics|ical|webcal)[-\s]?(?:link|feed|abo)\b",
    re.I,
)


@command("kalender", "calendar", right=Right.ATTEND)
@phrase("calendars.subscribe", _SUBSCRIBE, right=Right.ATTEND)
@only_in_private
def subscribe(turn: Turn) -> Reply:
    """Give a link to subscribe to, or say that there is one; where nobody can reach Kitt, a file."""
    if not turn.network.web_url:
        return _file(turn, "calendar-no-server")
    since = feeds.made_at(turn.session, viewer=turn.viewer)
    if since is None:
        return _link(turn)
    day = {"date": since.astimezone(turn.network.zone).date().isoformat(), "style": "long"}
    return Reply((say("calendar-known", day=day),), _choices(), State())


@step(CHOSEN, right=Right.ATTEND)
@only_in_private
def chosen(turn: Turn) -> Reply:
    """Another link in place of the one before, none any more, or the meetings as they are today."""
    what = turn.data.get("what")
    if what == OFF:
        stopped = feeds.stop(turn.session, viewer=turn.viewer, now=turn.now)
        said = say("calendar-stopped") if stopped else say("calendar-stopped-before")
        return Reply((said,), state=State(), settles=True)
    if what == RENEW and turn.network.web_url:
        return _link(turn)
    return _file(turn, "calendar-as-file" if what == FILE else "calendar-no-server")


@step("calendars.show", right=Right.ATTEND)
@only_in_private
def show(turn: Turn) -> Reply:
    """One date of a list of invitations: all about it, its file, and the question."""
    number = int(turn.data.get("occurrence") or 0)
    held = calendar.one_date(turn.session, viewer=turn.viewer, occurrence_id=number)
    said = lines(turn, held)
    file = _named(turn, feeds.date_file(turn.session, viewer=turn.viewer, occurrence_id=number))
    if held.cancelled or held.ends_at <= turn.now or not held.inside:
        return Reply(said, state=State(), files=(file,))
    return Reply((*said, say("invite-ask")), answers_for(held), State(), files=(file,))


def words(language: str | None) -> feeds.Words:
    """What a calendar and its dates are called in a language."""
    return feeds.Words(_plain(say("calendar-name"), language), _plain(say("calendar-called-off"), language))


def _plain(text: Text, language: str | None) -> str:
    return plain(markup(text.as_json(), language))


def _link(turn: Turn) -> Reply:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feeds.make(turn.session, viewer=turn.viewer, token=token, now=turn.now)
    link = f"{turn.network.web_url.rstrip('/')}/calendar/{token}.ics"
    _, _, rest = link.partition("://")
    said = (
        say("calendar-link"),
        say("calendar-link-itself", link=link),
        say("calendar-link-webcal", link=f"webcal://{rest}"),
        say("calendar-link-how"),
    )
    return Reply(said, _choices(), State(), settles=True)


def _choices() -> tuple[Option, ...]:
    return (
        Option(say("calendar-renew"), CHOSEN, {"what": RENEW}),
        Option(say("calendar-off"), CHOSEN, {"what": OFF}),
        Option(say("calendar-file"), CHOSEN, {"what": FILE}),
    )


def _file(turn: Turn, key: str) -> Reply:
    text = feeds.own_file(turn.session, viewer=turn.viewer, words=words(turn.language), now=turn.now)
    if not text:
        return Reply((say("calendar-empty"),), state=State())
    return Reply((say(key),), state=State(), files=(_named(turn, text),))


def _named(turn: Turn, text: str) -> File:
    return File(FILE_NAMES.get(turn.language, FILE_NAMES["en"]), "text/calendar", text)
