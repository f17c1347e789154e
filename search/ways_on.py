"""Where to go from a search: words to try, and a way on when nothing was found."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import get_language
from wagtail.models import Page

from core.models import Keyword
from learning.glossary import GlossaryPage
from paths.models import OrientationPage, ThemePage
from search import address
from search.finding import Found
from search.landmarks import of_type
from trainers.places.pages import PlacesPage

EXAMPLES = 6
# Where one may begin again, beside the themes: four questions, a word, somebody who helps.
BEGINNINGS = (OrientationPage, GlossaryPage, PlacesPage)


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Ways:
    """What to propose instead of an empty list."""

    words: tuple[Link, ...]
    without_choices: str
    themes: tuple[Link, ...]
    others: tuple[Link, ...]


def examples(found: Found) -> list[Link]:
    """« Essayez avec… »: the keywords that most of the results have."""
    counts = found.results.counts.get("mot-cle", {})
    best = sorted(counts, key=lambda value: (-counts[value], value))[:EXAMPLES]
    names = [found.names.of("mot-cle", value) for value in best]
    return [Link(name, address.asking(name)) for name in names]


def common_words() -> list[Link]:
    """As `examples`, for a page that searched nothing, in one query."""
    language = (get_language() or "fr")[:2]
    pages = Count("page_keywords__content_object__search_document")
    here = Q(page_keywords__content_object__search_document__language=language)
    rows = Keyword.objects.filter(here).annotate(pages=pages).order_by("-pages", "slug")
    return [Link(name, address.asking(name)) for name in rows.values_list("name", flat=True)[:EXAMPLES]]


def after_nothing(found: Found, language: str) -> Ways:
    """The pages that begin something; no query once they are known."""
    asked = found.question
    bare = address.write(address.without_choices(asked))
    return Ways(
        words=tuple(Link(word, address.asking(word)) for word in found.results.suggestions),
        without_choices=bare if asked.chosen and asked.typed else "",
        themes=_links(ThemePage, language),
        others=tuple(link for kind in BEGINNINGS for link in _links(kind, language)),
    )


def _links(kind: type[Page], language: str) -> tuple[Link, ...]:
    return tuple(Link(page.title, page.url) for page in of_type(kind, language))
