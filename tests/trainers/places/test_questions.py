"""The address is the question: any combination is valid, and says itself again."""

import random

import pytest
from django.http import QueryDict

from trainers.places.questions import FACETS, RADIUSES, WHEN, Question, has_blanks, is_worth_keeping, read, vocabulary


def asked(text: str) -> Question:
    return read(QueryDict(text))


def test_everything_that_can_be_asked_is_understood():
    question = asked(
        "ville=Lyon&rayon=10&departement=69&ouvert=maintenant&nom=ponts&service=aide-aux-demarches-administratives"
        "&public=seniors&besoin=handicaps-moteurs&prix=gratuit"
    )
    assert (question.town, question.radius, question.department, question.when, question.name) == (
        "Lyon",
        10,
        "69",
        "maintenant",
        "ponts",
    )
    assert dict(question.facets) == {
        "service": ("Aide aux démarches administratives",),
        "public": ("Seniors",),
        "besoin": ("Handicaps moteurs",),
        "prix": ("Gratuit",),
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "departement=99",
        "ouvert=hier",
        "rayon=7&ville=",
        "rayon=10",
        "service=tout",
        "besoin=",
        "page=3",
        "couleur=bleu",
        "position=0,0",
        "position=45",
        "position=nan,nan",
        "departement=%00",
        "ville=%00",
    ],
)
def test_what_is_unknown_is_left_out(text):
    assert asked(text).is_empty


def test_a_position_stands_alone():
    question = asked("position=45.76,4.84&ville=Lyon&nom=ponts&service=aide-aux-demarches-administratives")
    assert question == Question(position=(45.76, 4.84))
    assert question.query() == "?position=45.76,4.84"


def test_any_combination_is_valid_and_says_itself_again():
    chance = random.Random(3)
    pool = [
        ("ville", ["Lyon", "Saint-Denis (93)", "  ", "é&=;#", "x" * 500]),
        ("rayon", [*map(str, RADIUSES), "x", "-1"]),
        ("departement", ["69", "2a", "974", "00"]),
        ("ouvert", [*WHEN, "jamais"]),
        ("nom", ["ponts", "", "<b>"]),
        *((key, [*vocabulary(key), "rien"]) for key in FACETS),
        ("position", ["45.76,4.84", "x"]),
        ("page", ["1", "-3", "999999999999999999", "²"]),
    ]
    for _time in range(500):
        query = QueryDict(mutable=True)
        for key, values in pool:
            if chance.random() < 0.4:
                query.setlist(key, chance.choices(values, k=chance.randint(1, 3)))
        question = read(query)
        assert read(QueryDict(question.query().lstrip("?"))) == question
        for choice in question.choices():
            assert read(QueryDict(choice.query.lstrip("?"))) != question
        assert isinstance(is_worth_keeping(query, question, 3), bool)


def test_each_choice_can_be_given_up_alone():
    question = asked("ville=Lyon&departement=69&prix=gratuit&prix=payant&ouvert=lundi")
    assert [(choice.label, choice.query) for choice in question.choices()] == [
        ("Rhône (69)", "?ville=Lyon&ouvert=lundi&prix=gratuit&prix=payant"),
        ("Ouvert le lundi", "?ville=Lyon&departement=69&prix=gratuit&prix=payant"),
        ("Gratuit", "?ville=Lyon&departement=69&ouvert=lundi&prix=payant"),
        ("Payant", "?ville=Lyon&departement=69&ouvert=lundi&prix=gratuit"),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("departement=69", True),
        ("page=2", True),
        ("departement=69&page=3", True),
        ("page=4", False),
        ("page=01x", False),
        ("departement=00", False),
        ("ville=Lyon", False),
        ("departement=69&departement=38", False),
        ("departement=69&x=1", False),
        ("position=45.76,4.84", False),
        ("page=²", False),
    ],
)
def test_only_the_addresses_that_have_an_end_are_worth_keeping(text, kept):
    assert is_worth_keeping(QueryDict(text), asked(text), 3) is kept


def test_a_form_sent_with_empty_boxes_is_noticed():
    assert has_blanks(QueryDict("ville=Lyon&rayon=&nom="))
    assert not has_blanks(QueryDict("ville=Lyon&autre="))
