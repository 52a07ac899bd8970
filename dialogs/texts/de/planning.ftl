### Treffen planen: Fragen, Karte, Hinweise.

planning-ask-group = Für welche Gruppe ist das Treffen?
planning-one-group = Ein Treffen gehört zu einer Gruppe. Mit welcher fangen wir an? Für die anderen planst Du es danach genauso.
planning-not-yours = Für die Gruppe **{ $group }** planst Du keine Treffen. Meinst Du eine von Deinen?
planning-only-groups = Für alle, eine Region oder ein Projekt planen nur Administrator:innen. Für welche Deiner Gruppen ist das Treffen?
planning-no-group = Du koordinierst gerade keine Gruppe, für die Du ein Treffen planen kannst.
option-planning-all = Alle im Netzwerk
planning-ask-when = Wann ist das Treffen? Zum Beispiel „14. Januar, 10–12 Uhr“ oder „jeden zweiten Dienstag im Monat um 14 Uhr“.
planning-ask-day = An welchem Tag? Zum Beispiel „14. Januar“ oder „nächsten Donnerstag“.
planning-past = Das ist schon vorbei. Wann soll es sein? Zum Beispiel „nächsten Donnerstag um 10 Uhr“.
planning-vague = An welchem Tag und um wie viel Uhr? Zum Beispiel „14. Januar um 10 Uhr“.
planning-unclear = Die Zeit habe ich nicht sicher verstanden. Schreib sie bitte so: „14. Januar, 10–12 Uhr“.
planning-which-time = Welche Zeit meinst Du?
planning-ask-clock = Um wie viel Uhr am { $weekday }, { $day }? Zum Beispiel „10 Uhr“ oder „9:30–11 Uhr“.
option-clock = { $time } Uhr
option-planning-time = { $time ->
    [none] { $weekday }, { $day }
   *[other] { $weekday }, { $day }, { $time } Uhr
}{ $series ->
    [none] { "" }
   *[other] { "" } ({ $series })
}
planning-no-link = Der Link fehlt noch, Du kannst ihn jederzeit schicken.
planning-invited = { $group ->
    [none] { $count ->
        [0] Eingeladen: noch niemand
        [one] Eingeladen: 1 Person
       *[other] Eingeladen: { $count } Personen
    }
   *[other] { $count ->
        [0] Eingeladen: { $group }, noch ohne Mitglieder
        [one] Eingeladen: { $group } (1 Mitglied)
       *[other] Eingeladen: { $group } ({ $count } Mitglieder)
    }
}
planning-assumed = Wie lange, hast Du nicht gesagt. Ich nehme { $minutes } Minuten an.
planning-clash = { $title ->
    [none] ⚠ { $count ->
        [one] 1 Person ist
       *[other] { $count } Personen sind
    } am { $weekday }, { $day }, { $from }–{ $to } Uhr schon bei einem anderen Treffen eingeladen.
   *[other] ⚠ { $count ->
        [one] 1 Person ist
       *[other] { $count } Personen sind
    } am { $weekday }, { $day }, { $from }–{ $to } Uhr schon eingeladen: { $title }.
}
planning-more-clashes = Es gibt noch weitere Überschneidungen.
planning-same-day = Am selben Tag trifft sich die Gruppe schon: { $title }, { $weekday }, { $day }, { $from }–{ $to } Uhr.
planning-holidays = { $count ->
    [one] ⚠ Das ist ein Feiertag: { $days }.
   *[other] ⚠ Feiertage sind dabei: { $days }.
}
planning-holiday = { $day } ({ $name ->
    [new-year] Neujahr
    [epiphany] Heilige Drei Könige
    [women] Frauentag
    [good-friday] Karfreitag
    [easter] Ostersonntag
    [easter-monday] Ostermontag
    [labour] Tag der Arbeit
    [ascension] Christi Himmelfahrt
    [whitsun] Pfingstsonntag
    [whit-monday] Pfingstmontag
    [corpus-christi] Fronleichnam
    [assumption] Mariä Himmelfahrt
    [children] Weltkindertag
    [unity] Tag der Deutschen Einheit
    [reformation] Reformationstag
    [all-saints] Allerheiligen
    [repentance] Buß- und Bettag
    [christmas] 1. Weihnachtstag
    [boxing] 2. Weihnachtstag
   *[other] Feiertag
})
planning-weekend = Das ist am Wochenende.
planning-odd-hour = Das ist eine ungewöhnliche Zeit: { $time }–{ $end } Uhr.
option-plan = So planen
option-change = Ändern
planning-what-else = Was soll anders sein? Schreib es einfach, zum Beispiel „doch um 11“ oder „ohne Link“, oder wähl aus.
option-planning-field = { $field ->
    [when] Zeit
    [place] Ort oder Link
    [title] Titel
   *[agenda] Tagesordnung
}
planning-ask-field = { $field ->
    [place] Wo ist es? Ein Ort oder ein Link.
    [title] Wie soll das Treffen heißen?
   *[agenda] Worum geht es? Schreib die Punkte so, wie sie alle lesen sollen.
}
planning-done = { $count ->
    [0] Ist geplant. Noch ist niemand eingeladen.
    [one] Ist geplant. 1 Person ist eingeladen.
   *[other] Ist geplant. { $count } Personen sind eingeladen.
} { $reminded ->
    [yes] Ich erinnere vorher: { $before }.
   *[no] Erinnerungen sind ausgeschaltet.
}
planning-lead = { $unit ->
    [week] { $count ->
        [one] 1 Woche
       *[other] { $count } Wochen
    }
    [day] { $count ->
        [one] 1 Tag
       *[other] { $count } Tage
    }
    [hour] { $count ->
        [one] 1 Stunde
       *[other] { $count } Stunden
    }
   *[minute] { $count ->
        [one] 1 Minute
       *[other] { $count } Minuten
    }
}
planning-already = Das ist schon geplant, genau einmal.

