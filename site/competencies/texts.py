"""Texts by language: one row for each language, chosen when shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class TextStatus(models.TextChoices):
    """Where the words come from: only `official` ones were published by the author of the framework."""

    OFFICIAL = "official", _("officiel")
    ATTESTED = "attested", _("traduction publique, non officielle")
    PROPOSED = "proposed", _("notre proposition, non officielle")


class HasLanguage(Protocol):
    language: str


TextT = TypeVar("TextT", bound=HasLanguage)


def in_language(texts: Iterable[TextT], language: str | None = None) -> TextT | None:
    """The text in `language` (the active one by default); else in the site's main language, else any, else None.

    A template that shows it says `lang="…"` with the language that it got.
    """
    by_language = {text.language: text for text in texts}
    wanted = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    return by_language.get(wanted) or by_language.get(settings.LANGUAGE_CODE) or next(iter(by_language.values()), None)


class AbstractText(models.Model):
    """A title in one language."""

    language = models.CharField(_("langue"), max_length=10)
    title = models.CharField(_("titre"), max_length=200)
    status = models.CharField(_("statut"), max_length=10, choices=TextStatus, default=TextStatus.OFFICIAL)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def lang(self) -> str:
        """For a `lang` attribute: the language of the text, empty when it is the language of the page."""
        return "" if self.language == (get_language() or "")[:2] else self.language

    @property
    def is_official(self) -> bool:
        return self.status == TextStatus.OFFICIAL
