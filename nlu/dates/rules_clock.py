"""Rules of clock times. Hours of twelve stay open until the rest of the sentence is known."""

from __future__ import annotations

from nlu.dates.grammar import rule
from nlu.dates.values import DAY, Clock, Wrong

_NOON = 12
LAST_HOUR = 24
_HOUR = 60
NOON = 720
_HUNDRED = 100


def clock(hour: int, minute: int = 0, kind: str = "said") -> Clock | Wrong:
    """A time of the day; hours that only a clock of 24 has are exact."""
    if not 0 <= hour <= LAST_HOUR or not 0 <= minute < _HOUR or (hour == LAST_HOUR and minute):
        return Wrong()
    return Clock(hour * _HOUR + minute, "exact" if hour > _NOON or hour == 0 else kind)


def before(hour: int, minutes: int) -> Clock | Wrong | None:
    """So many minutes before a full hour."""
    if not 1 <= hour <= LAST_HOUR:
        return Wrong()
    minute = (hour * _HOUR - minutes) % DAY
    if hour == 1:
        minute = _NOON * _HOUR + _HOUR - minutes  # "halb eins" is half past twelve
    return Clock(minute, "exact" if hour > _NOON + 1 else "said")


@rule("hour", "NUM | CARD | eins | NUM OCLOCK | CARD OCLOCK | ein OCLOCK")
def _hour(*values: int | str) -> int | None:
    value = values[0] if values and isinstance(values[0], int) else 1  # "eins", "ein Uhr"
    return value if 0 <= value <= LAST_HOUR else None


@rule("minutes", "NUM | NUM minuten/min/minutes/minute | CARD | CARD minuten/minutes")
def _minutes(value: int) -> int | None:
    return value if 0 < value < _HOUR else None


@rule("time", "NUM +ish | NUM +- +ish | CARD ish | CARD - ish | CARD o clock | NUM o clock")
def _about_hour(hour: int) -> Clock | Wrong | None:
    return clock(hour) if hour <= LAST_HOUR else None


@rule("time", "LED OCLOCK")
def _led_full(hour: int, _clock: str) -> Clock | Wrong:
    return clock(hour, kind="exact")


@rule(
    "time",
    "NUM OCLOCK | CARD OCLOCK | NUM +h | NUM h | NUM o ' clock | CARD o ' clock | CARD oclock | NUM oclock",
)
def _full(hour: int, _clock: str | None = None) -> Clock | Wrong | None:
    return clock(hour, kind="uhr") if hour < _HUNDRED else None


@rule("time", "ein OCLOCK <minutes>?")
def _one(_clock: str, minutes: int | None) -> Clock | Wrong:
    return clock(1, minutes or 0, "uhr")


@rule("time", "NUM OCLOCK D2 | NUM +h +D2 | NUM +OCLOCK +D2")
def _hour_minute(hour: int, *rest: int | str) -> Clock | Wrong:
    return clock(hour, int(rest[-1]), "uhr")


@rule("time", "CARD OCLOCK CARD | NUM OCLOCK CARD | CARD OCLOCK D2")
def _spelt(hour: int, _clock: str, minute: int) -> Clock | Wrong:
    return clock(hour, minute, "uhr")


@rule("time", "LED +: +D2 OCLOCK? | LED +. +D2 OCLOCK | um/gegen/at LED +. +D2 | LED +: +D2 h/hrs/hours")
def _led(hour: int, minute: int, _clock: str | None = None) -> Clock | Wrong:
    """ "03:30": whoever writes the zero means the clock of 24 hours."""
    return clock(hour, minute, "exact")


@rule("time", "NUM +: +D2 OCLOCK? | NUM +: +D2 h/hrs/hours")
def _digital(hour: int, minute: int, _clock: str | None = None) -> Clock | Wrong:
    return clock(hour, minute, "written")


@rule("time", "NUM +. +D2 OCLOCK | NUM +. +D2 h | um/gegen/at NUM +. +D2 OCLOCK?")
def _dotted(hour: int, minute: int, _clock: str | None = None) -> Clock | Wrong:
    return clock(hour, minute, "written")


