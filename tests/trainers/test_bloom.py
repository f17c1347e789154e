"""What an objective is told: one verb that can be seen, its level, one competence, a plausible length."""

import pytest

from trainers.plans.bloom import VERBS, Bloom, faults, level_of, second_verb, too_many, verb_of

CODE = "digcomp-3.0:4.2"


def said(objective, level="", competence=CODE):
    return [str(fault).replace("\u00a0", " ") for fault in faults(objective, level, competence)]


@pytest.mark.parametrize(
    ("objective", "level"),
    [
        ("Composer une phrase de passe de sept mots.", "creer"),
        ("Trier dix messages selon leur danger.", "analyser"),
        ("Être capable de joindre un fichier à un courriel", "appliquer"),
        ("Vous saurez expliquer à quoi sert un mot de passe", "comprendre"),
        ("Retrouver un fichier rangé dans un dossier et ses sous-dossiers", "appliquer"),
        ("Démarrer l'ordinateur", "appliquer"),
    ],
)
def test_a_good_objective_is_left_alone(objective, level):
    assert said(objective, level) == []


@pytest.mark.parametrize("verb", ["Savoir", "Connaître", "Comprendre", "Découvrir", "Maîtriser", "connaitre"])
def test_what_nobody_can_see_is_said_with_verbs_that_show_it(verb):
    (sentence,) = said(f"{verb} les mots de passe", "comprendre")
    assert sentence.startswith(f"« {verb} » ne se voit pas")
    assert sentence.endswith("Essayez : expliquer, décrire, reformuler, résumer.")


def test_to_know_how_to_do_something_is_about_doing_it():
    assert verb_of("Savoir trier ses messages") == "trier"
    assert said("Savoir trier ses messages", "analyser") == []


def test_a_title_is_not_an_objective():
    (sentence,) = said("Les mots de passe", "appliquer")
    assert sentence.startswith("Commencez par un verbe à l’infinitif")


def test_a_verb_of_another_level_is_said_with_verbs_of_the_level_chosen():
    (sentence,) = said("Nommer trois dangers", "creer")
    assert "« Nommer » montre plutôt le niveau « Mémoriser » que « Créer »" in sentence
    assert "composer" in sentence


@pytest.mark.parametrize(
    ("objective", "second"),
    [
        ("Ouvrir et fermer une page", "fermer"),
        ("Écrire un courriel, puis l'envoyer", "envoyer"),
        ("Rédiger un message, le relire et l'envoyer", "envoyer"),
        ("Trier le courrier et le papier", ""),
        ("Choisir un clavier ou une souris", ""),
    ],
)
def test_two_verbs_are_two_objectives(objective, second):
    assert second_verb(objective) == second
    assert any("faites deux objectifs" in sentence for sentence in said(objective)) is bool(second)


def test_an_objective_without_competence_is_said():
    assert said("Trier dix messages", "analyser", "") == ["Choisissez la compétence que cet objectif travaille."]


@pytest.mark.parametrize("nothing", ["", "  ", "…"])
def test_an_empty_objective_is_one_fault_and_no_error(nothing):
    assert len(said(nothing)) == 1


@pytest.mark.parametrize(("count", "minutes", "possible"), [(4, 60, 0), (5, 60, 4), (1, 5, 0), (2, 5, 1), (8, 120, 0)])
def test_an_objective_needs_a_quarter_of_an_hour(count, minutes, possible):
    assert too_many(count, minutes) == possible


def test_each_verb_shows_one_level():
    every = [verb for verbs in VERBS.values() for verb in verbs]
    assert len(every) == len(set(every))
    assert all(level_of(verb.upper()) == level for level, verbs in VERBS.items() for verb in verbs)
    assert set(VERBS) == set(Bloom)
