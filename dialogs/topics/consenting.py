"""Who may see what of somebody: asked and said by themselves, field by field."""

from __future__ import annotations

import re

from dialogs.registry import MEMBERS, command, phrase, step
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Turn, say
from storage.models import Visibility, WayKind
from storage.services import consenting
from storage.services.consenting import HIDEABLE, OwnWay
from storage.services.corrections import remove_way

_KINDS = (
    (WayKind.MOBILE, re.compile(r"handy|mobil|cell", re.I)),
    (WayKind.EMAIL, re.compile(r"\be?-?mail", re.I)),
    (WayKind.PHONE, re.compile(r"telefon|nummer|festnetz|durchwahl|phone|number", re.I)),
)
_WISHES = (
    (
        Visibility.COORDINATORS,
        re.compile(r"\b(nur|only|bloß|lediglich)\b.*\b(koordin|coordinat)|\bcoordinat\w* only\b", re.I),
    ),
    (
        Visibility.PRIVATE,
        re.compile(r"\b(nicht|nie|keinesfalls|not|never)\b.*\b(gruppe|group|kanal|channel|kanäle)", re.I),
    ),
    (
        Visibility.NETWORK,
        re.compile(r"\b(alle|jede|ganze[sn]? netzwerk|everybody|everyone|whole network)\b.*", re.I),
    ),
)
_WISH = re.compile("|".join(f"(?:{form.pattern})" for _, form in _WISHES), re.I)
_NOBODY = re.compile(
    r"\b(?:niemand\w*|keine[rmn]?\b(?! (?:sprech|zeit))|verberg\w*|versteck\w*|verheimlich\w*|ausblend\w*"
    r"|nobody|no one|hide|nicht\s+(?:mehr\s+)?(?:öffentlich|sichtbar|angezeigt|zeigen|anzeigen|gezeigt))\b",
    re.I,
)
_FIELD_SAID = re.compile(
    r"^\W*(?:meine?\s+|my\s+|show\s+|zeige?\s+)*(?:(?P<function>funktion|function)"
    r"|(?P<office_hours>sprechzeiten|office hours)|(?P<groups>gruppen|groups)"
    r"|(?P<since>seit wann \w+ dabei b\w+|since when you are here))\s+(?:(?:nur|only)\s+)?(?:für\s+|to\s+)?"
    r"(?:(?:der|die|den)\s+)?(?:koordin\w*|coordin\w*|alle[nr]?|everybody|all members)"
    r"(?:\s+(?:only|zeigen|nur))*\W*$",
    re.I,
)
_ASKED = re.compile(
    r"^\W*(?:meine\s+|my\s+)?(?:sichtbarkeit(?:en)?|visibility)"
    r"(?:\s+(?:ändern|aendern|zeigen|einstellen|change))?\W*$"
    r"|^\W*(?:wer\s+(?:sieht|kann|darf)|who\s+(?:sees|can|may))\s+(?:(?:see|alles)\s+)?(?:was\s+von\s+mir|was"
    r"|what|(?:meine?|my)\s+[\w-]+)(?:\s+(?:alles\s+)?(?:sehen|see|of me|about me|von mir))*\W*$",
    re.I,
)
_OWN = re.compile(r"\b(mein|meine|meiner|meinen|my)\b", re.I)
_ASKS = re.compile(
    r"\?|^\W*(wer|who|warum|why|wie|how|sehen|können|kann|darf|is|are|can|do (you|they))\b", re.I
)


def wished(turn: Turn) -> Reply | None:
    """Do what a text says about who shall see a number; None if it says nothing of the kind."""
    wish = next((one for one, pattern in _WISHES if pattern.search(turn.text)), None)
    if wish is None or not turn.viewer.is_member or _ASKS.search(turn.text) or not _OWN.search(turn.text):
        return None
    if elsewhere := private_instead(turn):
        return elsewhere
    ways = _meant(turn)
    if not ways:
        return None
    for way in ways:
        consenting.show_way(turn.session, viewer=turn.viewer, way_id=way.id, visibility=wish, now=turn.now)
    return _overview(turn)


@phrase("consenting.nobody", _NOBODY, roles=MEMBERS)
def nobody(turn: Turn) -> Reply | None:
    """ "Meine Nummer soll niemand sehen": what comes nearest to it."""
    if turn.viewer.in_group or turn.text.rstrip().endswith("?") or not _OWN.search(turn.text):
        return None
    options = [option for way in _meant(turn) for option in _about(way, with_removal=True)]
    return Reply((say("consent-nobody"),), tuple(options), State()) if options else None


@phrase("consenting.wished", _WISH, roles=MEMBERS)
def said(turn: Turn) -> Reply | None:
    """ "Meine Handynummer nur für die Koordination", whatever understanding makes of it."""
    return _field_said(turn) or wished(turn)


def _field_said(turn: Turn) -> Reply | None:
    """ "Gruppen nur der Koordination zeigen", as the button says it."""
    match = _FIELD_SAID.match(turn.text)
    if match is None or turn.viewer.in_group:
        return None
    field = next(name for name in HIDEABLE if match[name])
    hidden = re.search(r"koordin|coordin", turn.text, re.I) is not None
    consenting.hide(turn.session, viewer=turn.viewer, field=field, hidden=hidden, now=turn.now)
    return _overview(turn)


