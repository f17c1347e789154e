"""Choosing modules in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.choosers import PageChooserViewSet
from learning.pages import ModulePage


class ModuleChooserViewSet(PageChooserViewSet):
    model: Any = ModulePage
    icon = "list-ol"
    choose_one_text = _("Choisir un module")
    choose_another_text = _("Changer de module")
    edit_item_text = _("Modifier ce module")


module_chooser = ModuleChooserViewSet("module_chooser", url_prefix="modules/choisir")
