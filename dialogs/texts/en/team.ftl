### Who is new, who becomes responsible for what, who leaves; what counts only after a look at the card.

help-absence = “I am on holiday until Friday”
help-coordination = For coordinators: “new colleague: …”, “… is responsible for … since Monday”, “… leaves us on the 31st of December”, “new group …”, “which channels are connected?”
draft-discarded = Fine, I leave everything as it was.
draft-which-person = { $count ->
    [one] Do you mean this person?
   *[other] Whom do you mean?
}
option-enter = Enter it
option-discard = Discard
option-skip = Skip

refused-exists = It is already there: { $names }.
refused-name = I cannot call it that. Please write a name made of letters.
refused-too-long = That is too long, at most { $longest } characters fit.
refused-nowhere = I still need the region or the group.
refused-days = These days do not fit together or are over. I have changed nothing.
refused-deputy = This person cannot stand in here. Please name somebody else.
refused-last = { $count ->
    [one] Then nobody would coordinate this group any more: { $names }. Name somebody else first, such as “Mara coordinates { $names }”.
   *[other] Then nobody would coordinate these groups any more: { $names }. Name somebody else first, such as “Mara coordinates …”.
}
refused-last-administrator = Nobody else administers the network. Make somebody else an administrator first, then it works.
refused-private = That only works where the group writes. Add me there and tell me again.
refused-gone = That does not exist any more. I have changed nothing.
refused-used = Somebody is entered in the region { $names }, or was. So it stays.
refused-nothing = There is nothing to change.

team-ask-name = { $hasname ->
    [yes] What is the full name of { $name }?
   *[no] Who is new? Give me first and last name. You can also write everything in one sentence, with commas.
}
team-ask-where = Where does { $name } belong?
team-ask-work = What is the function of { $name }, and in which project?
team-ask-reach = How can { $name } be reached? Write telephone and mail, with a comma.
team-wrong-mail = The mail address “{ $value }” cannot be right, I left it out.
team-wrong-number = The number “{ $value }” cannot be right, I left it out.
team-wrong-long = “{ $value }” is too long for me, I left it out.
team-not-yours = The region { $region } is not one of yours; its own coordinators enter new people there.
team-region = Region: { $region }
team-since = New since { $day }
team-namesake = Careful: { $name } is in the directory already. Is this somebody else?
team-left-over = I could not make anything of this: { $words }
team-check = Is that right? Just add what is missing or different.
team-added = **{ $name }** is in the directory now. To write with me, an invitation is still needed.

duty-how = Write for example “Lena is responsible for Halle since Monday” or “Lena is no longer responsible for Halle”.
duty-card = { $ends ->
    [yes] **{ $name }** is no longer responsible: { $what } · { $period }
   *[no] { $rank ->
        [deputy] **{ $name }** stands in: { $what } · { $period }
       *[first] **{ $name }** is responsible: { $what } · { $period }
    }
}
duty-from = from { $first }
duty-from-until = { $first } until { $last }
duty-last-day = last day: { $day }
duty-written = It is entered.
duty-told = { $ends ->
    [yes] { $by } has entered that you are no longer responsible: { $what } · { $period }. If that is not right, please say so.
   *[no] { $rank ->
        [deputy] { $by } has entered you as deputy: { $what } · { $period }. If that is not right, please say so.
       *[first] { $by } has entered you as responsible: { $what } · { $period }. If that is not right, please say so.
    }
}
option-all-projects = For all projects

leave-how = Write for example “Jonas leaves us on the 31st of December”, or about yourself “I am leaving the network on the 31st”.
leave-ask-day = { $who ->
    [own] When is your last day?
   *[other] When is the last day of { $name }?
}
leave-card = { $who ->
    [own] You stay until { $day }. After that you cannot look anything up here; a new invitation brings you back.
    [one] **{ $name }** stays until { $day }. After that I show this person no contacts any more; what they wrote stays.
   *[several] **{ $name }** stay until { $day }. After that I show them no contacts any more; what they wrote stays.
}
leave-card-now = { $who ->
    [own] You leave the network at once. From then on you cannot look anything up here; a new invitation brings you back.
    [one] **{ $name }** leaves the network at once. From then on I show this person no contacts any more; what they wrote stays.
   *[several] **{ $name }** leave the network at once. From then on I show them no contacts any more; what they wrote stays.
}
leave-done = { $who ->
    [own] It is entered. Until then everything stays the same for you.
   *[other] It is entered. Until then everything stays the same for { $name }.
}
leave-done-now = { $who ->
    [own] Done: you no longer belong to the network. Thank you for everything, and all the best!
    [one] Done: { $name } no longer belongs to the network.
   *[several] Done: { $name } no longer belong to the network.
}
leave-told = { $by } has entered that you stay until { $day }. If that is not right, please say so.
leave-told-now = { $by } has entered that you no longer belong to the network. Thank you for everything! I will not write to you by myself any more; /mydata shows what I still keep about you. If this is a mistake, ask to be let in again with /access.
stay-card = { $who ->
    [own] You stay, the last day no longer counts.
    [one] **{ $name }** stays, the last day no longer counts.
   *[several] **{ $name }** stay, the last day no longer counts.
}
stay-done = { $who ->
    [own] Good, you stay.
    [one] Good, { $name } stays.
   *[several] Good, { $name } stay.
}
option-at-once = At once
option-last-day-today = Today is the last day
option-last-day = { $day }

change-how = Give me name and change, such as “change Lena Voigt: 0345 123456, office hours Mon–Thu 9–15”. Responsibilities like this: “Lena is responsible for Halle from Monday”.
change-card = **{ $name }**, this is how I change the entry:
    { $lines }
change-function = Function: { $function }
change-written = It is changed.
draft-not-entered = I have not entered the card before.
several-left = One after the other, this is still missing. Write it to me afterwards: “{ $rest }”
draft-unclear = I did not understand that, the card still counts. Write the change with what it is about, such as “function: adviser” or “number: 0345 123456”.
team-wrong-name = The name “{ $value }” cannot be right, I left it out.
team-wrong-invite = This invites nobody yet. Afterwards write for example “invite someone to Halle”.
several-each = That was two things at once. Please write them one by one, such as “Lena is responsible for Halle from Monday”.
option-somebody-else = Somebody else
