"""Where the directory of places and the page of frameworks are, in one query, kept until something public changes."""

from django.db.models import Exists
from wagtail.models import Page

from competencies.models import FrameworksPage
from core.cache import kept
from core.queries import visible
from trainers.places.models import Place
from trainers.places.pages import PlacesPage


def directory(language: str) -> str:
    """The address of the directory in a language; empty if it is nowhere, or if nothing is listed."""
    return _read(language)[PlacesPage.__name__]


def frameworks(language: str) -> str:
    """Where competences are explained in a language; empty if there is no such page."""
    return _read(language)[FrameworksPage.__name__]


def _read(language: str) -> dict[str, str]:
    return kept(f"search-landmarks:{language}", lambda: _addresses(language))


def _addresses(language: str) -> dict[str, str]:
    pages = visible(Page.objects.type(PlacesPage, FrameworksPage).filter(locale__language_code=language))
    found = dict.fromkeys((PlacesPage.__name__, FrameworksPage.__name__), "")
    for page in pages.annotate(has_places=Exists(Place.objects.listed())).order_by("path"):
        name = page.specific_class.__name__
        if name != PlacesPage.__name__ or page.has_places:
            found[name] = found[name] or page.url or ""
    return found
