"""Which place nearly everyone means, and when it must be asked back."""

from dataclasses import replace

import pytest

from storage.places import Place, load, main_meaning

ALL = load()
STENDAL = ALL.place("15090/Stendal")


def meant(name: str) -> str | None:
    """Give the ref of the main meaning."""
    place = main_meaning(ALL.named(name))
    return place.ref if place else None


def elsewhere(population: int | None) -> Place:
    """Give a place of the same name in another state."""
    return replace(STENDAL, ref="12070/Stendal", district_key="12070", state="BB", population=population)


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Essen", "05113/Essen"),
        ("Burg", "15086/Burg"),
        ("Halle", "15002/Halle"),
        ("Naumburg", "15084/Naumburg"),
        ("Genthin", "15086/Genthin"),
        ("Weißenfels", "15084/Weißenfels"),
        ("Magdeburg", "15003/Magdeburg"),
        ("Stendal", "15090/Stendal"),
        ("Frankfurt", "06412/Frankfurt am Main"),
        ("Münster", "05515/Münster"),
        ("Freiburg", "08311/Freiburg im Breisgau"),
        ("Hamburg", "02000/Hamburg"),
        ("Nienburg", "15089/Nienburg (Saale)"),
        ("Coswig", "15091/Coswig"),
        ("Landsberg", "15088/Landsberg"),
        ("Blankenburg", "15085/Blankenburg"),
        ("Arnstein", "15087/Arnstein"),
        ("Hecklingen", "15089/Hecklingen"),
        ("Emden", "03402/Emden"),
        ("Галле", "15002/Halle"),
    ],
)
def test_clear(name: str, ref: str) -> None:
    """The town at home, unless another is far larger; the big town, where the home state has but a hamlet."""
    assert meant(name) == ref


@pytest.mark.parametrize(
    "name", ["Seehausen", "Hedersleben", "Walbeck", "Wallwitz", "Neustadt", "Petersberg", "Lindau"]
)
def test_ask_back(name: str) -> None:
    """Two at home, none that stands out, or a village here and a town there."""
    assert len(ALL.named(name)) > 1
    assert meant(name) is None


def test_none_and_one() -> None:
    """No place has no meaning; a single one needs no rule."""
    assert main_meaning([]) is None
    assert main_meaning([elsewhere(None)]) == elsewhere(None)


def test_village_elsewhere_does_not_matter() -> None:
    """A hamlet of the name of a town does not count, in whatever order."""
    assert main_meaning([elsewhere(None), STENDAL]) == STENDAL
    assert main_meaning([STENDAL, elsewhere(None)]) == STENDAL


@pytest.mark.parametrize(
    ("population", "expected"), [(60_000, True), (99_999, True), (400_000, None), (4_000_000, False)]
)
def test_town_at_home_against_larger_ones(population: int, expected: bool | None) -> None:
    """37,722 persons at home win up to ten times as many; a metropolis beyond that wins, 400,000 do too."""
    found = main_meaning([STENDAL, elsewhere(population)])
    assert found == (STENDAL if expected else elsewhere(population))


def test_village_at_home_against_towns() -> None:
    """A known village is asked about; a hamlet gives way to a big town, but not to a small one."""
    village, hamlet = (replace(STENDAL, population=n, is_municipality=False) for n in (1_500, None))
    assert main_meaning([village, elsewhere(60_000)]) is None
    assert main_meaning([village, elsewhere(600_000)]) == elsewhere(600_000)
    assert main_meaning([hamlet, elsewhere(60_000)]) == elsewhere(60_000)
    assert main_meaning([hamlet, elsewhere(9_000)]) is None


def test_same_district_is_one_answer() -> None:
    """Two of one district lead to the same people: the larger stands for both."""
    small = replace(STENDAL, ref="15090/Stendal bei Stendal", population=20_000)
    assert main_meaning([small, STENDAL]) == STENDAL


def test_another_home() -> None:
    """In Lower Saxony Nienburg is that on the Weser."""
    found = main_meaning(ALL.named("Nienburg"), home_state="NI")
    assert found is not None
    assert found.ref == "03256/Nienburg (Weser)"
