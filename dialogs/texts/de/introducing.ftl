### Einander vorstellen: warum, ja oder nein, und was beide dann voneinander wissen.

option-introduce = Vorstellen lassen
option-introduce-both = Beide vorstellen
option-introduce-withdraw = Doch nicht
option-gladly = Gern
option-rather-not = Lieber nicht
introduce-why = Worum soll es mit { $names } gehen? Eine Zeile genügt. Bitte keine Namen von Klient:innen; den Grund vergesse ich, sobald entschieden ist. Bei einem Ja tausche ich mindestens eine Nummer oder Adresse zwischen Euch aus.
introduce-self = Das bist Du selbst. Wem darf ich Dich vorstellen?
introduce-too-long = Das ist zu lang. Bleib bitte unter { $most } Zeichen, eine Zeile genügt.
introduce-sent = { $count ->
    [one] Ich frage nach und sage Dir Bescheid, sobald es passt.
   *[other] Ich frage beide und sage Dir Bescheid, sobald es passt.
}
introduce-wish = **{ $name }** möchte Dich kennenlernen: „{ $reason }“ Darf ich Euch einander vorstellen? Mit „Gern“ tausche ich mindestens eine Nummer oder Adresse zwischen Euch aus, auch wenn sonst nur die Koordination sie sieht.
introduce-granted = Es passt, melde Dich gern:
introduce-done = Schön. Ich habe Bescheid gesagt. So erreichst Du die andere Person:
introduce-declined = Alles klar, das bleibt unter uns. Ich sage nichts weiter.
introduce-over = Das hat sich schon erledigt.
introduce-withdrawn = Alles klar, ich frage nicht weiter.
introduce-unreachable = Gerade kann ich nicht nachfragen. Wie Du die Person selbst erreichst, steht auf ihrer Karte.
