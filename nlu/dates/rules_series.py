"""Rules of what comes again by days and weeks: "jeden zweiten Dienstag", "alle 14 Tage", "montags"."""

from __future__ import annotations

from collections.abc import Iterator

from nlu.dates.grammar import rule
from nlu.dates.values import Every, Part, Times, Wrong

WORKDAYS = (0, 1, 2, 3, 4)
_UNITS = {"day": ("day", 1), "week": ("week", 1), "fortnight": ("week", 2), "month": ("month", 1),
          "quarter": ("month", 3), "half": ("month", 6), "year": ("year", 1)}  # fmt: skip
_ADVERBS = {
    "daily": Every("day"), "weekly": Every("week"), "monthly": Every("month"), "yearly": Every("year"),
    "quarterly": Every("month", 3), "halfyearly": Every("month", 6), "fortnightly": Every("week", 2),
    "bimonthly": Every("month", 2), "threeweekly": Every("week", 3), "fourweekly": Every("week", 4),
    "workdays": Every("week", days=WORKDAYS), "biweekly": Every("week", 2), "twodaily": Every("day", 2),
}  # fmt: skip


@rule("every", "ADVERB | jeweils ADVERB")
def _adverb(name: str) -> Every:
    return _ADVERBS[name]


@rule(
    "every",
    "every other <wdlist> | jeden/jede ORD <wdlist> | every ORD <wdlist> | jeden NUM +. <wdlist>"
    " | every NUM +nd/rd/th <wdlist>",
)
def _every_nth(*values: object) -> Every | None:
    """ "Jeden zweiten Dienstag": every other one, or the second of each month."""
    days = values[-1]
    nth = next((each for each in values if isinstance(each, int)), 2)
    if not isinstance(days, tuple):
        return None
    if nth == 1:
        return Every("month", days=days, nth=(1,))
    return Every("week", nth, days, or_nth=nth if len(values) > 1 else None)


@rule(
    "every",
    "EVERY .? <wdlist> | an jedem <wdlist> | immer <wdlist> | immer am <wdlist> | jeweils <wdlist>"
    " | jeweils am <wdlist> | on every <wdlist> | am jedem <wdlist>",
)
def _every_weekday(*values: object) -> Every | None:
    days = values[-1]
    return Every("week", days=days) if isinstance(days, tuple) else None


@rule("every", "EVERY <dayparts> | immer <dayparts>")
def _every_daypart(*values: object) -> Every | None:
    found = values[-1]
    return found if isinstance(found, Every) else None


@rule("dayparts", "DAYPART | DAYPARTS")
def _daypart(value: str) -> Every:
    number, _, part = value.partition(" ")
    return Every("week", days=(int(number),), part=Part(part))


@rule("every", "DAYPARTS")
def _adverbial_daypart(value: str) -> Every:
    number, _, part = value.partition(" ")
    return Every("week", days=(int(number),), part=Part(part))


@rule(
    "every",
    "immer? WEEKLY | WEEKLY und/and/& WEEKLY | WEEKLY , WEEKLY und/and WEEKLY | on WEEKLY"
    " | jeweils WEEKLY | on WEEKLY and WEEKLY | WEEKDAY und/& WEEKLY",
)
def _weekly(*values: object) -> Every:
    return Every("week", days=tuple(sorted({each for each in values if isinstance(each, int)})))


@rule("wdlist", "WEEKDAY | WDSHORT .? | WEEKLY")
def _one_day(number: int) -> tuple[int, ...]:
    return (number,)


@rule(
    "wdlist",
    "WEEKDAY und/and/& WEEKDAY | WEEKDAY und/and EVERY WEEKDAY"
    " | WEEKDAY , WEEKDAY und/and WEEKDAY | WDSHORT .? und/and/& WDSHORT .? | WDSHORT / WDSHORT"
    " | WEEKDAY / WEEKDAY",
)
def _several_days(*values: object) -> tuple[int, ...]:
    return tuple(sorted({each for each in values if isinstance(each, int)}))


@rule("wdlist", "WEEKDAY , <wdlist>")
def _more_days(day: int, rest: tuple[int, ...]) -> tuple[int, ...] | None:
    return tuple(sorted({day, *rest})) if len(rest) > 1 else None


@rule("every", "EVERY UNIT | einmal die/pro/in woche | once a week | an jedem UNIT | UNIT fuer UNIT")
def _every_unit(*values: str) -> Every | None:
    if not values:
        return Every("week")
    unit = values[-1]
    if len(values) > 1 and values[0] != values[1] and values[0] in _UNITS:
        return None
    return Every(*_UNITS[unit]) if unit in _UNITS else None


@rule("every", "einmal im/pro monat | once a month | jeden monat einmal")
def _monthly() -> Every:
    return Every("month")


@rule("every", "einmal im/pro jahr | once a year")
def _yearly() -> Every:
    return Every("year")


