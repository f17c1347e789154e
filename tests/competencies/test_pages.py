"""`/competences/`: what people read, and what it costs."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from competencies.loading import load
from competencies.models import Competence, CompetenceText, FrameworksPage, Statement
from home.models import HomePage
from tests.factories import a_page

COMPETENCE = "/competences/digcomp-3.0/1.2/"
SENTENCE = "Je regarde qui a écrit la page."


@pytest.fixture
def sentence(frameworks):
    competence = Competence.objects.by_identifier("digcomp-3.0:1.2")
    CompetenceText.objects.filter(competence=competence, language="fr").update(plain="Savoir si c'est vrai.")
    Statement.objects.filter(competence=competence).delete()
    return Statement.objects.create(competence=competence, language="fr", band=1, text=SENTENCE)


@pytest.fixture
def in_english(competences, english):
    """The same page in English, at `/en/skills/`."""
    home = HomePage.objects.get().copy_for_translation(english, copy_parents=True)
    home.slug = "accueil-en"
    home.save_revision().publish()
    page = competences.copy_for_translation(english)
    page.title, page.slug = "Skills", "skills"
    page.save_revision().publish()
    return page


def read(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def data(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def cost(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read(client, url)
    return len(queries)


def test_the_main_framework_comes_first_with_its_areas(client, competences):
    html = read(client, "/competences/")
    assert html.index("DigComp 3.0") < html.index("CRCN (Pix)")
    assert 'href="/competences/digcomp-3.0/#domaine-4"' in html


def test_without_any_framework_the_page_says_so(client, home):
    home.add_child(instance=FrameworksPage(title="Les compétences", slug="competences"))
    assert "Aucun référentiel" in read(client, "/competences/")


def test_a_framework_shows_its_tree_with_what_trains_each_competence(client, competences, tagged, sentence):
    tagged("Un", ("digcomp-3.0:1.2", "travaillee", 1), ("digcomp-3.0:1.2", "evaluee", 1))
    tagged("Deux", ("digcomp-3.0:1.2", "evaluee", 1), ("digcomp-3.0:1.1", "prerequis", 1))
    html = read(client, "/competences/digcomp-3.0/")
    rows = re.findall(r'tree__code">([\d.]+)<.*?tree__count">(.*?)</p>', html, re.DOTALL)
    assert len(rows) == 21
    assert dict(rows)["1.2"] == "2\u00a0modules"
    assert dict(rows)["1.1"] == "Rien ici pour le moment"
    assert "Savoir si c’est vrai." in html
    assert "Les titres français ne sont pas officiels" in html


def test_a_competence_says_what_it_is_by_level_in_plain_words(client, competences, sentence):
    html = read(client, COMPETENCE)
    assert "Savoir si c’est vrai." in html
    assert SENTENCE in html
    assert "traduction publique, non officielle" in html
    assert "Intermédiaire" not in html


def test_a_competence_lists_what_trains_it_by_role_with_length_and_level(client, competences, tagged):
    tagged("Je travaille", ("digcomp-3.0:1.2", "travaillee", 1), minutes=12)
    tagged("Je vérifie", ("digcomp-3.0:1.2", "evaluee", None), minutes=7, level=3)
    tagged("Je continue", ("digcomp-3.0:1.2", "prerequis", 5))
    tagged("Ailleurs", ("crcn:1.1", "travaillee", 1))
    html = read(client, COMPETENCE)
    order = ["Pour l’apprendre", "Je travaille", "Module · 12 min · Débutant", "Pour vérifier", "Je vérifie"]
    order += ["Module · 7 min · Intermédiaire", "Pour continuer", "Je continue", "Avancé"]
    # After the plain sentences, which speak of levels too.
    places = [html.index(words, html.index(order[0])) for words in order]
    assert places == sorted(places)
    assert "Ailleurs" not in html


def test_only_what_everybody_can_read_is_listed(client, competences, tagged):
    tagged("Un brouillon", ("digcomp-3.0:1.2", "travaillee", 1), live=False)
    private = tagged("Pour quelques-uns", ("digcomp-3.0:1.2", "travaillee", 1))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    html = read(client, COMPETENCE)
    assert "Un brouillon" not in html
    assert "Pour quelques-uns" not in html
    assert "encore rien" in html


def test_a_crosswalk_is_shown_from_both_sides_and_marked_as_unofficial(client, competences):
    for url, neighbour in ((COMPETENCE, "crcn/1.1/"), ("/competences/crcn/1.1/", "digcomp-3.0/1.2/")):
        html = read(client, url)
        assert f'href="/competences/{neighbour}"' in html
        assert "Ces liens sont notre proposition. Ils ne sont pas officiels." in html


def test_a_long_list_is_cut_with_a_link_to_the_rest(client, competences, tagged):
    for number in range(30):
        tagged(f"Module {number:02}", ("digcomp-3.0:1.2", "travaillee", 1))
    html = read(client, COMPETENCE)
    assert html.count("Module · ") == 8
    assert "Voir les 30 contenus" in html
    rest = read(client, f"{COMPETENCE}contenus/?page=2")
    assert "Module 29" in rest
    assert "Module 00" not in rest
    assert "Page 2 sur 2" in rest


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", ""])
def test_a_page_of_the_list_that_does_not_exist_shows_one_that_does(client, competences, page):
    read(client, f"{COMPETENCE}contenus/?page={page}")


@pytest.mark.parametrize(
    "url",
    ["/competences/autre/", "/competences/crcn/9.9/", "/competences/autre/1.2/", "/competences/crcn/9.9/contenus/"],
)
def test_an_unknown_framework_or_competence_is_not_found(client, competences, url):
    read(client, url, 404)


def test_an_address_may_hold_numbers_with_dots_but_a_file_name_is_no_page(client, competences):
    assert client.get("/competences/digcomp-3.0/1.2").status_code == 301
    assert client.get("/favicon.ico").status_code == 404


def test_the_page_speaks_english_with_official_titles_and_links_to_french(client, in_english, sentence):
    html = read(client, "/en/skills/digcomp-3.0/1.2/")
    assert '<html lang="en">' in html
    assert "Evaluating information" in html
    assert "titre officiel" not in html
    assert SENTENCE not in html
    for language, url in (("fr", "competences"), ("en", "en/skills")):
        assert f'hreflang="{language}" href="http://testserver/{url}/digcomp-3.0/1.2/"' in html


def test_a_page_lists_only_what_is_in_its_language(client, in_english, tagged, english):
    french = tagged("En français", ("digcomp-3.0:1.2", "travaillee", 1))
    translated = french.copy_for_translation(english, copy_parents=True)
    translated.title = "In English"
    translated.save_revision().publish()
    assert "En français" in read(client, COMPETENCE)
    assert "In English" not in read(client, COMPETENCE)
    assert "In English" in read(client, "/en/skills/digcomp-3.0/1.2/")


def test_a_title_in_another_language_says_which(client, in_english):
    CompetenceText.objects.filter(competence__framework__slug="crcn", language="en").delete()
    assert '<span lang="fr">Interagir</span>' in read(client, "/en/skills/crcn/2.1/")


def test_a_framework_and_a_competence_are_defined_for_machines(client, competences):
    framework = data(read(client, "/competences/digcomp-3.0/"))
    assert (framework["@type"], len(framework["hasDefinedTerm"])) == ("DefinedTermSet", 21)
    assert framework["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    term = data(read(client, COMPETENCE))
    assert (term["@type"], term["termCode"]) == ("DefinedTerm", "1.2")
    assert term["inDefinedTermSet"] == framework["@id"] == "http://testserver/competences/digcomp-3.0/"


@pytest.mark.parametrize("url", ["/competences/", "/competences/digcomp-3.0/", COMPETENCE, f"{COMPETENCE}contenus/"])
def test_the_cost_does_not_grow_with_what_is_tagged(client, competences, tagged, settings, url):
    settings.PAGE_CACHE_SECONDS = 0
    roles = ("travaillee", "evaluee", "prerequis")
    for number in range(2):
        tagged(f"Module {number}", *[("digcomp-3.0:1.2", role, 1) for role in roles])
    read(client, url)
    with_two = cost(client, url)
    for number in range(2, 20):
        tagged(f"Module {number}", *[("digcomp-3.0:1.2", role, 1) for role in roles])
    # What every page keeps until something is published.
    client.get("/")
    assert cost(client, url) == with_two
    # A page with nothing but its title costs what the frame of every page costs.
    a_page(HomePage.objects.get(), "Rien", body="Rien.", slug="rien")
    read(client, "/rien/")
    assert with_two - cost(client, "/rien/") <= 9


def test_the_page_is_kept_whole_until_the_frameworks_change(client, competences):
    read(client, "/competences/")
    assert "public" in client.get("/competences/crcn/").headers["Cache-Control"]
    assert cost(client, "/competences/crcn/") == 1
    CompetenceText.objects.filter(title="Interagir").update(title="Autre titre")
    load()
    assert cost(client, "/competences/crcn/") > 1
