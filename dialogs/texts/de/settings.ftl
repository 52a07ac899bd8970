### Was jede:r für sich einstellt: wann, wie oft und in welcher Sprache Kitt schreibt.


settings-headline = **Deine Einstellungen**
settings-language = { $chosen ->
    [yes] Sprache: immer { $language }
   *[no] Sprache: die, in der Du schreibst
}
settings-loud = Stumm: nein
settings-muted = { $midnight ->
    [yes] Stumm: bis { $weekday }, { $day }
   *[no] Stumm: bis { $weekday }, { $day }, { $time } Uhr
}
settings-muted-for-good = Stumm: ja, bis Du es aufhebst
settings-quiet = Ruhezeit: jeden Tag von { $start } bis { $end } Uhr
settings-quiet-none = Ruhezeit: keine
settings-days = { $any ->
    [yes] Freie Tage: { $days }
   *[no] Freie Tage: keine
}
settings-digest = { $digest ->
    [daily] Was nicht eilt: gesammelt, einmal am Tag
    [weekly] Was nicht eilt: gesammelt, einmal in der Woche
    [never] Was nicht eilt: gar nicht
   *[at_once] Was nicht eilt: sofort
}
settings-where = Ich schreibe Dir: { $messenger }
settings-guest = Für Gäste gibt es nur eine Einstellung: die Sprache. Von mir aus schreibe ich Dir nicht.

option-settings = Meine Einstellungen
option-set-quiet = Ruhezeit
option-set-days = Freie Tage
option-set-digest = Wie oft
option-addresses = Wo ich Dir schreibe

## Stumm

mute-how-long = Wie lange soll ich still sein? Such etwas aus oder schreib zum Beispiel „bis Montag“ oder „2 Stunden“.
mute-only-all = Einzelne Gruppen und Themen kann ich noch nicht stumm schalten, nur alles zusammen. Wie lange soll ich still sein?
option-mute = { $span ->
    [hour] Eine Stunde
    [tomorrow] Bis morgen früh
    [monday] Bis Montag
   *[ever] Bis ich es aufhebe
}
muted = { $midnight ->
    [yes] Alles klar, ich bin still. Ab { $weekday }, { $day }, melde ich mich wieder von mir aus.
   *[no] Alles klar, ich bin still. Ab { $weekday }, { $day }, { $time } Uhr melde ich mich wieder von mir aus.
}
muted-for-good = Alles klar, ich bin still, bis Du mir wieder etwas anderes sagst.
mute-or-away = Soll ich bis dahin still sein? Wenn Du selbst nicht da bist, schreib „ich bin weg“ und bis wann.
option-mute-until = Ja, bis dahin still sein
mute-not-away = Dass Du nicht da bist, habe ich damit nicht eingetragen. Das geht mit „ich bin weg“ und bis wann.
muted-still-answers = Fragst Du mich etwas, antworte ich wie immer.
option-unmute = Wieder schreiben lassen
unmuted = Schön, ab jetzt schreibe ich Dir wieder von mir aus.
unmuted-already = Stumm bin ich bei Dir gerade nicht.

## Ruhezeit, freie Tage, wie oft

quiet-ask = Zu welcher Zeit soll ich Dir nicht von mir aus schreiben? Such etwas aus oder schreib zum Beispiel „21 bis 8 Uhr“.
quiet-unclear = Diese Zeiten habe ich nicht verstanden, geändert ist nichts. Schreib sie zum Beispiel so: „21 bis 8 Uhr“.
option-quiet = { $start } bis { $end } Uhr
option-quiet-none = Keine Ruhezeit
quiet-set = Jeden Tag von { $start } bis { $end } Uhr schreibe ich Dir nicht von mir aus. Was in der Zeit anfällt, kommt danach.
quiet-off = Eine Ruhezeit gibt es jetzt nicht.
days-ask = An welchen Tagen der Woche soll ich Dir nicht von mir aus schreiben? Du kannst auch „freitags und samstags“ schreiben.
option-days = { $days }
option-days-none = Keine freien Tage
days-set = An diesen Tagen schreibe ich Dir nicht von mir aus: { $days }. Was da anfällt, kommt danach.
days-none = Freie Tage gibt es jetzt nicht.
digest-ask = Wie oft soll ich Dir schreiben, was nicht eilt?
option-digest = { $digest ->
    [daily] Gesammelt, einmal am Tag
    [weekly] Gesammelt, einmal in der Woche
    [never] Gar nicht
   *[at_once] Sofort
}
digest-set = { $digest ->
    [daily] Gemerkt: Was nicht eilt, bekommst Du gesammelt, einmal am Tag.
    [weekly] Gemerkt: Was nicht eilt, bekommst Du gesammelt, einmal in der Woche.
    [never] Gemerkt: Was nicht eilt, behalte ich für mich.
   *[at_once] Gemerkt: Was nicht eilt, bekommst Du trotzdem sofort.
}

## Sprache auf Dauer

language-set-for-good = Klar, ab jetzt schreibe ich Dir immer auf { $language }, egal in welcher Sprache Du schreibst.
language-as-written = Gemerkt: Ich antworte wieder in der Sprache, in der Du schreibst.
option-language-always = Immer { $language }
option-language-as-written = In der Sprache, in der ich schreibe

## Zu viele Abfragen

lookups-too-many = Du hast gerade sehr viele Kontakte abgerufen. Damit niemand das ganze Verzeichnis abschreibt, mache ich hier eine Pause; in ein, zwei Stunden geht es weiter. Brauchst Du vorher etwas Dringendes, hilft Dir Deine Koordination.
lookups-note = { $name } hat in kurzer Zeit mehr als { $count } Antworten mit Kontakten bekommen. Ich mache dort eine Pause. Das kann ein voller Tag sein; frag im Zweifel kurz nach.
