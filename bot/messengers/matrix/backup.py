"""Login, keys and position of Matrix as one encrypted file, and back.

The file: ``MAGIC``, salt, check, nonce, then everything (JSON) under AES-256-GCM, and its tag. Key and check
come of the passphrase by scrypt. The check tells a wrong passphrase from a damaged file; it says nothing
about the key.
Sources: RFC 7914 (scrypt); NIST SP 800-38D (GCM, a nonce of 96 bits);
https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt (its cost).
"""

from __future__ import annotations

import json
import os
import re
import shutil
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from hmac import compare_digest
from pathlib import Path

from Crypto.Cipher import AES
from Crypto.Protocol.KDF import scrypt
from Crypto.Random import get_random_bytes

from bot.messengers.matrix.home import DamagedError, Home

MAGIC = b"KITT-MATRIX-1\n"
SALT, CHECK, NONCE, TAG, KEY = 16, 16, 12, 16, 32
"""Lengths in bytes."""

COST = 2**17
"""scrypt's N, with r = 8 and p = 1: 128 MB and some tenths of a second for each guess."""

LARGEST = 200_000_000
"""Bytes of a backup: the keys of thousands of rooms are some megabytes."""

_HEAD = len(MAGIC) + SALT + CHECK + NONCE
_NAME = re.compile(r"[A-Za-z0-9_-]+\.json|keys/[A-Za-z0-9_-]+\.db(-journal|-wal|-shm)?")
"""What belongs to the folder; its lock does not."""


class NothingToSaveError(Exception):
    """There is no login to back up."""


class WrongPassphraseError(Exception):
    """This is not the passphrase of the backup."""


class DamagedBackupError(Exception):
    """The file is no backup, or not whole any more."""


class FileThereError(Exception):
    """There is a file of this name already."""


class KeysThereError(Exception):
    """There are keys already, and nobody said that they may be replaced."""


def save(folder: Path, target: Path, passphrase: str, *, cost: int = COST) -> None:
    """Write all of the folder into a new file that only its owner may read: whole, or not at all.

    Raises:
        NothingToSaveError: Kitt was never logged in, or its keys are missing.
        InUseError: Kitt runs.
        FileThereError: there is such a file already.
        OSError: it cannot be written.
    """
    home = Home(folder)
    if not _is_whole(home):
        raise NothingToSaveError
    if target.exists():
        raise FileThereError
    home.take()
    try:
        files = {name: b64encode((folder / name).read_bytes()).decode() for name in _names(folder)}
        _write_new(target, _sealed(json.dumps({"files": files}).encode(), passphrase, cost))
    finally:
        home.give_back()


def bring_back(
    folder: Path, source: Path, passphrase: str, *, now: datetime, replace: bool = False, cost: int = COST
) -> Path | None:
    """Put a backup in place of the folder; returns where the keys went that were there before.

    Until everything is written, nothing is changed; what is replaced is kept aside.

    Raises:
        WrongPassphraseError, DamagedBackupError: it cannot be opened.
        KeysThereError: there are keys already.
        InUseError: Kitt runs.
        OSError: something cannot be read or written.
    """
    home, was_there = Home(folder), folder.exists()
    keeps = was_there and any(_names(folder))
    if keeps and not replace:
        raise KeysThereError
    files = _opened(_read(source), passphrase, cost)
    new = folder.with_name(f"{folder.name}.new")
    aside = folder.with_name(f"{folder.name}.{now:%Y%m%dT%H%M%S}")
    home.take()
    try:
        _lay_out(new, files)
        folder.rename(aside)
        new.rename(folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        home.give_back()
    if keeps:
        return aside
    shutil.rmtree(aside, ignore_errors=True)
    return None


def _is_whole(home: Home) -> bool:
    try:
        login = home.login()
    except DamagedError:
        return False
    return login is not None and home.key_file(login).exists()


def _names(folder: Path) -> list[str]:
    """The files of the folder that make Kitt this device."""
    found = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    return [name for name in found if _NAME.fullmatch(name)]


def _lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for made in (folder, folder / "keys"):
        made.mkdir(mode=0o700, parents=True)
    for name, content in files.items():
        with os.fdopen(os.open(folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _write_new(target: Path, content: bytes) -> None:
    """Write a file that is either there and whole or not there; another one of its name is left alone."""
    half = target.with_name(f".{target.name}.{os.getpid()}")
    descriptor = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _name(half, target)
    finally:
        half.unlink(missing_ok=True)


def _name(half: Path, target: Path) -> None:
    try:
        # A link refuses a name that is taken; a rename would replace it.
        os.link(half, target)
    except OSError as error:
        if target.exists():
            raise FileThereError from error
        half.rename(target)  # such as on a memory stick, which knows no links


def _keys(passphrase: str, salt: bytes, cost: int) -> tuple[bytes, bytes]:
    made = bytes(scrypt(passphrase.encode(), salt, KEY + CHECK, N=cost, r=8, p=1))
    return made[:KEY], made[KEY:]


def _sealed(content: bytes, passphrase: str, cost: int) -> bytes:
    salt, nonce = get_random_bytes(SALT), get_random_bytes(NONCE)
    key, check = _keys(passphrase, salt, cost)
    head = MAGIC + salt + check + nonce
    cipher = AES.new(key, AES.MODE_GCM, nonce=nonce, mac_len=TAG)
    cipher.update(head)
    sealed, tag = cipher.encrypt_and_digest(content)
    return head + sealed + tag


def _read(source: Path) -> bytes:
    with source.open("rb") as file:
        return file.read(LARGEST)


def _opened(sealed: bytes, passphrase: str, cost: int) -> dict[str, bytes]:
    if not sealed.startswith(MAGIC) or len(sealed) < _HEAD + TAG:
        raise DamagedBackupError
    head = sealed[:_HEAD]
    salt = head[len(MAGIC) :][:SALT]
    key, check = _keys(passphrase, salt, cost)
    if not compare_digest(check, head[len(MAGIC) + SALT :][:CHECK]):
        raise WrongPassphraseError
    cipher = AES.new(key, AES.MODE_GCM, nonce=head[-NONCE:], mac_len=TAG)
    cipher.update(head)
    try:
        files = json.loads(cipher.decrypt_and_verify(sealed[_HEAD:-TAG], sealed[-TAG:]))["files"]
    except ValueError as error:
        raise DamagedBackupError from error
    if not all(_NAME.fullmatch(name) for name in files):
        raise DamagedBackupError
    return {name: b64decode(content) for name, content in files.items()}
