"""Matrix: the library, the folder with the keys, the homeserver, the login, the device and who signed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http import HTTPStatus
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from httpx import HTTPError

from bot.config import MatrixSettings, Settings
from bot.doctor.check import Check, guarded
from bot.doctor.homeserver import Homeserver, check_versions, unreachable
from bot.wording import Sentence

if TYPE_CHECKING:
    from bot.messengers.matrix.home import Home, Login

RECENTLY = timedelta(days=30)
"""So long a limit of the homeserver's is told of after it was met."""

_AGAIN = Sentence("`kitt run` neu starten", "start `kitt run` again")
_GUIDE = Sentence("docs/matrix.md sagt, wie", "docs/matrix.md says how")


def check_matrix(settings: Settings, now: Callable[[], datetime]) -> Iterator[Check]:
    """Everything about Matrix, where it is set up; nothing is made or changed, also not at the homeserver."""
    own = settings.matrix
    if own is None:
        return
    if find_spec("nio") is None or find_spec("vodozemac") is None:
        missing = Sentence("die Bibliothek zum Verschlüsseln fehlt", "the library for encryption is missing")
        yield Check("matrix-library", "failed", missing, Sentence("`make setup`", "`make setup`"))
        return
    from bot.messengers.matrix.home import DamagedError, Home

    yield Check("matrix-library", "ok")
    yield guarded("matrix-folder", lambda: check_keys(settings))
    with Homeserver(own.homeserver) as server:
        versions = check_versions(server, now)
        yield from versions
        if versions[0].state == "failed":
            return
        home = Home(settings.matrix_folder)
        try:
            login = home.login()
        except DamagedError:
            return  # the folder's check has said so
        if login is None:
            yield guarded("matrix-login", lambda: _not_yet(server, own))
            return
        try:
            yield from _of_login(server, own, home, login)
        except HTTPError:
            yield unreachable(server)
    yield from _limits(home, now)


def check_keys(settings: Settings) -> Check:
    """Whether what Kitt keeps for Matrix is whole and its owner's alone."""
    from bot.messengers.matrix.home import DamagedError, Home
    from storage.health import open_to_others

    folder = settings.matrix_folder
    if not folder.exists():
        fine = Sentence("entsteht beim ersten Start", "comes with the first start")
        return Check("matrix-folder", "ok", fine)
    if any(open_to_others(path) for path in (folder, *folder.rglob("*"))):
        return Check(
            "matrix-folder",
            "failed",
            Sentence("auch für andere Benutzer zugänglich", "open to other users"),
            Sentence(f"`chmod -R go= {folder}`", f"`chmod -R go= {folder}`"),
        )
    home = Home(folder)
    restore = Sentence("`kitt matrix restore`", "`kitt matrix restore`")
    try:
        login = home.login()
    except DamagedError:
        damaged = Sentence("login.json ist beschädigt", "login.json is damaged")
        return Check("matrix-folder", "failed", damaged, restore)
    if login is not None and not home.key_file(login).exists():
        lost = Sentence("die Schlüssel des Geräts fehlen", "the keys of the device are missing")
        return Check("matrix-folder", "failed", lost, restore)
    return Check("matrix-folder", "ok", Sentence(str(folder), str(folder)))


def _not_yet(server: Homeserver, own: MatrixSettings) -> Check:
    """Before the first start: a token can be tried, a password only by logging in."""
    first = Sentence("geschieht beim ersten Start", "happens at the first start")
    if own.token is None:
        status, told = server.ask("GET", "/_matrix/client/v3/login")
        flows: Any = told.get("flows")
        kinds = [flow.get("type") for flow in flows or () if isinstance(flow, dict)]
        if status == HTTPStatus.OK and "m.login.password" not in kinds:
            return Check(
                "matrix-login",
                "failed",
                Sentence("der Homeserver nimmt keine Passwörter", "the homeserver takes no passwords"),
                Sentence(
                    "ein Zugangstoken nehmen (KITT_MATRIX_TOKEN)", "take an access token (KITT_MATRIX_TOKEN)"
                ),
            )
        return Check("matrix-login", "ok", first)
    status, told = server.ask("GET", "/_matrix/client/v3/account/whoami", token=own.token.get_secret_value())
    if status != HTTPStatus.OK:
        return _refused(own)
    return Check("matrix-login", "ok", first)


