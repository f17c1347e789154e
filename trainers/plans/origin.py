"""Where a plan comes from: the original that it adapts, under which licence, and what is made of it in turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel

from core import licences
from core.content import PageRef, Text
from trainers.adapting.licensing import cannot_be_adapted, refusal

if TYPE_CHECKING:
    from trainers.adapting.lineage import Lineage


class Adaptable(models.Model):
    """For a plan, which has a licence. Put `origin_panel` among its panels, `origin_as_text` in its `text_fields`."""

    adapted_from = models.ForeignKey(
        "trainers.PlanPage",
        verbose_name=_("adaptée de"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="adaptations",
    )
    source_version = models.CharField(
        _("version de l’original"),
        max_length=40,
        blank=True,
        help_text=_("Son numéro et sa date : « 3, 2026-03-12 » ; ou sa date seule."),
    )
    source_credit = models.CharField(
        _("crédit de l’original"),
        max_length=300,
        blank=True,
        help_text=_("Titre, auteurs et licence, pour le cas où l’original disparaît."),
    )

    origin_panel = MultiFieldPanel(
        [PageChooserPanel("adapted_from"), FieldPanel("source_version"), FieldPanel("source_credit")],
        heading=_("D’où elle vient"),
        classname="collapsed",
    )
    origin_as_text = (
        PageRef("adaptee_de", "adapted_from", of="seance"),
        Text("version_originale", "source_version"),
        Text("credit_original", "source_credit"),
    )

    if TYPE_CHECKING:
        licence: str

    class Meta:
        abstract = True

    def refusals(self) -> Mapping[str, str]:
        """An adaptation keeps to the licence of its original: nothing else is ever published."""
        sentence = refusal(self)  # type: ignore[arg-type]
        return {"licence": sentence} if sentence else {}

    @property
    def may_be_adapted(self) -> bool:
        return licences.may_adapt(self.licence)

    @property
    def why_not_adapted(self) -> str:
        """What stands in place of the button when the licence forbids to adapt."""
        return cannot_be_adapted(self.licence)

    @cached_property
    def lineage(self) -> Lineage:
        """Where it comes from and what was made of it, in two queries."""
        # Late: what reads it needs the model of the pages.
        from trainers.adapting.lineage import lineage_of

        return lineage_of(self)  # type: ignore[arg-type]
