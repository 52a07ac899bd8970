"""The language that Kitt speaks with somebody."""

from __future__ import annotations

from dialogs.registry import command, intent, step
from dialogs.texts import LANGUAGES
from dialogs.turn import Option, Param, Reply, Turn, say


@command("sprache", "language")
@intent("set_language")
def set_language(turn: Turn) -> Reply:
    """Answer "können wir englisch sprechen?"."""
    read = turn.understanding
    named = [ref for entity in read.of("language") for ref in entity.refs] if read else []
    ours = [code for code in named if code in LANGUAGES]
    if ours:
        return _spoken(turn, ours[-1])
    return _which(turn, named)


@step("speaking.language")
def chosen(turn: Turn) -> Reply:
    """Take the language that was chosen."""
    code = str(turn.data.get("language"))
    return _spoken(turn, code if code in LANGUAGES else turn.language)


def _spoken(turn: Turn, code: str) -> Reply:
    return Reply((say("language-set", language={"language": code}),), language=code)


def _which(turn: Turn, others: list[str]) -> Reply:
    """Say which languages there are; members may look for somebody who speaks another one."""
    spoken: list[Param] = [{"language": code} for code in LANGUAGES]
    options = [
        Option(say("option-language", language={"language": code}), "speaking.language", {"language": code})
        for code in LANGUAGES
    ]
    if turn.viewer.is_member:
        options.extend(
            Option(say("option-speaker", language={"language": code}), "directory.wish", {"language": code})
            for code in others[:1]
        )
    return Reply((say("language-which", languages={"list": spoken, "style": "and"}),), tuple(options))
