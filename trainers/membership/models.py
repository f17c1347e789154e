"""One row for each person and place: a request, then a membership."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import may_coordinate_everywhere
from trainers.places.text import folded


class State(models.TextChoices):
    ASKED = "asked", _("demandée")
    ACCEPTED = "accepted", _("acceptée")
    REFUSED = "refused", _("refusée")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def with_names(self) -> Self:
        """Everything that a line shows."""
        return self.select_related("user", "place")

    def waiting(self) -> Self:
        return self.filter(state=State.ASKED)

    def accepted(self) -> Self:
        """Those that count: a place is known, somebody said yes, the account is open."""
        return self.filter(state=State.ACCEPTED, place__isnull=False, user__is_active=True)

    def named(self, text: str) -> Self:
        """Those whose name, address or place has every word of `text`; all of them for an empty question."""
        found = self
        for word in text.split():
            somewhere = Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
            somewhere |= Q(user__email__icontains=word) | Q(place__search_text__contains=folded(word))
            found = found.filter(somewhere)
        return found

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def coordinators(self) -> Self:
        return self.accepted().filter(is_coordinator=True)

    def seen_by(self, user: User) -> Self:
        """Those that this person answers for: all of them for an editor, those of their own EPN for a coordinator."""
        if may_coordinate_everywhere(user):
            return self
        own = Membership.objects.of(user).coordinators().values("place")
        return self.filter(place__in=own).exclude(user=user)


class Membership(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("personne"), on_delete=models.CASCADE, related_name="memberships"
    )
    place = models.ForeignKey(
        "trainers.Place",
        verbose_name=_("EPN"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
        help_text=_("S’il n’est pas encore dans l’annuaire, ajoutez-le d’abord."),
    )
    place_name = models.CharField(_("lieu écrit par la personne"), max_length=200, blank=True)
    function = models.CharField(_("fonction"), max_length=100, blank=True)
    # Emptied once the request is answered: it served to decide.
    message = models.TextField(_("message"), max_length=1000, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.ASKED, db_index=True)
    answer = models.CharField(_("raison du refus"), max_length=300, blank=True)
    is_coordinator = models.BooleanField(
        _("coordonne ce lieu"), default=False, help_text=_("Elle accepte les personnes de son EPN.")
    )
    asked_at = models.DateTimeField(_("demandée le"))
    decided_at = models.DateTimeField(_("décidée le"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("décidée par"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "pk"]
        verbose_name = _("demande d’un EPN")
        verbose_name_plural = _("membres des EPN")
        constraints = [
            models.UniqueConstraint(fields=["user", "place"], name="one_membership_a_place"),
            models.CheckConstraint(
                condition=~Q(state=State.ACCEPTED) | Q(place__isnull=False), name="accepted_in_a_known_place"
            ),
            models.CheckConstraint(
                condition=Q(is_coordinator=False) | Q(state=State.ACCEPTED), name="coordinator_is_accepted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.author_name} – {self.where}"

    @property
    def where(self) -> str:
        """The place in words: the directory's, or what the person wrote."""
        return str(self.place) if self.place else self.place_name


def asked_by(user: User) -> Membership | None:
    """The first request of this person that nobody answered yet."""
    return Membership.objects.of(user).waiting().select_related("place").order_by("asked_at", "pk").first()
