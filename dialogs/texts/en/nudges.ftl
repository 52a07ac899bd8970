### What Kitt says about meetings by itself. storage/services/nudge_texts.py names the keys.

nudge-reminder = **{ $title }**: { $weekday }, { $day }, { $from }–{ $to }
nudge-place = Place: { $place }
nudge-link = Link: { $link }
nudge-zone = Times as in { $zone }
nudge-coming = { $count ->
    [one] One person is coming.
   *[other] { $count } are coming.
}
nudge-coming-too = { $count ->
    [one] So far only you are coming.
   *[other] { $count } are coming, you too.
}
nudge-changed = Changed: **{ $title }** is now on { $weekday }, { $day }, { $from }–{ $to }
nudge-changed-series = Changed, for the meetings after it too: **{ $title }** is next on { $weekday }, { $day }, { $from }–{ $to }
nudge-changed-details = Changed: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }
nudge-was = Before: { $weekday }, { $day }, { $from }
nudge-cancelled = Cancelled: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }
nudge-cancelled-series = Cancelled, with all meetings after it: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }
nudge-rsvp = Are you coming? **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }
nudge-ask-again = You wanted to be asked again: are you coming to **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }?
nudge-agenda = What is **{ $title }** on { $weekday }, { $day }, { $from }–{ $to } about? The agenda is still empty.
nudge-notes = What did you agree on at **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }?
nudge-own = You wanted to be reminded: { $what }
nudge-own-meeting = You wanted to be reminded: { $what }. **{ $title }** is on { $weekday }, { $day }, { $from }–{ $to }
nudge-late = This comes later than planned, I could not be reached.
nudge-missed = I could not remind everybody of **{ $title }** on { $weekday }, { $day }, { $from }–{ $to } in time.
