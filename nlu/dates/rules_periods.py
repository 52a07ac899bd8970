"""Rules of weeks, months, quarters, seasons, years, and of ranges of days written in one go."""

from __future__ import annotations

from nlu.dates.days import Day, DayRange, MonthDay
from nlu.dates.grammar import rule
from nlu.dates.periods import Month, PartOf, Period, Quarter, Season, Week, Year
from nlu.dates.rules_days import dated
from nlu.dates.values import Wrong

_WEEKS = 53
_QUARTERS = 4


@rule(
    "period",
    "KW +.? NUM <year>? | KW .? NUM / D4 | calendar week NUM <year>? | week number NUM"
    " | KW NUM in/of <year> | KW no . NUM | D4 +- +w +NUM",
)
def _week(*values: int | str | None) -> Week | Wrong:
    number, *rest = [each for each in values if isinstance(each, int)]
    if rest and number > _WEEKS:  # "2027-W20"
        number, rest = rest[0], [number]
    return Week(number, rest[0] if rest else None) if 1 <= number <= _WEEKS else Wrong()


@rule("period", "DET? <ordinal> kw/kalenderwoche <year>? | in der <ordinal> kw/kalenderwoche <year>?")
def _week_after(*values: int | str | None) -> Week | Wrong:
    number, *rest = [each for each in values if isinstance(each, int)]
    return Week(number, rest[0] if rest else None) if 1 <= number <= _WEEKS else Wrong()


@rule("period", "KW .? NUM bis/-/to/und KW? NUM")
def _weeks(*values: int | str | None) -> Week | Wrong:
    numbers = [each for each in values if isinstance(each, int)]
    if not all(1 <= number <= _WEEKS for number in numbers):
        return Wrong()
    return Week(numbers[0], None, numbers[1])


@rule(
    "period",
    "WHICH UNIT | DET WHICH UNIT | in/im WHICH UNIT | IN DET WHICH UNIT | of WHICH UNIT | WHICH quarter",
)
def _period(*values: str) -> Period | Wrong | None:
    which, unit = (values[-2], values[-1]) if len(values) > 1 else (values[0], "quarter")
    if unit in ("week", "month", "quarter", "year", "half"):
        return Period.named(which, unit)
    return Wrong() if unit == "day" else None


@rule("this", "der woche | the week | of the week | dr woche")
def _the_week() -> Period:
    return Period("week", 0)


@rule("this", "des monats | the month | im monat | of the month")
def _the_month() -> Period:
    return Period("month", 0)


@rule("this", "des jahres | the year | im jahr | of the year")
def _the_year() -> Period:
    return Period("year", 0)


@rule("this", "des quartals | the quarter | of the quarter")
def _the_quarter() -> Period:
    return Period("quarter", 0)


@rule(
    "month of",
    "MONTH .? <year>? | WHICH MONTH .? <year>? | in/im DET? WHICH? MONTH .? <year>? | des MONTH"
    " | of MONTH <year>?",
)
def _month(*values: int | str | None) -> Month:
    month = next(int(each) for each in values if isinstance(each, int))
    which = next((each for each in values if each in ("this", "coming", "next", "afternext", "last")), "")
    year = values[-1] if isinstance(values[-1], int) and values[-1] > 12 else None
    return Month(month, year, str(which or ""))


def _register_month() -> None:
    for pattern in (
        "MONTH <year>? | MONTH . <year>? | WHICH MONTH | im/in MONTH <year>? | im/in WHICH MONTH",
        "des MONTH <year>? | of MONTH <year>? | im/in monat MONTH <year>? | im/in MONTH . <year>?",
    ):
        rule("period", pattern)(_month)


_register_month()


