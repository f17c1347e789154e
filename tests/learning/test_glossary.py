"""The glossary: finding words, showing them, and the block of key words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from core.blocks.markdown import MarkdownText
from home.models import HomePage
from learning.blocks import STEPS
from learning.blocks.key_words import KeyWordsBlock
from learning.glossary import GlossaryPage, GlossaryTermPage, step_words, terms_for, words_in
from learning.models import ModuleIndexPage, ModulePage


@pytest.fixture
def home(db):
    site = Site.objects.get(is_default_site=True)
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Accueil", slug="accueil"))
    site.root_page = home
    site.save()
    return home


@pytest.fixture
def glossary(home):
    return home.add_child(instance=GlossaryPage(title="Les mots", slug="glossaire"))


def add_word(glossary, title, slug, summary="Une définition.", **fields):
    return glossary.add_child(instance=GlossaryTermPage(title=title, slug=slug, summary=summary, **fields))


def add_module(home, body):
    index = ModuleIndexPage.objects.first() or home.add_child(instance=ModuleIndexPage(title="Modules", slug="modules"))
    step = STEPS[0][1].normalize({"title": "Une étape", "body": body})
    return index.add_child(instance=ModulePage(title="Ouvrir un site", slug="ouvrir", steps=[("step", step)]))


def texts(response):
    return response.content.decode()


def test_words_are_found_in_the_order_asked_with_one_query(glossary, django_assert_num_queries):
    add_word(glossary, "navigateur", "navigateur")
    add_word(glossary, "onglet", "onglet")
    assert glossary.url  # Wagtail now knows the site's addresses.
    with django_assert_num_queries(1):
        found = terms_for(["onglet", "navigateur", "inconnu", "onglet"], glossary.locale_id)
        assert [(term.slug, term.url) for term in found] == [
            ("onglet", "/glossaire/onglet/"),
            ("navigateur", "/glossaire/navigateur/"),
        ]


def test_no_word_asks_nothing_of_the_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert terms_for([], 1) == []


def test_a_variant_leads_to_its_word_and_keeps_the_anchor_that_the_text_uses(glossary):
    add_word(glossary, "barre d'adresse", "barre-adresse", variants="barre d’URL\nbarre du haut")
    assert [(t.slug, t.title) for t in terms_for(["barre-d-url", "barre-d-adresse"], glossary.locale_id)] == [
        ("barre-d-url", "barre d'adresse"),
        ("barre-d-adresse", "barre d'adresse"),
    ]


def test_a_word_wins_over_another_word_s_variant(glossary):
    add_word(glossary, "messagerie", "messagerie", variants="courriel")
    add_word(glossary, "courriel", "courriel")
    assert [t.title for t in terms_for(["courriel"], glossary.locale_id)] == ["courriel"]


def test_a_slug_never_matches_the_inside_of_another_word(glossary):
    add_word(glossary, "adresse web", "adresse-web")
    assert terms_for(["adresse", "web", "dresse_web"], glossary.locale_id) == []


def test_an_unpublished_word_is_not_shown(glossary):
    add_word(glossary, "brouillon", "brouillon", live=False)
    assert terms_for(["brouillon"], glossary.locale_id) == []


def test_words_are_found_at_any_depth_of_a_body():
    body = [
        {"text": MarkdownText("Un [[navigateur]].")},
        {"items": [{"text": MarkdownText("Deux [[onglets|onglet]].")}]},
    ]
    assert list(words_in(body)) == ["navigateur", "onglet"]


def test_a_step_asks_once_for_its_words_and_does_not_repeat_those_that_a_block_shows(
    glossary, django_assert_num_queries
):
    add_word(glossary, "navigateur", "navigateur")
    add_word(glossary, "onglet", "onglet")
    body = [
        {"type": "text", "value": "Le [[navigateur]] a un [[onglet]]."},
        {"type": "key_words", "value": {"words": ["Navigateur"]}},
        {"type": "key_words", "value": {"words": ["onglet"]}},
        {"type": "key_words", "value": {"words": ["navigateur"]}},
    ]
    value = STEPS[0][1].child_blocks["body"].to_python(body)
    assert glossary.url
    with django_assert_num_queries(1):
        words = step_words(value, glossary.locale_id)
    assert [t.slug for t in words["key_terms"]] == ["navigateur", "onglet"]
    assert words["terms"] == []


def test_the_block_shows_definitions_without_asking_when_the_step_already_knows(glossary, django_assert_num_queries):
    add_word(glossary, "navigateur", "navigateur", "Le programme qui ouvre les sites.")
    block = KeyWordsBlock()
    value = block.to_python({"words": ["navigateur", "inconnu"]})
    known = terms_for(["navigateur"], glossary.locale_id)
    with django_assert_num_queries(0):
        html = block.render(value, {"key_terms": known})
    assert "Le programme qui ouvre les sites." in html
    assert 'id="mot-navigateur"' in html
    assert "inconnu" not in html
    assert "Le programme qui ouvre les sites." in block.render(value)


def test_the_widget_proposes_the_words(glossary):
    add_word(glossary, "barre d'adresse", "barre-d-adresse")
    html = KeyWordsBlock().child_blocks["words"].child_block.field.widget.render("__NAME__", None, {"id": "__ID__"})
    assert '<datalist id="__ID__-mots"><option value="barre-d-adresse">' in html
    assert 'list="__ID__-mots"' in html


def test_the_index_files_accented_words_under_their_letter(glossary):
    for title, slug in (("écran", "ecran"), ("dossier", "dossier"), ("erreur", "erreur"), ("2FA", "2fa")):
        add_word(glossary, title, slug)
    letters = glossary.letters()
    assert [(letter.letter, [t.title for t in letter.terms]) for letter in letters] == [
        ("0-9", ["2FA"]),
        ("D", ["dossier"]),
        ("E", ["écran", "erreur"]),
    ]


def test_the_index_can_be_read_at_once(client, glossary):
    add_word(glossary, "navigateur", "navigateur", "Le programme qui ouvre les sites.")
    html = texts(client.get("/glossaire/"))
    assert "Le programme qui ouvre les sites." in html
    assert 'href="#lettre-n"' in html
    assert 'id="lettre-n"' in html
    assert 'href="/glossaire/navigateur/"' in html


def test_a_word_page_shows_example_variants_neighbours_and_modules(client, home, glossary):
    example = [("text", MarkdownText("Cherchez son [[icône]]."))]
    add_word(glossary, "navigateur", "navigateur", variants="browser", body=example)
    add_word(glossary, "icône", "icone", "Un petit dessin.")
    add_module(home, [("text", MarkdownText("Ouvrez le [[browser]]."))])
    html = texts(client.get("/glossaire/navigateur/"))
    assert "Cherchez son" in html
    assert "browser" in html
    assert 'id="mot-icone"' in html
    assert "Un petit dessin." in html
    assert "Ouvrir un site" in html
    assert "Ouvrir un site" not in texts(client.get("/glossaire/icone/"))


def test_a_step_shows_the_words_that_its_text_links_to(client, home, glossary):
    add_word(glossary, "navigateur", "navigateur", "Le programme qui ouvre les sites.")
    add_word(glossary, "onglet", "onglet", "Une page ouverte.")
    add_module(
        home, [("text", MarkdownText("Le [[navigateur]] a un [[onglet]].")), ("key_words", {"words": ["onglet"]})]
    )
    html = texts(client.get("/modules/ouvrir/1/"))
    assert html.count('id="mot-navigateur"') == 1
    assert html.count('id="mot-onglet"') == 1
    assert "Le programme qui ouvre les sites." in html


@pytest.mark.parametrize(("address", "limit"), [("/glossaire/", 12), ("/glossaire/mot-0/", 14)])
def test_the_cost_of_the_glossary_does_not_grow_with_its_words(client, home, glossary, address, limit, settings):
    settings.PAGE_CACHE_SECONDS = 0
    counts = []
    for total in (2, 20):
        for number in range(GlossaryTermPage.objects.count(), total):
            links = " ".join(f"[[mot {n}]]" for n in range(20))
            add_word(glossary, f"mot {number}", f"mot-{number}", body=[("text", MarkdownText(links))])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= limit


def test_closing_a_word_leads_back_into_the_text_and_not_to_the_top_of_the_page(client, home, glossary):
    add_word(glossary, "navigateur", "navigateur")
    add_module(home, [("text", MarkdownText("Le [[navigateur]]."))])
    html = texts(client.get("/modules/ouvrir/1/"))
    assert '<a href="#lecture">Fermer</a>' in html
    assert html.count('id="lecture"') == 1
    assert "js/words.js" in html


def test_a_step_without_words_has_nothing_to_close(client, home):
    add_module(home, [("text", MarkdownText("Un texte."))])
    html = texts(client.get("/modules/ouvrir/1/"))
    assert '"lecture"' not in html
    assert "#lecture" not in html
    assert "js/words.js" not in html
