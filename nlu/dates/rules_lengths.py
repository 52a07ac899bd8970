"""Rules of durations: "anderthalb Stunden", "2 1/2 Tage", "eine Dreiviertelstunde"."""

from __future__ import annotations

from nlu.dates.grammar import rule
from nlu.dates.values import Length, Wrong

_HALF = 30
_MINUTES = {"minute": 1, "hour": 60}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_EIGHT = 8


def length(tenths: int, unit: str) -> Length | Wrong:
    """So many tenths of a unit; what comes out in no whole days or months is refused."""
    if unit in _MINUTES:
        return Length(minutes=tenths * _MINUTES[unit] // 10, unit=unit)
    if unit in _DAYS:
        days, rest = divmod(tenths * _DAYS[unit], 10)
        if rest:
            return Length(minutes=tenths * 144, unit="hour") if unit == "day" else Wrong()
        return Length(days=days, unit="week" if unit == "fortnight" else unit)
    months, rest = divmod(tenths * _MONTHS[unit], 10)
    return Wrong() if rest else Length(months=months, unit=unit)


@rule("length", "acht tage/tagen/tag")
def _eight_days(_word: str | None = None) -> Length:
    """ "Acht Tage" are a week for most, eight days for some."""
    return Length(days=7, unit="day", also=_EIGHT)


@rule("length", "8 tage/tagen")
def _eight_counted() -> Length:
    """Whoever writes a figure rather counts."""
    return Length(days=_EIGHT, unit="day", also=7)


@rule("length", "NUM UNIT | ART UNIT | CARD UNIT | NUM - UNIT | CARD - UNIT")
def _counted(count: int, unit: str) -> Length | Wrong:
    return length(10 * count, unit)


@rule(
    "length",
    "NUM - minuetig/minuetige/minuetiges/minuetigen/minuetiger | NUM minuetige/minuetiges/minuetigen",
)
def _minutes_long(count: int) -> Length:
    """ "Ein 90-minütiges Treffen"."""
    return Length(minutes=count, unit="minute")


def _register_hours_long() -> None:
    names = "ein zwei drei vier fuenf sechs sieben acht".split()
    for hours, name in enumerate(names, 1):

        def hours_long(*_values: object, hours: int = hours) -> Length:
            return Length(minutes=60 * hours, unit="hour")

        words = "/".join(f"{name}stuendig{ending}" for ending in ("", "e", "es", "en", "er"))
        rule("length", f"{words} | {hours} - stuendig/stuendige/stuendiges/stuendigen/stuendiger")(hours_long)


_register_hours_long()


@rule("length", "NUM +h | NUM h | NUM +std . | NUM std . | NUM +min . | NUM min .")
def _short(count: int, *_unit: object) -> Length | None:
    return None if _unit and _unit[-1] == "minute" else Length(minutes=60 * count, unit="hour")


@rule("length", "NUM +min . | NUM min .")
def _short_minutes(count: int) -> Length:
    return Length(minutes=count, unit="minute")


@rule("length", "TENTHS UNIT | NUM +, +D1 UNIT | NUM +. +D1 UNIT | NUM +, +D1 h")
def _tenths(*values: int | str) -> Length | Wrong:
    *numbers, unit = values if isinstance(values[-1], str) else (*values, "hour")
    tenths = int(numbers[0]) if len(numbers) == 1 else 10 * int(numbers[0]) + int(numbers[1])
    return length(tenths, str(unit))


@rule(
    "length",
    "NUM 1 / 2 UNIT | CARD 1 / 2 UNIT | NUM ½ UNIT | NUM und ART halbe/halben UNIT"
    " | CARD und ART halbe/halben UNIT | CARD and ART half UNIT | NUM and ART half UNIT"
    " | CARD ein/einen halb/halbe/halben UNIT | CARD and half UNIT",
)
def _and_half(count: int, *rest: int | str) -> Length | Wrong:
    return length(10 * count + 5, str(rest[-1]))


@rule("length", "ART UNIT and ART half | CARD UNIT and ART half")
def _and_a_half(count: int, unit: str, *_rest: int) -> Length | Wrong:
    return length(10 * count + 5, unit)


@rule(
    "length",
    "halbe/halben/halber/halbes UNIT | ART halbe/halben/halber/halbes UNIT | half ART UNIT"
    " | half hour | ART half hour | ART half UNIT | 1 / 2 UNIT | ½ UNIT",
)
def _half(*values: int | str) -> Length | Wrong | None:
    unit = values[-1] if values and isinstance(values[-1], str) else "hour"
    return length(5, str(unit)) if unit not in ("minute", "week") else None


@rule("length", "ART? viertelstunde/viertelstuendchen | ART? quarter hour | ART? quarter of an hour")
def _quarter_hour(*_values: object) -> Length:
    return Length(minutes=15)


@rule(
    "length",
    "ART? dreiviertelstunde | drei viertel stunden | ART drei viertel stunde"
    " | ART THREEQUARTER stunde | three quarters of an hour | 3 / 4 stunde | ART 3 / 4 stunde",
)
def _three_quarters(*_values: object) -> Length:
    return Length(minutes=45)


@rule(
    "length",
    "NUM UNIT und/and? NUM UNIT | ART UNIT und/and? NUM UNIT | CARD UNIT und/and? CARD UNIT"
    " | NUM +h NUM +min | NUM +h NUM min | NUM +h +D2 | NUM +h +D2 +min"
    " | ART UNIT und/and? CARD UNIT | CARD UNIT und/and? NUM UNIT | NUM UNIT und/and? CARD UNIT"
    " | CARD UNIT und/and? ART viertelstunde | NUM UNIT und/and? ART viertelstunde",
)
def _hours_minutes(*values: int | str) -> Length | None:
    numbers = [each for each in values if isinstance(each, int)]
    units = [each for each in values if isinstance(each, str)]
    if units == ["hour"] and len(numbers) == 2 and numbers[1] == 1:  # "und eine Viertelstunde"
        return Length(minutes=60 * numbers[0] + 15)
    if units and units != ["hour", "minute"]:
        return None
    return Length(minutes=60 * numbers[0] + numbers[1])


@rule("length", "ART stunde viertel/dreiviertel")
def _refused(*_values: object) -> Wrong:
    return Wrong()


@rule(
    "duration",
    "<length> | ca . <length>"
    " | ca/circa/etwa/ungefaehr/rund/about/approximately/insgesamt/lasting <length>"
    " | fuer/for <length> | dauer :? <length> | fuer/for ca .? <length>"
    " | fuer/for etwa/circa/ungefaehr/rund/about <length> | <length> lang/long"
    " | fuer <length> lang | duration :? <length> | dauer ca .? <length>",
)
def _duration(found: object) -> object:
    return found


@rule(
    "some",
    "SOME UNIT | ART SOME UNIT | ART SOME of UNIT | a couple of UNIT | WHICH NUM UNIT"
    " | WHICH CARD UNIT | in den WHICH UNIT | SOME of UNIT",
)
def _some(*_values: object) -> Wrong:
    """How many nobody knows."""
    return Wrong()
