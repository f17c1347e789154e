"""From the answers to a path: the rule alone."""

from paths.orientation import Answer, Question, chosen, recommend

QUESTIONS = (
    Question("Que voulez-vous faire ?", (Answer("Du travail", {"emploi": 3}), Answer("Un papier", {"demarche": 3}))),
    Question("Et ensuite ?", (Answer("Écrire", {"emploi": 1, "securite": 2}), Answer("Rien", {}))),
    Question("Vous avez peur de…", (Answer("Me tromper", {"demarche": 1}), Answer("Des voleurs", {"securite": 3}))),
)


def test_answers_are_numbered_from_one_in_the_address():
    assert chosen({"q1": "2", "q3": "1"}, QUESTIONS) == {0: 1, 2: 0}


def test_what_is_not_an_answer_is_ignored():
    junk = {"q1": "0", "q2": "3", "q3": "-1", "q4": "1", "q01": "1", "voir": "1", "q": "1"}
    assert chosen(junk, QUESTIONS) == {}
    assert chosen({"q1": "²"}, QUESTIONS) == {}
    assert chosen({"q1": " 1"}, QUESTIONS) == {}
    assert chosen({"q1": ""}, QUESTIONS) == {}


def test_the_path_with_the_most_points_comes_first_then_the_others_that_got_some():
    result = recommend({0: 0, 1: 0, 2: 1}, QUESTIONS)
    assert result.best == "securite"
    assert result.ranked == ("securite", "emploi")


def test_the_reasons_are_the_answers_that_speak_for_the_best_path_in_the_order_of_the_questions():
    assert recommend({2: 1, 1: 0, 0: 0}, QUESTIONS).reasons == ("Écrire", "Des voleurs")


def test_equal_paths_keep_the_order_of_the_questions():
    assert recommend({1: 1, 0: 1, 2: 1}, QUESTIONS).ranked == ("demarche", "securite")
    questions = (Question("?", (Answer("a", {"un": 1, "deux": 1}),)),)
    assert recommend({0: 0}, questions).best == "un"


def test_nothing_chosen_recommends_nothing():
    assert recommend({}, QUESTIONS).best is None
    assert recommend({}, QUESTIONS).ranked == ()


def test_answers_without_weight_recommend_nothing():
    result = recommend({1: 1}, QUESTIONS)
    assert (result.best, result.reasons) == (None, ())


def test_a_weight_of_zero_is_no_reason():
    questions = (
        Question("?", (Answer("a", {"un": 0, "deux": 2}),)),
        Question("?", (Answer("b", {"un": 1, "deux": 0}),)),
    )
    result = recommend({0: 0, 1: 0}, questions)
    assert result.ranked == ("deux", "un")
    assert result.reasons == ("a",)
