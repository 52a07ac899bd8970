"""Rules of what comes again by the calendar: "am letzten Freitag jedes Monats", "jedes Jahr am 3. Mai"."""

from __future__ import annotations

from typing import Any

from nlu.dates.days import MonthDay
from nlu.dates.grammar import rule
from nlu.dates.rules_days import dated
from nlu.dates.values import Every, Wrong


@rule(
    "everymonth",
    "jedes/jeden monats | eines jeden monats | im monat | des monats | of every/each month"
    " | jeden monat | in every/each month | every month | each month | a month | of the month"
    " | in jedem monat | in the month | every single month | pro monat",
)
def _every_month(*_values: object) -> str:
    return "month"


@rule(
    "strictly",
    "jedes/jeden monats | eines jeden monats | of every/each month | jeden monat | every month"
    " | each month | in jedem monat | in every/each month",
)
def _strictly_every_month(*_values: object) -> str:
    return "month"


@rule("nthlist", "<nth> | <nth> und/and <nth> | <nth> und/and DET? <nth>")
def _nths(*values: object) -> tuple[int, ...]:
    return tuple(each for each in values if isinstance(each, int))


@rule(
    "every",
    "EVERY <nthlist> WEEKDAY <everymonth> | immer <nthlist> WEEKDAY <everymonth>"
    " | <nthlist> WEEKDAY <strictly> | immer am <nthlist> WEEKDAY <everymonth>"
    " | an jedem <nthlist> WEEKDAY <everymonth> | <strictly> am? <nthlist> WEEKDAY"
    " | monatlich am? <nthlist> WEEKDAY | monthly on <nthlist> WEEKDAY"
    " | jeweils am? <nthlist> WEEKDAY <everymonth> | EVERY <nthlist> WEEKDAY of/in <everymonth>"
    " | <strictly> on <nthlist> WEEKDAY | immer <nthlist> WEEKDAY"
    " | monatlich immer am? <nthlist> WEEKDAY | jeweils am? <nthlist> WEEKDAY"
    " | am EVERY <nthlist> WEEKDAY <everymonth>",
)
def _nth_of_month(*values: object) -> Every | Wrong:
    nth = next(each for each in values if isinstance(each, tuple))
    weekday = next(each for each in values if isinstance(each, int))
    return Every("month", days=(weekday,), nth=nth) if all(n < 6 for n in nth) else Wrong()


@rule(
    "every",
    "EVERY <nthlist> <everymonth> | am? <ordinal> <strictly> | immer am <ordinal> <everymonth>"
    " | DET? <ordinal> <strictly> | on the <ordinal> <strictly> | monatlich am <ordinal>"
    " | immer am <ordinal> | monthly on the <ordinal> | jeweils am <ordinal> <everymonth>"
    " | <strictly> am <ordinal> | <strictly> on the <ordinal>"
    " | EVERY NUM +th/st/nd/rd <everymonth> | immer zum <ordinal> | jeweils am <ordinal>"
    " | jeweils zum <ordinal>",
)
def _day_of_every_month(*values: object) -> Every | None:
    found = next((each for each in values if isinstance(each, tuple | int)), None)
    days = found if isinstance(found, tuple) else (found,)
    return (
        Every("month", monthdays=tuple(sorted(days)))
        if all(isinstance(day, int) and day <= 31 for day in days)
        else None
    )


@rule("domlist", "<ordinal> und/and/&/, DET? <ordinal>")
def _two_days(first: int, *rest: int | str | None) -> tuple[int, ...]:
    return (first, int(rest[-1] or 0))


@rule("domlist", "<ordinal> , <ordinal> und/and/& <ordinal>")
def _three_days(*days: Any) -> tuple[int, ...]:
    return tuple(each for each in days if isinstance(each, int))


