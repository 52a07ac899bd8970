### Mit einem Menschen sprechen: von der Bitte bis „erledigt“.

relay-ask = Soll ich jemanden bitten, sich bei Dir zu melden? Was Du jetzt schreibst, gebe ich der Koordination weiter. Bitte keine Namen von Klient:innen.
relay-sent = Ist weitergegeben. Die Antwort kommt hier bei Dir an; meldet sich niemand, frage ich nach einem Tag die Nächsten.
relay-later = Gerade ist niemand von der Koordination da. Sobald jemand da ist, gebe ich es weiter.
relay-pending = Deine Bitte ist schon unterwegs, die Antwort kommt hier an. Möchtest Du etwas ergänzen?
option-relay-self = Selbst beantworten
option-relay-leave = Nicht weitergeben
option-relay-pass = Weitergeben
relay-left = Alles klar, ich gebe nichts weiter.
relay-or-self = Das klingt nach etwas, das ich selbst beantworten kann. Soll ich es trotzdem weitergeben?
relay-too-long = Das ist zu lang zum Weitergeben. Bleib bitte unter { $most } Zeichen.
relay-withdrawn = Alles klar, ich frage niemanden mehr.
relay-none = Von Dir ist gerade keine Bitte offen.
relay-closed = Diese Anfrage ist schon erledigt.
relay-request = { $isguest ->
    [yes] { $name ->
        [none] **Ein Gast** möchte mit einem Menschen sprechen.
       *[other] **{ $name }** (Gast) möchte mit einem Menschen sprechen.
    }
   *[no] **{ $name }** möchte mit einem Menschen sprechen.
} { $message ->
    [none] Worum es geht, steht nicht dabei.
   *[other] „{ $message }“
}
relay-more = { $isguest ->
    [yes] { $name ->
        [none] **Dein Gast** antwortet Dir.
       *[other] **{ $name }** (Gast) antwortet Dir.
    }
   *[no] **{ $name }** antwortet Dir.
} { $message ->
    [none] Es eilt wohl.
   *[other] „{ $message }“
}
relay-answer-ask = { $isguest ->
    [yes] Was soll ich antworten? Gäste sehen von Dir nur den Vornamen.
   *[no] Was soll ich { $name } antworten?
}
relay-answer = **{ $name }** antwortet Dir: „{ $text }“
relay-answered = Ist unterwegs.
relay-unreachable = Ich erreiche diese Person gerade nicht, Deine Antwort ist nicht angekommen.
relay-reply-ask = Was soll ich antworten?
relay-done = Gut, ist erledigt.
requests = { $count ->
    [one] **Eine offene Anfrage**
   *[other] **{ $count } offene Anfragen**
}
requests-none = Gerade ist keine Anfrage offen.
request-line = { $day }, { relay-name }: { $message ->
    [none] ohne Angabe
   *[other] „{ $message }“
}
relay-name = { $isguest ->
    [yes] { $name ->
        [none] Gast
       *[other] { $name } (Gast)
    }
   *[no] { $name }
}
option-request = { relay-name }
option-relay-plain = Einfach weitergeben
option-relay-more = Etwas ergänzen
option-relay-withdraw = Hat sich erledigt
option-relay-answer = Antworten
option-relay-reply = Antworten
option-relay-done = Erledigt
