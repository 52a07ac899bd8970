"""Rules of durations and of what is counted from now, from a day, or from something said elsewhere."""

from __future__ import annotations

from nlu.dates.days import Day, Relative, Shifted, Weekday
from nlu.dates.grammar import rule
from nlu.dates.values import FromAnchor, FromNow, Length, Wrong

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


@rule("length", "NUM UNIT", "ART UNIT", "CARD UNIT", "NUM - UNIT", "CARD - UNIT")
def _counted(count: int, unit: str) -> Length | Wrong:
    return length(10 * count, unit)


@rule("length", "NUM +h", "NUM h", "NUM +std .", "NUM std .", "NUM +min .", "NUM min .")
def _short(count: int, *_unit: object) -> Length | None:
    return None if _unit and _unit[-1] == "minute" else Length(minutes=60 * count, unit="hour")


@rule("length", "NUM +min .", "NUM min .")
def _short_minutes(count: int) -> Length:
    return Length(minutes=count, unit="minute")


@rule("length", "TENTHS UNIT", "NUM +, +D1 UNIT", "NUM +. +D1 UNIT", "NUM +, +D1 h")
def _tenths(*values: int | str) -> Length | Wrong:
    *numbers, unit = values if isinstance(values[-1], str) else (*values, "hour")
    tenths = int(numbers[0]) if len(numbers) == 1 else 10 * int(numbers[0]) + int(numbers[1])
    return length(tenths, str(unit))


@rule("length", "NUM 1 / 2 UNIT", "CARD 1 / 2 UNIT", "NUM ½ UNIT", "NUM und ART halbe/halben UNIT", "CARD und ART halbe/halben UNIT", "CARD and ART half UNIT",
      "NUM and ART half UNIT", "CARD ein/einen halb/halbe/halben UNIT", "CARD and half UNIT")  # fmt: skip
def _and_half(count: int, *rest: int | str) -> Length | Wrong:
    return length(10 * count + 5, str(rest[-1]))


@rule("length", "ART UNIT and ART half", "CARD UNIT and ART half")
def _and_a_half(count: int, unit: str, *_rest: int) -> Length | Wrong:
    return length(10 * count + 5, unit)


@rule(
    "length",
    "halbe/halben/halber/halbes UNIT",
    "ART halbe/halben/halber/halbes UNIT",
    "half ART UNIT",
    "half hour",
    "ART half hour",
    "ART half UNIT",
    "1 / 2 UNIT",
    "½ UNIT",
)
def _half(*values: int | str) -> Length | Wrong | None:
    unit = values[-1] if values and isinstance(values[-1], str) else "hour"
    return length(5, str(unit)) if unit not in ("minute", "week") else None


@rule("length", "ART? viertelstunde/viertelstuendchen", "ART? quarter hour", "ART? quarter of an hour")
def _quarter_hour(*_values: object) -> Length:
    return Length(minutes=15)


@rule(
    "length",
    "ART? dreiviertelstunde",
    "drei viertel stunden",
    "ART drei viertel stunde",
    "ART THREEQUARTER stunde",
    "three quarters of an hour",
    "3 / 4 stunde",
    "ART 3 / 4 stunde",
)
def _three_quarters(*_values: object) -> Length:
    return Length(minutes=45)


@rule("length", "NUM UNIT und/and? NUM UNIT", "ART UNIT und/and? NUM UNIT", "CARD UNIT und/and? CARD UNIT", "NUM +h NUM +min", "NUM +h NUM min", "NUM +h +D2", "NUM +h +D2 +min",
      "ART UNIT und/and? CARD UNIT")  # fmt: skip
def _hours_minutes(*values: int | str) -> Length | None:
    numbers = [each for each in values if isinstance(each, int)]
    units = [each for each in values if isinstance(each, str)]
    if units and units != ["hour", "minute"]:
        return None
    return Length(minutes=60 * numbers[0] + numbers[1])


