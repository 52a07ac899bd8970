### Finding a date: a group says what suits it.

finddate-time = { $weekday }, { $day }, { $from }–{ $to }
finddate-moment = { $weekday }, { $day }, { $from }
finddate-day-time = { $weekday }, { $day }, { $from }
finddate-line = { $number }. { $what }
finddate-own-line = { $answer ->
    [yes] { $number }. ✓ { $what }
    [maybe] { $number }. ~ { $what }
    [no] { $number }. ✗ { $what }
   *[open] { $number }. { $what }
}
finddate-yes = { $count ->
    [0] nobody so far
    [one] suits 1 person
   *[other] suits { $count } people
}
finddate-maybe = { $count } maybe
finddate-no = { $count } not
finddate-over = over
finddate-holiday = public holiday
finddate-clash = { $named ->
    [yes] { $count ->
        [one] 1 person has “{ $title }” then
       *[other] { $count } people have “{ $title }” then
    }
   *[no] { $count ->
        [one] 1 person has another meeting then
       *[other] { $count } people have another meeting then
    }
}
finddate-head = { $same ->
    [yes] **{ $title }**: when does it suit you? It takes { $minutes } minutes.
   *[no] **{ $title }** ({ $group }): when does it suit you? It takes { $minutes } minutes.
}
finddate-until = Vote by { $until }; several times are fine.
finddate-voted = { $of ->
    [one] Answered: { $count } of 1
   *[other] Answered: { $count } of { $of }
}
finddate-by-words = Tell me here or in private what suits you, such as “1 and 3 work” or “all but number 2”.
finddate-decided = The date is set: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }.
finddate-ended = { $state ->
    [cancelled] Finding a date for “{ $title }” has ended, without a date.
   *[over] Finding a date for “{ $title }” is over.
}
finddate-tie = { $count } times are level. You decide.
finddate-carried = { $answer ->
    [yes] You said that this time suits you, so I noted that you come. You can change that at any time.
    [maybe] You had said “maybe”, and so I noted it. Will you come?
    [no] You said that this time does not suit you, so I noted that you cannot come. If you can after all, tell me.
   *[open] Will you come?
}
finddate-asks = { $name } is looking for a date for **{ $group }**.
finddate-ripe = { $why ->
    [deadline] Time is up: **{ $title }**. You decide when the meeting is.
    [all] Everybody has answered: **{ $title }**. You decide when the meeting is.
   *[quorum] At least { $count } can come: **{ $title }**. You can set the date now.
}
finddate-news = { $count ->
    [one] A new time for **{ $title }**. Does it suit you?
   *[other] { $count } new times for **{ $title }**. Do they suit you?
}
finddate-chase = A short reminder: your answer for **{ $title }** is still missing.
finddate-expired = All times for **{ $title }** are over, and nobody has chosen one. I have ended the search.

finddate-card = { $same ->
    [yes] This is what I ask **{ $title }**, for { $minutes } minutes:
   *[no] This is what I ask **{ $group }**: “{ $title }”, for { $minutes } minutes:
}
finddate-card-until = { $quorum ->
    [0] Voting ends on { $until }.
    [one] Voting ends on { $until }. I tell you earlier if 1 person can come.
   *[other] Voting ends on { $until }. I tell you earlier if { $quorum } can come.
}
finddate-card-reach = { $people ->
    [one] Goes to 1 member
   *[other] Goes to { $people } members
}{ $channels ->
    [0] { "" }, each in private.
    [one] { "" } in private and to 1 channel.
   *[other] { "" } in private and to { $channels } channels.
}
finddate-unread = I did not understand: { $what }. Please write it in another way.
finddate-ask-group = For which group are you looking for a date?
finddate-ask-clock = At what time on { $days }?
finddate-ask-reading = What do you mean by “{ $said }”?
finddate-ask-times = { $count ->
    [0] Which times do you suggest? Such as “Tue 10am, Wed 2pm or Thu half past two”.
   *[other] Noted: { $there }. Which other time do you suggest? It takes at least two.
}
finddate-ask-long = How long is the meeting to be?
finddate-asked = { $channels ->
    [0] { $people ->
        [one] On its way, to 1 person.
       *[other] On its way, to { $people } people.
    }
    [one] { $people ->
        [one] On its way, to 1 channel and 1 person.
       *[other] On its way, to 1 channel and { $people } people.
    }
   *[other] { $people ->
        [one] On its way, to { $channels } channels and 1 person.
       *[other] On its way, to { $channels } channels and { $people } people.
    }
}
finddate-none-open = { $plans ->
    [yes] No search for a date is open. Start one, such as “find a date for the focus group: Tue 10am, Wed 2pm, 90 minutes”.
   *[no] No search for a date is open in your groups.
}
finddate-which = { $count ->
   *[other] { $count } searches for a date are open. Which one do you mean?
}
finddate-not-yours = Who coordinates a group can ask it for a date. Just tell them.
finddate-decided-own = { $count ->
    [one] Set: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }. I tell the one person; what they answered counts as coming or not.
   *[other] Set: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }. I tell all { $count }; what they answered counts as coming or not.
}
finddate-cancel-really = End the search **{ $title }** without a date? Who has answered is told.
finddate-cancelled-own = The search **{ $title }** has ended.
finddate-noted = { $has ->
    [yes] Noted, this suits you: { $yes }
    [maybe] Noted, this may suit you: { $maybe }
    [yes-maybe] Noted, this suits you: { $yes }
        Maybe: { $maybe }
    [no] Noted, this does not suit you: { $no }
   *[nothing] Noted: no time suits you. You can also suggest another one.
}
finddate-noted-here = Noted.
finddate-unclear = There are several times on that day of the week. Please tap the ones that you mean.
finddate-ask-other = When would it suit you? Such as “Friday 9am”.
finddate-one-time = I could not read that as a new time. Write a day with a time, such as “Friday 9am”.
finddate-suggest = This is what I suggest to everybody, for **{ $title }**: { $weekday }, { $day }, { $from }–{ $to }. Like this?
finddate-suggested = Thank you, the time can be chosen now. Who has answered already is told in a quarter of an hour.
finddate-outsider = Only members of the group that the date is for can vote.

finddate-refused-over = At least one of these times is over. Please name times that are still to come.
finddate-refused-full = Nobody can keep track of more than { $most } times, nor of more than { $polls } searches at once. Please leave something out.
finddate-refused-deadline = The deadline has to be in the future, and before the last time that you suggest. By when should everybody answer?
finddate-refused-nothing = It takes at least two times to choose from.
finddate-refused-exists = This time is there already.

option-finddate-time = { $sign ->
    [yes] ✓ { $weekday }, { $day }, { $from }
    [maybe] ~ { $weekday }, { $day }, { $from }
    [no] ✗ { $weekday }, { $day }, { $from }
   *[open] { $weekday }, { $day }, { $from }
}
option-finddate-reading = { $weekday }, { $day }, { $from }
option-finddate-none = No time suits
option-finddate-other = Suggest another time
option-finddate-done = Done
option-finddate-change = Change
option-finddate-private = My answers
option-finddate-decide = Set: { $weekday }, { $day }, { $from }
option-finddate-cancel = End without a date
option-finddate-really = Yes, end it
option-finddate-keep = Go on asking
option-finddate-ask = Ask like this
option-finddate-minutes = { $minutes } minutes
option-finddate-poll = { $same ->
    [yes] { $title }
   *[no] { $title } ({ $group })
}
option-finddate-stand = Results, and set the date
option-finddate-suggest = Suggest it
option-finddate-no = Rather not
