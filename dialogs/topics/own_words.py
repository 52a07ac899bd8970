"""What people say in words about their own entry: "meine Nummer ist falsch", "ich heiße jetzt …"."""

from __future__ import annotations

import re

from dialogs.registry import MEMBERS, phrase
from dialogs.topics import correcting, deleting, own_data, own_duties, renaming
from dialogs.topics.in_private import private_instead
from dialogs.topics.relaying import pass_on
from dialogs.turn import Option, Reply, State, Text, Turn, say
from nlu.days import days_in
from storage.models import Role, WayKind
from storage.services import consenting as consents
from storage.services import corrections
from storage.services.people import InvalidMailError, InvalidTelephoneError, is_mobile

_OWN = r"(?:mein(?:e[nrms]?)?|my|ich (?:habe?|bin)|i have|i(?:'|’)ve(?: got)?|i am|i(?:'|’)m)"
_CHANGED = (
    r"(?:ändern|aendern|änder[en]?|ändert|geändert|geaendert|korrigier\w*|berichtig\w*|aktualisier\w*|falsch\w*"
    r"|stimmt\s+(?:so\s+|gar\s+)?nicht|stimmen\s+nicht|veraltet|neu(?:e[nrms]?)?|jetzt|ab sofort|lautet|nun"
    r"|nicht\s+(?:mehr\s+)?(?:richtig|aktuell)|change[ds]?|correct|update|edit|fix|wrong|incorrect|outdated|new|now)"
)
_NUMBER = (
    r"(?:(?:telefon|handy|mobil|festnetz|dienst|ruf|büro)?-?\s?nummern?|telefon|handy|festnetz|durchwahl"
    r"|(?:tele|mobile )?phone(?: number)?|cell(?:phone)?(?: number)?|(?:mobile )?number|mobile)"
)
_MAIL = r"(?:e-?mail\w*|mail-?adresse\w*|mails?|mailadresse)"
_FIELDS = (
    ("mobile", re.compile(r"handy|mobil|cell", re.I)),
    ("email", re.compile(rf"\b{_MAIL}\b", re.I)),
    ("office_hours", re.compile(r"\b(?:sprech\w*|büro\w*|buero\w*|office hours)\b", re.I)),
    ("languages", re.compile(r"\b(?:sprachen|languages)\b", re.I)),
    ("function", re.compile(r"\b(?:funktion|position|stelle|berufsbezeichnung|function|job title)\b", re.I)),
    ("name", re.compile(r"\b(?:(?:vor|nach|familien|sur|last |first |family )?name[ns]?)\b", re.I)),
    ("number", re.compile(rf"\b{_NUMBER}\b", re.I)),
)
_ABOUT = (
    rf"(?:{_NUMBER}|{_MAIL}|sprech(?:zeit|stunde)\w*|bürozeit\w*|office hours|sprachen|languages"
    r"|funktion|position|stelle|function|job title|(?:(?:vor|nach|familien|sur|last |first |family )?name))"
)
_STATED = re.compile(
    rf"\b{_OWN}\b.*\b{_ABOUT}\b.*\b{_CHANGED}\b|\b{_OWN}\b.*\b{_CHANGED}\b.*\b{_ABOUT}\b"
    rf"|\b{_CHANGED}\b.*\b{_OWN}\b.*\b{_ABOUT}\b|\b{_OWN}\b.*\b{_ABOUT}\b.*(?:@|\d{{3}})",
    re.I,
)
_BARE = re.compile(
    rf"^\W*(?:neue\s+|new\s+)?{_ABOUT}\s+(?:ändern|aendern|berichtigen|korrigieren|ist falsch"
    r"|stimmt nicht)\W*$",
    re.I,
)
_QUESTION = re.compile(
    r"^\W*(?:wer|was|wie ist|wie lautet|welche\w*|wo|warum|who|what|where|which|why|is|ist|hat|has|does)\b",
    re.I,
)
_PHONE = re.compile(r"[+(]?\d[\d\s()/.\-–]{4,}\d")
_ADDRESS = re.compile(r"[^\s@,;:<>()]+@[^\s@,;<>()]+\.[^\s@,;<>()]*\w")
_VALUE = re.compile(
    r"(?:\b(?:ist|sind|lauten|lautet|is|are)(?:\s+(?:jetzt|nun|ab sofort|now))?|:)\s+(.+)$", re.I
)

