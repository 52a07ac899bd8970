### Das Verzeichnis als Datei, im Chat geschickt.

import-card = **{ $file }** habe ich gelesen, noch zählt nichts davon:
    { $lines }
import-line = { $deed ->
    [new] **Neu:**
    [changed] **Geändert:**
   *[gone] **Scheidet aus:**
} { $people ->
    [0] { $others ->
        [one] 1 anderer Eintrag
       *[other] { $others } andere Einträge
    }
    [one] 1 Mensch{ $others ->
        [0] { "" }
        [one] , 1 anderer Eintrag
       *[other] , { $others } andere Einträge
    }
   *[other] { $people } Menschen{ $others ->
        [0] { "" }
        [one] , 1 anderer Eintrag
       *[other] , { $others } andere Einträge
    }
} ({ $names }{ $more ->
    [0] )
   *[other] {" "}und { $more } weitere)
}
import-same = Unverändert: { $count }
import-unread = Nicht gelesen, weil sie nichts vom Verzeichnis enthalten: { $sheets }.
import-removes = { $many ->
    [yes] Das ist mehr als ein Drittel aller. Ist die Datei wirklich das ganze Verzeichnis? Wer nicht darin steht, scheidet aus; nur die Administration bleibt.
   *[no] Eine Tabelle gilt als das ganze Verzeichnis: Wer nicht darin steht, scheidet aus. Die Administration bleibt.
}
import-again = Inzwischen sieht es anders aus als auf der Karte. Schau bitte noch einmal:
import-done = Ist eingelesen.
import-empty = Das Verzeichnis ist schon so wie Deine Datei.
import-wrong = { $count ->
    [one] So kann ich die Datei nicht einlesen, eine Stelle stimmt noch nicht:
   *[other] So kann ich die Datei nicht einlesen, { $count } Stellen stimmen noch nicht:
}
    { $lines }
    { $more ->
    [0] Nichts davon ist eingetragen. Ändere es und schick mir die Datei noch einmal.
   *[other] … und { $more } weitere. Nichts davon ist eingetragen. Ändere es und schick mir die Datei noch einmal.
}
import-missing = { $why ->
    [too-large] Die Datei ist mir zu groß, höchstens { $most } MB gehen. Auf dem Rechner von Kitt liest sie auch „kitt directory import“ ein.
   *[other] Die Datei konnte ich gerade nicht laden. Schick sie mir bitte noch einmal.
}
option-import = Einlesen
