### Groups and the channels in which they write.

groups-which = Which group do you mean?
groups-none = There is no group yet.
group-ask-name = What shall the group be called?
group-ask-member = Who shall join? A name is enough, several are fine.
group-card = { $deed ->
    [make] { $number ->
        [0] I make the group **{ $group }**, and you coordinate it.
       *[other] I make the group **{ $group }**, and you coordinate it. In it from the start: { $people }.
    }
    [rename] The group **{ $group }** will be called **{ $name }**.
    [end] { $count ->
        [0] The group **{ $group }** ends, its channels are disconnected. It has no members.
        [one] The group **{ $group }** (1 member) ends, its channels are disconnected. The person stays in the directory.
       *[other] The group **{ $group }** ({ $count } members) ends, its channels are disconnected. The people stay in the directory.
    }{ $meetings ->
        [0] { "" }
        [one] { "" } One meeting that is still to come is cancelled, and everybody invited is told.
       *[other] { "" } { $meetings } meetings that are still to come are cancelled, and everybody invited is told.
    }
    [leave] You leave the group **{ $group }**.
    [lead] { $people } will coordinate the group **{ $group }**, too.
    [remove] { $people } will no longer belong to the group **{ $group }**.
   *[add] Joining the group **{ $group }**: { $people }.
}
group-done = { $deed ->
    [make] The group **{ $group }** is there now. Tell me who belongs to it, such as “Mara to the group { $group }”.
    [rename] The group is now called **{ $name }**.
    [end] The group **{ $group }** has ended.
    [leave] You no longer belong to the group **{ $group }**.
   *[other] It is entered.
}
group-shown = { $count ->
    [0] **{ $group }**: no members yet
    [one] **{ $group }**: { $members }
   *[other] **{ $group }** ({ $count }): { $members }
}{ $channels ->
    [0] { "" }
    [one] { "" } · 1 channel
   *[other] { "" } · { $channels } channels
}
group-coordinators = Coordination: { $names }
group-told-join = { $by } has added you to the group **{ $group }**. If that does not suit you, write “I leave the group { $group }”.
group-told-lead = { $by } has asked you to help coordinate the group **{ $group }**. With “/group { $group }” you see what you can do.
option-do-it = Do it
option-group = { $deed ->
    [add] Somebody joins
    [rename] Rename
    [end] End
   *[leave] Leave
}

channel-introduction = { $network ->
    [none] Hello, I am Kitt, the assistant of a network. I answer when you call me by my name, or reply to a message of mine.
   *[other] Hello, I am Kitt, the assistant of { $network }. I answer when you call me by my name, or reply to a message of mine.
} Whoever coordinates your group replies here, for example, with “connect this channel with Fokusgruppe 2”.
channel-offer = I am in now: { $place }. Shall it belong to a group? Then what is for the group arrives there.
channel-bound-there = Connected: { $place } now belongs to the group **{ $group }**.
option-bind-to = { $group }
place-named = { $hastitle ->
    [yes] “{ $title }” ({ $messenger })
   *[no] { $messenger }
}
place-lost = { $standing ->
    [silent] I may not write here any more: { $place }. What is for the group **{ $group }** arrives there again as soon as I may.
   *[gone] I am not in here any more: { $place }. What is for the group **{ $group }** arrives there again as soon as you add me once more.
}
channel-card = What is for the group **{ $group }** I will then write here.
channel-bound = Connected: this channel now belongs to the group **{ $group }**.
channel-unbound = Disconnected: the channel no longer belongs to the group **{ $group }**.
channels = **Connected channels:**
channels-none = No channel is connected yet. Add me to the channel and write there, for example, “connect this channel with Fokusgruppe 2”.
channel-line = **{ $group }** · { $place } · { $kind ->
    [channel] channel
   *[group] group
} · since { $day }{ $hasby ->
    [yes] { "" } · { $by }
   *[no] { "" }
}{ $standing ->
    [silent] { "" } · I may not write there
    [gone] { "" } · I am not in it any more
   *[open] { "" }
}
option-bind = Connect
option-unbind = Disconnect: { $group } ({ $messenger })
group-unknown = { $count ->
    [0] I do not know a group “{ $name }”.
    [one] I do not know a group “{ $name }”. Do you mean this one?
   *[other] I do not know a group “{ $name }”. Do you mean one of these?
}
group-ask-leader = Who shall coordinate the group? A name is enough. Then you can leave it.
group-makers = Coordinators make groups. Tell me what it is about and I ask them: “I want to talk to a coordinator”.

## Invited by somebody outside of the network
invited-ask = { $by } has invited me to a room: { $place }. I do not know this person. Shall I join?
option-invited-yes = Yes, join
option-invited-no = No, decline
invited-decided = { $answer ->
    [yes] Fine, I am joining: { $place }.
   *[no] Fine, I decline: { $place }.
}
invited-before = { $answer ->
    [yes] That was decided already: I am joining, { $place }.
   *[no] That was decided already: I stay outside, { $place }.
}
invited-yes = Thank you for your invitation. The coordinators agree, I am coming.
invited-no = Thank you for your invitation. I am not coming this time.
