### Invitations to meetings, to people and in a group's channels. See storage/services/invited_texts.py.

nudge-invited = You are invited: **{ $title }**, { $weekday }, { $day }, { $from }–{ $to }
nudge-invited-own = For your calendar: **{ $title }**, { $weekday }, { $day }, { $from }–{ $to }
nudge-invited-series = This meeting repeats. All its dates are in the calendar file.
nudge-invited-several = You are invited to several meetings:
nudge-invited-line = • **{ $title }**, { $weekday }, { $day }, { $from }–{ $to }
nudge-invited-more = { $count ->
    [one] And one more meeting.
   *[other] And { $count } more meetings.
}
invite-ask = Will you come?
invite-yes = I’ll come
invite-no = I can’t
invite-maybe = Maybe
invite-show = { $title } ({ $day })
channel-meeting-new = New meeting: **{ $title }**, { $weekday }, { $day }, { $from }–{ $to }
channel-meeting-ask = Who will come?
