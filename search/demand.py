"""What was searched in vain: what readers want and the site does not say, counted without knowing who asked.

Kept by month and forgotten after thirteen, so that a year can be compared with the one before.
"""

import logging
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import DatabaseError, models
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.carnet.limits import Limit, source_of

logger = logging.getLogger(__name__)

LONGEST = 80
KEPT_MONTHS = 13
# A phone number, a file number, a date of birth: six digits are more than a question about a form number needs.
TOO_MANY_DIGITS = 6
# Somebody may send invented questions all day: they must not fill the table.
ROWS_A_MONTH = 5000
QUESTIONS = Limit("vain-searches", per_source=60, overall=2000)
_MACHINE = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|scrap|^$", re.IGNORECASE)


class VainSearchQuerySet(models.QuerySet["VainSearch"]):
    def add(self, text: str, language: str, month: date) -> None:
        """Count once more."""
        same = self.filter(text=text, language=language, month=month)
        if same.update(count=F("count") + 1) or self.filter(month=month).count() >= ROWS_A_MONTH:
            return
        self.get_or_create(text=text, language=language, month=month)

    def too_old(self, today: date) -> "VainSearchQuerySet":
        return self.filter(month__lt=first_month_kept(today))


class VainSearch(models.Model):
    """A question that gave nothing, in one language and one month, and how many times. Nothing says who asked."""

    text = models.CharField(_("recherche"), max_length=LONGEST)
    language = models.CharField(_("langue"), max_length=10)
    month = models.DateField(_("mois"), help_text=_("Le premier jour du mois."))
    count = models.PositiveIntegerField(_("nombre de fois"), default=1)

    objects = VainSearchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "language", "text"], name="one_vain_search_a_month")]
        verbose_name = _("recherche sans résultat")
        verbose_name_plural = _("recherches sans résultat")

    def __str__(self) -> str:
        return self.text


def first_month_kept(today: date) -> date:
    """The first day of the oldest month that is kept: thirteen months, the current one included."""
    months = today.year * 12 + today.month - KEPT_MONTHS
    return date(months // 12, months % 12 + 1, 1)


def impersonal(typed: str) -> str:
    """What may be kept of a question; empty when it may say something of a person."""
    if "@" in typed or sum(character.isdigit() for character in typed) >= TOO_MANY_DIGITS:
        return ""
    return " ".join(typed.lower().split())[:LONGEST].strip()


def is_a_person(user_agent: str) -> bool:
    """Whether a browser asks, as far as it says so itself."""
    return not _MACHINE.search(user_agent)


class AnsweredFirst(HttpResponse):
    """An answer with something to do once it has left: the server closes it when the reader has it all."""

    def __init__(self, *args: Any, then: Callable[[], None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.then = then

    def close(self) -> None:
        try:
            self.then()
        except DatabaseError:
            # A count that is lost is not worth an error.
            logger.exception("A search could not be counted.")
        finally:
            super().close()


def to_count(request: HttpRequest, typed: str, language: str) -> Callable[[], None] | None:
    """What counts the question of `request` once it is answered; nothing if it must not be counted."""
    text = impersonal(typed)
    if not text or request.method != "GET" or not is_a_person(request.headers.get("User-Agent", "")):
        return None
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return None
    source = source_of(request)

    def count() -> None:
        if not QUESTIONS.reached(source):
            QUESTIONS.count(source)
            VainSearch.objects.add(text, language, timezone.localdate().replace(day=1))

    return count
