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
invite-yes = I’m coming
invite-no = I can’t come
invite-maybe = Not sure yet
invite-show = { $title } ({ $day })
channel-meeting-new = New meeting: **{ $title }**, { $weekday }, { $day }, { $from }–{ $to }
channel-meeting-ask = Who will come?

calendar-name = Meetings
calendar-called-off = Cancelled
calendar-link = With this link your calendar always shows your meetings as they are:
calendar-link-itself = { $link }
calendar-link-webcal = On iPhone, iPad and Mac use this one: { $link }
calendar-link-how = In Google Calendar, Outlook or Thunderbird you add it as a “calendar from the internet”, some say “from URL” or “subscribe”. It is only for you: whoever knows it sees your meetings. I show it just this once.
calendar-known = You have had a link for your calendar since { $day }. I cannot show it again. A new one ends the old one.
calendar-renew = New link
calendar-off = Switch the link off
calendar-file = As a file
calendar-stopped = Switched off. The link shows nothing any more; what your calendar has fetched already you remove there.
calendar-stopped-before = There was no link any more.
calendar-no-server = I cannot give you a link to subscribe to, as I cannot be reached from the internet here. These are your meetings as a file. It is as of today; changes I send you one by one.
calendar-as-file = Your meetings as of today:
calendar-empty = There is no meeting for you right now.