def _refused(own: MatrixSettings) -> Check:
    ended = Sentence(
        "der Homeserver kennt die Anmeldung nicht (mehr)", "the homeserver does not know the login"
    )
    if own.token is None:
        return Check("matrix-login", "failed", ended, _AGAIN)
    new = Sentence("ein gültiges Zugangstoken eintragen", "set a valid access token")
    return Check("matrix-login", "failed", ended, new)


def _of_login(server: Homeserver, own: MatrixSettings, home: Home, login: Login) -> Iterator[Check]:
    status, told = server.ask("GET", "/_matrix/client/v3/account/whoami", token=login.access_token)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        yield _refused(own)
        return
    known = (told.get("user_id"), told.get("device_id")) == (login.user_id, login.device_id)
    named = own.user in ("", login.user_id, login.user_id[1:].partition(":")[0])
    other_token = own.token is not None and own.token.get_secret_value() != login.access_token
    if not known or not named or other_token or own.homeserver != login.homeserver:
        yield Check(
            "matrix-login",
            "failed",
            Sentence(
                "gehört zu einem anderen Konto, Gerät oder Homeserver als die Einstellungen",
                "belongs to another account, device or homeserver than the settings",
            ),
            Sentence(
                "die Einstellungen berichtigen, oder den Ordner matrix beiseitelegen",
                "correct the settings, or put the folder matrix aside",
            ),
        )
        return
    yield Check("matrix-login", "ok")
    body: dict[str, Any] = {"device_keys": {login.user_id: []}}
    _, keys = server.ask("POST", "/_matrix/client/v3/keys/query", body, token=login.access_token)
    yield guarded("matrix-device", lambda: check_device(home, login, keys))


def check_device(home: Home, login: Login, keys: dict[str, Any]) -> Check:
    """Whether the homeserver has the device, and Kitt's own identity has signed it."""
    from bot.messengers.matrix.device import identity_of
    from bot.messengers.matrix.signing import is_signed_by_account, master_of

    device = keys.get("device_keys", {}).get(login.user_id, {}).get(login.device_id)
    identity, master = identity_of(home), master_of(keys, login.user_id)
    if device is None:
        none = Sentence("der Homeserver hat keine Schlüssel davon", "the homeserver has no keys of it")
        return Check("matrix-device", "failed", none, _AGAIN)
    if master is not None and (identity is None or identity.master != master):
        if is_signed_by_account(keys, login.user_id, device):
            by_account = Sentence("von der Identität des Kontos signiert", "signed by the account's identity")
            return Check("matrix-device", "ok", by_account)
        foreign = Sentence(
            "auf dem Konto ist eine fremde Identität, das Gerät gilt als ungeprüft",
            "there is a foreign identity on the account, the device counts as unverified",
        )
        return Check("matrix-device", "warning", foreign, _GUIDE)
    if master is None or identity is None or not identity.has_signed(login.user_id, device):
        unsigned = Sentence("ist nicht signiert", "is not signed")
        remedy = Sentence("einmal mit KITT_MATRIX_PASSWORD starten", "start once with KITT_MATRIX_PASSWORD")
        return Check("matrix-device", "warning", unsigned, remedy)
    return Check("matrix-device", "ok", Sentence("signiert", "signed"))


def _limits(home: Home, now: Callable[[], datetime]) -> Iterator[Check]:
    from bot.messengers.matrix.slowed import last_limited

    at = last_limited(home)
    if at is not None and now() - at < RECENTLY:
        yield Check(
            "matrix-limits",
            "warning",
            Sentence(
                f"der Homeserver hat Kitt gebremst (zuletzt {at:%d.%m.%Y})",
                f"the homeserver has slowed Kitt down (last on {at:%Y-%m-%d})",
            ),
            Sentence(
                "die Grenze für Kitts Konto aufheben lassen (override_ratelimit); docs/matrix.md sagt, wie",
                "have the limit lifted for Kitt's account (override_ratelimit); docs/matrix.md says how",
            ),
        )
