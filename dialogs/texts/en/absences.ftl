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
