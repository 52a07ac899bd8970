"""The clear sentence for each problem of a file, in German and English."""

from __future__ import annotations

from storage.exchange.columns import Kind
from storage.exchange.problems import Code, Part, PartKind, Problem
from storage.exchange.sentences_of_formats import SENTENCES_OF_FORMATS
from storage.exchange.sentences_of_meetings import SENTENCES_OF_MEETINGS

LONGEST_SHOWN = 300
"""No value from a file is shown longer than this, in characters: lists of names to choose from fit in."""

SENTENCES: dict[Code, tuple[str, str]] = {
    Code.EMPTY_FILE: ("Die Datei ist leer.", "The file is empty."),
    Code.TOO_LARGE: (
        "Die Datei ist größer als {megabytes} MB.",
        "The file is larger than {megabytes} MB.",
    ),
    Code.NUL_BYTES: (
        "Die Datei enthält Nullbytes, ist also kein Text. Speichere sie als „CSV UTF-8“.",
        "The file holds NUL bytes, so it is no text. Save it as “CSV UTF-8”.",
    ),
    Code.UNREADABLE: (
        "Ab hier sind Zeichen nicht lesbar. Speichere die Datei als „CSV UTF-8“.",
        "From here on characters cannot be read. Save the file as “CSV UTF-8”.",
    ),
    Code.MIXED_ENCODING: (
        "Die Datei mischt UTF-8 und Windows-1252, Umlaute gingen verloren. Speichere sie als „CSV UTF-8“.",
        "The file mixes UTF-8 and Windows-1252, umlauts would be lost. Save it as “CSV UTF-8”.",
    ),
    Code.BROKEN_QUOTES: (
        "Ein Anführungszeichen wird nicht geschlossen oder steht falsch.",
        "A quotation mark is not closed or stands in the wrong place.",
    ),
    Code.NO_ROWS: (
        "Unter den Überschriften steht keine Zeile.",
        "There is no row below the headers.",
    ),
    Code.TOO_MANY_REMOVED: (
        "{removed} von {people} Personen würden entfernt. Ist das die ganze Liste? Dann erlaube es.",
        "{removed} of {people} people would be removed. Is this the whole list? Then allow it.",
    ),
    Code.UNKNOWN_COLUMN: (
        "Diese Spalte ist unbekannt.",
        "This column is unknown.",
    ),
    Code.DOUBLE_COLUMN: (
        "Die Spalte sagt dasselbe wie „{other}“. Lass eine von beiden weg.",
        "The column says the same as “{other}”. Leave one of them out.",
    ),
    Code.NAMELESS_COLUMN: (
        "Die {number}. Spalte hat Inhalt, aber keine Überschrift.",
        "Column number {number} has content but no header.",
    ),
    Code.MISSING_COLUMN: ("Die Spalte „{column}“ fehlt.", "The column “{column}” is missing."),
    Code.NEEDS_COLUMN: (
        "Zu dieser Spalte gehört die Spalte „{column}“, sie fehlt.",
        "This column needs the column “{column}”, which is missing.",
    ),
    Code.TOO_MANY_CELLS: (
        "Die Zeile hat {cells} Zellen, die Datei {columns} Spalten. Fehlen Anführungszeichen um einen Text?",
        "The row has {cells} cells, the file {columns} columns. Are quotation marks missing around a text?",
    ),
    Code.CONTROL_CHARACTER: (
        "Die Zelle enthält ein unsichtbares Steuerzeichen ({code}). Tippe den Text neu ein.",
        "The cell holds an invisible control character ({code}). Type the text again.",
    ),
    Code.TOO_LONG: (
        "Der Text hat {length} Zeichen, erlaubt sind {longest}.",
        "The text has {length} characters, {longest} are allowed.",
    ),
    Code.BAD_TELEPHONE: (
        "„{value}“ ist keine gültige Telefonnummer. Mehrere trennt ein senkrechter Strich (|).",
        "“{value}” is no valid telephone number. Separate several with a vertical bar (|).",
    ),
    Code.SPOILT_TELEPHONE: (
        "Excel hat die Nummer in „{value}“ verwandelt. Stelle die Spalte auf „Text“ und trage sie neu ein.",
        "Excel has turned the number into “{value}”. Set the column to “Text” and enter it again.",
    ),
    Code.BAD_MAIL: ("„{value}“ ist keine E-Mail-Adresse.", "“{value}” is no e-mail address."),
    Code.BAD_DATE: (
        "„{value}“ ist kein Datum. Schreibe 31.12.2026.",
        "“{value}” is no date. Write 31.12.2026 or 2026-12-31.",
    ),
    Code.BAD_WORD: (
        "„{value}“ geht hier nicht. Möglich sind: {allowed}.",
        "“{value}” is not possible here. Possible are: {allowed}.",
    ),
    Code.BAD_LANGUAGE: (
        "„{value}“ ist keine Sprache, die ich kenne.",
        "“{value}” is no language that I know.",
    ),
    Code.BAD_COLOUR: (
        "„{value}“ ist keine Farbe, die ich kenne. Möglich sind: {allowed}, oder #rrggbb.",
        "“{value}” is no colour that I know. Possible are: {allowed}, or #rrggbb.",
    ),
    Code.ILLNESS: (
        "Krankheiten werden nicht gespeichert. Schreibe „abwesend“.",
        "Illnesses are not stored. Write “abwesend” (away).",
    ),
    Code.NO_NAME: ("Die Person hat keinen Namen.", "The person has no name."),
    Code.COUNTS_DIFFER: (
        "Hier stehen {count} Werte, in „{other}“ aber {needed}. Es muss einer sein oder gleich viele.",
        "There are {count} values here, but {needed} in “{other}”. There must be one, or as many.",
    ),
    Code.PERIOD: (
        "Das Ende ({value}) liegt vor dem Beginn.",
        "The end ({value}) lies before the beginning.",
    ),
    Code.NO_ABSENCE: (
        "Es fehlt, ab wann die Person abwesend ist.",
        "It is missing from when on the person is away.",
    ),
    Code.ROWS_DISAGREE: (
        "Hier steht „{value}“, in Zeile {first_row} für dieselbe Person „{first}“.",
        "This says “{value}”, row {first_row} says “{first}” about the same person.",
    ),
    Code.SHARED_MAIL: (
        "In Zeile {other} hat jemand anderes diese Adresse. Bei zwei Menschen brauchen beide eine Kennung.",
        "Somebody of another name has this address in row {other}. If they are two people, give both a key.",
    ),
    Code.SAME_NAME: (
        "{name} hat in Zeile {other} eine andere Adresse. Bei zwei Menschen brauchen beide eine Kennung.",
        "{name} has another address in row {other}. If they are two people, give both a key.",
    ),
    Code.NAMESAKE: (
        "{name} steht auch in Zeile {other}. Dieselbe Person? Nenne hier Mail oder Telefon, sonst Kennungen.",
        "{name} is in row {other}, too. The same person? Then give mail or telephone here, else keys.",
    ),
    Code.AMBIGUOUS_PERSON: (
        "„{name}“ kann mehrere Personen meinen. Gib ihre Kennung an.",
        "“{name}” may mean several people. Give their key.",
    ),
    Code.MAIL_OF_ANOTHER: (
        "Diese Adresse gehört {name}. Gib die Kennung {key} an, wenn das dieselbe ist, sonst eine neue.",
        "This address belongs to {name}. Give the key {key} if it is the same person, else a new one.",
    ),
    Code.UNKNOWN_DEPUTY: (
        "„{value}“ ist niemand aus dieser Datei. Gib Kennung, Adresse oder Namen der Vertretung an.",
        "“{value}” is nobody of this file. Give the key, address or name of the deputy.",
    ),
    Code.AMBIGUOUS_DEPUTY: (
        "„{value}“ heißen mehrere. Gib eine Kennung an: {candidates}.",
        "Several people are called “{value}”. Give a key: {candidates}.",
    ),
    Code.OWN_DEPUTY: ("Niemand vertritt sich selbst.", "Nobody is their own deputy."),
    Code.NEAR_NAME: (
        "„{value}“ ist neu. Meintest Du „{nearest}“? Wenn nicht, lege den Namen erst mit der Namensdatei an.",
        "“{value}” is new. Did you mean “{nearest}”? If not, add it with the names file first.",
    ),
    Code.AMBIGUOUS_NAME: (
        "„{value}“ ist mehrdeutig: {candidates}. Schreibe es aus.",
        "“{value}” is ambiguous: {candidates}. Write it out.",
    ),
    Code.SEVERAL_VALUES: (
        "„{value}“ sind mehrere Werte. Nimm für jeden eine eigene Zeile.",
        "“{value}” are several values. Take a row for each.",
    ),
    Code.UNKNOWN_REGION: (
        "Die Region „{value}“ ist neu und nicht nur ein Landkreis oder Ort. Lege sie mit der Namensdatei an.",
        "The region “{value}” is new and no single district or town. Add it with the names file.",
    ),
    Code.UNKNOWN_REACH: (
        "„{value}“ ist weder eine Region noch eine Gruppe.",
        "“{value}” is neither a region nor a group.",
    ),
    Code.UNKNOWN_PLACE: (
        "„{value}“ kenne ich nicht. Nenne einen Landkreis oder eine Gemeinde, oder den amtlichen Schlüssel.",
        "I do not know “{value}”. Name a district or municipality, or give its official key.",
    ),
    Code.AMBIGUOUS_PLACE: (
        "„{value}“ gibt es mehrmals: {candidates}. Schreibe den Schlüssel dazu.",
        "There are several “{value}”: {candidates}. Give the key.",
    ),
    Code.PART_OF_PLACE: (
        "„{value}“ ist keine eigene Gemeinde, es gehört zu {whole}. Nenne diese.",
        "“{value}” is no municipality of its own, it belongs to {whole}. Name that.",
    ),
    Code.NO_TITLE: ("Der Name fehlt.", "The name is missing."),
    Code.DOUBLE_NAME: (
        "„{value}“ steht schon in Zeile {first_row}.",
        "“{value}” stands in row {first_row} already.",
    ),
    Code.TAKEN_ALIAS: (
        "„{value}“ steht schon für „{other}“.",
        "“{value}” stands for “{other}” already.",
    ),
    Code.NOT_FOR_KIND: (
        "Diese Angabe gibt es nicht für die Art „{kind}“.",
        "There is no such thing for the kind “{kind}”.",
    ),
} | SENTENCES_OF_FORMATS
SENTENCES |= SENTENCES_OF_MEETINGS