@rule("length", "ART stunde viertel/dreiviertel")
def _refused(*_values: object) -> Wrong:
    return Wrong()


@rule("duration", "<length>", "ca . <length>", "ca/circa/etwa/ungefaehr/rund/about/approximately/insgesamt/lasting <length>", "fuer/for <length>",
      "dauer :? <length>", "fuer/for ca .? <length>", "fuer/for etwa/circa/ungefaehr/rund/about <length>", "<length> lang/long", "fuer <length> lang",
      "duration :? <length>", "dauer ca .? <length>")  # fmt: skip
def _duration(found: object) -> object:
    return found


@rule(
    "some",
    "SOME UNIT",
    "ART SOME UNIT",
    "ART SOME of UNIT",
    "a couple of UNIT",
    "WHICH NUM UNIT",
    "WHICH CARD UNIT",
    "in den WHICH UNIT",
    "SOME of UNIT",
)
def _some(*_values: object) -> Wrong:
    """How many nobody knows."""
    return Wrong()


@rule("ahead", "in <length>", "in about/etwa/circa/ca/ungefaehr/genau/rund <length>", "in ca . <length>", "in <length> time", "in <length> ' s? time", "in <length> ' time",
      "heute? in <length>", "<length> from now", "jetzt? in <length>", "within <length>", "binnen <length>", "innerhalb von? <length>", "in gut <length>", "<length> ab jetzt",
      "so in <length>", "in so <length>", "in den naechsten <length>", "in the next <length>")  # fmt: skip
def _ahead(*values: Length | Wrong | str | None) -> FromNow | Wrong:
    return _counted_from_now(values, 1)


@rule(
    "ahead",
    "vor <length>",
    "<length> ago",
    "<length> her",
    "vor about/etwa/circa/ca/ungefaehr <length>",
    "vor ca . <length>",
)
def _ago(*values: Length | Wrong | str | None) -> FromNow | Wrong:
    return _counted_from_now(values, -1)


def _counted_from_now(values: tuple[Length | Wrong | str | None, ...], sign: int) -> FromNow | Wrong:
    found = next(each for each in values if isinstance(each, Length | Wrong))
    return FromNow(found, sign) if isinstance(found, Length) else Wrong()


@rule("day", "<base> in <length>", "<base> ,? in <length>", "<base> ueber <length>")
def _base_in(base: Day, amount: Length | Wrong) -> Shifted | Wrong | None:
    return _shifted(base, amount, 1)


@rule("base", "<weekday>", "<date>", "REL", "MORGEN", "am <weekday>", "<feast>", "<dayofmonth>")
def _base(found: Day | int, *_rest: object) -> Day | None:
    found = _rest[-1] if isinstance(found, str) and _rest else found  # type: ignore[assignment]
    if isinstance(found, int):
        return Relative(found)
    return found if hasattr(found, "resolve") else None


@rule("dayofmonth", "DET <ordinal>")
def _ordinal_base(_det: str, number: int) -> Day | Wrong | None:
    from nlu.dates.rules_days import dated

    return dated(number, None)


@rule("day", "<weekday> week", "<rel> week")
def _friday_week(base: Day) -> Shifted | None:
    """British "Friday week"."""
    return Shifted(base, Length(days=7)) if isinstance(base, Relative) or not getattr(base, "which", "") else None


@rule("rel", "REL")
def _rel(days: int) -> Relative | None:
    return Relative(days) if days >= 0 else None


@rule("day", "ART week today/tomorrow", "a week on/from <weekday>", "a week from today/now", "ART UNIT today")
def _week_on(*values: object) -> Shifted | None:
    base = values[-1] if values and isinstance(values[-1], Weekday) else Relative(0)
    if "fortnight" in values:
        return Shifted(base, Length(days=14))
    return Shifted(base, Length(days=7)) if set(values) <= {1, "week", base} else None


