"""Facts only: a carnet, and the tries made in it. Percentages and skills are computed when read (see `progress`)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Carnet(models.Model):
    """One learner's notebook. Nothing in it says who the learner is.

    `lookup` finds it by its three words and `seal` shows them again; without SECRET_KEY neither says anything
    (see `secret`).
    """

    lookup = models.CharField(max_length=64, unique=True, editable=False)
    nonce = models.BinaryField(max_length=16, editable=False)
    seal = models.BinaryField(max_length=64, editable=False)
    created = models.DateField(_("ouvert le"), default=timezone.localdate, editable=False)
    # A date, not a time: enough to erase after a year, too little to follow somebody.
    last_visit = models.DateField(_("dernière visite"), default=timezone.localdate, db_index=True, editable=False)

    class Meta:
        verbose_name = _("carnet")

    def __str__(self) -> str:
        return f"carnet {self.pk}"


class Attempt(models.Model):
    """One finished try at one exercise. Neither the answer nor the address of the reader is kept.

    Page, step and exercise are known by ids that survive an edit, a move and a translation; the page may be gone.
    """

    # The unique constraint below starts with the carnet: a second index would serve nothing.
    carnet = models.ForeignKey(Carnet, on_delete=models.CASCADE, related_name="attempts", db_index=False)
    page_key = models.UUIDField(_("module"))
    step_id = models.CharField(_("étape"), max_length=64)
    exercise_id = models.CharField(_("exercice"), max_length=64)
    points = models.PositiveSmallIntegerField(_("points"))
    out_of = models.PositiveSmallIntegerField(_("sur"))
    answered_at = models.DateTimeField(_("répondu le"), default=timezone.now)

    class Meta:
        verbose_name = _("essai")
        constraints = [
            # What makes importing the same file twice harmless.
            models.UniqueConstraint(
                fields=("carnet", "page_key", "exercise_id", "answered_at"), name="one_attempt_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=("page_key", "answered_at"), name="attempt_by_page")]

    def __str__(self) -> str:
        return f"{self.exercise_id}: {self.points}/{self.out_of}"
