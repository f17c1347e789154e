"""The part of the starter content that exists in both languages, and a module to translate."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from competencies.loading import load
from home.demo import fill_menus
from learning.models import ModulePage

CONTENT = Path(settings.BASE_DIR) / "content"
FILES = (
    "fr/index",
    "fr/modules",
    "fr/glossaire",
    "fr/parcours",
    "fr/lieux",
    "fr/accessibilite",
    "fr/donnees-personnelles",
    "fr/modules/*",
    "en/*",
    "en/modules/*",
)


@pytest.fixture(scope="module")
def kept_starter(made_once):
    """The starter modules in French, what is in English, and the menus that the demo makes."""
    load()
    call_command(
        "import_content", *(path for name in FILES for path in sorted(CONTENT.glob(f"{name}.md"))), verbosity=0
    )
    fill_menus()


@pytest.fixture
def starter(kept_starter, db):
    """The same, for a test that may change it."""


@pytest.fixture
def translated(starter):
    """The starter module that is in both languages, in French."""
    return ModulePage.objects.get(slug="reconnaitre-un-site-officiel")
