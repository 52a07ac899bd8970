"""Rules of what is counted from now, from a day, or from something said elsewhere."""

from __future__ import annotations

from dataclasses import replace

from nlu.dates.days import Day, Relative, Shifted, Weekday
from nlu.dates.grammar import rule
from nlu.dates.rules_days import dated
from nlu.dates.values import FromAnchor, FromNow, Length, Part, Wrong


@rule(
    "ahead",
    "in <length> | in about/etwa/circa/ca/ungefaehr/genau/rund <length> | in ca . <length>"
    " | in <length> time | in <length> ' s? time | in <length> ' time | heute? in <length>"
    " | <length> from now | jetzt? in <length> | within <length> | binnen <length>"
    " | innerhalb von? <length> | in gut <length> | <length> ab jetzt | so in <length>"
    " | in so <length> | in den naechsten <length> | in the next <length>",
)
def _ahead(*values: Length | Wrong | str | None) -> FromNow | Wrong:
    return _counted_from_now(values, 1)


@rule(
    "ahead",
    "vor <length> | <length> ago | <length> her | vor about/etwa/circa/ca/ungefaehr <length>"
    " | vor ca . <length>",
)
def _ago(*values: Length | Wrong | str | None) -> FromNow | Wrong:
    return _counted_from_now(values, -1)


def _counted_from_now(values: tuple[Length | Wrong | str | None, ...], sign: int) -> FromNow | Wrong:
    found = next(each for each in values if isinstance(each, Length | Wrong))
    return FromNow(found, sign) if isinstance(found, Length) else Wrong()


@rule("day", "<base> in <length> | <base> ,? in <length> | <base> ueber <length>")
def _base_in(base: Day, amount: Length | Wrong) -> Shifted | Wrong | None:
    found = _shifted(base, amount, 1)
    return replace(found, loose=True) if isinstance(found, Shifted) else found


@rule("base", "<weekday> | <date> | REL | MORGEN | am <weekday> | <feast> | <dayofmonth>")
def _base(found: Day | int, *_rest: object) -> Day | None:
    found = _rest[-1] if isinstance(found, str) and _rest else found  # type: ignore[assignment]
    if isinstance(found, int):
        return Relative(found)
    return found if hasattr(found, "resolve") else None


@rule("dayofmonth", "DET <ordinal>")
def _ordinal_base(_det: str, number: int) -> Day | Wrong | None:
    return dated(number, None)


@rule("day", "<weekday> week | <rel> week")
def _friday_week(base: Day) -> Shifted | None:
    """British "Friday week"."""
    return (
        Shifted(base, Length(days=7))
        if isinstance(base, Relative) or not getattr(base, "which", "")
        else None
    )


@rule("rel", "REL")
def _rel(days: int) -> Relative | None:
    return Relative(days) if days >= 0 else None


@rule("day", "ART week today/tomorrow | a week on/from <weekday> | a week from today/now | ART UNIT today")
def _week_on(*values: object) -> Shifted | None:
    base = values[-1] if values and isinstance(values[-1], Weekday) else Relative(0)
    if "fortnight" in values:
        return Shifted(base, Length(days=14))
    return Shifted(base, Length(days=7)) if set(values) <= {1, "week", base} else None


@rule(
    "day",
    "<length> nach/after/from/following/since DET? <base> | <length> ab heute/jetzt/sofort"
    " | <length> from DET? <base> | <length> on <weekday>",
)
def _after_base(*values: object) -> Shifted | Wrong | None:
    return _shifted(values[-1] if len(values) > 1 else Relative(0), values[0], 1)


@rule("wrong", "<length> ab <weekday> | <length> ab <date>")
def _for_so_long(*_values: object) -> Wrong:
    """ "3 Tage ab Mittwoch": until Friday, or on Saturday?"""
    return Wrong()


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
    "day",
    "am? DET? tag/tage nach DET? <base> | DET? day after DET? <base> | on the day after DET? <base>",
)
def _day_after(*values: object) -> Shifted | Wrong | None:
    return _shifted(values[-1], Length(days=1, unit="day"), 1)


