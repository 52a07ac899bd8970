### Wer ist zuständig, wer ist wer: Verzeichnis, Pendeln, Neue, Übersichten.

ask-region = Für welche Region oder welchen Ort? Eine Postleitzahl geht auch.
directory-empty = Im Verzeichnis steht noch nichts. Die Koordination kann es füllen.

contacts-headline = { $anywhere ->
    [yes] { $count ->
        [one] **Ansprechpartner:in**
       *[other] **{ $count } Ansprechpartner:innen**
    }
   *[no] { $count ->
        [one] **{ $what }**
       *[other] **{ $what }: { $count } Ansprechpartner:innen**
    }
}
deputies-headline = **Vertretung: { $what }**
contact-line = { $hasproject ->
    [yes] **{ $project }**: { $name } · { $details }
   *[no] **{ $name }** · { $details }
}
contact-single = { $name }
    { $lines }
contacts-more = { $anywhere ->
    [yes] { $count ->
        [one] … und eine weitere Person. Nenn mir eine Region oder ein Projekt, dann wird die Liste kürzer.
       *[other] … und { $count } weitere. Nenn mir eine Region oder ein Projekt, dann wird die Liste kürzer.
    }
   *[no] { $count ->
        [one] … und eine weitere Person. Nenn mir ein Projekt oder ein Thema, dann wird die Liste kürzer.
       *[other] … und { $count } weitere. Nenn mir ein Projekt oder ein Thema, dann wird die Liste kürzer.
    }
}

name-deputy = { $name } (Vertretung)
name-away = { $name } ({ $why })
name-stand-in = { $name } (vertritt { $first }, { $why })
away-until = { $reason ->
    [holiday] im Urlaub bis { $until }
   *[away] nicht da bis { $until }
}
away-open = { $reason ->
    [holiday] im Urlaub
   *[away] zurzeit nicht da
}

way-phone = ☎ { $number }
way-mobile = Mobil { $number }
way-email = ✉ { $address }
way-hidden = Kontaktdaten zeige ich hier nicht
way-more = Mehr zeige ich nur privat
way-none = keine Kontaktdaten eingetragen
card = **{ $name }**
    { $lines }
card-hours = Erreichbar: { $hours }
card-languages = Spricht { $languages }
card-topics = Themen: { $topics }
card-groups = Gruppen: { $groups }
card-confirmed = bestätigt im { $month }
card-away = { $hasdeputy ->
    [yes] Gerade { $why }, Vertretung: { $deputy }
   *[no] Gerade { $why }
}
card-responsibility = { $rank ->
    [deputy] Vertretung: { $what }
   *[first] Zuständig: { $what }
}
hours-line = { $known ->
    [yes] **{ $name }** erreichst Du: { $hours }
   *[no] **{ $name }**: keine Sprechzeiten eingetragen
}
absence-line = { $hasdeputy ->
    [yes] **{ $name }** ist { $why }, Vertretung: { $deputy }
   *[no] **{ $name }** ist { $why }
}
absence-none = Für **{ $name }** ist gerade keine Abwesenheit eingetragen.
numbers-line = **{ $name }**: { $ways }

postcode-lies-in = { $postcode } ist { $place }, { $district }.
place-lies-in = { $rural ->
    [yes] { $place } liegt im { $district }.
   *[no] { $place } gehört zu: { $district }.
}
postcode-unknown = Die Postleitzahl { $postcode } finde ich nicht. Stimmt sie? Ein Ortsname geht auch.
postcode-border = Die Postleitzahl { $place } reicht über eine Kreisgrenze. Welcher Ort ist es?
district-border = { $place } gehört zu mehreren Regionen. Welche meinst Du?
place-several = { $count ->
    [2] { $place } gibt es zweimal. Welcher Ort ist gemeint?
   *[other] { $place } gibt es mehrmals. Welcher Ort ist gemeint?
}
place-outside = { $same ->
    [yes] Für { $place } ist im Netzwerk keine Region zuständig.
    [rural] Für den { $place } ist im Netzwerk keine Region zuständig.
   *[no] Für { $place }, { $district }, ist im Netzwerk keine Region zuständig.
}
nearest-regions = Am nächsten: { $regions }.
region-distance = **{ $region }** ({ $km })
nobody-found = Für „{ $what }“ habe ich niemanden gefunden.
no-deputy = Für „{ $what }“ ist keine Vertretung eingetragen.
nobody-found-instead = Das gibt es stattdessen:

