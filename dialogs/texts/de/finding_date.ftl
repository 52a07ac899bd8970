### Terminfindung: eine Gruppe sagt, wann es ihr passt.

finddate-time = { $weekday }, { $day }, { $from }–{ $to } Uhr
finddate-moment = { $weekday }, { $day }, { $from } Uhr
finddate-day-time = { $weekday }, { $day }, { $from } Uhr
finddate-line = { $number }. { $what }
finddate-own-line = { $answer ->
    [yes] { $number }. ✓ { $what }
    [maybe] { $number }. ~ { $what }
    [no] { $number }. ✗ { $what }
   *[open] { $number }. { $what }
}
finddate-yes = { $count ->
    [0] noch keine Zusage
    [one] passt 1 Person
   *[other] passt { $count } Personen
}
finddate-maybe = { $count } vielleicht
finddate-no = { $count } nicht
finddate-over = vorbei
finddate-holiday = Feiertag
finddate-clash = { $named ->
    [yes] { $count ->
        [one] 1 Person hat da „{ $title }“
       *[other] { $count } Personen haben da „{ $title }“
    }
   *[no] { $count ->
        [one] 1 Person hat da ein anderes Treffen
       *[other] { $count } Personen haben da ein anderes Treffen
    }
}
finddate-head = { $same ->
    [yes] **{ $title }**: Wann passt es Dir? Dauer: { $minutes } Minuten.
   *[no] **{ $title }** ({ $group }): Wann passt es Dir? Dauer: { $minutes } Minuten.
}
finddate-until = Abstimmen bis { $until }, mehrere Zeiten gehen.
finddate-voted = { $of ->
    [one] Geantwortet: { $count } von 1
   *[other] Geantwortet: { $count } von { $of }
}
finddate-by-words = Schreib mir hier oder im privaten Chat, was Dir passt, zum Beispiel „1 und 3 passen“ oder „alle außer Vorschlag 2“.
finddate-decided = Der Termin steht: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr.
finddate-ended = { $state ->
    [cancelled] Die Terminfindung „{ $title }“ ist beendet, ohne Termin.
   *[over] Die Terminfindung „{ $title }“ ist vorbei.
}
finddate-tie = { $count } Zeiten liegen gleichauf. Du entscheidest.
finddate-carried = { $answer ->
    [yes] Dir passt diese Zeit, also habe ich Deine Zusage eingetragen. Ändern kannst Du sie jederzeit.
    [maybe] Du hattest „vielleicht“ gesagt, so habe ich es eingetragen. Kommst Du?
    [no] Diese Zeit passt Dir nicht, darum habe ich Deine Absage eingetragen. Geht es doch, sag es mir.
   *[open] Kommst Du?
}
finddate-asks = { $name } sucht einen Termin für **{ $group }**.
finddate-ripe = { $why ->
    [deadline] Die Frist ist um: **{ $title }**. Du entscheidest, wann das Treffen ist.
    [all] Alle haben geantwortet: **{ $title }**. Du entscheidest, wann das Treffen ist.
   *[quorum] Mindestens { $count } können: **{ $title }**. Du kannst den Termin jetzt festlegen.
}
finddate-news = { $count ->
    [one] Neuer Vorschlag für **{ $title }**. Passt er Dir?
   *[other] { $count } neue Vorschläge für **{ $title }**. Passen sie Dir?
}
finddate-chase = Kurze Erinnerung: Für **{ $title }** fehlt Deine Antwort noch.
finddate-expired = Alle Vorschläge für **{ $title }** sind vorbei, und keiner wurde festgelegt. Ich habe die Terminfindung beendet.

