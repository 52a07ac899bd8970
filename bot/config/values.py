"""How the values of settings are read: what each may be, and what it becomes."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, SecretStr, ValidationInfo
from pydantic_core import PydanticCustomError


def wrong(de: str, en: str) -> PydanticCustomError:
    """What was expected instead, in both languages, as an error that pydantic carries to ``load``."""
    return PydanticCustomError("expected", "{en}", {"de": de, "en": en})


def path(value: object, info: ValidationInfo) -> Path | None:
    """A path, relative ones to the folder of the config file; empty means none."""
    if value is None or value == "":
        return None
    if not isinstance(value, str | Path):
        raise wrong("ein Pfad", "a path")
    return Path((info.context or {}).get("base", ".")) / Path(value).expanduser()


def folder(value: object, info: ValidationInfo) -> Path:
    """A path that has to be there, such as the data folder's."""
    found = path(value, info)
    if found is None:
        raise wrong("ein Ordner", "a folder")
    return found


def zone(value: object) -> ZoneInfo:
    """A time zone by its name."""
    try:
        return value if isinstance(value, ZoneInfo) else ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        raise wrong("eine IANA-Zeitzone wie Europe/Berlin", "an IANA zone such as Europe/Berlin") from None


def whole(value: object, least: int, most: int) -> int:
    """A whole number between two."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise wrong(f"eine ganze Zahl von {least} bis {most}", f"a whole number from {least} to {most}")
    return value


def span(unit: timedelta, most: int) -> BeforeValidator:
    """A length of time, written as a whole number of ``unit``."""

    def read(value: object) -> timedelta:
        return value if isinstance(value, timedelta) else whole(value, 1, most) * unit

    return BeforeValidator(read)


def country(value: object) -> str:
    """The code of a country, such as DE."""
    text = value if isinstance(value, str) else ""
    if not (len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()):
        raise wrong("ein Kürzel aus zwei Großbuchstaben wie DE", "a code of two capital letters such as DE")
    return text


STATES = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
"""The German states (ISO 3166-2:DE, without "DE-"): the map knows no others."""


def state(value: object) -> str:
    """One of the German states."""
    if not isinstance(value, str) or value not in STATES:
        codes = ", ".join(STATES)
        raise wrong(f"ein deutsches Bundesland ({codes})", f"a German state ({codes})")
    return value


def address(value: object, info: ValidationInfo) -> SecretStr:
    """The store's URL; a relative path of SQLite counts from the folder of the config file."""
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    if text == "":
        return SecretStr("")
    scheme, _, rest = text.partition("://") if isinstance(text, str) else ("", "", "")
    if scheme == "sqlite" and len(rest) > 1 and rest.startswith("/"):
        base = (info.context or {}).get("base", ".")
        return SecretStr(f"sqlite:///{Path(base) / Path(rest[1:]).expanduser()}")
    if scheme in {"postgresql", "postgresql+psycopg"} and rest:
        return SecretStr(str(text))
    raise wrong(
        "sqlite:///Pfad oder postgresql://Benutzer@Rechner/Datenbank",
        "sqlite:///path or postgresql://user@host/database",
    )


def token(example: str) -> BeforeValidator:
    """A token without what copying left around it; whatever cannot be one is said, not tried for ever."""

    def read(value: object) -> SecretStr | None:
        text = value.strip() if isinstance(value, str) else ""
        if not re.fullmatch(r"[!-~]*", text):
            raise wrong(f"ein Token wie {example}", f"a token such as {example}")
        return SecretStr(text) if text else None

    return BeforeValidator(read)


def web_address(value: object) -> str:
    """The beginning of a server's addresses, without a slash at its end."""
    text = value.strip().rstrip("/") if isinstance(value, str) else ""
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#@]*)?", text):
        raise wrong(
            "eine Adresse wie https://api.telegram.org", "an address such as https://api.telegram.org"
        )
    return text


def homeserver(value: object) -> str:
    """A homeserver's address, without a slash at its end; empty means that none is named."""
    text = value.strip().rstrip("/") if isinstance(value, str) else "?"
    if text and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#@]*)?", text):
        raise wrong(
            "eine Adresse wie https://matrix.example.org", "an address such as https://matrix.example.org"
        )
    return text


def matrix_user(value: object) -> str:
    """An account's full name, or its first part; empty means the one that a token belongs to."""
    text = value.strip() if isinstance(value, str) else "?"
    if text and not re.fullmatch(r"@[^\s:@]+:[^\s@]+|[a-z0-9._=/+-]+", text):
        raise wrong("ein Name wie @kitt:example.org", "a name such as @kitt:example.org")
    return text


LOOPBACK = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?", re.ASCII)
"""Hosts of this machine only, with a port or without."""


_PATH = r"/[A-Za-z0-9._~/-]*"
"""A path that means the same to a proxy, to our server and in an address: nothing in it is ever encoded."""


def public_address(value: object) -> str:
    """Where somebody outside reaches us: https, or http on this machine (for trying); empty means nowhere."""
    text = value.strip() if isinstance(value, str) else ""
    found = re.fullmatch(rf"(https?)://([^\s/?#@]+)({_PATH})?", text)
    if value != "" and (found is None or (found[1] == "http" and not LOOPBACK.fullmatch(found[2]))):
        raise wrong(
            "eine Adresse, die mit https:// beginnt, wie https://kitt.example.org/telegram",
            "an address that begins with https://, such as https://kitt.example.org/telegram",
        )
    return text


def url_path(value: object) -> str:
    """The path of an address, with its slash; empty means another one's."""
    text = value if isinstance(value, str) else "?"
    if text and not re.fullmatch(_PATH, text):
        raise wrong("ein Pfad wie /telegram", "a path such as /telegram")
    return text


def host(value: object) -> str:
    """A name or number of this machine to listen on."""
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Za-z0-9.:_-]{1,253}", text):
        raise wrong(
            "ein Rechnername oder eine IP-Adresse wie 127.0.0.1",
            "the name or IP address of a machine such as 127.0.0.1",
        )
    return text


def whole_number(least: int, most: int) -> BeforeValidator:
    """A whole number from ``least`` to ``most``."""
    return BeforeValidator(lambda value: whole(value, least, most))


LocalPath = Annotated[Path | None, BeforeValidator(path)]
Folder = Annotated[Path, BeforeValidator(folder)]
Address = Annotated[SecretStr, BeforeValidator(address)]
Secret = Annotated[SecretStr | None, BeforeValidator(lambda value: SecretStr(value) if value else None)]
Token = Annotated[SecretStr | None, token("123456789:AA…")]
AccessToken = Annotated[SecretStr | None, token("syt_…")]
Homeserver = Annotated[str, BeforeValidator(homeserver)]
MatrixUser = Annotated[str, BeforeValidator(matrix_user)]
Zone = Annotated[ZoneInfo, BeforeValidator(zone)]
Country = Annotated[str, BeforeValidator(country)]
State = Annotated[str, BeforeValidator(state)]
WebAddress = Annotated[str, BeforeValidator(web_address)]
PublicAddress = Annotated[str, BeforeValidator(public_address)]
UrlPath = Annotated[str, BeforeValidator(url_path)]
Host = Annotated[str, BeforeValidator(host)]
Seconds = Annotated[timedelta, span(timedelta(seconds=1), 24 * 60 * 60)]
Milliseconds = Annotated[timedelta, span(timedelta(milliseconds=1), 10_000)]
Minutes = Annotated[timedelta, span(timedelta(minutes=1), 7 * 24 * 60)]
Days = Annotated[timedelta, span(timedelta(days=1), 7)]
