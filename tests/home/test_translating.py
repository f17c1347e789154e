"""An editor translates a starter module with Wagtail Localize: the same module in another language."""

import json
import re

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from learning.carnet.models import Attempt
from learning.models import ModulePage

# Wagtail Localize reads every text as HTML, and its parser remarks on those that look like an address.
pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")


@pytest.fixture
def translate(django_capture_on_commit_callbacks):
    def translated(page, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return _translate(page, **options)

    return translated


def _translate(page, *, prefix="EN "):
    """What the translation editor does: every text translated (here, with two letters before it), then published."""
    english = Locale.objects.get(language_code="en")
    source, _new = TranslationSource.get_or_create_from_instance(page)
    work = Translation.objects.create(source=source, target_locale=english)
    for segment in StringSegment.objects.filter(source=source).order_by("pk") if prefix else []:
        StringTranslation.objects.create(
            translation_of=segment.string, locale=english, context=segment.context, data=prefix + segment.string.data
        )
    work.save_target()
    return page.get_translation(english)


def stored(page):
    return json.loads(json.dumps(list(page.steps.raw_data)))


def ids(page):
    return re.findall(r'"id": "([^"]+)"', json.dumps(stored(page)))


def texts(data, path=""):
    """Every sentence of stored blocks, with its path; the rendering of a Markdown text is not one."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in {"html", "id", "lang", "terms"}:
                yield from texts(value, f"{path}.{key}")
    elif isinstance(data, list):
        for position, item in enumerate(data):
            yield from texts(item, f"{path}.{position}")
    elif isinstance(data, str):
        yield path, data


@pytest.fixture
def module(starter):
    """A starter module without a translation, with a mailbox, a place to find and a simulated site."""

    def named(slug):
        return ModulePage.objects.get(slug=slug, locale__language_code="fr")

    return named


@pytest.mark.parametrize("slug", ["reconnaitre-un-message-piege", "remplir-un-formulaire", "trouver-des-offres"])
def test_a_translated_module_is_the_same_module_with_every_sentence_translated(module, translate, slug):
    page = module(slug)
    english = translate(page)
    english.refresh_from_db()
    assert english.live
    assert english.translation_key == page.translation_key
    assert english.url.startswith("/en/modules/")
    assert english.competence_tags.count() == page.competence_tags.count() > 0
    assert ids(english) == ids(page)
    before, after = dict(texts(stored(page))), dict(texts(stored(english)))
    assert before.keys() == after.keys()
    assert [path for path, text in before.items() if " " in text and after[path] != f"EN {text}"] == []


def test_what_is_not_translated_yet_stays_as_it_was(module, translate):
    page = module("mot-de-passe-solide")
    assert dict(texts(stored(translate(page, prefix="")))) == dict(texts(stored(page)))


def test_a_translation_is_set_by_the_rules_of_its_own_language(module, translate):
    english = translate(module("mot-de-passe-solide"))
    assert set(re.findall(r'"lang": "(\w+)"', json.dumps(stored(english)))) == {"en"}
    step = next(text for text in stored(english)[0]["value"]["body"] if text["type"] == "text")["value"]
    assert "\u202f" not in step["html"]


def test_pages_of_a_simulated_site_still_lead_to_each_other(module, translate):
    english = translate(module("trouver-des-offres"))
    questions = [
        child.block.question(child.value)
        for step in english.steps
        for child in step.value["body"]
        if child.block_type == "navigation"
    ]
    assert questions
    for question in questions:
        names = {page.name for page in question.pages}
        assert {way.goes_to for page in question.pages for way in page.ways if way.goes_to} <= names


def test_progress_made_in_french_is_there_in_english(module, translate):
    page, browser = module("mot-de-passe-solide"), Client(headers={"sec-fetch-site": "same-origin"})
    english = translate(page)
    number, exercise = next(
        (number, child)
        for number, step in enumerate(page.steps, 1)
        for child in step.value["body"]
        if child.block_type == "single_choice"
    )
    right = str([bool(choice["right"]) for choice in exercise.value["choices"]].index(True))
    browser.post(f"{page.url}{number}/", {"exercice": exercise.id, "r": right})
    attempt = Attempt.objects.get()
    assert (attempt.page_key, attempt.points) == (english.translation_key, attempt.out_of)
    carnet = browser.get("/en/carnet/").text
    assert "EN " in carnet
    assert english.url in carnet
    answer = browser.get(f"/en/carnet/progres/?pages={english.translation_key}").json()
    assert answer[str(english.translation_key)]["done"] == 1
