### Wer neu ist, wer wofür zuständig wird, wer geht; was erst nach einem Blick auf die Karte gilt.

help-absence = „Ich bin bis Freitag im Urlaub“
help-coordination = Für die Koordination: „neu im Team: …“, „… ist seit Montag für … zuständig“, „… verlässt uns zum 31.“, „neue Gruppe …“, „welche Kanäle sind verbunden?“
draft-discarded = Gut, ich lasse alles, wie es war.
draft-which-person = { $count ->
    [one] Meinst Du diese Person?
   *[other] Wen meinst Du?
}
option-enter = Eintragen
option-discard = Verwerfen
option-skip = Überspringen

refused-exists = Das steht schon so da: { $names }.
refused-name = So kann ich das nicht nennen. Schreib bitte einen Namen aus Buchstaben.
refused-too-long = Das ist zu lang, höchstens { $longest } Zeichen passen hinein.
refused-nowhere = Da fehlt mir noch die Region oder die Gruppe.
refused-days = Diese Tage passen nicht zusammen oder sind schon vorbei. Ich habe nichts geändert.
refused-deputy = Diese Person kann hier nicht vertreten. Nenn mir bitte jemand anderen.
refused-last = { $count ->
    [one] Dann hätte diese Gruppe niemanden mehr, der sie koordiniert: { $names }. Nenn mir erst jemand anderen, zum Beispiel „Mara koordiniert { $names }“.
   *[other] Dann hätten diese Gruppen niemanden mehr, der sie koordiniert: { $names }. Nenn mir erst jemand anderen, zum Beispiel „Mara koordiniert …“.
}
refused-last-administrator = Sonst administriert niemand das Netzwerk. Mach erst jemand anderen zur Administration, dann geht es.
refused-private = Das geht nur dort, wo die Gruppe schreibt. Nimm mich dort auf und sag es mir da noch einmal.
refused-gone = Das gibt es nicht mehr. Ich habe nichts geändert.
refused-used = In der Region { $names } ist jemand eingetragen oder war es. Darum bleibt sie.
refused-nothing = Da gibt es nichts zu ändern.

team-ask-name = { $hasname ->
    [yes] Wie heißt { $name } mit Vor- und Nachnamen?
   *[no] Wer ist neu? Schreib mir Vor- und Nachnamen. Du kannst auch gleich alles in einen Satz schreiben, mit Kommas dazwischen.
}
team-ask-where = Wohin gehört { $name }?
team-ask-work = Welche Funktion hat { $name }, und in welchem Projekt?
team-ask-reach = Wie ist { $name } zu erreichen? Schreib Telefon und Mail, mit Komma dazwischen.
team-wrong-mail = Die Mailadresse „{ $value }“ kann nicht stimmen, die habe ich weggelassen.
team-wrong-number = Die Nummer „{ $value }“ kann nicht stimmen, die habe ich weggelassen.
team-wrong-long = „{ $value }“ ist mir zu lang, das habe ich weggelassen.
team-not-yours = Die Region { $region } gehört nicht zu Deinen, dort trägt ihre Koordination neue Menschen ein.
team-region = Region: { $region }
team-since = Neu seit { $day }
team-namesake = Achtung: { $name } steht schon im Verzeichnis. Ist das jemand anderes?
team-left-over = Damit konnte ich nichts anfangen: { $words }
team-check = Stimmt das so? Was fehlt oder anders ist, schreib einfach dazu.
team-added = **{ $name }** steht jetzt im Verzeichnis. Zum Mitschreiben braucht es noch eine Einladung.

duty-how = Schreib mir zum Beispiel „Lena ist seit Montag für Halle zuständig“ oder „Lena ist ab Januar nicht mehr für Halle zuständig“.
duty-card = { $ends ->
    [yes] **{ $name }** ist nicht mehr zuständig: { $what } · { $period }
   *[no] { $rank ->
        [deputy] **{ $name }** vertritt: { $what } · { $period }
       *[first] **{ $name }** ist zuständig: { $what } · { $period }
    }
}
duty-from = ab { $first }
duty-from-until = { $first } bis { $last }
duty-last-day = letzter Tag: { $day }
duty-written = Ist eingetragen.
duty-told = { $ends ->
    [yes] { $by } hat eingetragen, dass Du nicht mehr zuständig bist: { $what } · { $period }. Stimmt das nicht, sag bitte Bescheid.
   *[no] { $rank ->
        [deputy] { $by } hat Dich als Vertretung eingetragen: { $what } · { $period }. Stimmt das nicht, sag bitte Bescheid.
       *[first] { $by } hat Dich als zuständig eingetragen: { $what } · { $period }. Stimmt das nicht, sag bitte Bescheid.
    }
}
option-all-projects = Für alle Projekte

