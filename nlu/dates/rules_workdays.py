"""Rules of workdays, first and last days, and weeks: "letzter Werktag im Mai", "die Woche nach Ostern"."""

from __future__ import annotations

from nlu.dates.days import Day
from nlu.dates.grammar import rule
from nlu.dates.periods import Month, PartOf, Period
from nlu.dates.values import Every
from nlu.dates.weeks import NthWeek, WeekBy
from nlu.dates.words import MONTHS
from nlu.dates.workdays import NearWorkday, Workday

WORKDAYS = (0, 1, 2, 3, 4)
_MOST = 23


@rule("workday", "werktag/arbeitstag/weekday/workday | working/business/work day | werktags")
def _workday() -> str:
    return "workday"


@rule("day", "<nth> <workday> <ofmonth>")
def _nth_workday(nth: int, _word: str, period: Day) -> Workday | None:
    return Workday(nth, period) if abs(nth) <= _MOST else None


@rule("day", "<nth> <workday> im monat | <nth> <workday> in a month")
def _nth_open(nth: int, *_words: object) -> Workday | None:
    return Workday(nth) if abs(nth) <= _MOST else None


@rule("day", "<nth> <workday> nach/after DET? <day>")
def _after(nth: int, _word: str, _det: str | None, base: Day) -> NearWorkday | None:
    return NearWorkday(base, 1, nth) if 0 < nth <= _MOST and hasattr(base, "resolve") else None


@rule("day", "<nth> <workday> vor/before DET? <day>")
def _before(nth: int, _word: str, _det: str | None, base: Day) -> NearWorkday | None:
    return NearWorkday(base, -1, abs(nth)) if abs(nth) <= _MOST and hasattr(base, "resolve") else None


@rule("day", "am? DET? WHICH <workday>")
def _coming(_det: str | None, which: str, _word: str) -> NearWorkday | None:
    return NearWorkday() if which in ("next", "coming") else None


@rule(
    "every",
    "EVERY <nth> <workday> <everymonth> | <nth> <workday> <strictly> | immer <nth> <workday> <everymonth>"
    " | <strictly> am? <nth> <workday> | monatlich <nth> <workday> | monthly on <nth> <workday>"
    " | jeweils <nth> <workday> <everymonth> | on <nth> <workday> <strictly> | <strictly> on <nth> <workday>"
    " | immer <nth> <workday>",
)
def _every_month(*values: object) -> Every | None:
    nth = next(each for each in values if isinstance(each, int))
    return Every("month", days=WORKDAYS, setpos=nth) if abs(nth) <= _MOST else None


@rule("edgeday", "<nth> tag/tage/day")
def _edge_day(nth: int) -> str | None:
    return {1: "start", -1: "end"}.get(nth)


@rule(
    "ofyear",
    "des/im/of/in DET? WHICH? jahr/jahres/year | vom/von jahr",
)
def _of_year(*values: str | None) -> Period | None:
    which = values[-1] if values else None
    return Period.named(which, "year") if which else Period("year", 0)


@rule("day", "<edgeday> <ofmonth> | <edgeday> im monat")
def _edge_of_month(where: str, period: Day | None = None) -> PartOf:
    return PartOf(where, period or Period("month", 0))


@rule("day", "<edgeday> <ofyear>")
def _edge_of_year(where: str, period: Day) -> PartOf:
    return PartOf(where, period)


@rule(
    "every", "EVERY <nth> tag/day <everymonth> | <strictly> am/on? <nth> tag/day | on? <nth> day <strictly>"
)
def _every_edge(*values: object) -> Every | None:
    nth = next(each for each in values if isinstance(each, int))
    return Every("month", monthdays=(nth,)) if nth in (1, -1) else None


@rule("theweek", "DET? woche/week | in/of DET? woche/week | in/of DET week/woche")
def _the_week(*_values: object) -> str:
    return "week"


def _register_weeks() -> None:
    for words, sign in (("nach/after", 1), ("vor/before", -1), ("vom/von/mit/um/of/ab", 0)):

        def beside(*values: object, sign: int = sign) -> WeekBy | None:
            base = values[-1]
            return WeekBy(base, sign) if hasattr(base, "resolve") else None

        rule("day", f"<theweek> {words} DET? <day>")(beside)

        def counted(nth: int, *values: object, sign: int = sign) -> WeekBy | None:
            base = values[-1]
            return WeekBy(base, sign, nth) if hasattr(base, "resolve") and 0 < nth < 10 and sign else None

        rule("day", f"<nth> woche/week {words} DET? <day> | in <nth> woche/week {words} DET? <day>")(counted)
    for number, names in enumerate(MONTHS, 1):
        word = "/".join(f"{name}woche" for name in names.split())

        def of_month(nth: int, year: int | None, number: int = number) -> NthWeek | None:
            return NthWeek(nth, Month(number, year)) if abs(nth) < 6 else None

        rule("day", f"<nth> {word} <year>? | in <nth> {word} <year>?")(of_month)


_register_weeks()


@rule("day", "<nth> woche/week <ofmonth> | in <nth> woche/week <ofmonth>")
def _week_of_month(nth: int, period: Day) -> NthWeek | None:
    return NthWeek(nth, period) if abs(nth) < 6 else None


@rule("day", "DET? week after WHICH")
def _after_next(_det: str | None, which: str) -> Period | None:
    return Period("week", 2) if which == "next" else None
