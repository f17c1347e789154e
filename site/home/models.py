"""The home page and the fixed pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.blocks.markdown import MarkdownBlock
from core.fields import BodyField
from core.models import BasePage
from home.brand import Brand

__all__ = ["Brand", "HomePage", "StandardPage"]


class HomePage(BasePage):
    template = "home/home.html"
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("page d'accueil")


class StandardPage(BasePage):
    """A page of text: legal notice, personal data, accessibility, about."""

    body = BodyField([("text", MarkdownBlock())], verbose_name=_("texte"), blank=True)

    template = "home/standard.html"
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("page de texte")
