"""A shelf of its own for each test, and a plan with everything that a kit can hold."""

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from tests.factories import a_module, a_step, a_text, an_exercise
from tests.trainers.factories import a_handout, a_plan, an_activity
from trainers.models import PlanModule, PlanPage


@pytest.fixture(autouse=True)
def _shelf(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    yield
    caches["downloads"].clear()


@pytest.fixture
def document(db):
    return get_document_model().objects.create(
        title="Affiche", file=ContentFile(b"l'affiche", name="L'affiche d'été.odt"), file_size=9
    )


@pytest.fixture
def module(home):
    step = a_step("Où est l'adresse ?", a_text("L'adresse est **en haut**."), an_exercise())
    return a_module(home, title="Reconnaître un site", slug="reconnaitre", steps=[step], authors="Nadia")


@pytest.fixture
def plan(home, module, document):
    block = PlanPage.attachments.field.stream_block.child_blocks["attachment"]
    attachment = {"title": "L'affiche", "file": document, "licence": "CC0", "credit": "Valbourg", "to_print": True}
    page = a_plan(
        home,
        title="Fabriquer un mot de passe",
        slug="mot-de-passe",
        authors="L'équipe",
        body=[
            an_activity("Accueil", 15),
            an_activity("Fabriquer", 45, {"hands_on": True, "online": True, "offline": "Sur papier."}),
            a_handout("Ma phrase", "| Mot | Fait |\n|---|---|\n| Un | ☐ |"),
            ("text", "Personne ne dit le sien."),
        ],
        attachments=[("attachment", block.normalize(attachment))],
        equipment="1 livre par personne.",
    )
    PlanModule.objects.create(page=page, module=module)
    return PlanPage.objects.get(pk=page.pk)
