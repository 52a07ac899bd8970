### Einladungen zu Treffen, an Personen und in den Kanälen einer Gruppe. Siehe storage/services/invited_texts.py.

nudge-invited = Du bist eingeladen: **{ $title }**, { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-invited-own = Für Deinen Kalender: **{ $title }**, { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-invited-series = Das Treffen wiederholt sich. Alle Termine stehen in der Kalenderdatei.
nudge-invited-several = Du bist zu mehreren Treffen eingeladen:
nudge-invited-line = • **{ $title }**, { $weekday }, { $day }, { $from }–{ $to } Uhr
nudge-invited-more = { $count ->
    [one] Dazu kommt noch ein Treffen.
   *[other] Dazu kommen noch { $count } Treffen.
}
invite-ask = Kommst Du?
invite-yes = Ich komme
invite-no = Ich kann nicht
invite-maybe = Vielleicht
invite-show = { $title } ({ $day })
channel-meeting-new = Neues Treffen: **{ $title }**, { $weekday }, { $day }, { $from }–{ $to } Uhr
channel-meeting-ask = Wer kommt?
