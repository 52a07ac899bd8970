"""Somebody is new in the team: written down in one sentence or step by step, and shown before it counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dialogs.registry import command, phrase, step
from dialogs.topics.drafting import (
    Draft,
    answered,
    asking,
    card,
    confirmed,
    correction,
    day,
    draft_of,
    inner,
    lines,
    refused,
    stale,
)
from dialogs.topics.in_private import private_instead
from dialogs.topics.pieces import Pieces, name_of_words, read_pieces
from dialogs.topics.team_forms import ALSO, NEW_COLLEAGUE, RENAMED, START, TAKE
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.models import WayKind
from storage.services.contacts import Way
from storage.services.editing import NewPerson, add_person, free_key, namesakes
from storage.services.entry import InvalidNameError, full_name
from storage.services.names import name_of
from storage.services.reach import groups_to_edit, regions_to_edit
from storage.services.refusing import RefusedError
from storage.services.responsibilities import Post
from storage.services.rights import Right, may, roles_with

EDITORS = roles_with(Right.EDIT_PEOPLE)
NEW = "team.new"
MOST_WHERE = 20
WAYS = (("phone", WayKind.PHONE), ("mobile", WayKind.MOBILE), ("email", WayKind.EMAIL))


@command("neu_im_team", "new_colleague", roles=EDITORS)
@phrase("team.start", START, roles=EDITORS)
def start(turn: Turn) -> Reply:
    """Take somebody into the directory: what is said with the command, else step by step."""
    said = "" if START.search(turn.text) else turn.text
    return _begin(turn, said)


@phrase(NEW, NEW_COLLEAGUE, roles=EDITORS)
def new_colleague(turn: Turn) -> Reply:
    """Understand "neu im Team: Lena Voigt, Beraterin, Jobbrücke, Halle"."""
    match = NEW_COLLEAGUE.search(turn.text)
    return _begin(turn, match["rest"] if match else "")


@phrase("team.take", TAKE, roles=EDITORS)
def take(turn: Turn) -> Reply | None:
    """Understand "kannst du bitte Sabine Krause neu aufnehmen"."""
    match = TAKE.search(turn.text)
    read = turn.understanding
    if match is None or (read and read.of("group")):
        return None
    return _begin(turn, match["rest"] or match["rest2"] or "")


@step(f"{NEW}.more", roles=EDITORS)
def told_more(turn: Turn) -> Reply | None:
    """Take what was asked for, or what is added to the card."""
    draft = draft_of(turn, f"{NEW}.more")
    if draft is None or "?" in turn.text:
        return None
    if not draft.get("asks"):
        said = answered(turn, NEW, write)
        if said is not None:
            return said
    if not draft.get("asks") and (named := RENAMED.match(turn.text)):
        return _go_on(turn, _renamed(draft, named["name"]), Pieces())
    text = ALSO.sub("", correction(turn.text) or turn.text)
    found = read_pieces(text, turn)
    if not found.draft and not found.wrong and draft.get("asks") not in ("name", "work"):
        return Reply((say("draft-unclear"),)) if correction(turn.text) else None
    return _go_on(turn, draft, found)


def _renamed(draft: Draft, said: str) -> Draft:
    """The draft with another name; a single word is the family's."""
    name = name_of_words([said])
    given = str(draft["name"]).rpartition(" ")[0]
    return {**draft, "name": name if _is_name(name) else f"{given} {name}"}


@step(f"{NEW}.where", roles=EDITORS)
def where(turn: Turn) -> Reply:
    """Take the region or the group that was chosen."""
    draft = draft_of(turn, f"{NEW}.more")
    if draft is None:
        return stale()
    kind = "region" if "region" in turn.data else "group"
    return _go_on(turn, draft, Pieces({kind: turn.data.get(kind)}))


@step(f"{NEW}.skip", roles=EDITORS)
def skip(turn: Turn) -> Reply:
    """Go on without what was asked for."""
    draft = draft_of(turn, f"{NEW}.more")
    return _go_on(turn, draft, Pieces()) if draft is not None else stale()


@step(f"{NEW}.yes", roles=EDITORS)
def write(turn: Turn) -> Reply:
    """Write down whom the card shows."""
    draft = confirmed(turn, NEW)
    if draft is None or draft.get("asks"):
        return stale()
    try:
        person_id = add_person(
            turn.session, viewer=turn.viewer, new=_new(draft), now=turn.now, today=turn.today
        )
    except RefusedError as error:
        return refused(error)
    return Reply(
        (say("team-added", name=str(draft["name"])),), state=State(topic="who_is", results=(person_id,))
    )


def _begin(turn: Turn, said: str) -> Reply:
    elsewhere = private_instead(turn)
    if elsewhere is not None:
        return elsewhere
    regions_to_edit(turn.session, viewer=turn.viewer)  # refuses whoever coordinates nothing
    return _go_on(turn, {"steps": not said.strip(), "asked": []}, read_pieces(said, turn))


def _go_on(turn: Turn, draft: Draft, found: Pieces) -> Reply:
    """Put in what was said, and ask for the next part or show the card."""
    draft = _merged(draft, found)
    notes = [say(f"team-wrong-{what}", value=value) for what, value in found.wrong]
    if foreign := _not_theirs(turn, draft):
        notes.append(say("team-not-yours", region=name_of(turn.session, "region", foreign) or ""))
        draft = {key: value for key, value in draft.items() if key != "region"}
    asked = _next_question(turn, draft)
    if asked is None:
        return _card(turn, draft, notes)
    what, text, options = asked
    draft = {**draft, "asks": what, "asked": [*draft["asked"], what]}
    reply = asking(turn, f"{NEW}.more", draft, text, options)
    return Reply((*notes, *reply.texts), reply.options, reply.state)


