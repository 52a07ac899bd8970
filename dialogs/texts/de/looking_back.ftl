### Zurückblicken: frühere Treffen, was vereinbart wurde, Links, wer da war.

lookback-heading-all = **Rückblick**, das letzte Treffen zuerst:
lookback-heading = **Rückblick** · { $what }
lookback-since = Seit **{ $title }** ({ $day }):
lookback-quoted = „{ $words }“
lookback-span = { $first } bis { $last }
lookback-from = ab { $day }
lookback-until = bis { $day }
lookback-lines = { $lines }
lookback-head = **{ $title }** · { $weekday }, { $day }
lookback-head-timed = **{ $title }** · { $weekday }, { $day }, { $from }–{ $to } Uhr
lookback-came = { $count ->
    [one] 1 Mensch war da
   *[other] { $count } waren da
}
lookback-yes = { $count ->
    [one] 1 Mensch hatte zugesagt
   *[other] { $count } hatten zugesagt
}
lookback-names = Zugesagt hatten: { $names }
lookback-who = Wer da war, sehen nur die Koordinator:innen der Gruppe.
lookback-agenda = Worum es ging: { $agenda }
lookback-agreed = Vereinbart: { $notes }
lookback-no-notes = Was vereinbart wurde, hat noch niemand aufgeschrieben.
lookback-open = Offen: { $what }
lookback-open-more = { $count ->
    [one] … und 1 weiterer offener Punkt
   *[other] … und { $count } weitere offene Punkte
}
lookback-link = { $title }: { $url }
lookback-cut = Gesucht habe ich in den letzten { $count } Treffen.
lookback-nothing = Von früheren Treffen Deiner Gruppen weiß ich nichts.
lookback-nothing-for = Dazu finde ich kein früheres Treffen Deiner Gruppen: { $what }
lookback-ahead = Das liegt noch vor uns. Soll ich nach dem nächsten Treffen sehen?
lookback-first = Davor weiß ich von keinem Treffen.
lookback-file-empty = Da ist nichts, was in eine Datei könnte.
lookback-file = { $count ->
    [one] 1 Treffen als Tabelle:
   *[other] { $count } Treffen als Tabelle:
}
option-lookback = { $title } · { $day }
option-lookback-more = Weiter
option-lookback-all = Alle früheren Treffen
option-lookback-before = Das Treffen davor
option-lookback-file = Als Datei
option-notes = { $has ->
    [yes] Notizen ergänzen oder ändern
   *[no] Aufschreiben, was vereinbart wurde
}
option-notes-link = Link dazu
option-notes-came = Wie viele da waren
option-agenda = Tagesordnung schreiben

## Aufschreiben

