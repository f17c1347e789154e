"""The simulated mailbox."""

from dataclasses import replace

import pytest

from learning.exercises.mailbox import Mailbox, Message, Reply

REPLIES = (Reply("ok", False, "Soyez poli."), Reply("Bonjour, voici mon CV.", True, "C’est poli."))
JOB = Message("Le Pont", "a@b.example", "CV", "Lundi", "Votre CV ?", "repondre", replies=REPLIES, attach=("cv.pdf",))
TRAP = Message(
    "Banque", "x@y.example", "URGENT", "Lundi", "Vite !", "signaler", clues=("Ça presse.",), feedback="Piège."
)
LEASE = Message("Bail", "c@d.example", "Bail", "Mardi", "Le bail.", "classer", folder="Logement")
BOX = Mailbox("Nadia", (JOB, TRAP, LEASE), folders=("Emploi", "Logement"), files=("photo.jpg", "cv.pdf"))
RIGHT = {
    "m0-action": ["repondre"],
    "m0-reponse": ["1"],
    "m0-joindre": ["1"],
    "m1-action": ["signaler"],
    "m2-action": ["classer"],
    "m2-dossier": ["1"],
}


def test_each_part_of_each_message_counts():
    grade = BOX.grade(RIGHT)
    assert (grade.points, grade.out_of) == (6, 6)
    assert BOX.solution() == RIGHT


@pytest.mark.parametrize(
    ("changed", "points"),
    [
        ({"m0-reponse": ["0"]}, 5),
        ({"m0-joindre": []}, 5),
        ({"m0-joindre": ["0", "1"]}, 5),
        ({"m2-dossier": ["0"]}, 5),
        ({"m1-action": ["supprimer"]}, 5),
        ({"m0-action": ["garder"]}, 3),
        ({"m2-action": []}, 4),
    ],
)
def test_a_mistake_costs_its_own_parts_only(changed, points):
    grade = BOX.grade(RIGHT | changed)
    assert (grade.points, grade.out_of) == (points, 6)


def test_what_was_chosen_for_another_action_does_not_count():
    """The folder stays in the form when one changes one's mind."""
    assert BOX.grade(RIGHT | {"m1-dossier": ["0"], "m1-reponse": ["0"]}).is_right


def test_the_remark_of_a_message_says_whether_all_of_it_is_right():
    grade = BOX.grade(RIGHT | {"m0-reponse": ["0"]})
    assert not grade.remarks["m0"].right
    assert grade.remarks["m0-reponse"].text == "Soyez poli."
    assert grade.remarks["m1"].right
    assert grade.remarks["m1"].text == "Piège."


def test_a_missing_file_and_a_file_too_many_are_said_differently():
    missing = BOX.grade(RIGHT | {"m0-joindre": []}).remarks["m0-joindre"].text
    too_many = BOX.grade(RIGHT | {"m0-joindre": ["0", "1"]}).remarks["m0-joindre"].text
    assert "manque" in missing
    assert "de trop" in too_many


def test_replying_without_choosing_a_reply_is_told():
    assert "réponse" in BOX.grade(RIGHT | {"m0-reponse": []}).remarks["m0-reponse"].text


def test_only_the_actions_that_make_sense_are_offered():
    assert BOX.actions == ("repondre", "classer", "signaler", "supprimer", "garder")
    assert Mailbox("N", (TRAP,)).actions == ("signaler", "supprimer", "garder")


def test_no_file_in_the_mailbox_means_no_point_for_files():
    box = Mailbox("Nadia", (replace(JOB, attach=()),))
    assert box.grade({"m0-action": ["repondre"], "m0-reponse": ["1"]}).out_of == 2


def test_the_answer_sheet_says_what_to_do_of_each_message():
    lines = dict(BOX.correction())
    assert "Bonjour, voici mon CV." in lines["Le Pont — CV"]
    assert "cv.pdf" in lines["Le Pont — CV"]
    assert lines["Banque — URGENT"] == "Signaler. Piège."
    assert "Logement" in lines["Bail — Bail"]
