"""Frameworks: areas, competences, levels, plain sentences and crosswalks.

The files in `competencies/data/` are the truth; `manage.py load_frameworks` brings the tables to what they say. A new
version of a framework is a new row beside the old one, and the tags of the old one stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from competencies.levels import Band
from competencies.lrmi import Term
from competencies.texts import AbstractText, in_language


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def with_texts(self) -> Self:
        return self.prefetch_related("texts")

    def with_areas(self) -> Self:
        return self.prefetch_related("texts", "areas__texts")


class Framework(models.Model):
    """One version of a framework; `slug` is how tags and addresses name it (`digcomp-3.0`, `crcn`)."""

    code = models.SlugField(_("code"), max_length=40)
    version = models.CharField(_("version"), max_length=20)
    slug = models.CharField(_("identifiant"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(
        _("ordre"), default=1, help_text=_("Le premier est le référentiel principal.")
    )
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("adresse de la source"), blank=True)
    licence = models.CharField(_("licence"), max_length=60)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="unique_framework_version")]
        verbose_name = _("référentiel")
        verbose_name_plural = _("référentiels")

    def __str__(self) -> str:
        return self.text.short_title if self.text else self.slug

    @cached_property
    def text(self) -> FrameworkText | None:
        return in_language(self.texts.all())

    @property
    def title(self) -> str:
        return self.text.title if self.text else self.slug

    @property
    def short_title(self) -> str:
        return str(self)


class FrameworkText(AbstractText):
    framework = models.ForeignKey(Framework, related_name="texts", on_delete=models.CASCADE)
    short_title = models.CharField(_("titre court"), max_length=60)
    introduction = models.TextField(_("présentation"), blank=True)
    notice = models.TextField(_("mention de la source et de la licence"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "language"], name="one_framework_text_a_language")]


class FrameworkLevel(models.Model):
    """One of a framework's own levels, placed in one of the four bands that we show."""

    framework = models.ForeignKey(Framework, related_name="levels", on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField(_("numéro"))
    band = models.PositiveSmallIntegerField(_("niveau"), choices=Band)

    class Meta:
        ordering = ["framework", "number"]
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="unique_level_number")]

    def __str__(self) -> str:
        return str(self.number)


class LevelText(AbstractText):
    level = models.ForeignKey(FrameworkLevel, related_name="texts", on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "language"], name="one_level_text_a_language")]


class Area(models.Model):
    """A domain of a framework: what its competences are grouped by."""

    framework = models.ForeignKey(Framework, related_name="areas", on_delete=models.CASCADE)
    code = models.CharField(_("code"), max_length=20)
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta:
        ordering = ["framework", "position"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="unique_area_code")]
        verbose_name = _("domaine")

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"

    @cached_property
    def text(self) -> AreaText | None:
        return in_language(self.texts.all())

    @property
    def title(self) -> str:
        return self.text.title if self.text else self.code


class PlainText(AbstractText):
    """A title, and a sentence of ours that says it in plain words."""

    plain = models.TextField(_("en clair"), blank=True, help_text=_("Une phrase à nous, en mots de tous les jours."))

    class Meta:
        abstract = True


class AreaText(PlainText):
    area = models.ForeignKey(Area, related_name="texts", on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "language"], name="one_area_text_a_language")]


class CompetenceQuerySet(models.QuerySet["Competence"]):
    def with_texts(self) -> Self:
        """Titles and plain sentences of the competence, its area and its framework: three queries more."""
        return self.select_related("area", "framework").prefetch_related("texts", "area__texts", "framework__texts")

    def in_reading_order(self) -> Self:
        return self.order_by("framework__position", "framework__slug", "area__position", "position")

    def by_identifier(self, identifier: str) -> Competence:
        """The competence that files name `digcomp-3.0:1.2` or `crcn:4.2`; `DoesNotExist` says which was asked."""
        slug, _separator, code = identifier.strip().partition(":")
        try:
            return self.select_related("framework").get(framework__slug=slug, code=code)
        except self.model.DoesNotExist:
            raise self.model.DoesNotExist(f"No competence is known as {identifier!r}.") from None

    def by_identifiers(self, identifiers: Iterable[str]) -> dict[str, Competence]:
        """Those that exist among `identifiers`, in one query; whoever imports reports the missing keys."""
        wanted = {identifier.strip() for identifier in identifiers}
        slugs = {identifier.partition(":")[0] for identifier in wanted}
        found = {c.identifier: c for c in self.select_related("framework").filter(framework__slug__in=slugs)}
        return {identifier: found[identifier] for identifier in wanted if identifier in found}


class Competence(models.Model):
    """Known by its framework and code (`digcomp-3.0:1.2`), never by its title."""

    framework = models.ForeignKey(Framework, related_name="competences", on_delete=models.CASCADE)
    area = models.ForeignKey(Area, related_name="competences", on_delete=models.CASCADE)
    code = models.CharField(_("code"), max_length=20)
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "position"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="unique_competence_code")]
        verbose_name = _("compétence")
        verbose_name_plural = _("compétences")

    def __str__(self) -> str:
        return f"{self.framework} · {self.code} {self.title}"

    @property
    def identifier(self) -> str:
        return f"{self.framework.slug}:{self.code}"

    @property
    def path(self) -> str:
        """The end of its address, after the address of the list of frameworks."""
        return f"{self.framework.slug}/{self.code}/"

    @cached_property
    def text(self) -> CompetenceText | None:
        return in_language(self.texts.all())

    @property
    def title(self) -> str:
        return self.text.title if self.text else self.code

    def as_term(self, base: str, role: str = "", framework: str = "") -> Term:
        """For machines; `base` is the full address of the list of frameworks, empty if there is no such page.

        `framework` names the framework where its title is not worth a query.
        """
        return Term(
            code=self.code,
            name=self.title,
            framework=framework or self.framework.short_title,
            role=role,
            url=f"{base}{self.path}" if base else "",
            framework_url=f"{base}{self.framework.slug}/" if base else "",
        )


class CompetenceText(PlainText):
    competence = models.ForeignKey(Competence, related_name="texts", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["competence", "language"], name="one_competence_text_a_language")
        ]


class Statement(models.Model):
    """« Je sais… »: what a person can do at a level. `is_own`: our words, not those of the framework's author."""

    competence = models.ForeignKey(Competence, related_name="statements", on_delete=models.CASCADE)
    band = models.PositiveSmallIntegerField(_("niveau"), choices=Band)
    language = models.CharField(_("langue"), max_length=10)
    text = models.TextField(_("phrase"))
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)
    is_own = models.BooleanField(_("phrase à nous"), default=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["competence", "band", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["competence", "language", "band", "position", "is_own"], name="unique_statement_place"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Crosswalk(models.Model):
    """A competence that is close to one of another framework; `is_official` only if an author of either says so."""

    source_competence = models.ForeignKey(Competence, related_name="crosswalks", on_delete=models.CASCADE)
    target = models.ForeignKey(Competence, related_name="crosswalks_here", on_delete=models.CASCADE)
    is_official = models.BooleanField(_("officiel"), default=False)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["source_competence", "target"]
        constraints = [models.UniqueConstraint(fields=["source_competence", "target"], name="unique_crosswalk")]

    def __str__(self) -> str:
        return f"{self.source_competence_id} ~ {self.target_id}"
