"""What a process is called among all that share the store, and whether one of this machine lives no more.

The name says on which machine (this boot, this namespace of processes), which process and when it began; so
whoever comes after it on the same machine need not wait until what it held ends by itself.
Source: proc(5), the fields of ``/proc/<pid>/stat``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_PROC = Path("/proc")
_NAME = re.compile(r"(?P<machine>[0-9a-f]{8}-\d+)\.(?P<pid>\d+)\.(?P<begun>\d+)\.\w+", re.ASCII)


def name_of_this(mark: str) -> str:
    """This process's name; ``mark`` is a word of its own, so that no name is ever used twice."""
    machine, pid = _machine(), os.getpid()
    begun = _begun(pid)
    return f"{machine}.{pid}.{begun}.{mark}" if machine and begun else f"{pid}.{mark}"


def is_gone(name: str) -> bool:
    """Whether the process of this name surely lives no more; False where that cannot be known from here."""
    found = _NAME.fullmatch(name)
    if found is None or found["machine"] != _machine():
        return False
    return _begun(int(found["pid"])) != found["begun"]


def _machine() -> str:
    """This boot and this namespace of processes; empty where the system does not tell."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii")
        space = (_PROC / "self/ns/pid").readlink().name
    except OSError:
        return ""
    return f"{boot[:8]}-{''.join(filter(str.isdigit, space))}"


def _begun(pid: int) -> str:
    """When a process began, in ticks since the boot; empty if it is no more, or only its parent's to bury."""
    try:
        fields = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The name in brackets may hold anything, also brackets and blanks.
    state, *rest = fields.rpartition(")")[2].split()
    return "" if state in ("Z", "X") else rest[18]
