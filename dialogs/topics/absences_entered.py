"""What is entered about absences: shown, taken back, ended, and who is told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.registry import MEMBERS, phrase, step
from dialogs.topics.drafting import day, inner, refused
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.interface import Entity
from storage.services import telling
from storage.services.absences import Entered, Leave, absences_of, away_on, cancel, end
from storage.services.directory import person_cards
from storage.services.refusing import RefusedError
from storage.services.rights import Right, may

MOST = 5
MOST_AWAY = 20

_BACK = re.compile(
    r"^\W*(?:ich )?bin (?:jetzt |ab (?:heute|sofort) )?wieder (?:da|hier|zurück|zurueck|im (?:büro|haus))\b"
    r"|^\W*i(?:['’]m| am) back\b",
    re.I,
)
_BACK_OTHER = re.compile(
    r"\b(?:ist|is)\b.*\b(?:wieder|back)\b(?:\s+(?:da|hier|zurück|zurueck|gesund|fit|im (?:büro|haus)"
    r"|in))?\W*$",
    re.I,
)
_NOUN = r"urlaub\w*|ferien|abwesenheit\w*|vertretung|vertreter\w*|holidays?|vacation|leave|absences?|deputy"
_REMOVE = re.compile(
    rf"\b(?:streich\w*|lösch\w*|loesch\w*|entfern\w*|stornier\w*|cancel|delete|remove"
    rf"|strike)\b.*\b(?:{_NOUN})\b"
    rf"|\b(?:{_NOUN})\b.*\b(?:streichen|löschen|loeschen|entfernen|stornieren|fällt aus|abgesagt"
    rf"|zurücknehmen)\b"
    r"|\b(?:vertritt|covers for)\b.*\b(?:nicht mehr|no longer)\b|\bno longer covers\b",
    re.I,
)
_MINE = re.compile(
    r"^\W*(?:wer (?:vertritt|springt für) mich\b|wer ist (?:gerade |jetzt )?meine? vertret"
    r"|von wem werde ich vertreten"
    r"|wann (?:bin|habe) ich .*(?:weg|urlaub|abwesend)|(?:zeig\w* (?:mir )?)?meine? (?:abwesenheit\w*"
    r"|urlaub\w*)\W*$"
    r"|who (?:covers|stands in) for me|who is my deputy|my (?:absences?|holidays?)\W*$)",
    re.I,
)
_WHO = re.compile(
    r"^\W*(?:wer|who)\b.*\b(?:abwesend|im urlaub|weg|nicht da|fehlt|krank|away|absent|on (?:holiday|leave"
    r"|vacation)"
    r"|not (?:here|in)|out of office)\b|^\W*(?:zeig\w* )?(?:alle )?abwesenheiten\W*$",
    re.I,
)


@phrase("absences.back", _BACK, roles=MEMBERS)
def back(turn: Turn) -> Reply | None:
    """Understand that I am back; nothing to say if I was not away."""
    try:
        end(
            turn.session, viewer=turn.viewer, person_id=turn.viewer.person_id or 0, now=turn.now,
            today=turn.today,
        )  # fmt: skip
    except RefusedError:
        return None
    return Reply((say("absence-ended"),))


@phrase("absences.back_other", _BACK_OTHER, roles=MEMBERS)
def back_other(turn: Turn) -> Reply | None:
    """Understand from a coordinator that somebody is back: ask before it ends."""
    person_id = _other(turn)
    if person_id is None:
        return None
    return private_instead(turn) or _shown(turn, person_id)


@phrase("absences.remove", _REMOVE, roles=MEMBERS)
def remove(turn: Turn) -> Reply | None:
    """ "Lösche meinen Urlaub", "Jonas vertritt mich nicht mehr": what is entered, each with its button."""
    own = bool(re.search(r"\b(?:mein\w*|mich|my|me)\b", turn.text, re.I))
    person_id = turn.viewer.person_id if own else _other(turn)
    if person_id is None:
        return None if _people(turn) else private_instead(turn) or _shown(turn, turn.viewer.person_id or 0)
    return private_instead(turn) or _shown(turn, person_id)


@phrase("absences.mine", _MINE, roles=MEMBERS)
def mine(turn: Turn) -> Reply | None:
    """ "Wer vertritt mich?": what is entered for oneself."""
    return private_instead(turn) or _shown(turn, turn.viewer.person_id or 0)


@phrase("absences.who", _WHO, roles=MEMBERS)
def who_is_away(turn: Turn) -> Reply | None:
    """ "Wer ist gerade abwesend?": everybody who is away today."""
    if turn.understanding and turn.understanding.entities:
        return None
    found = away_on(turn.session, viewer=turn.viewer, today=turn.today, most=MOST_AWAY)
    if not found:
        return Reply((say("absence-nobody"),))
    return Reply(tuple(_line(turn, name, row) for name, row in found), state=State())


@step("absences.ended", roles=MEMBERS)
def ended(turn: Turn) -> Reply:
    """Somebody else is back."""
    person_id = turn.data.get("person")
    if not isinstance(person_id, int):
        return Reply((say("stale-option"),))
    try:
        end(turn.session, viewer=turn.viewer, person_id=person_id, now=turn.now, today=turn.today)
    except RefusedError as error:
        return refused(error)
    if person_id != turn.viewer.person_id:
        tell_one(turn, person_id, say("absence-told-ended", by=turn.viewer.given_name))
    return Reply((say("absence-ended-other"),), state=State())


@step("absences.cancel", roles=MEMBERS)
def take_back(turn: Turn) -> Reply:
    """Take back one absence."""
    try:
        number = int(turn.data.get("absence") or 0)
        person_id = cancel(
            turn.session, viewer=turn.viewer, absence_id=number, now=turn.now, today=turn.today
        )
    except RefusedError as error:
        return refused(error)
    if person_id != turn.viewer.person_id:
        tell_one(turn, person_id, say("absence-told-ended", by=turn.viewer.given_name))
    return Reply((say("absence-cancelled"),), state=State())


def entered(turn: Turn, person_id: int) -> tuple[list[Text], list[Option]]:
    """What is entered for somebody, with a button to take back each.

    Raises:
        RefusedError: the person has left.
    """
    texts, options = [], []
    for row in absences_of(turn.session, viewer=turn.viewer, person_id=person_id, today=turn.today)[:MOST]:
        texts.append(
            say(
                "absence-own", why=row.reason.value, period=period_of(turn, row),
                deputy=row.deputy.name if row.deputy else "", hasdeputy="yes" if row.deputy else "no",
            )
        )  # fmt: skip
        label = say("option-cancel-absence", period=period_of(turn, row))
        options.append(Option(label, "absences.cancel", {"absence": row.id}))
    return texts, options


def period_of(turn: Turn, leave: Leave | Entered) -> Param:
    """The days of an absence."""
    first = day(leave.starts_on.isoformat(), turn)
    key = "absence-from" if leave.ends_on is None else "absence-from-until"
    last = day(leave.ends_on.isoformat(), turn) if leave.ends_on else ""
    if leave.ends_on == leave.starts_on:
        key = "absence-day"
    return inner(key, first=first, last=last)


def as_leave(row: Entered) -> Leave:
    """What is entered, as it would be entered anew."""
    return Leave(row.starts_on, row.ends_on, row.reason, row.deputy.id if row.deputy else None)


def tell_one(turn: Turn, person_id: int, text: Text) -> None:
    """Let somebody know what was entered or ended about them."""
    telling.tell(
        turn.session, person_id, Reply((text,)).as_json(), now=turn.now, zone=turn.network.zone,
        key=f"absence:{text.key}:{person_id}:{turn.conversation_id}:{turn.now.timestamp()}",
    )  # fmt: skip


def _shown(turn: Turn, person_id: int) -> Reply:
    own = person_id == turn.viewer.person_id
    try:
        texts, options = entered(turn, person_id)
    except RefusedError as error:
        return refused(error)
    if not texts:
        return Reply(
            (say("absence-none-own"),) if own else (say("absence-none", name=_name(turn, person_id)),)
        )
    rows = absences_of(turn.session, viewer=turn.viewer, person_id=person_id, today=turn.today)
    if any(row.starts_on <= turn.today for row in rows):
        options.insert(0, Option(say("option-back"), "absences.ended", {"person": person_id}))
    headline = () if own else (say("absence-of", name=_name(turn, person_id)),)
    return Reply((*headline, *texts), tuple(options), State())


def _line(turn: Turn, name: str, row: Entered) -> Text:
    deputy = row.deputy.name if row.deputy else ""
    return say(
        "absence-of-one", name=name, period=period_of(turn, row), deputy=deputy,
        hasdeputy="yes" if deputy else "no",
    )  # fmt: skip


def _people(turn: Turn) -> Sequence[Entity]:
    read = turn.understanding
    return [one for one in read.of("person") if one.refs] if read else []


def _other(turn: Turn) -> int | None:
    """The one person who is named, for whoever may change people."""
    people = _people(turn)
    one = len(people) == 1 and len(people[0].refs) == 1 and may(turn.viewer, Right.EDIT_PEOPLE)
    return int(people[0].refs[0]) if one else None


def _name(turn: Turn, person_id: int) -> str:
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=[person_id], today=turn.today)
    return cards[0].contact.person.name if cards else ""
