"""The settings: defaults, what overrides what, and refusals that say everything and show nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import reduce
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.config import RECIPE, ConfigError, Settings, config_file, load
from bot.config.secrets import SECRETS
from bot.config.sources import known_keys, variable

ROOT = Path(__file__).parents[2]
Loader = Callable[..., Settings]


@pytest.fixture
def load_text(tmp_path: Path) -> Loader:
    """Loads a configuration written in the test, with the variables given."""

    def loaded(text: str = "", **environ: str) -> Settings:
        file = tmp_path / "config.yml"
        file.write_text(text, encoding="utf-8")
        return load({"KITT_CONFIG": str(file), **environ})

    return loaded


def refusal(load_text: Loader, text: str = "", **environ: str) -> list[str]:
    """The problems that a configuration is refused with, in English."""
    with pytest.raises(ConfigError) as refused:
        load_text(text, **environ)
    return [f"{problem.key}: {problem.sentence.en}" for problem in refused.value.problems]


def test_shipped_file_says_the_defaults(load_text: Loader) -> None:
    """The config.yml of the repository sets what is the default anyway, so that it can be read as a list."""
    shipped = load({})
    empty = load_text("")
    assert shipped.model_dump(exclude={"data_folder"}) == empty.model_dump(exclude={"data_folder"})
    assert shipped.data_folder == ROOT / "data"


def test_shipped_file_has_every_setting_with_a_comment() -> None:
    """An administrator finds every setting in config.yml, with what it means above it."""
    text = (ROOT / "config.yml").read_text(encoding="utf-8")
    written = yaml.safe_load(text)
    # An optional section, such as a messenger's, stands there commented out.
    lines = [re.sub(r"^# (?= *\w+:)", "", line) for line in text.splitlines()]
    required = {name for name, field in Settings.model_fields.items() if field.default is not None}
    # The password itself has its place in a file of its own or in the environment.
    for key in set(known_keys(Settings)) - set(SECRETS):
        *sections, name = key.split(".")
        if (sections or [name])[0] in required:
            assert name in reduce(lambda found, section: found[section], sections, written), key
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{'  ' * len(sections)}{name}:"))
        assert lines[at - 1].strip().startswith("#"), key


def test_recipe_is_rasas() -> None:
    """The other keys of config.yml are those that Rasa reads."""
    written = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    assert set(written) - set(Settings.model_fields) == RECIPE
    assert written["recipe"] == "default.v1"
    assert written["language"] == "de"


def test_environment_wins(load_text: Loader) -> None:
    """A variable overrides the file, numbers are read as numbers, text stays text."""
    settings = load_text(
        "log: {level: error}\ndelivery: {lease: 10}",
        KITT_LOG__LEVEL="debug",
        KITT_DELIVERY__LEASE="90",
        KITT_NETWORK__NAME="2024",
    )
    assert settings.log.level == "debug"
    assert settings.delivery.lease == timedelta(seconds=90)
    assert settings.network.name == "2024"


def test_values_are_typed(load_text: Loader) -> None:
    """Lengths of time and zones come as what they are, not as numbers and names."""
    settings = load_text("dialogue: {question_expires: 5}\nnetwork: {zone: Europe/Lisbon}")
    assert settings.dialogue.question_expires == timedelta(minutes=5)
    assert settings.network.zone == ZoneInfo("Europe/Lisbon")


def test_empty_section_is_all_defaults(load_text: Loader) -> None:
    """Whoever comments out all settings of a section leaves an empty section."""
    assert load_text("log:\nnlu:\n").log.level == "info"


def test_paths_count_from_the_config_file(load_text: Loader, tmp_path: Path) -> None:
    """Wherever `kitt` is started, its data lie in the same place."""
    settings = load_text("data_folder: here\nlog: {file: /var/log/kitt.log}")
    assert settings.data_folder == tmp_path / "here"
    assert settings.log.file == Path("/var/log/kitt.log")
    assert settings.store_address() == f"sqlite:///{tmp_path}/here/kitt.sqlite3"
    assert settings.store_address(demo=True) == f"sqlite:///{tmp_path}/here/demo.sqlite3"
    assert load_text("store: {url: 'sqlite:///x/y.db'}").store_address() == f"sqlite:///{tmp_path}/x/y.db"
    assert load_text("store: {url: 'sqlite:////x/y.db'}").store_address() == "sqlite:////x/y.db"


def test_other_config_file(tmp_path: Path) -> None:
    """KITT_CONFIG names another file; without it the one of the checkout counts."""
    assert config_file({}) == ROOT / "config.yml"
    assert config_file({"KITT_CONFIG": str(tmp_path / "x.yml")}) == tmp_path / "x.yml"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("store: {ulr: x}", "store.ulr: unknown setting, did you mean store.url?"),
        ("zone: UTC", "zone: unknown setting, did you mean network.zone?"),
        ("foo: 1", "foo: unknown setting"),
        ("log: {level: loud}", "log.level: expected debug or info or warning or error, got 'loud'"),
        ("log: {level: off}", "log.level: expected debug or info or warning or error, got no"),
        ("network: {name: 5}", "network.name: expected a text, got 5"),
        (
            "network: {country: NO}",
            "network.country: expected a code of two capital letters such as DE, got no",
        ),
        ("network: {zone: 'Europe/Halle'}", None),
        ("network: {zone: '../x'}", None),
        ("delivery: {attempts: 0}", "delivery.attempts: expected a whole number from 1 to 100, got 0"),
        ("delivery: {attempts: '8'}", "delivery.attempts: expected a whole number from 1 to 100, got '8'"),
        ("delivery: {attempts: true}", "delivery.attempts: expected a whole number from 1 to 100, got yes"),
        ("delivery: {lease: 1.5}", "delivery.lease: expected a whole number from 1 to 86400, got 1.5"),
        ("delivery: [1]", "delivery: expected a section with settings of its own, got a list"),
        ("data_folder: ''", "data_folder: expected a folder, got a text"),
        ("data_folder: {a: 1}", "data_folder: expected a path, got a section"),
        ("store: {url: 'mysql://x'}", None),
    ],
)
def test_wrong_values(load_text: Loader, text: str, problem: str | None) -> None:
    """Each wrong value is one line: the setting, what was expected, what was found."""
    problems = refusal(load_text, text)
    assert len(problems) == 1
    assert problems[0] == problem or (problem is None and "expected" in problems[0])


@pytest.mark.parametrize(
    ("environ", "problem"),
    [
        (
            {"KITT_STORE__ULR": "x"},
            "KITT_STORE__ULR: unknown setting, did you mean KITT_STORE__URL?",
        ),
        ({"KITT_LOG_LEVEL": "info"}, "KITT_LOG_LEVEL: unknown setting, did you mean KITT_LOG__LEVEL?"),
        ({"KITT_DELIVERY__LEASE": "long"}, None),
    ],
)
def test_wrong_variables(load_text: Loader, environ: Mapping[str, str], problem: str | None) -> None:
    """A slip in a variable's name is as much a mistake as one in the file."""
    problems = refusal(load_text, **environ)
    assert len(problems) == 1
    assert problems[0] == problem or (problem is None and "KITT_DELIVERY__LEASE: expected" in problems[0])


