"""The language that Kitt speaks with somebody."""

from __future__ import annotations

import re

from dialogs.registry import command, intent, step
from dialogs.texts import LANGUAGES
from dialogs.turn import Option, Param, Reply, Turn, say
from nlu.dayparts import fold
from storage.services import preferences

AS_WRITTEN = "as-written"
_FOR_GOOD = re.compile(
    r"\b(?:immer|ab jetzt|ab sofort|dauerhaft|fest|einstellen|umstellen|standard|kuenftig|in zukunft"
    r"|always|from now on|for good|permanently|default)\b"
)


@command("sprache", "language")
@intent("set_language")
@step("speaking.which")
def set_language(turn: Turn) -> Reply:
    """Answer "können wir englisch sprechen?"."""
    read = turn.understanding
    named = [ref for entity in read.of("language") for ref in entity.refs] if read else []
    ours = [code for code in named if code in LANGUAGES]
    if ours and _FOR_GOOD.search(fold(turn.text)):
        return _for_good(turn, ours[-1])
    if ours:
        return _spoken(turn, ours[-1])
    return _which(turn, named)


@step("speaking.language")
def chosen(turn: Turn) -> Reply:
    """Take the language that was chosen."""
    code = str(turn.data.get("language"))
    return _spoken(turn, code if code in LANGUAGES else turn.language)


@step("speaking.for_good")
def for_good(turn: Turn) -> Reply:
    """Take the language that is to hold from now on, or none."""
    code = str(turn.data.get("language"))
    return _for_good(turn, code if code in LANGUAGES else "")


def _spoken(turn: Turn, code: str) -> Reply:
    """In this conversation; who has chosen one for good, or has no other place, means it for good."""
    if turn.viewer.in_group:
        return Reply((say("language-set", language={"language": code}),), language=code)
    if turn.viewer.language or not turn.viewer.is_member:
        return _for_good(turn, code)
    always = Option(
        say("option-language-always", language={"language": code}), "speaking.for_good", {"language": code}
    )
    return Reply((say("language-set", language={"language": code}),), (always,), language=code)


def _for_good(turn: Turn, code: str) -> Reply:
    """From now on and everywhere; empty: the one that is written in."""
    if turn.viewer.in_group:
        return _spoken(turn, code) if code else Reply((say("only-private"),))
    preferences.speak(turn.session, viewer=turn.viewer, account_id=turn.account_id, language=code)
    if not turn.viewer.is_member:
        code = code or turn.language
        return Reply((say("language-set", language={"language": code}),), language=code)
    if not code:
        return Reply((say("language-as-written"),))
    as_written = Option(say("option-language-as-written"), "speaking.for_good", {"language": AS_WRITTEN})
    return Reply((say("language-set-for-good", language={"language": code}),), (as_written,), language=code)


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
    if turn.viewer.language and not turn.viewer.in_group:
        data = {"language": AS_WRITTEN}
        options.append(Option(say("option-language-as-written"), "speaking.for_good", data))
    return Reply((say("language-which", languages={"list": spoken, "style": "and"}),), tuple(options))
