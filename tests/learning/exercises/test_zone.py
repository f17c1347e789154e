"""Find the place on a drawn screen."""

from core.screens import Element, Screen
from learning.exercises.zone import Target, Zone

SCREEN = Screen(
    "navigateur", "Un site", "https://www.exemple.example", (Element("champ", "Chercher"), Element("lien", "Aide"))
)
ADDRESS = Zone(SCREEN, (Target(False, "Ici, on cherche."), Target()), Target(True, "Oui."))
HELP = Zone(SCREEN, (Target(), Target(True, "Bien.")), Target(False, "Trop haut."))


def test_the_right_element_has_the_point_and_its_remark():
    grade = HELP.grade({"z": ["1"]})
    assert grade.is_right
    assert grade.remarks["1"].text == "Bien."


def test_a_wrong_element_says_why():
    grade = ADDRESS.grade({"z": ["0"]})
    assert (grade.points, grade.out_of) == (0, 1)
    assert grade.remarks["0"].text == "Ici, on cherche."


def test_the_address_bar_can_be_the_answer_or_a_mistake():
    assert ADDRESS.grade({"z": ["adresse"]}).is_right
    assert HELP.grade({"z": ["adresse"]}).remarks["adresse"].text == "Trop haut."


def test_a_screen_without_address_bar_has_none_to_choose():
    zone = Zone(Screen("fenetre", "Une lettre", "", (Element("bouton", "Envoyer"),)), (Target(),), Target(True))
    assert zone.grade({"z": ["adresse"]}).points == 0
    assert zone.solution() == {"z": []}


def test_any_of_several_right_places_will_do():
    zone = Zone(SCREEN, (Target(True), Target(True)))
    assert all(zone.grade({"z": [key]}).is_right for key in "01")


def test_the_answer_sheet_names_the_place():
    assert HELP.correction() == [("", "Aide")]
    assert ADDRESS.correction() == [("", "La barre d’adresse")]
