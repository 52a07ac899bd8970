"""Cross-signing: Kitt's own identity, and its device signed with it.

Without it clients show a red shield, and clients that send keys to signed devices only (MSC4153) leave Kitt
deaf. The library does not know cross-signing, so the three keys are made and used here, as
https://spec.matrix.org/v1.11/client-server-api/#cross-signing says.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from Crypto.PublicKey import ECC
from Crypto.PublicKey.ECC import EccKey
from Crypto.Random import get_random_bytes
from Crypto.Signature import eddsa
from nio.api import Api

USAGES = ("master", "self_signing", "user_signing")
SEED = 32
"""Bytes of an Ed25519 seed (RFC 8032)."""


def unpadded(data: bytes) -> str:
    """Base64 as Matrix writes it, without padding."""
    return b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True, slots=True)
class Key:
    """An Ed25519 key that is its seed."""

    seed: bytes

    @property
    def public(self) -> str:
        """The public half, unpadded base64; also the key's name."""
        return unpadded(self._key.public_key().export_key(format="raw"))

    @property
    def _key(self) -> EccKey:
        return ECC.construct(curve="Ed25519", seed=self.seed)

    def sign(self, values: Mapping[str, Any]) -> str:
        """The signature of an object without its signatures and what is not signed."""
        plain = {name: value for name, value in values.items() if name not in ("signatures", "unsigned")}
        signer = eddsa.new(self._key, "rfc8032")
        return unpadded(signer.sign(Api.to_canonical_json(plain).encode()))


@dataclass(frozen=True, slots=True)
class Identity:
    """The keys of a user, by usage."""

    keys: Mapping[str, Key]

    @classmethod
    def new(cls) -> Identity:
        """A new identity."""
        return cls({usage: Key(get_random_bytes(SEED)) for usage in USAGES})

    @classmethod
    def from_json(cls, kept: Mapping[str, str]) -> Identity:
        """The identity that ``as_json`` gave.

        Raises:
            KeyError, ValueError: it is none.
        """
        return cls({usage: Key(_bytes(kept[usage])) for usage in USAGES})

    def as_json(self) -> dict[str, str]:
        """The seeds, to be kept as secretly as a password."""
        return {usage: unpadded(key.seed) for usage, key in self.keys.items()}

    @property
    def master(self) -> str:
        """The public master key, which is who this user is."""
        return self.keys["master"].public

    def public_keys(self, user_id: str) -> dict[str, Any]:
        """The body for keys/device_signing/upload: the others are signed by the master key."""
        found: dict[str, Any] = {}
        for usage, key in self.keys.items():
            made: dict[str, Any] = {
                "user_id": user_id,
                "usage": [usage],
                "keys": {f"ed25519:{key.public}": key.public},
            }
            if usage != "master":
                made["signatures"] = {user_id: {f"ed25519:{self.master}": self.keys["master"].sign(made)}}
            found[f"{usage}_key"] = made
        return found

    def signed_device(self, user_id: str, device: Mapping[str, Any]) -> dict[str, Any]:
        """A device's keys with our signature, for keys/signatures/upload."""
        key = self.keys["self_signing"]
        signed = {name: value for name, value in device.items() if name != "unsigned"}
        signed["signatures"] = {user_id: {f"ed25519:{key.public}": key.sign(device)}}
        return signed

    def has_signed(self, user_id: str, device: Mapping[str, Any]) -> bool:
        """Whether a device's keys carry our signature."""
        own = device.get("signatures", {}).get(user_id, {})
        key = self.keys["self_signing"]
        return bool(own.get(f"ed25519:{key.public}") == key.sign(device))


def master_of(answer: Mapping[str, Any], user_id: str) -> str | None:
    """The master key that keys/query names for a user; None if there is none."""
    keys = answer.get("master_keys", {}).get(user_id, {}).get("keys", {})
    return next(iter(keys.values()), None) if isinstance(keys, Mapping) else None


def is_signed_by_account(answer: Mapping[str, Any], user_id: str, device: Mapping[str, Any]) -> bool:
    """Whether a device bears a signature by the identity of its account, whosever that is.

    It is there to tell whoever looks after Kitt; nothing is trusted because of it.
    """
    keys = answer.get("self_signing_keys", {}).get(user_id, {}).get("keys", {})
    signatures = device.get("signatures", {}).get(user_id, {})
    return any(name in signatures for name in keys)


def fingerprint(key: str) -> str:
    """A public key in groups of four, as clients show it to compare."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
