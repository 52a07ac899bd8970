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
invite-maybe = Weiß noch nicht
invite-show = { $title } ({ $day })
channel-meeting-new = Neues Treffen: **{ $title }**, { $weekday }, { $day }, { $from }–{ $to } Uhr
channel-meeting-ask = Wer kommt?

calendar-name = Treffen
calendar-called-off = Abgesagt
calendar-link = Mit diesem Link stehen Deine Treffen immer aktuell in Deinem Kalender:
calendar-link-itself = { $link }
calendar-link-webcal = Auf iPhone, iPad und Mac geht es mit diesem: { $link }
calendar-link-how = In Google Kalender, Outlook oder Thunderbird fügst Du ihn als „Kalender aus dem Internet“ hinzu, manche nennen es „per URL“ oder „abonnieren“. Er ist nur für Dich: Wer ihn kennt, sieht Deine Treffen. Ich zeige ihn nur dieses eine Mal.
calendar-known = Du hast seit dem { $day } einen Link für Deinen Kalender. Ich kann ihn nicht noch einmal zeigen. Ein neuer beendet den alten.
calendar-renew = Neuer Link
calendar-off = Link abschalten
calendar-file = Als Datei
calendar-stopped = Abgeschaltet. Der Link zeigt nichts mehr; was Dein Kalender schon geholt hat, entfernst Du dort.
calendar-stopped-before = Es gab keinen Link mehr.
calendar-no-server = Einen Link zum Abonnieren kann ich hier nicht geben, denn ich bin aus dem Internet nicht erreichbar. Hier sind Deine Treffen als Datei. Sie ist auf dem Stand von heute; Änderungen schicke ich Dir einzeln.
calendar-as-file = Deine Treffen auf dem Stand von heute:
calendar-empty = Für Dich ist gerade kein Treffen eingetragen.
