"""Sorted pieces as readings: on which days, at which minute, for how long. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from nlu.dates.days import Day, MonthDay, Relative, Weekday, later
from nlu.dates.feasts import Feast
from nlu.dates.hours import minutes_of, span_of, start_of
from nlu.dates.merging import Clash, in_week_of, merged
from nlu.dates.moments import midnight, moment, plus, second, skipped
from nlu.dates.outcome import NOTHING, Context, Outcome
from nlu.dates.periods import Nth, Period
from nlu.dates.reading import Choice
from nlu.dates.slots import Slots
from nlu.dates.values import DAY, FromAnchor, Length, Span
from nlu.dates.workdays import Workday

_EARLIEST_NIGHT = 4 * 60
_LONGEST_RUN = 31


def simple(slots: Slots, context: Context) -> Outcome:  # noqa: PLR0911 (one for each kind)
    """One moment, day or range of times."""
    if slots.broken or slots.excepted or (slots.timed and slots.all_day):
        return NOTHING
    if slots.anchor is not None:
        return _anchored(slots, slots.anchor, context)
    if slots.ahead is not None and (slots.ahead.length.minutes or not _countable(slots)):
        return _from_now(slots, context)
    days = dates_of(slots, context)
    if isinstance(days, Clash):
        clash = tuple(_clashing(slots, days, context))
        return Outcome(clash, sure=False)
    if days is not None:
        return _on(slots, days, context)
    if slots.timed or slots.part:
        return _next(slots, context)
    return replace(NOTHING, missing=frozenset({"day"}), duration=duration_of(slots.length))


def _countable(slots: Slots) -> bool:
    return not slots.days or all(isinstance(day, Weekday) for day in slots.days)


def dates_of(slots: Slots, context: Context) -> Span | Clash | None:
    """The days that are said; None if none are."""
    today = context.today
    if slots.ahead is not None:
        day = later(today, slots.ahead.length, slots.ahead.sign)
        if day is None:
            return Clash()
        if slots.days and isinstance(slots.days[0], Weekday):
            week = in_week_of(slots.ahead, slots.days[0], today)
            return merged([week], today) if week else Clash()
        also = slots.ahead.length.also
        return Span(day, also=(today + timedelta(days=slots.ahead.sign * also),) if also else ())
    return merged(slots.days, today) if slots.days else None


def _on(slots: Slots, span: Span, context: Context) -> Outcome:
    if slots.timed or slots.part:
        if span.grain != "day" or (span.last is not None and slots.span is None):
            return replace(NOTHING, missing=frozenset({"day"}))
        if span.last is not None:
            return _each_day(slots, span, context)
        choices = _timed(slots, (span.first, *span.also), context)
    else:
        choices = list(_whole(span, slots.length, context))
        if slots.dotted_clock is not None and len(slots.days) == 1:
            choices += _next(Slots(clock=slots.dotted_clock), context).choices[:1]
    choices += _as_series(slots, choices, context)
    missing = frozenset() if slots.timed or slots.all_day else frozenset({"clock"})
    return Outcome(tuple(choices), bool(choices), missing, duration_of(slots.length))


def _each_day(slots: Slots, span: Span, context: Context) -> Outcome:
    """ "Vom 7. bis 11. Dezember jeweils 9–12 Uhr"."""
    days = ((span.last or span.first) - span.first).days + 1
    choices = _timed(slots, (span.first,), context) if days <= _LONGEST_RUN else []
    return Outcome(
        tuple(replace(each, recurrence=f"FREQ=DAILY;COUNT={days}") for each in choices), bool(choices)
    )


def _as_series(slots: Slots, choices: Sequence[Choice], context: Context) -> list[Choice]:
    """ "Am ersten Montag im Monat" may be every month's."""
    workday = next((day for day in slots.days if isinstance(day, Workday) and _open(day.period)), None)
    if workday is not None and choices:
        monthly = f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={workday.nth}"
        return [replace(choices[0], recurrence=monthly)]
    open_ended = next((day for day in slots.days if isinstance(day, Nth) and day.period is None), None)
    if open_ended is None or not choices:
        return []
    code = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[open_ended.weekday]
    return [replace(choices[0], recurrence=f"FREQ=MONTHLY;BYDAY={open_ended.nth}{code}")]


