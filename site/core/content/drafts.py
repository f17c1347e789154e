"""What an import works on: the files, the page that each one becomes, and what would be done with all of them."""

import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from core.content.context import Reading, Writing
from core.content.errors import ContentError
from core.content.media import Media
from core.content.pages import PageText
from core.content.site_map import SiteMap


@dataclass
class Source:
    """A file to import: the name that errors show, its bytes, and the address that its place gives."""

    name: str
    data: bytes
    address: str


@dataclass
class Draft:
    """One file on its way to a page. `page` is the existing page with nothing changed yet, or None."""

    source: Source
    reading: Reading
    text: PageText
    key: uuid.UUID
    page: Any = None
    before: PageText | None = None
    body: Any = None
    changed: bool = True

    @property
    def address(self) -> str:
        return self.source.address

    @property
    def language(self) -> str:
        return self.address.partition("/")[0]

    @property
    def is_new(self) -> bool:
        return self.page is None

    @property
    def as_it_will_be(self) -> PageText:
        """What the page will say, ids included."""
        return replace(self.text, id=self.key, body=self.body, translates="")


@dataclass
class Plan:
    """What an import would do. `drafts` are in the order to make them: parents first, the first language first."""

    drafts: list[Draft] = field(default_factory=list)
    errors: list[ContentError] = field(default_factory=list)
    site_map: SiteMap = field(default_factory=SiteMap)
    media: Media = field(default_factory=lambda: Media(None))
    found: dict[Any, Any] = field(default_factory=dict)

    @property
    def new(self) -> list[Draft]:
        return [draft for draft in self.drafts if draft.is_new]

    @property
    def changed(self) -> list[Draft]:
        return [draft for draft in self.drafts if not draft.is_new and draft.changed]

    @property
    def same(self) -> list[Draft]:
        return [draft for draft in self.drafts if not draft.is_new and not draft.changed]

    def writing(self, language: str) -> Writing:
        return writing_for(self.site_map, self.media, language)


def writing_for(site_map: SiteMap, media: Media, language: str) -> Writing:
    return Writing(
        page=site_map.url,
        image=lambda pk: media.name("image", pk),
        document=lambda pk: media.name("document", pk),
        short=lambda url, of: site_map.short(url, of, language),
    )
