### Ein Mensch, mehrere Messenger: verbinden, ansehen, bevorzugen, entfernen.

messenger-name = { $messenger ->
    [telegram] Telegram
    [matrix] Matrix
    [console] Terminal
   *[other] { $messenger }
}

link-code = Dein Code: **{ $code }**
link-how = { $messenger ->
    [none] Schreib ihn mir innerhalb von { $minutes } Minuten auf dem anderen Messenger, dann weiß ich, dass Du das bist. Gib ihn niemandem weiter: Wer ihn eingibt, gilt als Du.
   *[other] Schreib ihn mir innerhalb von { $minutes } Minuten dort: { $messenger }. Dann weiß ich, dass Du das bist. Gib ihn niemandem weiter: Wer ihn eingibt, gilt als Du.
}
link-ask-code = Schreib mir den Code, den ich Dir auf dem anderen Messenger gegeben habe. Dort bekommst Du ihn mit /verbinden.
link-wrong = Diesen Code kenne ich nicht, oder er ist abgelaufen. Hol Dir dort, wo ich Dich schon kenne, mit /verbinden einen neuen.
link-known = Dieses Konto kenne ich schon als Deins.
link-too-often = Das waren zu viele falsche Codes. Versuch es bitte in zwei Stunden noch einmal.
linked = { $where ->
    [none] Geschafft, { $name }: Ich kenne Dich jetzt auch hier, { $messenger }.
   *[other] Geschafft, { $name }: Ich kenne Dich jetzt auch hier, { $messenger }. Von mir aus schreibe ich Dir weiter dort: { $where }.
}
link-told = Mit Dir ist jetzt ein weiteres Konto verbunden: { $messenger }. Warst Du das nicht, dann trenne es gleich wieder.
option-unlink-not-me = Das war ich nicht: wieder trennen
option-prefer-here = Lieber hierher schreiben
option-prefer = Lieber hier schreiben: { $messenger }
option-remove = Entfernen: { $messenger }
option-link = Messenger verbinden

addresses-headline = **Hier erreiche ich Dich:**
address-line = { $state ->
    [preferred] { $messenger }, seit { $since } · hier schreibe ich von mir aus{ $here ->
        [yes] {" "}· Du bist gerade hier
       *[no] {""}
    }
    [unreachable] { $messenger }, seit { $since } · dort komme ich gerade nicht durch
   *[reachable] { $messenger }, seit { $since }{ $here ->
        [yes] {" "}· Du bist gerade hier
       *[no] {""}
    }
}
address-since = { $messenger } (seit { $since })
preferred = Gut, von mir aus schreibe ich Dir jetzt hier: { $messenger }. Antworten bekommst Du immer da, wo Du fragst.
preferred-unreachable = Gemerkt. Im Moment komme ich dort aber nicht durch: { $messenger }. Schreib mir dort einmal kurz, dann klappt es wieder.
not-linked = Diesen Messenger hast Du noch nicht mit mir verbunden: { $messenger }.
messenger-not-spoken = { $messenger } kann ich nicht. Ich schreibe über Telegram, Matrix und im Terminal, je nachdem, was Dein Netzwerk eingerichtet hat.
which-address = Davon kenne ich mehrere: { $messenger }. Welches meinst Du?
removed = { $here ->
    [yes] Entfernt: { $messenger }. Hier kenne ich Dich jetzt nicht mehr.
   *[no] Entfernt: { $messenger }. Dort kenne ich Dich nicht mehr.
}
remove-last = Das ist Dein einziger Weg zu mir: { $messenger }. Ohne ihn bist Du für mich ein Gast, bekommst nichts mehr von mir und brauchst für die Rückkehr eine neue Einladung. Dein Eintrag im Verzeichnis bleibt. Möchtest Du das wirklich?
option-keep = Nein, lassen
option-remove-last = Ja, meinen letzten Weg entfernen
removed-last = Entfernt: { $messenger }. Ab jetzt bist Du hier Gast. Alles Gute; mit einer Einladung kommst Du jederzeit zurück.

unreached = Dort konnte ich Dich nicht erreichen: { $messenger }. Darum schreibe ich Dir hier.
answer-not-there = Dort darf ich gerade nicht schreiben. Darum antworte ich Dir hier.
