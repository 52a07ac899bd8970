### Gruppen und die Kanäle, in denen sie schreiben.

groups-which = Welche Gruppe meinst Du?
groups-none = Es gibt noch keine Gruppe.
group-ask-name = Wie soll die Gruppe heißen?
group-ask-member = Wer soll dazukommen? Ein Name genügt, mehrere gehen auch.
group-card = { $deed ->
    [make] { $number ->
        [0] Ich lege die Gruppe **{ $group }** an, und Du koordinierst sie.
       *[other] Ich lege die Gruppe **{ $group }** an, und Du koordinierst sie. Von Anfang an dabei: { $people }.
    }
    [rename] Die Gruppe **{ $group }** heißt dann **{ $name }**.
    [end] { $count ->
        [0] Die Gruppe **{ $group }** wird beendet, ihre Kanäle werden getrennt. Sie hat keine Mitglieder.
        [one] Die Gruppe **{ $group }** (1 Mitglied) wird beendet, ihre Kanäle werden getrennt. Der Mensch bleibt im Verzeichnis.
       *[other] Die Gruppe **{ $group }** ({ $count } Mitglieder) wird beendet, ihre Kanäle werden getrennt. Die Menschen bleiben im Verzeichnis.
    }{ $meetings ->
        [0] { "" }
        [one] { "" } Ein Treffen, das noch ansteht, wird abgesagt, und wer eingeladen ist, bekommt Bescheid.
       *[other] { "" } { $meetings } Treffen, die noch anstehen, werden abgesagt, und wer eingeladen ist, bekommt Bescheid.
    }
    [leave] Du verlässt die Gruppe **{ $group }**.
    [lead] { $number ->
        [one] { $people } koordiniert dann auch die Gruppe **{ $group }**.
       *[other] { $people } koordinieren dann auch die Gruppe **{ $group }**.
    }
    [remove] { $number ->
        [one] { $people } gehört dann nicht mehr zur Gruppe **{ $group }**.
       *[other] { $people } gehören dann nicht mehr zur Gruppe **{ $group }**.
    }
   *[add] { $number ->
        [one] Zur Gruppe **{ $group }** kommt dazu: { $people }.
       *[other] Zur Gruppe **{ $group }** kommen dazu: { $people }.
    }
}
group-done = { $deed ->
    [make] Die Gruppe **{ $group }** gibt es jetzt. Sag mir, wer dazugehört, zum Beispiel „Mara gehört zur Gruppe { $group }“.
    [rename] Die Gruppe heißt jetzt **{ $name }**.
    [end] Die Gruppe **{ $group }** ist beendet.
    [leave] Du gehörst nicht mehr zur Gruppe **{ $group }**.
   *[other] Ist eingetragen.
}
group-shown = { $count ->
    [0] **{ $group }**: noch ohne Mitglieder
    [one] **{ $group }**: { $members }
   *[other] **{ $group }** ({ $count }): { $members }
}{ $channels ->
    [0] { "" }
    [one] { "" } · 1 Kanal
   *[other] { "" } · { $channels } Kanäle
}
group-coordinators = Koordination: { $names }
group-told-join = { $by } hat Dich in die Gruppe **{ $group }** aufgenommen. Passt das nicht, schreib „ich verlasse die Gruppe { $group }“.
group-told-lead = { $by } hat Dich gebeten, die Gruppe **{ $group }** mit zu koordinieren. Mit „/gruppe { $group }“ siehst Du, was Du tun kannst.
option-do-it = So machen
option-group = { $deed ->
    [add] Jemand kommt dazu
    [rename] Umbenennen
    [end] Beenden
   *[leave] Verlassen
}

channel-introduction = { $network ->
    [none] Hallo, ich bin Kitt, der Assistent eines Netzwerks. Nennt mich beim Namen oder antwortet auf eine Nachricht von mir, dann antworte ich.
   *[other] Hallo, ich bin Kitt, der Assistent von { $network }. Nennt mich beim Namen oder antwortet auf eine Nachricht von mir, dann antworte ich.
} Wer Eure Gruppe koordiniert, antwortet hier zum Beispiel mit „verbinde diesen Kanal mit Fokusgruppe 2“.
channel-offer = Ich bin jetzt dabei: { $place }. Soll das zu einer Gruppe gehören? Dann kommt dort an, was für sie ist.
channel-bound-there = Verbunden: { $place } gehört jetzt zur Gruppe **{ $group }**.
option-bind-to = { $group }
place-named = { $hastitle ->
    [yes] „{ $title }“ ({ $messenger })
   *[no] { $messenger }
}
place-lost = { $standing ->
    [silent] Ich darf hier nicht mehr schreiben: { $place }. Was für die Gruppe **{ $group }** ist, kommt dort erst wieder an, wenn ich es darf.
   *[gone] Ich bin hier nicht mehr dabei: { $place }. Was für die Gruppe **{ $group }** ist, kommt dort erst wieder an, wenn Du mich neu aufnimmst.
}
channel-card = Was für die Gruppe **{ $group }** ist, schreibe ich dann hierher.
channel-bound = Verbunden: Dieser Kanal gehört jetzt zur Gruppe **{ $group }**.
channel-unbound = Getrennt: Der Kanal gehört nicht mehr zur Gruppe **{ $group }**.
channels = **Verbundene Kanäle:**
channels-none = Es ist noch kein Kanal verbunden. Nimm mich in den Kanal auf und schreib dort zum Beispiel „verbinde diesen Kanal mit Fokusgruppe 2“.
channel-line = **{ $group }** · { $place } · { $kind ->
    [channel] Kanal
   *[group] Gruppe
} · seit { $day }{ $hasby ->
    [yes] { "" } · { $by }
   *[no] { "" }
}{ $standing ->
    [silent] { "" } · ich darf dort nicht schreiben
    [gone] { "" } · ich bin nicht mehr dabei
   *[open] { "" }
}
option-bind = Verbinden
option-unbind = Trennen: { $group } ({ $messenger })
group-unknown = { $count ->
    [0] Eine Gruppe „{ $name }“ kenne ich nicht.
    [one] Eine Gruppe „{ $name }“ kenne ich nicht. Meinst Du diese?
   *[other] Eine Gruppe „{ $name }“ kenne ich nicht. Meinst Du eine von diesen?
}
group-ask-leader = Wer soll die Gruppe koordinieren? Ein Name genügt. Danach kannst Du sie verlassen.
group-makers = Gruppen legt die Koordination an. Sag mir, worum es geht, dann frage ich sie: „sprich mit der Koordination“.

## Eingeladen von jemandem außerhalb des Netzwerks
invited-ask = { $by } hat mich in einen Raum eingeladen: { $place }. Ich kenne diese Person nicht. Soll ich beitreten?
option-invited-yes = Ja, beitreten
option-invited-no = Nein, ablehnen
invited-decided = { $answer ->
    [yes] Gut, ich trete bei: { $place }.
   *[no] Gut, ich lehne ab: { $place }.
}
invited-before = { $answer ->
    [yes] Das ist schon entschieden: Ich trete bei, { $place }.
   *[no] Das ist schon entschieden: Ich bleibe draußen, { $place }.
}
invited-yes = Danke für Deine Einladung. Die Koordination ist einverstanden, ich komme dazu.
invited-no = Danke für Deine Einladung. Diesmal komme ich nicht dazu.
