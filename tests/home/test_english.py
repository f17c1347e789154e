"""The site in its second language: whole pages, no dead link, no French."""

import ast
import re
from html import unescape

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from core.translations import KEYWORDS, LANGUAGES, collected, is_translated, read_catalogue, sources, updated
from home.models import HomePage
from learning.carnet.models import Attempt

MODULE = "/en/modules/recognise-an-official-website/"
PAGES = ["/en/", "/en/modules/", MODULE, f"{MODULE}fin/", f"{MODULE}imprimer/", "/en/carnet/", "/en/carnet/retrouver/"]
PAGES += ["/en/carnet/importer/", "/en/nowhere/", *(f"{MODULE}{number}/" for number in range(1, 8))]
# Words that no English sentence has. What stands between « » is quoted French, and names stay as they are.
FRENCH = re.compile(
    r"\b(?:le|les|des|une|vous|votre|vos|est|sont|dans|avec|sur|pour|étape|carnet|exercice|suivante|précédente|minutes? environ"
    r"|Vérifier|Écouter|Retour|Accueil|Parcours|Mots|Compétences|indice|Lien|Bouton)\b"
)


@pytest.fixture
def browser():
    return Client()


def shown(html: str) -> str:
    """What a person reads or hears, without the French that is quoted or in parentheses of a name."""
    labels = re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', html)
    html = re.sub(r"<(script|style|svg|select|code)\b.*?</\1>", " ", html, flags=re.DOTALL)
    html = re.sub(r'<a [^>]*lang="fr".*?</a>', " ", html, flags=re.DOTALL)
    return unescape(" ".join([re.sub(r"<[^>]+>", " ", html), *labels]))


def alternates(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="http://testserver([^"]*)">', html))


