### Getting in: with a code, or by asking for access.

option-enter-code = Enter a code
option-ask-access = Ask for access
private-code = A code does not belong in the group, everybody can read it here. Send it to me in private.
form-over = This question is no longer open. Just begin again, nothing was entered.

code-ask = Send me your invitation code. Capitals or not, with or without dashes: all is fine.
code-wrong = This code does not count, or no longer. Have another look, or ask for a new one.
code-shape = This is no whole code yet: it has 20 letters and digits in five groups, like “4KQ7-…”. Send it again, or ask for access without a code.
no-code = It works without a code, too: I ask the coordinators for you. A code is given by whoever invites you to the network.
code-over = I am sorry, the invitation counts no longer: by now it is used up, out of date or taken back. Nothing was entered. Ask for a new one, or ask for access.
code-too-many = Those were many tries. Please try again in two hours, or ask for access without a code.
code-language = The code is right, nice to have you here. Which language shall we speak?

join-name = What is your name? Please give me first and last name.
join-name-again = I need first and last name and nothing else, for example “Kim Sample”.
join-name-half = { $name }, and what is your last name? Please write both.
join-summary = { $about ->
    [none] This is how I enter you: **{ $name }**
   *[other] This is how I enter you: **{ $name }** · { $about }
}
join-correct = Is that right? If something is not, write for example “Name: Kim Sample” or “Organisation: Sample Ltd”; “back” takes you one question back.
join-me = { $count ->
    [one] **{ $name }** is in the directory already. Is that you?
   *[other] **{ $name }** is in the directory several times. Which one are you?
}
option-me = { $about ->
    [none] Yes, { $name }
   *[other] Yes, { $name }, { $about }
}
option-not-me = No, I am new
join-taken = Somebody else has taken this entry by now. What is your name? Then we have another look.
join-organisation = Which organisation do you work for?
organisation-again = I cannot enter this as an organisation. Please write its name, 120 characters at most.
option-no-organisation = Without one
join-region = In which region do you work?
option-no-region = Somewhere else
privacy-notice = **Privacy in short** (version { $version })
    I store your name, your organisation and region and the account that you write from. Only members of the network see that, so that they find you. I delete the text of your messages as soon as I have answered. More at /privacy. Do you agree?
option-agree = I agree
option-disagree = Rather not
join-declined = All right, I have entered nothing. The code stays valid, should you change your mind.
joined = You are in now, { $name }. You can ask me whatever members may ask.
joined-try = Try it right away: “Contact for region { $region }?”
accept-card = This invitation gives you:
    { $lines }
    Would you like to use it?
option-accept = Use it
accepted = Done:
    { $lines }
gain-role = { $role ->
    [administrator] You may administer the network.
    [coordinator] You may coordinate.
   *[other] You are a member.
}
gain-coordinates = You coordinate { $names }.
gain-groups = You belong to { $names }.
gain-region = Your region is { $region }.
already-in = You are in already, nothing more is needed.
joined-told = **{ $name }** has joined with your invitation.

access-name = Gladly, I will ask the coordinators for you. What is your name? First and last name, please.
access-region = In which town or district do you work?
option-no-place = I do not know yet
access-summary = { $about ->
    [none] This is how I ask for you: **{ $name }**
   *[other] This is how I ask for you: **{ $name }** · { $about }
}
access-asked = I have asked. As soon as it is decided, I will write to you here.
access-nobody = Your request is noted, but I cannot reach anybody just now who may decide. A code is quicker: ask the person who told you about me.
access-already = Your request is on its way already. As soon as it is decided, I will write to you here.
access-too-many = You have asked several times just now. Please try again in two hours.
access-not-sent = All right, I have passed nothing on.
access-granted = Good news: you are in now. Ask me for example who is responsible for what in your region.
access-refused = Your request was not accepted this time. Do you know somebody in the network? With an invitation code you can come in at any time.