option-save-contact = Kontakt speichern
option-number = { $count ->
    [one] Telefonnummer
   *[other] Telefonnummern
}
contact-to-save = Hier ist **{ $name }** für Dein Telefonbuch. Tipp die Karte an, dann kannst Du sie speichern.
contact-not-to-save = Davon gibt es hier gerade keine Nummer zum Speichern.
option-first-contact = Erste Ansprechperson
option-deputy = Vertretung
option-deputy-of = Vertretung: { $name }
option-other-region = Andere Region
option-other-place = Anderes { $place }
option-place = { $place }, { $district }
option-person = { $hasabout ->
    [yes] { $name }, { $about }
   *[no] { $name }
}
option-coordination = Koordination fragen
option-instead = { $what } ({ $count })
option-list = Was steht im Verzeichnis?
option-contact-there = Kontakt in einer Region

person-unknown = „{ $name }“ kenne ich nicht. Vielleicht anders geschrieben?
person-several = { $name }: Da kenne ich { $count }. Wen meinst Du?
person-meant = Ich nehme an, Du meinst { $name }:
person-gone = Diese Person steht nicht mehr im Verzeichnis.
who-is-ask = Über wen oder was möchtest Du etwas wissen? Ein Name genügt.
who-is-unknown = Dazu steht nichts im Verzeichnis.
organisation = { $count ->
    [0] **{ $name }**: Im Verzeichnis steht gerade niemand von dort.
    [one] **{ $name }**: Von dort kenne ich { $people }.
   *[other] **{ $name }**: Von dort kenne ich { $people }.
}
project = { $hasabout ->
    [yes] **{ $name }**: { $about }
   *[no] **{ $name }** ist ein Projekt im Netzwerk.
}
project-team = { $hasregion ->
    [yes] { $region }: { $people }
   *[no] Dabei: { $people }
}

commute-ask = { $end ->
    [home] Wo wohnt die Person?
   *[work] Und wo ist die Arbeit oder Ausbildung?
}
commute-end = { $end ->
    [home] { $hasplace ->
        [yes] **Wohnen: { $region }** · { $place }
       *[no] **Wohnen: { $region }**
    }
   *[work] { $hasplace ->
        [yes] **Arbeiten: { $region }** · { $place }
       *[no] **Arbeiten: { $region }**
    }
}
commute-nobody = { $hasregion ->
    [yes] Dort ist im Netzwerk niemand zuständig, am nächsten ist { $region }.
   *[no] Dort ist im Netzwerk niemand zuständig.
}
commute-distance = { $reach ->
    [easy] Luftlinie { $km }, gut als Tagespendeln machbar.
    [possible] Luftlinie { $km }, als Tagespendeln machbar.
   *[far] Luftlinie { $km }, für tägliches Pendeln zu weit.
}
commute-usual = Üblich ist: Der Wohnort begleitet, der Arbeitsort kennt den Betrieb.
commute-same = Beides liegt in der Region { $region }, da hilft Dir dieselbe Stelle.

newcomers = { $haswhere ->
    [yes] **Neu in den letzten { $months } Monaten ({ $where }):**
   *[no] **Neu in den letzten { $months } Monaten:**
}
newcomer = **{ $name }** · { $about } · seit { $since }
nobody-new = { $haswhere ->
    [yes] In den letzten { $months } Monaten ist dort niemand neu dazugekommen ({ $where }).
   *[no] In den letzten { $months } Monaten ist niemand neu dazugekommen.
}
listing = { $kind ->
    [region] **Regionen:** { $names }
    [project] **Projekte:** { $names }
    [topic] **Themen:** { $names }
    [group] **Gruppen:** { $names }
   *[language] **Sprachen:** { $names }
}