noting-ask = { $kind ->
    [notes] { $has ->
        [yes] Was kommt dazu, oder was soll dort stehen? Schreib es mir in einer Nachricht.
       *[no] Was wurde vereinbart? Schreib es mir in einer Nachricht. Zeilen, die mit „offen:“ beginnen, zeige ich als offene Punkte.
    }
   *[agenda] { $has ->
        [yes] Was kommt dazu, oder was soll dort stehen? Schreib es mir in einer Nachricht.
       *[no] Worum geht es? Schreib mir die Tagesordnung in einer Nachricht.
    }
}
noting-stands = { $whose ->
    [own] Das hast Du aufgeschrieben: „{ $text }“
    [other] Das hat { $by } aufgeschrieben: „{ $text }“
   *[nobody] Das steht dort schon: „{ $text }“
}
noting-new = Neu von Dir: „{ $text }“
noting-delete = { $kind ->
    [notes] Soll ich löschen, was hier vereinbart wurde?
   *[agenda] Soll ich die Tagesordnung löschen?
}
noting-changed = Inzwischen hat jemand anderes dort geschrieben. Schau bitte noch einmal:
noting-done = { $gone ->
    [yes] Ist gelöscht.
   *[no] { $kind ->
        [notes] Ist aufgeschrieben.
       *[agenda] Die Tagesordnung steht.
    }
}
noting-too-long = Das ist mit { $count } Zeichen zu lang, höchstens { $longest } passen hinein. Kürz es bitte, oder leg das Ganze als Link ab.
noting-not-yet = Dieses Treffen war noch nicht. Meinst Du die Tagesordnung?
noting-over = Dieses Treffen hat schon stattgefunden oder ist abgesagt. Meinst Du, was dort vereinbart wurde?
noting-not-yours = Das schreiben die Koordinator:innen der Gruppe auf. Schick es einfach ihnen.
noting-which = { $count ->
    [one] Zu diesem Treffen? Alle in der Gruppe können es dann lesen.
   *[other] Welches der { $count } Treffen meinst Du?
}
noting-which-none = { $kind ->
    [notes] Ich finde kein früheres Treffen dazu, für das Du schreiben darfst. Nenn mir bitte den Tag.
   *[agenda] Ich finde kein kommendes Treffen dazu, für das Du schreiben darfst. Nenn mir bitte den Tag.
}
noting-ask-link = Schick mir den Link, gern mit ein paar Worten davor: „Protokoll https://…“
noting-wrong-link = Das ist kein Link, den ich aufheben kann. Er beginnt mit https:// oder http:// und enthält kein Passwort.
noting-many-links = { $count } Links sind das Höchste für ein Treffen. Nimm erst einen weg oder verlinke einen Ordner.
noting-linked = Der Link steht dabei.
noting-unlinked = Der Link ist weg.
noting-ask-came = Wie viele waren da? Schreib zum Beispiel „12 waren da“ oder „weiß nicht“.
noting-wrong-number = So viele können es nicht gewesen sein. Nenn mir bitte eine Zahl unter 10000.
noting-counted = Ist eingetragen.
option-noting = { $title } · { $day }
option-noting-add = Ergänzen
option-noting-replace = Ersetzen
option-noting-delete = Löschen
option-noting-unlink = Weg damit: { $title }

## Einlesen

meetings-import-card = **{ $file }** habe ich gelesen, noch zählt nichts davon:
    { $lines }
    Niemand wird dazu eingeladen oder erinnert.
meetings-import-hint = Soll nur ein Teil hinein? Dann schreib zum Beispiel „nur Fokusgruppe“: So nehme ich nur Termine mit diesem Wort im Titel.
meetings-import-new = { $count ->
    [one] **Neu:** 1 Treffen
   *[other] **Neu:** { $count } Treffen, zum Beispiel
}
meetings-import-changed = { $count ->
    [one] **Geändert:** 1 Treffen
   *[other] **Geändert:** { $count } Treffen, zum Beispiel
}
meetings-import-unchanged = Unverändert: { $count }
meetings-import-line = – { $title }, { $day }
meetings-import-left = { $why ->
    [ahead] Nicht eingelesen, weil noch nicht vorbei: { $count }
    [cancelled] Nicht eingelesen, weil abgesagt: { $count }
    [private] Nicht eingelesen, weil als privat markiert: { $count }
    [long] Nicht eingelesen, weil länger als zwei Wochen: { $count }
   *[shortened] Gekürzte Texte: { $count }
}
meetings-import-which = { $count ->
    [one] Zu welcher Gruppe gehört das Treffen?
   *[other] Zu welcher Gruppe gehören die { $count } Treffen?
}
meetings-import-no-group = Es gibt noch keine Gruppe, zu der die Treffen gehören könnten. Leg erst eine an: „neue Gruppe …“
meetings-import-same = { $more ->
    [0] So steht alles schon da, { $count } Treffen.
   *[other] So steht alles schon da, { $count } Treffen.
    { $lines }
}
meetings-import-none = { $more ->
    [0] Darin steht kein Treffen, das schon war.
   *[other] Darin steht kein Treffen, das ich einlesen kann.
    { $lines }
}
meetings-import-done = { $changed ->
    [0] Ist eingelesen: { $count } neu.
   *[other] Ist eingelesen: { $count } neu, { $changed } geändert.
}
meetings-import-only = Von Dir lese ich frühere Treffen ein: eine Kalenderdatei (.ics) oder eine Tabelle (.csv) mit den Spalten Datum und Titel.
