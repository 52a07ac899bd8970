"""Regions in all notations: bent, derived, shortened, misspelt, without umlauts, in other scripts."""

from __future__ import annotations

import pytest

from tests.nlu.directory import linked, places_in

NOTATIONS = """
im [Harz]
des [Harzes=Harz]
Grüße aus dem schönen [Harz]!
[Harzer=Harz] Kolleginnen
die [Harzerinnen=Harz] und [Harzer=Harz]
[Harzregion=Harz]
in der [Harz]-Region
das [Harz]-Team
[Ostharz=Harz]
[HARZ=Harz]!!!
WER MACHT [HARZ=Harz]
[harz=Harz]?
🏔️[harz=Harz]🏔️
[harz=Harz] 🙏
"[Harz]"
#[harz=Harz]
@[Harz]
[Harz],[Altmark]
[Harz]+[Altmark]
[Harz]&[Halle]
[Harz]/[Altmark]
[Harz] und/oder [Altmark]
[Harz]-[Altmark]
[Altmärker=Altmark]
[Altmaerker=Altmark]
[Altmarker=Altmark]
die [altmärkischen=Altmark]
[altmärkische=Altmark] Kollegen
das [Altmark]-Team
von den [Altmärker:innen=Altmark]
[Altmärker*innen=Altmark]
wer ist in der [altmrk=Altmark] zuständig
die [Altmakr=Altmark]
[Magdeburger=Magdeburg] Kolleg:innen
[Magdeburger:innen=Magdeburg]
[Magdeburgs=Magdeburg] Ansprechpartner
[Magdeburg's=Magdeburg] contact
[Magdeburgerin=Magdeburg]
[MD=Magdeburg]
[md=Magdeburg]?
wer ist in [MD=Magdeburg] zuständig
[Magdburg=Magdeburg]
[Madgeburg=Magdeburg]
[Magdebrug=Magdeburg]
[magdeburch=Magdeburg]
[Magde-burg=Magdeburg]
[Magde\u00adburg=Magdeburg]
[MAGDEBURG=Magdeburg]
[Магдебург=Magdeburg]
из [Магдебурга=Magdeburg]
[ماغديبورغ=Magdeburg]
[ABI=Anhalt-Bitterfeld]
in [abi=Anhalt-Bitterfeld]
[Anhalt Bitterfeld=Anhalt-Bitterfeld]
[anhalt-bitterfeld=Anhalt-Bitterfeld]
[Anhaltbitterfeld=Anhalt-Bitterfeld]
[AnhaltBitterfeld=Anhalt-Bitterfeld]
[Anhalt - Bitterfeld=Anhalt-Bitterfeld]
[Anhalt/Bitterfeld=Anhalt-Bitterfeld]
[Anhalt-Biterfeld=Anhalt-Bitterfeld]
[Anhalt-Bitterfelder=Anhalt-Bitterfeld] Kollegin
[Anhalt-Bitterfelds=Anhalt-Bitterfeld] Kontakte
Region [Halle]
in the [halle=Halle] team
who works in the [Halle] office?
[halle saale=Halle]
[Halle (Saale)=Halle]
[Halle/Saale=Halle]
[Halle/S=Halle].
[Halle an der Saale=Halle]
[Halle a.d. Saale=Halle]
[Stadt Halle=Halle]
[Hallenser=Halle]
[Hallenserinnen=Halle]
[hallesche=Halle] Kollegin
[Hallische=Halle] Kollegen
[HAL=Halle]
[Halle]-Neustadt
[Halle] Neustadt
[Magdeburg] Sudenburg
[Magdeburg]-Buckau
[Галле=Halle]
[هاله=Halle]
Kontakt im [Hartz=Harz]
"""


@pytest.mark.parametrize("line", NOTATIONS.strip().split("\n"))
def test_notation(line: str) -> None:
    """The region is found with its canonical name, nothing else, and the span is right."""
    found, wanted = places_in(line.replace("\\u00ad", "\u00ad"), "region")
    assert found == wanted


def test_there_are_enough() -> None:
    """The table is not cut short by accident."""
    assert len(NOTATIONS.strip().split("\n")) >= 80


OTHERS = """
[Halle (Westfalen)=Halle]
[Halle Westfalen=Halle]
[Halle in Westfalen=Halle]
[Halle/Westf=Halle].
[Halle (NRW)=Halle]
[LK Harz=Landkreis Harz]
[Landkreis Harz]
im [Landkreis Harz]
[Harzkreis=Landkreis Harz]
[Bitterfeld]
[Nordharz]
[Südharz]
"""


@pytest.mark.parametrize("line", OTHERS.strip().split("\n"))
def test_a_place_with_a_name_like_a_region(line: str) -> None:
    """What is a place, or a district, is not taken for the region."""
    found, wanted = places_in(line, "place")
    assert found == wanted


def test_halle_in_westphalia_is_the_one_there() -> None:
    """The reference is that of the town in Westphalia, not of Halle on the Saale."""
    (entity,) = linked("Klientin zieht nach Halle (Westfalen)")
    assert entity.refs == ("05754/Halle",)


EVERYDAY = """
Wir treffen uns in der Halle am Bahnhof
die Plakate hängen vor der Halle
wir haben Hallen gemietet
in der Stadthalle
ich hab mein Herz verloren
das kommt von Herzen
Hartz IV
hartz 4 antrag
Halli hallo
hallöchen
am Altmarkt in Dresden
hat Abi
mit Abi
im Netzwerk
weh tut der Hals
auf der Halde
"""


@pytest.mark.parametrize("text", EVERYDAY.strip().split("\n"))
def test_everyday_words_are_no_regions(text: str) -> None:
    """Halls, hearts and greetings are near to names, but no names."""
    assert [e for e in linked(text) if e.entity in ("region", "project")] == []
