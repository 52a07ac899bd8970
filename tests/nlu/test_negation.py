"""In a negation or a correction only the wanted value counts."""

from __future__ import annotations

import pytest

from tests.nlu.directory import linked

WANTED = {
    "nicht Harz, sondern Halle": "Halle",
    "nicht Harz sondern Altmark": "Altmark",
    "nee nicht harz sondern altmark": "Altmark",
    "nicht in Halle, in Magdeburg": "Magdeburg",
    "nicht im Harz, sondern in der Altmark": "Altmark",
    "nicht aus Halle, sondern aus Merseburg": "Merseburg",
    "nicht für Halle, sondern für Magdeburg": "Magdeburg",
    "nicht mehr in Burg sondern in Halle": "Halle",
    "nicht schon wieder Harz, lieber die Altmark": "Altmark",
    "doch nicht Halle, lieber Harz": "Harz",
    "statt Halle lieber Magdeburg": "Magdeburg",
    "anstelle von Halle Magdeburg": "Magdeburg",
    "Halle statt Magdeburg": "Halle",
    "Korrektur: Halle statt Magdeburg": "Halle",
    "lieber Magdeburg als Halle": "Magdeburg",
    "eher Magdeburg als Halle": "Magdeburg",
    "Magdeburg und nicht Halle": "Magdeburg",
    "Magdeburg nicht Halle": "Magdeburg",
    "Magdeburg, nicht aber Halle": "Magdeburg",
    "Halle nicht, Magdeburg": "Magdeburg",
    "Halle bitte, Magdeburg nicht": "Halle",
    "nicht Halle und Magdeburg, sondern Harz": "Harz",
    "weder Halle noch Magdeburg, sondern Harz": "Harz",
    "Burg, quatsch, Genthin": "Genthin",
    "Burg äh nein Genthin": "Genthin",
    "Burg, ach nee, ich meinte Genthin": "Genthin",
    "Stendal, nein, Salzwedel": "Salzwedel",
    "ich meinte nicht Stendal sondern Genthin": "Genthin",
    "Sorry, Burg meinte ich, nicht Genthin": "Burg",
    "ich meine Burg und nicht Genthin": "Burg",
    "Harz! nein Halle": "Halle",
    "Halle, Quatsch: Harz": "Harz",
    "Halle, ich meine Harz": "Harz",
    "Halle, äh, Harz": "Harz",
    "not Halle but Magdeburg": "Magdeburg",
    "Magdeburg, not Halle": "Magdeburg",
    "instead of Halle Magdeburg": "Magdeburg",
    "Halle instead of Magdeburg": "Halle",
    "Harz rather than Altmark": "Harz",
    "wait, not Halle, Harz": "Harz",
    "nicht 39104 sondern 39576": "39576",
    "nicht Frau Lindner sondern Frau Demir": "Aylin Demir",
    "nicht Mara Lindner, sondern Aylin Demir": "Aylin Demir",
    "nicht Arabisch sondern Farsi": "Persisch",
    "nicht auf deutsch sondern auf englisch": "Englisch",
    "spricht kein Deutsch, nur Arabisch": "Arabisch",
    "kann kein Englisch aber Französisch": "Französisch",
    "sie spricht Arabisch, kein Deutsch": "Arabisch",
    "nicht FiF, sondern IQ": "IQ Netzwerk",
    "Klientin ist von Burg nach Halle gezogen": "Halle",
    "sie zieht von Stendal nach Magdeburg": "Magdeburg",
}


@pytest.mark.parametrize(("text", "value"), WANTED.items())
def test_only_the_wanted_value(text: str, value: str) -> None:
    """What is negated or taken back is left away."""
    assert [e.value for e in linked(text)] == [value]


BOTH = {
    "nicht nur Halle, sondern auch Magdeburg": ["Halle", "Magdeburg"],
    "nicht nur in Halle sondern auch in Magdeburg": ["Halle", "Magdeburg"],
    "not only Halle but also Magdeburg": ["Halle", "Magdeburg"],
    "ich weiß nicht, wer in Halle zuständig ist und wer in Magdeburg": ["Halle", "Magdeburg"],
    "ich finde nicht den Kontakt in Halle und Magdeburg": ["Halle", "Magdeburg"],
    "kenne mich nicht aus in Halle und im Harz": ["Halle", "Harz"],
    "weiß nicht ob Harz oder Altmark": ["Harz", "Altmark"],
    "ich kenne noch keine:n aus Halle oder der Altmark": ["Halle", "Altmark"],
    "das stimmt nicht, Halle und Magdeburg": ["Halle", "Magdeburg"],
    "ich wohne in Halle, meine Arbeit ist in Burg": ["Halle", "Burg"],
    "Er wohnt in Halle, arbeitet aber nicht dort, sondern in Magdeburg": ["Halle", "Magdeburg"],
    "wohnt nicht in Halle, sondern in Burg und arbeitet in Magdeburg": ["Burg", "Magdeburg"],
    "wohnt in Burg und arbeitet nicht in Halle, sondern in Magdeburg": ["Burg", "Magdeburg"],
    "von Burg nach Halle": ["Burg", "Halle"],
    "nicht im Harz": ["Harz"],
    "kein Harz": ["Harz"],
    "weder im Harz noch in Halle": ["Harz", "Halle"],
    "nicht Jobbrücke Plus, ich mein die vom IQ Netzwerk in Magdeburg": ["IQ Netzwerk", "Magdeburg"],
    "kannst du nicht Halle fragen?": ["Halle"],
}


@pytest.mark.parametrize(("text", "values"), BOTH.items())
def test_what_is_not_negated_stays(text: str, values: list[str]) -> None:
    """A negation that belongs to something else, or leaves nothing over, drops nothing."""
    assert [e.value for e in linked(text)] == values
