"""One person on several messengers: join, look at, prefer and take away an address."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.registry import MEMBERS, command, phrase, step
from dialogs.topics.in_private import only_in_private
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.dayparts import fold
from storage.services import addresses, preferences, telling
from storage.services.addresses import KnownAddress, Outcome, Redeemed, read_code
from storage.services.telling import Kind
from storage.services.viewer import viewer_of

MOST_WORDS = 12

_MESSENGERS = (
    ("telegram", re.compile(r"\btelegramm?\w*\b|\btg\b")),
    ("matrix", re.compile(r"\bmatrix\w*\b|\belement\b")),
    ("console", re.compile(r"\bterminal\w*\b|\bkonsole\b|\bconsole\b")),
)
_UNKNOWN = re.compile(r"\b(whatsapp|signal|threema|discord|slack|facebook|instagram|skype|sms|imessage)\b")
_ELSE = re.compile(r"\b(?:kanal\w*|gruppe\w*|raum\w*|channel|group|room|fokusgruppe\w*|team\w*)\b")
_REMOVE = re.compile(
    r"\b(?:entfern\w*|loesch\w*|trenn\w*|abmeld\w*|vergiss|raus|remove|delete|disconnect|unlink|forget)\b"
    r"|\b(?:nimm|mach|tu)\b.*\bweg\b"
    r"|\bich (?:habe?|nutze|benutze)\b.*\b(?:kein\w*|nicht)\b.*\b(?:mehr|laenger)\b"
    r"|\b(?:no longer|not .* any ?more)\b"
)
_LINK = re.compile(
    r"\b(?:verbind\w*|verbunden|verknuepf\w*|koppel\w*|koppl\w*|hinzufueg\w*|anbind\w*|connect|link|add)\b"
    r"|\bneue\w* |\bnew |\bbin (?:jetzt )?auch (?:auf|bei|in)\b"
    r"|\bauch (?:auf|bei|ueber|mit) \w+ (?:nutzen|schreiben)\b"
    r"|\bich (?:habe?|nutze|benutze) (?:jetzt |nun )?(?:auch |ein(?:en)? )?\w+(?: jetzt)?$"
    r"|\bi (?:now )?(?:have|use) \w+(?: now| too)?$"
)
_PREFER = re.compile(
    r"\b(?:schreib\w*|melde?|meld dich|nachrichten|benachrichtig\w*|erreich\w*)\b"
    r".*\b(?:auf|bei|via|per|ueber|in)\b"
    r"|\b(?:write|message|reach|contact|notify)\b.*\b(?:on|by|at|in|via|through)\b|\bbevorzug\w*|\bprefer\w*"
)
_TO_ME = re.compile(r"\b(?:mir|mich|me)\b")
_LIST = re.compile(
    r"\W*(?:(?:zeig|zeige|show)(?: mir| me)?\s+)?(?:meine|my|welche|which|what)\s+"
    r"(?:adressen|addresses|konten|accounts|messenger)"
    r"(?:\s+(?:hast du|kennst du|do you (?:have|know)|habe? ich|sind verbunden)(?:\s+\w+){0,3})?\W*"
    r"|\W*(?:wo|wie|worueber) (?:erreichst|schreibst) du mich\W*|\W*wo schreibst du mir\W*"
    r"|\W*where do you (?:write to|reach) me\W*"
)


@phrase("addresses.code", early=True)
def code_said(turn: Turn) -> Reply | None:
    """A code that was made on the other messenger, wherever the dialogue stands."""
    return None if read_code(turn.text) is None else _redeemed(turn)


@phrase("addresses.about", roles=MEMBERS)
def about_addresses(turn: Turn) -> Reply | None:
    """ "Verbinde mein Telegram", "schreib mir lieber auf Matrix", "entferne mein Telegram"."""
    said = fold(turn.text)
    if len(said.split()) > MOST_WORDS or _ELSE.search(said):
        return None
    messenger = _messenger_in(said)
    if messenger is None:
        return show(turn) if _LIST.fullmatch(said) else _not_spoken(said)
    wish = next((run for pattern, run in _WISHES if pattern.search(said)), None)
    return wish(turn, messenger) if wish is not None else None


def _not_spoken(said: str) -> Reply | None:
    """ "Verbinde mein WhatsApp": which there are."""
    other = _UNKNOWN.search(said)
    if other is None or not (_LINK.search(said) or (_PREFER.search(said) and _TO_ME.search(said))):
        return None
    return Reply((say("messenger-not-spoken", messenger=other[0].capitalize()),))


@command("verbinden", "link")
def link_command(turn: Turn) -> Reply | None:
    """Answer "/verbinden": a code to carry over, or the one that was carried."""
    if read_code(turn.text) is not None:
        return _redeemed(turn)
    return link(turn) if turn.viewer.is_member else _ask_for_code(turn)


@only_in_private
def _ask_for_code(_turn: Turn) -> Reply:
    return Reply((say("link-ask-code"),))


@step("addresses.link", roles=MEMBERS)
@only_in_private
def link(turn: Turn) -> Reply | None:
    """A code for the other messenger."""
    code = addresses.make_link(turn.session, viewer=turn.viewer, now=turn.now)
    minutes = int(addresses.LASTS.total_seconds() // 60)
    messenger = turn.data.get("messenger") or _messenger_in(fold(turn.text))
    target = _named(str(messenger)) if messenger else "none"
    return Reply(
        (say("link-code", code=code), say("link-how", minutes=minutes, messenger=target)), state=State()
    )


@command("adressen", "addresses", roles=MEMBERS)
@step("addresses.show", roles=MEMBERS)
@only_in_private
def show(turn: Turn) -> Reply | None:
    """All of one's own addresses, with what can be done about each."""
    known = addresses.addresses(turn.session, viewer=turn.viewer)
    lines = tuple(_line(one, turn) for one in known)
    options: list[Option] = []
    for one in known:
        name = _label(one, known)
        if not one.preferred and one.reachable:
            options.append(Option(say("option-prefer", messenger=name), "addresses.prefer", _of(one)))
    for one in known:
        options.append(
            Option(say("option-remove", messenger=_label(one, known)), "addresses.remove", _of(one))
        )
    options.append(Option(say("option-link"), "addresses.link"))
    return Reply((say("addresses-headline"), *lines), tuple(options), State())


