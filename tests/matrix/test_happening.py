"""What others write into events is believed only where it can be true; without a network."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from nio import MatrixRoom

from bot.messengers.matrix.content import linked, place_of, text_of
from bot.messengers.matrix.fetching import file_of
from bot.messengers.matrix.happening import edit_of, read, successor_of
from bot.messengers.matrix.translating import Me, said_to
from bot.messengers.matrix.translating import read as heard
from bot.ports import Part, Span

ME = Me("@kitt:localhost", "Kitt")


def event(sort: str, content: Any, **more: Any) -> Any:
    source = {"type": sort, "content": content} | more
    return SimpleNamespace(
        source=source, sender="@mara:localhost", event_id="$e", server_timestamp=0, decrypted=False
    )


def room(*people: str) -> MatrixRoom:
    found = MatrixRoom("!r:localhost", ME.user_id)
    for person in (ME.user_id, *people):
        found.add_member(person, None, None)
    return found


REACTION = {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$k", "key": "1️⃣"}}


def test_a_reaction() -> None:
    """It belongs under the message that it names, and so does its answer."""
    found = read(event("m.reaction", REACTION), room("@mara:localhost"), ME)
    assert found is not None
    assert (found.kind, found.text, found.message_id, found.event_key) == ("reaction", "1️⃣", "$k", "$e - $k")


@pytest.mark.parametrize(
    ("sort", "content", "more"),
    [
        ("m.reaction", {}, {}),
        ("m.reaction", {"m.relates_to": []}, {}),
        ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$k"}}, {}),
        ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": 5, "key": "x"}}, {}),
        ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$k", "key": "x" * 65}}, {}),
        ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$" * 999, "key": "x"}}, {}),
        ("m.room.redaction", {}, {}),
        ("m.room.redaction", {"redacts": ["$k"]}, {"redacts": {}}),
        ("m.room.member", {"membership": "join"}, {}),
        ("m.room.member", [], {"state_key": "@x:y"}),
        ("m.room.member", {"membership": "invite"}, {"state_key": "@x:y", "unsigned": {"prev_content": 1}}),
        ("org.matrix.msc3381.poll.start", {"question": {}}, {}),
        ("m.poll.response", {"m.relates_to": {}}, {}),
        ("m.room.power_levels", {"users": {}}, {"state_key": ""}),
    ],
)  # fmt: skip
def test_what_is_nothing(sort: str, content: Any, more: dict[str, Any]) -> None:
    """Nothing comes of what is not as it should be."""
    assert read(event(sort, content, **more), room("@mara:localhost"), ME) is None


def test_nobody_claims_a_room() -> None:
    """A tombstone counts as a room's state only, and not where the homeserver could not look inside."""
    content = {"replacement_room": "!new:localhost"}
    assert successor_of(event("m.room.tombstone", content, state_key="")) == "!new:localhost"
    assert successor_of(event("m.room.tombstone", content)) == ""
    hidden = event("m.room.tombstone", content, state_key="")
    hidden.decrypted = True
    assert successor_of(hidden) == ""
    assert successor_of(event("m.room.tombstone", {"replacement_room": "x"}, state_key="")) == ""


def test_edits() -> None:
    """The new text is what counts; what it claims to reply to is not."""
    relation = {"rel_type": "m.replace", "event_id": "$k"}
    new = {"msgtype": "m.text", "body": "new", "m.relates_to": {"rel_type": "m.thread", "event_id": "$t"}}
    found = edit_of(event("m.room.message", {"m.relates_to": relation, "m.new_content": new}))
    assert found is not None
    assert (found.target, found.event.source["content"]) == ("$k", {"msgtype": "m.text", "body": "new"})
    assert edit_of(event("m.room.message", {"m.relates_to": relation, "m.new_content": "x"})) is None
    assert edit_of(event("m.room.message", {"m.relates_to": relation | {"event_id": "k"}})) is None


def test_who_joins() -> None:
    """Somebody who comes in makes a group of a private chat; a changed name is no coming."""
    joined = event("m.room.member", {"membership": "join"}, state_key="@jonas:localhost")
    found = read(joined, room("@mara:localhost", "@jonas:localhost"), ME)
    assert found is not None
    assert (found.kind, found.sender_address, found.conversation_kind) == (
        "joined", "@jonas:localhost", "group",
    )  # fmt: skip
    before = {"prev_content": {"membership": "join"}}
    renamed = event("m.room.member", {"membership": "join"}, state_key="@jonas:localhost", unsigned=before)
    assert read(renamed, room("@mara:localhost", "@jonas:localhost"), ME) is None


