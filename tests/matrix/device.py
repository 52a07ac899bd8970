"""A device without a client: just its keys on the homeserver, and what is sent to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import vodozemac
from nio import Api

OLM, MEGOLM = "m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"


@dataclass
class Device:
    """Somebody's further device."""

    line: httpx.AsyncClient
    user_id: str
    device_id: str
    token: str
    account: Any

    @classmethod
    async def made(cls, line: httpx.AsyncClient, user_id: str) -> Device:
        """Log in and upload keys: the device's own and some for first messages."""
        login = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user_id},
            "password": "password",
        }
        found = (await line.post("/login", json=login)).raise_for_status().json()
        device = cls(line, user_id, found["device_id"], found["access_token"], vodozemac.Account())
        answer = await line.post("/keys/upload", json=device._keys(), headers=device._header)
        answer.raise_for_status()
        return device

    @property
    def _header(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def _keys(self) -> dict[str, Any]:
        self.account.generate_one_time_keys(3)
        own = {
            "user_id": self.user_id,
            "device_id": self.device_id,
            "algorithms": [OLM, MEGOLM],
            "keys": {
                f"curve25519:{self.device_id}": self.account.curve25519_key.to_base64(),
                f"ed25519:{self.device_id}": self.account.ed25519_key.to_base64(),
            },
        }
        first = {
            f"signed_curve25519:{name}": self._signed({"key": key.to_base64()})
            for name, key in self.account.one_time_keys.items()
        }
        return {"device_keys": self._signed(own), "one_time_keys": first}

    def _signed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        signature = self.account.sign(Api.to_canonical_json(dict(values)).encode()).to_base64()
        return {**values, "signatures": {self.user_id: {f"ed25519:{self.device_id}": signature}}}

    async def reads(self, room: str, event_id: str) -> str:
        """The text of an encrypted message, with the key that its sender has sent to this device."""
        found = await self.line.get(f"/rooms/{room}/event/{event_id}", headers=self._header)
        event = found.raise_for_status().json()
        came = (await self.line.get("/sync", headers=self._header)).raise_for_status().json()
        own = self.account.curve25519_key.to_base64()
        for told in came["to_device"]["events"]:
            if told["sender"] != event["sender"] or told["type"] != "m.room.encrypted":
                continue
            theirs = vodozemac.Curve25519PublicKey.from_base64(told["content"]["sender_key"])
            message = vodozemac.PreKeyMessage.from_base64(told["content"]["ciphertext"][own]["body"])
            _, plain = self.account.create_inbound_session(theirs, message)
            key = json.loads(plain)["content"]
            if key["session_id"] == event["content"]["session_id"]:
                session = vodozemac.InboundGroupSession(vodozemac.SessionKey(key["session_key"]))
                sealed = vodozemac.MegolmMessage.from_base64(event["content"]["ciphertext"])
                return str(json.loads(session.decrypt(sealed).plaintext)["content"]["body"])
        raise AssertionError("no key came")
