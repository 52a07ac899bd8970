"""What is in the shipped data, with every trap that its description names."""

import subprocess
import sys

import pytest

from storage.places import District, Gazetteer, Place, load
from storage.places.districts import STATES, is_city, whole_name
from storage.places.municipalities import (
    DISPLAY_NAMES,
    NOT_THEIR_OWN_POPULATION,
    SPOKEN_NAMES,
    official_names,
)

ALL = load()


def home() -> list[Place]:
    """Give the places of Saxony-Anhalt."""
    return [place for place in ALL.places() if place.state == "ST"]


def test_nothing_is_read_at_import() -> None:
    """A process that needs no places pays nothing for them."""
    code = "import storage.places as p; assert p.load.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_one_gazetteer_per_process() -> None:
    """Loading twice gives the same."""
    assert load() is ALL
    assert isinstance(ALL, Gazetteer)


def test_size() -> None:
    """16,477 rows are 14,516 places; 45 unions of villages come on top."""
    assert len(ALL.places()) == 14_561
    assert len(ALL.districts()) == 400
    assert len({place.ref for place in ALL.places()}) == 14_561
    assert {place.state for place in ALL.places()} == set(STATES)


def test_a_place_has_all_its_postcodes() -> None:
    """Magdeburg is one place with fifteen postcodes, in the middle of them."""
    place = ALL.place("15003/Magdeburg")
    assert len(place.postcodes) == 15
    assert place.population == 235_775
    assert (round(place.lat, 1), round(place.lon, 1)) == (52.1, 11.6)
    assert "Магдебург" in place.other_names


def test_austrian_village_is_left_out() -> None:
    """Jungholz has a German postcode, but no German district."""
    assert ALL.by_postcode("87491") == ()
    assert all(place.district_key for place in ALL.places())


def test_frozen() -> None:
    """A place cannot be changed, since all share it."""
    with pytest.raises(AttributeError):
        ALL.place("15090/Stendal").name = "Tendal"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("code", "name"),
    [("38820", "Halberstadt"), ("06484", "Quedlinburg"), ("39288", "Burg"), ("06108", "Halle")],
)
def test_postcodes_people_confuse(code: str, name: str) -> None:
    """38820 is Halberstadt, Quedlinburg is 06484; the largest place comes first."""
    assert ALL.by_postcode(code)[0].name == name


@pytest.mark.parametrize("code", ["6108", " 06108", "D-06108", "DE 06108", "d06108"])
def test_postcodes_as_people_write_them(code: str) -> None:
    """Spreadsheets eat the leading zero, letters have the country before it."""
    assert [place.ref for place in ALL.by_postcode(code)] == ["15002/Halle"]


@pytest.mark.parametrize("code", ["", "123", "99999", "061088", "abcde", "06108 Halle"])
def test_no_such_postcode(code: str) -> None:
    """What is no postcode finds nothing and breaks nothing."""
    assert ALL.by_postcode(code) == ()
    assert ALL.districts_of_postcode(code) == ()


def test_border_crossing_postcodes() -> None:
    """18 of the 220 postcodes of the state lie in two districts; one of them reaches into Brandenburg."""
    codes = {code for place in home() for code in place.postcodes}
    crossing = [code for code in codes if len(ALL.districts_of_postcode(code)) > 1]
    assert (len(codes), len(crossing)) == (220, 18)
    assert [district.key for district in ALL.districts_of_postcode("39397")] == ["15083", "15085"]
    assert [district.key for district in ALL.districts_of_postcode("06333")] == ["15085", "15087"]
    assert {district.state for district in ALL.districts_of_postcode("14715")} == {"BB", "ST"}


def test_names_in_several_districts_of_the_state() -> None:
    """16 names are in more than one district of Saxony-Anhalt, Breitenbach and Jerchel elsewhere too."""
    keys: dict[str, set[str]] = {}
    for place in home():
        keys.setdefault(place.name, set()).add(place.district_key)
    twice = {name for name, districts in keys.items() if len(districts) > 1}
    assert len(twice) == 16
    assert {"Seehausen", "Hedersleben", "Walbeck", "Peißen"} <= twice


def test_halle_is_in_four_districts_of_three_other_states() -> None:
    """The name alone does not say which."""
    assert sorted(p.state for p in ALL.places() if p.name == "Halle") == ["NI", "NI", "NW", "ST"]


def test_municipalities() -> None:
    """All 218 are there: 173 are places of the data, 45 are unions made of their villages."""
    official = official_names()
    found = {place.municipality_key: place for place in home() if place.is_municipality}
    assert len(official) == 218
    assert {key: place.full_name for key, place in found.items()} == official
    assert all(ALL.district(key[:5]).state == "ST" for key in official)


