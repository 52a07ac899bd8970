"""Texts are rendered from keys and parameters, in the reader's language."""

from __future__ import annotations

import logging
import subprocess
import sys
from typing import Any

import pytest

from dialogs import texts
from dialogs.texts import Missing, TextError, keys, nearest_language, plain, reporting, strict
from dialogs.texts.render import Renderer

DE = """\
-kitt = Kitt
error-sorry = Entschuldige, das ging schief.
question = Frage { $number } von **{ $name }**
count = { $count ->
    [0] niemand
    [one] eine Person
   *[other] { $count } Personen
}
role = { $role ->
    [deputy] vertritt { $name }
    [none] selbst
   *[other] für { $name }
}
value = { $value }
bold-value = **{ $value }** ist da
lines =
    **Harz**: { -kitt }

    2 * 3 { question }
only-german = nur hier: { $name }
format-km = { $km ->
    [0] unter 1 km
   *[other] { $km } km
}
language-prs = Dari
contact = { $project }: { $name } · ☎ { $phone } · { $hours } · { $languages } ({ $checked })
broken = { $count ->
    [one] { $one }
   *[other] { $other }
}
"""
EN = """\
error-sorry = Sorry, that went wrong.
question = Question { $number } by **{ $name }**
value = { $value }
format-km = { $km } km
format-locale = en_GB
language-prs = Dari
"""


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    root = tmp_path_factory.mktemp("texts")
    for language, source in (("de", DE), ("en", EN)):
        (root / language).mkdir()
        (root / language / "topic.ftl").write_text(source, encoding="utf-8")
    return Renderer(root, "de")


def show(renderer: Renderer, key: str, language: str = "de", **params: Any) -> str:
    return renderer.markup({"key": key, "params": params}, language, strict)


def value(renderer: Renderer, param: object, language: str = "de") -> str:
    return plain(show(renderer, "value", language, value=param))


def test_numbers_choose_plurals_and_are_not_grouped(renderer: Renderer) -> None:
    """A number chooses its plural and is shown as people say numbers of questions."""
    assert [show(renderer, "count", count=n) for n in (0, 1, 2)] == ["niemand", "eine Person", "2 Personen"]
    assert show(renderer, "question", number=1017, name="Nele") == "Frage 1017 von **Nele**"
    assert show(renderer, "question", "en", number=1017, name="Nele") == "Question 1017 by **Nele**"
    assert value(renderer, -1234567) == "-1234567"


def test_words_choose_variants(renderer: Renderer) -> None:
    """A text may choose by a word; a word that it does not know takes the default."""
    assert show(renderer, "role", role="deputy", name="Aylin") == "vertritt Aylin"
    assert show(renderer, "role", role="own", name="Aylin") == "für Aylin"


@pytest.mark.parametrize("nothing", ["", {"list": []}, {"list": [""]}, "none", "\x00"])
def test_an_empty_value_chooses_none(renderer: Renderer, nothing: object) -> None:
    """A text needs no second parameter to say something else where there is nothing to show."""
    assert show(renderer, "role", role=nothing) == "selbst"


def test_lines_may_begin_with_bold(renderer: Renderer) -> None:
    """What Fluent alone would take for a variant is bold here; single asterisks are literal."""
    shown = show(renderer, "lines", number=1, name="*N*")
    assert shown == r"**Harz**: Kitt" + "\n\n" + r"2 \* 3 Frage 1 von **\*N\***"


