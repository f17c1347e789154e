"""The read model: what search knows of each published page, written in the transaction that publishes it.

Every engine answers with numbers of pages; what is shown comes from here. A page that is not here cannot be shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.cache import changes_public_pages
from search.demand import VainSearch
from search.words import folded

__all__ = ["Clock", "FacetSet", "Push", "SearchDocument", "SearchFacet", "SearchWord", "Synonym", "VainSearch"]

# The columns that engines compare with a question; nobody reads them.
COMPARED = ("title_stems", "body_stems", "title_words", "body_words")
# Its names are there too: `search.answers` reads them.
NOT_SHOWN = (*COMPARED[1:], "asked")

# The most words that an expression of `Synonym` may have.
LONGEST = 20


class Clock(models.Model):
    """One row: the number of the last write. Its row lock puts writes in the order of their commits."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def tick(cls) -> int:
        """The next number; to be called within the transaction of the write that it names."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1, defaults={"number": 1})
        return cls.objects.values_list("number", flat=True).get(pk=1)

    @classmethod
    def now(cls) -> int:
        """The number of the last write; 0 before the first."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def pass_by(cls, number: int) -> int:
        """The next number, after `number` too: a copy elsewhere may remember a future that a restored backup lost."""
        cls.tick()
        cls.objects.filter(pk=1, number__lte=number).update(number=number + 1)
        return cls.objects.values_list("number", flat=True).get(pk=1)


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def in_order(self, page_ids: Iterable[int]) -> list[SearchDocument]:
        """The documents of those pages that are still public, in the order given, in one query."""
        wanted = list(page_ids)
        found = {document.page_id: document for document in self.defer(*NOT_SHOWN).filter(page_id__in=wanted)}
        return [found[pk] for pk in wanted if pk in found]

    def with_facets(self) -> Self:
        return self.prefetch_related("facets")


class SearchDocument(models.Model):
    """One published, public page in one language."""

    page = models.OneToOneField("wagtailcore.Page", related_name="search_document", on_delete=models.CASCADE)
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=30)
    url = models.CharField(max_length=1000)
    title = models.CharField(max_length=255)
    # Other names of the page, one a line: variants of a word, keywords.
    names = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # What people ask that the page answers, one a line: searched, never shown.
    asked = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField(null=True)
    licence = models.CharField(max_length=60, blank=True)
    published_at = models.DateTimeField(null=True)
    # `search.words.stems` of the title and each name, one a line; of the summary, of the body and of what is asked, one a line.
    title_stems = models.TextField(blank=True)
    body_stems = models.TextField(blank=True)
    # `search.words.folded` of the same: which of those that match say it as it was typed, and the order of titles.
    title_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)
    # The number of its last write (see `Clock`): a copy elsewhere is right when it has the same.
    version = models.PositiveBigIntegerField(db_index=True)
    # A hash of everything above and of the facets: a page that gives nothing new is not written again.
    fingerprint = models.CharField(max_length=40)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["language", "kind"])]
        verbose_name = _("document de recherche")
        verbose_name_plural = _("documents de recherche")

    def __str__(self) -> str:
        return self.title


class SearchFacet(models.Model):
    """One value of one facet of a document: `key` is a word of the address, `value` what the address gives it.

    The key `page` is not shown: it names another page that the document takes something from.
    """

    document = models.ForeignKey(SearchDocument, related_name="facets", on_delete=models.CASCADE)
    key = models.CharField(max_length=20)
    value = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "key", "value"], name="one_facet_a_value")]
        indexes = [models.Index(fields=["key", "value", "document"])]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"


class FacetSet(models.Model):
    """The documents that have one value of one facet, as `search.sets` writes and reads them."""

    key = models.CharField(max_length=20)
    value = models.CharField(max_length=120)
    documents = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "value"], name="one_set_a_value")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"


class SearchWord(models.Model):
    """A word as it is written on the pages, and in how many: what a misspelt word is compared with.

    Also the titles and names of a few words: `mot de passe` is one, with its spaces.
    """

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=60)
    # Without accents: what people type.
    folded = models.CharField(max_length=60, db_index=True)
    # As `title_stems` and `body_stems` have it.
    stem = models.CharField(max_length=60, db_index=True)
    # `search.sounds.sound`: what people who spell by ear write.
    sound = models.CharField(max_length=60, db_index=True)
    documents = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="one_row_a_word")]

    def __str__(self) -> str:
        return self.word


class PushQuerySet(models.QuerySet["Push"]):
    def sendable(self) -> Self:
        """In the order of the writes."""
        return self.filter(attempts__lt=Push.ATTEMPTS).order_by("version", "page_id")


class Push(models.Model):
    """A page that a remote engine has yet to hear of; one row a page, whatever happened to it and however often.

    Whoever sends it reads the document as it is then: a push that is lost, repeated or late cannot make the copy wrong.
    """

    page_id = models.PositiveBigIntegerField(unique=True)
    version = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    # A document that the engine refused so often is not sent again before it changes.
    ATTEMPTS = 5

    objects = PushQuerySet.as_manager()

    class Meta:
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.version}"


@changes_public_pages
class Synonym(models.Model):
    """Expressions that are sought together. They are applied to the question: no page is written again."""

    class Kind(models.TextChoices):
        SAME = "synonyme", _("même sens")
        ACRONYM = "sigle", _("sigle et ce qu’il veut dire")
        ONE_WAY = "sens-unique", _("le premier cherche aussi les autres")

    kind = models.CharField(_("sorte"), max_length=12, choices=Kind, default=Kind.SAME)
    language = models.CharField(
        _("langue"), max_length=10, choices=settings.WAGTAIL_CONTENT_LANGUAGES, default=settings.LANGUAGE_CODE
    )
    expressions = models.TextField(
        _("expressions"),
        help_text=_(
            "Une par ligne, au moins deux. Qui cherche l’une trouve aussi les pages qui disent les autres : « boulot »"
            " trouve « travail ». Avec « le premier cherche aussi les autres », l’inverse n’est pas vrai : « portable »"
            " trouve « ordinateur », mais « ordinateur » ne trouve pas « portable ». Les accents, les majuscules et les"
            " pluriels ne comptent pas. L’effet est immédiat."
        ),
    )
    note = models.CharField(
        _("remarque"), max_length=255, blank=True, help_text=_("Pourquoi, d’où elles viennent : pour l’équipe.")
    )
    origin = models.CharField(max_length=20, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["expressions"]
        verbose_name = _("synonyme")
        verbose_name_plural = _("synonymes")

    def __str__(self) -> str:
        return (" → " if self.kind == self.Kind.ONE_WAY else " = ").join(self.lines())

    def lines(self) -> list[str]:
        return [" ".join(line.split()) for line in self.expressions.splitlines() if line.strip()]

    def clean(self) -> None:
        lines = list(dict.fromkeys(self.lines()))
        wrong = [line for line in lines if not folded(line) or len(folded(line).split()) > LONGEST]
        if wrong:
            raise ValidationError(
                {
                    "expressions": _("« %(line)s » ne peut pas être cherché : il faut de un à %(most)d mots.")
                    % {"line": wrong[0], "most": LONGEST}
                }
            )
        if len({folded(line) for line in lines}) < 2:
            raise ValidationError({"expressions": _("Il faut au moins deux expressions différentes, une par ligne.")})
        self.expressions = "\n".join(lines)
