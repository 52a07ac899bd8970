"""Where settings come from: the YAML file and the variables of the environment."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from bot.config.errors import PREFIX, ConfigError, Problem, unknown, unreadable
from bot.wording import Sentence

CONFIG_VARIABLE = "KITT_CONFIG"

NOT_SETTINGS = frozenset({CONFIG_VARIABLE, "KITT_SOAK_MINUTES", "KITT_SOAK_SEED"})
"""Variables with our prefix that are no settings: where the file is, and what `make soak` takes."""


class _Loader(yaml.SafeLoader):
    """Reads YAML; a key that stands twice in one section is an error, not silently the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Refuse doubled keys, then do as the safe loader does."""
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem="twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(file: Path, named_by: str = "") -> dict[str, Any]:
    """The content of the config file; ``named_by`` is the variable that says where it lies, if one does.

    Raises:
        ConfigError: the file is missing, unreadable or not YAML.
    """
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 (a SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(file, [unreadable(named_by, file, error)]) from None
    except yaml.YAMLError as error:
        raise ConfigError(file, [_not_yaml(file, error)]) from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ConfigError(
            file, [Problem("", Sentence(f"{file} hat keine Abschnitte", f"{file} has no sections"))]
        )
    return {str(key): value for key, value in content.items()}


def _not_yaml(file: Path, error: yaml.YAMLError) -> Problem:
    """Where the YAML breaks off; not what stands there, which may be a secret."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    line = mark.line + 1 if mark else 1
    if isinstance(error, yaml.MarkedYAMLError) and error.problem == "twice":
        return Problem(
            "",
            Sentence(
                f"{file}, Zeile {line}: diese Einstellung steht zweimal da",
                f"{file}, line {line}: this setting stands there twice",
            ),
        )
    return Problem(
        "",
        Sentence(
            f"{file}, Zeile {line}: kein gültiges YAML (oft die Einrückung oder ein Doppelpunkt im Text)",
            f"{file}, line {line}: not valid YAML (often the indentation, or a colon inside a text)",
        ),
    )


def section_of(annotation: object) -> type[BaseModel] | None:
    """The section that a setting is, also an optional one such as a messenger's; None for a plain value."""
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def known_keys(model: type[BaseModel], prefix: str = "") -> list[str]:
    """All settings as dotted keys, such as ``store.url``."""
    keys: list[str] = []
    for name, field in model.model_fields.items():
        if (section := section_of(field.annotation)) is not None:
            keys += known_keys(section, f"{prefix}{name}.")
        else:
            keys.append(prefix + name)
    return keys


def variable(key: str) -> str:
    """The variable that overrides a setting: store.url → KITT_STORE__URL."""
    return PREFIX + key.replace(".", "__").upper()


def unknown_variables(environ: Mapping[str, str], known: Iterable[str]) -> list[Problem]:
    """Variables with our prefix that no setting has: most likely a slip of the pen."""
    variables = {variable(key): key for key in known}
    problems = []
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in variables or name in NOT_SETTINGS:
            continue
        problems.append(unknown(name, variables))
    return problems


def from_environment(
    environ: Mapping[str, str], model: type[BaseModel], written: Mapping[str, Any], prefix: str = ""
) -> dict[str, Any]:
    """What the file says, overridden by the variables, section by section.

    A section that neither the file nor a variable speaks of is left out, so that an optional one stays unset.
    """
    merged = dict(written)
    for name, field in model.model_fields.items():
        key = prefix + name
        if (kind := section_of(field.annotation)) is not None:
            section = merged.get(name)
            if isinstance(section, Mapping | None):
                filled = from_environment(environ, kind, section or {}, f"{key}.")
                merged.pop(name, None)
                merged |= {name: filled} if filled else {}
        elif (value := environ.get(variable(key))) is not None:
            # A variable is always text; what should be a number is read as one, if it is one.
            number = field.annotation in (int, timedelta) and value.strip().isdecimal()
            merged[name] = int(value) if number else value
    return merged
