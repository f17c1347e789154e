"""The synonyms in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import Synonym


class SynonymViewSet(SnippetViewSet):
    model = Synonym
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