@pytest.mark.parametrize(
    "content",
    [
        {"msgtype": "m.text"},
        {"msgtype": "m.file"},
        {"msgtype": "m.file", "url": "https://example.org/x"},
        {"msgtype": "m.file", "url": "mxc://../../etc"},
        {"msgtype": "m.file", "file": {"url": 5}},
    ],
)
def test_what_is_no_file(content: dict[str, Any]) -> None:
    """Only what lies on a homeserver is fetched."""
    assert file_of(content) is None


def test_files_say_of_themselves_what_they_like() -> None:
    """A size or a name that is none is not known."""
    sealed = {"url": "mxc://h/1", "key": {"k": "K"}, "iv": "I", "hashes": []}
    found = file_of({"msgtype": "m.file", "file": sealed, "body": 5, "info": {"size": -1}})
    assert found is not None
    assert (found.name, found.size) == ("", 0)


def test_links() -> None:
    """Numbers behind their sign and addresses can be tapped; nothing else becomes a link."""
    assert linked("☎ 03941 123456 · Di–Do 9–15") == (
        '☎ <a href="tel:03941123456">03941 123456</a> · Di–Do 9–15'
    )
    assert linked("am 14. Januar 2027, 10:00 · 12345678") == "am 14. Januar 2027, 10:00 · 12345678"
    assert linked("a@example.org") == '<a href="mailto:a@example.org">a@example.org</a>'
    assert linked("@mara:example.org &lt;b&gt;") == "@mara:example.org &lt;b&gt;"


def test_who_greets_replies_to_nothing() -> None:
    """That Kitt was taken into a room is no message: what it says of itself stands alone, and is noticed."""
    came = event("m.room.member", {"membership": "join"}, state_key=ME.user_id)
    found = read(came, room("@mara:localhost", "@jonas:localhost"), ME)
    assert found is not None
    assert found.kind == "added"
    greeting = Part(0, (Span("Hallo"),), answers=found.event_key)
    said = text_of(greeting, place_of(greeting, private=False, sender="@mara:localhost"))
    assert (said["msgtype"], said.get("m.relates_to"), said["m.mentions"]) == ("m.text", None, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [("!kontakt Harz", "!kontakt Harz"), ("!!! Achtung", None), ("! Achtung", None), ("Kitt!!!", "!!!")],
)
def test_commands_in_rooms(text: str, said: str | None) -> None:
    """Whoever begins with "!!!" calls out to everybody, not to Kitt."""
    assert said_to(text, {}, ME, to_me=False) == said


@pytest.mark.parametrize(
    ("sort", "content"),
    [
        ("m.sticker", {"body": "a cat", "url": "mxc://h/1", "info": {}}),
        ("m.room.message", {"msgtype": "m.location", "body": "Here", "geo_uri": "geo:51,11"}),
    ],
)
def test_what_is_no_text(sort: str, content: dict[str, Any]) -> None:
    """In private it is answered all the same, with the question what it was about; among others it is not."""
    found = heard(event(sort, content), room("@mara:localhost"), ME)
    assert found is not None
    assert found.text == ""
    assert heard(event(sort, content), room("@mara:localhost", "@jonas:localhost"), ME) is None


@pytest.mark.parametrize(
    "text",
    [
        "[Kitt](https://matrix.to/#/@kitt:localhost) wer ist neu?",
        "[K](https://matrix.to/#/%40kitt%3Alocalhost): wer ist neu?",
        "@kitt:localhost: wer ist neu?",
    ],
)
def test_names_as_links(text: str) -> None:
    """Some clients write a link or a full name into the plain text; links to others are left alone."""
    assert said_to(text, {}, ME, to_me=False) == "wer ist neu?"
    other = "[M](https://matrix.to/#/@mara:localhost) hello"
    assert said_to(other, {}, ME, to_me=False) is None
    assert said_to(f"Kitt: {other}", {}, ME, to_me=False) == other
