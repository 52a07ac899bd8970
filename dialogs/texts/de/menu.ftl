### Was in der Befehlsliste eines Messengers steht und wie sich Kitt dort vorstellt.

menu-kontakt = Kontakt finden: Region, Ort, Projekt oder Thema
menu-pendeln = Kontakte am Wohnort und am Arbeitsort
menu-neu = Wer ist neu im Netzwerk?
menu-verzeichnis = Regionen, Projekte und Themen
menu-gruppe = Gruppen ansehen, beitreten, verlassen
menu-rueckblick = Was bei früheren Treffen war
menu-treffen = Die nächsten Treffen
menu-erinnern = Erinnern lassen, Erinnerungen ansehen
menu-kalender = Treffen im eigenen Kalender
menu-abwesend = Abwesenheit eintragen oder beenden
menu-meinedaten = Was über Dich gespeichert ist
menu-aendern = Deine Angaben ändern
menu-sichtbarkeit = Wer was von Dir sieht
menu-adressen = Deine Messenger-Adressen
menu-stumm = Eine Weile nichts von mir hören
menu-laut = Wieder von mir hören
menu-ruhezeiten = Wann ich Dich in Ruhe lasse
menu-hilfe = Was Du mich fragen kannst
menu-start = Von vorn anfangen
menu-sprache = Sprache wechseln
menu-einstellungen = Deine Einstellungen
menu-verbinden = Einen weiteren Messenger verbinden
menu-code = Einladungscode einlösen
menu-zugang = Zugang anfragen
menu-mensch = Einen Menschen erreichen
menu-datenschutz = Was mit Deinen Daten geschieht
menu-export = Deine Daten als Datei
menu-loeschen = Deine Daten löschen
menu-terminfindung = Abstimmen, wann sich eine Gruppe trifft
menu-abbrechen = Abbrechen, was gerade offen ist
menu-einladen = Jemanden ins Netzwerk einladen
menu-einladungen = Offene Einladungen
menu-anfragen = Wer auf eine Antwort wartet
menu-neu-im-team = Jemanden ins Verzeichnis eintragen
menu-zustaendig = Zuständigkeiten eintragen
menu-verlaesst = Eintragen, wer geht
menu-planen = Ein Treffen planen
menu-kanal = Diesen Chat mit einer Gruppe verbinden
menu-verbindungen = Welche Chats verbunden sind
menu-trennen = Einen Chat wieder trennen
menu-einrichten = Das Netzwerk Schritt für Schritt einrichten
menu-regionen = Regionen ansehen, anlegen, ändern

bot-description = { $network ->
    [none] Ich bin Kitt, der Assistent eines Netzwerks. Mitglieder finden mit mir schnell die richtigen Ansprechpartner:innen.
   *[other] Ich bin Kitt, der Assistent von { $network }. Mitglieder finden mit mir schnell die richtigen Ansprechpartner:innen.
}
bot-short-description = { $network ->
    [none] Findet im Netzwerk die richtigen Menschen.
   *[other] { $network }: Ich finde die richtigen Menschen.
}
