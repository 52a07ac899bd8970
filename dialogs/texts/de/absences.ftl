### Wer wann nicht da ist und wer vertritt.

absence-ask-until = Bis wann, und wer vertritt? Zum Beispiel „bis 3. Januar, Vertretung macht Jonas“.
option-open-end = Weiß ich noch nicht
absence-card = { $own ->
    [yes] { $why ->
        [holiday] **Du bist im Urlaub:** { $period }
       *[away] **Du bist nicht da:** { $period }
    }
   *[no] { $why ->
        [holiday] **{ $name } ist im Urlaub:** { $period }
       *[away] **{ $name } ist nicht da:** { $period }
    }
}{ $hasdeputy ->
    [yes] { "" } · Vertretung: { $deputy }
   *[no] { "" } · ohne Vertretung
}
absence-deputy-unclear = Wer vertritt, habe ich nicht verstanden. Schreib mir einfach den Namen dazu.
absence-from = ab { $first } bis auf Weiteres
absence-from-until = { $first } bis { $last }
absence-day = { $first }
absence-entered = Ist eingetragen und endet von selbst. Wer früher zurück ist, schreibt „ich bin wieder da“.
absence-ended = Willkommen zurück. Die Abwesenheit ist beendet.
absence-cancelled = Die Abwesenheit ist gelöscht.
absence-own = { $why ->
    [holiday] Eingetragen: Urlaub, { $period }
   *[away] Eingetragen: nicht da, { $period }
}{ $hasdeputy ->
    [yes] { "" } · Vertretung: { $deputy }
   *[no] { "" }
}
option-cancel-absence = Löschen: { $period }
absence-told = Du vertrittst **{ $name }**: { $period }. Passt das nicht, sprecht Euch bitte kurz ab.
absence-told-entered = { $by } hat für Dich eine Abwesenheit eingetragen: { $period }. Stimmt das nicht, schreib „lösche meinen Urlaub“.
absence-told-ended = { $by } hat eine Abwesenheit von Dir beendet. Stimmt das nicht, schreib zum Beispiel „ich bin bis Freitag weg“.
absence-ask-days = Diese Tage passen nicht zusammen, sind schon vorbei oder stehen in keinem Kalender. Von wann bis wann? Zum Beispiel „vom 3. bis 5. Januar“.
absence-same = Genau das steht schon so da.
absence-replaces = Das ersetzt, was für diese Zeit schon dasteht: { $periods }.
absence-more-days = Das waren mehrere Zeiten, eingetragen wird nur diese. Sag mir die andere danach noch einmal.
absence-more-people = Das gilt nur für eine Person und eine Vertretung, nicht für { $names }. Sag mir das danach noch einmal.
absence-nobody = Heute ist niemand als abwesend eingetragen.
absence-none-own = Für Dich ist gerade keine Abwesenheit eingetragen, also auch keine Vertretung.
absence-of = **{ $name }:**
absence-of-one = **{ $name }:** { $period }{ $hasdeputy ->
    [yes] { "" } · Vertretung: { $deputy }
   *[no] { "" }
}
absence-ended-other = Die Abwesenheit ist beendet.
option-back = Ist wieder da
