### What Kitt knows about somebody, and what they can change about it.

privacy = **Privacy in short**
    **What I keep:** what the directory says about you, which accounts you write from, your settings and wishes, where our conversation stands, and who changed something in the directory and when.
    **What for:** so that you find each other and I can reach you. Other services get nothing of it.
    **How long:** the text of your messages until I have answered, everything else until you or your coordinators delete it.
    **Who sees it:** members see your entry, numbers and addresses only as far as you allow. Guests see nothing.
privacy-guest = **Privacy in short**
    **What I keep:** which account you write from and when, where our conversation stands, and what you asked for.
    **What for:** so that I can answer you. Other services get nothing of it.
    **How long:** the text of your messages until I have answered, everything else until you delete it.
    **Who sees it:** coordinators see what you ask them for, nobody else does.
privacy-rights = **Your rights:** see everything and take it along (/export), { $guest ->
    [yes] have it corrected (/human), delete it (/delete).
   *[no] correct it (/change), say who sees what (/visibility), delete it (/delete).
}
privacy-version = Version of this notice: { $version }
notice-newer = There is a new version of the privacy notice ({ $version }). You find it with /privacy. Is that fine with you? You can go on asking me either way.
notice-agreed = Thank you! I noted that you agree to version { $version }.
option-own-data = My data
option-export = Everything as a file
option-delete-me = Delete my data
option-correct = Correct something
option-visible = Who sees what?
own-data = **This is what the directory says about you:**
own-data-guest = You are not in the directory. Of guests I keep only which account they write from, when, what they asked for, and where our conversation stands. I delete the text of your messages once I have answered.
own-data-former = You no longer belong to the network. Your entry is still kept: name, numbers, languages, responsibilities, groups and settings. Members no longer see it. /export gives you exactly what is there, and with /delete everything goes.
own-data-export = Here is everything that I keep about you: as a page to read, and as JSON for other programs. Keep it safe{ $numbers ->
    [yes] , your numbers are in it.
   *[no] .
}

## Deleting

deletion-ask = **Delete your data?**
    **All that is yours goes:** your entry with numbers, languages, responsibilities and absences, your groups, settings and consents, your accounts and our conversations.
    **What stays is without your name:** that somebody changed something on some day. What you wrote in groups lies there, not with me. Whoever runs Kitt deletes the backups.
    Until midnight today you can change your mind. After that I no longer know you.
deletion-ask-guest = **Delete your data?**
    Everything goes: your account with me, our conversation, and what you asked for. Until midnight today you can change your mind.
deletion-noted = Noted: on { $day } at midnight, when that day begins, I delete everything about you. Until then “keep” is enough, and everything stays. After that I will not write to you any more.
deletion-pending = You are going to be deleted already, on { $day } at midnight, when that day begins. Would you rather stay?
deletion-undone = Good, everything stays as it was.
deletion-none = No deletion is noted, everything stays as it is.
signoff-which = What do you mean by that? I can be silent, forget a messenger, or delete everything about you.
deletion-choose = Deleting deserves a second thought, so a plain yes is not enough. Write “yes, delete” or “keep”.
delete-part = Only a part of it? Then correct it, or I tell the coordinators what is to go. Deleting everything is possible, too.
delete-others = { $editor ->
    [yes] I delete people only when they ask for it themselves. Is somebody leaving the network? Write to me, for example “{ $name } leaves us on the 31st”
   *[no] I delete people only when they ask for it themselves. If somebody leaves the network, tell your coordinators.
}
deletion-last-coordinator = You are the only one who coordinates { $groups }. Please name somebody else first, then I delete everything about you.
deletion-last-administrator = You are the last administrator. Please name somebody else first, then I delete everything about you.
option-really-delete = Yes, delete
option-keep-me = No, keep it
option-export-first = Everything as a file first
option-delete-everything = Delete everything about me

## Who sees what

