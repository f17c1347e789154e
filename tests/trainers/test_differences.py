"""Rules of differences: taking all of them gives the other state, in any order, and nothing differs from itself."""

import copy
import json
import random
import time

import pytest

from trainers.plans.differences import Kind, Part, Shape, apply, compare, moved_in, patched

SAYS = (
    Part("title", "Titre", Shape.TEXT),
    Part("minutes", "Minutes", Shape.NUMBER),
    Part("on", "Pratique", Shape.FLAG),
)
NOTE = (Part("text", "Texte", Shape.TEXT),)
PARTS = (
    Part("title", "Titre", Shape.TEXT),
    Part("minutes", "Durée", Shape.NUMBER),
    Part("audiences", "Public", Shape.WORDS),
    Part("equipment", "Matériel", Shape.LINES),
    Part("modules", "Modules", Shape.ROWS),
    Part("place", "Lieu", Shape.LINK),
    Part("body", "Déroulé", Shape.BLOCKS, blocks={"activity": SAYS, "text": NOTE}),
)
WORDS = ("un", "deux", "trois", "la souris", "le clavier", "")


def a_block(chance, key):
    kind = chance.choice(("activity", "activity", "activity", "text"))
    value = {"title": chance.choice(WORDS), "minutes": chance.choice((None, 5, 10)), "on": chance.random() < 0.5}
    return {"id": f"b{key}", "type": kind, "value": value if kind == "activity" else {"text": chance.choice(WORDS)}}


def a_state(chance):
    """Ids and lines come from few values, so that two states have much in common."""
    keys = chance.sample(range(9), chance.randint(0, 9))
    return {
        "title": chance.choice(WORDS),
        "minutes": chance.choice((None, 60, 90)),
        "audiences": chance.sample(["a", "b", "c"], chance.randint(0, 3)),
        "equipment": [chance.choice(WORDS[:4]) for _n in range(chance.randint(0, 7))],
        "modules": [[chance.randint(1, 4)] for _n in range(chance.randint(0, 4))],
        "place": chance.choice((None, 1, 2)),
        "body": [a_block(chance, key) for key in keys],
    }


@pytest.mark.parametrize("seed", range(300))
def test_taking_all_the_differences_gives_the_other_state_in_any_order(seed):
    chance = random.Random(seed)
    before, after = a_state(chance), a_state(chance)
    kept = copy.deepcopy((before, after))
    differences = compare(before, after, PARTS)
    assert apply(before, differences) == after
    chance.shuffle(differences)
    assert apply(before, differences) == after
    assert (before, after) == kept, "comparing and taking change neither"


@pytest.mark.parametrize("seed", range(120))
def test_taking_them_one_by_one_comes_to_the_other_state_too(seed):
    chance = random.Random(seed)
    state, after = a_state(chance), a_state(chance)
    for _turn in range(200):
        differences = compare(state, after, PARTS)
        if not differences:
            break
        state = apply(state, [chance.choice(differences)])
    assert state == after


@pytest.mark.parametrize("seed", range(50))
def test_nothing_differs_from_itself_and_keys_are_unique(seed):
    chance = random.Random(seed)
    state, other = a_state(chance), a_state(chance)
    assert compare(state, copy.deepcopy(state), PARTS) == []
    assert compare(state, json.loads(json.dumps(state)), PARTS) == []
    keys = [one.key for one in compare(state, other, PARTS)]
    assert len(keys) == len(set(keys))


def body(*keys, **values):
    return {
        **dict.fromkeys(("title",), ""),
        "minutes": None,
        "audiences": [],
        "equipment": [],
        "modules": [],
        "place": None,
        "body": [
            {"id": key, "type": "activity", "value": {"title": values.get(key, key), "minutes": 5, "on": False}}
            for key in keys
        ],
    }


def test_one_activity_that_moves_is_one_difference():
    (one,) = compare(body(*"abcdef"), body(*"fabcde"), PARTS)
    assert (one.kind, one.block["id"], one.before, one.after) == (Kind.MOVED, "f", 6, 1)


def test_an_activity_says_which_part_of_it_changed():
    (one,) = compare(body("a", "b"), body("a", "b", b="autre"), PARTS)
    assert (one.kind, one.key, one.inside.label) == (Kind.CHANGED, "body:b:title", "Titre")


def test_a_difference_is_put_in_a_copy_that_went_its_own_way():
    before, after = body(*"abc"), body("a", "new", "c", c="changé")
    mine = body("mine", "a", "b", "c", "end")
    result = apply(mine, compare(before, after, PARTS))
    assert [block["id"] for block in result["body"]] == ["mine", "a", "new", "c", "end"]
    assert result["body"][3]["value"]["title"] == "changé"


def test_what_i_took_away_does_not_come_back_by_a_change_in_it():
    assert apply(body("a"), compare(body("a", "b"), body("a", "b", b="autre"), PARTS)) == body("a")
    assert apply(body("a"), compare(body("a", "b"), body("b", "a"), PARTS)) == body("a")


def test_a_list_receives_what_came_and_keeps_my_own_lines():
    mine = ["mon livre", "1 dé", "1 stylo"]
    assert patched(mine, ["1 dé", "1 stylo"], ["1 dé", "2 feuilles"]) == ["mon livre", "1 dé", "2 feuilles"]
    assert patched(["a", "a", "b"], ["a", "b"], ["b"]) == ["a", "b"]


@pytest.mark.parametrize("seed", range(60))
def test_as_few_blocks_as_possible_are_said_to_move(seed):
    chance = random.Random(seed)
    before = list("abcdef")
    after = chance.sample(before, 6)
    still = [item for item in before if item not in moved_in(before, after)]
    assert [item for item in after if item in still] == still
    longest = max(
        (
            [item for bit, item in enumerate(before) if mask >> bit & 1]
            for mask in range(64)
            if (some := [item for bit, item in enumerate(before) if mask >> bit & 1])
            == [item for item in after if item in some]
        ),
        key=len,
    )
    assert len(still) == len(longest)


def test_sixty_activities_are_compared_in_a_moment():
    long = "Montrez le geste, puis passez dans les rangs. " * 60
    before = body(*(f"a{n}" for n in range(60)))
    after = body(*(f"a{n}" for n in reversed(range(60))), **{f"a{n}": long for n in range(60)})
    started = time.perf_counter()
    differences = compare(before, after, PARTS)
    assert apply(before, differences) == after
    assert time.perf_counter() - started < 0.5
