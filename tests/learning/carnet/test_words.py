"""Reading three words as people type them."""

from itertools import combinations
from math import log2
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from learning.carnet import words
from learning.carnet.words import COUNT, LINKING, MINIMUM, Unreadable, bits, draw, folded, read, typed_words

LIST = ("abricot", "château", "cœur", "pomme", "main", "nain")
REAL_LIST = Path(words.__file__).parents[1] / "data" / "mots-du-carnet.txt"


@pytest.mark.parametrize(
    "text",
    [
        "abricot château pomme",
        "ABRICOT Chateau pomme",
        "abricot-château-pomme",
        "abricot, château et pomme",
        "  abricot ;château/pomme. ",
        "abricot\u00a0château\u202fpomme",
        "abricot + cha\u0302teau + pomme",
    ],
)
def test_case_accents_and_what_stands_between_do_not_matter(text):
    assert read(text, LIST) == ("abricot", "château", "pomme")


def test_ligatures_are_read_as_two_letters():
    assert folded("Cœur") == "coeur"
    assert read("coeur cœur CŒUR", LIST) == ("cœur", "cœur", "cœur")


def test_the_order_is_respected():
    assert read("pomme château abricot", LIST) == ("pomme", "château", "abricot")


@pytest.mark.parametrize("slip", ["abrcot", "abriccot", "abrikot", "abircot", "bricot", "abricots", "Abricôtt"])
def test_one_slip_in_a_word_is_understood(slip):
    assert read(f"{slip} chateau pomme", LIST)[0] == "abricot"


@pytest.mark.parametrize("typed", ["abrco", "abricoooot", "xbrikot"])
def test_two_slips_are_asked_about_rather_than_guessed(typed):
    with pytest.raises(Unreadable) as problem:
        read(f"pomme {typed} château", LIST)
    assert (problem.value.word, problem.value.close) == (typed, ())


def test_an_exact_word_wins_over_its_neighbour():
    assert read("main nain main", LIST) == ("main", "nain", "main")


def test_between_two_neighbours_nothing_is_chosen():
    with pytest.raises(Unreadable) as problem:
        read("vain pomme abricot", LIST)
    assert problem.value.close == ("main", "nain")


@pytest.mark.parametrize(("text", "found"), [("", 0), ("pomme", 1), ("pomme main", 2), ("pomme main nain cœur", 4)])
def test_another_number_of_words_is_said(text, found):
    with pytest.raises(Unreadable) as problem:
        read(text, LIST)
    assert (problem.value.found, problem.value.word) == (found, "")


def test_a_very_long_text_is_cut_before_it_is_read():
    assert len(typed_words("a " * 10_000)) <= words.MAX_TYPED


def test_drawn_words_are_different_words_of_the_list():
    for _ in range(200):
        drawn = draw(LIST)
        assert len(set(drawn)) == COUNT
        assert set(drawn) <= set(LIST)


def test_every_order_can_be_drawn():
    assert len({draw(("un", "deux", "trois")) for _ in range(300)}) == 6


def test_the_docstring_tells_the_true_strength():
    assert bits(MINIMUM) == pytest.approx(log2(2.19e9), abs=0.01)
    assert int(bits(MINIMUM)) == 31
    assert "1,300" in words.__doc__
    assert "31 bits" in words.__doc__


class TestTheRealList:
    @pytest.fixture
    def real(self):
        lines = REAL_LIST.read_text(encoding="utf-8").splitlines()
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]

    def test_it_is_long_enough(self, real):
        assert len(set(real)) == len(real) >= MINIMUM

    def test_each_word_is_one_word_that_can_be_typed_and_sealed(self, real):
        assert all(typed_words(word) == [folded(word)] for word in real)
        assert not LINKING & set(real)
        assert 3 * max(len(word.encode()) for word in real) + 2 <= 64

    def test_one_slip_never_makes_another_word(self, real):
        by_length = {}
        for key in map(folded, real):
            by_length.setdefault(len(key), []).append(key)
        close = [
            (a, b)
            for length, group in by_length.items()
            for a, b in [*combinations(group, 2), *((a, b) for a in group for b in by_length.get(length + 1, ()))]
            if OSA.distance(a, b, score_cutoff=1) <= 1
        ]
        assert close == []
