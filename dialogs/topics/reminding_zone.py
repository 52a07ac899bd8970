"""In which zone times are told to somebody: "meine Zeitzone ist Lissabon"."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from dialogs.registry import phrase, step
from dialogs.topics.in_private import only_in_private, private_instead
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.dayparts import fold
from storage.services import reminders
from storage.services.refusing import RefusedError
from storage.services.rights import Right

_SAID = re.compile(
    r"^\W*(?:meine?|my|die) (?:zeitzone|zeit ?zone|time ?zone) (?:ist|is|soll|auf|=|:)?\s*(?:jetzt |nun "
    r"|now |in |sein )*"
    r"(?P<zone>[\w/+\- ]+?)(?: sein)?\W*$"
    r"|^\W*(?:zeitzone|time ?zone)\s*:?\s+(?P<bare>[\w/+\- ]+?)\W*$"
    r"|^\W*(?:zeig|nenn|schreib|show|tell)\w* (?:mir |me )?(?:die |alle |all |the )?(?:zeiten|uhrzeiten"
    r"|times) (?:wie )?in (?P<times>[\w/\- ]+?)\W*$",
    re.I,
)
_IAM = re.compile(
    r"^\W*(?:ich (?:bin|wohne|lebe|arbeite)|i am|i'm|i live) (?:gerade |zurzeit |zur zeit |jetzt |now "
    r"|currently )*in (?P<zone>[\w\- ]+?)\W*$",
    re.I,
)
_USUAL = re.compile(
    r"\b(?:wie (?:das |die )?(?:treffen|meetings?|ueblich|normal)|zurueck|keine|aus|default|normal|usual)\b"
)
_GERMAN = {
    "lissabon": "Europe/Lisbon", "wien": "Europe/Vienna", "zuerich": "Europe/Zurich",
    "moskau": "Europe/Moscow",
    "athen": "Europe/Athens", "rom": "Europe/Rome", "warschau": "Europe/Warsaw", "prag": "Europe/Prague",
    "kiew": "Europe/Kyiv", "kyjiw": "Europe/Kyiv", "bruessel": "Europe/Brussels", "genf": "Europe/Zurich",
    "kopenhagen": "Europe/Copenhagen", "bukarest": "Europe/Bucharest", "belgrad": "Europe/Belgrade",
    "mailand": "Europe/Rome", "barcelona": "Europe/Madrid", "porto": "Europe/Lisbon", "bern": "Europe/Zurich",
    "odessa": "Europe/Kyiv", "odesa": "Europe/Kyiv", "lemberg": "Europe/Kyiv", "lwiw": "Europe/Kyiv",
    "ankara": "Europe/Istanbul", "kairo": "Africa/Cairo", "teheran": "Asia/Tehran", "bagdad": "Asia/Baghdad",
    "damaskus": "Asia/Damascus", "aleppo": "Asia/Damascus", "delhi": "Asia/Kolkata", "tokio": "Asia/Tokyo",
    "addis abeba": "Africa/Addis_Ababa", "washington": "America/New_York", "muenchen": "Europe/Berlin",
    "hamburg": "Europe/Berlin", "deutschland": "Europe/Berlin", "germany": "Europe/Berlin",
    "portugal": "Europe/Lisbon", "england": "Europe/London", "grossbritannien": "Europe/London",
    "griechenland": "Europe/Athens", "ukraine": "Europe/Kyiv", "tuerkei": "Europe/Istanbul",
}  # fmt: skip
"""Names that the IANA zones do not have, folded."""


@cache
def _zones() -> dict[str, str]:
    """Zones by their whole name and by their city, folded."""
    found: dict[str, str] = {}
    for name in sorted(available_timezones()):
        area, _, city = name.partition("/")
        found[fold(name)] = name
        if city and area not in (
            "Etc",
            "SystemV",
            "posix",
            "right",
            "US",
            "Canada",
            "Brazil",
            "Mexico",
            "Chile",
        ):
            found.setdefault(fold(city.rpartition("/")[2].replace("_", " ")), name)
    return found


def zone_named(said: str) -> str | None:
    """The IANA zone that a city or a zone's name stands for."""
    name = fold(said).strip()
    return _GERMAN.get(name) or _zones().get(name)


@phrase(
    "reminding.zone",
    re.compile(f"{_SAID.pattern}|{_IAM.pattern.replace('zone>', 'city>')}", re.I),
    right=Right.ATTEND,
)
def stated(turn: Turn) -> Reply | None:
    """ "Meine Zeitzone ist Lissabon"; "ich bin in Lissabon" is asked about."""
    if (match := _SAID.match(turn.text)) is not None:
        if elsewhere := private_instead(turn):
            return elsewhere
        said = match["zone"] or match["bare"] or match["times"]
        if _USUAL.search(fold(said)):
            return _put(turn, None)
        zone = zone_named(said)
        return _put(turn, zone) if zone else Reply((say("zone-unknown", said=said[:60]),), state=State())
    match = _IAM.match(turn.text)
    zone = zone_named(match["zone"]) if match else None
    if zone is None or zone == str(turn.network.zone) or turn.viewer.in_group:
        return None
    option = Option(say("option-zone-set", zone={"zone": zone}), "reminding.zone", {"zone": zone})
    return Reply((say("zone-ask", zone={"zone": zone}),), (option,), State())


@step("reminding.zone", right=Right.ATTEND)
@only_in_private
def chosen(turn: Turn) -> Reply | None:
    """Take the zone that was offered; none: that of each meeting."""
    zone = turn.data.get("zone")
    return _put(turn, None if zone is None else str(zone))


def _put(turn: Turn, zone: str | None) -> Reply:
    try:
        reminders.show_times_in(turn.session, viewer=turn.viewer, zone=zone)
    except RefusedError:
        return Reply((say("stale-option"),))
    if zone is None:
        return Reply((say("zone-usual"),), state=State())
    back = Option(say("option-zone-usual"), "reminding.zone", {"zone": None})
    return Reply((say("zone-set", zone={"zone": zone}),), (back,), State())


def line_of(turn: Turn) -> tuple[Text, ...]:
    """The line of one's settings, if one has set any."""
    zone = reminders.zone_for(turn.session, viewer=turn.viewer)
    return (say("settings-zone", zone={"zone": zone}),) if zone else ()