def _whole(span: Span, length: Length | None, context: Context) -> Iterator[Choice]:
    for first in (span.first, *span.also):
        last = span.last + (first - span.first) if span.last else None
        if last is not None and span.grain == "month":
            last = last.replace(day=1)
        if length is not None and length.days > 1 and last is None:
            last = first + timedelta(days=length.days - 1)
        end = midnight(last, context.zone) if last and last > first else None
        yield Choice(midnight(first, context.zone), end, span.grain)


def _open(period: Day | None) -> bool:
    return period is None or period == Period("month", 0)


def _timed(slots: Slots, dates: Sequence[date], context: Context) -> list[Choice]:
    pairs = _pairs(slots, dates[0] == context.today and len(dates) == 1, context)
    if not pairs:
        return []
    pairs = _still_ahead(slots, pairs, dates, context)
    found = [_choice(dates[0], pairs[0], slots, context)]
    others = [(day, pairs[0]) for day in dates[1:]] + [(dates[0], pair) for pair in pairs[1:]]
    for day, pair in others:
        choice = _choice(day, pair, slots, context)
        if choice and choice.start and (day != context.today or context.future(choice.start)):
            found.append(choice)
    return _with_changes(found, dates[0], pairs[0], slots, context)


def _with_changes(
    found: Sequence[Choice | None], day: date, pair: tuple[int, int | None], slots: Slots, context: Context
) -> list[Choice]:
    """The night in which clocks change: a skipped hour is asked, a doubled one offered twice."""
    first, *others = found
    if first is None:
        offered = skipped(day, pair[0], context.zone)
        return [Choice(), Choice(offered, None, "minute")] if offered else []
    again = second(first.start) if first.start and first.grain == "minute" else None
    if again is not None and first.start is not None:
        end = first.end + (again.astimezone(context.now.tzinfo) - first.start) if first.end else None
        others.insert(0, replace(first, start=again, end=end))
    return [first, *(each for each in others if each is not None)]


