"""`/recherche/`: every address is a page; facets, chips, order and pages are addresses too."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from competencies.models import Area, AreaText, Competence, CompetenceTag, CompetenceText, Framework, FrameworkText
from core.cache import move_content_version
from learning.models import GlossaryPage, GlossaryTermPage
from search import boxes, views
from search.engines.base import EngineError
from search.labels import TITLES
from tests.factories import a_module, a_page


def page(client: Client, query: str = "", path: str = "/recherche/") -> str:
    response = client.get(f"{path}{query}")
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    found = re.findall(r"<h3><a href=[^>]*>\s*(.*?)\s*</a>", html, flags=re.DOTALL)
    return [re.sub(r"</?mark>", "", title) for title in found]


def options(html: str, key: str) -> dict[str, tuple[int, bool]]:
    """The boxes of a facet: value → (count, whether it is ticked)."""
    pattern = rf'<input type="checkbox"[^>]*name="{key}" value="([^"]*)"( checked)?>.*?option__count">(\d+)<'
    return {value: (int(count), bool(on)) for value, on, count in re.findall(pattern, html, flags=re.DOTALL)}


def chips(html: str) -> list[tuple[str, str]]:
    part = re.search(r'<ul class="chips".*?</ul>', html, flags=re.DOTALL)
    found = re.findall(r'<a href="([^"]*)".*?<b>(.*?)</b>', part.group(), flags=re.DOTALL) if part else []
    return [(name, address.replace("&amp;", "&")) for address, name in found]


def a_word(home, title: str, summary: str = "Une définition.", **fields) -> GlossaryTermPage:
    glossary = GlossaryPage.objects.child_of(home).first() or home.add_child(
        instance=GlossaryPage(title="Le glossaire", slug="glossaire")
    )
    return glossary.add_child(instance=GlossaryTermPage(title=title, summary=summary, **fields))


@pytest.fixture
def library(home):
    """Four modules and a word, and the two pages that list them."""
    for title, minutes, level in (
        ("Écrire un courriel", 8, 1),
        ("Lire un courriel", 12, 2),
        ("Trier ses courriels", 20, 3),
        ("Choisir un mot de passe", 12, 1),
    ):
        a_module(home, title, minutes=minutes, level=level)
    a_word(home, "courriel", "Une lettre sur Internet.")
    return home


def test_the_bare_page_shows_everything(client, library):
    html = page(client)
    assert "7 résultats" in html
    assert len(titles(html)) == 7
    assert 'content="noindex"' not in html


def test_without_words_what_people_come_for_is_first(client, library):
    a_page(library, "À propos")
    html = page(client)
    modules = ["Choisir un mot de passe", "Écrire un courriel", "Lire un courriel", "Trier ses courriels"]
    assert titles(html)[:4] == modules
    assert titles(html)[-1] == "courriel"
    assert "Parcours et modules d’abord" in html
    assert titles(page(client, "?tri=titre"))[:2] == ["À propos", "Choisir un mot de passe"]


def test_words_find_what_has_them(client, library):
    html = page(client, "?q=mot+de+passe")
    assert titles(html) == ["Choisir un mot de passe"]
    assert "1 résultat pour « mot de passe »" in html
    assert 'value="mot de passe"' in html
    assert 'content="noindex"' in html


def test_a_result_says_what_it_is(client, library):
    html = page(client, "?q=mot+de+passe")
    card = re.search(r'<li class="result".*?</li>\s*</ul>', html, flags=re.DOTALL).group()
    assert "Module" in card
    assert "12\xa0minutes" in card
    assert "Débutant" in card


def test_what_is_typed_is_shown_as_text(client, library):
    html = page(client, "?q=%3Cscript%3Ealert(1)%3C/script%3E%22onfocus=x")
    assert "<script>alert" not in html
    assert '"onfocus' not in html


def test_a_chosen_facet_does_not_hide_its_siblings(client, library):
    html = page(client, "?type=mot")
    assert options(html, "type") == {"module": (4, False), "mot": (1, True), "page": (2, False)}
    assert titles(html) == ["courriel"]


def test_facets_count_what_each_choice_would_give(client, library):
    html = page(client, "?q=courriel&niveau=debutant")
    assert "2 résultats" in html
    assert options(html, "niveau") == {"debutant": (2, True), "intermediaire": (1, False)}
    assert options(html, "duree") == {"10-minutes": (1, False), "30-minutes": (1, False)}


def test_no_value_of_a_facet_is_cut(client, home):
    for number in range(15):
        word = a_word(home, f"mot {number:02}")
        word.keywords.add(f"clé {number:02}")
        word.save()
    assert len(options(page(client), "mot-cle")) == 15


def test_very_many_values_are_all_on_a_page_of_their_own(client, home, monkeypatch):
    monkeypatch.setattr(boxes, "MOST", 3)
    for number in range(5):
        word = a_word(home, f"mot {number}")
        word.keywords.add("commun", f"clé {number}", "État")
        word.save()
    html = page(client, "?type=mot&mot-cle=clé-4&tri=titre")
    assert options(html, "mot-cle") == {
        "commun": (5, False),
        "état": (5, False),
        "clé-0": (1, False),
        "clé-4": (1, True),
    }
    [link] = re.findall(r'href="(/recherche/choix/[^"]*)"', html)
    whole = page(client, path=link.replace("&amp;", "&"))
    assert [*options(whole, "mot-cle")] == [*(f"clé-{number}" for number in range(5)), "commun", "état"]
    assert re.findall(r"<legend>(.)</legend>", whole) == ["C", "E"]
    # The form asks for the rest of the question again.
    assert re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', whole) == [("type", "mot"), ("tri", "titre")]
    assert client.get("/recherche/choix/rien/").status_code == 404
    api = client.get("/api/v1/recherche/?type=mot").json()
    assert [len(facet["valeurs"]) for facet in api["facettes"] if facet["cle"] == "mot-cle"] == [7]


def test_each_chip_takes_one_choice_away(client, library):
    html = page(client, "?q=courriel&type=module&niveau=debutant&page=2")
    assert chips(html) == [
        ("Modules", "/recherche/?q=courriel&niveau=debutant"),
        ("Débutant", "/recherche/?q=courriel&type=module"),
    ]
    assert 'href="/recherche/?q=courriel"' in html  # take them all away


def test_unknown_values_are_left_aside_with_a_word(client, library):
    html = page(client, "?niveau=genie&theme=rien&tri=hasard&type=module&truc=1")
    assert len(titles(html)) == 4
    assert chips(html) == [("Modules", "/recherche/")]
    assert "Nous l’avons laissée de côté" in html
    assert "laissée de côté" not in page(client, "?type=module&utm_source=lettre")


def test_a_long_list_has_pages(client, home):
    for number in range(45):
        a_word(home, f"mot {number:02}")
    first, second, last = (page(client, query) for query in ("?type=mot", "?type=mot&page=2", "?type=mot&page=3"))
    assert (len(titles(first)), len(titles(second)), len(titles(last))) == (20, 20, 5)
    assert not set(titles(first)) & set(titles(second))
    assert 'rel="next" href="/recherche/?type=mot&amp;page=2"' in first
    assert 'rel="prev" href="/recherche/?type=mot"' in second
    assert '<ol class="results" start="41">' in last
    assert 'rel="next"' not in last
    assert "Revenir au début de la liste" in page(client, "?type=mot&page=4")


def test_results_come_in_the_order_asked(client, library):
    assert titles(page(client, "?q=courriel&type=module&tri=titre")) == [
        "Écrire un courriel",
        "Lire un courriel",
        "Trier ses courriels",
    ]
    assert titles(page(client, "?type=module&tri=duree"))[0] == "Écrire un courriel"
    last = library.get_descendants().get(slug="trier-ses-courriels").specific
    last.summary = "Un autre résumé."
    last.save_revision().publish()
    assert titles(page(client, "?tri=recent"))[0] == "Trier ses courriels"


def test_nothing_found_leads_somewhere(client, library):
    html = page(client, "?q=zzyzx")
    assert "Rien n’a été trouvé pour « zzyzx »" in html
    assert 'href="/glossaire/"' in html
    assert "Chercher sans les filtres" not in html
    filtered = page(client, "?q=courriel&duree=plus-de-2-heures")
    assert 'href="/recherche/?q=courriel">Chercher sans les filtres' in filtered


def test_the_page_proposes_words_to_try(client, home):
    for number in range(3):
        word = a_word(home, f"mot {number}")
        word.keywords.add("arnaque", f"clé {number}")
        word.save()
    assert 'href="/recherche/?q=arnaque"' in page(client)
    assert 'href="/recherche/?q=arnaque"' in page(client, path="/")


def test_each_language_has_its_results_and_may_show_others(client, library, english):
    translated = library.copy_for_translation(english)
    translated.save_revision().publish()
    module = library.get_descendants().get(slug="choisir-un-mot-de-passe")
    copy = module.copy_for_translation(english, copy_parents=True).specific
    copy.title = "Choosing a password"
    copy.save_revision().publish()
    french = page(client)
    assert "Choosing a password" not in french
    assert options(french, "langue") == {"fr": (7, False), "en": (2, False)}
    assert titles(page(client, "?langue=en&type=module")) == ["Choosing a password"]
    assert '<li class="result" lang="en">' in page(client, "?langue=en")
    assert len(titles(page(client, "?langue=en&langue=fr"))) == 9
    in_english = page(client, path="/en/recherche/")
    assert titles(in_english)[:1] == ["Choosing a password"]
    assert '<html lang="en">' in in_english


def test_competences_are_a_tree(client, library):
    framework = Framework.objects.create(code="ref", version="1", slug="ref-1", source="x", licence="x")
    FrameworkText.objects.create(framework=framework, language="fr", title="Référentiel", short_title="Réf")
    area = Area.objects.create(framework=framework, code="1")
    AreaText.objects.create(area=area, language="fr", title="Information")
    competence = Competence.objects.create(framework=framework, area=area, code="1.2")
    CompetenceText.objects.create(competence=competence, language="fr", title="Évaluer")
    for module in library.get_descendants().filter(title__endswith="un courriel").order_by("pk"):
        CompetenceTag.objects.create(page=module, competence=competence, role="trains")
        module.specific.save()
    html = page(client)
    assert options(html, "competence") == {"ref-1:1": (2, False), "ref-1:1.2": (2, False)}
    assert "<legend>Réf</legend>" in html
    assert html.index("1. Information") < html.index("1.2 Évaluer")
    assert len(titles(page(client, "?competence=ref-1:1"))) == 2
    assert chips(page(client, "?competence=ref-1:1.2")) == [("1.2 Évaluer", "/recherche/")]


def test_the_page_is_the_same_bytes_for_everybody_and_sets_no_cookie(client, library, admin_client):
    visitor = client.get("/recherche/?q=courriel")
    assert visitor.content == admin_client.get("/recherche/?q=courriel").content
    assert not visitor.cookies
    assert visitor.headers["Cache-Control"] == "public, no-cache"


def kept_pages() -> int:
    return len([key for key in cache._cache if ":page:" in key])


def test_only_pages_that_many_ask_for_are_kept(client, library):
    for query in ("", "?type=module", "?niveau=debutant"):
        page(client, query)
    assert kept_pages() == 3
    for query in (
        "?q=courriel",
        "?type=module&type=mot",
        "?page=2",
        "?tri=titre",
        "?niveau=rien",
        "?type=module&x=1",
        "?niveau=debutant&",
        "?theme=invente",
    ):
        page(client, query)
    assert kept_pages() == 3


def test_publishing_renews_a_kept_page(client, library):
    assert "7 résultats" in page(client)
    a_page(library, "Une aide").save_revision().publish()
    assert "8 résultats" in page(client)


def test_the_address_that_htmx_shows_is_the_shortest(client, library):
    response = client.get("/recherche/?q=&type=module&tri=pertinence&page=1&niveau=")
    assert response.headers["HX-Push-Url"] == "/recherche/?type=module"
    assert '<link rel="canonical" href="http://testserver/recherche/?type=module">' in response.content.decode()


def test_every_facet_is_in_the_page_when_it_is_a_choice(client, library):
    assert set(re.findall(r'id="facette-([\w-]+)"', page(client))) <= set(TITLES)
    assert "facette-public" not in page(client)  # everything is for learners


def cost(client: Client, query: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, query)
    return len(queries)


def test_the_cost_does_not_grow_with_results_nor_facets(client, library):
    query = "?q=courriel&type=module&type=mot&niveau=debutant&duree=10-minutes&duree=30-minutes&langue=fr&mot-cle=rien"
    page(client, query)
    few = cost(client, query)
    for number in range(20):
        module = a_module(library, f"Un courriel {number}", minutes=number + 1, level=number % 8 + 1)
        module.keywords.add(f"clé {number}")
        module.save()
    page(client, query)
    assert cost(client, query) == few <= 12
    others = ("", "?q=courriel", "?q=zzyzx", "?tri=recent&page=2", "?q=choisir+un+courriel")
    assert max(cost(client, other) for other in others) <= 12
    for other in (query, *others):
        # As right after a publication: nothing that was kept is good any more.
        move_content_version()
        assert cost(client, other) <= 12


def test_the_box_is_in_every_header_but_a_lesson_has_a_link(client, library):
    module = library.get_descendants().get(slug="lire-un-courriel").specific
    assert 'action="/recherche/"' in page(client, path=module.url)
    step = page(client, path=module.step_url(1))
    assert 'action="/recherche/"' not in step
    assert 'href="/recherche/"' in step
    assert "search-box.js" not in step
    missing = client.get("/nulle-part/")
    assert missing.status_code == 404
    assert missing.content.decode().count('action="/recherche/"') == 1


def test_only_reading_is_allowed(client, library):
    assert client.post("/recherche/").status_code == 405
    assert client.head("/recherche/?q=courriel").status_code == 200


def test_the_home_page_tells_machines_how_to_search(client, home, english):
    home.copy_for_translation(english).save_revision().publish()
    for path, search in (("/", "/recherche/"), ("/en/", "/en/recherche/")):
        data = json.loads(
            re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client, path=path)).group(1)
        )
        assert data["potentialAction"]["target"]["urlTemplate"] == f"http://testserver{search}?q={{words}}"


def test_a_search_that_breaks_is_said_in_a_sentence(client, library, monkeypatch):
    def fail(_read):
        raise EngineError("away")

    monkeypatch.setattr(views, "find", fail)
    response = client.get("/recherche/?q=courriel")
    assert response.status_code == 503
    assert "Réessayez dans un moment" in response.content.decode()


def test_a_word_of_the_glossary_answers_above_the_results(client, library):
    html = page(client, "?q=courriel")
    answer = re.search(r'<section class="answer".*?</section>', html, flags=re.DOTALL).group()
    assert "Une lettre sur Internet." in answer
    assert 'href="/glossaire/courriel/"' in answer
    assert html.index(answer) < html.index('<ol class="results"')
    for query in ("?q=trier", "?q=courriel&type=module", "?q=courriel&page=2", ""):
        assert '<section class="answer"' not in page(client, query)


def test_what_was_understood_is_said(client, library):
    html = page(client, "?q=couriel")
    assert "Nous avons compris" in html
    assert "<b>courriel</b>" in html
    assert "Aucune page ne dit" in page(client, "?q=courriel+xylophage")
    assert "compris" not in page(client, "?q=courriel")
