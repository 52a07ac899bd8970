### Who is away when, and who stands in.

absence-ask-until = Until when, and who stands in? For example “until 3 January, Jonas covers for me”.
option-open-end = I do not know yet
absence-card = { $own ->
    [yes] { $why ->
        [holiday] **You are on holiday:** { $period }
       *[away] **You are away:** { $period }
    }
   *[no] { $why ->
        [holiday] **{ $name } is on holiday:** { $period }
       *[away] **{ $name } is away:** { $period }
    }
}{ $hasdeputy ->
    [yes] { "" } · deputy: { $deputy }
   *[no] { "" } · without a deputy
}
absence-deputy-unclear = I did not understand who stands in. Just add the name.
absence-from = from { $first } until further notice
absence-from-until = { $first } to { $last }
absence-day = { $first }
absence-entered = It is entered and ends by itself. Whoever is back earlier writes “I am back”.
absence-ended = Welcome back. The absence has ended.
absence-cancelled = The absence is deleted.
absence-own = { $why ->
    [holiday] Entered: holiday, { $period }
   *[away] Entered: away, { $period }
}{ $hasdeputy ->
    [yes] { "" } · deputy: { $deputy }
   *[no] { "" }
}
option-cancel-absence = Delete: { $period }
absence-told = You stand in for **{ $name }**: { $period }. If that does not suit you, please talk to each other.
absence-told-entered = { $by } entered an absence for you: { $period }. If that is wrong, write “delete my holiday”.
absence-told-ended = { $by } ended an absence of yours. If that is wrong, write for example “I am away until Friday”.
absence-ask-days = These days do not fit, are over or stand in no calendar. From when until when? For example “from 3 January until 5 January”.
absence-same = Just that is entered already.
absence-replaces = This replaces what is entered for that time: { $periods }.
absence-more-days = Those were several times, only this one is entered. Tell me the other one afterwards.
absence-more-people = This is for one person and one deputy only, not for { $names }. Tell me that afterwards.
absence-nobody = Nobody is entered as away today.
absence-none-own = No absence is entered for you, so nobody stands in either.
absence-of = **{ $name }:**
absence-of-one = **{ $name }:** { $period }{ $hasdeputy ->
    [yes] { "" } · deputy: { $deputy }
   *[no] { "" }
}
absence-ended-other = The absence has ended.
option-back = Is back
