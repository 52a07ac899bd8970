"""Values that are one of few, and what the environment says: named so that it can be mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config import ConfigError, Section, Settings, load
from bot.config.sources import from_environment, known_keys
from bot.config.values import STATES
from bot.doctor import Check, check_messengers, examine
from storage.places import load as load_places


class Network(Section):
    """The section of a messenger, as the next versions will have them."""

    token: SecretStr = SecretStr("")
    port: int = 80


class More(Settings):
    """Settings with an optional section that is called like a messenger."""

    console: Network | None = None


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty file of settings."""
    (tmp_path / "config.yml").write_text("")
    return {"KITT_CONFIG": str(tmp_path / "config.yml")}


def refused(environ: dict[str, str]) -> list[str]:
    """What is wrong with the settings, in English."""
    with pytest.raises(ConfigError) as error:
        load(environ)
    return [f"{problem.key}: {problem.sentence.en}" for problem in error.value.problems]


def failed(environ: dict[str, str]) -> list[Check]:
    """What the doctor finds wrong with them."""
    return [check for check in examine(environ) if check.name == "configuration" and check.state == "failed"]


@pytest.mark.parametrize("state", ["XX", "st", "DE-ST", "", "5"])
def test_states_that_there_are_not(environ: dict[str, str], state: str) -> None:
    """A state is one of sixteen, and the refusal names them."""
    (problem,) = refused(environ | {"KITT_NETWORK__STATE": state})
    assert problem.startswith("KITT_NETWORK__STATE: expected a German state (BB, BE, BW, ")


def test_states_are_those_of_the_map(environ: dict[str, str]) -> None:
    """Every state that has a place on the map may be a network's own, and no other."""
    assert {place.state for place in load_places().places()} == set(STATES)
    for state in STATES:
        assert load(environ | {"KITT_NETWORK__STATE": state}).network.state == state


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KITT_DELIVERY__LEASE", "long"),
        ("KITT_LOG__LEVEL", "loud"),
        ("KITT_NETWORK__STAET", "ST"),
        ("KITT_STORE__PASSWORD_FILE", "/nowhere/at/all"),
        ("KITT_STORE__URL", "mysql://x"),
        ("KITT_CONFIG", "/nowhere/at/all.yml"),
    ],
)
def test_a_wrong_variable_is_named(environ: dict[str, str], name: str, value: str) -> None:
    """What the environment says wrong is mended there, and not in the file."""
    environ |= {name: value}
    (problem,) = refused(environ)
    assert problem.startswith(f"{name}: ")
    (check,) = failed(environ)
    assert check.finding
    assert check.finding.de.startswith(f"{name}: ")
    assert check.remedy
    assert check.remedy.de == f"die Umgebungsvariable {name} berichtigen oder entfernen"
    assert check.remedy.en == f"correct or remove the environment variable {name}"


def test_file_and_environment_wrong_at_once(environ: dict[str, str]) -> None:
    """Each is told where it is wrong."""
    Path(environ["KITT_CONFIG"]).write_text("log: {level: loud}")
    remedies = [str(check.remedy) for check in failed(environ | {"KITT_DELIVERY__ATTEMPTS": "0"})]
    assert sorted(remedies) == sorted(
        [
            f"{environ['KITT_CONFIG']} berichtigen",
            "die Umgebungsvariable KITT_DELIVERY__ATTEMPTS berichtigen oder entfernen",
        ]
    )


def test_variables_of_the_soak_are_no_settings(environ: dict[str, str]) -> None:
    """Whoever repeats a soak with its seed can start Kitt in the same shell."""
    assert load(environ | {"KITT_SOAK_MINUTES": "1", "KITT_SOAK_SEED": "7"})


def test_optional_section_by_variables_alone(environ: dict[str, str]) -> None:
    """The variables of an optional section are known, and one of them is enough to have the section."""
    assert {"console.token", "console.port"} <= set(known_keys(More))
    filled = from_environment({"KITT_CONSOLE__TOKEN": "x", "KITT_CONSOLE__PORT": "8080"}, More, {})
    more = More.model_validate(filled, context={"base": "."})
    assert more.console
    assert (more.console.token.get_secret_value(), more.console.port) == ("x", 8080)
    assert from_environment({}, More, {"console": {"port": 1}})["console"] == {"port": 1}


@pytest.mark.parametrize("written", [{}, {"console": None}, {"console": {}}])
def test_optional_section_that_says_nothing(written: dict[str, object]) -> None:
    """A section that is empty, or commented out, is not there: nobody has set that messenger up."""
    settings = More.model_validate(from_environment({}, More, written), context={"base": "."})
    assert settings.console is None
    assert check_messengers(settings).state == "warning"


def test_messenger_with_a_section(environ: dict[str, str]) -> None:
    """The doctor names the messengers that are set up."""
    check = check_messengers(More(console=Network(port=1)))
    assert check.state == "ok"
    assert str(check.finding) == "console"
