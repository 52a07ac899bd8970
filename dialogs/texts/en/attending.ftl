### Who comes to a meeting, and which meetings there are.

option-attend-yes = I’m coming
option-attend-no = I can’t come
option-attend-maybe = Not sure yet
option-attend-not-after-all = Not after all
option-attend-change = Change
option-attend-comment = Add a comment
option-attend-no-comment = Leave out the comment
option-attend-later = Ask me again tomorrow
option-attend-only-me = Only I am not coming
option-attend-call-off = The meeting is off
option-attend-refresh = Refresh
option-attend-who = Who is coming?
option-attend-chase = { $count ->
    [one] Ask one person again
   *[other] Ask { $count } without an answer again
}
option-agenda-write = Write the agenda
option-notes-write = Write it down
option-meeting = { $title }, { $day }, { $time }
option-meetings = More dates
option-meetings-more = More

attend-noted = { $answer ->
    [yes] Good, you are coming: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }
    [no] Pity, you are not coming: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }
   *[maybe] Noted, you are not sure yet: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }
}
attend-comment = Comment for the coordinators: “{ $comment }”
attend-ask-comment = What would you like to tell the coordinators? Only they see it.
attend-no-comment = All right, no comment.
attend-comment-long = That is too long, { $longest } characters fit at most. Please make it shorter.
attend-comment-late = There is nothing to comment on any more: the meeting is over, cancelled, or you have not answered yet.
attend-again = I will ask you again: on { $weekday }, { $day }, at { $from }.
attend-again-late = The meeting is before that, so I will not ask again. Tell me as soon as you know.
attend-only-you = This counts for you only. Others tell me themselves: { $names }
attend-others = Everybody tells me themselves whether they come. I note nothing for others: { $names }
attend-not-called-off = Only you are signed off, the meeting takes place.
attend-for-whom = Is it only you who is not coming, or is the meeting off?
attend-which = { $answer ->
    [yes] Which meeting are you coming to?
    [no] Which meeting can you not come to?
   *[maybe] Which meeting do you mean?
}
attend-which-then = There is no meeting then that you are invited to. Which one do you mean?
attend-who-which = Which meeting do you mean?
attend-none = There is no meeting coming up that you are invited to.
attend-not-invited = You are not invited to this meeting, so I noted nothing.
attend-gone = This meeting is gone, or it is not yours. I changed nothing.
attend-over = **{ $title }** on { $weekday }, { $day }, { $from }–{ $to } is over. I noted nothing.
attend-called-off = **{ $title }** on { $weekday }, { $day }, { $from }–{ $to } is cancelled. There is nothing left for you to do.

## Who comes

attend-counts = Coming: { $yes } · Not coming: { $no } · Maybe: { $maybe }
attend-open = No answer yet: { $count }
attend-own = { $answer ->
    [yes] You are coming.
    [no] You are not coming.
    [maybe] You are not sure yet.
   *[open] Are you coming?
}
attend-names = { $answer ->
    [yes] **Coming ({ $count }):** { $names }
    [no] **Not coming ({ $count }):** { $names }
   *[maybe] **Not sure yet ({ $count }):** { $names }
}
attend-silent = **No answer yet ({ $count }):** { $names }
attend-remark = { $name }: “{ $comment }”
attend-more-names = { $count } more
attend-chased = { $count ->
    [0] They were asked today already. Tomorrow it works again.
    [one] I am asking one person again.
   *[other] I am asking { $count } people again.
}

## Which meetings there are

meetings-list = { $count ->
    [one] **This meeting is coming up:**
   *[other] **These meetings are coming up:**
}
meetings-line = { $own ->
    [yes] { $title }: { $weekday }, { $day }, { $from } · you are coming
    [no] { $title }: { $weekday }, { $day }, { $from } · you are not coming
    [maybe] { $title }: { $weekday }, { $day }, { $from } · you are not sure yet
    [cancelled] Cancelled: { $title }, { $weekday }, { $day }, { $from }
   *[none] { $title }: { $weekday }, { $day }, { $from }
}
meetings-none = There is no meeting coming up.
meetings-none-plan = To plan one, write for example “plan a meeting on Monday at 10”.
meetings-none-then = There is no meeting then. The next one is:
meetings-no-room = This chat belongs to no group. Ask me about your meetings in our private chat.
