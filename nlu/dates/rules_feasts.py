"""Rules of days by their place: nth weekdays, weekdays after a day, weekends, days with a name."""

from __future__ import annotations

from nlu.dates.days import Day, DayRange, OnWeekday
from nlu.dates.feasts import FEASTS, Feast, LongWeekend
from nlu.dates.grammar import rule
from nlu.dates.periods import Month, Nth, Period, Weekend, WeekendOf
from nlu.dates.values import Wrong


@rule("nth", "<ordinal> | DET <ordinal> | am <ordinal>")
def _nth(*values: int | str) -> int:
    return int(values[-1])


@rule("nth", "WHICH | DET WHICH | am WHICH")
def _nth_last(*values: str) -> int | None:
    return {"last": -1, "beforelast": -2}.get(values[-1])


@rule("ofmonth", "im/in MONTH <year>? | des MONTH <year>? | of MONTH <year>? | MONTH <year>?")
def _of_named_month(*values: int | str | None) -> Month:
    year = values[-1] if isinstance(values[-1], int) else None
    month = next(int(v) for v in values if isinstance(v, int))
    return Month(month, year)


@rule(
    "ofmonth",
    "im/in/of WHICH month/monat/monats | in DET WHICH month/monat | WHICH monats/monat/month"
    " | des WHICH monats",
)
def _of_which_month(*values: str) -> Period:
    return Period.named(values[-1], "month")


@rule(
    "ofmonth", "im neuen/naechsten/kommenden jahr | of/in the new/next year | in the new year | of next year"
)
def _of_next_year(*_values: str) -> Period:
    """Of its first month: "am ersten Montag im neuen Jahr"."""
    return Period("january", 1)


@rule("ofmonth", "des monats | of the month | in the month")
def _of_this_month(*_values: str) -> Period:
    return Period("month", 0)


@rule("day", "<nth> WEEKDAY <ofmonth>")
def _nth_weekday(nth: int, weekday: int, period: Month | Period) -> Nth | Wrong:
    return Nth(nth, weekday, period) if nth < 6 else Wrong()


@rule("day", "IN? DET? WHICH month/monat am/on? <nth> WEEKDAY")
def _nth_of_which_month(*values: object) -> Nth | None:
    weekday, nth = int(str(values[-1])), int(str(values[-2]))
    which = next((str(each) for each in values if each in ("this", "next", "coming", "afternext")), None)
    return Nth(nth, weekday, Period.named(which, "month")) if which and nth < 6 else None


@rule("day", "IN? MONTH <year>? am/on <nth> WEEKDAY")
def _nth_of_month_before(*values: object) -> Nth | None:
    numbers = [each for each in values if isinstance(each, int)]
    *year, nth, weekday = numbers[1:]
    return Nth(nth, weekday, Month(numbers[0], year[0] if year else None)) if nth < 6 else None


@rule("day", "<nth> WEEKDAY im monat | <nth> WEEKDAY in a month")
def _nth_open(nth: int, weekday: int, _article: int | None = None) -> Nth:
    return Nth(nth, weekday, None)


@rule("day", "<nth> WEEKDAY nach/after DET? <day>")
def _nth_after(nth: int, weekday: int, _det: str | None, base: Day) -> OnWeekday | None:
    return OnWeekday(weekday, base, 1, nth) if nth > 0 and _resolves(base) else None


@rule("day", "<nth> WEEKDAY vor/before DET? <day>")
def _nth_before(nth: int, weekday: int, _det: str | None, base: Day) -> OnWeekday | None:
    return OnWeekday(weekday, base, -1, abs(nth)) if _resolves(base) else None


@rule("day", "DET? WEEKDAY nach/after DET? <day>")
def _weekday_after(_det: str | None, weekday: int, _dem: str | None, base: Day) -> OnWeekday | None:
    return OnWeekday(weekday, base, 1) if _resolves(base) else None


@rule("day", "DET? WEEKDAY vor/before DET? <day>")
def _weekday_before(_det: str | None, weekday: int, _dem: str | None, base: Day) -> OnWeekday | None:
    return OnWeekday(weekday, base, -1) if _resolves(base) else None


def _resolves(base: object) -> bool:
    return hasattr(base, "resolve")


@rule("day", "am? DET? WEEKEND vom? <dayrange> | on? DET? WEEKEND of? <dayrange>")
def _dated_weekend(*values: object) -> WeekendOf | None:
    found = values[-1]
    return WeekendOf(found) if isinstance(found, DayRange) else None


def _register_long_weekends() -> None:
    for words, key, before, after in (
        ("pfingstwochenende", "whitsun", 1, 1), ("osterwochenende", "easter", 2, 1),
        ("easter weekend", "easter", 2, 1),
    ):  # fmt: skip

        def long(*_values: object, key: str = key, before: int = before, after: int = after) -> LongWeekend:
            return LongWeekend(key, before, after)

        rule("day", f"{words} | am/ueber/zum/das {words} | at/over/on {words}")(long)


_register_long_weekends()


@rule("day", "am? DET? <ordinal> adventswochenende")
def _advent_weekend(*values: object) -> LongWeekend | None:
    nth = values[-1]
    return LongWeekend(f"advent{nth}", 1, 0) if nth in (1, 2, 3, 4) else None


@rule("day", "DET? WHICH? WEEKEND | am WHICH? WEEKEND | <feast> WEEKEND")
def _weekend(*values: object) -> Weekend | None:
    which = values[-2]
    return None if isinstance(which, Feast) else Weekend(str(which or ""))


def _register_feasts() -> None:
    for key, (_, phrases) in FEASTS.items():
        for phrase in phrases.split("|"):
            english = any(word in phrase for word in ("christmas", "xmas"))

            def name(*_words: object, key: str = key, english: bool = english) -> Feast:
                return Feast(key, english=english)

            rule("feast", phrase)(name)


_register_feasts()


@rule(
    "feast",
    "<ordinal> advent/adventssonntag/adventsonntag | <ordinal> sunday of/in advent | <ordinal> adventsonntag",
)
def _advent(nth: int) -> Feast | None:
    return Feast(f"advent{nth}") if 1 <= nth <= 4 else None


@rule("day", "DET? <feast> <year>? | ON DET? <feast> <year>? | zu/ueber/over <feast> <year>?")
def _feast(*values: object) -> Feast:
    feast = next(each for each in values if isinstance(each, Feast))
    year = values[-1]
    return Feast(feast.key, year, feast.english) if isinstance(year, int) else feast


@rule("day", "WHICH <feast> | DET WHICH <feast>")
def _which_feast(*values: object) -> object:
    feast, which = values[-1], values[-2]
    if not isinstance(feast, Feast):
        return None
    if which == "last":
        return Feast(feast.key, None, feast.english, back=True)
    return feast if which in ("this", "next", "coming") else None
