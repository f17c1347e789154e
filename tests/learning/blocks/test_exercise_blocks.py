"""What an editor is told before an impossible exercise is published."""

import copy

import pytest
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError

from learning.blocks import EXERCISE_BLOCKS
from learning.blocks.gaps import GapsBlock
from learning.blocks.matching import MatchingBlock
from learning.blocks.multiple_choice import MultipleChoiceBlock
from learning.blocks.ordering import OrderingBlock
from learning.blocks.short_answer import ShortAnswerBlock
from learning.blocks.single_choice import SingleChoiceBlock
from learning.blocks.sorting import SortingBlock
from learning.models import ModulePage


def value_of(block, **changes):
    raw = copy.deepcopy(block.meta.preview_value) | changes
    return block.to_python(block.get_prep_value(block.normalize(raw)))


def problem_of(block, **changes):
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(value_of(block, **changes))
    return caught.value.non_block_errors[0]


def test_a_single_choice_has_one_right_answer():
    both = [{"text": "a", "right": True}, {"text": "b", "right": True}]
    none = [{"text": "a"}, {"text": "b"}]
    assert "une seule" in problem_of(SingleChoiceBlock(), choices=both)
    assert "une seule" in problem_of(SingleChoiceBlock(), choices=none)


def test_a_multiple_choice_has_a_right_answer():
    assert "au moins une" in problem_of(MultipleChoiceBlock(), choices=[{"text": "a"}, {"text": "b"}])


def test_every_gap_has_its_place_in_the_text():
    assert "{1}" in problem_of(GapsBlock(), text="Je clique sur {1} et {1}.")
    assert "{1}" in problem_of(GapsBlock(), text="Je clique.")


def test_the_options_of_a_gap_hold_the_right_one():
    gaps = [{"accepted": ["lieu"], "options": ["prix", "chat"]}]
    assert problem_of(GapsBlock(), text="{1}", gaps=gaps).startswith("Trou 1")


def test_a_distractor_is_not_a_right_answer():
    assert "intrus" in problem_of(MatchingBlock(), distractors=["Voir des sites"])


def test_two_items_to_order_have_two_texts():
    assert "même texte" in problem_of(OrderingBlock(), items=[{"text": "a"}, {"text": "a"}])


def test_an_item_is_sorted_once():
    categories = [{"name": "x", "items": [{"text": "a"}]}, {"name": "y", "items": [{"text": "a"}]}]
    assert "deux fois" in problem_of(SortingBlock(), categories=categories)


def test_a_mistake_is_not_an_accepted_answer():
    assert "erreur" in problem_of(ShortAnswerBlock(), mistakes=[{"text": "AROBASE"}])


def test_a_draft_may_be_unfinished():
    block = SingleChoiceBlock()
    block.defer_required_validation()
    try:
        block.clean(value_of(block, choices=[{"text": "a"}, {"text": "b"}]))
    finally:
        block.restore_deferred_validation()


def test_the_hint_and_the_sentences_come_after_what_is_particular_to_the_type():
    for _name, block in EXERCISE_BLOCKS:
        names = list(block.child_blocks)
        assert names[0] == "instruction"
        assert names[-3:] == ["hint", "success", "retry"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, _block in EXERCISE_BLOCKS])
def test_the_block_picker_shows_the_exercise_itself(name, admin_client):
    step = ModulePage._meta.get_field("steps").stream_block.child_blocks["step"]
    block = step.child_blocks["body"].child_blocks[name]
    html = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}).text
    assert 'class="exercise exercise--' in html
