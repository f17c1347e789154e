"""What holds for every exercise type, whoever adds it."""

import random

import pytest
from django.http import QueryDict
from django.template import Engine
from django.template.loader import render_to_string

from learning.answers import Exercise, graded
from learning.blocks import EXERCISE_BLOCKS

BLOCKS = [pytest.param(block, id=block.meta.fence) for _name, block in EXERCISE_BLOCKS]
JUNK = [
    "",
    " ",
    "-1",
    "0",
    "1",
    "99999999999999999999",
    "１",
    "0x0",
    "1e1",
    "vrai",
    "oui",
    "\x00",
    "é" * 500,
    "<script>",
    "{1}",
    "٣",
    "'\"&",
]


def question_of(block):
    return block.question(block.get_preview_value())


def posted(values):
    """Values as the browser posts them."""
    data = QueryDict(mutable=True)
    for name, texts in values.items():
        data.setlist(name, texts)
    return data


def answered(block, values, tries=0):
    exercise = Exercise("essai", block, block.get_preview_value())
    return graded(exercise, posted({"exercice": ["essai"], "essai": [str(tries)], **values}))


@pytest.mark.parametrize("block", BLOCKS)
def test_the_solution_has_all_the_points(block):
    question = question_of(block)
    grade = question.grade(question.solution())
    assert grade.points == grade.out_of > 0
    assert grade.is_right


@pytest.mark.parametrize("block", BLOCKS)
def test_no_answer_has_no_point(block):
    grade = question_of(block).grade({})
    assert grade.points == 0
    assert not grade.is_right


@pytest.mark.parametrize("block", BLOCKS)
def test_absurd_answers_are_wrong_never_an_error(block):
    question = question_of(block)
    names = [*question.solution(), "r", "t", "voir", "", "o-1", "x" * 500]
    generator = random.Random(1)
    for _round in range(200):
        answer = {name: generator.choices(JUNK, k=generator.randrange(4)) for name in names}
        grade = question.grade(answer)
        assert 0 <= grade.points <= grade.out_of
    for huge in ({name: ["9" * 100_000] for name in names}, {name: [JUNK[-1]] * 10_000 for name in names}):
        assert not question.grade(huge).is_right


@pytest.mark.parametrize("block", BLOCKS)
def test_the_correction_is_made_of_plain_texts(block):
    for asked, answer in question_of(block).correction():
        assert isinstance(asked, str)
        assert isinstance(answer, str)
        assert answer


@pytest.mark.parametrize("block", BLOCKS)
def test_the_editors_preview_value_can_be_published(block):
    block.clean(block.get_preview_value())


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("state", ["new", "blank", "wrong", "solution", "right"])
def test_every_state_is_shown_without_an_undefined_variable(block, state, monkeypatch):
    monkeypatch.setattr(Engine.get_default(), "string_if_invalid", "UNDEFINED(%s)")
    solution = question_of(block).solution()
    exercise = {
        "new": lambda: Exercise("essai", block, block.get_preview_value()),
        "blank": lambda: answered(block, {}),
        "wrong": lambda: answered(block, {name: ["0"] for name in solution}, tries=2),
        "solution": lambda: answered(block, {"voir": ["1"]}, tries=2),
        "right": lambda: answered(block, solution),
    }[state]()
    html = render_to_string("exercises/frame.html", {"exercise": exercise, "step_url": "/modules/un/1/"})
    assert "UNDEFINED" not in html
    assert "None" not in html
    if state in {"solution", "right"}:
        assert exercise.is_over == (state == "right" or block.meta.has_solution)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_block_is_ready_for_editors(block):
    assert block.meta.fence
    assert block.label
    assert block.meta.icon != "placeholder"
    assert block.is_previewable
    for child in block.child_blocks.values():
        assert child.label
