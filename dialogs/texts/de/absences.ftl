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