def _still_ahead(
    slots: Slots, pairs: list[tuple[int, int | None]], dates: Sequence[date], context: Context
) -> list[tuple[int, int | None]]:
    """ "Heute um 8", said at ten, is in the evening."""
    if len(dates) > 1 or dates[0] != context.today or slots.part or not _by_word(slots):
        return pairs
    clock = slots.clock or (slots.span.first if slots.span else None)
    if clock is None or clock.kind not in ("said", "uhr"):
        return pairs
    now = context.now.hour * 60 + context.now.minute
    if pairs[0][0] <= now < pairs[0][0] + DAY // 2 and pairs[0][0] < DAY // 2:
        return [(start + DAY // 2, end + DAY // 2 if end else None) for start, end in pairs[:1]]
    return [pair for pair in pairs if pair[0] > now] or pairs


def _by_word(slots: Slots) -> bool:
    """Whether today is called "heute", and not by its date."""
    return all(isinstance(day, Relative) for day in slots.days)


def _pairs(slots: Slots, today: bool, context: Context) -> list[tuple[int, int | None]]:
    """Start and end, in minutes of the day, of each reading of the time."""
    pairs: list[tuple[int, int | None]]
    if slots.span is not None:
        pairs = list(span_of(slots.span, slots.part, english=context.english))
    elif slots.clock is not None:
        late = slots.part and slots.part.name == "night" and any(isinstance(d, Relative) for d in slots.days)
        minutes = minutes_of(slots.clock, slots.part, today=today, english=context.english)
        adverb = bool(slots.part and slots.part.adverb)
        late = late and not (adverb and Relative(0) not in slots.days)
        if slots.part and slots.part.name == "night" and slots.days and not late:
            dated = adverb or any(isinstance(day, MonthDay) for day in slots.days)  # is on the same day
            minutes = [
                e for m in minutes for e in (((m - DAY, m) if dated else (m, m - DAY)) if m > DAY else (m,))
            ]
        if late and context.now.hour * 60 < _EARLIEST_NIGHT:  # it is this night already
            minutes = sorted({minute - DAY for minute in minutes if minute > DAY} | set(minutes))
        pairs = [(minute, None) for minute in minutes]
    elif slots.part is not None:
        pairs = [(start_of(slots.part), None)]
    else:
        pairs = []
    if slots.length is not None and slots.timed and slots.length.minutes:
        pairs = [(start, start + slots.length.minutes if end is None else end) for start, end in pairs]
    return pairs


def _choice(day: date, pair: tuple[int, int | None], slots: Slots, context: Context) -> Choice | None:
    start = moment(day, pair[0], context.zone)
    if start is None:
        return None
    end = None
    if pair[1] is not None:
        end = plus(start, pair[1] - pair[0]) if slots.length else moment(day, pair[1], context.zone)
        if end is None or end <= start:
            return None
    return Choice(start, end, "minute" if slots.timed else "hour")


def _next(slots: Slots, context: Context) -> Outcome:
    """A time without a day: the next one."""
    found: list[Choice | None] = []
    pairs = _pairs(slots, True, context)
    clock = slots.clock or (slots.span.first if slots.span else None)
    flipped = (
        clock is not None and clock.kind in ("said", "uhr") and slots.part is None and slots.span is None
    )
    for start, end in pairs:
        today = _choice(context.today, (start, end), slots, context)
        soon = today is not None and today.start is not None and _ahead(today.start, slots, context)
        found.append(
            today if soon else _choice(context.today + timedelta(days=1), (start, end), slots, context)
        )
        if flipped and not soon and start < DAY // 2 and len(pairs) == 1:
            evening = _choice(
                context.today, (start + DAY // 2, end + DAY // 2 if end else None), slots, context
            )
            if evening and evening.start and context.future(evening.start):
                found.append(evening)
    if not pairs:
        return NOTHING
    first = found[0]
    day = first.start.date() if first and first.start else context.today + timedelta(days=1)
    choices = tuple(_with_changes(found, day, pairs[0], slots, context))
    return Outcome(choices, bool(choices), frozenset({"day"}), duration_of(slots.length))


def _ahead(start: datetime, slots: Slots, context: Context) -> bool:
    if slots.timed:
        return context.future(start)
    later_today = start + timedelta(hours=3)
    return later_today > context.now


def _from_now(slots: Slots, context: Context) -> Outcome:
    """ "In anderthalb Stunden"."""
    ahead = slots.ahead
    if ahead is None or slots.timed or slots.part or any(day != Relative(0) for day in slots.days):
        return NOTHING
    if not ahead.length.minutes:
        return NOTHING
    start = plus(context.now.replace(second=0, microsecond=0), ahead.sign * ahead.length.minutes)
    if start is None:
        return NOTHING
    return Outcome((Choice(start, None, "minute"),), duration=duration_of(slots.length))


def _anchored(slots: Slots, said: FromAnchor, context: Context) -> Outcome:
    """ "Einen Tag vorher", "eine Stunde vor dem Treffen": counted from what the sentence does not say."""
    anchor = context.anchor
    if anchor is None or slots.days or slots.ahead:
        return replace(NOTHING, missing=frozenset({"anchor"}))
    if said.length.minutes:
        start = plus(anchor, said.sign * said.length.minutes)
        usable = start is not None and not (slots.timed or slots.part)
        return Outcome((Choice(start, None, "minute"),)) if usable else NOTHING
    day = later(anchor.date(), said.length, said.sign)
    if day is None:
        return NOTHING
    if slots.timed or slots.part:
        choices = _timed(slots, (day,), context)
    else:
        start = moment(day, anchor.hour * 60 + anchor.minute, context.zone)
        choices = [Choice(start, None, "minute")] if start else []
    return Outcome(tuple(choices), bool(choices))


def _clashing(slots: Slots, clash: Clash, context: Context) -> Iterator[Choice]:
    for day in clash.days:
        pairs = _pairs(slots, False, context) if slots.timed or slots.part else []
        if pairs:
            found = _choice(day, pairs[0], slots, context)
            if found:
                yield found
        elif not slots.timed:
            yield Choice(midnight(day, context.zone), None, "day")


def duration_of(length: Length | None) -> timedelta | None:
    """How long, where that is a number of minutes or days."""
    if length is None or length.months:
        return None
    return timedelta(days=length.days, minutes=length.minutes)


def after(days: Sequence[Day], span: Span) -> date:
    """The first day after what is named: after Easter is after Easter Monday."""
    feast = next((day for day in days if isinstance(day, Feast)), None)
    more = 1 if feast and feast.key in ("easter", "whitsun", "christmas") else 0
    return (span.last or span.first) + timedelta(days=1 + more)
