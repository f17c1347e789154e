"""What a session plan and a sequence hold and say in the same way: for whom, from where, under which licence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from competencies.levels import Level, band_name
from core import licences
from core.content import Ref
from core.fields import ChoiceSetField
from core.findable import MEDIATORS
from core.pieces import lines_of
from trainers.places.models import Place
from trainers.places.pages import PlacesPage
from trainers.plans.audiences import Audience
from trainers.versions.numbers import kept, spoken

if TYPE_CHECKING:
    from datetime import datetime

ONE_A_LINE = _("Une chose par ligne.")


def sentence_of(labels: list[str]) -> str:
    """« Tout public, personnes âgées »."""
    first, *others = labels or [""]
    return ", ".join([first, *(label[:1].lower() + label[1:] for label in others)])


class ForMediators(models.Model):
    level = models.PositiveSmallIntegerField(_("niveau"), choices=Level, default=Level.BASIC_1)
    audiences = ChoiceSetField(_("public"), options=Audience.choices)
    prerequisites = models.TextField(_("ce qu’il faut déjà savoir"), blank=True, help_text=ONE_A_LINE)
    authors = models.CharField(_("auteurs"), max_length=200, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("lieu (EPN)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="%(class)ss",
    )
    licence = models.CharField(_("licence"), max_length=40, choices=licences.CHOICES, default=licences.DEFAULT)

    # For `text_fields`.
    place_as_text = Ref(
        "lieu",
        "place",
        find=lambda text: Place.objects.filter(standard_id=text).first(),
        name=lambda place: place.standard_id,
        expected=_("l’identifiant d’un lieu de l’annuaire"),
    )

    if TYPE_CHECKING:
        # What BasePage brings.
        _meta: ClassVar[Any]
        last_published_at: datetime | None
        locale_id: int
        way: list[Any]

    # Sequences are not counted.
    version_number: Any = 0

    class Meta:
        abstract = True

    @property
    def audience_labels(self) -> list[str]:
        return self._meta.get_field("audiences").labels(self.audiences)

    @property
    def audience_sentence(self) -> str:
        return sentence_of(self.audience_labels)

    @property
    def search_audiences(self) -> list[str]:
        return [MEDIATORS, *ChoiceSetField.words(self.audiences)]

    @property
    def band_name(self) -> str:
        return band_name(self.level)

    @property
    def prerequisite_list(self) -> list[str]:
        return lines_of(self.prerequisites)

    @property
    def epn(self) -> str:
        """Where it was written."""
        return self.place.name if self.place else ""

    @property
    def epn_url(self) -> str:
        """Its page in the directory, if the site has one."""
        directory = PlacesPage.address(self.locale_id) if self.place else ""
        return f"{directory}{self.place.slug}/" if self.place and directory else ""

    @property
    def version(self) -> str:
        """« version 3 du 12 mars 2026 », the public one; empty before the first."""
        return spoken(kept(self.version_number, self.last_published_at))

    @property
    def licence_url(self) -> str:
        return licences.licence_url(self.licence)

    @property
    def licence_summary(self) -> str:
        return licences.licence_summary(self.licence)

    @property
    def selection_url(self) -> str:
        """« Ma sélection », two pages above."""
        return f"{self.way[0].url}selection/" if self.way else ""
