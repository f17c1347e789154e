"""The synonyms in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.address import clean
from search.models import Synonym


class SynonymCreateView(CreateView):
    """May begin with the words of the address: what was searched in vain."""

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("expressions", "language")}
        return super().get_initial() | {name: clean(value) for name, value in asked.items() if value}


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    add_view_class = SynonymCreateView
    icon = "search"
    menu_label = _("Synonymes")
    menu_order = 350
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "language", "note"]
    list_filter = ["kind", "language"]
    search_fields = ["expressions", "note"]
    list_per_page = 50
    ordering = ["expressions"]
    panels = [FieldPanel("expressions"), FieldPanel("kind"), FieldPanel("language"), FieldPanel("note")]
