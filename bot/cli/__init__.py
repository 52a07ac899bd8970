"""The command `kitt`: one module per group of commands; what is heavy is imported by whoever needs it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

RARELY = 50_000
"""How many new objects make Python look for circles of objects that nothing refers to (by default 700).

A start makes a million objects and hardly a circle: looking for them took a fifth of it.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `kitt` and return its exit status: 0 done, 1 refused or failed, 2 not understood.

    An error never shows a traceback: it is one sentence on standard error.
    """
    gc.set_threshold(RARELY)
    from bot.cli.application import app

    try:
        app(args=None if arguments is None else list(arguments), prog_name="kitt")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from bot.cli.failures import sentence

        sys.stderr.write(f"{sentence(error)}\n")
        return 1
    return 0
