"""What comes first among pages that match."""

from search.question import Alternative, Group, Question
from search.ranking import Candidate, Rarity, rank


def page(number: int, title: str, body: str = "") -> Candidate:
    return Candidate(number, "fr", title, body, title, body)


def first(groups: list[str], *pages: Candidate) -> list[int]:
    known = {word: 10 for group in groups for word in group.split()}
    asked = [Group(group, (Alternative(tuple(group.split())),)) for group in groups]
    return [number for number, _score in rank(asked, pages, Rarity(1000, known, known))]


def test_a_title_counts_more_than_a_body() -> None:
    assert first(["clic"], page(1, "touche", "clic"), page(2, "clic", "touche")) == [2, 1]


def test_more_of_the_question_is_better_than_more_of_one_word() -> None:
    assert first(["clic", "onglet"], page(1, "x", "clic " * 9), page(2, "x", "clic onglet " + "mur " * 8)) == [2, 1]


def test_words_that_follow_each_other_count_more() -> None:
    assert first(["clic", "droit"], page(1, "x", "droit et clic"), page(2, "x", "clic droit et")) == [2, 1]


def test_a_page_whose_whole_name_is_said_comes_first() -> None:
    assert first(["clic"], page(1, "clic droit", "clic"), page(2, "clic\nappui", "clic")) == [2, 1]


def test_what_was_typed_comes_before_what_is_supposed() -> None:
    asked = [Group("clic", (Alternative(("clic",)), Alternative(("appui",), 0.7)))]
    known = {"clic": 10, "appui": 10}
    found = rank(asked, [page(1, "appui"), page(2, "clic")], Rarity(100, known, known))
    assert [number for number, _score in found] == [2, 1]


def test_a_word_of_every_question_says_little_of_what_it_is_about() -> None:
    known = {"mettre": 1, "photo": 10}
    asked = [Group("mettre", (Alternative(("mettre",)),), 0.35), Group("photo", (Alternative(("photo",)),))]
    found = rank(asked, [page(1, "mettre"), page(2, "photo")], Rarity(100, known, known))
    assert [number for number, _score in found] == [2, 1]
    assert [group.typed for group in Question(groups=tuple(asked)).sought] == ["photo"]
    assert [group.typed for group in Question(groups=tuple(asked[:1])).sought] == ["mettre"]


def test_a_page_that_is_known_to_answer_the_very_question_comes_first() -> None:
    """What is asked stands on the lines after the summary and the text."""
    often = page(1, "x", "image\nclic droit mur clic droit")
    assert first(["clic", "droit"], often, page(2, "y", "image\nmur\nmenu\nclic droit")) == [2, 1]
    assert first(["clic", "droit"], often, page(2, "y", "image\nmur clic droit")) == [1, 2]


def test_equal_pages_keep_their_order() -> None:
    assert first(["clic"], page(3, "clic"), page(1, "clic"), page(2, "clic")) == [1, 2, 3]
    assert first(["clic"]) == []
