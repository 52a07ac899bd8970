### Open invitations, and taking one back.

invitations = { $count ->
    [one] One invitation is open:
   *[other] { $count } invitations are open:
}
invitations-none = No invitation is open. Make a new one with /invite.
invitations-lines = { $lines }
invitations-more = { $count ->
    [one] And one more. Name its group or region, and I will show it.
   *[other] And { $count } more. Name a group or region, and I will show them.
}
invitation-line = { $names ->
    [none] The whole network
   *[other] { $names }
}{ $role ->
    [administrator] {" "}· to administer
    [coordinator] {" "}· to coordinate
   *[other] {""}
} · { $uses ->
    [one] for one more person
   *[other] for { $uses } more people
} · until { $until }{ $time ->
    [none] {""}
   *[other] , { $time }
}{ $made ->
    [you] {" "}· by you
    [person] {" "}· by { $by }
    [console] {" "}· by the command line
   *[hidden] {""}
}
option-take-back-one = { $names ->
    [none] Take back: the whole network, until { $until }
   *[other] Take back: { $names }, until { $until }
}
option-take-back = Take back
take-back-which = Which invitation shall count no longer?
take-back-no-such = No such invitation is open. Open is:
take-back-card = This invitation then counts no longer, at once, also for people who are just redeeming it:
    { $line }
take-back-done = Taken back. Nobody comes in with this code any more.
take-back-over = This invitation counts no longer already.
