### Wie Treffen geschrieben werden, überall gleich.

meeting-head = **{ $title }**: { $weekday }, { $day }, { $from }–{ $to } Uhr
meeting-cancelled = Abgesagt: **{ $title }** am { $weekday }, { $day }, { $from }–{ $to } Uhr
meeting-group = Gruppe: { $group }
meeting-agenda = Worum es geht: { $agenda }
