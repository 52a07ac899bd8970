### Ways of writing that belong to no topic. dialogs/texts/render.py puts their parameters in.

# How days and lists are written (CLDR).
format-locale = en_GB

format-km = { $km ->
    [0] less than 1 km
   *[other] { $km } km
}

## Languages that CLDR does not know, or by a name that nobody uses here (key: ISO 639)

language-aii = Assyrian
language-ckb = Kurdish (Sorani)
language-cld = Chaldean
language-diq = Zazaki
language-gsg = German Sign Language
language-kmr = Kurdish (Kurmanji)
language-prs = Dari
language-rmn = Romani (Balkan)
language-rmy = Romani (Vlax)
language-sgn = sign language
language-zza = Zazaki
