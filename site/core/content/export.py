"""Pages as files: the whole site into a folder, or one page."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from wagtail.models import Page

from core.content.context import Writing
from core.content.drafts import writing_for
from core.content.media import Media, model_of
from core.content.pages import compose, page_text
from core.content.plan import INDEX
from core.content.site_map import Entry, SiteMap


@dataclass
class Export:
    """Writes pages as text, and remembers the pictures and files that they show."""

    site_map: SiteMap = field(default_factory=SiteMap.load)
    shown: set[tuple[str, int]] = field(default_factory=set)
    media: Media = field(default_factory=lambda: Media(None))

    def writing(self, language: str) -> Writing:
        plain = writing_for(self.site_map, self.media, language)
        return replace(plain, image=self._named("image"), document=self._named("document"))

    def _named(self, kind: str) -> Callable[[int], str]:
        def name(pk: int) -> str:
            self.shown.add((kind, pk))
            return self.media.name(kind, pk)

        return name

    def text(self, page: Page) -> str:
        writing = self.writing(page.locale.language_code)
        return compose(page_text(page, writing), writing)

    def entries(self, addresses: Iterable[str] = ()) -> list[Entry]:
        """The pages that can be written: all, or those at and under `addresses`."""
        wanted = tuple(addresses)
        return [
            entry
            for address, entry in sorted(self.site_map.by_address.items())
            if entry.type and (not wanted or any(f"{address}/".startswith(f"{one}/") for one in wanted))
        ]

    def files(self, entries: Iterable[Entry], *, drafts: bool = False) -> Iterator[tuple[str, str]]:
        """The place and the text of each file; pages that are not published only with `drafts`."""
        entries = list(entries)
        for start in range(0, len(entries), 100):
            by_pk = {entry.pk: entry for entry in entries[start : start + 100]}
            pages = {page.pk: page for page in Page.objects.filter(pk__in=by_pk).specific()}
            for pk, entry in by_pk.items():
                page = pages[pk]
                if page.live or drafts:
                    yield (
                        place_of(entry.address),
                        self.text(page if page.live else page.get_latest_revision_as_object()),
                    )

    def copy_media(self, folder: Path) -> None:
        """The pictures and files that the exported pages show, into `folder`."""
        for kind, pk in sorted(self.shown):
            stored = model_of(kind).objects.filter(pk=pk).first()
            if stored is None:
                continue
            target = folder / self.media.name(kind, pk)
            folder.mkdir(parents=True, exist_ok=True)
            with stored.file.open("rb") as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)


def place_of(address: str) -> str:
    """The file of an address: `fr/modules/x` → `fr/modules/x.md`, `fr` → `fr/index.md`."""
    return f"{address}.md" if "/" in address else f"{address}/{INDEX}.md"
