"""What is remembered of an adaptation beside its page, which says the original, its version and its credit."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdaptationQuerySet(models.QuerySet["Adaptation"]):
    def of_original(self, pk: int) -> Self:
        return self.filter(plan__adapted_from=pk)

    def news(self) -> Self:
        """Those whose original said something new that their author has not decided on."""
        return self.exclude(changed_at=None)


class Adaptation(models.Model):
    plan = models.OneToOneField(
        "trainers.PlanPage", verbose_name=_("séance"), on_delete=models.CASCADE, related_name="adaptation"
    )
    licence = models.CharField(_("licence de l’original"), max_length=40)
    # The originals of the original, the nearest first: {"plan", "credit", "version"}.
    chain: Any = models.JSONField(default=list)
    # The original as its adapter knows it: as it was adapted, then with every change that they took or left aside.
    known: Any = models.JSONField(default=dict)
    # The parts in which the public version differs from it, for the original's page.
    differs: Any = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(_("l’original a changé le"), null=True, blank=True)
    # One letter until its author has looked.
    told_at = models.DateTimeField(null=True, blank=True)
    tells = models.BooleanField(_("prévenir quand l’original change"), default=True)

    objects = AdaptationQuerySet.as_manager()

    class Meta:
        verbose_name = _("adaptation")
        verbose_name_plural = _("adaptations")

    def __str__(self) -> str:
        return str(self.plan)
