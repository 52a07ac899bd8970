"""Settings: ``config.yml`` and the environment, as one typed, frozen object.

The environment wins: ``KITT_STORE__URL`` is ``store.url``. Unknown settings, wrong types and secrets at the
wrong place are all reported at once, as a :class:`ConfigError` without a single value that could be secret.
Source of the recipe's keys in the same file: Rasa's model configuration
(https://legacy-docs-oss.rasa.com/docs/rasa/model-configuration).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, SecretStr, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.config.errors import ConfigError, Problem, expectation, not_here, unknown, unreadable
from bot.config.sources import CONFIG_VARIABLE, from_environment, known_keys, read_yaml, unknown_variables
from bot.wording import Sentence

__all__ = ["CONFIG_VARIABLE", "ConfigError", "Problem", "Settings", "config_file", "load"]

RECIPE = frozenset({"assistant_id", "recipe", "language", "pipeline", "policies"})
"""The keys of config.yml that are Rasa's and not ours."""

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def _wrong(de: str, en: str) -> PydanticCustomError:
    """What was expected instead, in both languages, as an error that pydantic carries to ``load``."""
    return PydanticCustomError("expected", "{en}", {"de": de, "en": en})


def _path(value: object, info: ValidationInfo) -> Path | None:
    """A path, relative ones to the folder of the config file; empty means none."""
    if value is None or value == "":
        return None
    if not isinstance(value, str | Path):
        raise _wrong("ein Pfad", "a path")
    return Path((info.context or {}).get("base", ".")) / Path(value).expanduser()


def _folder(value: object, info: ValidationInfo) -> Path:
    """A path that has to be there, such as the data folder's."""
    path = _path(value, info)
    if path is None:
        raise _wrong("ein Ordner", "a folder")
    return path


def _zone(value: object) -> ZoneInfo:
    try:
        return value if isinstance(value, ZoneInfo) else ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        raise _wrong("eine IANA-Zeitzone wie Europe/Berlin", "an IANA zone such as Europe/Berlin") from None


