"""The tag that every content page carries: a competence, a level, a role.

As text (front matter of a content file) a tag reads and writes as

    competences:
      - {competence: digcomp-3.0:1.2, niveau: 1, role: travaillee}

`competence` is `Competence.identifier`, found again with `Competence.objects.by_identifiers`; `niveau` is 1 to 8 and
may be left out; `role` is a value of `Role`, `travaillee` when left out. The list keeps the order of the tags.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultipleChooserPanel, Panel
from wagtail.models import Orderable, Page

from competencies import lrmi
from competencies.frameworks import Competence
from competencies.levels import Level, band_name
from core.content import Choice, Number, Ref, Related


class Role(models.TextChoices):
    """What the page does with the competence; the values are the words of the content files."""

    PREREQUISITE = "prerequis", _("à savoir avant")
    TRAINED = "travaillee", _("travaillée")
    ASSESSED = "evaluee", _("évaluée")


# A page that works on a competence or checks it trains it; one that supposes it known does not.
TRAINING_ROLES = (Role.TRAINED, Role.ASSESSED)


class CompetenceTagQuerySet(models.QuerySet["CompetenceTag"]):
    def with_competence(self) -> Self:
        """Everything a list of tags shows, in four queries."""
        return self.select_related("competence__framework", "competence__area").prefetch_related(
            "competence__texts", "competence__area__texts", "competence__framework__texts"
        )

    def training(self) -> Self:
        return self.filter(role__in=TRAINING_ROLES)


class CompetenceTag(Orderable):
    page = ParentalKey(Page, related_name="competence_tags", on_delete=models.CASCADE, verbose_name=_("page"))
    competence = models.ForeignKey(
        Competence, related_name="tags", on_delete=models.PROTECT, verbose_name=_("compétence")
    )
    level = models.PositiveSmallIntegerField(
        _("niveau"),
        choices=Level,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(8)],
        help_text=_("Laissez vide si le niveau est celui de la page."),
    )
    role = models.CharField(_("rôle"), max_length=12, choices=Role, default=Role.TRAINED)

    objects = CompetenceTagQuerySet.as_manager()

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "competence", "role"], name="one_tag_a_role")]
        verbose_name = _("compétence de la page")
        verbose_name_plural = _("compétences de la page")

    def __str__(self) -> str:
        return f"{self.competence} – {self.get_role_display()}"

    @property
    def band_name(self) -> str:
        return band_name(self.level)


def competence_of(identifier: str) -> Competence | None:
    return Competence.objects.by_identifiers([identifier]).get(identifier)


class CompetencePageMixin(models.Model):
    """For a page that teaches, checks or supposes competences. Put `*competence_panels` among its content panels.

    The tags come from the page's own relation, so that a preview shows what is being edited.
    """

    competence_panels: list[Panel] = [
        MultipleChooserPanel(
            "competence_tags",
            chooser_field_name="competence",
            panels=[FieldPanel("competence"), FieldRowPanel([FieldPanel("role"), FieldPanel("level")])],
            heading=_("Compétences"),
            label=_("Compétence"),
            help_text=_("Ce que la page apprend, ce qu’elle vérifie, ce qu’il faut savoir avant."),
        ),
    ]

    if TYPE_CHECKING:
        # What BasePage brings to such a page.
        title: str
        summary: str
        full_url: str | None
        locale_id: int
        keywords: Any

    # For `text_fields`.
    competences_as_text = Related(
        "competences",
        "competence_tags",
        (
            Ref(
                "competence",
                "competence",
                required=True,
                find=competence_of,
                name=lambda competence: competence.identifier,
                expected=_("un code de compétence, par exemple « digcomp-3.0:1.2 » ou « crcn:1.1 »"),
            ),
            Number("niveau", "level"),
            Choice("role", "role", required=True),
        ),
    )

    class Meta:
        abstract = True

    @cached_property
    def shown_tags(self) -> list[CompetenceTag]:
        """The page's tags with their competences, in the editor's order, in a fixed number of queries."""
        tags = self.competence_tags.select_related("competence__framework")  # type: ignore[attr-defined]
        return list(tags.prefetch_related("competence__texts"))

    def learning_resource(
        self, *, minutes: int | None = None, level: int | None = None, licence: str = ""
    ) -> dict[str, Any]:
        """This page as a Schema.org LearningResource with its competences: what `structured_data` returns.

        For a page that has the `summary` and `keywords` of BasePage.
        """
        return lrmi.learning_resource(
            name=self.title,
            url=self.full_url or "",
            language=(get_language() or "fr")[:2],
            description=self.summary,
            terms=self.competence_terms(),
            minutes=minutes,
            level_name=band_name(level),
            licence=licence,
            keywords=[keyword.name for keyword in self.keywords.all()],
            kind=str(self._meta.verbose_name),
        )

    @cached_property
    def frameworks_address(self) -> str:
        """The full address of the list of frameworks in the page's language, empty if it is not published."""
        from competencies.pages import FrameworksPage

        return FrameworksPage.address(self.locale_id)

    def competence_terms(self) -> list[lrmi.Term]:
        """The page's tags as machines read them, with the addresses of the competences in the page's language."""
        if not self.shown_tags:
            return []
        base = self.frameworks_address
        return [
            tag.competence.as_term(base, role=tag.role, framework=tag.competence.framework.slug)
            for tag in self.shown_tags
        ]
