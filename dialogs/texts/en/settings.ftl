### What everybody sets for themselves: when, how often and in which language Kitt writes.


settings-headline = **Your settings**
settings-language = { $chosen ->
    [yes] Language: always { $language }
   *[no] Language: the one you write in
}
settings-loud = Muted: no
settings-muted = { $midnight ->
    [yes] Muted: until { $weekday }, { $day }
   *[no] Muted: until { $weekday }, { $day }, { $time }
}
settings-muted-for-good = Muted: yes, until you undo it
settings-quiet = Quiet hours: every day from { $start } to { $end }
settings-quiet-none = Quiet hours: no
settings-days = { $any ->
    [yes] Days off: { $days }
   *[no] Days off: no
}
settings-digest = { $digest ->
    [daily] What is not urgent: together, once a day
    [weekly] What is not urgent: together, once a week
    [never] What is not urgent: not at all
   *[at_once] What is not urgent: at once
}
settings-where = I write to you on: { $messenger }
settings-guest = Guests have one setting only: the language. I do not write to you on my own.

option-settings = My settings
option-set-quiet = Quiet hours
option-set-days = Days off
option-set-digest = How often
option-addresses = Where I write to you

## Muted

mute-how-long = How long shall I be quiet? Choose, or write for example “until Monday” or “2 hours”.
mute-only-all = I cannot mute single groups and topics yet, only everything together. How long shall I be quiet?
option-mute = { $span ->
    [hour] One hour
    [tomorrow] Until tomorrow morning
    [monday] Until Monday
   *[ever] Until I undo it
}
muted = { $midnight ->
    [yes] All right, I am quiet. From { $weekday }, { $day }, I write on my own again.
   *[no] All right, I am quiet. From { $weekday }, { $day }, { $time }, I write on my own again.
}
muted-for-good = All right, I am quiet until you tell me otherwise.
mute-or-away = Shall I be quiet until then? If you are away yourself, write “I am away” and until when.
option-mute-until = Yes, be quiet until then
mute-not-away = That you are away is not entered yet. Write “I am away” and until when.
muted-still-answers = When you ask me something, I answer as ever.
option-unmute = Let me write again
unmuted = Good, from now on I write on my own again.
unmuted-already = I am not muted for you at the moment.

## Quiet hours, days off, how often

quiet-ask = At what time shall I not write to you on my own? Choose, or write for example “9 pm to 8 am”.
quiet-unclear = I did not understand these times, so nothing has changed. Write them for example like this: “9 pm to 8 am”.
option-quiet = { $start } to { $end }
option-quiet-none = No quiet hours
quiet-set = Every day from { $start } to { $end } I do not write to you on my own. What comes up meanwhile arrives afterwards.
quiet-off = There are no quiet hours now.
days-ask = On which days of the week shall I not write to you on my own? You can also write “Fridays and Saturdays”.
option-days = { $days }
option-days-none = No days off
days-set = On these days I do not write to you on my own: { $days }. What comes up then arrives afterwards.
days-none = There are no days off now.
digest-ask = How often shall I write to you what is not urgent?
option-digest = { $digest ->
    [daily] Together, once a day
    [weekly] Together, once a week
    [never] Not at all
   *[at_once] At once
}
digest-set = { $digest ->
    [daily] Noted: you get what is not urgent together, once a day.
    [weekly] Noted: you get what is not urgent together, once a week.
    [never] Noted: what is not urgent I keep to myself.
   *[at_once] Noted: you get what is not urgent at once, too.
}

## Language for good

language-set-for-good = Sure, from now on I always write to you in { $language }, whatever language you write in.
language-as-written = Noted: I answer in the language that you write in again.
option-language-always = Always { $language }
option-language-as-written = In the language that I write in

## Too many lookups

lookups-too-many = You have just looked up a great many contacts. So that nobody copies the whole directory, I take a break here; in an hour or two it goes on. If something is urgent, your coordinators can help.
lookups-note = { $name } got more than { $count } answers with contacts in a short time. I take a break there. It may just be a busy day; if in doubt, ask.