@rule(
    "day",
    "am? DET? tag/tage/vorabend vor DET? <base> | DET? day before DET? <base>"
    " | on the day before DET? <base> | am vortag von/vor DET? <base>",
)
def _day_before(*values: object) -> Shifted | Wrong | None:
    return _shifted(values[-1], Length(days=1, unit="day"), -1)


@rule(
    "anchor",
    "<length> vorher/davor/frueher/zuvor/before/earlier/beforehand/voraus/prior"
    " | <length> im voraus | <length> in advance",
)
def _earlier(*values: object) -> FromAnchor | Wrong:
    return _from_anchor(values[0], -1)


@rule("anchor", "<length> danach/spaeter/hinterher/after/later/nachher/afterwards/darauf")
def _later(*values: object) -> FromAnchor | Wrong:
    return _from_anchor(values[0], 1)


@rule("anchor", "BYMUCH <length> | BYMUCH? <length> nach hinten | <length> later/spaeter BYMUCH?")
def _moved_later(*values: object) -> FromAnchor | Wrong | None:
    """ "Verschieb es um eine Woche"."""
    return _from_anchor(next((each for each in values if isinstance(each, Length | Wrong)), None), 1)


@rule(
    "anchor", "BYMUCH? <length> nach vorn/vorne | BYMUCH <length> vor | BYMUCH <length> frueher/eher/earlier"
)
def _moved_earlier(*values: object) -> FromAnchor | Wrong:
    return _from_anchor(next((each for each in values if isinstance(each, Length | Wrong)), None), -1)


@rule(
    "anchor",
    "am selben/gleichen tag | on the same day | the same day | same day | am selben/gleichen abend",
)
def _same_day() -> FromAnchor:
    return FromAnchor(Length(unit="day"), 1)


@rule("anchor", "<length> vor <event> | <length> before <event> | <length> prior to <event>")
def _before_event(amount: object, *_rest: object) -> FromAnchor | Wrong:
    return _from_anchor(amount, -1)


@rule("anchor", "<length> nach <event> | <length> after <event>")
def _after_event(amount: object, *_rest: object) -> FromAnchor | Wrong:
    return _from_anchor(amount, 1)


@rule(
    "anchor",
    "am tag/tage vorher/davor/zuvor | am vortag | the day before | tags zuvor | am vorabend"
    " | on the day before | am tag vor <event> | the day before <event> | einen tag eher",
)
def _day_earlier(*_values: object) -> FromAnchor:
    return FromAnchor(Length(days=1, unit="day"), -1)


@rule("anchor", "am PART vorher/davor/zuvor | am MORGEN vorher/davor/zuvor | the PART before")
def _part_earlier(part: str | int) -> tuple[FromAnchor, Part]:
    """ "Am Abend vorher"."""
    return FromAnchor(Length(days=1, unit="day"), -1), Part(str(part) if part != 1 else "morning")


@rule(
    "anchor",
    "am tag/tage danach/darauf | am folgetag | the day after | tags darauf | am WHICH tag"
    " | the WHICH day | am tag nach <event> | the day after <event>",
)
def _day_later(*values: object) -> FromAnchor | Wrong:
    return (
        FromAnchor(Length(days=1, unit="day"), 1)
        if not values or "next" in values or not any(isinstance(v, str) for v in values)
        else Wrong()
    )


@rule("anchor", "nach DET? EVENT | vor DET? EVENT | after DET? EVENT | before DET? EVENT")
def _around_event(*_values: object) -> Wrong:
    return Wrong()


@rule(
    "event",
    "DET? EVENT | DET OTHER | DET OTHER OTHER | DET? EVENT OTHER"
    " | our/unserem/unserer/meinem/jedem OTHER | jedem/unserem EVENT",
)
def _event(*_values: object) -> str:
    return "event"


def _from_anchor(amount: object, sign: int) -> FromAnchor | Wrong:
    return FromAnchor(amount, sign) if isinstance(amount, Length) else Wrong()
