"""Levels of difficulty, as DigComp 3.0 numbers them: four levels in eight sub-levels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    BASIC_1 = 1, _("Débutant")
    BASIC_2 = 2, _("Débutant, plus sûr de soi")
    INTERMEDIATE_3 = 3, _("Intermédiaire")
    INTERMEDIATE_4 = 4, _("Intermédiaire, à l'aise")
    ADVANCED_5 = 5, _("Avancé")
    ADVANCED_6 = 6, _("Avancé, aide les autres")
    EXPERT_7 = 7, _("Expert")
    EXPERT_8 = 8, _("Expert, crée des solutions")
