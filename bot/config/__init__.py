"""Settings: ``config.yml`` and the environment, as one typed, frozen object.

The environment wins: ``KITT_STORE__URL`` is ``store.url``. Unknown settings, wrong types and secrets at the
wrong place are all reported at once, as a :class:`ConfigError` without a single value that could be secret.
Source of the recipe's keys in the same file: Rasa's model configuration
(https://legacy-docs-oss.rasa.com/docs/rasa/model-configuration).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from bot.config import matrix, secrets, webhook
from bot.config.errors import ConfigError, Problem, expectation, unknown
from bot.config.links import LINKS, invitation_link
from bot.config.sources import (
    CONFIG_VARIABLE,
    from_environment,
    known_keys,
    read_yaml,
    unknown_variables,
    variable,
)
from bot.config.values import (
    AccessToken,
    Address,
    Country,
    Days,
    Folder,
    Homeserver,
    Host,
    LocalPath,
    MatrixUser,
    Milliseconds,
    Minutes,
    PublicAddress,
    Seconds,
    Secret,
    State,
    Token,
    UrlPath,
    WebAddress,
    Zone,
    whole_number,
)
from bot.wording import Sentence

__all__ = ["CONFIG_VARIABLE", "ConfigError", "Problem", "Settings", "config_file", "load"]

RECIPE = frozenset({"assistant_id", "recipe", "language", "pipeline", "policies"})
"""The keys of config.yml that are Rasa's and not ours."""

NO_TOKEN = Sentence(
    "das Token von BotFather fehlt; es gehört in die Umgebungsvariable KITT_TELEGRAM_TOKEN oder in eine "
    "Datei, die telegram.token_file nennt",
    "BotFather's token is missing; it belongs into the environment variable KITT_TELEGRAM_TOKEN or into a "
    "file that telegram.token_file names",
)

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class Section(BaseModel):
    """A part of the settings: nothing unknown in it, nothing converted silently, nothing changed later."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, validate_default=True, arbitrary_types_allowed=True
    )


class StoreSettings(Section):
    """The database."""

    url: Address = SecretStr("")
    password_file: LocalPath = None
    password: Secret = None


class NetworkSettings(Section):
    """The network that Kitt works for."""

    name: str = ""
    zone: Zone = ZoneInfo("Europe/Berlin")
    language: Literal["de", "en"] = "de"
    country: Country = "DE"
    state: State = "ST"


class RasaSettings(Section):
    """The second engine: its port on 127.0.0.1, how long it may take, and what it is made with."""

    port: Annotated[int, whole_number(1024, 65535)] = 5005
    timeout: Milliseconds = timedelta(milliseconds=500)
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
    attempts: Annotated[int, whole_number(1, 100)] = 10


class RetentionSettings(Section):
    """How long what people wrote is kept where it could not be forgotten at once."""

    texts: Days = timedelta(days=7)


class TerminalSettings(Section):
    """The terminal."""

    history: Annotated[int, whole_number(0, 10_000)] = 500


class WebSettings(Section):
    """Kitt's own web server; port 0: none."""

    host: Host = "127.0.0.1"
    port: Annotated[int, whole_number(0, 65535)] = 0
    url: PublicAddress = ""


class WebhookSettings(Section):
    """Telegram's webhook: where it reaches us, the secret by which we know it, the path that arrives here."""

    url: PublicAddress = ""
    secret_file: LocalPath = None
    secret: Secret = None
    path: UrlPath = ""


class TelegramSettings(Section):
    """Telegram: the bot's token from BotFather, and the server that speaks the Bot API."""

    token_file: LocalPath = None
    token: Token = None
    base_url: WebAddress = "https://api.telegram.org"
    webhook: WebhookSettings | None = None


class MatrixSettings(Section):
    """Matrix: the homeserver, the account, and a password or an access token of it."""

    homeserver: Homeserver = ""
    user: MatrixUser = ""
    password_file: LocalPath = None
    password: Secret = None
    token_file: LocalPath = None
    token: AccessToken = None


class LogSettings(Section):
    """What is logged, how and where to."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"
    file: LocalPath = None


class Settings(Section):
    """Everything that can be set; see config.yml for what each setting means."""

    data_folder: Folder = Path("data")
    store: StoreSettings = StoreSettings()
    network: NetworkSettings = NetworkSettings()
    nlu: NluSettings = NluSettings()
    dialogue: DialogueSettings = DialogueSettings()
    delivery: DeliverySettings = DeliverySettings()
    retention: RetentionSettings = RetentionSettings()
    terminal: TerminalSettings = TerminalSettings()
    log: LogSettings = LogSettings()
    web: WebSettings = WebSettings()
    telegram: TelegramSettings | None = None
    matrix: MatrixSettings | None = None

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

    def invitation_links(self) -> tuple[str, ...]:
        """Where a guest finds Kitt, "{code}" standing for the code where a link carries one.

        Each messenger that is set up adds its own: "https://t.me/<bot>?start={code}" for Telegram, once it
        was connected; "https://matrix.to/#/@<bot>:<server>" for Matrix.
        """
        found = [invitation_link(self.data_folder, name) for name in LINKS if getattr(self, name) is not None]
        return tuple(link for link in found if link is not None)

    @property
    def matrix_folder(self) -> Path:
        """Where Matrix keeps login, keys and position."""
        return self.data_folder / "matrix"


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
    environ = secrets.with_long_names(environ)
    file = config_file(environ)
    written = read_yaml(file, named_by=CONFIG_VARIABLE if environ.get(CONFIG_VARIABLE) else "")
    known = known_keys(Settings)
    problems = [*unknown_variables(environ, known), *secrets.in_file(written)]
    merged = from_environment(environ, Settings, {k: v for k, v in written.items() if k not in RECIPE})
    settings = None
    try:
        settings = Settings.model_validate(merged, context={"base": file.parent})
    except ValidationError as error:
        problems += [
            unknown(_key(details["loc"]), known)
            if details["type"] == "extra_forbidden"
            else _named(expectation(_key(details["loc"]), details), environ)
            for details in error.errors(include_url=False)
        ]
    if settings is None or problems:
        raise ConfigError(file, problems)
    return _with_secrets(settings, file, environ)


def _named(problem: Problem, environ: Mapping[str, str]) -> Problem:
    """A problem under the name of the variable that made it, if one did: that is what is to be mended."""
    name = variable(problem.key)
    return replace(problem, key=name) if name in environ else problem


def _key(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)


def _with_secrets(settings: Settings, config: Path, environ: Mapping[str, str]) -> Settings:
    """Read the files of secrets that the environment did not give itself; no way in, no messenger."""
    store, telegram = settings.store, settings.telegram
    if store.password is None:
        found = secrets.from_file("store.password_file", store.password_file, config, environ)
        store = store.model_copy(update={"password": found})
    if telegram is not None and telegram.token is None:
        found = secrets.from_file("telegram.token_file", telegram.token_file, config, environ)
        telegram = telegram.model_copy(update={"token": found})
        if found is None:
            raise ConfigError(config, [Problem("telegram", NO_TOKEN)])
    if telegram is not None and telegram.webhook is not None:
        hook = webhook.complete(telegram.webhook, settings.web.port, config, environ)
        telegram = telegram.model_copy(update={"webhook": hook})
    webhook.check_web(settings.web.url, settings.web.port, config, environ)
    in_matrix = settings.matrix and matrix.complete(settings.matrix, config, environ)
    return settings.model_copy(update={"store": store, "telegram": telegram, "matrix": in_matrix})