@rule(
    "period",
    "q +NUM <year>? | <ordinal> UNIT <year>? | im/in DET? <ordinal> UNIT <year>?"
    " | im/in q +NUM <year>? | q +NUM / D4 | <ordinal> quarter <year>?"
    " | in the <ordinal> quarter <year>? | <ordinal> quarter of <year>?"
    " | <ordinal> UNIT of <year> | DET <ordinal> UNIT <year>? | quarter NUM of? <year>",
)
def _quarter(*values: int | str | None) -> Quarter | Wrong | None:
    numbers = [each for each in values if isinstance(each, int)]
    unit = next(
        (
            each
            for each in values
            if isinstance(each, str) and each in ("quarter", "half", "week", "month", "day", "year")
        ),
        "quarter",
    )
    year = numbers[1] if len(numbers) > 1 else None
    if unit == "half":
        return Quarter(numbers[0], year, "half") if numbers[0] in (1, 2) else Wrong()
    if unit != "quarter":
        return None
    return Quarter(numbers[0], year) if 1 <= numbers[0] <= _QUARTERS else Wrong()


@rule(
    "period",
    "SEASON <year>? | im/in SEASON <year>? | in the SEASON <year>? | in the SEASON of <year>"
    " | DET SEASON <year>?",
)
def _season(*values: int | str | None) -> Season:
    name = next(str(each) for each in values if each in ("spring", "summer", "autumn", "winter"))
    return Season(name, values[-1] if isinstance(values[-1], int) else None)


@rule("period", "WHICH SEASON | im/in WHICH SEASON")
def _which_season(*values: str) -> Season | None:
    return (
        Season(values[-1], shift=-1 if values[-2] == "last" else 0)
        if values[-2] != "afternext"
        else Season(values[-1], shift=1)
    )


@rule(
    "period",
    "in <year> | im jahr <year> | im jahre <year> | jahr <year> | year <year> | in the year <year>",
)
def _year(*values: int | str) -> Year:
    return Year(int(values[-1]))


@rule(
    "where",
    "START | am START | zu START | at? the start | at? the beginning | START of | at the START of"
    " | START von | in early",
)
def _start(*_values: str | None) -> str:
    return "start"


@rule("where", "MIDDLE | in der MIDDLE | MIDDLE - | in the MIDDLE of | MIDDLE of | MIDDLE von | in mid -?")
def _middle(*_values: str | None) -> str:
    return "middle"


@rule(
    "where",
    "END | am END | zum END | END of | at the END of | the END of | das END | END von | gegen END"
    " | in late | END of the",
)
def _end(*_values: str | None) -> str:
    return "end"


@rule("period", "<where> <this> | <where> <period>")
def _part_of(where: str, period: Day) -> PartOf | None:
    return PartOf(where, period) if hasattr(period, "resolve") and not isinstance(period, PartOf) else None


@rule("period", "<where> <year>")
def _part_of_year(where: str, year: int) -> PartOf:
    return PartOf(where, Year(year))


def _register_words() -> None:
    for word, where, unit in (
        ("monatsende", "end", "month"), ("monatsanfang", "start", "month"), ("midweek", "middle", "week"),
        ("jahresende", "end", "year"), ("jahresanfang", "start", "year"), ("wochenanfang", "start", "week"),
        ("wochenbeginn", "start", "week"), ("wochenmitte", "middle", "week"),
        ("jahresschluss", "end", "year"), ("jahresbeginn", "start", "year"),
        ("quartalsende", "end", "quarter"), ("monatsmitte", "middle", "month"),
        ("monatsbeginn", "start", "month"),
    ):  # fmt: skip

        def of(*_values: object, where: str = where, unit: str = unit) -> PartOf:
            return PartOf(where, Period(unit, 0))

        for pattern in (word, f"am/zum/zu/ab/gegen {word}", f"in der {word}", f"das {word}"):
            rule("period", pattern)(of)


_register_words()


@rule("period", "in DET? <this>")
def _in_this(_in: str | None, _det: str | None, period: Period | None = None) -> Period | None:
    return period


@rule("day", "<period> | DET <period>")
def _day(*values: object) -> object:
    return values[-1]


