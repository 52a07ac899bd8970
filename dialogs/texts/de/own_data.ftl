### Was Kitt über jemanden weiß, und was man daran ändern kann.

privacy = **Datenschutz in Kürze**
    **Was ich speichere:** was im Verzeichnis über Dich steht, von welchen Konten Du schreibst, Deine Einstellungen und Wünsche, wo unser Gespräch gerade ist und wer wann etwas am Verzeichnis geändert hat.
    **Wozu:** damit Mitglieder einander finden und ich Dich erreiche. Nichts davon geht an fremde Dienste.
    **Wie lange:** den Text Deiner Nachrichten bis zu meiner Antwort, alles andere, bis Du oder Deine Koordination es löscht.
    **Wer es sieht:** Mitglieder sehen Deinen Eintrag, Nummern und Adressen nur so weit, wie Du es erlaubst. Gäste sehen nichts.
privacy-guest = **Datenschutz in Kürze**
    **Was ich speichere:** von welchem Konto und wann Du schreibst, wo unser Gespräch gerade ist und worum Du gebeten hast.
    **Wozu:** damit ich Dir antworten kann. Nichts davon geht an fremde Dienste.
    **Wie lange:** den Text Deiner Nachrichten bis zu meiner Antwort, alles andere, bis Du es löschst.
    **Wer es sieht:** die Koordination sieht, worum Du sie bittest, sonst niemand.
privacy-rights = **Deine Rechte:** alles ansehen und mitnehmen (/auskunft), { $guest ->
    [yes] berichtigen lassen (/mensch), löschen (/löschen).
   *[no] berichtigen (/ändern), festlegen, wer was sieht (/sichtbarkeit), löschen (/löschen).
}
privacy-version = Stand dieser Hinweise: { $version }
notice-newer = Die Hinweise zum Datenschutz gibt es jetzt in einer neuen Fassung ({ $version }). Du findest sie unter /datenschutz. Passt das für Dich? Du kannst mich so oder so weiter fragen.
notice-agreed = Danke! Ich habe notiert, dass Du mit der Fassung { $version } einverstanden bist.
option-own-data = Meine Daten
option-export = Alles als Datei
option-delete-me = Meine Daten löschen
option-correct = Etwas berichtigen
option-visible = Wer sieht was?
own-data = **Das steht über Dich im Verzeichnis:**
own-data-guest = Du stehst nicht im Verzeichnis. Von Gästen speichere ich nur, von welchem Konto und wann sie schreiben, worum sie gebeten haben und wo unser Gespräch gerade ist. Den Text Deiner Nachrichten lösche ich, sobald ich geantwortet habe.
own-data-former = Du gehörst nicht mehr zum Netzwerk. Gespeichert ist noch Dein Eintrag: Name, Nummern, Sprachen, Zuständigkeiten, Gruppen und Einstellungen. Mitglieder sehen ihn nicht mehr. Was genau da steht, gibt Dir /auskunft, und mit /löschen geht alles.
own-data-export = Hier ist alles, was ich über Dich gespeichert habe: als Seite zum Lesen und als JSON für andere Programme. Heb es gut auf{ $numbers ->
    [yes] , darin stehen auch Deine Nummern.
   *[no] .
}

## Löschen

deletion-ask = **Deine Daten löschen?**
    **Es geht alles von Dir:** Dein Eintrag mit Nummern, Sprachen, Zuständigkeiten und Abwesenheiten, Deine Gruppen, Einstellungen und Zustimmungen, Deine Konten und unsere Gespräche.
    **Es bleibt ohne Deinen Namen:** dass irgendwer an einem Tag etwas geändert hat. Was Du in Gruppen geschrieben hast, liegt dort, nicht bei mir. Sicherungskopien löscht, wer Kitt betreibt.
    Bis heute um Mitternacht kannst Du es Dir anders überlegen. Danach kenne ich Dich nicht mehr.
