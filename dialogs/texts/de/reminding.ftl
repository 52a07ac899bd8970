### Woran Kitt jemanden erinnert, wann vor Treffen, und in welcher Zeitzone.

option-snooze-hour = In einer Stunde
option-snooze-tomorrow = Morgen
option-remind-delete = Löschen
option-remind-strike = Nr. { $number } löschen
option-remind-settings = Erinnerungen an Treffen
option-remind-at = { $weekday }, { $day }, { $from } Uhr
option-remind-once = Einmal: { $weekday }, { $day }, { $from } Uhr
option-remind-usual = Wie in den Gruppen
option-remind-day-hour = Ein Tag und eine Stunde vorher
option-remind-hour = Eine Stunde vorher
option-remind-off = Keine
option-set-reminders = Erinnerungen

remind-noted = { $haswhat ->
    [yes] Ich erinnere Dich am { $weekday }, { $day }, um { $from } Uhr: „{ $what }“
   *[no] Ich erinnere Dich am { $weekday }, { $day }, um { $from } Uhr.
}
remind-of-meeting = An: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr
remind-ask-when = Wann soll ich Dich erinnern? Schreib zum Beispiel „morgen um 9“ oder „in zwei Stunden“.
remind-ask-clock = Um wie viel Uhr soll ich Dich erinnern?
remind-ask-what = Woran soll ich Dich am { $weekday }, { $day }, um { $from } Uhr erinnern?
remind-which-time = Welche Zeit meinst Du?
remind-which = Welches Treffen meinst Du?
remind-past = Das ist schon vorbei: { $weekday }, { $day }, { $from } Uhr. Wann soll ich Dich erinnern?
remind-over = Das geht nicht mehr: { $weekday }, { $day }, { $from } Uhr ist schon vorbei, oder das Treffen hat dann begonnen.
remind-before-late = So lange vorher ist schon vorbei. Nenn mir gern eine kürzere Zeit, zum Beispiel „eine Stunde vorher“.
remind-too-far = So weit voraus merke ich mir nichts, höchstens fünf Jahre.
remind-too-many = Du hast schon sehr viele Erinnerungen offen. Lösch bitte erst welche: „meine Erinnerungen“.
remind-gone = Worum es ging, habe ich nicht mehr. Sag mir bitte noch einmal, woran ich Dich erinnern soll.
remind-not-yours = Das ist keine Deiner Erinnerungen. Geändert habe ich nichts.
remind-not-regularly = Regelmäßig erinnern kann ich noch nicht, nur einmal. Wann soll es sein?
remind-deleted = Gelöscht, daran erinnere ich Dich nicht mehr.
remind-none-such = Diese Erinnerung gibt es nicht mehr.
remind-none = Du hast keine Erinnerungen offen. Schreib zum Beispiel „erinnere mich morgen um 9 an den Bericht“.
remind-list = **Daran erinnere ich Dich:**
remind-line = { $haswhat ->
    [yes] { $number }. { $weekday }, { $day }, { $from } Uhr: { $what }
   *[no] { $number }. { $weekday }, { $day }, { $from } Uhr
}
remind-more = { $count ->
    [one] Und eine weitere.
   *[other] Und { $count } weitere.
}
remind-lead = { $unit ->
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
remind-set = Gemerkt: Ich erinnere Dich so lange vor jedem Treffen: { $leads }. Das gilt für alle Deine Gruppen.
remind-set-off = Gemerkt: An Treffen erinnere ich Dich nicht mehr. Wird eins geändert oder abgesagt, sage ich es Dir trotzdem.
remind-set-usual = Gemerkt: Ich erinnere Dich so, wie es in Deinen Gruppen gilt. Ohne eigene Regel ist das: { $leads } vorher.
remind-group-set = Wer nichts anderes eingestellt hat, wird in der Gruppe { $group } so lange vor einem Treffen erinnert: { $leads }
remind-group-off = Wer nichts anderes eingestellt hat, wird in der Gruppe { $group } nicht mehr an Treffen erinnert.
remind-group-not-yours = Das stellt die Koordination der Gruppe ein: { $group }. Für Dich selbst schreib „erinnere mich immer einen Tag vorher“.
remind-leads-wrong = Höchstens fünf Erinnerungen gehen, von einer Minute bis acht Tage vorher. Geändert habe ich nichts.
remind-settings-hint = Such etwas aus, oder schreib zum Beispiel „erinnere mich immer zwei Tage und eine Stunde vorher“.
settings-reminders = Erinnerungen an Treffen: { $leads } vorher
settings-reminders-usual = Erinnerungen an Treffen: wie in den Gruppen
settings-reminders-off = Erinnerungen an Treffen: keine
settings-zone = Zeiten: wie in { $zone }

zone-set = Gemerkt: Zeiten von Treffen nenne ich Dir jetzt wie in { $zone }.
zone-usual = Gemerkt: Zeiten nenne ich Dir wieder so, wie sie am Ort des Treffens gelten.
zone-unknown = Die Zeitzone „{ $said }“ kenne ich nicht. Nenn mir eine größere Stadt, zum Beispiel „meine Zeitzone ist Lissabon“.
zone-ask = Soll ich Dir Zeiten von Treffen so nennen, wie sie in { $zone } gelten?
option-zone-set = Ja, wie in { $zone }
option-zone-usual = Wieder wie am Ort des Treffens
