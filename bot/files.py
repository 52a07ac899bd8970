"""What to tell an administrator when the system refuses a file or folder, and whether it would refuse one."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bot.wording import Sentence


class Trouble(NamedTuple):
    """What is wrong with a file or folder, and what to do about it."""

    finding: Sentence
    remedy: Sentence


_ELSEWHERE = Sentence(
    ", oder in config.yml einen anderen Ort einstellen (data_folder, store.url, log.file)",
    ", or set another place in config.yml (data_folder, store.url, log.file)",
)
_DENIED = Trouble(
    Sentence("Kitt darf {name} nicht lesen oder schreiben", "Kitt may not read or write {name}"),
    Sentence(
        f"die Rechte prüfen (`ls -ld {{name}}`){_ELSEWHERE.de}",
        f"check the rights (`ls -ld {{name}}`){_ELSEWHERE.en}",
    ),
)
_IN_THE_WAY = Trouble(
    Sentence("{name} ist im Weg, etwas anderes gehört dorthin", "{name} is in the way of something else"),
    Sentence(f"es umbenennen{_ELSEWHERE.de}", f"rename it{_ELSEWHERE.en}"),
)
_FULL = Trouble(
    Sentence("der Datenträger ist voll", "the disk is full"), Sentence("Platz schaffen", "make room")
)
_READ_ONLY = Trouble(
    Sentence("{name} lässt sich nur lesen", "{name} can only be read"),
    Sentence(
        f"den Datenträger zum Schreiben einhängen{_ELSEWHERE.de}", f"mount the disk writable{_ELSEWHERE.en}"
    ),
)
_FAILING = Trouble(
    Sentence("der Datenträger von {name} meldet Fehler", "the disk of {name} reports errors"),
    Sentence("den Datenträger prüfen", "check the disk"),
)
_KINDS: Mapping[int, Trouble] = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ELOOP: _IN_THE_WAY,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EIO: _FAILING,
}


def trouble(error: OSError) -> Trouble | None:
    """What a refusal means; None if it says nothing about a file or the disk."""
    kind = _KINDS.get(error.errno or 0)
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    if kind is None or not (name or kind is _FULL):
        return None
    blamed = str(_nearest(Path(name))) if name else ""
    return Trouble(*(Sentence(*(text.replace("{name}", blamed) for text in said)) for said in kind))


def _nearest(path: Path) -> Path:
    """What is there of a path: a file that cannot be made is refused by what stands above it."""
    return next((place for place in (path, *path.parents) if os.path.lexists(place)), path)


def obstacle(folder: Path) -> OSError | None:
    """Why a folder could not be made or written to; None if it could. Nothing is made or changed."""
    for path in (folder, *folder.parents):
        try:
            kind = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            if path.is_symlink():
                return OSError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
            continue
        except OSError as error:
            return error
        if code := _refusal(path, kind):
            return OSError(code, os.strerror(code), str(path))
        break
    return None


def _refusal(path: Path, kind: int) -> int:
    """The number of the error that something there would meet with; 0 for none."""
    if not stat.S_ISDIR(kind):
        return errno.ENOTDIR
    if os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return 0
    return errno.EROFS if os.statvfs(path).f_flag & os.ST_RDONLY else errno.EACCES


def refusal_of_file(file: Path) -> OSError | None:
    """Why a file that is there could not be read and written; None if it could, or is not there."""
    code = 0
    if file.exists() and not file.is_file():
        code = errno.EISDIR
    elif file.exists() and not os.access(file, os.R_OK | os.W_OK):
        code = errno.EACCES
    return OSError(code, os.strerror(code), str(file)) if code else None
