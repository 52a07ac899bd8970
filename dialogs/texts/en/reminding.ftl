### What Kitt reminds somebody of, when before meetings, and in which time zone.

option-snooze-hour = In an hour
option-snooze-tomorrow = Tomorrow
option-remind-delete = Delete
option-remind-strike = Delete no. { $number }
option-remind-settings = Reminders of meetings
option-remind-at = { $weekday }, { $day }, { $from }
option-remind-once = Once: { $weekday }, { $day }, { $from }
option-remind-usual = As in my groups
option-remind-day-hour = One day and one hour before
option-remind-hour = One hour before
option-remind-off = Not at all
option-set-reminders = Reminders

remind-noted = { $haswhat ->
    [yes] I will remind you on { $weekday }, { $day }, at { $from }: “{ $what }”
   *[no] I will remind you on { $weekday }, { $day }, at { $from }.
}
remind-of-meeting = Of: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }
remind-ask-when = When shall I remind you? Write for example “tomorrow at 9” or “in two hours”.
remind-ask-clock = At what time shall I remind you?
remind-ask-what = What shall I remind you of on { $weekday }, { $day }, at { $from }?
remind-which-time = Which time do you mean?
remind-which = Which meeting do you mean?
remind-past = That is past: { $weekday }, { $day }, { $from }. When shall I remind you?
remind-over = That does not work any more: { $weekday }, { $day }, { $from } is past, or the meeting has begun by then.
remind-before-late = That long before is past already. Name a shorter time, for example “one hour before”.
remind-too-far = I do not keep anything that far ahead, five years at most.
remind-too-many = You have very many reminders waiting. Please delete some first: “my reminders”.
remind-gone = I do not have what it was about any more. Please tell me again what to remind you of.
remind-not-yours = This is not your reminder. I changed nothing.
remind-not-regularly = I cannot remind you regularly yet, only once. When shall it be?
remind-deleted = Deleted, I will not remind you of it.
remind-none-such = This reminder is gone.
remind-none = You have no reminders waiting. Write for example “remind me tomorrow at 9 about the report”.
remind-list = **I will remind you of this:**
remind-line = { $haswhat ->
    [yes] { $number }. { $weekday }, { $day }, { $from }: { $what }
   *[no] { $number }. { $weekday }, { $day }, { $from }
}
remind-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
remind-lead = { $unit ->
    [week] { $count ->
        [one] 1 week
       *[other] { $count } weeks
    }
    [day] { $count ->
        [one] 1 day
       *[other] { $count } days
    }
    [hour] { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
   *[minute] { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
}
remind-set = Noted: I will remind you this long before every meeting: { $leads }. It counts for all your groups.
remind-set-off = Noted: I will not remind you of meetings any more. If one is changed or cancelled I will still tell you.
remind-set-usual = Noted: I will remind you as your groups have it. Without a rule of their own that is: { $leads } before.
remind-group-set = Whoever set nothing else is reminded this long before a meeting in the group { $group }: { $leads }
remind-group-off = Whoever set nothing else is not reminded of meetings in the group { $group } any more.
remind-group-not-yours = The coordinators of the group set this: { $group }. For yourself write “always remind me one day before”.
remind-leads-wrong = Five reminders at most, from one minute to eight days before. I changed nothing.
remind-settings-hint = Choose one, or write for example “always remind me two days and one hour before”.
settings-reminders = Reminders of meetings: { $leads } before
settings-reminders-usual = Reminders of meetings: as in my groups
settings-reminders-off = Reminders of meetings: off
settings-zone = Times: as in { $zone }

zone-set = Noted: I will tell you the times of meetings as in { $zone }.
zone-usual = Noted: I will tell you times again as they are where the meeting is.
zone-unknown = I do not know the time zone “{ $said }”. Name a larger city, for example “my time zone is Lisbon”.
zone-ask = Shall I tell you the times of meetings as they are in { $zone }?
option-zone-set = Yes, as in { $zone }
option-zone-usual = Again as where the meeting is
