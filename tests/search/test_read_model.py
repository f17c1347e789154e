"""The read model says what is public, whatever happens to the pages."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from competencies.loading import load
from competencies.models import Competence, CompetenceTag
from core.cache import moved_once
from core.models import Keyword
from home.models import HomePage
from search.models import SearchDocument, SearchFacet, SearchWord
from search.reading import drafts
from tests.factories import a_module, a_page
from tests.paths.factories import a_path, a_theme
from tests.trainers.factories import a_plan, a_sequence
from tests.trainers.places.places import a_place

pytestmark = pytest.mark.postgres


def documents() -> list[str]:
    return sorted(SearchDocument.objects.values_list("title", flat=True))


def facets(page, key: str) -> list[str]:
    found = SearchFacet.objects.filter(document__page=page.pk, key=key)
    return sorted(found.values_list("value", flat=True))


def test_a_published_page_is_known_at_once(home: HomePage) -> None:
    module = a_module(home, "Écrire un courriel", minutes=12, level=3)
    document = SearchDocument.objects.get(page=module.pk)
    assert (document.title, document.language, document.kind, document.minutes) == (
        "Écrire un courriel",
        "fr",
        "module",
        12,
    )
    assert document.url == module.url
    assert facets(module, "niveau") == ["intermediaire"]
    assert facets(module, "duree") == ["30-minutes"]


def test_a_draft_is_not_known_and_does_not_change_what_is(home: HomePage) -> None:
    page = a_page(home, "Aide", body="Un mot.")
    page.title = "Autre titre"
    page.save_revision()
    assert documents() == ["Aide"]
    page.get_latest_revision().publish()
    assert documents() == ["Autre titre"]


def test_an_unpublished_page_is_forgotten(home: HomePage) -> None:
    page = a_page(home, "Aide")
    page.unpublish()
    assert documents() == []


def test_a_deleted_page_is_forgotten_with_what_is_below(home: HomePage) -> None:
    page = a_page(home, "Aide")
    a_page(page, "Détail")
    assert documents() == ["Aide", "Détail"]
    page.delete()
    assert documents() == []
    assert not SearchWord.objects.exists()


def test_a_private_page_is_never_known_nor_what_is_below(home: HomePage) -> None:
    page = a_page(home, "Aide")
    a_page(page, "Détail")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert documents() == []
    restriction.delete()
    assert documents() == ["Aide", "Détail"]


def test_a_page_that_moves_has_its_new_address_and_those_below_too(home: HomePage) -> None:
    first, second = a_page(home, "Un"), a_page(home, "Deux")
    below = a_page(first, "Détail")
    first.move(second, pos="last-child")
    assert SearchDocument.objects.get(page=below.pk).url == "/deux/un/detail/"
    first.refresh_from_db()
    first.slug = "nouveau"
    first.save_revision().publish()
    assert SearchDocument.objects.get(page=below.pk).url == "/deux/nouveau/detail/"


def test_nothing_is_written_when_nothing_changed(home: HomePage) -> None:
    page = a_page(home, "Aide")
    before = SearchDocument.objects.get(page=page.pk).version
    page.save_revision().publish()
    assert SearchDocument.objects.get(page=page.pk).version == before


def test_what_is_undone_was_never_written(home: HomePage) -> None:
    page = a_page(home, "Aide")
    with transaction.atomic():
        page.title = "Autre"
        page.save_revision().publish()
        assert documents() == ["Autre"]
        transaction.set_rollback(True)
    assert documents() == ["Aide"]


def test_a_keyword_that_changes_changes_the_pages_that_have_it(home: HomePage) -> None:
    page = a_page(home, "Aide")
    page.keywords.add("boulot")
    page.save()
    keyword = Keyword.objects.get(name="boulot")
    keyword.name = "métier"
    keyword.save()
    assert SearchDocument.objects.get(page=page.pk).names == "métier"


def test_a_batch_writes_once_at_its_end(home: HomePage) -> None:
    with moved_once():
        a_page(home, "Un")
        a_page(home, "Deux")
        assert documents() == []
    assert documents() == ["Deux", "Un"]
    assert SearchDocument.objects.values("version").distinct().count() == 1


def test_words_are_counted_by_page(home: HomePage) -> None:
    first = a_page(home, "Imprimer", body="Imprimer une lettre, imprimer encore.")
    a_page(home, "Lettre", body="Du texte.")
    assert SearchWord.objects.get(word="imprimer").documents == 1
    assert SearchWord.objects.get(word="lettre").documents == 2
    first.unpublish()
    assert SearchWord.objects.get(word="lettre").documents == 1
    assert not SearchWord.objects.filter(word="imprimer").exists()


def test_what_people_ask_is_searched_and_shown_nowhere(client: Client, home: HomePage) -> None:
    page = a_page(home, "Le routeur", asked="les loupiotes vertes\n\n la roue dentée ")
    assert SearchDocument.objects.get(page=page.pk).asked == "les loupiotes vertes\nla roue dentée"
    for address in ("/recherche/?q=loupiote", "/api/v1/recherche/?q=loupiote", page.url):
        html = client.get(address).content.decode()
        assert page.title in html
        assert "dentée" not in html


def test_the_boxes_of_a_sheet_are_for_a_pen(home: HomePage) -> None:
    page = a_page(home, "Fiche", body="Trop petit ☐ oui ☐ non")
    assert SearchDocument.objects.get(page=page.pk).body.startswith("Trop petit oui non")


def test_each_language_is_searched_in_its_own(home: HomePage, english: Locale) -> None:
    page = a_page(home, "Aide")
    translated = home.copy_for_translation(english)
    translated.save_revision().publish()
    copy = page.copy_for_translation(english)
    copy.title = "Help"
    copy.save_revision().publish()
    assert SearchDocument.objects.get(page=copy.pk).language == "en"
    assert facets(copy, "langue") == ["en"]


def test_below_a_list_that_is_renamed_every_address_changes(home: HomePage) -> None:
    module = a_module(home, "Un module")
    above = module.get_parent().specific
    above.slug = "lecons"
    above.save_revision().publish()
    assert SearchDocument.objects.get(page=module.pk).url == "/lecons/un-module/"


def test_a_keyword_that_is_deleted_is_no_longer_a_name_of_the_page(home: HomePage) -> None:
    page = a_page(home, "Aide")
    page.keywords.add("boulot")
    page.save()
    Keyword.objects.get(name="boulot").delete()
    assert SearchDocument.objects.get(page=page.pk).names == ""


def test_a_module_has_the_theme_of_the_paths_that_hold_it(home: HomePage) -> None:
    module = a_module(home, "Un module")
    theme = a_theme(home, "Chercher un emploi")
    path = a_path(theme, "Ma lettre", [module])
    path.save()
    assert facets(module, "theme") == facets(path, "theme") == ["chercher-un-emploi"]
    theme.slug = "emploi"
    theme.save_revision().publish()
    assert facets(module, "theme") == facets(path, "theme") == ["emploi"]
    path.unpublish()
    assert facets(module, "theme") == []
    path.save_revision().publish()
    assert facets(module, "theme") == ["emploi"]
    path.delete()
    assert facets(module, "theme") == []


def test_a_competence_that_changes_its_title_is_found_by_it(home: HomePage) -> None:
    load()
    competence = Competence.objects.by_identifier("digcomp-3.0:4.2")
    module = a_module(home, "Un module")
    module.competence_tags.add(CompetenceTag(competence=competence))
    module.save()
    assert facets(module, "competence") == ["digcomp-3.0:4", "digcomp-3.0:4.2"]
    assert competence.title in SearchDocument.objects.get(page=module.pk).body
    text = competence.texts.get(language="fr")
    text.title = "Garder ses secrets"
    text.save()
    assert "Garder ses secrets" in SearchDocument.objects.get(page=module.pk).body


def test_a_path_has_the_minutes_of_its_modules_as_they_are_now(home: HomePage) -> None:
    module = a_module(home, "Un module", minutes=12)
    path = a_path(a_theme(home), "Ma lettre", [module])
    path.save()
    assert SearchDocument.objects.get(page=path.pk).minutes == 12
    module.minutes = 25
    module.save_revision().publish()
    assert SearchDocument.objects.get(page=path.pk).minutes == 25


def test_a_session_plan_has_the_theme_that_it_names(home: HomePage) -> None:
    theme = a_theme(home, "Chercher un emploi")
    plan = a_plan(home, theme=theme, audiences=",seniors,")
    assert facets(plan, "theme") == ["chercher-un-emploi"]
    assert facets(plan, "public") == ["mediateurs", "seniors"]
    theme.unpublish()
    assert facets(plan, "theme") == []


def test_reading_many_pages_costs_as_much_as_reading_few(home: HomePage, django_assert_num_queries) -> None:
    """Minutes of a path and of a sequence are those of their parts, the place of a plan is in the directory."""
    theme = a_theme(home)
    place = a_place()

    def some(number: int) -> list[int]:
        found = []
        for _page in range(number):
            module, plan = a_module(home, f"Module {len(made)}"), a_plan(home, f"Séance {len(made)}", place=place)
            made.extend(
                [a_path(theme, f"Parcours {len(made)}", [module]), a_sequence(home, f"Suite {len(made)}", [plan])]
            )
            found += [module.pk, plan.pk, made[-1].pk, made[-2].pk]
        return found

    made: list = []
    few, many = some(2), some(20)
    with CaptureQueriesContext(connection) as queries:
        drafts(few)
    with django_assert_num_queries(len(queries)):
        found = drafts(many)
    assert found[made[-1].pk].values["minutes"] == made[-1].total_minutes > 0
    assert found[made[-2].pk].values["minutes"] == made[-2].total_minutes > 0