deletion-ask-guest = **Deine Daten löschen?**
    Es geht alles: Dein Konto bei mir, unser Gespräch und worum Du gebeten hast. Bis heute um Mitternacht kannst Du es Dir anders überlegen.
deletion-noted = Ist vorgemerkt: Am { $day } um 0 Uhr lösche ich alles von Dir. Bis dahin genügt „behalten“, und alles bleibt. Danach schreibe ich Dir nicht mehr.
deletion-pending = Du wirst schon gelöscht, und zwar am { $day } um 0 Uhr. Möchtest Du doch bleiben?
deletion-undone = Schön, alles bleibt, wie es war.
deletion-none = Es ist keine Löschung vorgemerkt, alles bleibt, wie es ist.
signoff-which = Was meinst Du damit? Ich kann still sein, einen Messenger vergessen oder alles von Dir löschen.
deletion-choose = Löschen will gut überlegt sein, darum genügt ein Ja nicht. Schreib „ja, löschen“ oder „behalten“.
delete-part = Nur davon etwas? Dann berichtige es, oder ich gebe der Koordination weiter, was weg soll. Ganz löschen geht auch.
delete-others = { $editor ->
    [yes] Löschen kann ich jeden Menschen nur auf eigenen Wunsch. Verlässt jemand das Netzwerk? Schreib mir zum Beispiel „{ $name } verlässt uns zum 31.“
   *[no] Löschen kann ich jeden Menschen nur auf eigenen Wunsch. Verlässt jemand das Netzwerk, dann sag es Deiner Koordination.
}
deletion-last-coordinator = Du koordinierst als einziger Mensch { $groups }. Benenne bitte zuerst jemanden dafür, danach lösche ich alles von Dir.
deletion-last-administrator = Du bist der letzte Mensch in der Administration. Benenne bitte zuerst jemanden dafür, danach lösche ich alles von Dir.
option-really-delete = Ja, löschen
option-keep-me = Nein, behalten
option-export-first = Vorher alles als Datei
option-delete-everything = Alles von mir löschen

## Wer sieht was

consent-overview = **So viel sehen andere von Dir:**
consent-way = { $way }: { $who ->
    [private] Mitglieder, aber nie in Gruppen
    [coordinators] nur die Koordination
   *[network] alle Mitglieder
}
consent-field = { consent-name }: { $hidden ->
    [yes] nur die Koordination
   *[no] alle Mitglieder
}
consent-name = { $field ->
    [function] Funktion
    [office_hours] Sprechzeiten
    [since] Seit wann Du dabei bist
   *[groups] Gruppen
}
consent-ask = Wer darf { $way } sehen?
consent-which = Was davon meinst Du?
option-consent-way = { $way } ändern
option-consent-field = { consent-name } { $hidden ->
    [yes] allen zeigen
   *[no] nur der Koordination zeigen
}
option-visibility = { $way }: { $who ->
    [private] nie in Gruppen
    [coordinators] nur für die Koordination
   *[network] für alle Mitglieder
}
option-remove-way = { $way } aus meinem Eintrag nehmen

## Berichtigen

