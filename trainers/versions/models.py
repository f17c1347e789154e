"""Which words a number names: one row for each version of a plan that was published."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedVersion(models.Model):
    plan = models.ForeignKey(
        "trainers.PlanPage", verbose_name=_("séance"), on_delete=models.CASCADE, related_name="published_versions"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    # Its words; nothing when old revisions were erased.
    revision: Any = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(_("publiée le"))

    class Meta:
        verbose_name = _("version publiée")
        verbose_name_plural = _("versions publiées")
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"
