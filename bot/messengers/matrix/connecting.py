"""The login: once, then always the same device; each thing that can be wrong with it has one code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from nio import AsyncClient

from bot.log import logger
from bot.messengers.matrix.home import DamagedError, Home, Login, new_pickle_key
from bot.messengers.matrix.line import AnswerError, ask, client_for
from bot.messengers.matrix.starts import is_behind
from bot.ports import Clock

CLOCK_OFF = timedelta(minutes=2)
"""From here on a difference to the homeserver's clock is said."""

DEVICE_NAME = "Kitt"
Notice = Callable[[str, str], None]
"""Called with a code and a detail when there is something to say to whoever looks after Kitt."""


class ConnectError(Exception):
    """Kitt cannot be on Matrix until somebody does something; ``code`` says what is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Account:
    """Whom to be: a password makes a login of its own, an access token is one already."""

    homeserver: str
    user: str
    password: str | None = None
    token: str | None = None


async def connect(account: Account, home: Home, clock: Clock, notice: Notice) -> tuple[AsyncClient, Login]:
    """The client with the login of the last start, or with a new one at the first.

    Raises:
        ConnectError: the login is refused, or what was kept does not fit it.
        AnswerError, ClientError, TimeoutError, OSError: the homeserver is not there, try again.
    """
    try:
        login = home.login()
    except DamagedError as error:
        raise ConnectError("damaged") from error
    if login is not None and login.homeserver != account.homeserver:
        raise ConnectError("other-account")
    if login is None:
        login = await _log_in(account, home, clock)
        home.keep_login(login)
    elif not home.key_file(login).exists():
        login = await _with_new_device(account, home, clock, notice, "keys-lost")
    client = client_for(account.homeserver, login.user_id, home, login)
    try:
        await _make_sure(client, account, login)
        await _compare_clocks(client, clock, notice)
        if await is_behind(client, home, login):
            login = await _with_new_device(account, home, clock, notice, "older-keys")
            await client.close()
            client = client_for(account.homeserver, login.user_id, home, login)
    except BaseException:
        await client.close()
        raise
    return client, login


async def _log_in(account: Account, home: Home, clock: Clock) -> Login:
    client = client_for(account.homeserver, account.user, home, None)
    try:
        if account.token is not None:
            client.access_token = account.token
            found = await _who(client)
        else:
            found = await ask(client, "POST", "/login", _password_login(account, home.planned_device()))
    except AnswerError as error:
        raise _meaning(error) from error
    finally:
        await client.close()
    token = account.token or str(found["access_token"])
    if not found.get("device_id"):
        # A token of the admin API belongs to no device, and so has no keys.
        raise ConnectError("no-device")
    return Login(
        homeserver=account.homeserver,
        user_id=str(found["user_id"]),
        device_id=str(found["device_id"]),
        access_token=token,
        pickle_key=new_pickle_key(),
        since_ms=int(clock().timestamp() * 1000),
    )


async def _with_new_device(account: Account, home: Home, clock: Clock, notice: Notice, code: str) -> Login:
    """The keys are lost or too old: the device cannot be the same, whatever its name."""
    logger().error("matrix.new_device", code=code)
    if account.token is not None:
        raise ConnectError("keys-lost")
    notice(code, "")
    home.forget_login()
    login = await _log_in(account, home, clock)
    home.keep_login(login)
    return login


def _password_login(account: Account, device_id: str) -> dict[str, Any]:
    return {
        # Ours, so that whoever is killed before the answer is kept leaves no second device behind.
        "device_id": device_id,
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": account.user},
        "password": account.password or "",
        "initial_device_display_name": DEVICE_NAME,
    }


async def _make_sure(client: AsyncClient, account: Account, login: Login) -> None:
    """The token is valid, and it is that of the account and the device that the keys belong to."""
    try:
        found = await _who(client)
    except AnswerError as error:
        raise _meaning(error) from error
    same = (found.get("user_id"), found.get("device_id")) == (login.user_id, login.device_id)
    named = account.user in ("", login.user_id, login.user_id[1:].partition(":")[0])
    if not same or not named or (account.token is not None and account.token != login.access_token):
        raise ConnectError("other-account")


async def _who(client: AsyncClient) -> dict[str, Any]:
    return await ask(client, "GET", "/account/whoami")


def _meaning(error: AnswerError) -> Exception:
    """What a refusal of the login means; the same error where trying again may help."""
    if error.code in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"):
        return ConnectError("unauthorized")
    if error.code in ("M_FORBIDDEN", "M_INVALID_USERNAME", "M_USER_DEACTIVATED"):
        return ConnectError("refused")
    if error.status == HTTPStatus.NOT_FOUND:
        return ConnectError("no-homeserver")
    return error


async def _compare_clocks(client: AsyncClient, clock: Clock, notice: Notice) -> None:
    """Say it once if this clock or the homeserver's is off: times of messages would be wrong."""
    answer = await client.send("GET", "/_matrix/client/versions")
    answer.release()
    try:
        theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        return
    if abs(clock() - theirs.replace(tzinfo=UTC)) > CLOCK_OFF:
        logger().warning("matrix.clock_off")
        notice("clock-off", datetime.strftime(theirs, "%H:%M"))