_NEAREST = ("Meintest Du „{nearest}“?", "Did you mean “{nearest}”?")
_KIND_WORDS: dict[str, str] = {
    Kind.REGION: "Region",
    Kind.PROJECT: "Projekt",
    Kind.TOPIC: "Thema",
    Kind.ORGANISATION: "Organisation",
    Kind.GROUP: "Gruppe",
}


def problem_text(problem: Problem, language: str = "de") -> str:
    """A problem as a sentence with its place ("Zeile 5, Spalte „Telefon“: …"), in German or English."""
    german = language == "de"
    params = {name: _shortened(value) for name, value in problem.params.items()}
    if german and "kind" in params:
        params["kind"] = _KIND_WORDS.get(params["kind"], params["kind"])
    sentence = SENTENCES[problem.code][0 if german else 1].format_map(params)
    if problem.code is Code.UNKNOWN_COLUMN and params.get("nearest"):
        sentence = f"{sentence} {_NEAREST[0 if german else 1].format_map(params)}"
    place = _place(problem, german)
    return f"{place}: {sentence}" if place else sentence


def _shortened(value: str) -> str:
    """A value from the file as a sentence can bear it."""
    return value if len(value) <= LONGEST_SHOWN else f"{value[: LONGEST_SHOWN - 2]} …"


def _place(problem: Problem, german: bool) -> str:
    card = problem.part is not None and problem.part.kind is not PartKind.SHEET
    parts = [part_text(problem.part, "de" if german else "en")] if problem.part else []
    if problem.row is not None:
        parts.append(f"Zeile {problem.row}" if german else f"{'Line' if card else 'Row'} {problem.row}")
    if problem.column is not None:
        column = _shortened(problem.column)
        word = ("Angabe" if german else "property") if card else "Spalte" if german else "column"
        parts.append(f"{word} „{column}“" if german else f"{word} “{column}”")
    return ", ".join(parts)


def part_text(part: Part, language: str = "de") -> str:
    """What to call a sheet or a card: "Blatt „Personen“", "Karte 3 (Mara Lindner)"."""
    german = language == "de"
    name = _shortened(part.name)
    if part.kind is PartKind.SHEET:
        return f"Blatt „{name}“" if german else f"Sheet “{name}”"
    kinds = {PartKind.CARD: ("Karte", "Card"), PartKind.EVENT: ("Termin", "Event")}
    word = f"{kinds[part.kind][0 if german else 1]} {part.number}"
    return f"{word} ({name})" if name else word
