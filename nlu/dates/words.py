"""The word book: every word that the grammar knows, with the categories that it can be of.

A category is written in capitals; a word may have several. German is folded ("ä" is "ae"); what people write
without any sign ("fur", "marz") is made from that. ``DE`` and ``EN`` say which language a word speaks for.
"""
# ruff: noqa: E501 - tables: one row a line, whatever its length

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nlu.dates.numbers import cardinals, english_tens, ordinals

WEEKDAYS = (
    "montag monday", "dienstag tuesday", "mittwoch wednesday", "donnerstag thursday", "freitag friday",
    "samstag sonnabend saturday", "sonntag sunday",
)  # fmt: skip
_SHORT_WEEKDAYS = ("mo mon", "di tue tues", "mi wed weds", "do thu thur thurs", "fr fri", "sa sat", "so sun")
MONTHS = (
    "januar jaenner january", "februar feber february", "maerz maerzen march", "april", "mai may", "juni june juno",
    "juli july julei", "august", "september", "oktober october", "november", "dezember december",
)  # fmt: skip
_SHORT_MONTHS = (
    "jan",
    "feb",
    "mar mrz maer",
    "apr",
    "",
    "jun",
    "jul",
    "aug",
    "sep sept",
    "okt oct",
    "nov",
    "dez dec",
)
PARTS = {
    "morning": "fruehmorgens morgens morning mornings frueh fruehs",
    "forenoon": "vormittag vormittags vormittages forenoon vm",
    "noon": "mittag mittags mittage mittagszeit lunchtime",
    "afternoon": "nachmittag nachmittags nachmittages nachmittage afternoon afternoons nm spaetnachmittag",
    "evening": "abend abends abende evening evenings feierabend feierabends spaetabends vorabend",
    "night": "nacht nachts night nights",
}
UNITS = {
    "minute": "minute minuten minutes min mins minuetchen",
    "hour": "stunde stunden std stdn hour hours hr hrs stuendchen",
    "day": "tag tage tagen tages day days",
    "week": "woche wochen week weeks",
    "month": "monat monate monaten monats month months",
    "quarter": "quartal quartale quartalen quartals quarters vierteljahr vierteljahre vierteljahren",
    "year": "jahr jahre jahren jahres year years",
    "half": "halbjahr halbjahres halbjahren halbjahre",
    "fortnight": "fortnight fortnights",
}
SEASONS = {
    "spring": "fruehling fruehjahr fruehlings springtime", "summer": "sommer summer sommers",
    "autumn": "herbst autumn herbstes herbsts", "winter": "winter winters",
}  # fmt: skip
_WHICH = {
    "this": "dies diese diesen dieser dieses diesem this dieser heurigen heuriges",
    "coming": "kommende kommenden kommender kommendes kommendem coming upcoming",
    "next": "naechste naechsten naechster naechstes naechstem next naechst folgende folgenden folgender folgendes following",
    "afternext": "uebernaechste uebernaechsten uebernaechster uebernaechstes uebernaechstem",
    "last": "letzte letzten letzter letztes letztem last vergangene vergangenen vergangener vergangenes "
    "vorige vorigen voriger voriges previous past",
    "beforelast": "vorletzte vorletzten vorletzter vorletztes vorletztem",
}
_CLASSES = {
    "AT": "um at gegen zirka circa ca ungefaehr etwa around about approximately punkt puenktlich gg exakt genau spaetestens",
    "TO": "bis until till til to through thru",
    "DASH": "- ~",
    "FROM": "ab von vom from starting fruehestens seit since beginnend",
    "AFTER": "nach after",
    "BEFORE": "vor before",
    "BETWEEN": "zwischen between",
    "AND": "und and &",
    "OR": "oder or bzw",
    "ON": "am an on zum zur",
    "IN": "in im ins within binnen innerhalb",
    "DET": "der die das den dem des the dr",
    "FOR": "fuer for",
    "EVERY": "jede jeden jeder jedes jedem every each jd jdn jed evry",
    "ALLE": "alle aller",
    "OCLOCK": "uhr",
    "PAST": "past",
    "QUARTER": "viertel quarter",
    "HALF": "halb half",
    "SHORT": "kurz shortly",
    "NOW": "jetzt now sofort gleich",
    "WEEKEND": "wochenende wochenend weekend wochenenden wochenendes weekends we",
    "KW": "kw kalenderwoche kalenderwochen week woche cw wk",
    "OF": "of",
    "BEFOREHAND": "vorher",
    "NOT": "nicht not kein keine keinen keinem keiner ausser except statt anstatt instead ohne nie niemals never",
    "COMMA": ", ; ( )",
    "ART": "ein eine einen einem einer eines ne nen ner a an 'ne 'nen",
    "START": "anfang beginn early beginning start",
    "MIDDLE": "mitte mid middle",
    "END": "ende end late ausgang eom",
    "SOME": "paar couple few some mehrere einige einigen mehreren wenige wenigen",
    "EVENT": "treffen termin sitzung meeting forum beginn start veranstaltung videokonferenz besprechung konferenz "
    "workshop call anfang gespraech event session appointment entwicklungsforum ende schluss runde schulung seminar "
    "telko telefonat videocall treffens termins fristende abgabe deadline frist",
    "TIMEISH": "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen feiertag feiertage feiertagen "
    "brueckentag brueckentage ferien sommerferien herbstferien winterferien osterferien weihnachtsferien pfingstferien "
    "schulferien holidays holiday ramadan zuckerfest opferfest eid diwali chanukka hanukkah jahrzehnt decade century "
    "jahrhundert sekunde sekunden seconds second fasching karneval schaltjahr monatlichen dekade "
    "vorgestrigen morgigen heutigen gestrigen wochentag wochentage semester halbzeit vollmond neumond dienstlich "
    "weekday workday sonnenaufgang sonnenuntergang sunrise sunset dawn dusk daemmerung abendbrot stichtag bruecke passah pessach",
}
_MANY = {
    "anderthalb": 15, "eineinhalb": 15, "einundhalb": 15, "einundeinhalb": 15, "zweieinhalb": 25,
    "zweiundeinhalb": 25, "dreieinhalb": 35, "viereinhalb": 45, "fuenfeinhalb": 55, "sechseinhalb": 65,
}  # fmt: skip
"""Numbers and a half, in tenths."""
_ADVERBS = {
    "taeglich": "daily", "daily": "daily", "woechentlich": "weekly", "weekly": "weekly", "monatlich": "monthly",
    "monthly": "monthly", "jaehrlich": "yearly", "yearly": "yearly", "annually": "yearly", "quarterly": "quarterly",
    "vierteljaehrlich": "quarterly", "quartalsweise": "quarterly", "halbjaehrlich": "halfyearly",
    "zweiwoechentlich": "fortnightly", "vierzehntaegig": "fortnightly", "fortnightly": "fortnightly",
    "vierzehntaeglich": "fortnightly", "zweiwoechig": "fortnightly", "zweimonatlich": "bimonthly",
    "dreiwoechentlich": "threeweekly", "vierwoechentlich": "fourweekly", "werktags": "workdays",
    "wochentags": "workdays", "weekdays": "workdays", "alltags": "workdays", "biweekly": "biweekly",
    "zweitaegig": "twodaily",
}  # fmt: skip
_RELATIVE = {
    "heute": 0, "heut": 0, "heit": 0, "today": 0, "tonight": 0, "gestern": -1, "yesterday": -1, "vorgestern": -2,
    "uebermorgen": 2, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tomoz": 1, "morgn": 1, "tommorow": 1, "tommorrow": 1, "tommorw": 1, "tomorro": 1, "morjen": 1, "moagn": 1,
    "ueberuebermorgen": 3, "uebermorgn": 2, "2moro": 1, "2day": 0, "hait": 0, "heude": 0, "tomorow": 1,
}  # fmt: skip
_NOON = "noon midday"
_MIDNIGHT = "mitternacht midnight mitternachts"
_ENGLISH_WORDS = (
    "at on the from until till to between and of every each next this last coming past quarter half noon midday "
    "midnight oclock o'clock in for after before day days week weeks month months year years hour hours minute minutes"
    " morning afternoon evening night tonight today tomorrow yesterday weekend other starting by is we meet a an"
)
_GERMAN_WORDS = (
    "um am an ab bis von vom zum zur und der die das den dem des im fuer jede jeden jeder jedes alle uhr halb viertel "
    "dreiviertel nach vor zwischen tag tage tagen woche wochen monat stunde stunden heute morgen abend frueh mittag "
    "wir uns naechste naechsten kommende kommenden diese diesen letzte letzten ist passt ich treffen"
)


