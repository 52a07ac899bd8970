"""What holds for the whole repository: sizes, packages, locks, versions, what the log may say."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from bot import doctor
from bot.log import CODES, DURATIONS, EVENT, NUMBERS
from tests.conftest import NetworkForbiddenError

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "dialogs", "nlu", "storage")
LONGEST_FILE = 300
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

DATA_FILES = {
    "nlu/data/*": "training data: one intent a file, as many utterances as help",
    "nlu/development.yml": "utterances to measure by",
    "tests/conversations/*.yml": "transcripts",
    "tests/rights/expected.yml": "one line for each thing that Kitt answers to",
    "storage/places/data/*": "the gazetteer",
    "storage/exchange/demo/*": "the invented network",
    "requirements*.txt": "written by `make lock`",
    "LICENSE": "the licence's own text",
}
"""Files that may be longer than 300 lines, and why."""

LOCKS = {"requirements.txt": ["build"], "requirements-dev.txt": ["build", "dev"]}
"""Each lock with the extras of pyproject.toml that it covers."""


def files() -> list[Path]:
    """All files of the repository that are or will be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_no_file_is_too_long() -> None:
    """A file that nobody can take in at once is cut in two, unless it is data."""
    too_long = []
    for file in files():
        content = file.read_bytes()
        data = any(fnmatch(name_of(file), pattern) for pattern in DATA_FILES)
        lines = content.count(b"\n")
        if not data and b"\0" not in content and lines > LONGEST_FILE:
            too_long.append(f"{name_of(file)}: {lines} lines")
    assert too_long == []


def test_every_folder_of_modules_is_a_package() -> None:
    """Without __init__.py a module is not installed, and not looked at by import-linter."""
    folders = {file.parent for file in files() if file.suffix == ".py" and file.parent != ROOT}
    assert [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_data_of_packages_is_installed() -> None:
    """Each file in a package that is no module matches a pattern of package-data."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    endings = tuple(pattern.removeprefix("**/*") for pattern in patterns)
    data = [file for file in files() if name_of(file).startswith(PACKAGES) and file.suffix != ".py"]
    assert [name_of(file) for file in data if not file.name.endswith(endings)] == []


def pinned(lock: str) -> dict[str, list[tuple[str, bool]]]:
    """The packages of a lock: each with its versions (several, for several Pythons) and whether hashed."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for block in re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8")):
        if match := re.match(r"([a-z0-9.-]+)==([^\s;]+)", block):
            found.setdefault(match[1], []).append((match[2], "--hash=sha256:" in block))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_fits_the_project(lock: str) -> None:
    """What pyproject.toml asks for is in the lock, in a version that it allows, with hashes."""
    project = PROJECT["project"]
    wanted = [*project["dependencies"]]
    for extra in LOCKS[lock]:
        wanted += project["optional-dependencies"][extra]
    have = pinned(lock)
    missing = []
    for requirement in map(Requirement, wanted):
        versions = have.get(_plain(requirement.name), [])
        if not versions or not all(requirement.specifier.contains(version) for version, _ in versions):
            missing.append(f"{requirement}: run `make lock`")
    assert missing == []
    assert [name for name, versions in have.items() if not all(hashed for _, hashed in versions)] == []


def test_locks_agree() -> None:
    """Tests run with exactly what is installed for use."""
    used, tested = (pinned(lock) for lock in LOCKS)
    assert {name: tested.get(name) for name in used} == used


def test_no_registry_is_named() -> None:
    """Whoever installs Kitt decides where packages come from."""
    hosts = re.compile(r"--(?:extra-)?index-url|--find-links|pythonhosted|/simple\b|files\.py|registry\.npm")
    looked_at = ("requirements*.txt", "pyproject.toml", "Makefile", "config.yml", ".ci/*", "*.cfg", "*.toml")
    named = [
        name_of(file)
        for file in files()
        if any(fnmatch(name_of(file), pattern) for pattern in looked_at)
        and hosts.search(file.read_text(encoding="utf-8"))
    ]
    assert named == []


def test_version_is_that_of_the_changelog() -> None:
    """The newest entry of CHANGELOG.md is the version of pyproject.toml."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[?v?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == PROJECT["project"]["version"]


def test_day_of_the_build_is_past() -> None:
    """The doctor compares the clock with a day that has been."""
    assert date.today() >= doctor.BUILT  # noqa: DTZ011 - the machine's clock is the question


def logging_calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of ``logger().info(…)`` and its like in our packages."""
    for file in files():
        if file.suffix == ".py" and name_of(file).startswith(PACKAGES) and name_of(file) != "bot/log.py":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and isinstance(node.func.value, ast.Call)
                    and isinstance(node.func.value.func, ast.Name)
                    and node.func.value.func.id == "logger"
                ):
                    yield f"{name_of(file)}:{node.lineno}", node


def test_what_is_logged_is_constant() -> None:
    """An event name is written down as such, and every value has a key that the log lets through."""
    wrong = []
    for place, call in logging_calls():
        event = call.args[0] if len(call.args) == 1 else None
        constant = isinstance(event, ast.Constant) and EVENT.fullmatch(str(event.value))
        keys = {keyword.arg for keyword in call.keywords}
        if not constant or not keys <= NUMBERS | DURATIONS | CODES | {"exc_info"}:
            wrong.append(f"{place}: {ast.unparse(call)}")
    assert wrong == []


def test_every_import_is_a_dependency() -> None:
    """What our packages import is asked for by pyproject.toml, not brought by chance by something else."""
    provided = packages_distributions()
    wanted = {_plain(Requirement(each).name) for each in PROJECT["project"]["dependencies"]}
    missing = set()
    for file in files():
        # nlu/rasa_inside.py runs in Rasa's environment, which has a lock of its own.
        ours = name_of(file).startswith(PACKAGES) and name_of(file) != "nlu/rasa_inside.py"
        if file.suffix == ".py" and ours:
            for module in _imported(ast.parse(file.read_text(encoding="utf-8"))):
                if module not in PACKAGES and module not in sys.stdlib_module_names:
                    names = {_plain(name) for name in provided.get(module, [module])}
                    if not names & wanted:
                        missing.add(f"{name_of(file)}: {module}")
    assert sorted(missing) == []


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])  # reserved for documentation: nobody's
def test_network_is_out_of_reach(address: str) -> None:
    """Tests reach this machine only."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as client, pytest.raises(NetworkForbiddenError):
        client.connect((address, 9))
    with socket.socket() as client, pytest.raises(ConnectionRefusedError):
        client.connect(("127.0.0.1", 9))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.partition(".")[0]
