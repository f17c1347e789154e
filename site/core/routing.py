"""From an address to its page: what Wagtail does, in fewer queries."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from core.cache import kept
from core.queries import page_at


def whole(page: Page) -> Page:
    """The page as its own type, with what it shows of others: see `BasePage.to_show`. One query."""
    kind = page.specific_class
    found = kind.to_show().filter(pk=page.pk).first() if kind is not None and hasattr(kind, "to_show") else None
    return found or page.specific


def root_of(request: HttpRequest) -> Page | None:
    """The home page of the address, in its language: Wagtail's `site.root_page.localized`, kept until something changes."""
    site = Site.find_for_request(request)
    return kept(f"root:{site.pk}:{get_language()}", lambda: site.root_page.localized) if site else None


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """Wagtail's `Page.route_for_request`, without reading the home page on the way to every other."""
    root = root_of(request)
    components = [component for component in path.split("/") if component]
    if root is None:
        return None
    try:
        if found := below(root, components):
            page, rest = found
            return page.route(request, rest)
        return root.specific.route(request, components)
    except Http404:
        return None


def below(root: Page, components: list[str]) -> tuple[Page, list[str]] | None:
    """The deepest page of an address below `root`, read whole, and what is left of the address; in two queries."""
    way, rest = page_at(root, components)
    if not way:
        return None
    page = whole(way[-1])
    page.way = way[:-1]  # type: ignore[attr-defined]
    return page, rest


def routed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give Wagtail's view the page that `route` finds, where Wagtail itself keeps what it found."""

    @wraps(view)
    def served(request: HttpRequest, path: str) -> HttpResponse:
        request._wagtail_route_for_request = route(request, path)  # type: ignore[attr-defined]
        return view(request, path)

    return served
