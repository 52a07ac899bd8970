"""Finding places and districts by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.places import Place, load, main_meaning, normal

ALL = load()
ANY_PLACE = st.sampled_from(ALL.places())


def refs(name: str) -> list[str]:
    """Give the refs of all that have the name."""
    return [place.ref for place in ALL.named(name)]


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Stendal", "15090/Stendal"),
        ("hansestadt stendal", "15090/Stendal"),
        ("Wittenberg", "15091/Lutherstadt Wittenberg"),
        ("Lutherstadt Wittenberg", "15091/Lutherstadt Wittenberg"),
        ("Eisleben", "15087/Lutherstadt Eisleben"),
        ("Eisleben, Lutherstadt", "15087/Lutherstadt Eisleben"),
        ("Welterbestadt Quedlinburg", "15085/Quedlinburg"),
        ("Halle (Saale)", "15002/Halle"),
        ("halle/saale", "15002/Halle"),
        ("Halle an der Saale", "15002/Halle"),
        ("Burg bei Magdeburg", "15086/Burg"),
        ("Burg (Jerichower Land)", "15086/Burg"),
        ("Dessau", "15001/Dessau"),
        ("Roßlau", "15001/Roßlau"),
        ("dessau rosslau", "15001/Dessau-Roßlau"),
        ("Bitterfeld", "15082/Bitterfeld"),
        ("Wolfen", "15082/Wolfen"),
        ("bitterfeld wolfen", "15082/Bitterfeld-Wolfen"),
        ("Köthen (Anhalt)", "15082/Köthen"),
        ("Koethen", "15082/Köthen"),
        ("Kothen", "15082/Köthen"),
        ("Zerbst/Anhalt", "15082/Zerbst"),
        ("Zerbst", "15082/Zerbst"),
        ("Schönebeck/Elbe", "15089/Schönebeck (Elbe)"),
        ("Oebisfelde", "15083/Oebisfelde"),
        ("Öbisfelde", "15083/Oebisfelde"),
        ("Diesdorf", "15081/Flecken Diesdorf"),
        ("Muldestausee", "15082/Muldestausee"),
        ("Frankfurt (Oder)", "12053/Frankfurt (Oder)"),
        ("Frankfurt/O.", "12053/Frankfurt (Oder)"),
        ("Frankfurt a. M.", "06412/Frankfurt am Main"),
        ("Naumburg (Hessen)", "06633/Naumburg"),
        ("Naumburg a. d. Saale", "15084/Naumburg"),
        ("Halle (Westf.)", "05754/Halle"),
        ("Halle (NW)", "05754/Halle"),
        ("St. Gangloff", "16074/Sankt Gangloff"),
        ("Kreuzberg", "11000/Berlin Kreuzberg"),
        ("Dürrenberg", "15088/Bad Dürrenberg"),
        ("Schkopau", "15088/Schkopau"),
        ("Магдебург", "15003/Magdeburg"),
    ],
)
def test_one_place(name: str, ref: str) -> None:
    """However it is written, it is this place and no other."""
    assert refs(name) == [ref]


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Seehausen (Altmark)", "15090/Seehausen"),
        ("Seehausen (Börde)", "15083/Seehausen"),
        ("Seehausen, LK Stendal", "15090/Seehausen"),
        ("Seehausen im Landkreis Börde", "15083/Seehausen"),
        ("Seehausen Börde", "15083/Seehausen"),
    ],
)
def test_addition_chooses(name: str, ref: str) -> None:
    """What is asked back can be answered in one breath."""
    assert refs(name) == [ref]


def test_wrong_addition_finds_nothing_rather_than_the_largest() -> None:
    """Halle on the Danube is not Halle (Saale); where one place alone has the name, it is that one."""
    assert refs("Halle (Donau)") == []
    assert refs("Magdeburg (Elbe)") == ["15003/Magdeburg"]


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Südharz OT Roßla", "15087/Roßla"),
        ("Südharz, OT Roßla", "15087/Roßla"),
        ("Roßla (Ortsteil Nirgends)", "15087/Roßla"),
        ("Schkopau OT Döllnitz", "15088/Schkopau Döllnitz"),
        ("Magdeburg OT Ottersleben", "15003/Magdeburg"),
        ("OT Roßla", "15087/Roßla"),
        ("Wanzleben-Börde OT Seehausen", "15083/Seehausen"),
    ],
)
def test_parts_in_addresses(name: str, ref: str) -> None:
    """A part counts where it lies in the district of its town, else the town does."""
    assert refs(name) == [ref]


def test_homonyms_largest_first() -> None:
    """All that have the name come, whatever their additions."""
    assert refs("Burg")[0] == "15086/Burg"
    assert {"12071/Burg (Spreewald)", "01051/Burg (Dithmarschen)", "07232/Burg"} <= set(refs("Burg"))
    assert refs("Seehausen")[0] == "15090/Seehausen"
    assert "15091/Jessen (Elster) Arnsdorf" in refs("Arnsdorf")


def test_sounding_alike_is_not_the_same() -> None:
    """Calbe on the Saale and Kalbe on the Milde sound the same to a dictation; Freyburg and Freiburg too."""
    assert refs("Calbe") == ["15089/Calbe"]
    assert refs("Kalbe")[0] == "15081/Kalbe (Milde)"
    assert refs("Freyburg") == ["15084/Freyburg"]


@pytest.mark.parametrize(
    "name", ["", " ", "-", "()", "Nirgendwo", "Lutherstadt", "Harz", "Börde", "OT", "🙂"]
)
def test_no_place(name: str) -> None:
    """Neither nonsense nor a landscape is a place."""
    assert refs(name) == []


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("LK Stendal", ["15090"]),
        ("Landkreis Stendal", ["15090"]),
        ("kreis stendal", ["15090"]),
        ("Stendal", ["15090"]),
        ("Stendal (Landkreis)", ["15090"]),
        ("Salzlandkreis", ["15089"]),
        ("Jerichower Land", ["15086"]),
        ("LK Jerichower Land", ["15086"]),
        ("Börde", ["15083"]),
        ("lk boerde", ["15083"]),
        ("LK Borde", ["15083"]),
        ("Harzkreis", ["15085"]),
        ("Altmarkkreis", ["15081"]),
        ("Kreis Salzwedel", ["15081"]),
        ("Anhalt Bitterfeld", ["15082"]),
        ("Landeshauptstadt Magdeburg", ["15003"]),
        ("kreisfreie Stadt Dessau-Roßlau", ["15001"]),
        ("Karlsruhe", ["08212", "08215"]),
        ("LK Karlsruhe", ["08215"]),
        ("Stadt Karlsruhe", ["08212"]),
        ("Landkreis Halle", []),
        ("Landkreis", []),
        ("", []),
    ],
)
def test_districts(name: str, keys: list[str]) -> None:
    """With its kind or without, whole or as people say."""
    assert [district.key for district in ALL.districts_named(name)] == keys


def test_names_for_the_linker() -> None:
    """Every place and district is there, with what it is called in everyday life."""
    names = {ref: (shown, forms) for shown, ref, forms in ALL.names()}
    assert len(names) == len(ALL.places()) + len(ALL.districts())
    assert names["15002/Halle"][0] == "Halle (Saale)"
    assert {"Halle", "Галле"} <= set(names["15002/Halle"][1])
    assert names["15086/Burg"] == ("Burg", ("Burg bei Magdeburg",))
    assert names["15091/Lutherstadt Wittenberg"][1] == ("Wittenberg",)
    assert names["15091/Jessen (Elster) Arnsdorf"][1] == ("Arnsdorf",)
    assert "Burg" in names["12071/Burg (Spreewald)"][1]
    assert names["15083"] == ("Landkreis Börde", ("Börde", "Bördekreis", "Kreis Börde", "LK Börde"))


def test_short_name_of_a_district_is_left_to_the_town() -> None:
    """ "Stendal" is the town; the district must be called one."""
    forms = {ref: forms for _, ref, forms in ALL.names()}
    assert forms["15090"] == ("Kreis Stendal", "LK Stendal")
    assert forms["15002"] == ("Stadt Halle",)
    assert "Harz" in forms["15085"]


@given(ANY_PLACE)
def test_every_place_is_found_by_its_names(place: Place) -> None:
    """By the name of the data, by the one shown, and shouted."""
    for name in (place.name, place.full_name, place.full_name.upper(), normal(place.full_name)):
        assert place in ALL.named(name)


@given(ANY_PLACE)
def test_every_place_is_found_by_its_postcodes(place: Place) -> None:
    """And its district with it."""
    for code in place.postcodes:
        assert place in ALL.by_postcode(code)
        assert ALL.district(place.district_key) in ALL.districts_of_postcode(code)


@given(st.text(max_size=30))
def test_no_text_breaks_the_search(text: str) -> None:
    """Whatever people type, the answer is places or none, and a meaning only among them."""
    found = ALL.named(text)
    assert main_meaning(found) in (None, *found)
    assert isinstance(ALL.districts_named(text), tuple)
    assert isinstance(ALL.by_postcode(text), tuple)