def _entries() -> Iterator[tuple[str, str, str | int]]:
    """Word, category, value."""
    for table, tag, first in (
        (WEEKDAYS, "WEEKDAY", 0), (_SHORT_WEEKDAYS, "WDSHORT", 0), (MONTHS, "MONTH", 1), (_SHORT_MONTHS, "MONTH", 1),
    ):  # fmt: skip
        yield from ((word, tag, n) for n, line in enumerate(table, first) for word in line.split())
    for named, tag in ((PARTS, "PART"), (UNITS, "UNIT"), (SEASONS, "SEASON"), (_WHICH, "WHICH")):
        yield from ((word, tag, key) for key, line in named.items() for word in line.split())
    yield from (
        (word, tag, 1 if tag == "ART" else word) for tag, line in _CLASSES.items() for word in line.split()
    )
    for counted, tag in ((_MANY, "TENTHS"), (_ADVERBS, "ADVERB"), (_RELATIVE, "REL")):
        yield from ((word, tag, value) for word, value in counted.items())
    yield from ((word, "CARD", number) for word, number, _ in cardinals())
    yield from (
        (f"{word}mal", "TIMES", number)
        for word, number, language in cardinals()
        if language == "de" and number > 1
    )
    yield from ((word, "ORD", number) for word, number, _ in ordinals())
    yield from ((word, "EN", 1) for word in _ENGLISH_WORDS.split())
    yield from ((word, "DE", 1) for word in _GERMAN_WORDS.split())
    yield from ((word, "NOON", 720) for word in _NOON.split())
    yield from ((word, "MIDNIGHT", 0) for word in _MIDNIGHT.split())
    yield from _compounds()


