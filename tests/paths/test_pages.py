"""Themes, paths, courses and the page that helps to choose."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from learning.blocks import EXERCISE_BLOCKS
from learning.models import ModulePage
from paths.models import PathModule, PathPage
from tests.factories import a_module, a_step, a_text, an_exercise
from tests.paths.factories import a_path, a_theme, an_orientation


def html(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def theme(home):
    return a_theme(home, slug="emploi", colour="ocean", drawing="emploi")


@pytest.fixture
def modules(home):
    return [a_module(home, title=t, slug=t, minutes=m) for t, m in (("trouver", 20), ("lire", 30), ("ecrire", 15))]


@pytest.fixture
def path(theme, modules):
    trouver, lire, ecrire = modules
    return a_path(theme, "Candidater", [trouver, lire, (ecrire, True)], slug="candidater", goal="Envoyer son CV.")


def test_a_path_shows_its_goal_its_length_and_its_modules_in_order(client, path):
    page = html(client.get("/parcours/emploi/candidater/"))
    assert "Envoyer son CV." in page
    assert "50\u00a0minutes, ou 1\u00a0h\u00a005 avec le facultatif" in page
    assert page.index(">trouver</a>") < page.index(">lire</a>") < page.index(">ecrire</a>")
    assert page.count("<em>facultatif</em>") == 1
    assert page.count("data-progress=") == 3


def test_the_one_main_button_starts_the_first_module_inside_the_path(client, path):
    page = html(client.get("/parcours/emploi/candidater/"))
    assert re.findall(r'class="button" href="([^"]*)"', page) == ["/modules/trouver/1/?parcours=candidater"]


def test_a_path_without_modules_has_no_button_and_no_booklet(client, theme):
    a_path(theme, slug="vide")
    page = html(client.get("/parcours/emploi/vide/"))
    assert 'class="button"' not in page
    assert "livret/" not in page


def test_an_unpublished_module_is_not_in_the_path(client, path, modules):
    modules[0].unpublish()
    page = html(client.get("/parcours/emploi/candidater/"))
    assert ">trouver</a>" not in page
    assert "/modules/lire/1/?parcours=candidater" in page


def test_machines_read_what_the_path_is_made_of(client, path):
    page = html(client.get("/parcours/emploi/candidater/"))
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert data["timeRequired"] == "PT1H5M"
    assert [part["name"] for part in data["hasPart"]] == ["trouver", "lire", "ecrire"]


def test_the_index_shows_each_theme_with_its_own_paths(client, home, theme, path):
    a_path(a_theme(home, "Mes démarches", slug="demarches"), "Ma démarche", slug="demarche")
    page = html(client.get("/parcours/"))
    assert "theme--ocean" in page
    assert "#theme-emploi" in page
    emploi, demarches = page.split('class="theme ')[1:]
    assert "Candidater" in emploi
    assert "Candidater" not in demarches
    assert "Ma démarche" in demarches


def test_a_theme_shows_the_facts_of_its_paths(client, path):
    page = html(client.get("/parcours/emploi/"))
    assert "3 modules" in page
    assert "50\u00a0minutes" in page


def test_a_theme_lists_the_modules_of_its_path_and_starts_the_first_two_clicks_from_the_home_page(client, path):
    page = html(client.get("/parcours/emploi/"))
    assert page.index(">trouver</a>") < page.index(">lire</a>") < page.index(">ecrire</a>")
    assert re.findall(r'class="button" href="([^"]*)"', page) == ["/modules/trouver/1/?parcours=candidater"]


def test_a_theme_with_two_paths_has_no_main_button(client, theme, path, modules):
    a_path(theme, "Se présenter", modules[:1], slug="presenter")
    assert 'class="button" href=' not in html(client.get("/parcours/emploi/"))


@pytest.mark.parametrize(
    "address", ["/parcours/emploi/", "/parcours/emploi/candidater/", "/modules/trouver/?parcours=candidater"]
)
def test_whoever_has_begun_is_told_where_to_go_on(client, path, address):
    page = html(client.get(address))
    assert 'data-continue="Continuer"' in page
    assert 'data-start="/modules/trouver/1/?parcours=candidater"' in page


def test_a_card_counts_published_modules_and_needed_minutes(path, modules):
    modules[1].unpublish()
    card = PathPage.objects.with_card().get(pk=path.pk)
    assert (card.module_count, card.minutes, card.minutes_needed) == (2, 35, 20)


def test_every_link_of_a_step_keeps_the_path(client, path):
    page = html(client.get("/modules/trouver/1/?parcours=candidater"))
    main = page[page.index("<main") : page.index("</main>")]
    links = re.findall(r'(?:href|action)="(/modules/[^"]*)"', main)
    assert links
    assert all("?parcours=candidater" in link for link in links)
    assert 'href="/parcours/emploi/candidater/"' in main


@pytest.mark.parametrize(
    ("query", "queries"), [("?parcours=candidater", 1), ("?parcours=inconnu", None), ("?parcours=candidater&x=1", None)]
)
def test_only_a_real_path_is_kept_by_the_page_cache(client, path, query, queries):
    address = f"/modules/trouver/1/{query}"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert (len(captured) == 1) is (queries == 1)


def test_without_a_path_the_links_are_bare(client, path):
    assert "?parcours" not in html(client.get("/modules/trouver/1/"))


@pytest.mark.parametrize("name", ["inconnu", "", "\x00", "a" * 5000, "<script>", "é"])
def test_an_unknown_path_is_no_path(client, path, name):
    page = html(client.get("/modules/trouver/1/", {"parcours": name}))
    assert "?parcours" not in page
    assert "<script>" not in page


def test_a_path_without_this_module_is_no_path(client, home, path):
    a_module(home, title="autre", slug="autre")
    assert "?parcours" not in html(client.get("/modules/autre/1/?parcours=candidater"))


def test_an_unpublished_path_is_no_path(client, path):
    path.unpublish()
    assert "?parcours" not in html(client.get("/modules/trouver/1/?parcours=candidater"))


def test_the_module_page_says_where_it_stands_in_the_path(client, path):
    page = html(client.get("/modules/lire/?parcours=candidater"))
    assert "Module 2 sur 3 du parcours" in page
    assert 'href="/modules/trouver/?parcours=candidater">Module précédent' in page
    assert "/modules/lire/1/?parcours=candidater" in page


def test_the_end_of_a_module_leads_to_the_next_one_of_the_path(client, path):
    page = html(client.get("/modules/trouver/fin/?parcours=candidater"))
    assert re.findall(r'class="button" href="([^"]*)"', page) == ["/modules/lire/?parcours=candidater"]


def test_the_end_of_the_last_module_leads_back_to_the_path(client, path):
    page = html(client.get("/modules/ecrire/fin/?parcours=candidater"))
    assert re.findall(r'class="button" href="([^"]*)"', page) == ["/parcours/emploi/candidater/"]


def test_a_translated_path_shows_the_modules_of_its_language_when_they_exist(path, modules, english):
    copy = modules[0].copy_for_translation(english, copy_parents=True)
    copy.live = True
    copy.save()
    translated = path.copy_for_translation(english, copy_parents=True)
    stages = PathPage.objects.get(pk=translated.pk).stages
    assert [(stage.module.locale_id == english.pk, stage.module.slug) for stage in stages] == [
        (True, "trouver"),
        (False, "lire"),
        (False, "ecrire"),
    ]


@pytest.mark.parametrize(("address", "limit"), [("/parcours/emploi/long/", 14), ("/parcours/emploi/", 12)])
def test_the_cost_of_a_path_does_not_grow_with_its_modules(client, home, theme, settings, address, limit):
    settings.PAGE_CACHE_SECONDS = 0
    path = a_path(theme, "Long", slug="long")
    counts = []
    for total in (2, 20):
        for number in range(ModulePage.objects.count(), total):
            module = a_module(home, title=f"module {number}", slug=f"m{number}")
            PathModule.objects.create(page=path, module=module, sort_order=number)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            html(client.get(address))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= limit


@pytest.mark.parametrize("address", ["/parcours/", "/parcours/emploi/"])
def test_the_cost_of_a_list_does_not_grow_with_its_paths(client, home, theme, settings, address):
    settings.PAGE_CACHE_SECONDS = 0
    module = a_module(home, title="m", slug="m")
    counts = []
    for total in (2, 20):
        for number in range(PathPage.objects.count(), total):
            a_path(theme, f"Parcours {number}", [module], slug=f"p{number}")
            a_theme(home, f"Thème {number}", slug=f"t{number}")
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            html(client.get(address))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


# --- Par où commencer ---


@pytest.fixture
def orientation(home, theme):
    emploi = a_path(theme, "Candidater", slug="candidater")
    papiers = a_path(theme, "Ma démarche", slug="demarche")
    a_path(theme, "Autre chose", slug="autre")
    return an_orientation(
        home,
        ("Que voulez-vous faire ?", {"Trouver du travail": {emploi: 3}, "Faire un papier": {papiers: 3}, "Rien": {}}),
        ("Et encore ?", {"Je débute": {papiers: 1, emploi: 1}, "Je sais déjà": {}}),
    )


def main_of(response):
    page = html(response)
    return page[page.index("<main") : page.index("</main>")]


def test_the_bare_page_asks_and_recommends_nothing(client, orientation):
    page = main_of(client.get("/par-ou-commencer/"))
    assert page.count("<fieldset") == 2
    assert page.count('type="radio"') == 5
    assert "conseillons" not in page
    assert "noindex" not in html(client.get("/par-ou-commencer/"))


def test_answers_in_the_address_lead_to_a_path_with_its_reasons_and_the_others_below(client, orientation):
    page = main_of(client.get("/par-ou-commencer/?q1=2&q2=1"))
    advice, rest = page.split('id="autres"')
    assert "Ma démarche" in advice
    assert "<li>Faire un papier</li><li>Je débute</li>" in advice
    assert rest.index("Candidater") < rest.index("Autre chose")
    assert page.count(" checked") == 2


def test_a_button_pressed_without_an_answer_gets_a_gentle_sentence(client, orientation):
    page = main_of(client.get("/par-ou-commencer/?voir=1"))
    assert "Choisissez au moins une réponse" in page
    assert "conseillons" not in page


def test_answers_that_speak_for_no_path_show_them_all(client, orientation):
    page = main_of(client.get("/par-ou-commencer/?q1=3"))
    assert "Tous les parcours peuvent vous aller" in page
    assert page.count('class="path-card"') == 3


@pytest.mark.parametrize("query", ["q1=99", "q1=x", "q9=1", "x=<script>alert(1)</script>", "q1=%00", "q1=-1&q2=0"])
def test_junk_in_the_address_is_ignored(client, orientation, query):
    page = main_of(client.get(f"/par-ou-commencer/?{query}"))
    assert "conseillons" not in page
    assert "alert" not in page


def test_an_unpublished_path_is_never_recommended(client, orientation):
    PathPage.objects.get(slug="demarche").unpublish()
    page = main_of(client.get("/par-ou-commencer/?q1=2&q2=1"))
    assert "Ma démarche" not in page
    assert "Candidater" in page.split('id="autres"')[0]
    assert "<li>Faire un papier</li>" not in page


def test_only_the_bare_page_is_kept_and_indexed(client, orientation, settings):
    settings.PAGE_CACHE_SECONDS = 60
    assert "public" in client.get("/par-ou-commencer/").headers["Cache-Control"]
    answered = client.get("/par-ou-commencer/?q1=1")
    assert answered.headers["Cache-Control"] == "no-store"
    assert "noindex" in html(answered)


def test_nothing_is_remembered(client, orientation):
    response = client.get("/par-ou-commencer/?q1=1")
    assert not response.cookies
    assert " checked" not in main_of(client.get("/par-ou-commencer/"))


def test_a_translated_page_recommends_the_translated_path(client, orientation, english):
    emploi = PathPage.objects.get(slug="candidater", locale=Locale.objects.get(language_code="fr"))
    copy = emploi.copy_for_translation(english, copy_parents=True)
    copy.title = "Apply for a job"
    copy.live = True
    copy.save()
    page = orientation.copy_for_translation(english, copy_parents=True)
    page.live = True
    page.save()
    context = page.specific.get_context(_request("?q1=1"))
    assert context["best"].title == "Apply for a job"


def _request(query):
    from django.test import RequestFactory

    return RequestFactory().get(f"/en/par-ou-commencer/{query}")


def test_the_cost_of_the_advice_does_not_grow_with_questions_and_paths(client, home, theme, settings):
    settings.PAGE_CACHE_SECONDS = 0
    counts = []
    page = None
    for total in (2, 20):
        paths = [a_path(theme, f"P{total}{n}", slug=f"p{total}-{n}") for n in range(total)]
        if page:
            page.delete()
        page = an_orientation(
            home, *((f"Question {n} ?", {"Oui": dict.fromkeys(paths, 1), "Non": {}}) for n in range(4))
        )
        client.get("/par-ou-commencer/?q1=1")
        with CaptureQueriesContext(connection) as queries:
            html(client.get("/par-ou-commencer/?q1=1"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


# --- Livret ---


def test_the_booklet_has_a_cover_the_steps_and_the_answers_at_the_end(client, home, theme):
    first = a_module(home, "Un", steps=[_step("Étape A"), _step("Étape B")], slug="un")
    second = a_module(home, "Deux", steps=[_step("Étape C")], slug="deux")
    a_path(theme, "Candidater", [first, second], slug="candidater", goal="Envoyer son CV.")
    page = main_of(client.get("/parcours/emploi/candidater/livret/"))
    assert "Envoyer son CV." in page
    assert '<svg aria-hidden="true"' in page
    assert "style=" not in page
    assert "testserver/parcours/emploi/candidater" in page
    order = ["Étape A", "Étape B", "Étape C", "Les réponses"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    answers = page[page.index("Les réponses") :]
    assert re.findall(r'paper-number">([^<]*)<', answers) == ["1.1", "1.2", "2.1"]
    assert answers.count("Dans la barre d’adresse") == 3


def test_paper_has_no_button_to_press_in_an_exercise(client, home):
    a_module(home, "Un", steps=[_step("Étape A")], slug="un")
    page = main_of(client.get("/modules/un/imprimer/"))
    body = page[page.index("paper-exercise") : page.index("Les réponses")]
    assert "<button" not in body
    assert "<form" not in body
    assert "inert" in body


def test_one_module_prints_with_the_words_it_uses(client, home):
    from learning.glossary import GlossaryPage, GlossaryTermPage

    glossary = home.add_child(instance=GlossaryPage(title="Mots", slug="glossaire"))
    glossary.add_child(instance=GlossaryTermPage(title="navigateur", slug="navigateur", summary="Il ouvre les sites."))
    blocks = [a_text("Ouvrez le [[navigateur]]."), ("key_words", {"words": ["navigateur"]})]
    a_module(home, "Un", steps=[_step("Étape A", *blocks)], slug="un")
    page = main_of(client.get("/modules/un/imprimer/"))
    assert page.count('id="mot-navigateur"') == 1
    assert "Les mots expliqués" in page


def test_the_cost_of_a_booklet_does_not_grow_with_its_modules(client, home, theme, settings):
    settings.PAGE_CACHE_SECONDS = 0
    path = a_path(theme, "Long", slug="long")
    counts = []
    for total in (2, 12):
        for number in range(ModulePage.objects.count(), total):
            module = a_module(home, f"m{number}", steps=[_step("Étape")], slug=f"m{number}")
            PathModule.objects.create(page=path, module=module, sort_order=number)
        client.get("/parcours/emploi/long/livret/")
        with CaptureQueriesContext(connection) as queries:
            html(client.get("/parcours/emploi/long/livret/"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 16


@pytest.mark.parametrize("kind", [name for name, _block in EXERCISE_BLOCKS])
def test_every_exercise_can_be_done_with_a_pen(client, home, kind):
    block = dict(EXERCISE_BLOCKS)[kind]
    a_module(home, "Un", steps=[a_step("Étape", (kind, block.meta.preview_value))], slug="un")
    page = main_of(client.get("/modules/un/imprimer/"))
    exercise = page[page.index("paper-exercise") : page.index('class="paper-answers"')]
    assert not re.search(r"<(form|details|button)", exercise)
    assert page.count('class="paper-number"') == 2


def _step(title, *blocks):
    return a_step(title, *blocks, an_exercise())
