### Vom leeren Speicher zum Netzwerk: was da ist, was als Nächstes kommt, und die Regionen.

setup-begin = Dein Netzwerk ist noch leer. Ich führe Dich durch das Einrichten, Schritt für Schritt; jeden Schritt kannst Du überspringen und mit /einrichten später weitermachen.
setup-list = **So weit ist Euer Netzwerk:**
    { $lines }
setup-language = { $done ->
    [yes] Sprache: { $language }
   *[no] Sprache: noch offen, bis dahin { $language }
}
setup-name = { $done ->
    [yes] Name: { $name }
   *[no] Name: noch offen
}
setup-regions = { $count ->
    [0] Regionen: noch keine
   *[other] Regionen: { $count }
}
setup-people = { $count ->
    [0] Menschen außer Dir: noch keine
   *[other] Menschen außer Dir: { $count }
}
setup-groups = { $count ->
    [0] Gruppen: noch keine
   *[other] Gruppen: { $count }
}
setup-invited = { $done ->
    [yes] Eingeladen: { $writing } schreiben schon mit mir, offene Einladungen: { $open }
   *[no] Eingeladen: noch niemand
}
setup-next = { $step ->
    [language] In welcher Sprache spreche ich Menschen an, deren Sprache ich noch nicht kenne? Deine eigene stellst Du mit /sprache um.
    [name] Wie heißt Euer Netzwerk? Schreib mir einfach den Namen.
    [regions] In welchen Regionen arbeitet Euer Netzwerk? Nenn sie mir in einem Satz, zum Beispiel „Harz, Altmark, Halle“. Auch „Süden: Halle, Saalekreis“ geht.
    [people] Wer gehört dazu? Schick mir Euer Verzeichnis als Datei (.xlsx, .csv oder .vcf), dann zeige ich Dir erst, was sich ändert. Oder trag die Ersten einzeln ein.
    [group] Jetzt die erste Gruppe: Leute, die sich zu etwas treffen oder austauschen.
   *[invite] Jetzt lädst Du die Ersten ein. Sie bekommen einen Link und einen Code, dann finden sie mich.
}
setup-done = Alles Wichtige ist da. Was fehlt, ergänzt Du jederzeit; /hilfe zeigt Dir, wie.
setup-rest = Den Rest kannst Du jederzeit nachholen.
setup-language-set = Gut, im Zweifel spreche ich { $language }.
setup-name-card = Euer Netzwerk heißt dann **{ $name }**. So stelle ich mich Gästen vor.
setup-name-again = Das passt nicht als Name. Schreib mir bitte höchstens { $most } Zeichen.
setup-name-set = Euer Netzwerk heißt jetzt **{ $name }**.
setup-person = Schreib mir, wer neu ist, zum Beispiel „Neu im Team: Mara Beispiel, Harz, mara@example.org“. Ich frage nach, was noch fehlt. Mit /einrichten geht es danach weiter.
option-setup = { $step ->
    [begin] Einrichten
    [again] Von vorn ansehen
    [skip] Überspringen
    [people] Einzeln eintragen
    [group] Gruppe anlegen
   *[invite] Einladen
}

regions-ask = { $count ->
    [0] Nenn mir Eure Regionen in einem Satz, zum Beispiel „Harz, Altmark, Halle“. Auch „Süden: Halle, Saalekreis“ geht.
    [one] Es gibt eine Region. Tipp sie an oder nenn mir weitere, zum Beispiel „Harz, Altmark“.
   *[other] Es gibt { $count } Regionen. Tipp eine an oder nenn mir weitere, zum Beispiel „Harz, Altmark“.
}
regions-line = { $more ->
    [0] **{ $name }**: { $areas }
   *[other] **{ $name }**: { $areas } und { $more } weitere
}
regions-card = { $count ->
    [one] Diese Region lege ich an:
   *[other] Diese { $count } Regionen lege ich an:
}
    { $lines }{ $more ->
    [0] { "" }
   *[other] { "" }
    und { $more } weitere
}
regions-known = Schon da: { $names }.
regions-unknown = { $count ->
    [one] „{ $first }“ finde ich nicht auf der Karte. Sag mir, was dazugehört, zum Beispiel „{ $first }: Halle, Saalekreis“.
   *[other] Das finde ich nicht auf der Karte: { $names }. Sag mir, was dazugehört, zum Beispiel „{ $first }: Halle, Saalekreis“.
}
regions-which = „{ $name }“ gibt es mehrmals. Was meinst Du?
regions-added = { $count ->
    [one] Die Region ist eingetragen.
   *[other] Die { $count } Regionen sind eingetragen.
}
regions-shown = { $used ->
    [yes] { $lines }
    Hier ist jemand eingetragen, darum bleibt sie.
   *[no] { $lines }
}
regions-ask-name = Wie soll die Region heißen?
regions-change = { $deed ->
    [rename] Die Region **{ $region }** heißt dann **{ $name }**.
   *[remove] Die Region **{ $region }** wird entfernt.
}
regions-changed = { $deed ->
    [rename] Die Region heißt jetzt **{ $name }**.
   *[remove] Die Region **{ $name }** ist entfernt.
}
option-region = { $deed ->
    [rename] Umbenennen
   *[remove] Entfernen
}
option-regions-state = Alle Kreise in { $state ->
    [BB] Brandenburg
    [BE] Berlin
    [BW] Baden-Württemberg
    [BY] Bayern
    [HB] Bremen
    [HE] Hessen
    [HH] Hamburg
    [MV] Mecklenburg-Vorpommern
    [NI] Niedersachsen
    [NW] Nordrhein-Westfalen
    [RP] Rheinland-Pfalz
    [SH] Schleswig-Holstein
    [SL] Saarland
    [SN] Sachsen
    [TH] Thüringen
   *[ST] Sachsen-Anhalt
}
