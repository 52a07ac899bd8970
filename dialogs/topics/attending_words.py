"""What somebody says about coming: yes, no, not yet; when to be asked again; what they remark to it.

Pure: a text goes in, its parts come out. Which meeting it is about is not looked for here, only where in
the text its date may stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlu.dayparts import fold
from storage.models import Answer

INTENTS = {"rsvp_yes": Answer.YES, "rsvp_no": Answer.NO, "rsvp_maybe": Answer.MAYBE}
MOST_WORDS = 40
"""A longer text tells a story: whoever sends it gets no remark made of it."""

_CLAUSES = re.compile(
    r"\s*[,;:!?\n–—]+\s*|(?<!\d)\.\s+|\.$|\s+-\s+|\s+(?:und|and)\s+(?=(?:sag|frag|meld|geb|ask|tell|let))"
)
_AGAIN = re.compile(
    r"\b(?:frag\w*|ask|erinner\w*|remind)\b.*\b(?:mich|me|uns|us)\b"
    r"|\b(?:sag\w*|geb\w*|meld\w*|weiss|entscheid\w*|klaer\w*|say|tell|know|decide|let you know)\b"
)
_NOT_AGAIN = re.compile(r"\b(?:weiss|don't know|know) (?:ich )?(?:noch )?nicht\b|\bsage? .*\b(?:zu|ab)\b")
_REMARKS = re.compile(
    r"\s*[,;.–-]?\s*\b(?P<said>(?:weil|denn|da ich|da wir|aber|allerdings|nur (?:bis|ab|online|per|von)"
    r"|because|but"
    r"|only (?:until|from|online)|since i)\b.*)$",
    re.I | re.S,
)
_LATE = re.compile(
    r"\b(?P<said>(?:(?:etwas|ein bisschen|ein wenig|ca\.?|etwa|circa|rund|about|a bit)\s+)?"
    r"(?:(?:\d+|ein\w*|halbe|zwei|drei|f(?:ü|ue)nf|zehn|fünfzehn|zwanzig|dreißig|ne|ten|five|fifteen"
    r"|twenty|half an)\s*"
    r"(?:min\w*|stunden?|viertelstunde|h|hours?|hour)\s+)?"
    r"(?:sp(?:ä|ae)ter|zu sp(?:ä|ae)t|verspätet|verspaetet|(?:be\s+)?late|later))\b",
    re.I,
)
_EMPTY = re.compile(
    r"(?:\W|\b(?:leider|sorry|tut|mir|leid|danke?|bitte|lg|gruss|gruesse|viele|liebe|mfg|vg|hallo|hi|moin|kitt|thanks?"
    r"|thank|you|please|schade|freue?|mich|auf|euch|ja|nein|nee|yes|no|gern|gerne|klar|vielleicht|evtl|maybe|ich"
    r"|komme?|kommt?|kann|nicht|bin|dabei|da|weiss|noch|doch|ok|okay|super|prima|toll|schoen|also|unter|vorbehalt"
    r"|i|can't|cannot|come|am|coming|will|be|there|not|sure|yet|bis|dann|bald|dahin|und|and)\b)*"
)
_SELF = re.compile(r"\b(?:ich|mich|mir|wir|uns|bin|komme|i|i'm|i'll|me|we|us)\b")
_ASKS = re.compile(
    r"^\W*(?:und |and )?(?:wer|wem|wen|wann|wo|was|wie|wieviele?|welche\w*|kommst|kommt|kommen|who|when"
    r"|where|what|how"
    r"|which|is|are|does|do|faellt|fallen|findet|finden|gibts?|ist|sind|hat|haben|kann man)\b"
)

_FORMS: tuple[tuple[Answer, re.Pattern[str]], ...] = (
    (Answer.NO, re.compile(
        r"^\W*(?:bitte )?sage?\b(?: bitte)?(?: (?:mich|fuer mich|uns|mal))*(?: bitte)?"
        r"(?: (?:fuer|am|zum|zur|beim|heute|morgen|uebermorgen)\b.*)? ab\W*$"
        r"|^\W*(?:bitte )?(?:melde?|trage?)\b(?: bitte)? mich\b(?: bitte)?"
        r" (?:fuer|am|zum|zur|heute|morgen|uebermorgen)\b.* (?:ab|aus)\W*$"
        r"|\bich (?:muss|moechte|will|wuerde)?\b.*\babsagen\W*$|\bich sage?\b.*\bab\W*$"
        r"|\bi (?:can't|cannot|can not|won't) (?:make|come|attend|be (?:there|here)|join)\b|\bcount me out\b"
        r"|\bich (?:komme|nehme) (?:leider |doch |also )*nicht(?: teil)?(?:\W*$| (?:zu[mr]?|am|beim)\b)"
        r"|^\W*(?:nein\W+)?ich komm (?:leider |doch |also )*nicht\b"
        r"|^\W*ich komme am (?:\S+ ){1,3}(?:leider |doch )*nicht\W*$"
    )),
    (Answer.MAYBE, re.compile(
        r"(?:^|[,;.] ?)\W*(?:bitte )?frage? mich\b.*\b(?:noch ?mal|noch einmal|wieder)\W*$"
        r"|^\W*(?:please )?ask me\b.*\b(?:again|later|tomorrow|next|on)\b|^\W*(?:i am "
        r"|i'm )?not sure(?: yet)?\W*$"
        r"|^\W*(?:vielleicht|evtl\.?|eventuell|maybe|weiss (?:ich )?noch nicht|mal sehen|mal schauen)"
        r"(?:\W*$|,|\s+(?:ich\s+)?komm)"
    )),
    (Answer.YES, re.compile(
        r"\bich sage?\b.*\bzu\W*$|^\W*(?:bitte )?sage?\b(?: (?:mich|fuer mich|bitte))* (?:fuer|am|zum"
        r"|zur)\b.*\bzu\W*$"
        r"|^\W*(?:doch )?(?:ich )?(?:komme?|bin dabei|bin da)(?: (?:doch|gern|gerne|auch|natuerlich"
        r"|dabei))*\W*$"
        r"|^\W*(?:i am|i'm|count me) in\W*$"
        r"|^\W*(?:i am|i'm) coming\b(?!.*\bnot\b)|^\W*i(?:'ll| will) (?:be there|come"
        r"|attend)\b(?!.*\bnot\b)|^\W*komme \d+ ?min\w* spaeter\W*$"
        r"|^\W*(?:sorry\W+)?(?:i'm|i am|i'll be|i will be)\b[\w ]*\blate\b"
    )),
)  # fmt: skip
_NEGATED = re.compile(
    r"^(?!.*\b(?:ob|wenn|falls|weiss|vielleicht|evtl)\b)[^,;]*\b(?:komme?|nehme|bin|kann|schaffe?)\b[^,;]*?\bnicht\b"
    r"(?! (?:nur|ganz|sicher|allein))|\b(?:can't|cannot|won't|not coming|unable)\b"
)
_ELSE = re.compile(
    r"^\W*(?:ich komme|i am|i'm|i come) (?:urspruenglich |eigentlich )?(?:aus|from) (?!dem\b|der\b|home\b)"
    r"|\bkomm\w*\b.*\b(?:klar|weiter|zurecht|nicht (?:rein|ran|durch|hinein|voran)|drauf|dahinter"
    r"|aus (?:dem|der))\b"
    r"|\b(?:kann|can't|cannot)\b.*\b(?:oeffnen|finden|lesen|anmelden|einloggen|open|find|read|log in|see)\b"
)
_CHANGED = re.compile(
    r"\W*(?:(?:nein|nee|no|ach|hm|also|leider|sorry|ich)[\s,]+)*(?:doch nicht|lieber doch nicht"
    r"|nun doch nicht"
    r"|actually not|actually no|not after all)(?: (?:dabei|kommen))?\W*"
)
_PLAIN: tuple[tuple[Answer, re.Pattern[str]], ...] = (
    (Answer.MAYBE, re.compile(r"\W*(?:ja )?(?:vielleicht|evtl\.?|eventuell|jein|maybe|perhaps)\W*")),
    (Answer.NO, re.compile(r"\W*(?:nein|nee|noe|no|nope|leider nicht|leider nein)(?:\s+(?:leider|danke"
    r"|thanks|sorry))*\W*")),
    (Answer.YES, re.compile(
        r"\W*(?:ja|jo|jep|klar|yes|yep|sure|gern|gerne|natuerlich|ok|okay)"
        r"(?:\s+(?:gern|gerne|klar|natuerlich|bitte|please|sure|of course))*\W*"
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says. ``dated``: where the meeting's date may stand; ``again``: when to be asked again."""

    answer: Answer
    dated: str
    again: str = ""
    comment: str = ""