def switcher(html: str) -> dict[str, str]:
    found = re.findall(r'<a href="([^"]*)" lang="(\w+)" hreflang="\w+">', html)
    return {language: address for address, language in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_sources_is_translated_and_no_other(language):
    catalogue = updated(language)
    assert [message.id for message in catalogue if message.id and not is_translated(message)] == []
    here = {(message.id, message.context) for message in read_catalogue(language) if message.id}
    assert here == {(message.id, message.context) for message in collected() if message.id}


def test_every_function_that_translates_goes_by_a_name_that_is_collected():
    unknown = [
        f"{path.name}: {name.asname or name.name}"
        for path in sources()
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if "gettext" in name.name and (name.asname or name.name) not in KEYWORDS
    ]
    assert unknown == [], "Nobody would translate what is said through it."


def test_translations_have_the_same_placeholders_and_no_french_space():
    for message in read_catalogue("en"):
        if not message.id or isinstance(message.id, tuple):
            continue
        places = re.findall(r"%\(\w+\)[.\d]*\w|%[sd]|%%|\{\d\}|<[^>]+>", message.id)
        assert sorted(places) == sorted(re.findall(r"%\(\w+\)[.\d]*\w|%[sd]|%%|\{\d\}|<[^>]+>", message.string))
        assert not re.search("\u202f|\u00a0[:;!?%»]|«", message.string), message.string


@pytest.mark.parametrize(("count", "said"), [(1, "1 step"), (6, "6 steps")])
def test_plurals_are_english(count, said):
    with translation.override("en"):
        found = translation.ngettext("%(steps)s étape", "%(steps)s étapes", count) % {"steps": count}
    assert found == said


def test_the_key_pages_have_no_french_left(starter, browser):
    for address in PAGES:
        response = browser.get(address)
        assert '<html lang="en">' in response.text, address
        assert response.headers["Content-Language"] == "en"
        # « a word of a French website », and the name of the file that one keeps.
        text = re.sub(r"«.*?»|“carnet”", "", shown(response.text))
        # The lesson names French websites and the words that stand on them.
        if not re.fullmatch(rf"{MODULE}(?:\d|imprimer)/", address):
            assert not FRENCH.search(text), (address, FRENCH.findall(text))
        else:
            assert not re.search(r"\b(?:Étape|Vérifier|Écouter|indice|votre|vous)\b", text), address


def test_french_pages_do_not_speak_english(starter, browser):
    assert "Start here" not in browser.get("/").text
    assert "Étape 1 sur" in browser.get("/modules/reconnaitre-un-site-officiel/1/").text


@pytest.mark.parametrize("rest", ["", "1/", "4/", "fin/"])
def test_the_switcher_keeps_the_step_both_ways(translated, browser, rest):
    french, english = f"{translated.url}{rest}", f"{MODULE}{rest}"
    assert switcher(browser.get(french).text) == {"en": english}
    assert switcher(browser.get(english).text) == {"fr": french}
    assert browser.get(switcher(browser.get(english).text)["fr"]).status_code == 200


@pytest.mark.parametrize(
    "address", ["/modules/mot-de-passe-solide/", "/glossaire/", "/parcours/", "/en/nowhere/", "/nulle-part/"]
)
def test_a_page_without_a_translation_offers_none(starter, browser, address):
    html = browser.get(address).text
    assert switcher(html) == {}
    assert alternates(html) == {}


def test_the_answer_to_a_form_offers_no_address_that_only_takes_answers(starter, browser):
    response = browser.post("/en/carnet/fini/", headers={"sec-fetch-site": "same-origin"})
    assert "Nothing stays here" in response.text
    assert switcher(response.text) == {}


@pytest.mark.parametrize(
    ("address", "french", "english"), [("/", "/", "/en/"), ("/en/modules/", "/modules/", "/en/modules/")]
)
def test_machines_are_told_each_language_and_that_french_is_the_default(starter, browser, address, french, english):
    assert alternates(browser.get(address).text) == {"fr": french, "en": english, "x-default": french}


def test_the_menu_names_pages_in_english_and_leaves_out_the_missing_ones(starter, browser):
    html = browser.get("/en/").text
    menu = re.search(r'<nav class="menu".*?</nav>', html, flags=re.DOTALL)[0]
    assert re.findall(r'<a href="([^"]*)"', menu) == ["/en/modules/", "/en/places/", "/en/carnet/"]
    assert "All modules" in menu


def test_the_english_footer_leads_to_what_the_law_asks_for(starter, browser):
    footer = browser.get("/en/").text.partition("<footer")[2]
    assert 'href="/en/accessibility/">Accessibility: not compliant<' in footer
    assert 'href="/en/your-personal-data/">Your personal data<' in footer


def test_no_link_of_the_english_site_is_dead(starter, browser):
    for address in [*PAGES, "/en/places/", "/en/accessibility/"]:
        for link in set(re.findall(r'<a [^>]*href="(/[^"#]*)', browser.get(address).text)):
            assert browser.get(link).status_code == 200, (address, link)


def test_a_home_page_without_themes_shows_its_lessons_and_the_way_to_the_first_language(starter, browser):
    html = browser.get("/en/").text
    assert "Start here" in html
    assert f'class="button" href="{MODULE}"' in html
    assert '<a href="/" hreflang="fr">Go to the French site</a>' in html


def test_the_starter_module_has_the_same_steps_and_exercises_in_both_languages(translated):
    english = translated.get_translation(Locale.objects.get(language_code="en"))
    kinds = [[(child.block_type, child.id) for child in step.value["body"]] for step in translated.steps]
    assert kinds == [[(child.block_type, child.id) for child in step.value["body"]] for step in english.steps]
    assert [step.id for step in translated.steps] == [step.id for step in english.steps]


def test_an_answer_in_english_is_told_in_english_and_counts_for_the_french_module(translated, browser):
    step = translated.get_translation(Locale.objects.get(language_code="en")).steps[0]
    exercise = next(child for child in step.value["body"] if child.block_type == "zone")
    response = browser.post(
        f"{MODULE}1/", {"exercice": exercise.id, "z": "adresse"}, headers={"sec-fetch-site": "same-origin"}
    )
    assert response.status_code == 200
    assert Attempt.objects.get().page_key == translated.translation_key
    assert re.search(r'<strong class="carnet-opened__words" lang="fr"', response.text)
    assert not re.search(r"\b(?:Votre|Notez|Vérifier|Recommencer)\b", re.sub(r"«.*?»", "", shown(response.text)))


def test_dates_are_english_with_the_day_first():
    from datetime import date

    from django.utils.formats import date_format

    with translation.override("en"):
        assert date_format(date(2026, 11, 3)) == "3 November 2026"
        assert date_format(date(2026, 11, 3), "SHORT_DATE_FORMAT") == "03/11/2026"


def test_a_crash_is_said_in_english_under_en(starter, monkeypatch):
    monkeypatch.setattr(HomePage, "serve", lambda *args, **kwargs: 1 / 0)
    response = Client(raise_request_exception=False).get("/en/")
    assert response.status_code == 500
    assert "It is not your fault" in response.text
    assert 'href="/en/"' in response.text
