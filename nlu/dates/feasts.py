"""Holidays, church days and other days with a name, and which are public holidays in which German state. Pure.

Sources: the holiday laws of the sixteen states (as of 2026); church days by the distance to Easter and Advent.
States by their ISO 3166-2 code without "DE-".
"""
# ruff: noqa: E501 - tables: one row a line, whatever its length

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from nlu.calendar import easter
from nlu.dates.periods import nth_of
from nlu.dates.values import Span

_OfYear = Callable[[int], date]


def _fixed(month: int, day: int) -> _OfYear:
    return lambda year: date(year, month, day)


def _easter(days: int) -> _OfYear:
    return lambda year: easter(year) + timedelta(days=days)


def _advent(days: int) -> _OfYear:
    """Counted from the first Sunday of Advent, the fourth Sunday before Christmas Day."""

    def of(year: int) -> date:
        christmas = date(year, 12, 25)
        fourth = christmas - timedelta(days=christmas.weekday() + 1)
        return fourth + timedelta(days=days - 21)

    return of


def _nth(nth: int, weekday: int, month: int) -> _OfYear:
    return lambda year: nth_of(date(year, month, 1), nth, weekday) or date(year, month, 1)


FEASTS: Mapping[str, tuple[_OfYear, str]] = {
    "new year": (_fixed(1, 1), "neujahr|neujahrstag|new year ' s day|new years day|new year ' s"),
    "epiphany": (_fixed(1, 6), "heilige drei koenige|heiligen drei koenige|heilige 3 koenige|heiligen 3 koenige|drei koenige|dreikoenigstag|heiligdreikoenig|dreikoenige|epiphany|heilig drei koenig"),
    "candlemas": (_fixed(2, 2), "lichtmess|mariae lichtmess|candlemas"),
    "valentine": (_fixed(2, 14), "valentinstag|valentine ' s day|valentines day|valentine ' s"),
    "women": (_fixed(3, 8), "frauentag|weltfrauentag|internationaler frauentag|internationalen frauentag|women ' s day|international women ' s day"),
    "weiberfastnacht": (_easter(-52), "weiberfastnacht|altweiber|altweiberfastnacht|schmotziger donnerstag"),
    "rosenmontag": (_easter(-48), "rosenmontag|rosenmontags|carnival monday|rose monday"),
    "fastnacht": (_easter(-47), "fastnacht|faschingsdienstag|veilchendienstag|fastnachtsdienstag|shrove tuesday|pancake day|mardi gras"),
    "ash": (_easter(-46), "aschermittwoch|ash wednesday"),
    "palm": (_easter(-7), "palmsonntag|palm sunday"),
    "maundy": (_easter(-3), "gruendonnerstag|maundy thursday|holy thursday"),
    "good friday": (_easter(-2), "karfreitag|good friday|stiller freitag"),
    "holy saturday": (_easter(-1), "karsamstag|ostersamstag|ostersonnabend|karsonnabend|holy saturday|easter saturday"),
    "easter": (_easter(0), "ostern|ostersonntag|easter sunday|easter|ostersonntags|easter day"),
    "easter monday": (_easter(1), "ostermontag|easter monday"),
    "white sunday": (_easter(7), "weisser sonntag|weissen sonntag"),
    "walpurgis": (_fixed(4, 30), "walpurgisnacht|walpurgis|tanz in den mai"),
    "labour": (_fixed(5, 1), "tag der arbeit|maifeiertag|labour day|may day|labor day|international workers ' day"),
    "mothers": (_nth(2, 6, 5), "muttertag|mother ' s day|mothers day"),
    "ascension": (_easter(39), "himmelfahrt|christi himmelfahrt|himmelfahrtstag|vatertag|maennertag|herrentag|ascension day|ascension|ascension thursday|auffahrt"),
    "whitsun": (_easter(49), "pfingsten|pfingstsonntag|whitsun|pentecost|whit sunday|whitsunday"),
    "whit monday": (_easter(50), "pfingstmontag|whit monday|pentecost monday"),
    "trinity": (_easter(56), "trinitatis|trinity sunday"),
    "corpus christi": (_easter(60), "fronleichnam|fronleichnamstag|corpus christi"),
    "midsummer": (_fixed(6, 24), "johannistag|johanni|midsummer day"),
    "assumption": (_fixed(8, 15), "mariae himmelfahrt|maria himmelfahrt|assumption day|assumption"),
    "children": (_fixed(9, 20), "weltkindertag"),
    "unity": (_fixed(10, 3), "tag der einheit|tag der deutschen einheit|german unity day|unity day|day of german unity"),
    "harvest": (_nth(1, 6, 10), "erntedank|erntedankfest|erntedanktag"),
    "reformation": (_fixed(10, 31), "reformationstag|reformationsfest|reformation day"),
    "halloween": (_fixed(10, 31), "halloween"),
    "all saints": (_fixed(11, 1), "allerheiligen|all saints|all saints day|all saints ' day|all hallows"),
    "all souls": (_fixed(11, 2), "allerseelen|all souls|all souls day|all souls ' day"),
    "martin": (_fixed(11, 11), "martinstag|sankt martin|st martin|st . martin|martini|st . martins tag"),
    "thanksgiving": (_nth(4, 3, 11), "thanksgiving|thanksgiving day"),
    "mourning": (_advent(-14), "volkstrauertag"),
    "repentance": (_advent(-11), "buss und bettag|buss - und bettag|bussundbettag|busstag|buss + bettag|buss u . bettag|buss & bettag|day of repentance|repentance day|buss - & bettag|bus und bettag|bus - und bettag|buss und bet tag"),
    "dead": (_advent(-7), "totensonntag|ewigkeitssonntag|totensonntags"),
    "advent1": (_advent(0), "advent1"),
    "advent2": (_advent(7), "advent2"),
    "advent3": (_advent(14), "advent3"),
    "advent4": (_advent(21), "advent4"),
    "barbara": (_fixed(12, 4), "barbaratag"),
    "nicholas": (_fixed(12, 6), "nikolaus|nikolaustag|nikolausi|sankt nikolaus|st nicholas day|st . nicholas day|niklaus|saint nicholas day"),
    "eve": (_fixed(12, 24), "heiligabend|heilig abend|heiliger abend|heiligen abend|heiligabends|christmas eve|xmas eve|hl . abend|hl abend"),
    "christmas": (_fixed(12, 25), "weihnachten|weihnachtstag|christmas|xmas|christmas day|erster weihnachtstag|ersten weihnachtstag|erster weihnachtsfeiertag|ersten weihnachtsfeiertag|1 . weihnachtstag|1 . weihnachtsfeiertag|1 . feiertag|ersten feiertag"),
    "boxing": (_fixed(12, 26), "zweiter weihnachtstag|zweiten weihnachtstag|zweiter weihnachtsfeiertag|zweiten weihnachtsfeiertag|2 . weihnachtstag|2 . weihnachtsfeiertag|2 . feiertag|boxing day|zweiten feiertag|second christmas day|stephanstag|stefanitag"),
    "between": (_fixed(12, 27), "zwischen den jahren|between the years|between christmas and new year|between christmas and new year ' s|zwischen weihnachten und neujahr|zwischen weihnachten und silvester|zw den jahren|zw . den jahren"),
    "silvester": (_fixed(12, 31), "silvester|sylvester|silvesterabend|new year ' s eve|new years eve|nye|altjahrsabend"),
}  # fmt: skip
"""By key the day of a year, and what people say (folded, tokens apart)."""

