"""How Kitt's texts are written: checks that need no taste."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

import pytest
from fluent.syntax import ast

from dialogs.texts import LANGUAGES, renderer
from dialogs.texts.template import BOLD

Patterns = Mapping[str, ast.Pattern]

_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|(?:[\U0001f000-\U0001faff\u231a\u231b\u23e9-\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    "\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c"
    "\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]|[\u2000-\u2bff]\ufe0f)"
    "[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d[\u2000-\u2bff\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)

EVERYWHERE = {
    "two exclamation marks": re.compile(r"![^!]*!", re.DOTALL),
    "markup other than bold": re.compile(r"__|`|</?[a-z]+>|\]\(|\[[^]]*\]\[|^#|\\\\", re.MULTILINE),
    "space at the end of a line": re.compile(r"[ \t]+$", re.MULTILINE),
    # The fuzz takes these for values that were never rendered.
    "a value, not a word": re.compile(r"\b(?:none|None|True|False|null|undefined)\b"),
    "two spaces": re.compile(r"\S {2,}\S"),
}
GERMAN = {
    "address by Sie": re.compile(
        r"\b(?:Ihnen|Ihrerseits|Ihretwegen)\b"
        r"|(?<=[\w,;–-] )(?:Sie|Ihre?[mnrs]?)\b(?! (?:Euch|Euer))"
        r"|\b(?:Sie (?:haben|sind|können|müssen|sollten|möchten|wollen|werden|dürfen|brauchen|erhalten)"
        r"|Ihre?[mnrs]? (?!Euch|Eue?r)[A-ZÄÖÜ])"
    ),
    "small du": re.compile(r"\b(?:du|dir|dich|dein(?:e[mnrs]?)?)\b"),
    "only a bot": re.compile(
        r"\bnur ein(?:e|en)? (?:\w+ )?(?:Bot|Chatbot|Programm|Assistent|Maschine|Computer|KI)", re.IGNORECASE
    ),
    "gender without colon": re.compile(
        r"\w[*_/·.]-?(?:in|innen|r|e|n)\b|\w\((?:in|innen|r|e|n)\)|[a-zäöüß]I(?:n|nnen)\b(?<!LinkedIn)"
    ),
    "straight quotes": re.compile('"'),
}


def readings(pattern: ast.Pattern, patterns: Patterns) -> Iterator[str]:
    """All that a text can say, with a dash for each value, bold as ``**``."""
    parts = [list(_parts(element, patterns)) for element in pattern.elements]
    for chosen in itertools.product(*parts):
        yield "".join(chosen).replace(BOLD, "**")


def _parts(element: object, patterns: Patterns) -> Iterator[str]:
    inner = element.expression if isinstance(element, ast.Placeable) else element
    if isinstance(inner, ast.SelectExpression):
        for variant in inner.variants:
            yield from readings(variant.value, patterns)
    elif isinstance(inner, ast.MessageReference):
        yield from readings(patterns[inner.id.name], patterns)
    elif isinstance(inner, ast.TermReference):
        yield from readings(patterns[f"-{inner.id.name}"], patterns)
    elif isinstance(inner, ast.TextElement | ast.StringLiteral):
        yield inner.value
    else:
        yield "–"


def faults(text: str, language: str) -> list[str]:
    """The names of the rules that a text breaks."""
    rules = EVERYWHERE | (GERMAN if language == "de" else {})
    found = [name for name, rule in rules.items() if rule.search(text)]
    found += ["two emoji"] * (len(_EMOJI.findall(text)) > 1)
    return found + ["bold without an end"] * (text.count("**") % 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_keep_to_the_style(language: str) -> None:
    """No text, in none of its variants, breaks a rule of style."""
    patterns = renderer().catalog(language).patterns
    found = {
        f"{key}: {fault}: {text[:60]}"
        for key, pattern in patterns.items()
        for text in readings(pattern, patterns)
        for fault in faults(text, language)
    }
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Ich helfe Ihnen gern.", "address by Sie"),
        ("Können Sie kommen?", "address by Sie"),
        ("Sie haben keine Termine.", "address by Sie"),
        ("Das ist Ihr Team.", "address by Sie"),
        ("Ihr Team trifft sich.", "address by Sie"),
        ("Hast du Zeit?", "small du"),
        ("Wie schön! Los!", "two exclamation marks"),
        ("Los!!", "two exclamation marks"),
        ("Ich bin nur ein Bot.", "only a bot"),
        ("Ich bin leider nur ein kleines Programm.", "only a bot"),
        ("3 Ansprechpartner*innen", "gender without colon"),
        ("3 AnsprechpartnerInnen", "gender without colon"),
        ("3 Ansprechpartner_innen", "gender without colon"),
        ("eine/n Kolleg/in", "gender without colon"),
        ("Kolleg(in)", "gender without colon"),
        ("👋 Hallo 🎉", "two emoji"),
        ('Er sagt "ja".', "straight quotes"),
        ("**Harz", "bold without an end"),
        ("[hier](https://example.org)", "markup other than bold"),
        ("<b>Harz</b>", "markup other than bold"),
        ("zwei  Leerzeichen", "two spaces"),
        ("Freie Tage: none", "a value, not a word"),
    ],
)
def test_the_rules_find_what_they_should(text: str, fault: str) -> None:
    """The checks themselves, on texts that break a rule."""
    assert fault in faults(text, "de")


@pytest.mark.parametrize(
    "text",
    [
        "**Harz: 3 Ansprechpartner:innen**\n**Jobbrücke Plus**: – · ☎ – · ✉ – · Di–Do 9–15 Uhr",
        "Mara ist im Urlaub. Sie vertritt Jonas. Ihr trefft Euch am Montag, sagt sie ihnen.",
        "Alles klar, ich trage „vielleicht“ ein und frage Dich am Montag noch einmal!",
        "Die Leute innen und in Halle, 1.3 und 10.000, Profil auf LinkedIn.",
        "👩\u200d🔧 sagt zu",
        "Kolleg:in oder Kolleg:innen, z. B. eine:r",
    ],
)
def test_the_rules_leave_good_texts_alone(text: str) -> None:
    """The checks themselves, on texts as they should be."""
    assert faults(text, "de") == []
