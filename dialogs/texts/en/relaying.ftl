### Speaking with a human: from the wish to "done".

relay-ask = Shall I ask somebody to get back to you? I pass on to the coordinators what you write now. Please no names of clients.
relay-sent = It is passed on. The answer arrives here; if nobody gets back to you, I ask the next ones after a day.
relay-later = No coordinator is in just now. As soon as somebody is, I pass it on.
relay-pending = Your request is on its way already, the answer arrives here. Would you like to add something?
option-relay-self = Answer it yourself
option-relay-leave = Do not pass it on
option-relay-pass = Pass it on
relay-left = All right, I pass nothing on.
relay-or-self = That sounds like something that I can answer myself. Shall I pass it on all the same?
relay-too-long = That is too long to pass on. Please stay below { $most } characters.
relay-withdrawn = All right, I ask nobody any more.
relay-none = Nothing that you asked for is open.
relay-closed = This request is done already.
relay-request = { $isguest ->
    [yes] { $name ->
        [none] **A guest** would like to speak with a human.
       *[other] **{ $name }** (guest) would like to speak with a human.
    }
   *[no] **{ $name }** would like to speak with a human.
} { $message ->
    [none] It does not say what about.
   *[other] “{ $message }”
}
relay-more = { $isguest ->
    [yes] { $name ->
        [none] **Your guest** answers you.
       *[other] **{ $name }** (guest) answers you.
    }
   *[no] **{ $name }** answers you.
} { $message ->
    [none] It seems to be urgent.
   *[other] “{ $message }”
}
relay-answer-ask = { $isguest ->
    [yes] What shall I answer? Guests see only your given name.
   *[no] What shall I answer { $name }?
}
relay-answer = **{ $name }** answers you: “{ $text }”
relay-answered = It is on its way.
relay-unreachable = I cannot reach this person just now, your answer has not arrived.
relay-reply-ask = What shall I answer?
relay-done = Good, it is done.
requests = { $count ->
    [one] **One open request**
   *[other] **{ $count } open requests**
}
requests-none = No request is open just now.
request-line = { $day }, { relay-name }: { $message ->
    [none] nothing said
   *[other] “{ $message }”
}
relay-name = { $isguest ->
    [yes] { $name ->
        [none] guest
       *[other] { $name } (guest)
    }
   *[no] { $name }
}
option-request = { relay-name }
option-relay-plain = Just pass it on
option-relay-more = Add something
option-relay-withdraw = No longer needed
option-relay-answer = Answer
option-relay-reply = Answer
option-relay-done = Done