consent-overview = **This is how much others see of you:**
consent-way = { $way }: { $who ->
    [private] members, but never in groups
    [coordinators] coordinators only
   *[network] all members
}
consent-field = { consent-name }: { $hidden ->
    [yes] coordinators only
   *[no] all members
}
consent-name = { $field ->
    [function] Function
    [office_hours] Office hours
    [since] Since when you are here
   *[groups] Groups
}
consent-ask = Who may see { $way }?
consent-which = Which of these do you mean?
option-consent-way = Change { $way }
option-consent-field = { $hidden ->
    [yes] Show to everybody: { consent-name }
   *[no] Coordinators only: { consent-name }
}
option-visibility = { $way }: { $who ->
    [private] never in groups
    [coordinators] coordinators only
   *[network] all members
}
option-remove-way = Take { $way } out of my entry

## Correcting

correct-what = What is wrong?
correct-ask = { $field ->
    [phone] What is your telephone number?
    [mobile] What is your mobile number?
    [email] What is your mail address?
    [office_hours] When can you be reached? With “-” I take the hours out.
    [function] What do you do? With “-” I take it out.
   *[languages] In which languages do you work with clients? Name them all.
}
correct-invalid = { $field ->
    [email] That is no mail address that I can read. For example: name@example.org
    [languages] I recognise no language in that. For example: German, Arabic
   *[other] That is no number that anybody could call. For example: 030 23125123
}
correct-too-long = That is too long. Please stay below { $most } characters.
correct-confirm = Shall I write it down like this? { correct-field }: { $value ->
    [none] nothing any more
   *[other] { $value }
}
correct-field = { $field ->
    [phone] Telephone
    [mobile] Mobile
    [email] Mail
    [office_hours] Office hours
    [function] Function
    [name] Name
   *[languages] Languages
}
correct-done = It is changed.
option-field = { correct-field }
option-duties = What I am responsible for
option-something-other = Something else
option-correct-yes = Yes, write it down
option-correct-no = No, leave it
duties = What changes about your responsibilities? I then ask the coordinators whether it is right.
option-duty-end = No longer: { $what }
option-duty-new = Something new
duty-ask = What are you responsible for now, too? Name a project, region or topic.
duty-unknown = I recognise no project, region or topic of the directory in that. What is it called there?
duty-sent = I have asked the coordinators. Once they agree it is in the directory, and I let you know.
duty-nobody = I cannot reach any of the coordinators just now. Please try again later.
duty-wish = { $kind ->
    [end] **{ $name }** is no longer responsible for { $what }. Is that right?
   *[begin] **{ $name }** is responsible for { $what } now. Is that right?
}
option-duty-yes = Yes, write it down
option-duty-no = No
duty-done = It is written down, I let them know.
duty-is-so = The directory says so already.
duty-granted = The coordinators agreed, your responsibility is changed: { $what }
duty-refused = The coordinators would like to talk about your responsibility before they change anything: { $what }
limit-requests = Those were many requests at once. Please try again in an hour.
consent-nobody = What is in the directory is seen by the coordinators at least. What would you rather have?
consent-not-found = You can hide numbers, function and office hours. People find you by what you are responsible for; the coordinators take that out.
duty-not-yours = The directory does not name you as responsible for that.
duty-one = Those were several at once. Please name one after the other, so that nothing gets lost.
option-duty-ask = Yes, pass it on
own-duty-card = { $kind ->
    [end] You are no longer responsible for { $what }. Shall I ask the coordinators whether it is right?
   *[begin] You are responsible for { $what } now. Shall I ask the coordinators whether it is right?
}
option-rename = Yes, that is my name
rename-refused = The coordinators would like to talk about your name before they change it: { $name }
rename-granted = The coordinators agreed, in the directory you are called { $name } now.
rename-wish = **{ $name }** is called { $wanted } now. Is that right?
rename-card = You are called **{ $name }**, not { $before }. Is that right? The coordinators still have to agree.
rename-ask = What is your right name? Please write your given and family name.
correct-guest = As a guest you are not in the directory. Shall I pass on to the coordinators what you wrote?
correct-by-coordination = That is for the coordinators to change. Shall I pass on to them what you wrote?
correct-at-once = I write it down at once, not only on a later day.
correct-confirm-also = And { correct-field }: { $value }
