"""Levels of difficulty, as DigComp 3.0 numbers them: four bands, each in two steps, from 1 to 8."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    BASIC_1 = 1, _("Débutant")
    BASIC_2 = 2, _("Débutant, plus sûr de soi")
    INTERMEDIATE_3 = 3, _("Intermédiaire")
    INTERMEDIATE_4 = 4, _("Intermédiaire, à l’aise")
    ADVANCED_5 = 5, _("Avancé")
    ADVANCED_6 = 6, _("Avancé, aide les autres")
    EXPERT_7 = 7, _("Expert")
    EXPERT_8 = 8, _("Expert, crée des solutions")


class Band(models.IntegerChoices):
    """The word that people read; what each one means is said by `meaning`."""

    BASIC = 1, _("Débutant")
    INTERMEDIATE = 2, _("Intermédiaire")
    ADVANCED = 3, _("Avancé")
    EXPERT = 4, _("Expert")

    @property
    def meaning(self) -> str:
        return str(_MEANINGS[self])

    @property
    def levels(self) -> tuple[int, int]:
        return self.value * 2 - 1, self.value * 2


_MEANINGS = {
    Band.BASIC: _("Je fais des choses simples, parfois avec de l’aide."),
    Band.INTERMEDIATE: _("Je me débrouille sans aide."),
    Band.ADVANCED: _("Je m’adapte, et j’aide les autres."),
    Band.EXPERT: _("Je trouve de nouvelles solutions."),
}


def band_of(level: int | None) -> Band | None:
    """The band of a level from 1 to 8; nothing for no level or a level that does not exist."""
    if level is None or not 1 <= level <= 8:
        return None
    return Band((level + 1) // 2)


def band_name(level: int | None) -> str:
    """« Débutant » for 1 and 2, and so on; empty without a level."""
    band = band_of(level)
    return str(band.label) if band else ""
