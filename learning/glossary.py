"""The glossary: one page for each hard word, and one query for the words that a page shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale

from core.blocks.markdown import MarkdownBlock, MarkdownText
from core.content import Lines, Stream
from core.fields import BodyField
from core.findable import Findable, site_page
from core.markdown import TERM_ANCHOR, term_slug
from core.models import BasePage
from core.pieces import lines_of
from learning.blocks.key_words import KeyWordsBlock


@dataclass(frozen=True)
class Term:
    """A word as a page shows it. `slug` is the word as the author wrote it, so that the link in the text finds it."""

    slug: str
    title: str
    summary: str
    url: str


@dataclass(frozen=True)
class Letter:
    """The words of one letter of the index."""

    letter: str
    terms: list["GlossaryTermPage"]

    @property
    def anchor(self) -> str:
        return f"lettre-{self.letter.lower()}"


def terms_for(slugs: Iterable[str], locale: Locale | int) -> list[Term]:
    """The words behind `slugs` (addresses or variants) in the order given, in one query; unknown ones are left out."""
    wanted = list(dict.fromkeys(slugs))
    if not wanted:
        return []
    condition = Q()
    for slug in wanted:
        condition |= Q(lookup__contains=f"|{slug}|")
    by_word: dict[str, GlossaryTermPage] = {}
    for page in GlossaryTermPage.objects.live().filter(condition, locale=locale).order_by("path"):
        for word in page.lookup.strip("|").split("|"):
            # A word's own address wins over another word's variant.
            if word == page.slug or word not in by_word:
                by_word[word] = page
    return [Term(slug, found.title, found.summary, found.url) for slug in wanted if (found := by_word.get(slug))]


def words_in(value: Any) -> Iterator[str]:
    """The slugs of the glossary words linked anywhere in a block's value, in reading order."""
    if isinstance(value, MarkdownText):
        yield from value.terms
    elif isinstance(value, dict):
        for part in value.values():
            yield from words_in(part)
    elif hasattr(value, "block_type"):
        yield from words_in(value.value)
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for part in value:
            yield from words_in(part)


def step_words(body: Any, locale: Locale | int) -> dict[str, list[Term]]:
    """The words of a step in one query: those that its « mots » blocks show (`key_terms`) and the others (`terms`)."""
    blocks = [child.value for child in body if isinstance(child.block, KeyWordsBlock)]
    shown = [slug for value in blocks for slug in KeyWordsBlock.slugs(value)]
    found = terms_for([*shown, *words_in(body)], locale)
    return {
        "key_terms": [term for term in found if term.slug in shown],
        "terms": [term for term in found if term.slug not in shown],
    }


class GlossaryPage(BasePage):
    """`/glossaire/`: every word with its definition, from A to Z."""

    page_description = _("La liste de tous les mots expliqués. Une par langue suffit.")
    text_type = "glossaire"
    text_body = Stream("body")
    findable = site_page(text=("body",))

    body = BodyField([("text", MarkdownBlock())], verbose_name=_("introduction"), blank=True)

    max_count_per_parent = 1
    subpage_types = ["learning.GlossaryTermPage"]
    template = "learning/glossary.html"
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("glossaire")

    def letters(self) -> list[Letter]:
        """The words from A to Z, accents aside."""
        terms = sorted(GlossaryTermPage.objects.child_of(self).live().order_by("path"), key=lambda term: term.sort_key)
        return [Letter(letter, list(group)) for letter, group in groupby(terms, key=lambda term: term.letter)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"letters": self.letters()}

    def structured_data(self) -> dict[str, Any]:
        return {
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "name": self.title,
            "description": self.summary,
            "url": self.full_url,
        }


class GlossaryTermPage(BasePage):
    """`/glossaire/<mot>/`: one word, its definition (the summary), and an example."""

    page_description = _("Un mot difficile et son explication, montrés partout où l’on écrit [[le mot]].")
    text_type = "mot"
    text_fields = [Lines("variantes", "variants")]
    text_body = Stream("body")
    findable = Findable(
        "mot",
        _("Mot du glossaire"),
        _("Mots du glossaire"),
        names=("variants",),
        text=("body",),
        said=_("La définition d’un mot du glossaire."),
    )

    variants = models.TextField(
        _("autres formes"),
        blank=True,
        help_text=_("Une par ligne : le pluriel, l’abréviation, les mots de tous les jours. Elles mènent à ce mot."),
    )
    body = BodyField([("text", MarkdownBlock())], verbose_name=_("exemple"), blank=True)
    # `|navigateur|navigateurs|browser|`: every slug that leads here, so that one query finds a word by any of them.
    lookup = models.TextField(editable=False, default="")

    parent_page_types = ["learning.GlossaryPage"]
    subpage_types: list[str] = []
    template = "learning/glossary_term.html"
    content_panels = [
        *BasePage.content_panels[:-1],
        FieldPanel(
            "summary", heading=_("Définition"), help_text=_("Une ou deux phrases simples, sans autre mot difficile.")
        ),
        FieldPanel("variants"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("mot du glossaire")
        verbose_name_plural = _("mots du glossaire")

    @cached_property
    def variant_list(self) -> list[str]:
        return lines_of(self.variants)

    @property
    def sort_key(self) -> str:
        return term_slug(self.title)

    @property
    def letter(self) -> str:
        first = self.sort_key[:1].upper()
        return first if first.isalpha() else "0-9"

    def before_saving(self) -> None:
        self.__dict__.pop("variant_list", None)
        words = [self.slug, term_slug(self.title), *(term_slug(variant) for variant in self.variant_list)]
        self.lookup = "|" + "|".join(dict.fromkeys(filter(None, words))) + "|"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        related = [term for term in terms_for(words_in(self.body), self.locale_id) if term.title != self.title]
        index = self.up or self
        return super().get_context(request, *args, **kwargs) | {
            "index_title": index.title,
            "index_url": index.url,
            "related": related,
            "modules": self.modules(),
        }

    def modules(self) -> list[models.Model]:
        """The modules whose steps link to this word, by any of its forms."""
        from learning.pages import ModulePage

        condition = Q()
        for slug in self.lookup.strip("|").split("|"):
            # As the stored rendering writes a link, inside JSON.
            condition |= Q(source__contains=f'#{TERM_ANCHOR}{slug}\\"')
        modules = (
            ModulePage.objects.live().filter(locale=self.locale_id).annotate(source=Cast("steps", models.TextField()))
        )
        return list(modules.filter(condition).order_by("title"))

    def structured_data(self) -> dict[str, Any]:
        data = {
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "name": self.title,
            "description": self.summary,
            "url": self.full_url,
        }
        return data | ({"alternateName": self.variant_list} if self.variant_list else {})
