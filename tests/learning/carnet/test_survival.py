"""Progress survives what editors do to a module."""

import pytest
from wagtail.models import Locale, Page

from learning.carnet.models import Carnet
from learning.carnet.summary import summary_of
from learning.pages import ModuleIndexPage
from tests.learning.carnet.conftest import exercise, step


@pytest.fixture
def tried(browser, module):
    """Everything was tried once."""
    for number, exercise_id in ((2, "e1"), (2, "e2"), (3, "e3")):
        browser.answer(module, number, exercise_id)
    return module


def progress():
    [shown] = summary_of(Carnet.objects.get()).modules
    return shown


def test_as_it_was_made(tried):
    assert (progress().done, progress().total, progress().finished) == (3, 3, True)


def test_after_an_edit(tried):
    tried.title = "Un autre titre"
    tried.steps = [step("s1", exercise("e2", "Autre consigne."), exercise("e1")), step("s2", exercise("e3"))]
    tried.save_revision().publish()
    assert (progress().outline.title, progress().done, progress().total) == ("Un autre titre", 3, 3)


def test_after_a_save_in_the_editor_the_ids_are_the_same(tried):
    tried.save_revision().publish()
    fresh = type(tried).objects.get(pk=tried.pk)
    assert [child.id for child in fresh.steps] == ["s0", "s1", "s2"]
    assert progress().finished


def test_after_a_new_exercise_it_is_to_be_done(tried):
    tried.steps = [*tried.steps.raw_data, step("s3", exercise("e4"))]
    tried.save_revision().publish()
    assert (progress().finished, progress().next_step) == (False, 4)


def test_after_a_deletion_the_exercise_counts_no_more_and_stays_in_the_proofs(tried):
    tried.steps = [step("s1", exercise("e1"), exercise("e2"))]
    tried.save_revision().publish()
    assert (progress().done, progress().total) == (2, 2)
    assert [proof.best.exercise_id for proof in progress().proofs] == ["e1", "e2", "e3"]


def test_after_a_move(tried, index):
    other = index.get_parent().add_child(instance=ModuleIndexPage(title="Autres", slug="autres", locale=index.locale))
    tried.move(other, pos="last-child")
    tried.refresh_from_db()
    assert progress().finished
    assert progress().outline.url == "/autres/adresse/"


def test_in_a_translation(tried, index, browser):
    english = Locale.objects.get(language_code="en")
    for page in (index.get_parent().specific, index):
        page.copy_for_translation(english).save_revision().publish()
    translated = tried.copy_for_translation(english)
    translated.title = "In English"
    translated.save_revision().publish()
    page = browser.get("/en/carnet/").content.decode()
    assert "In English" in page
    assert "Module adresse" not in page
    assert "Module adresse" in browser.get("/carnet/").content.decode()
    key = str(tried.translation_key)
    assert browser.get("/en/carnet/progres/", {"pages": key}).json()[key]["finished"]


def test_a_module_without_a_translation_is_shown_in_its_own_language(tried, browser):
    page = browser.get("/en/carnet/").content.decode()
    assert "Module adresse" in page
    assert 'href="/modules/adresse/' in page


def test_a_module_that_was_taken_away_leaves_its_proofs(tried, browser):
    tried.unpublish()
    summary = summary_of(Carnet.objects.get())
    assert summary.modules == ()
    assert len(summary.elsewhere) == 3
    assert "Dans des modules qui ne sont plus ici" in browser.get("/carnet/").content.decode()
    Page.objects.get(pk=tried.pk).delete()
    assert len(summary_of(Carnet.objects.get()).elsewhere) == 3
