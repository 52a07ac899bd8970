"""The clear sentence for each problem that only files with meetings have, in German and English."""

from __future__ import annotations

from storage.exchange.problems import Code

SENTENCES_OF_MEETINGS: dict[Code, tuple[str, str]] = {
    Code.NO_DAY: ("Der Tag fehlt.", "The day is missing."),
    Code.NO_MEETING_TITLE: ("Der Titel fehlt.", "The title is missing."),
    Code.BAD_TIME: (
        "„{value}“ ist keine Uhrzeit. Schreib sie wie 14:30.",
        "“{value}” is no time of the day. Write it like 14:30.",
    ),
    Code.BAD_DURATION: (
        "„{value}“ ist keine Dauer bis zu zwei Wochen. Schreib sie in Minuten, wie 90.",
        "“{value}” is no duration of up to two weeks. Write it in minutes, such as 90.",
    ),
    Code.BAD_NUMBER: (
        "„{value}“ ist keine Anzahl. Schreib eine Zahl, wie 12.",
        "“{value}” is no count. Write a number, such as 12.",
    ),
    Code.BAD_LINK: (
        "„{value}“ ist kein Link. Er beginnt mit https:// oder http:// und enthält kein Passwort.",
        "“{value}” is no link. It begins with https:// or http:// and holds no password.",
    ),
    Code.TOO_MANY_LINKS: ("Das sind mehr als {most} Links.", "These are more than {most} links."),
    Code.ENDS_BEFORE: ("Das Ende liegt nicht nach dem Beginn.", "The end is not after the start."),
    Code.DOUBLE_MEETING: (
        "Dieses Treffen steht schon in Zeile {row}.",
        "This meeting stands in row {row} already.",
    ),
    Code.UNKNOWN_GROUP: (
        "„{name}“ ist keine Gruppe, für die Du Treffen einlesen darfst.",
        "“{name}” is no group that you may import meetings for.",
    ),
    Code.TOO_MANY_DATES: (
        "Das sind mehr als {most} Termine. Teile die Datei auf.",
        "These are more than {most} dates. Split the file.",
    ),
    Code.NO_CALENDAR: (
        "Das ist keine Kalenderdatei: BEGIN:VCALENDAR fehlt.",
        "This is no calendar file: BEGIN:VCALENDAR is missing.",
    ),
    Code.NO_EVENTS: ("In der Kalenderdatei steht kein Termin.", "There is no event in the calendar file."),
    Code.BAD_CALENDAR: (
        "Die Kalenderdatei ist beschädigt oder abgeschnitten. Exportiere sie noch einmal.",
        "The calendar file is damaged or cut off. Export it again.",
    ),
    Code.BAD_EVENT_LINE: (
        "Diese Zeile ist keine Angabe eines Termins (wie SUMMARY:…).",
        "This line is no property of an event (such as SUMMARY:…).",
    ),
    Code.BAD_EVENT_VALUE: ("Diese Angabe ist nicht lesbar.", "This property cannot be read."),
    Code.NO_EVENT_START: ("Der Beginn (DTSTART) fehlt.", "The start (DTSTART) is missing."),
    Code.BAD_EVENT_RULE: (
        "Dieser Wiederholung kann ich nicht folgen: „{value}“.",
        "I cannot follow this recurrence: “{value}”.",
    ),
}
