"""What an error says to the administrator: one sentence, in their language, without a traceback."""

from __future__ import annotations

from collections.abc import Mapping

from bot.files import trouble
from bot.wording import Sentence, say

SENTENCES: Mapping[str, Sentence] = {
    "storage.errors.StoreBusyError": Sentence(
        "Die Datenbank ist nicht erreichbar oder von einem anderen Programm belegt.",
        "The database cannot be reached or another program is using it.",
    ),
    "storage.errors.StoreFullError": Sentence(
        "Die Datenbank kann nicht schreiben: Der Datenträger ist voll oder fehlerhaft.",
        "The database cannot write: the disk is full or failing.",
    ),
    "storage.errors.StoreDeniedError": Sentence(
        "Kitt darf die Datenbank oder ihren Ordner nicht öffnen oder beschreiben; `kitt doctor` sagt, was zu "
        "tun ist.",
        "Kitt may not open the database or its folder, or not write to it; `kitt doctor` says what to do.",
    ),
    "storage.errors.StoreDamagedError": Sentence(
        "Das ist keine Datenbank, oder sie ist beschädigt: die letzte Sicherung zurückspielen.",
        "This is no database, or a damaged one: put the last backup back in place.",
    ),
    "storage.errors.StoreMismatchError": Sentence(
        "Die Datenbank passt nicht zu diesem Programm; `kitt doctor` sagt, was zu tun ist.",
        "The database does not fit this program; `kitt doctor` says what to do.",
    ),
    "storage.errors.StoreError": Sentence(
        "Die Datenbank kann nicht benutzt werden; `kitt doctor` sagt, was zu tun ist.",
        "The database cannot be used; `kitt doctor` says what to do.",
    ),
    "storage.backup.BackupExistsError": Sentence(
        "Die Datei gibt es schon; eine Sicherung überschreibt nichts.",
        "The file exists already; a backup replaces nothing.",
    ),
    "storage.backup.BackupToolError": Sentence(
        "Für die Sicherung fehlt pg_dump, oder es ist älter als der Server: das Paket postgresql-client in "
        "der Version des Servers installieren.",
        "The backup needs pg_dump, and one not older than the server: install the package postgresql-client "
        "in the server's version.",
    ),
    "storage.backup.BackupFailedError": Sentence(
        "Die Sicherung ist nicht gelungen, nichts blieb davon zurück; `kitt db check` prüft die Datenbank.",
        "The backup failed and left nothing behind; `kitt db check` looks at the database.",
    ),
    "storage.errors.NotAllowedError": Sentence("Das ist nicht erlaubt.", "That is not allowed."),
    "nlu.training.TrainingError": Sentence(
        "Das Sprachverständnis konnte nicht gelernt werden; `kitt doctor` sagt mehr.",
        "Learning to understand failed; `kitt doctor` says more.",
    ),
    "nlu.corpus.CorpusError": Sentence(
        "Die Datei mit den Äußerungen ist nicht lesbar. Erwartet wird eine Liste aus text und intent "
        "(wie nlu/development.yml) oder Rasas Format.",
        "The file with the utterances cannot be read. Expected is a list of text and intent (such as "
        "nlu/development.yml) or Rasa's format.",
    ),
    "bot.evaluating.EngineAwayError": Sentence(
        "Rasa antwortet nicht: In einem zweiten Terminal `make rasa` starten, dann noch einmal.",
        "Rasa does not answer: start `make rasa` in a second terminal, then try again.",
    ),
    "storage.exchange.apply.PlanOutdatedError": Sentence(
        "Das Verzeichnis hat sich während des Einlesens geändert; bitte noch einmal einlesen.",
        "The directory has changed during the import; please import again.",
    ),
    "bot.messengers.matrix.backup.NothingToSaveError": Sentence(
        "Es gibt noch keine Schlüssel für Matrix, die zu sichern wären; erst Kitt einmal mit Matrix starten.",
        "There are no keys for Matrix to save yet; start Kitt with Matrix once first.",
    ),
    "bot.messengers.matrix.backup.WrongPassphraseError": Sentence(
        "Das ist nicht die Passphrase dieser Sicherung; nichts wurde geändert.",
        "This is not the passphrase of this backup; nothing was changed.",
    ),
    "bot.messengers.matrix.backup.DamagedBackupError": Sentence(
        "Die Datei ist keine Sicherung von `kitt matrix backup`, oder sie ist beschädigt; nichts wurde "
        "geändert.",
        "The file is no backup of `kitt matrix backup`, or it is damaged; nothing was changed.",
    ),
    "bot.messengers.matrix.backup.KeysThereError": Sentence(
        "Hier liegen schon Schlüssel für Matrix, nichts wurde geändert. Sollen sie weg, hilft --replace; "
        "lies vorher in docs/matrix.md, wann das gut ist.",
        "There are keys for Matrix here already, nothing was changed. If they shall go, --replace helps; "
        "read in docs/matrix.md first when that is good.",
    ),
    "bot.messengers.matrix.home.InUseError": Sentence(
        "Kitt läuft gerade und benutzt seine Schlüssel für Matrix; bitte erst beenden.",
        "Kitt is running and uses its keys for Matrix; please end it first.",
    ),
    "bot.messengers.matrix.backup.FileThereError": Sentence(
        "Die Datei gibt es schon; eine Sicherung überschreibt nichts.",
        "The file exists already; a backup replaces nothing.",
    ),
    "bot.cli.directory.FileExistsAlreadyError": Sentence(
        "Die Datei gibt es schon, oder sie kann nicht angelegt werden.",
        "The file exists already, or it cannot be made.",
    ),
    "bot.cli.directory.UnknownEndingError": Sentence(
        "Diese Datei kann ich nicht schreiben: .csv und .xlsx gehen für alles, .vcf nur für Personen.",
        "I cannot write this file: .csv and .xlsx are for everything, .vcf for people only.",
    ),
    "bot.cli.meetings.NoSuchGroupError": Sentence(
        "Diese Gruppe gibt es nicht. Welche es gibt, zeigt `kitt directory export --what names`.",
        "There is no such group. `kitt directory export --what names` shows which there are.",
    ),
    "bot.cli.directory.NoSuchFileError": Sentence(
        "Diese Datei gibt es nicht oder sie ist nicht lesbar.", "This file does not exist or cannot be read."
    ),
}
"""By the full name of the class, so that nothing is imported only to compare with it."""


def sentence(error: BaseException) -> str:
    """The sentence for an error: its own, that of the nearest class above it, or where it happened."""
    for kind in type(error).__mro__:
        name = f"{kind.__module__}.{kind.__qualname__}"
        if name == "bot.config.errors.ConfigError":
            return str(error)
        if name == "bot.cli.matrix.PassphraseError":
            return str(error.sentence)  # type: ignore[attr-defined]
        if name in SENTENCES:
            return str(SENTENCES[name])
    if isinstance(error, OSError) and (found := trouble(error)):
        return say(
            f"Das geht nicht: {found.finding.de}. Was hilft: {found.remedy.de}.",
            f"That does not work: {found.finding.en}. What helps: {found.remedy.en}.",
        )
    from bot.log import place_of

    place = place_of(error)
    return say(
        f"Das ist ein Fehler in Kitt, bitte melden: {place}.",
        f"This is a fault of Kitt, please report: {place}.",
    )