def test_all_problems_at_once(load_text: Loader) -> None:
    """Whoever corrects a file corrects it once."""
    problems = refusal(load_text, "a: 1\nlog: {level: x, form: y}\nstore: 5", KITT_XYZ="1")
    assert {problem.partition(":")[0] for problem in problems} == {
        "KITT_XYZ",
        "a",
        "log.level",
        "log.form",
        "store",
    }


@pytest.mark.parametrize(
    "text",
    [
        "store: [",
        "store:\n\turl: x",
        "- 1\n- 2",
        "just words",
        "log: {level: info}\nlog: {level: info}",
        "\x00",
    ],
)
def test_unreadable_files(load_text: Loader, text: str) -> None:
    """What is no YAML with sections is said in a sentence, with the line."""
    assert len(refusal(load_text, text)) == 1


def test_missing_and_undecodable_files(tmp_path: Path) -> None:
    """A file that is not there, or is a folder, or is no UTF-8."""
    (tmp_path / "latin.yml").write_bytes(b"network: {name: \xfc}")
    for name in ("missing.yml", "latin.yml", "."):
        with pytest.raises(ConfigError):
            load({"KITT_CONFIG": str(tmp_path / name)})


def test_german_sentences(load_text: Loader) -> None:
    """The same in German."""
    with pytest.raises(ConfigError) as refused:
        load_text("log: {level: loud}")
    german = refused.value.problems[0].sentence.de
    assert german == "erwartet: debug oder info oder warning oder error, gefunden: 'loud'"