def _whole(value: object, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _wrong(f"eine ganze Zahl von {least} bis {most}", f"a whole number from {least} to {most}")
    return value


def _span(unit: timedelta, most: int) -> BeforeValidator:
    """A length of time, written as a whole number of ``unit``."""

    def read(value: object) -> timedelta:
        return value if isinstance(value, timedelta) else _whole(value, 1, most) * unit

    return BeforeValidator(read)


def _code(length: int) -> BeforeValidator:
    """A code of capital letters or digits, such as DE or ST."""

    def read(value: object) -> str:
        text = value if isinstance(value, str) else ""
        if not (1 < len(text) <= length and text.isascii() and text.isalnum() and text.isupper()):
            raise _wrong("ein Kürzel in Großbuchstaben", "a code in capital letters")
        return text

    return BeforeValidator(read)


def _address(value: object, info: ValidationInfo) -> SecretStr:
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
    raise _wrong(
        "sqlite:///Pfad oder postgresql://Benutzer@Rechner/Datenbank",
        "sqlite:///path or postgresql://user@host/database",
    )


LocalPath = Annotated[Path | None, BeforeValidator(_path)]
Minutes = Annotated[timedelta, _span(timedelta(minutes=1), 7 * 24 * 60)]
Seconds = Annotated[timedelta, _span(timedelta(seconds=1), 24 * 60 * 60)]


class Section(BaseModel):
    """A part of the settings: nothing unknown in it, nothing converted silently, nothing changed later."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, validate_default=True, arbitrary_types_allowed=True
    )


class StoreSettings(Section):
    """The database."""

    url: Annotated[SecretStr, BeforeValidator(_address)] = SecretStr("")
    password_file: LocalPath = None
    password: Annotated[SecretStr | None, BeforeValidator(lambda v: SecretStr(v) if v else None)] = None


class NetworkSettings(Section):
    """The network that Kitt works for."""

    name: str = ""
    zone: Annotated[ZoneInfo, BeforeValidator(_zone)] = ZoneInfo("Europe/Berlin")
    language: Literal["de", "en"] = "de"
    country: Annotated[str, _code(2)] = "DE"
    state: Annotated[str, _code(3)] = "ST"


class RasaSettings(Section):
    """The second engine: its port on 127.0.0.1, how long it may take, and what it is made with."""

    port: Annotated[int, BeforeValidator(lambda v: _whole(v, 1024, 65535))] = 5005
    timeout: Annotated[timedelta, _span(timedelta(milliseconds=1), 10_000)] = timedelta(milliseconds=500)
    python: LocalPath = None
    environment: LocalPath = None


class NluSettings(Section):
    """What understands the texts."""

    engine: Literal["embedded", "rasa"] = "embedded"
    rasa: RasaSettings = RasaSettings()


class DialogueSettings(Section):
    """How long a conversation's state counts."""

    question_expires: Minutes = timedelta(minutes=30)
    context_expires: Minutes = timedelta(minutes=60)


class DeliverySettings(Section):
    """How messages leave."""

    lease: Seconds = timedelta(seconds=60)
    attempts: Annotated[int, BeforeValidator(lambda v: _whole(v, 1, 100))] = 8


class LogSettings(Section):
    """What is logged, how and where to."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"
    file: LocalPath = None


class Settings(Section):
    """Everything that can be set; see config.yml for what each setting means."""

    data_folder: Annotated[Path, BeforeValidator(_folder)] = Path("data")
    store: StoreSettings = StoreSettings()
    network: NetworkSettings = NetworkSettings()
    nlu: NluSettings = NluSettings()
    dialogue: DialogueSettings = DialogueSettings()
    delivery: DeliverySettings = DeliverySettings()
    log: LogSettings = LogSettings()

    def store_address(self, *, demo: bool = False) -> str:
        """The URL to open the store with, password and all: for ``Store.open`` only, never to print.

        ``demo`` gives the demo's own store, an SQLite file beside the real one.
        """
        if demo:
            return f"sqlite:///{self.data_folder / 'demo.sqlite3'}"
        url = self.store.url.get_secret_value()
        if not url:
            return f"sqlite:///{self.data_folder / 'kitt.sqlite3'}"
        return _with_password(url, self.store.password)


def _with_password(url: str, password: SecretStr | None) -> str:
    parts = urlsplit(url)
    if password is None or parts.password is not None or "@" not in parts.netloc:
        return url
    user, _, host = parts.netloc.rpartition("@")
    secret = quote(password.get_secret_value(), safe="")
    return urlunsplit(parts._replace(netloc=f"{user}:{secret}@{host}"))


def config_file(environ: Mapping[str, str]) -> Path:
    """The file with the settings: the one that KITT_CONFIG names, else the checkout's, else the folder's."""
    if named := environ.get(CONFIG_VARIABLE):
        return Path(named).expanduser().absolute()
    own = CHECKOUT / "config.yml"
    return own if own.exists() else Path("config.yml").absolute()


def load(environ: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises:
        ConfigError: with everything that is wrong with the file and the variables, not only the first.
    """
    file = config_file(environ)
    written = read_yaml(file)
    known = known_keys(Settings)
    problems = [*unknown_variables(environ, known), *_secrets_in_file(written)]
    merged = from_environment(environ, Settings, {k: v for k, v in written.items() if k not in RECIPE})
    settings = None
    try:
        settings = Settings.model_validate(merged, context={"base": file.parent})
    except ValidationError as error:
        problems += [
            unknown(_key(details["loc"]), known)
            if details["type"] == "extra_forbidden"
            else expectation(_key(details["loc"]), details)
            for details in error.errors(include_url=False)
        ]
    if settings is None or problems:
        raise ConfigError(file, problems)
    return _with_password_file(settings, file)


def _key(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)


def _secrets_in_file(written: Mapping[str, Any]) -> list[Problem]:
    """Passwords that somebody wrote into config.yml, where everybody who may read the settings reads them."""
    store = written.get("store")
    if not isinstance(store, Mapping):
        return []
    problems = []
    if _has_password(store.get("url")):
        problems.append(not_here("store.url"))
    if store.get("password"):
        problems.append(not_here("store.password"))
    return problems


def _has_password(url: object) -> bool:
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a bracket that is not closed; the expectation says the rest
        return False
    return bool(parts.password) or "password=" in parts.query


def _with_password_file(settings: Settings, config: Path) -> Settings:
    """Read the password's file, unless the environment gave the password itself."""
    named = settings.store.password_file
    if named is None or settings.store.password is not None:
        return settings
    try:
        first = named.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(config, [unreadable("store.password_file", named, error)]) from None
    if not first:
        empty = Sentence(f"{named} ist leer", f"{named} is empty")
        raise ConfigError(config, [Problem("store.password_file", empty)])
    store = settings.store.model_copy(update={"password": SecretStr(first)})
    return settings.model_copy(update={"store": store})
