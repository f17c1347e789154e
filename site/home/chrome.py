"""What surrounds every public page: name, menus, languages, partners."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page, Site

from core.cache import kept
from core.queries import visible
from home.brand import Brand

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class Translation:
    language: str
    url: str
    full_url: str

    @property
    def name(self) -> str:
        return LANGUAGE_NAMES.get(self.language, self.language)


class Chrome:
    """Read once per page, in a fixed number of queries: the brand, the pages of both menus, the page's translations."""

    def __init__(self, request: HttpRequest | None, page: Page | None = None) -> None:
        self.request = request
        self.page = page if isinstance(page, Page) and page.pk else None
        self.language = (get_language() or settings.LANGUAGE_CODE)[:2]
        self.path = request.path if request else "/"

    @cached_property
    def brand(self) -> Brand:
        site = (
            Site.find_for_request(self.request) if self.request else Site.objects.filter(is_default_site=True).first()
        )
        return kept(f"brand:{site.pk}", lambda: Brand.of(site)) if site else Brand()

    @property
    def brand_stylesheet(self) -> str:
        return f"{reverse('brand_stylesheet')}?v={self.brand.stylesheet_version}" if self.brand.has_own_colours else ""

    @cached_property
    def home_url(self) -> str:
        return "/" if self.language == settings.LANGUAGE_CODE else f"/{self.language}/"

    @property
    def in_carnet(self) -> bool:
        return self.path.startswith(f"{self.home_url}carnet/")

    @cached_property
    def _all_pages(self) -> list[Page]:
        """The pages of both menus and the page shown, each in every language, in one query."""
        chosen = Page.objects.filter(pk__in=self._chosen).values("translation_key")
        wanted = Q(translation_key__in=chosen)
        if self.page:
            wanted |= Q(translation_key=self.page.translation_key)
        return list(visible(Page.objects.filter(wanted)).select_related("locale").order_by("locale__pk"))

    @property
    def _chosen(self) -> list[int]:
        return [link["value"]["page"] for menu in (self.brand.menu, self.brand.footer) for link in menu.raw_data]

    @cached_property
    def _pages(self) -> dict[int, Page]:
        """The pages of both menus in the current language, by the id that the menu holds."""
        here = {p.translation_key: p for p in self._all_pages if p.locale.language_code == self.language}
        return {p.pk: here[p.translation_key] for p in self._all_pages if p.translation_key in here}

    def _links(self, menu: Iterable[dict[str, Any]]) -> list[Link]:
        links = []
        for item in menu:
            chosen = item["value"]["page"]
            if page := self._pages.get(chosen):
                url = page.get_url(self.request) or ""
                current = (
                    "page" if self.path == url else "true" if self.path.startswith(url) and url != self.home_url else ""
                )
                # The text typed for one language says nothing in another.
                title = item["value"].get("title") if page.pk == chosen else ""
                links.append(Link(title or page.title, url, current))
        return links

    @cached_property
    def menu(self) -> list[Link]:
        return self._links(self.brand.menu.raw_data)

    @cached_property
    def footer(self) -> list[Link]:
        return self._links(self.brand.footer.raw_data)

    @cached_property
    def partners(self) -> list[Any]:
        return [block.value for block in self.brand.partners]

    @cached_property
    def translations(self) -> list[Translation]:
        """This address in every language it exists in; nothing when there is only one."""
        found = list(self._translations())
        return found if len(found) > 1 else []

    @property
    def original(self) -> Translation | None:
        """This address in the first language of the site, for who speaks none of the others."""
        return next((found for found in self.translations if found.language == settings.LANGUAGE_CODE), None)

    def _translations(self) -> Iterable[Translation]:
        if self.page:
            here = self.page.get_url(self.request) or ""
            rest = self.path[len(here) :] if self.path.startswith(here) else ""
            pages = [page for page in self._all_pages if page.translation_key == self.page.translation_key]
            for page in pages:
                same = not rest or page.pk == self.page.pk or page.specific.has_address(rest)
                url = f"{page.get_url(self.request)}{rest if same else ''}"
                yield Translation(page.locale.language_code, url, self._full(url))
        elif self.request and self._is_a_view:
            for language, _name in settings.LANGUAGES:
                url = translate_url(self.path, language)
                yield Translation(language, url, self._full(url))

    @property
    def _is_a_view(self) -> bool:
        """Whether what is shown is at this address in every language: not the answer to a form, nor a missing page."""
        match = self.request.resolver_match if self.request and self.request.method in {"GET", "HEAD"} else None
        return match is not None and match.url_name != "wagtail_serve"

    def _full(self, url: str) -> str:
        return self.request.build_absolute_uri(url) if self.request else url