_ALL = "bw by be bb hb hh he mv ni nw rp sl sn st sh th"
_PUBLIC: Mapping[str, str] = {
    "new year": _ALL, "epiphany": "bw by st", "women": "be mv", "good friday": _ALL, "easter": "bb",
    "easter monday": _ALL, "labour": _ALL, "ascension": _ALL, "whitsun": "bb", "whit monday": _ALL,
    "corpus christi": "bw by he nw rp sl", "assumption": "sl", "children": "th", "unity": _ALL,
    "reformation": "bb hb hh mv ni sh sn st th", "all saints": "bw by nw rp sl", "repentance": "sn",
    "christmas": _ALL, "boxing": _ALL,
}  # fmt: skip
"""By key the states where it is a holiday by law everywhere (not only in some municipalities)."""


@lru_cache(maxsize=256)
def public_holidays(year: int, state: str) -> Mapping[date, str]:
    """The public holidays of a state ("st" is Saxony-Anhalt) in a year, with the keys of their names."""
    return {
        FEASTS[key][0](year): key for key, states in _PUBLIC.items() if state.casefold() in states.split()
    }


@lru_cache(maxsize=256)
def nationwide(year: int) -> frozenset[date]:
    """The days that are public holidays in every state."""
    return frozenset(FEASTS[key][0](year) for key, states in _PUBLIC.items() if states == _ALL)


@dataclass(frozen=True, slots=True)
class LongWeekend:
    """ "Pfingstwochenende": a feast with the days before and after it."""

    key: str
    before: int
    after: int

    def resolve(self, today: date) -> Span | None:
        """The next one, also the running one."""
        for year in (today.year, today.year + 1):
            day = FEASTS[self.key][0](year)
            if day + timedelta(days=self.after) >= today:
                return Span(day - timedelta(days=self.before), "day", day + timedelta(days=self.after))
        return None


@dataclass(frozen=True, slots=True)
class Feast:
    """A day with a name, of a year or the next one; ``shift`` counts years from that ("nächstes Jahr")."""

    key: str
    year: int | None = None
    english: bool = False
    back: bool = False

    def resolve(self, today: date) -> Span | None:
        """The next one, today's included. At "Weihnachten" people disagree: Christmas Eve, or the day after."""
        if self.key == "between":
            return self._between(today)
        first = self._of(self.year or today.year)
        if not self.year and self.back:
            first = first if first < today else self._of(today.year - 1)
        elif not self.year and first < today:
            first = self._of(today.year + 1)
        eve = first - timedelta(days=1)
        return Span(first, also=(eve,) if self.key == "christmas" and not self.english else ())

    @property
    def fixed(self) -> bool:
        """Whether it is on the same day of every year."""
        days = {self._of(year).replace(year=2028) for year in range(2025, 2033)}
        return len(days) == 1

    def _of(self, year: int) -> date:
        return FEASTS[self.key][0](year)

    def _between(self, today: date) -> Span:
        year = self.year or today.year
        return Span(date(year, 12, 27), "day", date(year, 12, 31))
