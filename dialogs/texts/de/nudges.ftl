### Was Kitt zu Treffen von sich aus sagt. Die Schlüssel nennt storage/services/nudge_texts.py.

nudge-reminder = **{ $title }**: { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-place = Ort: { $place }
nudge-link = Link: { $link }
nudge-zone = Zeiten wie in { $zone }
nudge-coming = { $count ->
    [one] Eine Person sagt zu.
   *[other] { $count } sagen zu.
}
nudge-coming-too = { $count ->
    [one] Bisher sagst nur Du zu.
   *[other] { $count } sagen zu, Du auch.
}
nudge-changed = Geändert: **{ $title }** ist jetzt am { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-changed-series = Geändert, auch für die weiteren Treffen: **{ $title }** ist das nächste Mal am { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-changed-details = Geändert: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-was = Bisher: { $weekday }, { $day }, { $from } Uhr
nudge-cancelled = Abgesagt: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-cancelled-series = Abgesagt, mit allen weiteren Treffen: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-rsvp = Kommst Du? **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-ask-again = Du wolltest noch einmal gefragt werden: Kommst Du zu **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr?
nudge-agenda = Worum geht es bei **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr? Es steht noch nichts auf der Tagesordnung.
nudge-notes = Was wurde bei **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr vereinbart?
nudge-own = Du wolltest erinnert werden: { $what }
nudge-own-meeting = Du wolltest erinnert werden: { $what }. **{ $title }** ist am { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-late = Das kommt später als geplant, ich war nicht erreichbar.
nudge-missed = Zu **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr konnte ich nicht alle rechtzeitig erinnern.
