"""From pages to what search knows of them: a fixed number of queries for any number of pages of a type."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import translation
from wagtail.models import Locale, Page

from competencies.models import CompetenceTag
from core.findable import Findable
from core.models import PageKeyword
from core.pieces import lines_of
from core.queries import visible
from paths.models import PathModule, PathPage, ThemePage
from search import facets
from search.words import folded, stems

# The boxes of a sheet of paper: they are for a pen, not for a list of results.
_TICKED = re.compile("[☐☑☒] ?")


@dataclass
class Draft:
    """One document before it is written: the values of its columns and of its facets."""

    values: dict[str, Any]
    facets: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def pairs(self) -> set[tuple[str, str]]:
        return {(key, value[:120]) for key, values in self.facets.items() for value in values if value}

    def fingerprint(self) -> str:
        """The same for the same content: what `published_at` says alone is no reason to write again."""
        told = {key: str(value) for key, value in self.values.items() if key != "published_at"}
        data = json.dumps([sorted(told.items()), sorted(self.pairs)], ensure_ascii=False)
        return hashlib.sha256(data.encode()).hexdigest()[:40]


def findable_types() -> list[type[Page]]:
    from wagtail.models import get_page_models

    return [model for model in get_page_models() if getattr(model, "findable", None)]


def findable_ids() -> list[int]:
    """The number of every page that must be in the read model, in one query a type."""
    return [
        pk
        for model in findable_types()
        for pk in visible(model.objects.all()).order_by("pk").values_list("pk", flat=True)
    ]


def drafts(page_ids: Iterable[int]) -> dict[int, Draft]:
    """The documents of those among `page_ids` that are published, public and of a type that search knows."""
    wanted = list(page_ids)
    found: dict[int, Draft] = {}
    for model in findable_types():
        pages = list(
            visible(model.objects.filter(pk__in=wanted))
            .select_related("locale")
            .prefetch_related(
                Prefetch("page_keywords", PageKeyword.objects.select_related("tag").order_by("pk")),
                Prefetch("competence_tags", CompetenceTag.objects.with_competence().order_by("pk")),
            )
            .order_by("locale", "pk")
        )
        for locale, group in groupby(pages, key=lambda page: page.locale):
            with translation.override(locale.language_code):
                found |= _drafts_of_language(list(group), locale)
    return found


def _drafts_of_language(pages: Sequence[Any], locale: Locale) -> dict[int, Draft]:
    """Pages of one type and one language."""
    themes = _themes(pages)
    pages[0].findable.read_together(pages)
    made = {}
    for page in pages:
        url = _address(page)
        # A page outside of every site has no address to give.
        if url:
            made[page.pk] = _draft(page, page.findable, locale.language_code, url, themes[page.pk])
    return made


def _address(page: Page) -> str:
    parts = page.get_url_parts()
    return parts[2] if parts and parts[2] else ""


def _draft(page: Any, findable: Findable, language: str, url: str, themes: list[ThemePage]) -> Draft:
    keywords = [row.tag for row in page.page_keywords.all()]
    names = [*findable.all_names(page), *(tag.name for tag in keywords)]
    said = str(findable.said)
    body = "\n".join(filter(None, [_TICKED.sub("", findable.all_text(page)), *_shared_words(page, themes), said]))
    level, minutes = findable.number(page, "level"), findable.number(page, "minutes")
    licence = findable.licence_of(page)
    base = language[:2]
    asked = lines_of(page.asked)
    titles, texts = list(dict.fromkeys([page.title, *names])), [f"{page.summary} {said}", body, *asked]
    draft = Draft(
        {
            "language": base,
            "kind": findable.kind,
            "url": url,
            "title": page.title,
            "names": "\n".join(dict.fromkeys(names)),
            "summary": page.summary,
            "body": body,
            "asked": "\n".join(asked),
            "minutes": minutes or None,
            "level": level,
            "licence": licence,
            "published_at": page.last_published_at,
            "title_stems": "\n".join(stems(title, base) for title in titles),
            # The summary on a line of its own, then the body, then what is asked: `search.ranking` tells them apart.
            "body_stems": "\n".join(stems(text, base) for text in texts),
            "title_words": "\n".join(map(folded, titles)),
            "body_words": "\n".join(map(folded, texts)),
        }
    )
    draft.facets["type"].add(findable.kind)
    draft.facets["langue"].add(base)
    draft.facets["public"].update(findable.audiences(page))
    draft.facets["niveau"].add(facets.level_value(level))
    draft.facets["duree"].add(facets.duration_value(minutes))
    draft.facets["licence"].add(facets.licence_value(licence))
    draft.facets["mot-cle"].update(tag.slug for tag in keywords)
    draft.facets["theme"].update(theme.slug for theme in themes)
    for tag in page.competence_tags.all():
        competence = tag.competence
        draft.facets["competence"].update(facets.competence_values(competence.identifier, competence.area.code))
    draft.facets[facets.TAKES_FROM].update(str(pk) for pk in (*(t.pk for t in themes), *findable.all_parts(page)))
    return draft


def _shared_words(page: Any, themes: list[ThemePage]) -> Iterator[str]:
    """What the page is also found by: its themes and the competences that it works on."""
    yield from (theme.title for theme in themes if theme.pk != page.pk)
    for tag in page.competence_tags.all():
        yield tag.competence.title


def _themes(pages: Sequence[Any]) -> dict[int, list[ThemePage]]:
    """The themes of each page: itself, the one it names, the one above it, those of the paths that it is part of."""
    above = {page.pk: set(_paths_above(page.path)) for page in pages}
    keys = {page.translation_key: page for page in pages}
    # A translated path may name the modules of its source: a module is known by its translation key.
    rows = PathModule.objects.filter(page__in=visible(PathPage.objects.all()), module__translation_key__in=keys)
    for key, path in rows.order_by("pk").values_list("module__translation_key", "page__path"):
        above[keys[key].pk].update(_paths_above(path))
    named = {page.pk: page.theme_id for page in pages if getattr(page, "theme_id", None)}
    wanted = Q(path__in=set().union(*above.values())) | Q(pk__in=set(named.values()))
    themes = list(visible(ThemePage.objects.filter(wanted, locale=pages[0].locale_id)).defer("body").order_by("path"))
    return {
        page.pk: [theme for theme in themes if theme.path in above[page.pk] or theme.pk == named.get(page.pk)]
        for page in pages
    }


def _paths_above(path: str) -> Iterator[str]:
    """The tree path of a page and of those above it."""
    return (path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen))


def dependents(page_ids: Iterable[int]) -> set[int]:
    """The pages whose documents show something of `page_ids`: what took from them, and what should now."""
    from search.models import SearchFacet

    wanted = list(page_ids)
    took = SearchFacet.objects.filter(key=facets.TAKES_FROM, value__in=[str(pk) for pk in wanted])
    found = set(took.values_list("document__page_id", flat=True))
    themes = ThemePage.objects.filter(pk__in=wanted).values_list("path", flat=True)
    parts = PathModule.objects.filter(page__in=wanted)
    for path in themes:
        below = Page.objects.filter(path__startswith=path)
        found.update(below.values_list("pk", flat=True))
        parts = parts | PathModule.objects.filter(page__path__startswith=path)
    keys = parts.values("module__translation_key")
    found.update(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))
    found.update(_naming(wanted))
    return found - set(wanted)


def _naming(theme_ids: Sequence[int]) -> Iterator[int]:
    """The pages of the types that name a theme and name one of these."""
    for model in findable_types():
        if any(field.name == "theme" for field in model._meta.get_fields()):
            yield from model.objects.filter(theme__in=theme_ids).values_list("pk", flat=True)
