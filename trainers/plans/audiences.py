"""For whom a session is; the values are the words of the content files and of the filters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    EVERYBODY = "tout-public", _("Tout public")
    JOB_SEEKERS = "emploi", _("Personnes en recherche d’emploi")
    OLDER = "seniors", _("Personnes âgées")
    YOUNG = "jeunes", _("Jeunes")
    PARENTS = "parents", _("Parents")
    LEARNING_FRENCH = "apprend-le-francais", _("Personnes qui apprennent le français")
    READING_SLOWLY = "lecture-difficile", _("Personnes qui lisent avec difficulté")
    DISABILITY = "handicap", _("Personnes en situation de handicap")
    HELPERS = "aidants", _("Aidants, bénévoles, professionnels")