@step("addresses.prefer", roles=MEMBERS)
@only_in_private
def prefer(turn: Turn) -> Reply | None:
    """Write by ourselves to this address from now on."""
    account_id = turn.data.get("account")
    mine = {one.account_id: one for one in addresses.addresses(turn.session, viewer=turn.viewer)}
    chosen = mine.get(account_id) if isinstance(account_id, int) else None
    if chosen is None or not preferences.prefer(
        turn.session, viewer=turn.viewer, account_id=chosen.account_id
    ):
        return Reply((say("stale-option"),))
    key = "preferred" if chosen.reachable else "preferred-unreachable"
    return Reply((say(key, messenger=_named(chosen.messenger)),), state=State())


@step("addresses.remove", roles=MEMBERS)
@only_in_private
def remove(turn: Turn) -> Reply | None:
    """Take an address away; the last one only with a clear word."""
    account_id, sure = turn.data.get("account"), turn.data.get("sure") is True
    mine = {one.account_id: one for one in addresses.addresses(turn.session, viewer=turn.viewer)}
    gone = mine.get(account_id) if isinstance(account_id, int) else None
    if gone is None:
        return Reply((say("stale-option"),))
    name = _named(gone.messenger)
    if len(mine) == 1 and not sure:
        clear = Option(say("option-remove-last"), "addresses.remove", {**_of(gone), "sure": True})
        keep = Option(say("option-keep"), "addresses.show")
        return Reply((say("remove-last", messenger=name),), (keep, clear), State())
    addresses.remove(turn.session, viewer=turn.viewer, account_id=gone.account_id, now=turn.now, last=sure)
    if len(mine) == 1:
        return Reply((say("removed-last", messenger=name),), state=State())
    here = "yes" if gone.account_id == turn.account_id else "no"
    return Reply((say("removed", messenger=name, here=here),), state=State())


def _link_to(turn: Turn, messenger: str) -> Reply | None:
    return link(replace(turn, choice=("addresses.link", {"messenger": messenger})))


def _prefer_on(turn: Turn, messenger: str) -> Reply | None:
    return _with_one_of(turn, messenger, "addresses.prefer")


