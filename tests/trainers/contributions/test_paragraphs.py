"""Two people's versions of one text become one, and nobody's words vanish."""

import random
import time

import pytest

from trainers.contributions.paragraphs import MOST_LINES, names_of, together


def result(before, mine, theirs):
    """The text if I win; then, when both changed the same lines, the text if they win."""
    sides = together(names_of(before.split("\n")), mine, theirs)
    return sides[0] if sides[0] == sides[1] else sides


PROSE = "Un.\n\nDeux.\n\nTrois."


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "kept"),
    [
        (PROSE, "Un, ici.\n\nDeux.\n\nTrois.", "Un.\n\nDeux.\n\nTrois, là.", "Un, ici.\n\nDeux.\n\nTrois, là."),
        (PROSE, "Un.\n\nTrois.", "Un, là.\n\nDeux.\n\nTrois.", "Un, là.\n\nTrois."),
        (PROSE, PROSE + "\n\nQuatre.", "Zéro.\n\n" + PROSE, "Zéro.\n\n" + PROSE + "\n\nQuatre."),
        # Lines that touch, as in a list of things.
        ("1 livre\n2 dés", "1 livre\n3 dés", "2 livres\n2 dés", "2 livres\n3 dés"),
        ("1 livre", "1 livre\nDes dés", "1 livre\nUne table", "1 livre\nUne table\nDes dés"),
        # Both did the same.
        (PROSE, "Un.\n\nDeux bis.\n\nTrois.", "Un.\n\nDeux bis.\n\nTrois.", "Un.\n\nDeux bis.\n\nTrois."),
        # The same paragraph, twice: the rest is together on both sides.
        (
            PROSE,
            "Moi.\n\nDeux.\n\nTrois, ici.",
            "Elle.\n\nDeux.\n\nTrois.",
            ("Moi.\n\nDeux.\n\nTrois, ici.", "Elle.\n\nDeux.\n\nTrois, ici."),
        ),
        # Taken away here, worked on there.
        (PROSE, "Un.\n\nTrois.", "Un.\n\nDeux, mieux.\n\nTrois.", ("Un.\n\nTrois.", "Un.\n\nDeux, mieux.\n\nTrois.")),
        # Sent twice, the first time before its end was typed.
        ("Un", "Un\nApporter", "Un\nAppor", ("Un\nApporter", "Un\nAppor")),
        ("", "Moi", "Elle", ("Moi", "Elle")),
    ],
)
def test_what_is_kept(before, mine, theirs, kept):
    assert result(before, mine, theirs) == kept


def test_a_text_of_thousands_of_lines_is_merged_line_by_line():
    lines = [f"Ligne {number}." for number in range(3000)]
    mine, theirs = [*lines], [*lines]
    mine[10], theirs[2990] = "Moi.", "Elle."
    mine[1500], theirs[1500] = "Moi aussi.", "Elle aussi."
    sides = [side.split("\n") for side in result("\n".join(lines), "\n".join(mine), "\n".join(theirs))]
    assert [(side[10], side[1500], side[2990]) for side in sides] == [
        ("Moi.", "Moi aussi.", "Elle."),
        ("Moi.", "Elle aussi.", "Elle."),
    ]


@pytest.mark.parametrize(
    ("before", "mine", "theirs"),
    [
        ("", "".join(f"m{n}\n" for n in range(2500)), "".join(f"t{n}\n" for n in range(2500))),
        ("a\nb\n" * 2500, "b\na\na\n" * 1600, "a\nb\nb\n" * 1600),
        ("\n" * 5000, "a\n" * 2500, "\n" * 4000),
    ],
)
def test_lines_made_to_be_slow_to_compare_are_not(before, mine, theirs):
    began = time.process_time()
    result(before, mine, theirs)
    assert time.process_time() - began < 2


def test_a_text_too_long_to_compare_is_one_piece():
    long = "\n".join(str(number) for number in range(MOST_LINES + 1))
    assert result(long, long + "\nA", "B\n" + long) == (long + "\nA", "B\n" + long)


def changed(lines, rng, who, deeds):
    """A few lines taken away, written again, added or moved."""
    lines = list(lines)
    for number in range(rng.randrange(1, 5)):
        at = rng.randrange(len(lines) + 1)
        what = rng.choice(deeds)
        if what == "add" or at == len(lines):
            lines.insert(at, f"{who}{number}")
        elif what == "change":
            lines[at] = f"{who}{number}"
        else:
            taken = lines.pop(at)
            if what == "move":
                lines.insert(rng.randrange(len(lines) + 1), taken)
    return lines


@pytest.mark.parametrize("deeds", [("add", "change", "remove"), ("add", "change", "remove", "move")])
@pytest.mark.parametrize("seed", range(10))
def test_nobodys_words_vanish(seed, deeds):
    """Whatever two people do to a text, each side keeps what its person wrote, and what the other did elsewhere."""
    rng = random.Random(seed)
    for _try in range(100):
        before = [rng.choice(["", f"p{number}"]) for number in range(rng.randrange(1, 12))]
        mine, theirs = (changed(before, rng, who, deeds) for who in ("mine", "theirs"))
        sides = [side.split("\n") for side in together(names_of(before), "\n".join(mine), "\n".join(theirs))]
        case = (before, mine, theirs, sides)
        assert set(mine) - set(before) <= set(sides[0]), case
        assert set(theirs) - set(before) <= set(sides[1]), case
        assert (set(mine) & set(theirs)) - {""} <= set(sides[0]) & set(sides[1]), case
        if sides[0] == sides[1] and "move" not in deeds:
            gone = (set(before) - set(mine)) | (set(before) - set(theirs))
            assert not (gone - {""}) & set(sides[0]), case