@pytest.mark.parametrize(
    ("ref", "codes"),
    [
        ("15090/Altmärkische Wische", {"39615"}),
        ("15081/Flecken Diesdorf", {"29413"}),
        ("15090/Eichstedt (Altmark)", {"39596"}),
        ("15084/Elsteraue", {"06729"}),
        ("15085/Falkenstein/Harz", {"06463"}),
        ("15083/Sülzetal", {"39171"}),
    ],
)
def test_municipalities_without_a_row_of_their_own(ref: str, codes: set[str]) -> None:
    """The six that lack a population row are found all the same."""
    place = ALL.place(ref)
    assert place.is_municipality
    assert codes <= set(place.postcodes)


def test_union_lies_among_its_villages() -> None:
    """Muldestausee has no place of its own; it stands in the middle of its villages."""
    union, village = ALL.place("15082/Muldestausee"), ALL.place("15082/Pouch")
    assert union.municipality_key == village.municipality_key == "15082241"
    assert abs(union.lat - village.lat) < 0.1
    assert set(village.postcodes) <= set(union.postcodes)


@pytest.mark.parametrize(
    ("ref", "at_least"),
    [
        ("15086/Burg", 20_000),
        ("15087/Lutherstadt Eisleben", 20_000),
        ("15089/Schönebeck (Elbe)", 25_000),
        ("15083/Haldensleben", 18_000),
        ("08311/Freiburg im Breisgau", 200_000),
        ("09162/München", 1_000_000),
    ],
)
def test_populations_that_the_data_lost(ref: str, at_least: int) -> None:
    """Towns whose two sources write them differently are no hamlets."""
    assert (ALL.place(ref).population or 0) >= at_least


def test_village_has_not_the_population_of_its_municipality() -> None:
    """Huy-Neinstedt would be the anchor of the region Harz otherwise."""
    assert ALL.place("15085/Huy-Neinstedt").population is None


def test_exceptions_are_about_places_that_exist() -> None:
    """A renamed place must not leave an exception without effect behind."""
    for ref in [*DISPLAY_NAMES, *SPOKEN_NAMES, *NOT_THEIR_OWN_POPULATION]:
        assert ALL.place(ref).ref == ref


def test_full_names() -> None:
    """What the bot shows has the official addition."""
    shown = {ref: ALL.place(ref).full_name for ref in ("15002/Halle", "15082/Köthen", "15083/Seehausen")}
    assert list(shown.values()) == ["Halle (Saale)", "Köthen (Anhalt)", "Seehausen (Börde)"]
    assert ALL.place("15090/Stendal").full_name == "Stendal"


@pytest.mark.parametrize(
    ("key", "name", "short"),
    [
        ("15002", "Kreisfreie Stadt Halle", "Halle"),
        ("15003", "Landeshauptstadt Magdeburg", "Magdeburg"),
        ("15001", "Kreisfreie Stadt Dessau-Roßlau", "Dessau-Roßlau"),
        ("15083", "Landkreis Börde", "Börde"),
        ("15085", "Landkreis Harz", "Harz"),
        ("15089", "Salzlandkreis", "Salzlandkreis"),
        ("15081", "Altmarkkreis Salzwedel", "Altmarkkreis Salzwedel"),
        ("08212", "Kreisfreie Stadt Karlsruhe", "Karlsruhe"),
        ("08215", "Landkreis Karlsruhe", "Karlsruhe"),
        ("05754", "Kreis Gütersloh", "Gütersloh"),
        ("02000", "Hamburg", "Hamburg"),
        ("11000", "Berlin", "Berlin"),
        ("06611", "Kreisfreie Stadt Kassel", "Kassel"),
        ("14628", "Landkreis Sächsische Schweiz", "Sächsische Schweiz"),
    ],
)
def test_district_names(key: str, name: str, short: str) -> None:
    """The data writes districts in seven ways; here they are alike."""
    district = ALL.district(key)
    assert (district.name, district.short_name) == (name, short)


def test_city_by_its_key() -> None:
    """106 districts are single cities; where the data says so, the key says the same."""
    cities = [district for district in ALL.districts() if district.is_city]
    assert len(cities) == 106
    assert all(is_city(d.key, d.state) for d in cities)
    assert whole_name("Lübeck, Hansestadt", "01003", "SH") == "Kreisfreie Stadt Lübeck"


def test_district_lies_where_its_people_live() -> None:
    """The middle of Landkreis Stendal is near the town, not in the woods; its postcodes are all there."""
    district = ALL.district("15090")
    assert isinstance(district, District)
    assert abs(district.lat - 52.6) < 0.1
    assert "39576" in district.postcodes


def test_unknown_refs_and_keys() -> None:
    """They raise what a dictionary would."""
    with pytest.raises(KeyError):
        ALL.place("15090/Nirgends")
    with pytest.raises(KeyError):
        ALL.district("99999")
