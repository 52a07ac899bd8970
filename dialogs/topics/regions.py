"""The regions of the network: named in one sentence and shown with the map's districts before they count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dialogs.registry import command, step
from dialogs.topics import setting_up
from dialogs.topics.drafting import (
    Draft,
    answered,
    asking,
    card,
    confirmed,
    correction,
    draft_of,
    lines,
    refused,
    sign_of,
    signed,
    stale,
)
from dialogs.topics.gate import is_aside
from dialogs.topics.in_private import private_instead
from dialogs.topics.region_reading import LONGEST, Named, labels, of_state, regions_in
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.interface import Decision
from storage.places.normal import normal
from storage.services import regions
from storage.services.entry import alike
from storage.services.network import listing
from storage.services.refusing import RefusedError
from storage.services.regions import NewRegion
from storage.services.rights import Right

NEW, CHANGE = "regions.new", "regions.change"
MOST_SHOWN = 20
MOST_AREAS = 4
"""Districts of one region that a card names; of more it says how many."""

_WITHOUT = re.compile(
    r"^\W*(?:ohne|außer|ausser|nicht|streich\w*|without|except|not|no)\b\s*(?P<rest>.+)$", re.I
)


@command("regionen", "regions", right=Right.IMPORT)
@step("regions.list", right=Right.IMPORT)
def listed(turn: Turn) -> Reply:
    """The regions that there are, each with a button, or the question for the first ones."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if turn.text:
        return _with(turn, {}, regions_in(turn, turn.text))
    there = listing(turn.session, viewer=turn.viewer, kind="region")
    options = [
        Option(say("label", label=one.name), "regions.show", {"region": one.id}) for one in there[:MOST_SHOWN]
    ]
    text = say("regions-ask", count=len(there))
    return asking(turn, "regions.named", {}, text, [*options, *setting_up.whole_state(turn, len(there))])


@step("regions.state", right=Right.IMPORT)
def whole_state(turn: Turn) -> Reply:
    """A region for each district of the home state."""
    return private_instead(turn) or _with(turn, {}, of_state(turn, turn.network.home_state))


@step("regions.named", right=Right.IMPORT, literal=True)
def named(turn: Turn) -> Reply | None:
    """Take the names of regions as the answer."""
    draft = draft_of(turn, "regions.named")
    if draft is None or turn.choice is not None or "?" in turn.text or is_aside(turn):
        return None
    found = regions_in(turn, turn.text)
    if not any(one.meanings for one in found) and _is_something_else(turn):
        return None
    return _with(turn, draft, found)


def _is_something_else(turn: Turn) -> bool:
    """Whether a text that names no place plainly is a question or a wish."""
    read = turn.understanding
    return bool(read and read.decision is Decision.ACT and read.intent != "out_of_scope")


@step("regions.meant", right=Right.IMPORT)
def meant(turn: Turn) -> Reply:
    """Take which of several places of one name is meant."""
    draft = draft_of(turn, "regions.named")
    if turn.choice is None or draft is None or turn.data.get("sign") != sign_of(turn.state.data):
        return stale()
    unclear = list(draft.get("unclear") or ())
    nth = int(turn.data.get("nth") or 0)
    if not unclear or nth >= len(unclear[0][1]):
        return stale()
    name, choices = unclear[0]
    kept = {**draft, "unclear": unclear[1:], "regions": [*draft.get("regions", []), [name, choices[nth]]]}
    return _shown(turn, kept)


@step(f"{NEW}.more", right=Right.IMPORT)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, more regions, or fewer."""
    draft = draft_of(turn, f"{NEW}.more")
    said = answered(turn, NEW, write)
    if said is not None or draft is None or turn.choice is not None or "?" in turn.text or is_aside(turn):
        return said
    if less := _WITHOUT.match(turn.text):
        gone = {normal(one.name) for one in regions_in(turn, less["rest"])}
        kept = [one for one in draft["regions"] if normal(one[0]) not in gone]
        if len(kept) < len(draft["regions"]):
            return _shown(turn, {**draft, "regions": kept, "unknown": []})
    found = regions_in(turn, correction(turn.text) or turn.text)
    known = any(one.meanings for one in found)
    return _with(turn, {**draft, "unknown": []}, found) if known else None


@step(f"{NEW}.yes", right=Right.IMPORT)
def write(turn: Turn) -> Reply:
    """Write down the regions that the card shows; then the next thing to set up."""
    draft = confirmed(turn, NEW)
    if draft is None or not draft.get("regions"):
        return stale()
    new = [NewRegion(str(name), tuple(map(str, keys))) for name, keys in draft["regions"]]
    try:
        with turn.session.begin_nested():  # all of them or none
            regions.add_regions(turn.session, viewer=turn.viewer, new=new, now=turn.now)
    except RefusedError as error:
        return refused(error)
    return setting_up.after(turn, "regions", say("regions-added", count=len(new)))


@step("regions.show", right=Right.IMPORT)
def show(turn: Turn) -> Reply:
    """A region with what it covers, and what can be done with it."""
    if elsewhere := private_instead(turn):
        return elsewhere
    number = int(turn.data.get("region") or 0)
    found = regions.region_card(turn.session, viewer=turn.viewer, region_id=number)
    if found is None:
        return stale()
    deeds = ("rename",) if found.used else ("rename", "remove")
    options = [
        Option(say("option-region", deed=deed), "regions.begin", {"region": number, "deed": deed})
        for deed in deeds
    ]
    line = _line(turn, found.region.name, found.keys)
    return Reply((say("regions-shown", lines=lines(line), used="yes" if found.used else "no"),),
                 tuple(options), State())  # fmt: skip


@step("regions.begin", right=Right.IMPORT)
def begin(turn: Turn) -> Reply:
    """Ask for a new name, or show that a region is to go."""
    if elsewhere := private_instead(turn):
        return elsewhere
    number, deed = int(turn.data.get("region") or 0), str(turn.data.get("deed"))
    if deed == "rename":
        return asking(turn, "regions.name", {"region": number}, say("regions-ask-name"))
    return _proposed(turn, {"region": number, "deed": "remove", "name": ""})


@step("regions.name", right=Right.IMPORT, literal=True)
def renamed(turn: Turn) -> Reply | None:
    """Take the new name."""
    draft = draft_of(turn, "regions.name")
    if draft is None or turn.choice is not None or "?" in turn.text or is_aside(turn):
        return None
    name = " ".join(turn.text.split())[:LONGEST]
    return _proposed(turn, {"region": draft["region"], "deed": "rename", "name": name})


@step(f"{CHANGE}.more", right=Right.IMPORT)
def changed_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card."""
    return answered(turn, CHANGE, change)


