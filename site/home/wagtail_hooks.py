"""The editing interface, for all packages together."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_remarks(request: HttpRequest, page: Page) -> None:
    """After a save, say how many remarks the text has; they are listed in the page's « Remarques » tab."""
    remarks = getattr(page.get_latest_revision_as_object(), "remarks", None)
    if remarks and (count := len(list(remarks()))):
        text = ngettext(
            "%(count)d remarque sur le texte : voyez l’onglet « Remarques ».",
            "%(count)d remarques sur le texte : voyez l’onglet « Remarques ».",
            count,
        )
        messages.info(request, text % {"count": count})
