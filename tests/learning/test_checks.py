"""Remarks on a module: what an editor should look at again, and nothing that blocks."""

import pytest
from django.core.management import call_command

from competencies.models import Competence, CompetenceTag
from learning.blocks import EXERCISE_BLOCKS
from learning.models import ModulePage
from tests.factories import CHOICE, a_module, a_step, a_text, an_exercise

LONG = "mot " * 25


def remarks(module):
    return [(remark.place, remark.sentence) for remark in ModulePage.objects.get(pk=module.pk).remarks()]


@pytest.fixture
def complete(home):
    """A module that nothing is missing from."""
    call_command("load_frameworks", verbosity=0)
    module = a_module(home, objectives="Ouvrir un site.", steps=[a_step("Essayer", an_exercise())])
    CompetenceTag.objects.create(page=module, competence=Competence.objects.by_identifier("crcn:1.1"))
    return module


def test_a_complete_module_has_no_remark(complete):
    assert remarks(complete) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"summary": ""}, "Il manque un résumé d’une phrase."),
        ({"objectives": " \n "}, "Il manque les objectifs."),
    ],
)
def test_what_a_module_needs_is_asked_for(complete, fields, sentence):
    ModulePage.objects.filter(pk=complete.pk).update(**fields)
    assert remarks(complete) == [("Module", sentence)]


def test_a_module_without_competence_is_said(complete):
    complete.competence_tags.all().delete()
    CompetenceTag.objects.filter(page=complete).delete()
    assert remarks(complete) == [("Module", "Aucune compétence n’est choisie.")]


@pytest.mark.parametrize("field", ["summary", "objectives", "needs"])
def test_long_sentences_of_the_presentation_are_said(complete, field):
    ModulePage.objects.filter(pk=complete.pk).update(**{field: LONG})
    ((place, sentence),) = remarks(complete)
    assert (place, sentence[:13]) == ("Module", "Phrase longue")


def with_steps(module, *steps):
    module.steps = list(steps)
    module.save()
    return remarks(module)


def test_a_step_where_nothing_is_done_is_said_with_its_number(complete):
    found = with_steps(complete, a_step("Essayer", an_exercise()), a_step("Lire", a_text("Court.")))
    assert found == [("Étape 2", "Il n’y a rien à faire\u00a0: ajoutez un exercice.")]


def choice(**changes):
    return an_exercise("single_choice", CHOICE | changes)


@pytest.mark.parametrize(("missing", "start"), [(1, "Une réponse n’a pas de retour"), (2, "2 réponses n’ont pas")])
def test_answers_that_teach_nothing_are_counted(complete, missing, start):
    choices = [c | {"feedback": "" if i < missing else "Oui."} for i, c in enumerate(CHOICE["choices"])]
    ((place, sentence),) = with_steps(complete, a_step("Essayer", choice(choices=choices)))
    assert (place, sentence[: len(start)]) == ("Étape 1", start)


def true_or_false(feedback):
    return an_exercise(
        "true_false",
        {
            "instruction": "Vrai ou faux ?",
            "statements": [{"text": "Le ciel est bleu.", "is_true": "vrai", "feedback": feedback}],
        },
    )


@pytest.mark.parametrize("feedback", ["Oui. Il fait beau.", "Non, jamais.", "bravo, c’est bien vu."])
def test_a_feedback_that_everybody_reads_is_not_a_verdict(complete, feedback):
    ((place, sentence),) = with_steps(complete, a_step("Essayer", true_or_false(feedback)))
    assert (place, sentence[:20]) == ("Étape 1", "Un retour commence p")


@pytest.mark.parametrize("feedback", ["Il fait beau.", "Nonante ciels le sont.", "On dit oui."])
def test_a_feedback_that_explains_is_no_remark(complete, feedback):
    assert with_steps(complete, a_step("Essayer", true_or_false(feedback))) == []


def test_the_feedback_of_one_choice_may_approve_it(complete):
    assert with_steps(complete, a_step("Essayer", choice())) == []


def test_an_exercise_that_nobody_can_do_is_said(complete):
    choices = [c | {"right": False} for c in CHOICE["choices"]]
    ((_place, sentence),) = with_steps(complete, a_step("Essayer", choice(choices=choices)))
    assert sentence.startswith("Cochez une bonne réponse")


@pytest.mark.parametrize("kind", dict(EXERCISE_BLOCKS))
def test_the_example_of_an_exercise_is_one_that_can_be_done(complete, kind):
    found = with_steps(complete, a_step("Essayer", (kind, dict(EXERCISE_BLOCKS)[kind].meta.preview_value)))
    assert not [sentence for _place, sentence in found if "retour" not in sentence]


@pytest.mark.parametrize("kind", dict(EXERCISE_BLOCKS))
def test_an_exercise_that_was_just_added_is_never_an_error(complete, kind):
    complete.steps = [a_step("Essayer", (kind, dict(EXERCISE_BLOCKS)[kind].get_default()))]
    list(complete.remarks())
