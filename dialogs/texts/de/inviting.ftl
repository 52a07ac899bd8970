### Einladen, und entscheiden, wer herein darf.

invite-target = Wofür soll die Einladung gelten? Nenn mir eine Gruppe oder Region.
option-invite = { $kind ->
    [group] Gruppe { $name }
   *[other] Region { $name }
}
option-invite-all = Für das ganze Netzwerk
invite-uses = Für wie viele Menschen? Du kannst auch schreiben: „25 Personen“.
option-invite-one = Für einen Menschen
option-invite-many = Für bis zu { $count } Menschen
invite-made = { $names ->
    [none] Einladung ins Netzwerk
   *[other] Einladung: { $names }
}{ $role ->
    [administrator] {" "}· zum Administrieren
    [coordinator] {" "}· zum Koordinieren
   *[other] {""}
} · { $uses ->
    [one] für einen Menschen
   *[other] für bis zu { $uses } Menschen
} · gilt bis { $until }{ $time ->
    [none] {""}
   *[other] , { $time } Uhr
}
    { $code }
    Ich zeige den Code nur jetzt. Wer hereinkommen soll, schickt ihn mir privat oder scannt das Bild.
invite-links = Oder mit einem Link: { $links }
invite-places = Dieser Link führt zu mir, den Code schickt man mir dort: { $links }
invite-impossible = Diese Einladung geht so nicht: ein bis { $most } Menschen, höchstens ein Jahr, und nur für Gruppen und Regionen, die es gibt.
invite-until = Bis wann die Einladung gelten soll, habe ich nicht verstanden. Schreib sie bitte noch einmal mit einem Tag oder einer Dauer, höchstens ein Jahr: „lade 3 Leute bis 31. Dezember ein“.

access-request = { $about ->
    [none] **{ $name }** möchte ins Netzwerk.
   *[other] **{ $name }** möchte ins Netzwerk: { $about }
}
access-waits = { $days ->
    [one] Diese Anfrage wartet seit gestern, noch hat niemand entschieden:
   *[other] Diese Anfrage wartet seit { $days } Tagen, noch hat niemand entschieden:
}
access-check = Lass nur herein, wen Du kennst: Ob die Angaben stimmen, weiß ich nicht.
option-let-in = Hereinlassen
option-let-in-new = Als neue Person hereinlassen
option-let-in-as = { $about ->
    [none] Das ist { $name } aus dem Verzeichnis
   *[other] Das ist { $name }, { $about }, aus dem Verzeichnis
}
option-let-in-left = Das ist { $name }, nicht mehr dabei seit { $day }
option-not-in = Ablehnen
access-let-in = { $told ->
    [yes] **{ $name }** ist jetzt dabei und weiß Bescheid.
   *[other] **{ $name }** ist jetzt dabei. Bescheid geben konnte ich gerade nicht.
}
access-declined = { $told ->
    [yes] Abgelehnt. **{ $name }** habe ich es freundlich gesagt.
   *[other] Abgelehnt. **{ $name }** konnte ich es gerade nicht sagen.
}
access-decided = { $state ->
    [granted] Das ist schon entschieden: **{ $name }** ist dabei, hereingelassen von { $by }.
    [declined] Das ist schon entschieden: **{ $name }** wurde abgelehnt, von { $by }.
   *[other] Das hat sich erledigt: **{ $name }** ist schon dabei oder fragt nicht mehr.
}
access-taken = Diesen Eintrag im Verzeichnis nutzt inzwischen ein anderes Konto.
access-list = { $count ->
    [one] Ein Mensch wartet auf Einlass:
   *[other] { $count } Menschen warten auf Einlass:
}
