### Was der Ablauf eines Gesprächs braucht, quer zu allen Themen.

demo-notice = Nur zum Ausprobieren: Alle Personen und Nummern hier sind erfunden.
input-too-long = Das ist mir zu lang. Schreib mir bitte in ein, zwei Sätzen, wen oder was Du suchst.
stale-option = Diese Auswahl gilt nicht mehr. Frag mich einfach noch einmal.
edit-taken = Deine Nachricht habe ich schon übernommen, das Bearbeiten ändert daran nichts. Schreib mir einfach, was anders sein soll.
undecryptable = Deine Nachricht kam verschlüsselt an, und mir fehlt der Schlüssel. Schick sie bitte noch einmal. Hilft das nicht, melde Dich in Deiner App ab und wieder an.
now-shared = Hier lesen jetzt andere mit. Was nur Dich angeht, klären wir in unserem privaten Chat.
guests-not = Kontakte und Treffen zeige ich nur Mitgliedern. Hast Du einen Einladungscode?
not-allowed = Dafür fehlt Dir hier das Recht. Frag am besten Deine Koordination.
only-private = Das klären wir besser unter uns. Schreib mir dazu in unserem privaten Chat.
option-in-private = Privat weiter
way-on-over = Dieser Link gilt nur für die Person, die gefragt hat, und nur eine halbe Stunde. Frag mich hier einfach noch einmal.
unknown-command = Den Befehl „/{ $name }“ kenne ich nicht.
no-such-option = { $count ->
    [one] Es gibt nur eine Möglichkeit. Antworte mit 1 oder frag mich etwas anderes.
   *[other] Bitte antworte mit einer Zahl von 1 bis { $count } oder frag mich etwas anderes.
}
no-search-by-number = Nach Nummern kann ich nicht suchen. Nenn mir einen Namen, einen Ort oder ein Thema.
did-you-mean = Das habe ich nicht sicher verstanden. Meintest Du:
nothing-said = Da kam kein Text bei mir an. Schreib mir, wen oder was Du suchst, zum Beispiel einen Ort.
only-signs = Das kann ich nicht lesen. Schreib mir bitte in Worten, wen oder was Du suchst.
error-sorry = Das hat gerade nicht geklappt. Versuch es bitte gleich noch einmal.
answer-uncertain = Meine letzte Antwort ist vielleicht nicht bei Dir angekommen. Frag im Zweifel noch einmal.
label = { $label }
not-yet = { $what }: Das kann ich noch nicht. Es ist geplant; bis dahin hilft Dir Deine Koordination.

option-help = Was kannst Du?
option-something-else = Etwas anderes
option-privacy = Datenschutz

## So heißen die Anliegen in „Meintest Du …“

intent-find-contact = Kontakt finden
intent-find-commute-contact = Wohnort und Arbeitsort: Kontakte an beiden Enden
intent-who-is = Etwas über eine Person, Organisation oder ein Projekt
intent-who-is-new = Wer ist neu?
intent-list-directory = Regionen, Projekte und Themen zeigen
intent-next-meeting = Nächstes Treffen
intent-past-meetings = Frühere Treffen
intent-schedule-meeting = Treffen planen
intent-change-meeting = Treffen verschieben oder absagen
intent-rsvp-yes = Zu einem Treffen zusagen
intent-rsvp-no = Für ein Treffen absagen
intent-rsvp-maybe = Bei einem Treffen „vielleicht“ eintragen
intent-remind-me = Erinnerung stellen
intent-find-date = Termin abstimmen
intent-ask-group = Einer Gruppe eine Frage stellen
intent-list-questions = Fragen und Antworten ansehen
intent-answer-question = Auf eine Frage antworten
intent-broadcast = Mitteilung an viele schicken
intent-match-me = Jemanden aus einer anderen Region kennenlernen
intent-my-dots = Meine Klebepunkte
intent-set-language = Sprache ändern
intent-mute = Stumm schalten
intent-unmute = Stummschaltung aufheben
intent-privacy = Datenschutz
intent-export-data = Meine Daten bekommen
intent-delete-me = Meine Daten löschen
intent-help = Hilfe
intent-human = Mit einem Menschen sprechen