_NAMED = re.compile(
    r"\b(?:ich hei(?:ß|ss)e|heiße|mein (?:neuer )?(?:name|nachname|familienname) (?:ist|lautet)|my (?:new )?"
    r"(?:last |family |sur)?name is|i am called)\s+(?:jetzt|nun|ab sofort|now)\s+(?P<name>\S.*)$",
    re.I,
)
_WORKS = re.compile(
    r"\bich\s+(?:arbeite|bin)\s+(?:jetzt|nun|ab sofort|seit\b.*)\s+(?:bei|beim|für|in der|fuer)\s+\S"
    r"|\bich habe? (?:den|die|meinen?) (?:arbeitgeber|stelle|job|organisation|träger) gewechselt"
    r"|\bi (?:now work|work now) (?:at|for|with)\b",
    re.I,
)
_DUTY = re.compile(
    r"\bich\s+(?:bin|mache|mach|übernehme|uebernehme|betreue|kümmere)\b.*\b(?:zuständig|zustaendig|verantwortlich)\b"
    r"|\bich\s+(?:übernehme|uebernehme|betreue)\s+(?:jetzt|nun|ab|auch|nicht mehr)\b"
    r"|\bi(?:'m|’m| am)\b.*\b(?:responsible|in charge)\b",
    re.I,
)
_NO_LONGER = re.compile(r"\b(?:nicht\s+(?:mehr|länger|laenger)|no longer|not .*any ?more|nicht)\b", re.I)
_KNOW = re.compile(
    r"\b(?:was\s+(?:weißt|weisst|speicherst|hast|steht|wisst|speichert|habt)\b.*\b(?:über|ueber|von|zu)\s+mi[rc]h?"
    r"|welche\s+daten\b.*\b(?:über|ueber|von|zu)\s+mi[rc]h?|what\s+(?:do|does)\s+\w+\s+(?:know|store|keep|have)\b.*\b"
    r"(?:me|about me)|what data\b.*\bme)\W*$",
    re.I,
)
_STORED = re.compile(
    r"^\W*(?:was|welche\s+daten)\s+(?:speichert|speicherst|sammelt|sammelst|merkst|merkt)\s+(?:ihr|du|kitt|euch|dir)?"
    r"(?:\s+(?:hier|alles|eigentlich|so|ab))*\W*$|^\W*what (?:data )?do you (?:store|keep|save)\W*$",
    re.I,
)
_NOT_FOUND = re.compile(
    r"\b(?:will|möchte|moechte|mag)\s+nicht\s+(?:mehr\s+)?(?:gefunden|angezeigt|gezeigt|sichtbar|gesehen)\b"
    r"|\bnicht\s+(?:mehr\s+)?(?:gefunden|gesehen)\s+werden\b"
    r"|\bdo(?:n't|n’t| not) want to be (?:found|seen|shown|listed)",
    re.I,
)  # fmt: skip
_MINE_WRONG = re.compile(
    r"\b(?:mein|my)\w*\b.*\b(?:falsch\w*|stimmt\s+nicht|wrong|incorrect|misspelled)\b", re.I
)
_JOIN = re.compile(
    r"^\W*(?:ich\s+)?(?:möchte|moechte|will|würde gerne?)\s+(?:gerne?\s+)?"
    r"(?:mitmachen|beitreten|mitglied werden)\W*$"
    r"|^\W*(?:can|may|how do) i (?:join|get in)\W*$",
    re.I,
)


@phrase("own_words.corrects", re.compile(f"{_STATED.pattern}|{_BARE.pattern}", re.I), roles=MEMBERS)
def corrects(turn: Turn) -> Reply | None:
    """ "Meine neue Nummer ist 0345 …": a card; without a value Kitt asks for it."""
    if _QUESTION.match(turn.text) or turn.text.rstrip().endswith("?") or _others(turn):
        return None
    if elsewhere := private_instead(turn):
        return elsewhere
    try:
        changes = _values(turn)
    except (InvalidTelephoneError, InvalidMailError) as error:
        kind = "email" if isinstance(error, InvalidMailError) else "phone"
        return Reply((say("correct-invalid", field=kind),), (), correcting.open_field(kind))
    if changes:
        return correcting.confirm_all(changes, _later(turn))
    field = next((name for name, form in _FIELDS if form.search(turn.text)), None)
    if field == "name":
        return renaming.ask(turn)
    return _ask_for(turn, field) if field else None


def _others(turn: Turn) -> bool:
    """Whether somebody else is named: then it is about them."""
    read = turn.understanding
    mine = (str(turn.viewer.person_id),)
    return any(one.refs != mine for one in (read.of("person") if read else ()))