@rule(
    "dayrange",
    "vom/von/from/am DET? <dayno> <dash> <dayno> of? <month> <year>?"
    " | <dayno> <dash> <dayno> <month> <year>? | <weekno> <dash> <weekno> <month> <year>?"
    " | <dayno> <dash> <dayno> of <month> <year>?"
    " | BETWEEN DET? <dayno> AND DET? <dayno> of? <month> <year>?"
    " | <dayno> <dash> <dayno> , <month> <year>?",
)
def _range_of_month(*values: int | str | None) -> DayRange | Wrong:
    year = values[-1] if isinstance(values[-1], int) else None
    first, last, month = [each for each in values[:-1] if isinstance(each, int)]
    return _range(dated(first, None), dated(last, month, year))


@rule("dayrange", "<dayno> <dash> <dayno> NUM +. <year>? | <dayno> <dash> <dayno> NUM +. +D2")
def _range_numeric(first: int, _dash: str, last: int, month: int, year: int | None) -> DayRange | Wrong:
    return _range(dated(first, None), dated(last, month, year + 2000 if year and year < 100 else year))


@rule(
    "dayrange",
    "vom/am/zwischen DET? <dayno> <dash> <dayno> | vom <dayno> <dash> DET? <dayno>"
    " | from the <dayno> <dash> <dayno> | BETWEEN DET <dayno> AND DET <dayno>",
)
def _range_open(*values: int | str | None) -> DayRange | Wrong:
    first, last = [each for each in values if isinstance(each, int)]
    return _range(dated(first, None), dated(last, None))


@rule(
    "dayrange",
    "<month> <dayno> <dash> <dayno> <year>? | <month> NUM <dash> NUM <year>?"
    " | <month> NUM <dash> NUM , <year>?",
)
def _range_month_first(month: int, first: int, _dash: str, last: int, year: int | None) -> DayRange | Wrong:
    return _range(dated(first, month, year), dated(last, month, year))


def _range(first: MonthDay | Wrong, last: MonthDay | Wrong) -> DayRange | Wrong:
    if isinstance(first, Wrong) or isinstance(last, Wrong):
        return Wrong()
    return DayRange(first, last)


@rule("dayno", "NUM +. | NUM +th/st/nd/rd | ORD")
def _dayno(number: int) -> int:
    return number


@rule("weekno", "D1 | D2")
def _plain_number(number: int) -> int:
    return number


@rule(
    "dash",
    "-/bis/to/until/through/till/zum | bis zum/einschliesslich | to the | until the"
    " | bis zum einschliesslich | bis DET | - zum",
)
def _dash(*_values: str) -> str:
    return "to"


@rule(
    "dayrange",
    "<dayno> und/and/& <dayno> <month> <year>? | <dayno> / <dayno> <month> <year>?"
    " | am <dayno> und/and/& <dayno> <month> <year>? | am <dayno> / <dayno> <month> <year>?",
)
def _two_days(*values: int | str | None) -> DayRange | Wrong:
    """ "26. und 27. Januar"; days that are not neighbours are no range."""
    year = values[-1] if isinstance(values[-1], int) else None
    first, last, month = [each for each in values[:-1] if isinstance(each, int)]
    return _range(dated(first, None), dated(last, month, year)) if last == first + 1 else Wrong()


@rule(
    "dayrange",
    "<dayno> / <dayno> NUM +. <year>? | <dayno> und <dayno> NUM +. <year>?"
    " | am <dayno> und <dayno> NUM +. <year>? | am <dayno> / <dayno> NUM +. <year>?",
)
def _two_days_numeric(*values: int | str | None) -> DayRange | Wrong:
    year = values[-1] if isinstance(values[-1], int) else None
    first, last, month = [each for each in values[:-1] if isinstance(each, int)]
    return _range(dated(first, None), dated(last, month, year)) if last == first + 1 else Wrong()