@step(f"{CHANGE}.yes", right=Right.IMPORT)
def change(turn: Turn) -> Reply:
    """Rename or remove the region."""
    draft = confirmed(turn, CHANGE)
    if draft is None:
        return stale()
    number, name = int(draft.get("region") or 0), str(draft.get("name") or "")
    try:
        if draft.get("deed") == "rename":
            regions.rename_region(turn.session, viewer=turn.viewer, region_id=number, name=name, now=turn.now)
        else:
            name = regions.remove_region(turn.session, viewer=turn.viewer, region_id=number, now=turn.now)
    except RefusedError as error:
        return refused(error)
    return Reply((say("regions-changed", deed=str(draft.get("deed")), name=name),), state=State())


def _proposed(turn: Turn, draft: Draft) -> Reply:
    found = regions.region_card(turn.session, viewer=turn.viewer, region_id=int(draft["region"]))
    if found is None:
        return stale()
    text = say("regions-change", deed=draft["deed"], region=found.region.name, name=draft["name"])
    return card(turn, CHANGE, draft, (text,), say("option-do-it"))


def _with(turn: Turn, draft: Draft, found: Iterable[Named]) -> Reply:
    """The draft with further regions: those that are clear, those to choose, those that nobody knows."""
    there = regions.known_names(turn.session, viewer=turn.viewer)
    named: dict[str, Any] = {normal(name): [name, keys] for name, keys in draft.get("regions", [])}
    unclear: list[Any] = list(draft.get("unclear", []))
    new: Draft = {"unknown": [], "known": []}
    for one in list(found)[: regions.MOST_AT_ONCE]:
        unclear = [each for each in unclear if normal(each[0]) != normal(one.name)]
        if alike(one.name) in there:
            new["known"].append(one.name)
        elif not one.meanings:
            new["unknown"].append(one.name)
        elif len(one.meanings) > 1:
            unclear.append([one.name, [list(meaning.keys) for meaning in one.meanings]])
        else:
            named[normal(one.name)] = [one.name, list(one.meanings[0].keys)]
    return _shown(turn, {**new, "regions": list(named.values())[: regions.MOST_AT_ONCE], "unclear": unclear})


def _shown(turn: Turn, draft: Draft) -> Reply:
    """The next question about the draft, or its card."""
    if draft.get("unclear"):
        return _which(turn, draft)
    aside = [*_list("regions-known", draft.get("known")), *_list("regions-unknown", draft.get("unknown"))]
    if not draft["regions"]:
        ask = () if aside else (say("regions-ask", count=0),)
        return Reply((*aside, *ask), (), asking(turn, "regions.named", {}, say("regions-ask", count=0)).state)
    shown = [_line(turn, name, tuple(keys)) for name, keys in draft["regions"][:MOST_SHOWN]]
    count = len(draft["regions"])
    text = say("regions-card", lines=lines(*shown), count=count, more=max(0, count - MOST_SHOWN))
    return card(turn, NEW, {"regions": draft["regions"]}, (text, *aside), say("option-do-it"))


def _which(turn: Turn, draft: Draft) -> Reply:
    name, choices = draft["unclear"][0]
    sign = signed(turn, draft)
    options = [
        Option(
            say("label", label=", ".join(labels(turn, tuple(keys)))), "regions.meant", {**sign, "nth": nth}
        )
        for nth, keys in enumerate(choices)
    ]
    return asking(turn, "regions.named", draft, say("regions-which", name=name, count=len(choices)), options)


def _list(key: str, names: list[str] | None) -> list[Text]:
    if not names:
        return []
    shown: list[Param] = [*names[:MOST_SHOWN]]
    return [say(key, names={"list": shown, "style": "comma"}, count=len(names), first=names[0])]


def _line(turn: Turn, name: str, keys: tuple[str, ...]) -> Param:
    """A region with the first districts that it covers."""
    shown: list[Param] = [*labels(turn, keys[:MOST_AREAS])]
    params: dict[str, Param] = {
        "name": name, "areas": {"list": shown, "style": "comma"}, "more": max(0, len(keys) - MOST_AREAS)
    }  # fmt: skip
    return {"text": {"key": "regions-line", "params": params}}
