"""Choosing session plans in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.choosers import PageChooserViewSet
from trainers.plans.pages import PlanPage


class PlanChooserViewSet(PageChooserViewSet):
    model: Any = PlanPage
    icon = "clipboard-list"
    choose_one_text = _("Choisir une séance")
    choose_another_text = _("Changer de séance")
    edit_item_text = _("Modifier cette séance")


plan_chooser = PlanChooserViewSet("plan_chooser", url_prefix="seances/choisir")