correct-what = Was stimmt nicht?
correct-ask = { $field ->
    [phone] Wie ist Deine Telefonnummer?
    [mobile] Wie ist Deine Handynummer?
    [email] Wie ist Deine Mailadresse?
    [office_hours] Wann erreicht man Dich? Mit „-“ nehme ich die Zeiten heraus.
    [function] Was machst Du? Mit „-“ nehme ich es heraus.
   *[languages] In welchen Sprachen berätst Du? Nenn sie alle.
}
correct-invalid = { $field ->
    [email] Das ist keine Mailadresse, die ich lesen kann. Zum Beispiel: name@example.org
    [languages] Darin erkenne ich keine Sprache. Zum Beispiel: Deutsch, Arabisch
   *[other] Das ist keine Nummer, die man anrufen kann. Zum Beispiel: 030 23125123
}
correct-too-long = Das ist zu lang. Bleib bitte unter { $most } Zeichen.
correct-confirm = Soll ich das so eintragen? { correct-field }: { $value ->
    [none] nichts mehr
   *[other] { $value }
}
correct-field = { $field ->
    [phone] Telefon
    [mobile] Handy
    [email] E-Mail
    [office_hours] Sprechzeiten
    [function] Funktion
    [name] Name
   *[languages] Sprachen
}
correct-done = Ist geändert.
option-field = { correct-field }
option-duties = Wofür ich zuständig bin
option-something-other = Etwas anderes
option-correct-yes = Ja, so eintragen
option-correct-no = Nein, lassen
duties = Was ändert sich an Deinen Zuständigkeiten? Ich frage dann die Koordination, ob es so stimmt.
option-duty-end = Nicht mehr: { $what }
option-duty-new = Etwas Neues
duty-ask = Wofür bist Du jetzt auch zuständig? Nenn mir Projekt, Region oder Thema.
duty-unknown = Darin erkenne ich kein Projekt, keine Region und kein Thema aus dem Verzeichnis. Wie heißt es dort?
duty-sent = Ich habe die Koordination gefragt. Sobald sie zustimmt, steht es im Verzeichnis, und ich sage Dir Bescheid.
duty-nobody = Gerade erreiche ich niemanden von der Koordination. Versuch es bitte später noch einmal.
duty-wish = { $kind ->
    [end] **{ $name }** ist nicht mehr zuständig für { $what }. Stimmt das so?
   *[begin] **{ $name }** ist jetzt zuständig für { $what }. Stimmt das so?
}
option-duty-yes = Ja, eintragen
option-duty-no = Nein
duty-done = Ist eingetragen, ich sage Bescheid.
duty-is-so = Das steht schon so im Verzeichnis.
duty-granted = Die Koordination hat zugestimmt, Deine Zuständigkeit ist geändert: { $what }
duty-refused = Die Koordination möchte über Deine Zuständigkeit sprechen, bevor sie etwas ändert: { $what }
limit-requests = Das waren gerade viele Bitten auf einmal. Versuch es in einer Stunde noch einmal.
consent-nobody = Was im Verzeichnis steht, sieht mindestens die Koordination. Was ist Dir lieber?
consent-not-found = Nummern, Funktion und Sprechzeiten kannst Du verbergen. Gefunden wirst Du über das, wofür Du zuständig bist; das nimmt die Koordination heraus.
duty-not-yours = Dafür stehst Du nicht als zuständig im Verzeichnis.
duty-one = Das waren mehrere auf einmal. Nenn mir bitte eins nach dem anderen, damit nichts verloren geht.
option-duty-ask = Ja, so weitergeben
own-duty-card = { $kind ->
    [end] Du bist nicht mehr zuständig für { $what }. Soll ich die Koordination fragen, ob es so stimmt?
   *[begin] Du bist jetzt zuständig für { $what }. Soll ich die Koordination fragen, ob es so stimmt?
}
option-rename = Ja, so heiße ich
rename-refused = Die Koordination möchte über Deinen Namen sprechen, bevor sie ihn ändert: { $name }
rename-granted = Die Koordination hat zugestimmt, im Verzeichnis heißt Du jetzt { $name }.
rename-wish = **{ $name }** heißt jetzt { $wanted }. Stimmt das so?
rename-card = Du heißt **{ $name }**, nicht { $before }. Stimmt das? Die Koordination muss noch zustimmen.
rename-ask = Wie heißt Du richtig? Schreib mir bitte Vor- und Nachnamen.
correct-guest = Als Gast stehst Du nicht im Verzeichnis. Soll ich der Koordination weitergeben, was Du geschrieben hast?
correct-by-coordination = Das ändert die Koordination. Soll ich ihr weitergeben, was Du geschrieben hast?
correct-at-once = Ich trage es sofort ein, nicht erst zu einem späteren Tag.
correct-confirm-also = Und { correct-field }: { $value }
