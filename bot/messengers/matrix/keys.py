"""Other people's devices and their keys, asked for so that a refusal is heard and one bad device spoils none.

The library's own calls end well when the homeserver refuses, and forget every device when one is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nio import AsyncClient, KeysClaimResponse, KeysQueryResponse

from bot.log import logger
from bot.messengers.matrix.line import ask


async def query_keys(client: AsyncClient) -> None:
    """Learn the devices of those whose devices have changed.

    Raises:
        AnswerError, ClientError, TimeoutError, OSError: not this time.
    """
    users = set(client.olm.users_for_key_query) if client.should_query_keys else set()
    if not users:
        return
    found = await ask(client, "POST", "/keys/query", {"device_keys": {user: [] for user in sorted(users)}})
    asked = found.get("device_keys")
    devices = {user: _sound(user, of) for user, of in _mapping(asked).items() if user in users}
    await client.receive_response(KeysQueryResponse(devices, {}))
    # Whoever the answer leaves out is on a homeserver that is not there; its devices stay as they were, and
    # it says itself when they change.
    client.olm.users_for_key_query.difference_update(users)


async def claim_keys(client: AsyncClient, devices: Mapping[str, Sequence[str]]) -> None:
    """Take one key for a first message to each of these devices.

    Raises:
        AnswerError, ClientError, TimeoutError, OSError: not this time.
    """
    wanted = {user: dict.fromkeys(names, "signed_curve25519") for user, names in devices.items()}
    if not wanted:
        return
    found = await ask(client, "POST", "/keys/claim", {"one_time_keys": wanted})
    keys = {
        user: {device: key for device, key in _mapping(of).items() if device in wanted[user] and key}
        for user, of in _mapping(found.get("one_time_keys")).items()
        if user in wanted
    }
    await client.receive_response(KeysClaimResponse(keys, {}))
    # Who has no key to give is not asked again after each sync.
    olm = client.olm
    olm.wedged_devices = [d for d in olm.wedged_devices if d.device_id not in wanted.get(d.user_id, ())]


def _sound(user: str, devices: Any) -> dict[str, Any]:
    """Those devices that the library can make something of."""
    found = {}
    for name, device in _mapping(devices).items():
        one = KeysQueryResponse.from_dict({"device_keys": {user: {name: device}}, "failures": {}})
        if isinstance(one, KeysQueryResponse):
            found[name] = device
        else:
            logger().warning("matrix.bad_devices")
    return found


def _mapping(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}
