"""A small word list, two modules, and a browser that answers like a real one."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from competencies.frameworks import Area, Competence, CompetenceText, Framework, FrameworkText
from learning.carnet import words
from learning.pages import ModuleIndexPage, ModulePage


@pytest.fixture(autouse=True)
def _few_words_and_an_empty_cache(monkeypatch):
    monkeypatch.setattr(words, "LIST", Path(__file__).with_name("words.txt"))
    words.word_list.cache_clear()
    cache.clear()
    yield
    words.word_list.cache_clear()
    cache.clear()


def exercise(id_, instruction="Cliquez."):
    choices = [{"text": "Oui", "right": True, "feedback": "Oui."}, {"text": "Non", "right": False, "feedback": "Non."}]
    return {"type": "single_choice", "id": id_, "value": {"instruction": instruction, "choices": choices}}


def step(id_, *exercises):
    text = {"type": "text", "id": f"{id_}-text", "value": "Un texte."}
    return {"type": "step", "id": id_, "value": {"title": f"Étape {id_}", "body": [text, *exercises]}}


@pytest.fixture
def index(home, english):
    return home.add_child(instance=ModuleIndexPage(title="Modules", slug="modules", locale=home.locale))


@pytest.fixture
def make_module(index):
    def make(slug="adresse", steps=None):
        steps = steps or [step("s0"), step("s1", exercise("e1"), exercise("e2")), step("s2", exercise("e3"))]
        page = ModulePage(title=f"Module {slug}", slug=slug, locale=index.locale, steps=steps)
        return ModulePage.objects.get(pk=index.add_child(instance=page).pk)

    return make


@pytest.fixture
def module(make_module):
    return make_module()


@pytest.fixture
def competence(db):
    framework = Framework.objects.create(code="essai", version="1", slug="essai-1")
    FrameworkText.objects.create(framework=framework, language="fr", title="Référentiel d’essai", short_title="Essai")
    area = Area.objects.create(framework=framework, code="1")
    competence = Competence.objects.create(framework=framework, area=area, code="1.2")
    CompetenceText.objects.create(competence=competence, language="fr", title="Évaluer des informations")
    return competence


class Browser(Client):
    """Posts as a browser does from one of our own pages."""

    def post(self, path, data=None, **extra):
        return super().post(path, data, headers={"Sec-Fetch-Site": "same-origin"} | extra.pop("headers", {}), **extra)

    def answer(self, page, number, exercise_id, value="0", **extra):
        return self.post(page.step_url(number), {"exercice": exercise_id, "r": value}, **extra)


@pytest.fixture
def browser(db):
    return Browser()
