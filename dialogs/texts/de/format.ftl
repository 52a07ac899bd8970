### Schreibweisen, die zu keinem Thema gehören. Ihre Parameter setzt dialogs/texts/render.py ein.

# Wie Tage und Aufzählungen geschrieben werden (CLDR).
format-locale = de

format-km = { $km ->
    [0] unter 1 km
   *[other] { $km } km
}

## Sprachen, die CLDR nicht oder unter einem Namen kennt, den hier niemand benutzt (Schlüssel: ISO 639)

language-aii = Assyrisch
language-ckb = Kurdisch (Sorani)
language-cld = Chaldäisch
language-diq = Zazaki
language-gsg = Deutsche Gebärdensprache
language-kmr = Kurdisch (Kurmandschi)
language-prs = Dari
language-rmn = Romani (Balkan)
language-rmy = Romani (Vlax)
language-sgn = Gebärdensprache
language-zza = Zazaki
