"""The first page of the admin: what one comes for, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component


@dataclass(frozen=True)
class Task:
    title: str
    sentence: str
    icon: str
    url: str


def tasks(user: AbstractBaseUser) -> list[Task]:
    """What this person may begin."""
    if not user_has_any_page_permission(user):
        return []
    offered = [
        (_("Écrire un module"), _("Une leçon courte, étape par étape."), "list-ol", "modules:choose_parent"),
        (_("Assembler un parcours"), _("Des modules dans l’ordre, vers un but."), "redirect", "parcours:choose_parent"),
        (_("Importer un fichier"), _("Des pages écrites dans un fichier texte."), "upload", "content_import"),
    ]
    return [
        Task(title, sentence, icon, url) for title, sentence, icon, name in offered if (url := _address_of(name, user))
    ]


def _address_of(name: str, user: AbstractBaseUser) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


class WelcomePanel(Component):
    name = "welcome"
    order = 50
    template_name = "home/admin/welcome.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        return {"tasks": tasks(request.user)}