@rule(
    "day",
    "<length> nach/after/from/ab/following/since DET? <base>",
    "<length> from DET? <base>",
    "<length> on <weekday>",
)
def _after_base(*values: object) -> Shifted | Wrong | None:
    return _shifted(values[-1], values[0], 1)


@rule("day", "<length> vor/before DET? <base>")
def _before_base(*values: object) -> Shifted | Wrong | None:
    return _shifted(values[-1], values[0], -1)


def _shifted(base: object, amount: object, sign: int) -> Shifted | Wrong | None:
    if isinstance(amount, Wrong) or isinstance(base, Wrong):
        return Wrong()
    if not isinstance(amount, Length) or amount.minutes or not hasattr(base, "resolve"):
        return None
    return Shifted(base, amount, sign)


@rule(
    "day", "am? DET? tag/tage nach DET? <base>", "DET? day after DET? <base>", "on the day after DET? <base>"
)
def _day_after(*values: object) -> Shifted | Wrong | None:
    return _shifted(values[-1], Length(days=1, unit="day"), 1)


@rule(
    "day",
    "am? DET? tag/tage/vorabend vor DET? <base>",
    "DET? day before DET? <base>",
    "on the day before DET? <base>",
    "am vortag von/vor DET? <base>",
)
def _day_before(*values: object) -> Shifted | Wrong | None:
    return _shifted(values[-1], Length(days=1, unit="day"), -1)


@rule(
    "anchor",
    "<length> vorher/davor/frueher/zuvor/before/earlier/beforehand/voraus/prior",
    "<length> im voraus",
    "<length> in advance",
)
def _earlier(*values: object) -> FromAnchor | Wrong:
    return _from_anchor(values[0], -1)


@rule("anchor", "<length> danach/spaeter/hinterher/after/later/nachher/afterwards/darauf")
def _later(*values: object) -> FromAnchor | Wrong:
    return _from_anchor(values[0], 1)


@rule("anchor", "<length> vor <event>", "<length> before <event>", "<length> prior to <event>")
def _before_event(amount: object, *_rest: object) -> FromAnchor | Wrong:
    return _from_anchor(amount, -1)


@rule("anchor", "<length> nach <event>", "<length> after <event>")
def _after_event(amount: object, *_rest: object) -> FromAnchor | Wrong:
    return _from_anchor(amount, 1)


@rule("anchor", "am tag/tage vorher/davor/zuvor", "am vortag", "the day before", "tags zuvor", "am vorabend", "on the day before", "am tag vor <event>", "the day before <event>",
      "einen tag eher")  # fmt: skip
def _day_earlier(*_values: object) -> FromAnchor:
    return FromAnchor(Length(days=1, unit="day"), -1)


@rule(
    "anchor",
    "am tag/tage danach/darauf",
    "am folgetag",
    "the day after",
    "tags darauf",
    "am WHICH tag",
    "the WHICH day",
    "am tag nach <event>",
    "the day after <event>",
)
def _day_later(*values: object) -> FromAnchor | Wrong:
    return (
        FromAnchor(Length(days=1, unit="day"), 1)
        if not values or "next" in values or not any(isinstance(v, str) for v in values)
        else Wrong()
    )


@rule("anchor", "nach DET? EVENT", "vor DET? EVENT", "after DET? EVENT", "before DET? EVENT")
def _around_event(*_values: object) -> Wrong:
    return Wrong()


@rule(
    "event",
    "DET? EVENT",
    "DET OTHER",
    "DET OTHER OTHER",
    "DET? EVENT OTHER",
    "our/unserem/unserer/meinem/jedem OTHER",
    "jedem/unserem EVENT",
)
def _event(*_values: object) -> str:
    return "event"


def _from_anchor(amount: object, sign: int) -> FromAnchor | Wrong:
    return FromAnchor(amount, sign) if isinstance(amount, Length) else Wrong()
