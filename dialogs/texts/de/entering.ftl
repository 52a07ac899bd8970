### Hereinkommen: mit einem Code, oder indem man um Zugang bittet.

option-enter-code = Code eingeben
option-ask-access = Zugang anfragen
private-code = Ein Code gehört nicht in die Gruppe, hier kann ihn jede:r lesen. Schick ihn mir privat.
form-over = Diese Frage ist nicht mehr offen. Fang einfach noch einmal an, es ist nichts eingetragen.

code-ask = Schick mir Deinen Einladungscode. Groß oder klein, mit oder ohne Striche: Das ist alles recht.
code-wrong = Dieser Code gilt nicht oder nicht mehr. Schau noch einmal hin, oder lass Dir einen neuen geben.
code-shape = Das ist noch kein ganzer Code: Er hat 20 Buchstaben und Ziffern in fünf Gruppen, so wie „4KQ7-…“. Schick ihn mir noch einmal, oder frag ohne Code um Zugang.
no-code = Ohne Code geht es auch: Ich frage bei der Koordination für Dich an. Einen Code gibt Dir, wer Dich ins Netzwerk einlädt.
code-over = Die Einladung gilt leider nicht mehr: Sie ist inzwischen aufgebraucht, abgelaufen oder zurückgezogen. Eingetragen ist nichts. Lass Dir eine neue geben, oder frag um Zugang.
code-too-many = Das waren viele Versuche. Probier es bitte in zwei Stunden wieder, oder frag ohne Code um Zugang.
code-language = Der Code stimmt, schön, dass Du da bist. In welcher Sprache sprechen wir?

join-name = Wie heißt Du? Schreib mir bitte Vor- und Nachnamen.
join-name-again = Ich brauche Vor- und Nachnamen, sonst nichts, zum Beispiel „Kim Beispiel“.
join-name-half = { $name }, und wie ist Dein Nachname? Schreib mir bitte beides.
join-summary = { $about ->
    [none] So trage ich Dich ein: **{ $name }**
   *[other] So trage ich Dich ein: **{ $name }** · { $about }
}
join-correct = Stimmt das so? Was nicht stimmt, schreib mir zum Beispiel als „Name: Kim Beispiel“ oder „Organisation: Beispiel e. V.“; mit „zurück“ kommst Du eine Frage zurück.
join-me = { $count ->
    [one] **{ $name }** steht schon im Verzeichnis. Bist Du das?
   *[other] **{ $name }** steht mehrmals im Verzeichnis. Wer davon bist Du?
}
option-me = { $about ->
    [none] Ja, { $name }
   *[other] Ja, { $name }, { $about }
}
option-not-me = Nein, ich bin neu
join-taken = Diesen Eintrag hat inzwischen jemand anderes übernommen. Wie heißt Du? Dann schauen wir noch einmal.
join-organisation = Bei welcher Organisation arbeitest Du?
organisation-again = Das kann ich nicht als Organisation eintragen. Schreib mir bitte ihren Namen, höchstens 120 Zeichen.
option-no-organisation = Bei keiner
join-region = In welcher Region arbeitest Du?
option-no-region = In keiner davon
privacy-notice = **Kurz zum Datenschutz** (Fassung { $version })
    Ich speichere Deinen Namen, Deine Organisation und Region und das Konto, von dem Du schreibst. Das sehen nur Mitglieder des Netzwerks, damit sie Dich finden. Den Text Deiner Nachrichten lösche ich, sobald ich geantwortet habe. Mehr unter /datenschutz. Bist Du einverstanden?
option-agree = Einverstanden
option-disagree = Lieber nicht
join-declined = In Ordnung, ich habe nichts eingetragen. Der Code gilt weiter, falls Du es Dir anders überlegst.
joined = Jetzt bist Du dabei, { $name }. Du kannst mich alles fragen, was Mitglieder fragen können.
joined-try = Probier es gleich aus: „Kontakt Region { $region }?“
accept-card = Diese Einladung gibt Dir:
    { $lines }
    Möchtest Du sie einlösen?
option-accept = Einlösen
accepted = Eingelöst:
    { $lines }
gain-role = { $role ->
    [administrator] Du darfst das Netzwerk administrieren.
    [coordinator] Du darfst koordinieren.
   *[other] Du bist Mitglied.
}
gain-coordinates = Du koordinierst { $names }.
gain-groups = Du gehörst zu { $names }.
gain-region = Deine Region ist { $region }.
already-in = Du bist schon dabei, dafür brauchst Du nichts weiter.
joined-told = **{ $name }** ist mit Deiner Einladung dazugekommen.

access-name = Gern, ich frage für Dich bei der Koordination an. Wie heißt Du? Vor- und Nachname, bitte.
access-region = In welcher Stadt oder welchem Landkreis arbeitest Du?
option-no-place = Weiß ich noch nicht
access-summary = { $about ->
    [none] So frage ich für Dich an: **{ $name }**
   *[other] So frage ich für Dich an: **{ $name }** · { $about }
}
access-asked = Ich habe gefragt. Sobald entschieden ist, schreibe ich Dir hier.
access-nobody = Deine Anfrage ist notiert, aber gerade erreiche ich niemanden, der entscheiden kann. Schneller geht es mit einem Code: Frag die Person, die Dir von mir erzählt hat.
access-already = Deine Anfrage läuft schon. Sobald entschieden ist, schreibe ich Dir hier.
access-too-many = Du hast gerade schon mehrmals gefragt. Probier es bitte in zwei Stunden wieder.
access-not-sent = In Ordnung, ich habe nichts weitergegeben.
access-granted = Gute Nachricht: Jetzt bist Du dabei. Frag mich zum Beispiel, wer in Deiner Region wofür zuständig ist.
access-refused = Deine Anfrage wurde diesmal nicht angenommen. Kennst Du jemanden im Netzwerk? Mit einem Einladungscode kommst Du jederzeit herein.
