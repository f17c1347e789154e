"""The pages that lead somewhere from a search, in one query for all, kept until something public changes."""

from dataclasses import dataclass

from django.db.models import Exists
from wagtail.models import Page

from competencies.models import FrameworksPage
from core.cache import kept
from core.queries import visible
from learning.glossary import GlossaryPage
from paths.models import OrientationPage, ThemePage
from trainers.places.models import Place
from trainers.places.pages import PlacesPage

TYPES = (ThemePage, OrientationPage, GlossaryPage, PlacesPage, FrameworksPage)


@dataclass(frozen=True)
class Landmark:
    title: str
    url: str
    type: type[Page]
    # Whether a place is listed in the directory, if that is what the page is.
    has_places: bool


def of_type(model: type[Page], language: str) -> list[Landmark]:
    """Those of one of `TYPES` in a language, in the order of the site."""
    return [landmark for landmark in _read(language) if landmark.type is model]


def directory(language: str) -> str:
    """The address of the directory in a language; empty if it is nowhere, or if nothing is listed."""
    return next((page.url for page in of_type(PlacesPage, language) if page.has_places), "")


def frameworks(language: str) -> str:
    """Where competences are explained in a language; empty if there is no such page."""
    return next((page.url for page in of_type(FrameworksPage, language)), "")


def _read(language: str) -> list[Landmark]:
    return kept(f"search-landmarks:{language}", lambda: _landmarks(language))


def _landmarks(language: str) -> list[Landmark]:
    pages = visible(Page.objects.type(*TYPES).filter(locale__language_code=language))
    listed = Exists(Place.objects.listed())
    return [
        Landmark(page.title, page.url or "", page.specific_class, page.has_places)
        for page in pages.annotate(has_places=listed).order_by("path")
    ]
