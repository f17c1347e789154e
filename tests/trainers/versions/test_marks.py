"""A text beside what it was: nothing lost, nothing invented, readable, in bounded time."""

import random
import time

import pytest

from trainers.versions.marks import Mark, Piece, marked, marked_lines, only_spaces, shortened

WORDS = ("Montrez", "le", "geste", "puis", "passez", ",", ".", "\n", "\n\n", " ", "d’abord", "l'écran", "é", "🙂")


def side(pieces, without):
    return "".join(piece.text for piece in pieces if piece.mark != without)


@pytest.mark.parametrize("seed", range(200))
def test_the_pieces_are_both_texts(seed):
    chance = random.Random(seed)
    before = "".join(chance.choice(WORDS) + " " for _n in range(chance.randint(0, 60)))
    words = before.split(" ")
    for _n in range(chance.randint(0, 6)):
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    for after in (" ".join(words), "".join(chance.choice(WORDS) for _n in range(40))):
        pieces = marked(before, after)
        assert side(pieces, Mark.GONE) == after
        assert side(pieces, Mark.CAME) == before


def test_only_the_words_that_changed_are_marked():
    assert marked("Montrez le geste une fois.", "Montrez le geste deux fois.") == [
        Piece(Mark.SAME, "Montrez le geste "),
        Piece(Mark.GONE, "une"),
        Piece(Mark.CAME, "deux"),
        Piece(Mark.SAME, " fois."),
    ]


def test_words_that_follow_each_other_are_one_change_not_confetti():
    pieces = marked("Le groupe vient de finir son café.", "Le groupe a très bien fini son café.")
    assert [piece.mark for piece in pieces] == [Mark.SAME, Mark.GONE, Mark.CAME, Mark.SAME]


def test_two_texts_with_nothing_in_common_are_shown_one_after_the_other():
    pieces = marked("Distribuez les feuilles de papier.", "Ouvrez un navigateur, tapez une adresse.")
    assert [piece.mark for piece in pieces] == [Mark.GONE, Mark.CAME]


def test_a_long_text_is_shown_around_its_change():
    text = "mot " * 400
    pieces = shortened(marked(f"{text}avant {text}", f"{text}après {text}"))
    assert [piece.mark for piece in pieces] == [
        Mark.SKIPPED,
        Mark.SAME,
        Mark.GONE,
        Mark.CAME,
        Mark.SAME,
        Mark.SKIPPED,
    ]
    assert sum(len(piece.text) for piece in pieces) < 200


def test_only_spaces_are_said_to_be_only_spaces():
    assert only_spaces("a b", "a\u00a0b")
    assert only_spaces("a\nb", "a\n\nb")
    assert not only_spaces("a b", "a c")
    assert not only_spaces("a", "a")


def test_a_list_is_read_line_by_line():
    lines = marked_lines(["1 dé", "1 stylo bleu", "1 livre"], ["1 dé", "1 stylo rouge", "1 livre", "2 feuilles"])
    assert [(line.mark, line.item) for line in lines] == [
        (Mark.SKIPPED, None),
        (Mark.SAME, "1 stylo rouge"),
        (Mark.SKIPPED, None),
        (Mark.CAME, "2 feuilles"),
    ]
    assert [piece.text for piece in lines[1].pieces] == ["1 stylo ", "bleu", "rouge"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("a b " * 600, "b a a " * 400), ("a\nb\n" * 1000, "b\na\na\n" * 660), ("a, " * 700, "a; b, " * 400)],
)
def test_a_text_made_to_be_slow_to_compare_is_not(before, after):
    started = time.process_time()
    pieces = marked(before, after)
    marked_lines(before.split(), after.split())
    assert time.process_time() - started < 1
    assert side(pieces, Mark.GONE) == after
    assert side(pieces, Mark.CAME) == before


def test_a_page_of_prose_is_compared_word_by_word():
    text = " ".join(f"On fait le geste numéro {number}, puis on attend." for number in range(100))
    pieces = marked(text, text.replace("numéro 3,", "numéro trois,").replace("numéro 90,", "numéro nonante,"))
    assert [piece.text for piece in pieces if piece.mark != Mark.SAME] == ["3", "trois", "90", "nonante"]


def test_long_texts_are_compared_in_a_moment():
    chance = random.Random(1)
    texts = [" ".join(str(chance.randrange(50)) for _n in range(20_000)) for _text in range(2)]
    lines = ["\n".join(str(chance.randrange(50)) for _n in range(1500)) for _text in range(2)]
    started = time.perf_counter()
    marked(*texts)
    marked(*lines)
    assert time.perf_counter() - started < 3
