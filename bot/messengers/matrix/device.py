"""The device's keys on the homeserver: its own, those for first messages, and Kitt's signature on them."""

from __future__ import annotations

import contextlib
from typing import Any

from nio import AsyncClient

from bot.log import logger
from bot.messengers.matrix.connecting import Account, ConnectError, Notice
from bot.messengers.matrix.home import DamagedError, Home, Login
from bot.messengers.matrix.line import AnswerError, ask
from bot.messengers.matrix.signing import Identity, fingerprint, is_signed_by_account, master_of
from bot.ports import Probe, no_probe

UNAUTHORIZED = 401


async def upload_keys(client: AsyncClient, keys_left: int | None, probe: Probe = no_probe) -> None:
    """Upload what is missing of this device's keys; ``keys_left`` is how many the homeserver has for others.

    The library saves new keys only after the homeserver has them: killed between, others would use keys
    that nobody has any more. So they are saved first.

    Raises:
        AnswerError, ClientError, TimeoutError, OSError: not this time.
    """
    if keys_left is not None:
        # The library does not notice 0 (trap 2), so it is told.
        client.olm.uploaded_key_count = keys_left
    if not client.should_upload_keys:
        return
    body = client.olm.share_keys()
    client.olm.save_account()
    probe("keys-made")
    found = await ask(client, "POST", "/keys/upload", body)
    client.olm.account.shared = True
    client.olm.uploaded_key_count = int(found.get("one_time_key_counts", {}).get("signed_curve25519", 0))
    client.olm.mark_keys_as_published()
    client.olm.save_account()


async def upload_fallback_key(client: AsyncClient, login: Login) -> None:
    """A key for first messages when all others are used up, as after a long time off.

    Raises:
        AnswerError, ClientError, TimeoutError, OSError: not this time.
    """
    account = client.olm.account._account  # noqa: SLF001 (the library offers no other way to it)
    account.generate_fallback_key()
    client.olm.save_account()
    uploaded = {}
    for name, key in account.fallback_key.items():
        signed: dict[str, Any] = {"key": key.to_base64(), "fallback": True}
        signature = client.olm.sign_json(signed)
        signed["signatures"] = {login.user_id: {f"ed25519:{login.device_id}": signature}}
        uploaded[f"signed_curve25519:{name}"] = signed
    await ask(client, "POST", "/keys/upload", {"fallback_keys": uploaded})
    account.mark_keys_as_published()
    client.olm.save_account()


async def sign_device(client: AsyncClient, account: Account, login: Login, home: Home, notice: Notice) -> str:
    """See to it that the device is signed by Kitt's identity; returns the identity's fingerprint.

    An identity of somebody else's on this account is never replaced: people may have verified it.

    Raises:
        ConnectError: the homeserver's device of this name has other keys than ours.
        AnswerError, ClientError, TimeoutError, OSError: not this time.
    """
    found = await ask(client, "POST", "/keys/query", {"device_keys": {login.user_id: []}})
    device = found.get("device_keys", {}).get(login.user_id, {}).get(login.device_id, {})
    if device.get("keys", {}).get(f"ed25519:{login.device_id}") != own_key(client):
        raise ConnectError("keys-lost")
    identity, master = identity_of(home), master_of(found, login.user_id)
    if master is not None and (identity is None or identity.master != master):
        if not is_signed_by_account(found, login.user_id, device):
            logger().warning("matrix.foreign_identity")
            notice("foreign-identity", f"{login.device_id} {own_key(client)}")
        return fingerprint(own_key(client))
    if identity is None:
        identity = Identity.new()
        home.write("identity", identity.as_json())
    if master is None and not await _upload_identity(client, account, login, identity):
        notice("unsigned", "")
        return fingerprint(own_key(client))
    if not identity.has_signed(login.user_id, device):
        signed = {login.user_id: {login.device_id: identity.signed_device(login.user_id, device)}}
        await ask(client, "POST", "/keys/signatures/upload", signed)
    return fingerprint(identity.master)


async def _upload_identity(client: AsyncClient, account: Account, login: Login, identity: Identity) -> bool:
    """Publish the identity; False if the homeserver wants a password and there is none."""
    body = identity.public_keys(login.user_id)
    try:
        await ask(client, "POST", "/keys/device_signing/upload", body)
    except AnswerError as error:
        if error.status != UNAUTHORIZED or "session" not in error.body:
            raise
        if account.password is None:
            return False
        body["auth"] = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": login.user_id},
            "password": account.password,
            "session": error.body["session"],
        }
        await ask(client, "POST", "/keys/device_signing/upload", body)
    return True


def own_key(client: AsyncClient) -> str:
    """The device's public signing key."""
    return str(client.olm.account.identity_keys["ed25519"])


def identity_of(home: Home) -> Identity | None:
    """Kitt's identity as it is kept here; None before the first."""
    with contextlib.suppress(DamagedError, KeyError, ValueError):
        kept = home.read("identity")
        return Identity.from_json(kept) if kept is not None else None
    return None