@pytest.mark.parametrize(
    ("param", "german", "english"),
    [
        ({"date": "2027-01-03"}, "3. Januar 2027", "3 January 2027"),
        ({"date": "2027-01-03", "style": "long"}, "3. Januar 2027", "3 January 2027"),
        ({"date": "2027-01-03", "style": "short"}, "3. Januar", "3 January"),
        ({"date": "2027-01-03", "style": "short", "today": "2027-11-30"}, "3. Januar", "3 January"),
        ({"date": "2027-01-03", "style": "short", "today": "2026-12-30"}, "3. Januar 2027", "3 January 2027"),
        ({"date": "2026-10-31", "style": "month"}, "Oktober 2026", "October 2026"),
        ({"date": "2026-10-31", "style": "weekday"}, "Samstag", "Saturday"),
        ({"language": "ar"}, "Arabisch", "Arabic"),
        ({"language": "ara"}, "Arabisch", "Arabic"),
        ({"language": "uk-UA"}, "Ukrainisch", "Ukrainian"),
        ({"language": "PRS"}, "Dari", "Dari"),
        ({"phone": "+493023125001"}, "030 23125001", "030 23125001"),
        ({"phone": "+491701234567"}, "0170 1234567", "0170 1234567"),
        ({"phone": "+48221234567"}, "+48 22 123 45 67", "+48 22 123 45 67"),
        ({"phone": "+493023125001", "country": "AT"}, "+49 30 23125001", "+49 30 23125001"),
        ({"km": 24.3}, "24 km", "24 km"),
        ({"list": ["A", "B", "C"]}, "A, B und C", "A, B and C"),
        ({"list": ["A", "B"], "style": "or"}, "A oder B", "A or B"),
        ({"list": ["A", 1017, {"language": "ar"}], "style": "comma"}, "A, 1017, Arabisch", "A, 1017, Arabic"),
        ({"list": ["A"]}, "A", "A"),
        ({"list": ["A", "", {"list": []}, "B"], "style": "dots"}, "A · B", "A · B"),
        ({"list": ["A", "B"], "style": "lines"}, "A\nB", "A\nB"),
        ({"list": []}, "", ""),
        (
            {"text": {"key": "question", "params": {"number": 3, "name": "N"}}},
            "Frage 3 von N",
            "Question 3 by N",
        ),
        ({"bold": {"date": "2027-01-03", "style": "weekday"}}, "Sonntag", "Sunday"),
        (2.5, "2,5", "2.5"),
    ],
)
def test_typed_values(renderer: Renderer, param: object, german: str, english: str) -> None:
    """Every kind of typed parameter is written as the language writes it."""
    assert (value(renderer, param), value(renderer, param, "en")) == (german, english)


def test_distances_below_a_kilometre(renderer: Renderer) -> None:
    """A distance is whole kilometres; nearer than half a one is said in words."""
    assert value(renderer, {"km": 0.3}) == "unter 1 km"


def test_bold_values_and_bold_around_values(renderer: Renderer) -> None:
    """Bold inside bold is bold, and a text's own bold survives where it is put in."""
    inner = {"text": {"key": "question", "params": {"number": 3, "name": "N"}}}
    assert show(renderer, "value", value=inner) == "Frage 3 von **N**"
    assert show(renderer, "bold-value", value=inner) == "**Frage 3 von N** ist da"
    assert show(renderer, "value", value={"bold": "N*"}) == r"**N\***"
    row = {"list": [{"bold": "A"}, {"bold": ""}, inner], "style": "comma"}
    assert show(renderer, "value", value=row) == "**A**, Frage 3 von **N**"


def lacking(renderer: Renderer, key: str, language: str = "de", **params: Any) -> tuple[str, list[Missing]]:
    missing: list[Missing] = []
    return renderer.markup({"key": key, "params": params}, language, missing.append), missing


def test_a_key_that_a_language_lacks_is_shown_in_german(renderer: Renderer) -> None:
    """Better in German than not at all; the log learns of it."""
    shown = lacking(renderer, "only-german", "en", name="N")
    assert shown == ("nur hier: N", [Missing("key", "en", "only-german")])


def test_a_key_that_nobody_has_becomes_an_apology(renderer: Renderer) -> None:
    """The apology comes in the reader's language."""
    shown, missing = lacking(renderer, "no-such-key", "en")
    assert shown == "Sorry, that went wrong."
    assert missing == [Missing("key", "en", "no-such-key"), Missing("key", "de", "no-such-key")]


