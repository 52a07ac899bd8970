### What the course of a conversation needs, across all topics.

demo-notice = For trying out only: all people and numbers here are invented.
input-too-long = That is too long for me. Please tell me in a sentence or two whom or what you are looking for.
stale-option = This choice no longer counts. Just ask me again.
edit-taken = I have already taken your message on, so editing it changes nothing. Just write to me what should be different.
undecryptable = Your message reached me encrypted, and I lack its key. Please send it again. If that does not help, sign out of your app and in again.
now-shared = Others read along here now. What concerns only you, let us settle in our private chat.
guests-not = I show contacts and meetings to members only. Do you have an invitation code?
not-allowed = You do not have the right to do this here. Your coordinators can help.
only-private = Let us settle this between the two of us. Write to me in our private chat.
option-in-private = Go on in private
way-on-over = This link only counts for whoever asked, and for half an hour. Just ask me here once more.
unknown-command = I do not know the command “/{ $name }”.
no-such-option = { $count ->
    [one] There is only one choice. Answer with 1 or ask me something else.
   *[other] Please answer with a number from 1 to { $count } or ask me something else.
}
no-search-by-number = I cannot search by number. Give me a name, a place or a topic.
did-you-mean = I am not sure I understood. Did you mean:
nothing-said = No text reached me. Write whom or what you are looking for, for example a place.
only-signs = I cannot read that. Please tell me in words whom or what you are looking for.
error-sorry = That did not work just now. Please try again in a moment.
answer-uncertain = My last answer may not have reached you. If in doubt, ask again.
label = { $label }
not-yet = { $what }: I cannot do that yet. It is planned; until then your coordinators can help.

option-help = What can you do?
option-something-else = Something else
option-privacy = Privacy

## What the requests are called in “Did you mean …”

intent-find-contact = Find a contact
intent-find-commute-contact = Home and work: contacts at both ends
intent-who-is = Something about a person, organisation or project
intent-who-is-new = Who is new?
intent-list-directory = Show regions, projects and topics
intent-next-meeting = Next meeting
intent-past-meetings = Earlier meetings
intent-schedule-meeting = Plan a meeting
intent-change-meeting = Move or cancel a meeting
intent-rsvp-yes = Say yes to a meeting
intent-rsvp-no = Say no to a meeting
intent-rsvp-maybe = Say maybe to a meeting
intent-remind-me = Set a reminder
intent-find-date = Find a date together
intent-ask-group = Put a question to a group
intent-list-questions = See questions and answers
intent-answer-question = Answer a question
intent-broadcast = Send an announcement
intent-match-me = Meet somebody from another region
intent-my-dots = My dots
intent-set-language = Change the language
intent-mute = Mute
intent-unmute = Unmute
intent-privacy = Privacy
intent-export-data = Get my data
intent-delete-me = Delete my data
intent-help = Help
intent-human = Talk to a human
