"""Names of places brought to one form, so that what people type can be compared with what the data says.

`normal("Hansestadt Osterburg (Altmark)")` and `normal("osterburg altmark")` are equal; `short` leaves the
addition away ("Osterburg"). Umlauts become ae, oe, ue, ss; `plain` is for people who only drop the dots.
"""

import re
import unicodedata

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
_CYRILLIC = {"ё": "е"}
_ARABIC = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا"}
_MARKS = dict.fromkeys(map(chr, (*range(0x300, 0x370), *range(0x64B, 0x660), 0x670)), "")
_JOINERS = dict.fromkeys("\u00ad\u0640\u200b\u200c\u200d", "")


def _accents() -> dict[str, str]:
    """Map every accented Latin letter to the letter without its accent."""
    letters = (chr(code) for code in range(0xC0, 0x250))
    return {c: unicodedata.normalize("NFD", c)[0] for c in letters if unicodedata.decomposition(c)}


_LETTERS = _accents() | _CYRILLIC | _ARABIC | _MARKS | _JOINERS
_DROP_DOTS = str.maketrans(_LETTERS)
_WRITE_OUT = str.maketrans(_LETTERS | _UMLAUTS)

_STADT = "Hanse Luther Welterbe Landeshaupt Reuter Barlach Universitäts Wissenschafts Goethe Sole".split()
_TITLES = [*(f"{kind}stadt" for kind in _STADT), "Flecken"]
_TITLE = re.compile(rf"\b(?:{'|'.join(_TITLES)})\b", re.IGNORECASE)
_ADDITION = re.compile(
    r"\s*(?:\([^()]*\)?|/.*|,.*|\s(?:(?:an|am|auf|bei|im|in|ob|unter|vor)(?![^\W_])|[abiov]\.|[ab](?=\s)).*)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_SAINT = {"st", "skt", "sankt"}
_FILLERS = set("an am auf bei im in ob unter vor der dem den a b d i v".split())
_TITLE_WORDS = {title.casefold().translate(table) for title in _TITLES for table in (_WRITE_OUT, _DROP_DOTS)}


def normal(name: str) -> str:
    """Give the form for comparing: lower case, umlauts written out, no titles, marks or prepositions.

    "Naumburg (Saale)", "Naumburg an der Saale", "Naumburg/Saale" and "NAUMBURG A. D. SAALE" all become
    "naumburg saale"; "St. Gangloff" becomes "sankt gangloff". A name of nothing but titles stays as it is; a
    text without a letter or digit becomes "".
    """
    return _fold(name, _WRITE_OUT)


def plain(name: str) -> str:
    """Give the same as `normal`, but with the dots of umlauts dropped: "Köthen" becomes "kothen"."""
    return _fold(name, _DROP_DOTS)


def short(name: str) -> str:
    """Leave title and addition away but keep the writing: "Hansestadt Werben (Elbe)" becomes "Werben"."""
    untitled = without_title(name)
    return _ADDITION.sub("", untitled).strip() or untitled


def without_title(name: str) -> str:
    """Leave "Hansestadt", "Lutherstadt", "Welterbestadt", "Flecken" and the like away, wherever they are."""
    return " ".join(_TITLE.sub(" ", name).split()).strip(" ,") or name.strip()


def addition(name: str) -> str:
    """Give the normal form of what `short` leaves away: "saale" for "Halle (Saale)", "" for "Halle"."""
    whole, core = normal(name), normal(short(name))
    return whole.removeprefix(core).strip() if whole != core else ""


def _fold(name: str, table: dict[int, str]) -> str:
    """Do the work of `normal` and `plain`; a single word takes the short way."""
    lowered = unicodedata.normalize("NFKC", name).casefold()
    if lowered.isalpha():
        return lowered.translate(table)
    words = _WORD.findall(lowered.translate(table))
    return " ".join(_significant([word for word in words if word not in _TITLE_WORDS] or words))


def _significant(words: list[str]) -> list[str]:
    """Drop prepositions and articles that stand inside, and write saints out."""
    kept: list[str] = []
    for position, word in enumerate(words):
        last = position == len(words) - 1
        if word in _FILLERS and not last and any(earlier not in _FILLERS for earlier in kept):
            continue
        kept.append("sankt" if word in _SAINT and not last else word)
    return kept