## Serien in Worten

series = { $how ->
    [days] { $freq ->
        [weekly] { $interval ->
            [1] Jede Woche am { $days }
           *[other] Alle { $interval } Wochen am { $days }
        }
        [monthly] { $interval ->
            [1] Jeden Monat am { $days }
           *[other] Alle { $interval } Monate am { $days }
        }
       *[other] Immer am { $days }
    }
    [nth] { $interval ->
        [1] Jeden Monat am { $nth ->
            [1] ersten
            [2] zweiten
            [3] dritten
            [4] vierten
            [5] fünften
            [-1] letzten
            [-2] vorletzten
           *[other] gleichen
        } { $days }
       *[other] Alle { $interval } Monate am { $nth ->
            [1] ersten
            [2] zweiten
            [3] dritten
            [4] vierten
            [5] fünften
            [-1] letzten
            [-2] vorletzten
           *[other] gleichen
        } { $days }
    }
    [monthday] { $freq ->
        [monthly] { $monthday ->
            [-1] Jeden Monat am letzten Tag
           *[other] { $interval ->
                [1] Jeden Monat am { $monthday }.
               *[other] Alle { $interval } Monate am { $monthday }.
            }
        }
       *[other] Jedes Jahr am selben Tag
    }
   *[plain] { $freq ->
        [daily] { $interval ->
            [1] Jeden Tag
           *[other] Alle { $interval } Tage
        }
        [weekly] { $interval ->
            [1] Jede Woche
           *[other] Alle { $interval } Wochen
        }
        [monthly] { $interval ->
            [1] Jeden Monat
           *[other] Alle { $interval } Monate
        }
        [yearly] { $interval ->
            [1] Jedes Jahr
           *[other] Alle { $interval } Jahre
        }
       *[other] Immer wieder
    }
}{ $end ->
    [until] { "" }, bis { $until }
    [count] { "" }, { $count }-mal
   *[open] { "" }
}
