"""Where pages are: the place of a file says the address of a page, and the other way round.

An address here is the path of the file without its ending: `fr` is the French home, `fr/modules/un-module` a module.
`url` is what people read: `/modules/un-module/`.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site, get_page_models


def text_models() -> dict[str, type[Page]]:
    """The page types that can be written as text, by the `type` of their front matter."""
    return {model.text_type: model for model in get_page_models() if getattr(model, "text_type", None)}


def languages() -> list[str]:
    """The site's languages, the first one first."""
    return [
        settings.LANGUAGE_CODE,
        *(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != settings.LANGUAGE_CODE),
    ]


def url_of(address: str) -> str:
    language, _, rest = address.partition("/")
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{prefix}/{rest}/" if rest else f"{prefix}/"


def address_of(url: str, language: str) -> str:
    """The address of a page from what a person typed: `/modules/x/`, `modules/x`, `/en/modules/x`."""
    words = [word for word in url.strip().split("/") if word]
    if words and words[0] in languages():
        return "/".join(words)
    return "/".join([settings.LANGUAGE_CODE if url.startswith("/") else language, *words])


def parent_of(address: str) -> str:
    return address.rpartition("/")[0]


@dataclass(frozen=True)
class Entry:
    """A page that exists, or one that the files of an import will make (`pk` is None until then)."""

    address: str
    model: Any
    key: uuid.UUID
    pk: int | None = None

    @property
    def language(self) -> str:
        return self.address.partition("/")[0]

    @property
    def type(self) -> str:
        return getattr(self.model, "text_type", None) or ""


class SiteMap:
    """Every page of the default site, in all languages, by address and by number."""

    def __init__(self) -> None:
        self.by_address: dict[str, Entry] = {}
        self.by_pk: dict[int, Entry] = {}
        self.by_key: dict[tuple[str, uuid.UUID], Entry] = {}
        self._short: dict[tuple[str, str, str], list[str]] = defaultdict(list)

    @classmethod
    def load(cls) -> "SiteMap":
        site_map = cls()
        homes = cls._homes()
        types = ContentType.objects.get_for_models(*get_page_models(), for_concrete_models=False)
        models = {content_type.pk: model for model, content_type in types.items()}
        rows = Page.objects.order_by("path").values_list("pk", "path", "url_path", "content_type_id", "translation_key")
        language, start, prefix = "", "", ""
        for pk, path, url_path, content_type, key in rows:
            if path in homes:
                language, start, prefix = homes[path], path, url_path
            if start and path.startswith(start) and content_type in models:
                address = "/".join([language, *url_path[len(prefix) :].strip("/").split("/")]).rstrip("/")
                site_map.add(Entry(address, models[content_type], key, pk))
        return site_map

    @staticmethod
    def _homes() -> dict[str, str]:
        """The tree path of each language's home → its language; none while the home is the one that Wagtail made."""
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None or site.root_page.specific_class is Page or site.root_page.depth < 2:
            return {}
        translations = Page.objects.filter(translation_key=site.root_page.translation_key, depth=site.root_page.depth)
        return {page.path: page.locale.language_code for page in translations.select_related("locale")}

    def add(self, entry: Entry) -> None:
        self.by_address[entry.address] = entry
        self.by_key[entry.language, entry.key] = entry
        if entry.pk is not None:
            self.by_pk[entry.pk] = entry
        addresses = self._short[entry.language, entry.type, entry.address.rpartition("/")[2]]
        if entry.address not in addresses:
            addresses.append(entry.address)

    def find(self, text: str, of: str, language: str) -> Entry | None:
        """The page that `text` names: an address, or the last word of the address of the only page of type `of`.

        A word is looked for in `language`, then in the site's first language: not everything is translated.
        """
        if of and "/" not in text:
            for tongue in dict.fromkeys((language, languages()[0])):
                addresses = self._short.get((tongue, of, text), [])
                if addresses:
                    return self.by_address[addresses[0]] if len(addresses) == 1 else None
            return None
        entry = self.by_address.get(address_of(text, language))
        return entry if entry and (not of or entry.type == of) else None

    def known(self, of: str, language: str) -> list[str]:
        """What `find` would accept, for a suggestion."""
        if of:
            return [slug for (lang, kind, slug) in self._short if lang == language and kind == of]
        return [url_of(address) for address in self.by_address]

    def url(self, pk: int) -> str:
        entry = self.by_pk.get(pk)
        return url_of(entry.address) if entry else f"#{pk}"

    def short(self, url: str, of: str, language: str) -> str:
        """The last word of an address when `find` needs no more to find that page, else `url`."""
        word = url.strip("/").rpartition("/")[2]
        found = self.find(word, of, language) if of and word else None
        return word if found and url_of(found.address) == url else url


def locale_of(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]
