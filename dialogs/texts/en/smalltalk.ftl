### Greeting, helping, pointing on.

greet = { $hasname ->
    [yes] Hello { $name }, good to hear from you. Whom or what are you looking for?
   *[no] Hello, good to hear from you. Whom or what are you looking for?
}
greet-guest = { $network ->
    [none] Hello, I am Kitt, the assistant of a network. I show contacts to members only. Do you have an invitation code?
   *[other] Hello, I am Kitt, the assistant of { $network }. I show contacts to members only. Do you have an invitation code?
}
thanks = You are welcome, any time.
goodbye = See you soon, and good luck.
cancelled = All right, cancelled.
nothing-to-cancel = Nothing is open at the moment.{ $guest ->
    [yes] {" "}Do you have an invitation code?
   *[no] {" "}Whom or what are you looking for?
}
nothing-open = No question is open at the moment.{ $guest ->
    [yes] {" "}Do you have an invitation code?
   *[no] {" "}Whom or what are you looking for?
}
choose-one = Please choose one of the options, by its number or in words.
left = All right, let us leave it.
all-right = All right.
out-of-scope = That is beyond me. I help with contacts, places, meetings and people in the network.
out-of-scope-guest = That is beyond me. I am the assistant of a network and help its members to find each other.
help = **You can ask me:**
help-region = “Contact in the region { $region }?” A place or a postcode will do, too.
help-topic = “Who does { $topic } in the region { $region }?”
help-commute = “Lives in { $home }, works in { $work }”
help-person = “Who is { $name }?”
help-new = “Who is new?”
help-meetings = “When is the next meeting?”, “I’m coming”, “Remind me tomorrow at 9 about …”
help-commands = **Finding:** /contact, /commute, /new, /directory, /group
    **Meetings:** /meetings, /lookback, /finddate, /calendar, /remind
    **Me:** /away, /mydata, /change, /visibility, /addresses, /mute, /unmute, /quiet
    { help-commands-all }
help-coordinators = **Coordinators:** /plan, /invite, /invitations, /requests, /new_colleague, /responsible, /leaves, /bind, /bindings, /unbind
help-administration = **Administration:** /setup, /regions
help-guest = { $network ->
    [none] I am Kitt, the assistant of a network of small organisations. With me its members quickly find the right contact. Do you have an invitation code?
   *[other] I am Kitt, the assistant of { $network }. With me its members quickly find the right contact. Do you have an invitation code?
}
human = { $count ->
    [one] This person coordinates the network. Choose them and I will show you how to reach them:
   *[other] These people coordinate the network. Choose somebody and I will show you how to reach them:
}
human-guest = I am a program. You reach a human through the coordinators of your network; I tell names to members only.
human-nobody = Nobody in the directory coordinates yet. Please turn to the person who told you about Kitt.
language-set = Sure, let us speak { $language }. I always answer in the language that you write in.
language-which = I speak { $languages }. Just write in the one that you like better, and I answer in it.
option-language = { $language }
option-speaker = Who speaks { $language }?
help-commands-all = **General:** /help, /start, /language, /settings, /link, /code, /access, /human, /mydata, /privacy, /export, /delete, /cancel
