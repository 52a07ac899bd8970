"""What a messenger has to say to whoever looks after Kitt: its codes, each with what to do."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording import Sentence

_TELEGRAM: Mapping[str, Sentence] = {
    "connected": Sentence("Kitt ist in Telegram: {}", "Kitt is on Telegram: {}"),
    "picture": Sentence(
        "Ein Bild geben nur Menschen: in Telegram bei @BotFather mit /setuserpic.",
        "Only a human can give it a picture: in Telegram at @BotFather with /setuserpic.",
    ),
    "privacy-off": Sentence(
        "In Gruppen hört Kitt alles (Privacy Mode ist aus); nötig ist es nicht: BotFather, /setprivacy.",
        "In groups Kitt gets everything (privacy mode is off). It need not: BotFather, /setprivacy.",
    ),
    "unreachable": Sentence(
        "Telegram ist gerade nicht erreichbar; ich versuche es weiter.",
        "Telegram cannot be reached right now; I keep trying.",
    ),
    "second-poller": Sentence(
        "Noch ein Programm holt Nachrichten mit demselben Token ab; bitte beende es, es darf nur eines sein.",
        "Another program fetches messages with the same token; please end it, there may be only one.",
    ),
    "unauthorized": Sentence(
        "Telegram kennt das Token nicht (mehr); bitte hol Dir bei BotFather ein gültiges.",
        "Telegram does not know the token (any more); please get a valid one from BotFather.",
    ),
    "webhook-refused": Sentence(
        "Telegram nimmt die Adresse des Webhooks nicht an (telegram.webhook.url); ich versuche es weiter. "
        "docs/telegram.md sagt, was es verlangt.",
        "Telegram does not take the address of the webhook (telegram.webhook.url); I keep trying. "
        "docs/telegram.md says what it asks for.",
    ),
    "webhook-failing": Sentence(
        "Telegram erreicht Kitt unter telegram.webhook.url nicht; docs/telegram.md sagt, was zu prüfen ist.",
        "Telegram cannot reach Kitt at telegram.webhook.url; docs/telegram.md says what to look at.",
    ),
    "webhook-taken": Sentence(
        "Jemand anderes hatte den Webhook umgestellt; ich stelle ihn zurück. Kennt jemand das Token?",
        "Somebody else had changed the webhook; I set it back. Does somebody know the token?",
    ),
}

_MATRIX: Mapping[str, Sentence] = {
    "connected": Sentence("Kitt ist in Matrix: {}", "Kitt is on Matrix: {}"),
    "fingerprint": Sentence(
        "Fingerabdruck von Kitts Schlüssel in Matrix, zum Vergleichen: {}",
        "The fingerprint of Kitt's key on Matrix, to compare: {}",
    ),
    "unreachable": Sentence(
        "Der Homeserver von Matrix ist gerade nicht erreichbar; ich versuche es weiter.",
        "Matrix's homeserver cannot be reached right now; I keep trying.",
    ),
    "clock-off": Sentence(
        "Der Homeserver von Matrix zeigt {} UTC, die Uhr hier etwas anderes; bitte die falsche mit NTP "
        "stellen.",
        "Matrix's homeserver shows {} UTC, the clock here another time; please set the wrong one by NTP.",
    ),
    "no-homeserver": Sentence(
        "Unter matrix.homeserver antwortet etwas, das kein Matrix spricht; bitte prüf die Adresse. Matrix "
        "ruht bis zum nächsten Start.",
        "What answers at matrix.homeserver does not speak Matrix; please look at the address. Matrix rests "
        "until the next start.",
    ),
    "refused": Sentence(
        "Matrix nimmt Konto oder Passwort nicht an; bitte prüf KITT_MATRIX_USER und KITT_MATRIX_PASSWORD. "
        "Matrix ruht bis zum nächsten Start.",
        "Matrix does not take the account or its password; please look at KITT_MATRIX_USER and "
        "KITT_MATRIX_PASSWORD. Matrix rests until the next start.",
    ),
    "unauthorized": Sentence(
        "Matrix kennt das Zugangstoken nicht (mehr); bitte trag ein gültiges ein oder besser das Passwort. "
        "Ein neues Token ist ein neues Gerät: docs/matrix.md sagt, was dann zu tun ist.",
        "Matrix does not know the access token (any more); please set a valid one or better the password. "
        "A new token is a new device: docs/matrix.md says what to do then.",
    ),
    "logged-out": Sentence(
        "Jemand hat Kitts Anmeldung bei Matrix beendet. Starte Kitt neu, dann meldet es sich als neues "
        "Gerät an; warst Du es nicht, ändere vorher das Passwort.",
        "Somebody has ended Kitt's session on Matrix. Start Kitt again and it signs in as a new device; if "
        "it was not you, change the password first.",
    ),
    "keys-lost": Sentence(
        "Kitts Schlüssel für Matrix fehlen oder passen nicht mehr zum Gerät. Hol sie mit `kitt matrix "
        "restore` zurück. Ohne Sicherung: mit Passwort legt Kitt ein neues Gerät an, mit Token brauchst Du "
        "ein neues (docs/matrix.md).",
        "Kitt's keys for Matrix are missing, or they are no longer those of the device. Bring them back "
        "with `kitt matrix restore`. Without a backup: with a password Kitt makes a new device, with a token "
        "you need a new one (docs/matrix.md).",
    ),
    "in-use": Sentence(
        "Den Ordner mit Kitts Schlüsseln für Matrix benutzt gerade ein anderes Programm; beende das andere "
        "Kitt und starte dieses neu.",
        "Another program is using the folder with Kitt's keys for Matrix; end the other Kitt and start this "
        "one again.",
    ),
    "folder": Sentence(
        "Kitt kann seinen Ordner für Matrix nicht benutzen (matrix im Datenordner); `kitt doctor` sagt mehr. "
        "Matrix ruht bis zum nächsten Start.",
        "Kitt cannot use its folder for Matrix (matrix in the data folder); `kitt doctor` says more. Matrix "
        "rests until the next start.",
    ),
    "damaged": Sentence(
        "Was Kitt sich für Matrix gemerkt hat, ist beschädigt (matrix/login.json im Datenordner); hol es mit "
        "`kitt matrix restore` zurück.",
        "What Kitt has kept for Matrix is damaged (matrix/login.json in the data folder); bring it back with "
        "`kitt matrix restore`.",
    ),
    "other-account": Sentence(
        "Die Schlüssel im Datenordner gehören zu einem anderen Konto, Gerät oder Homeserver als die "
        "Einstellungen. Stell die alten Einstellungen wieder her, oder leg den Ordner matrix beiseite, dann "
        "beginnt Kitt dort neu.",
        "The keys in the data folder belong to another account, device or homeserver than the settings. Set "
        "the old settings again, or put the folder matrix aside and Kitt begins anew there.",
    ),
    "no-device": Sentence(
        "Dieses Zugangstoken gehört zu keinem Gerät, damit gibt es keine Verschlüsselung. Nimm besser das "
        "Passwort (KITT_MATRIX_PASSWORD).",
        "This access token belongs to no device, so there is no encryption with it. Better take the "
        "password (KITT_MATRIX_PASSWORD).",
    ),
    "foreign-identity": Sentence(
        "Auf Kitts Konto in Matrix gibt es schon eine andere Identität (ein fremder Hauptschlüssel); ich "
        "lasse sie unberührt. Damit alle Kitts Gerät trauen, bestätige es in Element, mit Kitts Konto "
        "angemeldet: `/verify {}`. docs/matrix.md sagt mehr.",
        "There is another identity on Kitt's account on Matrix already (a foreign master key); I leave it "
        "alone. To let everybody trust Kitt's device confirm it in Element, signed in to Kitt's account: "
        "`/verify {}`. docs/matrix.md says more.",
    ),
    "unsigned": Sentence(
        "Kitts Gerät in Matrix ist nicht bestätigt, denn dazu braucht der Homeserver das Passwort: einmal "
        "mit KITT_MATRIX_PASSWORD (neben dem Token) starten.",
        "Kitt's device on Matrix is not signed, because the homeserver wants the password for that: start "
        "once with KITT_MATRIX_PASSWORD (beside the token).",
    ),
    "limited": Sentence(
        "Der Homeserver von Matrix bremst Kitt. Wer ihn verwaltet, kann das für Kitts Konto aufheben: "
        "docs/matrix.md sagt, wie.",
        "Matrix's homeserver slows Kitt down. Whoever runs it can lift that for Kitt's account: "
        "docs/matrix.md says how.",
    ),
    "older-keys": Sentence(
        "Kitts Schlüssel für Matrix sind aus einer Sicherung, seit der das Gerät weitergemacht hat; darum "
        "meldet sich Kitt als neues Gerät an. Neue Nachrichten sind nicht betroffen.",
        "Kitt's keys for Matrix are from a backup, and the device has gone on since; so Kitt signs in as a "
        "new device. New messages are not affected.",
    ),
}

NOTICES: Mapping[str, Mapping[str, Sentence]] = {"telegram": _TELEGRAM, "matrix": _MATRIX}
"""By messenger, then by the code that it says something with."""

_CRASHED = Sentence(
    "{} macht wegen eines Fehlers in Kitt nicht weiter; bitte starte neu und melde, was im Protokoll steht.",
    "{} does not go on because of a fault in Kitt; please start again and report what the log says.",
)

_NEWS = Sentence("{}: {}", "{}: {}")


def notice(messenger: str, code: str, detail: str) -> str:
    """The sentence for a code; one that has none yet is told as it is rather than not at all."""
    if code == "crashed":
        return str(_CRASHED).format(messenger.capitalize())
    found = NOTICES[messenger].get(code)
    return str(_NEWS).format(messenger.capitalize(), code) if found is None else str(found).format(detail)
