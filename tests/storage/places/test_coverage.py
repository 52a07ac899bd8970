"""Which region covers what, and which is near."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.places import EARTH_RADIUS_KM, Coverage, distance_km, load
from storage.places.coverage import ANCHOR_POPULATION

ALL = load()
REGIONS = {
    "Altmark": ["15081", "15090"],
    "Anhalt-Bitterfeld": ["15082"],
    "Harz": ["15085"],
    "Magdeburg": ["15003"],
    "Halle": ["15002"],
}
COVERAGE = Coverage(ALL, REGIONS)
UNCOVERED = ["15001", "15083", "15084", "15086", "15087", "15088", "15089", "15091"]


@dataclass(frozen=True)
class Point:
    """A position in degrees."""

    lat: float
    lon: float


POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
IN_GERMANY = st.builds(Point, st.floats(47.3, 55.1), st.floats(5.9, 15.1))


@pytest.mark.parametrize(
    ("ref", "regions"),
    [
        ("15090/Stendal", ("Altmark",)),
        ("15081/Salzwedel", ("Altmark",)),
        ("15085/Quedlinburg", ("Harz",)),
        ("15082/Köthen", ("Anhalt-Bitterfeld",)),
        ("15002/Halle", ("Halle",)),
        ("15083/Seehausen", ()),
        ("15088/Lieskau", ()),
        ("15087/Südharz", ()),
        ("05754/Halle", ()),
    ],
)
def test_regions_of_a_place(ref: str, regions: tuple[str, ...]) -> None:
    """By its district; a place outside has none, however its name sounds."""
    assert COVERAGE.regions_of(ALL.place(ref)) == regions


def test_six_of_fourteen_districts_are_covered() -> None:
    """The other eight have no region, and the bot must say so."""
    keys = [district.key for district in ALL.districts() if district.state == "ST"]
    assert [key for key in keys if not COVERAGE.regions_of_district(key)] == UNCOVERED
    assert COVERAGE.regions_of_district("15081") == ("Altmark",)


@pytest.mark.parametrize("key", UNCOVERED)
def test_uncovered_districts_have_near_regions(key: str) -> None:
    """Each gets three different regions, the nearest first, within a commute or two."""
    district = ALL.district(key)
    near = COVERAGE.nearest(district.lat, district.lon)
    assert len({region for region, _, _ in near}) == 3
    assert near == sorted(near, key=lambda entry: entry[1])
    assert near[0][1] < 45


def test_landkreis_boerde_is_near_magdeburg() -> None:
    """Measured to towns that people know, not to the middle of a region."""
    district = ALL.district("15083")
    assert [(region, town) for region, _, town in COVERAGE.nearest(district.lat, district.lon)] == [
        ("Magdeburg", "Magdeburg"),
        ("Altmark", "Gardelegen"),
        ("Harz", "Halberstadt"),
    ]


def test_nearest_from_far_away() -> None:
    """Munich is nearest to Halle; the limit is kept, and more than there are is no error."""
    munich = ALL.place("09162/München")
    assert COVERAGE.nearest(munich.lat, munich.lon, limit=1)[0][::2] == ("Halle", "Halle (Saale)")
    assert len(COVERAGE.nearest(munich.lat, munich.lon, limit=99)) == 5
    assert COVERAGE.nearest(munich.lat, munich.lon, limit=0) == []


def test_border_crossing_postcode_gives_both_sides() -> None:
    """39397 is partly Harz and partly nobody's: the places that lead there are named."""
    harz, nobody = COVERAGE.regions_of_postcode("39397")
    assert (harz.region, [place.name for place in harz.places]) == ("Harz", ["Schwanebeck", "Nienhagen"])
    assert (nobody.region, [place.name for place in nobody.places]) == (None, ["Gröningen", "Kroppenstedt"])
    assert [district.key for district in harz.districts + nobody.districts] == ["15085", "15083"]


