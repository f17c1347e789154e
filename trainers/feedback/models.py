"""Sessions that were run, and problems that readers met."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import may_coordinate_everywhere
from competencies.levels import Band
from core.cache import changes_public_pages

MOST_PEOPLE, FEWEST_MINUTES, MOST_MINUTES, LONGEST_REMARK = 200, 5, 600, 1000
LONGEST_REPORT, MOST_REPORTS = 500, 10
KEPT_DAYS = 365


class TrialQuerySet(models.QuerySet["Trial"]):
    def shown(self) -> Self:
        """Those that count and are read by everybody."""
        return self.filter(is_hidden=False)

    def with_plan(self) -> Self:
        """Everything that a line of « Mes essais » or of the moderators' list shows."""
        return self.select_related("plan", "place").defer("plan__body", "plan__objectives", "plan__attachments")

    def for_page(self) -> Self:
        """What the public page shows of each, and how many there are in all as `total`, in one query."""
        return (
            self.select_related("place")
            .only(
                "plan",
                "held_on",
                "people",
                "minutes",
                "level",
                "worked",
                "to_change",
                "signature",
                "place_name",
                "place__name",
            )
            .annotate(total=Window(Count("pk")))
        )

    def newest_first(self) -> Self:
        return self.order_by("-held_on", "-pk")


def trial_count() -> Coalesce:
    """How many times a plan was run, for `annotate`: a column of the same query, without a join that repeats its rows."""
    counted = Trial.objects.shown().filter(plan=OuterRef("pk")).order_by().values("plan").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


@changes_public_pages
class Trial(models.Model):
    """« Je l’ai animée » : one session that somebody ran with a plan, as they tell it."""

    plan = models.ForeignKey(
        "trainers.PlanPage", verbose_name=_("séance"), on_delete=models.CASCADE, related_name="trials"
    )
    # Nothing once the account is erased: the session took place all the same.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="trials",
    )
    place = models.ForeignKey(
        "trainers.Place", verbose_name=_("EPN"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Its name on that day, for when it leaves the directory.
    place_name = models.CharField(_("nom de l’EPN"), max_length=250, blank=True, editable=False)
    held_on = models.DateField(_("date"))
    people = models.PositiveSmallIntegerField(
        _("nombre de personnes"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("durée réelle, en minutes"),
        validators=[MinValueValidator(FEWEST_MINUTES), MaxValueValidator(MOST_MINUTES)],
    )
    level = models.PositiveSmallIntegerField(_("niveau du groupe"), choices=Band, null=True, blank=True)
    worked = models.TextField(_("ce qui a marché"), max_length=LONGEST_REMARK, blank=True)
    to_change = models.TextField(_("ce qu’il faut changer"), max_length=LONGEST_REMARK, blank=True)
    # Filled only by who asked to be named.
    signature = models.CharField(_("signée"), max_length=200, blank=True, editable=False)
    is_hidden = models.BooleanField(
        _("cachée"), default=False, help_text=_("Personne ne la lit plus, et elle ne compte plus.")
    )
    created_at = models.DateTimeField(_("écrite le"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["plan", "is_hidden", "-held_on"])]
        verbose_name = _("séance animée")
        verbose_name_plural = _("séances animées")

    def __str__(self) -> str:
        return f"{self.plan.title} – {self.held_on.isoformat()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.place:
            self.place_name = self.place.name
        super().save(*args, **kwargs)

    @property
    def where(self) -> str:
        return self.place.name if self.place else self.place_name

    @property
    def says_something(self) -> bool:
        return bool(self.worked or self.to_change)


class Kind(models.TextChoices):
    DATED = "depasse", _("C’est dépassé")
    ERROR = "erreur", _("Il y a une erreur")
    LINK = "lien", _("Un lien ne marche plus")
    LICENCE = "licence", _("Un problème de droits ou de licence")
    OTHER = "autre", _("Autre chose")


class ProblemQuerySet(models.QuerySet["Problem"]):
    def open(self) -> Self:
        return self.filter(solved_at=None)

    def with_page(self) -> Self:
        """Everything that a line of a list shows."""
        return self.select_related("page", "page__owner", "solved_by")

    def seen_by(self, user: User) -> Self:
        """Those that this person may settle: all of them for the team, those of their own pages for an author."""
        return self if may_coordinate_everywhere(user) else self.filter(page__owner=user)

    def too_old(self, now: datetime.datetime) -> Self:
        """Those of which nothing was said for twelve months, settled or not."""
        return self.filter(last_at__lt=now - datetime.timedelta(days=KEPT_DAYS))


class Problem(models.Model):
    """What readers reported of a page: one row for a kind of problem at one spot, however many people say it.

    Nothing is kept of who reported it.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="problems"
    )
    kind = models.CharField(_("problème"), max_length=10, choices=Kind)
    # The activity of a plan or the session of a sequence, and its title on that day.
    spot = models.CharField(max_length=40, blank=True, editable=False)
    spot_title = models.CharField(_("où"), max_length=250, blank=True, editable=False)
    # What people wrote, one a line, each once.
    texts = models.TextField(_("ce qui est écrit"), blank=True)
    count = models.PositiveIntegerField(_("nombre de fois"), default=1)
    created_at = models.DateTimeField(_("signalé le"), default=timezone.now)
    last_at = models.DateTimeField(_("la dernière fois"), default=timezone.now, db_index=True)
    solved_at = models.DateTimeField(_("réglé le"), null=True, blank=True, editable=False)
    solved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("réglé par"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = [F("solved_at").asc(nulls_first=True), "-last_at", "-pk"]
        verbose_name = _("problème signalé")
        verbose_name_plural = _("problèmes signalés")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "spot"], condition=Q(solved_at=None), name="one_open_problem_a_spot"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.page.title}"

    @property
    def lines(self) -> list[str]:
        return self.texts.splitlines()

    @property
    def is_open(self) -> bool:
        return self.solved_at is None