@rule("time", "D4 OCLOCK | D4 h | D4 hours/hrs | um/at D4")
def _four(number: int, _clock: str | None = None) -> Clock | Wrong:
    return clock(number // 100, number % 100, "exact")


@rule("time", "NUM AMPM | CARD AMPM | NUM o ' clock AMPM | NUM OCLOCK AMPM")
def _meridiem(hour: int, *rest: str) -> Clock | Wrong:
    return of_half(hour, 0, rest[-1])


@rule("time", "NUM +: +D2 AMPM | NUM +. +D2 AMPM | CARD CARD AMPM | D3 AMPM | D4 AMPM")
def _meridiem_minute(hour: int, minute: int | str, half: str | None = None) -> Clock | Wrong:
    if half is None:
        return of_half(hour // 100, hour % 100, str(minute))
    return of_half(hour, int(minute), half)


def of_half(hour: int, minute: int, half: str) -> Clock | Wrong:
    """An hour of twelve, of the named half of the day."""
    if hour > _NOON:
        return clock(hour, minute, "exact") if half == "pm" and hour < LAST_HOUR else Wrong()
    if hour == 0 or not 0 <= minute < _HOUR:
        return Wrong()
    return Clock((hour % _NOON + (_NOON if half == "pm" else 0)) * _HOUR + minute)


@rule("time", "halb <hour> | um halb <hour>")
def _half_before(hour: int) -> Clock | Wrong | None:
    return before(hour, 30)


@rule("time", "half <hour>")
def _half_after(hour: int) -> Clock | Wrong | None:
    """British "half two" is half past; who learnt German first may mean half past one."""
    if not 1 <= hour <= _NOON:
        return None
    minute = hour * _HOUR + 30
    return Clock(minute, "said", (minute - _HOUR if hour > 1 else _NOON * _HOUR + 30,))


@rule("time", "half past/after <hour>")
def _half_past(hour: int) -> Clock | Wrong:
    return clock(hour, 30)


@rule("time", "QUARTER nach/past/after <hour> | a quarter past/after <hour>")
def _quarter_past(*values: int | str) -> Clock | Wrong:
    return clock(int(values[-1]), 15)


@rule("time", "QUARTER vor/to/before <hour> | a quarter to/before <hour> | quarter of <hour>")
def _quarter_to(*values: int | str) -> Clock | Wrong | None:
    return before(int(values[-1]), 15)


@rule("time", "viertel <hour>")
def _quarter_of(hour: int) -> Clock | Wrong | None:
    """In eastern Germany a quarter of the hour that ends at it: "viertel drei" is a quarter past two."""
    return before(hour, 45)


@rule("time", "THREEQUARTER <hour>")
def _three_quarters(_quarters: int, hour: int) -> Clock | Wrong | None:
    return before(hour, 15)


@rule("time", "drei viertel <hour> | 3 / 4 <hour> | dreiviertel <hour>")
def _three_of_four(*values: int) -> Clock | Wrong | None:
    return before(values[-1], 15)


@rule("time", "<minutes> nach <hour> | <minutes> past/after <hour>")
def _past(minutes: int, hour: int) -> Clock | Wrong | None:
    return clock(hour, minutes) if minutes < 30 else None


@rule(
    "time",
    "<minutes> vor <hour> | CARD to <hour> | NUM minutes/mins to <hour> | CARD minutes to <hour>"
    " | at NUM to <hour> | <minutes> before <hour>",
)
def _to(minutes: int, hour: int) -> Clock | Wrong | None:
    return before(hour, minutes) if 0 < minutes < 30 and (minutes % 5 == 0 or minutes < 5) else None


@rule("time", "<minutes> vor halb <hour>")
def _before_half(minutes: int, hour: int) -> Clock | Wrong | None:
    return before(hour, 30 + minutes) if minutes < 20 else None


@rule("time", "<minutes> vor THREEQUARTER <hour>")
def _before_three_quarters(minutes: int, _quarters: int, hour: int) -> Clock | Wrong | None:
    return before(hour, 15 + minutes) if minutes < 15 else None


@rule("time", "<minutes> nach THREEQUARTER <hour>")
def _after_three_quarters(minutes: int, _quarters: int, hour: int) -> Clock | Wrong | None:
    return before(hour, 15 - minutes) if minutes < 15 else None


@rule("time", "<minutes> nach halb <hour>")
def _after_half(minutes: int, hour: int) -> Clock | Wrong | None:
    return before(hour, 30 - minutes) if minutes < 20 else None


@rule("time", "SHORT vor/before <point> | SHORT vor/before <hour>")
def _shortly_before(_short: str, at: Clock | Wrong | int) -> Clock | Wrong:
    return _near(at, -5)


@rule("time", "SHORT nach/after/past <point> | SHORT nach/after/past <hour>")
def _shortly_after(_short: str, at: Clock | Wrong | int) -> Clock | Wrong:
    return _near(at, 5)


def _near(at: Clock | Wrong | int, minutes: int) -> Clock | Wrong:
    full = clock(at) if isinstance(at, int) else at
    if isinstance(full, Wrong):
        return full
    minute = full.minute + minutes
    if full.kind != "exact" and minute < _HOUR:
        minute += _NOON * _HOUR
    return Clock(minute % DAY, full.kind)


@rule("point", "halb <hour>")
def _point_half(hour: int) -> Clock | Wrong | None:
    return before(hour, 30)


@rule("point", "NUM +: +D2 OCLOCK? | NUM +. +D2 OCLOCK")
def _point_digital(hour: int, minute: int, _clock: str | None) -> Clock | Wrong:
    return clock(hour, minute, "written")


@rule("time", "NOON")
def _noon(_word: int) -> Clock:
    return Clock(_NOON * _HOUR)


@rule("time", "MIDNIGHT")
def _midnight(_word: int) -> Clock:
    return Clock(0, "midnight")


@rule("time", "CARD CARD")
def _english_spelt(hour: int, minute: int) -> Clock | None:
    """ "Two thirty"."""
    return Clock(hour * _HOUR + minute, "said") if 1 <= hour <= _NOON and minute in range(10, 60, 5) else None


@rule("time", "NUM OCLOCK D2 minuten | NUM OCLOCK und D2 | CARD OCLOCK und CARD | NUM OCLOCK und D2 minuten")
def _spelt_out(hour: int, _clock: str, minute: int) -> Clock | Wrong:
    return clock(hour, minute, "uhr")
