### Offene Einladungen, und eine zurückziehen.

invitations = { $count ->
    [one] Eine Einladung ist offen:
   *[other] { $count } Einladungen sind offen:
}
invitations-none = Es ist keine Einladung offen. Eine neue machst Du mit /einladen.
invitations-lines = { $lines }
invitations-more = { $count ->
    [one] Und eine weitere. Nenn mir Gruppe oder Region, dann zeige ich sie.
   *[other] Und { $count } weitere. Nenn mir Gruppe oder Region, dann zeige ich sie.
}
invitation-line = { $names ->
    [none] Ganzes Netzwerk
   *[other] { $names }
}{ $role ->
    [administrator] {" "}· zum Administrieren
    [coordinator] {" "}· zum Koordinieren
   *[other] {""}
} · { $uses ->
    [one] noch für einen Menschen
   *[other] noch für { $uses } Menschen
} · bis { $until }{ $time ->
    [none] {""}
   *[other] , { $time } Uhr
}{ $made ->
    [you] {" "}· von Dir
    [person] {" "}· von { $by }
    [console] {" "}· von der Kommandozeile
   *[hidden] {""}
}
option-take-back-one = { $names ->
    [none] Zurückziehen: ganzes Netzwerk, bis { $until }
   *[other] Zurückziehen: { $names }, bis { $until }
}
option-take-back = Zurückziehen
take-back-which = Welche Einladung soll nicht mehr gelten?
take-back-no-such = So eine Einladung ist nicht offen. Offen ist:
take-back-card = Diese Einladung gilt dann sofort nicht mehr, auch nicht für Menschen, die sie gerade einlösen:
    { $line }
take-back-done = Zurückgezogen. Mit diesem Code kommt niemand mehr herein.
take-back-over = Diese Einladung gilt schon nicht mehr.