SECRET = "hunter2-Geheim"


@pytest.mark.parametrize(
    "text",
    [
        f"store: {{url: 'postgresql://kitt:{SECRET}@db/kitt'}}",
        f"store: {{url: 'postgresql://db/kitt?password={SECRET}'}}",
        f"store: {{password: {SECRET}}}",
        f"store: {{pasword: {SECRET}}}",
        f"store: {SECRET}",
        f"store: {{url: {SECRET}}}",
        f"store: {{url: ['{SECRET}']}}",
        f"store: 'postgresql://kitt:{SECRET}@db/kitt'",
        f"network: 'postgresql://kitt:{SECRET}@db/kitt'",
        f"log: {{level: 'postgresql://kitt:{SECRET}@db/kitt'}}",
        f"{SECRET}: [",
        f"x: {{{SECRET}",
        f"store: {{url: 'postgresql://[{SECRET}'}}\nlog: {{level: x}}",
    ],
)
def test_secrets_in_the_file_are_refused_and_not_shown(load_text: Loader, text: str) -> None:
    """No password belongs into config.yml, and none is repeated by the refusal, in whatever form."""
    with pytest.raises(ConfigError) as refused:
        load_text(text)
    error = refused.value
    shown = [str(error), repr(error), *(f"{p.sentence.de} {p.sentence.en}" for p in error.problems)]
    assert SECRET not in "".join(shown)
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None


def test_password_from_the_environment(load_text: Loader) -> None:
    """A password from the environment is put into the address, escaped, and never printed."""
    settings = load_text(
        "store: {url: 'postgresql://kitt@db:5433/kitt'}", KITT_STORE__PASSWORD=f"{SECRET}/@:"
    )
    assert settings.store_address() == f"postgresql://kitt:{SECRET}%2F%40%3A@db:5433/kitt"
    assert SECRET not in repr(settings) + str(settings) + repr(settings.model_dump())


def test_whole_address_from_the_environment(load_text: Loader) -> None:
    """The environment may hold the password within the address."""
    url = f"postgresql://kitt:{SECRET}@db/kitt"
    settings = load_text(KITT_STORE__URL=url)
    assert settings.store_address() == url
    assert SECRET not in repr(settings) + str(settings)


def test_password_from_a_file(load_text: Loader, tmp_path: Path) -> None:
    """The first line of the file counts; a missing or empty file is a problem of its own."""
    text = "store: {url: 'postgresql://kitt@db/kitt', password_file: secret}"
    assert len(refusal(load_text, text)) == 1
    (tmp_path / "secret").write_text("\n")
    assert len(refusal(load_text, text)) == 1
    (tmp_path / "secret").write_text(f"{SECRET}\nnot this\n")
    assert load_text(text).store_address() == f"postgresql://kitt:{SECRET}@db/kitt"


def test_settings_do_not_change(load_text: Loader) -> None:
    """What was read stays."""
    settings = load_text()
    with pytest.raises(ValueError, match="frozen"):
        settings.log.level = "error"  # type: ignore[misc]


def test_every_setting_has_a_variable() -> None:
    """The rule from key to variable."""
    assert variable("store.url") == "KITT_STORE__URL"
    assert variable("data_folder") == "KITT_DATA_FOLDER"


def test_import_is_light() -> None:
    """Reading the settings does not load what the bot itself needs."""
    program = (
        "import sys, bot.config; heavy = {'sqlalchemy', 'structlog', 'typer', 'numpy', 'asyncio', 'rich'};"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
