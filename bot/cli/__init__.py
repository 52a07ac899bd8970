"""The command `kitt`: one module per group of commands; what is heavy is imported by whoever needs it."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `kitt` and return its exit status: 0 done, 1 refused or failed, 2 not understood.

    An error never shows a traceback: it is one sentence on standard error.
    """
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
