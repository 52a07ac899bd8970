"""The names of districts, which the data writes in seven ways, and the names of the states."""

import re

from storage.places.normal import normal

STATES: dict[str, str] = {
    "BB": "Brandenburg",
    "BE": "Berlin",
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "HB": "Bremen",
    "HE": "Hessen",
    "HH": "Hamburg",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SH": "Schleswig-Holstein",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "TH": "Thüringen",
}
_CITY_STATES = {"BE", "HH"}
_SAYS_KREIS = {"NW", "SH"}
_BEFORE = re.compile(r"^(?:Landkreis|Kreisfreie Stadt|Landeshauptstadt|Kreis)\s+")
_AFTER = re.compile(r",\s+(?:[\w-]+ )*[\w-]*[Ss]tadt$")
_OWN_KIND = re.compile(r"kreis\b|kreis |\bkreis|region|verband", re.IGNORECASE)
_LAST_CITY = {"BB": 56, "TH": 56, "SN": 19}
_KINDS = dict.fromkeys(("landkreis", "lk", "lkr", "lkrs", "kreis", "kr"), False)
_KINDS |= dict.fromkeys(("kreisfreie stadt", "kreisfreien stadt", "stadt", "sk"), True)


def is_city(key: str, state: str) -> bool:
    """Say whether the five-digit key is that of a kreisfreie Stadt.

    By the numbering of the official key (its last two digits): up to 29 in most states, 19 in Saxony, 56 in
    Brandenburg and Thuringia, 61-69 in Bavaria; in Baden-Württemberg a last digit below 5. Checked against
    the names in the data.
    """
    number = int(key[3:])
    if state == "BW":
        return number % 10 < 5
    if state == "BY":
        return 61 <= number <= 69
    return number <= _LAST_CITY.get(state, 29)


def short_name(raw: str) -> str:
    """Leave the kind away, before the name or after it: "Börde", "Halle", "Frankenthal (Pfalz)"."""
    return _AFTER.sub("", _BEFORE.sub("", raw))


def whole_name(raw: str, key: str, state: str) -> str:
    """Give the name with its kind: "Landkreis Börde" where the data only says "Börde"."""
    name = short_name(raw)
    if state in _CITY_STATES or raw.startswith("Landeshauptstadt "):
        return raw if raw.startswith("Landeshauptstadt ") else name
    if is_city(key, state):
        return f"Kreisfreie Stadt {name}"
    if _OWN_KIND.search(name):
        return name
    return f"{'Kreis' if state in _SAYS_KREIS else 'Landkreis'} {name}"


def split_kind(name: str) -> tuple[str, bool | None]:
    """Split "LK Stendal" into name and kind: True for a city, False for a Landkreis, None if unsaid."""
    words = normal(name.replace("Landeshauptstadt", "Stadt")).split()
    for length in (2, 1):
        for kind, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            if rest and " ".join(kind) in _KINDS:
                return " ".join(rest), _KINDS[" ".join(kind)]
    return " ".join(words), None


def spoken_names(short: str, city: bool) -> tuple[str, ...]:
    """Give other short names in use: "Harzkreis"; "Altmarkkreis" and "Salzwedel" for both together."""
    if city:
        return ()
    head, _, rest = short.partition(" ")
    if rest and head.endswith("kreis"):
        return (head, rest)
    return () if _OWN_KIND.search(short) or " " in short or "-" in short else (f"{short}kreis",)