def _remove_from(turn: Turn, messenger: str) -> Reply | None:
    return _with_one_of(turn, messenger, "addresses.remove")


_WISHES = ((_REMOVE, _remove_from), (_PREFER, _prefer_on), (_LINK, _link_to))
_STEPS = {"addresses.prefer": prefer, "addresses.remove": remove}


@only_in_private
def _here(turn: Turn) -> Reply | None:
    """Do with the one address on this messenger what was asked; ask which, where there are several."""
    messenger, name = str(turn.data["messenger"]), str(turn.data["step"])
    known = addresses.addresses(turn.session, viewer=turn.viewer)
    there = [one for one in known if one.messenger == messenger]
    if not there:
        add = Option(say("option-link"), "addresses.link", {"messenger": messenger})
        return Reply((say("not-linked", messenger=_named(messenger)),), (add,))
    if len(there) > 1:
        label = "option-prefer" if name == "addresses.prefer" else "option-remove"
        options = tuple(Option(say(label, messenger=_label(one, known)), name, _of(one)) for one in there)
        return Reply((say("which-address", messenger=_named(messenger)),), options)
    return _STEPS[name](replace(turn, choice=(name, _of(there[0]))))


def _with_one_of(turn: Turn, messenger: str, name: str) -> Reply | None:
    return _here(replace(turn, choice=(name, {"messenger": messenger, "step": name})))


@only_in_private
def _redeemed(turn: Turn) -> Reply | None:
    """Try a code; tell the person at their first address that there is a new one."""
    found = addresses.redeem_link(turn.session, turn.account_id, turn.text, turn.now, today=turn.today)
    if found is None:
        return None
    if found.redeemed is not Redeemed.LINKED:
        return Reply((say(f"link-{found.redeemed.value.replace('_', '-')}"),))
    return _welcome(turn, found)


def _welcome(turn: Turn, found: Outcome) -> Reply:
    viewer = viewer_of(turn.session, turn.account_id, today=turn.today)
    known = addresses.addresses(turn.session, viewer=viewer)
    new = next(one for one in known if one.account_id == turn.account_id)
    first = next((one for one in known if one.account_id == found.writes_to), None)
    options = [Option(say("option-prefer-here"), "addresses.prefer", _of(new))] if first else []
    options += [
        Option(say("option-remove", messenger=_label(one, known)), "addresses.remove", _of(one))
        for one in known
        if one.messenger == new.messenger and one is not new
    ]
    if first is not None and found.person_id is not None:
        undo = Option(say("option-unlink-not-me"), "addresses.remove", _of(new))
        telling.tell(
            turn.session,
            found.person_id,
            Reply((say("link-told", messenger=_named(new.messenger)),), (undo,)).as_json(),
            key=f"linked:{new.account_id}:{turn.now.isoformat()}",
            now=turn.now,
            zone=turn.network.zone,
            kind=Kind.ANSWER,
        )
    where = _named(first.messenger) if first else "none"
    text = say("linked", name=viewer.given_name or "none", messenger=_named(new.messenger), where=where)
    return Reply((text,), tuple(options), State(), viewer.language or None)


def _messenger_in(said: str) -> str | None:
    return next((name for name, pattern in _MESSENGERS if pattern.search(said)), None)


def _line(one: KnownAddress, turn: Turn) -> Text:
    return say(
        "address-line",
        messenger=_named(one.messenger),
        since={"date": one.since.isoformat(), "style": "short", "today": turn.today.isoformat()},
        here="yes" if one.account_id == turn.account_id else "no",
        state="preferred" if one.preferred else "reachable" if one.reachable else "unreachable",
    )


def _label(one: KnownAddress, known: list[KnownAddress]) -> Param:
    """The messenger's name; with the day where there are several on one."""
    if sum(other.messenger == one.messenger for other in known) == 1:
        return _named(one.messenger)
    since: Param = {"date": one.since.isoformat(), "style": "short"}
    return {"text": {"key": "address-since", "params": {"messenger": _named(one.messenger), "since": since}}}


def _named(messenger: str) -> Param:
    return {"text": {"key": "messenger-name", "params": {"messenger": messenger}}}


def _of(one: KnownAddress) -> dict[str, int]:
    return {"account": one.account_id}
