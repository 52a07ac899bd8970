### Inviting, and deciding who may come in.

invite-target = What shall the invitation be for? Name a group or a region.
option-invite = { $kind ->
    [group] Group { $name }
   *[other] Region { $name }
}
option-invite-all = For the whole network
invite-uses = For how many people? You can also write: “25 people”.
option-invite-one = For one person
option-invite-many = For up to { $count } people
invite-made = { $names ->
    [none] Invitation into the network
   *[other] Invitation: { $names }
}{ $role ->
    [administrator] {" "}· to administer
    [coordinator] {" "}· to coordinate
   *[other] {""}
} · { $uses ->
    [one] for one person
   *[other] for up to { $uses } people
} · valid until { $until }{ $time ->
    [none] {""}
   *[other] , { $time }
}
    { $code }
    I show the code only now. Whoever shall come in sends it to me in private, or scans the picture.
invite-links = Or with a link: { $links }
invite-places = This link leads to me, the code is sent to me there: { $links }
invite-impossible = This invitation is not possible: one to { $most } people, a year at most, and only for groups and regions that exist.
invite-until = I did not understand until when the invitation shall count. Please write it again with a day or a time, a year at most: “invite 3 people until 31 December”.

access-request = { $about ->
    [none] **{ $name }** would like to join the network.
   *[other] **{ $name }** would like to join the network: { $about }
}
access-waits = { $days ->
    [one] This request has been waiting since yesterday, nobody has decided yet:
   *[other] This request has been waiting for { $days } days, nobody has decided yet:
}
access-check = Only let in whom you know: I cannot tell whether this is true.
option-let-in = Let in
option-let-in-new = Let in as a new person
option-let-in-as = { $about ->
    [none] This is { $name } of the directory
   *[other] This is { $name }, { $about }, of the directory
}
option-let-in-left = This is { $name }, who left as of { $day }
option-not-in = Decline
access-let-in = { $told ->
    [yes] **{ $name }** is in now and has been told.
   *[other] **{ $name }** is in now. I could not tell them just yet.
}
access-declined = { $told ->
    [yes] Declined. I have told **{ $name }** in a friendly way.
   *[other] Declined. I could not tell **{ $name }** just now.
}
access-decided = { $state ->
    [granted] This is decided already: **{ $name }** is in, let in by { $by }.
    [declined] This is decided already: **{ $name }** was declined by { $by }.
   *[other] This has settled itself: **{ $name }** is in already or no longer asks.
}
access-taken = Another account uses this entry of the directory by now.
access-list = { $count ->
    [one] One person is waiting to be let in:
   *[other] { $count } people are waiting to be let in:
}
