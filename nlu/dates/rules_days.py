"""Rules of days: today and tomorrow, days of the week, dates with and without month and year, holidays."""

from __future__ import annotations

from calendar import monthrange

from nlu.dates.days import Day, MonthDay, Relative, Weekday
from nlu.dates.grammar import rule
from nlu.dates.periods import Period
from nlu.dates.values import Dotted, Edge, Part, Slashed, Wrong

_LONGEST_MONTH = 31
_MONTHS = 12
_CENTURY = 2000
_LEAP_YEAR = 2024
_LAST_HOUR, _TOO_FAR = 24, 60


def dated(day: int, month: int | None, year: int | None = None) -> MonthDay | Wrong:
    """A date; what no calendar has is wrong."""
    if month is not None and not 1 <= month <= _MONTHS:
        return Wrong()
    longest = monthrange(year or _LEAP_YEAR, month)[1] if month else _LONGEST_MONTH
    return MonthDay(day, month, year) if 1 <= day <= longest else Wrong()


@rule("year", "D4")
def _year(number: int) -> int | None:
    return number if 1990 <= number <= 2099 else None


@rule("year", "' D2")
def _short_year(number: int) -> int:
    return _CENTURY + number


@rule("day", "REL")
def _relative(days: int) -> Relative:
    return Relative(days)


@rule("day", "day after tomorrow | the day after tomorrow")
def _after_tomorrow() -> Relative:
    return Relative(2)


@rule("day", "day before yesterday | the day before yesterday")
def _before_yesterday() -> Relative:
    return Relative(-2)


@rule("day", "MORGEN")
def _tomorrow(_word: int) -> Relative:
    return Relative(1)


@rule("morning", "WEEKDAY MORGEN | WDSHORT .? MORGEN | WHICH WEEKDAY MORGEN")
def _weekday_morning(*values: int | str) -> tuple[Day, Part]:
    which = str(values[0]) if isinstance(values[0], str) else ""
    return Weekday(int(values[1] if which else values[0]), which), Part("morning")


@rule("morning", "heute/heut MORGEN | REL frueh | gestern MORGEN")
def _this_morning(*values: int) -> tuple[Day, Part]:
    return Relative(values[0] if len(values) == 1 and values[0] != 1 else 0), Part("morning")


@rule("morning", "gestern MORGEN")
def _yesterday_morning(_word: int) -> tuple[Day, Part]:
    return Relative(-1), Part("morning")


@rule("morning", "DAYPART | WHICH DAYPART")
def _compound(*values: str) -> tuple[Day, Part]:
    number, _, part = values[-1].partition(" ")
    return Weekday(int(number), values[0] if len(values) > 1 else ""), Part(part)


@rule("morning", "tonight")
def _tonight() -> tuple[Day, Part]:
    return Relative(0), Part("evening")


@rule("morning", "this PART | diesen PART | diese PART")
def _this_part(part: str) -> tuple[Day, Part]:
    return Relative(0), Part(part)


@rule("morning", "last PART | letzte PART")
def _last_part(part: str) -> tuple[Day, Part] | None:
    return (Relative(-1), Part(part)) if part == "night" else None


@rule("weekday", "WEEKDAY | WDSHORT .? | DET WEEKDAY")
def _weekday(*values: int | str) -> Weekday:
    return Weekday(int(values[-1]))


@rule("weekday", "DET? WEEKDAY after WHICH")
def _after_next(_det: str | None, day: int, which: str) -> Weekday | None:
    """ "The Monday after next"."""
    return Weekday(day, "afternext") if which == "next" else None


@rule("weekday", "WHICH WEEKDAY | DET WHICH WEEKDAY | WHICH WDSHORT .? | this/diesen WHICH WEEKDAY")
def _which_weekday(*values: str | int) -> Weekday:
    return Weekday(int(values[-1]), str(values[-2]))


@rule("day", "<weekday>")
def _plain_weekday(day: Weekday) -> Weekday:
    return day


@rule("ordinal", "NUM +. | ORD | NUM +st/nd/rd/th/te/ten/ter/ster/sten")
def _ordinal(number: int) -> int:
    return number


@rule("shortyear", "D2")
def _two_digits(number: int) -> int | None:
    """ "20 Mai 27": what is no hour of the day."""
    return _CENTURY + number if _LAST_HOUR < number < _TOO_FAR else None


@rule("date", "<spelt> <spelt>")
def _spelt_twice(day: int, month: int) -> MonthDay | Wrong:
    """ "Am zwölften zwölften"."""
    return dated(day, month)


@rule("spelt", "ORD")
def _spelt(number: int) -> int:
    return number


@rule("month", "MONTH | MONTH .")
def _month(number: int) -> int:
    return number


@rule(
    "date",
    "<ordinal> <month> <year>? | <ordinal> of <month> <year>? | <ordinal> <month> , <year>"
    " | NUM <month> <year>? | <ordinal> of <month> , <year> | NUM <month> <shortyear>"
    " | <ordinal> <month> <shortyear>",
)
def _named(day: int, month: int, year: int | None) -> MonthDay | Wrong:
    return dated(day, month, year)


