### Wer zu einem Treffen kommt, und welche Treffen anstehen.

option-attend-yes = Ich komme
option-attend-no = Ich kann nicht
option-attend-maybe = Weiß noch nicht
option-attend-not-after-all = Doch nicht
option-attend-change = Ändern
option-attend-comment = Kommentar dazu
option-attend-no-comment = Kommentar weglassen
option-attend-later = Morgen noch einmal fragen
option-attend-only-me = Nur ich komme nicht
option-attend-call-off = Das Treffen fällt aus
option-attend-refresh = Aktualisieren
option-attend-who = Wer kommt?
option-attend-chase = { $count ->
    [one] Eine Person noch einmal fragen
   *[other] { $count } ohne Antwort noch einmal fragen
}
option-agenda-write = Tagesordnung schreiben
option-notes-write = Festhalten
option-meeting = { $title }, { $day }, { $time }
option-meetings = Weitere Termine
option-meetings-more = Mehr

attend-noted = { $answer ->
    [yes] Schön, Du kommst: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr
    [no] Schade, Du kommst nicht: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr
   *[maybe] Gemerkt, Du weißt es noch nicht: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr
}
attend-comment = Kommentar für die Koordination: „{ $comment }“
attend-ask-comment = Was möchtest Du der Koordination dazu sagen? Nur sie sieht es.
attend-no-comment = Gut, ohne Kommentar.
attend-comment-long = Das ist zu lang, höchstens { $longest } Zeichen passen hinein. Schreib es bitte kürzer.
attend-comment-late = Dazu lässt sich nichts mehr anmerken: Das Treffen ist vorbei, abgesagt, oder Du hast noch nicht geantwortet.
attend-again = Ich frage Dich noch einmal: am { $weekday }, { $day }, um { $from } Uhr.
attend-again-late = Bis dahin ist das Treffen schon, ich frage also nicht noch einmal. Sag Bescheid, sobald Du es weißt.
attend-only-you = Das gilt nur für Dich. Andere sagen mir selbst Bescheid: { $names }
attend-others = Ob jemand kommt, sagt mir jede:r selbst. Für andere trage ich nichts ein: { $names }
attend-not-called-off = Abgemeldet bist nur Du, das Treffen findet statt.
attend-for-whom = Kommst nur Du nicht, oder soll das Treffen ausfallen?
attend-which = { $answer ->
    [yes] Zu welchem Treffen kommst Du?
    [no] Zu welchem Treffen kommst Du nicht?
   *[maybe] Welches Treffen meinst Du?
}
attend-which-then = Da ist kein Treffen, zu dem Du eingeladen bist. Welches meinst Du?
attend-who-which = Welches Treffen meinst Du?
attend-none = Gerade steht kein Treffen an, zu dem Du eingeladen bist.
attend-not-invited = Zu diesem Treffen bist Du nicht eingeladen, darum trage ich nichts ein.
attend-gone = Dieses Treffen gibt es nicht mehr, oder es ist keins Deiner Treffen. Geändert habe ich nichts.
attend-over = **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr ist schon vorbei. Eingetragen habe ich nichts.
attend-called-off = **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr ist abgesagt. Du musst nichts mehr tun.

## Wer kommt

attend-counts = Zusagen: { $yes } · Absagen: { $no } · Vielleicht: { $maybe }
attend-open = Ohne Antwort: { $count }
attend-own = { $answer ->
    [yes] Du kommst.
    [no] Du kommst nicht.
    [maybe] Du weißt es noch nicht.
   *[open] Kommst Du?
}
attend-names = { $answer ->
    [yes] **Es kommen ({ $count }):** { $names }
    [no] **Es kommen nicht ({ $count }):** { $names }
   *[maybe] **Noch unsicher ({ $count }):** { $names }
}
attend-silent = **Ohne Antwort ({ $count }):** { $names }
attend-remark = { $name }: „{ $comment }“
attend-more-names = { $count } weitere
attend-chased = { $count ->
    [0] Heute ist schon nachgefragt worden. Morgen geht es wieder.
    [one] Ich frage eine Person noch einmal.
   *[other] Ich frage { $count } Personen noch einmal.
}

## Welche Treffen anstehen

meetings-list = { $count ->
    [one] **Dieses Treffen steht an:**
   *[other] **Diese Treffen stehen an:**
}
meetings-line = { $own ->
    [yes] { $title }: { $weekday }, { $day }, { $from } Uhr · Du kommst
    [no] { $title }: { $weekday }, { $day }, { $from } Uhr · Du kommst nicht
    [maybe] { $title }: { $weekday }, { $day }, { $from } Uhr · Du weißt es noch nicht
    [cancelled] Abgesagt: { $title }, { $weekday }, { $day }, { $from } Uhr
   *[none] { $title }: { $weekday }, { $day }, { $from } Uhr
}
meetings-none = Gerade steht kein Treffen an.
meetings-none-plan = Willst Du eins planen, schreib zum Beispiel „plane ein Treffen am Montag um 10“.
meetings-none-then = Da ist kein Treffen. Das nächste ist:
meetings-no-room = Dieser Chat gehört zu keiner Gruppe. Frag mich im privaten Chat nach Deinen Treffen.