@rule(
    "every",
    "ALLE NUM UNIT | ALLE CARD UNIT | every NUM UNIT | every CARD UNIT | EVERY ORD UNIT"
    " | every other UNIT | EVERY NUM +. UNIT | im abstand von NUM UNIT | im abstand von CARD UNIT"
    " | im NUM - UNIT - takt/rhythmus",
)
def _every_so_many(*values: int | str) -> Every | None:
    unit = str(values[-1])
    count = next((each for each in values if isinstance(each, int)), 2)
    if unit not in _UNITS or not 1 <= count <= 99:
        return None
    name, size = _UNITS[unit]
    if name == "day" and count % 7 == 0:
        return Every("week", count // 7)
    if name == "day" and count == 8 and values[0] == "alle":
        return Every("week", 1, or_step=8)
    return Every(name, size * count)


@rule("every", "ALLE acht tage")
def _every_eight(_all: str) -> Every:
    return Every("week", 1)


@rule("every", "NUM - taegig/taegiger/taegigen | NUM - woechentlich/woechig/wochen | 14taegig")
def _hyphened(count: int = 14) -> Every | None:
    return Every("week", count // 7) if count % 7 == 0 else Every("week", count) if count < 7 else None


@rule(
    "every",
    "EVERY werktag/arbeitstag/wochentag | every weekday/workday"
    " | an werktagen/wochentagen/arbeitstagen | on weekdays/workdays | every working/business day"
    " | an jedem werktag/arbeitstag/wochentag | EVERY ART? weekday"
    " | EVERY werktag ( WEEKDAY bis WEEKDAY ) | every weekday ( WEEKDAY to WEEKDAY )",
)
def _workdays(*_values: object) -> Every:
    return Every("week", days=WORKDAYS)


@rule("every", "EVERY WEEKEND | an jedem WEEKEND | an wochenenden | on weekends | at weekends")
def _weekends(*_values: object) -> Every:
    return Every("week", days=(5, 6))


@rule("every", "EVERY PART | EVERY MORGEN | an jedem PART")
def _every_part(*values: object) -> Every:
    return Every("day", part=Part(values[-1] if isinstance(values[-1], str) else "morning"))


@rule(
    "every",
    "EVERY ORD UNIT <wdlist> | ALLE NUM UNIT <onday> | ALLE CARD UNIT <onday>"
    " | every NUM UNIT <onday> | every CARD UNIT <onday> | EVERY UNIT <onday>"
    " | every other UNIT <onday> | EVERY ORD UNIT <onday> | ADVERB <onday>"
    " | einmal die/pro woche <onday> | <onday> ALLE NUM UNIT | <onday> ALLE CARD UNIT"
    " | <onday> ADVERB | <onday> EVERY ORD UNIT | <onday> every other UNIT | <onday> EVERY UNIT"
    " | <onday> every NUM UNIT | <onday> every CARD UNIT | NUM - taegig/woechentlich <onday>",
)
def _weeks_on_day(*values: object) -> Every | Wrong | None:
    days = next(each for each in values if isinstance(each, tuple))
    step = _weeks_of(values)
    return Every("week", step, days) if step else None


def _weeks_of(values: tuple[object, ...]) -> int | None:
    named = next(_names(values), None)
    count = next((each for each in values if isinstance(each, int)), None)
    if named in ("weekly", "fortnightly", "threeweekly", "fourweekly", "biweekly"):
        return _ADVERBS[named].step
    if named == "week":
        return count or (2 if "every" in values and "other" in values else _other(values))
    if named == "fortnight":
        return 2
    if named == "day" and count and count % 7 == 0:
        return count // 7
    if named is None and count:
        return count // 7 if count % 7 == 0 else count
    return None if named else 1


def _other(values: tuple[object, ...]) -> int:
    return (
        1
        if any(each in values for each in ("jede", "jeden", "jeder", "every", "each", "jedes", "jedem"))
        else 2
    )


def _names(values: tuple[object, ...]) -> Iterator[str]:
    for each in values:
        if isinstance(each, str) and (each in _UNITS or each in _ADVERBS):
            yield each


@rule(
    "onday",
    "am <wdlist> | on <wdlist> | <wdlist> | immer am <wdlist> | , <wdlist> | jeweils am? <wdlist>"
    " | am DET? <wdlist>",
)
def _onday(*values: object) -> tuple[int, ...] | None:
    return next((each for each in values if isinstance(each, tuple)), None)


@rule(
    "times",
    "TIMES | insgesamt TIMES | NUM mal | CARD mal | NUM +x | NUM times | CARD times | insgesamt NUM mal",
)
def _times(*values: int) -> Times | None:
    return Times(values[-1]) if 1 < values[-1] < 100 else None


@rule(
    "times",
    "NUM termine/treffen/sitzungen/einheiten/sessions/meetings/abende/occurrences"
    " | CARD termine/treffen/sitzungen/einheiten/sessions/meetings/abende/occurrences",
)
def _things(count: int) -> Times | None:
    return Times(count, things=True) if 1 < count < 100 else None


@rule(
    "irregular",
    "in geraden/ungeraden/gerader/ungerader wochen/kw/woche"
    " | EVERY gerade/ungerade/geraden/ungeraden woche/kw | twice a UNIT | zweimal die/pro/im UNIT"
    " | NUM mal pro/im/die/in DET? UNIT | CARD mal pro/im/die UNIT | three times a UNIT"
    " | ALLE SOME UNIT | ALLE paar UNIT | every few UNIT | ab und zu | hin und wieder"
    " | unregelmaessig | an feiertagen | TIMES ADVERB | NUM mal ADVERB | twice ADVERB | ADVERB TIMES",
)
def _irregular(*_values: object) -> Wrong:
    """Nothing that one rule could say."""
    return Wrong()


@rule(
    "every",
    "WEEKLY bis/-/to/through/until WEEKLY | EVERY WEEKDAY bis/-/to/through WEEKDAY"
    " | immer WEEKDAY bis/- WEEKDAY",
)
def _run_of_days(*values: object) -> Every:
    first, last = [each for each in values if isinstance(each, int)]
    return Every("week", days=tuple(sorted((first + step) % 7 for step in range((last - first) % 7 + 1))))
