### Treffen verschieben, ändern, absagen.

option-changing = { $deed ->
    [move] Verschieben
    [cancel] Absagen
   *[change] Ändern
}
changing-which = Welches Treffen meinst Du?
changing-none = Es steht kein Treffen an, das Du ändern kannst.
changing-none-that-day = Am { $day } ist kein Treffen, das Du ändern kannst. Meinst Du eines von diesen?
option-changing-which = { $title } · { $weekday }, { $day }, { $from } Uhr
changing-ask-when = Auf wann? Zum Beispiel „Donnerstag halb drei“ oder „eine Stunde später“.
changing-ask-what = Was soll anders sein? Zum Beispiel „im Rathaus“, „online unter https://…“, „Titel: Jahresplanung“ oder „eine Stunde später“.
changing-ask-last = Wann ist das letzte Mal? Zum Beispiel „im Juni“ oder „30. Juni“.
changing-no-series = Das ist keine Serie, es findet einmal statt. Soll es an einem anderen Tag sein, schreib mir den Tag.
changing-ask-rhythm = Die Serie ist an mehreren Tagen. Wie soll sie künftig sein? Zum Beispiel „jeden Donnerstag um 10 Uhr“.
changing-ask-scope = **{ $title }** ist eine Serie. Was gilt?
option-changing-scope = { $scope ->
    [one] Nur { $weekday }, { $day }
   *[all] Alle ab jetzt
}
changing-to = Neu: { $weekday }, { $day }, { $from }–{ $to } Uhr
changing-detail = { $what ->
    [title] Titel
    [place] Ort
    [link] Link
   *[agenda] Worum es geht
}: { $old ->
    [none] { $new }
   *[other] bisher „{ $old }“, neu { $new ->
        [none] nichts
       *[other] „{ $new }“
    }
}
changing-scope = { $scope ->
    [one] Das gilt nur für diesen Termin, die anderen der Serie bleiben.
    [all] { $count ->
        [one] Das gilt für den letzten Termin der Serie.
       *[other] Das gilt für alle weiteren Termine der Serie, bisher { $count }.
    }
   *[single] Daraus wird eine Serie.
}
changing-cancel = { $scope ->
    [one] Soll nur dieser Termin ausfallen? Die anderen der Serie bleiben.
    [all] { $count ->
        [one] Soll das letzte Treffen der Serie ausfallen?
       *[other] Sollen alle { $count } weiteren Termine der Serie ausfallen?
    }
   *[single] Soll das Treffen ausfallen?
}
changing-coming = { $count ->
    [0] Bisher hat niemand zugesagt.
    [one] Eine Person hatte zugesagt.
   *[other] { $count } hatten zugesagt.
}
changing-reason = Dazu: { $reason }
changing-ask-reason = Magst Du einen Grund dazusagen? Zum Beispiel „weil der Raum fehlt“.
changing-told = { $count ->
    [0] Sonst ist niemand eingeladen.
    [one] 1 Person bekommt Bescheid.
   *[other] { $count } Personen bekommen Bescheid.
}
changing-told-nobody = Dafür schreibe ich niemanden eigens an.
option-changing-yes = { $deed ->
    [cancel] Absagen
    [move] So verschieben
   *[change] So ändern
}
changing-done = { $deed ->
    [cancel] Ist abgesagt. Wer eingeladen war, bekommt Bescheid.
    [move] Ist verschoben. Wer eingeladen ist, bekommt Bescheid.
    [end] Ist geändert. Die Serie endet dann.
   *[change] Ist geändert.
}
refused-changed = Jemand hat das Treffen inzwischen geändert. So sieht es jetzt aus:
refused-over = Das Treffen hat schon begonnen, ist vorbei oder abgesagt. Ich habe nichts geändert.
refused-rule = So eine Serie gibt es nicht, oder sie wäre schon zu Ende. Ich habe nichts geändert.