def _compounds() -> Iterator[tuple[str, str, str | int]]:
    """ "Freitagvormittag", "montags", "dienstagabends", "mondays"."""
    parts = [(word, key) for key, line in PARTS.items() for word in line.split()] + [
        ("morgen", "morning"),
        ("mrgn", "morning"),
    ]
    for number, line in enumerate(WEEKDAYS):
        for day in line.split():
            yield f"{day}s", "WEEKLY", number
            for word, key in parts if not day.endswith("day") else ():
                tag = "DAYPARTS" if word.endswith("s") else "DAYPART"
                yield f"{day}{word}", tag, f"{number} {key}"
                yield f"{day}s{word}", "DAYPARTS" if word.endswith("s") else "DAYPART", f"{number} {key}"


def _book() -> Mapping[str, Mapping[str, str | int]]:
    book: dict[str, dict[str, str | int]] = {}
    for word, tag, value in _entries():
        book.setdefault(word, {}).setdefault(tag, value)
    book["morgen"] = {"MORGEN": 1, "DE": 1}
    book["dreiviertel"] = {"THREEQUARTER": 45, "DE": 1}
    for wrong, right in _MISSPELT.items():
        book[wrong] = book[right]
    for word in [word for word in book if "ae" in word or "oe" in word or "ue" in word]:
        bare = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
        if bare not in book and len(bare) > 3 and "day" not in word and word not in _NO_UMLAUT:
            book[bare] = book[word]
    return book


_MISSPELT = {
    "wensday": "wednesday", "wendsday": "wednesday", "wednsday": "wednesday", "wensdays": "wednesdays", "tusday": "tuesday",
    "tuseday": "tuesday", "thusday": "thursday", "thurday": "thursday", "thrusday": "thursday", "saterday": "saturday",
    "satuday": "saturday", "freitach": "freitag", "samtag": "samstag", "sammstag": "samstag", "dienstach": "dienstag",
    "montach": "montag", "sonntach": "sonntag", "mittwch": "mittwoch", "miwo": "mittwoch", "freidag": "freitag", "mondag": "montag",
    "dienschtag": "dienstag", "donnerschtag": "donnerstag", "donnerstach": "donnerstag", "mittwoh": "mittwoch", "dunnerstag": "donnerstag", "naexten": "naechsten", "naexte": "naechste", "naexter": "naechster", "naeste": "naechste", "nexten": "naechsten", "nxt": "next", "nex": "next", "folgnde": "folgende", "lezte": "letzte", "diesn": "diesen", "dise": "diese", "komenden": "kommenden", "nexte": "naechste", "nexter": "naechster", "naechse": "naechste", "naechsen": "naechsten", "naesten": "naechsten", "samschtag": "samstag", "mittwo": "mittwoch", "friady": "friday",
    "moday": "monday", "mondey": "monday", "morgne": "morgn", "moregn": "morgn", "mrogen": "morgn", "morgen's": "morgn",
    "nachste": "naechste", "aprill": "april", "appril": "april", "mertz": "maerz", "juin": "juni", "jully": "juli",
    "halber": "halb", "uhrr": "uhr", "urh": "uhr", "uhe": "uhr", "viertl": "viertel", "forher": "vorher", "vorhehr": "vorher", "vorer": "vorher", "virtel": "viertel", "dreivirtel": "dreiviertel",
    "dreiviertl": "dreiviertel", "ovamorgen": "uebermorgen", "ueberm": "uebermorgen", "uebermrgn": "uebermorgen",
    "stuhnden": "stunden", "stdn": "stunden", "wochn": "wochen", "abnds": "abends", "abent": "abend", "mitags": "mittags", "mitag": "mittag",
    "fria": "frueh", "jannuar": "januar", "janur": "januar", "dezmber": "dezember", "tomo": "tomorrow", "tmw": "tomorrow",
    "2nite": "tonight", "tonite": "tonight", "naxte": "naechste", "naxten": "naechsten", "naechstn": "naechsten",
}  # fmt: skip
"""Misspelt and dialect words that are too short, or too far off, to be mended by counting letters."""

_NO_UMLAUT = frozenset({"quarter", "quarters", "quarterly", "tuesday", "tues", "dauer"})

TENS = english_tens()
"""English tens, that another number may follow."""

TAGS = _book()
"""By folded word its categories with their values."""