@rule(
    "date",
    "<month> <ordinal> <year>? | <month> the <ordinal> <year>? | <month> <ordinal> , <year>"
    " | <month> <monthnum> <year>? | <month> <monthnum> , <year>",
)
def _month_first(month: int, *rest: int | str | None) -> MonthDay | Wrong:
    day = next(each for each in rest if isinstance(each, int))
    return dated(day, month, rest[-1] if isinstance(rest[-1], int) and len(rest) > 1 else None)


@rule("monthdate", "<month> <monthnum> | <month> <ordinal>")
def _in_month(month: int, day: int) -> MonthDay | Wrong:
    return dated(day, month)


@rule("monthnum", "D1 | D2")
def _number_after_month(number: int) -> int:
    return number


@rule("date", "NUM +. D1 +. | NUM +. D2 +. | NUM . D1 . | NUM . D2 .")
def _numeric(day: int, month: int) -> MonthDay | Wrong:
    return dated(day, month)


@rule(
    "date",
    "NUM +. D1 +. D4 | NUM +. D2 +. D4 | NUM +. D1 +. +D2 | NUM +. D2 +. +D2 | NUM . D1 . D4"
    " | NUM . D2 . D4 | NUM +. <month> D4",
)
def _numeric_year(day: int, month: int, year: int) -> MonthDay | Wrong:
    return dated(day, month, year if year > 99 else _CENTURY + year)


@rule("date", "NUM +. +D1 | NUM +. +D2")
def _dotted(first: int, second: int) -> Dotted:
    return Dotted(first, second)


@rule("date", "D4 +- +D2 +- +D2 | D4 +/ +D2 +/ +D2 | D4 +. +D2 +. +D2 | D4 +- +D2 +- +D2 t")
def _iso(year: int, month: int, day: int) -> MonthDay | Wrong:
    return dated(day, month, year)


@rule("date", "NUM +- +D2 +- +D4 | NUM +- +D1 +- +D4")
def _dashed(day: int, month: int, year: int) -> MonthDay | Wrong:
    return dated(day, month, year)


@rule(
    "date",
    "NUM +/ +D1 | NUM +/ +D2 | NUM +/ +D1 +/ +D4 | NUM +/ +D2 +/ +D4 | NUM +/ +D1 +/ +D2 | NUM +/ +D2 +/ +D2",
)
def _slashed(first: int, second: int, year: int | None = None) -> Slashed | Wrong:
    if not (1 <= first <= _LONGEST_MONTH and 1 <= second <= _LONGEST_MONTH) or min(first, second) > _MONTHS:
        return Wrong()
    return Slashed(first, second, year if year is None or year > 99 else _CENTURY + year)


@rule("day", "<date> | DET <date> | ON DET? <date> | in <monthdate>")
def _day_date(*values: object) -> object:
    return values[-1]


@rule(
    "monthday",
    "DET <ordinal> | am/zum/beim <ordinal> | on DET? <ordinal> | am NUM | den NUM"
    " | auf den <ordinal> | zum NUM",
)
def _day_of_month(*values: int | str | None) -> MonthDay | Wrong:
    return dated(int(values[-1] or 0), None)


@rule(
    "monthday",
    "bis zum? <ordinal> | bis DET <ordinal> | until/by/till DET <ordinal>"
    " | spaetestens am/zum? <ordinal> | bis spaetestens am/zum? <ordinal>",
)
def _until_day(*values: int | str | None) -> object:
    day = dated(int(values[-1] or 0), None)
    return (Edge("until"), day) if isinstance(day, MonthDay) else day


@rule("monthday", "ab/von/vom dem/den? <ordinal> | from DET <ordinal> | fruehestens am? <ordinal>")
def _from_day(*values: int | str | None) -> object:
    day = dated(int(values[-1] or 0), None)
    return (Edge("from"), day) if isinstance(day, MonthDay) else day


@rule("monthday", "seit dem? <ordinal> | since DET <ordinal>")
def _since_day(*values: int | str | None) -> object:
    day = dated(int(values[-1] or 0), None)
    return (Edge("since"), day) if isinstance(day, MonthDay) else day


@rule(
    "monthday",
    "NUM +th/st/nd/rd | <weekday> ,? <ordinal> | <weekday> ,? DET <ordinal>"
    " | <weekday> ,? am <ordinal> | <weekday> DET NUM",
)
def _day_of_month_alone(*values: object) -> object:
    day = dated(int(str(values[-1])), None)
    return (values[0], day) if isinstance(values[0], Weekday) and isinstance(day, MonthDay) else day


@rule(
    "monthday",
    "DET <ordinal> des/diesen monats | am <ordinal> des/diesen monats"
    " | DET? <ordinal> of the/this month | on the <ordinal> of the month",
)
def _day_of_this_month(*values: int | str | None) -> MonthDay | Wrong:
    return dated(int(values[-1] or 0), None)


@rule("day", "am? <ordinal> DET? WHICH UNIT | DET <ordinal> of WHICH UNIT")
def _day_of_month_which(*values: object) -> object:
    if values[-1] != "month":
        return None
    day = dated(int(str(next(v for v in values if isinstance(v, int)))), None)
    return (day, Period.named(str(values[-2]), "month")) if isinstance(day, MonthDay) else day
