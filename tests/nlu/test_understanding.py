"""The default engine with the model that Kitt ships: clear sentences, and what holds for every reading."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.embedded import BARE_CHANCE, MOST_ALTERNATIVES, OUT_OF_SCOPE
from nlu.foreign import FOREIGN
from nlu.interface import Context, Decision, Understanding
from nlu.names import Names
from storage.services.codes import drawn
from tests.dialogue import interpreter, knowledge
from tests.nlu.directory import directory, known, people
from tests.nlu.test_training_data import INTENTS

CLEAR: dict[str, tuple[str, list[str]]] = {
    "Wer ist mein Kontakt im Harz?": ("find_contact", ["Harz"]),
    "wer ist in der altmark für die anerkennung zuständig": ("find_contact", ["Altmark", "Anerkennung"]),
    "Ansprechpartnerin Jobbrücke Magdeburg": ("find_contact", ["Jobbrücke Plus", "Magdeburg"]),
    "brauche jemanden der arabisch spricht in halle": ("find_contact", ["Arabisch", "Halle"]),
    "harz?": ("find_contact", ["Harz"]),
    "MD": ("find_contact", ["Magdeburg"]),
    "39104": ("find_contact", ["39104"]),
    "kontackt quedlinbrug": ("find_contact", ["Quedlinburg"]),
    "Telefonnummer von Frau Lindner bitte": ("find_contact", ["Mara Lindner"]),
    "who is the contact for work permits in Stendal": ("find_contact", ["Arbeitserlaubnis", "Stendal"]),
    "An wen wende ich mich im Landkreis Wittenberg?": ("find_contact", ["Landkreis Wittenberg"]),
    "Klient wohnt in Thale und arbeitet in Magdeburg, wen rufe ich an?": (
        "find_commute_contact",
        ["Thale", "Magdeburg"],
    ),
    "sie pendelt jeden tag von Burg nach Halle, wer ist zuständig": (
        "find_commute_contact",
        ["Burg", "Halle"],
    ),
    "my client lives in Stendal and works in Magdeburg, who do I contact": (
        "find_commute_contact",
        ["Stendal", "Magdeburg"],
    ),
    "was weißt du über Mara Lindner": ("who_is", ["Mara Lindner"]),
    "was macht eigentlich das Projekt InWiGe": ("who_is", ["InWiGe"]),
    "Wer ist neu im Team?": ("who_is_new", []),
    "who joined recently": ("who_is_new", []),
    "Welche Regionen gibt es?": ("list_directory", []),
    "zeig mir alle projekte": ("list_directory", []),
    "Wann ist das nächste Treffen?": ("next_meeting", []),
    "when is the next meeting": ("next_meeting", []),
    "Was haben wir beim letzten Forum besprochen?": ("past_meetings", []),
    "zeig mir den zeitstrahl": ("past_meetings", []),
    "Plane bitte ein Treffen am 12. Mai um 10 Uhr": ("schedule_meeting", []),
    "Verschieb das Treffen um eine Stunde nach hinten": ("change_meeting", []),
    "Das Treffen am Dienstag bitte absagen": ("change_meeting", []),
    "Ich komme zum Treffen": ("rsvp_yes", []),
    "bin dabei": ("rsvp_yes", []),
    "Ich kann leider nicht kommen": ("rsvp_no", []),
    "ich weiß noch nicht ob ich es zum treffen schaffe": ("rsvp_maybe", []),
    "Erinnere mich morgen um 9 an den Anruf": ("remind_me", []),
    "remind me one hour before the meeting": ("remind_me", []),
    "Frag die Gruppe, wann sie Zeit hat": ("find_date", []),
    "Welche Fragen sind noch offen?": ("list_questions", []),
    "Stell uns bitte jemandem aus einer anderen Region vor": ("match_me", []),
    "Welche Klebepunkte habe ich schon?": ("my_dots", []),
    "Sprich bitte Englisch mit mir": ("set_language", ["Englisch"]),
    "please speak German": ("set_language", ["Deutsch"]),
    "Bitte keine Erinnerungen mehr": ("mute", []),
    "Du darfst mir wieder schreiben": ("unmute", []),
    "Welche Daten speicherst du über mich?": ("privacy", []),
    "Ich möchte alle meine Daten als Datei bekommen": ("export_data", []),
    "Lösche bitte alle meine Daten": ("delete_me", []),
    "Guten Morgen": ("greet", []),
    "Hallo Kitt": ("greet", []),
    "Auf Wiedersehen": ("goodbye", []),
    "Vielen Dank": ("thanks", []),
    "danke dir": ("thanks", []),
    "Was kannst du alles?": ("help", []),
    "Hilfe": ("help", []),
    "ja": ("affirm", []),
    "ja genau": ("affirm", []),
    "nein": ("deny", []),
    "abbrechen": ("cancel", []),
    "Ich möchte mit einem Menschen sprechen": ("human", []),
    "Kann ich die Koordinatorin sprechen?": ("human", []),
    "Wie wird das Wetter morgen in Magdeburg?": (OUT_OF_SCOPE, []),
    "Wer hat gestern gewonnen, Magdeburg oder Halle?": (OUT_OF_SCOPE, []),
    "Schreib mir ein Gedicht über den Harz": (OUT_OF_SCOPE, []),
    "tell me a joke": (OUT_OF_SCOPE, []),
    "Wann hat die Ausländerbehörde in Stendal offen?": (OUT_OF_SCOPE, []),
}
"""Sentences that leave no doubt, with the values of the names in them (out of scope those do not matter)."""


def parse(text: str, names: Names | None = None, context: Context | None = None) -> Understanding:
    return interpreter().parse(text, names or directory(), context or Context())


@pytest.mark.parametrize("text", CLEAR)
def test_a_clear_sentence(text: str) -> None:
    """The intent and the entities are as anybody would read it, and it is acted on (or declined)."""
    intent, values = CLEAR[text]
    read = parse(text)
    assert read.intent == intent
    if intent != OUT_OF_SCOPE:
        assert [entity.value for entity in read.entities] == values
    assert read.decision is (Decision.DECLINE if intent == OUT_OF_SCOPE else Decision.ACT)


def valid(read: Understanding, text: str) -> None:
    """What every reading keeps."""
    assert read.text == text
    assert read.intent in INTENTS
    assert 0 <= read.confidence <= 1
    assert isinstance(read.decision, Decision)
    assert read.intent != OUT_OF_SCOPE or read.decision is Decision.DECLINE
    assert len(read.alternatives) == MOST_ALTERNATIVES
    chances = [read.confidence, *(alternative.confidence for alternative in read.alternatives)]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.001
    names = [read.intent, *(alternative.intent for alternative in read.alternatives)]
    assert len(set(names)) == len(names)
    assert set(names) <= INTENTS
    assert read.language in (None, "de", "en", *FOREIGN)
    for entity in read.entities:
        assert text[entity.start : entity.end] in (entity.text, entity.value)
        assert entity.role is None or read.intent == "find_commute_contact"
        assert 0 < entity.score <= 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Whatever is written, there is a whole reading of it."""
    valid(parse(text), text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "?", "🙏", "…", "a", "1", "\x00", "ß" * 50, "x" * 8_000, "Harz " * 1_600, "((((", "'"],
)
def test_strange_texts(text: str) -> None:
    """Nothing, next to nothing, and far too much."""
    valid(parse(text), text)
    valid(parse(text, knowledge().places), text)


