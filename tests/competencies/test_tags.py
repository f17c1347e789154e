"""Tags of pages: names, roles, translation."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from wagtail_localize.models import Translation, TranslationSource

from competencies.models import Competence, CompetenceTag, Framework, FrameworksPage
from learning.models import ModulePage


@pytest.mark.parametrize("identifier", ["digcomp-3.0:4.2", "crcn:4.2", " crcn:1.1 "])
def test_a_competence_is_found_by_the_name_that_files_use(frameworks, identifier):
    assert Competence.objects.by_identifier(identifier).identifier == identifier.strip()


@pytest.mark.parametrize("identifier", ["", ":", "crcn", "crcn:", "crcn:9.9", "digcomp:4.2", "crcn:4.2:1"])
def test_an_unknown_name_is_said_back(frameworks, identifier):
    with pytest.raises(Competence.DoesNotExist, match="No competence is known as"):
        Competence.objects.by_identifier(identifier)


def test_many_names_cost_one_query(frameworks, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = Competence.objects.by_identifiers(["crcn:1.1", "digcomp-3.0:1.2", "crcn:0.0", "autre:1"])
    assert {name: competence.code for name, competence in found.items()} == {
        "crcn:1.1": "1.1",
        "digcomp-3.0:1.2": "1.2",
    }


def test_titles_are_in_the_language_of_the_reader(frameworks):
    assert Competence.objects.by_identifier("digcomp-3.0:1.2").title == "Évaluer l’information"
    with translation.override("en"):
        assert Competence.objects.by_identifier("digcomp-3.0:1.2").title == "Evaluating information"


def test_a_title_that_is_missing_falls_back_to_french_and_says_so(frameworks):
    competence = Competence.objects.by_identifier("crcn:1.2")
    competence.texts.filter(language="en").delete()
    with translation.override("en"):
        assert (competence.title, competence.text.lang) == ("Gérer des données", "fr")


def test_a_page_has_a_competence_once_in_each_role(tagged):
    module = tagged("Un module", ("crcn:1.1", "travaillee", 1), ("crcn:1.1", "prerequis", None))
    competence = Competence.objects.by_identifier("crcn:1.1")
    with pytest.raises(IntegrityError), transaction.atomic():
        CompetenceTag.objects.create(page=module, competence=competence, role="travaillee")


def test_the_tags_of_a_page_cost_the_same_with_two_and_with_twenty(tagged, django_assert_num_queries):
    codes = Competence.objects.filter(framework__slug="digcomp-3.0").values_list("code", flat=True)[:20]
    few = tagged("Deux", *[(f"digcomp-3.0:{code}", "travaillee", 1) for code in codes[:2]])
    many = tagged("Vingt", *[(f"digcomp-3.0:{code}", "travaillee", 1) for code in codes])
    for module, count in ((few, 2), (many, 20)):
        module = ModulePage.objects.get(pk=module.pk)
        with django_assert_num_queries(2):
            assert len([tag.competence.title for tag in module.shown_tags]) == count


def test_translating_a_page_keeps_its_tags(tagged, english):
    module = tagged("Un module", ("digcomp-3.0:1.2", "travaillee", 2), ("crcn:1.1", "evaluee", None))
    source, _created = TranslationSource.get_or_create_from_instance(module)
    translated = Translation.objects.create(source=source, target_locale=english)
    translated.save_target(publish=True)
    copy = module.get_translation(english)
    kept = [(tag.competence.identifier, tag.role, tag.level) for tag in copy.competence_tags.all()]
    assert kept == [("digcomp-3.0:1.2", "travaillee", 2), ("crcn:1.1", "evaluee", None)]
    # Changed in French, then synchronised: the English page follows, without doubles.
    module = ModulePage.objects.get(pk=module.pk)
    module.competence_tags.add(
        CompetenceTag(competence=Competence.objects.by_identifier("crcn:4.2"), role="prerequis", sort_order=5)
    )
    module.save_revision().publish()
    source.update_from_db()
    translated.save_target(publish=True)
    assert [tag.competence.identifier for tag in ModulePage.objects.get(pk=copy.pk).competence_tags.all()] == [
        "digcomp-3.0:1.2",
        "crcn:1.1",
        "crcn:4.2",
    ]


def test_a_module_says_what_it_teaches_checks_and_supposes(tagged, competences):
    module = tagged(
        "Un site officiel",
        ("digcomp-3.0:1.2", "travaillee", 1),
        ("crcn:1.1", "evaluee", 1),
        ("digcomp-3.0:1.1", "prerequis", None),
        minutes=12,
        level=1,
    )
    data = module.structured_data()
    assert data["@type"] == "LearningResource"
    assert data["teaches"][0]["url"] == "http://testserver/competences/digcomp-3.0/1.2/"
    assert data["assesses"][0]["termCode"] == "1.1"
    assert data["competencyRequired"][0]["name"] == "Naviguer, rechercher et filtrer l’information"
    assert data["timeRequired"] == "PT12M"
    assert data["educationalLevel"] == "Débutant"
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_a_module_still_says_what_it_teaches_without_a_page_of_competences(tagged):
    data = tagged("Un module", ("crcn:1.1", "travaillee", 1)).structured_data()
    assert "url" not in data["teaches"][0]
    assert data["teaches"][0]["inDefinedTermSet"]["name"] == "crcn"


def test_a_competence_that_a_page_carries_cannot_be_deleted(tagged):
    from django.db.models import ProtectedError

    tagged("Un module", ("crcn:1.1", "travaillee", 1))
    with pytest.raises(ProtectedError):
        Framework.objects.get(slug="crcn").delete()


def test_there_is_one_page_of_competences_a_language(competences, home):
    assert not FrameworksPage.can_create_at(home)