def by_form(text: str) -> Answer | None:
    """The answer that a text gives by its form, whatever understanding makes of it; a question gives none."""
    said = fold(text)
    if asks(text) or len(said.split()) > MOST_WORDS:
        return None
    return next((answer for answer, form in _FORMS if form.search(said)), None)


def plainly(text: str) -> Answer | None:
    """A mere yes, no or perhaps."""
    said = fold(text)
    return next((answer for answer, form in _PLAIN if form.fullmatch(said)), None)


def takes_back(text: str) -> bool:
    """ "Doch nicht": a no to whatever one had agreed to."""
    return bool(_CHANGED.fullmatch(fold(text)))


def negates(text: str) -> bool:
    """Whether what looks like a yes is a no: "ich komme am 14. doch nicht"."""
    return bool(_NEGATED.search(fold(text)))


def of_something_else(text: str) -> bool:
    """Whether the words of coming mean something else: "ich komme mit dem Formular nicht klar"."""
    return bool(_ELSE.search(fold(text)))


def asks(text: str) -> bool:
    """Whether a text asks who comes instead of saying so."""
    return text.rstrip().endswith("?") or bool(_ASKS.match(fold(text)))


def only_of_others(text: str) -> bool:
    """Whether a text that names somebody says nothing of who writes it: "Mara kommt nicht"."""
    return not _SELF.search(fold(text))


