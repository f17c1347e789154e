"""The first page of the admin: what one comes for, in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Locale, Page

from home.watch import matters
from learning.models import GlossaryPage, ModuleIndexPage
from paths.models import ThemePage
from trainers.models import PlanIndexPage


@dataclass(frozen=True)
class Task:
    title: str
    sentence: str
    icon: str
    url: str


def tasks(user: Any) -> Iterator[Task]:
    """What this person may begin, given what they may write under."""
    modules = _open_to(user, ModuleIndexPage)
    if modules:
        url = reverse("modules:choose_parent")
        yield Task(_("Écrire un module"), _("Une leçon courte, étape par étape."), "list-ol", url)
    if _open_to(user, ThemePage):
        url = reverse("parcours:choose_parent")
        yield Task(_("Assembler un parcours"), _("Des modules dans l’ordre, vers un but."), "redirect", url)
    if glossary := _open_to(user, GlossaryPage):
        url = reverse("wagtailadmin_pages:add", args=("learning", "glossarytermpage", glossary.pk))
        yield Task(_("Expliquer un mot"), _("Une ou deux phrases simples, et un exemple."), "openquote", url)
    if _open_to(user, PlanIndexPage):
        url = reverse("seances:choose_parent")
        yield Task(
            _("Écrire une séance"), _("Un atelier minuté, avec ses feuilles à distribuer."), "clipboard-list", url
        )
    if modules:
        url = reverse("import_text_file", args=(modules.pk,))
        yield Task(_("Importer un fichier"), _("Un module écrit dans un fichier texte."), "upload", url)


def _open_to(user: Any, kind: type[Page]) -> Page | None:
    """The first page of this type, in the first language, under which this person may write."""
    pages = kind.objects.filter(locale=Locale.get_default()).order_by("path")
    return next((page for page in pages if page.permissions_for_user(user).can_add_subpage()), None)


class WelcomePanel(Component):
    name = "welcome"
    order = 50
    template_name = "home/admin/welcome.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        return {"tasks": list(tasks(request.user)), "matters": list(matters(request.user))}
