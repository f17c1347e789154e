"""The directory as a page of a small site."""

import pytest

from home.models import HomePage
from trainers.places.pages import PlacesPage


@pytest.fixture
def directory(home: HomePage) -> PlacesPage:
    return home.add_child(instance=PlacesPage(title="Les lieux", slug="lieux", summary="Où apprendre avec quelqu'un."))