def _not_theirs(turn: Turn, draft: Draft) -> int | None:
    """The region of a draft, if the viewer may not take anybody in there."""
    region, group = draft.get("region"), draft.get("group")
    theirs = may(turn.viewer, Right.EDIT_PEOPLE, region_id=region, group_id=group)
    return None if region is None or theirs else int(region)


def _merged(draft: Draft, found: Pieces) -> Draft:
    merged = {**draft, **found.draft, "asks": ""}
    words = list(found.words)
    if words and (not _is_name(merged.get("name", "")) or draft.get("asks") == "name"):
        name = name_of_words(words)
        words = words[1:]
        if _is_name(name) or _is_name(f"{name} Name"):
            merged["name"] = name
        else:
            found.wrong.append(("name", name[:60]))
    if words and not merged.get("function"):
        merged["function"] = words.pop(0)
    merged["left"] = words[:5]
    return merged


def _is_name(name: str) -> bool:
    try:
        full_name(name)
    except InvalidNameError:
        return False
    return True


def _next_question(turn: Turn, draft: Draft) -> tuple[str, Text, Sequence[Option]] | None:
    """What is missing: its name, the question and what can be chosen."""
    name = draft.get("name", "")
    if not _is_name(name):
        return "name", say("team-ask-name", name=name or "none", hasname="yes" if name else "no"), ()
    if not (draft.get("region") or draft.get("group")):
        places = _where(turn)
        if len(places) > 1:
            return "where", say("team-ask-where", name=name), places
        draft.update(places[0].data if places else {})
    skip_it = (Option(say("option-skip"), f"{NEW}.skip"),)
    for what in ("work", "reach") if draft.get("steps") else ():
        if what not in draft["asked"]:
            return what, say(f"team-ask-{what}", name=name), skip_it
    return None


def _where(turn: Turn) -> list[Option]:
    """The regions and groups that the viewer may take somebody into."""
    regions = regions_to_edit(turn.session, viewer=turn.viewer)
    groups = groups_to_edit(turn.session, viewer=turn.viewer)
    return [
        *(Option(say("label", label=r.name), f"{NEW}.where", {"region": r.id}) for r in regions),
        *(Option(say("label", label=g.name), f"{NEW}.where", {"group": g.id}) for g in groups),
    ][:MOST_WHERE]


def _card(turn: Turn, draft: Draft, notes: Sequence[Text]) -> Reply:
    given, family = _parts(draft)
    draft["key"] = free_key(turn.session, given, family)
    same = namesakes(turn.session, viewer=turn.viewer, given_name=given, family_name=family, today=turn.today)
    texts = [say("card", name=draft["name"], lines=lines(*_lines(turn, draft))), *notes]
    if same:
        texts.append(say("team-namesake", name=same[0].name))
    if draft.get("left"):
        texts.append(say("team-left-over", words={"list": list(draft["left"]), "style": "comma"}))
    texts.append(say("team-check"))
    return card(turn, NEW, draft, texts, say("option-enter"))


def _parts(draft: Draft) -> tuple[str, str]:
    """Given and family name of a draft that has both."""
    name = full_name(str(draft["name"]))
    return name.given, name.family


def _lines(turn: Turn, draft: Draft) -> list[Param | None]:
    def named(kind: str) -> str:
        return (name_of(turn.session, kind, draft[kind]) or "") if draft.get(kind) else ""

    organisation, project = named("organisation"), named("project")
    about = [part for part in (draft.get("function", ""), organisation) if part]
    topics = [name_of(turn.session, "topic", number) or "" for number in draft.get("topics", ())]
    duty = [part for part in (project, named("region"), ", ".join(topics)) if part]
    works = bool(project or topics)
    codes = [{"language": code} for code in draft.get("languages", ())]
    return [
        {"list": about, "style": "dots"} if about else None,
        inner("card-responsibility", rank="first", what={"list": duty, "style": "dots"}) if works else None,
        inner("team-region", region=named("region")) if draft.get("region") and not works else None,
        inner("card-groups", groups=named("group")) if draft.get("group") else None,
        *way_lines(draft),
        inner("card-hours", hours=draft["hours"]) if draft.get("hours") else None,
        inner("card-languages", languages={"list": codes, "style": "comma"}) if codes else None,
        inner("team-since", day=day(draft["since"], turn)) if draft.get("since") else None,
    ]


def way_lines(draft: Draft) -> list[Param]:
    """The numbers and the mail address of a draft."""
    shown: list[Param] = []
    if draft.get("phone"):
        shown.append(inner("way-phone", number={"phone": draft["phone"]}))
    if draft.get("mobile"):
        shown.append(inner("way-mobile", number={"phone": draft["mobile"]}))
    if draft.get("email"):
        shown.append(inner("way-email", address=draft["email"]))
    return shown


def ways_of(draft: Draft) -> tuple[Way, ...]:
    """The same as values."""
    return tuple(Way(kind, draft[name]) for name, kind in WAYS if draft.get(name))


def _new(draft: dict[str, Any]) -> NewPerson:
    given, family = _parts(draft)
    since = date.fromisoformat(draft["since"]) if draft.get("since") else None
    topics = tuple(draft.get("topics", ()))
    post = None
    if draft.get("project") or topics:
        post = Post(draft.get("project"), draft.get("region"), topics, starts_on=since)
    return NewPerson(
        key=str(draft["key"]),
        given_name=given,
        family_name=family,
        function=draft.get("function", ""),
        organisation_id=draft.get("organisation"),
        region_id=draft.get("region"),
        group_id=draft.get("group"),
        office_hours=draft.get("hours", ""),
        languages=tuple(draft.get("languages", ())),
        ways=ways_of(draft),
        since=since,
        post=post,
    )
