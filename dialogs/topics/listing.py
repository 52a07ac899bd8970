"""Which regions, projects, topics, groups and languages there are."""

from __future__ import annotations

import re

from dialogs.registry import command, intent, step
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.services.network import languages_spoken, listing
from storage.services.rights import Right

TOPIC = "list_directory"
MOST = 40

_KINDS = (
    ("region", re.compile(r"region|gebiet|gegend|landkreis|area|wo seid|wo gibt|ecken|where", re.I)),
    ("project", re.compile(r"projekt|vorhaben|project|programm", re.I)),
    ("topic", re.compile(r"them[ae]|topic|fachgebiet|subject|worum", re.I)),
    ("group", re.compile(r"gruppe|group|kreise\b", re.I)),
    ("language", re.compile(r"sprach|language|langs", re.I)),
)


@command("verzeichnis", "directory", right=Right.LOOK_UP)
@intent(TOPIC, right=Right.LOOK_UP)
def list_directory(turn: Turn) -> Reply:
    """Answer "welche Projekte gibt es?"."""
    asked = [kind for kind, pattern in _KINDS if pattern.search(turn.text)]
    return _lists(turn, asked or [kind for kind, _ in _KINDS])


@step("listing.overview", right=Right.LOOK_UP)
def overview(turn: Turn) -> Reply:
    """Everything that can be listed."""
    return _lists(turn, [kind for kind, _ in _KINDS])


def _lists(turn: Turn, kinds: list[str]) -> Reply:
    texts: list[Text] = []
    for kind in kinds:
        names = _names(turn, kind)
        if names:
            texts.append(say("listing", kind=kind, names={"list": names[:MOST], "style": "comma"}))
    if not texts:
        texts.append(say("directory-empty"))
    options: tuple[Option, ...] = ()
    if kinds == ["region"]:
        options = tuple(
            Option(say("label", label=region.name), "directory.wish", {"spot": f"region:{region.id}"})
            for region in listing(turn.session, viewer=turn.viewer, kind="region")[:10]
        )
    return Reply(tuple(texts), options, State(topic=TOPIC))


def _names(turn: Turn, kind: str) -> list[Param]:
    if kind == "language":
        return [{"language": code} for code in languages_spoken(turn.session, viewer=turn.viewer)]
    return [entry.name for entry in listing(turn.session, viewer=turn.viewer, kind=kind)]
