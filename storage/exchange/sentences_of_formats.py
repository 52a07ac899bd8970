"""The sentences for what is wrong with workbooks and vCards as such, in German and English."""

from __future__ import annotations

from storage.exchange.problems import Code

SENTENCES_OF_FORMATS: dict[Code, tuple[str, str]] = {
    Code.OLD_WORKBOOK: (
        "Das ist eine Arbeitsmappe im alten Format (.xls). Speichere sie in Excel als .xlsx.",
        "This is a workbook in the old format (.xls). Save it in Excel as .xlsx.",
    ),
    Code.LOCKED_WORKBOOK: (
        "Die Arbeitsmappe ist mit einem Kennwort verschlüsselt. Speichere sie ohne Kennwort.",
        "The workbook is encrypted with a password. Save it without one.",
    ),
    Code.NO_WORKBOOK: (
        "Das ist keine Arbeitsmappe (.xlsx), oder sie ist beschädigt. Speichere sie in Excel neu.",
        "This is no workbook (.xlsx), or a damaged one. Save it again in Excel.",
    ),
    Code.SWOLLEN_WORKBOOK: (
        "Die Arbeitsmappe enthält ausgepackt mehr als {megabytes} MB. Ein Verzeichnis ist nie so groß.",
        "The workbook holds more than {megabytes} MB when unpacked. No directory is that large.",
    ),
    Code.NO_SHEET: (
        "Auf keinem Blatt ({titles}) stehen oben bekannte Überschriften.",
        "No sheet ({titles}) begins with headers that I know.",
    ),
    Code.SAME_SHEETS: (
        "Mehrere Blätter enthalten dasselbe: {titles}. Blende alle bis auf eines aus.",
        "Several sheets hold the same: {titles}. Hide all but one.",
    ),
    Code.TOO_MANY_ROWS: (
        "Ein Blatt hat mehr als {most} Zeilen.",
        "A sheet has more than {most} rows.",
    ),
    Code.NO_CARDS: (
        "Das ist keine vCard-Datei: Keine Zeile heißt BEGIN:VCARD.",
        "This is no vCard file: there is no line BEGIN:VCARD.",
    ),
    Code.NO_TABLE: (
        "Das ist keine Tabelle, sondern ein Bild, PDF oder Textdokument. Lesbar sind .csv, .xlsx und .vcf.",
        "This is no table but a picture, PDF or text document. I read .csv, .xlsx and .vcf.",
    ),
    Code.WORKBOOK: (
        "Das ist eine Arbeitsmappe. Speichere sie in Excel als Arbeitsmappe mit der Endung .xlsx.",
        "This is a workbook. Save it in Excel as a workbook whose name ends with .xlsx.",
    ),
    Code.MERGED_CELLS: (
        "Die Zellen {cells} sind verbunden. Hebe die Verbindung auf und fülle jede einzeln.",
        "The cells {cells} are merged. Unmerge them and fill in each.",
    ),
    Code.FORMULA_WITHOUT_VALUE: (
        "Hier steht eine Formel ohne gespeicherten Wert. Öffne und speichere die Datei in Excel.",
        "This is a formula without a stored value. Open and save the file in Excel.",
    ),
    Code.ERROR_VALUE: (
        "Hier steht der Fehlerwert {value}. Berichtige die Formel.",
        "This is the error value {value}. Correct the formula.",
    ),
    Code.NUMBER_TOO_LONG: (
        "Excel hat das als Zahl ({value}) gespeichert. Stelle die Spalte auf „Text“ und trage es neu ein.",
        "Excel has stored this as a number ({value}). Set the column to “Text” and enter it again.",
    ),
    Code.NUMBER_FOR_TELEPHONE: (
        "Excel hat „{value}“ als Zahl gespeichert, + oder 0 davor fehlt. Stelle die Spalte auf „Text“.",
        "Excel has stored “{value}” as a number, + or 0 before it is lost. Set the column to “Text”.",
    ),
    Code.BECAME_DATE: (
        "Excel hat daraus ein Datum ({value}) gemacht. Stelle die Spalte auf „Text“ und trage es neu ein.",
        "Excel has turned this into a date ({value}). Set the column to “Text” and enter it again.",
    ),
    Code.STRAY_LINE: (
        "Diese Zeile gehört zu keiner Karte. Jede beginnt mit BEGIN:VCARD.",
        "This line belongs to no card. Each begins with BEGIN:VCARD.",
    ),
    Code.CARD_NOT_CLOSED: (
        "Die Karte endet nicht: Es fehlt END:VCARD.",
        "The card does not end: END:VCARD is missing.",
    ),
    Code.BAD_CARD_LINE: (
        "Diese Zeile ist keine Angabe einer Karte (wie TEL:+49 …).",
        "This line is no property of a card (such as TEL:+49 …).",
    ),
    Code.BAD_CARD_TEXT: (
        "Der Text dieser Angabe ist verschlüsselt und nicht lesbar. Exportiere die Karte neu.",
        "The text of this property is encoded and cannot be read. Export the card again.",
    ),
    Code.NOT_A_PERSON: (
        "Diese Karte ist eine Firma oder Gruppe, keine Person. Nimm sie heraus.",
        "This card is a company or group, not a person. Take it out.",
    ),
    Code.NAME_ELSEWHERE: (
        "{name} ({organisation}) gibt es schon. Dieselbe Person? Dann UID:kitt:{key}, sonst eine neue UID.",
        "{name} ({organisation}) is known. The same person? Then UID:kitt:{key}, else a new UID.",
    ),
}