@pytest.mark.parametrize(
    "context", [Context(), Context(True), Context(True, "remind_me"), Context(False, "greet")]
)
def test_with_any_context(context: Context) -> None:
    """What is known before the text is read changes no more than chances."""
    for text in ("ja", "morgen um 9", "Harz", ""):
        valid(parse(text, context=context), text)


def test_thresholds() -> None:
    """Training found limits that make sense."""
    limits = interpreter()._model.thresholds
    assert set(limits) == {"act_from", "clarify_from", "decline_from"}
    assert all(0 <= limit < 1 for limit in limits.values())
    assert limits["act_from"] > limits["clarify_from"]
    assert limits["clarify_from"] < limits["act_from"]


def test_chances_are_chances() -> None:
    """All intents together are certain."""
    model = interpreter()._model
    assert set(model.intents.classes) == INTENTS
    chances = model.intents.probabilities([["wer"], [" wer"], ["asks"]])
    assert sum(chances.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wer ist mein Kontakt im Harz?", "de"),
        ("ich brauche bitte eine nummer", "de"),
        ("who is my contact for Halle", "en"),
        ("could you please tell me when the next meeting is", "en"),
        ("Harz?", None),
        ("MD", None),
        ("06484", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    """It is said where it is plain; names alone have none."""
    assert parse(text).language == language


def test_codes_are_in_no_language() -> None:
    """Whatever letters were drawn: whoever types a code goes on in the language that they have."""
    drawing = Random(7)
    telling = ["E6FH-DRKT-GP5X-FJRQ-GY6W", "JJWH-K6K3-36N6-7298-CVCY", "XX3P-PT8G-TYQT-HRE4-CMRT"]
    for code in [*telling, *(drawn(drawing.choice) for _ in range(100))]:
        written = (code, code.lower(), code.replace("-", " "), code.replace("-", ""))
        assert {parse(text).language for text in written} == {None}, code
        assert parse(f"hier ist er: {code}").language in {"de", None}


def test_a_name_added_a_second_ago() -> None:
    """Region, project, topic and person count at once, without training; before they were nobody."""
    added = [
        *known("region", {"Elbaue": []}),
        *known("project", {"Wendepunkt": []}),
        *known("topic", {"Schuldnerberatung": []}),
        *people("Zenzi Zwiebelhuber"),
    ]
    names = Names(added, base=knowledge().places)
    texts = {
        "Wer ist mein Kontakt in der Elbaue?": "Elbaue",
        "ansprechpartner beim wendepunt": "Wendepunkt",
        "wer macht bei uns schuldnerberatng": "Schuldnerberatung",
        "die Nummer von Zenzi Zwiebelhuber": "Zenzi Zwiebelhuber",
        "elbaue?": "Elbaue",
    }
    for text, value in texts.items():
        read = parse(text, names)
        assert (read.intent, [entity.value for entity in read.entities]) == ("find_contact", [value])
        assert [e for e in parse(text, knowledge().places).entities if e.refs] == []


def test_the_same_every_time() -> None:
    """Reading changes nothing."""
    first = [parse(text) for text in CLEAR]
    assert [parse(text) for text in CLEAR] == first


@pytest.mark.parametrize(
    "text", ["hallo", "Hallo!", "moin", "danke", "ja", "nein", "tschüss", "hilfe", "thanks"]
)
def test_plain_words_are_plain(text: str) -> None:
    """What stands in the training data word for word is never asked back, whatever the classifier thinks."""
    read = interpreter().parse(text, knowledge().places)
    assert read.decision is Decision.ACT
    assert read.confidence >= BARE_CHANCE
