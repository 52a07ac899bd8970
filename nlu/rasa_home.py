"""Rasa's own environment and its server on this machine; ``nlu.rasa_training`` trains what it serves.

Rasa 3.6 needs Python 3.8 to 3.10 and old versions of much that Kitt uses, so it lives in an environment of
its own, outside of the checkout, shared by all checkouts and named by what is installed in it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements-rasa.txt"
INSIDE = Path(__file__).parent / "rasa_inside.py"

PYTHON = (3, 10)
"""The newest Python that Rasa 3.6 runs on (https://legacy-docs-oss.rasa.com/docs/rasa/installation/environment-set-up)."""

PLACES_TO_LOOK = (
    "/usr/bin",
    "/usr/local/bin",
    "~/.local/bin",
    "~/.pyenv/versions/3.10.*/bin",
    "~/.local/share/uv/python/cpython-3.10.*/bin",
    "/opt/python3.10/bin",
)

Tell = Callable[[str], None]
"""Is told a stage as it begins: install, validate, measure, train."""


class RasaHomeError(RuntimeError):
    """Rasa cannot be set up; ``detail`` is what it said.

    ``code`` is no_python, other_python, install, validate or train.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def find_python(named: Path | None, search: str) -> Path:
    """A Python 3.10: the one that is named, else one in the folders of ``search`` or in the usual places.

    ``search`` is like the variable PATH.

    Raises:
        RasaHomeError: there is none.
    """
    if named is not None:
        if not _is_wanted(named):
            raise RasaHomeError("other_python", str(named))
        return named
    for candidate in _candidates(search):
        if _is_wanted(candidate):
            return candidate
    raise RasaHomeError("no_python")


def _is_wanted(python: Path) -> bool:
    """Whether this is a Python of the version that Rasa needs, and can make environments."""
    question = "import ensurepip, sys; print(*sys.version_info[:2])"
    try:
        said = subprocess.run(  # noqa: S603 (a Python of this machine)
            [python, "-c", question], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.stdout.split() == [str(part) for part in PYTHON]


def _candidates(search: str) -> Iterator[Path]:
    folders = [Path(folder) for folder in search.split(os.pathsep) if folder]
    for pattern in PLACES_TO_LOOK:
        path = Path(pattern).expanduser()
        folders += sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))), reverse=True)
    yield from (folder / "python3.10" for folder in folders if (folder / "python3.10").exists())


def environment_folder(named: Path | None) -> Path:
    """Where Rasa's environment is: in the folder that is named, or in the user's cache.

    Its own name comes from what is installed in it. Source: XDG base directory specification.
    """
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    home = named or Path(cache) / "kitt"
    return home / f"rasa-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"


def ensure_environment(folder: Path, named: Path | None, tell: Tell) -> Path:
    """Install Rasa in ``folder`` unless it is there; returns the environment's Python.

    ``named`` is the Python 3.10 to make it with; None looks for one.

    Raises:
        RasaHomeError: there is no Python 3.10, or something cannot be installed.
    """
    python = folder / "bin" / "python"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with alone(folder.with_suffix(".lock")):
        if (folder / "complete").exists() and _is_wanted(python):
            return python
        base = find_python(named, os.environ.get("PATH", ""))
        tell("install")
        run("install", [base, "-m", "venv", "--clear", folder])
        pip: list[str | Path] = [
            python,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
            "--quiet",
            "install",
        ]
        # The lock names every package, and leaves out parts of TensorFlow that nothing here imports.
        run("install", [*pip, "--no-deps", "--require-hashes", "-r", LOCK])
        (folder / "complete").touch()
    return python


def ensure_token(path: Path) -> str:
    """The token that Rasa asks for, made at first use, readable for its owner only."""
    private(path.parent)
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(32) + "\n")
    return path.read_text(encoding="utf-8").strip()


def serving(python: Path, model: Path, token: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the server on 127.0.0.1; whoever calls ends it. What it prints is thrown away: it holds texts."""
    command = [str(part) for part in (python, "-I", INSIDE, "serve", model, token, port)]
    return subprocess.Popen(  # noqa: S603 (Rasa's own Python)
        command, env=rasa_environment(python), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=model.parent,
    )  # fmt: skip


def private(folder: Path) -> None:
    """Make a folder that only its owner may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other processes out until the block is left."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def rasa_environment(python: str | Path) -> dict[str, str]:
    """Rasa tells nobody what it does, keeps its scratch files to itself, and says little."""
    scratch = Path(python).parent.parent / "cache"  # in its own environment, where nobody else writes
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KITT_", "PYTHON"))}
    return kept | {
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(scratch),
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "LOG_LEVEL": "ERROR",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "PYTHONWARNINGS": "ignore",
    }


def run(code: str, command: Sequence[str | Path]) -> None:
    """Run a step of the set-up in the checkout's folder.

    Raises:
        RasaHomeError: it failed, with ``code`` and the last lines of what it said.
    """
    done = subprocess.run(  # noqa: S603 (Rasa's own Python, or the one that makes it)
        [str(part) for part in command], capture_output=True, text=True, check=False,
        env=rasa_environment(command[0]), stdin=subprocess.DEVNULL, cwd=ROOT,
    )  # fmt: skip
    if done.returncode:
        raise RasaHomeError(code, last_lines(done.stderr or done.stdout))


def last_lines(said: str) -> str:
    """What a program said last: there it tells what went wrong."""
    return "\n".join(said.strip().splitlines()[-5:])
