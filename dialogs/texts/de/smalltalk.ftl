### Begrüßen, helfen, weiterverweisen.

greet = { $hasname ->
    [yes] Hallo { $name }, schön, dass Du schreibst. Wen oder was suchst Du?
   *[no] Hallo, schön, dass Du schreibst. Wen oder was suchst Du?
}
greet-guest = { $network ->
    [none] Hallo, ich bin Kitt, der Assistent eines Netzwerks. Kontakte zeige ich nur Mitgliedern. Hast Du einen Einladungscode?
   *[other] Hallo, ich bin Kitt, der Assistent von { $network }. Kontakte zeige ich nur Mitgliedern. Hast Du einen Einladungscode?
}
thanks = Gern, immer wieder.
goodbye = Bis bald und gutes Gelingen.
cancelled = Alles klar, ist abgebrochen.
nothing-to-cancel = Gerade ist nichts offen.{ $guest ->
    [yes] {" "}Hast Du einen Einladungscode?
   *[no] {" "}Wen oder was suchst Du?
}
nothing-open = Gerade ist keine Frage offen.{ $guest ->
    [yes] {" "}Hast Du einen Einladungscode?
   *[no] {" "}Wen oder was suchst Du?
}
choose-one = Wähl bitte eine der Möglichkeiten, mit der Zahl oder in Worten.
left = Alles klar, dann lassen wir das.
all-right = Alles klar.
out-of-scope = Das kann ich nicht. Ich helfe Dir bei Kontakten, Orten, Treffen und Menschen im Netzwerk.
out-of-scope-guest = Das kann ich nicht. Ich bin der Assistent eines Netzwerks und helfe seinen Mitgliedern, einander zu finden.
help = **Das kannst Du mich fragen:**
help-region = „Kontakt Region { $region }?“ Ein Ort oder eine Postleitzahl geht auch.
help-topic = „Wer macht { $topic }, Region { $region }?“
help-commute = „Wohnt Region { $home }, arbeitet Region { $work }“
help-person = „Wer ist { $name }?“
help-new = „Wer ist neu?“
help-meetings = „Wann ist das nächste Treffen?“, „Ich komme“, „Erinnere mich morgen um 9 an …“
help-commands = **Finden:** /kontakt, /pendeln, /neu, /verzeichnis, /gruppe
    **Treffen:** /treffen, /rueckblick, /terminfindung, /kalender, /erinnern
    **Ich:** /abwesend, /meinedaten, /ändern, /sichtbarkeit, /adressen, /stumm, /laut, /ruhezeiten
    { help-commands-all }
help-coordinators = **Koordination:** /planen, /einladen, /einladungen, /anfragen, /neu_im_team, /zustaendig, /verlaesst, /kanal, /verbindungen, /trennen
help-administration = **Administration:** /einrichten, /regionen
help-guest = { $network ->
    [none] Ich bin Kitt, der Assistent eines Netzwerks kleiner Organisationen. Mitglieder finden mit mir schnell die richtigen Ansprechpartner:innen. Hast Du einen Einladungscode?
   *[other] Ich bin Kitt, der Assistent von { $network }. Mitglieder finden mit mir schnell die richtigen Ansprechpartner:innen. Hast Du einen Einladungscode?
}
human = { $count ->
    [one] Diese Person koordiniert das Netzwerk. Wähle sie aus, dann zeige ich Dir, wie Du sie erreichst:
   *[other] Diese Menschen koordinieren das Netzwerk. Wähle jemanden aus, dann zeige ich Dir, wie Du sie erreichst:
}
human-guest = Ich bin ein Programm. Einen Menschen erreichst Du über die Koordination Deines Netzwerks; Namen nenne ich nur Mitgliedern.
human-nobody = Im Verzeichnis steht noch niemand, der koordiniert. Wende Dich an die Person, die Dir von Kitt erzählt hat.
language-set = Klar, wir sprechen { $language }. Ich antworte immer in der Sprache, in der Du schreibst.
language-which = Ich spreche { $languages }. Schreib einfach in der Sprache, die Dir lieber ist, dann antworte ich darin.
option-language = { $language }
option-speaker = Wer spricht { $language }?
help-commands-all = **Allgemein:** /hilfe, /start, /sprache, /einstellungen, /verbinden, /code, /zugang, /mensch, /meinedaten, /datenschutz, /auskunft, /löschen, /abbrechen
