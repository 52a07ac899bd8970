"""The settings of Matrix: where they come from, and what is said when one is missing or wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, load
from bot.config.links import link_file

SERVER = {"KITT_MATRIX_HOMESERVER": "https://matrix.example.org/"}
USER = {"KITT_MATRIX_USER": "@kitt:example.org"}
PASSWORD = {"KITT_MATRIX_PASSWORD": "geheim wie nie"}
TOKEN = {"KITT_MATRIX_TOKEN": "syt_secret"}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An empty configuration."""
    (tmp_path / "config.yml").write_text("")
    return {"KITT_CONFIG": str(tmp_path / "config.yml")}


def refused(environ: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigError) as error:
        load(environ)
    return [f"{problem.key}: {problem.sentence.en}" for problem in error.value.problems]


def ways(settings: Settings) -> tuple[str, str, str | None, str | None]:
    """Homeserver, account, password and token."""
    found = settings.matrix
    assert found is not None
    secrets = [one and one.get_secret_value() for one in (found.password, found.token)]
    return found.homeserver, found.user, secrets[0], secrets[1]


def test_from_the_environment(environ: dict[str, str]) -> None:
    """Nothing set up without a word; a password needs a name, a token does not."""
    assert load(environ).matrix is None
    assert ways(load(environ | SERVER | USER | PASSWORD)) == (
        "https://matrix.example.org", "@kitt:example.org", "geheim wie nie", None,
    )  # fmt: skip
    assert ways(load(environ | SERVER | TOKEN)) == ("https://matrix.example.org", "", None, "syt_secret")


@pytest.mark.parametrize("secret", ["password", "token"])
def test_from_a_file(environ: dict[str, str], tmp_path: Path, secret: str) -> None:
    """The file of a secret is named in config.yml; the secret itself is not taken there."""
    (tmp_path / "secret").write_text("von hier\n")
    section = f"homeserver: https://matrix.example.org, user: kitt, {secret}"
    (tmp_path / "config.yml").write_text(f"matrix: {{{section}_file: secret}}")
    if secret == "password":
        assert ways(load(environ))[2] == "von hier"
    else:
        (tmp_path / "secret").write_text("syt_here\n")
        assert ways(load(environ))[3] == "syt_here"
    (tmp_path / "config.yml").write_text(f"matrix: {{{section}: abc}}")
    (said,) = refused(environ)
    assert said.startswith(f"matrix.{secret}: ")
    assert f"KITT_MATRIX_{secret.upper()}" in said


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (USER | PASSWORD, ["homeserver"]),
        (SERVER | USER, ["password"]),
        (SERVER | PASSWORD, ["name"]),
        (USER, ["homeserver", "password"]),
    ],
)
def test_what_is_missing(environ: dict[str, str], given: dict[str, str], missing: list[str]) -> None:
    """All of it is said at once, with the variable that it belongs into."""
    said = refused(environ | given)
    assert len(said) == len(missing)
    for sentence, word in zip(said, missing, strict=True):
        assert word in sentence
        assert "KITT_MATRIX_" in sentence
        assert "geheim" not in sentence


@pytest.mark.parametrize(
    "wrong",
    [
        {"KITT_MATRIX_HOMESERVER": "matrix.example.org"},
        {"KITT_MATRIX_HOMESERVER": "https://kitt:geheim@matrix.example.org"},
        {"KITT_MATRIX_USER": "kitt:example.org"},
        {"KITT_MATRIX_USER": "@Kitt Beispiel"},
        {"KITT_MATRIX_TOKEN": "syt_ge heim"},
    ],
)
def test_what_cannot_be_right(environ: dict[str, str], wrong: dict[str, str]) -> None:
    """It is said with an example of Matrix's, and without what was given."""
    (said,) = refused(environ | SERVER | USER | PASSWORD | wrong)
    assert "expected a" in said
    assert "telegram" not in said
    assert "geheim" not in said
    assert "heim" not in said


def test_links_of_invitations(environ: dict[str, str], tmp_path: Path) -> None:
    """Each messenger that was connected adds its own; what is no link of its network is none."""
    settings = load(environ | SERVER | USER | PASSWORD | {"KITT_TELEGRAM_TOKEN": "1:nobody"})
    assert settings.invitation_links() == ()
    settings.data_folder.mkdir()
    link_file(settings.data_folder, "telegram").write_text("https://t.me/kitt_test_bot\n")
    link_file(settings.data_folder, "matrix").write_text("https://matrix.to/#/@kitt:example.org\n")
    assert settings.invitation_links() == (
        "https://t.me/kitt_test_bot?start={code}", "https://matrix.to/#/@kitt:example.org",
    )  # fmt: skip
    link_file(settings.data_folder, "matrix").write_text("javascript:\n")
    assert len(settings.invitation_links()) == 1
