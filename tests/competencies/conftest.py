"""The shipped frameworks, and pages tagged with them."""

import pytest

from competencies.loading import load
from competencies.models import Competence, CompetenceTag, FrameworksPage
from tests.factories import a_module


@pytest.fixture
def frameworks(db):
    load()


@pytest.fixture
def competences(home, frameworks):
    """The page `/competences/`."""
    return home.add_child(instance=FrameworksPage(title="Les compétences", slug="competences"))


@pytest.fixture
def tagged(home, frameworks):
    """Makes a module with tags: `tagged("Titre", ("digcomp-3.0:1.2", "travaillee", 1), …)`."""

    def make(title, *tags, under=None, **fields):
        module = a_module(under or home, title, **fields)
        for identifier, role, level in tags:
            competence = Competence.objects.by_identifier(identifier)
            module.competence_tags.add(CompetenceTag(competence=competence, role=role, level=level))
        module.save()
        return module

    return make