def parts_of(text: str, answer: Answer, is_date: Callable[[str], bool]) -> Said:
    """The parts of a text that gives an answer; what ``is_date`` is no remark."""
    remark = _REMARKS.search(text)
    before = text[: remark.start()] if remark and remark.start() > 0 else text
    clauses = [clause for clause in _CLAUSES.split(before) if clause and clause.strip()]
    again = [one for one in clauses if answer is Answer.MAYBE and _is_again(one)]
    rest = [one for one in clauses if one not in again]
    remarks = [one for one in rest[1:] if not is_date(one)]
    said = remark["said"] if remark and before is not text else ""
    comment = _comment(rest, remarks, said) if len(text.split()) <= MOST_WORDS else ""
    dated = "\n".join(_LATE.sub(" ", one) for one in rest)
    return Said(answer, dated, " ".join(again), comment)


def _is_again(clause: str) -> bool:
    said = fold(clause)
    return bool(_AGAIN.search(said)) and not _NOT_AGAIN.search(said)


def _comment(clauses: list[str], further: list[str], remark: str) -> str:
    """What plainly is a remark: a reason, a condition, a delay, or a clause that says nothing else."""
    late = next((found["said"] for one in clauses if (found := _LATE.search(one))), "")
    extra = [one.strip() for one in further if len(one.split()) > 1 and not _EMPTY.fullmatch(fold(one))]
    first = [late] if late and late not in " ".join(extra) else []
    parts = (part.strip(" .,;!") for part in (*first, *extra, remark))
    return ", ".join(part for part in parts if part)