def _values(turn: Turn) -> list[tuple[str, str]]:
    """The fields whose new values stand in the text."""
    found = [("email", corrections.read_way(WayKind.EMAIL, one)) for one in _ADDRESS.findall(turn.text)]
    for one in _PHONE.findall(_ADDRESS.sub(" ", turn.text)):
        number = corrections.read_way(WayKind.PHONE, one.strip())
        found.append(("mobile" if is_mobile(number) else "phone", number))
    if found:
        return found
    field = next((name for name, form in _FIELDS if form.search(turn.text)), None)
    value = _VALUE.search(turn.text)
    if field in ("office_hours", "function") and value and not re.match(_CHANGED + r"\b", value[1], re.I):
        return [(field, value[1].strip(" .!")[: corrections.LONGEST])]
    return []


def _ask_for(turn: Turn, field: str) -> Reply:
    """Ask for the new value; of several numbers first which."""
    if field != "number":
        return Reply((say("correct-ask", field=field),), (), correcting.open_field(field))
    ways = consents.shown(turn.session, viewer=turn.viewer).ways
    kinds = {way.kind for way in ways} & {WayKind.PHONE, WayKind.MOBILE}
    if kinds == {WayKind.PHONE, WayKind.MOBILE}:
        options = [
            Option(say("option-field", field=one), "correcting.ask", {"field": one})
            for one in ("phone", "mobile")
        ]
        return Reply((say("consent-which"),), tuple(options), State())
    only = "mobile" if WayKind.MOBILE in kinds else "phone"
    return Reply((say("correct-ask", field=only),), (), correcting.open_field(only))


def _later(turn: Turn) -> list[Text]:
    """What is said beside a card where the text names a day to come."""
    rest = _PHONE.sub(" ", turn.text)
    later = any(found.day > turn.today for found in days_in(rest, turn.today))
    return [say("correct-at-once")] if later else []


@phrase("own_words.named", _NAMED, roles=MEMBERS)
def named(turn: Turn) -> Reply | None:
    """ "Ich heiße jetzt Tarek Müller"."""
    match = _NAMED.search(turn.text)
    return None if match is None or "?" in turn.text else renaming.offer(turn, match["name"])


@phrase("own_words.works", _WORKS, roles=MEMBERS)
def works(turn: Turn) -> Reply | None:
    """Somebody works elsewhere now: that is for the coordinators to write down."""
    return None if turn.text.rstrip().endswith("?") else pass_on(turn, "correct-by-coordination")


@phrase("own_words.duty", _DUTY, roles=MEMBERS)
def duty(turn: Turn) -> Reply | None:
    """ "Ich bin nicht mehr für den Harz zuständig"."""
    if turn.text.rstrip().endswith("?") or _others(turn):
        return None
    ends = bool(_NO_LONGER.search(turn.text))
    return own_duties.said(turn, ends=ends, later=_later(turn))


@phrase("own_words.know", _KNOW)
def know(turn: Turn) -> Reply | None:
    """ "Was weißt Du über mich?"."""
    return own_data.mine(turn)


@phrase("own_words.stored", _STORED)
def stored(turn: Turn) -> Reply | None:
    """ "Was speichert ihr?"."""
    return own_data.privacy(turn)


@phrase("own_words.not_found", _NOT_FOUND, roles=MEMBERS)
def not_found(turn: Turn) -> Reply | None:
    """Who does not want to be found learns what may be hidden, and who takes the rest out."""
    if elsewhere := private_instead(turn):
        return elsewhere
    options = (own_data.VISIBLE, deleting.HUMAN, own_data.DELETE)
    return Reply((say("consent-not-found"),), options, State())


@phrase("own_words.guest", _MINE_WRONG, roles=frozenset({Role.GUEST}))
def wrong_for_guests(turn: Turn) -> Reply | None:
    """What is wrong about a guest is for the coordinators."""
    return None if turn.text.rstrip().endswith("?") else pass_on(turn, "correct-guest")


@phrase("own_words.wrong", _MINE_WRONG, roles=MEMBERS)
def wrong(turn: Turn) -> Reply | None:
    """Something of one's own is wrong that cannot be corrected here: passed on."""
    if turn.text.rstrip().endswith("?") or _others(turn):
        return None
    if corrected := corrects(turn):
        return corrected
    return pass_on(turn, "correct-by-coordination")


@phrase("own_words.join", _JOIN, roles=MEMBERS)
def join(_turn: Turn) -> Reply:
    """Whoever is in wants in."""
    return Reply((say("already-in"),), state=State())
