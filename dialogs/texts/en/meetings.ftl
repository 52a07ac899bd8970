### How meetings are written, the same everywhere.

meeting-head = **{ $title }**: { $weekday }, { $day }, { $from }–{ $to }
meeting-cancelled = Cancelled: **{ $title }** on { $weekday }, { $day }, { $from }–{ $to }
meeting-group = Group: { $group }
meeting-agenda = What it is about: { $agenda }
