### Planning meetings: questions, the card, what is pointed out.

planning-ask-group = Which group is the meeting for?
planning-one-group = A meeting belongs to one group. Which one shall we begin with? Then plan it for the others in the same way.
planning-not-yours = You do not plan meetings for the group **{ $group }**. Do you mean one of yours?
planning-only-groups = Only administrators plan for everybody, a region or a project. Which of your groups is the meeting for?
planning-no-group = You do not coordinate any group right now that you could plan a meeting for.
option-planning-all = Everybody in the network
planning-ask-when = When is the meeting? For example “14 January, 10am–12pm” or “every second Tuesday of the month at 2pm”.
planning-ask-day = On which day? For example “14 January” or “next Thursday”.
planning-past = That is over already. When should it be? For example “next Thursday at 10am”.
planning-vague = On which day, and at what time? For example “14 January at 10am”.
planning-unclear = I am not sure about the time. Please write it like this: “14 January, 10am–12pm”.
planning-which-time = Which time do you mean?
planning-ask-clock = At what time on { $weekday }, { $day }? For example “10am” or “9:30–11:00”.
option-clock = { $time }
option-planning-time = { $time ->
    [none] { $weekday }, { $day }
   *[other] { $weekday }, { $day }, { $time }
}{ $series ->
    [none] { "" }
   *[other] { "" } ({ $series })
}
planning-no-link = The link is still missing, you can send it at any time.
planning-invited = { $group ->
    [none] { $count ->
        [0] Invited: nobody yet
        [one] Invited: 1 person
       *[other] Invited: { $count } people
    }
   *[other] { $count ->
        [0] Invited: { $group }, without members yet
        [one] Invited: { $group } (1 member)
       *[other] Invited: { $group } ({ $count } members)
    }
}
planning-assumed = You did not say how long. I assume { $minutes } minutes.
planning-clash = { $title ->
    [none] ⚠ { $count ->
        [one] 1 person is
       *[other] { $count } people are
    } invited to another meeting already on { $weekday }, { $day }, { $from }–{ $to }.
   *[other] ⚠ { $count ->
        [one] 1 person is
       *[other] { $count } people are
    } invited already on { $weekday }, { $day }, { $from }–{ $to }: { $title }.
}
planning-more-clashes = There are more overlaps.
planning-same-day = The group already meets on that day: { $title }, { $weekday }, { $day }, { $from }–{ $to }.
planning-holidays = { $count ->
    [one] ⚠ That is a public holiday: { $days }.
   *[other] ⚠ Public holidays among them: { $days }.
}
planning-holiday = { $day } ({ $name ->
    [new-year] New Year’s Day
    [epiphany] Epiphany
    [women] Women’s Day
    [good-friday] Good Friday
    [easter] Easter Sunday
    [easter-monday] Easter Monday
    [labour] Labour Day
    [ascension] Ascension Day
    [whitsun] Whit Sunday
    [whit-monday] Whit Monday
    [corpus-christi] Corpus Christi
    [assumption] Assumption Day
    [children] Children’s Day
    [unity] German Unity Day
    [reformation] Reformation Day
    [all-saints] All Saints’ Day
    [repentance] Day of Repentance
    [christmas] Christmas Day
    [boxing] Boxing Day
   *[other] public holiday
})
planning-weekend = That is at the weekend.
planning-odd-hour = That is an unusual time: { $time }–{ $end }.
option-plan = Plan it
option-change = Change
planning-what-else = What should be different? Just write it, for example “11 instead” or “without link”, or choose.
option-planning-field = { $field ->
    [when] Time
    [place] Place or link
    [title] Title
   *[agenda] Agenda
}
planning-ask-field = { $field ->
    [place] Where is it? A place or a link.
    [title] What should the meeting be called?
   *[agenda] What is it about? Write the points the way everybody should read them.
}
planning-done = { $count ->
    [0] It is planned. Nobody is invited yet.
    [one] It is planned. 1 person is invited.
   *[other] It is planned. { $count } people are invited.
} { $reminded ->
    [yes] I remind everybody before: { $before }.
   *[no] Reminders are switched off.
}
planning-lead = { $unit ->
    [week] { $count ->
        [one] 1 week
       *[other] { $count } weeks
    }
    [day] { $count ->
        [one] 1 day
       *[other] { $count } days
    }
    [hour] { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
   *[minute] { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
}
planning-already = That is planned already, exactly once.

## Series in words

series = { $how ->
    [days] { $freq ->
        [weekly] { $interval ->
            [1] Every week on { $days }
           *[other] Every { $interval } weeks on { $days }
        }
        [monthly] { $interval ->
            [1] Every month on { $days }
           *[other] Every { $interval } months on { $days }
        }
       *[other] Always on { $days }
    }
    [nth] { $interval ->
        [1] Every month on the { $nth ->
            [1] first
            [2] second
            [3] third
            [4] fourth
            [5] fifth
            [-1] last
            [-2] last but one
           *[other] same
        } { $days }
       *[other] Every { $interval } months on the { $nth ->
            [1] first
            [2] second
            [3] third
            [4] fourth
            [5] fifth
            [-1] last
            [-2] last but one
           *[other] same
        } { $days }
    }
    [monthday] { $freq ->
        [monthly] { $monthday ->
            [-1] Every month on the last day
           *[other] { $interval ->
                [1] Every month on day { $monthday }
               *[other] Every { $interval } months on day { $monthday }
            }
        }
       *[other] Every year on the same day
    }
   *[plain] { $freq ->
        [daily] { $interval ->
            [1] Every day
           *[other] Every { $interval } days
        }
        [weekly] { $interval ->
            [1] Every week
           *[other] Every { $interval } weeks
        }
        [monthly] { $interval ->
            [1] Every month
           *[other] Every { $interval } months
        }
        [yearly] { $interval ->
            [1] Every year
           *[other] Every { $interval } years
        }
       *[other] Again and again
    }
}{ $end ->
    [until] { "" }, until { $until }
    [count] { "" }, { $count } times
   *[open] { "" }
}