@rule(
    "every",
    "EVERY <domlist> <everymonth>? | DET? <domlist> <strictly> | am/zum <domlist> <strictly>"
    " | immer am/zum <domlist> <everymonth>? | jeweils am/zum <domlist> <everymonth>?"
    " | <strictly> am/zum <domlist> | <strictly> on DET? <domlist> | monatlich am <domlist>"
    " | monthly on DET? <domlist> | on DET? <domlist> <strictly> | an jedem <domlist> <everymonth>?"
    " | on every <domlist> <everymonth>?",
)
def _days_of_every_month(*values: object) -> Every | Wrong:
    days = next(each for each in values if isinstance(each, tuple))
    return Every("month", monthdays=tuple(sorted(days))) if all(0 < day <= 31 for day in days) else Wrong()


@rule("every", "every NUM UNIT on day NUM | every NUM UNIT on the <ordinal>")
def _every_so_many_on_day(step: int, unit: str, day: int) -> Every | None:
    return Every("month", step, monthdays=(day,)) if unit == "month" and 0 < day <= 31 else None


@rule("every", "<strictly> on day NUM | <strictly> on days NUM and NUM")
def _counted_day_of_month(_month: str, *days: int) -> Every | Wrong:
    return Every("month", monthdays=tuple(sorted(days))) if all(0 < day <= 31 for day in days) else Wrong()


@rule("every", "EVERY UNIT on day NUM of <month> | every NUM UNIT on day NUM of <month>")
def _counted_day_of_year(*values: object) -> Every | Wrong | None:
    *step, day, month = [each for each in values if isinstance(each, int)]
    if "year" not in values:
        return None
    found = dated(day, month)
    return (
        Every("year", step[0] if step else 1, monthdays=(day,), month=month)
        if isinstance(found, MonthDay)
        else found
    )


@rule("every", "ALLE NUM UNIT am <date> | ALLE CARD UNIT am <date> | every NUM UNIT on <date>")
def _every_so_many_years(*values: Any) -> Every | None:
    """ "Alle vier Jahre am 29. Februar"."""
    day = values[-1]
    step = next(each for each in values if isinstance(each, int))
    if "year" not in values or not isinstance(day, MonthDay) or day.year or not day.month:
        return None
    return Every("year", step, monthdays=(day.day,), month=day.month)


@rule(
    "every",
    "ALLE NUM UNIT am/on? <nth> WEEKDAY | ALLE CARD UNIT am/on? <nth> WEEKDAY"
    " | EVERY ORD UNIT am? <nth> WEEKDAY | every NUM UNIT on? <nth> WEEKDAY"
    " | every CARD UNIT on? <nth> WEEKDAY | every other UNIT on? <nth> WEEKDAY",
)
def _every_so_many_months(*values: object) -> Every | None:
    """ "Alle zwei Monate am ersten Freitag"."""
    numbers = [each for each in values if isinstance(each, int)]
    *step, nth, weekday = numbers
    if "month" not in values or abs(nth) > 5:
        return None
    return Every("month", step[0] if step else 2, days=(weekday,), nth=(nth,))


@rule(
    "every",
    "am letzten tag jedes/des monats | am letzten tag jeden monats"
    " | on the last day of every/each month | immer am letzten tag des monats"
    " | EVERY letzten tag im/des monat/monats | am letzten EVERY monats",
)
def _last_of_every_month(*_values: object) -> Every:
    return Every("month", monthdays=(-1,))


@rule("every", "EVERY UNIT am/on DET? <date> | jaehrlich am <date> | annually on <date> | <date> EVERY UNIT")
def _every_year(*values: object) -> Every | None:
    day: Any = next((each for each in values if hasattr(each, "month")), None)
    units = [each for each in values if each in ("day", "week", "month", "year")]
    if day is None or getattr(day, "year", None) or (units and units[0] != "year"):
        return None
    return Every("year", monthdays=(day.day,), month=day.month)


@rule("every", "EVERY <date>")
def _every_date(*values: Any) -> Every | None:
    day = values[-1]
    if not hasattr(day, "month") or day.year or not day.month:
        return None
    return Every("year", monthdays=(day.day,), month=day.month)
