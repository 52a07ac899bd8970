"""All commands of `kitt`, put together. Importing it must stay fast: `kitt --help` waits for it."""

from __future__ import annotations

import typer

from bot.cli import (
    database,
    directory,
    evaluating,
    health,
    inviting,
    matrix,
    meetings,
    rasa,
    talking,
    telling,
)
from bot.wording import say

app = typer.Typer(
    name="kitt",
    help=say(
        "Kitt, der Chatbot für Netzwerke kleiner Organisationen.",
        "Kitt, the chatbot for networks of small organisations.",
    ),
    no_args_is_help=True,
    add_completion=False,
    # The errors are ours to show (bot.cli.main), and plain help starts in a third of the time.
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
talking.register(app)
inviting.register(app)
app.add_typer(directory.commands, name="directory")
app.add_typer(meetings.commands, name="meetings")
app.add_typer(database.commands, name="db")
app.add_typer(matrix.commands, name="matrix")
app.add_typer(rasa.commands, name="rasa")
telling.register(app)
evaluating.register(app)
health.register(app)
