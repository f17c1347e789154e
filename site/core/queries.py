"""Questions about pages that Wagtail asks in several queries, asked in one."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction

PageT = TypeVar("PageT", bound=Page)


def visible(pages: QuerySet[PageT]) -> QuerySet[PageT]:
    """The pages that everybody can read: published, and not in a private section.

    As `.live().public()`, which reads the restrictions first with a query of its own.
    """
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    return pages.filter(~Exists(PageViewRestriction.objects.filter(page__path=above)), live=True)


def translations(pages: Iterable[PageT], locale_id: int, among: QuerySet[PageT]) -> dict[UUID, PageT]:
    """The published pages of a language that stand for those of `pages` in another, by translation key; one query at most."""
    foreign = [page.translation_key for page in pages if page.locale_id != locale_id]
    if not foreign:
        return {}
    found = among.filter(translation_key__in=foreign, locale=locale_id, live=True)
    return {page.translation_key: page for page in found}


def paths_above(page: Page) -> list[str]:
    """The tree paths of a page and of everything above it, the root first."""
    step = Page.steplen
    return [page.path[:end] for end in range(step, len(page.path) + step, step)]


def restrictions_on(page: Page) -> QuerySet[PageViewRestriction]:
    """Wagtail's `get_view_restrictions` in one query: those of the page and of the pages above it.

    An alias has those of its source; Wagtail makes aliases of aliases, so two steps are followed.
    """
    line = Page.objects.filter(path__in=paths_above(page))
    sources = Q(page__in=line.filter(alias_of=None)) | Q(page__in=line.values("alias_of"))
    return PageViewRestriction.objects.filter(sources | Q(page__in=line.values("alias_of__alias_of")))


def page_at(start: Page, components: list[str]) -> tuple[list[Page], list[str]]:
    """The pages on the way from below `start` along an address, and what is left of the address.

    One query, however deep the address is; Wagtail asks one or two for each level.
    """
    addresses = [f"{start.url_path}{'/'.join(components[:end])}/" for end in range(1, len(components) + 1)]
    found = {page.url_path: page for page in Page.objects.filter(url_path__in=addresses).order_by("depth")}
    way: list[Page] = []
    for address in addresses:
        if address not in found:
            break
        way.append(found[address])
    return way, components[len(way) :]