def test_postcode_within_one_region() -> None:
    """39606 crosses from one district into another of the same region: one answer."""
    (altmark,) = COVERAGE.regions_of_postcode("39606")
    assert altmark.region == "Altmark"
    assert {district.key for district in altmark.districts} == {"15081", "15090"}
    assert [reach.region for reach in COVERAGE.regions_of_postcode("38820")] == ["Harz"]
    assert [reach.region for reach in COVERAGE.regions_of_postcode("45127")] == [None]
    assert COVERAGE.regions_of_postcode("00000") == ()


def test_all_crossing_postcodes_reach_all_their_districts() -> None:
    """No side of a border gets lost."""
    codes = {code for place in ALL.places() if place.state == "ST" for code in place.postcodes}
    for code in codes:
        reached = {d.key for reach in COVERAGE.regions_of_postcode(code) for d in reach.districts}
        assert reached == {district.key for district in ALL.districts_of_postcode(code)}


def test_regions_of_municipalities() -> None:
    """A region may be a single town, a union of villages, or overlap another."""
    coverage = Coverage(ALL, {1: ["15086015", "15086140"], 2: ["15086"], 3: ["15002000"], 4: ["15084130"]})
    assert coverage.regions_of(ALL.place("15086/Burg")) == (1, 2)
    assert coverage.regions_of(ALL.place("15086/Genthin")) == (2,)
    assert coverage.regions_of(ALL.place("15002/Halle")) == (3,)
    assert coverage.regions_of(ALL.place("15084/Tröglitz")) == (4,)
    assert coverage.regions_of_district("15086") == (1, 2)
    assert coverage.regions_of_district("15084") == (4,)


def test_city_key_as_municipality_reaches_every_part() -> None:
    """Brambach has no municipality key in the data, but lies in the city of Dessau-Roßlau."""
    coverage = Coverage(ALL, {"Dessau": ["15001000"]})
    assert coverage.regions_of(ALL.place("15001/Brambach")) == ("Dessau",)


def test_region_without_a_larger_town() -> None:
    """Its largest place stands for it; without any population, that in the middle; without places, none."""
    coverage = Coverage(ALL, {"Aland": ["15090003"], "Wische": ["15090008"], "leer": [], "fremd": ["99999"]})
    near = {region: town for region, _, town in coverage.nearest(52.9, 11.7, limit=9)}
    assert near == {"Aland": "Krüden", "Wische": near["Wische"]}
    assert "15090008" in {place.municipality_key for place in ALL.named(near["Wische"])}


@pytest.mark.parametrize("key", ["", "1508", "150900", "Stendal", "15090-", "٠٥٠٩٠"])
def test_malformed_area(key: str) -> None:
    """What is neither a district nor a municipality is refused with a sentence."""
    with pytest.raises(ValueError, match="neither a five-digit district key"):
        Coverage(ALL, {"x": [key]})


def test_known_distances() -> None:
    """Magdeburg to Halle is 76 km as the crow flies, Wernigerode to Magdeburg about 67."""
    magdeburg = ALL.place("15003/Magdeburg")
    assert distance_km(magdeburg, ALL.place("15002/Halle")) == pytest.approx(76, abs=2)
    assert distance_km(magdeburg, ALL.place("15085/Wernigerode")) == pytest.approx(67, abs=3)
    assert distance_km(Point(0, 0), Point(0, 180)) == pytest.approx(3.14159265 * EARTH_RADIUS_KM)


@given(POINTS, POINTS, POINTS)
def test_distance_is_a_metric(a: Point, b: Point, c: Point) -> None:
    """Symmetric, nothing to itself, never longer by the direct way, at most half around the earth."""
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert distance_km(a, a) == 0
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-3
    assert distance_km(a, b) <= 20_016


@given(IN_GERMANY)
def test_nearest_agrees_with_measuring_every_town(point: Point) -> None:
    """The prepared anchors give the same as going through all places."""
    best: dict[str, float] = {}
    for place in ALL.places():
        for region in COVERAGE.regions_of(place) if (place.population or 0) >= ANCHOR_POPULATION else ():
            best[region] = min(best.get(region, 1e9), distance_km(point, place))
    found = {region: km for region, km, _ in COVERAGE.nearest(point.lat, point.lon, limit=5)}
    assert found == pytest.approx(best)