finddate-card = { $same ->
    [yes] So frage ich **{ $title }**, Dauer { $minutes } Minuten:
   *[no] So frage ich **{ $group }**: „{ $title }“, Dauer { $minutes } Minuten:
}
finddate-card-until = { $quorum ->
    [0] Abstimmen bis { $until }.
    [one] Abstimmen bis { $until }. Ich melde mich früher, wenn 1 Person kann.
   *[other] Abstimmen bis { $until }. Ich melde mich früher, wenn { $quorum } können.
}
finddate-card-reach = { $people ->
    [one] Geht an 1 Mitglied
   *[other] Geht an { $people } Mitglieder
}{ $channels ->
    [0] { "" }, jeweils im privaten Chat.
    [one] { "" } im privaten Chat und an 1 Kanal.
   *[other] { "" } im privaten Chat und an { $channels } Kanäle.
}
finddate-unread = Nicht verstanden habe ich: { $what }. Schreib es mir gern noch einmal anders.
finddate-ask-group = Für welche Gruppe suchst Du einen Termin?
finddate-ask-clock = Um wie viel Uhr am { $days }?
finddate-ask-reading = Wie meinst Du „{ $said }“?
finddate-ask-times = { $count ->
    [0] Welche Zeiten schlägst Du vor? Zum Beispiel „Di 10 Uhr, Mi 14 Uhr oder Do halb drei“.
   *[other] Notiert: { $there }. Welche Zeit schlägst Du noch vor? Zwei sollten es mindestens sein.
}
finddate-ask-long = Wie lange soll das Treffen dauern?
finddate-asked = { $channels ->
    [0] { $people ->
        [one] Ist unterwegs, an 1 Person.
       *[other] Ist unterwegs, an { $people } Personen.
    }
    [one] { $people ->
        [one] Ist unterwegs, an 1 Kanal und 1 Person.
       *[other] Ist unterwegs, an 1 Kanal und { $people } Personen.
    }
   *[other] { $people ->
        [one] Ist unterwegs, an { $channels } Kanäle und 1 Person.
       *[other] Ist unterwegs, an { $channels } Kanäle und { $people } Personen.
    }
}
finddate-none-open = { $plans ->
    [yes] Gerade läuft keine Terminfindung. Starte eine, zum Beispiel mit „finde einen Termin für die Fokusgruppe: Di 10 Uhr, Mi 14 Uhr, 90 Minuten“.
   *[no] Gerade läuft keine Terminfindung in Deinen Gruppen.
}
finddate-which = { $count ->
   *[other] Es laufen { $count } Terminfindungen. Welche meinst Du?
}
finddate-not-yours = Eine Terminfindung startet die Koordination der Gruppe. Sag ihr gern Bescheid.
finddate-decided-own = { $count ->
    [one] Festgelegt: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr. Ich sage der einen Person Bescheid; was sie geantwortet hat, gilt als Zusage oder Absage.
   *[other] Festgelegt: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr. Ich sage allen { $count } Bescheid; was sie geantwortet haben, gilt als Zusage oder Absage.
}
finddate-cancel-really = Die Terminfindung **{ $title }** ohne Termin beenden? Wer geantwortet hat, erfährt es.
finddate-cancelled-own = Die Terminfindung **{ $title }** ist beendet.
finddate-noted = { $has ->
    [yes] Notiert, Dir passt: { $yes }
    [maybe] Notiert, vielleicht passt Dir: { $maybe }
    [yes-maybe] Notiert, Dir passt: { $yes }
        Vielleicht: { $maybe }
    [no] Notiert, Dir passt nicht: { $no }
   *[nothing] Notiert: Dir passt keine der Zeiten. Du kannst auch eine andere vorschlagen.
}
finddate-noted-here = Notiert.
finddate-unclear = An diesem Wochentag gibt es mehrere Vorschläge. Tipp bitte an, welche Du meinst.
finddate-ask-other = Wann würde es Dir passen? Zum Beispiel „Freitag 9 Uhr“.
finddate-one-time = Das habe ich nicht als neue Zeit verstanden. Schreib mir einen Tag mit Uhrzeit, zum Beispiel „Freitag 9 Uhr“.
finddate-suggest = Das schlage ich allen vor, für **{ $title }**: { $weekday }, { $day }, { $from }–{ $to } Uhr. So?
finddate-suggested = Danke, der Vorschlag steht mit zur Wahl. Wer schon geantwortet hat, erfährt es in einer Viertelstunde.
finddate-outsider = Abstimmen können nur die Mitglieder der Gruppe, für die der Termin gesucht wird.

finddate-refused-over = Mindestens eine dieser Zeiten ist schon vorbei. Nenn mir bitte Zeiten, die noch kommen.
finddate-refused-full = Mehr als { $most } Zeiten kann niemand überblicken, und mehr als { $polls } Terminfindungen auf einmal auch nicht. Lass bitte etwas weg.
finddate-refused-deadline = Die Frist muss in der Zukunft liegen und vor der letzten Zeit, die Du vorschlägst. Bis wann sollen alle antworten?
finddate-refused-nothing = Zum Abstimmen braucht es mindestens zwei Zeiten.
finddate-refused-exists = Diese Zeit steht schon zur Wahl.

option-finddate-time = { $sign ->
    [yes] ✓ { $weekday }, { $day }, { $from }
    [maybe] ~ { $weekday }, { $day }, { $from }
    [no] ✗ { $weekday }, { $day }, { $from }
   *[open] { $weekday }, { $day }, { $from }
}
option-finddate-reading = { $weekday }, { $day }, { $from } Uhr
option-finddate-none = Keine passt
option-finddate-other = Andere Zeit vorschlagen
option-finddate-done = Fertig
option-finddate-change = Ändern
option-finddate-private = Meine Antworten
option-finddate-decide = Festlegen: { $weekday }, { $day }, { $from }
option-finddate-cancel = Ohne Termin beenden
option-finddate-really = Ja, beenden
option-finddate-keep = Weiter fragen
option-finddate-ask = So fragen
option-finddate-minutes = { $minutes } Minuten
option-finddate-poll = { $same ->
    [yes] { $title }
   *[no] { $title } ({ $group })
}
option-finddate-stand = Stand und festlegen
option-finddate-suggest = Vorschlagen
option-finddate-no = Lieber nicht