@phrase("consenting.asked", _ASKED, roles=MEMBERS)
def asked(turn: Turn) -> Reply | None:
    """ "Sichtbarkeit", "wer sieht meine Nummer?"."""
    return overview(turn)


def about_a_number(turn: Turn) -> Reply | None:
    """ "meine Nummer soll da weg": offer that, and only that; None if the text is about everything."""
    if not turn.viewer.is_member or turn.viewer.in_group or not _meant(turn):
        return None
    if re.search(r"\b(alles|ganz|komplett|account|konto|profil|everything|name)", turn.text, re.I):
        return None
    options = [option for way in _meant(turn) for option in _about(way, with_removal=True)]
    everything = Option(say("option-delete-everything"), "deleting.ask")
    return Reply((say("consent-which"),), (*options, everything), State())


def _meant(turn: Turn) -> list[OwnWay]:
    """The viewer's own ways that a text speaks of."""
    kind = next((one for one, pattern in _KINDS if pattern.search(turn.text)), None)
    if kind is None:
        return []
    ways = consenting.shown(turn.session, viewer=turn.viewer).ways
    exact = [way for way in ways if way.kind is kind]
    numbers = (WayKind.PHONE, WayKind.MOBILE)
    return exact or [way for way in ways if kind in numbers and way.kind in numbers]


@command("sichtbarkeit", "visibility", roles=MEMBERS)
@step("consenting.show", roles=MEMBERS)
def overview(turn: Turn) -> Reply:
    """Who sees what of one's own entry."""
    if elsewhere := private_instead(turn):
        return elsewhere
    return _overview(turn)


def _overview(turn: Turn) -> Reply:
    shown = consenting.shown(turn.session, viewer=turn.viewer)
    lines = [say("consent-way", way=_way(way), who=way.visibility.value) for way in shown.ways]
    fields = [
        say("consent-field", field=field, hidden="yes" if field in shown.hidden else "no")
        for field in HIDEABLE
    ]
    options = [
        Option(say("option-consent-way", way=_way(w)), "consenting.way", {"way": w.id}) for w in shown.ways
    ]
    options += [
        Option(
            say("option-consent-field", field=field, hidden="yes" if field in shown.hidden else "no"),
            "consenting.field",
            {"field": field, "hidden": field not in shown.hidden},
        )
        for field in HIDEABLE
    ]
    return Reply((say("consent-overview"), *lines, *fields), tuple(options), State())


@step("consenting.way", roles=MEMBERS)
def one_way(turn: Turn) -> Reply:
    """Ask who may see one of the ways."""
    if elsewhere := private_instead(turn):
        return elsewhere
    ways = consenting.shown(turn.session, viewer=turn.viewer).ways
    way = next((one for one in ways if one.id == turn.data.get("way")), None)
    if way is None:
        return Reply((say("stale-option"),))
    return Reply((say("consent-ask", way=_way(way)),), tuple(_about(way)), State())


def _about(way: OwnWay, *, with_removal: bool = False) -> list[Option]:
    offered = [one for one in Visibility if one is not way.visibility]
    options = [
        Option(
            say("option-visibility", way=_way(way), who=one.value),
            "consenting.set",
            {"way": way.id, "visibility": one.value},
        )
        for one in offered
        if not with_removal or one is Visibility.COORDINATORS
    ]
    if with_removal:
        options.append(Option(say("option-remove-way", way=_way(way)), "consenting.remove", {"way": way.id}))
    return options


@step("consenting.set", roles=MEMBERS)
def set_way(turn: Turn) -> Reply:
    """Take who may see a way."""
    known = {one.value: one for one in Visibility}
    wish, way_id = known.get(str(turn.data.get("visibility"))), turn.data.get("way")
    if wish is None or not isinstance(way_id, int):
        return Reply((say("stale-option"),))
    way = consenting.show_way(turn.session, viewer=turn.viewer, way_id=way_id, visibility=wish, now=turn.now)
    return _overview(turn) if way else Reply((say("stale-option"),))


@step("consenting.remove", roles=MEMBERS)
def remove(turn: Turn) -> Reply:
    """Take a way out of one's own entry."""
    way_id = turn.data.get("way")
    known = isinstance(way_id, int) and remove_way(
        turn.session, viewer=turn.viewer, way_id=way_id, now=turn.now
    )
    return Reply((say("correct-done" if known else "stale-option"),), state=State())


@step("consenting.field", roles=MEMBERS)
def set_field(turn: Turn) -> Reply:
    """Keep a field of the card for coordinators, or show it again."""
    done = consenting.hide(
        turn.session,
        viewer=turn.viewer,
        field=str(turn.data.get("field")),
        hidden=bool(turn.data.get("hidden")),
        now=turn.now,
    )
    return _overview(turn) if done else Reply((say("stale-option"),))


def _way(way: OwnWay) -> Param:
    """One way as on the card."""
    if way.kind is WayKind.EMAIL:
        return {"text": {"key": "way-email", "params": {"address": way.value}}}
    if way.kind is WayKind.MOBILE:
        return {"text": {"key": "way-mobile", "params": {"number": {"phone": way.value}}}}
    return {"text": {"key": "way-phone", "params": {"number": {"phone": way.value}}}}