leave-how = Schreib mir zum Beispiel „Jonas verlässt uns zum 31.“, oder von Dir selbst „ich verlasse das Netzwerk zum 31.“.
leave-ask-day = { $who ->
    [own] Wann ist Dein letzter Tag?
   *[other] Wann ist der letzte Tag von { $name }?
}
leave-card = { $who ->
    [own] Du bist noch bis { $day } dabei. Danach kannst Du hier nichts mehr nachsehen, zurück geht es mit einer neuen Einladung.
    [one] **{ $name }** ist noch bis { $day } dabei. Danach zeige ich dieser Person keine Kontakte mehr; was sie geschrieben hat, bleibt.
   *[several] **{ $name }** sind noch bis { $day } dabei. Danach zeige ich ihnen keine Kontakte mehr; was sie geschrieben haben, bleibt.
}
leave-card-now = { $who ->
    [own] Du verlässt das Netzwerk sofort. Ab dann kannst Du hier nichts mehr nachsehen, zurück geht es mit einer neuen Einladung.
    [one] **{ $name }** verlässt das Netzwerk sofort. Ab dann zeige ich dieser Person keine Kontakte mehr; was sie geschrieben hat, bleibt.
   *[several] **{ $name }** verlassen das Netzwerk sofort. Ab dann zeige ich ihnen keine Kontakte mehr; was sie geschrieben haben, bleibt.
}
leave-done = { $who ->
    [own] Ist eingetragen. Bis dahin bleibt für Dich alles, wie es ist.
   *[other] Ist eingetragen. Bis dahin bleibt für { $name } alles, wie es ist.
}
leave-done-now = { $who ->
    [own] Erledigt: Du gehörst nicht mehr zum Netzwerk. Danke für alles, und alles Gute!
    [one] Erledigt: { $name } gehört nicht mehr zum Netzwerk.
   *[several] Erledigt: { $name } gehören nicht mehr zum Netzwerk.
}
leave-told = { $by } hat eingetragen, dass Du noch bis { $day } dabei bist. Stimmt das nicht, sag bitte Bescheid.
leave-told-now = { $by } hat eingetragen, dass Du nicht mehr zum Netzwerk gehörst. Danke für alles! Von mir aus schreibe ich Dir nicht mehr; was ich noch über Dich habe, zeigt /meinedaten. Ist das ein Versehen, bitte mit /zugang wieder um Einlass.
stay-card = { $who ->
    [own] Du bleibst dabei, der letzte Tag gilt nicht mehr.
    [one] **{ $name }** bleibt dabei, der letzte Tag gilt nicht mehr.
   *[several] **{ $name }** bleiben dabei, der letzte Tag gilt nicht mehr.
}
stay-done = { $who ->
    [own] Schön, Du bleibst.
    [one] Schön, { $name } bleibt.
   *[several] Schön, { $name } bleiben.
}
option-at-once = Ab sofort
option-last-day-today = Heute ist der letzte Tag
option-last-day = { $day }

change-how = Schreib mir Namen und Änderung, zum Beispiel „ändere Lena Voigt: 0345 123456, Sprechzeiten Mo–Do 9–15 Uhr“. Zuständigkeiten so: „Lena ist ab Montag für Halle zuständig“.
change-card = **{ $name }**, so ändere ich den Eintrag:
    { $lines }
change-function = Funktion: { $function }
change-written = Ist geändert.
draft-not-entered = Die Karte davor habe ich nicht eingetragen.
several-left = Eins nach dem anderen, das hier fehlt noch. Schreib es mir danach: „{ $rest }“
draft-unclear = Das habe ich nicht verstanden, die Karte gilt noch. Schreib mir die Änderung mit dem, was sie betrifft, zum Beispiel „Funktion: Beratung“ oder „Nummer: 0345 123456“.
team-wrong-name = Der Name „{ $value }“ kann nicht stimmen, den habe ich weggelassen.
team-wrong-invite = Eingeladen ist damit noch niemand. Schreib danach zum Beispiel „lade jemanden für Halle ein“.
several-each = Das waren zwei Dinge auf einmal. Schreib sie mir bitte einzeln, zum Beispiel „Lena ist ab Montag für Halle zuständig“.
option-somebody-else = Jemand anderes
