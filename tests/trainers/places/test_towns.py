"""The town that somebody means, as they type it."""

import pytest

from trainers.places.departments import clock_of, department_of, departments
from trainers.places.geography import MAP_HEIGHT, MAP_WIDTH, distance_km, is_in_france, project
from trainers.places.towns import find, gazetteer, nearest


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Lyon", "Lyon (69)"),
        ("lyon 3e", "Lyon (69)"),
        ("LYON 3ème arrondissement", "Lyon (69)"),
        ("69003", "Lyon (69)"),
        ("Lyon 69003", "Lyon (69)"),
        ("Lyon (69)", "Lyon (69)"),
        ("st etienne", "Saint-Étienne (42)"),
        ("L’haÿ les roses", "L'Haÿ-les-Roses (94)"),
        ("Saint-Denis (93)", "Saint-Denis (93)"),
        ("Saint-Denis 97400", "Saint-Denis (974)"),
        ("ajaccio 2a", "Ajaccio (2A)"),
        ("valserhône", "Valserhône (01)"),
    ],
)
def test_a_town_is_found_as_people_type_it(typed, label):
    assert find(typed).town.label == label


def test_what_a_label_says_is_found_again():
    for town in [*gazetteer().towns[:300], *gazetteer().towns[-300:]]:
        assert town.name in {found.name for found in (find(town.label).town, *find(town.label).others) if found}


def test_namesakes_are_offered_the_largest_first():
    found = find("Saint-Denis")
    assert found.town.label == "Saint-Denis (974)"
    assert found.others[0].label == "Saint-Denis (93)"


def test_a_slip_leads_to_suggestions():
    assert find("villeurbane").town is None
    assert find("villeurbane").others[0].label == "Villeurbanne (69)"
    assert find("montpel").others[0].label == "Montpellier (34)"


@pytest.mark.parametrize("typed", ["", " ", "x", "(", "99999", "💻", "\x00", "a" * 5000, "((((((1)"])
def test_nonsense_finds_nothing(typed):
    assert find(typed).town is None


def test_the_town_around_a_point():
    assert nearest((45.77, 4.88)).label == "Villeurbanne (69)"
    assert nearest((0.0, 0.0)) is None


def test_almost_every_commune_is_there_and_in_france():
    towns = gazetteer().towns
    assert len(towns) > 34_800
    assert [town.label for town in towns if not is_in_france(*town.position) or not town.department] == []


@pytest.mark.parametrize(
    ("insee", "postcode", "department"),
    [
        ("69123", "69003", "69"),
        ("2A004", "20000", "2A"),
        ("", "20200", "2B"),
        ("", "20137", "2A"),
        ("97411", "97400", "974"),
        ("", "01200", "01"),
        ("", "98800", "988"),
        ("", "00000", ""),
        ("", "", ""),
    ],
)
def test_the_departement_of_an_address(insee, postcode, department):
    assert department_of(insee, postcode) == department


def test_every_departement_has_a_clock_and_the_metropolitan_ones_a_box():
    for code, department in departments().items():
        assert clock_of(code)
        assert (department.box is not None) == (len(code) == 2), code
    assert clock_of("974").key == "Indian/Reunion"


def test_distances_are_those_of_the_map():
    assert distance_km((48.8566, 2.3522), (45.7640, 4.8357)) == pytest.approx(392, abs=2)
    assert distance_km((45.0, 5.0), (45.0, 5.0)) == 0


def test_a_town_falls_in_the_box_of_its_departement():
    outside = []
    for town in gazetteer().towns[:2000]:
        point, box = project(*town.position), departments()[town.department].box
        assert (point is None) == (box is None)
        if point and box:
            assert 0 < point[0] < MAP_WIDTH
            assert 0 < point[1] < MAP_HEIGHT
            if not (box[0] - 2 <= point[0] <= box[2] + 2 and box[1] - 2 <= point[1] <= box[3] + 2):
                outside.append(town.label)
    assert outside == []
