### Looking back: earlier meetings, what was agreed, links, who was there.

lookback-heading-all = **Looking back**, the last meeting first:
lookback-heading = **Looking back** · { $what }
lookback-since = Since **{ $title }** ({ $day }):
lookback-quoted = “{ $words }”
lookback-span = { $first } to { $last }
lookback-from = from { $day }
lookback-until = until { $day }
lookback-lines = { $lines }
lookback-head = **{ $title }** · { $weekday }, { $day }
lookback-head-timed = **{ $title }** · { $weekday }, { $day }, { $from }–{ $to }
lookback-came = { $count ->
    [one] 1 person was there
   *[other] { $count } were there
}
lookback-yes = { $count ->
    [one] 1 person had said yes
   *[other] { $count } had said yes
}
lookback-names = Had said yes: { $names }
lookback-who = Who was there is shown to the group’s coordinators only.
lookback-agenda = What it was about: { $agenda }
lookback-agreed = Agreed: { $notes }
lookback-no-notes = Nobody has written down yet what was agreed.
lookback-open = Open: { $what }
lookback-open-more = { $count ->
    [one] … and 1 more open point
   *[other] … and { $count } more open points
}
lookback-link = { $title }: { $url }
lookback-cut = I looked through the last { $count } meetings.
lookback-nothing = I know of no earlier meetings of your groups.
lookback-nothing-for = I find no earlier meeting of your groups for this: { $what }
lookback-ahead = That is still ahead of us. Shall I look for the next meeting?
lookback-first = I know of no meeting before that.
lookback-file-empty = There is nothing that could go into a file.
lookback-file = { $count ->
    [one] 1 meeting as a table:
   *[other] { $count } meetings as a table:
}
option-lookback = { $title } · { $day }
option-lookback-more = More
option-lookback-all = All earlier meetings
option-lookback-before = The meeting before
option-lookback-file = As a file
option-notes = { $has ->
    [yes] Add to the notes or change them
   *[no] Write down what was agreed
}
option-notes-link = Add a link
option-notes-came = How many were there
option-agenda = Write the agenda

## Writing down

noting-ask = { $kind ->
    [notes] { $has ->
        [yes] What is to be added, or what should be there? Write it to me in one message.
       *[no] What was agreed? Write it to me in one message. Lines that begin with “open:” are shown as open points.
    }
   *[agenda] { $has ->
        [yes] What is to be added, or what should be there? Write it to me in one message.
       *[no] What is it about? Write me the agenda in one message.
    }
}
noting-stands = { $whose ->
    [own] You have written: “{ $text }”
    [other] { $by } has written: “{ $text }”
   *[nobody] This is there already: “{ $text }”
}
noting-new = New from you: “{ $text }”
noting-delete = { $kind ->
    [notes] Shall I delete what was agreed here?
   *[agenda] Shall I delete the agenda?
}
noting-changed = Meanwhile somebody else has written there. Please look again:
noting-done = { $gone ->
    [yes] Deleted.
   *[no] { $kind ->
        [notes] Written down.
       *[agenda] The agenda is set.
    }
}
noting-too-long = With { $count } characters this is too long, { $longest } fit at most. Please shorten it, or keep the whole as a link.
noting-not-yet = This meeting has not been yet. Do you mean the agenda?
noting-over = This meeting is over or called off. Do you mean what was agreed there?
noting-not-yours = The group’s coordinators write this down. Just send it to them.
noting-which = { $count ->
    [one] To this meeting? Everybody in the group can read it then.
   *[other] Which of the { $count } meetings do you mean?
}
noting-which-none = { $kind ->
    [notes] I find no earlier meeting for this that you may write for. Please tell me the day.
   *[agenda] I find no meeting to come for this that you may write for. Please tell me the day.
}
noting-ask-link = Send me the link, with a few words before it if you like: “minutes https://…”
noting-wrong-link = This is no link that I can keep. It begins with https:// or http:// and holds no password.
noting-many-links = { $count } links are the most for one meeting. Take one away first, or link a folder.
noting-linked = The link is kept.
noting-unlinked = The link is gone.
noting-ask-came = How many were there? Write “12 were there”, for example, or “unknown”.
noting-wrong-number = It cannot have been that many. Please tell me a number below 10000.
noting-counted = Noted.
option-noting = { $title } · { $day }
option-noting-add = Add
option-noting-replace = Replace
option-noting-delete = Delete
option-noting-unlink = Take away: { $title }

## Importing

meetings-import-card = I have read **{ $file }**, nothing of it counts yet:
    { $lines }
    Nobody is invited or reminded because of it.
meetings-import-hint = Only a part of it? Write “only focus group”, for example: then I take the dates with these words in their title.
meetings-import-new = { $count ->
    [one] **New:** 1 meeting
   *[other] **New:** { $count } meetings, such as
}
meetings-import-changed = { $count ->
    [one] **Changed:** 1 meeting
   *[other] **Changed:** { $count } meetings, such as
}
meetings-import-unchanged = Unchanged: { $count }
meetings-import-line = – { $title }, { $day }
meetings-import-left = { $why ->
    [ahead] Left out, as it is not over: { $count }
    [cancelled] Left out, as called off: { $count }
    [private] Left out, as marked private: { $count }
    [long] Left out, as longer than two weeks: { $count }
   *[shortened] Texts shortened: { $count }
}
meetings-import-which = { $count ->
    [one] Which group does the meeting belong to?
   *[other] Which group do the { $count } meetings belong to?
}
meetings-import-no-group = There is no group yet that the meetings could belong to. Make one first: “new group …”
meetings-import-same = { $more ->
    [0] All of it is there already, { $count } meetings.
   *[other] All of it is there already, { $count } meetings.
    { $lines }
}
meetings-import-none = { $more ->
    [0] There is no meeting in it that is over.
   *[other] There is no meeting in it that I can import.
    { $lines }
}
meetings-import-done = { $changed ->
    [0] Imported: { $count } new.
   *[other] Imported: { $count } new, { $changed } changed.
}
meetings-import-only = From you I read earlier meetings: a calendar file (.ics) or a table (.csv) with the columns date and title.
