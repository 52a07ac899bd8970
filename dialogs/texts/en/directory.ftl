### Who is responsible, who is who: directory, commuting, newcomers, overviews.

ask-region = Which region or place? A postcode will do, too.
directory-empty = The directory is still empty. The coordinators can fill it.

contacts-headline = { $anywhere ->
    [yes] { $count ->
        [one] **Contact**
       *[other] **{ $count } contacts**
    }
   *[no] { $count ->
        [one] **{ $what }**
       *[other] **{ $what }: { $count } contacts**
    }
}
deputies-headline = **Standing in: { $what }**
contact-line = { $hasproject ->
    [yes] **{ $project }**: { $name } · { $details }
   *[no] **{ $name }** · { $details }
}
contact-single = { $name }
    { $lines }
contacts-more = { $anywhere ->
    [yes] { $count ->
        [one] … and one more. Name a region or a project to make the list shorter.
       *[other] … and { $count } more. Name a region or a project to make the list shorter.
    }
   *[no] { $count ->
        [one] … and one more. Name a project or a topic to make the list shorter.
       *[other] … and { $count } more. Name a project or a topic to make the list shorter.
    }
}

name-deputy = { $name } (stand-in)
name-away = { $name } ({ $why })
name-stand-in = { $name } (standing in for { $first }, { $why })
away-until = { $reason ->
    [holiday] on holiday until { $until }
   *[away] away until { $until }
}
away-open = { $reason ->
    [holiday] on holiday
   *[away] away at the moment
}

way-phone = ☎ { $number }
way-mobile = mobile { $number }
way-email = ✉ { $address }
way-hidden = I do not show contact details here
way-more = I show more in private only
way-none = no contact details on file
card = **{ $name }**
    { $lines }
card-hours = Available: { $hours }
card-languages = Speaks { $languages }
card-topics = Topics: { $topics }
card-groups = Groups: { $groups }
card-confirmed = confirmed in { $month }
card-away = { $hasdeputy ->
    [yes] At the moment { $why }, standing in: { $deputy }
   *[no] At the moment { $why }
}
card-responsibility = { $rank ->
    [deputy] Standing in: { $what }
   *[first] Responsible: { $what }
}
hours-line = { $known ->
    [yes] You reach **{ $name }**: { $hours }
   *[no] **{ $name }**: no office hours on file
}
absence-line = { $hasdeputy ->
    [yes] **{ $name }** is { $why }, standing in: { $deputy }
   *[no] **{ $name }** is { $why }
}
absence-none = No absence of **{ $name }** is on file at the moment.
numbers-line = **{ $name }**: { $ways }

postcode-lies-in = { $postcode } is { $place }, { $district }.
place-lies-in = { $rural ->
    [yes] { $place } is in the { $district }.
   *[no] { $place } belongs to: { $district }.
}
postcode-unknown = I cannot find the postcode { $postcode }. Is it right? The name of a place will do, too.
postcode-border = The postcode { $place } crosses a district border. Which place is it?
district-border = { $place } belongs to several regions. Which one do you mean?
place-several = { $count ->
    [2] There are two places called { $place }. Which one do you mean?
   *[other] There are several places called { $place }. Which one do you mean?
}
place-outside = { $same ->
    [yes] No region of the network covers { $place }.
    [rural] No region of the network covers the { $place }.
   *[no] No region of the network covers { $place }, { $district }.
}
nearest-regions = Nearest: { $regions }.
region-distance = **{ $region }** ({ $km })
nobody-found = I found nobody for “{ $what }”.
no-deputy = Nobody is entered as a stand-in for “{ $what }”.
nobody-found-instead = This is what there is instead:

option-save-contact = Save contact
option-number = { $count ->
    [one] Phone number
   *[other] Phone numbers
}
contact-to-save = Here is **{ $name }** for your contacts. Tap the card to save it.
contact-not-to-save = There is no number to save here at the moment.
option-first-contact = First contact
option-deputy = Stand-in
option-deputy-of = Stand-in: { $name }
option-other-region = Another region
option-other-place = Another { $place }
option-place = { $place }, { $district }
option-person = { $hasabout ->
    [yes] { $name }, { $about }
   *[no] { $name }
}
option-coordination = Ask the coordinators
option-instead = { $what } ({ $count })
option-list = What is in the directory?
option-contact-there = Contact in a region

person-unknown = I do not know “{ $name }”. Perhaps spelt differently?
person-several = { $name }: I know { $count }. Whom do you mean?
person-meant = I take it you mean { $name }:
person-gone = This person is no longer in the directory.
who-is-ask = Whom or what would you like to know about? A name will do.
who-is-unknown = There is nothing about that in the directory.
organisation = { $count ->
    [0] **{ $name }**: nobody from there is in the directory at the moment.
    [one] **{ $name }**: from there I know { $people }.
   *[other] **{ $name }**: from there I know { $people }.
}
project = { $hasabout ->
    [yes] **{ $name }**: { $about }
   *[no] **{ $name }** is a project of the network.
}
project-team = { $hasregion ->
    [yes] { $region }: { $people }
   *[no] Taking part: { $people }
}

commute-ask = { $end ->
    [home] Where does the person live?
   *[work] And where do they work or start?
}
commute-end = { $end ->
    [home] { $hasplace ->
        [yes] **Home: { $region }** · { $place }
       *[no] **Home: { $region }**
    }
   *[work] { $hasplace ->
        [yes] **Work: { $region }** · { $place }
       *[no] **Work: { $region }**
    }
}
commute-nobody = { $hasregion ->
    [yes] Nobody in the network is responsible there, the nearest region is { $region }.
   *[no] Nobody in the network is responsible there.
}
commute-distance = { $reach ->
    [easy] { $km } as the crow flies, an easy day’s commute.
    [possible] { $km } as the crow flies, possible as a day’s commute.
   *[far] { $km } as the crow flies, too far for a daily commute.
}
commute-usual = Usually the home end keeps supporting, the work end knows the employer.
commute-same = Both are in the region { $region }, so the same people help you.

newcomers = { $haswhere ->
    [yes] **New in the last { $months } months ({ $where }):**
   *[no] **New in the last { $months } months:**
}
newcomer = **{ $name }** · { $about } · since { $since }
nobody-new = { $haswhere ->
    [yes] Nobody has joined there in the last { $months } months ({ $where }).
   *[no] Nobody has joined in the last { $months } months.
}
listing = { $kind ->
    [region] **Regions:** { $names }
    [project] **Projects:** { $names }
    [topic] **Topics:** { $names }
    [group] **Groups:** { $names }
   *[language] **Languages:** { $names }
}
