"""Texts with entities, whose places count UTF-16 units: HTML as a bot sends it, and what people type."""

from __future__ import annotations

import html
import re
from typing import Any

from tests.servers.botapi.errors import RefusedError, bad

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link",
}  # fmt: skip
_CHARACTER = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)?((?:\s+[\w-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*>")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_TYPED = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?!\w)")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("url", re.compile(r"https?://[^\s]+")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    ("hashtag", re.compile(r"(?<!\w)#\w+")),
)


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def typed(text: str) -> list[dict[str, Any]]:
    """The entities that Telegram finds in what somebody typed."""
    found: list[dict[str, Any]] = []
    taken: set[int] = set()
    for kind, pattern in _TYPED:
        for match in pattern.finditer(text):
            places = set(range(*match.span()))
            if not places & taken:
                taken |= places
                found.append(
                    {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
                )
    return sorted(found, key=lambda entity: entity["offset"])


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """A bot's HTML as text and entities.

    Raises:
        RefusedError: as Telegram refuses it, with the place counted in bytes.
    """
    text = ""
    entities: list[dict[str, Any]] = []
    open_tags: list[tuple[str, int, dict[str, str]]] = []
    place = 0
    while place < len(source):
        if source[place] == "&" and (reference := _CHARACTER.match(source, place)):
            text += html.unescape(reference.group())
            place = reference.end()
            continue
        if source[place] != "<":
            text += source[place]
            place += 1
            continue
        tag = _tag_at(source, place)
        if tag[1]:
            _close(open_tags, entities, tag[2], text, len(source[:place].encode()))
        else:
            attributes = {
                a[1].lower(): html.unescape(a[2] or a[3] or a[4] or "") for a in _ATTRIBUTE.finditer(tag[3])
            }
            open_tags.append((tag[2].lower(), units(text), attributes))
        place = tag.end()
    if open_tags:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return _trimmed(text, entities)


def _tag_at(source: str, place: int) -> re.Match[str]:
    at = len(source[:place].encode())
    tag = _TAG.match(source, place)
    if tag is None:
        name = re.match(r"</?([A-Za-z][\w-]*)", source[place:])
        if name is None or name[1].lower() in KINDS:
            raise _unparsable(f"Unclosed start tag at byte offset {at}")
        raise _unparsable(f'Unsupported start tag "{name[1].lower()}" at byte offset {at}')
    if not tag[1] and (tag[2] or "").lower() not in KINDS:
        raise _unparsable(f'Unsupported start tag "{(tag[2] or "").lower()}" at byte offset {at}')
    return tag


def _close(
    open_tags: list[tuple[str, int, dict[str, str]]],
    entities: list[dict[str, Any]],
    name: str | None,
    text: str,
    at: int,
) -> None:
    if not open_tags:
        raise _unparsable(f"Unexpected end tag at byte offset {at}")
    opened, start, attributes = open_tags.pop()
    if name is not None and name.lower() != opened:
        raise _unparsable(
            f'Unmatched end tag at byte offset {at}, expected "</{opened}>", found "</{name.lower()}>"'
        )
    if (length := units(text) - start) > 0:
        entity: dict[str, Any] = {"type": KINDS[opened], "offset": start, "length": length}
        if opened == "a":
            if not attributes.get("href"):
                return
            entity["url"] = attributes["href"]
        entities.append(entity)


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """White space at both ends goes, and the entities move with it."""
    start = units(text) - units(text.lstrip())
    kept = text.strip()
    end = units(kept)
    moved = []
    for entity in entities:
        first = max(entity["offset"] - start, 0)
        last = min(entity["offset"] + entity["length"] - start, end)
        if last > first:
            moved.append(entity | {"offset": first, "length": last - first})
    return kept, sorted(moved, key=lambda entity: (entity["offset"], -entity["length"]))


def _unparsable(why: str) -> RefusedError:
    return bad(f"can't parse entities: {why}")
