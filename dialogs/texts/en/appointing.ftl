### Giving and taking roles.

role-whom = Whom do you mean? Write the name as it stands in the directory.
role-ask-where = What shall **{ $name }** coordinate? Name a region or a group.
role-card = { $deed ->
    [coordinate] **{ $name }** then coordinates { $places }: invites, lets people in and keeps the directory.
    [administer] **{ $name }** then administers the whole network and may do everything, also give and take roles.
    [unadminister] **{ $name }** then no longer administers.
   *[uncoordinate] { $places ->
        [none] { $all ->
            [none] **{ $name }** then no longer coordinates.
           *[other] **{ $name }** then coordinates nothing any more, so far { $all }.
        }
       *[other] **{ $name }** then no longer coordinates { $places }.
    }
}
role-done = Entered, and it counts for **{ $name }** from now on.
role-told = { $deed ->
    [coordinate] { $by } has asked you to coordinate { $places }. Begin with /invite, /requests and /new_colleague.
    [administer] { $by } has made you an administrator of the network. You may do everything now, also give and take roles.
    [unadminister] { $by } has entered that you no longer administer the network. Thank you for everything so far.
   *[uncoordinate] { $places ->
        [none] { $by } has entered that you no longer coordinate. Thank you for everything so far.
       *[other] { $by } has entered that you no longer coordinate { $places }. Thank you for everything so far.
    }
}