def test_a_parameter_that_was_not_given_becomes_an_apology(renderer: Renderer) -> None:
    """No braces are shown; only the parameters that the chosen variant needs count."""
    shown, missing = lacking(renderer, "question", number=1)
    assert (shown, missing) == (
        "Entschuldige, das ging schief.",
        [Missing("parameter", "de", "question", "name")],
    )
    assert show(renderer, "broken", count=2, other="x") == "x"


@pytest.mark.parametrize(
    "param", [None, [], {}, {"km": "far"}, {"list": 3}, {"text": None}, {"date": 5}, {"list": [True]}, 10**30]
)
def test_values_of_the_wrong_type_count_as_not_given(renderer: Renderer, param: object) -> None:
    """What cannot be shown at all is reported, and the text becomes an apology."""
    shown, missing = lacking(renderer, "value", value=param)
    assert shown == "Entschuldige, das ging schief."
    assert missing


@pytest.mark.parametrize("param", [{"date": "morgen*"}, {"phone": "morgen*"}, {"language": "morgen*"}])
def test_unreadable_values_are_shown_as_they_are(renderer: Renderer, param: object) -> None:
    """A date that is none is reported, but the reader gets what is stored."""
    shown, missing = lacking(renderer, "value", value=param)
    assert (plain(shown), missing) == ("morgen*", [Missing("value", "de", "value", "value")])


def test_a_gap_deep_inside_makes_an_apology_of_the_whole(renderer: Renderer) -> None:
    """Half a sentence could mean something else, so none is shown."""
    row = {"list": ["A", {"text": {"key": "question"}}]}
    assert lacking(renderer, "value", value=row)[0] == "Entschuldige, das ging schief."
    deep: Any = "x"
    for _ in range(500):
        deep = {"bold": deep}
    assert lacking(renderer, "value", value=deep)[0] == "Entschuldige, das ging schief."


def test_strict_names_what_is_missing(renderer: Renderer) -> None:
    """Tests fail with language, key and parameter."""
    with pytest.raises(TextError, match="de: question: parameter missing name"):
        show(renderer, "question", number=1)


def test_the_running_bot_logs_a_constant_event_without_values(caplog: pytest.LogCaptureFixture) -> None:
    """The log gets names of keys only; whoever reports instead gets it instead of the log."""
    with caplog.at_level(logging.WARNING):
        texts.markup({"key": "no-such-key", "params": {"name": "Mara"}}, "de")
    assert {r.message for r in caplog.records} == {"text_missing"}
    assert "Mara" not in str([vars(r) for r in caplog.records])
    with reporting(strict), pytest.raises(TextError):
        texts.markup({"key": "no-such-key"}, "de")


def test_languages_are_the_folders() -> None:
    """German comes first; a language has keys."""
    assert texts.LANGUAGES[0] == "de"
    assert "en" in texts.LANGUAGES
    assert "format-km" in keys("en")


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de", "de"), ("DE-at", "de"), ("en_GB", "en"), ("pt-BR", "de"), (None, "de"), ("", "de"), ("-", "de")],
)
def test_the_nearest_language(tag: str | None, language: str) -> None:
    """A tag's language counts, its country does not."""
    assert nearest_language(tag, "de") == language


def test_importing_is_light() -> None:
    """Fluent, babel and phonenumbers wait for the first text."""
    code = """if True:
        import sys
        import dialogs.texts
        assert not {"babel", "fluent", "phonenumbers"} & set(sys.modules)
    """
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_contact_is_rendered(renderer: Renderer) -> None:
    """A contact with all its values."""
    contact = {
        "project": {"bold": "Jobbrücke Plus"},
        "name": "Mara Lindner",
        "phone": {"phone": "+493941123456"},
        "hours": "Di–Do 9–15 Uhr",
        "languages": {"list": [{"language": "de"}, {"language": "ar"}]},
        "checked": {"date": "2026-10-01", "style": "month"},
    }

    shown = (
        "Jobbrücke Plus: Mara Lindner · ☎ 03941 123456 · Di–Do 9–15 Uhr · Deutsch und Arabisch (Oktober 2026)"
    )
    assert plain(show(renderer, "contact", **contact)) == shown
