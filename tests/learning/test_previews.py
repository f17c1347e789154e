"""What an editor sees of a module before it is published."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.test import RequestFactory

from learning.blocks import STEPS
from learning.previews import preview_address, step_number
from tests.factories import a_module, a_step, an_exercise

BODY = STEPS[0][1].child_blocks["body"]


@pytest.mark.parametrize(
    ("mode", "number"),
    [("", None), ("fin", None), ("etape-2", 2), ("etape-9", 3), ("etape-0", 1), ("etape-x", None), ("etape-", None)],
)
def test_a_mode_names_a_step_and_one_that_is_gone_is_the_last(mode, number):
    assert step_number(mode, 3) == number


def test_a_module_without_steps_has_no_step_to_show():
    assert step_number("etape-1", 0) is None


@pytest.mark.parametrize(("part", "address"), [("", "?mode="), ("3/", "?mode=etape-3"), ("fin/", "?mode=fin")])
def test_a_preview_has_an_address_for_each_part_of_the_module(part, address):
    assert preview_address(part) == address


def preview(module, **query):
    """The preview that an editor asks for, as the admin asks for it."""
    request = RequestFactory().get("/admin/", query)
    request.user = get_user_model()(is_active=True)
    data = QueryDict(mutable=True)
    data.update(query)
    request.GET = data
    return module.make_preview_request(request, "").content.decode()


def test_the_modes_are_the_presentation_each_step_and_the_end(home):
    module = a_module(home, steps=["Ouvrir", "Fermer"])
    assert [name for name, _label in module.preview_modes] == ["", "etape-1", "etape-2", "fin"]
    assert module.preview_modes[2][1] == "Étape 2\u00a0: Fermer"


def test_each_mode_shows_its_part_of_a_draft(home):
    module = a_module(home, title="Imprimer", steps=["Ouvrir", "Fermer"], live=False)
    assert "<h1>Imprimer</h1>" in preview(module)
    assert "<h1>Fermer</h1>" in preview(module, mode="etape-2")
    assert "Vous avez fini ce module" in preview(module, mode="fin")


def test_links_of_a_preview_stay_in_the_preview(home):
    module = a_module(home, steps=["Ouvrir", "Fermer"], live=False)
    page = preview(module, mode="etape-1")
    assert 'href="?mode=etape-2"' in page
    assert f'href="{module.url}' not in page


def test_a_preview_is_never_the_published_page_that_the_cache_keeps(home, client):
    module = a_module(home, title="Avant")
    client.get(module.url)
    module.title = "Après"
    assert "<h1>Après</h1>" in preview(module)
    assert "<h1>Avant</h1>" in client.get(module.url).content.decode()


def test_an_exercise_can_be_tried_in_a_preview_and_nothing_is_posted(home):
    module = a_module(home, steps=[a_step("Essayer", an_exercise())], live=False)
    module.refresh_from_db()
    (exercise,) = module.steps[0].value["body"]
    untouched = preview(module, mode="etape-1")
    assert 'method="post"' not in untouched.partition("<main")[2].partition("</main>")[0]
    assert "data-exercise" not in untouched
    wrong = preview(module, mode="etape-1", exercice=exercise.id, r="1", in_preview_panel="true")
    assert "Un courriel part vers une personne." in wrong
    right = preview(module, mode="etape-1", exercice=exercise.id, r="0", in_preview_panel="true")
    assert "feedback--right" in right


def test_pressing_the_button_of_a_preview_without_an_answer_is_a_blank_try(home):
    module = a_module(home, steps=[a_step("Essayer", an_exercise())], live=False)
    module.refresh_from_db()
    (exercise,) = module.steps[0].value["body"]
    page = preview(module, mode="etape-1", exercice=exercise.id)
    assert "Répondez d’abord" in page


@pytest.mark.parametrize("kind", BODY.child_blocks)
def test_a_block_that_was_just_added_does_not_break_the_preview(home, kind):
    """The live preview runs while one types: nothing is filled in yet."""
    module = a_module(home, live=False)
    module.steps = [a_step("Une étape", (kind, BODY.child_blocks[kind].get_default()))]
    assert "<h1>Une étape</h1>" in preview(module, mode="etape-1")


@pytest.mark.parametrize("kind", BODY.child_blocks)
def test_every_block_says_what_it_is_for_and_shows_itself(kind):
    block = BODY.child_blocks[kind]
    assert block.is_previewable
    assert str(block.get_description())
    assert str(block.meta.group)
    assert not re.search(r"[A-Z]{2,}|_", str(block.label))


def test_the_blocks_of_a_step_come_in_groups_words_first():
    groups = [str(name) for name, _blocks in BODY.grouped_child_blocks()]
    assert groups == ["Texte", "Écrans, images et fichiers", "Exercices"]
