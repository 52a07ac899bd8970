### From an empty store to a network: what there is, what comes next, and the regions.

setup-begin = Your network is still empty. I lead you through setting it up, step by step; you can skip any step and go on later with /setup.
setup-list = **Your network so far:**
    { $lines }
setup-language = { $done ->
    [yes] Language: { $language }
   *[no] Language: still open, { $language } until then
}
setup-name = { $done ->
    [yes] Name: { $name }
   *[no] Name: still open
}
setup-regions = { $count ->
    [0] Regions: still to come
   *[other] Regions: { $count }
}
setup-people = { $count ->
    [0] People besides you: still to come
   *[other] People besides you: { $count }
}
setup-groups = { $count ->
    [0] Groups: still to come
   *[other] Groups: { $count }
}
setup-invited = { $done ->
    [yes] Invited: { $writing } write to me already, open invitations: { $open }
   *[no] Invited: nobody yet
}
setup-next = { $step ->
    [language] Which language do I speak with people whose own I do not know yet? You change yours with /language.
    [name] What is your network called? Just write me its name.
    [regions] Where are you at work? Name your regions in one sentence, such as “Harz, Altmark, Halle”. “South: Halle, Saalekreis” works, too.
    [people] Who belongs to it? Send me your directory as a file (.xlsx, .csv or .vcf), and I first show you what would change. Or enter the first people one by one.
    [group] Now the first group: people who meet or work on something together.
   *[invite] Now invite the first people. They get a link and a code, and find me with them.
}
setup-done = All that matters is there. You can add to it at any time; /help shows you how.
setup-rest = You can do the rest at any time.
setup-language-set = Fine, when in doubt I speak { $language }.
setup-name-card = Your network is then called **{ $name }**. That is how I introduce myself to guests.
setup-name-again = This does not work as a name. Please write at most { $most } characters.
setup-name-set = Your network is now called **{ $name }**.
setup-person = Write to me who is new, such as “New in the team: Mara Beispiel, Harz, mara@example.org”. I ask for what is missing. Go on with /setup afterwards.
option-setup = { $step ->
    [begin] Set up
    [again] Look from the start
    [skip] Skip
    [people] Enter one by one
    [group] Make a group
   *[invite] Invite
}

regions-ask = { $count ->
    [0] Name your regions in one sentence, such as “Harz, Altmark, Halle”. “South: Halle, Saalekreis” works, too.
    [one] There is one region. Tap it or name more, such as “Harz, Altmark”.
   *[other] There are { $count } regions. Tap one or name more, such as “Harz, Altmark”.
}
regions-line = { $more ->
    [0] **{ $name }**: { $areas }
   *[other] **{ $name }**: { $areas } and { $more } more
}
regions-card = { $count ->
    [one] I make this region:
   *[other] I make these { $count } regions:
}
    { $lines }{ $more ->
    [0] { "" }
   *[other] { "" }
    and { $more } more
}
regions-known = There already: { $names }.
regions-unknown = { $count ->
    [one] I do not find “{ $first }” on the map. Tell me what belongs to it, such as “{ $first }: Halle, Saalekreis”.
   *[other] I do not find these on the map: { $names }. Tell me what belongs to them, such as “{ $first }: Halle, Saalekreis”.
}
regions-which = There are several “{ $name }”. Which do you mean?
regions-added = { $count ->
    [one] The region is entered.
   *[other] The { $count } regions are entered.
}
regions-shown = { $used ->
    [yes] { $lines }
    Somebody is entered here, so it stays.
   *[no] { $lines }
}
regions-ask-name = What is the region to be called?
regions-change = { $deed ->
    [rename] The region **{ $region }** is then called **{ $name }**.
   *[remove] The region **{ $region }** is removed.
}
regions-changed = { $deed ->
    [rename] The region is now called **{ $name }**.
   *[remove] The region **{ $name }** is removed.
}
option-region = { $deed ->
    [rename] Rename
   *[remove] Remove
}
option-regions-state = All districts of { $state ->
    [BB] Brandenburg
    [BE] Berlin
    [BW] Baden-Württemberg
    [BY] Bavaria
    [HB] Bremen
    [HE] Hesse
    [HH] Hamburg
    [MV] Mecklenburg-Vorpommern
    [NI] Lower Saxony
    [NW] North Rhine-Westphalia
    [RP] Rhineland-Palatinate
    [SH] Schleswig-Holstein
    [SL] Saarland
    [SN] Saxony
    [TH] Thuringia
   *[ST] Saxony-Anhalt
}
